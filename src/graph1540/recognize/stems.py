"""Patterns that are tried only where one of their stems stands.

A search tries a pattern at every character of a text. One pass over the text for the stems of all such patterns gives the
few places that are worth it; ``Words(text).finditer(cued)`` finds what the pattern's own ``finditer`` would.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Protocol

import ahocorasick_rs

from graph1540.names import fold

__all__ = ["Cued", "Matching", "Words", "tried_at"]

#: The stems of every cued pattern, each with the patterns that ask for it.
_ASKED: dict[str, list[Cued]] = {}
_ODD = re.compile(r"[^\w\x00-\x7f]")
_BLANK = {code: " " for code in range(0x80) if not (chr(code).isalnum() or chr(code) == "_")}


class Matching(Protocol):
    """What is tried at a place of a text."""

    def match(self, string: str, /, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """What it matches that begins at ``pos``."""


class Cued:
    """A pattern each match of which begins, at the beginning of a word, with one of ``stems``; one that ends in a blank is a whole word.

    Stems are compared as the words are folded, so they may tell of more places than the pattern matches at.
    """

    def __init__(self, pattern: re.Pattern[str], stems: Iterable[str]) -> None:
        self.pattern = pattern
        for stem in dict.fromkeys(_plain(fold(stem)) for stem in stems):
            _ASKED.setdefault(stem, []).append(self)
        _automaton.cache_clear()


class Words:
    """The text of a note as it stands and folded, and where in it cued patterns are worth a try."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    @cached_property
    def _starts(self) -> dict[Cued, list[int]]:
        automaton, asking = _automaton()
        starts: dict[Cued, list[int]] = defaultdict(list)
        for index, start, _ in automaton.find_matches_as_indexes(f" {_plain(self.folded)} ", overlapping=True):
            for cued in asking[index]:
                starts[cued].append(start)
        return starts

    def starts(self, cued: Cued) -> list[int]:
        """Where one of the pattern's stems begins that is no part of a longer word, in order.

        >>> Words("Meetings meet; a mismeeting").starts(Cued(re.compile("meetings?"), ["meet"]))
        [0, 9]
        """
        return sorted(set(self._starts.get(cued, ())))

    def finditer(self, cued: Cued, *, folded: bool = False) -> Iterator[re.Match[str]]:
        """Every match of the pattern, none of which overlaps another, in the text as it stands or folded."""
        return tried_at(cued.pattern, self.folded if folded else self.text, self.starts(cued))


def tried_at(pattern: Matching, text: str, starts: Iterable[int], end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The matches before ``end`` that begin at one of the ascending ``starts``; where two overlap, the first."""
    at = 0
    for start in starts:
        if start >= at:
            found = pattern.match(text, start, end)
            if found is not None:
                yield found
                at = found.end()


def _plain(folded: str) -> str:
    """Folded text with a blank for whatever is no part of a word."""
    if not folded.isascii():
        folded = _ODD.sub(" ", folded)
    return folded.translate(_BLANK)


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[list[Cued]]]:
    """What finds every stem with a blank before it, and who asks for each."""
    return ahocorasick_rs.AhoCorasick([" " + stem for stem in _ASKED]), list(_ASKED.values())
