"""Scoring: the evidence on every two events that blocking brings together, here or spread over machines block by block.

A *part* is a few blocks with their events, and the work of one job. Two events may meet under several keys; they are compared
under the smallest only, which whoever has both of them can tell, so nothing is compared twice and nobody has to know the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph1540.resolve.block import Block, candidate_pairs, in_blocks, meeting_key, stances
from graph1540.resolve.cluster import Pair
from graph1540.resolve.compare import Evidence, compare
from graph1540.resolve.events import Event
from graph1540.resolve.weights import ACCEPT, KIN, UNIQUE
from graph1540.spread import Spread

__all__ = ["HOPELESS", "Part", "partition", "score_here", "score_part", "score_there"]

#: A pair with fewer bits cannot become a link whatever the company that its notes keep.
HOPELESS = ACCEPT - KIN - UNIQUE
#: Pairs of one part: some tenths of a second.
_PAIRS = 40_000


def score_here(events: Iterable[Event]) -> Iterator[tuple[Pair, Evidence]]:
    """The evidence on the pairs that may become links, in their order."""
    for a, b in candidate_pairs(events):
        found = _score(a, b)
        if found is not None:
            yield (a.iri, b.iri), found


def score_there(events: Iterable[Event], spread: Spread) -> list[tuple[Pair, Evidence]]:
    """The same, worked out where ``spread`` has it done."""
    ranked = sorted(events, key=lambda event: event.iri)
    found = [one for some in spread.map(score_part, partition(ranked)) for one in some]
    found.sort(key=lambda one: one[:2])
    return [((ranked[a].iri, ranked[b].iri), evidence) for a, b, evidence in found]


def _score(a: Event, b: Event) -> Evidence | None:
    found = compare(a, b)
    return found if found is not None and found.bits >= HOPELESS else None


@dataclass(frozen=True, slots=True)
class Part:
    """Stretches of blocks with the events in them, by their ranks among all events.

    Of a stretch ``(block, start, stop)`` those pairs belong to the part whose first event has a rank from ``start`` to before ``stop``.
    """

    stretches: tuple[tuple[Block, int, int], ...]
    events: Mapping[int, Event]


def partition(ranked: Sequence[Event], size: int = _PAIRS) -> Iterator[Part]:
    """The blocks of all events in parts of about ``size`` pairs; a block that is larger is divided."""
    stretches: list[tuple[Block, int, int]] = []
    pairs = 0
    for block in in_blocks(ranked):
        start = 0
        for rank, partners in _partners(block):
            pairs += partners
            if pairs >= size:
                stretches.append((block.since(start), start, rank + 1))
                yield _part(stretches, ranked)
                stretches, pairs, start = [], 0, rank + 1
        if block.last >= start:
            stretches.append((block.since(start), start, block.last + 1))
    if stretches:
        yield _part(stretches, ranked)


def _partners(block: Block) -> Iterator[tuple[int, int]]:
    """How many events each of a block, in order, meets among those after it."""
    for rank, eager in block.members():
        partners = len(block.eager) - bisect_right(block.eager, rank)
        yield rank, partners + (len(block.found) - bisect_right(block.found, rank) if eager else 0)


def _part(stretches: Sequence[tuple[Block, int, int]], ranked: Sequence[Event]) -> Part:
    ranks = sorted({rank for block, _, _ in stretches for rank in (*block.eager, *block.found)})
    return Part(tuple(stretches), {rank: ranked[rank] for rank in ranks})


def score_part(part: Part) -> list[tuple[int, int, Evidence]]:
    """The evidence on the pairs of one part that may become links, by ranks."""
    stood = {rank: stances(event) for rank, event in part.events.items()}
    scored = []
    for block, start, stop in part.stretches:
        for a, b in block.pairs(start, stop):
            one, other = part.events[a], part.events[b]
            if one.note != other.note and meeting_key(stood[a], stood[b]) == block.key:
                found = _score(one, other)
                if found is not None:
                    scored.append((a, b, found))
    return scored
