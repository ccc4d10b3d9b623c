"""The reading of one note from header to last line, and the claims that come of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from graph1540.assemble.actors import Actors
from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.following import follow_ups, rounds, titles
from graph1540.assemble.gathering import gather
from graph1540.assemble.header import read_fields, read_header, title_from_heading, title_segment
from graph1540.assemble.letters import Letter, letter_claims, read_letters
from graph1540.assemble.narrative import tell
from graph1540.assemble.parties import Parties
from graph1540.assemble.persons import Persons
from graph1540.assemble.plans import PlanReader
from graph1540.assemble.plansaid import plan_claims
from graph1540.assemble.quotations import quotation_claims, quoted_stretches
from graph1540.assemble.relations import concerns, concerns_of_context, sentence_topics, statuses
from graph1540.assemble.sentences import Mentions, mentions_in, sentences
from graph1540.assemble.speakers import read_speakers
from graph1540.assemble.themes import PLANS, Themes
from graph1540.assemble.told import Told, is_background, with_persons
from graph1540.assemble.years import complete_years
from graph1540.iri import DCTERMS, G1540, RDF, SKOS, local_iri, note_iri, resource_iri, slug
from graph1540.model import Claim, Finding, Mention, Note, Ref, Segment, Span, Value
from graph1540.reference import Reference

__all__ = ["Book"]

#: What a claim consists of, before it is merged with others.
_Said = tuple[str, Ref, str, Value, tuple[Span, ...]]
_ROLES = {"organizer": G1540.organizer, "supporter": G1540.supporter, "participant": G1540.participant, "invitee": G1540.invitee, "attendee": G1540.attendee}
_CONCEPTS = {"type": (G1540.eventType, "event-type"), "status": (G1540.eventStatus, "event-status"), "mode": (G1540.attendanceMode, "attendance-mode")}
_PLAIN = {
    "start": G1540.startDate, "end": G1540.endDate, "count": G1540.participantCount, "concerns": G1540.concerns, "topic": G1540.topic, "title": DCTERMS.title,
}  # fmt: skip
#: A field that names a letter, whatever its label.
_WRITTEN = re.compile(r"\b(?:[Ll]etter|[Vv]erbale)\b")
#: What a note is said to mention or to cite.
_MENTIONED = frozenset({"resolution", "document", "state", "organization"})


def _within(at: int, stretches: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether a position lies in one of the sorted stretches."""
    before = bisect_right(starts, at) - 1
    return before >= 0 and at < stretches[before][1]


class Book:
    """One note while it is read."""

    def __init__(self, note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], reference: Reference) -> None:
        self.note = note
        self.iri = note_iri(note.slug)
        self.segments = segments
        self.reference = reference
        quoted = [(s.start + a, s.start + b) for s in segments if s.kind not in ("field", "footnote") for a, b in quoted_stretches(note.text[s.start : s.end])]
        quoted += [(s.start, s.end) for s in segments if s.kind == "quote"]
        self.everything = complete_years(note, segments, mentions)
        # What a resolution says of workshops and plans is not what the note says of them.
        quoted.sort()
        starts = [a for a, _ in quoted]
        own = [m for m in self.everything if m.kind == "resolution" or not _within(m.start, quoted, starts)] if quoted else self.everything
        self.topics = Mentions(m for m in own if m.kind == "topic")
        self.mentions = Mentions(m for m in own if m.kind != "topic")
        self.drafts = Drafts()
        self.actors = Actors(note, self.iri, self.mentions, reference)
        self.parties = Parties(self.actors)
        self.persons = Persons(self.iri, self.actors, self.mentions)
        self.letters: list[Letter] = []
        self.plans = PlanReader(self.drafts, " ".join(note.text[s.start : s.end] for s in [*segments[:4], *(s for s in segments[4:] if s.kind == "field" and s.label == "event")] if s.end - s.start < 300), note.text)
        self.told: list[Told] = []

    # -- reading -----------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Take in the note, its header first."""
        read_header(self.note, self.segments, self.mentions, self.drafts, self.parties, self.reference)
        announced = bool(self.drafts.mains)
        self.told = tell(self.note, self.segments, self.mentions, self.drafts, self.reference)
        self._choose_main(announced=announced)
        if not announced:
            read_fields(self.note, self.segments, self.mentions, self.drafts, self.parties, self.reference)
        for one in self.told:
            if one.context is None and self.drafts.mains and not self.drafts.apart:
                one.context = self.drafts.mains[0]
        for one, person in with_persons(self.told):
            self.letters.extend(read_letters(one, self.actors, self.persons, self.iri, self.letters[-1] if self.letters else None, person))
        for segment in self._fields():
            if segment.label != "invitation" and not _WRITTEN.search(self.note.text, segment.start, segment.end):
                continue
            for sentence in sentences(self.note, segment, self.mentions):
                self.letters.extend(read_letters(Told(sentence, {}, self.drafts.mains[0] if self.drafts.mains else None), self.actors, self.persons, self.iri))
        self._header_plans()
        for one in self.told:
            self.parties.read(one)
            follow_ups(one, self.drafts)
            statuses(one, self.drafts.mains)
            concerns(one)
            sentence_topics(one, self.topics)
            self._count(one)
            self._plan_heading(one)
            self.plans.read(one)
        gather(self.told, self.drafts.mains, self.parties)
        for one in self.told:
            concerns_of_context(one, self.drafts)
        read_speakers(self.told, self.persons, self.parties)
        self._header_people()
        self._main_concerns()
        self._main_topics()
        self._states_of_places()
        rounds(self.drafts)
        self._parties_of_rounds()
        titles(self.drafts, [one for segment in self._fields("event") for one in sentences(self.note, segment, self.mentions)])
        self._prune()

    def _parties_of_rounds(self) -> None:
        """The rounds of a peer review are between the same States, and so was the first visit of two."""
        for draft in self.drafts.others():
            same = draft.exercise if draft.type == "peer-review" else ()
            for main in self.drafts.mains:
                same = same or (main.exercise if len(main.exercise) > 1 and draft.type in ("visit", "peer-review") and any(earlier is draft for earlier, _ in main.follows) else ())
            for party in same if not draft.values("participant") else ():
                draft.add("participant", Ref(party.iri), self.note.span(party.start, party.end))

    def _choose_main(self, *, announced: bool) -> None:
        """Where the header names no event, the first that the prose dates is the note's own."""
        if announced or not self.drafts.all:
            return
        if not self.drafts.mains:
            dated = [d for d in self.drafts.all if d.date is not None] or self.drafts.all
            self.drafts.make_main(dated[0])
        title_from_heading(self.note, self.segments, self.mentions, self.drafts, self.parties, self.reference)

    def _count(self, one: Told) -> None:
        self.parties.count_told(one)

    def _fields(self, *labels: str) -> list[Segment]:
        return [s for s in self.segments if s.kind == "field" and (not labels or s.label in labels)]

    def _header_people(self) -> None:
        people = [m for m in self.mentions if m.kind == "person"]
        for segment in self._fields():
            if not mentions_in(people, segment.start, segment.end):
                continue
            for sentence in sentences(self.note, segment, self.mentions):
                for mention in sentence.mentions:
                    if mention.kind == "person":
                        self.persons.learn(sentence, mention)
                        for draft in self.drafts.mains:
                            if segment.label in ("participants", "experts"):
                                draft.add("attendee", self.persons.ref(mention), sentence.words(mention))

    def _plan_heading(self, one: Told) -> None:
        if one.sentence.start == one.sentence.segment.start:
            self.plans.heading(one.sentence.segment.label)

    def _header_plans(self) -> None:
        for segment in self._fields("event", "purpose") or [s for s in (title_segment(self.note, self.segments, self.mentions),) if s is not None]:
            for sentence in sentences(self.note, segment, self.mentions):
                one = Told(sentence, {}, self.drafts.mains[0] if self.drafts.mains else None)
                self.plans.title(one, several=len(self.drafts.mains) > 1)

    def _main_concerns(self) -> None:
        """A note's own event is about the resolution of its title, and about 1540 where the note speaks of it."""
        titles = self._fields("event") or [s for s in self.segments if s.kind == "heading"][:2]
        resolutions = [m for m in self.mentions if m.kind == "resolution"]
        named = [m for s in titles for m in mentions_in(resolutions, s.start, s.end)]
        first = next((m for m in resolutions if m.name == "1540"), None)
        for mention in [*named, *([first] if first and not any(m.name == "1540" for m in named) else [])]:
            span = self.note.span(mention.start, mention.end)
            for draft in self.drafts.mains:
                draft.add("concerns", Ref(mention.iri), span)

    def _main_topics(self) -> None:
        """The topics of the title and of what the note says was discussed; not those of its background."""
        for draft in self.drafts.mains:
            # One plan may have been spoken of in passing.
            considered = [plan for plan in self.plans.said if draft in plan.events]
            for plan in considered if len(considered) > 1 else ():
                draft.add("topic", Ref(PLANS), *plan.spans)
        themes = Themes(self.note, self.mentions, self.told, self.drafts, [plan.spans[0] for plan in self.plans.said if not plan.events])
        for segment in self.segments:
            title = segment.kind == "field" and segment.label in ("event", "purpose")
            if title or (segment.kind not in ("field", "heading", "footnote") and not is_background(segment.label)):
                for mention in mentions_in(self.topics, segment.start, segment.end):
                    for draft in themes.of(mention, segment, title=title):
                        draft.add("topic", Ref(mention.iri), self.note.span(mention.start, mention.end))

    def _states_of_places(self) -> None:
        for draft in self.drafts.all:
            where = draft.where
            if where is None:
                if draft.host is not None:
                    draft.add("state", Ref(draft.host[0]), draft.host[1])
                continue
            if where.place is not None:
                draft.add("place", Ref(self._place_iri(where.place)), where.spans[0])
            if where.state:
                draft.add("state", Ref(where.state), *where.spans)

    def _place_iri(self, place: Mention) -> str:
        if place.iri:
            return place.iri
        code = self.reference.codes.get(place.state, "").lower()
        return resource_iri("place", f"{slug(place.name)}-{code}" if code else slug(place.name))

    def _prune(self) -> None:
        """Leave out what does not count as an event: it needs two of kind, date, place and participants."""
        kept = []
        for draft in self.drafts.all:
            known = bool(draft.type) + (draft.date is not None) + (draft.where is not None) + bool(draft.values("participant"))
            if draft.main or (known >= 2 and not draft.ghost):
                kept.append(draft)
        gone = [d for d in self.drafts.all if d not in kept]
        for draft in kept:
            draft.follows = [(e, s) for e, s in draft.follows if e not in gone]
        self.drafts.all = kept

    # -- claims ------------------------------------------------------------------------------------------------

    def claims(self) -> Iterator[Claim]:
        """Every claim once, with all the words that say it, in the order of subject, predicate and value."""
        merged: dict[tuple[str, str, str, str], tuple[Ref, Value, list[Span]]] = {}
        for _, subject, predicate, value, evidence in self._all_claims():
            kind, said = ("Ref", value.iri) if isinstance(value, Ref) else (type(value).__name__, str(value))
            key = subject.iri, predicate, kind, said
            if key in merged:
                merged[key][2].extend(evidence)
            else:
                merged[key] = subject, value, list(evidence)
        for (_, predicate, _, _), (subject, value, spans) in sorted(merged.items()):
            # Who wrote a claim without the note at hand left the words out.
            words = spans if len(spans) == 1 and spans[0].exact else sorted({span if span.exact else self.note.span(span.start, span.end) for span in spans})
            yield Claim(self.iri, subject, predicate, value, tuple(words))

    def _all_claims(self) -> Iterator[_Said]:
        ordered = sorted(self.drafts.all, key=lambda d: (not d.main, d.order))
        refs = {id(draft): Ref(local_iri(self.iri, "event", number)) for number, draft in enumerate(ordered, 1)}
        note = Ref(self.iri)
        for draft in ordered:
            yield from self._event_claims(draft, refs)
        yield from letter_claims(list(self.letters), self.iri, refs, self.actors)
        yield from plan_claims(self.plans.said, self.iri, refs)
        yield from quotation_claims(self.note, self.segments, self.everything, self.iri)
        yield from self.persons.describe()
        yield from self._places(ordered)
        yield from self.actors.describe()
        named: dict[tuple[str, str, str], list[Span]] = {}
        for mention in self.everything:
            if mention.iri and mention.kind in _MENTIONED:
                named.setdefault((mention.kind, mention.iri, mention.name), []).append(self.note.span(mention.start, mention.end))
        for (kind, iri, name), spans in named.items():
            thing, words = Ref(iri), tuple(spans)
            yield Claim(self.iri, note, G1540.cites if kind in ("resolution", "document") else G1540.mentions, thing, words)
            if kind == "document":
                yield Claim(self.iri, thing, RDF.type, Ref(G1540.Document), words)
                yield Claim(self.iri, thing, G1540.symbol, name, words)

    def _event_claims(self, draft: Draft, refs: dict[int, Ref]) -> Iterator[_Said]:
        subject = refs[id(draft)]
        spans = [s for said in draft.facts.values() for group in said for s in group]
        first = min(spans, default=None)
        if first is None:
            return
        title = next((next(iter(groups))[0] for (said, _), groups in draft.facts.items() if said == "title"), None)
        kind = next((next(iter(groups))[0] for (said, _), groups in draft.facts.items() if said == "type"), None)
        anchor = title or kind or first
        yield self.iri, subject, RDF.type, Ref(G1540.Event), (kind or first,)
        note = Ref(self.iri)
        yield self.iri, note, G1540.reportsOn if draft.main else G1540.mentions, subject, (anchor,)
        for (said, value), groups in draft.facts.items():
            evidence = next(iter(groups)) if len(groups) == 1 else tuple(span for group in groups for span in group)
            if said in _ROLES:
                yield self.iri, subject, _ROLES[said], value, evidence
            elif said in _CONCEPTS:
                predicate, scheme = _CONCEPTS[said]
                yield self.iri, subject, predicate, Ref(resource_iri(scheme, str(value))), evidence
            elif said in _PLAIN:
                yield self.iri, subject, _PLAIN[said], value, evidence
            elif said == "place":
                yield self.iri, subject, G1540.heldAt, value, evidence
            elif said == "state":
                yield self.iri, subject, G1540.heldIn, value, evidence
        for earlier, evidence in draft.follows:
            if id(earlier) in refs:
                yield self.iri, subject, G1540.followUpOf, refs[id(earlier)], evidence

    def _places(self, drafts: Iterable[Draft]) -> Iterator[Claim]:
        """Cities that the reference data lack."""
        for draft in drafts:
            where = draft.where
            if where is None or where.place is None or where.place.iri:
                continue
            place = Ref(self._place_iri(where.place))
            yield Claim(self.iri, place, RDF.type, Ref(G1540.Place), (where.spans[0],))
            yield Claim(self.iri, place, SKOS.prefLabel, where.place.name, (where.spans[0],))
            if where.state:
                yield Claim(self.iri, place, G1540.inState, Ref(where.state), where.spans)

    def findings(self) -> Iterator[Finding]:
        """What a curator should look at in this note."""
        yield from self.note.findings
        if not self.drafts.mains:
            yield Finding("no-event", "warning", "no event could be read from this note", self.note.name, remedy="check that it is an information note, with an event, a date and a place")
