"""Running queries: canned ones with bound parameters, and the user's own behind a fence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pyoxigraph import Literal, NamedNode, QueryBoolean

from graph1540.errors import QueryError
from graph1540.iri import PREFIXES
from graph1540.query.answer import Answer, Column, Term
from graph1540.query.catalogue import CannedQuery, find_query
from graph1540.query.evidence import with_evidence
from graph1540.query.fence import check_text, evaluate_apart
from graph1540.query.kept import find_kept, keep
from graph1540.query.order import distinct_rows, ordered_here
from graph1540.query.terms import DISPLAY, did_you_mean, find_name, parse_term
from graph1540.source import Prefetching, Source, prefetch

__all__ = ["DEADLINE", "ROW_LIMIT", "run_query", "run_text"]

#: Seconds that the user's own query may take, and rows that it may give.
DEADLINE = 30.0
ROW_LIMIT = 100_000

_GRAPH_COLUMNS = ("subject", "predicate", "object")


def run_query(
    store: Source, name: str | CannedQuery, params: Mapping[str, str] | None = None, *, evidence: bool = False
) -> Answer:
    """The answer of a canned query; ``params`` are what a person types; ``evidence`` adds the words behind each row.

    :raises QueryError: if there is no such query or parameter, a required one is missing, or a value means nothing
    """
    query = find_query(name) if isinstance(name, str) else name
    values = _bound(store, query, params or {})
    found = _answer(store, query.bind(values), [column.name for column in query.columns])
    heads = {column.name: column.label for column in query.columns}
    found = replace(found, columns=tuple(Column(column.name, heads.get(column.name, column.name)) for column in found.columns))
    return with_evidence(store, found, values.values()) if evidence else found


def _answer(store: Source, text: str, names: Sequence[str]) -> Answer:
    """The answer, worked out or as it was kept; the columns are headed by their variables."""
    found = find_kept(store, text)
    if found is None:
        # A server sorts what it sends; what is sent is not sorted twice.
        order = None if isinstance(store, Prefetching) else ordered_here(text, names)
        columns, rows, _ = _collect(store, text if order is None else order.text, None)
        if order is not None:
            columns, rows = tuple(names), order.sort(rows)
        elif isinstance(store, Prefetching):
            rows = distinct_rows(text, rows)
        columns = columns or _GRAPH_COLUMNS
        found = Answer(tuple(Column(column, column) for column in columns), rows, _labels(store, columns, rows))
        keep(store, text, found)
    return found


def run_text(store: Source, sparql: str, *, deadline: float = DEADLINE, row_limit: int = ROW_LIMIT) -> Answer:
    """The answer of the user's own SELECT, ASK, CONSTRUCT or DESCRIBE; our prefixes are declared already.

    It is evaluated in a process of its own that can open no file and no connection and that ends at the deadline; or on the
    server that the dataset is on, after the same check.

    :raises QueryError: if it is no query, asks for something outside the dataset, or takes too long
    """
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)}
    if isinstance(store, Prefetching):
        # A server has a process and a deadline of its own; what goes there has been through the fence.
        evaluate_apart(lambda: check_text(sparql, graphs), lambda: None, deadline)
        columns, rows, truth = _collect(store, sparql, row_limit + 1)
    else:
        columns, rows, truth = evaluate_apart(
            lambda: check_text(sparql, graphs), lambda: _collect(store, sparql, row_limit + 1), deadline
        )
    names = (columns or _GRAPH_COLUMNS) if truth is None else ()
    return Answer(
        columns=tuple(Column(name, name) for name in names),
        rows=rows[:row_limit],
        labels=_labels(store, names, rows[:row_limit]),
        truth=truth,
        graph=columns is None and truth is None,
        truncated=len(rows) > row_limit,
    )


def _bound(store: Source, query: CannedQuery, params: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            hint = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "it has none")
            raise QueryError(f"'{query.name}' has no parameter '{name}'; {hint}")
    values: dict[str, NamedNode | Literal] = {}
    for name, parameter in known.items():
        typed = params.get(name, parameter.default)
        if typed is not None:
            values[name] = parse_term(store, parameter.type, typed)
        elif parameter.required:
            example = f"{name}={parameter.example}"
            raise QueryError(f"'{query.name}' needs the parameter '{name}'; give it, for example {example!r}")
    return values


_Rows = tuple[tuple[Term | None, ...], ...]
_Collected = tuple[tuple[str, ...] | None, _Rows, bool | None]


def _collect(store: Source, text: str, limit: int | None) -> _Collected:
    """Columns, rows and truth; the columns of a graph are None."""
    try:
        results = store.query(text, prefixes=PREFIXES)
        if isinstance(results, QueryBoolean):
            return (), (), bool(results)
        if not hasattr(results, "variables"):
            # Sorted, as a graph has no order of its own.
            triples = sorted(
                {(t.subject, t.predicate, t.object) for t in islice(results, limit)}, key=lambda t: [str(x) for x in t]
            )
            return None, tuple(triples), None
        columns = tuple(variable.value for variable in results.variables)
        return columns, tuple(map(tuple, islice(results, limit))), None
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be run: {error}; mend it and try again") from error


def _labels(store: Source, columns: Sequence[str], rows: _Rows) -> dict[str, str]:
    """The names of what stands in a row without its name beside it."""
    places = {name: number for number, name in enumerate(columns)}
    beside = [places.get(f"{name}Label") for name in columns]
    iris = {
        term.value
        for row in rows
        for term, label in zip(row, beside, strict=True)
        if (label is None or row[label] is None) and isinstance(term, NamedNode)
    }
    prefetch(store, sorted(iris), DISPLAY)
    return {iri: name for iri in sorted(iris) if (name := find_name(store, iri)) is not None}
