"""write: claims, links and merged claims → quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.iri import DCTERMS, G1540, OA, RDF, SCHEMA, SKOS, XSD, claim_iri, note_iri, span_iri
from graph1540.model import Claim, Note, Ref, Span, Value

__all__ = ["note_quads", "term", "value_key"]

_TYPES = {name: ox.NamedNode(XSD + name) for name in ("date", "gYearMonth", "gYear", "integer", "decimal")}
_INTEGER = _TYPES["integer"]
_TYPE, _STATEMENT = ox.NamedNode(RDF.type), ox.NamedNode(RDF.Statement)
_SUBJECT, _PREDICATE, _OBJECT = ox.NamedNode(RDF.subject), ox.NamedNode(RDF.predicate), ox.NamedNode(RDF.object)
_TARGET, _START, _END, _EXACT = ox.NamedNode(OA.hasTarget), ox.NamedNode(OA.start), ox.NamedNode(OA.end), ox.NamedNode(OA.exact)
#: Words in English rather than codes.
_ENGLISH = frozenset({SKOS.prefLabel, SKOS.altLabel, DCTERMS.title, G1540.quotation, G1540.roleName})


def term(predicate: str, value: Value) -> ox.NamedNode | ox.Literal:
    """The RDF term of a claim's value."""
    if isinstance(value, Ref):
        return ox.NamedNode(value.iri)
    if isinstance(value, PartialDate):
        return ox.Literal(str(value), datatype=_TYPES[value.datatype.removeprefix("xsd:")])
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=_TYPES["integer"])
    if predicate in _ENGLISH:
        return ox.Literal(value, language="en")
    return ox.Literal(value)


def value_key(value: Value) -> str:
    """A value as the text that a claim's identity is made of."""
    return value.iri if isinstance(value, Ref) else f"{type(value).__name__}:{value}"


class _Named(dict[str, ox.NamedNode]):
    """The nodes of IRIs, each made once."""

    def __missing__(self, iri: str) -> ox.NamedNode:
        node = self[iri] = ox.NamedNode(iri)
        return node


def note_quads(note: Note, claims: Iterable[Claim]) -> Iterator[ox.Quad]:
    """The graph of one note: the note itself, its claims, and the evidence of each."""
    graph = ox.NamedNode(note_iri(note.slug))
    about: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = (
        (RDF.type, ox.NamedNode(G1540.InformationNote)),
        (DCTERMS.identifier, ox.Literal(note.name)),
        (G1540.digest, ox.Literal(note.digest)),
        (SCHEMA.text, ox.Literal(note.text)),
    )
    for about_it, known in about:
        yield ox.Quad(graph, ox.NamedNode(about_it), known, graph)
    named = _Named()
    targets: dict[Span, ox.NamedNode] = {}
    for _, subject_ref, said, meant, evidence in claims:
        subject, predicate = named[subject_ref.iri], named[said]
        value = named[meant.iri] if isinstance(meant, Ref) else term(said, meant)
        yield ox.Quad(subject, predicate, value, graph)
        statement = ox.NamedNode(claim_iri(graph.value, subject_ref.iri, said, value_key(meant)))
        yield ox.Quad(statement, _TYPE, _STATEMENT, graph)
        yield ox.Quad(statement, _SUBJECT, subject, graph)
        yield ox.Quad(statement, _PREDICATE, predicate, graph)
        yield ox.Quad(statement, _OBJECT, value, graph)
        for span in evidence:
            target = targets.get(span)
            if target is None:
                target = targets[span] = ox.NamedNode(span_iri(graph.value, span.start, span.end))
            yield ox.Quad(statement, _TARGET, target, graph)
    for span, target in sorted(targets.items()):
        yield ox.Quad(target, _START, ox.Literal(str(span.start), datatype=_INTEGER), graph)
        yield ox.Quad(target, _END, ox.Literal(str(span.end), datatype=_INTEGER), graph)
        yield ox.Quad(target, _EXACT, ox.Literal(span.exact), graph)


def decimal(value: float) -> ox.Literal:
    """A score to two decimals, in the canonical form of XML Schema 1.1 part 2, section 3.3.3, which stores keep.

    >>> decimal(0.9).value, decimal(1.0).value
    ('0.9', '1')
    """
    rounded = Decimal(value).quantize(Decimal("0.01")).normalize()
    return ox.Literal(f"{rounded:f}", datatype=_TYPES["decimal"])
