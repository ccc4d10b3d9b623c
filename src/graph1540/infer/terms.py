"""The words of RDF, RDFS and OWL that axioms are written in, and how a fact or an axiom is shown to a reader."""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph1540.iri import OWL, PREFIXES, RDF, RDFS, XSD

__all__ = [
    "CHATTER",
    "DIFFERENT",
    "NOTHING",
    "SAME",
    "SCHEMA_PREDICATES",
    "SCHEMA_TYPES",
    "THING",
    "TYPE",
    "Term",
    "is_datatype",
    "owl",
    "rdf",
    "rdfs",
    "show",
    "show_fact",
    "wider_datatypes",
]

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


def owl(name: str) -> NamedNode:
    """A term of OWL."""
    return NamedNode(OWL + name)


def rdf(name: str) -> NamedNode:
    """A term of RDF."""
    return NamedNode(RDF + name)


def rdfs(name: str) -> NamedNode:
    """A term of RDFS."""
    return NamedNode(RDFS + name)


TYPE = rdf("type")
SAME = owl("sameAs")
DIFFERENT = owl("differentFrom")
THING = owl("Thing")
NOTHING = owl("Nothing")

#: A triple with one of these predicates is (part of) an axiom, wherever it stands.
SCHEMA_PREDICATES = frozenset(
    [rdf(name) for name in ("first", "rest")]
    + [rdfs(name) for name in ("domain", "range", "subClassOf", "subPropertyOf")]
    + [
        owl(name)
        for name in [
            "allValuesFrom",
            "assertionProperty",
            "complementOf",
            "disjointWith",
            "distinctMembers",
            "equivalentClass",
            "equivalentProperty",
            "hasKey",
            "hasValue",
            "intersectionOf",
            "inverseOf",
            "maxCardinality",
            "maxQualifiedCardinality",
            "members",
            "onClass",
            "onDataRange",
            "oneOf",
            "onProperty",
            "propertyChainAxiom",
            "propertyDisjointWith",
            "someValuesFrom",
            "sourceIndividual",
            "targetIndividual",
            "targetValue",
            "unionOf",
        ]
    ]
)

#: A resource with one of these types is (part of) an axiom.
SCHEMA_TYPES = frozenset(
    [rdf("List"), rdf("Property")]
    + [rdfs(name) for name in ("Class", "Datatype", "ContainerMembershipProperty")]
    + [
        owl(name)
        for name in [
            "AllDifferent",
            "AllDisjointClasses",
            "AllDisjointProperties",
            "AnnotationProperty",
            "AsymmetricProperty",
            "Axiom",
            "Class",
            "DatatypeProperty",
            "FunctionalProperty",
            "InverseFunctionalProperty",
            "IrreflexiveProperty",
            "NegativePropertyAssertion",
            "ObjectProperty",
            "Ontology",
            "ReflexiveProperty",
            "Restriction",
            "SymmetricProperty",
            "TransitiveProperty",
        ]
    ]
)

#: Types that say nothing about the thing.
CHATTER = SCHEMA_TYPES | {THING, rdfs("Resource"), rdfs("Literal")}

_WIDER = {
    "byte": "short",
    "short": "int",
    "int": "long",
    "long": "integer",
    "integer": "decimal",
    "unsignedByte": "unsignedShort",
    "unsignedShort": "unsignedInt",
    "unsignedInt": "unsignedLong",
    "unsignedLong": "nonNegativeInteger",
    "positiveInteger": "nonNegativeInteger",
    "nonNegativeInteger": "integer",
    "negativeInteger": "nonPositiveInteger",
    "nonPositiveInteger": "integer",
    "dateTimeStamp": "dateTime",
    "token": "normalizedString",
    "normalizedString": "string",
    "language": "token",
    "NMTOKEN": "token",
    "Name": "token",
    "NCName": "Name",
}


def is_datatype(term: Term) -> bool:
    """Whether ``term`` is a class of literals."""
    return isinstance(term, NamedNode) and (
        term.value.startswith(str(XSD))
        or term.value in {RDFS + "Literal", RDF + "langString", RDF + "PlainLiteral", RDF + "XMLLiteral"}
    )


def wider_datatypes(datatype: NamedNode) -> tuple[NamedNode, ...]:
    """``datatype`` and the datatypes that have its values among theirs (OWL 2 RL, rule dt-type2)."""
    found = [datatype, rdfs("Literal")]
    name = datatype.value.removeprefix(str(XSD))
    while (wider := _WIDER.get(name)) is not None:
        found.append(NamedNode(XSD + wider))
        name = wider
    return tuple(found)


def show(term: Term) -> str:
    """``term`` as Turtle with our prefixes.

    >>> show(NamedNode("https://w3id.org/graph1540/ontology#State"))
    'g1540:State'
    """
    if isinstance(term, NamedNode):
        for prefix, namespace in PREFIXES.items():
            name = term.value.removeprefix(namespace)
            if name != term.value and name.isidentifier():
                return f"{prefix}:{name}"
    return str(term)


def show_fact(fact: Triple) -> str:
    """``fact`` as Turtle, without the full stop."""
    predicate = "a" if fact.predicate == TYPE else show(fact.predicate)
    return f"{show(fact.subject)} {predicate} {show(fact.object)}"
