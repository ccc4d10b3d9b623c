"""The ``#+`` lines at the head of a query, as grlc has them: a small, strict part of YAML.

Read are ``key: text``, ``key: >`` with indented lines below, ``key:`` with ``- text`` or ``- key: text`` below, the
latter with further keys under the first. Text that YAML would read otherwise must stand in double quotes; so any reader
of YAML understands our files as we do.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from graph1540.errors import ReferenceDataError

__all__ = ["Decorators", "read_decorators"]

Scalar = str | bool
Decorators = dict[str, "Scalar | list[Scalar] | list[dict[str, Scalar]]"]

_KEY = re.compile(r"([a-z][A-Za-z0-9_-]*):(?: +(.*))?\Z")
_PLAIN = re.compile(r"[A-Za-z0-9(/][^#:]*(?::(?! )[^#:]*)*\Z")


def read_decorators(text: str, path: Path) -> Decorators:
    """The decorators of the query in ``text``.

    :raises ReferenceDataError: if a line is none of the forms above; it names the file and the line
    """
    return _Reader(text, path).read()


class _Reader:
    def __init__(self, text: str, path: Path) -> None:
        self._path = path
        self._lines = [
            (number, line[2:].rstrip().removeprefix(" "))
            for number, line in enumerate(text.splitlines(), 1)
            if line.startswith("#+")
        ]
        self._at = 0

    def read(self) -> Decorators:
        found: Decorators = {}
        while self._at < len(self._lines):
            key, value = self._key(self._line())
            if key in found:
                raise self._error(f"'{key}' is there twice", "keep one")
            self._at += 1
            if value == ">":
                found[key] = " ".join(self._indented())
            elif value:
                found[key] = self._scalar(value, back=1)
            else:
                found[key] = self._list()
        return found

    def _line(self) -> str:
        return self._lines[self._at][1]

    def _key(self, line: str) -> tuple[str, str]:
        matched = _KEY.match(line)
        if matched is None:
            raise self._error(f"'{line}' is no 'key: value'", "see the other queries")
        return matched[1], (matched[2] or "").strip()

    def _indented(self) -> list[str]:
        start = self._at
        while self._at < len(self._lines) and self._line().startswith("  "):
            self._at += 1
        if start == self._at:
            self._at -= 1
            raise self._error("nothing stands below", "indent the text below by two blanks")
        return [line.strip() for _, line in self._lines[start : self._at]]

    def _list(self) -> list[Scalar] | list[dict[str, Scalar]]:
        scalars: list[Scalar] = []
        mappings: list[dict[str, Scalar]] = []
        while self._at < len(self._lines) and self._line().startswith("  "):
            line = self._line()
            if line.startswith("  - "):
                inner = line[4:].strip()
                if _KEY.match(inner):
                    mappings.append({})
                    self._put(mappings[-1], inner)
                else:
                    scalars.append(self._scalar(inner))
            elif line.startswith("    ") and mappings:
                self._put(mappings[-1], line.strip())
            else:
                raise self._error(f"'{line.strip()}' is no entry of a list", "begin it with '- '")
            self._at += 1
        if bool(scalars) == bool(mappings):
            self._at -= 1
            raise self._error("the list is empty or mixed", "give entries of one kind below")
        return scalars or mappings

    def _put(self, mapping: dict[str, Scalar], line: str) -> None:
        key, value = self._key(line)
        if key in mapping:
            raise self._error(f"'{key}' is there twice", "keep one")
        mapping[key] = self._scalar(value)

    def _scalar(self, value: str, *, back: int = 0) -> Scalar:
        if value in ("true", "false"):
            return value == "true"
        if value.startswith('"'):
            try:
                return str(json.loads(value))
            except ValueError:
                pass
        elif _PLAIN.match(value):
            return value
        self._at -= back
        raise self._error(f"{value or 'nothing'} is no plain text", "put it in double quotes")

    def _error(self, problem: str, remedy: str) -> ReferenceDataError:
        number = self._lines[min(self._at, len(self._lines) - 1)][0]
        return ReferenceDataError(f"{self._path}, line {number}: {problem}; {remedy}")
