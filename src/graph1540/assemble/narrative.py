"""The prose of a note: which events each sentence speaks of, known ones and new ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from graph1540.assemble.around import REVIEW_BETWEEN, lasting, leading_place, parties_of, subject_of
from graph1540.assemble.draft import Draft, Drafts, Where
from graph1540.assemble.letters import letter_dates
from graph1540.assemble.likeness import Sought, note_date, note_place
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.memory import ANAPHOR
from graph1540.assemble.occasions import DATELINE, Occasion, anchor, days_of_city, occasions, place_after, where_of
from graph1540.assemble.pointing import POSTPONED, SAME_CITY, Pointing, points_back
from graph1540.assemble.press import days_of_the_week, reported
from graph1540.assemble.sentences import D, E, P, S, Sentence, mentions_in, sentences
from graph1540.assemble.timing import former, moved_to
from graph1540.assemble.told import Told
from graph1540.model import Mention, Note, Ref, Segment
from graph1540.recognize.events import SPECIFIC
from graph1540.reference import Reference

__all__ = ["tell"]

_order = attrgetter("order")


#: "Togo and Benin (", before the bracket of an occasion.
_PARTIES_IN_BRACKET = Phrase(rf"{LIST},? \(\Z")
_TO_COME = re.compile(r"\b(?:will|is to|are to|to be held|planned|scheduled)\b")
_CALLED_OFF = re.compile(r"\b(?:cancel(?:l?ed|lation)|called off|without effect|never took place|did not take place)\b")
#: "in the conference": what happens to be named is not what the sentence is about.
_WITHIN = re.compile(r"\b(?:in|at|during|from|after|before|since|where|than|of|to|between|with) (?:the|this|that) (?:[\w-]+ ){0,2}\Z")
#: "ALMATY, Kazakhstan. ", over the news, without a date.
_DATELINE = re.compile(rf"{P}(?:,? \(?{S}\)?)?(?:\.\s*\Z| ?[-–—:] )")
#: "(the workshop) which is the subject of this note".
_OF_THIS_NOTE = re.compile(r",? (?:which |that )?(?:is |was |forms )?(?:here )?(?:the )?(?:subject of|reported (?:up)?on (?:in|here)|described in|summari[sz]ed in|covered by|dealt with in) (?:this|the present) (?:note|report|summary)")
#: "spent three days in ", before a city.
_HAPPENED_IN = re.compile(r"\b(?:spent|met|came|gathered|sat|days?|week|assembled|trained|worked|held|ended|concluded|took place)\b[^.;]{0,40}\b(?:in|at) (?:the )?\Z")
_CLOSE = re.compile(r" (?:[\w-]+ ){0,2}")
#: "No workshop was held in 2013", "a seminar might be useful in 2016".
_NONE_OR_MAYBE = re.compile(rf"\b(?:[Nn]o|[Nn]either|nor) (?:[\w-]+ ){{0,2}}{E}|{E} (?:might|may|could) (?:be|have been|prove|take)\b")
#: "to ", "which they will ", before "visit" as a verb.
_TO_VISIT = re.compile(r"\b(?:to|will|would|shall|may|can) (?:also |then |again |soon )?\Z")
_THAT = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:[\w-]+ ){0,2}\Z")
#: "This is the second ", before "round".
_IS_THE_NTH = re.compile(r"\b(?:[Tt]his|[Ii]t) (?:is|was|forms|formed) (?:already |thus |in fact )?the (?:second|third|fourth|fifth) (?:[\w-]+ )?\Z")
#: "in the margins of the course, ", before an event of its own within the days of another.
_MARGINS = re.compile(r"\b(?:margins?|sidelines?|fringes?) of\b|\b(?:back to back with|in parallel (?:with|to)|parallel to|alongside)\b")
_AND_THEN = re.compile(r"\)?[,;]? (?:and|as well as|then|;)?")
_AND = re.compile(r"\)?,? (?:and )?(?:in |on )?")
_AND_AGAIN = re.compile(r"[,:;]? ?(?:and |then )*(?:again )?(?:in |on |from |between |mid-|early |late )*")
_HELD = re.compile(r"\b(?:held|took place|conducted|organi[sz]ed)\b")


#: "when the Points of Contact ", before "met": what else happened then.
_SUBORDINATE = re.compile(r"\b(?:when|where|who|whom|after|before|since|while|as)\b[^.;,]*\Z")
#: "who reminded colleagues that Mali had held a ", "in Seoul, where the ": the event that comes is not what is told of.
_ASIDE = re.compile(r"\b(?:reminded|told) (?!that)[^.;:]{1,40}\bthat\b[^.;:]*\Z|, where (?:the|an?) [^.;:,]*\Z")


class _Teller(Pointing):
    """Walks the prose, sentence by sentence."""

    def tell(self, segment: Segment, mentions: Sequence[Mention]) -> list[Told]:
        """The sentences of one segment with their events."""
        told: list[Told] = []
        self.paragraphs += 1
        self.last = None
        self.recent = []
        self.about = []
        self.topic = None
        if segment.kind == "paragraph" and segment.end - segment.start < 60 and self.note.text[segment.end - 1] not in ".;:,":
            # "Week 1: Apia", a heading that the format does not mark.
            self.heading(Segment("heading", segment.label, segment.start, segment.end))
        opened = self.opened(segment)
        if opened is not None:
            self.section = opened
        known = len(self.drafts.all)
        for sentence in sentences(self.note, segment, mentions):
            self._news(sentence)
            told.append(self._sentence(sentence))
            if not self.drafts.mains:
                self._own_event(told[-1])
            for at in sorted(told[-1].events):
                self.recent += [d for d in told[-1].events[at] if d not in self.recent]
            self.about += _spoken_about(told[-1])
            new = [d for d in self.drafts.all[known:] if d.type == self.opening]
            if self.opening and new:
                # The section's first new event of the heading's kind is what it is about.
                self.section, self.opening = new[0], ""
                told[-1].context = new[0]
        return told

    def title(self, sentence: Sentence) -> None:
        """Between whom the peer review of the title is."""
        for at in sentence.where(E):
            self._review(sentence, at)

    def _review(self, sentence: Sentence, at: int) -> None:
        """Take in between whom a peer review is, if that is what the noun says."""
        if sentence.mention(at).name == "peer-review" and (between := sentence.pattern(REVIEW_BETWEEN).match(sentence.tagged, at + 1)):
            self.exercise = tuple(sentence.among(between.start("list"), between.end("list"), S))

    def _news(self, sentence: Sentence) -> None:
        """Take in a dateline, and the event that news with one is about."""
        if self.drafts.mains:
            return
        if DATELINE.match(sentence.tagged) or (_DATELINE.match(sentence.tagged) and sentence.words(sentence.mention(0)).exact.isupper()):
            self.dateline = sentence, sentence.mention(0)
            self.written = self.written or next((m.date.start for m in sentence.mentions[:3] if m.date is not None and m.date.start.day), None)
        if self.dateline is None or self.written is None or any(draft.date is not None for draft in self.drafts.all):
            return
        at = reported(sentence)
        if at is None:
            return
        mention, lead = sentence.mention(at), self.dateline[0]
        draft = self.drafts.new(mention.start, main=True, type=mention.name, specific=True)
        draft.add("type", mention.name, sentence.words(mention))
        note_place(draft, self._dateline_place())
        line = next(lead.words(m) for m in lead.mentions[:3] if m.kind == "date")
        days = days_of_the_week(self.note.text[lead.start : sentence.end], lead.start, self.written, line)
        if days is not None:
            note_date(draft, *days)

    def _own_event(self, told: Told) -> None:
        """Where the header names no event, the first one that the prose dates, and that was held, is the note's own."""
        if _TO_COME.search(told.sentence.tagged) or _CALLED_OFF.search(told.sentence.tagged):
            return
        for at in sorted(told.events, key=lambda at: (_SUBORDINATE.search(told.sentence.tagged, 0, max(at, 0)) is not None, at)):
            for draft in told.events[at]:
                if draft.date is not None and not self.drafts.mains and not self.long_before(draft.date.start):
                    self.drafts.make_main(draft)
                    if draft.where is None and self.dateline is not None:
                        note_place(draft, self._dateline_place())
                    told.context = draft

    def _dateline_place(self) -> Where:
        """Where the news of a dateline comes from, or the other city that its first sentence says something happened in."""
        assert self.dateline is not None
        sentence, lead = self.dateline
        elsewhere = [at for at in sentence.where(P) if at > 0 and _HAPPENED_IN.search(sentence.tagged, 0, at)]
        return where_of(sentence, sentence.mention(elsewhere[0]) if len(elsewhere) == 1 else lead, None)

    def _sentence(self, sentence: Sentence) -> Told:
        told = Told(sentence, previous=self.last, recent=tuple(self.recent), resolutions=self.resolutions, known=self.drafts.all, topic=self.topic)
        by_noun = self._by_noun(told)
        self.dated_here = []
        for at in sentence.where(E):
            mention = sentence.mention(at)
            if mention.form.startswith("specific") and mention.name != "meeting":
                self.last_type = mention.name
            if "plural" not in mention.form:
                self._review(sentence, at)
            if at in by_noun:
                drafts = [self._dated(sentence, at, mention, occasion) for occasion in by_noun[at]]
                known = [d for d in drafts if d is not None]
                self.dated_here += known
                if known:
                    told.events[at] = known
                    self.last, self.last_type = known[-1], known[-1].type
                continue
            draft = self.undated(sentence, at, mention)
            if draft is None:
                continue
            told.events[at] = [draft]
            if not draft.main or _IS_THE_NTH.search(sentence.tagged, 0, at):
                self.numbered(draft, sentence, at, mention)
            if not draft.main:
                self.last = draft
        self.elliptic(told)
        spoken = list(self.about) if len(self.drafts.mains) > 1 else []
        spoken += _spoken_about(told)
        mains = spoken[-1:] or ([] if self.drafts.apart else self.drafts.mains[:1])
        told.context = self.section or (mains[0] if mains else None)
        if told.events:
            spoken_of = {id(d): d for drafts in told.events.values() for d in drafts}
            one = next(iter(spoken_of.values()))
            aside = _ASIDE.search(sentence.tagged, 0, max(min(told.events), 0)) is not None
            self.topic = one if len(spoken_of) == 1 and not one.main and not aside else None
        return told

    def _by_noun(self, told: Told) -> dict[int, list[Occasion]]:
        """The occasions of a sentence by the event noun that each belongs to; one without a noun may have a pronoun."""
        sentence = told.sentence
        if not sentence.where(D):
            return {}
        by_noun: dict[int, list[Occasion]] = {}
        for occasion in occasions(sentence, letter_dates(sentence)):
            at = anchor(sentence, occasion)
            earlier = by_noun.get(at, []) if at is not None else []
            put_off = bool(earlier) and POSTPONED.search(sentence.tagged, earlier[-1].end, occasion.start) is not None
            if at is not None and earlier and not put_off and at < occasion.start and _pronoun_between(sentence.tagged, earlier[-1].end, occasion.start):
                at = None
            if at is None and self.last is not None and not self.last.main and occasion.date is not None and occasion.date.date is not None and moved_to(sentence, sentence.index(occasion.date)):
                self.last.forget_date()
                note_date(self.last, occasion.date.date, sentence.words(occasion.date))
                told.events.setdefault(sentence.index(occasion.date), []).append(self.last)
            elif at is None:
                draft, pronoun = self.anaphor(sentence, occasion)
                if draft is None and days_of_city(sentence, occasion):
                    draft, pronoun = self._listed(sentence, occasion), occasion.start
                if draft is None and self._undated_main(sentence, occasion):
                    draft, pronoun = self._days_of_main(sentence, occasion), occasion.start
                if draft is not None:
                    told.events.setdefault(pronoun, []).append(draft)
                    self.last = draft
            elif put_off:
                # "fixed for 11 April, has been postponed to 16 May": the new date stands.
                moved = earlier[-1].where if occasion.where is None else occasion.where
                by_noun[at] = [Occasion(occasion.start, occasion.end, occasion.date, moved)]
            elif at is not None and earlier and all(one.end <= at for one in earlier) and occasion.start > at and occasion.date is not None and _CLOSE.fullmatch(sentence.tagged, at + 1, occasion.start):
                # "After the launch in March 2018, it had a first round in Tbilisi in October": what follows the noun is its own.
                by_noun[at] = [occasion]
            elif not earlier or self._second(sentence, at, earlier[-1], occasion):
                by_noun.setdefault(at, []).append(occasion)
        return {at: _without_frame(found) for at, found in by_noun.items()}

    def _undated_main(self, sentence: Sentence, occasion: Occasion) -> bool:
        """Whether a date is that of the note's event, whose header has none: the first days that the note tells of, and has no other event for."""
        mains, date = self.drafts.mains, occasion.date.date if occasion.date is not None else None
        if len(mains) != 1 or mains[0].date is not None or date is None or date.start.day is None or len(self.drafts.all) > 1 or self.paragraphs > 3:
            return False
        there = occasion.where is not None or len(sentence.where(P)) == 1
        return there and date.end is not None and date.end > date.start and not _TO_COME.search(sentence.tagged) and not (self.written is not None and date.start > self.written)

    def _days_of_main(self, sentence: Sentence, occasion: Occasion) -> Draft:
        """As in "For three days, from 13 to 15 June 2023, drafters sat down in Suva": the note's event with its days and its place."""
        draft, date = self.drafts.mains[0], occasion.date
        assert date is not None
        assert date.date is not None
        note_date(draft, date.date, sentence.words(date))
        if draft.where is None:
            place = sentence.where(P)
            note_place(draft, occasion.where or where_of(sentence, sentence.mention(place[0]), None))
        return draft

    def _listed(self, sentence: Sentence, occasion: Occasion) -> Draft | None:
        """As in "After that the programme travelled to Kaliningrad (28 June-1 July 2016)": an event of the kind that was spoken of last."""
        mains = self.drafts.mains
        kind = (self.last.type if self.last is not None else "") or (self.section.type if self.section is not None else "") or (mains[0].type if mains else "")
        date = occasion.date
        if not kind or date is None or date.date is None or occasion.where is None:
            return None
        known = self.find(Sought(kind, kind in SPECIFIC, date.date, occasion.where), pointing=False)
        draft = known or self.drafts.new(date.start, type=kind, specific=kind in SPECIFIC)
        words = sentence.span(occasion.start, occasion.end)
        if not draft.main:
            draft.add("type", kind, words)
        note_place(draft, occasion.where)
        note_date(draft, date.date, sentence.words(date))
        return draft

    def _second(self, sentence: Sentence, at: int, earlier: Occasion, occasion: Occasion) -> bool:
        """Whether one noun has a further occasion: "in A (March) and B (May)", "between X and Y in 2016 and 2017"."""
        between = sentence.tagged[earlier.end : occasion.start]
        plural = "plural" in sentence.mention(at).form
        if between.endswith(" (") and sentence.pattern(_PARTIES_IN_BRACKET).search(between):
            return plural
        if occasion.where is not None and occasion.date is not None:
            if sentence.mention(at).form == "verb":
                # "met in Bishkek on …, were joined by Belarus in Minsk in August 2016 and came together again in Dushanbe"
                return True
            return plural or (bool(_AND_THEN.match(between)) and len(between) < 110 and ("(" in sentence.tagged[at : earlier.end] or ";" in between or _AND.fullmatch(between) is not None))
        return bool(_AND_AGAIN.fullmatch(between)) and occasion.date is not None and occasion.where is None and earlier.date is not None and (
            plural or occasion.date.form == earlier.date.form == "year"
        )

    def _dated(self, sentence: Sentence, at: int, mention: Mention, occasion: Occasion) -> Draft | None:
        code, specific = self.type_of(sentence, at, mention)
        where = self._where(sentence, at, mention, occasion)
        others = parties_of(sentence, at, occasion)
        parties = frozenset(m.iri for m in others)
        when = occasion.date.date if occasion.date is not None else None
        if when is not None:
            when = lasting(sentence.tagged, at, occasion, when)
        beside = not points_back(sentence, at) and (sentence.tagged.endswith(("side ", "side-"), 0, at) or _MARGINS.search(sentence.tagged, 0, at) is not None)
        draft = self.of_its_own(sentence, at, self.find(Sought(code, specific, when, where, parties), pointing=points_back(sentence, at), beside=beside), when)
        if draft is None and when is not None and when.start.month is None and where is None and points_back(sentence, at):
            draft = self.of_the_year(code, when.start.year)
        if draft is None and len(self.drafts.mains) == 1 and self.drafts.mains[0].date is None and _OF_THIS_NOTE.match(sentence.tagged, at + 1):
            draft = self.drafts.mains[0]
        if draft is None and self.last is not None and not self.last.main and self.last.type == code and _THAT.search(sentence.tagged, max(0, at - 30), at) and occasion.start > at and POSTPONED.search(sentence.tagged, at, occasion.start):
            # "That workshop has been postponed twice; it is now due to take place from …": the new date stands.
            draft = self.last
            draft.forget_date()
        was_plan = occasion.date is not None and former(sentence, occasion.date)
        kept = self._as_held(Sought(code, specific, when, where)) if draft is None and was_plan and points_back(sentence, at) else None
        if kept is not None:
            return kept
        if draft is None and when is not None and self.last is not None and self.last.tentative and self.last.type == code and points_back(sentence, at):
            # "It had first been planned for April. The seminar was held in June."
            draft = self.last
            draft.forget_date()
        if draft is None and _NONE_OR_MAYBE.search(sentence.tagged, max(0, at - 40), at + 1 if occasion.start < at else occasion.start):
            return None
        if draft is None:
            held = when is not None and when.start.day and _HELD.search(sentence.tagged)
            own = not self.drafts.mains and (mention.form == "verb" or "plural" in mention.form) and when is not None and when.start.day
            if not specific and where is None and not parties and not held and not own:
                return None
            draft = self.drafts.new(mention.start, type=code, specific=specific)
        self.fill(draft, sentence, at, mention, Sought(code, specific, when, where))
        if occasion.date is not None and when is not None:
            note_date(draft, when, sentence.words(occasion.date))
            draft.tentative = was_plan and not draft.main
        draft.parties |= parties
        actors = subject_of(sentence, at) if mention.form == "verb" else []
        if not draft.main:
            actors += [party for party in others if party.kind == "state"]
        for party in actors:
            if party.iri:
                draft.add("participant", Ref(party.iri), sentence.words(party))
        return draft

    def _as_held(self, sought: Sought) -> Draft | None:
        """As in "The seminar should have been held in September", "… in Beirut": the event as it was held, where that is known."""
        there = self.at_place(sought.code, sought.where, specific=sought.specific) if sought.where is not None else None
        main = self.main_event(sought.code, specific=sought.specific)
        if self.drafts.apart or there is not None or main is None or main.date is None or sought.when is None or (sought.specific and main.type != sought.code):
            return there
        return main if sought.when.start < main.date.start and main.date.start.year - sought.when.start.year < 2 else None

    def _where(self, sentence: Sentence, at: int, mention: Mention, occasion: Occasion) -> Where | None:
        """The place of the occasion, else the noun's own, else "there", else the State that was visited."""
        where = occasion.where or place_after(sentence, at) or leading_place(sentence, at)
        if where is None and self.last is None and self.drafts.mains and SAME_CITY.search(sentence.tagged):
            where = self.drafts.mains[0].where
        if where is None and self.last is not None and SAME_CITY.search(sentence.tagged):
            where = self.last.where
        visited = self.visited(sentence, at) if mention.name == "visit" and (mention.form == "verb" or _TO_VISIT.search(sentence.tagged, 0, at)) else None
        if visited is None or (where is not None and where.state):
            return where
        return Where(where.place if where else None, visited.iri, (*(where.spans if where else ()), sentence.words(visited)))



def _spoken_about(told: Told) -> list[Draft]:
    """The note's own events that a sentence is about, in order; not one that it only says something happened in."""
    spoken: list[Draft] = []
    for at in sorted(told.events) if told.events else ():
        own = [draft for draft in told.events[at] if draft.main]
        if own and not _WITHIN.search(told.sentence.tagged, max(at - 90, 0), max(at, 0)):
            spoken += own
    return spoken


def _pronoun_between(tagged: str, start: int, end: int) -> bool:
    """Whether a pronoun or an ordinal between two occasions stands for the event of the second."""
    found = ANAPHOR.search(tagged, start)
    return found is not None and found.start() < end


def _without_frame(found: list[Occasion]) -> list[Occasion]:
    """The occasions without a year that only frames the others: "in 2014 three workshops were held: in Libreville (March) …"."""
    years = {o.date.date.start.year for o in found if o.date and o.date.date and o.date.date.start.precision > 1}
    return [o for o in found if o.where or not o.date or not o.date.date or o.date.date.start.precision > 1 or o.date.date.start.year not in years]


def tell(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], drafts: Drafts, reference: Reference) -> list[Told]:
    """Every sentence of the prose with the events it speaks of; new events are added to ``drafts``."""
    teller = _Teller(note, mentions, drafts, reference)
    result: list[Told] = []
    entry: Segment | None = None
    teller.header_end = max((s.start for s in segments if s.kind == "field" and s.label in ("date", "date-and-place", "event", "organizers")), default=0) if len(drafts.mains) == 1 else 0
    for segment in segments:
        if segment.kind == "field" and segment.label == "written":
            dates = (m.date.start for m in mentions_in(mentions, segment.start, segment.end) if m.kind == "date" and m.date is not None and m.date.start.day)
            teller.written = teller.written or next(dates, None)
        if segment.kind == "field" and segment.label == "event":
            for sentence in sentences(note, segment, mentions):
                teller.title(sentence)
        if segment.kind == "field" and segment.label == "entry":
            entry, drafts.apart = segment, True
        if segment.kind in ("field", "footnote"):
            continue
        if entry is not None:
            # What stands in the same lines tells of the entry's event; what follows, of no one in particular.
            same = "\n" not in note.text[entry.start : segment.start]
            teller.section = min((d for d in drafts.mains if d.order >= entry.start), key=_order, default=None) if same else None
            entry = entry if same else None
        if segment.kind == "heading":
            teller.heading(segment)
            continue
        result.extend(teller.tell(segment, mentions))
    return result
