"""Datasets on servers: published, asked and read back, on a real Virtuoso and on a server that keeps to the letter."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store
from servers import Strict, served

from graph1540.cli import main
from graph1540.dataset import write_dataset
from graph1540.errors import QueryError, RemoteError
from graph1540.iri import BASE
from graph1540.pipeline import build, extract_all, find_notes
from graph1540.query import catalogue, run_query, run_text
from graph1540.remote import Credentials, Endpoint, Web, publish

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def seeds():
    """The dataset of the three seeds."""
    extracted, _ = extract_all(find_notes([str(ROOT / "seeds")]))
    found = Store()
    found.bulk_extend(build(extracted).quads)
    return found


def text(quads):
    written = io.BytesIO()
    write_dataset(quads, written, "nquads")
    return written.getvalue()


PLACES = {"named": None, "default": "default"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", ["update", "graph_store"])
def test_a_server_that_keeps_to_the_letter_holds_the_same_dataset(seeds, way, place):
    strict = Strict("me:secret")
    with served(strict) as address:
        web = Web(credentials=Credentials("me", "secret"))
        target = Endpoint(address, web, graph=PLACES[place] or BASE + "graph/canonical")
        done = publish(seeds, target, web, default=place == "default", **{way: address})
        assert (done.notes, done.triples, done.removed) == (3, len(seeds), 0)
        there = Endpoint(address, Web())
        assert text(there) == text(seeds)
        for query in catalogue():
            examples = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
            try:
                expected = run_query(seeds, query, examples)
            except QueryError:
                continue  # The example is about a note that the seeds are without.
            assert run_query(there, query, examples) == expected, query.name
    assert max(size for _, size in strict.requests) < 10_000_000


@pytest.mark.xdist_group("virtuoso")
@pytest.mark.parametrize("way", ["update", "graph_store"])
def test_virtuoso_holds_the_same_dataset(seeds, server, way):
    publish(seeds, server.endpoint(), server.web(), **{way: getattr(server, way)})
    assert text(server.endpoint()) == text(seeds)


def test_publishing_again_takes_away_what_is_gone_and_leaves_what_is_not_ours(seeds):
    strict = Strict()
    with served(strict) as address:
        publish(seeds, Endpoint(address, Web()), Web(), update=address)
        strict.store.update("INSERT DATA { GRAPH <http://example.org/other> { <http://a> <http://b> <http://c> } }")
        extracted, _ = extract_all(find_notes([str(ROOT / "seeds")])[:2])
        fewer = build(extracted).quads
        done = publish(fewer, Endpoint(address, Web()), Web(), update=address)
        assert (done.notes, done.removed) == (2, 1)
        assert text(Endpoint(address, Web())) == text(fewer)
        assert bool(strict.store.query("ASK { GRAPH <http://example.org/other> { ?s ?p ?o } }"))


def test_a_server_that_loses_triples_is_found_out(seeds):
    strict = Strict()

    def forgetful(request, body):
        strict(request, body)
        strict.store.update("DELETE WHERE { GRAPH ?g { ?s <http://purl.org/dc/terms/identifier> ?o } }")

    with served(forgetful) as address, pytest.raises(RemoteError, match=r"triples there, and [\d,]+ were sent"):
        publish(seeds, Endpoint(address, Web()), Web(), update=address)


def test_a_dataset_without_a_view_is_not_published():
    with served(Strict()) as address, pytest.raises(RemoteError, match="there is no canonical view"):
        publish([], Endpoint(address, Web()), Web(), update=address)


@pytest.fixture(scope="module")
def there(seeds):
    strict = Strict()
    with served(strict) as address:
        publish(seeds, Endpoint(address, Web()), Web(), graph_store=address)
        yield address


REFUSED = {
    "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }": "asks another server",
    "SELECT * FROM <http://example.org/x.ttl> WHERE { ?s ?p ?o }": "is no graph of this dataset",
    "LOAD <http://example.org/x.ttl>": "a query only reads",
    "DROP ALL": "a query only reads",
    "SELECT * {": "cannot be understood",
}


@pytest.mark.parametrize("sparql", REFUSED)
def test_the_fence_stands_before_a_server_too(there, sparql):
    with pytest.raises(QueryError, match=REFUSED[sparql]):
        run_text(Endpoint(there, Web()), sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s g1540:organizer ?o } } GROUP BY ?g ORDER BY ?g",
        f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{BASE}graph/links> {{ ?s ?p ?o }} }}",
        f"SELECT (COUNT(*) AS ?n) FROM <{BASE}graph/links> WHERE {{ ?s ?p ?o }}",
        "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }",
        "ASK { ?s a g1540:State }",
        "SELECT ?from WHERE { ?from a g1540:Event } ORDER BY ?from",
    ],
)
def test_own_queries_give_what_the_embedded_store_gives(there, seeds, sparql):
    expected = run_text(seeds, sparql)
    found = run_text(Endpoint(there, Web()), sparql)
    if "GRAPH ?g" in sparql:
        # On a server the canonical view is a graph with a name.
        assert [row for row in found.rows if row[0].value != BASE + "graph/canonical"] == list(expected.rows)
    else:
        assert found == expected


COMMANDS = {
    "query": ["query", "events-of-state", "-p", "state=Kyrgyzstan", "--evidence"],
    "own": ["query", "--text", "SELECT ?s WHERE { ?s a g1540:Event } ORDER BY ?s"],
    "ask": ["ask", "which organizations supported events in Kyrgyzstan?"],
    "explain": ["explain", "Minsk 2016", "held in", "Belarus"],
    "undecided": ["undecided"],
    "export": ["export", "--format", "turtle"],
    "validate": ["validate"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_of_a_server_what_it_says_of_a_file(there, seeds, tmp_path, command):
    write_dataset(seeds, tmp_path / "graph.trig")
    place = [str(tmp_path / "graph.trig")] if command in ("export", "validate") else ["-d", str(tmp_path / "graph.trig")]
    expected = CliRunner().invoke(main, [*COMMANDS[command], *place])
    found = CliRunner().invoke(main, [*COMMANDS[command], "--endpoint", there])
    assert (found.exit_code, found.output) == (expected.exit_code, expected.output)
    assert expected.output


def test_publish_says_what_is_there(seeds, tmp_path):
    write_dataset(seeds, tmp_path / "graph.trig")
    with served(Strict("me:secret")) as address:
        command = ["publish", str(tmp_path / "graph.trig"), "--endpoint", address, "--update-url", address]
        done = CliRunner().invoke(main, command)
        assert (done.exit_code, "it wants a login" in done.output) == (2, True)
        done = CliRunner().invoke(main, command, env={"GRAPH1540_AUTH": "me:secret"})
        assert (done.exit_code, done.output) == (0, f"{address}: 3 notes, {len(seeds):,} triples, counted there\n")


WRONG = {
    "two datasets": (["query", "hosts", "-d", "x.trig", "--endpoint", "http://x/"], "name two datasets"),
    "no endpoint": (["query", "hosts", "--auth", "x"], "--auth goes with --endpoint"),
    "nothing to export": (["export"], "give one dataset"),
    "nothing to validate": (["validate"], "one of them"),
    "nowhere to publish": (["publish", "x.trig", "--endpoint", "http://x/"], "give one of --update-url URL and --graph-store-url URL"),
    "no address": (["query", "hosts", "--endpoint", "x"], "this is no address of an endpoint"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_command_line_that_means_nothing_is_refused(case):
    done = CliRunner().invoke(main, WRONG[case][0])
    assert done.exit_code == 2
    assert WRONG[case][1] in done.output


def test_asking_for_many_labels_is_one_request(seeds):
    strict = Strict()
    with served(strict) as address:
        publish(seeds, Endpoint(address, Web()), Web(), graph_store=address)
        strict.requests.clear()
        rows = run_query(Endpoint(address, Web()), "states-not-reached").rows
    assert len(rows) > 100
    assert len(strict.requests) < 10
