"""Running queries: parameters, and the fence around the user's own."""

from __future__ import annotations

import os
import socket
import time

import pytest
from pyoxigraph import NamedNode

from graph1540.errors import QueryError
from graph1540.iri import BASE, G1540
from graph1540.query import run_query, run_text
from graph1540.query.answer import Column
from graph1540.query.fence import evaluate_apart


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("events-of-stat", {}, "there is no query 'events-of-stat'; did you mean 'events-of-state'?"),
        ("xyzzy", {}, "there is no query 'xyzzy'; list them with 'graph1540 queries'"),
        (
            "events-of-state",
            {},
            "'events-of-state' needs the parameter 'state'; give it, for example 'state=Kyrgyzstan'",
        ),
        ("events-of-state", {"stat": "KGZ"}, "'events-of-state' has no parameter 'stat'; did you mean 'state'?"),
        ("reach", {"state": "KGZ"}, "'reach' has no parameter 'state'; it has none"),
        ("hosts", {"state": "Kirgistan"}, "'Kirgistan' is no state of this dataset; did you mean 'Kyrgyzstan'?"),
    ],
)
def test_a_wrong_name_or_parameter_is_one_sentence(store, name, params, message):
    with pytest.raises(QueryError) as refused:
        run_query(store, name, params)
    assert str(refused.value) == message


def test_an_answer_names_its_columns_and_the_things_that_no_name_stands_beside(store):
    answer = run_query(store, "hosts", {"state": "AUT"})
    assert [(column.name, column.label) for column in answer.columns][:3] == [
        ("state", "State"), ("stateLabel", "State (name)"), ("hosted", "Hosted"),
    ]  # fmt: skip
    assert {row[1].value for row in answer.rows} == {"Austria"}
    assert answer.labels == {}
    (event,) = {row[answer.columns.index(Column("event", "Event"))].value for row in answer.rows}
    assert run_text(store, f"SELECT (<{event}> AS ?event) {{}}").labels == {event: "Consultation, Vienna, 5\u20139 March 2012"}
    assert run_text(store, f"SELECT (<{event}> AS ?event) ?eventLabel {{}}").labels == {event: "Consultation, Vienna, 5\u20139 March 2012"}


def test_our_prefixes_are_declared(store):
    answer = run_text(store, "SELECT ?state { ?state a g1540:State ; skos:notation 'KGZ' }")
    assert answer.rows == ((NamedNode(f"{BASE}state/KGZ"),),)
    assert answer.labels == {f"{BASE}state/KGZ": "Kyrgyzstan"}


def test_ask_has_a_truth(store):
    assert run_text(store, "ASK { ?x a g1540:State }").truth is True
    assert run_text(store, "ASK { ?x a g1540:Nothing }").truth is False


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT WHERE { ?x a g1540:Disagreement }",
        "CONSTRUCT { ?x a g1540:Disagreement } WHERE { ?x a g1540:Disagreement , ?y }",
    ],
)
def test_construct_is_a_graph(store, text):
    answer = run_text(store, text)
    assert answer.graph
    assert [row[2] for row in answer.rows] == [NamedNode(G1540.Disagreement)]


def test_describe_is_a_graph(store):
    answer = run_text(store, f"DESCRIBE <{BASE}plan/KGZ>")
    assert answer.graph
    assert len(answer.rows) == 3


def test_a_named_graph_of_the_dataset_may_be_asked(store):
    assert len(run_text(store, f"SELECT ?x FROM <{BASE}graph/links> {{ ?x a g1540:Link }}").rows) == 1
    assert len(run_text(store, "SELECT ?g { GRAPH ?g { ?x a g1540:Link } }").rows) == 1


REFUSED = {
    "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://localhost:1/> { ?s ?p ?o } } }": "SERVICE",
    "ASK { { SELECT * { ?s ?p ?o OPTIONAL { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } } } } }": "SERVICE",
    "SELECT * { ?s ?p ?o MINUS { GRAPH ?g { SERVICE ?s { ?s ?p ?o } } } }": "SERVICE",
    # One parser reads a long string from the first quotation marks to the last, the other two short ones.
    'SELECT * { BIND("\\u0022" AS ?a) SERVICE <http://localhost:1/> { ?s ?p ?o } BIND("\\u0022" AS ?b) }': "escape",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }": "<file:///etc/passwd> after FROM is no graph of this dataset",
    "SELECT * FROM NAMED <http://localhost:1/x.ttl> { GRAPH ?g { ?s ?p ?o } }": "<http://localhost:1/x.ttl> after FROM",
    "ASK FROM g1540:nothing { ?s ?p ?o }": "after FROM is no graph",
    "LOAD <http://localhost:1/>": "this is an update",
    "DROP ALL": "this is an update",
    "INSERT DATA { <http://a> <http://b> 1 }": "this is an update",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }": "this is an update",
    "PREFIX a: <http://a/> CLEAR GRAPH a:b": "this is an update",
    "SELECT * { ?s ?p ?o } ; DROP ALL": "cannot be understood",
    "": "the query is empty",
    "# only a remark": "the query is empty",
    "SELECT * { ?s ?p": "cannot be understood (error at 1:17)",
    "SELECT * { ?s nope:p ?o }": "nope",
    "SELECT (<http://a/f>(1) AS ?x) {}": "custom function <http://a/f> is not supported",
    "SELECT * {" * 2000: "",
    "SELECT * { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }": "nested too deeply",
    "x" * 100_001: "characters",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30])
def test_what_is_no_question_to_this_dataset_is_refused(store, text):
    before = len(store)
    with pytest.raises(QueryError) as refused:
        run_text(store, text, deadline=20)
    assert REFUSED[text] in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(store) == before


def test_the_deadline_ends_the_query(store):
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STRLEN(STR(?c)) > STRLEN(STR(?l))) }"
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"took longer than 0\.5 seconds"):
        run_text(store, text, deadline=0.5)
    assert time.monotonic() - began < 3


def test_rows_above_the_limit_are_left_out_and_told(store):
    text = "SELECT ?s { ?s a g1540:State } ORDER BY ?s"
    assert not run_text(store, text, row_limit=14).truncated
    short = run_text(store, text, row_limit=13)
    assert short.truncated
    assert len(short.rows) == 13


def test_many_rows_come_through_the_pipe(store):
    assert len(run_text(store, "SELECT * { ?a a ?b . ?c a ?d . ?e a g1540:State }").rows) > 40_000


def test_the_worker_can_open_no_file_and_no_socket():
    def attempts():
        opened = []
        for attempt in (socket.socket, lambda: open("/etc/hostname")):  # noqa: PTH123, SIM115
            try:
                opened.append(attempt())
            except OSError:
                opened.append(None)
        return opened

    assert evaluate_apart(lambda: None, attempts, 10) == [None, None]


@pytest.mark.parametrize("work", [lambda: bytearray(64 * 1024**3), lambda: os._exit(3)], ids=["memory", "exit"])
def test_a_worker_that_dies_is_told(work):
    with pytest.raises(QueryError, match="too much memory"):
        evaluate_apart(lambda: None, work, 20)


def test_no_worker_is_left_behind(store, monkeypatch):
    fork, children = os.fork, []
    monkeypatch.setattr(os, "fork", lambda: children.append(fork()) or children[-1])
    run_text(store, "ASK { ?s ?p ?o }")
    (child,) = children
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)
