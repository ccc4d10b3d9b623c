"""The page on the ontology, from ontology/graph1540.ttl alone: ``make docs`` writes docs/ontology.md.

Each term of ours has its words, its place among the others, what follows from it, and what it is to terms of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

__all__ = ["ontology_page"]

G1540 = Namespace("https://w3id.org/graph1540/ontology#")
VANN = Namespace("http://purl.org/vocab/vann/")
_KINDS = (
    ("Classes", (OWL.Class,)),
    ("Properties between things", (OWL.ObjectProperty,)),
    ("Properties with values", (OWL.DatatypeProperty,)),
    ("Annotations", (OWL.AnnotationProperty,)),
)
#: What is told of a term after its words, in this order.
_TOLD = (
    (RDFS.subClassOf, "Is a kind of"), (RDFS.subPropertyOf, "Implies"), (RDFS.domain, "Of"), (RDFS.range, "Values"),
    (OWL.inverseOf, "Inverse of"), (OWL.equivalentClass, "The same as"), (OWL.equivalentProperty, "The same as"),
    (OWL.disjointWith, "Never also"), (SKOS.closeMatch, "Near to"), (SKOS.exactMatch, "The same as"), (SKOS.broadMatch, "Narrower than"),
    (RDFS.seeAlso, "See also"), (SKOS.example, "For example"),
)  # fmt: skip
_TRAITS = {
    OWL.TransitiveProperty: "transitive", OWL.SymmetricProperty: "symmetric", OWL.FunctionalProperty: "one value at most",
    OWL.InverseFunctionalProperty: "identifies", OWL.AsymmetricProperty: "never both ways", OWL.IrreflexiveProperty: "never of itself",
}  # fmt: skip


def ontology_page(path: Path) -> str:
    """The page in Markdown."""
    graph = Graph().parse(path)
    head = next(graph.subjects(RDF.type, OWL.Ontology))
    parts = ["# The ontology\n", "Made from `ontology/graph1540.ttl` by `make docs`; do not edit by hand. [inference.md](inference.md) tells which question",
             "needs which axiom.\n", f"{graph.value(head, DCTERMS.description)}\n", *_metadata(graph, head), ""]  # fmt: skip
    for title, kinds in _KINDS:
        terms = sorted({term for kind in kinds for term in graph.subjects(RDF.type, kind) if str(term).startswith(G1540)}, key=lambda term: str(term).lower())
        parts.append(f"## {title}\n\n" + " · ".join(f"[{_local(term)}](#{_anchor(graph, term)})" for term in terms) + "\n")
        for term in terms:
            parts += [f"### {_kind(graph, term)} {_local(term)}\n", *_term(graph, term), ""]
    parts += ["## What no thing can be at once\n", *_disjoint(graph)]
    return "\n".join(parts).rstrip() + "\n"


def _local(term: object) -> str:
    return str(term).removeprefix(str(G1540))


def _kind(graph: Graph, term: object) -> str:
    return "Class" if (term, RDF.type, OWL.Class) in graph else "Property"


def _anchor(graph: Graph, term: object) -> str:
    return f"{_kind(graph, term)}-{_local(term)}".lower()


def _metadata(graph: Graph, head: URIRef) -> Iterator[str]:
    yield "| | |\n|---|---|"
    yield f"| IRI | <{head}> |"
    yield f"| version | {graph.value(head, OWL.versionInfo)}, <{graph.value(head, OWL.versionIRI)}> |"
    yield f"| prefix | `{graph.value(head, VANN.preferredNamespacePrefix)}:` for `{graph.value(head, VANN.preferredNamespaceUri)}` |"
    yield f"| licence | <{graph.value(head, DCTERMS.license)}> |"
    yield f"| profile | <{graph.value(head, DCTERMS.conformsTo)}> |"
    yield f"| changes | {' '.join(sorted(str(note) for note in graph.objects(head, SKOS.changeNote)))} |"
    for note in sorted(str(note) for note in graph.objects(head, SKOS.editorialNote)):
        yield f"\n{note}"


def _term(graph: Graph, term: URIRef) -> Iterator[str]:
    yield f"`g1540:{_local(term)}`, \u201c{graph.value(term, RDFS.label)}\u201d: {graph.value(term, RDFS.comment)}\n"
    for note in sorted(str(note) for note in graph.objects(term, SKOS.scopeNote)):
        yield f"{note}\n"
    traits = sorted(name for kind, name in _TRAITS.items() if (term, RDF.type, kind) in graph)
    if traits:
        yield f"- {', '.join(traits).capitalize()}."
    for verb, words in _TOLD:
        values = sorted({_shown(graph, value) for value in graph.objects(term, verb)})
        if values:
            yield f"- {words}: {', '.join(values)}."
    for chain in graph.objects(term, OWL.propertyChainAxiom):
        yield f"- Follows from: {' / '.join(_shown(graph, step) for step in Collection(graph, chain))}."
    inverse = sorted(_shown(graph, one) for one in graph.subjects(OWL.inverseOf, term))
    below = sorted(_shown(graph, one) for verb in (RDFS.subClassOf, RDFS.subPropertyOf) for one in graph.subjects(verb, term))
    if inverse:
        yield f"- Inverse: {', '.join(inverse)}."
    if below:
        yield f"- Below it: {', '.join(below)}."


def _shown(graph: Graph, value: object) -> str:
    if isinstance(value, Literal):
        return f"\u201c{str(value).rstrip('.')}\u201d"
    if isinstance(value, BNode):
        return _restriction(graph, value)
    name = graph.namespace_manager.normalizeUri(str(value))
    if str(value).startswith(str(G1540)):
        return f"[{name}](#{_anchor(graph, value)})" if (value, RDFS.label, None) in graph else name
    return f"`{name}`"


def _restriction(graph: Graph, node: BNode) -> str:
    for joined, word in ((OWL.unionOf, " or "), (OWL.intersectionOf, " and "), (OWL.oneOf, " or ")):
        members = graph.value(node, joined)
        if members is not None:
            return word.join(sorted(_shown(graph, one) for one in Collection(graph, members)))
    verb = graph.value(node, OWL.onProperty)
    for kind, word in ((OWL.hasValue, "with"), (OWL.someValuesFrom, "with some"), (OWL.allValuesFrom, "with only"), (OWL.maxCardinality, "with at most")):
        value = graph.value(node, kind)
        if value is not None:
            return f"what has {_shown(graph, verb)} {word} {_shown(graph, value)}"
    raise ValueError(f"the ontology has an expression that the page cannot tell: {sorted(graph.predicate_objects(node))}")


def _disjoint(graph: Graph) -> Iterator[str]:
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = Collection(graph, graph.value(node, OWL.members))
        yield "Each of these is none of the others: " + ", ".join(_shown(graph, one) for one in members) + ".\n"
    for one, other in sorted(graph.subject_objects(OWL.disjointWith)):
        yield f"{_shown(graph, one)} is never {_shown(graph, other)}.\n"
