"""Servers of the tests' own on loopback: one that keeps to the letter of the protocols, and ones that misbehave as told."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

JSON = "application/sparql-results+json"


@contextmanager
def served(answer: Callable[[BaseHTTPRequestHandler, bytes], None]) -> Iterator[str]:
    """The address of a server that gives every request to ``answer``, with its body."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            answer(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(request: BaseHTTPRequestHandler, code: int, body: bytes = b"", **headers: str) -> None:
    """One whole answer."""
    request.send_response(code)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


class Strict:
    """The SPARQL 1.1 protocols over a store: a default graph apart, and no named graph that the request does not name."""

    def __init__(self, login: str | None = None) -> None:
        self.store = ox.Store()
        self.login = login
        self.requests: list[tuple[str, int]] = []

    def __call__(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        self.requests.append((request.command, len(body)))
        parts = urlsplit(request.path)
        given = parse_qs(body.decode()) if "form" in request.headers.get("Content-Type", "") else {}
        writes = "update" in given or parts.query
        if writes and self.login and request.headers.get("Authorization") != "Basic " + base64.b64encode(self.login.encode()).decode():
            return reply(request, 401, WWW_Authenticate='Basic realm="tests"')
        if parts.query:
            return self._graph(request, parse_qs(parts.query, keep_blank_values=True), body)
        try:
            if "update" in given:
                self.store.update(given["update"][0])
                return reply(request, 204)
            return self._query(request, given)
        except SyntaxError as error:
            return reply(request, 400, str(error).encode(), Content_Type="text/plain")

    def _graph(self, request: BaseHTTPRequestHandler, place: dict[str, list[str]], body: bytes) -> None:
        name = ox.NamedNode(place["graph"][0]) if "graph" in place else ox.DefaultGraph()
        there = any(self.store.quads_for_pattern(None, None, None, name))
        if request.command == "DELETE":
            self.store.clear_graph(name)
            return reply(request, 204 if there else 404)
        self.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=name)
        return reply(request, 204)

    def _query(self, request: BaseHTTPRequestHandler, given: dict[str, list[str]]) -> None:
        named = [ox.NamedNode(name) for name in given.get("named-graph-uri", [])]
        default = [ox.NamedNode(name) for name in given.get("default-graph-uri", [])]
        kept = {"default_graph": default, "named_graphs": named} if default or named else {}
        found = self.store.query(given["query"][0], **kept)
        if isinstance(found, ox.QueryTriples):
            return reply(request, 200, found.serialize(format=ox.RdfFormat.N_TRIPLES), Content_Type="application/n-triples")
        return reply(request, 200, found.serialize(format=ox.QueryResultsFormat.JSON), Content_Type=JSON)
