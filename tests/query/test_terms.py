"""What people type, and the term that it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph1540.errors import QueryError
from graph1540.iri import BASE
from graph1540.query import find_query
from graph1540.query.terms import parse_term

MEANT = [
    *[("state", text, "state/KGZ") for text in (
        "Kyrgyzstan", "KGZ", "kgz", "KG", "kyrgyz republic", "the Kyrgyz Republic", "Kyrgyz", " Kirghizia ", "state/KGZ",
        f"{BASE}state/KGZ", f"<{BASE}state/KGZ>",
    )],
    ("state", "cote d\u2019ivoire", "state/CIV"),
    ("state", "Turkiye", "state/TUR"),
    ("organization", "osce", "organization/osce"),
    ("organization", "Organisation for Security and Co-operation in Europe", "organization/osce"),
    ("organization", "organization for security & co operation in europe", None),
    ("actor", "Belarus", "state/BLR"),
    ("actor", "UNODA", "organization/unoda"),
    *[("resolution", text, "resolution/1540") for text in ("1540", "1540 (2004)", "S/RES/1540 (2004)", "UNSCR 1540", "resolution 1540(2004)")],
    *[("event", text, "event/peer-review-minsk-2016-08-01") for text in (
        "Minsk 2016", "minsk", "Peer review, Minsk, 1\u20135 August 2016", "peer-review-minsk-2016-08-01", "Belarus aug 2016",
    )],
    ("topic", "Export control", "topic/export-control"),
    ("topic", "export-control", "topic/export-control"),
    ("event-type", "workshop", "event-type/workshop"),
    ("plan-status", "draft", "plan-status/draft"),
    ("person", "Micic", "person/aleksander-micic"),
    ("person", "Alexey Rogov", "note/000-5efe37bd9b028e5b#person-1"),
    *[("note", text, "note/minsk-report") for text in ("minsk-report.txt", "minsk-report", "note/minsk-report")],
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "meant"), [case for case in MEANT if case[2]])
def test_a_name_means_one_thing(store, kind, text, meant):
    assert parse_term(store, kind, text) == NamedNode(BASE + meant)


WRONG = [
    ("state", "Kirgistan", "did you mean 'Kyrgyzstan'?"),
    ("state", "Tadjikistan", "did you mean 'Tajikistan'?"),
    ("state", "Congolese", "may be Democratic Republic of the Congo (COD); Republic of the Congo (COG)"),
    ("state", "OSCE", "'OSCE' is no state"),
    ("state", "xyzzy", "knows 14 by name, none like it"),
    ("state", "  ", "an empty text is no state"),
    ("state", f"{BASE}state/XXX", f"<{BASE}state/XXX> is no state of this dataset"),
    ("state", f"{BASE}organization/osce", "is no state of this dataset"),
    (
        "organization",
        "Organizasion for Security in Europe",
        "did you mean 'Organization for Security and Co-operation in Europe'?",
    ),
    ("resolution", "9999", "'9999' is no resolution"),
    ("event", "Bishkek", "Bishkek, 7\u20138 December 2011 (consultation-bishkek-2011-12-07)"),
    ("event", "Minks 2016", "did you mean 'Peer review, Minsk, 1\u20135 August 2016'?"),
    ("topic", "peer-review", "is no topic"),
    ("year", "17", "write four digits"),
    ("year", "\u0662\u0660\u0661\u0667", "write four digits"),
    ("integer", "three", "write it in digits"),
    ("text", "a\\u0022", "holds a backslash"),
    ("text", "a\nb", "control character"),
]


@pytest.mark.parametrize(("kind", "text", "message"), WRONG)
def test_a_wrong_name_is_refused_with_what_is_near(store, kind, text, message):
    with pytest.raises(QueryError) as refused:
        parse_term(store, kind, text)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_literals_have_their_type(store):
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert parse_term(store, "year", "2017") == Literal("2017", datatype=integer)
    assert parse_term(store, "integer", "-007") == Literal("-7", datatype=integer)
    assert parse_term(store, "text", 'x" }') == Literal('x" }')


INJECTIONS = [
    "KGZ> } ; DROP ALL #",
    'KGZ" } UNION { ?s ?p ?o } #',
    f"<{BASE}state/KGZ> }} #",
    f"{BASE}state/KGZ> }} #",
    "} SERVICE <http://example.org/> { ?s ?p ?o",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_parameter_never_becomes_part_of_the_query(store, text):
    # Punctuation is ignored, so what is left may be a name; it is still that name's IRI and nothing else.
    assert parse_term(store, "state", "KGZ\n} #") == NamedNode(f"{BASE}state/KGZ")
    with pytest.raises(QueryError, match="is no state"):
        parse_term(store, "state", text)


@given(st.text(max_size=30))
def test_free_text_stays_one_literal(text):
    query = find_query("reach")
    literal = Literal(text)
    bound = f"SELECT ?text WHERE {{ VALUES ?text {{ {literal} }} }}"
    from pyoxigraph import Store

    assert [solution["text"] for solution in Store().query(bound)] == [literal]
    assert query.bind({}) == query.text
