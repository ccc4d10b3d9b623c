"""The command that fills a server: publish."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph1540.cli_shared import Refusal, Server, count, open_dataset, say, server_options

__all__ = ["publish"]


@click.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="FILE|DIR")
@click.option("--update-url", metavar="URL", help="Where the server takes SPARQL updates.")
@click.option("--graph-store-url", metavar="URL", help="Where it takes whole graphs (graph store protocol); quicker, in place of updates.")
@server_options()
def publish(source: Path, server: Server | None, update_url: str | None, graph_store_url: str | None) -> None:
    """Put a dataset, in a file or a store, on a server.

    It takes the place of the dataset that "publish" put there before; other graphs on the server stay. What was stopped
    half-way is completed by publishing again.
    """
    from graph1540 import remote

    if server is None:
        raise Refusal("--endpoint URL is missing: what was published is counted there")
    if (update_url is None) == (graph_store_url is None):
        raise Refusal("give one of --update-url URL and --graph-store-url URL; docs/remote.md says which servers have what")
    if server.graph not in (None, "default"):
        raise Refusal(f"--graph {server.graph}: publish to the graph {remote.CANONICAL} (leave --graph out) or to the server's own ('default')")
    store = open_dataset(source)
    total = len(store)

    def progress(sent: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{sent:,} of {total:,} triples sent", nl=sent == total, err=True)

    own = server.graph == "default"
    target = remote.Endpoint(remote.check_address(server.address), server.web(), graph="default" if own else remote.CANONICAL)
    done = remote.publish(store, target, server.web(), update=update_url, graph_store=graph_store_url, default=own, progress=progress)
    gone = f"; {count(done.removed, 'note')} taken away" if done.removed else ""
    say(f"{server.address}: {count(done.notes, 'note')}, {count(done.triples, 'triple')}, counted there{gone}")
