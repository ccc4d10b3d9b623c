"""Events by description: "this meeting", "the Minsk round", "it took place in Lima", "the second"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graph1540.assemble.draft import Draft
from graph1540.assemble.likeness import Sought, note_date, note_place
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.memory import ANAPHOR, IMPERSONAL, ORDINALS, Memory, ordinal_in
from graph1540.assemble.occasions import Occasion, place_after, where_of
from graph1540.assemble.sentences import D, E, G, M, O, P, S, Sentence
from graph1540.assemble.timing import former
from graph1540.assemble.told import Told
from graph1540.model import DateRange, Mention, Ref
from graph1540.recognize.events import SPECIFIC

__all__ = ["POSTPONED", "SAME_CITY", "Pointing", "points_back"]

SAME_CITY = re.compile(r"\b(?:held|convened|organi[sz]ed|hosted|conducted|took place) there\b|\b(?:in|at) the same (?:city|town|place|building|venue|premises|hotel|headquarters)\b|\bagain in the same\b")


_DETERMINERS = frozenset(
    form
    for word in ["the", "this", "that", "these", "those", "such", "another", "a", "an", "its", "their", "both", "all", "each", "any", "no", "one", "two", "three", "four", "several", "every", "some"]
    for form in (word, word.capitalize())
)
#: Words; no noun has more adjectives.
_MODIFIERS = 6

_INNER = re.compile(r"(?:\A|.* )(?P<det>the|this|that|these|those|such|another|an?|its|their|both|all|each|any|no) (?=(?:[^ ]+ )*\Z)")
_PREVIOUS = re.compile(r"\b(?:previous|earlier|preceding|prior|former)\b")

_PRESENT = re.compile(r"\b(?:present|current) \Z")

_HELD = re.compile(r"\b(?:held|hosted|took place|convened|organi[sz]ed|conducted)\b")
_ARRANGED = re.compile(r"\b(?:arranged|organi[sz]ed|planned|announced|prepared|convened|held|ran|offered|proposed)\b[^.;]{0,40}\Z")
#: "Croatia and Poland conducted the first in 2013"
_DOERS = Phrase(rf"(?P<list>{LIST}) (?:had |have |has )?\Z")
#: "could be held", "if funds were found": no event so far.
_MAYBE = re.compile(r"\b(?:could|might|may|should|would|if|whether|possib\w+|feasib\w+|desirab\w+|useful)\b", re.IGNORECASE)
_NONE = frozenset({"any", "no", "such", "each", "every"})

POSTPONED = re.compile(r"\b(?:postponed|put off|put back|moved|deferred|rescheduled|brought forward|delayed)\b")
#: Characters; a noun's adjectives are no longer.
_NEAR = 90
#: "a virtual follow-up ", before a noun that names no kind of event.
_A_NEW = re.compile(r"\b(?:[Aa]n?|[Aa]nother) (?:[\w-]+ ){0,3}\Z")
#: "the Committee's recent ", before the noun.
_OWNER = re.compile(rf"(?P<o>[{O}{S}])['’]s? (?:[\w-]+ ){{0,2}}\Z")
#: " was that of Togo".
_OF_WHOM = Phrase(rf" (?:was |is )?(?:that )?(?:of|between) (?P<list>{LIST})")
#: "(the one) between Chile and Colombia".
_BETWEEN_TWO = re.compile(rf",? between {S} and (?:the )?{S}")
_NOW = re.compile(r"\bnow\b")
_ELLIPTIC = re.compile(r"\b[Tt]he (first|second|third|fourth|fifth)(?=[.,;]| (?:had|was|were|on|took|saw|followed|brought|and|the)\b)(?P<here>, (?:reported on|described|covered) here)?")
#: "second regional ".
_NTH = re.compile(r"\b(first|second|third|fourth|fifth) (?:[\w-]+ ){0,2}\Z", re.IGNORECASE)
_NTH_ROUND = re.compile(r"\b(first|second|third|fourth|fifth)\b(?: (?:[\w-]+)){0,2} \Z", re.IGNORECASE)
_A_ROUND = re.compile(r"(?i)(?:round|stage|session|phase|leg)\b")
#: "(That) of Suva".
_OF_PLACE = re.compile(rf" of (?P<p>{P})")
_OF_THE = re.compile(rf" of the (?:[\w-]+ )*{E}")
_OPENED = re.compile(r" (?:had been |was )?(?:opened|begun|launched|started)\b")

#: The end of a word from what is no part of one.
_WORD_END = re.compile(rf"[\w'’{M}{S}{P}{G}{D}-]*\Z")


@lru_cache(maxsize=8)
def _left(tagged: str, at: int) -> tuple[str, str]:
    """The determiner before a noun and the words between, in lower case; the determiner is the first of seven words at most.

    It is asked several times in a row of one noun.
    """
    lo = max(0, at - 70)
    starts: list[int] = []
    end = at - 1
    while len(starts) <= _MODIFIERS and end >= lo and tagged[end] == " ":
        before = tagged.rfind(" ", lo, end)
        start = max(before + 1, lo)
        word = tagged[start:end]
        kept = word if word.isalnum() else _WORD_END.search(word)[0]  # type: ignore[index]  # it matches at the end at least
        if kept:
            starts.append(end - len(kept))
        if len(kept) < len(word) or not word:
            break
        end = before
    for count in range(len(starts), 0, -1):
        start = starts[count - 1]
        first = tagged[start : tagged.index(" ", start)]
        if first in _DETERMINERS and not tagged[start - 1 : start].isalnum():
            return first.lower(), tagged[start + len(first) + 1 : at].lower()
        if count <= _MODIFIERS:
            return "", tagged[start:at].lower()
    return "", ""


_LATER = re.compile(r"\b(?:next|future|forthcoming|upcoming|coming)\b")


def points_back(sentence: Sentence, at: int) -> bool:
    """Whether the noun at a position has "the", "this" or "that" before it."""
    return _left(sentence.tagged, at)[0] in ("the", "this", "that")


class Pointing(Memory):
    """Finds the event that a noun without a date, a pronoun or an ordinal points to."""

    dated_here: Sequence[Draft] = ()  # the events that the sentence has dated so far

    def of_its_own(self, sentence: Sentence, at: int, found: Draft | None, when: DateRange | None) -> Draft | None:
        """The event found for a noun, unless the noun's sharper date is another's: of one that the sentence has just dated, or of "a session" beside "the consultations in 2021"."""
        if found is None or found.main or when is None or found.date is None or when.start.precision <= found.date.start.precision or points_back(sentence, at):
            return found
        new = sentence.mention(at).form.startswith("weak") and _A_NEW.search(sentence.tagged, max(0, at - _NEAR), at) is not None
        return None if new or found in self.dated_here else found

    def fill(self, draft: Draft, sentence: Sentence, at: int, mention: Mention, sought: Sought) -> None:
        """Add to a draft the kind and the place that this mention gives, and which round of an exercise it is."""
        self.numbered(draft, sentence, at, mention)
        if not draft.main:
            if not draft.type or (sought.specific and not draft.specific):
                draft.type, draft.specific = sought.code, sought.specific
            draft.add("type", sought.code, sentence.words(mention))
        if sought.code == "peer-review" and not draft.main and not draft.exercise and _A_ROUND.match(sentence.words(mention).exact):
            draft.exercise = self.exercise
        if sought.where is not None:
            note_place(draft, sought.where)

    def undated(self, sentence: Sentence, at: int, mention: Mention) -> Draft | None:
        """The event that a noun without a date means, if it means a certain one."""
        if mention.form == "verb" or "plural" in mention.form:
            return self._verb(sentence, at, mention) if mention.form == "verb" else None
        determiner, modifiers = _left(sentence.tagged, at)
        inner = _INNER.search(modifiers)
        if inner is not None:
            # "organized the drafting workshop": what stands before the article is no modifier.
            determiner, modifiers = inner["det"], modifiers[inner.end("det") + 1 :]
        code, specific = self.type_of(sentence, at, mention)
        where = place_after(sentence, at)
        if where is not None:
            sought = Sought(code, specific, None, where)
            own = self._own_place(sentence, at, sought) if determiner in ("the", "this") else None
            return own or self.at_place(code, where, specific=specific) or self._held(sentence, at, mention, sought, determiner)
        ordinal = ordinal_in(modifiers)
        labelled = [d for d in self.drafts.mains if ordinal and d.key == ordinal]
        if labelled and len(self.drafts.mains) > 1:
            return labelled[0]
        if determiner in ("this", "that") or (determiner == "the" and _PRESENT.search(modifiers)):
            main = self.main_event(code, specific=specific)
            return (main or self.last) if determiner in ("this", "the") else (self.last or main)
        owner = _OWNER.search(sentence.tagged, max(0, at - _NEAR), at)
        if owner is not None:
            return self._owned(sentence.mention(owner.start("o")).iri, code)
        if determiner in ("the", "") and _PREVIOUS.search(modifiers):
            return self.previous_event(code, specific=specific)
        if determiner in ("a", "an") and specific and _ARRANGED.search(sentence.tagged, 0, at):
            # "The OSCE had arranged a course of its own. It took place in Baku on …"
            draft = self.drafts.new(mention.start, type=code, specific=specific, ghost=True)
            self.fill(draft, sentence, at, mention, Sought(code, specific, None, None))
            return draft
        meant = self._definite(code, specific=specific, ordinal=ordinal) if determiner == "the" else None
        if meant is not None and meant.main and _LATER.search(modifiers):
            # "Togo will host the next workshop": not the note's own.
            meant = None
        if meant is not None:
            self._named_late(meant, sentence, mention, code, specific=specific)
        return meant

    def _named_late(self, draft: Draft, sentence: Sentence, mention: Mention, code: str, *, specific: bool) -> None:
        """As in "They met from … The workshop was hosted by …": what the meeting was comes later."""
        if draft.main and specific and draft.type == "meeting" and not draft.specific and code in SPECIFIC and not draft.values("title"):
            draft.facts = {key: groups for key, groups in draft.facts.items() if key[0] != "type"}
            draft.type, draft.specific = code, True
            draft.add("type", code, sentence.words(mention))

    def _own_place(self, sentence: Sentence, at: int, sought: Sought) -> Draft | None:
        """As in "The round took place in Tbilisi", where the header names no place: the note's own event, now with its place."""
        mains, where = self.drafts.mains, sought.where
        if len(mains) != 1 or mains[0].where is not None or where is None or where.place is None or self.drafts_at(where):
            return None
        if (mains[0].type != sought.code and sought.specific) or not _HELD.search(sentence.tagged, at, at + 60):
            return None
        note_place(mains[0], where)
        return mains[0]

    def _held(self, sentence: Sentence, at: int, mention: Mention, sought: Sought, determiner: str) -> Draft | None:
        """A new event without a date, where the sentence says that it was held at a place."""
        near = sentence.tagged[max(0, at - 60) : at + 80]
        if not (sought.specific and mention.form.startswith("specific") and _HELD.search(near)) or determiner in _NONE or _MAYBE.search(near):
            return None
        draft = self.drafts.new(mention.start, type=sought.code, specific=sought.specific)
        self.fill(draft, sentence, at, mention, sought)
        return draft

    def _owned(self, whose: str, code: str) -> Draft | None:
        """As in "the Committee's visit": the last event of the kind in which it had a part, or that was in it."""
        mine = [d for d in self.drafts.all if d.type == code and (whose in d.refs or (d.where is not None and d.where.state == whose))]
        return mine[-1] if mine else None

    def _definite(self, code: str, *, specific: bool, ordinal: str) -> Draft | None:
        """As in "the workshop": what was spoken of last if it is of the kind, else the note's own event."""
        last = self.last
        if last is not None and not last.main and (last.type == code or not specific) and not ordinal:
            return last
        main = self.main_event(code, specific=specific)
        if main is None and specific and not ordinal:
            # "the seminar", after other events: the only one that the note has told of.
            told = [d for d in self.drafts.all if d.type == code and not d.ghost]
            return told[0] if len(told) == 1 else None
        return main

    def _verb(self, sentence: Sentence, at: int, mention: Mention) -> Draft | None:
        """As in "The Group of Experts visited Malawi" without a date is only one that the note has already."""
        state = self.visited(sentence, at) if mention.name == "visit" else None
        if state is None:
            return None
        return next((d for d in self.drafts.all if d.type == "visit" and d.where is not None and d.where.state == state.iri), None)

    def anaphor(self, sentence: Sentence, occasion: Occasion) -> tuple[Draft | None, int]:
        """As in "It took place in Lima on …", "that for French-speaking States had been hosted …": an event by pronoun.

        Gives the event and where the pronoun stands.
        """
        lead = sentence.tagged[: occasion.start]
        pronoun = next((p for p in reversed(list(ANAPHOR.finditer(sentence.tagged))) if p.start() < occasion.start), None)
        kind = self.last_type or (self.last.type if self.last else "") or (self.drafts.mains[0].type if self.drafts.mains else "")
        date = occasion.date
        named = [m for at in sentence.where(E) if pronoun is not None and at < pronoun.start() and (m := sentence.mention(at)).form.startswith("specific") and m.name != "meeting"]
        kind = named[-1].name if named else kind
        if pronoun is not None and " meet " in lead and IMPERSONAL.match(lead, pronoun.start()):
            # "It was decided to meet for a third time in Praia".
            kind = "meeting"
        if pronoun is None or date is None or date.date is None or not kind or E in lead[pronoun.end() :]:
            return None, -1
        word = pronoun[0].lower()
        ordinal = ordinal_in(word)
        draft = self.find(Sought(kind, specific=True, when=date.date, where=occasion.where), pointing=False)
        if draft is None:
            draft = self._meant(sentence, occasion, word)
        if draft is None:
            if (word in ("it", "this", "they") or sentence.tagged.startswith(("Those ", "That "))) and former(sentence, date):
                # "It had first been scheduled for May": the event is told of with the date on which it was held.
                return None, -1
            if occasion.where is None and date.form == "year" and not ordinal and not _BETWEEN_TWO.match(sentence.tagged, pronoun.end()):
                return None, -1
            draft = self.drafts.new(date.start, type=kind, specific=True)
        draft.add("type", kind, sentence.span(pronoun.start(), pronoun.end()))
        if kind == "peer-review" and draft.round != 1 and not draft.main and ordinal not in ("", "1"):
            draft.exercise = draft.exercise or self.exercise
        draft.ordinal = draft.ordinal or ordinal
        doers = sentence.pattern(_DOERS).search(sentence.tagged, 0, pronoun.start()) if word.startswith(("carried", "conducted", "held", "hosted", "organi")) else None
        if doers:
            for party in sentence.among(doers.start("list"), doers.end("list")):
                draft.add("participant", Ref(party.iri), sentence.words(party))
        whose = sentence.pattern(_OF_WHOM).match(sentence.tagged[pronoun.end() :])
        if whose:
            lo = pronoun.end() + whose.start("list")
            for party in sentence.among(lo, lo + len(whose["list"])):
                draft.add("participant", Ref(party.iri), sentence.words(party))
        note_date(draft, date.date, sentence.words(date))
        self._placed(draft, sentence, occasion, pronoun)
        if ordinal.isdigit() and ordinal != "1" and not draft.round and not draft.main and kind == "peer-review":
            draft.round, draft.round_span = int(ordinal), sentence.span(pronoun.start(), pronoun.end())
        return draft, pronoun.start()

    def _placed(self, draft: Draft, sentence: Sentence, occasion: Occasion, pronoun: re.Match[str]) -> None:
        """The place of what a pronoun stands for: that of the occasion, else "that of Suva", else "in the same city"."""
        if occasion.where is not None:
            note_place(draft, occasion.where)
        elif (of_place := _OF_PLACE.match(sentence.tagged, pronoun.end())) is not None:
            note_place(draft, where_of(sentence, sentence.mention(of_place.start("p")), None))
        elif SAME_CITY.search(sentence.tagged):
            cities = [sentence.mention(at) for at in sentence.where(P) if at < occasion.start]
            if cities:
                note_place(draft, where_of(sentence, cities[-1], None))

    def _meant(self, sentence: Sentence, occasion: Occasion, word: str) -> Draft | None:
        """What "it" stands for: the last event, if it has no date yet or was put off just before."""
        last = self.last
        if last is None or word not in ("it", "this", "they"):
            return None
        lately = self.note.text[max(sentence.segment.start, sentence.start - 200) : sentence.offset(occasion.start)]
        if last.tentative or (not last.main and POSTPONED.search(lately) and _NOW.search(sentence.tagged[: occasion.start])):
            last.forget_date()
        return last if last.date is None else None

    def elliptic(self, told: Told) -> None:
        """As in "The second visit followed up on the first": an ordinal without its noun, where the note has events so numbered."""
        for found in _ELLIPTIC.finditer(told.sentence.tagged) if told.sentence.has("ordinal") else ():
            number = ORDINALS[found[1]]
            numbered = [d for d in self.drafts.all if number in ((d.key, d.ordinal) if d.main else (d.ordinal,))]
            draft = self.main_event() if found["here"] else numbered[0] if len(numbered) == 1 else None
            if draft is not None:
                told.events.setdefault(found.start(1), [draft])

    def numbered(self, draft: Draft, sentence: Sentence, at: int, mention: Mention) -> None:
        """Which round of one exercise it is: "the second round", "the first consultations", "the exercise had been opened"."""
        lo = max(0, at - 40)
        said = sentence.has("ordinal")
        found = _NTH.search(sentence.tagged, lo, at) if said else None
        if found and not draft.ordinal:
            draft.ordinal = ORDINALS[found[1].lower()]
        if draft.round or ("plural" in mention.form and mention.name != "consultation"):
            return
        word = sentence.words(mention).exact.lower()
        found = _NTH_ROUND.search(sentence.tagged, lo, at) if said else None
        if found and (word in ("round", "session", "stage", "phase", "consultations", "consultation", "leg") or _OF_THE.match(sentence.tagged[at + 1 :])):
            draft.round, draft.round_span = int(ORDINALS[found[1].lower()]), sentence.span(found.start(), at + 1)
        elif word == "exercise" and _OPENED.match(sentence.tagged[at + 1 :]):
            draft.round, draft.round_span = 1, sentence.words(mention)
