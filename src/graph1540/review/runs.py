"""Overlapping words → runs: stretches of text over which the same spans lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Run", "runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text from ``start`` to ``end`` and the spans that lie over all of it, the widest first.

    ``opens``: the spans that begin here, empty ones among them.
    """

    start: int
    end: int
    over: tuple[tuple[int, int], ...] = ()
    opens: tuple[tuple[int, int], ...] = ()


def runs(start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[Run]:
    """The runs of the text from ``start`` to ``end``, in order and without a gap.

    >>> [(run.start, run.end, run.over) for run in runs(0, 9, [(1, 5), (3, 7)])]
    [(0, 1, ()), (1, 3, ((1, 5),)), (3, 5, ((1, 5), (3, 7))), (5, 7, ((3, 7),)), (7, 9, ())]
    """
    here = sorted({span for span in spans if span[0] < end and (span[1] > start or start <= span[0] == span[1])})
    cuts = sorted({start, end, *(at for span in here for at in span if start < at < end)})
    ending: Mapping[int, list[tuple[int, int]]] = _by(here, 1)
    opening: Mapping[int, list[tuple[int, int]]] = _by(here, 0)
    over = {span for span in here if span[0] < start < span[1]}
    for left, right in pairwise(cuts):
        over.difference_update(ending.get(left, ()))
        opens = opening.get(left, [])
        over.update(span for span in opens if span[1] > left)
        yield Run(left, right, tuple(sorted(over, key=lambda span: (span[0] - span[1], span))), tuple(opens))


def _by(spans: Iterable[tuple[int, int]], side: int) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        found.setdefault(span[side], []).append(span)
    return found
