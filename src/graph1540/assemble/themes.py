"""Which of the note's own events a topic is of that the note names, if it is of one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.sentences import Sentence, mentions_in
from graph1540.assemble.told import Told
from graph1540.iri import resource_iri
from graph1540.model import Mention, Note, Segment, Span

__all__ = ["PLANS", "Themes", "before_noun"]

#: The topic of an event that considers a State's plan.
PLANS = resource_iri("topic", "national-action-plan")

#: "no national action plan was on the agenda", before the topic's words.
_NO_TOPIC = re.compile(r"\b(?:[Nn]o|[Nn]either|nor|without(?: a| any)?) (?:[\w-]+ ){0,2}\Z")
#: "lent its ", "with the technical ", before "assistance": what was given to the event, no matter of it.
_GIVEN = re.compile(r"\b(?:[Ww]ith|lent|lend|lends|thanks to|[Tt]hrough|under) (?:the |their |its |his |her |a |generous |financial |technical |substantive |kind |logistical )*\Z")
_GIVEN_BY = re.compile(r" (?:of|from|by) (?:the )?[A-Z]|[.,;]")
#: "The note was written by the outreach team. It is no official report."
_OF_THE_NOTE = re.compile(r"(?i)\bnot an official\b|\bno official\b|\binformation note (?:was )?(?:prepared|written|drafted)\b")
#: "Head of the ", before the name of an office.
_OFFICE = re.compile(r"\b(?:Head|Director|Chief|Officer|Manager|Coordinator|Adviser|Secretary|Minister|Chair\w*|Commissioner|Inspector) (?:of|for|at|in) (?:the )?(?:[A-Z][\w-]+,? |and |of |for |the ){0,4}\Z")
#: "a chemical security ", before the noun of another event.
_NAMES_IT = re.compile(r"(?: [\w’'-]+){0,2} ?\Z")


class Themes:
    """Tells whose topic a mention is."""

    def __init__(self, note: Note, mentions: Sequence[Mention], told: Sequence[Told], drafts: Drafts, unexamined: Sequence[Span] = ()) -> None:
        self.note = note
        self.drafts = drafts
        self.told = told
        self.starts = [one.sentence.start for one in told]
        self.bodies = [(m.start, m.end) for m in mentions if m.kind in ("organization", "document") or (m.kind == "person" and m.name)]
        self._from = [start for start, _ in self.bodies]
        self.others = set(self._others())
        #: Where plans are spoken of that the event did not consider.
        self.unexamined = unexamined

    def of(self, mention: Mention, segment: Segment, *, title: bool) -> Sequence[Draft]:
        """The note's own events that a mention in a segment says the topic of."""
        text, mains = self.note.text, self.drafts.mains
        if mention.end > segment.end or _NO_TOPIC.search(text, max(segment.start, mention.start - 40), mention.start):
            return ()
        if title:
            own = [d for d in mains if any(said == "title" and spans[0].start == segment.start for (said, _), groups in d.facts.items() for spans in groups)]
            return own or mains
        told = self._told(mention)
        if (mention.start, mention.end) in self.others or self._named(mention) or (told is not None and _of_the_note(told.sentence.text)):
            return ()
        if mention.iri.endswith("/assistance") and _GIVEN.search(text, max(segment.start, mention.start - 40), mention.start) and _GIVEN_BY.match(text, mention.end):
            return ()
        if mention.iri == PLANS and told is not None and any(told.sentence.start <= span.start < told.sentence.end for span in self.unexamined):
            return ()
        if self.drafts.apart or len(mains) > 1:
            about = told.context if told is not None else None
            return (about,) if about is not None and about.main else () if self.drafts.apart else mains[:1]
        return mains[:1]

    def _told(self, mention: Mention) -> Told | None:
        at = bisect_right(self.starts, mention.start) - 1
        return self.told[at] if at >= 0 and mention.start < self.told[at].sentence.end else None

    def _named(self, mention: Mention) -> bool:
        """Whether a mention is a part of a body's name: "the Assistance and Protection Branch"."""
        at = bisect_right(self._from, mention.start) - 1
        text = self.note.text
        return (at >= 0 and mention.end <= self.bodies[at][1]) or (text[mention.start].isupper() and _OFFICE.search(text, max(0, mention.start - 60), mention.start) is not None)

    def _others(self) -> Iterator[tuple[int, int]]:
        """The words that are topics of other events than the note's own."""
        for draft in self.drafts.others():
            for (said, _), groups in draft.facts.items():
                if said == "topic":
                    yield from ((span.start, span.end) for spans in groups for span in spans)


def _of_the_note(words: str) -> bool:
    """Whether a sentence is about the note itself."""
    return ("official" in words or "nformation note" in words) and _OF_THE_NOTE.search(words) is not None


def before_noun(sentence: Sentence, topics: Sequence[Mention], at: int) -> Iterator[Mention]:
    """The topics that stand in the name of an event, before its noun: "the Review and Assistance Conference"."""
    noun = sentence.mention(at).start
    for mention in mentions_in(topics, max(sentence.start, noun - 60), noun):
        if mention.end <= noun and _NAMES_IT.fullmatch(sentence.note.text, mention.end, noun):
            yield mention
