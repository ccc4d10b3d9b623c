"""The closure is owlrl's, in both directions, and axioms alone decide it."""

import random
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from owlrl_reference import AXIOMS, HEAD, ONTOLOGY, parse, reference_closure
from pyoxigraph import Literal, NamedNode, Triple

from graph1540.errors import ReferenceDataError
from graph1540.infer import contradictions, infer
from graph1540.iri import BASE, G1540, ORG, SKOS

SAMPLE = parse("""
<id/organization/osce-bishkek> a g1540:Organization ; org:subOrganizationOf <id/organization/osce-cpc> .
<id/organization/osce-cpc> a g1540:Organization ; org:subOrganizationOf <id/organization/osce> .
<id/organization/osce> a g1540:Organization .
<id/organization/mec> a g1540:Organization ; g1540:organOf <id/state/KGZ> .
<id/state/KGZ> a g1540:State ; g1540:officialName "Kyrgyz Republic"@en ; g1540:isoAlpha2 "KG" .
<id/place/istanbul> a g1540:Place ; g1540:inState <id/state/TUR> .
<id/event/3> g1540:organizer <id/organization/mec> ; g1540:supporter <id/organization/osce-bishkek> ;
  g1540:participant <id/state/KGZ> ; g1540:heldAt <id/place/istanbul> ; g1540:concerns <id/resolution/1540> ;
  g1540:followUpOf <id/event/2> ; g1540:startDate "2022-11-08"^^xsd:date ; g1540:participantCount 55 ;
  g1540:eventType <id/event-type/peer-review> ; g1540:attendee <id/person/tynaliev> ; g1540:series <id/series/1> .
<id/event/2> g1540:followUpOf <id/event/1> . <id/state/MNG> g1540:hostedEvent <id/event/2> .
<id/letter/1> g1540:invitesTo <id/event/3> ; g1540:sender <id/person/rogov> .
<id/person/rogov> a g1540:Person ; org:hasMembership <id/person/rogov#1> .
<id/person/rogov#1> org:organization <id/organization/osce-bishkek> ; g1540:roleName "Head" .
<id/note/000> g1540:reportsOn <id/event/3> ; g1540:mentions <id/state/TUR> ; g1540:cites <id/resolution/1977> .
<id/resolution/1977> g1540:succeeds <id/resolution/1673> . <id/resolution/1673> g1540:succeeds <id/resolution/1540> .
<id/fact/1> a g1540:MergedFact ; rdf:subject <id/event/3> ; rdf:predicate g1540:heldAt ; g1540:noteCount 1 .
<id/disagreement/1> g1540:onProperty g1540:startDate ; g1540:position <id/position/1> .
""")


def named(text: str) -> Triple:
    (triple,) = parse(text)
    return triple


def test_the_closure_of_the_sample_is_owlrls():
    expected, errors = reference_closure(SAMPLE, AXIOMS)
    assert errors == []
    assert len(expected) > 100
    assert set(infer(SAMPLE)) == expected


@pytest.mark.parametrize(
    "fact",
    [
        "<id/event/3> g1540:heldIn <id/state/TUR> .",
        "<id/state/TUR> g1540:hostedEvent <id/event/3> .",
        "<id/event/3> g1540:involves <id/organization/osce> .",
        "<id/organization/osce> g1540:engagesWith <id/resolution/1540> .",
        "<id/organization/osce-bishkek> g1540:supports <id/event/3> .",
        "<id/event/3> g1540:involvesOrganOf <id/state/KGZ> .",
        "<id/event/3> g1540:follows <id/event/1> .",
        "<id/event/1> g1540:followedUpBy <id/event/2> .",
        "<id/event/3> g1540:inviter <id/person/rogov> .",
        "<id/person/rogov> g1540:represents <id/organization/osce-bishkek> .",
        "<id/event/3> g1540:reportedBy <id/note/000> .",
        "<id/state/KGZ> skos:altLabel 'Kyrgyz Republic'@en .",
        "<id/resolution/1977> g1540:succeeds <id/resolution/1540> .",
        "<id/event/1> a schema:Event .",
    ],
)
def test_questions_find_what_follows(fact):
    assert named(fact) in infer(SAMPLE)


def test_a_ministry_does_not_involve_its_state():
    data = parse(
        "<id/event/1> g1540:organizer <id/organization/mec> . <id/organization/mec> g1540:organOf <id/state/KGZ> ."
    )
    assert named("<id/event/1> g1540:involves <id/state/KGZ> .") not in infer(data)


def test_the_order_of_the_triples_does_not_show():
    shuffled = random.Random(1540).sample(SAMPLE, len(SAMPLE))
    found = infer(SAMPLE)
    assert infer(shuffled) == found
    assert found == sorted(set(found), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))


def test_what_is_given_is_not_given_back():
    found = infer(SAMPLE)
    assert set(found).isdisjoint(SAMPLE)
    assert infer([*SAMPLE, *found]) == []
    assert infer([]) == []


def test_it_tells_nothing_about_the_schema():
    assert infer(AXIOMS) == []


THINGS = [
    NamedNode(f"{BASE}{name}")
    for name in ("event/1", "event/2", "state/KGZ", "organization/osce", "organization/cpc", "x")
]
VALUES = [*THINGS, NamedNode(BASE + "resolution/1540"), Literal("2017"), Literal("Kyrgyz", language="en")]
PREDICATES = (
    sorted(
        {
            t.subject.value
            for t in AXIOMS
            if isinstance(t.subject, NamedNode)
            and t.subject.value.startswith(str(G1540))
            and t.subject.value[len(str(G1540))].islower()
        }
    )
    + [ORG + name for name in ("subOrganizationOf", "hasMembership", "organization")]
    + [SKOS + "altLabel"]
)
CLASSES = [G1540 + name for name in ("Event", "State", "Organization", "Letter", "Actor")]
facts = st.one_of(
    st.builds(
        Triple, st.sampled_from(THINGS), st.sampled_from([NamedNode(p) for p in PREDICATES]), st.sampled_from(VALUES)
    ),
    st.builds(
        Triple,
        st.sampled_from(THINGS),
        st.just(named("<> a <> .").predicate),
        st.sampled_from([NamedNode(c) for c in CLASSES]),
    ),
)


def test_generated_graphs_use_every_property():
    assert len(PREDICATES) == 73 + 4


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(facts, min_size=8, max_size=30))
def test_the_closure_of_generated_graphs_is_owlrls(data):
    expected, errors = reference_closure(data, AXIOMS)
    assert set(infer(data)) == expected
    disjoint = [error for error in errors if error.startswith(("Disjoint", "Erroneous usage of asymmetric"))]
    clashes = [
        one
        for one in contradictions(data)
        if one.rule in {"contradiction-cax-dw", "contradiction-cax-adc", "contradiction-prp-asyp"}
    ]
    assert bool(disjoint) == bool(clashes)


# Axioms of every kind, over a small vocabulary, against owlrl.

CLASS_NAMES, PROPERTY_NAMES, NAMES = ["ex:C", "ex:D", "ex:E"], ["ex:p", "ex:q", "ex:r"], ["ex:a", "ex:b", "ex:c"]
DECLARED = "".join(f"{c} a owl:Class . " for c in CLASS_NAMES) + "".join(
    f"{p} a owl:ObjectProperty . " for p in PROPERTY_NAMES
)
AXIOM_FORMS = [
    "{p} rdfs:domain {c} .",
    "{p} rdfs:range {c} .",
    "{p} rdfs:subPropertyOf {q} .",
    "{p} owl:equivalentProperty {q} .",
    "{p} owl:inverseOf {q} .",
    "{p} a owl:SymmetricProperty .",
    "{p} a owl:TransitiveProperty .",
    "{p} a owl:FunctionalProperty .",
    "{p} a owl:InverseFunctionalProperty .",
    "{p} owl:propertyChainAxiom ( {q} {r} ) .",
    "{p} owl:propertyChainAxiom ( {q} {r} {q} ) .",
    "{c} rdfs:subClassOf {d} .",
    "{c} owl:equivalentClass {d} .",
    "{c} owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( {d} {e} ) ] .",
    "{c} owl:unionOf ( {d} {e} ) .",
    "{c} owl:oneOf ( ex:a ex:b ) .",
    "{c} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty {p} ; owl:allValuesFrom {d} ] .",
    "[ a owl:Restriction ; owl:onProperty {p} ; owl:someValuesFrom {d} ] rdfs:subClassOf {c} .",
    "[ a owl:Restriction ; owl:onProperty {p} ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf {c} .",
    "{c} owl:equivalentClass [ a owl:Restriction ; owl:onProperty {p} ; owl:hasValue ex:a ] .",
    "{c} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty {p} ; owl:someValuesFrom {d} ] .",
    "{c} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty {p} ; owl:maxCardinality '1'^^xsd:nonNegativeInteger ] .",
    "{c} rdfs:subClassOf [ a owl:Restriction ; owl:onProperty {p} ; owl:onClass {d} ; owl:maxQualifiedCardinality '1'^^xsd:nonNegativeInteger ] .",
]
axiom_texts = st.builds(
    lambda form, c, p: form.format(c=c[0], d=c[1], e=c[2], p=p[0], q=p[1], r=p[2]),
    st.sampled_from(AXIOM_FORMS),
    st.permutations(CLASS_NAMES),
    st.permutations(PROPERTY_NAMES),
)
fact_texts = st.one_of(
    st.builds(
        "{} {} {} .".format, st.sampled_from(NAMES), st.sampled_from(PROPERTY_NAMES), st.sampled_from([*NAMES, "'v'"])
    ),
    st.builds("{} a {} .".format, st.sampled_from(NAMES), st.sampled_from(CLASS_NAMES)),
    st.just("ex:a owl:sameAs ex:b ."),
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(axiom_texts, min_size=1, max_size=7), st.lists(fact_texts, min_size=1, max_size=7))
def test_axioms_of_every_kind_give_owlrls_closure(tmp_path_factory, axioms, facts):
    path = tmp_path_factory.mktemp("ontology") / "o.ttl"
    text = DECLARED + "\n".join(axioms)
    path.write_text(HEAD + text, encoding="utf-8")
    data = parse("\n".join(facts))
    expected, _ = reference_closure(data, parse(text))
    assert set(infer(data, ontology=path)) == expected


def test_an_added_axiom_is_enough(tmp_path):
    changed = tmp_path / "graph1540.ttl"
    axiom = "\ng1540:invitee rdfs:subPropertyOf g1540:mayMeet .\ng1540:mayMeet a owl:ObjectProperty , owl:SymmetricProperty .\n"
    changed.write_text(ONTOLOGY.read_text(encoding="utf-8") + axiom, encoding="utf-8")
    data = parse("<id/event/1> g1540:invitee <id/state/KGZ> .")
    fact = named("<id/state/KGZ> g1540:mayMeet <id/event/1> .")
    assert fact in infer(data, ontology=changed)
    assert fact not in infer(data)


def test_axioms_among_the_data_count():
    data = parse("ex:led rdfs:subPropertyOf g1540:organizer . <id/event/1> ex:led <id/state/KGZ> .")
    assert named("<id/event/1> g1540:involves <id/state/KGZ> .") in infer(data)


def test_a_key_makes_two_things_one(tmp_path):
    path = tmp_path / "o.ttl"
    path.write_text(HEAD + "ex:C a owl:Class ; owl:hasKey ( ex:p ex:q ) .", encoding="utf-8")
    data = parse(
        "ex:a a ex:C ; ex:p 1 ; ex:q 2 . ex:b a ex:C ; ex:p 1 ; ex:q 2 ; ex:z 3 . ex:c a ex:C ; ex:p 1 ; ex:q 3 ."
    )
    assert set(infer(data, ontology=path)) == set(parse("ex:a owl:sameAs ex:b ; ex:z 3 . ex:b owl:sameAs ex:a ."))


def test_literals_have_their_datatypes_where_an_axiom_asks(tmp_path):
    path = tmp_path / "o.ttl"
    text = "[ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom xsd:decimal ] rdfs:subClassOf ex:C . ex:C a owl:Class ."
    path.write_text(HEAD + text, encoding="utf-8")
    assert infer(parse("ex:a ex:p 5 . ex:b ex:p 'five' ."), ontology=path) == parse("ex:a a ex:C .")


def test_a_long_chain_ends(tmp_path):
    data = parse("".join(f"<id/event/{n}> g1540:followUpOf <id/event/{n + 1}> . " for n in range(150)))
    follows = [t for t in infer(data) if t.predicate.value == G1540 + "follows"]
    assert len(follows) == 150 * 151 // 2


def test_an_ontology_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "o.ttl").write_text("g1540:x a", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"o\.ttl"):
        infer([], ontology=tmp_path / "o.ttl")
    with pytest.raises(ReferenceDataError, match=r"none\.ttl"):
        infer([], ontology=tmp_path / "none.ttl")


def test_the_closure_is_the_same_in_every_process():
    program = "from graph1540.infer import infer; from owlrl_reference import parse; print(infer(parse('<id/event/1> g1540:heldAt <id/place/a> ; g1540:organizer <id/state/KGZ> .')))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            text=True,
            env={
                "PYTHONPATH": f"{ONTOLOGY.parents[1] / 'src'}:{ONTOLOGY.parents[1] / 'tests' / 'infer'}",
                "PYTHONHASHSEED": seed,
            },
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
