"""A dataset put on a server: graph by graph, in batches, by updates or by the graph store protocol."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from graph1540.errors import RemoteError
from graph1540.remote.endpoint import CANONICAL, LINKS, Endpoint, Wrapper, note_graphs
from graph1540.remote.web import Web, check_address

__all__ = ["Published", "publish"]

#: How many triples and characters go into one request. Virtuoso compiles each update, up to a limit.
_TRIPLES, _CHARACTERS = 500, 500_000
#: The graph store protocol sends data, which nobody compiles.
_STORE_TRIPLES, _STORE_CHARACTERS = 20_000, 8_000_000


@dataclass(frozen=True, slots=True)
class Published:
    """What was put on the server."""

    notes: int
    triples: int
    removed: int


def publish(
    quads: Iterable[ox.Quad],
    endpoint: Endpoint,
    web: Web,
    *,
    update: str | None = None,
    graph_store: str | None = None,
    default: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Published:
    """Put a dataset in the place of the one that the server holds, and count it there.

    Each graph is replaced whole, the canonical view last; what was stopped half-way is completed by publishing again. With
    ``default`` the view goes into the server's own default graph. Graphs that are no part of a dataset of ours stay.

    :raises RemoteError: if the server refuses, or does not hold afterwards what was sent
    """
    writer: _Updates | _GraphStore = _GraphStore(graph_store, web) if graph_store else _Updates(str(update), web)
    # Apart from the endpoint that answers afterwards: it must not remember what was there before.
    old = set(note_graphs(Endpoint(endpoint.address, web, graph="default" if default else CANONICAL)))
    graphs: dict[str | None, list[ox.Triple]] = {}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
        graphs.setdefault(name, []).append(quad.triple)
    view = graphs.pop(None, [])
    if not view:
        raise RemoteError("there is no canonical view in this dataset; publish one that 'graph1540 build' wrote")
    gone = sorted(old - graphs.keys())
    for name in gone:
        writer.clear(name)
    sent = 0
    for name, triples in (*sorted((n, t) for n, t in graphs.items() if n is not None), (None if default else CANONICAL, view)):
        writer.clear(name)
        for batch, number in _batches(triples, writer.triples, writer.characters):
            writer.add(name, batch)
            sent += number
            progress(sent)
    _check(endpoint, graphs, view)
    return Published(sum(1 for name in graphs if name != LINKS), sent, len(gone))


def _check(endpoint: Endpoint, graphs: dict[str | None, list[ox.Triple]], view: list[ox.Triple]) -> None:
    expected = {None: len(set(view)), **{name: len(set(triples)) for name, triples in graphs.items()}}
    for name, number in expected.items():
        counted = endpoint.count(name)
        if counted != number:
            what = f"<{name}>" if name else "the canonical view"
            raise RemoteError(f"{endpoint.address}: {what} has {counted:,} triples there, and {number:,} were sent; see the server's log, and publish again")


def _batches(triples: list[ox.Triple], most: int, characters: int) -> Iterator[tuple[str, int]]:
    """The triples as text in pieces that a server takes at once, always the same ones."""
    lines: list[str] = []
    size = 0
    for line in sorted({f"{triple} ." for triple in triples}):
        if lines and (len(lines) >= most or size + len(line) > characters):
            yield "\n".join(lines), len(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield "\n".join(lines), len(lines)


class _Updates:
    """SPARQL 1.1 Update."""

    triples, characters = _TRIPLES, _CHARACTERS

    def __init__(self, address: str, web: Web) -> None:
        self._address, self._web = check_address(address), web
        # A server that asks for a login with a large body half sent would break the connection.
        self._run("INSERT DATA { }")

    def _run(self, text: str) -> None:
        wrapper = Wrapper(self._address, self._address)
        wrapper.update(text)
        self._web.send(wrapper.request(), again=False).read()

    def clear(self, name: str | None) -> None:
        self._run(f"CLEAR SILENT {_target(name)}")

    def add(self, name: str | None, lines: str) -> None:
        self._run(f"INSERT DATA {{ {lines} }}" if name is None else f"INSERT DATA {{ GRAPH <{name}> {{\n{lines}\n}} }}")


def _target(name: str | None) -> str:
    return "DEFAULT" if name is None else f"GRAPH <{name}>"


class _GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol."""

    triples, characters = _STORE_TRIPLES, _STORE_CHARACTERS

    def __init__(self, address: str, web: Web) -> None:
        self._address, self._web = check_address(address), web

    def _send(self, method: str, name: str | None, data: bytes | None) -> None:
        place = "default" if name is None else urlencode({"graph": name})
        request = urllib.request.Request(f"{self._address}?{place}", data=data, method=method)  # noqa: S310 - the scheme was checked
        if data is not None:
            request.add_header("Content-Type", "application/n-triples")
        self._web.send(request, again=False).read()

    def clear(self, name: str | None) -> None:
        try:
            self._send("DELETE", name, None)
        except RemoteError as error:
            if error.code != 404:  # There was no such graph.
                raise

    def add(self, name: str | None, lines: str) -> None:
        self._send("POST", name, lines.encode())
