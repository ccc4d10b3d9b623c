"""The words of the notes behind rows and facts."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph1540.iri import BASE, G1540
from graph1540.query import render, run_query
from graph1540.query.evidence import claims_of
from graph1540.query.terms import parse_term


def test_a_row_gets_the_words_of_each_of_its_pairs(noted):
    answer = run_query(noted, "events-of-state", {"state": "Malawi"}, evidence=True)
    assert answer.columns[-1].label == "Who says so"
    told = {row[1].value: row[-1].value for row in answer.rows}
    assert told["Workshop, Lilongwe, November 2014"] == "a04.txt: \u201cLilongwe\u201d \u201cNovember 2014\u201d"


def test_a_row_that_names_a_note_has_the_words_of_that_note(noted):
    answer = run_query(noted, "disagreements", {"event": "Minsk 2016"}, evidence=True)
    assert [row[-1].value.split(":")[0] for row in answer.rows] == ["002_3546e7c3633b7b0f.txt", "a06.txt"]


def test_the_other_columns_stay_as_they_are(noted):
    plain = run_query(noted, "hosts")
    assert [row[:-1] for row in run_query(noted, "hosts", evidence=True).rows] == list(plain.rows)


def test_counts_have_no_words_of_their_own(noted):
    assert {row[-1] for row in run_query(noted, "reach", evidence=True).rows} == {None}
    assert "Who says so" in render(run_query(noted, "reach", evidence=True))


def test_a_claim_has_its_place_and_its_sentence(noted):
    event, place = parse_term(noted, "event", "Minsk 2016"), NamedNode(BASE + "place/minsk")
    said = [one for one in claims_of(noted, event, place, NamedNode(G1540.heldAt)) if one.quotes[0].file == "a06.txt"]
    quote = said[0].quotes[0]
    assert quote.exact == "Minsk"
    assert quote.sentence[quote.at :].startswith("Minsk, 2-5 August 2016")
    assert quote.sentence.startswith("Peer reviews have so far been conducted")
    assert quote.line == 9


def test_every_quote_stands_where_it_says(noted):
    texts = {
        q.subject.value: q.object.value
        for q in noted.quads_for_pattern(None, NamedNode("https://schema.org/text"), None)
    }
    subjects = {
        q.subject
        for q in noted.quads_for_pattern(None, NamedNode(G1540.eventType), None)
        if "/event/" in q.subject.value
    }
    quotes = {
        quote
        for subject in subjects
        for quad in noted.quads_for_pattern(subject, None, None)
        for said in claims_of(noted, subject, quad.object)
        for quote in said.quotes
    }
    assert len(quotes) > 300
    assert [q for q in quotes if texts[q.note][q.start : q.end] != q.exact] == []
    assert [q for q in quotes if not q.sentence[q.at :].startswith(" ".join(q.exact.split())[:1])] == []
