"""Which events are one, after some notes came and others went: only what can have changed is looked at again.

The steps are those of :mod:`graph1540.resolve.cluster`, and their own code runs here on a few events each time. The
clusters after every step are in the index, so a change is followed from step to step: an event is *dirty* after a step
if it is new or its cluster there is another than before. A step looks again at the mentions near dirty events, and
joins anew whatever hangs together with a dirty event or a changed offer. Where nothing is dirty any more, it ends.
``docs/store.md`` says why that gives what a fresh build gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph1540.resolve.cluster import KIN_FROM, STEPS, Clusters, Offer, Pair, Work, as_kin, as_only
from graph1540.resolve.compare import Evidence
from graph1540.resolve.events import Event, note_slug
from graph1540.resolve.link import join_decided
from graph1540.resolve.weights import ACCEPT
from graph1540.store.deciding import Ties, decided_pairs, put_refusals
from graph1540.store.events import Events, Row, kin_of, pair_of
from graph1540.store.index import Index

__all__ = ["Relinked", "evidence_within", "relink"]

_Stated = tuple[int, float, int, int]  # target, bits, kin, taken


@dataclass(frozen=True)
class Relinked:
    """The clusters that may have changed, as they are now; the events that are gone, as they were."""

    groups: tuple[tuple[Row, ...], ...]
    gone: tuple[Row, ...]
    #: Local IRIs whose canonical IRI is another than before, or that had none.
    moved: frozenset[str]
    #: Canonical IRIs that those in ``groups`` and ``gone`` had before.
    before: frozenset[str]


class _Kin:
    """The pairs of notes that are kin, by their IRIs."""

    def __init__(self, index: Index) -> None:
        self._db = index.db
        self._known: dict[Pair, bool] = {}

    def __contains__(self, pair: object) -> bool:
        assert isinstance(pair, tuple)
        if pair not in self._known:
            key = (note_slug(pair[0]), note_slug(pair[1]))
            self._known[pair] = self._db.execute("SELECT 1 FROM kin WHERE a = ? AND b = ?", key).fetchone() is not None
        return self._known[pair]


class _Evidence(dict[Pair, Evidence]):
    """The evidence on pairs, found when it is asked for."""

    def __init__(self, events: Events, known: Mapping[str, Event]) -> None:
        super().__init__()
        self._events = events
        self._of = known

    def get(self, pair: Pair, default: object = None) -> Evidence | None:  # type: ignore[override]  # noqa: ARG002 - dict's signature
        return self._events.evidence(self._of[pair[0]], self._of[pair[1]])


def relink(
    now: Events, before: Events, index: Index, *, removed: Iterable[str], fresh: Sequence[Event], stirred: Iterable[str] = ()
) -> Relinked:
    """Take the events of notes out and put others in; ``before`` is the index as it was when the change began.

    ``stirred`` are events of pairs on which reviewers decided otherwise than before.
    """
    return _Relinker(now, before, index).run(removed, fresh, stirred)


class _Relinker:
    def __init__(self, now: Events, before: Events, index: Index) -> None:
        self.now, self.before, self.index, self.db = now, before, index, index.db
        self.fresh: set[int] = set()
        self.gone: list[Row] = []
        self.orphans: set[str] = set()  # events that a gone one was near to
        self.stated: set[int] = set()  # events whose evidence may have other words
        self.stirred: list[Row] = []  # events of pairs on which reviewers decided otherwise than before
        self.ties = Ties.of(index)

    def run(self, removed: Iterable[str], fresh: Sequence[Event], stirred: Iterable[str]) -> Relinked:
        self.gone = [row for slug in sorted(set(removed)) for row in self.now.of_note(slug)]
        lost = {row.event.iri for row in self.gone}
        for row in self.gone:
            self.orphans |= self.now.near(row).keys() - lost
        self.now.delete(self.gone)
        new = self.now.insert(fresh)
        self.now.pair(new)
        self.fresh = {row.id for row in new}
        self.stirred = self._of(sorted(set(stirred)))
        self.stated.update(row.id for row in self.stirred)
        dirty = self._exact()
        kin_changed: frozenset[Pair] = frozenset()
        for step, precision in enumerate(STEPS, 1):
            if step == KIN_FROM + 1:
                kin_changed = self._kin(dirty)
            dirty = self._vague(step, precision, dirty | self._kept_apart(step - 1), kin_changed if step > KIN_FROM else frozenset())
        return self._outcome(dirty)

    def _survivors(self, step: int) -> set[int]:
        """Events that were in one cluster with a gone one."""
        names = {row.at[step] for row in self.gone}
        return {row.id for row in self.now.in_clusters(step, names)} if names else set()

    def _kept_apart(self, step: int) -> set[int]:
        """Events whose clusters may now be joined to others than before, or to fewer, since a reviewer said so."""
        return {row.id for row in self.now.in_clusters(step, {row.at[step] for row in self.stirred})} if self.stirred else set()

    def _exact(self) -> set[int]:
        """Join what reviewers called one and what is dated to the day; gives what is dirty afterwards."""
        found: dict[int, Row] = {}
        pairs: dict[Pair, Evidence] = {}
        stack = self.now.rows(self.fresh | self._survivors(0) | {row.id for row in self.stirred})
        while stack:
            row = stack.pop()
            if row.id in found:
                continue
            found[row.id] = row
            stack += self._of(self.ties.partners.get(row.event.iri, ()))
            if row.event.precision == 3:
                for iri, evidence in self.now.near(row).items():
                    other = self.now.row(iri)
                    if other is not None and evidence.bits >= ACCEPT and other.event.precision == 3:
                        pairs[pair_of(row.event.iri, iri)] = evidence
                        stack.append(other)
        clusters = Clusters({row.event.iri: row.event for row in found.values()}, self.ties.apart)
        together = [tie for tie in self.ties.together if tie[0][0] in clusters.events]
        _, refused = join_decided(clusters, together)
        put_refusals(self.index, [decision for _, decision in together], refused)
        Work(clusters, {}, {}).exact(pairs.items())
        return self._settle(0, found, clusters)

    def _of(self, iris: Iterable[str]) -> list[Row]:
        """Events by IRI; those that are no more are left out."""
        return [row for row in map(self.now.row, iris) if row is not None]

    def _settle(self, step: int, rows: Mapping[int, Row], clusters: Clusters) -> set[int]:
        """Write down the clusters of ``rows`` after a step; those that are others than before."""
        names = {row.at[step] for row in rows.values() if row.id not in self.fresh}
        old: dict[int, set[int]] = defaultdict(set)
        for row in self.before.in_clusters(step, names):
            old[row.at[step]].add(row.id)
        by_iri = {row.event.iri: row for row in rows.values()}
        dirty: set[int] = set()
        changed = []
        for group in clusters.groups():
            members = {by_iri[iri].id for iri in group}
            name = min(members)
            for iri in group:
                row = by_iri[iri]
                if row.id in self.fresh or old.get(row.at[step]) != members:
                    dirty.add(row.id)
                if row.at[step] != name:
                    row.at[step] = name
                    changed.append(row)
        self.now.put_clusters(step, changed)
        return dirty

    def _clusters(self, step: int, rows: Iterable[Row]) -> Clusters:
        """The clusters after a step, of events of which every cluster is there whole."""
        groups: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            groups[row.at[step]].append(row)
        clusters = Clusters({row.event.iri: row.event for group in groups.values() for row in group}, self.ties.apart)
        for group in groups.values():
            for row in group[1:]:
                clusters.join(group[0].event.iri, row.event.iri, forced=True)
        return clusters

    def _vague(self, step: int, precision: int, dirty: set[int], kin_changed: frozenset[Pair]) -> set[int]:
        """Attach mentions of one precision; gives what is dirty afterwards."""
        kin: _Kin | frozenset[Pair] = _Kin(self.index) if step > KIN_FROM else frozenset()
        asked = self._to_ask(precision, dirty, kin_changed)
        offers, kin_of_offer = self._offers(step, precision, asked, kin)
        ends = self._write_offers(step, asked, offers, kin_of_offer)
        rows, edges = self._connected(step, dirty | ends | self.fresh | self._survivors(step))
        clusters = self._clusters(step - 1, rows.values())
        taken = {offer.event for offer in Work(clusters, {}, {}).attach(self._restored(rows, edges))}
        for number, stated in edges.items():
            now = int(rows[number].event.iri in taken)
            if stated[3] != now:
                self.db.execute("UPDATE offers SET taken = ? WHERE step = ? AND event = ?", (now, step, number))
                self.stated |= {number, stated[0]}
        return self._settle(step, rows, clusters)

    def _to_ask(self, precision: int, dirty: set[int], kin_changed: frozenset[Pair]) -> list[Row]:
        """The mentions whose offer may be another than before, and all others of their notes."""
        notes: set[str] = {note for pair in kin_changed for note in pair}
        for row in self.now.rows(dirty):
            if row.event.precision == precision:
                notes.add(note_slug(row.event.note))
            for iri in self.now.near(row):
                other = self.now.row(iri)
                if other is not None and other.event.precision == precision:
                    notes.add(note_slug(other.event.note))
        for iri in self.orphans:
            other = self.now.row(iri)
            if other is not None and other.event.precision == precision:
                notes.add(note_slug(other.event.note))
        return [row for slug in sorted(notes) for row in self.now.of_note(slug) if row.event.precision == precision]

    def _offers(self, step: int, precision: int, asked: Sequence[Row], kin: _Kin | frozenset[Pair]) -> tuple[list[Offer], set[str]]:
        """What the mentions fit, and which of them fit it as kin."""
        names: set[int] = set()
        near: dict[str, list[str]] = {}
        for row in asked:
            near[row.event.iri] = list(self.now.near(row))
            names.add(row.at[step - 1])
            names.update(other.at[step - 1] for iri in near[row.event.iri] if (other := self.now.row(iri)) is not None)
        clusters = self._clusters(step - 1, self.now.in_clusters(step - 1, names))
        work = Work(clusters, _Evidence(self.now, clusters.events), near)
        offers = work.offers(precision, kin, [row.event.iri for row in asked])
        return offers, {o.event for o in offers if pair_of(clusters.events[o.event].note, clusters.events[o.target].note) in kin}

    def _write_offers(self, step: int, asked: Sequence[Row], offers: Sequence[Offer], as_kin_of: set[str]) -> set[int]:
        """Write down what is offered; the ends of offers that are others than before."""
        ends: set[int] = set()
        made = {offer.event: offer for offer in offers}
        for row in asked:
            found = self.db.execute("SELECT target, bits, kin FROM offers WHERE step = ? AND event = ?", (step, row.id)).fetchone()
            offer = made.get(row.event.iri)
            target = self.now.row(offer.target) if offer is not None else None
            new = (target.id, offer.found.bits, int(row.event.iri in as_kin_of)) if offer is not None and target is not None else None
            if found == new:
                continue
            ends.add(row.id)
            if found is not None:
                ends.add(found[0])
                self.db.execute("DELETE FROM offers WHERE step = ? AND event = ?", (step, row.id))
            if new is not None:
                ends.add(new[0])
                self.db.execute("INSERT INTO offers VALUES (?, ?, ?, ?, ?, 0)", (step, row.id, *new))
        self.stated |= ends
        return ends

    def _connected(self, step: int, seeds: set[int]) -> tuple[dict[int, Row], dict[int, _Stated]]:
        """What hangs together with ``seeds`` by the clusters before a step and by its offers; and these offers."""
        rows: dict[int, Row] = {}
        edges: dict[int, _Stated] = {}
        names: set[int] = set()
        stack = self.now.rows(seeds)
        while stack:
            row = stack.pop()
            if row.id in rows:
                continue
            rows[row.id] = row
            if row.at[step - 1] not in names:
                names.add(row.at[step - 1])
                stack += self.now.in_clusters(step - 1, [row.at[step - 1]])
            found = self.db.execute("SELECT event, target, bits, kin, taken FROM offers WHERE step = ? AND event = ?", (step, row.id)).fetchall()
            found += self.db.execute("SELECT event, target, bits, kin, taken FROM offers WHERE target = ? AND step = ?", (row.id, step)).fetchall()
            for event, *stated in found:
                edges[event] = (stated[0], stated[1], stated[2], stated[3])
                stack += self.now.rows([event, stated[0]])
        return rows, edges

    def _restored(self, rows: Mapping[int, Row], edges: Mapping[int, _Stated]) -> list[Offer]:
        return [Offer(rows[number].event.iri, rows[stated[0]].event.iri, _stated_evidence(self.now, rows[number], rows[stated[0]], stated[2])) for number, stated in edges.items()]

    def _kin(self, dirty: set[int]) -> frozenset[Pair]:
        """Bring the pairs of kin up to date; those that are kin now and were not, or the other way round."""
        step = KIN_FROM
        counts: dict[Pair, int] = defaultdict(int)
        rows = self.now.rows(dirty)
        old = {row.at[step] for row in [*self.before.rows(row.id for row in rows), *self.gone]}
        new = {row.at[step] for row in rows}
        for sign, events, names in ((-1, self.before, old), (1, self.now, new)):
            groups: dict[int, list[Event]] = defaultdict(list)
            for row in events.in_clusters(step, names):
                groups[row.at[step]].append(row.event)
            for group in groups.values():
                for pair, n in kin_of(group).items():
                    counts[pair] += sign * n
        moved = {pair: n for pair, n in counts.items() if n}
        had = {pair: self.db.execute("SELECT 1 FROM kin WHERE a = ? AND b = ?", pair).fetchone() is not None for pair in moved}
        self.index.tally("kin", moved)
        has = {pair: self.db.execute("SELECT 1 FROM kin WHERE a = ? AND b = ?", pair).fetchone() is not None for pair in moved}
        return frozenset(pair for pair in moved if had[pair] != has[pair])

    def _outcome(self, dirty: set[int]) -> Relinked:
        last = len(STEPS)
        touched = self.now.rows(dirty | self.stated | self.fresh)
        groups: dict[int, list[Row]] = defaultdict(list)
        for row in self.now.in_clusters(last, {row.at[last] for row in touched}):
            groups[row.at[last]].append(row)
        moved: set[str] = set()
        before = {row.canonical for row in self.gone}
        changed = []
        for group in groups.values():
            anchor = min((row.event for row in group), key=lambda event: event.rank)
            for row in group:
                if row.canonical:
                    before.add(row.canonical)
                if row.canonical != anchor.solo:
                    moved.add(row.event.iri)
                    row.canonical = anchor.solo
                    changed.append(row)
        self.now.put_canonical(changed)
        ordered = sorted(map(_by_iri, groups.values()), key=lambda group: group[0].event.iri)
        return Relinked(tuple(ordered), tuple(self.gone), frozenset(moved), frozenset(before))


def _by_iri(group: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(group, key=lambda row: row.event.iri))


def _stated_evidence(events: Events, row: Row, target: Row, kin: int) -> Evidence:
    found = events.evidence(row.event, target.event)
    assert found is not None
    return as_only(as_kin(found) if kin else found)


def evidence_within(events: Events, group: Sequence[Row]) -> dict[Pair, Evidence]:
    """The evidence on the pairs of one cluster, with what joined it."""
    found: dict[Pair, Evidence] = {}
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            evidence = events.evidence(one.event, other.event)
            if evidence is not None:
                found[pair_of(one.event.iri, other.event.iri)] = evidence
    by_id = {row.id: row for row in group}
    marks = ",".join("?" * len(group))
    taken = events.db.execute(f"SELECT step, event, target, kin FROM offers WHERE taken = 1 AND event IN ({marks}) ORDER BY step", list(by_id))  # noqa: S608 - marks only
    for _, event, target, kin in taken:
        found[pair_of(by_id[event].event.iri, by_id[target].event.iri)] = _stated_evidence(events, by_id[event], by_id[target], kin)
    found.update(decided_pairs(events.index, [row.event.iri for row in group]))
    return found
