"""What validation costs: one note; whole stores by our queries, by pySHACL over rdflib, and by Jena where it is given.

    python benchmarks/validate.py NOTES… [--sizes 10 100 1000] [--reference 4] [--jena CLASSPATH]

Synthetic stores are real notes with other names: each note's graph, links and canonical events under new IRIs. pySHACL
and Jena get the same triples as one graph. CPU seconds of this process (Jena's of its thread, without its start).
``--jena``: a class path with Jena and a class ``Shacl`` (arguments: shapes, data, runs) that prints results and CPU.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import pyoxigraph as ox

from graph1540.pipeline import build, extract_all, find_notes
from graph1540.resources import data_dir
from graph1540.validate import validate
from graph1540.validate.engine import run
from graph1540.validate.rules import load_rules
from graph1540.validate.view import LINKS, note_graphs, note_view

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


def one_graph(store: ox.Store, notes: list[str]) -> list[ox.Triple]:
    """The notes and what they touch as one graph."""
    return list(dict.fromkeys(triple for note in notes for triple in note_view(store, note).triples))


def jena(classpath: str, triples: list[ox.Triple]) -> str:
    """What Jena says of its third run: the first two warm its compiler."""
    with tempfile.NamedTemporaryFile(suffix=".nt") as data:
        ox.serialize(triples, output=data.name, format=ox.RdfFormat.N_TRIPLES)
        shapes = data_dir("shapes") / "claims.ttl"
        done = subprocess.run(
            ["java", "-Xmx8g", "-cp", classpath, "Shacl", str(shapes), data.name, "3"], capture_output=True, text=True, timeout=900, check=False
        )
    lines = done.stdout.strip().split("\n")
    return lines[-1] if done.returncode == 0 else f"failed: {done.stderr.strip()[-200:]}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", nargs="+")
    parser.add_argument("--sizes", nargs="+", type=int, default=[100, 1000])
    parser.add_argument("--reference", type=int, default=4, help="at how many notes pySHACL over rdflib is timed")
    parser.add_argument("--jena", metavar="CLASSPATH")
    options = parser.parse_args()
    extracted, _ = extract_all(find_notes(options.notes))
    source = ox.Store()
    source.bulk_extend(build(extracted).quads)
    (claims,) = load_rules(("claims",))
    base: dict[int, float] = {}
    for size in options.sizes:
        store = multiplied(source, size)
        notes = note_graphs(store)
        validate(store, only=notes[:1])
        each = cpu(lambda: validate(store, only=notes[size // 2 : size // 2 + 1]), 5)  # noqa: B023
        base[size] = cpu(lambda: validate(store, ("claims",)), 2)  # noqa: B023
        both = cpu(lambda: validate(store), 2)  # noqa: B023
        print(f"{size} notes, {len(store):,} quads: whole store {base[size]:.2f} s (claims), {both:.2f} s (claims, corpus); one note, warm {each * 1000:.0f} ms")
        if options.jena:
            print(f"{size} notes, Jena (claims, one graph): {jena(options.jena, one_graph(store, notes))}")
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
        print(f"{options.reference} notes, Jena (claims, one graph): {jena(options.jena, triples)}")


if __name__ == "__main__":
    main()
