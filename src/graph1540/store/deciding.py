"""What the decisions in a store are about: looked for again only where they, or a note that they name, came or went.

For each decision the index has the events that it makes one or keeps apart, or the thing of which it sets a value; and
of each note the claims that a reviewer called wrong. All of it is found by :func:`graph1540.resolve.said.read_said`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field

from graph1540.decisions import Decision
from graph1540.iri import BASE, note_iri
from graph1540.model import Claim, Finding
from graph1540.resolve.actors import link_organizations
from graph1540.resolve.cluster import Pair
from graph1540.resolve.compare import Evidence
from graph1540.resolve.events import note_slug
from graph1540.resolve.link import as_decided
from graph1540.resolve.said import Said, names_of, read_said
from graph1540.store.index import Index

__all__ = ["Settled", "Ties", "decided_pairs", "decision_findings", "put_refusals", "settle", "unpack_decision"]

_NOTE = BASE + "note/"
#: A decision as a row: IRI, itself, kind, the two notes that it names, what it is about, findings on it, and one on its refusal.
_COLUMNS = "iri, packed, kind, first, second, one, other, predicate, told, refused"
_MARKS = ", ".join("?" * len(_COLUMNS.split(", ")))


@dataclass(frozen=True)
class Settled:
    """What a change does to what the decisions are about."""

    said: Said = field(default_factory=Said)
    #: Notes, by their slugs, whose claims count otherwise than before, though they themselves did not change.
    refiled: frozenset[str] = frozenset()
    #: Events of pairs that a reviewer now has something else to say of, by their IRIs.
    stirred: frozenset[str] = frozenset()
    #: Things of which a reviewer set a value or did no more, by the IRIs that the notes give them.
    ruled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ties:
    """The pairs of events that reviewers decided on."""

    together: tuple[tuple[Pair, Decision], ...] = ()
    apart: tuple[Pair, ...] = ()
    partners: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index) -> Ties:
        """All pairs in a store, in the order of their decisions."""
        together: list[tuple[Pair, Decision]] = []
        apart: list[Pair] = []
        partners: dict[str, list[str]] = {}
        for packed, kind, one, other in index.db.execute("SELECT packed, kind, one, other FROM decisions WHERE kind IN ('same', 'different') AND other <> ''"):
            if kind == "different":
                apart.append((one, other))
                continue
            together.append(((one, other), unpack_decision(packed)))
            partners.setdefault(one, []).append(other)
            partners.setdefault(other, []).append(one)
        together.sort(key=lambda tie: tie[1].order)
        return cls(tuple(together), tuple(sorted(apart)), partners)


def unpack_decision(packed: str) -> Decision:
    """A decision as it was."""
    return Decision(*json.loads(packed))


def settle(index: Index, changed: Iterable[str], decisions: Sequence[Decision] | None = None) -> Settled:
    """Find again what decisions are about, after the notes ``changed`` came or went.

    ``decisions`` take the place of those before; None leaves them as they are.
    """
    gone, came = _exchanged(index, decisions)
    changed = set(changed)
    refiled = {note_of for one in (*gone, *came) if one.kind == "wrong" for note_of in names_of(one)} - changed
    refiled = {name for name in refiled if index.find(name)}
    stale = {one.iri for one in gone}
    again = [one for one in _naming(index, changed | refiled) if one.iri not in stale]
    looked_at = {one.iri: one for one in (*again, *came)}
    if not gone and not looked_at:
        return Settled()
    before = _rows(index, {*stale, *looked_at})
    said = read_said(_claims(index, looked_at.values()), tuple(looked_at.values()))
    index.db.executemany("DELETE FROM decisions WHERE iri = ?", [(iri,) for iri in sorted({*stale, *looked_at})])
    index.db.executemany("DELETE FROM wrong WHERE note = ?", [(name,) for name in sorted(changed | refiled)])
    _put(index, looked_at.values(), said)
    after = _rows(index, looked_at)
    return Settled(
        said, frozenset(refiled),
        frozenset(iri for row in before ^ after if row[1] in ("same", "different") for iri in row[2:4] if iri),
        frozenset(row[2] for row in before | after if row[1] == "right" and row[2]),
    )  # fmt: skip


def _exchanged(index: Index, decisions: Sequence[Decision] | None) -> tuple[list[Decision], list[Decision]]:
    """The decisions that went, and those that came; one that reads otherwise did both."""
    if decisions is None:
        return [], []
    before = {packed: unpack_decision(packed) for (packed,) in index.db.execute("SELECT packed FROM decisions")}
    after = {_pack(one): one for one in decisions if one.kind != "ignore"}
    return [one for packed, one in before.items() if packed not in after], [one for packed, one in after.items() if packed not in before]


def _pack(decision: Decision) -> str:
    return json.dumps(astuple(decision), ensure_ascii=False)


def _naming(index: Index, notes: Iterable[str]) -> Iterator[Decision]:
    """The decisions by whose names these notes go."""
    for name in sorted(notes):
        for (packed,) in index.db.execute("SELECT packed FROM decisions WHERE first = ? UNION SELECT packed FROM decisions WHERE second = ?", (name, name)):
            yield unpack_decision(packed)


def _rows(index: Index, iris: Iterable[str]) -> set[tuple[str, str, str, str]]:
    """What decisions are about: text, kind, and one or two things."""
    found: set[tuple[str, str, str, str]] = set()
    for iri in iris:
        found.update(index.db.execute("SELECT packed, kind, one, other FROM decisions WHERE iri = ?", (iri,)))
    return found


def _claims(index: Index, decisions: Iterable[Decision]) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """The claims of the notes that decisions name, one note after the other."""
    for name in sorted({slug for one in decisions for slug in names_of(one)}, key=note_iri):
        found = index.note(name)
        if found is not None:
            yield note_iri(name), found[1]


def _put(index: Index, decisions: Iterable[Decision], said: Said) -> None:
    """Write down what decisions are about."""
    about: dict[str, tuple[str, str, str]] = {one.iri: (*pair, "") for pair, one in said.by_pair.items()}
    for subject, predicate, _, decision in said.right:
        about[decision.iri] = (_canonical_organization(index, subject, decision), "", predicate)
    told: dict[str, list[Finding]] = {}
    for decision, finding in said.told:
        told.setdefault(decision.iri, []).append(finding)
    index.db.executemany(
        f"INSERT OR REPLACE INTO decisions ({_COLUMNS}) VALUES ({_MARKS})",  # noqa: S608 - names of ours
        [
            (one.iri, _pack(one), one.kind, *_notes_of(one), *about.get(one.iri, ("", "", "")), _pack_findings(told.get(one.iri, ())), "[]")
            for one in decisions
        ],
    )
    for note, rejected in sorted(said.wrong.items()):
        name = note_slug(note)
        found = index.note(name)
        claims = found[1] if found else ()
        index.db.executemany("INSERT OR REPLACE INTO wrong VALUES (?, ?)", [(name, at) for at, claim in enumerate(claims) if claim in rejected])


def _notes_of(decision: Decision) -> tuple[str, str]:
    """The notes on which it depends what a decision is about; that of a value may be told by an IRI."""
    first, second = (*names_of(decision), "")[:2]
    iri = decision.value if "://" in decision.value else BASE + decision.value
    return first, note_slug(iri) if decision.kind == "right" and iri.startswith(_NOTE) else second


def _canonical_organization(index: Index, subject: str, decision: Decision) -> str:
    """The subject, or the organization that it turns out to be by what its own note says."""
    name = names_of(decision)[0]
    found = index.note(name) if subject.startswith(_NOTE) else None
    links = link_organizations({note_iri(name): found[1]}) if found else []
    return {link.local.iri: link.canonical.iri for link in links}.get(subject, subject)


def _pack_findings(findings: Iterable[Finding]) -> str:
    return json.dumps([(f.rule, f.severity, f.message, f.note, f.remedy) for f in findings], ensure_ascii=False)


def put_refusals(index: Index, held: Iterable[Decision], refused: Iterable[tuple[Decision, Finding]]) -> None:
    """Write down which decisions were refused, and which of those that were before are ``held`` to now."""
    rows = [("[]", one.iri) for one in held] + [(_pack_findings([finding]), one.iri) for one, finding in refused]
    index.db.executemany("UPDATE decisions SET refused = ? WHERE iri = ?", rows)


def decision_findings(index: Index) -> tuple[Finding, ...]:
    """What is worth telling of the decisions, as a build of everything tells it."""
    rows = index.db.execute("SELECT packed, told, refused FROM decisions WHERE told <> '[]' OR refused <> '[]'").fetchall()
    rows.sort(key=lambda row: unpack_decision(row[0]).order)
    return tuple(
        Finding(rule, severity, message, note, remedy=remedy)
        for at in (1, 2) for row in rows for rule, severity, message, note, remedy in json.loads(row[at])
    )  # fmt: skip


def decided_pairs(index: Index, events: Sequence[str]) -> dict[Pair, Evidence]:
    """What reviewers called one among some events that are one."""
    found: dict[Pair, Evidence] = {}
    known = set(events)
    for iri in events:
        for packed, other in index.db.execute("SELECT packed, other FROM decisions WHERE one = ? AND kind = 'same'", (iri,)):
            if other in known:
                found[iri, other] = as_decided(unpack_decision(packed))
    return found
