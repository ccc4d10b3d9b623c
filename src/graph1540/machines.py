"""Work on many machines: the workers of a Dask scheduler (the extra ``dask``).

What goes there are names of functions of ours and data, what comes back are data. A worker that ends costs nothing: what it
had is done again by another. Work that ends one worker after the other is found out and told.
"""

from __future__ import annotations

import logging
import pickle
import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Any, Self, TypeVar

from graph1540 import __version__
from graph1540.errors import SpreadError
from graph1540.resources import program_digest

__all__ = ["Machines"]

J = TypeVar("J")
R = TypeVar("R")

#: What a note's claims depend on beside the note and our data.
_READING = ("ahocorasick-rs", "lxml", "pypdfium2")
_DATA = "reference data"
#: Jobs, and about how many bytes, that go out together.
_JOBS, _BYTES = 16, 4_000_000
#: Batches under way for each thread of a worker, so that none waits for the next.
_AHEAD = 3
#: Seconds: for the scheduler to answer, for a first worker to come, and between looks at how many there are.
_ANSWER, _WORKER, _LOOK = 15.0, 60.0, 2.0
#: The libraries that read notes are not made for threads; processes are what makes this quick (``dask worker --nworkers auto``).
_ALONE = threading.Lock()


class _OtherProgramError(Exception):
    """A worker that came later has another program; says which."""


@lru_cache(maxsize=1)
def _identity() -> dict[str, str]:
    """What must be the same everywhere for the result to be."""
    found = {"graph1540": __version__, _DATA: program_digest(), "Python": ".".join(platform.python_version_tuple()[:2])}
    for name in _READING:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _difference(theirs: Mapping[str, str]) -> str:
    """What another machine has that this one has not, in words; empty if nothing."""
    for name, ours in _identity().items():
        if theirs.get(name) != ours:
            return f"other {_DATA}" if name == _DATA else f"{name} {theirs.get(name, 'not at all')}, this machine {ours}"
    return ""


def _do(sent: bytes, identity: Mapping[str, str]) -> bytes:
    """What a worker runs: work with its jobs, and then the results, as bytes that the scheduler passes on without a look."""
    if identity != _identity():
        raise _OtherProgramError(_identity())
    work, jobs = pickle.loads(sent)  # noqa: S301 - Dask's own way, between machines that trust each other
    with _ALONE:
        return pickle.dumps([work(job) for job in jobs], pickle.HIGHEST_PROTOCOL)


class Machines:
    """The workers of a scheduler; a context manager, and a :class:`graph1540.spread.Spread`."""

    shares_files = False

    def __init__(self, address: str, *, patience: float = _WORKER) -> None:
        self.address = address
        self._client: Any = None  # of a library without types
        self._patience = patience
        self._looked = 0.0
        self._threads = 0

    def __enter__(self) -> Self:
        """Go there, and see that the same program is there.

        :raises SpreadError: if the extra is missing, nobody answers, no worker is there, or one has another program
        """
        try:
            import distributed  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise SpreadError(f"{self.address}: the package for Dask is missing; install graph1540[dask]") from error
        # What it would say of lost connections is said by us, once and in words.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        make: Any = distributed.Client
        security: Any = distributed.Security
        if self.address.startswith("tls://") and security().get_connection_args("client").get("ssl_context") is None:
            raise SpreadError(f"{self.address}: this address needs certificates; name them in Dask's configuration, under distributed.comm.tls")
        try:
            self._client = make(self.address, timeout=_ANSWER, set_as_default=False, name="graph1540")
        except (OSError, ValueError, ImportError) as error:
            raise SpreadError(f"{self.address}: no Dask scheduler answers there; start one with 'dask scheduler', and give its address, such as tcp://host:8786") from error
        try:
            self._see_workers()
            self._compare()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close(timeout=5)

    def _see_workers(self) -> None:
        """Wait for the first worker."""
        from distributed import TimeoutError as Late  # noqa: PLC0415 - an extra

        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except Late as error:
            raise self._nobody() from error

    def _nobody(self) -> SpreadError:
        return SpreadError(f"{self.address}: no worker has been there for {self._patience:g} seconds; start some with 'dask worker {self.address} --nworkers auto --nthreads 1', and run the command again")

    def _compare(self) -> None:
        """See that scheduler and workers have the same program."""
        found: dict[str, Any] = self._client.run(_identity, on_error="return")
        try:
            found["scheduler"] = self._client.run_on_scheduler(_identity)
        except ImportError as error:
            found["scheduler"] = error
        for where, theirs in sorted(found.items()):
            who = "the scheduler" if where == "scheduler" else f"the worker {where}"
            if isinstance(theirs, ImportError):
                raise SpreadError(f"{self.address}: {who} does not have graph1540; install version {__version__} there")
            if isinstance(theirs, Mapping) and (differs := _difference(theirs)):
                raise self._other(who, differs)
            # One that ended meanwhile will not work; one that comes is asked with the first work that it gets.

    def _other(self, who: str, differs: str) -> SpreadError:
        return SpreadError(f"{self.address}: {who} has {differs}; install the same on all")

    def map(self, work: Callable[[J], R], jobs: Iterable[J], lost: Callable[[J], R] | None = None) -> Iterator[R]:
        """What ``work`` gives for each job, as :class:`graph1540.spread.Spread` has it."""
        suspects: list[J] = []
        yield from self._run(work, _batches(jobs), suspects)
        # One at a time, so that none is blamed for what another did.
        for job in suspects:
            guilty: list[J] = []
            yield from self._run(work, iter([[job]]), guilty)
            if guilty and lost is None:
                raise SpreadError(f"{self.address}: every worker that took one piece of the work ended before it was done; give the workers more memory")
            if guilty and lost is not None:
                yield lost(job)

    def _run(self, work: Callable[[J], R], batches: Iterator[list[J]], suspects: list[J]) -> Iterator[R]:
        """Do batches; jobs of those that end workers come to ``suspects``."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

        flying: dict[Any, list[J]] = {}
        try:
            while True:
                while len(flying) < self._window() and (batch := next(batches, None)) is not None:
                    flying[self._client.submit(_do, pickle.dumps((work, batch), pickle.HIGHEST_PROTOCOL), _identity(), pure=False)] = batch
                if not flying:
                    return
                for future in self._done(flying):
                    batch = flying.pop(future)
                    try:
                        results: list[R] = pickle.loads(future.result())  # noqa: S301 - of our workers
                    except KilledWorker:
                        suspects.extend(batch)
                    except _OtherProgramError as error:
                        raise self._other("a worker that came later", _difference(error.args[0])) from error
                    else:
                        yield from results
        except CancelledError as error:
            raise self._gone() from error
        except (OSError, RuntimeError) as error:
            if self._client.status == "running":
                raise
            raise self._gone() from error
        finally:
            if flying and self._client.status == "running":
                self._client.cancel(list(flying))

    def _gone(self) -> SpreadError:
        return SpreadError(f"{self.address}: the scheduler has gone away; start it again, and run the command again")

    def _window(self) -> int:
        """How many batches are under way at most."""
        now = time.monotonic()
        if not self._threads or now - self._looked > _LOOK:
            self._looked, self._threads = now, sum(self._client.nthreads().values())
        return max(1, self._threads) * _AHEAD

    def _done(self, flying: Iterable[Any]) -> Iterable[Any]:
        """Those of which the result is there; waits for the first."""
        import distributed  # noqa: PLC0415 - an extra

        wait: Any = distributed.wait
        waited = 0.0
        while True:
            try:
                with self._client.as_current():
                    return list(wait(list(flying), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
            except distributed.TimeoutError:
                if self._client.status != "running":
                    raise self._gone() from None
                waited = 0.0 if self._client.nthreads() else waited + _LOOK
                if waited >= self._patience:
                    raise self._nobody() from None


def _batches(jobs: Iterable[J]) -> Iterator[list[J]]:
    """Jobs a few at a time, fewer where they are large."""
    some: list[J] = []
    weight = 0
    for job in jobs:
        some.append(job)
        weight += _weight(job)
        if len(some) >= _JOBS or weight >= _BYTES:
            yield some
            some, weight = [], 0
    if some:
        yield some


def _weight(job: object) -> int:
    """About how many bytes travel with a job."""
    if isinstance(job, tuple):
        return sum(map(_weight, job))
    data = getattr(job, "data", job)
    return len(data) if isinstance(data, bytes) else 100
