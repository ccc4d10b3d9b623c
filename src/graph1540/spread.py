"""Work that is given out: what goes is a function of ours, by its name, and data; what comes back are data.

Where the work is done is for the one who calls to choose: in processes beside this one (:class:`Processes`), or on other
machines (``graph1540.machines``). It cannot show in what comes of it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from typing import Protocol, TypeVar

__all__ = ["WORTH_SPREADING", "Processes", "Spread"]

J = TypeVar("J")
R = TypeVar("R")

#: Below this many notes the start of further processes costs more than it saves.
WORTH_SPREADING = 24
#: PR_SET_PDEATHSIG of prctl(2).
_END_WITH_PARENT = 1
#: Portions of work under way for each process, so that none waits for the next.
_AHEAD = 3


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
    """Processes on this machine, or this one alone where there are fewer than ``worth`` jobs; they get so many ``together``."""

    shares_files = True

    def __init__(self, workers: int = 1, *, worth: int = WORTH_SPREADING, together: int = 8) -> None:
        self._workers, self._worth, self._together = workers, worth, together

    def map(self, work: Callable[[J], R], jobs: Iterable[J], lost: Callable[[J], R] | None = None) -> Iterator[R]:  # noqa: ARG002 - Spread's signature
        """What ``work`` gives for each job, in their order; of the jobs, only those that come next are in memory."""
        left = iter(jobs)
        first = list(islice(left, self._worth if self._workers > 1 else 0))
        if len(first) < self._worth or self._workers == 1:
            yield from map(work, chain(first, left))
            return
        under_way: deque[Future[list[R]]] = deque()
        left = chain(first, left)
        with ProcessPoolExecutor(self._workers, initializer=_begin, initargs=(os.getpid(),)) as pool:
            while some := list(islice(left, self._together)):
                under_way.append(pool.submit(_each, work, some))
                if len(under_way) > self._workers * _AHEAD:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()


def _begin(parent: int) -> None:
    """What a process does first: it ends when ``parent`` is killed, and looks for cycles, of which our work makes next to none, seldom."""
    with suppress(OSError, AttributeError):  # Linux alone has it.
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _each(work: Callable[[J], R], jobs: list[J]) -> list[R]:
    return [work(job) for job in jobs]
