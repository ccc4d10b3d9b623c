"""Who says so: the words of the notes behind a pair of subject and value, and behind the rows of an answer.

A note speaks of things of its own (its first event); the links tell which canonical thing each is. So a canonical
fact is said by every claim whose subject, and whose value where it is a thing, are linked to those of the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graph1540.iri import BASE, DCTERMS, OA, PROV, RDF, SCHEMA
from graph1540.query.answer import Answer, Column, Term
from graph1540.source import Source

__all__ = ["LINKS", "Quote", "Said", "claims_of", "local_names", "with_evidence"]

#: The graph of links and merged facts.
LINKS = NamedNode(BASE + "graph/links")

_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_STATEMENT, _TYPE = NamedNode(RDF.Statement), NamedNode(RDF.type)
_LOCAL_OF = NamedNode(PROV.specializationOf)
#: Where a sentence ends: not after an initial or a short title.
_END = re.compile(r"(?<![A-Z])(?<!\b[DMS]r)(?<!\bMs)(?<!\bNo)[.!?][\u201d\"')]?\s+(?=[A-Z\u201c\"(])")


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a note, by their place in its text; ``line`` counts the text's own lines from 1.

    ``sentence`` is what they stand in, with single blanks, and ``at`` their place in it.
    """

    note: str
    file: str
    start: int
    end: int
    exact: str
    line: int
    sentence: str
    at: int


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One claim: what a note says in its own terms, and its words."""

    claim: str
    subject: str
    predicate: str
    value: str
    quotes: tuple[Quote, ...]


def local_names(store: Source, term: Term) -> tuple[Term, ...]:
    """``term`` and what the notes' own graphs call it."""
    if not isinstance(term, NamedNode):
        return (term,)
    linked = store.quads_for_pattern(None, _LOCAL_OF, term, LINKS)
    return (term, *sorted((quad.subject for quad in linked if isinstance(quad.subject, NamedNode)), key=str))


def claims_of(store: Source, subject: Term, value: Term, predicate: NamedNode | None = None) -> tuple[Said, ...]:
    """Every claim that says something (or ``predicate``) of ``subject`` with this value, by note and place."""
    found: set[Said] = set()
    for own, its in product(local_names(store, subject), local_names(store, value)):
        about = store.quads_for_pattern(None, _SUBJECT, own, None)
        nodes = {(q.subject, q.graph_name) for q in store.quads_for_pattern(None, _OBJECT, its, None)}
        for node, graph in ((q.subject, q.graph_name) for q in about if (q.subject, q.graph_name) in nodes):
            if graph == LINKS or not _is_claim(store, node, graph):
                continue
            for quad in store.quads_for_pattern(node, _PREDICATE, None, graph):
                if predicate in (None, quad.object) and isinstance(quad.object, NamedNode):
                    quotes = tuple(sorted(_quotes(store, node, graph)))
                    found.add(Said(_name(node), _name(own), quad.object.value, _name(its), quotes))
    return tuple(sorted(found, key=lambda said: (said.quotes, said)))


def _is_claim(store: Source, node: object, graph: object) -> bool:
    return any(store.quads_for_pattern(node, _TYPE, _STATEMENT, graph))


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _quotes(store: Source, claim: object, graph: object) -> Iterator[Quote]:
    note = _name(graph)
    file = _literal(store, NamedNode(note), DCTERMS.identifier, DefaultGraph()) or note.rsplit("/", 1)[-1]
    text = _literal(store, NamedNode(note), SCHEMA.text, graph) or ""
    for quad in store.quads_for_pattern(claim, NamedNode(OA.hasTarget), None, graph):
        start, end = (int(_literal(store, quad.object, place, graph) or 0) for place in (OA.start, OA.end))
        exact = _literal(store, quad.object, OA.exact, graph) or ""
        begin, finish = _sentence(text, start, end)
        sentence = " ".join(text[begin:finish].split()) or exact
        # The blank tells whether a word goes on; it is no part of what comes before.
        at = len(" ".join((text[begin:start] + "|").split())) - 1 if text else 0
        yield Quote(note, file, start, end, exact, text.count("\n", 0, start) + 1, sentence, at)


def _literal(store: Source, node: object, property_: str, graph: object) -> str | None:
    for quad in store.quads_for_pattern(node, NamedNode(property_), None, graph):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, or the sentences, that the span stands in begin and end; never more than its lines."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    breaks = [first + found.end() for found in _END.finditer(text[first:last])]
    begin = max((place for place in breaks if place <= start), default=first)
    return begin, min((place for place in breaks if place >= end), default=last)


def with_evidence(store: Source, answer: Answer, given: Iterable[Term] = ()) -> Answer:
    """The answer with one more column: the words of the notes for each pair of things in a row.

    ``given`` are the values that the query was asked about; they stand in no column but belong to every row.
    """
    extra = tuple(given)
    known: dict[tuple[Term, Term], tuple[Said, ...]] = {}
    rows = []
    for row in answer.rows:
        terms = [*dict.fromkeys(term for term in (*extra, *row) if term is not None)]
        said: list[Said] = []
        for pair in product((t for t in terms if isinstance(t, NamedNode)), terms):
            if pair[0] != pair[1]:
                if pair not in known:
                    known[pair] = claims_of(store, *pair)
                said += (one for one in known[pair] if one.predicate != RDF.type)
        # A row that names a note speaks of that note alone.
        notes = {term.value for term in terms if isinstance(term, NamedNode)}
        quotes = {quote for one in said for quote in one.quotes}
        own = {quote for quote in quotes if quote.note in notes} or quotes
        rows.append((*row, Literal(_told(own)) if own else None))
    return replace(answer, columns=(*answer.columns, Column("evidence", "Who says so")), rows=tuple(rows))


def _told(quotes: Iterable[Quote]) -> str:
    """The quotes, by note and place: ``a.txt: “Minsk” “1 to 5 August 2016”; b.md: …``."""
    by_file: dict[str, dict[str, None]] = {}
    for quote in sorted(quotes):
        by_file.setdefault(quote.file, {})[f"\u201c{' '.join(quote.exact.split())}\u201d"] = None
    return "; ".join(f"{file}: {' '.join(quotes)}" for file, quotes in by_file.items())
