"""write: claims, links and merged claims → quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.iri import DCTERMS, G1540, OA, RDF, SCHEMA, SKOS, XSD, claim_iri, note_iri, span_iri
from graph1540.model import Claim, Note, Ref, Span, Value

__all__ = ["note_lines", "note_quads", "term", "value_key"]

_TYPES = {name: ox.NamedNode(XSD + name) for name in ("date", "gYearMonth", "gYear", "integer", "decimal")}
_INTEGER = _TYPES["integer"]
_TYPE, _STATEMENT = ox.NamedNode(RDF.type), ox.NamedNode(RDF.Statement)
_SUBJECT, _PREDICATE, _OBJECT = ox.NamedNode(RDF.subject), ox.NamedNode(RDF.predicate), ox.NamedNode(RDF.object)
_TARGET, _START, _END, _EXACT = ox.NamedNode(OA.hasTarget), ox.NamedNode(OA.start), ox.NamedNode(OA.end), ox.NamedNode(OA.exact)
#: What stands between subject and value in a line of N-Quads.
_IS_STATEMENT, _HAS_SUBJECT, _HAS_PREDICATE, _HAS_OBJECT, _HAS_TARGET, _STARTS, _ENDS, _HAS_EXACT = (
    *(f" {_TYPE} {_STATEMENT}", f" {_SUBJECT} ", f" {_PREDICATE} ", f" {_OBJECT} ", f" {_TARGET} "),
    *(f' {_START} "', f' {_END} "', f" {_EXACT} "),
)
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


def note_lines(note: Note, claims: Iterable[Claim]) -> dict[str, None]:
    """What :func:`note_quads` gives as lines of N-Quads, each once, in a third of the time.

    An IRI stands in N-Quads as it is: those of ours hold nothing that would have to be escaped.
    """
    graph = note_iri(note.slug)
    end = f" <{graph}> .\n"
    number = f'"^^{_INTEGER}{end}'
    lines = [
        f"<{graph}> <{RDF.type}> <{G1540.InformationNote}>{end}",
        f"<{graph}> <{DCTERMS.identifier}> {ox.Literal(note.name)}{end}",
        f"<{graph}> <{G1540.digest}> {ox.Literal(note.digest)}{end}",
        f"<{graph}> <{SCHEMA.text}> {ox.Literal(note.text)}{end}",
    ]
    targets: dict[Span, str] = {}
    for _, subject, said, meant, evidence in claims:
        value = f"<{meant.iri}>" if isinstance(meant, Ref) else str(term(said, meant))
        statement = f"<{claim_iri(graph, subject.iri, said, value_key(meant))}>"
        lines += (
            f"<{subject.iri}> <{said}> {value}{end}",
            f"{statement}{_IS_STATEMENT}{end}",
            f"{statement}{_HAS_SUBJECT}<{subject.iri}>{end}",
            f"{statement}{_HAS_PREDICATE}<{said}>{end}",
            f"{statement}{_HAS_OBJECT}{value}{end}",
        )
        for span in evidence:
            target = targets.get(span)
            if target is None:
                target = targets[span] = f"<{span_iri(graph, span.start, span.end)}>"
            lines.append(f"{statement}{_HAS_TARGET}{target}{end}")
    for span, target in targets.items():
        lines += (
            f"{target}{_STARTS}{span.start}{number}",
            f"{target}{_ENDS}{span.end}{number}",
            f"{target}{_HAS_EXACT}{ox.Literal(span.exact)}{end}",
        )
    return dict.fromkeys(lines)


def decimal(value: float) -> ox.Literal:
    """A score to two decimals, in the canonical form of XML Schema 1.1 part 2, section 3.3.3, which stores keep.

    >>> decimal(0.9).value, decimal(1.0).value
    ('0.9', '1')
    """
    rounded = Decimal(value).quantize(Decimal("0.01")).normalize()
    return ox.Literal(f"{rounded:f}", datatype=_TYPES["decimal"])
