"""Each canned query on the eleven notes: its whole table, read in the notes (``CHECKED.md``), and the same rows in rdflib."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import rdflib

from graph1540.dataset import write_dataset
from graph1540.query import catalogue, find_query, render, run_query
from graph1540.query.terms import parse_term

TABLES = Path(__file__).parent / "tables"

CASES = {
    "action-plans": {},
    "announced-not-reported": {},
    "assistance-requested": {},
    "changes-since": {"since": "2019"},
    "co-participation": {},
    "corroborated-minsk": {"event": "Minsk 2016"},
    "disagreements": {},
    "event-dossier": {"event": "Dushanbe 2017"},
    "event-series": {},
    "events-of-state": {"state": "Kyrgyzstan"},
    "follow-up-chain": {"event": "Kyiv 2017"},
    "hosts": {},
    "invitations": {},
    "notes-and-events": {},
    "organizations-together-osce": {"organization": "OSCE"},
    "path-between": {"from": "Mongolia", "to": "Germany"},
    "path-between-direct": {"from": "Kyrgyzstan", "to": "OSCE"},
    "people": {},
    "plans-without-events": {},
    "quoted-provisions": {},
    "reach": {},
    "resolutions-by-year": {},
    "resolutions-invoked": {},
    "single-source-wiesbaden": {"event": "Wiesbaden 2012"},
    "state-dossier": {"state": "Malawi"},
    "states-not-reached": {},
    "states-without-plan": {},
    "supported-by": {"organization": "OSCE"},
    "supporters": {"state": "Kyrgyzstan"},
    "topics-by-state-2019": {"year": "2019"},
    "who-met-whom": {"actor": "Belarus", "other": "Kyrgyzstan"},
}


#: Rows that the notes contradict; the causes lie in the extractor. A table that comes right must leave this list.
WRONG: dict[str, str] = {}


def query_of(case):
    return max((query.name for query in catalogue() if case.startswith(query.name)), key=len)


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.xfail(reason=WRONG[case])) if case in WRONG else case for case in CASES],
)
def test_the_table_is_what_the_notes_say(noted, case):
    assert render(run_query(noted, query_of(case), CASES[case])) == (TABLES / f"{case}.txt").read_text("utf-8")


def test_every_query_has_a_table_and_each_was_checked():
    assert {query_of(case) for case in CASES} == {query.name for query in catalogue()}
    assert {path.stem for path in TABLES.iterdir()} == set(CASES)
    checked = (TABLES.parent / "CHECKED.md").read_text("utf-8")
    assert [case for case in CASES if f"| {case} |" not in checked] == []


@pytest.fixture(scope="session")
def in_rdflib(noted):
    written = io.BytesIO()
    write_dataset(noted, written, "trig")
    dataset = rdflib.Dataset()
    dataset.parse(data=written.getvalue().decode(), format="trig")
    return dataset


def plain(rows):
    string = "^^<http://www.w3.org/2001/XMLSchema#string>"
    return [tuple(None if term is None else term.removesuffix(string) for term in row) for row in rows]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, about its own methods
@pytest.mark.parametrize("case", CASES)
def test_rdflib_gives_the_same_rows_in_the_same_order(noted, in_rdflib, case):
    query = find_query(query_of(case))
    values = {p.name: parse_term(noted, p.type, CASES[case][p.name]) for p in query.parameters if p.name in CASES[case]}
    rows = plain([None if term is None else term.n3() for term in row] for row in in_rdflib.query(query.bind(values)))
    answer = run_query(noted, query.name, CASES[case])
    assert rows == plain([None if term is None else str(term) for term in row] for row in answer.rows)


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_the_file_runs_as_it_is(noted, query):
    examples = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
    assert tuple(tuple(solution) for solution in noted.query(query.text)) == run_query(noted, query, examples).rows


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_the_value_in_the_file_is_the_example(noted, query):
    for parameter in query.parameters:
        term = parse_term(noted, parameter.type, parameter.example)
        inside = "2017" if parameter.type == "year" else str(term)
        assert f"VALUES ?{parameter.name} {{ {inside} }}" in query.text
