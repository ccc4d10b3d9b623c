"""Reading a store: the last version that was written whole, whatever a writer does meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyoxigraph as ox

from graph1540.dataset import read_dataset
from graph1540.errors import DatasetError
from graph1540.source import Source
from graph1540.store.folder import disk_errors, generation_of, is_store, shared_lock, view_name
from graph1540.store.view import View, answers_of

__all__ = ["current_view", "open_source", "open_to_ask", "open_view", "read_meta"]

#: Locks on the views that this process reads; they end with the process.
_HELD: list[int] = []


def read_meta(generation: Path) -> dict[str, str]:
    """What a generation says of itself: version, digests, counts."""
    with disk_errors(generation):
        db = sqlite3.connect(f"file:{generation / 'index.sqlite'}?mode=ro", uri=True, timeout=30)
        try:
            return dict(db.execute("SELECT key, value FROM meta"))
        finally:
            db.close()


def current_view(path: Path) -> tuple[Path, int]:
    """The view that counts now, and the handle that keeps it from being taken away."""
    for _ in range(50):
        generation = generation_of(path)
        try:
            view = generation / view_name(int(read_meta(generation)["version"]))
        except (DatasetError, KeyError):
            if generation_of(path) == generation:
                raise
            continue  # A new generation took its place meanwhile.
        handle = shared_lock(view)
        if (view / "CURRENT").is_file():
            return view, handle
    raise DatasetError(f"{path}: the store is not whole; restore a backup, or build the store again")


def open_view(path: Path) -> ox.Store:
    """The dataset of a store, to read; it stays as it is while a writer works on."""
    return _open(path)[0]


def _open(path: Path) -> tuple[ox.Store, Path]:
    view, handle = current_view(path)
    _HELD.append(handle)
    with disk_errors(path):
        return ox.Store.read_only(str(view)), view


def open_to_ask(path: Path) -> Source:
    """A dataset in a file or in a store, to be asked; a store gives again what it was asked before.

    :raises DatasetError: if it cannot be read
    """
    if not is_store(path):
        return open_source(path)
    rdf, view = _open(path)
    return View(rdf, answers_of(view))


def open_source(path: Path) -> ox.Store:
    """A dataset to read, in a file or in a store.

    :raises DatasetError: if it cannot be read
    """
    if path.is_dir():
        if not is_store(path):
            raise DatasetError(f"{path}: this is a folder and no store; give a file or a store that 'graph1540 build' wrote")
        return open_view(path)
    if not path.exists():
        raise DatasetError(f"{path}: there is no such file or store; 'graph1540 build NOTES… -o graph.trig' makes one")
    return read_dataset(path)
