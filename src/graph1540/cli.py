"""The command line: parses, calls the pipeline, prints. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph1540 import __version__
from graph1540.errors import Graph1540Error

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph1540.decisions import Decision
    from graph1540.export import Format
    from graph1540.model import Finding
    from graph1540.pipeline import Built, Extracted

__all__ = ["main"]

_FORMATS = ("trig", "n-quads", "turtle", "json-ld", "n-triples", "rdf-xml")
_SHOWN = 12


class Refusal(click.ClickException):
    """One sentence for the user; exit code 2."""

    exit_code = 2


class Cli(click.Group):
    """Turns our errors into one sentence and a mistyped command into a suggestion."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # A full disk shows itself here, not after the end.
        except Graph1540Error as error:
            raise Refusal(str(error)) from error
        except click.UsageError as error:
            raise Refusal(_usage(error)) from error
        except BrokenPipeError:
            _hush()
            return None
        except OSError as error:
            _hush()
            reason = (error.strerror or str(error)).lower()
            raise Refusal(f"{error.filename or 'standard output'}: it cannot be used ({reason}); choose another place") from error
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The commands in the order of use, with their first sentence whole."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in self.commands.items()])


def _usage(error: click.UsageError) -> str:
    """What is wrong with a command line, in one sentence that says where to look."""
    message = error.format_message().rstrip(".")
    command = error.ctx.command_path if error.ctx else "graph1540"
    return message if message.endswith("?") else f"{message}; '{command} --help' tells more"


def _hush() -> None:
    """Nobody reads standard output any more: what is left in its buffer goes nowhere, without a complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=Cli,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit code: 0 done, 1 the data do not conform, 2 wrong usage or unreadable input.",
)
@click.version_option(__version__, prog_name="graph1540")
def main() -> None:
    """The information notes of the 1540 Committee as a knowledge graph, every answer with its sentence."""


_output = click.option("-o", "--output", default="-", show_default="standard output", metavar="FILE", help="Where to write.")
_format = click.option("--format", "format_name", metavar="NAME", help=f"One of {', '.join(_FORMATS)}; told by the suffix of FILE otherwise.")
_decisions = click.option("--decisions", type=click.Path(path_type=Path), metavar="FILE", help="Reviewers' decisions (a sorted text file).")
_workers = click.option("--workers", type=click.IntRange(1, 256), default=lambda: min(8, os.cpu_count() or 1), show_default="number of cores, at most 8", help="Processes that read notes.")


def _say(text: str) -> None:
    click.echo(text, err=True)


def _read(notes: Sequence[str], workers: int) -> tuple[list[Extracted], list[str]]:
    """What the notes say; one that cannot be read costs itself alone, unless it is the only one."""
    from graph1540.pipeline import extract_all, find_notes

    for note in notes:
        if not note:
            raise Refusal("an empty argument names no note; give a file, a folder, a pattern, or - for standard input")
        if _is_dataset(note):
            raise Refusal(f"{note}: this is no note by its name; give notes as txt, md, pdf, docx or html")
    stdin = sys.stdin.buffer.read() if "-" in notes else None
    paths = find_notes(note for note in notes if note != "-")
    shown = len(paths) > 30 and sys.stderr.isatty()

    def progress(done: int) -> None:
        if shown and (done % 10 == 0 or done == len(paths)):
            click.echo(f"\r{done} of {len(paths)} notes read", nl=done == len(paths), err=True)

    if len(paths) > 30 and not shown:
        _say(f"reading {len(paths)} notes …")
    extracted, failed = extract_all(paths, stdin=stdin, workers=workers, progress=progress)
    if not extracted and failed:
        raise Refusal(failed[0] if len(failed) == 1 else f"{failed[0]} (and {len(failed) - 1} more; none of the files could be used)")
    return extracted, failed


def _built(notes: Sequence[str], workers: int, decisions: Path | None) -> Built:
    from graph1540.decisions import read_decisions
    from graph1540.pipeline import build

    chosen = read_decisions(decisions) if decisions else ()
    extracted, failed = _read(notes, workers)
    return build(extracted, decisions=chosen, failed=failed)


@main.command("build")
@click.argument("notes", nargs=-1, required=True, metavar="NOTES…")
@_output
@_format
@_decisions
@_workers
def build_command(notes: tuple[str, ...], output: str, format_name: str | None, decisions: Path | None, workers: int) -> None:
    """Turn notes into a dataset of RDF.

    NOTES are files, folders, patterns such as 'notes/*.pdf', or - for standard input. The suffix of FILE chooses the
    format: .trig, .nq and .jsonld hold everything; .ttl, .nt and .rdf hold the canonical view.
    """
    from graph1540.dataset import write_dataset

    _writable(output)
    chosen = _chosen_format(format_name, output, "trig")
    built = _built(notes, workers, decisions)
    write_dataset(built.quads, sys.stdout.buffer if output == "-" else Path(output), chosen)
    for line in _summary(built):
        _say(line)


def _chosen_format(name: str | None, output: str, otherwise: str) -> Format:
    """The format that an option or a suffix names."""
    from graph1540.export import FORMATS, find_format

    wanted = name or (Path(output).suffix if output != "-" else otherwise)
    chosen = find_format(wanted) if wanted else None
    if chosen is None:
        if name:
            raise Refusal(f"'{name}' is no format of RDF; choose one of {', '.join(_FORMATS)}")
        known = ", ".join(form.suffixes[0] for form in FORMATS)
        raise Refusal(f"{output}: the name does not tell the format; let it end in one of {known}, or give --format")
    return chosen


def _writable(output: str) -> None:
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


def _summary(built: Built) -> list[str]:
    counts = built.counts
    numbers = (
        _count(counts["notes"], "note"),
        f"{_count(counts['canonical events'], 'event')} (told {_count(counts['events'], 'time')})",
        _count(counts["claims"], "claim"),
        f"{_count(counts['evidence'], 'piece')} of evidence",
        _count(counts["inferred"], "inferred fact"),
    )
    lines = [" · ".join(numbers)]
    if built.findings:
        lines.append(f"{_count(len(built.findings), 'finding')}:")
        lines += [f"  {_finding(finding)}" for finding in built.findings[:_SHOWN]]
        if len(built.findings) > _SHOWN:
            lines.append(f"  … and {len(built.findings) - _SHOWN} more")
    lines += [f"left out: {failure}" for failure in built.failed]
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _finding(finding: Finding) -> str:
    where = f"{finding.note}: " if finding.note else ""
    return f"{where}{finding.message}" + (f"; {finding.remedy}" if finding.remedy else "")


def _is_dataset(path: str) -> bool:
    return Path(path).suffix.lower() in {".trig", ".nq", ".ttl", ".jsonld", ".nt", ".rdf", ".xml", ".owl", ".json"}


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|NOTES…")
@click.option("--format", "format_name", type=click.Choice(["text", "json", "sarif", "turtle", "html"]), default="text", show_default=True, help="html: the reviewer's page of one note, the results in place.")
@click.option("--diff", "as_diff", is_flag=True, help="Show evident remedies as a patch of text notes; nothing is changed.")
@click.option("--fail-on", type=click.Choice(["violation", "warning", "info"]), default="violation", show_default=True, help="The least severity that gives exit code 1.")
@click.option("--layer", "layers", multiple=True, type=click.Choice(["claims", "corpus", "release"]), help="Which shapes to use; claims and corpus otherwise.")
@_decisions
@_workers
def validate(sources: tuple[str, ...], format_name: str, fail_on: str, layers: tuple[str, ...], decisions: Path | None, workers: int, *, as_diff: bool) -> None:
    """Hold notes or a dataset against the shapes.

    Give one FILE that "graph1540 build" wrote, or NOTES before they are published. Exit code 1 if something does not conform
    or a note cannot be read.
    """
    from graph1540 import validate as validation
    from graph1540.validate.check import order

    chosen = tuple(layers) or ("claims", "corpus")
    failed: tuple[str, ...] = ()
    extracted: list[Extracted] = []
    decided = _read_decisions(decisions)
    datasets = [source for source in sources if _is_dataset(source)]
    if datasets:
        if len(sources) > 1:
            raise Refusal(f"{datasets[-1]}: one dataset at a time, and no notes beside it; validate each by itself")
        if as_diff or format_name == "html":
            raise Refusal(f"{datasets[0]}: {'--diff' if as_diff else 'html'} needs the notes themselves; give them in place of the dataset")
        store = _dataset(Path(datasets[0]))
        notes, extra, paths = {}, [], {}
    else:
        from graph1540.pipeline import build

        extracted, unread = _read(sources, workers)
        if format_name == "html" and len(extracted) != 1:
            raise Refusal("html shows one note; give a single file")
        built = build(extracted, decisions=decided, failed=unread)
        store = _store(built.quads)
        notes, extra = dict(built.notes), list(built.findings)
        paths = _paths(sources)
        failed = built.failed
    if format_name == "turtle":
        click.echo(validation.shacl_report(store, chosen), nl=False)
    findings, ignored = validation.accepted(sorted([*validation.validate(store, chosen, notes=notes or None), *extra], key=order), decided)
    if ignored:
        _say(f"{len(ignored)} left out by decision")
    if as_diff:
        files = {name: Path(path).read_bytes().decode("utf-8-sig", "replace") for name, path in paths.items() if name in {f.note for f in findings}}
        click.echo(validation.patch(findings, notes.values(), files, paths), nl=False)
    elif format_name == "html":
        from graph1540.reference import shipped_reference
        from graph1540.review import page

        (one,) = extracted
        click.echo(page(one.note, one.segments, one.claims, findings, shipped_reference()), nl=False)
    elif format_name != "turtle":
        click.echo(validation.render(findings, format_name, notes=tuple(notes.values()), paths=paths, count=len(notes) or None, width=_width()).rstrip("\n"))
    for failure in failed:
        _say(f"left out: {failure}")
    if failed or not validation.conforms(findings, fail_on):  # type: ignore[arg-type]
        sys.exit(1)


def _read_decisions(path: Path | None) -> Sequence[Decision]:
    from graph1540.decisions import read_decisions

    return read_decisions(path) if path else ()


def _paths(sources: Sequence[str]) -> dict[str, str]:
    """File names as they were given on the command line, so that an editor can open them."""
    from graph1540.pipeline import find_notes

    return {path.name: str(path) for path in find_notes(s for s in sources if s != "-")}


def _dataset(path: Path) -> ox.Store:
    from graph1540.dataset import read_dataset

    if path.is_dir():
        raise Refusal(f"{path}: this is a folder; give a file that 'graph1540 build' wrote")
    if not path.exists():
        raise Refusal(f"{path}: there is no such file; 'graph1540 build NOTES… -o graph.trig' makes one")
    return read_dataset(path)


def _store(quads: Sequence[ox.Quad]) -> ox.Store:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    return store


def _width() -> int:
    import shutil

    return max(60, min(200, shutil.get_terminal_size((110, 24)).columns))


@main.command()
@click.option("--names", is_flag=True, help="Names alone, one a line.")
def queries(*, names: bool) -> None:
    """List the canned queries, what they answer and their parameters."""
    from graph1540.query import catalogue

    for query in catalogue():
        if names:
            click.echo(query.name)
            continue
        click.echo(click.style(query.name, bold=True))
        click.echo(f"    {query.summary}")
        for parameter in query.parameters:
            note = "required" if parameter.required else f"default: {parameter.default}" if parameter.default else "optional"
            click.echo(f"    -p {parameter.name}=…  {parameter.type}, {note}" + (f", e.g. {parameter.example}" if parameter.example else ""))


@main.command()
@click.argument("name", required=False)
@click.option("-d", "--data", type=click.Path(path_type=Path), default=Path("graph.trig"), show_default=True, metavar="FILE", help="The dataset to ask.")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of a canned query, as a person would type it.")
@click.option("--file", "query_file", type=click.Path(path_type=Path), metavar="Q.rq", help="Your own SPARQL, from a file.")
@click.option("--text", "query_text", metavar="SPARQL", help="Your own SPARQL.")
@click.option("--format", "format_name", default="table", show_default=True, help="table, markdown, csv, tsv, json, xml or turtle.")
@click.option("--iris", is_flag=True, help="IRIs instead of labels.")
@click.option("--evidence", is_flag=True, help="Add to each row of a canned query the words of the notes behind it.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, help="Seconds that a query of your own may take.")
def query(name: str | None, data: Path, parameters: tuple[str, ...], query_file: Path | None, query_text: str | None, format_name: str, timeout: float, *, iris: bool, evidence: bool) -> None:
    """Ask a dataset: a canned query, or your own SPARQL.

    "graph1540 queries" lists the names. A value is what a person would type:
    state=Kyrgyzstan, state=KGZ, "state=Kyrgyz Republic".
    """
    from graph1540 import query as asking

    if sum(1 for given in (name, query_file, query_text) if given is not None) != 1:
        raise Refusal("give one of: the NAME of a canned query, --file Q.rq, or --text 'SELECT …'; 'graph1540 queries' lists the names")
    if format_name not in asking.FORMATS:
        raise Refusal(f"'{format_name}' is no format; choose one of {', '.join(asking.FORMATS)}")
    values = dict(_pair(parameter) for parameter in parameters)
    if name is not None:
        asking.find_query(name)
    elif evidence:
        raise Refusal("--evidence goes with a canned query; your own SPARQL can ask for oa:exact itself")
    store = _dataset(data)
    if name is not None:
        answer = asking.run_query(store, name, values, evidence=evidence)
    else:
        if values:
            raise Refusal("-p goes with a canned query; write the value into your own SPARQL")
        answer = asking.run_text(store, query_text if query_text is not None else _text_of(query_file), deadline=timeout)
    click.echo(asking.render(answer, format_name, width=_width(), iris=iris).rstrip("\n"))
    if answer.truncated:
        _say("there are more rows: the limit was reached; narrow the query")


@main.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION")
@click.option("-d", "--data", type=click.Path(path_type=Path), default=Path("graph.trig"), show_default=True, metavar="FILE", help="The dataset to ask.")
@click.option("--format", "format_name", default="table", show_default=True, help="table, markdown, csv, tsv, json, xml or turtle.")
@click.option("--iris", is_flag=True, help="IRIs instead of labels.")
@click.option("--evidence", is_flag=True, help="Add to each row the words of the notes behind it.")
@click.option("--dry-run", is_flag=True, help="Only show which query would be asked.")
def ask(question: tuple[str, ...], data: Path, format_name: str, *, iris: bool, evidence: bool, dry_run: bool) -> None:
    """Ask in plain words: the likeliest canned query answers, and the next best are named.

    Exit code 2 if the question is like none of them.
    """
    from graph1540 import query as asking
    from graph1540.dataset import read_dataset
    from graph1540.query.ask import ask as read_question

    if format_name not in asking.FORMATS:
        raise Refusal(f"'{format_name}' is no format; choose one of {', '.join(asking.FORMATS)}")
    store = read_dataset(data)
    best, *others = read_question(store, " ".join(question))
    _say(f"{best.query.summary}{''.join(f'; {name}: {value}' for name, value in best.shown.items())} ({best.sure} % sure)")
    _say(f"  {best.command()}")
    if not dry_run:
        answer = asking.run_query(store, best.query, best.params, evidence=evidence)
        click.echo(asking.render(answer, format_name, width=_width(), iris=iris).rstrip("\n"))
    for other in (one for one in others if one.sure):
        _say(f"or, {other.sure} %: {other.command()}")


@main.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@click.option("-d", "--data", type=click.Path(path_type=Path), default=Path("graph.trig"), show_default=True, metavar="FILE", help="The dataset that holds the fact.")
@click.option("--format", "format_name", type=click.Choice(["text", "json", "prov"]), default="text", show_default=True, help="A tree for people, the same as JSON, or PROV-O in Turtle.")
def explain(subject: str, predicate: str, value: str, data: Path, format_name: str) -> None:
    """Who says so: the rules, claims, links and sentences that a fact rests on.

    Names will do ("Minsk 2016" "held in" Belarus), and IRIs.
    """
    from graph1540 import explain as explaining
    from graph1540.dataset import read_dataset

    store = read_dataset(data)
    proof = explaining.explain(store, subject, predicate, value)
    click.echo(explaining.render_proof(store, proof, format_name, width=_width()).rstrip("\n"))


def _text_of(path: Path | None) -> str:
    assert path is not None
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{path}: the query cannot be read ({(error.strerror or str(error)).lower()}); check its name and your rights") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{path}: this is no text in UTF-8; give a file with SPARQL") from error


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark or not key or not value:
        raise Refusal(f"-p {text}: write a parameter as KEY=VALUE, such as -p state=Kyrgyzstan")
    return key.strip(), value.strip()


@main.command()
@click.argument("source", type=click.Path(path_type=Path), metavar="FILE")
@_output
@click.option("--format", "format_name", metavar="NAME", help=f"One of {', '.join(_FORMATS)}; told by the suffix of the output otherwise, turtle on standard output.")
@click.option("--embed-context", is_flag=True, help="Put the JSON-LD context into the file instead of its address.")
def export(source: Path, output: str, format_name: str | None, *, embed_context: bool) -> None:
    """Write a dataset in another format.

    Prefixes and order are stable, so that two exports can be compared line by line.
    """
    from graph1540.dataset import write_dataset

    _writable(output)
    chosen = _chosen_format(format_name, output, "turtle")
    write_dataset(_dataset(source), sys.stdout.buffer if output == "-" else Path(output), chosen, embed_context=embed_context)


@main.command()
@click.argument("note", metavar="NOTE")
@_output
@click.option("--format", "format_name", type=click.Choice(["html", "json"]), default="html", show_default=True, help="A page for people, or the claims as JSON.")
def review(note: str, output: str, format_name: str) -> None:
    """Show a note beside what was read from it.

    Every claim stands beside its words; the words that gave no claim can be seen too.
    """
    from graph1540 import review as reviewing
    from graph1540.reference import shipped_reference

    _writable(output)
    extracted, failed = _read((note,), 1)
    if failed or len(extracted) != 1:
        raise Refusal(failed[0] if failed else f"{note}: one note at a time; give a single file")
    one = extracted[0]
    reference = shipped_reference()
    if format_name == "json":
        text = reviewing.claims_json(one.note, one.claims, one.findings, reference)
    else:
        text = reviewing.page(one.note, one.segments, one.claims, one.findings, reference)
    _write_text(output, text)


def _write_text(output: str, text: str) -> None:
    """Write whole or not at all."""
    data = text.encode("utf-8")
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    import contextlib
    import tempfile

    path = Path(output).resolve()
    if path.exists() and not path.is_file():  # a device or a pipe
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _join() -> None:
    """The commands of the other rooms."""
    from graph1540 import cli_decisions

    for command in (cli_decisions.decide, cli_decisions.why, cli_decisions.undecided):
        main.add_command(command)


_join()
