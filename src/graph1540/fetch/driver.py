"""Files where fsspec reaches: in buckets and archives, on other machines."""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from graph1540.errors import NoteError
from graph1540.fetch.address import Remote, protocols

__all__ = ["find_by_driver", "read"]


def read(remote: Remote, size: int) -> bytes:
    """So many bytes of a file, or fewer if it has no more."""
    system = _system(remote.root, os.getpid())
    try:
        with system.open(remote.path, "rb") as stream:
            return bytes(stream.read(size))
    except Exception as error:  # A driver raises what its libraries do.
        raise _trouble(remote.address, error) from error


@lru_cache(maxsize=8)
def _system(root: str, process: int) -> Any:  # noqa: ARG001 - what is open in one process is of no use to its children
    """What opens the files of an address; of an archive the list of contents is read once."""
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NoteError(root, "the package that goes there is missing", "install graph1540[remote-files]") from error
    try:
        return fsspec.core.url_to_fs(root)[0]
    except ImportError as error:
        extra = "graph1540[s3]" if "s3" in root else "what is named there"
        raise NoteError(root, f"a package is missing ({_line(error)})", f"install {extra}") from error
    except Exception as error:  # A driver raises what its libraries do.
        raise _trouble(root, error) from error


def find_by_driver(address: str, suffixes: Collection[str]) -> list[Remote]:
    """The files at an address, those of these suffixes in a folder.

    :raises NoteError: if it cannot be read
    """
    system = _system(address, os.getpid())
    try:
        first = address.partition("::")[0]
        path = system._strip_protocol(first if "://" in first else f"{first}://")  # noqa: SLF001 - fsspec's own way to split an address
        if "*" in path:
            about = system.glob(path, detail=True)
        elif (told := system.info(path)).get("type") == "directory":
            about = {found: told for found, told in system.find(path, detail=True).items() if found.lower().endswith(tuple(suffixes))}
        else:
            about = {path: told}
    except Exception as error:  # A driver raises what its libraries do.
        raise _trouble(address, error) from error
    protocol, chain = protocols(address)[0], "".join(address.partition("::")[1:])
    return [
        Remote(f"{protocol}://{found if protocol == 'file' else found.lstrip('/')}{chain}", address, found, _mark(told))
        for found, told in about.items() if told.get("type") != "directory"
    ]  # fmt: skip


def _mark(told: dict[str, Any]) -> str:
    """What a place says of the version of a file; empty if it says too little to tell two apart."""
    for name in ("ETag", "etag", "md5Hash"):
        if told.get(name):
            return f"{name} {told[name]} {told.get('size')}"
    return ""


def _trouble(address: str, error: Exception) -> NoteError:
    if isinstance(error, FileNotFoundError):
        return NoteError(address, "there is no such file or folder", "check the address")
    return NoteError(address, f"it cannot be read ({_line(error)})", "check the address, and your rights there")


def _line(error: Exception) -> str:
    """The first line of what a library says."""
    said = (getattr(error, "strerror", None) or str(error) or type(error).__name__).strip().splitlines()[0]
    return "".join(letter if letter.isprintable() else " " for letter in said)[:200]
