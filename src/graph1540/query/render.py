"""Answers as text: tables for people, the SPARQL 1.1 result formats for machines."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph1540.dataset import write_dataset
from graph1540.errors import QueryError
from graph1540.iri import PREFIXES, XSD
from graph1540.query.answer import Answer, Term
from graph1540.query.table import cells_of, markdown_text, table_text

__all__ = ["FORMATS", "render"]

_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
#: What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    answer: Answer,
    format: str = "table",  # noqa: A002 - what everybody calls it
    *,
    width: int | None = None,
    iris: bool = False,
) -> str:
    """The answer as text that ends with a line feed; never with colours or other control characters.

    ``table`` and ``markdown`` are for people: names instead of IRIs (IRIs with ``iris``), dates in words, start and end
    in one column; ``width`` is that of the terminal, None for no bound. ``csv``, ``tsv``, ``json`` and ``xml`` are those
    of SPARQL 1.1, ``turtle`` a result set in RDF; a graph comes as JSON-LD, RDF/XML and Turtle instead.

    :raises QueryError: if there is no such format
    """
    if format not in FORMATS:
        raise QueryError(f"'{format}' is no format of answers; choose one of {', '.join(FORMATS)}")
    if format == "table":
        return table_text(cells_of(answer, iris=iris), width)
    if format == "markdown":
        return markdown_text(cells_of(answer, iris=iris))
    if answer.graph and format in _GRAPH_FORMATS:
        return _graph(answer, _GRAPH_FORMATS[format])
    return _WRITERS[format](answer)


def _graph(answer: Answer, form: str) -> str:
    quads = [Quad(*row, DefaultGraph()) for row in answer.rows]  # type: ignore[call-arg, arg-type]  # three terms, as a graph has
    written = io.BytesIO()
    write_dataset(quads, written, form)
    return written.getvalue().decode()


def _plain(term: Term | None) -> str:
    """A term as CSV has it (SPARQL 1.1 Query Results CSV and TSV Formats, section 3)."""
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _csv(answer: Answer) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if answer.truth is not None:
        writer.writerows([["boolean"], [str(answer.truth).lower()]])
    else:
        writer.writerow([column.name for column in answer.columns])
        writer.writerows([_plain(term) for term in row] for row in answer.rows)
    return written.getvalue()


def _tsv(answer: Answer) -> str:
    if answer.truth is not None:
        return f"?boolean\n{str(answer.truth).lower()}\n"
    lines = ["\t".join(f"?{column.name}" for column in answer.columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = ("subject", "predicate", "object")
        return {"type": "triple", "value": {part: _json_term(getattr(term, part)) for part in parts}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD.string:
        found["datatype"] = term.datatype.value
    return found


def _json(answer: Answer) -> str:
    document: dict[str, object]
    if answer.truth is not None:
        document = {"head": {}, "boolean": answer.truth}
    else:
        names = [column.name for column in answer.columns]
        bindings = [
            {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        document = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _xml_text(text: str) -> str:
    return html.escape(_NO_XML.sub("\ufffd", text), quote=True).replace("\r", "&#13;")


def _quoted(text: str) -> str:
    return f'"{_xml_text(text)}"'


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{term.value}</bnode>"
    if isinstance(term, Triple):
        parts = ("subject", "predicate", "object")
        return f"<triple>{''.join(f'<{part}>{_xml_term(getattr(term, part))}</{part}>' for part in parts)}</triple>"
    kind = ""
    if term.language:
        kind = f' xml:lang="{term.language}"'
    elif term.datatype.value != XSD.string:
        kind = f" datatype={_quoted(term.datatype.value)}"
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml(answer: Answer) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    if answer.truth is not None:
        lines += ["  <head/>", f"  <boolean>{str(answer.truth).lower()}</boolean>"]
    else:
        names = [column.name for column in answer.columns]
        lines += ["  <head>", *(f'    <variable name="{name}"/>' for name in names), "  </head>", "  <results>"]
        for row in answer.rows:
            lines.append("    <result>")
            lines += [
                f'      <binding name="{name}">{_xml_term(term)}</binding>'
                for name, term in zip(names, row, strict=True)
                if term is not None
            ]
            lines.append("    </result>")
        lines.append("  </results>")
    return "\n".join([*lines, "</sparql>"]) + "\n"


def _turtle(answer: Answer) -> str:
    """The result set in the vocabulary of the W3C's test suites, which Jena writes too."""
    head = [f"@prefix rs: <{_RESULT_SET}> .", f"@prefix xsd: <{PREFIXES['xsd']}> .", "", "[] a rs:ResultSet ;"]
    if answer.truth is not None:
        return "\n".join([*head, f"    rs:boolean {str(answer.truth).lower()} ."]) + "\n"
    names = [column.name for column in answer.columns]
    lines = [f"    rs:resultVariable {', '.join(json.dumps(name) for name in names)}"]
    for number, row in enumerate(answer.rows, 1):
        bindings = [
            f'rs:binding [ rs:variable "{name}" ; rs:value {term} ]'
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        lines.append(" ;\n        ".join([f"    rs:solution [ rs:index {number}", *bindings]) + " ]")
    return "\n".join([*head, " ;\n".join(lines) + " ."]) + "\n"


_WRITERS: dict[str, Callable[[Answer], str]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml, "turtle": _turtle}
_GRAPH_FORMATS = {"json": "jsonld", "xml": "rdfxml", "turtle": "turtle"}
#: The formats that ``render`` writes.
FORMATS = ("table", "markdown", *_WRITERS)
