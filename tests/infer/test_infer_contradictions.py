"""Facts that clash are reported together, with the facts that they follow from."""

import pytest
from owlrl_reference import HEAD, parse

from graph1540.infer import contradictions
from graph1540.model import Finding

KGZ = "<https://w3id.org/graph1540/id/state/KGZ>"


def test_a_state_that_is_an_organization_is_reported_with_both_facts():
    assert contradictions(parse("<id/state/KGZ> a g1540:State , g1540:Organization .")) == [
        Finding(
            "contradiction-cax-dw",
            "violation",
            f"{KGZ} a g1540:State; {KGZ} a g1540:Organization: not all of it can be true, "
            "for g1540:State owl:disjointWith g1540:Organization",
            remedy="correct the source of one of these facts, or the axiom",
        )
    ]


def test_a_clash_with_what_follows_names_what_it_follows_from():
    data = parse("<id/state/KGZ> a g1540:State . <id/event/1> g1540:heldAt <id/state/KGZ> .")
    (found,) = contradictions(data)
    event = "<https://w3id.org/graph1540/id/event/1>"
    assert found.rule == "contradiction-cax-adc"
    assert found.message == (
        f"{KGZ} a g1540:Actor (since {KGZ} a g1540:State); {KGZ} a g1540:Place (since {event} g1540:heldAt {KGZ}): "
        "not all of it can be true, for g1540:Actor owl:disjointWith g1540:Place"
    )


@pytest.mark.parametrize("second", ["<id/event/1>", "<id/event/2>"])
def test_two_events_are_not_each_others_follow_up(second):
    data = parse(f"<id/event/1> g1540:followUpOf {second} . {second} g1540:followUpOf <id/event/1> .")
    assert [one.rule for one in contradictions(data)] == ["contradiction-prp-asyp"]


def test_sound_data_have_none():
    assert contradictions(parse("<id/event/1> g1540:organizer <id/state/KGZ> , <id/organization/osce> .")) == []
    assert contradictions([]) == []


@pytest.mark.parametrize(
    ("rule", "axioms", "facts"),
    [
        ("prp-irp", "ex:p a owl:IrreflexiveProperty .", "ex:a ex:p ex:a ."),
        ("prp-pdw", "ex:p owl:propertyDisjointWith ex:q .", "ex:a ex:p ex:b ; ex:q ex:b ."),
        ("prp-adp", "[] a owl:AllDisjointProperties ; owl:members ( ex:p ex:q ) .", "ex:a ex:p ex:b ; ex:q ex:b ."),
        (
            "prp-npa1",
            "[] owl:sourceIndividual ex:a ; owl:assertionProperty ex:p ; owl:targetIndividual ex:b .",
            "ex:a ex:p ex:b .",
        ),
        (
            "prp-npa2",
            "[] owl:sourceIndividual ex:a ; owl:assertionProperty ex:p ; owl:targetValue 1 .",
            "ex:a ex:p 1 .",
        ),
        ("cls-nothing2", "ex:C rdfs:subClassOf owl:Nothing .", "ex:a a ex:C ."),
        ("cls-com", "ex:C owl:complementOf ex:D .", "ex:a a ex:C , ex:D ."),
        (
            "cls-maxc1",
            "ex:C rdfs:subClassOf [ owl:onProperty ex:p ; owl:maxCardinality 0 ] .",
            "ex:a a ex:C ; ex:p ex:b .",
        ),
        (
            "cls-maxqc1",
            "ex:C rdfs:subClassOf [ owl:onProperty ex:p ; owl:onClass ex:D ; owl:maxQualifiedCardinality 0 ] .",
            "ex:a a ex:C ; ex:p ex:b . ex:b a ex:D .",
        ),
        ("eq-diff1", "ex:p a owl:FunctionalProperty .", "ex:a ex:p ex:b , ex:c . ex:b owl:differentFrom ex:c ."),
        (
            "eq-diff2",
            "[] a owl:AllDifferent ; owl:members ( ex:b ex:c ) . ex:p a owl:FunctionalProperty .",
            "ex:a ex:p ex:b , ex:c .",
        ),
    ],
)
def test_every_rule_that_excludes_is_applied(tmp_path, rule, axioms, facts):
    path = tmp_path / "o.ttl"
    path.write_text(HEAD + axioms, encoding="utf-8")
    data = parse(facts)
    # Equality may show one clash at several things.
    assert {one.rule for one in contradictions(data, ontology=path)} == {f"contradiction-{rule}"}
    assert contradictions(data[:-1], ontology=path) == []
