"""The index of a store: which notes it holds, and what of them the next change will have to look up."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph1540.model import Claim, Note
from graph1540.store.packing import pack_note, unpack_note

__all__ = ["Index"]

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE notes (slug TEXT PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, claims INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, iri TEXT NOT NULL UNIQUE, note TEXT NOT NULL, precision INTEGER NOT NULL, packed TEXT NOT NULL,
    canonical TEXT NOT NULL, c0 INTEGER, c1 INTEGER, c2 INTEGER, c3 INTEGER, c4 INTEGER
);
CREATE INDEX events_note ON events (note);
CREATE INDEX events_canonical ON events (canonical);
CREATE INDEX events_c0 ON events (c0);
CREATE INDEX events_c1 ON events (c1);
CREATE INDEX events_c2 ON events (c2);
CREATE INDEX events_c3 ON events (c3);
CREATE INDEX events_c4 ON events (c4);
CREATE TABLE keys (
    key TEXT, event INTEGER, eager INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (key, event)
) WITHOUT ROWID;
CREATE TABLE pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE offers (
    step INTEGER, event INTEGER, target INTEGER NOT NULL, bits REAL NOT NULL, kin INTEGER NOT NULL, taken INTEGER NOT NULL, PRIMARY KEY (step, event)
) WITHOUT ROWID;
CREATE INDEX offers_target ON offers (target, step);
CREATE TABLE kin (a TEXT, b TEXT, n INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE persons (iri TEXT PRIMARY KEY, note TEXT NOT NULL, name TEXT NOT NULL, plain TEXT NOT NULL, states TEXT NOT NULL, canonical TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX persons_note ON persons (note);
CREATE INDEX persons_plain ON persons (plain);
CREATE INDEX persons_canonical ON persons (canonical);
CREATE TABLE hubs (s TEXT, p TEXT, v TEXT, n INTEGER NOT NULL, PRIMARY KEY (s, p, v)) WITHOUT ROWID;
CREATE TABLE plans (plan TEXT, date TEXT, status TEXT, n INTEGER NOT NULL, PRIMARY KEY (plan, date, status)) WITHOUT ROWID;
CREATE TABLE uses (place TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
"""
#: Stores that were made before there were these tables, and without decisions, get them when they are next written to.
_DECIDED = """
CREATE TABLE IF NOT EXISTS decisions (
    iri TEXT PRIMARY KEY, packed TEXT NOT NULL, kind TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
    one TEXT NOT NULL, other TEXT NOT NULL, predicate TEXT NOT NULL, told TEXT NOT NULL, refused TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS decisions_first ON decisions (first);
CREATE INDEX IF NOT EXISTS decisions_second ON decisions (second);
CREATE INDEX IF NOT EXISTS decisions_one ON decisions (one);
CREATE TABLE IF NOT EXISTS wrong (note TEXT, claim INTEGER, PRIMARY KEY (note, claim)) WITHOUT ROWID;
"""


_COUNTED = {"hubs": ("s", "p", "v"), "plans": ("plan", "date", "status"), "uses": ("place",), "kin": ("a", "b")}


class Index:
    """An SQLite file with what is known of each note; one transaction for each change."""

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False) -> None:
        self.path = path
        if read_only:
            self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, timeout=30)
            return
        self.db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self.db.execute("PRAGMA cache_size = -65536")
        if create:
            # A new index that fails is thrown away, so nothing is kept for a way back.
            self.db.execute("PRAGMA journal_mode = OFF")
            self.db.execute("PRAGMA synchronous = OFF")
            self.db.executescript(_SCHEMA + _DECIDED)
        else:
            self._make_safe()
            self.db.executescript(_DECIDED)

    def _make_safe(self) -> None:
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")

    def settle(self) -> None:
        """A new index is whole: let it reach the disk, and be safe from now on."""
        self.db.execute("COMMIT")
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self._make_safe()

    def empty(self) -> None:
        """Forget all but the notes."""
        for table in ("events", "keys", "pairs", "offers", "kin", "persons", "hubs", "plans", "uses", "decisions", "wrong"):
            self.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours

    def close(self) -> None:
        """Close the file; what was not committed is as if it had never been."""
        self.db.close()

    def begin(self) -> None:
        """Start the one transaction of a change."""
        self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """From here on the change holds."""
        self.db.execute("COMMIT")

    def rollback(self) -> None:
        """As if the change had never begun."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    def meta(self, key: str) -> str:
        """What the store says of itself under ``key``; empty if nothing."""
        found = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def set_meta(self, **values: str | int) -> None:
        """Say something of the store."""
        self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(key, str(value)) for key, value in values.items()])

    @property
    def version(self) -> int:
        """How many changes this generation has seen."""
        return int(self.meta("version") or 0)

    def count(self) -> int:
        """How many notes there are."""
        return int(self.db.execute("SELECT count(*) FROM notes").fetchone()[0])

    def find(self, slug: str) -> tuple[str, str] | None:
        """Name and digest of a note."""
        found = self.db.execute("SELECT name, digest FROM notes WHERE slug = ?", (slug,)).fetchone()
        return (found[0], found[1]) if found else None

    def slug_of(self, digest: str) -> str | None:
        """The note that has a text."""
        found = self.db.execute("SELECT slug FROM notes WHERE digest = ?", (digest,)).fetchone()
        return str(found[0]) if found else None

    def named(self, name: str) -> list[str]:
        """The notes of a file name."""
        return [row[0] for row in self.db.execute("SELECT slug FROM notes WHERE name = ? ORDER BY slug", (name,))]

    def slugs(self) -> list[str]:
        """Every note, sorted."""
        return [row[0] for row in self.db.execute("SELECT slug FROM notes ORDER BY slug")]

    def note(self, slug: str) -> tuple[Note, tuple[Claim, ...]] | None:
        """A note with its claims."""
        found = self.db.execute("SELECT packed FROM notes WHERE slug = ?", (slug,)).fetchone()
        return unpack_note(found[0]) if found else None

    def notes(self) -> Iterator[tuple[Note, tuple[Claim, ...]]]:
        """Every note with its claims, in the order of their slugs."""
        for (packed,) in self.db.execute("SELECT packed FROM notes ORDER BY slug"):
            yield unpack_note(packed)

    def packed(self) -> Iterator[tuple[str, bytes]]:
        """The slug of every note, and the note with its claims, packed; in the order of their slugs."""
        yield from self.db.execute("SELECT slug, packed FROM notes ORDER BY slug")

    def put_notes(self, notes: Iterable[tuple[Note, tuple[Claim, ...]]]) -> None:
        """File notes with their claims."""
        self.put_rows((note.slug, note.name, note.digest, len(claims), pack_note(note, claims)) for note, claims in notes)

    def put_rows(self, rows: Iterable[tuple[str, str, str, int, bytes]]) -> None:
        """File notes: slug, name, digest, number of claims, and the note with its claims, packed."""
        self.db.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", rows)

    def drop_notes(self, slugs: Iterable[str]) -> None:
        """Take notes away."""
        self.db.executemany("DELETE FROM notes WHERE slug = ?", [(slug,) for slug in slugs])

    def tally(self, table: str, changes: Mapping[Any, int]) -> None:
        """Count up or down; what has come to nothing is taken out. ``table`` is one of ours, its last column ``n``."""
        columns = _COUNTED[table]
        marks = ", ".join("?" * len(columns))
        where = " AND ".join(f"{column} = ?" for column in columns)
        rows = [(*key, by) for key, by in changes.items() if by]
        self.db.executemany(
            f"INSERT INTO {table} VALUES ({marks}, ?) ON CONFLICT ({', '.join(columns)}) DO UPDATE SET n = n + excluded.n",  # noqa: S608 - names of ours
            rows,
        )
        self.db.executemany(f"DELETE FROM {table} WHERE {where} AND n <= 0", [row[:-1] for row in rows])  # noqa: S608 - names of ours
