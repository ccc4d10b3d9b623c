"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

__all__ = ["replace_file"]


def replace_file(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Write ``pieces`` to ``path`` whole or not at all; an ``OSError`` leaves what was there.

    A link stays a link, and the rights of a file stay as they were; a device or a pipe is written to as it is.
    """
    path = path.resolve()  # A link stays a link.
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        with path.open("wb") as device:
            device.writelines(map(_bytes, pieces))
        return
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(None, "it is write-protected")
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(map(_bytes, pieces))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
