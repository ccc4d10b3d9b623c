"""write: claims, links and merged claims → quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.iri import DCTERMS, G1540, OA, RDF, SCHEMA, SKOS, XSD, claim_iri, note_iri, span_iri
from graph1540.model import Claim, Note, Ref, Value

__all__ = ["note_quads", "term", "value_key"]

_TYPES = {name: ox.NamedNode(XSD + name) for name in ("date", "gYearMonth", "gYear", "integer", "decimal")}
_TYPE = ox.NamedNode(RDF.type)
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


def note_quads(note: Note, claims: Iterable[Claim]) -> Iterator[ox.Quad]:
    """The graph of one note: the note itself, its claims, and the evidence of each."""
    graph = ox.NamedNode(note_iri(note.slug))
    about: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = (
        (RDF.type, ox.NamedNode(G1540.InformationNote)),
        (DCTERMS.identifier, ox.Literal(note.name)),
        (G1540.digest, ox.Literal(note.digest)),
        (SCHEMA.text, ox.Literal(note.text)),
    )
    for said, known in about:
        yield ox.Quad(graph, ox.NamedNode(said), known, graph)
    spans: dict[tuple[int, int], str] = {}
    for claim in claims:
        subject = ox.NamedNode(claim.subject.iri)
        predicate = ox.NamedNode(claim.predicate)
        value = term(claim.predicate, claim.value)
        yield ox.Quad(subject, predicate, value, graph)
        statement = ox.NamedNode(claim_iri(graph.value, claim.subject.iri, claim.predicate, value_key(claim.value)))
        yield ox.Quad(statement, _TYPE, ox.NamedNode(RDF.Statement), graph)
        yield ox.Quad(statement, ox.NamedNode(RDF.subject), subject, graph)
        yield ox.Quad(statement, ox.NamedNode(RDF.predicate), predicate, graph)
        yield ox.Quad(statement, ox.NamedNode(RDF.object), value, graph)
        for span in claim.evidence:
            spans[span.start, span.end] = span.exact
            yield ox.Quad(statement, ox.NamedNode(OA.hasTarget), ox.NamedNode(span_iri(graph.value, span.start, span.end)), graph)
    for (start, end), exact in sorted(spans.items()):
        target = ox.NamedNode(span_iri(graph.value, start, end))
        yield ox.Quad(target, ox.NamedNode(OA.start), ox.Literal(str(start), datatype=_TYPES["integer"]), graph)
        yield ox.Quad(target, ox.NamedNode(OA.end), ox.Literal(str(end), datatype=_TYPES["integer"]), graph)
        yield ox.Quad(target, ox.NamedNode(OA.exact), ox.Literal(exact), graph)


def decimal(value: float) -> ox.Literal:
    """A score to two decimals, in the canonical form of XML Schema 1.1 part 2, section 3.3.3, which stores keep.

    >>> decimal(0.9).value, decimal(1.0).value
    ('0.9', '1')
    """
    rounded = Decimal(value).quantize(Decimal("0.01")).normalize()
    return ox.Literal(f"{rounded:f}", datatype=_TYPES["decimal"])
