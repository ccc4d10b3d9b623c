"""Plain questions: which query they find, with which parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph1540.errors import QueryError
from graph1540.iri import BASE
from graph1540.query import catalogue, run_query
from graph1540.query.ask import ENOUGH, ask, readings
from graph1540.query.mentions import find_mentions

QUESTIONS = [
    (question, name, dict(pair.split("=", 1) for pair in params.split(", ") if pair))
    for question, name, params in (
        line.split("\t") for line in (Path(__file__).parent / "questions.tsv").read_text("utf-8").splitlines()
    )
]


def meant(params):
    return {key: value if value[:2] == "20" else BASE + value for key, value in params.items()}


def test_thirty_six_of_forty_questions_find_their_query_and_parameters(noted):
    wrong = []
    for question, name, params in QUESTIONS:
        best = readings(noted, question)[0]
        if (best.query.name, dict(best.params)) != (name, meant(params)) or best.sure < ENOUGH:
            wrong.append((question, best.query.name, dict(best.shown), best.sure))
    assert len(QUESTIONS) == 40
    assert len(wrong) <= 4, wrong


def test_no_question_is_an_example_of_a_query():
    examples = {phrase.casefold() for query in catalogue() for phrase in query.ask}
    assert [
        question for question, _, params in QUESTIONS if not params and question.casefold().rstrip("?") in examples
    ] == []


def test_the_next_best_are_offered_and_every_reading_can_be_run(noted):
    found = ask(noted, "which organizations supported events in Kyrgyzstan?")
    assert found[0].query.name == "supporters"
    assert len(found) == 3
    assert found[0].command() == "graph1540 query supporters -p state='Kyrgyzstan'"
    assert found[0].sure > found[1].sure
    assert run_query(noted, found[0].query, found[0].params).rows


NONSENSE = [
    "What is the weather in Paris?",
    "hello",
    "who won the world cup in 2018",
    "how do I cook rice",
    "what is the capital of Kyrgyzstan",
    "'; DROP ALL --",
    "",
    "???",
]


@pytest.mark.parametrize("question", NONSENSE)
def test_nonsense_is_refused(noted, question):
    with pytest.raises(QueryError, match="I cannot answer that"):
        ask(noted, question)


def test_a_question_without_its_name_tells_what_is_near(noted):
    with pytest.raises(QueryError, match=r"these are near: supporters \(Which organizations"):
        ask(noted, "which organizations supported events in Ruritania?")


NAMES = [
    ("the Kyrgyz Republic and the USA", [("state", "Kyrgyzstan"), ("state", "United States")]),
    ("is it in no state", []),
    ("Minsk, Belarus in 2016", [("event", "Peer review, Minsk, 1\u20135 August 2016")]),
    ("Bishkek", [("event", "Bishkek")]),
    ("Belarus in 2016", [("state", "Belarus"), ("year", "2016")]),
    ("resolution 1977 (2011)", [("resolution", "1977")]),
    ("the notes cite resolution 1977", [("resolution", "1977")]),
    ("Mr Rogov", [("person", "Alexey Rogov")]),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_are_recognized(noted, text, names):
    assert [(one.kind, one.name) for one in find_mentions(noted, text)] == names
