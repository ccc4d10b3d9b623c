"""Helpers that speak Turtle, and owlrl as the reference for the closure."""

import owlrl
import pyoxigraph
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple

from graph1540.infer.terms import CHATTER, SAME, SCHEMA_PREDICATES, SCHEMA_TYPES, TYPE, is_datatype
from graph1540.iri import PREFIXES
from graph1540.resources import data_dir

ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
HEAD = "@base <https://w3id.org/graph1540/> .\n@prefix ex: <http://example.org/> .\n" + "".join(
    f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()
)


def parse(text: str) -> list[Triple]:
    return [quad.triple for quad in pyoxigraph.parse(HEAD + text, format=RdfFormat.TURTLE)]


def reference_closure(data: list[Triple], axioms: list[Triple]) -> tuple[set[Triple], list[str]]:
    """What owlrl adds about the things of ``data``, and the errors that it finds."""
    graph = rdflib.Graph()
    plain = [axiom for axiom in axioms if axiom.predicate in SCHEMA_PREDICATES or axiom.object in SCHEMA_TYPES]
    graph.parse(data=pyoxigraph.serialize([*data, *plain], format=RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    ).expand(graph)
    errors = sorted({str(error) for error in graph.objects(None, ERROR)})
    told = rdflib.Graph()
    for triple in graph:
        if isinstance(triple[0], rdflib.URIRef) and isinstance(triple[1], rdflib.URIRef):
            told.add(triple)
    found = pyoxigraph.parse(told.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES)
    declared = {axiom.subject for axiom in plain if axiom.object in SCHEMA_TYPES}
    return {t for t in (quad.triple for quad in found) if telling(t, declared)} - set(data), errors


def telling(triple: Triple, declared: set) -> bool:
    """Whether a triple is about data: no reflexive equality, nothing on the schema, no type that says nothing."""
    if triple.subject in declared or is_datatype(triple.subject) or triple.predicate in SCHEMA_PREDICATES:
        return False
    if triple.predicate == SAME and triple.subject == triple.object:
        return False
    if triple.predicate == TYPE:
        return isinstance(triple.object, NamedNode) and triple.object not in CHATTER and not is_datatype(triple.object)
    # The subject of owlrl's error report and the annotation properties that it types are no data.
    return not triple.subject.value.startswith("http://www.w3.org/") and "agent-ont" not in triple.predicate.value


ONTOLOGY = data_dir("ontology") / "graph1540.ttl"
AXIOMS = [quad.triple for quad in pyoxigraph.parse(path=str(ONTOLOGY))]
