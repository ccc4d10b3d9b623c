"""Each canned query on a Virtuoso server: the rows of the embedded store, in the same order, for many values of its parameters."""

from __future__ import annotations

import random
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store
from test_notes import CASES as NOTED
from test_notes import TABLES
from test_queries import CASES as SAMPLE
from test_queries import EXPECTED

from graph1540.iri import G1540, PREFIXES, RDF, XSD
from graph1540.pipeline import build, extract_bytes
from graph1540.query import catalogue, render, run_query
from graph1540.query.order import distinct_rows
from graph1540.remote import publish

sys.path.append(str(Path(__file__).parents[2]))

from benchmarks.notes import World, tell

pytestmark = pytest.mark.xdist_group("virtuoso")

#: Rows that are asked for in all, over every query and value; a change of the notes may move it, a test that asks nothing not.
LEAST = 1500
MOST_VALUES = 14


def query_of(case):
    return max((query.name for query in catalogue() if case.startswith(query.name)), key=len)


@pytest.fixture(scope="module", params=["noted", "sample"])
def both(request, server):
    """A dataset in the embedded store and on the server, its cases and their tables."""
    name = {"noted": "noted", "sample": "store"}[request.param]
    here = request.getfixturevalue(name)
    publish(here, server.endpoint(), server.web(), graph_store=server.graph_store)
    cases, tables = (NOTED, TABLES) if request.param == "noted" else (SAMPLE, EXPECTED)
    return here, server.endpoint(), cases, tables


def test_the_tables_are_those_that_the_notes_say(both):
    _, there, cases, tables = both
    found = {case: render(run_query(there, query_of(case), cases[case])) for case in cases}
    expected = {case: (tables / f"{case}.txt").read_text("utf-8") for case in cases}
    assert len(cases) > 30
    assert {case: (found[case], expected[case]) for case in cases if found[case] != expected[case]} == {}


def differences(found, expected):
    """What one side has and the other has not; "the order" where only that differs."""
    missing, more = [row for row in expected if row not in found], [row for row in found if row not in expected]
    return (f"missing: {missing}", f"not here: {more}") if missing or more or len(found) != len(expected) else "the order"


def test_every_row_and_term_is_the_same(both):
    here, there, cases, _ = both
    pairs = {case: (run_query(there, query_of(case), cases[case]).rows, run_query(here, query_of(case), cases[case]).rows) for case in cases}
    assert {case: differences(*pair) for case, pair in pairs.items() if pair[0] != pair[1]} == {}


CLASSES = {
    "state": "State", "organization": "Organization", "event": "Event", "resolution": "Resolution", "person": "Person", "note": "InformationNote",
}  # fmt: skip


@lru_cache
def values(store: Store, kind: str) -> tuple[NamedNode | Literal, ...]:
    """Things that a parameter may be asked about: those that events have to do with first, then some of the others."""
    if kind in ("year", "date"):
        datatype = NamedNode(XSD.integer if kind == "year" else XSD.gYear)
        return tuple(Literal(str(year), datatype=datatype) for year in range(2010, 2023))
    if kind in ("topic", "event-type", "plan-status"):
        found = {q.object for q in store.quads_for_pattern(None, None, None) if isinstance(q.object, NamedNode) and f"/{kind}/" in q.object.value}
        return tuple(sorted(found, key=str))
    kinds = ("State", "Organization") if kind == "actor" else (CLASSES[kind],)
    used = {row["a"] for row in store.query("SELECT DISTINCT ?a { ?e g1540:involves|g1540:heldIn ?a }", prefixes=PREFIXES)}
    things = {q.subject for name in kinds for q in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(G1540 + name))}
    return tuple(sorted(things, key=lambda thing: (thing not in used, str(thing))))


def bindings(store, query):
    """Values for the parameters: none where that is a question, one at a time, and pairs of what is required."""
    chance = random.Random(query.name)
    required = {p.name: values(store, p.type)[:MOST_VALUES] for p in query.parameters if p.required}
    found = [{}]
    for name, some in required.items():
        found = [{**one, name: value} for one in found for value in some]
    found = chance.sample(found, MOST_VALUES) if len(found) > MOST_VALUES else found
    base = list(found)
    for parameter in query.parameters:
        if not parameter.required:
            some = values(store, parameter.type)
            found += [{**chance.choice(base), parameter.name: value} for value in (*some[:MOST_VALUES // 2], *some[-3:])]
    return found


@pytest.fixture(scope="module")
def made():
    """Made-up notes, of which many tell of the same States, events and organizations."""
    dataset = Store()
    some = [tell(World(), number, brief=number % 3 > 0) for number in range(90)]
    dataset.bulk_extend(build([extract_bytes(one.text.encode(), one.name) for one in some]).quads)
    return dataset


@pytest.mark.parametrize("dataset", ["noted", "made"])
def test_many_values_give_the_same_rows(dataset, request, server):
    here = request.getfixturevalue(dataset)
    publish(here, server.endpoint(), server.web(), graph_store=server.graph_store)
    there = server.endpoint()
    wrong, asked, rows = [], 0, 0
    for query in catalogue():
        for binding in bindings(here, query):
            text = query.bind(binding)
            expected = [tuple(solution) for solution in here.query(text)]
            asked, rows = asked + 1, rows + len(expected)
            found = list(distinct_rows(text, [tuple(solution) for solution in there.query(text)]))
            if found != expected:
                wrong.append((query.name, {name: str(value) for name, value in binding.items()}, differences(found, expected)))
    assert wrong == []
    assert asked > 250
    assert rows > LEAST



def test_rows_that_it_gives_twice_count_once(made, server):
    publish(made, server.endpoint(), server.web(), graph_store=server.graph_store)
    assert run_query(server.endpoint(), "people").rows == run_query(made, "people").rows
