"""The closure by columns is that of Closure, which tests hold to owlrl's."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from owlrl_reference import HEAD, parse
from test_infer_closure import DECLARED, SAMPLE, axiom_texts, fact_texts, facts

from graph1540.infer import contradictions, infer
from graph1540.infer.closure import load_rules
from graph1540.infer.columns import Columns, NotColumnarError


def closed(triples, rules=None):
    columns = Columns(rules)
    columns.add(triples)
    columns.close()
    return columns


def told(columns, expected, ontology=None):
    """The facts that clash are enough to tell of every clash."""
    found = contradictions(columns.clashing(), ontology=ontology)
    assert found == expected


def test_the_closure_of_the_sample():
    found = list(closed(SAMPLE).inferred())
    assert len(found) == len(set(found)) > 100
    assert set(found) == set(infer(SAMPLE))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(facts, max_size=40))
def test_the_closure_of_generated_graphs(data):
    columns = closed(data)
    assert set(columns.inferred()) == set(infer(data))
    told(columns, contradictions(data))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(axiom_texts, min_size=1, max_size=7), st.lists(fact_texts, min_size=1, max_size=9))
def test_axioms_of_every_kind(tmp_path_factory, axioms, facts):
    path = tmp_path_factory.mktemp("ontology") / "o.ttl"
    path.write_text(HEAD + DECLARED + "\n".join(axioms), encoding="utf-8")
    data = parse("\n".join(facts))
    try:
        columns = closed(data, load_rules(path))
    except NotColumnarError:
        same = any(word in axiom for axiom in axioms for word in ("Functional", "ardinality"))
        assert same or any("sameAs" in fact for fact in facts)
        return
    assert set(columns.inferred()) == set(infer(data, ontology=path))
    told(columns, contradictions(data, ontology=path), path)


def test_a_long_chain_ends():
    data = parse("".join(f"<id/event/{n}> g1540:followUpOf <id/event/{n + 1}> . " for n in range(150)))
    assert set(closed(data).inferred()) == set(infer(data))


@pytest.mark.parametrize("fact", ["ex:a owl:sameAs ex:b .", "ex:p rdfs:subPropertyOf ex:q .", "ex:p a owl:TransitiveProperty ."])
def test_facts_that_columns_are_no_form_for(fact):
    with pytest.raises(NotColumnarError):
        closed(parse(fact))


def test_nothing_follows_from_nothing():
    columns = closed([])
    assert list(columns.inferred()) == []
    assert columns.clashing() == []
