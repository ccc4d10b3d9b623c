"""The W3C SHACL core test suite through ``graph1540 validate``'s own entry point, and through pySHACL as it is.

    python benchmarks/shacl_suite.py DATA-SHAPES/data-shapes-test-suite/tests/core [-o docs/shacl-conformance.md]

The suite (https://github.com/w3c/data-shapes) is not part of this repository. A test passes if the report conforms as
expected and has the expected results: focus node, path, value, constraint component; blank nodes count as alike.
"""

from __future__ import annotations

import argparse
import logging
import re
import tempfile
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import rdflib
from pyshacl import validate as pyshacl
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from graph1540.validate.compile import compiled
from graph1540.validate.rules import load_rules
from graph1540.validate.scopes import PLAIN
from graph1540.validate.tasks import found

SH = Namespace("http://www.w3.org/ns/shacl#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
Report = tuple[bool, frozenset[tuple[str, str, str, str]]]


def words(term: object) -> str:
    """A term to compare: a blank node is any blank node, a literal its form and type as they are written."""
    if term is None or isinstance(term, BNode | ox.BlankNode):
        return "" if term is None else "_"
    if isinstance(term, Literal):
        # As Oxigraph stores it: 4.0 and 4 are one decimal.
        form = ox.Literal(str(term), language=term.language) if term.language else ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
        store = ox.Store()
        store.add(ox.Quad(ox.BlankNode(), ox.NamedNode("urn:p"), form))
        return words(next(iter(store)).object)
    if isinstance(term, ox.Literal):
        return f'"{term.value}"@{term.language}' if term.language else f'"{term.value}"@None^^{term.datatype.value}'
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def report_of(graph: Graph, node: object) -> Report:
    """What a report in RDF says."""
    results = [
        (
            words(graph.value(result, SH.focusNode)),
            words(graph.value(result, SH.resultPath)).replace("_", ""),
            words(graph.value(result, SH.value)),
            str(graph.value(result, SH.sourceConstraintComponent)),
        )
        for result in graph.objects(node, SH.result)  # type: ignore[arg-type]
    ]
    conforms = graph.value(node, SH.conforms)  # type: ignore[arg-type]
    return bool(conforms), frozenset(results)


def ours(data: Path, shapes: Path) -> tuple[Report, bool]:
    """What our entry point says, and whether queries alone said it."""
    store = ox.Store()
    store.load(path=str(data), format=ox.RdfFormat.TURTLE, base_iri=data.as_uri())
    with tempfile.TemporaryDirectory() as folder:
        triples = ox.parse(path=str(shapes), format=ox.RdfFormat.TURTLE, base_iri=shapes.as_uri())
        ox.serialize((quad.triple for quad in triples), output=str(Path(folder) / "claims.ttl"), format=ox.RdfFormat.TURTLE)
        (ruleset,) = load_rules(("claims",), Path(folder))
        results = [result for _, result in found(store, ("claims",), shapes=Path(folder))]
        fast = not compiled(ruleset, PLAIN).left
    told = frozenset((words(r.focus), r.path, words(r.value), r.component) for r in results)
    return (not results, told), fast


def theirs(data: Graph, shapes: Graph) -> Report:
    """What pySHACL says."""
    _, report, _ = pyshacl(data, shacl_graph=shapes, do_owl_imports=False)
    if isinstance(report, Exception):
        raise report
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    return report_of(report, node)


def tests(folder: Path) -> list[tuple[str, Graph, URIRef, Report]]:
    """Every test: its name, its graph, its node, and the report with literals as they are written."""
    collected = []
    for path in sorted(folder.rglob("*.ttl")):
        rdflib.NORMALIZE_LITERALS = False
        written = load(path)
        rdflib.NORMALIZE_LITERALS = True
        graph = load(path)
        for entries in graph.objects(None, MF.entries):
            for node in Collection(graph, entries):
                if (node, RDF.type, SHT.Validate) in graph:
                    report = report_of(written, written.value(node, MF.result))
                    collected.append((f"{path.parent.name}/{path.stem}", graph, node, report))
    return collected


def load(path: Path) -> Graph:
    """The graph of a file."""
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def main() -> None:
    """Run the suite and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    logging.getLogger("rdflib.term").disabled = True
    score: Counter[str] = Counter()
    failures: dict[str, list[str]] = {"pySHACL": [], "graph1540": []}
    for name, graph, node, written in tests(options.folder.resolve()):
        action = graph.value(node, MF.action)
        data, shapes = (Path(re.sub("^file://", "", str(graph.value(action, key)))) for key in (SHT.dataGraph, SHT.shapesGraph))
        expected = (written, report_of(graph, graph.value(node, MF.result)))
        score["tests"] += 1
        said, fast = _said(data, shapes)
        score["fast"] += fast
        score["agree"] += said["pySHACL"] == said["graph1540"]
        for tool, failed in failures.items():
            score[tool] += said[tool] in expected
            if said[tool] not in expected:
                failed.append(name)
    text = page(score, failures)
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")


def _said(data: Path, shapes: Path) -> tuple[dict[str, object], bool]:
    """What both tools say, a failure as its words; and whether ours needed queries alone."""
    said: dict[str, object] = {}
    fast = False
    try:
        said["pySHACL"] = theirs(load(data), load(shapes))
    except Exception as error:  # noqa: BLE001 - a test that cannot be run is a test that fails
        said["pySHACL"] = repr(error)
    try:
        said["graph1540"], fast = ours(data, shapes)
    except Exception as error:  # noqa: BLE001
        said["graph1540"] = f"ours: {error!r}"
    return said, fast


def page(score: Counter[str], failures: dict[str, list[str]]) -> str:
    """The page of the documentation."""
    lines = [
        "# Conformance to SHACL core",
        "",
        "The core tests of the W3C's suite (<https://github.com/w3c/data-shapes>, `data-shapes-test-suite/tests/core`) through the entry",
        "point that `graph1540 validate` uses, and through pySHACL as it is; written by `benchmarks/shacl_suite.py`. A test passes if the",
        "report conforms as expected and has the expected results: focus node, path, value, constraint component.",
        "",
        "| | passed | of |",
        "|---|---|---|",
        f"| pySHACL | {score['pySHACL']} | {score['tests']} |",
        f"| graph1540 | {score['graph1540']} | {score['tests']} |",
        "",
        f"{score['fast']} of the tests are answered by set-based queries alone; for the others pySHACL walks the shapes that use another kind",
        f"of constraint. Both tools give the same results in {score['agree']} tests.",
        "",
        *(f"Not passed by {tool}: {', '.join(f'`{name}`' for name in failed) or 'none'}.\n" for tool, failed in failures.items()),
    ]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    main()
