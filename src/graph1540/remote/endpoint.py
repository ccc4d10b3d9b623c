"""A dataset on a server that speaks SPARQL 1.1, to be asked as the embedded store is asked.

Servers differ on the default graph: some keep it apart, some answer from all graphs at once. So the canonical view has a name
of its own there (:data:`CANONICAL`), which each request gives as the default graph of the SPARQL protocol; then a query means
the same everywhere. A server on which that graph is empty is taken to keep the view in its own default graph.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import IO, Any, TypeVar, cast

import pyoxigraph as ox
from SPARQLWrapper import INSERT, JSON, POST, TURTLE, SPARQLWrapper

from graph1540.errors import RemoteError
from graph1540.iri import BASE, G1540, RDF
from graph1540.remote.web import Answered, Web

__all__ = ["CANONICAL", "LINKS", "Endpoint", "Rows", "Wrapper", "note_graphs"]

#: The graph that holds the canonical view where a server's default graph cannot.
CANONICAL = BASE + "graph/canonical"
LINKS = BASE + "graph/links"

_RESULTS = "application/sparql-results+json"
_TRIPLES = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE, "text/plain": ox.RdfFormat.N_TRIPLES}
#: How many names of graphs, things or notes go into one request.
_MANY_GRAPHS = 20_000
_MANY_THINGS = 200
_MANY_NOTES = 20
#: How many quads are remembered of what was asked before.
_REMEMBERED = 1_000_000
_GRAPH = re.compile(r"(?<![?$\w])GRAPH\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<![?$\w])GRAPH\s*(?:<|[\w.-]*:)", re.IGNORECASE)
_FROM = re.compile(r"(?<![?$\w])FROM\s*(?:NAMED\b\s*)?(?:<|[\w.-]*:)", re.IGNORECASE)
#: The headers by which Virtuoso says that it gave a part of the answer for the whole.
_CUT = ("X-SPARQL-MaxRows", "X-SQL-State")

_T = TypeVar("_T")


class Rows:
    """The solutions of a SELECT as they come in."""

    def __init__(self, solutions: ox.QuerySolutions, tell: Callable[[Iterable[Any]], Iterator[Any]]) -> None:
        self.variables = solutions.variables
        self._rows = tell(solutions)

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        return self._rows

    def __next__(self) -> ox.QuerySolution:
        return cast("ox.QuerySolution", next(self._rows))


class Endpoint:
    """The dataset behind an address; it has what ``source.Source`` promises.

    ``graph`` is the graph with the canonical view; ``default`` for the server's own default graph, None to find out.
    What was asked is remembered, so an endpoint shows the dataset as it was when it was asked first.
    """

    def __init__(self, address: str, web: Web, *, graph: str | None = None) -> None:
        self.address = address
        self._web = web
        self._graph = graph
        self._known: dict[tuple[str | None, ...], tuple[ox.Quad, ...]] = {}
        self._size = 0

    @cached_property
    def view(self) -> str | None:
        """The name of the graph with the canonical view; None where it is the server's own default graph."""
        if self._graph == "default":
            return None
        if self._graph is not None:
            return self._graph
        return CANONICAL if self._truth(f"ASK {{ GRAPH <{CANONICAL}> {{ ?s ?p ?o }} }}") else None

    @cached_property
    def _hides(self) -> bool:
        """Whether the server shows no named graph beside a default graph that a request names, as the protocol has it."""
        return not self._truth("ASK { GRAPH ?graph { ?s ?p ?o } }", default=self.view)

    @cached_property
    def _graphs(self) -> tuple[str, ...]:
        found = (*note_graphs(self), LINKS)
        if len(found) > _MANY_GRAPHS:
            raise RemoteError(
                f"{self.address}: {len(found):,} graphs would have to be named in each request; publish with --graph default, "
                "or ask without 'GRAPH <…>'"
            )
        return found

    def query(self, query: str, *, prefixes: dict[str, str] | None = None) -> Rows | ox.QueryBoolean | Iterator[ox.Triple]:
        """The solutions, the truth or the triples that a query gives.

        :raises RemoteError: if the server does not answer it
        """
        head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items() if f"{name}:" in query and f"PREFIX {name}:" not in query)
        text = head + query
        body = "\n".join(line for line in query.splitlines() if not line.lstrip().startswith("#"))
        named: Collection[str] = ()
        view = None if _FROM.search(body) else self.view
        if view is not None and _GRAPH.search(body) and (_NAMED.search(body) or self._hides):
            named = self._graphs
        return self._ask(text, view, named)

    def _ask(self, text: str, default: str | None, named: Collection[str] = ()) -> Rows | ox.QueryBoolean | Iterator[ox.Triple]:
        wrapper = Wrapper(self.address)
        wrapper.setQuery(text)
        if default is not None:
            wrapper.addParameter("default-graph-uri", default)
        for name in named:
            wrapper.addParameter("named-graph-uri", name)
        graph = wrapper.queryType in ("CONSTRUCT", "DESCRIBE")
        if graph:
            wrapper.setReturnFormat(TURTLE)
        wrapper.addCustomHttpHeader("Accept", "application/n-triples, text/turtle;q=0.9" if graph else _RESULTS)
        answer = self._web.send(wrapper.request(), again=True)
        cut = next((answer.headers[name] for name in _CUT if name in answer.headers), None)
        if cut is not None:
            answer.close()
            raise RemoteError(
                f"{self.address}: the server gave a part of the answer for the whole ({cut}); narrow the question, or let it give more "
                "(ResultSetMaxRows and MaxQueryExecutionTime in virtuoso.ini)"
            )
        if graph:
            return self._triples(answer)
        if answer.kind not in (_RESULTS, "application/json"):
            answer.close()
            raise RemoteError(f"{self.address}: the answer is no SPARQL result ({answer.kind}); check that this is the address of an endpoint")
        try:
            found = ox.parse_query_results(cast("IO[bytes]", answer), format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._damaged(error) from error
        return Rows(found, self._told) if isinstance(found, ox.QuerySolutions) else found

    def _triples(self, answer: Answered) -> Iterator[ox.Triple]:
        if answer.kind not in _TRIPLES:
            answer.close()
            raise RemoteError(f"{self.address}: the answer is no graph ({answer.kind}); check that this is the address of an endpoint")
        found = ox.parse(cast("IO[bytes]", answer), format=_TRIPLES[answer.kind])
        return (quad.triple for quad in self._told(found))

    def _told(self, found: Iterable[_T]) -> Iterator[_T]:
        try:
            yield from found
        except (SyntaxError, ValueError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> RemoteError:
        return RemoteError(f"{self.address}: the answer is damaged ({str(error).splitlines()[0]}); try again")

    def _truth(self, text: str, *, default: str | None = None) -> bool:
        return bool(self._ask(text, default))

    def _select(self, text: str, *, default: bool) -> Iterator[ox.QuerySolution]:
        rows = self._ask(text, self.view if default else None)
        assert isinstance(rows, Rows)
        return iter(rows)

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The graphs of the notes and of the links; others on the server are no part of the dataset."""
        return (ox.NamedNode(name) for name in (*note_graphs(self), LINKS))

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[ox.Quad]:  # noqa: A002 - pyoxigraph's name
        """The quads with these terms; None stands for any."""
        key = _key(subject, predicate, object, graph_name)
        if key not in self._known:
            found: list[ox.Quad] = []
            if graph_name is None or graph_name == ox.DefaultGraph():
                found += self._pattern(subject, predicate, object)
            if graph_name != ox.DefaultGraph():
                found += self._pattern(subject, predicate, object, graph_name or ox.Variable("g"))
            self._remember(key, tuple(found))
        return iter(self._known[key])

    def _pattern(self, subject: Any, predicate: Any, object: Any, graph: Any = None) -> Iterator[ox.Quad]:  # noqa: A002
        terms = {"s": subject, "p": predicate, "o": object}
        text = " ".join(f"?{name}" if term is None else str(term) for name, term in terms.items())
        shown = [name for name, term in terms.items() if term is None]
        if graph is not None:
            # A graph that is named outright is looked for among those of the request alone.
            text = f"GRAPH ?g {{ {text} }}" + ("" if isinstance(graph, ox.Variable) else f" VALUES ?g {{ {graph} }}")
            shown.append("g")
        head = " ".join(f"?{name}" for name in shown) or "(1 AS ?there)"
        for row in self._select(f"SELECT DISTINCT {head} WHERE {{ {text} }}", default=graph is None):
            one, verb, other = (terms[part] if terms[part] is not None else row[part] for part in terms)
            if graph is None:
                yield ox.Quad(one, verb, other)
            elif row["g"].value != self.view:
                yield ox.Quad(one, verb, other, row["g"])

    def prefetch(self, subjects: Collection[ox.NamedNode], predicates: Collection[ox.NamedNode]) -> None:
        """Ask what the canonical view says of many things at once, and remember it."""
        graph = ox.DefaultGraph()
        left = [one for one in dict.fromkeys(subjects) if any(_key(one, verb, None, graph) not in self._known for verb in predicates)]
        verbs = " ".join(map(str, predicates))
        for start in range(0, len(left), _MANY_THINGS):
            some = left[start : start + _MANY_THINGS]
            found: dict[tuple[str | None, ...], list[ox.Quad]] = {_key(one, verb, None, graph): [] for one in some for verb in predicates}
            text = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {' '.join(map(str, some))} }} VALUES ?p {{ {verbs} }} ?s ?p ?o }}"
            for row in self._select(text, default=True):
                found[_key(row["s"], row["p"], None, graph)].append(ox.Quad(row["s"], row["p"], row["o"]))
            for key, quads in found.items():
                self._remember(key, tuple(quads))

    def _remember(self, key: tuple[str | None, ...], quads: tuple[ox.Quad, ...]) -> None:
        if self._size > _REMEMBERED:
            self._known.clear()
            self._size = 0
        self._known[key] = quads
        self._size += len(quads) + 1

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        return self.count(None)

    def count(self, graph: str | None) -> int:
        """How many triples a graph holds; the canonical view for None."""
        # A count of nothing is one on some servers, so the rows are counted by what is in them.
        where = "?s ?p ?o" if graph is None else f"GRAPH ?g {{ ?s ?p ?o }} VALUES ?g {{ <{graph}> }}"
        rows = list(self._select(f"SELECT (COUNT(?s) AS ?n) WHERE {{ {where} }}", default=graph is None))
        return int(rows[0]["n"].value)

    def __iter__(self) -> Iterator[ox.Quad]:
        """Every quad of the dataset, as they come in; the number is held against what the server counts.

        :raises RemoteError: if the server leaves some out
        """
        number = 0
        for row in self._select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", default=True):
            number += 1
            yield ox.Quad(row["s"], row["p"], row["o"])
        self._hold(number, self.count(None))
        graphs = [*note_graphs(self), LINKS]
        for start in range(0, len(graphs), _MANY_NOTES):
            some = " ".join(f"<{name}>" for name in graphs[start : start + _MANY_NOTES])
            where = f"GRAPH ?g {{ ?s ?p ?o }} VALUES ?g {{ {some} }}"
            number = 0
            for row in self._select(f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}", default=False):
                number += 1
                yield ox.Quad(row["s"], row["p"], row["o"], row["g"])
            counted = next(self._select(f"SELECT (COUNT(?s) AS ?n) WHERE {{ {where} }}", default=False))
            self._hold(number, int(counted["n"].value))

    def _hold(self, number: int, counted: int) -> None:
        if number != counted:
            raise RemoteError(f"{self.address}: the server gave {number:,} of {counted:,} triples; let it give more rows for one query")


def note_graphs(endpoint: Endpoint) -> list[str]:
    """The graphs of the notes that the canonical view names, in order."""
    rows = endpoint.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(G1540.InformationNote), ox.DefaultGraph())
    return sorted(quad.subject.value for quad in rows if isinstance(quad.subject, ox.NamedNode))


def _key(*terms: Any) -> tuple[str | None, ...]:
    return tuple(None if term is None else str(term) for term in terms)


class Wrapper(SPARQLWrapper):
    """What writes the requests of the SPARQL protocol; by POST, since addresses have a length."""

    def __init__(self, address: str, update: str | None = None) -> None:
        super().__init__(address, updateEndpoint=update, returnFormat=JSON, agent="graph1540")
        self.setMethod(POST)
        self.setOnlyConneg(True)

    def update(self, text: str) -> None:
        """Take an update of ours as it is: what reads it for its kind takes longer than the server for its data."""
        self.queryString, self.queryType = text, INSERT

    def request(self) -> urllib.request.Request:
        """The request, unsent."""
        request: urllib.request.Request = self._createRequest()
        return request
