"""What the decisions say of the claims at hand: which events are one or apart, which claims do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph1540.decisions import Decision
from graph1540.iri import BASE, G1540, PREFIXES, RDF
from graph1540.model import Claim, Finding, Ref, Severity, Value
from graph1540.resolve.events import note_slug, read_events

__all__ = ["Said", "claim_names", "claim_words", "event_words", "names_of", "read_said", "short"]

_QUOTED = (RDF.type, G1540.startDate, G1540.endDate, G1540.heldAt, G1540.heldIn)


@dataclass(frozen=True)
class Said:
    """The decisions, resolved to IRIs and claims; ``told`` are findings on those that name nothing any more, or other words."""

    together: tuple[tuple[tuple[str, str], Decision], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    wrong: Mapping[str, frozenset[Claim]] = field(default_factory=dict)
    right: tuple[tuple[str, str, str, Decision], ...] = ()  # subject and predicate IRIs, value as text
    told: tuple[tuple[Decision, Finding], ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)  # of events, by IRI
    by_pair: Mapping[tuple[str, str], Decision] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is worth telling of the decisions."""
        return tuple(finding for _, finding in self.told)

    def wrong_in(self, note: str) -> frozenset[Claim]:
        """The claims of a note that a reviewer called wrong."""
        return self.wrong.get(note, frozenset())


def short(iri: str) -> str:
    """An IRI as decisions write it: ``g1540:startDate``, ``place/minsk``.

    >>> short(G1540.startDate), short(BASE + "place/minsk")
    ('g1540:startDate', 'place/minsk')
    """
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _subject(claim: Claim, keys: Mapping[str, str]) -> str:
    iri = claim.subject.iri
    if iri in keys:
        return keys[iri]
    slug = note_slug(claim.note)
    return f"{slug}#{iri.partition('#')[2]}" if iri.startswith(claim.note + "#") else f"{slug}|{short(iri)}"


def _value(value: Value, keys: Mapping[str, str]) -> str:
    if isinstance(value, Ref):
        return keys.get(value.iri) or short(value.iri)
    return " ".join(str(value).split())


def claim_names(claim: Claim, keys: Mapping[str, str]) -> tuple[str, str, str]:
    """Subject, predicate and value of a claim as decisions write them; ``keys`` are those of the note's events."""
    return _subject(claim, keys), short(claim.predicate), _value(claim.value, keys)


def claim_words(claim: Claim) -> str:
    """The note's words for a claim, for a decision to keep."""
    return " … ".join(" ".join(span.exact.split()) for span in claim.evidence)


def event_words(claims: Sequence[Claim], event: str) -> str:
    """The note's words for kind, time and place of an event, for a decision to keep."""
    said = {c.predicate: c for c in reversed(claims) if c.subject.iri == event}
    return " … ".join(dict.fromkeys(claim_words(said[p]) for p in _QUOTED if p in said))


def names_of(decision: Decision) -> tuple[str, ...]:
    """The slugs of the notes by which a decision says what it is about; of a value that is no event's name, one that no note has."""
    texts = (decision.subject,) if decision.kind == "wrong" else (decision.subject, decision.value)
    return () if decision.kind == "ignore" else tuple(text.partition("#")[0].partition("|")[0] for text in texts)


def read_said(notes: Iterable[tuple[str, Sequence[Claim]]], decisions: Sequence[Decision]) -> Said:
    """Find what each decision is about; of the ``notes``, by IRI, only those that decisions name are looked at."""
    decisions = [decision for decision in decisions if decision.kind != "ignore"]  # Of findings, not of claims.
    if not decisions:
        return Said()
    reader = _Reader(notes, decisions)
    for decision in sorted(decisions, key=lambda d: d.order):
        if decision.kind == "wrong":
            reader.wrong_claim(decision)
        elif decision.kind == "right":
            reader.right_value(decision)
        else:
            reader.pair(decision)
    return Said(
        together=tuple(reader.together),
        apart=tuple(reader.apart),
        wrong={note: frozenset(claims) for note, claims in reader.wrong.items()},
        right=tuple(reader.right),
        told=tuple(reader.told),
        keys=reader.keys,
        by_pair=reader.by_pair,
    )


class _Reader:
    def __init__(self, notes: Iterable[tuple[str, Sequence[Claim]]], decisions: Sequence[Decision]) -> None:
        named = {slug for decision in decisions for slug in names_of(decision)}
        wrong = {(d.subject, d.predicate, d.value) for d in decisions if d.kind == "wrong"}
        right = {d.subject for d in decisions if d.kind == "right"}
        self.events: dict[str, str] = {}  # IRI by key
        self.keys: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        self.subjects: dict[str, str] = {}
        for note, claims in notes:
            if note_slug(note) not in named:
                continue
            for event in read_events(note, claims):
                self.events[event.key], self.keys[event.iri] = event.iri, event.key
                self.words[event.iri] = event_words(claims, event.iri)
            for claim in claims:
                name = claim_names(claim, self.keys)
                if name in wrong:
                    self.claims[name].append(claim)
                if name[0] in right:
                    self.subjects[name[0]] = claim.subject.iri
        self.together: list[tuple[tuple[str, str], Decision]] = []
        self.apart: list[tuple[str, str]] = []
        self.wrong: dict[str, set[Claim]] = defaultdict(set)
        self.right: list[tuple[str, str, str, Decision]] = []
        self.by_pair: dict[tuple[str, str], Decision] = {}
        self.told: list[tuple[Decision, Finding]] = []

    def pair(self, decision: Decision) -> None:
        pair = (self.events.get(decision.subject, ""), self.events.get(decision.value, ""))
        for name, iri in zip((decision.subject, decision.value), pair, strict=True):
            if not iri:
                self.told.append(_stale(decision, f"there is no event '{name}' any more"))
                return
        if decision.words and decision.words != f"{self.words[pair[0]]} | {self.words[pair[1]]}":
            self.told.append(_reworded(decision))
        one, other = sorted(pair)
        self.by_pair[one, other] = decision
        if decision.kind == "same":
            self.together.append(((one, other), decision))
        elif decision.kind == "different":
            self.apart.append((one, other))

    def right_value(self, decision: Decision) -> None:
        subject = self.subjects.get(decision.subject)
        if subject is None:
            self.told.append(_stale(decision, f"there is no '{decision.subject}' any more"))
        else:
            self.right.append((subject, _long(decision.predicate), decision.value, decision))

    def wrong_claim(self, decision: Decision) -> None:
        meant = self.claims.get((decision.subject, decision.predicate, decision.value), [])
        if not meant:
            said = f"{decision.predicate} {decision.value}"
            self.told.append(_stale(decision, f"the note does not say {said} of it any more"))
        for claim in meant:
            self.wrong[claim.note].add(claim)
            if decision.words and decision.words != claim_words(claim):
                self.told.append(_reworded(decision))


def _long(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else name


def _stale(decision: Decision, problem: str, severity: Severity = "warning") -> tuple[Decision, Finding]:
    return decision, Finding(
        "stale-decision",
        severity,
        f"the decision '{decision.kind}' on '{decision.subject}' and '{decision.value}' by {decision.by} on {decision.when}: {problem}",
        note=decision.subject.partition("#")[0].partition("|")[0],
        remedy="look again, and take the decision back or make it anew",
    )


def _reworded(decision: Decision) -> tuple[Decision, Finding]:
    return _stale(decision, "the text now has other words; the decision still holds", "info")
