"""Runs a fuzzer for a while, in a process of its own, and keeps whatever breaks.

Every failure is kept once for each place in the code that it comes from, cut down to little, in ``--keep``; a death of
the process (a library of C) is a failure as well. The exit code is 1 where there was any.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

Maker = Callable[[bytes], tuple[str, bytes]]
Check = Callable[..., object]

_PATIENCE = 30  # seconds for one note; longer is a failure of its own
_EVERY = 200  # notes after which one is built into a graph as well
_MEMORY = 6 * 1024**3


class _StuckError(BaseException):
    """One note took longer than the patience."""


def _ring(_signal: int, _frame: object) -> None:
    raise _StuckError


def _place(error: BaseException) -> str:
    """Where an error comes from: what tells one failure from another."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "graph1540" in frame.filename] or traceback.extract_tb(error.__traceback__)
    last = frames[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}"


def _failure(check: Check, name: str, content: bytes, *, whole: bool) -> BaseException | None:
    signal.signal(signal.SIGALRM, _ring)
    signal.alarm(_PATIENCE)
    try:
        check(name, content, whole=whole)
    except (Exception, _StuckError) as error:  # noqa: BLE001 - whatever comes is what we look for
        return error
    finally:
        signal.alarm(0)
    return None


def _cut_down(check: Check, name: str, content: bytes, place: str, *, whole: bool, seconds: float = 60) -> bytes:
    """Less content that fails at the same place."""
    until = time.monotonic() + seconds
    size = len(content) // 2
    while size and time.monotonic() < until:
        at = 0
        while at < len(content) and time.monotonic() < until:
            less = content[:at] + content[at + size :]
            error = _failure(check, name, less, whole=whole)
            if error is not None and _place(error) == place:
                content = less
            else:
                at += size
        size //= 2
    return content


class _Run:
    """One run of a fuzzer in this process."""

    def __init__(self, maker: Maker, check: Check, keep: Path, tally: Synchronized) -> None:
        self.maker, self.check, self.keep, self.tally = maker, check, keep, tally
        self.last = keep / "last-input"

    def one(self, data: bytes) -> None:
        """One damaged note; a failure is kept, not raised, so that the run goes on."""
        name, content = self.maker(data)
        self.last.write_bytes(name.encode() + b"\n" + content)
        whole = self.tally.value % _EVERY == 0
        self.tally.value += 1
        error = _failure(self.check, name, content, whole=whole)
        if error is None:
            return
        place = _place(error)
        folder = self.keep / "".join(c if c.isalnum() else "-" for c in place)
        if folder.exists():
            return
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
        (folder / "error.txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        small = _cut_down(self.check, name, content, place, whole=whole)
        (folder / f"small-{name}").write_bytes(small)
        sys.stderr.write(f"{place}: {error}\n    {folder}, {len(small)} bytes: {small[:200]!r}\n")


def _throw_dice(run: _Run, seconds: float, seed: int) -> None:
    dice = random.Random(seed)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        run.one(dice.randbytes(dice.choice((4, 8, 16, 32, 64, 200))))


def _atheris(run: _Run, seconds: float, seed: int) -> None:
    import atheris

    atheris.Setup([sys.argv[0], f"-max_total_time={int(seconds)}", f"-seed={seed + 1}", "-max_len=256", "-verbosity=0", "-rss_limit_mb=8192"], run.one)
    atheris.Fuzz()


def _child(maker_of: Callable[[], tuple[Maker, Check]], options: argparse.Namespace, seed: int, seconds: float, tally: Synchronized) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY * (20 if options.engine == "atheris" else 1),) * 2)
    if options.engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["graph1540"], enable_loader_override=False):
            maker, check = maker_of()
    else:
        maker, check = maker_of()
    run = _Run(maker, check, options.keep, tally)
    (_atheris if options.engine == "atheris" else _throw_dice)(run, seconds, seed)


def main(maker_of: Callable[[], tuple[Maker, Check]], title: str) -> int:
    """Fuzz as the command line says; ``maker_of`` imports what is fuzzed, so that it can be instrumented."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0, help="other seeds give other notes")
    parser.add_argument("--engine", choices=("dice", "atheris"), default="dice", help="atheris looks for new paths (pip install atheris)")
    parser.add_argument("--keep", type=Path, default=None, help="folder for what breaks (default: out/fuzz/…)")
    parser.add_argument("again", nargs="*", type=Path, help="files to check once more, instead of fuzzing")
    options = parser.parse_args()
    if options.again:
        _, check = maker_of()
        for path in options.again:
            name = path.name.removeprefix("small-")
            sys.stdout.write(f"{path}: {_failure(check, name, path.read_bytes(), whole=True) or 'sound'}\n")
        return 0
    options.keep = options.keep or Path("out") / "fuzz" / Path(sys.argv[0]).stem
    options.keep.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn" if options.engine == "atheris" else "fork")
    # Shared memory: libFuzzer ends the process without a word.
    tally = context.Value("L", 0)
    started, seed, deaths = time.monotonic(), options.seed, 0
    while (left := options.seconds - (time.monotonic() - started)) > 0:
        child = context.Process(target=_child, args=(maker_of, options, seed, left, tally))
        child.start()
        child.join(left + _PATIENCE + 120)
        if child.exitcode == 0:
            break
        if child.is_alive():
            child.kill()
        deaths += 1
        name, _, content = (options.keep / "last-input").read_bytes().partition(b"\n")
        folder = options.keep / f"death-{seed}"
        folder.mkdir(exist_ok=True)
        (folder / name.decode()).write_bytes(content)
        sys.stderr.write(f"the process died ({child.exitcode}): {folder}\n")
        seed += 1_000_003
    kept = sorted(path.name for path in options.keep.iterdir() if path.is_dir())
    sys.stdout.write(f"{tally.value} notes in {time.monotonic() - started:.0f} s, {len(kept)} failures\n" + "".join(f"  {name}\n" for name in kept))
    return 1 if kept or deaths else 0
