"""Addresses: which arguments are some, what they are made of, and one file at one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

__all__ = ["WEB", "Remote", "is_remote", "protocols"]

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*(?:://|::)")
WEB = ("http", "https")
#: Where a path means something on this machine, or in this process, alone.
_OURS = ("", "file", "local", "memory")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


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
        path = unquote(urlsplit(self.path).path) if protocols(self.root)[0] in WEB else self.path
        return path.rstrip("/").rpartition("/")[2] or "note"

    @property
    def is_everywhere(self) -> bool:
        """Whether another machine finds the same there."""
        last = self.root.rpartition("::")[2]
        return protocols(last)[0] not in _OURS and (urlsplit(last).hostname or "") not in _LOOPBACK


def is_remote(argument: str) -> bool:
    """Whether an argument is an address rather than a path.

    >>> is_remote("s3://bucket/notes"), is_remote("zip::notes.zip"), is_remote("notes/a.txt")
    (True, True, False)
    """
    return _ADDRESS.match(argument) is not None


def protocols(address: str) -> list[str]:
    """The protocols of a chain such as zip://a/*.txt::s3://bucket/notes.zip, first to last."""
    found = []
    for link in address.split("::"):
        protocol, mark, _ = link.partition("://")
        found.append(protocol if mark else link if link.isalpha() and link.islower() and "::" in address else "")
    return found
