"""Each canned query on the sample: its whole table, as read in the notes, and the same rows in rdflib."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from graph1540.dataset import read_dataset, write_dataset
from graph1540.query import catalogue, find_query, render, run_query
from graph1540.query.terms import parse_term

EXPECTED = Path(__file__).parent / "expected"

CASES = {
    "action-plans": {},
    "action-plans-draft": {"status": "draft"},
    "action-plans-tajikistan": {"state": "Tajikistan"},
    "co-participation": {},
    "co-participation-mongolia": {"state": "Mongolia"},
    "corroborated": {},
    "disagreements": {},
    "disagreements-dushanbe": {"event": "Dushanbe 2017"},
    "events-of-state": {"state": "Kyrgyzstan"},
    "events-of-state-belarus": {"state": "BLR"},
    "follow-up-chain": {"event": "Dushanbe 2017"},
    "follow-up-chain-first": {"event": "Bishkek 2014"},
    "hosts": {},
    "hosts-austria": {"state": "Austrian"},
    "invitations": {},
    "invitations-istanbul": {"event": "Istanbul"},
    "notes-and-events": {},
    "notes-and-events-minsk": {"event": "Minsk 2016"},
    "notes-and-events-note": {"note": "minsk-report"},
    "organizations-together": {},
    "organizations-together-vertic": {"organization": "VERTIC"},
    "people": {},
    "people-unrcpd": {"organization": "UNRCPD"},
    "people-rogov": {"person": "Rogov"},
    "reach": {},
    "resolutions-invoked": {},
    "resolutions-invoked-1977": {"resolution": "UNSCR 1977"},
    "single-source": {},
    "single-source-istanbul": {"event": "istanbul"},
    "states-without-plan": {},
    "supported-by": {"organization": "OSCE"},
    "supported-by-unoda": {"organization": "UNODA"},
    "supporters": {"state": "Kyrgyzstan"},
    "topics-by-state": {},
    "topics-by-state-2017": {"year": "2017", "topic": "Export control", "state": "KGZ"},
    "who-met-whom": {"actor": "Belarus"},
    "who-met-whom-two": {"actor": "OSCE", "other": "IAEA"},
}


def query_of(case):
    return max((query.name for query in catalogue() if case.startswith(query.name)), key=len)


@pytest.mark.parametrize("case", CASES)
def test_the_table_is_what_the_notes_say(store, case):
    assert render(run_query(store, query_of(case), CASES[case])) == (EXPECTED / f"{case}.txt").read_text("utf-8")


def test_every_case_has_a_table():
    assert {path.stem for path in EXPECTED.iterdir()} == set(CASES)


@pytest.fixture(scope="session")
def rdflib_dataset(store):
    written = io.BytesIO()
    write_dataset(store, written, "trig")
    dataset = rdflib.Dataset()
    dataset.parse(data=written.getvalue().decode(), format="trig")
    return dataset


def plain(rows):
    string = "^^<http://www.w3.org/2001/XMLSchema#string>"
    return [tuple(None if term is None else term.removesuffix(string) for term in row) for row in rows]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, about its own methods
@pytest.mark.parametrize("case", CASES)
def test_rdflib_gives_the_same_rows_in_the_same_order(store, rdflib_dataset, case):
    query = find_query(query_of(case))
    values = {p.name: parse_term(store, p.type, CASES[case][p.name]) for p in query.parameters if p.name in CASES[case]}
    rows = plain(
        [None if term is None else term.n3() for term in row] for row in rdflib_dataset.query(query.bind(values))
    )
    answer = run_query(store, query.name, CASES[case])
    assert rows == plain([None if term is None else str(term) for term in row] for row in answer.rows)


PREFIXES = """@prefix g1540: <https://w3id.org/graph1540/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""


def store_of(turtle):
    return read_dataset(io.BytesIO((PREFIXES + turtle).encode()), "turtle")


def test_a_less_precise_date_comes_before_the_dates_within_it():
    dates = {"2015": "gYear", "2014-12-16": "date", "2014": "gYear", "2014-12": "gYearMonth", "2013-01-01": "date"}
    events = [
        f':e{n} skos:prefLabel "Event {n}"@en ; g1540:involves :s ; g1540:startDate "{text}"^^xsd:{kind} .'
        for n, (text, kind) in enumerate(dates.items())
    ]
    undated = ':e9 skos:prefLabel "Event 9"@en ; g1540:involves :s .'
    found = store_of("\n".join([':s a g1540:State ; skos:prefLabel "S"@en .', undated, *events]))
    rows = run_query(found, "events-of-state", {"state": "S"}).rows
    assert [row[2] and row[2].value for row in rows] == ["2013-01-01", "2014", "2014-12", "2014-12-16", "2015", None]


def test_an_event_without_a_date_does_not_hide_the_years_of_others():
    found = store_of("""
        :a a g1540:State ; skos:prefLabel "A"@en . :b a g1540:State ; skos:prefLabel "B"@en .
        :e g1540:participant :a , :b ; g1540:startDate "2015"^^xsd:gYear . :f g1540:participant :a , :b .
    """)
    assert [term.value for term in run_query(found, "co-participation").rows[0][4:]] == ["2", "2015", "2015"]
    assert [term.value for term in run_query(found, "states-without-plan").rows[0][2:5]] == ["2", "2015", "2015"]


def test_a_request_that_no_event_followed_is_one_row_without_names():
    found = read_dataset(io.BytesIO((PREFIXES + """
        :s a g1540:State ; skos:prefLabel "S"@en . :p a g1540:ActionPlan ; g1540:planOf :s . :n dcterms:identifier "n.txt" .
        :n { :p g1540:planStatus <https://w3id.org/graph1540/id/plan-status/requested> }
    """).encode()), "trig")  # fmt: skip
    (row,) = run_query(found, "assistance-requested").rows
    assert [term and term.value for term in row[4:]] == ["n.txt", None, None, None, None, None]


def test_words_are_the_first_and_the_last_of_a_claim():
    found = read_dataset(io.BytesIO((PREFIXES + """
        @prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        :e a g1540:Event ; skos:prefLabel "E"@en . :n dcterms:identifier "n.txt" .
        :links { :f a g1540:MergedFact ; rdf:subject :e ; rdf:predicate g1540:topic ; rdf:object :o ; g1540:noteCount 1 ; prov:wasDerivedFrom :c , :d }
        :n { :c oa:hasTarget :x , :y , :z . :d oa:hasTarget :y . :x oa:start 1200 ; oa:exact "last" . :y oa:start 7 ; oa:exact "first" . :z oa:start 30 ; oa:exact "x" }
    """).encode()), "trig")  # fmt: skip
    assert [row[-1].value for row in run_query(found, "single-source").rows] == ["first", "first … last"]


@settings(max_examples=60)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(-800, 800))
def test_days_of_notice_are_those_of_the_calendar(sent, days):
    found = store_of(f"""
        :l g1540:invitesTo :e ; dcterms:date "{sent}"^^xsd:date .
        :e skos:prefLabel "E"@en ; g1540:startDate "{sent + timedelta(days)}"^^xsd:date .
    """)
    answer = run_query(found, "invitations")
    notice = [column.name for column in answer.columns].index("notice")
    assert [row[notice].value for row in answer.rows] == [str(days)]
