"""claims: a dataset → the claims of its notes, as they were when they were written."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.errors import DatasetError
from graph1540.iri import DCTERMS, OA, RDF, XSD
from graph1540.model import Claim, Ref, Span, Value

__all__ = ["read_claims"]

_DATES = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})


def read_claims(store: ox.Store) -> dict[str, tuple[Claim, ...]]:
    """The claims of every note of a dataset, by the note's IRI; what the dataset says without evidence is no claim.

    :raises DatasetError: if a claim's evidence is not whole
    """
    notes = [q.graph_name for q in store.quads_for_pattern(None, ox.NamedNode(DCTERMS.identifier), None, None) if isinstance(q.graph_name, ox.NamedNode) and q.subject == q.graph_name]
    return {note.value: _claims(store, note) for note in sorted(notes, key=lambda n: n.value)}


def _claims(store: ox.Store, note: ox.NamedNode) -> tuple[Claim, ...]:
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, note):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
    statement = ox.NamedNode(RDF.Statement)
    claims = [_claim(note.value, iri, facts, about) for iri, facts in about.items() if statement in facts.get(RDF.type, ())]
    return tuple(sorted(claims, key=lambda c: (c.subject, c.predicate, type(c.value).__name__, str(c.value))))


def _claim(note: str, iri: str, facts: dict[str, list[ox.NamedNode | ox.Literal]], about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]) -> Claim:
    try:
        spans = sorted(_span(about[target.value]) for target in facts[OA.hasTarget])
        return Claim(note, Ref(facts[RDF.subject][0].value), facts[RDF.predicate][0].value, _value(facts[RDF.object][0]), tuple(spans))
    except (IndexError, ValueError) as error:
        raise DatasetError(f"{iri}: the claim or its evidence is not whole; build the dataset again from its notes") from error


def _span(facts: dict[str, list[ox.NamedNode | ox.Literal]]) -> Span:
    return Span(int(facts[OA.start][0].value), int(facts[OA.end][0].value), facts[OA.exact][0].value)


def _value(term: ox.NamedNode | ox.Literal) -> Value:
    if isinstance(term, ox.NamedNode):
        return Ref(term.value)
    if term.datatype.value in _DATES:
        return PartialDate.parse(term.value)
    if term.datatype.value == XSD.integer:
        return int(term.value)
    return term.value


