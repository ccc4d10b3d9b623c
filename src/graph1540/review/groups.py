"""Claims → what a reader sees beside the note: groups of cards, a card for each thing, a row for each property."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph1540.iri import BASE, DCTERMS, G1540, ORG, RDF, SKOS
from graph1540.model import Claim, Ref, Span
from graph1540.review.words import Words, claim_id, local_name

__all__ = ["Card", "Entry", "Group", "Row", "groups", "merged"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said, and the claims that say it; the first claim gives it its place on the page.

    ``quotes``: its words are the note's own.
    """

    words: str
    claims: tuple[Claim, ...]
    quotes: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of the note behind all its claims."""
        return tuple(sorted({span for claim in self.claims for span in claim.evidence}))


@dataclass(frozen=True, slots=True)
class Row:
    """One property of a thing with its values, in the order in which the note names them."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing: its name, as an entry where the note gives it, and what the note says of it."""

    title: Entry
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one class."""

    title: str
    cards: tuple[Card, ...]


#: The rows of a card in their order: label for one value, for several, and the properties that they show.
_ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Quotation", "Quotations", (G1540.quotation,)),
    ("Type", "Type", (G1540.eventType, G1540.letterKind)),
    ("Date", "Dates", (G1540.startDate, G1540.endDate, DCTERMS.date)),
    ("Place", "Place", (G1540.heldAt, G1540.heldIn, G1540.inState)),
    ("Mode", "Mode", (G1540.attendanceMode,)),
    ("Status", "Status", (G1540.eventStatus, G1540.planStatus)),
    ("Organizer", "Organizers", (G1540.organizer,)),
    ("Supporter", "Supporters", (G1540.supporter,)),
    ("Participant", "Participants", (G1540.participant,)),
    ("Number of participants", "Number of participants", (G1540.participantCount,)),
    ("Person present", "Persons present", (G1540.attendee,)),
    ("Invited", "Invited", (G1540.invitee,)),
    ("Invited by", "Invited by", (G1540.inviter,)),
    ("Resolution", "Resolutions", (G1540.concerns, G1540.provisionOf, G1540.implements)),
    ("Topic", "Topics", (G1540.topic,)),
    ("Action plan", "Action plans", (G1540.considersPlan,)),
    ("Outcome", "Outcomes", (G1540.outcome,)),
    ("Follow-up of", "Follow-up of", (G1540.followUpOf,)),
    ("Series", "Series", (G1540.series,)),
    ("Sender", "Senders", (G1540.sender,)),
    ("Recipient", "Recipients", (G1540.recipient,)),
    ("Invites to", "Invites to", (G1540.invitesTo,)),
    ("Role", "Roles", (ORG.hasMembership, G1540.roleName)),
    ("Organization", "Organizations", (ORG.organization, ORG.postIn)),
    ("Represents", "Represents", (G1540.represents,)),
    ("State", "States", (G1540.planOf, G1540.organOf)),
    ("Part of", "Part of", (ORG.subOrganizationOf,)),
    ("Symbol", "Symbols", (G1540.symbol,)),
    ("Also called", "Also called", (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, DCTERMS.title)),
)
_KNOWN = frozenset(predicate for _, _, predicates in _ROWS for predicate in predicates)
_NAMES = (DCTERMS.title, SKOS.prefLabel, G1540.symbol)
_DATES = frozenset({G1540.startDate, G1540.endDate})
#: What a note names without saying more: by the class that the note gives it or by the beginning of its IRI.
_NAMED = (
    ("Resolution cited", "Resolutions cited", G1540.Resolution, BASE + "resolution/"),
    ("Document cited", "Documents cited", G1540.Document, BASE + "document/"),
    ("State named", "States named", G1540.State, BASE + "state/"),
    ("Organization named", "Organizations named", G1540.Organization, BASE + "organization/"),
    ("Also named", "Also named", "", ""),
)
_GROUPS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Other event in this note", "Other events in this note", frozenset({G1540.Event, G1540.EventSeries})),
    ("Letter", "Letters", frozenset({G1540.Letter})),
    ("Person", "People", frozenset({G1540.Person})),
    ("Action plan", "Action plans", frozenset({G1540.ActionPlan, G1540.PlanVersion})),
    ("Provision quoted", "Provisions quoted", frozenset({G1540.Provision})),
    ("Organization", "Organizations", frozenset({G1540.Organization})),
    ("Office", "Offices", frozenset({ORG.Post})),
    ("Place", "Places", frozenset({G1540.Place})),
    ("Document", "Documents", frozenset({G1540.Document, G1540.Resolution})),
)
_LAST = len(_GROUPS)


def merged(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim once, with all the words that say it, in the order of their identity."""
    by_id: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        key = (claim.note, claim_id(claim))
        spans = {*claim.evidence, *(by_id[key].evidence if key in by_id else ())}
        by_id[key] = claim._replace(evidence=tuple(sorted(spans)))
    return tuple(claim for _, claim in sorted(by_id.items()))


def groups(claims: Sequence[Claim], words: Words) -> tuple[Group, ...]:
    """Every claim of a note in exactly one entry: its own events first, what is only named last."""
    return tuple(_Desk(claims, words).groups())


class _Desk:
    """The claims of one note while they are laid out."""

    def __init__(self, claims: Sequence[Claim], words: Words) -> None:
        self.words = words
        self.about: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=_reading_order):
            self.about[claim.subject.iri].append(claim)
        self.notes = frozenset(claim.note for claim in claims)
        own = [claim for note in sorted(self.notes) for claim in self.about.get(note, ())]
        self.main = frozenset(_iri(claim) for claim in own if claim.predicate == G1540.reportsOn)
        self.naming: dict[str, list[Claim]] = defaultdict(list)
        for claim in own:
            # The note's naming of an event belongs on the event's card, if it has one.
            if claim.predicate in (G1540.reportsOn, G1540.mentions) and _iri(claim) in self.about:
                self.naming[_iri(claim)].append(claim)
        self.inside = self._memberships()

    def _memberships(self) -> frozenset[str]:
        """The memberships that one person's card can show whole."""
        held = Counter(_iri(c) for claims in self.about.values() for c in claims if c.predicate == ORG.hasMembership)
        return frozenset(iri for iri, persons in held.items() if persons == 1 and iri in self.about)

    def groups(self) -> Iterator[Group]:
        rest = [iri for iri in self.about if iri not in self.notes and iri not in self.inside]
        rest.sort(key=lambda iri: (_reading_order(self.about[iri][0]), iri))
        main = [iri for iri in rest if iri in self.main]
        if main:
            yield self._group("The event of this note", "The events of this note", main)
        for number, (one, several, _) in enumerate((*_GROUPS, ("Other", "Other", frozenset[str]()))):
            found = [iri for iri in rest if iri not in self.main and self._place(iri) == number]
            if found:
                yield self._group(one, several, found)
        named = tuple(row for note in sorted(self.notes) for row in self._named(note))
        if named:
            yield Group("Named in this note", (Card(Entry("", ()), named),))

    def _place(self, iri: str) -> int:
        kind = self.words.types.get(iri, "")
        return next((number for number, (_, _, kinds) in enumerate(_GROUPS) if kind in kinds), _LAST)

    def _group(self, one: str, several: str, iris: Sequence[str]) -> Group:
        return Group(one if len(iris) == 1 else several, tuple(map(self._card, iris)))

    def _card(self, iri: str) -> Card:
        claims = self.about[iri]
        typed = [claim for claim in claims if claim.predicate == RDF.type]
        naming = self.naming.get(iri, [])
        name = next((c for predicate in _NAMES for c in claims if c.predicate == predicate), None)
        shown = [claim for claim in claims if claim not in typed and claim != name]
        quotation = next((c for c in shown if c.predicate == G1540.quotation), None)
        event = self.words.types.get(iri) == G1540.Event
        title = Entry(self.words.thing(iri), ())
        if name is not None:
            with_name = naming if event else [*typed, *naming]
            title = Entry(self.words.value(name.value), (name, *with_name))
            typed, naming = (typed if event else []), []
        rows = list(self._rows(shown, {} if quotation is None else {quotation: (*typed, *naming)}))
        if quotation is None and (typed or naming):
            first = (typed or naming)[0]
            rows.append(Row("In the note as", (Entry(first.evidence[0].exact, (*typed, *naming), quotes=True),)))
        return Card(title, tuple(rows))

    def _rows(self, claims: Sequence[Claim], more: dict[Claim, tuple[Claim, ...]]) -> Iterator[Row]:
        for one, several, predicates in _ROWS:
            found = [claim for claim in claims if claim.predicate in predicates]
            entries = self._entries(found, more)
            if entries:
                yield Row(one if len(entries) == 1 else several, entries)
        for predicate in sorted({claim.predicate for claim in claims} - _KNOWN):
            label = local_name(predicate)
            found = [claim for claim in claims if claim.predicate == predicate]
            yield Row(label[:1].upper() + label[1:], self._entries(found, more))

    def _entries(self, claims: Sequence[Claim], more: dict[Claim, tuple[Claim, ...]]) -> tuple[Entry, ...]:
        starts = [claim for claim in claims if claim.predicate == G1540.startDate]
        ends = [claim for claim in claims if claim.predicate == G1540.endDate]
        if len(starts) == len(ends) == 1:
            rest = tuple(Entry(self.words.value(c.value), (c,)) for c in claims if c.predicate not in _DATES)
            return (Entry(self.words.dates(starts[0].subject.iri), (starts[0], ends[0])), *rest)
        if bool(starts) != bool(ends):
            # One of the two alone is simply the date.
            return tuple(Entry(self.words.value(c.value), (c, *more.get(c, ()))) for c in claims)
        return tuple(self._entry(claim, more.get(claim, ())) for claim in claims)

    def _entry(self, claim: Claim, more: tuple[Claim, ...]) -> Entry:
        if claim.predicate == ORG.hasMembership and _iri(claim) in self.inside:
            return self._role(claim)
        said = self.words.value(claim.value)
        if claim.predicate in _DATES:
            said = f"{'from' if claim.predicate == G1540.startDate else 'until'} {said}"
        return Entry(said, (claim, *more), quotes=claim.predicate == G1540.quotation)

    def _role(self, claim: Claim) -> Entry:
        """A membership in one line: "Ambassador, OSCE Programme Office in Bishkek"."""
        parts = self.about[_iri(claim)]
        order = {G1540.roleName: 0, ORG.organization: 1}
        said = [p for p in sorted(parts, key=lambda c: (order.get(c.predicate, 2), _reading_order(c))) if p.predicate != RDF.type]
        return Entry(", ".join(self.words.value(part.value) for part in said) or self.words.value(claim.value), (claim, *parts))

    def _named(self, note: str) -> Iterator[Row]:
        rest = [claim for claim in self.about.get(note, ()) if claim not in self.naming.get(_iri(claim), ())]
        named = [claim for claim in rest if claim.predicate in (G1540.cites, G1540.mentions)]
        for one, several, kind, start in _NAMED:
            found = [c for c in named if self.words.types.get(_iri(c)) == kind or _iri(c).startswith(start)]
            named = [claim for claim in named if claim not in found]
            if found:
                yield Row(one if len(found) == 1 else several, tuple(self._entry(claim, ()) for claim in found))
        rest = [claim for claim in rest if claim.predicate not in (G1540.cites, G1540.mentions)]
        yield from self._rows(rest, {})


def _iri(claim: Claim) -> str:
    return claim.value.iri if isinstance(claim.value, Ref) else ""


def _reading_order(claim: Claim) -> tuple[Span, str, str, str]:
    return (claim.evidence[0], claim.subject.iri, claim.predicate, claim_id(claim))
