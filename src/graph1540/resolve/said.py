"""What the decisions say of the claims at hand: which events are one or apart, which claims do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph1540.decisions import Decision
from graph1540.iri import BASE, G1540, PREFIXES, RDF
from graph1540.model import Claim, Finding, Ref, Value
from graph1540.resolve.events import note_slug, read_events

__all__ = ["Said", "claim_names", "event_words", "read_said", "short"]

_QUOTED = (RDF.type, G1540.startDate, G1540.endDate, G1540.heldAt, G1540.heldIn)


@dataclass(frozen=True)
class Said:
    """The decisions, resolved to IRIs and claims; ``findings`` tell of those that name nothing any more."""

    together: tuple[tuple[tuple[str, str], Decision], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()
    wrong: Mapping[str, frozenset[Claim]] = field(default_factory=dict)
    right: tuple[tuple[str, str, str, Decision], ...] = ()  # subject and predicate IRIs, value as text
    findings: tuple[Finding, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)  # of events, by IRI
    by_pair: Mapping[tuple[str, str], Decision] = field(default_factory=dict)

    def wrong_in(self, note: str) -> frozenset[Claim]:
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


def _words(claim: Claim) -> str:
    return " … ".join(" ".join(span.exact.split()) for span in claim.evidence)


def event_words(claims: Sequence[Claim], event: str) -> str:
    """The note's words for kind, time and place of an event, for a decision to keep."""
    said = {c.predicate: c for c in reversed(claims) if c.subject.iri == event}
    return " … ".join(dict.fromkeys(_words(said[p]) for p in _QUOTED if p in said))


def read_said(notes: Mapping[str, Sequence[Claim]], decisions: Sequence[Decision]) -> Said:
    """Find what each decision is about; only notes that decisions name are looked at."""
    if not decisions:
        return Said()
    named = {text.partition("#")[0].partition("|")[0] for d in decisions for text in (d.subject, d.value)}
    local = {note: claims for note, claims in notes.items() if note_slug(note) in named}
    by_key: dict[str, str] = {}
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    claims_by_name: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    subjects: dict[str, str] = {}
    for note, claims in local.items():
        for event in read_events(note, claims):
            by_key[event.key], keys[event.iri] = event.iri, event.key
            words[event.iri] = event_words(claims, event.iri)
        for claim in claims:
            name = claim_names(claim, keys)
            claims_by_name[name].append(claim)
            subjects[name[0]] = claim.subject.iri
    together, apart, unsure, right = [], [], [], []
    wrong: dict[str, set[Claim]] = defaultdict(set)
    by_pair: dict[tuple[str, str], Decision] = {}
    findings: list[Finding] = []
    for decision in sorted(decisions, key=lambda d: d.order):
        if decision.kind in ("same", "different", "unsure"):
            pair = (by_key.get(decision.subject, ""), by_key.get(decision.value, ""))
            missing = [name for name, iri in zip((decision.subject, decision.value), pair, strict=True) if not iri]
            if missing:
                findings.append(_stale(decision, f"there is no event '{missing[0]}' any more"))
                continue
            one, other = sorted(pair)
            by_pair[one, other] = decision
            if decision.words and decision.words != f"{words[pair[0]]} | {words[pair[1]]}":
                findings.append(_stale(decision, "the notes now say it in other words; the decision still holds", "info"))
            if decision.kind == "same":
                together.append(((one, other), decision))
            elif decision.kind == "different":
                apart.append((one, other))
            else:
                unsure.append((one, other))
            continue
        if decision.kind == "right":
            subject = subjects.get(decision.subject, "")
            if not subject:
                findings.append(_stale(decision, f"there is no '{decision.subject}' any more"))
                continue
            right.append((subject, _long(decision.predicate), decision.value, decision))
            continue
        meant = claims_by_name.get((decision.subject, decision.predicate, decision.value), [])
        if not meant:
            findings.append(_stale(decision, f"the note does not say {decision.predicate} {decision.value} of it any more"))
        for claim in meant:
            wrong[claim.note].add(claim)
            if decision.words and decision.words != _words(claim):
                findings.append(_stale(decision, "the note now says it in other words; the decision still holds", "info"))
    return Said(
        together=tuple(together), apart=tuple(apart), unsure=tuple(unsure),
        wrong={note: frozenset(claims) for note, claims in wrong.items()}, right=tuple(right),
        findings=tuple(findings), keys=keys, by_pair=by_pair,
    )  # fmt: skip


def _long(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else name


def _stale(decision: Decision, problem: str, severity: str = "warning") -> Finding:
    return Finding(
        "stale-decision",
        "info" if severity == "info" else "warning",
        f"the decision '{decision.kind}' on '{decision.subject}' and '{decision.value}' by {decision.by} on {decision.when}: {problem}",
        note=decision.subject.partition("#")[0].partition("|")[0],
        remedy="look again, and take the decision back or make it anew",
    )


