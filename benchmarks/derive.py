"""What inference and export take, by the number of notes, beside peers that do the same with the same facts in the same run.

    .venv/bin/python benchmarks/derive.py [100 1000] [--owlrl 3]

The notes are those of `benchmarks/notes`. Inference: the closure of the default graph by columns, as a build makes it, beside
owlrl's OWL 2 RL closure of the same facts with the ontology, where there are no more notes than `--owlrl` (owlrl needs minutes for
a hundred). Export: our sorted, byte-stable N-Quads, TriG and Turtle beside `pyoxigraph`'s dump of the same store, which is
neither. CPU seconds of this process.
"""

from __future__ import annotations

import argparse
import io
import os
import time
from collections.abc import Callable
from importlib.metadata import version

import owlrl
import pyoxigraph as ox
import rdflib
from notes import World, tell

from graph1540.dataset import write_dataset
from graph1540.infer.columns import Columns
from graph1540.pipeline import build, extract_bytes
from graph1540.resources import data_dir

_FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE}


def cpu(task: Callable[[], object]) -> float:
    """Seconds of CPU of one call."""
    begin = time.process_time()
    task()
    return time.process_time() - begin


def made(count: int) -> tuple[ox.Store, list[ox.Triple]]:
    """The dataset of so many notes, and the facts of its default graph that do not follow from others."""
    world = World()
    built = build([extract_bytes(tell(world, number).text.encode(), f"note-{number:07}.txt") for number in range(count)])
    store = ox.Store()
    store.bulk_extend(built.quads)
    facts = [quad.triple for quad in built.quads[: -built.counts["inferred"]] if isinstance(quad.graph_name, ox.DefaultGraph)]
    return store, facts


def by_columns(facts: list[ox.Triple]) -> int:
    """How many facts follow."""
    columns = Columns()
    columns.add(facts)
    columns.close()
    return sum(1 for _ in columns.inferred())


def by_owlrl(facts: list[ox.Triple]) -> int:
    """How many triples owlrl adds; among them axioms about literals and itself, which ours leaves out."""
    graph = rdflib.Graph()
    graph.parse(data_dir("ontology") / "graph1540.ttl")
    graph.parse(data=ox.serialize(facts, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return len(graph) - before


def one_size(count: int, *, with_owlrl: bool) -> None:
    """Print the rows of one size."""
    store, facts = made(count)
    ours = cpu(lambda: by_columns(facts))
    print(f"{count:>7,} notes: closure of {len(facts):,} facts {ours:.2f} s", end="")
    if with_owlrl:
        theirs = cpu(lambda: by_owlrl(facts))
        print(f", owlrl {theirs:.2f} s, ratio {ours / theirs:.4f}", end="")
    print(flush=True)
    for name, form in _FORMATS.items():
        graph = ox.DefaultGraph() if name == "turtle" else None
        ours = cpu(lambda name=name: write_dataset(store, io.BytesIO(), name))
        theirs = cpu(lambda form=form, graph=graph: store.dump(format=form, from_graph=graph))
        print(f"{count:>7,} notes: {len(store):,} quads as {name}: {ours:.2f} s, pyoxigraph's dump {theirs:.2f} s, ratio {ours / theirs:.1f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--owlrl", type=int, default=3, help="at how many notes owlrl is timed as well")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; pyoxigraph {ox.__version__}, rdflib {rdflib.__version__}, owlrl {version('owlrl')}")
    for count in sorted({options.owlrl, *options.sizes}):
        one_size(count, with_owlrl=count == options.owlrl)


if __name__ == "__main__":
    main()
