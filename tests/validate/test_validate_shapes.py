"""Each shape has a case that breaks it and nothing else, and a near miss that breaks nothing."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph1540.validate import LAYERS, load_rules, validate

CASES = Path(__file__).parent / "cases"
RULES = {rule.iri.split("#")[1]: rule for ruleset in load_rules(LAYERS) for rule in ruleset.rules.values()}


def found(path: Path, *, fast: bool = True) -> list[str]:
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    rule = RULES[path.parent.name]
    # What is asked of a publication would be found wanting in every small case.
    layers = ("release",) if rule.layer == "release" else ("claims", "corpus")
    return sorted({finding.rule for finding in validate(store, layers, fast=fast)})


def test_every_shape_has_its_cases():
    assert sorted(folder.name for folder in CASES.iterdir()) == sorted(RULES)
    assert len(list(CASES.glob("*/breaks.trig"))) == len(list(CASES.glob("*/holds.trig"))) == len(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_case_breaks_its_shape_and_no_other(name):
    assert found(CASES / name / "breaks.trig") == [RULES[name].id]


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_near_miss_breaks_nothing(name):
    assert found(CASES / name / "holds.trig") == []


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.select))
def test_rdflib_and_oxigraph_answer_a_query_alike(name):
    assert found(CASES / name / "breaks.trig", fast=False) == [RULES[name].id]


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_shape_says_what_is_wrong_and_what_to_do(rule):
    assert rule.label
    assert rule.message
    assert rule.suggestion
