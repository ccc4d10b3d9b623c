"""Work that is given out: what goes is a function of ours, by its name, and data; what comes back are data.

Where the work is done is for the one who calls to choose: in processes beside this one (:class:`Processes`), or on other
machines (``graph1540.machines``). It cannot show in what comes of it.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph1540.errors import SpreadError

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["WORTH_SPREADING", "Processes", "Spread", "end_with"]

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

    def map(self, work: Callable[[J], R], jobs: Iterable[J], lost: Callable[[J], R] | None = None) -> Iterator[R]:
        """What ``work`` gives for each job, as :class:`Spread` has it; of the jobs, only those that come next are in memory."""
        left = iter(jobs)
        first = list(islice(left, self._worth if self._workers > 1 else 0))
        left = chain(first, left)
        if len(first) < self._worth or self._workers == 1:
            yield from map(work, left)
            return
        batches = iter(lambda: list(islice(left, self._together)), [])
        suspects: list[J] = []
        while (yield from _in_processes(self._workers, work, batches, suspects)):
            pass
        # One at a time, so that none is blamed for what another did.
        for job in suspects:
            guilty: list[J] = []
            yield from _in_processes(1, work, iter([[job]]), guilty)
            if guilty and lost is None:
                raise SpreadError("a process ended before its part of the work was done, perhaps for want of memory; run the command again with fewer --workers")
            if guilty and lost is not None:
                yield lost(job)


def _in_processes(workers: int, work: Callable[[J], R], batches: Iterator[list[J]], suspects: list[J]) -> Generator[R, None, bool]:
    """Do batches until there are no more, or until a process ends: then True, and what was under way comes to ``suspects``."""
    # What a few notes, which need no further process, do without.
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415 - see above

    under_way: deque[tuple[Future[list[R]], list[J]]] = deque()
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(os.getpid(),)) as pool:
        try:
            for some in batches:
                try:
                    under_way.append((pool.submit(_each, work, some), some))
                except BrokenProcessPool:
                    suspects.extend(some)
                    raise
                if len(under_way) > workers * _AHEAD:
                    yield from under_way[0][0].result()
                    under_way.popleft()
            while under_way:
                yield from under_way[0][0].result()
                under_way.popleft()
        except BrokenProcessPool:
            for future, some in under_way:
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.extend(some)
                else:
                    yield from future.result()
            return True
    return False


def end_with(parent: int) -> None:
    """Let this process end when ``parent``, which started it, is killed."""
    import ctypes  # noqa: PLC0415 - for further processes alone

    with suppress(OSError, AttributeError):  # Linux alone has it.
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _begin(parent: int) -> None:
    """What a process does first: it ends with ``parent``, and looks for cycles, of which our work makes next to none, seldom."""
    end_with(parent)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _each(work: Callable[[J], R], jobs: list[J]) -> list[R]:
    return [work(job) for job in jobs]
