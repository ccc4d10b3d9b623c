"""Patterns that are tried only where one of their stems stands.

A search tries a pattern at every character of a text. One pass for all the stems of the pattern's first words gives the
few places that are worth it; ``Cued(pattern, stems).finditer(text)`` finds what ``pattern.finditer(text)`` would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs

__all__ = ["Cued", "tried_at"]


class Cued:
    """A pattern each match of which begins with one of ``stems``, upper and lower case as written."""

    def __init__(self, pattern: re.Pattern[str], stems: Iterable[str]) -> None:
        self._pattern = pattern
        self._automaton = ahocorasick_rs.AhoCorasick(sorted(set(stems)))

    def starts(self, text: str) -> list[int]:
        """Where a stem begins that is no part of a longer word, in order.

        >>> Cued(re.compile("meetings?"), ["meet"]).starts("Meetings meet; a mismeeting")
        [9]
        """
        return [
            start
            for _, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (start and (text[start - 1].isalnum() or text[start - 1] == "_"))
        ]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match of the pattern, none of which overlaps another."""
        return tried_at(self._pattern, text, self.starts(text))


def tried_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of the ascending ``starts``; where two overlap, the first."""
    end = 0
    for start in starts:
        if start >= end:
            found = pattern.match(text, start)
            if found is not None:
                yield found
                end = found.end()
