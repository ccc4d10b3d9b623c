"""A derivation is a proof: every step applies its rule rightly, and every leaf is asserted."""

import pytest
from owlrl_reference import AXIOMS, HEAD, parse
from pyoxigraph import NamedNode, Triple
from test_infer_closure import SAMPLE, named

from graph1540.infer import ASSERTED, Closure, Derivation, derive
from graph1540.infer.terms import TYPE, owl, rdf, rdfs

STATED = set(AXIOMS)


def chains(property_: NamedNode) -> list[list[NamedNode]]:
    def items(head):
        firsts = [t.object for t in STATED if t.subject == head and t.predicate == rdf("first")]
        rests = [t.object for t in STATED if t.subject == head and t.predicate == rdf("rest")]
        return firsts + items(rests[0]) if firsts else []

    return [items(t.object) for t in STATED if t.subject == property_ and t.predicate == owl("propertyChainAxiom")]


def is_sound(step: Derivation) -> bool:
    """Whether the step is an instance of its rule, with an axiom of the ontology."""
    s, p, o = step.fact.subject, step.fact.predicate, step.fact.object
    facts = [(one.fact.subject, one.fact.predicate, one.fact.object) for one in step.premises]
    if step.rule in {"prp-spo2", "prp-trp"}:
        joined = [s, *(fact[2] for fact in facts)] == [*(fact[0] for fact in facts), o]
        used = [fact[1] for fact in facts]
        return joined and (used in chains(p) if step.rule == "prp-spo2" else used == [p, p])
    ((x, q, y),) = facts
    checks = {
        "prp-dom": p == TYPE and s == x and Triple(q, rdfs("domain"), o) in STATED,
        "prp-rng": p == TYPE and s == y and Triple(q, rdfs("range"), o) in STATED,
        "prp-spo1": (s, o) == (x, y) and Triple(q, rdfs("subPropertyOf"), p) in STATED,
        "prp-inv1": (s, o) == (y, x) and Triple(q, owl("inverseOf"), p) in STATED,
        "prp-inv2": (s, o) == (y, x) and Triple(p, owl("inverseOf"), q) in STATED,
        "cax-sco": p == q == TYPE
        and s == x
        and isinstance(y, NamedNode)
        and Triple(y, rdfs("subClassOf"), o) in STATED,
    }
    return checks[step.rule]


def steps(derivation: Derivation) -> list[Derivation]:
    return [derivation, *(step for premise in derivation.premises for step in steps(premise))]


def test_every_inferred_fact_has_a_sound_derivation():
    closure = Closure(SAMPLE)
    taken = [step for fact in closure.inferred() for step in steps(closure.derive(fact))]
    rules = {step.rule for step in taken}
    assert rules == {
        ASSERTED,
        "prp-dom",
        "prp-rng",
        "prp-spo1",
        "prp-spo2",
        "prp-trp",
        "prp-inv1",
        "prp-inv2",
        "cax-sco",
    }
    assert [step for step in taken if step.rule != ASSERTED and not is_sound(step)] == []
    assert {step.fact for step in taken if step.rule == ASSERTED} <= set(SAMPLE)
    assert all((step.axiom == "") == (step.rule == ASSERTED) for step in taken)


def test_a_derivation_is_read_from_the_goal_to_the_facts():
    data = parse("<id/event/1> g1540:heldAt <id/place/x> . <id/place/x> g1540:inState <id/state/KGZ> .")
    assert derive(data, named("<id/state/KGZ> g1540:hostedEvent <id/event/1> .")) == Derivation(
        named("<id/state/KGZ> g1540:hostedEvent <id/event/1> ."),
        "prp-inv2",
        "g1540:hostedEvent owl:inverseOf g1540:heldIn",
        (
            Derivation(
                named("<id/event/1> g1540:heldIn <id/state/KGZ> ."),
                "prp-spo2",
                "g1540:heldIn owl:propertyChainAxiom ( g1540:heldAt g1540:inState )",
                (Derivation(data[0], ASSERTED), Derivation(data[1], ASSERTED)),
            ),
        ),
    )


@pytest.mark.parametrize("fact", SAMPLE, ids=str)
def test_what_is_asserted_needs_no_reason(fact):
    assert derive(SAMPLE, fact) == Derivation(fact, ASSERTED)


@pytest.mark.parametrize(
    "fact", ["<id/event/3> g1540:heldIn <id/state/KGZ> .", "<id/nobody> g1540:involvedIn <id/nothing> ."]
)
def test_what_does_not_follow_has_none(fact):
    assert derive(SAMPLE, named(fact)) is None


def test_the_reason_does_not_depend_on_the_order():
    goal = named("<id/organization/osce> g1540:engagesWith <id/resolution/1540> .")
    assert derive(SAMPLE[::-1], goal) == derive(SAMPLE, goal)
    assert set(derive(SAMPLE, goal).asserted()) == set(
        parse("""<id/event/3> g1540:supporter <id/organization/osce-bishkek> ; g1540:concerns <id/resolution/1540> .
        <id/organization/osce-bishkek> org:subOrganizationOf <id/organization/osce-cpc> .
        <id/organization/osce-cpc> org:subOrganizationOf <id/organization/osce> .""")
    )


def test_a_long_chain_of_follow_ups_is_explained():
    data = parse("".join(f"<id/event/{n}> g1540:followUpOf <id/event/{n + 1}> . " for n in range(120)))
    found = derive(data, named("<id/event/0> g1540:follows <id/event/120> ."))
    assert set(found.asserted()) == set(data)


def test_equality_is_explained(tmp_path):
    path = tmp_path / "o.ttl"
    path.write_text(HEAD + "ex:p a owl:ObjectProperty , owl:FunctionalProperty .", encoding="utf-8")
    data = parse("ex:a ex:p ex:b , ex:c . ex:b ex:q ex:d .")
    found = derive(data, named("ex:c ex:q ex:d ."), ontology=path)
    assert (found.rule, [premise.rule for premise in found.premises]) == ("eq-rep-s", ["prp-fp", ASSERTED])
    assert set(found.asserted()) == set(data)
