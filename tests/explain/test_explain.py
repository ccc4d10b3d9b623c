"""Proofs: every fact of the canonical view has one, and it ends in words or in reference data."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from graph1540.errors import QueryError
from graph1540.explain import FORMATS, Prover, explain, find_fact, render_proof
from graph1540.iri import BASE, DCTERMS, G1540, PROV, RDF
from graph1540.pipeline import build, extract_all, find_notes
from graph1540.query.evidence import LINKS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "explain.md"


@pytest.fixture(scope="module")
def noted():
    """The dataset of the three seeds and the eight development notes."""
    extracted, failed = extract_all(find_notes([str(ROOT / "seeds"), str(ROOT / "tests" / "query" / "notes")]))
    assert (len(extracted), failed) == (11, [])
    found = pyoxigraph.Store()
    found.bulk_extend(build(extracted).quads)
    return found


FOUND = [
    (("Minsk 2016", "held in", "Belarus"), ("heldIn", "state/BLR")),
    (("Minsk 2016", "heldIn", "BLR"), ("heldIn", "state/BLR")),
    (("minsk", "g1540:heldIn", f"{BASE}state/BLR"), ("heldIn", "state/BLR")),
    (("Istanbul 2022", "participant", "OSCE"), ("participant", "organization/osce")),
    (("National action plan of Malawi", "plan status", "requested"), ("planStatus", "plan-status/requested")),
    (("Kyrgyzstan", "involved in", "Vienna 2012"), ("involvedIn", "event/2012-03-05-vienna-consultation-dbcc02")),
]


@pytest.mark.parametrize(("words", "fact"), FOUND)
def test_words_mean_a_fact(noted, words, fact):
    found = find_fact(noted, *words)
    assert (found.predicate.value, found.object.value) == (G1540 + fact[0], BASE + fact[1])


def test_a_date_is_meant_as_written_or_in_words(noted):
    assert find_fact(noted, "Dushanbe 2017", "start date", "2017-08-02") == find_fact(
        noted, "Dushanbe 2017", "start date", "2 August 2017"
    )


def test_a_class_is_meant_by_its_name(noted):
    assert find_fact(noted, "Minsk 2016", "a", "Event").object == NamedNode(G1540.Event)


WRONG = [
    (("Minks 2016", "held in", "Belarus"), "did you mean 'Peer review, Minsk"),
    (("Minsk 2016", "particpant", "Belarus"), "did you mean 'participant'?"),
    (("Minsk 2016", "participant", "Malawi"), "it says Belarus, Kyrgyzstan, Tajikistan"),
    (("Minsk 2016", "outcome", "Malawi"), "is no property of this dataset"),
    (("xyzzy", "held in", "Belarus"), "is nothing that this dataset knows by name"),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_what_is_no_fact_is_refused_with_what_is_near(noted, words, message):
    with pytest.raises(QueryError) as refused:
        explain(noted, *words)
    assert message in str(refused.value)


def test_a_stated_fact_rests_on_claims_links_and_words(noted):
    proof = explain(noted, "Minsk 2016", "held at", "Minsk")
    assert (proof.kind, proof.notes, proof.premises) == ("stated", 2, ())
    assert {quote.exact for said in proof.claims for quote in said.quotes} == {"Minsk"}
    assert sorted(link.local.removeprefix(BASE) for link in proof.links) == [
        "note/002-3546e7c3633b7b0f#event-4",
        "note/a06#event-5",
    ]
    assert all("the same city" in link.reason for link in proof.links)


def test_an_inferred_fact_rests_on_a_rule_and_stated_facts(noted):
    proof = explain(noted, "Istanbul 2022", "involves", "UNODA")
    assert (proof.kind, proof.rule) == ("inferred", "prp-spo1")
    assert [premise.kind for premise in proof.premises] == ["stated"]
    assert proof.axiom == "g1540:participant rdfs:subPropertyOf g1540:involves"


def test_reference_data_and_names_say_what_they_are(noted):
    assert explain(noted, "UNODA", "notation", "UNODA").kind == "reference"
    assert explain(noted, "Minsk 2016", "prefLabel", "Peer review, Minsk, 1\u20135 August 2016").kind == "computed"


def leaves(proof):
    return [proof] if not proof.premises else [leaf for premise in proof.premises for leaf in leaves(premise)]


def test_every_fact_about_an_event_has_a_proof_that_ends_well(noted):
    """No fact rests on itself or on nothing; those that no note states are names or follow from what a note states."""
    prover = Prover(noted)
    events = {
        q.subject for q in noted.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(G1540.Event), DefaultGraph())
    }
    facts = [
        Triple(q.subject, q.predicate, q.object)
        for event in sorted(events, key=str)
        for q in noted.quads_for_pattern(event, None, None, DefaultGraph())
    ]
    ends = {}
    for fact in facts:
        for leaf in leaves(prover.prove(fact)):
            ends.setdefault(leaf.kind, set()).add(leaf.fact.predicate.value)
            assert leaf.kind != "stated" or leaf.decisions or all(said.quotes for said in leaf.claims)
    assert len(facts) > 1000
    assert set(ends) == {"stated", "reference", "computed"}
    assert ends["computed"] <= {RDF.type, "http://www.w3.org/2004/02/skos/core#prefLabel"}


def test_a_decision_is_part_of_the_proof(noted):
    store = pyoxigraph.Store()
    store.bulk_extend(noted)
    event, fact, decision = (NamedNode(BASE + name) for name in ("event/x", "fact/x", "decision/x"))
    place = NamedNode(BASE + "place/minsk")
    store.add(Quad(event, NamedNode(G1540.heldAt), place, DefaultGraph()))
    for verb, value in {
        RDF.subject: event,
        RDF.predicate: NamedNode(G1540.heldAt),
        RDF.object: place,
        PROV.wasDerivedFrom: decision,
    }.items():
        store.add(Quad(fact, NamedNode(verb), value, LINKS))
    for verb, text in {
        DCTERMS.creator: "A. Reviewer",
        DCTERMS.date: "2024-05-01",
        DCTERMS.description: "I was there",
    }.items():
        store.add(Quad(decision, NamedNode(verb), Literal(text), LINKS))
    proof = Prover(store).prove(Triple(event, NamedNode(G1540.heldAt), place))
    assert render_proof(store, proof).splitlines()[1:] == ["  decided by A. Reviewer on 2024-05-01: I was there"]


def test_what_is_no_fact_has_no_proof(noted):
    with pytest.raises(QueryError, match="is no fact of this dataset"):
        Prover(noted).prove(
            Triple(NamedNode(BASE + "state/BLR"), NamedNode(G1540.heldIn), NamedNode(BASE + "state/BLR"))
        )


def test_the_forms_hold_the_same(noted):
    proof = explain(noted, "Kyrgyzstan", "involved in", "Vienna 2012")
    text, document, prov = (render_proof(noted, proof, form) for form in FORMATS)
    words = "Government of the Kyrgyz Republic"
    assert f"[{words}]" in " ".join(text.split())
    inner = json.loads(document)["premises"][0]["premises"][0]["claims"][0]["quotes"][0]
    assert (inner["exact"], inner["end"] - inner["start"]) == (words, len(words))
    graph = list(pyoxigraph.parse(prov.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    used = {
        quad.predicate.value.removeprefix(str(PROV)) for quad in graph if quad.predicate.value.startswith(str(PROV))
    }
    assert {"wasGeneratedBy", "used", "wasDerivedFrom", "wasQuotedFrom", "specializationOf"} <= used
    assert words in prov


def test_an_unknown_form_is_refused(noted):
    with pytest.raises(QueryError, match="choose one of text, json, prov"):
        render_proof(noted, explain(noted, "Minsk 2016", "held at", "Minsk"), "yaml")


@pytest.mark.parametrize("words", [
    ("Istanbul 2022", "held at", "Istanbul"), ("Istanbul 2022", "held in", "T\u00fcrkiye"), ("Minsk 2016", "held at", "Minsk"),
    ("Kyrgyzstan", "involved in", "Vienna 2012"),
])  # fmt: skip
def test_the_page_shows_what_the_program_prints(noted, words):
    assert render_proof(noted, explain(noted, *words)) in DOCS.read_text("utf-8")
