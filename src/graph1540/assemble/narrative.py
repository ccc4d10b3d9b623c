"""The prose of a note: which events each sentence speaks of, known ones and new ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph1540.assemble.draft import Draft, Drafts, Where
from graph1540.assemble.occasions import Occasion, anchor, occasions, place_after
from graph1540.assemble.sentences import D, E, G, LIST, M, O, P, S, Sentence, sentences
from graph1540.model import DateRange, Mention, Note, Ref, Segment, Span
from graph1540.recognize.events import SPECIFIC, event_type_of
from graph1540.reference import Reference

__all__ = ["Told", "told"]

_LEFT = re.compile(
    rf"(?P<det>\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ss]uch|[Aa]nother|[Aa]n?|[Ii]ts|[Tt]heir|[Bb]oth|[Aa]ll|[Ee]ach|[Aa]ny|[Nn]o|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Ee]very|[Ss]ome)\s+)?"
    rf"(?P<mods>(?:[\w'’{M}{S}{P}{G}{D}-]+\s+){{0,6}}?)\Z"
)
_ORDINALS = {"first": "1", "initial": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "final": "last", "last": "last"}
_PREVIOUS = re.compile(r"\b(?:previous|earlier|preceding|prior|former)\b")
_HELD = re.compile(
    r"\b(?:held|took place|taken place|takes? place|hosted|hosts|organi[sz]ed|convened|conducted|ran|run|gave|arranged|attended|participated|taken part|took part|opened|met|visited|carried out|brought together|gathered)\b"
)
_ANAPHOR = re.compile(
    r"\b(?:[Ii]t|[Tt]his|[Tt]hat|[Tt]hose|[Tt]hey|[Ss]imilar ones?|(?:[Tt]he|[Aa]) (?:first|second|third|fourth|last|latest|latter|former|next|other|previous|following|sixth|fifth|one|two|similar one|further one|parallel one)(?: (?:one|such|two))?|[Aa]nother(?: one)?|[Oo]ne)\b"
    r"(?=,? (?:was|were|had|has|have|took|takes|is|are|will|would|in|for|of (?:them|these|which|the kind)|being|to be|followed|,|met|should|shall|organi[sz]ed|hosted|held))(?=[^.]{0,120}\b(?:held|hosted|organi[sz]ed|convened|conducted|took place|taken place|takes place|take place|followed|opened|is planned|was planned|is scheduled|for)\b)"
)


_POSTPONED = re.compile(r"\b(?:postponed|put off|put back|moved|deferred|rescheduled|brought forward|delayed)\b")


@dataclass
class Told:
    """A sentence with the events that its nouns stand for, by position in its tagged text."""

    sentence: Sentence
    events: dict[int, list[Draft]] = field(default_factory=dict)
    context: Draft | None = None
    resolutions: Sequence[Mention] = ()
    recent: tuple[Draft, ...] = ()  # what the paragraph has spoken of, in order
    previous: Draft | None = None  # what the sentence before spoke of

    def event_at(self, index: int) -> Draft | None:
        drafts = self.events.get(index)
        return drafts[-1] if drafts else None


class _Teller:
    """Walks the prose and keeps in mind what was spoken of last."""

    def __init__(self, note: Note, mentions: Sequence[Mention], drafts: Drafts, reference: Reference) -> None:
        self.note = note
        self.mentions = mentions
        self.drafts = drafts
        self.reference = reference
        self.resolutions = [m for m in mentions if m.kind == "resolution"]
        self.section: Draft | None = None
        self.opening = ""
        self.last: Draft | None = None
        self.last_type = ""

    def tell(self, segment: Segment, mentions: Sequence[Mention]) -> list[Told]:
        told: list[Told] = []
        self.last = None
        self.recent: list[Draft] = []
        opened = self._opening(segment)
        if opened is not None:
            self.section = opened
        known = len(self.drafts.all)
        for sentence in sentences(self.note, segment, mentions):
            told.append(self._sentence(sentence))
            for at in sorted(told[-1].events):
                self.recent += [d for d in told[-1].events[at] if d not in self.recent]
            new = [d for d in self.drafts.all[known:] if d.type == self.opening]
            if self.opening and new:
                # The section's first new event of the heading's kind is what it is about.
                self.section, self.opening = new[0], ""
                told[-1].context = new[0]
        return told

    def heading(self, segment: Segment) -> None:
        """A heading may name the event that its section is about: "First visit", "(B) Pretoria", "A parallel round table"."""
        self.section = self._opening(segment)
        noun = next((m for m in self.mentions if m.kind == "event" and segment.start <= m.start < segment.end), None)
        self.opening = noun.name if noun is not None and self.section is None and "plural" not in noun.form else ""

    def _opening(self, segment: Segment) -> Draft | None:
        words = self.note.text[segment.start : min(segment.end, segment.start + 60)]
        mains = self.drafts.mains
        if len(mains) < 2:
            return None
        named = [m.iri for m in self.mentions if m.kind in ("state", "place") and segment.start <= m.start and m.end <= segment.end]
        if segment.kind == "heading" and len(named) == 1:
            about = [d for d in mains if d.where and (d.where.state == named[0] or (d.where.place and d.where.place.iri == named[0]))]
            if len(about) == 1:
                return about[0]
        marked = re.match(r"\(?([A-Z]|\d)[).]\s", words)
        if marked:
            return next((d for d in mains if d.key == marked[1].lower()), None)
        if segment.kind == "heading":
            low = words.lower()
            for draft in mains:
                ordinal = next((word for word, key in _ORDINALS.items() if key == draft.key), None)
                city = draft.where.place.name.lower() if draft.where and draft.where.place else None
                if (ordinal and ordinal in low) or (city and city in low):
                    return draft
        return None

    # -- one sentence ------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> Told:
        told = Told(sentence, previous=self.last, recent=tuple(self.recent), resolutions=self.resolutions)
        tagged = sentence.tagged
        found = occasions(sentence, self.reference)
        by_noun: dict[int, list[Occasion]] = {}
        taken: set[int] = set()
        for occasion in found:
            at = anchor(sentence, occasion, taken)
            if at is not None and at < occasion.start and by_noun.get(at) and _ANAPHOR.search(tagged, by_noun[at][-1].end, occasion.start):
                at = None
            if at is not None:
                earlier = by_noun.get(at)
                if earlier and _POSTPONED.search(tagged, earlier[-1].end, occasion.start):
                    # "fixed for 11 April, has been postponed to 16 May": the new date stands.
                    moved = earlier[-1].where if occasion.where is None else occasion.where
                    by_noun[at] = [Occasion(occasion.start, occasion.end, occasion.date, moved)]
                    continue
                if earlier and not self._second(sentence, at, earlier[-1], occasion):
                    continue
                by_noun.setdefault(at, []).append(occasion)
                taken.add(at)
            elif occasion.where is not None or occasion.date is not None:
                draft, draft_at = self._anaphor(sentence, occasion)
                if draft is not None:
                    told.events.setdefault(draft_at, []).append(draft)
                    self.last = draft
        for at in (i for i, character in enumerate(tagged) if character == E):
            mention = sentence.mention(at)
            if mention.form.startswith("specific") and mention.name != "meeting":
                self.last_type = mention.name
            if at in by_noun:
                drafts = [self._dated(sentence, at, mention, occasion) for occasion in by_noun[at]]
                known = [d for d in drafts if d is not None]
                if known:
                    told.events[at] = known
                    self.last = told.events[at][-1]
                    self.last_type = self.last.type
            else:
                draft = self._undated(sentence, at, mention)
                if draft is not None and not draft.main:
                    self._round(draft, sentence, at, mention)
                if draft is not None:
                    told.events[at] = [draft]
                    draft.shown += 1
                    if draft is not self.last and not draft.main:
                        self.last = draft
        self._elliptic(told)
        told.context = self.section or (self.drafts.mains[0] if self.drafts.mains else None)
        return told

    def _elliptic(self, told: Told) -> None:
        """ "The second visit followed up on the first": an ordinal without its noun, where the note has events so numbered."""
        for found in re.finditer(r"\b[Tt]he (first|second|third|fourth|fifth)(?=[.,;]| (?:had|was|were|on|took|saw|followed|brought)\b)(?P<here>, (?:reported on|described|covered) here)?", told.sentence.tagged):
            number = _ORDINALS[found[1]]
            numbered = [d for d in self.drafts.all if number in ((d.key,) if d.main else (d.ordinal,))]
            draft = self._main("", False) if found["here"] else numbered[0] if len(numbered) == 1 else None
            if draft is not None:
                told.events.setdefault(found.start(1), [draft])

    def _second(self, sentence: Sentence, at: int, earlier: Occasion, occasion: Occasion) -> bool:
        """Whether one noun has a further occasion: "in A (March) and B (May)", "between X and Y in 2016 and 2017"."""
        between = sentence.tagged[earlier.end : occasion.start]
        plural = "plural" in sentence.mention(at).form
        if re.search(rf"{LIST},? \(\Z", between):
            return plural
        if occasion.where is not None and occasion.date is not None:
            return plural or bool(re.match(r"\)?[,;]? (?:and|as well as|then|;)?", between)) and len(between) < 110 and ("(" in sentence.tagged[at : earlier.end] or ";" in between or re.fullmatch(r"\)?,? (?:and )?(?:in |on )?", between) is not None)
        return bool(re.fullmatch(r",? (?:and |then )?(?:again )?(?:in |on )?", between)) and occasion.date is not None and occasion.where is None and earlier.date is not None and (
            plural or occasion.date.form == earlier.date.form == "year"
        )

    # -- events with a date ------------------------------------------------------------------------------------

    def _type(self, sentence: Sentence, at: int, mention: Mention) -> tuple[str, bool]:
        """The type of an event noun and whether it names one kind; "round of the peer review" is a peer review."""
        codes = [(mention.name, mention.form.startswith("specific") or mention.form == "verb")]
        if mention.form == "verb" and mention.name == "meeting" and self.last_type and _ANAPHOR.search(sentence.tagged, max(0, at - 90), at):
            codes = [(self.last_type, True)]
        if mention.form.startswith("weak") and re.search(r"\b(?:the|this|[Ff]irst|[Ss]econd|[Tt]hird|previous|last|rounds|The|two|both)\b[^.;,]{0,30}\Z", sentence.tagged[max(0, at - 40) : at]):
            # A round or session of something is of that thing's kind: the note's own, unless it says another.
            mains = self.drafts.mains
            if mains and mains[0].specific:
                codes.append((mains[0].type, True))
        after = re.match(rf" (?:of|for|in) (?:the |a |an |this )?(?:[\w-]+ ){{0,3}}?({E})", sentence.tagged[at + 1 : at + 60])
        if after and mention.name == "meeting":
            other = sentence.mention(at + 1 + after.start(1))
            codes.append((other.name, other.form.startswith("specific")))
        code = event_type_of(codes)
        return code, code in SPECIFIC or (mention.form.startswith("specific") and mention.name == code)

    def _dated(self, sentence: Sentence, at: int, mention: Mention, occasion: Occasion) -> Draft | None:
        code, specific = self._type(sentence, at, mention)
        where = occasion.where or place_after(sentence, at, self.reference)
        if where is None and self.last is not None and self.last.where is not None and re.search(r"\b(?:held|convened|organi[sz]ed|hosted|conducted|took place) there\b", sentence.tagged):
            where = self.last.where
        visited = self._visited(sentence, at) if mention.form == "verb" and code == "visit" else None
        if visited is not None and (where is None or not where.state):
            where = Where(where.place if where else None, visited.iri, ((*where.spans,) if where else ()) + (sentence.words(visited),))
        parties = frozenset(m.iri for m in self._between(sentence, at, occasion))
        draft = self.find(code, specific, occasion.date, where, parties, pointing=self._points_back(sentence, at))
        if draft is None:
            if not specific and where is None and not parties:
                return None
            draft = self.drafts.new(mention.start, type=code, specific=specific)
        self.fill(draft, sentence, at, mention, code, specific, occasion, where)
        draft.parties |= parties
        if mention.form == "verb":
            subject = re.search(rf"(?P<list>{LIST})(?: (?:had|has|have|also|each|first|last|again|then|jointly|both|all) ?)*\s?\Z", sentence.tagged[:at])
            if subject:
                for party in sentence.among(subject.start("list"), subject.end("list")):
                    if party.iri:
                        draft.add("participant", Ref(party.iri), sentence.words(party))
        if not draft.main:
            for party in self._between(sentence, at, occasion):
                if party.kind == "state":
                    draft.add("participant", Ref(party.iri), sentence.words(party))
        return draft

    def fill(self, draft: Draft, sentence: Sentence, at: int, mention: Mention, code: str, specific: bool, occasion: Occasion | None, where: Where | None) -> None:
        """Add to a draft what this mention of it says."""
        draft.shown += 1
        self._round(draft, sentence, at, mention)
        if not draft.main:
            if not draft.type or (specific and not draft.specific):
                draft.type, draft.specific = code, specific
            draft.add("type", code, sentence.words(mention))
        if occasion is not None and occasion.date is not None and occasion.date.date is not None:
            note_date(draft, occasion.date.date, sentence.words(occasion.date))
        if where is not None:
            note_place(draft, where)

    def _round(self, draft: Draft, sentence: Sentence, at: int, mention: Mention) -> None:
        """Which round of one exercise it is: "the second round", "the first consultations", "the exercise had been opened"."""
        found = re.search(r"\b(first|second|third|fourth|fifth) (?:[\w-]+ ){0,2}\Z", sentence.tagged[max(0, at - 40) : at], re.IGNORECASE)
        if found and not draft.ordinal:
            draft.ordinal = _ORDINALS[found[1].lower()]
        if draft.round or "plural" in mention.form and mention.name != "consultation":
            return
        word = sentence.words(mention).exact.lower()
        left = sentence.tagged[max(0, at - 40) : at]
        found = re.search(r"\b(first|second|third|fourth|fifth)\b(?: (?:[\w-]+)){0,2} \Z", left, re.IGNORECASE)
        if found and (word in ("round", "session", "stage", "phase", "consultations", "consultation", "leg") or re.match(rf" of the (?:[\w-]+ )*{E}", sentence.tagged[at + 1 :])):
            lo = max(0, at - 40) + found.start()
            draft.round, draft.round_span = int(_ORDINALS[found[1].lower()]), sentence.span(lo, at + 1)
        elif word == "exercise" and re.match(r" (?:had been |was )?(?:opened|begun|launched|started)\b", sentence.tagged[at + 1 :]):
            draft.round, draft.round_span = 1, sentence.words(mention)

    def _between(self, sentence: Sentence, at: int, occasion: Occasion) -> list[Mention]:
        lead = sentence.tagged[at + 1 : occasion.start]
        lo = max(lead.rfind(";"), lead.rfind(")")) + 1
        own = re.search(rf"(?P<list>{LIST}),? \(\Z", lead[lo:])
        if own:
            return sentence.among(at + 1 + lo + own.start("list"), at + 1 + lo + own.end("list"))
        found = re.match(rf"(?: (?:for|of) (?:a |the |an )?(?:[\w-]+ ){{0,2}}{E})?[^.;{E}{D}]{{0,40}}? (?:between|of) (?P<list>{LIST})", sentence.tagged[at + 1 :])
        if not found:
            return []
        return sentence.among(at + 1 + found.start("list"), at + 1 + found.end("list"))

    def _points_back(self, sentence: Sentence, at: int) -> bool:
        left = _LEFT.search(sentence.tagged, max(0, at - 70), at)
        return bool(left and left["det"] and left["det"].strip().lower() in ("the", "this", "that"))

    def find(self, code: str, specific: bool, date: Mention | None, where: Where | None, parties: frozenset[str], *, pointing: bool) -> Draft | None:
        """The draft that a mention with this date and place is about, if the note has it already."""
        when = date.date if date else None
        inside = self._part_of(when, where)
        if inside is not None:
            return inside
        best: tuple[int, Draft] | None = None
        for draft in self.drafts.all:
            score = _likeness(draft, code, specific, when, where, parties)
            if score > 0 and (best is None or score > best[0]):
                best = (score, draft)
        if best is not None:
            return best[1]
        if pointing and when is not None:
            # "The workshop took place on …": the note's own event, where its header gave no date.
            for draft in self.drafts.mains:
                if draft.date is None and (draft.type == code or not specific):
                    return draft
        return None

    def _part_of(self, when: DateRange | None, where: Where | None) -> Draft | None:
        """A day within the note's own event of several days, at no other place, is a part of that event."""
        for draft in self.drafts.mains:
            if draft.date is None or draft.date.end is None or when is None or when.end is None or draft.date.end == draft.date.start:
                continue
            if draft.date.start <= when.start and when.end <= draft.date.end and not _clash(draft.where, where):
                return draft
        return None

    # -- events without a date ---------------------------------------------------------------------------------

    def _undated(self, sentence: Sentence, at: int, mention: Mention) -> Draft | None:
        tagged = sentence.tagged
        if mention.form == "verb":
            return self._verb(sentence, at, mention)
        left = _LEFT.search(tagged, max(0, at - 70), at)
        determiner = (left["det"] or "").strip().lower() if left else ""
        modifiers = (left["mods"] or "").lower() if left else ""
        code, specific = self._type(sentence, at, mention)
        where = place_after(sentence, at, self.reference)
        ordinal = next((key for word, key in _ORDINALS.items() if re.search(rf"\b{word}\b", modifiers)), "")
        if "plural" in mention.form:
            return None
        if where is not None:
            found = self._at_place(code, specific, where)
            if found is not None:
                return found
            if specific and _HELD.search(tagged) and mention.form.startswith("specific") and determiner not in ("any", "no", "such", "each", "every") and re.search(r"\b(?:held|hosted|took place|convened|organi[sz]ed|conducted)\b", tagged[max(0, at - 60) : at + 80]):
                draft = self.drafts.new(mention.start, type=code, specific=specific)
                self.fill(draft, sentence, at, mention, code, specific, None, where)
                return draft
            return None
        if ordinal and len(self.drafts.mains) > 1:
            labelled = next((d for d in self.drafts.mains if d.key == ordinal), None)
            if labelled is not None:
                return labelled
        if determiner == "this":
            return self._main(code, specific) or self.last
        if determiner == "that":
            return self.last or self._main(code, specific)
        owner = re.search(rf"(?P<o>[{O}{S}])['’]s? (?:[\w-]+ ){{0,2}}\Z", tagged[:at])
        if owner is not None:
            whose = sentence.mention(owner.start("o")).iri
            mine = [d for d in self.drafts.all if d.type == code and (whose in d.refs or (d.where is not None and d.where.state == whose))]
            return mine[-1] if mine and mine[-1] is not None else None
        if determiner in ("the", "") and _PREVIOUS.search(modifiers):
            return self._previous(code, specific)
        if determiner == "the":
            if self.last is not None and not self.last.main and (self.last.type == code or not specific) and not ordinal:
                return self.last
            return self._main(code, specific)
        return None

    def _main(self, code: str, specific: bool) -> Draft | None:
        if self.section is not None:
            return self.section
        mains = self.drafts.mains
        if len(mains) != 1:
            return None
        draft = mains[0]
        return draft if draft.type == code or not specific or code == "meeting" else None

    def _previous(self, code: str, specific: bool) -> Draft | None:
        """ "The previous round": the latest dated event of the kind before the main one."""
        mains = self.drafts.mains
        limit = mains[0].date.start if mains and mains[0].date else None
        earlier = [d for d in self.drafts.others() if d.date and (d.type == code or not specific) and (limit is None or d.date.start < limit)]
        return max(earlier, key=lambda d: (d.date.start, d.order), default=None) if earlier else None  # type: ignore[union-attr]

    def _at_place(self, code: str, specific: bool, where: Where) -> Draft | None:
        found = [d for d in self.drafts.all if d.where is not None and _same_place(d.where, where) and (d.type == code or not specific or not d.specific)]
        return max(found, key=lambda d: (d.where is not None and d.where.place is not None and where.place is not None, not d.main, d.order), default=None)

    def _verb(self, sentence: Sentence, at: int, mention: Mention) -> Draft | None:
        """ "The Group of Experts visited Malawi" without a date is only one that the note has already."""
        state = self._visited(sentence, at) if mention.name == "visit" else None
        if state is None:
            return None
        return next((d for d in self.drafts.all if d.type == "visit" and d.where is not None and d.where.state == state.iri), None)

    def _visited(self, sentence: Sentence, at: int) -> Mention | None:
        """The State that is the object of "visited", by name or as "the country"."""
        found = re.match(rf" (?:also |again |already )?(?:the )?(?:(?P<s>{S})|(?:country|it)\b)", sentence.tagged[at + 1 :])
        if found is None:
            return None
        if found["s"]:
            return sentence.mention(at + 1 + found.start("s"))
        earlier = [m for m in self.mentions if m.kind == "state" and sentence.segment.start <= m.start < sentence.offset(at)]
        return earlier[0] if earlier else None

    def _anaphor(self, sentence: Sentence, occasion: Occasion) -> tuple[Draft | None, int]:
        """ "It took place in Lima on …", "that for French-speaking States had been hosted …": an event by pronoun."""
        lead = sentence.tagged[: occasion.start]
        pronouns = list(_ANAPHOR.finditer(sentence.tagged, 0, len(sentence.tagged)))
        pronoun = next((p for p in reversed(pronouns) if p.start() < occasion.start), None)
        if pronoun is None or occasion.date is None or E in lead[pronoun.end() :]:
            return None, -1
        word = pronoun[0].lower()
        kind = self.last_type or (self.last.type if self.last else "") or (self.drafts.mains[0].type if self.drafts.mains else "")
        if not kind:
            return None, -1
        draft = self.find(kind, True, occasion.date, occasion.where, frozenset(), pointing=False)
        lately = self.note.text[max(sentence.segment.start, sentence.start - 200) : sentence.offset(occasion.start)]
        if draft is None and word == "it" and self.last is not None and not self.last.main and _POSTPONED.search(lately) and re.search(r"\bnow\b", lead):
            draft = self.last
            draft.date = None
            for key in [k for k in draft.facts if k[0] in ("start", "end")]:
                del draft.facts[key]
        if draft is None and word in ("it", "this", "they") and self.last is not None and self.last.date is None:
            draft = self.last
        if draft is None:
            if occasion.where is None and occasion.date.form == "year" and not re.search(r"\b(?:first|second|third|fourth|fifth)\b", word):
                return None, -1
            draft = self.drafts.new(occasion.date.start, type=kind, specific=True)
        draft.add("type", kind, sentence.span(pronoun.start(), pronoun.end()))
        ordinal = next((key for name, key in _ORDINALS.items() if re.search(rf"\b{name}\b", word)), "")
        draft.ordinal = draft.ordinal or ordinal
        if occasion.date.date is not None:
            note_date(draft, occasion.date.date, sentence.words(occasion.date))
        if occasion.where is not None:
            note_place(draft, occasion.where)
        draft.shown += 1
        return draft, pronoun.start()


def note_date(draft: Draft, date: DateRange, span: Span) -> None:
    """Remember a date of the event; the most precise one stands, a vaguer one that agrees says nothing new."""
    spans = (span, date.year_span) if date.year_span else (span,)
    if draft.date is None or (date.start.precision > draft.date.start.precision and draft.date.start.includes(date.start)):
        if draft.date is None or not draft.main:
            draft.date = date
            for key in [k for k in draft.facts if k[0] in ("start", "end")]:
                del draft.facts[key]
    if draft.date is not None and date.start == draft.date.start:
        draft.add("start", date.start, *spans)
        if date.end is not None and date.end == draft.date.end:
            draft.add("end", date.end, *spans)


def note_place(draft: Draft, where: Where) -> None:
    """Remember a place of the event; a city beats a State alone."""
    if draft.where is None or (draft.where.place is None and where.place is not None):
        draft.where = where if where.state or draft.where is None else Where(where.place, draft.where.state, where.spans + draft.where.spans)


def _same_place(one: Where, other: Where) -> bool:
    if one.place is not None and other.place is not None:
        return (one.place.iri or one.place.name) == (other.place.iri or other.place.name)
    return bool(one.state) and one.state == other.state


def _clash(one: Where | None, other: Where | None) -> bool:
    if one is None or other is None:
        return False
    if one.place is not None and other.place is not None and not _same_place(one, other):
        return True
    return bool(one.state and other.state and one.state != other.state)


def _likeness(draft: Draft, code: str, specific: bool, when: DateRange | None, where: Where | None, parties: frozenset[str]) -> int:
    """How well a draft fits; 0 where it cannot be the one."""
    if _clash(draft.where, where):
        return 0
    if draft.type != code and specific and draft.specific and "meeting" not in (code, draft.type):
        return 0
    score = 0
    if when is not None and draft.date is not None:
        if not draft.date.start.agrees(when.start):
            overlap = draft.date.end is not None and when.end is not None and draft.date.start <= when.end and when.start <= draft.date.end
            if not overlap or not (draft.where and where and _same_place(draft.where, where)) or draft.type != code:
                return 0
        if draft.date.start.day and when.start.day and draft.date.end and when.end and draft.date.end != when.end and not (draft.where and where and _same_place(draft.where, where)):
            return 0
        score += 2 * min(draft.date.start.precision, when.start.precision)
    elif when is not None or draft.date is not None:
        if not (where and draft.where and where.place is not None and _same_place(draft.where, where) and draft.type == code and not draft.main):
            return 0
        score += 1
    if draft.where is not None and where is not None and _same_place(draft.where, where):
        score += 3
    if draft.type == code:
        score += 1
    shared = parties & draft.parties
    if shared:
        score += 2
    if parties and draft.parties and not shared:
        return 0
    if when is not None and when.start.precision == 1 and not (shared or score >= 5):
        # A year alone and a kind are not enough to say that two are one.
        return 0
    if parties and draft.parties and when is not None and when.start.precision == 1 and parties != draft.parties:
        return 0
    return score


def told(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], drafts: Drafts, reference: Reference) -> list[Told]:
    """Every sentence of the prose with the events it speaks of; new events are added to ``drafts``."""
    teller = _Teller(note, mentions, drafts, reference)
    result: list[Told] = []
    for segment in segments:
        if segment.kind in ("field", "footnote"):
            continue
        if segment.kind == "heading":
            teller.heading(segment)
            continue
        result.extend(teller.tell(segment, mentions))
    return result
