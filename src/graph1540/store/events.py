"""The events of a store, looked up by IRI, number, note, block or cluster: one transaction's view of the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph1540.resolve.block import keys
from graph1540.resolve.cluster import Pair
from graph1540.resolve.compare import Evidence, compare
from graph1540.resolve.events import Event, note_slug
from graph1540.resolve.scoring import HOPELESS
from graph1540.resolve.weights import NEAR_DAYS
from graph1540.store.index import Index
from graph1540.store.packing import pack_event, unpack_event

__all__ = ["Events", "Row", "kin_of", "pair_of"]

#: Who shares a key; those whose days are too far off for a comparison are not even read.
_NEAR = "SELECT event, eager FROM keys WHERE key = ? AND first <= ? AND last >= ?"
_COLUMNS = "id, packed, canonical, c0, c1, c2, c3, c4"


@dataclass(slots=True)
class Row:
    """An event with the clusters that it was in after each step, named by the number of one member."""

    id: int
    event: Event
    canonical: str
    at: list[int]


def pair_of(a: str, b: str) -> Pair:
    """Two IRIs in order."""
    return (a, b) if a < b else (b, a)


class Events:
    """Events by number; what was looked up is kept for the time of one change."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.db = index.db
        self._rows: dict[int, Row] = {}
        self._ids: dict[str, int] = {}
        self._near: dict[int, dict[str, Evidence]] = {}
        self._keys: dict[str, dict[str, bool]] = {}
        self._pairs: dict[Pair, Evidence | None] = {}

    def _keep(self, found: Iterable[Sequence[object]]) -> list[Row]:
        rows = []
        for number, packed, canonical, *at in found:
            row = self._rows.get(number)  # type: ignore[call-overload]
            if row is None:
                row = Row(int(str(number)), unpack_event(str(packed)), str(canonical), [int(str(c)) for c in at])
                self._rows[row.id] = row
                self._ids[row.event.iri] = row.id
            rows.append(row)
        return rows

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """Events by number; those that are no more are left out."""
        wanted = set(numbers)
        missing = sorted(number for number in wanted if number not in self._rows)
        for at in range(0, len(missing), 500):
            part = missing[at : at + 500]
            marks = ",".join("?" * len(part))
            self._keep(self.db.execute(f"SELECT {_COLUMNS} FROM events WHERE id IN ({marks})", part))  # noqa: S608 - marks only
        return [self._rows[number] for number in sorted(wanted) if number in self._rows]

    def row(self, iri: str) -> Row | None:
        """An event by IRI."""
        if iri in self._ids:
            return self._rows[self._ids[iri]]
        found = self._keep(self.db.execute(f"SELECT {_COLUMNS} FROM events WHERE iri = ?", (iri,)))  # noqa: S608 - names of ours
        return found[0] if found else None

    def of_note(self, slug: str) -> list[Row]:
        """The events of a note."""
        return self._keep(self.db.execute(f"SELECT {_COLUMNS} FROM events WHERE note = ? ORDER BY id", (slug,)))  # noqa: S608 - names of ours

    def of_canonical(self, canonical: str) -> list[Row]:
        """The events that are one."""
        return self._keep(self.db.execute(f"SELECT {_COLUMNS} FROM events WHERE canonical = ? ORDER BY id", (canonical,)))  # noqa: S608 - names of ours

    def in_clusters(self, step: int, names: Iterable[int]) -> list[Row]:
        """The events of some clusters after a step."""
        found: list[Row] = []
        wanted = sorted(set(names))
        for at in range(0, len(wanted), 500):
            part = wanted[at : at + 500]
            marks = ",".join("?" * len(part))
            found += self._keep(self.db.execute(f"SELECT {_COLUMNS} FROM events WHERE c{step} IN ({marks})", part))  # noqa: S608 - names of ours
        return found

    def near(self, row: Row) -> dict[str, Evidence]:
        """The events that are worth comparing with one, and the evidence."""
        if row.id not in self._near:
            near = {}
            for other in self.rows(n for (n,) in self.db.execute("SELECT b FROM pairs WHERE a = ?", (row.id,))):
                found = self._compare(row.event, other.event)
                if found is not None:
                    near[other.event.iri] = found
            self._near[row.id] = near
        return self._near[row.id]

    def pair(self, rows: Iterable[Row]) -> None:
        """File with which others new events are worth comparing; all of them are in their blocks already."""
        for row in rows:
            numbers: set[int] = set()
            for key, eager in self._keys_of(row.event).items():
                numbers.update(n for n, other in self.db.execute(_NEAR, (key, row.event.last + NEAR_DAYS, row.event.first - NEAR_DAYS)) if eager or other)
            numbers.discard(row.id)
            near = [other.id for other in self.rows(numbers) if other.event.note != row.event.note and self._compare(row.event, other.event) is not None]
            self.put_pairs((row.id, other) for other in near)

    def put_pairs(self, pairs: Iterable[tuple[int, int]]) -> None:
        """File events that are worth comparing, by number."""
        both = (pair for a, b in pairs for pair in ((a, b), (b, a)))
        self.db.executemany("INSERT OR IGNORE INTO pairs VALUES (?, ?)", both)

    def _keys_of(self, event: Event) -> dict[str, bool]:
        if event.iri not in self._keys:
            self._keys[event.iri] = {key: stance != "found" for key, stance in keys(event)}
        return self._keys[event.iri]

    def _compare(self, a: Event, b: Event) -> Evidence | None:
        pair = pair_of(a.iri, b.iri)
        if pair not in self._pairs:
            one, other = (a, b) if a.iri < b.iri else (b, a)
            found = compare(one, other)
            self._pairs[pair] = found if found is not None and found.bits >= HOPELESS else None
        return self._pairs[pair]

    def evidence(self, a: Event, b: Event) -> Evidence | None:
        """The evidence on two events, if blocking brings them together."""
        if a.note == b.note:
            return None
        mine, theirs = self._keys_of(a), self._keys_of(b)
        if not any(key in theirs and (eager or theirs[key]) for key, eager in mine.items()):
            return None
        return self._compare(a, b)

    def insert(self, events: Iterable[Event]) -> list[Row]:
        """File new events, each a cluster of its own."""
        last = self.db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
        rows = [Row(number, event, "", [number] * 5) for number, event in enumerate(events, (last[0] if last else 0) + 1)]
        self.db.executemany(
            f"INSERT INTO events ({_COLUMNS}, iri, note, precision) VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of ours
            ((row.id, pack_event(row.event), *row.at, row.event.iri, note_slug(row.event.note), row.event.precision) for row in rows),
        )
        self.db.executemany(
            "INSERT INTO keys VALUES (?, ?, ?, ?, ?)",
            ((key, row.id, int(stance != "found"), row.event.first, row.event.last) for row in rows for key, stance in dict(keys(row.event)).items()),
        )
        for row in rows:
            self._rows[row.id], self._ids[row.event.iri] = row, row.id
        return rows

    def delete(self, rows: Iterable[Row]) -> None:
        """Take events out of the index."""
        for row in rows:
            self.db.executemany("DELETE FROM keys WHERE key = ? AND event = ?", [(key, row.id) for key in self._keys_of(row.event)])
            others = self.db.execute("SELECT b, a FROM pairs WHERE a = ?", (row.id,)).fetchall()
            self.db.executemany("DELETE FROM pairs WHERE a = ? AND b = ?", others)
            self.db.execute("DELETE FROM pairs WHERE a = ?", (row.id,))
            self.db.execute("DELETE FROM offers WHERE event = ?", (row.id,))
            self.db.execute("DELETE FROM offers WHERE target = ?", (row.id,))
            self.db.execute("DELETE FROM events WHERE id = ?", (row.id,))
            self._rows.pop(row.id, None)
            self._ids.pop(row.event.iri, None)
            self._keys.pop(row.event.iri, None)
        self._near.clear()
        self._pairs.clear()

    def put_clusters(self, step: int, rows: Iterable[Row]) -> None:
        """Write down the clusters after a step."""
        self.db.executemany(f"UPDATE events SET c{step} = ? WHERE id = ?", [(row.at[step], row.id) for row in rows])  # noqa: S608 - names of ours

    def put_canonical(self, rows: Iterable[Row]) -> None:
        """Write down the canonical IRIs."""
        self.db.executemany("UPDATE events SET canonical = ? WHERE id = ?", [(row.canonical, row.id) for row in rows])


def kin_of(group: Sequence[Event]) -> Mapping[Pair, int]:
    """How often each pair of notes is made kin by one cluster."""
    found: dict[Pair, int] = {}
    for one in group:
        if one.main:
            for other in group:
                if other.iri != one.iri:
                    pair = pair_of(note_slug(one.note), note_slug(other.note))
                    found[pair] = found.get(pair, 0) + 1
    return found
