"""Dates as precise as the note gives them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from graph1540.errors import DateError

__all__ = ["PartialDate"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


class PartialDate(NamedTuple):
    """A date as precise as the note gives it; what it leaves out is None, never 1.

    >>> PartialDate.parse("2019-08").datatype
    'xsd:gYearMonth'
    >>> str(PartialDate(2017, 8, 2))
    '2017-08-02'
    >>> PartialDate(2016, 8).includes(PartialDate(2016, 8, 1))
    True
    >>> PartialDate(2016) < PartialDate(2016, 8) < PartialDate(2016, 8, 1)
    True
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """A date that the calendar has.

        :raises DateError: if the calendar has no such date
        """
        made = cls(year, month, day)
        if not 1 <= year <= 9999 or (month is None and day is not None):
            raise DateError(f"{made!r} is no date; give a year, a year and month, or a whole date")
        if month is not None and not 1 <= month <= 12:
            raise DateError(f"{year}-{month}: there are twelve months; check the month")
        if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise DateError(f"{year}-{month:02}-{day:02}: the month has no such day; check the day")
        return made

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO 8601 date, year and month, or year.

        :raises DateError: if the text is none, or the calendar has no such date
        """
        found = _ISO.match(text)
        if found is None:
            raise DateError(f"'{text}' is no ISO 8601 date; write 2017, 2017-08 or 2017-08-02")
        year, month, day = found.groups()
        return cls.of(int(year), int(month) if month else None, int(day) if day else None)

    @property
    def datatype(self) -> str:
        """The XSD type that holds this precision (XML Schema 1.1 part 2, section 3.3)."""
        if self.day is not None:
            return "xsd:date"
        return "xsd:gYearMonth" if self.month is not None else "xsd:gYear"

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return 1 + (self.month is not None) + (self.day is not None)

    def plus(self, days: int) -> PartialDate:
        """The day that is so many days after this one.

        >>> str(PartialDate(2020, 3, 1).plus(-1))
        '2020-02-29'
        """
        day = date(self.year, self.month or 1, self.day or 1) + timedelta(days=days)
        return PartialDate(day.year, day.month, day.day)

    def includes(self, other: PartialDate) -> bool:
        """Whether ``other`` is this date, or a more precise form of it."""
        return tuple(other)[: self.precision] == tuple(self)[: self.precision] and other.precision >= self.precision

    def agrees(self, other: PartialDate) -> bool:
        """Whether both may be the same day: one includes the other."""
        return self.includes(other) or other.includes(self)

    @property
    def order(self) -> tuple[int, int, int]:
        """What dates are sorted by: a year before its months, a month before its days."""
        return (self.year, self.month or 0, self.day or 0)

    def __lt__(self, other: tuple[object, ...]) -> bool:
        return self.order < other.order if isinstance(other, PartialDate) else NotImplemented

    def __le__(self, other: tuple[object, ...]) -> bool:
        return self.order <= other.order if isinstance(other, PartialDate) else NotImplemented

    def __gt__(self, other: tuple[object, ...]) -> bool:
        return self.order > other.order if isinstance(other, PartialDate) else NotImplemented

    def __ge__(self, other: tuple[object, ...]) -> bool:
        return self.order >= other.order if isinstance(other, PartialDate) else NotImplemented

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        if self.month is not None:
            parts.append(f"{self.month:02}")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        return "-".join(parts)
