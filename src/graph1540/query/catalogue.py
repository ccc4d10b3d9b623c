"""The canned queries: files of SPARQL that run as they are, with their meaning in decorators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, get_args

from pyoxigraph import Literal, NamedNode

from graph1540.errors import QueryError, ReferenceDataError
from graph1540.query.answer import Column
from graph1540.query.chart import Chart, read_chart
from graph1540.query.decorators import Decorators, read_decorators
from graph1540.query.terms import ParameterType, did_you_mean
from graph1540.resources import data_dir

__all__ = ["CannedQuery", "Parameter", "catalogue", "find_query"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a canned query can be asked about; without a default, one that is not required narrows nothing."""

    name: str
    type: ParameterType
    description: str
    example: str
    required: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A file of ``queries/``; its ``text`` runs as it is, with the examples in place of the parameters."""

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    ask: tuple[str, ...] = ()
    chart: Chart | None = None

    def bind(self, values: Mapping[str, NamedNode | Literal]) -> str:
        """The text with these values in its VALUES blocks; the blocks of the other parameters are taken out.

        Terms are written by the RDF library, which escapes them; nothing else is put into the text.
        """
        bound = self.text
        for parameter in self.parameters:
            term = values.get(parameter.name)
            block = "" if term is None else f"VALUES ?{parameter.name} {{ {term} }}"
            bound = _block(parameter.name).sub(partial(_put, block), bound)
        return bound


def _put(block: str, found: re.Match[str]) -> str:
    return str(found["indent"]) + block


def _block(name: str) -> re.Pattern[str]:
    """The line that holds a parameter; one that narrows nothing by itself stands as a comment."""
    return re.compile(
        rf"^(?P<indent> *)(?P<off># )?VALUES \?{re.escape(name)} {{ (?P<term>[^{{}}\n]+) }}(?: #[^\n]*)?$", re.MULTILINE
    )


def find_query(name: str) -> CannedQuery:
    """The canned query of this name.

    :raises QueryError: if there is none
    """
    queries = {query.name: query for query in catalogue()}
    if name in queries:
        return queries[name]
    hint = did_you_mean(name, queries) or "list them with 'graph1540 queries'"
    raise QueryError(f"there is no query '{name}'; {hint}")


@lru_cache(maxsize=8)
def catalogue(folder: Path | None = None) -> tuple[CannedQuery, ...]:
    """Every canned query, by name; those of ``queries/`` unless another folder is given.

    :raises ReferenceDataError: if a file cannot be read or its decorators are incomplete
    """
    found = sorted((data_dir("queries") if folder is None else folder).glob("*.rq"))
    return tuple(_read(path) for path in found)


def _read(path: Path) -> CannedQuery:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceDataError(f"{path}: the query cannot be read ({error}); restore the file") from error
    decorators = read_decorators(text, path)
    unknown = sorted(set(decorators) - {"summary", "description", "tags", "params", "columns", "ask", "chart"})
    if unknown:
        raise ReferenceDataError(
            f"{path}: '{unknown[0]}' is no decorator; use summary, description, tags, ask, params, columns, chart"
        )
    return CannedQuery(
        name=path.stem,
        summary=_text(decorators, "summary", path),
        description=_text(decorators, "description", path),
        tags=tuple(str(tag) for tag in _entries(decorators, "tags", path)),
        parameters=tuple(_parameter(entry, text, path) for entry in _entries(decorators, "params", path)),
        columns=tuple(
            Column(str(name), str(label))
            for entry in _entries(decorators, "columns", path)
            for name, label in entry.items()
        ),
        text=text,
        ask=tuple(str(phrase) for phrase in _entries(decorators, "ask", path)),
        chart=_chart(decorators, path),
    )


def _chart(decorators: Decorators, path: Path) -> Chart | None:
    columns = [str(name) for entry in _entries(decorators, "columns", path) for name in entry]
    try:
        return read_chart(_entries(decorators, "chart", path), columns)
    except QueryError as error:
        raise ReferenceDataError(f"{path}: the decorator 'chart': {error}; see the other queries") from error


def _text(decorators: Decorators, key: str, path: Path) -> str:
    value = decorators.get(key)
    if not isinstance(value, str):
        raise ReferenceDataError(f"{path}: the decorator '{key}' is missing; write '#+ {key}: …'")
    return value


def _entries(decorators: Decorators, key: str, path: Path) -> list[Any]:
    value = decorators.get(key, [])
    if not isinstance(value, list) or any(isinstance(entry, dict) == (key in ("tags", "ask")) for entry in value):
        raise ReferenceDataError(f"{path}: the decorator '{key}' has another form; see the other queries")
    return value


def _parameter(entry: dict[str, str | bool], text: str, path: Path) -> Parameter:
    name = str(entry.get("name", ""))
    problem = ""
    if set(entry) - {"name", "type", "description", "example", "required", "default"}:
        problem = "it has an unknown key"
    elif not {"name", "type", "description", "example"} <= set(entry):
        problem = "it needs name, type, description and example"
    elif entry["type"] not in get_args(ParameterType):
        problem = f"'{entry['type']}' is no type; use one of {', '.join(get_args(ParameterType))}"
    elif not (blocks := list(_block(name).finditer(text))):
        problem = f"the query has no line 'VALUES ?{name} {{ … }}'"
    elif any(bool(block["off"]) == (entry.get("required") is True or "default" in entry) for block in blocks):
        problem = "its line is a comment if and only if the query runs without a value"
    if problem:
        raise ReferenceDataError(f"{path}: the parameter '{name}': {problem}; see the other queries")
    default = entry.get("default")
    return Parameter(
        name=name,
        type=entry["type"],  # type: ignore[arg-type]  # checked above
        description=str(entry["description"]),
        example=str(entry["example"]),
        required=entry.get("required") is True,
        default=None if default is None else str(default),
    )
