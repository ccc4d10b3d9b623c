"""What is at an address; what goes to the web and what drives fsspec is loaded by who goes there."""

from __future__ import annotations

from collections.abc import Collection

from graph1540.errors import NoteError
from graph1540.fetch.address import WEB, Remote, protocols

__all__ = ["fetch", "find_remote"]


def find_remote(address: str, suffixes: Collection[str]) -> list[Remote]:
    """The notes at an address: a file, those of these suffixes in a folder (searched whole), those that match a pattern.

    :raises NoteError: if there are none, or they cannot be reached
    """
    chain = protocols(address)
    if any("@" in link.partition("://")[2].partition("/")[0] for link in address.split("::")):
        raise NoteError(address.rpartition("@")[2], "the address holds a login, which lists of processes show", "put it into the settings of fsspec, or fetch the files and give them from here")
    if chain[0] in WEB and len(chain) == 1:
        from graph1540.fetch.web import find_on_web  # noqa: PLC0415 - only who goes to the web loads what goes there

        found = list(find_on_web(address, suffixes))
    else:
        if any(protocol in WEB for protocol in chain):
            raise NoteError(address, "what is inside a file on a web server is not read", "fetch the file, and give it from here")
        if "reference" in chain:
            raise NoteError(address, "this leads to places that it does not name", "give the places themselves")
        from graph1540.fetch.driver import find_by_driver  # noqa: PLC0415 - as above

        found = find_by_driver(address, suffixes)
    if not found:
        raise NoteError(address, f"no note is there ({', '.join(suffixes)})", "check the address, or give the notes themselves")
    return sorted(found)


def fetch(remote: Remote, limit: int) -> bytes:
    """The bytes of a file; one more than ``limit`` if it is longer.

    :raises NoteError: if they cannot be had
    """
    if protocols(remote.root)[0] in WEB:
        from graph1540.fetch.web import get  # noqa: PLC0415 - as above

        return get(remote.path, limit)[0]
    from graph1540.fetch.driver import read  # noqa: PLC0415 - as above

    return read(remote, limit + 1)
