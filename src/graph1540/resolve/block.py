"""Blocking: which pairs of events are compared at all.

Every event is put under a few keys of time and place. Two events are compared if they share a key in which at least
one of them is *loose* (its date or place is too vague for a finer key), or in which both are *tight* by that key.
The keys of an event depend on that event alone, so a store can keep them as an index, and a new note looks up a few
short lists whatever the size of the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from graph1540.resolve.events import Event
from graph1540.resolve.weights import NEAR_DAYS

__all__ = ["candidate_pairs", "keys"]

#: An event under a key: tight meets all, loose meets all, "found" is met by loose ones only.
_TIGHT, _LOOSE, _FOUND = "tight", "loose", "found"


def keys(event: Event) -> Iterator[tuple[str, str]]:
    """The keys of an event, each with how the event stands under it."""
    if not event.precision:
        return
    years = sorted({date.fromordinal(event.first).year, date.fromordinal(event.last).year})
    where = sorted(event.states) or [f"place:{place}" for place in sorted(event.places)]
    for place in where:
        if event.precision > 1:
            for month in _months(event):
                yield f"{place}|{month}", _TIGHT
        for year in years:
            yield f"{place}|{year}", _FOUND if event.precision > 1 else _LOOSE
    for state in sorted(event.parties | event.states):
        for year in years:
            yield f"party:{state}|{year}", _FOUND if where else _LOOSE
    if event.precision == 3:
        # A place that one note leaves out must not hide the same days.
        for day in range(event.first, min(event.last, event.first + 13) + 1):
            yield f"day:{day}", _FOUND if where else _LOOSE


def _months(event: Event) -> list[str]:
    slack = NEAR_DAYS + 1 if event.precision == 3 else 0
    low, high = date.fromordinal(event.first - slack), date.fromordinal(event.last + slack)
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(low.year * 12 + low.month - 1, high.year * 12 + high.month)]


def candidate_pairs(events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    """Every pair of events of different notes that share a key, once, in the order of their IRIs."""
    ranked = sorted(events, key=lambda event: event.iri)
    # Events by rank: those that meet all, and those that only loose ones meet.
    blocks: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for rank, event in enumerate(ranked):
        for key, stance in keys(event):
            blocks[key][stance == _FOUND].append(rank)
    for rank, event in enumerate(ranked):
        partners: set[int] = set()
        for key, stance in keys(event):
            eager, found = blocks[key]
            partners.update(eager[bisect_right(eager, rank) :])
            if stance != _FOUND:
                partners.update(found[bisect_right(found, rank) :])
        for partner in sorted(partners):
            if ranked[partner].note != event.note:
                yield event, ranked[partner]
