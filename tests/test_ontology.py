"""The ontology says what the vocabulary contract promises, each term explained; the JSON-LD context loses nothing."""

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyld import jsonld
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from graph1540.infer.terms import SCHEMA_PREDICATES
from graph1540.iri import DCTERMS, G1540, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS
from graph1540.resources import data_dir

ROOT = Path(__file__).parents[1]
ONTOLOGY = data_dir("ontology") / "graph1540.ttl"
IRI = NamedNode("https://w3id.org/graph1540/ontology")
TRIPLES = frozenset(quad.triple for quad in pyoxigraph.parse(path=str(ONTOLOGY)))
TERMS = sorted(
    {
        t.subject.value.removeprefix(str(G1540))
        for t in TRIPLES
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith(str(G1540))
    }
)

#: The contract: class → properties of which it is the domain (or among the domains).
CONTRACT = {
    "InformationNote": "reportsOn mentions cites digest",
    "Event": "eventType startDate endDate heldAt heldIn organizer supporter participant participantCount followUpOf concerns "
    "considersPlan topic outcome eventStatus",
    "State": "",
    "Organization": "organOf",
    "Resolution": "symbol",
    "Provision": "provisionOf quotation",
    "ActionPlan": "planOf planStatus implements",
    "Letter": "sender recipient invitesTo",
    "Person": "",
    "Document": "symbol",
    "Place": "inState",
}
#: What the program emits beyond it.
MORE = {
    "Event": "attendanceMode attendee series invitee inviter followedUpBy follows involves involvesOrganOf invitationLetter reportedBy",
    "EventSeries": "",
    "Actor": "organizes supports participatesIn involvedIn engagesWith",
    "State": "officialName formerName demonym isoAlpha2 m49 membership inRegion hostedEvent",
    "Person": "represents",
    "Place": "isCapitalOf geonamesId",
    "Resolution": "succeeds",
    "Letter": "letterKind inviter",
    "PlanVersion": "versionOf previousVersion planStatus",
    "Disagreement": "about onProperty position",
    "Position": "",
    "MergedFact": "noteCount",
    "Link": "local canonical score reason",
    "AssistanceRequest": "requestedBy requestedFrom",
}
RANGELESS = {"mentions", "about", "local", "canonical", "officialName", "formerName", "demonym"}
DOMAINLESS = {"mentionedBy"}


def objects(term: str | NamedNode, predicate: str) -> set:
    subject = NamedNode(G1540 + term) if isinstance(term, str) else term
    return {t.object for t in TRIPLES if t.subject == subject and t.predicate.value == predicate}


def is_class(term: str) -> bool:
    return NamedNode(OWL + "Class") in objects(term, RDF + "type")


PROPERTIES = [term for term in TERMS if not is_class(term)]


def test_the_ontology_has_terms():
    assert len(TERMS) - len(PROPERTIES) == 19
    assert len(PROPERTIES) == 73


@pytest.mark.parametrize(("kind", "names"), [*CONTRACT.items(), *MORE.items()])
def test_every_promised_term_is_defined_with_its_domain(kind, names):
    assert is_class(kind)
    domains = {
        name: {*objects(name, RDFS + "domain"), *objects(name, SCHEMA + "domainIncludes")} for name in names.split()
    }
    assert {name: NamedNode(G1540 + kind) in found for name, found in domains.items()} == dict.fromkeys(domains, True)


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_explained_once_in_english(term):
    labels, comments = objects(term, RDFS + "label"), objects(term, RDFS + "comment")
    assert [text.language for text in (*labels, *comments)] == ["en", "en"]
    assert next(iter(comments)).value.endswith(".")


def test_every_property_has_domain_and_range_where_there_is_one():
    domainless = {t for t in PROPERTIES if not objects(t, RDFS + "domain") | objects(t, SCHEMA + "domainIncludes")}
    assert domainless == DOMAINLESS
    assert {term for term in PROPERTIES if not objects(term, RDFS + "range")} == RANGELESS


def test_labels_are_unique():
    assert [
        label for label, count in Counter(str(*objects(term, RDFS + "label")) for term in TERMS).items() if count > 1
    ] == []


def test_the_ontology_describes_itself():
    assert objects(IRI, DCTERMS + "license") == {NamedNode("https://creativecommons.org/licenses/by/4.0/")}
    (version,) = objects(IRI, OWL + "versionInfo")
    assert objects(IRI, OWL + "versionIRI") == {NamedNode(f"{IRI.value}/{version.value}")}
    for predicate in ("title", "description", "creator", "created"):
        assert objects(IRI, DCTERMS + predicate)


def test_every_term_in_an_axiom_is_declared():
    declared = {t.subject for t in TRIPLES if t.predicate.value == RDF + "type"}
    named = {
        term
        for t in TRIPLES
        if t.predicate in SCHEMA_PREDICATES
        for term in (t.subject, t.object)
        if isinstance(term, NamedNode)
        and not term.value.startswith((str(OWL), str(RDFS), "http://www.w3.org/2001/XMLSchema#", RDF + "nil"))
    }
    assert {term.value for term in named - declared} == set()


def test_the_reference_data_and_axioms_use_our_declared_terms_only():
    known = {G1540 + term for term in TERMS}
    files = sorted((data_dir("ontology") / "reference").rglob("*.ttl"))
    used = {
        term.value
        for path in files
        for quad in pyoxigraph.parse(path=str(path))
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(str(G1540))
    }
    assert files
    assert used
    assert used - known == set()


def test_it_is_within_owl_2_rl():
    """Neither unions nor cardinalities above classes, and no class expression but lists of names."""
    used = {t.predicate.value.removeprefix(str(OWL)) for t in TRIPLES if t.predicate.value.startswith(str(OWL))}
    assert used == {"disjointWith", "inverseOf", "members", "propertyChainAxiom", "versionIRI", "versionInfo"}
    heads = {t.object for t in TRIPLES if t.predicate.value in {OWL + "members", OWL + "propertyChainAxiom"}}
    assert all(isinstance(head, BlankNode) for head in heads)


# The JSON-LD context.

CONTEXT = json.loads((data_dir("ontology") / "context.jsonld").read_text(encoding="utf-8"))

SAMPLE = """
<id/event/1> a g1540:Event ; skos:prefLabel "Peer review, Dushanbe 2017"@en , "Examen"@fr ; dcterms:title "The meeting"@en ;
  g1540:startDate "2017-08-02"^^xsd:date ; g1540:endDate "2017-08"^^xsd:gYearMonth ; g1540:participantCount 55 ;
  g1540:heldAt <id/place/dushanbe> ; g1540:heldIn <id/state/TJK> ; g1540:organizer <id/state/TJK> , <id/organization/osce> ;
  g1540:eventType <id/event-type/peer-review> ; g1540:eventStatus <https://example.org/held> ;
  g1540:topic <id/topic/licensing> , <id/topic/export-control> ; g1540:attendanceMode <id/attendance-mode/in-person> ;
  g1540:followUpOf <id/event/2> ; g1540:attendee <id/person/x> ; g1540:concerns <id/resolution/1540> .
<id/event/2> g1540:startDate "2016"^^xsd:gYear , "2016-08-01"^^xsd:date ; dcterms:title "Plain" .
<id/person/x> a g1540:Person ; skos:prefLabel "Ruslan Tynaliev" ; org:hasMembership _:m .
_:m a org:Membership ; org:organization <id/organization/y> ; g1540:roleName "Head" .
<id/plan/TJK> a g1540:ActionPlan ; g1540:planStatus <id/plan-status/draft> ; g1540:planOf <id/state/TJK> .
<id/fact/1> a g1540:MergedFact , rdf:Statement ; rdf:subject <id/event/1> ; rdf:predicate g1540:startDate ;
  rdf:object "2017-08-02"^^xsd:date ; g1540:noteCount 2 ; prov:wasDerivedFrom <id/note/a#claim-1> , <id/note/b#claim-2> .
<id/link/1> a g1540:Link ; g1540:score 0.80 ; g1540:reason "same city" ; g1540:local <id/note/a#event-1> ; g1540:canonical <id/event/1> .
<id/disagreement/1> a g1540:Disagreement ; g1540:onProperty g1540:startDate ; g1540:position <id/position/1> .
<id/position/1> a g1540:Position ; rdf:value "2017-08-02"^^xsd:date .
<id/state/TJK> a g1540:State ; g1540:demonym "Tajik"@en ; skos:notation "TJK" ; g1540:membership <id/membership/member> .
"""


def sample() -> list[Triple]:
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    text = f"@base <https://w3id.org/graph1540/> .\n{head}{SAMPLE}"
    return [quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.TURTLE)]


def same(left: list[Triple], right: list[Triple]) -> bool:
    sides = []
    for triples in (left, right):
        dataset = pyoxigraph.Dataset(pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in triples)
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
        sides.append(set(dataset))
    return sides[0] == sides[1]


def compacted(*, native: bool) -> dict:
    text = pyoxigraph.serialize(
        [pyoxigraph.Quad(t.subject, t.predicate, t.object) for t in sample()], format=RdfFormat.N_QUADS
    ).decode()
    return jsonld.compact(jsonld.from_rdf(text, {"useNativeTypes": native}), CONTEXT)


@pytest.mark.parametrize("native", [False, True])
def test_compacting_and_expanding_give_the_same_triples(native):
    text = jsonld.to_rdf(compacted(native=native), {"format": "application/n-quads"})
    assert same([quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.N_QUADS)], sample())


def test_compact_events_read_like_plain_json():
    nodes = {node["id"]: node for node in compacted(native=True)["graph"]}
    base = "https://w3id.org/graph1540/id/"
    assert nodes[base + "event/1"] == {
        "id": base + "event/1",
        "type": "Event",
        "label": "Peer review, Dushanbe 2017",
        "skos:prefLabel": {"language": "fr", "value": "Examen"},
        "title": "The meeting",
        "startDate": {"type": "xsd:date", "value": "2017-08-02"},
        "endDate": {"type": "xsd:gYearMonth", "value": "2017-08"},
        "participantCount": 55,
        "heldAt": base + "place/dushanbe",
        "heldIn": [base + "state/TJK"],
        "organizer": [base + "state/TJK", base + "organization/osce"],
        "eventType": "peer-review",
        "eventStatus": "https://example.org/held",
        "topic": ["licensing", "export-control"],
        "attendanceMode": "in-person",
        "followUpOf": [base + "event/2"],
        "attendee": [base + "person/x"],
        "concerns": [base + "resolution/1540"],
    }
    assert nodes[base + "person/x"]["name"] == "Ruslan Tynaliev"
    assert nodes[base + "link/1"]["score"] == "0.80"


def test_the_context_has_every_term_of_ours():
    defined = {
        entry if isinstance(entry, str) else entry.get("@id") for entry in CONTEXT["@context"].values() if entry != 1.1
    }
    assert {f"g1540:{term}" for term in TERMS} - defined == set()
    names = [str(entry) for entry in defined if re.match(r"g1540:\w", str(entry))]
    assert {name.removeprefix("g1540:") for name in names} - set(TERMS) == set()


def test_the_context_and_the_program_share_their_prefixes():
    assert {prefix: CONTEXT["@context"].get(prefix) for prefix in PREFIXES} == {p: str(n) for p, n in PREFIXES.items()}


def test_concept_schemes_of_modes_are_there():
    path = data_dir("ontology") / "reference" / "modes.ttl"
    codes = {
        quad.object.value for quad in pyoxigraph.parse(path=str(path)) if quad.predicate.value == SKOS + "notation"
    }
    assert codes == {"hybrid", "in-person", "virtual", "letter", "note-verbale"}


def page():
    spec = importlib.util.spec_from_file_location("ontology_page", ROOT / ".ci" / "ontology_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ontology_page(ONTOLOGY)


def test_the_page_on_the_ontology_is_in_step():
    assert page() == (ROOT / "docs" / "ontology.md").read_text("utf-8"), "run 'make docs'"


def test_the_page_tells_of_every_term_with_its_words_and_leads_nowhere_else():
    text = page()
    headings = re.findall(r"^### (?:Class|Property) (.+)$", text, re.MULTILINE)
    assert sorted(headings) == TERMS
    anchors = {f"{kind}-{name}".lower() for kind, name in re.findall(r"^### (Class|Property) (.+)$", text, re.MULTILINE)}
    assert len(anchors) == len(headings)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    assert "None" not in text
