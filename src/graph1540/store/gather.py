"""Notes on their way into a store: read by several processes or machines, and kept in a file until all are there.

A build that is stopped while it reads goes on where it was: what was read from the same bytes under the same name, by the same
program, is not read again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from graph1540.errors import NoteError
from graph1540.iri import note_iri
from graph1540.model import Finding
from graph1540.pipeline import Extracted, Origin, Remote, extract_bytes, extract_file, lost_note, origin_for
from graph1540.spread import Processes, Spread
from graph1540.store.folder import GATHERED
from graph1540.store.loading import as_kept
from graph1540.store.packing import pack_note

__all__ = ["Gathered"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (program TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, slug TEXT NOT NULL, digest TEXT NOT NULL, name TEXT NOT NULL, packed BLOB NOT NULL, findings TEXT NOT NULL) WITHOUT ROWID;
"""
#: Notes after which what was read is safe.
_SAFE_AFTER = 200


@dataclass(frozen=True, slots=True)
class _Read:
    """A note as it is kept, or the sentence that says why there is none."""

    key: str
    failure: str = ""
    slug: str = ""
    digest: str = ""
    name: str = ""
    packed: bytes = b""
    findings: str = "[]"


class Gathered:
    """What is read so far; a context manager.

    ``program`` names what a note's claims depend on beside the note: what another program has read does not count.
    """

    def __init__(self, folder: Path, program: str) -> None:
        self.path = folder / GATHERED
        self.failed: list[str] = []
        self._program = program
        self._over = False

    def __enter__(self) -> Self:
        self._db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
            if self._db.execute("SELECT program FROM meta").fetchall() != [(self._program,)]:
                self._db.executescript("DELETE FROM notes; DELETE FROM meta;")
                self._db.execute("INSERT INTO meta VALUES (?)", (self._program,))
        except sqlite3.DatabaseError:
            self._db.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._db.close()
        if self._over:
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(GATHERED + suffix).unlink(missing_ok=True)

    def read(self, paths: Sequence[Path | Remote], *, stdin: bytes | None = None, spread: Spread | None = None, progress: Callable[[int], None] | None = None) -> None:
        """Read the notes that are not read yet, and forget those that are not asked for."""
        there = spread or Processes()
        self._db.execute("BEGIN")
        keys = {_key(path): path for path in paths}
        known = {row[0] for row in self._db.execute("SELECT key FROM notes")}
        sure = {key for key, path in keys.items() if key != str(path)}
        self._db.executemany("DELETE FROM notes WHERE key = ?", [(key,) for key in sorted(known - sure)])
        todo = [(key, path) for key, path in keys.items() if key not in known & sure]
        done = len(keys) - len(todo)
        if stdin is not None:
            self._put(_packed("stdin", lambda: extract_bytes(stdin, "stdin")))
        for one in there.map(_read_file, ((key, origin_for(there, path)) for key, path in todo), _lost):
            self._put(one)
            done += 1
            if progress:
                progress(done)
            if done % _SAFE_AFTER == 0:
                self._db.execute("COMMIT")
                self._db.execute("BEGIN")

    def _put(self, one: _Read) -> None:
        if one.failure:
            self.failed.append(one.failure)
        else:
            self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?, ?)", (one.key, one.slug, one.digest, one.name, one.packed, one.findings))

    def count(self) -> int:
        """How many notes are kept."""
        return int(self._db.execute("SELECT count(*) FROM notes").fetchone()[0])

    def notes(self) -> Iterator[bytes]:
        """Every note with its claims, packed, by the rules of :func:`graph1540.pipeline.extract_all` on texts and names that come twice.

        They come in the order in which a dataset keeps their graphs.
        """
        kept = {note_iri(slug): key for slug, key in self._kept()}
        for graph in as_kept(kept, self.path.parent):
            yield self._db.execute("SELECT packed FROM notes WHERE key = ?", (kept[graph],)).fetchone()[0]

    def findings(self) -> list[Finding]:
        """What is to be told of the notes that count."""
        found = []
        for _, key in self._kept():
            (text,) = self._db.execute("SELECT findings FROM notes WHERE key = ?", (key,)).fetchone()
            found += [Finding(rule, severity, message, note, remedy=remedy) for rule, severity, message, note, remedy in json.loads(text)]
        return found

    def _kept(self) -> Iterable[tuple[str, str]]:
        """Names and keys of the notes that count; the sentences about the others are in ``failed``."""
        digests: set[str] = set()
        slugs: set[str] = set()
        kept: list[tuple[str, str]] = []
        for key, slug, digest, name in self._db.execute("SELECT key, slug, digest, name FROM notes ORDER BY slug, digest, name"):
            if digest in digests:
                continue
            if slug in slugs:
                sentence = f"{name}: another note of the name '{slug}' has a different text; rename one of the two files"
                if sentence not in self.failed:
                    self.failed.append(sentence)
                continue
            digests.add(digest)
            slugs.add(slug)
            kept.append((slug, key))
        return kept

    def done(self) -> None:
        """The store has it all: what was gathered goes when the block ends."""
        self._over = True


def _key(path: Path | Remote) -> str:
    """What a file is known by: its name and its bytes, or its address and the mark of its version; else just where it is."""
    if isinstance(path, Remote):
        return hashlib.sha256(f"{path}\0{path.mark}".encode()).hexdigest() if path.mark else str(path)
    try:
        return hashlib.sha256(path.name.encode() + b"\0" + path.read_bytes()).hexdigest() if path.is_file() else str(path)
    except OSError:
        return str(path)  # To be told of when it is read.


def _packed(key: str, read: Callable[[], Extracted]) -> _Read:
    try:
        one = read()
    except NoteError as error:
        return _Read(key, str(error))
    findings = json.dumps([(f.rule, f.severity, f.message, f.note, f.remedy) for f in one.findings], ensure_ascii=False)
    return _Read(key, "", one.note.slug, one.note.digest, one.note.name, pack_note(one.note, one.claims), findings)


def _read_file(job: tuple[str, Origin]) -> _Read:
    key, origin = job
    return _packed(key, lambda: extract_file(origin))


def _lost(job: tuple[str, Origin]) -> _Read:
    key, origin = job
    return _Read(key, str(lost_note(origin)))
