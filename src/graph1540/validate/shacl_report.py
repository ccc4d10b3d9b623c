"""The standard's own report (https://www.w3.org/TR/shacl/#validation-report), for programs that read SHACL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from graph1540.iri import RDF, XSD
from graph1540.validate.check import results
from graph1540.validate.rules import SH
from graph1540.validate.terms import AnyTerm

__all__ = ["shacl_report"]

_SEVERITY = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}


def shacl_report(store: ox.Store, layers: Sequence[str] = ("claims", "corpus"), *, shapes: Path | None = None) -> str:
    """One ``sh:ValidationReport`` over all layers, in Turtle; the same for the same data."""
    found = list(dict.fromkeys(results(store, layers, shapes=shapes)))
    report = ox.BlankNode("report")
    triples = [
        ox.Triple(report, ox.NamedNode(RDF.type), ox.NamedNode(SH.ValidationReport)),
        ox.Triple(
            report,
            ox.NamedNode(SH.conforms),
            ox.Literal("false" if found else "true", datatype=ox.NamedNode(XSD.boolean)),
        ),
    ]
    for number, result in enumerate(found, 1):
        node = ox.BlankNode(f"result{number}")
        facts: list[tuple[str, AnyTerm]] = [
            (RDF.type, ox.NamedNode(SH.ValidationResult)),
            (SH.focusNode, result.focus),
            (SH.resultSeverity, ox.NamedNode(_SEVERITY[result.rule.severity])),
            (SH.sourceShape, ox.NamedNode(result.rule.iri)),
            (SH.sourceConstraintComponent, ox.NamedNode(result.component)),
            (SH.resultMessage, ox.Literal(result.message)),
        ]
        if result.path:
            facts.append((SH.resultPath, ox.NamedNode(result.path)))
        if result.value is not None:
            facts.append((SH.value, result.value))
        triples.append(ox.Triple(report, ox.NamedNode(SH + "result"), node))
        triples.extend(ox.Triple(node, ox.NamedNode(predicate), value) for predicate, value in facts)
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes={"sh": str(SH)})
    assert data is not None
    return data.decode()
