"""Notes that lie elsewhere: on a web server, in a bucket, in an archive, wherever fsspec reaches.

Only what the user names is asked for, and what lies below it. A listing says what is there, not where: a link that leads out of
its folder, another host's above all, is left alone; a redirect is told, not followed; the name of a file is never read as an address.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from urllib.request import Request

from graph1540.errors import NoteError, RemoteError
from graph1540.remote import Answered, Web, check_address

__all__ = ["Remote", "fetch", "find_remote", "is_remote"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*(?:://|::)")
_WEB = ("http", "https")
#: Where a path means something on this machine, or in this process, alone.
_OURS = ("", "file", "local", "memory")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: A web server's listings: bytes of one, how many, how deep, how many notes, and seconds for each answer.
_PAGE, _PAGES, _DEEP, _NOTES, _DEADLINE = 50_000_000, 10_000, 20, 10_000_000, 60.0


@dataclass(frozen=True, slots=True, order=True)
class Remote:
    """A file elsewhere: ``path`` in what the address ``root`` opens, which is the user's own."""

    address: str  # as messages call it
    root: str
    path: str
    mark: str = ""  # what changes when the file does, where its place tells

    def __str__(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        """The name of the file."""
        path = unquote(urlsplit(self.path).path) if _protocols(self.root)[0] in _WEB else self.path
        return path.rstrip("/").rpartition("/")[2] or "note"

    @property
    def is_everywhere(self) -> bool:
        """Whether another machine finds the same there."""
        last = self.root.rpartition("::")[2]
        return _protocols(last)[0] not in _OURS and (urlsplit(last).hostname or "") not in _LOOPBACK


def is_remote(argument: str) -> bool:
    """Whether an argument is an address rather than a path.

    >>> is_remote("s3://bucket/notes"), is_remote("zip::notes.zip"), is_remote("notes/a.txt")
    (True, True, False)
    """
    return _ADDRESS.match(argument) is not None


def _protocols(address: str) -> list[str]:
    """The protocols of a chain such as zip://a/*.txt::s3://bucket/notes.zip, first to last."""
    found = []
    for link in address.split("::"):
        protocol, mark, _ = link.partition("://")
        found.append(protocol if mark else link if link.isalpha() and link.islower() and "::" in address else "")
    return found


def find_remote(address: str, suffixes: Collection[str]) -> list[Remote]:
    """The notes at an address: a file, those of these suffixes in a folder (searched whole), those that match a pattern.

    :raises NoteError: if there are none, or they cannot be reached
    """
    protocols = _protocols(address)
    if any("@" in link.partition("://")[2].partition("/")[0] for link in address.split("::")):
        raise NoteError(address.rpartition("@")[2], "the address holds a login, which lists of processes show", "put it into the settings of fsspec, or fetch the files and give them from here")
    if protocols[0] in _WEB and len(protocols) == 1:
        found = list(_find_on_web(address, suffixes))
    else:
        if any(protocol in _WEB for protocol in protocols):
            raise NoteError(address, "what is inside a file on a web server is not read", "fetch the file, and give it from here")
        if "reference" in protocols:
            raise NoteError(address, "this leads to places that it does not name", "give the places themselves")
        found = _find_by_driver(address, suffixes)
    if not found:
        raise NoteError(address, f"no note is there ({', '.join(suffixes)})", "check the address, or give the notes themselves")
    return sorted(found)


def fetch(remote: Remote, limit: int) -> bytes:
    """The bytes of a file; one more than ``limit`` if it is longer.

    :raises NoteError: if they cannot be had
    """
    if _protocols(remote.root)[0] in _WEB:
        return _get(remote.path, limit)[0]
    system = _system(remote.root, os.getpid())
    try:
        with system.open(remote.path, "rb") as stream:
            return bytes(stream.read(limit + 1))
    except Exception as error:  # A driver raises what its libraries do.
        raise _trouble(remote.address, error) from error


# On the web


def _get(url: str, limit: int) -> tuple[bytes, str]:
    """The body at an address, up to one byte more than ``limit``, and its type."""
    request = Request(url, headers={"User-Agent": "graph1540"})  # noqa: S310 - checked to be of the web
    try:
        with Web(deadline=_DEADLINE, limit=2 * limit + 1_000_000).send(request, again=True) as answer:
            return _read(answer, limit + 1), answer.kind
    except RemoteError as error:
        problem, remedy = _said(error, url)
        raise NoteError(url, problem, remedy) from error


def _read(answer: Answered, size: int) -> bytes:
    pieces = []
    while size > 0 and (piece := answer.read(min(size, 1 << 16))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _said(error: RemoteError, url: str) -> tuple[str, str]:
    """What is wrong, and what to do, in words for a file rather than an endpoint."""
    if error.code in (404, 410):
        return f"there is nothing at this address ({error.code})", "check it"
    if error.code in (401, 403):
        return f"the server does not give it to everybody ({error.code})", "fetch the file, and give it from here"
    told = str(error).removeprefix(f"{url.partition('?')[0]}: ").partition("; ")[0]
    if error.code is not None and error.code < 400:
        return told, "give that address if you trust it"
    return told, "check the address, or try again later"


def _find_on_web(address: str, suffixes: Collection[str]) -> Iterator[Remote]:
    try:
        parts = urlsplit(check_address(address))
    except RemoteError as error:
        raise NoteError(address, "this is no address", "give one such as https://example.org/notes/") from error
    if "*" in parts.path:
        folder, wanted = _pattern(address, parts.path)
        found: Iterator[str] = (url for url in _walk(urlunsplit(parts._replace(path=folder, query="", fragment=""))) if _matches(urlsplit(url).path[len(folder) :], wanted))
    elif parts.path.endswith("/") and not parts.query:
        found = (url for url in _walk(urlunsplit(parts._replace(fragment=""))) if urlsplit(url).path.lower().endswith(tuple(suffixes)))
    else:
        found = iter([urlunsplit(parts._replace(fragment=""))])
    return (Remote(url, url, url) for url in found)


def _pattern(address: str, path: str) -> tuple[str, list[str]]:
    """The folder that a pattern begins in, and the pattern of each name on the way down."""
    before = path.partition("*")[0]
    folder = before[: before.rfind("/") + 1]
    wanted = path[len(folder) :].split("/")
    if "**" in wanted:
        raise NoteError(address, "'**' is no name on a web server", f"give the folder, which is searched whole: {urljoin(address, folder)}")
    return folder, wanted


def _matches(path: str, wanted: list[str]) -> bool:
    names = path.split("/")
    return len(names) == len(wanted) and all(fnmatchcase(unquote(name), one) for name, one in zip(names, wanted, strict=True))


class _Links(HTMLParser):
    """The targets of the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a link."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _walk(folder: str) -> Iterator[str]:
    """The files that the listing of a folder leads to, and those of the folders below it."""
    waiting, seen, files = [(folder, 0)], {folder}, 0
    while waiting:
        page, depth = waiting.pop()
        data, kind = _get(page, _PAGE)
        if kind != "text/html" or len(data) > _PAGE:
            raise NoteError(page, "this is no listing of a folder", "give the address of one, or of a note")
        links = _Links()
        links.feed(data.decode("utf-8", "replace"))
        for url in sorted({below for link in links.found if (below := _below(page, link))} - seen):
            seen.add(url)
            if not url.endswith("/"):
                files += 1
                yield url
            elif depth < _DEEP:
                waiting.append((url, depth + 1))
            if len(seen) > _PAGES + files or files > _NOTES:
                raise NoteError(folder, f"its listings have no end ({len(seen):,} links)", "give folders that are smaller")


def _below(page: str, link: str) -> str:
    """The address that a link in a listing leads to if it lies below the listing; empty if not."""
    try:
        parts = urlsplit(urljoin(page, link))
    except ValueError:
        return ""
    home = urlsplit(page)
    names = parts.path[len(home.path) :].split("/")
    inside = (parts.scheme, parts.netloc) == (home.scheme, home.netloc) and parts.path.startswith(home.path) and parts.path != home.path
    plain = all(unquote(name) not in ("", ".", "..") and not set(unquote(name)) & set("/\\\0") for name in (names if names[-1] else names[:-1]))
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return url if inside and plain and not parts.query and url.isprintable() and " " not in url else ""


# By fsspec


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


def _find_by_driver(address: str, suffixes: Collection[str]) -> list[Remote]:
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
    protocol, chain = _protocols(address)[0], "".join(address.partition("::")[1:])
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
