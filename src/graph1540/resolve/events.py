"""The events of all notes as comparison sees them: one ``Event`` each, a pure function of its own note's claims."""

from __future__ import annotations

import calendar
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from graph1540.dates import PartialDate
from graph1540.iri import DCTERMS, G1540, RDF, digest, resource_iri
from graph1540.model import Claim, Ref, Value
from graph1540.names import fold

__all__ = ["Event", "Facts", "facts_of", "note_slug", "read_events", "tail"]

#: Words that the titles of most events have.
_STOP = frozenset(
    {"1540", "2004", "a", "an", "and", "between", "by", "council", "event", "for", "from", "implementation", "in", "into", "its", "meeting"}
    | {"of", "on", "or", "resolution", "security", "state", "states", "the", "to", "under", "unscr", "with"}
)
#: Every fact of one note: subject → predicate → values, in a fixed order.
Facts = Mapping[str, Mapping[str, Sequence[Value]]]


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one note tells of it.

    ``first`` and ``last`` are days as ordinals (``datetime.date.toordinal``), 0 where there is no date; ``precision``
    is 3 for days, 2 for a month, 1 for a year, 0 for none. ``key`` names the event in decisions, ``solo`` is the
    canonical IRI that it has if no other note's event is anchor: both are functions of this note alone.
    """

    iri: str
    note: str
    main: bool
    types: frozenset[str]
    precision: int
    first: int
    last: int
    places: frozenset[str]
    states: frozenset[str]
    organizers: frozenset[str]
    hosts: frozenset[str]  # States that organized, in their own name or through an organ
    participants: frozenset[str]
    parties: frozenset[str]  # States that took part or organized
    title: frozenset[str]
    topics: frozenset[str]
    status: frozenset[str]
    context: frozenset[str]  # States that took part in what the note reports on
    start: str
    key: str
    solo: str

    @property
    def rank(self) -> tuple[bool, int, str]:
        """The smallest of a cluster is its anchor: a note's own event, then the most precise, then by IRI."""
        return (not self.main, -self.precision, self.iri)


def tail(iri: str) -> str:
    """The last part of an IRI: a code or slug."""
    return iri.rsplit("/", 1)[-1]


def note_slug(iri: str) -> str:
    """The slug of a note from its IRI, or from the IRI of something in it."""
    return tail(iri.partition("#")[0])


def facts_of(claims: Iterable[Claim]) -> dict[str, dict[str, list[Value]]]:
    """The claims of one note by subject and predicate; values sorted, so that their order cannot show."""
    facts: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        facts[claim.subject.iri][claim.predicate].append(claim.value)
    for said in facts.values():
        for values in said.values():
            if len(values) > 1:
                values.sort(key=_order)
    return facts


def _order(value: Value) -> tuple[str, str]:
    return type(value).__name__, _text(value)


def read_events(
    note: str,
    claims: Sequence[Claim],
    *,
    wrong: frozenset[Claim] = frozenset(),
    state_of: Mapping[str, str] | None = None,
    facts: Facts | None = None,
) -> tuple[Event, ...]:
    """The events of one note, in the order of their IRIs.

    Claims in ``wrong`` do not count in comparison, but keys and IRIs are made from all claims, so that a decision does
    not undo the names by which it was made. ``state_of``: the State of a place or an organization; ``facts``: those of
    the claims, where they are at hand.
    """
    whole = facts if facts is not None else facts_of(claims)
    facts = facts_of(c for c in claims if c not in wrong) if wrong else whole
    said_here: dict[str, str] = {}
    known = ChainMap(cast("dict[str, str]", state_of or {}), said_here)
    for subject, said in facts.items():
        for value in (*said.get(G1540.organOf, ()), *said.get(G1540.inState, ())):
            said_here.setdefault(subject, _text(value))
    found = sorted((s for s in whole if Ref(G1540.Event) in whole[s].get(RDF.type, ())), key=_natural)
    own = {_text(value) for value in whole.get(note, {}).get(G1540.reportsOn, ())}
    context = frozenset(state for event in found if event in own for state in _parties(facts.get(event, {})))
    seen: dict[str, int] = defaultdict(int)
    events = []
    for iri in found:
        said = facts.get(iri, {})
        key = _key(whole[iri])
        seen[key] += 1
        if seen[key] > 1:
            key += f"/{seen[key]}"
        precision, first, last = _days(said)
        events.append(
            Event(
                iri=iri, note=note, main=iri in own, types=_tails(said, G1540.eventType), precision=precision, first=first, last=last,
                places=_tails(said, G1540.heldAt), states=_states(said, known), organizers=_tails(said, G1540.organizer), hosts=_hosts(said, known),
                participants=_tails(said, G1540.participant), parties=_parties(said), title=_words(said),
                topics=_tails(said, G1540.topic), status=_tails(said, G1540.eventStatus), context=context,
                start=_start(whole[iri]), key=f"{note_slug(note)}#{key}", solo=_solo(iri, whole[iri]),
            )
        )  # fmt: skip
    return tuple(events)


def _natural(iri: str) -> tuple[str, int, str]:
    """So that event-10 comes after event-9."""
    head, _, number = iri.rpartition("-")
    return (head, int(number), iri) if number.isdigit() else (iri, 0, iri)


def _text(value: Value) -> str:
    return value.iri if isinstance(value, Ref) else str(value)


def _tails(said: Mapping[str, Sequence[Value]], predicate: str) -> frozenset[str]:
    return frozenset(tail(value.iri) for value in said.get(predicate, ()) if isinstance(value, Ref))


def _states(said: Mapping[str, Sequence[Value]], known: Mapping[str, str]) -> frozenset[str]:
    direct = _tails(said, G1540.heldIn)
    return direct or frozenset(tail(known[v.iri]) for v in said.get(G1540.heldAt, ()) if isinstance(v, Ref) and v.iri in known)


def _parties(said: Mapping[str, Sequence[Value]]) -> frozenset[str]:
    """States that took part or organized; a ministry does not stand for its State."""
    values = (*said.get(G1540.participant, ()), *said.get(G1540.organizer, ()))
    return frozenset(tail(v.iri) for v in values if isinstance(v, Ref) and "/state/" in v.iri)


def _hosts(said: Mapping[str, Sequence[Value]], known: Mapping[str, str]) -> frozenset[str]:
    organizers = [v.iri for v in said.get(G1540.organizer, ()) if isinstance(v, Ref)]
    return frozenset(tail(iri if "/state/" in iri else known[iri]) for iri in organizers if "/state/" in iri or iri in known)


def _words(said: Mapping[str, Sequence[Value]]) -> frozenset[str]:
    words: set[str] = set()
    for value in said.get(DCTERMS.title, ()):
        plain = "".join(c if c.isalnum() else " " for c in fold(str(value)))
        words.update(word for word in plain.split() if word not in _STOP)
    return frozenset(words)


def _dates(said: Mapping[str, Sequence[Value]], predicate: str) -> list[PartialDate]:
    return sorted(v for v in said.get(predicate, ()) if isinstance(v, PartialDate))


def _days(said: Mapping[str, Sequence[Value]]) -> tuple[int, int, int]:
    starts, ends = _dates(said, G1540.startDate), _dates(said, G1540.endDate)
    if not starts and not ends:
        return 0, 0, 0
    precision = max(d.precision for d in starts or ends)
    starts = [d for d in starts or ends if d.precision == precision]
    ends = [d for d in ends if d.precision == precision]
    first = min(_edges(d)[0] for d in starts)
    last = max(_edges(d)[1] for d in [*starts[-1:], *ends])
    return precision, first, max(first, last)


def _edges(d: PartialDate) -> tuple[int, int]:
    """The first and the last day that a date may be."""
    if d.month is None:
        return date(d.year, 1, 1).toordinal(), date(d.year, 12, 31).toordinal()
    if d.day is None:
        return date(d.year, d.month, 1).toordinal(), date(d.year, d.month, calendar.monthrange(d.year, d.month)[1]).toordinal()
    return (date(d.year, d.month, d.day).toordinal(),) * 2


def _start(said: Mapping[str, Sequence[Value]]) -> str:
    starts = _dates(said, G1540.startDate)
    if not starts:
        return "undated"
    best = max(d.precision for d in starts)
    return str(min(d for d in starts if d.precision == best))


def _key(said: Mapping[str, Sequence[Value]]) -> str:
    """What the event is called in decisions: start, place, type, as the note has them."""
    places = sorted(_tails(said, G1540.heldAt)) or sorted(code.lower() for code in _tails(said, G1540.heldIn))
    types = sorted(_tails(said, G1540.eventType), key=lambda code: (code == "meeting", code))
    return "/".join((_start(said), places[0] if places else "somewhere", types[0] if types else "event"))


def _solo(iri: str, said: Mapping[str, Sequence[Value]]) -> str:
    return resource_iri("event", f"{_key(said).replace('/', '-')}-{digest(iri)[:6]}")
