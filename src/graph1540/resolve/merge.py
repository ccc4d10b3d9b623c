"""merge: the claims of all notes and the links → the facts of the canonical view, and where the notes disagree.

The policy is written out in ``docs/identity.md``: more precise beats less precise, an event's own note beats a mention,
ties stay side by side; what two notes cannot both be right about is a disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph1540.dates import PartialDate
from graph1540.errors import DateError
from graph1540.iri import BASE, DCTERMS, G1540, SKOS
from graph1540.model import Claim, Ref, Value
from graph1540.resolve.events import tail
from graph1540.resolve.link import Resolved

__all__ = ["Disagreement", "Fact", "Merged", "merge", "rank_labels", "read_value"]

#: Properties of which an event has one value; the rest are unions.
_DATES = frozenset({G1540.startDate, G1540.endDate})
_SINGLE = _DATES | {G1540.heldAt, G1540.heldIn, G1540.participantCount, G1540.eventType, G1540.eventStatus, G1540.attendanceMode, DCTERMS.title}
#: Those on which two values are a disagreement rather than two ways to say it.
_DISPUTABLE = _DATES | {G1540.heldAt, G1540.heldIn, G1540.participantCount}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the canonical view, with the claims that state it; ``decision`` is the IRI of one that does."""

    subject: str
    predicate: str
    value: Value
    claims: tuple[Claim, ...]
    decision: str = ""

    @property
    def notes(self) -> int:
        """How many notes state the fact."""
        return len({claim.note for claim in self.claims})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values that cannot all be right, each with the claims that state it."""

    subject: str
    predicate: str
    positions: tuple[tuple[Value, tuple[Claim, ...]], ...]


@dataclass(frozen=True)
class Merged:
    """The canonical view before it is RDF."""

    facts: tuple[Fact, ...]
    disagreements: tuple[Disagreement, ...]
    events: frozenset[str]
    decisions: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)  # IRI → by, when, why


_By = dict[Value, list[Claim]]


def merge(claims: Mapping[str, Sequence[Claim]], resolved: Resolved) -> Merged:
    """The facts of the canonical view: every claim that no reviewer rejected, its IRIs made canonical, merged by the policy."""
    return _Merger(claims, resolved).merge()


class _Merger:
    def __init__(self, claims: Mapping[str, Sequence[Claim]], resolved: Resolved) -> None:
        canon = resolved.canonical
        self.own: dict[str, set[str]] = defaultdict(set)  # canonical event → notes that report on it
        self.members: dict[str, set[str]] = defaultdict(set)  # canonical event → notes that tell of it
        for iri, event in resolved.events.items():
            self.members[canon[iri]].add(event.note)
            if event.main:
                self.own[canon[iri]].add(event.note)
        self.said: dict[str, dict[str, _By]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for note in sorted(claims):
            rejected = resolved.said.wrong_in(note)
            for claim in claims[note]:
                if claim not in rejected:
                    value = claim.value
                    if isinstance(value, Ref):
                        value = Ref(canon.get(value.iri, value.iri))
                    self.said[canon.get(claim.subject.iri, claim.subject.iri)][claim.predicate][value].append(claim)
        self.right, self.decided = _right(resolved)
        for subject, predicate in self.right:
            self.said[subject][predicate]
        self.facts: list[Fact] = []
        self.disagreements: list[Disagreement] = []

    def merge(self) -> Merged:
        for subject in sorted(self.said):
            for predicate in sorted(self.said[subject]):
                self._property(subject, predicate, self.said[subject][predicate])
        return Merged(tuple(self.facts), tuple(self.disagreements), frozenset(self.members), self.decided)

    def _property(self, subject: str, predicate: str, by_value: _By) -> None:
        if (subject, predicate) in self.right:
            value, decision = self.right[subject, predicate]
            self.facts.append(Fact(subject, predicate, value, _sorted(by_value.get(value, [])), decision))
        elif subject in self.members and predicate in _SINGLE:
            if predicate in _DISPUTABLE:
                self._dispute(subject, predicate, by_value)
            kept = _one_value(predicate, by_value, self.own[subject], self.members[subject])
            self.facts.extend(Fact(subject, predicate, value, _sorted(by_value[value])) for value in kept)
        elif predicate == SKOS.prefLabel:
            self.facts.extend(_labels(subject, by_value))
        else:
            # An event that two notes' links make its own follow-up is none.
            kept = [value for value in by_value if not (predicate == G1540.followUpOf and value == Ref(subject))]
            self.facts.extend(Fact(subject, predicate, value, _sorted(by_value[value])) for value in sorted(kept, key=_value_order))

    def _dispute(self, subject: str, predicate: str, by_value: _By) -> None:
        rivals = sorted(_sharpest(predicate, by_value), key=_value_order)
        if len(rivals) > 1:
            positions = tuple((value, _sorted(by_value[value])) for value in rivals)
            self.disagreements.append(Disagreement(subject, predicate, positions))


def _sorted(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    if len(claims) < 2:
        return tuple(claims)
    return tuple(sorted(claims, key=lambda c: (c.note, c.subject.iri, c.predicate, _value_order(c.value))))


def _value_order(value: Value) -> tuple[str, str]:
    return type(value).__name__, str(value)


def _one_value(predicate: str, by_value: _By, own: set[str], members: set[str]) -> list[Value]:
    """The value that holds, or those between which nothing decides."""
    values = _sharpest(predicate, by_value)
    if predicate == G1540.eventStatus:
        return _status(by_value, own, members)
    if len(values) > 1:
        first_hand = [v for v in values if any(c.note in own for c in by_value[v])]
        values = first_hand or values
    return sorted(values, key=_value_order)


def _status(by_value: _By, own: set[str], members: set[str]) -> list[Value]:
    """What a note reports on was held, unless the note itself says otherwise; what another took for granted is not only planned."""
    first_hand = [v for v, said in by_value.items() if any(c.note in own for c in said)]
    if own:
        return sorted(first_hand, key=_value_order)
    silent = members - {c.note for said in by_value.values() for c in said}
    kept = [v for v in by_value if not (silent and isinstance(v, Ref) and tail(v.iri) == "planned")]
    return sorted(kept, key=_value_order)


def _sharpest(predicate: str, by_value: Iterable[Value]) -> list[Value]:
    """The values without those that another one makes more precise."""
    values = list(by_value)
    if predicate in _DATES:
        dates = [v for v in values if isinstance(v, PartialDate)]
        return [v for v in dates if not any(v != other and v.includes(other) for other in dates)]
    if predicate == G1540.eventType:
        return [v for v in values if isinstance(v, Ref) and tail(v.iri) != "meeting"] or values
    return values


def rank_labels(notes: Mapping[Value, int]) -> list[Value]:
    """The names of a thing, the best first: that of most notes, then the longest, then the first."""
    return sorted(notes, key=lambda v: (-notes[v], -len(str(v)), str(v)))


def _labels(subject: str, by_value: _By) -> list[Fact]:
    """The name that most notes use is the label, then the longest, then the first; the others are alternative labels."""
    ranked = rank_labels({value: len({c.note for c in said}) for value, said in by_value.items()})
    return [Fact(subject, SKOS.altLabel if at else SKOS.prefLabel, v, _sorted(by_value[v])) for at, v in enumerate(ranked)]


def _right(resolved: Resolved) -> tuple[dict[tuple[str, str], tuple[Value, str]], dict[str, tuple[str, str, str]]]:
    """The values that reviewers set, by canonical subject and predicate; the decisions behind them."""
    by_key = {key: iri for iri, key in resolved.said.keys.items()}
    right: dict[tuple[str, str], tuple[Value, str]] = {}
    decided: dict[str, tuple[str, str, str]] = {}
    for subject, predicate, text, decision in resolved.said.right:
        key = (resolved.canonical.get(subject, subject), predicate)
        if key in right:
            continue  # by the order of decisions: the smaller subject's stands
        right[key] = (read_value(predicate, text, by_key, resolved.canonical), decision.iri)
        decided[decision.iri] = (decision.by, decision.when, decision.why)
    return right, decided


def read_value(predicate: str, text: str, by_key: Mapping[str, str], canonical: Mapping[str, str]) -> Value:
    """A decision's value as the predicate takes it; ``by_key`` are events, as decisions name them."""
    if predicate in _DATES or predicate == DCTERMS.date:
        try:
            return PartialDate.parse(text)
        except DateError:
            return text
    if predicate == G1540.participantCount and text.isdecimal():
        return int(text)
    if predicate in (DCTERMS.title, G1540.roleName, G1540.quotation, G1540.symbol, SKOS.prefLabel, SKOS.altLabel, SKOS.notation):
        return text
    if text in by_key:
        return Ref(canonical[by_key[text]])
    iri = text if "://" in text else BASE + text
    return Ref(canonical.get(iri, iri))


