"""What it takes to make a store of notes of text, end to end, by their number; beside it Oxigraph loading the same quads.

    .venv/bin/python benchmarks/build.py [100 1000 10000] [--brief] [--keep FOLDER] [--workers N]

The notes are those of `benchmarks/notes`. What is measured is `graph1540 build FOLDER --store DIR` from its start to its
end: read, recognise, assemble, resolve, merge, infer, load. The peer is `pyoxigraph.Store.bulk_load` of the finished
store's N-Quads from one file, in a process of its own, in the same run: no store of the same quads on Oxigraph can be
made in less. Memory is the proportional set size of all processes together, looked at twice a second, more seldom in a long build.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from notes import write_notes

from graph1540.store import status

_PYTHON = [sys.executable, "-c"]
_BUILD = "from graph1540.cli import main; main()"
_DUMP = "import sys, pyoxigraph as ox; from graph1540.store.reading import open_view; from pathlib import Path; open_view(Path(sys.argv[1])).dump(sys.argv[2], ox.RdfFormat.N_QUADS)"
_LOAD = "import sys, pyoxigraph as ox; ox.Store(sys.argv[1]).bulk_load(path=sys.argv[2], format=ox.RdfFormat.N_QUADS, lenient=True)"


@dataclass(frozen=True)
class Run:
    """What a command took, its children included: seconds, and bytes of memory at most."""

    wall: float
    cpu: float
    memory: int


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        try:
            found += [int(child) for task in Path(f"/proc/{one}/task").iterdir() for child in (task / "children").read_text().split()]
        except OSError:
            continue  # It ended meanwhile.
    return found


def _memory(pids: list[int]) -> int:
    """The memory of processes, what they share counted once."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total


def measured(command: list[str]) -> Run:
    """Run a command and say what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    most = 0
    while process.poll() is None:
        most = max(most, _memory(_family(process.pid)))
        try:
            process.wait(max(0.5, (time.perf_counter() - begin) / 200))  # To look costs the process time.
        except subprocess.TimeoutExpired:
            continue
    wall = time.perf_counter() - begin
    if process.returncode:
        told = process.stderr.read().decode() if process.stderr else ""
        raise SystemExit(f"{command[:4]} failed with {process.returncode}: {told}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


def machine() -> str:
    """What the figures were measured on and with."""
    info = Path("/proc/cpuinfo")
    model = next((line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")), "") if info.exists() else ""
    load = " ".join(f"{x:.1f}" for x in os.getloadavg())
    versions = ", ".join(f"{name} {version(name)}" for name in ("graph1540", "pyoxigraph"))
    return f"{model or platform.processor()} × {os.cpu_count()}, load {load}; {platform.platform()}; Python {platform.python_version()}, {versions}; {time.strftime('%d %B %Y')}"


def size_of(folder: Path) -> int:
    """Bytes of a folder's files, each counted once however many names it has."""
    return sum({(stat.st_dev, stat.st_ino): stat.st_size for path in folder.rglob("*") if path.is_file() and (stat := path.stat())}.values())


def one_size(count: int, notes: Path, scratch: Path, options: argparse.Namespace) -> None:
    """Build a store of so many notes and load its quads; print a row."""
    store, dump, peer = scratch / f"store-{notes.name}", scratch / "dump.nq", scratch / "peer"
    shutil.rmtree(store, ignore_errors=True)
    built = measured([*_PYTHON, _BUILD, "build", str(notes), "--store", str(store), "--workers", str(options.workers)])
    quads = status(store).quads
    print(
        f"{count:>8,} notes {quads:>12,} quads {size_of(store) / 1e6:>8,.0f} MB | wall {built.wall:>8.1f} s {count / built.wall:>6.1f} notes/s | "
        f"CPU {built.cpu:>8.1f} s {1000 * built.cpu / count:>6.1f} ms/note | memory {built.memory / 1e6:>6,.0f} MB",
        flush=True,
    )
    if options.no_peer:
        return
    measured([*_PYTHON, _DUMP, str(store), str(dump)])
    loaded = measured([*_PYTHON, _LOAD, str(peer), str(dump)])
    shutil.rmtree(peer)
    dump.unlink()
    print(
        f"Oxigraph alone: wall {loaded.wall:.1f} s, CPU {loaded.cpu:.1f} s, memory {loaded.memory / 1e6:,.0f} MB | "
        f"ratio: wall {built.wall / loaded.wall:.2f}, CPU {built.cpu / loaded.cpu:.2f}",
        flush=True,
    )


def main() -> None:
    """Write the notes, build, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--brief", action="store_true", help="notes of a third of the length")
    parser.add_argument("--no-peer", action="store_true", help="do not load the finished quads by Oxigraph alone")
    parser.add_argument("--keep", type=Path, help="a folder for notes and stores, which stay there")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    print(machine())
    folder = options.keep or Path(tempfile.mkdtemp(prefix="graph1540-build-"))
    try:
        for count in options.sizes:
            notes = folder / f"{'brief' if options.brief else 'notes'}-{count}"
            if not notes.is_dir():
                write_notes(notes, count, brief=options.brief)
            one_size(count, notes, folder, options)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
