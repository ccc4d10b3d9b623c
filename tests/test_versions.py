"""The versions of a plan: which came before which, and what the shape on their order says of them."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph1540.canonical import version_iri, version_quads
from graph1540.iri import BASE, G1540
from graph1540.validate.tasks import found as results_of
from graph1540.versions import History

PLAN = BASE + "plan/KGZ"
SETTLED = ("adopted", "submitted", "implementing")
STATUSES = (*SETTLED, "requested", "drafting", "draft")
PREVIOUS = ox.NamedNode(G1540.previousVersion)
DATES = st.sampled_from(["", *(f"20{y}{m}" for y in (11, 12, 13) for m in ("", "-03", "-04", "-03-05", "-03-06", "-04-01"))])
TOLD = st.lists(st.tuples(DATES, st.sampled_from(STATUSES).map(lambda name: f"{BASE}plan-status/{name}")), unique=True, max_size=12)


def is_earlier(one, other):
    """Whether a date is earlier than another, as precisely as both are known."""
    shorter = min(len(one), len(other))
    return bool(shorter) and one[:shorter] < other[:shorter]


def before(told, version):
    dates = [date for date, _ in told if is_earlier(date, version[0])]
    return {one for one in told if dates and one[0] == max(dates)}


def links(told, some=None):
    iris = {version_iri(PLAN, *one): one for one in told}
    found = {one: set() for one in told}
    for quad in version_quads(PLAN, told, some=some):
        if quad.predicate == PREVIOUS:
            found[iris[quad.subject]].add(iris[quad.object])
    return found


def disorders(told, *, linked=True, fast=True):
    """The versions of which the shape says that their plan was further already, and when it was."""
    store = ox.Store()
    store.extend(quad for quad in version_quads(PLAN, told) if linked or quad.predicate != PREVIOUS)
    iris = {version_iri(PLAN, *one).value: one for one in told}
    found = [result for _, result in results_of(store, ("corpus",), engine="queries" if fast else "rdflib") if result.rule.id == "plan-status-order"]
    return sorted((iris[result.focus.value], result.message.rsplit(" of ", 1)[1]) for result in found)


def expected(told):
    """The same by looking at each version and those before it."""
    found = []
    for one in told:
        stood = {status.rsplit("/", 1)[1] for _, status in before(told, one)}
        if one[1].rsplit("/", 1)[1] not in SETTLED and stood and stood <= set(SETTLED):
            found.append((one, min(before(told, one))[0]))
    return sorted(found)


@given(TOLD)
def test_each_version_names_those_of_the_last_earlier_date(told):
    assert links(told) == {one: before(told, one) for one in told}


@given(TOLD, st.data())
def test_some_versions_are_told_of_as_all_are(told, data):
    some = data.draw(st.sets(st.sampled_from(told))) if told else set()
    whole = set(version_quads(PLAN, told))
    part = set(version_quads(PLAN, told, some=some))
    assert part <= whole
    assert {quad for quad in whole - part if quad.subject in {version_iri(PLAN, *one) for one in some}} == set()


@given(TOLD, st.tuples(DATES, st.sampled_from(STATUSES).map(lambda name: f"{BASE}plan-status/{name}")))
def test_what_comes_or_goes_changes_only_what_is_beside_it(told, one):
    without = [each for each in told if each != one]
    was, is_now = links(without), links([*without, one])
    beside_it = {*History(without).beside(one[0]), *History([*without, one]).beside(one[0])}
    assert {each for each in without if was[each] != is_now[each]} <= beside_it


@settings(max_examples=40, deadline=None)
@given(TOLD)
def test_the_shape_says_the_same_with_and_without_the_links(told):
    assert disorders(told) == expected(told)
    assert disorders(told, linked=False) == expected(told)


@pytest.mark.parametrize("linked", [True, False])
def test_the_reference_engine_says_the_same(linked):
    told = [(date, f"{BASE}plan-status/{status}") for date, status in (
        ("", "draft"), ("2011", "adopted"), ("2011-03", "draft"), ("2012", "drafting"), ("2013", "requested"), ("2014", "adopted"), ("2014", "submitted"), ("2015", "draft"), ("2015", "adopted"), ("2016", "draft"),
    )]  # fmt: skip
    found = disorders(told, linked=linked, fast=False)
    assert found == disorders(told, linked=linked) == expected(told)
    assert [one[0] for one, _ in found] == ["2015"]
