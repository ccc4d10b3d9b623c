"""A version of a store, to be asked; what it was asked before lies beside it, for as long as the version counts.

::

    generation-000001/view-000007/        the dataset of version 7, never written to again
    generation-000001/answers-000007/     what was worked out from it: a file for each answer

So nothing kept can be out of date: a change makes another view, with no answers yet, and the old ones go with the old view.
What is kept may go at any time, and where it cannot be written the store is asked anew.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

__all__ = ["View", "answers_of"]

#: Bytes of one answer, and of all answers of a version.
_LARGEST, _ALL = 1 << 24, 1 << 27
_DIGEST = 32


def answers_of(view: Path) -> Path:
    """The folder for what was worked out from a view."""
    return view.with_name(view.name.replace("view-", "answers-"))


class View:
    """The dataset of one version; it has what ``source.Source`` and ``source.Remembering`` promise."""

    def __init__(self, rdf: ox.Store, answers: Path) -> None:
        self._rdf, self._answers = rdf, answers

    def query(self, query: str, *, prefixes: dict[str, str] | None = None) -> Any:
        """The solutions, the truth or the triples that a query gives."""
        return self._rdf.query(query, prefixes=prefixes)

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[ox.Quad]:  # noqa: A002 - pyoxigraph's name
        """The quads with these terms; None stands for any."""
        return self._rdf.quads_for_pattern(subject, predicate, object, graph_name)

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The names of the graphs beside the default one."""
        return self._rdf.named_graphs()

    def __len__(self) -> int:
        return len(self._rdf)

    def recall(self, key: bytes) -> bytes | None:
        """What was kept under a key; None if nothing is there, or not all of it."""
        try:
            kept = self._file(key).read_bytes()
        except OSError:
            return None
        value = kept[_DIGEST:]
        return value if hashlib.sha256(value).digest() == kept[:_DIGEST] else None

    def remember(self, key: bytes, value: bytes) -> None:
        """Keep a value, if it is not too large and the medium can be written to; the oldest ones make room."""
        if len(value) > _LARGEST:
            return
        # A full or protected disk costs the next one time, and nothing else.
        with suppress(OSError):
            self._answers.mkdir(exist_ok=True)
            self._make_room(len(value))
            # Whoever reads meanwhile finds the file whole or not at all; of two writers the last one wins, with the same bytes.
            file = self._file(key)
            part = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}.part")
            try:
                part.write_bytes(hashlib.sha256(value).digest() + value)
                part.replace(file)
            except OSError:
                part.unlink(missing_ok=True)
                raise

    def _file(self, key: bytes) -> Path:
        return self._answers / hashlib.sha256(key).hexdigest()

    def _make_room(self, size: int) -> None:
        there = []
        for path in self._answers.iterdir():
            with suppress(FileNotFoundError):  # Another one made room meanwhile, or gave a file its name.
                there.append((path.stat(), path))
        left = sum(about.st_size for about, _ in there) + size
        for about, path in sorted(there, key=lambda one: (one[0].st_mtime_ns, one[1])):
            if left <= _ALL:
                return
            path.unlink(missing_ok=True)
            left -= about.st_size
