"""The order of rows, worked out beside the store."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from test_notes import CASES as NOTED
from test_queries import CASES as SAMPLE

from graph1540.iri import XSD
from graph1540.query import catalogue, find_query, run_query
from graph1540.query.order import ordered_here
from graph1540.query.terms import parse_term

CASES = [("store", case) for case in SAMPLE] + [("noted", case) for case in NOTED]


def test_canned_queries_are_ordered_here():
    """One that cannot be, for its LIMIT or its own keys, may be added: the store puts its rows in order."""
    orders = [ordered_here(query.text, [column.name for column in query.columns]) for query in catalogue()]
    texts = [order.text for order in orders if order is not None]
    assert len(texts) >= 30
    assert not [text for text in texts if "\nORDER BY" in text]


@pytest.mark.parametrize(("dataset", "case"), CASES, ids=lambda part: part)
def test_the_order_is_that_of_the_store(dataset, case, request):
    store = request.getfixturevalue(dataset)
    query = max((query for query in catalogue() if case.startswith(query.name)), key=lambda query: len(query.name))
    given = (SAMPLE if dataset == "store" else NOTED)[case]
    values = {p.name: parse_term(store, p.type, given[p.name]) for p in query.parameters if p.name in given}
    assert list(run_query(store, query.name, given).rows) == [tuple(solution) for solution in store.query(query.bind(values))]


def text(keys, *, select="SELECT ?a ?b"):
    return f"PREFIX x: <http://example.org/>\n{select}\nWHERE {{ ?a x:p ?b }}\nORDER BY {keys}\n"


def number(value):
    return Literal(str(value), datatype=NamedNode(XSD.integer))


A, B = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")


def test_nothing_comes_first_then_blank_nodes_iris_numbers_and_texts():
    rows = [(Literal("x"), A), (number(10), A), (number(9), A), (B, A), (A, A), (BlankNode("b"), A), (None, A)]
    assert [row[0] for row in ordered_here(text("?a"), ["a", "b"]).sort(rows)] == [None, BlankNode("b"), A, B, number(9), number(10), Literal("x")]


def test_an_integer_that_is_none_comes_by_its_text():
    rows = [(number("many"), A), (Literal("x"), A), (number(7), A), (number("+6"), A)]
    assert [row[0].value for row in ordered_here(text("?a"), ["a", "b"]).sort(rows)] == ["+6", "7", "many", "x"]


def test_downwards_is_one_key_and_the_next_goes_upwards_again():
    rows = [(A, number(1)), (B, number(2)), (A, number(2)), (B, number(1))]
    assert ordered_here(text("DESC(?b) STR(?a)"), ["a", "b"]).sort(rows) == ((A, number(2)), (B, number(2)), (A, number(1)), (B, number(1)))


def test_the_first_text_that_is_there_counts():
    rows = [(None, None), (Literal("9998"), None), (None, Literal("b")), (Literal("a"), Literal("z"))]
    found = ordered_here(text('COALESCE(STR(?a), STR(?b), "9999")'), ["a", "b"]).sort(rows)
    assert found == ((Literal("9998"), None), (None, None), (Literal("a"), Literal("z")), (None, Literal("b")))
    assert ordered_here(text("COALESCE(STR(?a), STR(?b))"), ["a", "b"]).sort(rows)[0] == (None, None)


def test_what_is_no_column_orders_the_rows_and_is_not_among_them():
    order = ordered_here(text("?c ?a", select="SELECT ?a"), ["a"])
    assert "SELECT ?a ?c\n" in order.text
    assert order.sort([(B, number(1)), (A, number(2)), (B, number(2))]) == ((B,), (A,), (B,))
    distinct = ordered_here(text("?c ?a", select="SELECT DISTINCT ?a"), ["a"])
    assert distinct.sort([(B, number(1)), (A, number(2)), (B, number(2))]) == ((B,), (A,))


@pytest.mark.parametrize("keys", ["LCASE(?a)", "?a LIMIT 3", "?a, ?b", "ASC(?a)", "STR(?a) || ?b", 'COALESCE(?a, "x")', "DESC(?a"])
def test_other_keys_are_left_to_the_store(keys):
    assert ordered_here(text(keys), ["a", "b"]) is None
    assert ordered_here("SELECT ?a ?b\nWHERE { ?a ?p ?b }\n", ["a", "b"]) is None


def test_a_query_without_parameters_is_in_its_order_too(noted):
    rows = run_query(noted, "reach").rows
    assert [int(row[0].value) for row in rows] == sorted(int(row[0].value) for row in rows)
    assert find_query("reach").text.rstrip().endswith("ORDER BY ?year")
