"""The page on the canned queries, from their own decorators: ``python -m graph1540.query.document > docs/queries.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from graph1540.query.catalogue import CannedQuery, Parameter, catalogue

__all__ = ["queries_page"]

_HEAD = """\
# Canned queries

Made from the `#+` decorators of `queries/*.rq` by `python -m graph1540.query.document > docs/queries.md`; do not edit by hand.

Each file of `queries/` is a SPARQL 1.1 query that runs as it is, here or on any endpoint that holds the dataset; the value of a
parameter stands in its own line `VALUES ?name { … }`. Where a parameter is optional that line is a comment, and taking
the `# ` away narrows the query. On the command line a parameter is what a person would type (a name, an acronym, a code, an IRI):

    graph1540 query events-of-state -p state=Kyrgyzstan

`--evidence` adds to each row the words of the notes behind it. A plain question finds its query by itself:

    graph1540 ask "which organizations supported events in Kyrgyzstan?"

The question is compared, word by word, with the examples under "Asked as"; a name stands for the braces in them. Nothing is
made up, the same question gives the same answer, and one that is like no example is refused.

Where a picture says more, `--chart FILE.svg` or `--chart FILE.png` draws the answer beside the table (it needs the extra
`graph1540[chart]`); the same answer gives the same bytes:

    graph1540 query reach --chart reach.svg

A query tells its picture in the decorator `#+ chart:`, by its kind and the columns that it shows: `bar` (`label`, `value`), `line` (`x`, a year;
`y`, one column or several in quotes with commas), `heat` (`rows`, `columns`, `value`), `network` (`one`, `other`, `value`) or `timeline` (`label`, `start`, `end`):

    #+ chart:
    #+   - kind: bar
    #+     label: stateLabel
    #+     value: hosted

In tables `x` is shown by the name in `xLabel`, and `start` and `end` as one period; CSV and JSON hold every column.
Dates sort as text, so a year comes before the months in it and a month before its days; what has no date comes last.
"""


def queries_page(queries: Iterable[CannedQuery]) -> str:
    """The page in Markdown: a list of the queries, then each with its parameters and columns."""
    queries = tuple(queries)
    index = "\n".join(f"| [{query.name}](#{query.name}) | {query.summary} |" for query in queries)
    return "\n".join([_HEAD, "| query | answers |\n| --- | --- |", index, *(_section(query) for query in queries)])


def _section(query: CannedQuery) -> str:
    parts = [f"\n## {query.name}\n\n{query.summary}. {query.description}\n"]
    if query.ask:
        parts.append("Asked as: " + "; ".join(f"\u201c{phrase}\u201d" for phrase in query.ask) + ".\n")
    if query.parameters:
        parts.append("| parameter | type | meaning | example |\n| --- | --- | --- | --- |")
        parts += [_row(parameter) for parameter in query.parameters]
        parts.append("")
    parts.append("Columns: " + ", ".join(f"`{column.name}` ({column.label})" for column in query.columns) + ".")
    if query.chart:
        parts.append(f"Chart: {query.chart.kind} of " + ", ".join(f"`{name}`" for name in query.chart.names()) + ".")
    parts.append("Tags: " + ", ".join(query.tags) + ".")
    return "\n".join(parts) + "\n"


def _row(parameter: Parameter) -> str:
    need = "required" if parameter.required else "optional"
    if parameter.default is not None:
        need = f"default `{parameter.default}`"
    return f"| `{parameter.name}` | {parameter.type} | {parameter.description} ({need}) | `{parameter.name}={parameter.example}` |"


if __name__ == "__main__":
    sys.stdout.write(queries_page(catalogue()))
