"""Work that is given out: what goes is a function of ours, by its name, and data; what comes back are data.

Where the work is done is for the one who calls to choose: in processes beside this one (:class:`Processes`), or on other
machines (``graph1540.machines``). It cannot show in what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol, TypeVar

__all__ = ["WORTH_SPREADING", "Processes", "Spread"]

J = TypeVar("J")
R = TypeVar("R")

#: Below this many notes the start of further processes costs more than it saves.
WORTH_SPREADING = 24


class Spread(Protocol):
    """Where work is done."""

    @property
    def shares_files(self) -> bool:
        """Whether a path means the same file there."""

    def map(self, work: Callable[[J], R], jobs: Iterable[J], lost: Callable[[J], R] | None = None) -> Iterator[R]:
        """What ``work`` gives for each job, once each, in any order.

        ``work`` stands in a module of ours under its own name, and depends on its job alone. ``lost`` gives the result of a
        job that ends every process that takes it; without it that is an error.

        :raises SpreadError: if the work cannot be done there
        """


class Processes:
    """Processes on this machine, or this one alone."""

    shares_files = True

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers

    def map(self, work: Callable[[J], R], jobs: Iterable[J], lost: Callable[[J], R] | None = None) -> Iterator[R]:  # noqa: ARG002 - Spread's signature
        """What ``work`` gives for each job, in their order."""
        given = list(jobs)
        if self._workers > 1 and len(given) >= WORTH_SPREADING:
            with ProcessPoolExecutor(self._workers) as pool:
                yield from pool.map(work, given, chunksize=8)
        else:
            yield from map(work, given)
