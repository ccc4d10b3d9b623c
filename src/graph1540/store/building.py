"""A store made as a whole: in a new folder, which counts once it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph1540 import __version__
from graph1540.decisions import Decision, render_decisions
from graph1540.errors import DatasetError
from graph1540.garbage import seldom_collected
from graph1540.model import Finding
from graph1540.pipeline import Extracted, Remote, build
from graph1540.reference import Reference, shipped_reference
from graph1540.resources import program_digest
from graph1540.spread import Processes, Spread
from graph1540.store.asserted import Facts
from graph1540.store.filing import file_all
from graph1540.store.folder import (
    clean,
    disk_errors,
    is_free,
    is_store,
    new_generation,
    point,
    remove_tree,
    view_name,
    writing,
)
from graph1540.store.gather import Gathered
from graph1540.store.index import Index
from graph1540.store.joining import join_files
from graph1540.store.packing import pack_note
from graph1540.store.side import NotLocalError
from graph1540.store.whole import Progress, fill_store

__all__ = ["Made", "build_from_files", "build_generation", "build_store"]

#: Fewer quads are joined sooner than a process starts.
_WORTH_A_PROCESS = 200_000


def build_store(
    path: Path | str,
    extracted: Iterable[Extracted],
    *,
    decisions: Sequence[Decision] = (),
    reference: Reference | None = None,
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Make a store of notes, in place of one that is there: in a new folder, which counts once it is whole.

    :raises DatasetError: if the folder is something else, another process writes, or the disk is full
    """
    path = Path(path)
    with _new_store(path), seldom_collected():
        notes = (pack_note(one.note, one.claims) for one in extracted)
        generation, findings = build_generation(path, notes, decisions, reference or shipped_reference(), __version__, progress)
        clean(path, generation, 1)
    return findings


@dataclass(frozen=True)
class Made:
    """What is worth telling of a store that was made from files: findings, and a sentence for each file that is left out."""

    findings: tuple[Finding, ...]
    failed: tuple[str, ...]
    done: bool = True  # whether there is a store


def build_from_files(
    path: Path | str,
    files: Sequence[Path | Remote],
    *,
    stdin: bytes | None = None,
    workers: int = 1,
    spread: Spread | None = None,
    decisions: Sequence[Decision] = (),
    progress: Progress | None = None,
) -> Made:
    """Make a store of the notes in files, in place of one that is there. If none can be used, nothing is made.

    Notes are read by so many processes of this machine; with ``spread`` they are read, and events compared, where that has
    it done. A build that was stopped while it read goes on where it was when it is given again.

    :raises DatasetError: as :func:`build_store` does
    :raises SpreadError: if work cannot be done there; what was read is kept
    """
    path = Path(path)
    with _new_store(path), seldom_collected(), disk_errors(path), Gathered(path, program_digest()) as gathered:
        gathered.read(files, stdin=stdin, spread=spread or Processes(workers), progress=(lambda done: progress("reading", done, len(files))) if progress else None)
        if gathered.failed and not gathered.count():
            failed = tuple(sorted(gathered.failed))
            gathered.done()
            return Made((), failed, done=False)
        generation, findings = build_generation(
            path, gathered.notes(), decisions, shipped_reference(), __version__, progress, gathered.count(), spread, workers
        )  # fmt: skip
        made = Made((*gathered.findings(), *findings), tuple(sorted(gathered.failed)))
        gathered.done()
        clean(path, generation, 1)
    return made


@contextmanager
def _new_store(path: Path) -> Iterator[None]:
    """Be the one who writes to a folder that is or may become a store."""
    if path.exists() and not path.is_dir():
        raise DatasetError(f"{path}: this is a file; give the name of a folder for the store")
    if path.is_dir() and not is_store(path) and not is_free(path):
        raise DatasetError(f"{path}: the folder holds other things; give an empty one, or a name that is free")
    with disk_errors(path):
        path.mkdir(parents=True, exist_ok=True)
    with writing(path):
        yield


def build_generation(
    path: Path,
    notes: Iterable[bytes],
    decisions: Sequence[Decision],
    reference: Reference,
    made_by: str,
    progress: Progress | None = None,
    expected: int = 0,
    spread: Spread | None = None,
    workers: int = 1,
) -> tuple[Path, tuple[Finding, ...]]:
    """A new generation, whole, of notes with their claims, packed, that counts from now on.

    ``expected``: how many notes there will be, for the progress; 0 if unknown. ``workers``: processes of this machine.
    """
    with disk_errors(path):
        generation = new_generation(path)
        try:
            index = Index(generation / "index.sqlite", create=True)
            index.begin()
            findings, size = _build_by_parts(index, generation, notes, decisions, reference, progress, expected, spread, workers)
            index.set_meta(
                version=1, program=program_digest(), made_by=made_by, decisions=render_decisions(decisions) if decisions else "",
                quads=size,
            )  # fmt: skip
            index.settle()
            index.close()
            (generation / "work.version").write_text("1", "utf-8")
            _sync(generation)
            point(path, generation)
        except BaseException:
            remove_tree(generation)
            raise
    return generation, findings


def _build_by_parts(
    index: Index, generation: Path, notes: Iterable[bytes], decisions: Sequence[Decision],
    reference: Reference, progress: Progress | None, expected: int, spread: Spread | None, workers: int,
) -> tuple[tuple[Finding, ...], int]:
    """The dataset and the index of notes; findings, and the number of quads."""
    try:
        with closing(file_all(notes, generation, reference, Processes(workers, worth=2, together=1), decisions)) as filed:
            made = fill_store(
                index, filed, Facts(reference), generation, threads=min(2, workers), progress=progress, expected=expected, spread=spread, decisions=decisions
            )  # fmt: skip
    except NotLocalError:
        # Every change of such a store builds anew.
        remove_tree(generation / "work")
        index.empty()
        return _build_in_memory(index, generation, decisions, reference, spread)
    index.set_meta(indexed=1)
    if progress:
        progress("joining files", 0, 0)
    findings, quads = made.findings, made.quads
    if quads < _WORTH_A_PROCESS:
        made.rdf.optimize()
    del made  # Nobody has it open any more.
    if quads >= _WORTH_A_PROCESS:
        join_files(generation / "work")
    ox.Store(str(generation / "work")).backup(str(generation / view_name(1)))
    return findings, quads


def _build_in_memory(index: Index, generation: Path, decisions: Sequence[Decision], reference: Reference, spread: Spread | None) -> tuple[tuple[Finding, ...], int]:
    """The dataset of the notes in the index."""
    built = build([Extracted(note, (), claims, ()) for note, claims in index.notes()], decisions=decisions, reference=reference, spread=spread)
    rdf = ox.Store(str(generation / "work"))
    rdf.bulk_extend(built.quads)
    rdf.backup(str(generation / view_name(1)))
    return built.findings, len(built.quads)


def _sync(folder: Path) -> None:
    """Let the names in a folder reach the disk."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
