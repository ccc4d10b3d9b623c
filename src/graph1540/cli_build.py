"""The commands that write datasets: build, export."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph1540.cli_shared import (
    FORMATS,
    SHOWN,
    Refusal,
    Server,
    build_dataset,
    check_writable,
    choose_format,
    count,
    dask_option,
    decisions_option,
    finding_line,
    format_option,
    open_dataset,
    open_whole,
    output_option,
    say,
    server_options,
    shards_options,
    spread_over,
    workers_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph1540.pipeline import Built
    from graph1540.source import Source

__all__ = ["build_command", "export"]


@click.command("build")
@click.argument("notes", nargs=-1, required=True, metavar="NOTES…")
@output_option
@format_option
@decisions_option
@workers_option
@dask_option
@click.option("--store", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Make a store in this folder, to which notes can be added, instead of a file.")
@shards_options
def build_command(notes: tuple[str, ...], output: str, format_name: str | None, decisions: Path | None, workers: int, dask: str | None, folder: Path | None, shards: Path | None, shard_count: int | None) -> None:
    """Turn notes into a dataset of RDF.

    NOTES are files, folders, patterns such as 'notes/*.pdf', addresses of these (https://host/notes/, s3://bucket/notes,
    zip::notes.zip), or - for standard input. The suffix of FILE chooses the format: .trig, .nq and .jsonld hold everything; .ttl, .nt and .rdf hold the canonical view.
    """
    if folder is not None or shards is not None:
        if output != "-" or format_name:
            raise Refusal(f"{'--shards' if folder is None else '--store'} writes a folder and no file; leave -o and --format out, and use 'graph1540 export' afterwards")
        _build_folders(folder, shards, shard_count, notes, workers, decisions, dask)
        return
    from graph1540.dataset import write_dataset

    check_writable(output)
    chosen = choose_format(format_name, output, "trig")
    with spread_over(dask) as spread:
        built = build_dataset(notes, workers, decisions, spread)
    write_dataset(built.quads, sys.stdout.buffer if output == "-" else Path(output), chosen)
    for line in _summary(built):
        say(line)


def _build_folders(
    folder: Path | None, shards: Path | None, shard_count: int | None, notes: Sequence[str], workers: int, decisions: Path | None, dask: str | None
) -> None:
    """Make a store, shards, or both; shards alone come from a store that is there for their sake only."""
    from graph1540.cli_store import build_into
    from graph1540.shards import check_shards

    if shards is not None:
        check_shards(shards)
    with spread_over(dask) as spread, _store_for(folder, shards) as store:
        build_into(store, notes, workers, decisions, spread, name=folder or shards)
        if shards is not None:
            _shard(open_dataset(store), shards, shard_count)


@contextmanager
def _store_for(folder: Path | None, shards: Path | None) -> Iterator[Path]:
    """The store that is asked for, or one that goes when its shards are written. A build that was stopped goes on with it."""
    if folder is not None or shards is None:
        assert folder is not None
        yield folder
        return
    store = shards.with_name(f".{shards.name}.building")
    try:
        yield store
    except Refusal:  # None of the notes could be used.
        shutil.rmtree(store, ignore_errors=True)
        raise
    shutil.rmtree(store, ignore_errors=True)


def _shard(source: Source, shards: Path, shard_count: int | None) -> None:
    from graph1540.shards import write_shards

    total = len(source)
    moving = sys.stderr.isatty() and total > 100_000

    def progress(done: int) -> None:
        if moving:
            click.echo(f"\r{done:,} of {total:,} quads\x1b[K", nl=done == total, err=True)

    made = write_shards(source.quads_for_pattern(None, None, None), total, shards, count=shard_count, progress=progress)
    say(f"{shards}: {count(total, 'quad')} in {count(made, 'shard')}")


def _summary(built: Built) -> list[str]:
    counts = built.counts
    numbers = (
        count(counts["notes"], "note"),
        f"{count(counts['canonical events'], 'event')} (told {count(counts['events'], 'time')})",
        count(counts["claims"], "claim"),
        f"{count(counts['evidence'], 'piece')} of evidence",
        count(counts["inferred"], "inferred fact"),
    )
    lines = [" · ".join(numbers)]
    if built.findings:
        lines.append(f"{count(len(built.findings), 'finding')}:")
        lines += [f"  {finding_line(finding)}" for finding in built.findings[:SHOWN]]
        if len(built.findings) > SHOWN:
            lines.append(f"  … and {len(built.findings) - SHOWN} more")
    lines += [f"left out: {failure}" for failure in built.failed]
    return lines


@click.command()
@click.argument("source", type=click.Path(path_type=Path), required=False, metavar="[FILE|DIR]")
@output_option
@click.option("--format", "format_name", metavar="NAME", help=f"One of {', '.join(FORMATS)}; told by the suffix of the output otherwise, turtle on standard output.")
@click.option("--embed-context", is_flag=True, help="Put the JSON-LD context into the file instead of its address.")
@shards_options
@server_options()
def export(source: Path | None, server: Server | None, output: str, format_name: str | None, shards: Path | None, shard_count: int | None, *, embed_context: bool) -> None:
    """Write a dataset, in a file, a store or on a server, in another format.

    Prefixes and order are stable, so that two exports can be compared line by line.
    """
    from graph1540.dataset import write_dataset

    if (source is None) == (server is None):
        raise Refusal("give one dataset: a FILE, the folder of a store, or --endpoint URL")
    if shards is not None:
        if output != "-" or format_name or embed_context:
            raise Refusal("--shards writes a folder of N-Quads and no file; leave -o, --format and --embed-context out")
        from graph1540.shards import check_shards

        check_shards(shards)
        _shard(open_whole(source, server), shards, shard_count)
        return
    check_writable(output)
    chosen = choose_format(format_name, output, "turtle")
    write_dataset(open_whole(source, server), sys.stdout.buffer if output == "-" else Path(output), chosen, embed_context=embed_context)
