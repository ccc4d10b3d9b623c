"""How long each canned query takes, cold and warm, beside other engines that are asked the same over the same data.

    .venv/bin/python benchmarks/queries.py 100 1000 10000 [--brief] --keep DIR [--systems Oxigraph Virtuoso] [--only hosts reach] [--write]

The notes are those of `benchmarks/notes`. Every query is asked as it stands in ``queries/``: with what it requires, and
once more narrowed to one thing where it can be. All engines have their turns one after the other, so that whatever else
the machine does meets all of them. Warm is asked again and again; cold is the first answer after opening the dataset,
with opening it. Rows must be as many as ours. Our own figures are two: worked out each time, and as the store keeps
answers, which it gives again until it changes.
An engine that is not installed is left out, with a sentence: maplib and JPype1 (for Jena) are no dependencies.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack, suppress
from pathlib import Path

import pyoxigraph as ox
from notes import write_notes
from peers import SYSTEMS, EngineError, Process, Question, System
from queries_table import KEPT, Asked, Measured, print_tables, write_tables

from graph1540.iri import PREFIXES
from graph1540.query import CannedQuery, catalogue
from graph1540.query.terms import parse_term
from graph1540.store import open_source

#: What things of a type the data use; the one in the middle is asked about.
_USED = {
    "state": "?event g1540:heldIn ?thing . ?held g1540:participant ?thing",
    "actor": "?event g1540:participant ?thing . ?thing a g1540:State",
    "organization": "?event g1540:organizer ?thing . ?thing a g1540:Organization",
    "event": "?note g1540:reportsOn ?thing",
    "resolution": "?event g1540:concerns ?thing",
    "person": "?thing a g1540:Person",
    "note": "?thing a g1540:InformationNote",
    "topic": "?event g1540:topic ?thing",
    "plan-status": "?plan g1540:planStatus ?thing",
}
_BUILD = [sys.executable, "-c", "from graph1540.cli import main; main()", "build"]
_PLAIN = {"year": "2017", "date": "2019-01-01"}
#: Systems whose dataset is opened anew for a cold answer; the others read all of it first.
_OPENED = ("graph1540", KEPT, "Oxigraph", "Jena TDB2")


def questions(store: ox.Store, only: list[str]) -> dict[str, Question]:
    """What is asked: each query with what it requires, and narrowed to one thing."""
    used: dict[str, list[str]] = {}

    def value(kind: str, at: int) -> str:
        if kind in _PLAIN:
            return _PLAIN[kind]
        if kind not in used:
            rows = store.query(f"SELECT DISTINCT ?thing {{ {_USED[kind]} }}", prefixes=PREFIXES)
            used[kind] = sorted(str(row["thing"]) for row in rows)  # type: ignore[union-attr]
        found = used[kind]
        return found[(len(found) // 2 + 7 * at) % len(found)]

    def question(query: CannedQuery, given: dict[str, str]) -> Question:
        terms = {p.name: parse_term(store, p.type, given[p.name]) for p in query.parameters if p.name in given}
        return query.name, query.bind(terms), given

    found = {}
    for query in catalogue():
        if only and query.name not in only:
            continue
        required = {p.name: value(p.type, at) for at, p in enumerate(query.parameters) if p.required}
        found[" ".join([query.name, *(f"{name}=…" for name in required)])] = question(query, required)
        narrower = next((p for p in query.parameters if not p.required and p.name != "other"), None)
        if narrower and not required:
            found[f"{query.name} {narrower.name}=…"] = question(query, {narrower.name: value(narrower.type, 0)})
    return found


def built(folder: Path, size: int, *, brief: bool) -> Path:
    """A store of so many made-up notes of text, which is made unless it is there."""
    notes, store = folder / "notes" / str(size), folder / "stores" / str(size)
    if not store.exists():
        write_notes(notes, size, brief=brief)
        subprocess.run([*_BUILD, str(notes), "--store", str(store), "--workers", str(os.cpu_count())], check=True, capture_output=True)
    return store


def dumped(store: ox.Store, folder: Path) -> int:
    """Write the dataset as files, unless they are there; the number of quads."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "canonical.nt").exists():
        store.dump(str(folder / "all.nq"), format=ox.RdfFormat.N_QUADS)
        store.dump(str(folder / "canonical.part"), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        (folder / "canonical.part").rename(folder / "canonical.nt")
    return len(store)


class Bench:
    """The systems over one dataset, ready to be asked."""

    def __init__(self, stack: ExitStack, systems: list[type[System]], folder: Path, store: Path, deadline: float, quads: int) -> None:
        self.deadline = deadline
        self.loaded: dict[str, float] = {}
        self.processes: dict[str, Process] = {}
        for kind in systems:
            if kind.most is not None and quads > kind.most:
                continue
            system = kind(folder, store)
            try:
                begin = time.perf_counter()
                system.prepare(stack, int(deadline))
                self.loaded[kind.name] = time.perf_counter() - begin
                process = Process(system)
                stack.callback(process.end)
                spent = [process.do(what, deadline=3600)[0] for what in ("load", "start")]
            except EngineError as error:
                print(f"{kind.name}: {error}", flush=True)
                continue
            self.loaded[kind.name] += sum(spent)
            self.processes[kind.name] = process
            print(f"{kind.name} {kind.version()}: loaded in {self.loaded[kind.name]:.1f} s", flush=True)

    def ask(self, question: Question, repetitions: int, budget: float) -> dict[str, Measured]:
        """Ask all of them in turns; one that fails or has used up its seconds is not asked again."""
        found = {name: Measured() for name in self.processes}
        spent: dict[str, float] = defaultdict(float)
        if KEPT in self.processes:
            with suppress(EngineError):  # Then it fails again below, and the table says so.
                self.processes[KEPT].do("ask", question, deadline=self.deadline)
        for turn in range(repetitions):
            for name, process in self.processes.items():
                one = found[name]
                if one.failed or (turn > 1 and spent[name] > budget):
                    continue
                try:
                    opened = process.do("start", deadline=600)[0] if turn < 3 and name in _OPENED else 0.0
                    took, _, one.rows = process.do("ask", question, deadline=self.deadline)
                    if opened or (turn == 0 and name == "Virtuoso"):
                        one.cold.append(opened + took)
                        took = process.do("ask", question, deadline=self.deadline)[0]
                    one.warm.append(took)
                    spent[name] += took
                except EngineError as error:
                    one.failed = str(error)
        return found


def chosen(names: list[str]) -> list[type[System]]:
    """Our two and the engines of these names, all unless some are given; those that are not installed are told and left out."""
    found = []
    for kind in SYSTEMS:
        if names and kind.name not in names and not kind.name.startswith("graph1540"):
            continue
        if missing := kind.missing():
            print(f"{kind.name} is left out: it needs {missing}", flush=True)
        else:
            found.append(kind)
    return found


def measure(size: int, folder: Path, systems: list[type[System]], options: argparse.Namespace) -> dict[str, Asked]:
    """The figures of one size."""
    store = built(folder, size, brief=options.brief)
    source = open_source(store)
    quads = dumped(source, folder / "data" / str(size))
    asked = questions(source, options.only)
    print(f"{size:,} notes, {quads:,} quads, {sum(1 for _ in source.quads_for_pattern(None, None, None, ox.DefaultGraph())):,} of them canonical", flush=True)
    found: dict[str, Asked] = {}
    with ExitStack() as stack:
        bench = Bench(stack, systems, folder / "data" / str(size), store, options.deadline, quads)
        try:
            for label, question in asked.items():
                found[label] = Asked(bench.ask(question, options.repetitions, options.budget))
                print(found[label].line(label), flush=True)
        except KeyboardInterrupt:
            print("stopped: the tables have what was asked", flush=True)
    return found


def main() -> None:
    """Measure, print, and write the tables where they belong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--brief", action="store_true", help="notes of a third of the length")
    parser.add_argument("--keep", type=Path, help="a folder for stores and data: they stay there, and the next run takes them up")
    parser.add_argument("--systems", nargs="*", default=[], help="names of engines; all unless some are given")
    parser.add_argument("--only", nargs="*", default=[], help="names of queries")
    parser.add_argument("--repetitions", type=int, default=9)
    parser.add_argument("--deadline", type=float, default=30.0, help="seconds for one answer")
    parser.add_argument("--budget", type=float, default=10.0, help="seconds for the answers of one engine to one question")
    parser.add_argument("--json", type=Path, help="where to put the figures too")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    options = parser.parse_args()
    systems = chosen(options.systems)
    load = os.getloadavg()[0]
    about = f"{os.cpu_count()} cores, load {load:.1f}; Python {sys.version.split()[0]}; " + ", ".join(f"{kind.name} {kind.version()}" for kind in systems if kind.name != KEPT)
    print(about)
    with tempfile.TemporaryDirectory(prefix="graph1540-benchmark-") as temporary:
        folder = options.keep or Path(temporary)
        found = {size: measure(size, folder, systems, options) for size in options.sizes}
    if options.json:
        options.json.write_text(json.dumps({size: {label: asked.plain() for label, asked in by.items()} for size, by in found.items()}, indent=1), "utf-8")
    print_tables(found)
    if options.write:
        write_tables(found, about)


if __name__ == "__main__":
    main()
