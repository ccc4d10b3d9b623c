"""A Dask scheduler and workers of the tests' own: processes on loopback, on free ports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

__all__ = ["Scheduler", "dask_scheduler"]


@dataclass
class Scheduler:
    """A scheduler that runs, and the workers that were started for it."""

    address: str
    folder: Path
    stack: ExitStack
    process: subprocess.Popen[bytes]
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_worker(self, name: str) -> subprocess.Popen[bytes]:
        """A worker with one thread, under a name; it comes in its own time."""
        words = [self.address, "--name", name, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--memory-limit", "0", "--local-directory", str(self.folder)]
        self.workers[name] = self.stack.enter_context(_process("worker", words, self.folder / f"{name}.log"))
        return self.workers[name]

    def stop(self) -> None:
        """End the scheduler alone."""
        self.process.kill()
        self.process.wait()


@contextmanager
def _process(kind: str, words: list[str], log: Path, failures: int = 3) -> Iterator[subprocess.Popen[bytes]]:
    settings = {"PYTHONPATH": str(Path(__file__).parent / "machines"), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{kind}", *words, "--no-dashboard"], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, **settings}
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def dask_scheduler(folder: Path, workers: int, *, failures: int = 3) -> Iterator[Scheduler]:
    """A scheduler with workers, which end with the block; what has ended more workers than ``failures`` is not tried again."""
    told = folder / "scheduler.json"
    with ExitStack() as stack:
        process = stack.enter_context(_process("scheduler", ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told)], folder / "scheduler.log", failures))
        end = time.monotonic() + 60
        while not told.exists() or not told.read_text("utf-8").endswith("}"):
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"the Dask scheduler does not start: {(folder / 'scheduler.log').read_text('utf-8', 'replace')}")
            time.sleep(0.05)
        scheduler = Scheduler(json.loads(told.read_text("utf-8"))["address"], folder, stack, process)
        for number in range(workers):
            scheduler.start_worker(f"w{number}")
        yield scheduler
