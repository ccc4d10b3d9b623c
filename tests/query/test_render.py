"""Answers as text."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

from graph1540.errors import QueryError
from graph1540.query import FORMATS, Answer, Column, render, run_query, run_text
from graph1540.query.table import period_text, text_width

XSD = "http://www.w3.org/2001/XMLSchema#"
A = NamedNode("http://example.org/a")


def typed(text, kind):
    return Literal(text, datatype=NamedNode(XSD + kind))


def answer_of(*rows, names=("thing", "note"), **options):
    return Answer(tuple(Column(name, name.title()) for name in names), rows, **options)


MIXED = answer_of(
    (A, Literal('a "b",\nc')),
    (Literal("é<&>", language="en"), typed("5", "integer")),
    (BlankNode("x"), None),
    (Literal("tab\there"), typed("2016", "gYear")),
    labels={A.value: "Thing A"},
)


def test_a_table_shows_names_and_dates_in_words():
    found = answer_of(
        (A, typed("2016-08", "gYearMonth")), (None, typed("2017-08-02", "date")), labels={A.value: "Thing A"}
    )
    assert render(found) == "Thing    Note\n───────  ─────────────\nThing A  August 2016\n         2 August 2017\n"


def test_iris_are_shown_on_request():
    found = answer_of((A, Literal("Name")), names=("a", "aLabel"), labels={A.value: "Thing A"})
    assert render(found) == "A\n────\nName\n"
    assert (
        render(found, iris=True)
        == "A                     Alabel\n────────────────────  ──────\nhttp://example.org/a  Name\n"
    )


def test_a_start_and_an_end_are_one_period():
    found = answer_of(
        (typed("2017-08-02", "date"), typed("2017-08-04", "date")), (typed("2014", "gYear"), None), (None, None),
        (None, typed("2014", "gYear")), names=("start", "end"),
    )  # fmt: skip
    assert render(found).splitlines()[2:] == ["2\u20134 August 2017", "2014", "", "until 2014"]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2017-08-02", "2017-08-02", "2 August 2017"),
        ("2017-08-02", "2017-08-04", "2\u20134 August 2017"),
        ("2017-08-31", "2017-09-01", "31 August \u2013 1 September 2017"),
        ("2017-12-31", "2018-01-01", "31 December 2017 \u2013 1 January 2018"),
        ("2016-08", "2016-09", "August \u2013 September 2016"),
        ("2016", "2017", "2016 \u2013 2017"),
        ("2016-08", "2016-08-05", "August 2016 \u2013 5 August 2016"),
        ("2016-13", None, "2016-13"),
    ],
)
def test_periods_are_written_as_people_write_them(start, end, text):
    assert period_text(start, end) == text


def test_an_iri_without_a_name_is_short():
    iris = [f"https://w3id.org/graph1540/{rest}" for rest in ("ontology#startDate", "id/event/x")]
    found = answer_of(
        *[(NamedNode(iri),) for iri in [*iris, "http://www.w3.org/2004/02/skos/core#note", A.value]], names=("x",)
    )
    assert render(found).splitlines()[2:] == ["start date", "event/x", "skos:note", "http://example.org/a"]


def test_long_cells_wrap_within_the_width():
    found = answer_of((Literal("one two three four five"), Literal("short")), (Literal("x"), Literal("y")))
    assert render(found, width=20) == (
        "Thing          Note\n─────────────  ─────\none two three  short\nfour five\n\nx              y\n"
    )


def test_a_terminal_too_narrow_for_columns_gets_paragraphs():
    names = ("first", "second", "third")
    found = answer_of((Literal("a long value of text"), Literal("another"), Literal("b")), names=names)
    assert render(found, width=16) == "First: a long\nvalue of text\nSecond: another\nThird: b\n"


cells = st.one_of(
    st.none(), st.text(max_size=30).map(Literal), st.integers(0, 10**6).map(lambda n: typed(str(n), "integer"))
)


@given(st.lists(st.tuples(cells, cells, cells), max_size=5), st.integers(20, 100))
def test_no_line_is_too_wide_or_ends_in_blanks_or_holds_a_control_character(rows, width):
    text = render(answer_of(*rows, names=("a", "b", "c")), width=width)
    lines = text.split("\n")
    assert all(text_width(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    assert all(character.isprintable() or character == "\n" or ord(character) > 0x9F for character in text)


def test_wide_characters_take_two_columns():
    assert render(answer_of((Literal("東京"), Literal("x")), (Literal("abcd"), Literal("y")))).splitlines()[2:] == [
        "東京   x",
        "abcd   y",
    ]


def test_an_escape_sequence_does_not_reach_the_terminal():
    found = answer_of((Literal("\x1b[31mred\x9b\u202e"), None))
    assert render(found).splitlines()[2] == "\ufffd[31mred\ufffd\ufffd"


def test_nothing_found_is_said():
    assert render(answer_of()) == "No rows.\n"


def test_csv_is_that_of_sparql():
    text = render(MIXED, "csv")
    assert text.split("\r\n")[0] == "thing,note"
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        [A.value, 'a "b",\nc'], ["é<&>", "5"], ["_:x", ""], ["tab\there", "2016"],
    ]  # fmt: skip


RESULTS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}


@pytest.mark.parametrize("form", RESULTS)
def test_machines_read_the_same_terms(form):
    found = parse_query_results(render(MIXED, form), format=RESULTS[form])
    assert [variable.value for variable in found.variables] == ["thing", "note"]
    rows = [tuple(solution) for solution in found]
    assert [[None if isinstance(t, BlankNode) else t for t in row] for row in rows] == [
        [None if isinstance(t, BlankNode) else t for t in row] for row in MIXED.rows
    ]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_truth_is_one_for_machines(form):
    assert bool(parse_query_results(render(Answer((), (), truth=True), form), format=RESULTS[form]))


@pytest.mark.parametrize("form", FORMATS)
def test_a_truth_has_every_form(form):
    assert any(word in render(Answer((), (), truth=False), form) for word in ("false", "no"))


def test_turtle_is_a_result_set():
    triples = list(parse(render(MIXED, "turtle"), RdfFormat.TURTLE))
    rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    assert sum(triple.predicate.value == f"{rs}solution" for triple in triples) == 4
    assert sum(triple.predicate.value == f"{rs}binding" for triple in triples) == 7
    assert {triple.object for triple in triples if triple.predicate.value == f"{rs}value"} > {A, typed("2016", "gYear")}
    assert list(parse(render(answer_of(), "turtle"), RdfFormat.TURTLE))


def test_a_graph_comes_as_rdf(store):
    answer = run_text(store, "CONSTRUCT WHERE { ?x a g1540:Disagreement }")
    triple = {tuple(quad)[:3] for quad in parse(render(answer, "turtle"), RdfFormat.TURTLE)}
    assert triple == set(answer.rows)
    assert {tuple(quad)[:3] for quad in parse(render(answer, "xml"), RdfFormat.RDF_XML)} == triple
    assert json.loads(render(answer, "json"))["graph"][0]["type"] == "Disagreement"
    assert render(answer).splitlines()[2].split()[-1] == "disagreement"


def test_markdown_escapes_what_would_be_markup():
    assert render(answer_of((Literal("a|b*"), typed("5", "integer"))), "markdown") == (
        "| Thing | Note |\n| --- | --: |\n| a\\|b\\* | 5 |\n"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_ends_with_a_line_feed(store, form):
    assert render(run_query(store, "hosts"), form).endswith("\n")


def test_an_unknown_form_is_refused():
    with pytest.raises(QueryError, match="'pdf' is no format of answers; choose one of table, markdown, csv"):
        render(answer_of(), "pdf")
