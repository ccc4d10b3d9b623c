"""Quads on their way into a new store: written to files, which another thread loads in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

__all__ = ["Loader"]

#: Quads of one file: enough for a bulk load to sort well, and few enough to keep in memory while it does.
_SHARD = 1_000_000


class Loader:
    """Takes quads; when the ``with`` block ends they are in the dataset.

    Files are written beside the dataset and taken away once they are loaded; at most one waits while another is loaded.
    """

    def __init__(self, rdf: ox.Store, folder: Path, *, shard: int = _SHARD) -> None:
        self.count = 0
        self._rdf, self._folder, self._shard = rdf, folder, shard
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._loading: Future[None] | None = None
        self._file: IO[str] | None = None
        self._filled = 0
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if error is None:
                self._hand_over()
                self._wait()
            elif self._file is not None:
                self._file.close()
        finally:
            self._pool.shutdown()

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads that are not there yet; one that is twice among them counts once."""
        lines = list(dict.fromkeys([f"{quad} .\n" for quad in quads]))
        if self._file is None:
            self._number += 1
            self._file = (self._folder / f"shard-{self._number:06}.nq").open("w", encoding="utf-8")
        self._file.writelines(lines)
        self._filled += len(lines)
        self.count += len(lines)
        if self._filled >= self._shard:
            self._hand_over()

    def _hand_over(self) -> None:
        """Let the file at hand be loaded, once the one before it is."""
        if self._file is None:
            return
        path = Path(self._file.name)
        self._file.close()
        self._file, self._filled = None, 0
        self._wait()
        self._loading = self._pool.submit(self._load, path)

    def _wait(self) -> None:
        if self._loading is not None:
            self._loading.result()
            self._loading = None

    def _load(self, path: Path) -> None:
        self._rdf.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)
        path.unlink()
