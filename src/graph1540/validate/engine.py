"""A view held against shapes by pySHACL, the reference for the standard's semantics.

pySHACL walks the shapes; the queries of SPARQL constraints it would give to rdflib, which parses each one anew for
each focus node (5 to 50 ms). Here they go to an in-memory Oxigraph store that holds the same triples.
``fast=False`` leaves them to rdflib; the tests hold both equal.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph1540.errors import ReferenceDataError
from graph1540.iri import RDF, XSD
from graph1540.validate.rules import SH, Rule, Ruleset
from graph1540.validate.terms import AnyTerm, Term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Result", "fill", "run"]

_SLOT = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Result:
    """One ``sh:ValidationResult``, and the variables of the query that gave it, for the suggestion."""

    rule: Rule
    focus: Term
    path: str
    value: Term | None
    message: str
    component: str
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


def run(triples: Iterable[ox.Triple], ruleset: Ruleset, *, fast: bool = True) -> list[Result]:
    """What the shapes of ``ruleset`` say of ``triples``, in a fixed order.

    :raises ReferenceDataError: if a shape cannot be used
    """
    from pyshacl import validate as shacl  # noqa: PLC0415 - half a second that --help must not pay

    with _quiet():
        data, seen = _data(triples, ruleset, fast=fast)
        _, report, text = shacl(data, shacl_graph=_shapes(ruleset), inplace=True, do_owl_imports=False)
        if isinstance(report, Exception):
            raise ReferenceDataError(f"shapes/{ruleset.layer}.ttl: {text}; correct the shape")
        return sorted(_results(report, ruleset, seen), key=_order)


def _order(result: Result) -> tuple[str, ...]:
    return (result.rule.id, str(result.focus), result.path, str(result.value), result.message)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without rdflib's tracebacks on a literal such as "2020-13-45"^^xsd:date: that is a result, not an accident."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _to_rdflib(term: Any) -> Any:
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == XSD.string else URIRef(term.datatype.value)
    return Literal(term.value, datatype=datatype, normalize=False)


def _to_ox(node: Any) -> Term:
    from rdflib import BNode, Literal  # noqa: PLC0415

    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.NamedNode(str(node))


_SHAPES: dict[int, tuple[Ruleset, Graph]] = {}


def _shapes(ruleset: Ruleset) -> Graph:
    """The shapes as rdflib's graph, made once for each ruleset."""
    from rdflib import Graph  # noqa: PLC0415

    found = _SHAPES.get(id(ruleset))
    if found is None or found[0] is not ruleset:
        graph = Graph()
        for triple in ruleset.triples:
            graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
        found = _SHAPES[id(ruleset)] = (ruleset, graph)
    return found[1]


#: By the text of a query and its row's this, path and value: all the row's variables, in words.
Rows = dict[tuple[str, str, str, str], dict[str, str]]


def _data(triples: Iterable[ox.Triple], ruleset: Ruleset, *, fast: bool) -> tuple[Graph, Rows]:
    """The data as rdflib's graph, whose queries Oxigraph answers."""
    from rdflib import BNode, Graph, Variable  # noqa: PLC0415
    from rdflib.query import Result as Answer  # noqa: PLC0415

    rows: Rows = {}
    kept = [triple for triple in triples if not isinstance(triple.object, ox.Triple)]
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in kept)
    selects = [triple.object.value for triple in ruleset.triples if triple.predicate.value == SH.select and isinstance(triple.object, ox.Literal)]

    class Data(Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Answer:
            bindings = options.get("initBindings") or (args[3] if len(args) > 3 else None) or {}
            # A blank node cannot be substituted; rdflib answers for it.
            if fast and not any(isinstance(value, BNode) for value in bindings.values()):
                answer = self._ask(str(query_object), bindings)
            else:
                answer = super().query(_prepared(str(query_object)), initBindings=bindings)
            select = next((text for text in selects if text in str(query_object)), "")
            for row in answer.bindings:
                words = {str(name): str(value) for name, value in row.items()}
                rows[(select, words.get("this", ""), words.get("path", ""), words.get("value", ""))] = words
            return answer

        def _ask(self, query: str, bindings: Mapping[str, Any]) -> Answer:
            given: dict[ox.Variable, AnyTerm] = {
                ox.Variable(str(name)): _to_ox(value) for name, value in bindings.items()
            }
            solutions = store.query(query, substitutions=given)
            assert isinstance(solutions, ox.QuerySolutions)
            names = [Variable(variable.value) for variable in solutions.variables]
            answer = Answer("SELECT")
            answer.vars = names
            answer.bindings = [
                {name: _to_rdflib(value) for name, value in zip(names, solution, strict=True) if value is not None}
                for solution in solutions
            ]
            return answer

    data = Data()
    for triple in kept:
        data.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return data, rows


def fill(text: str, words: Mapping[str, str]) -> str:
    """A message with the values of the query that it is about.

    >>> fill("{?event} ends on {?end}", {"event": "the visit"})
    'the visit ends on ...'
    """
    return _SLOT.sub(lambda slot: words.get(slot.group(1), "..."), text) if words else text


@lru_cache(maxsize=256)
def _prepared(query: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery  # noqa: PLC0415

    return prepareQuery(query)


def _results(report: Graph, ruleset: Ruleset, rows: Rows) -> Iterator[Result]:
    from rdflib import URIRef  # noqa: PLC0415

    def get(node: Node, name: str) -> Any:
        return report.value(node, URIRef(SH + name))

    for node in report.subjects(URIRef(RDF.type), URIRef(SH.ValidationResult)):
        rule = ruleset.rule(str(get(node, "sourceShape")))
        focus, value, path = get(node, "focusNode"), get(node, "value"), get(node, "resultPath")
        plain = str(path) if isinstance(path, URIRef) else ""
        component = str(get(node, "sourceConstraintComponent"))
        words: Mapping[str, str] = {}
        text = ruleset.message(str(get(node, "sourceShape")))
        if rule.select and component == SH.SPARQLConstraintComponent:
            constraint = get(node, "sourceConstraint")
            key = (str(get(constraint, "select")), str(focus), plain, "" if value is None else str(value))
            # A row without ?value is about the focus node.
            words = rows.get(key) or rows.get((*key[:3], ""), {})
            text = ruleset.own_message(rule.iri) or str(get(constraint, "message") or rule.label) if words else text
        yield Result(
            rule=rule,
            focus=_to_ox(focus),
            path=plain,
            value=None if value is None else _to_ox(value),
            message=fill(text, words),
            component=component,
            values=words,
        )
