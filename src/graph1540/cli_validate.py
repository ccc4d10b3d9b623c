"""The commands for drafters and curators: validate, review."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph1540.cli_shared import (
    Refusal,
    Server,
    check_writable,
    decisions_option,
    is_dataset,
    open_whole,
    output_option,
    read_notes,
    say,
    server_options,
    store_of,
    terminal_width,
    workers_option,
    write_text,
)

if TYPE_CHECKING:

    from graph1540.decisions import Decision
    from graph1540.pipeline import Extracted

__all__ = ["review", "validate"]


@click.command()
@click.argument("sources", nargs=-1, metavar="FILE|DIR|NOTES…")
@click.option("--format", "format_name", type=click.Choice(["text", "json", "sarif", "turtle", "html"]), default="text", show_default=True, help="html: the reviewer's page of one note, the results in place.")
@click.option("--diff", "as_diff", is_flag=True, help="Show evident remedies as a patch of text notes; nothing is changed.")
@click.option("--fail-on", type=click.Choice(["violation", "warning", "info"]), default="violation", show_default=True, help="The least severity that gives exit code 1.")
@click.option("--layer", "layers", multiple=True, type=click.Choice(["claims", "corpus", "release"]), help="Which shapes to use; claims and corpus otherwise.")
@decisions_option
@workers_option
@server_options()
def validate(sources: tuple[str, ...], server: Server | None, format_name: str, fail_on: str, layers: tuple[str, ...], decisions: Path | None, workers: int, *, as_diff: bool) -> None:
    """Hold notes or a dataset against the shapes.

    Give one FILE or store (DIR) that "graph1540 build" wrote, a server, or NOTES before they are published. Exit code 1 if something does not conform
    or a note cannot be read.
    """
    from graph1540 import validate as validation
    from graph1540.validate.check import order
    from graph1540.validate.view import flat_notes

    chosen = tuple(layers) or ("claims", "corpus")
    failed: tuple[str, ...] = ()
    extracted: list[Extracted] = []
    decided = _read_decisions(decisions)
    datasets = [server.address] if server else [source for source in sources if is_dataset(source)]
    if bool(sources) == (server is not None):
        raise Refusal("give a FILE, a store or NOTES, or --endpoint URL; one of them")
    if datasets:
        if len(sources) > 1:
            raise Refusal(f"{datasets[-1]}: one dataset at a time, and no notes beside it; validate each by itself")
        if as_diff or format_name == "html":
            raise Refusal(f"{datasets[0]}: {'--diff' if as_diff else 'html'} needs the notes themselves; give them in place of the dataset")
        store = open_whole(Path(datasets[0]), server)
        notes, extra, paths = {}, [], {}
    else:
        from graph1540.pipeline import build

        extracted, unread = read_notes(sources, workers)
        if format_name == "html" and len(extracted) != 1:
            raise Refusal("html shows one note; give a single file")
        built = build(extracted, decisions=decided, failed=unread)
        store = store_of(built.quads)
        notes, extra = dict(built.notes), list(built.findings)
        paths = _paths(sources)
        failed = built.failed
    if format_name == "turtle":
        click.echo(validation.shacl_report(store, chosen), nl=False)
    findings, ignored = validation.accepted(sorted([*validation.validate(store, chosen, notes=notes or None), *extra], key=order), decided)
    if ignored:
        say(f"{len(ignored)} left out by decision")
    if as_diff:
        if elsewhere := [path for path in paths.values() if "://" in path]:
            raise Refusal(f"{elsewhere[0]}: --diff changes files, and this one lies elsewhere; fetch it, and give it from here")
        files = {name: Path(path).read_bytes().decode("utf-8-sig", "replace") for name, path in paths.items() if name in {f.note for f in findings}}
        click.echo(validation.patch(findings, notes.values(), files, paths), nl=False)
    elif format_name == "html":
        from graph1540.reference import shipped_reference
        from graph1540.review import page

        (one,) = extracted
        click.echo(page(one.note, one.segments, one.claims, findings, shipped_reference()), nl=False)
    elif format_name != "turtle":
        click.echo(validation.render(findings, format_name, notes=tuple(notes.values()), paths=paths, count=len(notes) or len(flat_notes(store)) or None, width=terminal_width()).rstrip("\n"))
    for failure in failed:
        say(f"left out: {failure}")
    if failed or not validation.conforms(findings, fail_on):  # type: ignore[arg-type]
        sys.exit(1)


def _read_decisions(path: Path | None) -> Sequence[Decision]:
    from graph1540.decisions import read_decisions

    return read_decisions(path) if path else ()


def _paths(sources: Sequence[str]) -> dict[str, str]:
    """File names as they were given on the command line, so that an editor can open them."""
    from graph1540.pipeline import find_notes

    return {path.name: str(path) for path in find_notes(s for s in sources if s != "-")}


@click.command()
@click.argument("note", metavar="NOTE")
@output_option
@click.option("--format", "format_name", type=click.Choice(["html", "json"]), default="html", show_default=True, help="A page for people, or the claims as JSON.")
def review(note: str, output: str, format_name: str) -> None:
    """Show a note beside what was read from it, and what the shapes say of it.

    Every claim stands beside its words; the words that gave no claim can be seen too.
    """
    from graph1540 import review as reviewing
    from graph1540 import validate as validation
    from graph1540.pipeline import build
    from graph1540.reference import shipped_reference
    from graph1540.validate.check import order

    check_writable(output)
    extracted, failed = read_notes((note,), 1)
    if failed or len(extracted) != 1:
        raise Refusal(failed[0] if failed else f"{note}: one note at a time; give a single file")
    one = extracted[0]
    built = build(extracted)
    findings = sorted([*validation.validate(store_of(built.quads), notes=dict(built.notes)), *built.findings], key=order)
    reference = shipped_reference()
    if format_name == "json":
        text = reviewing.claims_json(one.note, one.claims, findings, reference)
    else:
        text = reviewing.page(one.note, one.segments, one.claims, findings, reference)
    write_text(output, text)
