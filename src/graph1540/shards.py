"""A dataset as a folder of N-Quads files of about one size, which any store loads in bulk, side by side.

::

    DIR/shard-0001-of-0008.nq    sorted lines
    DIR/manifest.json            every file with the number of its quads and its digest

What a note says stands in one file, which its IRI alone decides; so does what is said of one thing in the canonical view or
among the links. The folder is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from graph1540 import __version__
from graph1540.errors import DatasetError
from graph1540.export import LINKS, stable_labels

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where nothing is locked
    fcntl = None  # type: ignore[assignment]

__all__ = ["MAX_SHARDS", "check_shards", "write_shards"]

#: As many files as are open at once.
MAX_SHARDS = 512
#: Quads of one shard unless a number of shards is given: few enough to be sorted in memory.
_QUADS = 1_000_000
_FORMAT = 1
_MANIFEST = "manifest.json"


def check_shards(folder: Path) -> None:
    """Say at once, not after the work, that a folder cannot be written.

    :raises DatasetError: if something else is there, or the place is no folder
    """
    if not folder.name:
        raise DatasetError(f"{folder}: this is no name for a folder of shards; give a new one")
    if not folder.parent.is_dir():
        raise DatasetError(f"{folder}: the folder '{folder.parent}' does not exist; make it first")
    if folder.exists() and not (folder.is_dir() and (_is_ours(folder) or not any(folder.iterdir()))):
        raise DatasetError(f"{folder}: something else is there; give an empty folder, one with shards, or a name that is free")


def _is_ours(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _MANIFEST).read_text("utf-8"))["shards"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_shards(quads: Iterable[Quad], total: int, folder: Path, *, count: int | None = None, progress: Callable[[int], None] | None = None) -> int:
    """Write a dataset of ``total`` quads into ``count`` shards, in place of those that are there; how many shards it has.

    Without ``count`` there is one for each million quads. The same quads and number give the same bytes. Memory holds one
    shard at a time.

    :raises DatasetError: if the folder holds something else, another process writes it, or the disk is full
    """
    check_shards(folder)
    number = count or max(1, min(MAX_SHARDS, -(-total // _QUADS)))
    try:
        with _part(folder) as part:
            raw = [part / f"{at}.raw" for at in range(number)]
            _divide(quads, raw, progress)
            told = [_settle(path, part / f"shard-{at:04}-of-{number:04}.nq") for at, path in enumerate(raw, 1)]
            manifest = {"format": _FORMAT, "made_by": f"graph1540 {__version__}", "quads": sum(one["quads"] for one in told), "shards": told}
            _write(part / _MANIFEST, [(json.dumps(manifest, indent=1) + "\n").encode()])
            _put(part, folder)
    except OSError as error:
        raise DatasetError(f"{folder}: the shards cannot be written ({(error.strerror or str(error)).lower()}); make room or choose another place") from error
    return number


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """An empty folder beside another, for this process alone; what a process that was killed has left in it is gone."""
    part = folder.with_name(f".{folder.name}.part")
    with ExitStack() as stack:
        while True:
            part.mkdir(exist_ok=True)
            handle = os.open(part, os.O_RDONLY)
            stack.callback(os.close, handle)
            try:
                if fcntl is not None:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise DatasetError(f"{folder}: another process is writing these shards; wait until it has ended") from error
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), part.stat()):
                    break  # Otherwise it was finished between our opening and our locking it.
        for left in part.iterdir():
            left.unlink()
        try:
            yield part
        finally:
            if os.path.samestat(os.fstat(handle), part.stat()) if part.exists() else False:
                shutil.rmtree(part, ignore_errors=True)


def _divide(quads: Iterable[Quad], paths: list[Path], progress: Callable[[int], None] | None) -> None:
    """Each quad into the file that its key decides."""
    number = len(paths)
    place = lru_cache(maxsize=100_000)(lambda key: int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % number)
    blank: list[Quad] = []
    done = 0
    with ExitStack() as stack:
        files: list[IO[str]] = [stack.enter_context(path.open("w", encoding="utf-8", newline="\n")) for path in paths]
        for done, quad in enumerate(quads, 1):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode) or isinstance(quad.graph_name, BlankNode):
                blank.append(quad)
            else:
                files[place(_key(quad))].write(f"{quad} .\n")
            if progress and done % 100_000 == 0:
                progress(done)
        # The label of a blank node holds in one file only.
        files[place("")].writelines(f"{quad} .\n" for quad in stable_labels(blank))
    if progress:
        progress(done)


def _key(quad: Quad) -> str:
    """What decides the shard: the note, or outside of the notes' graphs the subject."""
    graph: Any = quad.graph_name
    subject: Any = quad.subject
    return str(subject.value if isinstance(graph, DefaultGraph) or graph == _LINKS else graph.value)


_LINKS = NamedNode(LINKS)


def _settle(raw: Path, path: Path) -> dict[str, Any]:
    """The lines of a file in order under its name; what the manifest says of it."""
    with raw.open("rb") as stream:
        lines = sorted(set(stream))
    summed = hashlib.sha256()
    for line in lines:
        summed.update(line)
    _write(path, lines)
    raw.unlink()
    return {"file": path.name, "quads": len(lines), "bytes": path.stat().st_size, "sha256": summed.hexdigest()}


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())


def _put(part: Path, folder: Path) -> None:
    """Let a folder take the place of another: a reader finds the one, the other, or for a moment none."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
