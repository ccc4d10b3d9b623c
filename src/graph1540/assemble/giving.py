"""Giving a part in an event: which event a phrase is about, and who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from graph1540.assemble.actors import Actors
from graph1540.assemble.draft import Draft
from graph1540.assemble.sentences import O, S, Sentence
from graph1540.assemble.subjects import subject_from
from graph1540.assemble.told import Told
from graph1540.model import Mention

__all__ = ["Giving"]

#: "UNODA, through its Regional Centre UNREC".
_THROUGH = re.compile(r",? (?:acting )?(?:through|via|represented by) (?:its |the |his |her )?(?:[A-Za-z ]{0,40})")
#: "Botswana’s National Assembly": the State is not who acts.
_GOES_ON = re.compile(r" (?:also |then )?(?:[a-z]+ed|was|were|had|has|have|will|would|gave|made|paid|bore|met|took|held|ran|spoke|is|are)\b")
_COMMA = re.compile(r", (?:and )?(?:the )?(?:Government of (?:the )?)?\Z")
_OF = re.compile(r" of (?:the )?")
_POSSESSOR = re.compile(r"['’]s? ")
#: "All of them were organized by", of a note's own events.
_ALL = re.compile(r"(?:All|Each|Both)(?: of (?:them|these|the (?:\w+ )?(?:activities|events|visits|workshops|courses|meetings|seminars))| (?:the |these )?(?:two |three |four |five )?(?:activities|events|visits|workshops|courses|meetings|seminars))? (?:was|were|had|have|are|will)\b")
#: Between an event's noun and another that it is said of.
_TO_THIS = re.compile(r" (?:to|of|after|before|following|from) (?:this|the present|the same) (?:[\w-]+ )?")
_IT = re.compile(r"(?:It|They|This|Both|Each|That one|(?:That|The (?:latter|former))(?= (?:was|were|had|has|is)\b))\b")
#: "; it was jointly ", "confirmed that it would be ", before what was done with it.
_IT_WAS = re.compile(r"\bit (?:was|is|had been|has been|will be|would be)(?: \w+ly)? \Z")


class Giving:
    """Gives parts in events to States and organizations."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.given: list[tuple[Sentence, str, Sequence[Draft], int]] = []  # what was given in one sentence, with where who has it stands

    def give(self, draft: Draft, role: str, sentence: Sentence, mentions: Iterable[Mention], *, state: str = "") -> None:
        """Say of ``draft`` that each of ``mentions`` has the part ``role`` in it."""
        self.give_each((draft,), role, sentence, mentions, state=state)

    def give_each(self, drafts: Sequence[Draft], role: str, sentence: Sentence, mentions: Iterable[Mention], *, state: str = "") -> None:
        """Say the same of each of ``drafts``."""
        for mention in mentions if drafts else ():
            if self.given and self.given[0][0] is not sentence:
                self.given.clear()
            self.given.append((sentence, role, drafts, sentence.index(mention)))
            ref, words = self.actors.ref(mention, state=state), sentence.words(mention)
            for draft in drafts:
                draft.add(role, ref, words)

    def acting(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
        """Who acts: in "UNODA, through its Regional Centre UNREC" the latter."""
        result = [m for m in mentions if not (m.kind == "state" and _POSSESSOR.match(sentence.note.text, m.end) and any(o.start - m.end < 5 for o in mentions if o.start > m.end))]
        for one, other in pairwise(mentions):
            between = sentence.note.text[one.end : other.start]
            if one.kind == "organization" and other.kind == "state" and _OF.fullmatch(between):
                # "the Intelligence Unit of Dominica": the State is not who acts.
                result = [m for m in result if m is not other]
            if _THROUGH.fullmatch(between) and one in result:
                result.remove(one)
        return result

    def events(self, told: Told, before: int) -> list[Draft]:
        """The events that the last noun before a position stands for; a pronoun at the start stands for what was spoken of before."""
        known = [at for at in told.events if at < before]
        if known:
            last = max(known)
            head = max((at for at in known if at < last), default=-1)
            if head >= 0 and _TO_THIS.fullmatch(told.sentence.tagged, head + 1, last):
                # "A further session to this workshop will be held by": the session.
                last = head
            return told.events[last]
        if _ALL.match(told.sentence.tagged) and len(mains := [d for d in told.known if d.main]) > 1:
            return mains
        if _IT.match(told.sentence.tagged) or _IT_WAS.search(told.sentence.tagged, 0, before):
            return [d for d in (told.previous or told.context,) if d is not None]
        return []

    def give_new(self, drafts: Sequence[Draft], role: str, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Give a part in events; not in the note's own where its header says who organized them."""
        self.give_each([draft for draft in drafts if not draft.main or not draft.values(role)], role, sentence, mentions)

    def ahead(self, told: Told, after: int) -> list[Draft]:
        """The events of the next noun, if it is near."""
        later = [at for at in told.events if at >= after]
        return told.events[min(later)] if later and min(later) - after < 80 else []

    def open(self, told: Told, before: int) -> list[Draft]:
        """The event that a sentence without an event noun is about: its own, else the section's."""
        known = self.events(told, before)
        if not known and told.sentence.segment.kind == "item" and told.recent and not any(draft.main for draft in told.recent):
            # "(2) A briefing was given on 17 February. Fiji and Palau connected": an item goes on with its event.
            return list(told.recent[-1:])
        return known or self.continued(told)

    def continued(self, told: Told) -> list[Draft]:
        """What a sentence without an event goes on about: the other event that the one before told of, else the section's."""
        draft = told.topic or told.context
        return [draft] if draft is not None else []

    def say(self, told: Told, role: str, found: re.Match[str], drafts: Sequence[Draft], *, group: str = "list", governed: bool = False) -> None:
        """Give the part ``role`` in ``drafts`` to the actors that ``group`` of a match holds.

        ``governed``: a preposition may have them, as in "the offer of Thailand to hold".
        """
        start = found.start(group)
        if start == found.start() and not governed:
            subject = subject_from(told.sentence, start, found.end(group))
            if subject is None:
                return
            start = subject
        actors = self.objects(told.sentence, start, found.end(group)) if found.end() == found.end(group) else told.sentence.among(start, found.end(group))
        if drafts:
            self.give_each(drafts, role, told.sentence, self.acting(told.sentence, actors))

    def objects(self, sentence: Sentence, start: int, end: int, tags: str = S + O) -> list[Mention]:
        """The actors of a list that has a verb or preposition before it: not the last of them where it begins another clause."""
        actors = sentence.among(start, end, tags)
        semicolon = sentence.tagged.rfind("; ", start, end)
        if semicolon > 0 and _GOES_ON.match(sentence.tagged, end):
            # "with the support of Norway; Togo and Benin took part": another clause.
            return sentence.among(start, semicolon, tags)
        if len(actors) > 1 and _GOES_ON.match(sentence.tagged, end) and _COMMA.search(sentence.tagged, 0, sentence.index(actors[-1])):
            # "convened by the Centre, and Switzerland contributed to the costs", "with funds from Norway, UNREC organized": the last one is another subject.
            return actors[:-1]
        return actors

