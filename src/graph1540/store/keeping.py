"""What is told of a store, and what is done with it as a whole: status, backup, restore, compact."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph1540.decisions import parse_decisions
from graph1540.errors import DatasetError
from graph1540.store.folder import (
    clean,
    clone,
    disk_errors,
    generation_of,
    is_store,
    new_generation,
    point,
    remove_tree,
    view_name,
    writing,
)
from graph1540.store.reading import current_view, read_meta

__all__ = ["Status", "backup", "compact", "restore", "status"]


@dataclass(frozen=True)
class Status:
    """What a store holds; ``writer`` says who writes to it now, empty if nobody does."""

    path: Path
    notes: tuple[tuple[str, str, int], ...]  # slug, file name, claims
    decisions: int
    quads: int
    version: int
    made_by: str
    bytes: int
    writer: str


def status(path: Path | str) -> Status:
    """What a store holds.

    :raises DatasetError: if the folder is no store, or one of another format
    """
    path = Path(path)
    generation = generation_of(path)
    meta = read_meta(generation)
    with disk_errors(path):
        db = sqlite3.connect(f"file:{generation / 'index.sqlite'}?mode=ro", uri=True, timeout=30)
        notes = tuple(db.execute("SELECT slug, name, claims FROM notes ORDER BY slug"))
        db.close()
    return Status(
        path, notes, len(parse_decisions(meta.get("decisions", ""))), int(meta["quads"]), int(meta["version"]), meta.get("made_by", ""),
        _bytes(path), _writer(path),
    )  # fmt: skip


def _bytes(path: Path) -> int:
    """Room on the disk; a file with two names is counted once."""
    seen: dict[tuple[int, int], int] = {}
    for file in path.rglob("*"):
        with suppress(OSError):
            about = file.stat()
            if file.is_file():
                seen[about.st_dev, about.st_ino] = about.st_size
    return sum(seen.values())


def _writer(path: Path) -> str:
    try:
        with writing(path):
            return ""
    except DatasetError as error:
        said = str(error)
        return said.removeprefix(f"{path}: ").partition(" is writing")[0].rstrip(",") if "is writing" in said else ""


def backup(path: Path | str, target: Path | str) -> None:
    """A copy of a store as it is now; a store itself, and independent of the first. A writer need not stop for it.

    :raises DatasetError: if the target exists or the disk is full
    """
    path, target = Path(path), Path(target)
    if target.exists():
        raise DatasetError(f"{target}: this exists already; give a name that is free")
    part = target.with_name(f".{target.name}.part")
    with disk_errors(target):
        remove_tree(part)
        try:
            _copy(path, part)
            part.replace(target)
        except BaseException:
            remove_tree(part)
            raise


def _copy(path: Path, target: Path) -> None:
    """A store of one generation from the version of another that counts."""
    for _ in range(20):
        remove_tree(target)
        generation = target / "generation-000001"
        generation.mkdir(parents=True)
        source = sqlite3.connect(f"file:{generation_of(path) / 'index.sqlite'}?mode=ro", uri=True, timeout=30)
        copy = sqlite3.connect(generation / "index.sqlite")
        view, handle = current_view(path)
        try:
            source.backup(copy)
            version = int(copy.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0])
        finally:
            source.close()
            copy.close()
        try:
            # The version that the index has must be the one whose dataset is copied.
            if view.name == view_name(version) and view.parent == generation_of(path):
                shutil.copytree(view, generation / view.name, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
                point(target, generation)
                return
        finally:
            if handle >= 0:
                os.close(handle)
    raise DatasetError(f"{path}: the store changes too fast to be copied; try again when less is written")


def restore(source: Path | str, path: Path | str) -> None:
    """Put a backup in the place of a store, or where none is; from one moment to the next.

    :raises DatasetError: if the source is no store, the place holds something else, or the disk is full
    """
    source, path = Path(source), Path(path)
    generation_of(source)
    if not path.exists():
        backup(source, path)
        return
    if not is_store(path):
        raise DatasetError(f"{path}: the folder holds other things; give the folder of a store, or a name that is free")
    with writing(path), disk_errors(path):
        part = path / ".restored.part"
        try:
            _copy(source, part)
            made = new_generation(path)
            made.rmdir()
            (part / "generation-000001").replace(made)
            point(path, made)
        finally:
            remove_tree(part)


def compact(path: Path | str) -> tuple[int, int]:
    """Let a store take as little room as it can; its bytes before and after."""
    path = Path(path)
    before = _bytes(path)
    with writing(path), disk_errors(path):
        old = generation_of(path)
        version = int(read_meta(old)["version"])
        made = new_generation(path)
        try:
            clone(old / view_name(version), made / "work")
            rdf = ox.Store(str(made / "work"))
            rdf.optimize()
            rdf.backup(str(made / view_name(version)))
            del rdf
            source = sqlite3.connect(f"file:{old / 'index.sqlite'}?mode=ro", uri=True, timeout=30)
            source.execute("VACUUM INTO ?", (str(made / "index.sqlite"),))
            source.close()
            (made / "work.version").write_text(str(version), "utf-8")
            point(path, made)
        except BaseException:
            remove_tree(made)
            raise
        clean(path, made, version)
    return before, _bytes(path)
