"""What the commands share: options, reading notes, saying things, refusing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph1540.export import Format
    from graph1540.model import Finding
    from graph1540.pipeline import Built, Extracted, Remote
    from graph1540.remote import Endpoint, Web
    from graph1540.source import Source
    from graph1540.spread import Spread

__all__ = ["FORMATS", "GRAPH", "SHOWN", "Progress", "Refusal", "Server", "build_dataset", "check_writable", "choose_format", "count", "dask_option", "data_option", "decisions_option", "duration", "find_files", "finding_line", "format_option", "is_dataset", "open_dataset", "open_to_ask", "open_whole", "output_option", "read_notes", "refuse_all", "say", "server_options", "shards_options", "spread_over", "store_of", "terminal_width", "workers_option", "write_text"]


FORMATS = ("trig", "n-quads", "turtle", "json-ld", "n-triples", "rdf-xml")


SHOWN = 12

#: Below this many notes all is done in a moment.
MANY = 30
_TELL_EVERY, _TELL_FROM = 0.2, 3.0


#: The dataset of the commands that ask one, unless they are told otherwise.
GRAPH = Path("graph.trig")


class Refusal(click.ClickException):
    """One sentence for the user; exit code 2."""

    exit_code = 2


output_option = click.option("-o", "--output", default="-", show_default="standard output", metavar="FILE", help="Where to write.")


format_option = click.option("--format", "format_name", metavar="NAME", help=f"One of {', '.join(FORMATS)}; told by the suffix of FILE otherwise.")


decisions_option = click.option("--decisions", type=click.Path(path_type=Path), metavar="FILE", help="Reviewers' decisions (a sorted text file).")


data_option = click.option("-d", "--data", "--store", "data", type=click.Path(path_type=Path), show_default="graph.trig", metavar="FILE|DIR", help="The dataset to ask, in a file or a store.")


workers_option = click.option("--workers", type=click.IntRange(1, 256), default=lambda: min(8, os.cpu_count() or 1), show_default="number of cores, at most 8", help="Processes that read notes.")


dask_option = click.option("--dask", metavar="ADDRESS", help="Read notes and compare events on the workers of this Dask scheduler, such as tcp://host:8786, in place of processes here.")


def shards_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that can write a dataset as shards."""
    number = click.option("--shard-count", type=click.IntRange(1, 512), metavar="N", help="How many shards; one for each million quads otherwise.")
    folder = click.option("--shards", type=click.Path(path_type=Path), metavar="DIR", help="Write N-Quads into this folder, in files that any store loads in bulk, with a list of their digests.")

    @wraps(command)
    def run(*args: object, shards: Path | None, shard_count: int | None, **given: object) -> None:
        if shards is None and shard_count is not None:
            raise Refusal("--shard-count goes with --shards DIR; give that, or leave it out")
        command(*args, shards=shards, shard_count=shard_count, **given)

    return folder(number(run))


@contextmanager
def spread_over(dask: str | None) -> Iterator[Spread | None]:
    """The machines that --dask names; None without it."""
    if dask is None:
        yield None
        return
    from graph1540.machines import Machines

    with Machines(dask) as machines:
        yield machines


def say(text: str) -> None:
    """Tell the user something beside the output."""
    click.echo(text, err=True)


def find_files(notes: Sequence[str]) -> tuple[list[Path | Remote], bytes | None]:
    """The files that the arguments name, and what standard input holds where they name that."""
    from graph1540.pipeline import find_notes

    for note in notes:
        if not note:
            raise Refusal("an empty argument names no note; give a file, a folder, a pattern, or - for standard input")
        if is_dataset(note):
            raise Refusal(f"{note}: this is no note by its name; give notes as txt, md, pdf, docx or html")
    stdin = sys.stdin.buffer.read() if "-" in notes else None
    return find_notes(note for note in notes if note != "-"), stdin


class Progress:
    """Says how far a long piece of work is: on a terminal in one line that changes, elsewhere a line for each step."""

    def __init__(self, size: int) -> None:
        self._quiet = size <= MANY
        self._moving = sys.stderr.isatty()
        self._step = ""
        self._began = self._told = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """``total`` is 0 where it is not known."""
        if self._quiet:
            return
        now = time.monotonic()
        if step != self._step:
            self.end()
            self._step, self._began, self._told = step, now, 0.0
            if not self._moving:
                say(f"{step} …")
        if self._moving and (now - self._told > _TELL_EVERY or done == total):
            self._told = now
            click.echo(f"\r{self._line(done, total, now - self._began)}\x1b[K", nl=False, err=True)

    def _line(self, done: int, total: int, spent: float) -> str:
        if not total:
            return f"{self._step} …"
        left = f", about {duration(spent / done * (total - done))} left" if done and spent > _TELL_FROM and done < total else ""
        return f"{self._step}: {done:,} of {count(total, 'note')}{left}"

    def end(self) -> None:
        """Nothing more comes of this step."""
        if self._moving and self._step:
            click.echo(err=True)
        self._step = ""


def duration(seconds: float) -> str:
    """Seconds as a person says them.

    >>> duration(7.2), duration(95), duration(7300)
    ('7 s', '2 min', '2 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.0f} h"


def read_notes(notes: Sequence[str], workers: int, spread: Spread | None = None) -> tuple[list[Extracted], list[str]]:
    """What the notes say; one that cannot be read costs itself alone, unless it is the only one."""
    from graph1540.pipeline import extract_all

    paths, stdin = find_files(notes)
    progress = Progress(len(paths))
    extracted, failed = extract_all(paths, stdin=stdin, workers=workers, spread=spread, progress=lambda done: progress("reading", done, len(paths)))
    progress.end()
    if not extracted:
        refuse_all(failed)
    return extracted, failed


def refuse_all(failed: Sequence[str]) -> None:
    """Stop if none of the notes could be used."""
    if failed:
        raise Refusal(failed[0] if len(failed) == 1 else f"{failed[0]} (and {len(failed) - 1} more; none of the files could be used)")


def build_dataset(notes: Sequence[str], workers: int, decisions: Path | None, spread: Spread | None = None) -> Built:
    """The dataset of the notes that the arguments name."""
    from graph1540.decisions import read_decisions
    from graph1540.pipeline import build

    chosen = read_decisions(decisions) if decisions else ()
    extracted, failed = read_notes(notes, workers, spread)
    return build(extracted, decisions=chosen, failed=failed, spread=spread)


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


@dataclass(frozen=True, slots=True)
class Server:
    """Where a dataset on a server is, and who asks; the options of every command that reads one."""

    address: str
    auth: Path | None
    graph: str | None
    timeout: float

    def web(self) -> Web:
        """The way there."""
        from graph1540 import remote

        login = remote.read_login(self.auth) if self.auth else None
        if login is None and (text := os.environ.get("GRAPH1540_AUTH")):
            login = remote.read_credentials(text, "GRAPH1540_AUTH")
        return remote.Web(credentials=login, deadline=self.timeout)

    def open(self) -> Endpoint:
        """The dataset there."""
        from graph1540.remote import Endpoint, check_address

        return Endpoint(check_address(self.address), self.web(), graph=self.graph)


_SERVER = (
    click.option("--endpoint", metavar="URL", help="The dataset on a server that speaks SPARQL 1.1, in place of a file."),
    click.option("--auth", type=click.Path(path_type=Path), metavar="FILE", help="A file with user:password for the server; GRAPH1540_AUTH otherwise."),
    click.option("--graph", metavar="IRI", help="The graph with the canonical view on the server, or 'default'; found out otherwise."),
)


def server_options(timeout: str | None = "Seconds that the server may take for one request.") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options of a command that can read from a server; it gets one ``server``, None without --endpoint."""
    last = click.option("--timeout", type=click.FloatRange(0.1, 86400), default=60.0, show_default=True, help=timeout)
    options = (*_SERVER, last) if timeout else _SERVER

    def add(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(*args: object, endpoint: str | None, auth: Path | None, graph: str | None, **given: object) -> None:
            seconds = given["timeout"] if timeout is None else given.pop("timeout")
            if endpoint is None and (auth or graph):
                raise Refusal(f"--{'auth' if auth else 'graph'} goes with --endpoint URL; give that, or leave it out")
            if endpoint is not None and given.get("data") is not None:
                raise Refusal("--endpoint and --data name two datasets; give one of them")
            server = None if endpoint is None else Server(endpoint, auth, graph, float(str(seconds)))
            command(*args, server=server, **given)

        for option in reversed(options):
            run = option(run)
        return run

    return add


def open_to_ask(data: Path | None, server: Server | None) -> Source:
    """The dataset in a file, in a store or on a server, to be asked where it is."""
    from graph1540 import store

    return store.open_to_ask(data or GRAPH) if server is None else server.open()


def open_whole(data: Path | None, server: Server | None) -> ox.Store:
    """The dataset in a file, in a store or on a server, for what reads all of it: from a server it is copied into memory."""
    return open_dataset(data or GRAPH) if server is None else store_of(server.open())


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
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
