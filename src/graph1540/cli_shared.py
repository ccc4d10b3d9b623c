"""What the commands share: options, reading notes, saying things, refusing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph1540.export import Format
    from graph1540.model import Finding
    from graph1540.pipeline import Built, Extracted

__all__ = ["FORMATS", "SHOWN", "Refusal", "build_dataset", "check_writable", "choose_format", "count", "decisions_option", "finding_line", "format_option", "is_dataset", "open_dataset", "output_option", "read_notes", "say", "store_of", "terminal_width", "workers_option", "write_text"]


FORMATS = ("trig", "n-quads", "turtle", "json-ld", "n-triples", "rdf-xml")


SHOWN = 12


class Refusal(click.ClickException):
    """One sentence for the user; exit code 2."""

    exit_code = 2


output_option = click.option("-o", "--output", default="-", show_default="standard output", metavar="FILE", help="Where to write.")


format_option = click.option("--format", "format_name", metavar="NAME", help=f"One of {', '.join(FORMATS)}; told by the suffix of FILE otherwise.")


decisions_option = click.option("--decisions", type=click.Path(path_type=Path), metavar="FILE", help="Reviewers' decisions (a sorted text file).")


workers_option = click.option("--workers", type=click.IntRange(1, 256), default=lambda: min(8, os.cpu_count() or 1), show_default="number of cores, at most 8", help="Processes that read notes.")


def say(text: str) -> None:
    """Tell the user something beside the output."""
    click.echo(text, err=True)


def read_notes(notes: Sequence[str], workers: int) -> tuple[list[Extracted], list[str]]:
    """What the notes say; one that cannot be read costs itself alone, unless it is the only one."""
    from graph1540.pipeline import extract_all, find_notes

    for note in notes:
        if not note:
            raise Refusal("an empty argument names no note; give a file, a folder, a pattern, or - for standard input")
        if is_dataset(note):
            raise Refusal(f"{note}: this is no note by its name; give notes as txt, md, pdf, docx or html")
    stdin = sys.stdin.buffer.read() if "-" in notes else None
    paths = find_notes(note for note in notes if note != "-")
    shown = len(paths) > 30 and sys.stderr.isatty()

    def progress(done: int) -> None:
        if shown and (done % 10 == 0 or done == len(paths)):
            click.echo(f"\r{done} of {len(paths)} notes read", nl=done == len(paths), err=True)

    if len(paths) > 30 and not shown:
        say(f"reading {len(paths)} notes …")
    extracted, failed = extract_all(paths, stdin=stdin, workers=workers, progress=progress)
    if not extracted and failed:
        raise Refusal(failed[0] if len(failed) == 1 else f"{failed[0]} (and {len(failed) - 1} more; none of the files could be used)")
    return extracted, failed


def build_dataset(notes: Sequence[str], workers: int, decisions: Path | None) -> Built:
    """The dataset of the notes that the arguments name."""
    from graph1540.decisions import read_decisions
    from graph1540.pipeline import build

    chosen = read_decisions(decisions) if decisions else ()
    extracted, failed = read_notes(notes, workers)
    return build(extracted, decisions=chosen, failed=failed)


def choose_format(name: str | None, output: str, otherwise: str) -> Format:
    """The format that an option or a suffix names."""
    from graph1540.export import FORMATS as KNOWN
    from graph1540.export import find_format

    wanted = name or (Path(output).suffix if output != "-" else otherwise)
    chosen = find_format(wanted) if wanted else None
    if chosen is None:
        if name:
            raise Refusal(f"'{name}' is no format of RDF; choose one of {', '.join(FORMATS)}")
        known = ", ".join(form.suffixes[0] for form in KNOWN)
        raise Refusal(f"{output}: the name does not tell the format; let it end in one of {known}, or give --format")
    return chosen


def check_writable(output: str) -> None:
    """Say at once, not after the work, that a file cannot be written."""
    if output == "-":
        return
    if not output:
        raise Refusal("the output has an empty name; give the name of a file, or - for standard output")
    path = Path(output)
    folder = path.parent
    if path.is_dir():
        raise Refusal(f"{path}: this is a folder; give the name of a file")
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{path}: '{folder}' is a file, not a folder; choose another place")
    if not folder.is_dir():
        raise Refusal(f"{path}: the folder '{folder}' does not exist; make it first")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise Refusal(f"{path}: no permission to write here; choose another place")


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is due."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def finding_line(finding: Finding) -> str:
    """A finding on one line: where, what, what to do."""
    where = f"{finding.note}: " if finding.note else ""
    return f"{where}{finding.message}" + (f"; {finding.remedy}" if finding.remedy else "")


def is_dataset(path: str) -> bool:
    """Whether a name is that of a store or of a file of RDF rather than of a note."""
    if (Path(path) / "store.json").is_file():
        return True
    return Path(path).suffix.lower() in {".trig", ".nq", ".ttl", ".jsonld", ".nt", ".rdf", ".xml", ".owl", ".json"}


def open_dataset(path: Path) -> ox.Store:
    """The dataset in a file or a store."""
    from graph1540.store import open_source

    return open_source(path)


def store_of(quads: Sequence[ox.Quad]) -> ox.Store:
    """Quads as a store in memory."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    return store


def terminal_width() -> int:
    """Columns that a table may take."""
    import shutil

    return max(60, min(200, shutil.get_terminal_size((110, 24)).columns))


def write_text(output: str, text: str) -> None:
    """Write whole or not at all."""
    if output == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    from graph1540.files import replace_file

    replace_file(Path(output), (text,))
