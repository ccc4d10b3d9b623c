"""Files on a web server: one, or those that the listing of a folder leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from urllib.request import Request

from graph1540.errors import NoteError, RemoteError
from graph1540.fetch.address import Remote
from graph1540.remote import Answered, Web, check_address

__all__ = ["find_on_web", "get"]

#: A web server's listings: bytes of one, how many, how deep, how many notes, and seconds for each answer.
_PAGE, _PAGES, _DEEP, _NOTES, _DEADLINE = 50_000_000, 10_000, 20, 10_000_000, 60.0


def get(url: str, limit: int) -> tuple[bytes, str]:
    """The body at an address, up to one byte more than ``limit``, and its type.

    :raises NoteError: if it cannot be had
    """
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


def find_on_web(address: str, suffixes: Collection[str]) -> Iterator[Remote]:
    """The files at an address, those of these suffixes in a folder; a listing is asked for when its turn comes.

    :raises NoteError: if it cannot be read
    """
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
        data, kind = get(page, _PAGE)
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
