"""The commands for a store: add, remove, status, backup, restore, compact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph1540.cli_shared import Progress, find_files, read_notes, refuse_all, spread_over
from graph1540.errors import DecisionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph1540.decisions import Decision
    from graph1540.model import Finding
    from graph1540.spread import Spread
    from graph1540.store import Change

__all__ = ["add", "backup", "build_into", "compact", "remove", "restore", "status"]

_SHOWN = 12
_store = click.option("--store", "folder", type=click.Path(path_type=Path), required=True, metavar="DIR", help="The folder of the store.")
_decisions = click.option("--decisions", "decisions_file", type=click.Path(path_type=Path), metavar="FILE", help="Reviewers' decisions, in place of those that the store was made with.")

_read_on_dask = click.option("--dask", metavar="ADDRESS", help="Read notes on the workers of this Dask scheduler, such as tcp://host:8786, in place of processes here.")


def _read_decisions(path: Path | None) -> tuple[Decision, ...] | None:
    from graph1540.decisions import read_decisions

    return None if path is None else read_decisions(path)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _tell_findings(findings: Sequence[Finding], failed: Sequence[str]) -> None:
    for finding in findings[:_SHOWN]:
        where = f"{finding.note}: " if finding.note else ""
        click.echo(f"  {where}{finding.message}" + (f"; {finding.remedy}" if finding.remedy else ""), err=True)
    if len(findings) > _SHOWN:
        click.echo(f"  … and {len(findings) - _SHOWN} more findings", err=True)
    for failure in failed:
        click.echo(f"left out: {failure}", err=True)


def _tell(folder: Path, change: Change, failed: Sequence[str]) -> None:
    told = [f"{len(slugs):,} {verb}" for slugs, verb in ((change.added, "added"), (change.replaced, "replaced"), (change.removed, "removed")) if slugs]
    if change.known:
        told.append(f"{len(change.known):,} there already")
    if change.decided:
        told.append("decisions changed")
    if change.rebuilt:
        told.append("all built anew")
    click.echo(f"{folder}: {', '.join(told) or 'nothing to do'}; {_many(change.notes, 'note')} in the store", err=True)
    for given, there in change.known:
        if given != there:
            click.echo(f"  {given}: the same text is in the store as '{there}'", err=True)
    _tell_findings(change.findings, failed)


def build_into(folder: Path, notes: Sequence[str], workers: int, decisions: Path | None, spread: Spread | None = None, name: Path | None = None) -> None:
    """Make a store of notes; what ``graph1540 build --store DIR`` does. ``name``: what to call it."""
    from graph1540.store import build_from_files
    from graph1540.store import status as status_of

    chosen = _read_decisions(decisions) or ()
    paths, stdin = find_files(notes)
    progress = Progress(len(paths))
    made = build_from_files(folder, paths, stdin=stdin, workers=workers, spread=spread, decisions=chosen, progress=progress)
    progress.end()
    if not made.done:
        refuse_all(made.failed)
    found = status_of(folder)
    click.echo(f"{name or folder}: {_many(len(found.notes), 'note')}, {_many(found.quads, 'quad')}", err=True)
    _tell_findings(made.findings, made.failed)


@click.command()
@click.argument("notes", nargs=-1, required=True, metavar="NOTES…")
@_store
@_decisions
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read notes.")
@_read_on_dask
def add(notes: tuple[str, ...], folder: Path, decisions_file: Path | None, workers: int, dask: str | None) -> None:
    """Add notes to a store, or replace those of the same name.

    NOTES are files, folders, patterns, or - for standard input. A text that is there already, in whatever format or
    under whatever name, changes nothing. The store is then what a build of all its notes would have made.
    """
    from graph1540.store import Writer

    chosen = _read_decisions(decisions_file)
    with Writer(folder) as writer, spread_over(dask) as spread:  # Who writes is told before the work, not after it.
        extracted, failed = read_notes(notes, workers, spread)
        _tell(folder, writer.add(extracted, decisions=chosen), failed)


@click.command()
@click.argument("names", nargs=-1, metavar="NAME…")
@_store
@_decisions
def remove(names: tuple[str, ...], folder: Path, decisions_file: Path | None) -> None:
    """Take notes out of a store, by their names there or those of their files.

    Nothing that only they said is left. Without a NAME, --decisions alone changes the decisions.
    """
    from graph1540.store import Writer

    if not names and decisions_file is None:
        raise DecisionError(f"{folder}: nothing is named; give the NAME of a note ('graph1540 status --store {folder} --names' lists them), or --decisions")
    chosen = _read_decisions(decisions_file)
    with Writer(folder) as writer:
        _tell(folder, writer.remove(names, decisions=chosen), ())


@click.command()
@_store
@click.option("--names", is_flag=True, help="The names of the notes alone, one a line.")
def status(folder: Path, *, names: bool) -> None:
    """Say what a store holds and who writes to it."""
    from graph1540.store import status as status_of

    found = status_of(folder)
    if names:
        for slug, _, _ in found.notes:
            click.echo(slug)
        return
    claims = sum(number for _, _, number in found.notes)
    click.echo(f"{folder}: {_many(len(found.notes), 'note')} · {_many(claims, 'claim')} · {_many(found.quads, 'quad')} · {_many(found.decisions, 'decision')}")
    click.echo(f"version {found.version}, made by graph1540 {found.made_by}, {found.bytes / 1e6:,.1f} MB")
    click.echo(f"{found.writer} is writing to it" if found.writer else "nobody is writing to it")


@click.command()
@_store
@click.argument("target", type=click.Path(path_type=Path), metavar="TARGET")
def backup(folder: Path, target: Path) -> None:
    """Copy a store as it is now into the folder TARGET, which must not exist."""
    from graph1540.store import backup as copy

    copy(folder, target)
    click.echo(f"{target}: a copy of {folder}", err=True)


@click.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="BACKUP")
@_store
def restore(source: Path, folder: Path) -> None:
    """Put a BACKUP in the place of a store, from one moment to the next."""
    from graph1540.store import restore as put_back

    put_back(source, folder)
    click.echo(f"{folder}: as {source} has it", err=True)


@click.command()
@_store
def compact(folder: Path) -> None:
    """Let a store take as little room as it can."""
    from graph1540.store import compact as shrink

    before, after = shrink(folder)
    click.echo(f"{folder}: {before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now", err=True)
