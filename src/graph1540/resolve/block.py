"""Blocking: which pairs of events are compared at all.

Every event is put under a few keys of time and place. Two events are compared if they share a key in which at least
one of them is *loose* (its date or place is too vague for a finer key), or in which both are *tight* by that key.
The keys of an event depend on that event alone, so a store can keep them as an index, and a new note looks up a few
short lists whatever the size of the rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph1540.resolve.events import Event
from graph1540.resolve.weights import NEAR_DAYS

__all__ = ["Block", "candidate_pairs", "in_blocks", "keys", "meeting_key", "stances"]

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
    blocks = _by_key(ranked)
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


def _by_key(ranked: Sequence[Event]) -> dict[str, tuple[list[int], list[int]]]:
    """Under each key events by rank: those that meet all, and those that only these meet."""
    blocks: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for rank, event in enumerate(ranked):
        for key, stance in keys(event):
            blocks[key][stance == _FOUND].append(rank)
    return blocks


@dataclass(frozen=True, slots=True)
class Block:
    """The events under one key, by rank: those that meet all others there, and those that only these meet."""

    key: str
    eager: tuple[int, ...]
    found: tuple[int, ...]

    @property
    def last(self) -> int:
        """The highest rank."""
        return max(self.eager[-1:] + self.found[-1:])

    def members(self) -> Iterator[tuple[int, bool]]:
        """Every rank in order, and whether it meets all."""
        yield from sorted([(rank, True) for rank in self.eager] + [(rank, False) for rank in self.found])

    def since(self, rank: int) -> Block:
        """The block without the events before a rank."""
        return Block(self.key, self.eager[bisect_left(self.eager, rank) :], self.found[bisect_left(self.found, rank) :])

    def pairs(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The pairs that meet here, of which the first is in ``range(start, stop)``."""
        for rank, eager in self.members():
            if start <= rank < stop:
                partners = self.eager[bisect_right(self.eager, rank) :]
                for other in (*partners, *self.found[bisect_right(self.found, rank) :]) if eager else partners:
                    yield rank, other


def in_blocks(ranked: Sequence[Event]) -> Iterator[Block]:
    """The blocks of events, in the order of their keys; those in which nobody meets are left out."""
    for key, (eager, found) in sorted(_by_key(ranked).items()):
        if eager and len(eager) + len(found) > 1:
            yield Block(key, tuple(eager), tuple(found))


def stances(event: Event) -> Mapping[str, bool]:
    """The keys of an event in their order, and whether it meets all there."""
    return {key: stance != _FOUND for key, stance in sorted(keys(event))}


def meeting_key(a: Mapping[str, bool], b: Mapping[str, bool]) -> str:
    """The smallest key under which two events meet, given their stances; empty if they do not."""
    for key, eager in a.items():
        if key in b and (eager or b[key]):
            return key
    return ""
