"""Where things lie in a store's folder, who may write, and what a crash leaves behind.

::

    DIR/store.json              the format and the name of the generation that counts
    DIR/gathered.sqlite         what a build that was stopped has read
    DIR/writer                  locked by the one who writes; says who
    DIR/generation-000001/      a full build makes a new one and switches by renaming store.json
        index.sqlite            notes, events, blocks; its commit is the moment at which a change holds
        view-000007/            the dataset of version 7, never written to again; readers open it
        view-000007.lock        held (shared) by each reader
        answers-000007/         what was worked out from that version; may go at any time
        work/  work.version     the dataset that the writer changes; without work.version it is made anew from the view
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from graph1540.errors import DatasetError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock; there a second writer fails on RocksDB's own lock
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "FORMAT_VERSION",
    "GATHERED",
    "clean",
    "clone",
    "disk_errors",
    "generation_of",
    "is_free",
    "is_store",
    "new_generation",
    "point",
    "remove_tree",
    "shared_lock",
    "view_name",
    "writing",
]

#: Where notes are kept that a build has read and not filed yet.
GATHERED = "gathered.sqlite"
#: Raised whenever what lies in the folder changes its meaning.
FORMAT_VERSION = 3
_HEAD = "store.json"


def is_store(path: Path) -> bool:
    """Whether a folder is a store of ours."""
    return (path / _HEAD).is_file()


def generation_of(path: Path) -> Path:
    """The folder of the generation that counts.

    :raises DatasetError: if the folder is no store, or one of another format
    """
    head = path / _HEAD
    if not path.exists():
        raise DatasetError(f"{path}: there is no such store; 'graph1540 build NOTES… --store {path}' makes one")
    try:
        said = json.loads(head.read_text("utf-8"))
        version, generation = int(said["format"]), str(said["generation"])
    except OSError as error:
        raise DatasetError(f"{path}: this is no store of graph1540; 'graph1540 build NOTES… --store DIR' makes one") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{head}: the file is damaged; restore a backup, or build the store again") from error
    if version != FORMAT_VERSION:
        age = "older" if version < FORMAT_VERSION else "newer"
        raise DatasetError(f"{path}: the store has format {version}, {age} than this program's {FORMAT_VERSION}; build it again from its notes")
    found = path / generation
    if not (found / "index.sqlite").is_file():
        raise DatasetError(f"{found}: the store is not whole; restore a backup, or build the store again")
    return found


def is_free(path: Path) -> bool:
    """Whether a folder holds nothing but what a first build that was stopped has left."""
    ours = ("writer", f".{_HEAD}.part")
    return all(p.name in ours or p.name.startswith(("generation-", "removed-", GATHERED)) for p in path.iterdir())


def new_generation(path: Path) -> Path:
    """An empty folder for a new generation."""
    numbers = [int(p.name.removeprefix("generation-")) for p in path.glob("generation-*") if p.name.removeprefix("generation-").isdigit()]
    made = path / f"generation-{max(numbers, default=0) + 1:06}"
    made.mkdir()
    return made


def point(path: Path, generation: Path) -> None:
    """Let a generation be the one that counts, in one step."""
    part = path / f".{_HEAD}.part"
    with part.open("w", encoding="utf-8") as stream:
        json.dump({"format": FORMAT_VERSION, "generation": generation.name}, stream)
        stream.write("\n")
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path / _HEAD)


def view_name(version: int) -> str:
    """The folder of the dataset of one version."""
    return f"view-{version:06}"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Be the one who writes.

    :raises DatasetError: if another process writes; the message says which
    """
    try:
        handle = os.open(path / "writer", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise DatasetError(f"{path}: the store cannot be written ({(error.strerror or str(error)).lower()}); check your rights") from error
    try:
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatasetError(f"{path}: {_who(path)} is writing to this store; wait until it has ended") from error
        since = datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        said = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}).encode()
        with disk_errors(path):
            os.ftruncate(handle, 0)
            os.pwrite(handle, said, 0)
        yield
        with suppress(OSError):
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _who(path: Path) -> str:
    try:
        said = json.loads((path / "writer").read_text("utf-8"))
        return f"process {said['pid']} on {said['host']}, since {said['since']},"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def shared_lock(view: Path) -> int:
    """Keep a view from being taken away while it is read; closing the handle gives it free. -1 where nothing is locked."""
    if fcntl is None:
        return -1
    lock = view.with_name(view.name + ".lock")
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return -1  # A medium that cannot be written to has no writer either.
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _alone(stack: ExitStack, view: Path) -> bool:
    """Whether nobody reads a view; then nobody can begin to before ``stack`` ends."""
    if fcntl is None:
        return True
    try:
        handle = os.open(view.with_name(view.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o666)
        stack.callback(os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def clean(path: Path, generation: Path, version: int) -> None:
    """Take away what no longer counts: older views that nobody reads, generations that were left or replaced."""
    for left in (*path.glob("removed-*"), *generation.glob("removed-*")):
        remove_tree(left)
    for folder in path.glob("generation-*"):
        if folder != generation:
            _remove(folder, list(folder.glob("view-*[0-9]")))
    for view in generation.glob("view-*[0-9]"):
        if view.name != view_name(version) and _remove(view, [view]):
            view.with_name(view.name + ".lock").unlink(missing_ok=True)
    for answers in generation.glob("answers-*"):
        if not (generation / answers.name.replace("answers-", "view-")).exists():
            remove_tree(answers)


def _remove(folder: Path, views: list[Path]) -> bool:
    """Take a folder away unless one of its views is read; first its name, so that no reader finds half of it."""
    with ExitStack() as stack, suppress(OSError):
        if all(_alone(stack, view) for view in views):
            gone = folder.with_name(f"removed-{folder.name}")
            folder.rename(gone)
            remove_tree(gone)
            return True
    return False


def remove_tree(folder: Path) -> None:
    """Take a folder away; what cannot go now goes next time."""
    shutil.rmtree(folder, ignore_errors=True)


def clone(view: Path, target: Path) -> None:
    """A copy of a view that may be written to: files that never change are shared, the others copied."""
    remove_tree(target)
    target.mkdir()
    for file in view.iterdir():
        if file.suffix == ".sst":
            try:
                os.link(file, target / file.name)
                continue
            except OSError as error:
                if error.errno == errno.ENOSPC:
                    raise
        if file.name != "LOCK":
            shutil.copy2(file, target / file.name)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Errors of the disk as one sentence; the store is as it was."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise  # A mistake of ours, not of the disk.
        text = str(error)
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or any(t in text.lower() for t in ("no space", "disk is full", "quota"))
        if full:
            raise DatasetError(f"{path}: the disk is full; the store is as it was: make room and run the command again") from error
        reason = (getattr(error, "strerror", None) or text).lower().splitlines()[0]
        raise DatasetError(f"{path}: the store cannot be used ({reason}); check the disk and your rights, or restore a backup") from error
