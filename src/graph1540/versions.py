"""A plan's versions: how it stood each time that notes told of it, and which version came before which.

A version is a date, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` or empty where none is known, and the IRI of a status.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeAlias

__all__ = ["History", "Version"]

Version: TypeAlias = tuple[str, str]

#: Sorts after every longer date that begins with the one before it.
_BEYOND = "~"


class History:
    """The versions of one plan in the order of their dates.

    >>> told = History([("2013", "e"), ("2012-05", "c"), ("2011", "a"), ("2012", "b"), ("2012-05", "d")])
    >>> [version for date, version in told.before("2013")]
    ['c', 'd']
    >>> [version for date, version in told.before("2012-05")]
    ['a']
    """

    def __init__(self, versions: Iterable[Version]) -> None:
        self.versions = sorted(versions)
        self._dates = sorted({date for date, _ in self.versions if date})

    @property
    def latest(self) -> str:
        """The last date; empty if none is known."""
        return self.versions[-1][0] if self.versions else ""

    def before(self, date: str) -> Iterator[Version]:
        """The versions of the last date that is earlier, as precisely as both dates are known."""
        at = bisect_left(self._dates, date)
        while at and date.startswith(self._dates[at - 1]):
            at -= 1
        if at:
            yield from self._of(self._dates[at - 1])

    def beside(self, date: str) -> Iterator[Version]:
        """The versions of a date, and those that come next: all that may have versions of that date before them.

        >>> told = History([("2011", "a"), ("2012", "b"), ("2012-05", "c"), ("2012-06", "d"), ("2013", "e")])
        >>> [version for date, version in told.beside("2011")]
        ['a', 'b', 'c']
        >>> [version for date, version in told.beside("2012")]
        ['b', 'e']
        """
        yield from self._of(date)
        # A date that only says more exactly when in the year or month it was is not later.
        at = bisect_right(self._dates, date + _BEYOND) if date else len(self._dates)
        while at < len(self._dates):
            yield from self._of(self._dates[at])
            at += 1
            if at < len(self._dates) and not self._dates[at].startswith(self._dates[at - 1]):
                return

    def _of(self, date: str) -> Iterator[Version]:
        at = bisect_left(self.versions, (date, ""))
        while at < len(self.versions) and self.versions[at][0] == date:
            yield self.versions[at]
            at += 1
