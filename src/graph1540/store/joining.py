"""The joining of a dataset's files, which each look-up would have to ask one by one: put off while it is filled, done at the end.

Oxigraph (RocksDB beneath it) joins files in threads of its own while others are loaded, and joins the outcome again with what
comes after: a fifth of the CPU of a large build. What is loaded can wait for the end, where all of it is joined once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from graph1540.spread import end_with

__all__ = ["join_files", "join_here", "let_joining_wait"]

#: What the threads are called that join files.
_THREAD = "rocksdb:low\n"
_LEAST = 19
_JOIN = "import sys; from graph1540.store.joining import join_here; join_here(*sys.argv[1:])"


def let_joining_wait() -> None:
    """Give the threads of this process that join files the least priority, where that can be done (on Linux)."""
    for name in Path("/proc/self/task").glob("*/comm"):
        with suppress(OSError):  # It ended meanwhile.
            if name.read_text() == _THREAD:
                os.setpriority(os.PRIO_PROCESS, int(name.parent.name), _LEAST)


def join_files(path: Path) -> None:
    """Join the files of a dataset that nobody has open.

    It is done in a process of its own: not everybody may give a thread its priority back, and on a busy machine one without would take an age.

    :raises OSError: if it cannot be done, with the reason
    """
    command = [sys.executable, "-P", "-c", _JOIN, str(path), str(os.getpid())]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own code, and a path as its argument
    if done.returncode:
        raise OSError(done.stderr.strip().rsplit("\n", 1)[-1] or f"the process that joins its files ended with {done.returncode}")


def join_here(path: str, parent: str) -> None:
    """What the process does; it ends when ``parent`` is killed."""
    end_with(int(parent))
    try:
        ox.Store(path).optimize()
    except OSError as error:
        sys.exit(str(error))
