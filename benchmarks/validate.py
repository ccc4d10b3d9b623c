"""What validation costs: one note; whole stores by our queries, by pySHACL over rdflib, and by Jena where it is given.

    python benchmarks/validate.py NOTES… [--sizes 10 100 1000] [--reference 4] [--jena CLASSPATH]
    python benchmarks/validate.py --stores STORE…
    python benchmarks/validate.py --whole STORE [--reference 100] [--jena CLASSPATH [--patience 3600]]

Synthetic stores are real notes with other names: each note's graph, links and canonical events under new IRIs. pySHACL
and Jena get the same triples as one graph. CPU seconds of this process (Jena's of its thread, without its start).

"One note, warm": `validate(store, only=[note])`, both layers, the least of five runs for each of twenty notes; shapes are
compiled, reference data loaded. "From its text": reading, claims, the note's graph added to a store with the reference data,
and the shapes of `claims`.
"Stores": the same of twenty notes of each store in a folder (`benchmarks/store.py --keep` makes them), the stores in turns.
"Whole": all notes of one such store, layer `claims`; pySHACL gets as many of its notes as `--reference` says, Jena all its triples.
``--jena``: a class path with Jena and a class ``Shacl`` (arguments: shapes, data, runs) that prints results and CPU.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from graph1540.iri import note_iri
from graph1540.pipeline import build, extract, extract_all, find_notes
from graph1540.read import read_note
from graph1540.resources import data_dir
from graph1540.store import open_view
from graph1540.validate import validate
from graph1540.validate.engine import run
from graph1540.validate.rules import load_rules
from graph1540.validate.view import LINKS, note_graphs, note_view
from graph1540.write import note_quads

_MADE = re.compile(
    r"(/id/(?:note/[a-z0-9-]+|event/[^#>\"]+|(?:link|fact|disagreement|position)/[0-9a-f]+))"
)  # fmt: skip


def multiplied(source: ox.Store, size: int) -> ox.Store:
    """A store of so many notes."""
    def text(graph: ox.NamedNode | ox.DefaultGraph) -> str:
        data = ox.serialize(source.quads_for_pattern(None, None, None, graph), format=ox.RdfFormat.N_QUADS)
        return (data or b"").decode()

    notes = note_graphs(source)
    graphs = [text(ox.NamedNode(note)) for note in notes]
    default, links = text(ox.DefaultGraph()), text(ox.NamedNode(LINKS))
    made = "\n".join(line for line in default.split("\n") if _MADE.search(line.split(" ")[0]))
    store = ox.Store()
    store.bulk_load(default, format=ox.RdfFormat.N_QUADS)
    for round_ in range(-(-size // len(notes))):
        chosen = graphs[: size - round_ * len(notes)]
        whole = [links, made] if len(chosen) == len(graphs) else []
        store.bulk_load(_MADE.sub(rf"\g<1>-x{round_}", "\n".join([*chosen, *whole])), format=ox.RdfFormat.N_QUADS)
    return store


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """The least CPU seconds of some runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def one_note(store: ox.Store, names: list[str]) -> tuple[float, float]:
    """The milliseconds of validating one note of a store: the median and the worst of some notes."""
    for name in names:
        validate(store, only=[name])
    found = sorted(1000 * cpu(lambda: validate(store, only=[name]), 5) for name in names)  # noqa: B023
    return found[len(found) // 2], found[-1]


def from_text(paths: list[Path], source: ox.Store) -> tuple[float, float]:
    """The same from the file to the findings, beside a store that holds the reference data."""
    store = ox.Store()
    store.bulk_extend(source.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def work(path: Path) -> None:
        one = extract(read_note(path))
        graph = ox.NamedNode(note_iri(one.note.slug))
        store.extend(note_quads(one.note, one.claims))
        validate(store, ("claims",), only=[graph.value], notes={graph.value: one.note})
        store.remove_graph(graph)

    for path in paths:
        work(path)
    found = sorted(1000 * cpu(lambda: work(path), 5) for path in paths)  # noqa: B023
    return found[len(found) // 2], found[-1]


def in_stores(folders: list[Path], rounds: int = 7) -> None:
    """One note against each of the stores, by turns."""
    stores = {folder: open_view(folder) for folder in folders}
    chosen = {}
    for folder, store in stores.items():
        notes = note_graphs(store)
        chosen[folder] = notes[:: max(1, len(notes) // 20)][:20]
        print(f"{folder}: {len(notes):,} notes, {len(store):,} quads", flush=True)
    spent: dict[Path, list[list[float]]] = {folder: [[] for _ in names] for folder, names in chosen.items()}
    for turn in range(rounds):
        for folder, names in chosen.items():
            for at, name in enumerate(names):
                took = cpu(lambda: validate(stores[folder], only=[name]))  # noqa: B023
                if turn:
                    spent[folder][at].append(1000 * took)
    medians = []
    for folder, times in spent.items():
        of_notes = sorted(statistics.median(some) for some in times)
        medians.append(statistics.median(of_notes))
        print(f"{folder}: one note, warm: median {medians[-1]:.1f} ms of CPU, worst {of_notes[-1]:.1f} ms")
    print(f"the last store against the first: {medians[-1] / medians[0]:.2f}")


def peak() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def one_graph(store: ox.Store, notes: list[str]) -> list[ox.Triple]:
    """The notes and what they touch as one graph."""
    return list(dict.fromkeys(triple for note in notes for triple in note_view(store, note).triples))


def whole(folder: Path, reference: int, classpath: str | None, patience: int) -> None:
    """All notes of a store by our queries and by Jena, some of them by pySHACL."""
    store = open_view(folder)
    notes = note_graphs(store)
    (claims,) = load_rules(("claims",))
    ours = cpu(lambda: validate(store, ("claims",)))
    print(f"{folder}: {len(notes):,} notes, {len(store):,} quads; ours {ours:.1f} s, {1000 * ours / len(notes):.2f} ms a note; memory {peak():,} MB", flush=True)
    some = one_graph(store, notes[:reference])
    rdflib = cpu(lambda: run(some, claims, fast=False))
    per_note = rdflib / min(reference, len(notes))
    print(f"pySHACL over rdflib, {reference} notes: {rdflib:.1f} s, {1000 * per_note:.0f} ms a note: {per_note * len(notes) / ours:.0f} times ours", flush=True)
    if classpath:
        print(f"Jena (one graph, one run): {jena(classpath, (quad.triple for quad in store), patience, runs=1)}; ours {ours:.1f} s")


def jena(classpath: str, triples: Iterable[ox.Triple], patience: int, runs: int = 3) -> str:
    """What Jena says of its last run, the others warm its compiler; or that it was not done after so many seconds."""
    with tempfile.NamedTemporaryFile(suffix=".nt") as data:
        ox.serialize(triples, output=data.name, format=ox.RdfFormat.N_TRIPLES)
        shapes = data_dir("shapes") / "claims.ttl"
        try:
            done = subprocess.run(
                ["java", "-Xmx14g", "-cp", classpath, "Shacl", str(shapes), data.name, str(runs)], capture_output=True, text=True, timeout=patience, check=False
            )
        except subprocess.TimeoutExpired:
            return f"not done after {patience:,} s"
    lines = done.stdout.strip().split("\n")
    return lines[-1] if done.returncode == 0 else f"failed: {done.stderr.strip()[-200:]}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", nargs="*")
    parser.add_argument("--stores", nargs="+", type=Path, help="stores to validate one note of, the smallest first; nothing else is measured")
    parser.add_argument("--whole", type=Path, help="a store to validate all notes of; nothing else is measured")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1000])
    parser.add_argument("--reference", type=int, default=4, help="at how many notes pySHACL over rdflib is timed")
    parser.add_argument("--jena", metavar="CLASSPATH")
    parser.add_argument("--patience", type=int, default=3600, help="seconds that Jena gets")
    options = parser.parse_args()
    if options.stores:
        in_stores(options.stores)
        return
    if options.whole:
        whole(options.whole, options.reference, options.jena, options.patience)
        return
    if not options.notes:
        parser.error("give notes, --stores or --whole")
    paths = find_notes(options.notes)
    extracted, _ = extract_all(paths)
    source = ox.Store()
    source.bulk_extend(build(extracted).quads)
    (claims,) = load_rules(("claims",))
    median, worst = from_text(paths, source)
    print(f"one note from its text to the findings of claims, warm: median {median:.0f} ms, worst {worst:.0f} ms")
    chosen: list[str] = []
    for size in options.sizes:
        store = multiplied(source, size)
        notes = note_graphs(store)
        # The same notes at every size, so that nothing but the size differs.
        chosen = chosen or notes[:: max(1, len(notes) // 20)]
        median, worst = one_note(store, chosen)
        before = peak()
        base = cpu(lambda: validate(store, ("claims",)), 2)  # noqa: B023
        both = cpu(lambda: validate(store), 2)  # noqa: B023
        print(
            f"{size} notes, {len(store):,} quads: whole store {base:.2f} s (claims), {both:.2f} s (claims, corpus), {peak() - before} MB beside the store's {before}; "
            f"one note, warm: median {median:.0f} ms, worst {worst:.0f} ms"
        )
        if options.jena:
            print(f"{size} notes, Jena (claims, one graph): {jena(options.jena, one_graph(store, notes), options.patience)}; ours {base:.2f} s")
        sys.stdout.flush()
    store = multiplied(source, options.reference)
    notes = note_graphs(store)
    ours = cpu(lambda: validate(store, ("claims",)), 3)
    triples = one_graph(store, notes)
    rdflib = cpu(lambda: run(triples, claims, fast=False))
    mixed = cpu(lambda: run(triples, claims))
    print(f"{options.reference} notes as one graph: pySHACL over rdflib {rdflib:.1f} s, pySHACL with Oxigraph for the queries {mixed:.2f} s, ours {ours:.2f} s")
    print(f"pySHACL over rdflib / ours: {rdflib / ours:.0f}; pySHACL with Oxigraph / ours: {mixed / ours:.1f}")
    if options.jena:
        print(f"{options.reference} notes, Jena (claims, one graph): {jena(options.jena, triples, options.patience)}")


if __name__ == "__main__":
    main()
