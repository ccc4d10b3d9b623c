"""A string that knows where in the file each of its characters was read.

The map is piecewise: an ``Origin`` says where its first character stands, the following ones go on in step.
So a line of the file costs one tuple, however long it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

__all__ = ["Origin", "Replace", "Traced", "concat"]

#: Offset in the string, then page, line and column in the file.
Origin = tuple[int, int, int, int]

#: Gives the text that replaces a match, or None to leave it.
Replace = Callable[["re.Match[str]"], str | None]


_offset = itemgetter(0)


class Traced:
    """Text with its origins; an operation gives a new value and leaves this one alone.

    >>> line = Traced.of("a  b", 1, 7, 1).sub(re.compile(" +"), lambda _: " ")
    >>> line.text, line.origins
    ('a b', [(0, 1, 7, 1), (1, 1, 7, 2), (2, 1, 7, 4)])
    """

    __slots__ = ("origins", "text")

    def __init__(self, text: str, origins: list[Origin]) -> None:
        self.text = text
        self.origins = origins

    @classmethod
    def of(cls, text: str, page: int, line: int, column: int) -> Traced:
        """One stretch of one line of the file."""
        return cls(text, [(0, page, line, column)])

    def __repr__(self) -> str:
        return f"Traced({self.text!r}, {self.origins!r})"

    def cut(self, start: int, end: int) -> Traced:
        """The characters from ``start`` to ``end``."""
        if start == 0 and end >= len(self.text):
            return self
        return Traced(self.text[start:end], list(_shifted(self.origins, start, end, 0)))

    def strip(self, chars: str | None = None) -> Traced:
        """The text without ``chars`` (blanks) at either side."""
        text = self.text.strip(chars)
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip(chars)) if text else 0
        return self.cut(start, start + len(text))

    def sub(self, pattern: re.Pattern[str], replace: Replace) -> Traced:
        """The text with each match of ``pattern`` replaced; what replaces it stands where the match began."""
        edits = ((*match.span(), replace(match)) for match in pattern.finditer(self.text))
        return self.edit((start, end, new) for start, end, new in edits if new is not None)

    def edit(self, edits: Iterable[tuple[int, int, str]]) -> Traced:
        """The text with other words from each start to each end; the edits come in order and do not overlap."""
        text: list[str] = []
        origins: list[Origin] = []
        done = length = 0
        for start, end, new in edits:
            if start > done:
                origins.extend(_shifted(self.origins, done, start, length))
                text.append(self.text[done:start])
                length += start - done
            if new:
                place = self.at(start)
                origins.extend((length + i, *place) for i in range(len(new)))
                text.append(new)
                length += len(new)
            done = end
        if not done and not text:
            return self
        origins.extend(_shifted(self.origins, done, len(self.text), length))
        text.append(self.text[done:])
        return Traced("".join(text), origins)

    def at(self, offset: int) -> tuple[int, int, int]:
        """Page, line and column of the character at ``offset``."""
        index = bisect_right(self.origins, offset, key=_offset) - 1
        if index < 0:
            return 1, 1, 1
        begin, page, line, column = self.origins[index]
        return page, line, column + offset - begin


def _shifted(origins: list[Origin], start: int, end: int, target: int) -> Iterator[Origin]:
    """The origins of ``start`` to ``end``, as seen when that stretch stands at ``target``."""
    if start >= end:
        return
    index = max(0, bisect_right(origins, start, key=_offset) - 1)
    while index < len(origins) and origins[index][0] < end:
        begin, page, line, column = origins[index]
        if begin <= start:
            yield target, page, line, column + start - begin
        else:
            yield target + begin - start, page, line, column
        index += 1


def concat(parts: Iterable[Traced]) -> Traced:
    """The parts one after the other.

    >>> concat([Traced.of("ab", 1, 1, 1), Traced.of("c", 1, 2, 5)]).origins
    [(0, 1, 1, 1), (2, 1, 2, 5)]
    """
    texts: list[str] = []
    origins: list[Origin] = []
    length = 0
    for part in parts:
        if length:
            origins.extend((length + begin, page, line, column) for begin, page, line, column in part.origins)
        else:
            origins.extend(part.origins)
        texts.append(part.text)
        length += len(part.text)
    return Traced("".join(texts), origins)
