"""Which shapes are held against what: the notes one by one, the canonical view as a whole, other data as one graph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from graph1540.iri import G1540, PROV, RDF
from graph1540.validate.engine import Result, run
from graph1540.validate.fast import ask_canonical, ask_note, ask_notes, ask_view, remaining, targets_own
from graph1540.validate.rules import Ruleset, load_rules
from graph1540.validate.scopes import CANONICAL, NOTES, PLAIN
from graph1540.validate.view import (
    LINKS,
    View,
    complete,
    complete_for_all,
    corpus_view,
    flat_view,
    named,
    note_graphs,
    note_view,
)

__all__ = ["Engine", "found"]

Engine = Literal["queries", "shacl", "rdflib"]

#: The layers that look at each note alone, and those that look at all together.
_ALONE = ("claims", "release")
_TOGETHER = ("corpus", "release")


def found(
    store: ox.Store,
    layers: Sequence[str],
    *,
    only: Collection[str] | None = None,
    shapes: Path | None = None,
    engine: Engine = "queries",
) -> Iterator[tuple[str | None, Result]]:
    """Each result once, with the note that it is of, None where it is of all together.

    ``engine``: set-based queries; or pySHACL, with Oxigraph to answer the queries of shapes; or pySHACL over rdflib alone.

    :raises ReferenceDataError: if there is no such layer, or a shape cannot be used
    """
    rulesets = load_rules(layers, shapes)
    graphs = note_graphs(store) if only is None else [graph for graph in sorted(only) if _is_note(store, graph)]
    if not graphs and only is None:
        flat = flat_view(store)
        for ruleset in rulesets:
            yield from ((None, result) for result in _over(flat, ruleset, engine=engine))
        return
    names = set() if only is None else {node for graph in graphs for node in named(store, graph)}
    spread = engine == "queries" and (complete_for_all(store) if only is None else complete(store, names))
    for ruleset in rulesets:
        if ruleset.layer not in _TOGETHER or ruleset.layer in _ALONE:
            yield from _notes(store, ruleset, graphs, spread=spread, engine=engine, each=only is not None)
        if ruleset.layer in _TOGETHER:
            about = None if only is None else _about(store, graphs, names)
            for result in _canonical(store, ruleset, about, spread=spread, engine=engine):
                # A note is looked at in its own graph, where its text stands.
                if ruleset.layer not in _ALONE or not _is_note(store, _name(result)):
                    yield None, result


def _name(result: Result) -> str:
    return result.focus.value if isinstance(result.focus, ox.NamedNode) else "urn:none"


def _is_note(store: ox.Store, graph: str) -> bool:
    return store.contains_named_graph(ox.NamedNode(graph))


def _notes(store: ox.Store, ruleset: Ruleset, graphs: Sequence[str], *, spread: bool, engine: Engine, each: bool) -> Iterator[tuple[str, Result]]:
    if not spread:
        for graph in graphs:
            yield from ((graph, result) for result in _over(note_view(store, graph), ruleset, engine=engine))
        return
    results: dict[tuple[str, Result], None] = {}
    if each:
        for graph in graphs:
            results.update(dict.fromkeys((graph, result) for result in ask_note(store, ruleset, graph)))
    else:
        results.update(dict.fromkeys(ask_notes(store, ruleset)))
    yield from sorted(results, key=lambda pair: (pair[0], *_order(pair[1])))
    rest = remaining(ruleset, NOTES)
    for graph in graphs if rest else ():
        assert rest is not None
        yield from ((graph, result) for result in _reference(note_view(store, graph), rest))


def _canonical(
    store: ox.Store, ruleset: Ruleset, about: Collection[ox.NamedNode] | None, *, spread: bool, engine: Engine
) -> Iterator[Result]:
    if not spread:
        results = _over(corpus_view(store), ruleset, engine=engine)
        yield from (result for result in results if about is None or result.focus in about)
        return
    yield from _sorted(ask_canonical(store, ruleset, about))
    rest = remaining(ruleset, CANONICAL)
    for result in _reference(corpus_view(store), rest) if rest else ():
        if about is None or result.focus in about:
            yield result


def _over(view: View, ruleset: Ruleset, *, engine: Engine) -> Iterator[Result]:
    """The results over one view."""
    if engine != "queries":
        yield from _reference(view, ruleset, fast=engine == "shacl")
        return
    yield from _sorted(ask_view(view, ruleset))
    rest = remaining(ruleset, PLAIN)
    if rest:
        yield from _reference(view, rest)


def _reference(view: View, ruleset: Ruleset, *, fast: bool = True) -> Iterator[Result]:
    """What pySHACL finds, each result once."""
    results = run(view.triples, ruleset, fast=fast)
    yield from _sorted(result for result in results if targets_own(view, ruleset, result))


def _sorted(results: Iterator[Result]) -> list[Result]:
    return sorted(dict.fromkeys(results), key=_order)


def _order(result: Result) -> tuple[str, ...]:
    return (result.rule.id, str(result.focus), result.path, str(result.value), result.message, result.component)


def _about(store: ox.Store, graphs: Sequence[str], names: Collection[ox.NamedNode]) -> set[ox.NamedNode]:
    """What some notes speak of in the canonical view: themselves, their events and plans' versions, and what they name of ours."""
    nodes = {*names, *(ox.NamedNode(graph) for graph in graphs)}
    for graph in graphs:
        for query in (_LINKED, _VERSIONS):
            found = store.query(query % {"note": f"<{graph}>"})
            assert isinstance(found, ox.QuerySolutions)
            nodes.update(row["node"] for row in found if isinstance(row["node"], ox.NamedNode))
    return nodes


_LINKED = f"""
    SELECT DISTINCT ?node WHERE {{
        GRAPH %(note)s {{ ?own a <{G1540.Event}> }} GRAPH <{LINKS}> {{ ?own <{PROV.specializationOf}> ?node }}
    }}"""
_VERSIONS = f"""
    SELECT DISTINCT ?node WHERE {{
        GRAPH %(note)s {{ ?claim <{RDF.predicate}> <{G1540.planStatus}> }} ?node <{PROV.wasDerivedFrom}> ?claim ; a <{G1540.PlanVersion}> .
    }}"""
