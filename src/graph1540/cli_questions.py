"""The commands that answer: queries, query, ask, explain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph1540.cli_shared import GRAPH, Refusal, Server, data_option, open_to_ask, say, server_options, terminal_width

if TYPE_CHECKING:
    from graph1540.query import Answer, CannedQuery

__all__ = ["ask", "explain", "queries", "query"]


@click.command()
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


@click.command()
@click.argument("name", required=False)
@data_option
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of a canned query, as a person would type it.")
@click.option("--file", "query_file", type=click.Path(path_type=Path), metavar="Q.rq", help="Your own SPARQL, from a file.")
@click.option("--text", "query_text", metavar="SPARQL", help="Your own SPARQL.")
@click.option("--format", "format_name", default="table", show_default=True, help="table, markdown, csv, tsv, json, xml or turtle.")
@click.option("--iris", is_flag=True, help="IRIs instead of labels.")
@click.option("--evidence", is_flag=True, help="Add to each row of a canned query the words of the notes behind it.")
@click.option("--chart", "picture", metavar="FILE", help="Draw the answer of a canned query too, as FILE.svg or FILE.png.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, help="Seconds that a query of your own, or a server, may take.")
@server_options(None)
def query(name: str | None, data: Path | None, server: Server | None, parameters: tuple[str, ...], query_file: Path | None, query_text: str | None, format_name: str, timeout: float, picture: str | None, *, iris: bool, evidence: bool) -> None:
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
    elif evidence or picture:
        if picture:
            raise Refusal("--chart goes with a canned query, which tells how to draw its answer; a file with '#+ chart:' in queries/ can too")
        raise Refusal("--evidence goes with a canned query; your own SPARQL can ask for oa:exact itself")
    store = open_to_ask(data, server)
    if name is not None:
        answer = asking.run_query(store, name, values, evidence=evidence)
        if picture:
            _draw(answer, asking.find_query(name), values, picture, data, server)
    else:
        if values:
            raise Refusal("-p goes with a canned query; write the value into your own SPARQL")
        answer = asking.run_text(store, query_text if query_text is not None else _text_of(query_file), deadline=timeout)
    click.echo(asking.render(answer, format_name, width=terminal_width(), iris=iris).rstrip("\n"))
    if answer.truncated:
        say("there are more rows: the limit was reached; narrow the query")


@click.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION")
@data_option
@click.option("--format", "format_name", default="table", show_default=True, help="table, markdown, csv, tsv, json, xml or turtle.")
@click.option("--iris", is_flag=True, help="IRIs instead of labels.")
@click.option("--evidence", is_flag=True, help="Add to each row the words of the notes behind it.")
@click.option("--chart", "picture", metavar="FILE", help="Draw the answer too, as FILE.svg or FILE.png.")
@click.option("--dry-run", is_flag=True, help="Only show which query would be asked.")
@server_options()
def ask(question: tuple[str, ...], data: Path | None, server: Server | None, format_name: str, picture: str | None, *, iris: bool, evidence: bool, dry_run: bool) -> None:
    """Ask in plain words: the likeliest canned query answers, and the next best are named.

    Exit code 2 if the question is like none of them.
    """
    from graph1540 import query as asking
    from graph1540.query.ask import ask as read_question

    if format_name not in asking.FORMATS:
        raise Refusal(f"'{format_name}' is no format; choose one of {', '.join(asking.FORMATS)}")
    store = open_to_ask(data, server)
    best, *others = read_question(store, " ".join(question))
    say(f"{best.query.summary}{''.join(f'; {name}: {value}' for name, value in best.shown.items())} ({best.sure} % sure)")
    say(f"  {best.command()}")
    if not dry_run:
        answer = asking.run_query(store, best.query, best.params, evidence=evidence)
        if picture:
            _draw(answer, best.query, dict(best.shown), picture, data, server)
        click.echo(asking.render(answer, format_name, width=terminal_width(), iris=iris).rstrip("\n"))
    for other in (one for one in others if one.sure):
        say(f"or, {other.sure} %: {other.command()}")


@click.command()
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@data_option
@click.option("--format", "format_name", type=click.Choice(["text", "json", "prov"]), default="text", show_default=True, help="A tree for people, the same as JSON, or PROV-O in Turtle.")
@server_options()
def explain(subject: str, predicate: str, value: str, data: Path | None, server: Server | None, format_name: str) -> None:
    """Who says so: the rules, claims, links and sentences that a fact rests on.

    Names will do ("Minsk 2016" "held in" Belarus), and IRIs.
    """
    from graph1540 import explain as explaining

    store = open_to_ask(data, server)
    proof = explaining.explain(store, subject, predicate, value)
    click.echo(explaining.render_proof(store, proof, format_name, width=terminal_width()).rstrip("\n"))


def _draw(answer: Answer, asked: CannedQuery, given: dict[str, str], picture: str, data: Path | None, server: Server | None) -> None:
    from graph1540.files import replace_file
    from graph1540.query.draw import draw

    path = Path(picture)
    source = server.address if server else (data or GRAPH).name
    replace_file(path, (draw(answer, asked, path.suffix, given=given, source=source),))


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
