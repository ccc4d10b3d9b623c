"""Quads on their way into a new store: written to files, which other threads load in bulk."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

from graph1540.store.joining import let_joining_wait

__all__ = ["Loader", "as_kept", "lot_size"]

#: Quads that are loaded together: a bulk load sorts them six times over, the quicker the fewer they are. Each lot is a file for each index until all are
#: joined, and there must not be too many of these, so in a large build lots are larger. All sizes are in quads.
_LEAST, _MOST, _OF_A_NOTE = 75_000, 400_000, 1.5
#: Notes beyond which the files would be too many to be joined at once.
_MANY_NOTES = 300_000
#: Quads that may wait while others are loaded: on the disk, some 200 bytes each.
_WAITING = 900_000


def lot_size(notes: int) -> int:
    """How many quads to load together in a build of so many notes; 0 if their number is not known.

    >>> lot_size(100), lot_size(100_000), lot_size(0)
    (75000, 150000, 400000)
    """
    return min(max(_LEAST, int(_OF_A_NOTE * notes)), _MOST) if notes else _MOST


def as_kept(graphs: Iterable[str], folder: Path) -> list[str]:
    """IRIs of graphs in the order in which a dataset on the disk keeps them; ``folder`` is for what is needed meanwhile.

    Half of its indexes begin with the graph. Lots of whole graphs in this order lie one behind the other there, and need
    not be merged; in any other order each lot lies across all others.
    """
    with TemporaryDirectory(dir=folder, prefix="order-") as scratch:
        rdf = ox.Store(scratch)
        rdf.bulk_load(input="".join(f"<{graph}> <{graph}> <{graph}> <{graph}> .\n" for graph in graphs).encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
        return [str(graph.value) for graph in rdf.named_graphs()]


class Loader:
    """Takes quads; when the ``with`` block ends they are in the dataset in the folder ``path``, which is new.

    Files are written beside the dataset and taken away once they are loaded. The dataset is opened when the first is loaded.
    ``notes``: how many there will be; 0 if that is not known. Where they are not too many, the dataset's own files are
    joined when the block has ended (``store/joining.py``).
    """

    def __init__(self, path: Path, folder: Path, *, threads: int = 1, notes: int = 0, shard: int = 0) -> None:
        self.count = 0
        self._path, self._folder, self._shard, self._threads = path, folder, shard or lot_size(notes), threads
        self._joined_later = 0 < notes <= _MANY_NOTES
        self._waiting = max(4, _WAITING // self._shard)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="loader")
        self._loading: deque[Future[None]] = deque()
        self._files: list[Path] = []
        self._file: IO[str] | None = None
        self._filled = 0
        self._number = 0

    @cached_property
    def rdf(self) -> ox.Store:
        """The dataset."""
        return ox.Store(str(self._path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if error is None:
                self._hand_over()
                self._wait(0)
            elif self._file is not None:
                self._file.close()
        finally:
            self._pool.shutdown(cancel_futures=True)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads that are not there yet; one that is twice among them counts once."""
        self.write(dict.fromkeys([f"{quad} .\n" for quad in quads]))

    def write(self, lines: Collection[str]) -> None:
        """Take lines of N-Quads that are not there yet, each once."""
        if self._file is None:
            self._number += 1
            self._file = (self._folder / f"shard-{self._number:06}.nq").open("w", encoding="utf-8")
        self._file.writelines(lines)
        self._took(len(lines))

    def take(self, path: Path, quads: int) -> None:
        """Take a file of N-Quads, so many, none of them there yet; it is gone when it is loaded."""
        self._files.append(path)
        self._took(quads)

    def _took(self, quads: int) -> None:
        self._filled += quads
        self.count += quads
        if self._filled >= self._shard:
            self._hand_over()

    def _hand_over(self) -> None:
        """Let the files at hand be loaded, once there are not too many before them."""
        if self._file is not None:
            self._file.close()
            self._files.append(Path(self._file.name))
        if not self._files:
            return
        files, self._files, self._file, self._filled = self._files, [], None, 0
        self._wait(self._threads + self._waiting - 1)
        self.rdf  # noqa: B018 - opened here, since a property is no place for two threads
        self._loading.append(self._pool.submit(self._load, files))

    def _wait(self, most: int) -> None:
        """Wait until no more than so many loads are under way."""
        while len(self._loading) > most or (self._loading and self._loading[0].done()):
            self._loading.popleft().result()

    def _load(self, files: list[Path]) -> None:
        if self._joined_later:
            let_joining_wait()
        if len(files) == 1:
            self.rdf.bulk_load(path=str(files[0]), format=ox.RdfFormat.N_QUADS, lenient=True)
        else:
            self.rdf.bulk_load(input=b"".join(path.read_bytes() for path in files), format=ox.RdfFormat.N_QUADS, lenient=True)
        for path in files:
            path.unlink()
