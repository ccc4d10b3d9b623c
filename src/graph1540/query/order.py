"""The order of a canned query's rows, worked out here once they are there.

An embedded store works out the keys of ORDER BY again each time that it compares two rows, and reads their texts from the disk
for it: ten thousand rows take it seconds. So it is asked without, and the keys of each row are worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph1540.iri import XSD
from graph1540.query.answer import Term

__all__ = ["Order", "distinct_rows", "ordered_here"]

Row = tuple[Term | None, ...]
_Key = Callable[[Row], object]

_TERM = r'STR\(\?\w+\)|"[^"\\]*"'
_WHOLE = re.compile(rf"(?P<down>DESC\()?(?:(?P<bare>\?\w+)|(?P<texts>{_TERM}|COALESCE\((?:{_TERM})(?:, (?:{_TERM}))*\)))(?(down)\))")
#: What others write as an integer need not be one. (XML Schema, part 2, 3.4.13.)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_LAST = re.compile(r"^ORDER BY (?P<keys>[^\n]+)\n?\Z", re.MULTILINE)
_SELECT = re.compile(r"^SELECT (?P<distinct>DISTINCT )?[^\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Order:
    """A query without its ORDER BY, and what is to be done with its rows instead."""

    text: str
    _columns: tuple[str, ...]
    _hidden: tuple[str, ...]  # Variables that rows are ordered by and that are no columns: they come last in each row.
    _keys: tuple[tuple[bool, tuple[str, ...]], ...]  # whether downwards, and what is there: the first that has a value counts
    _distinct: bool

    def sort(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows in order, of the columns alone."""
        places = {name: number for number, name in enumerate((*self._columns, *self._hidden))}
        found = list(rows)
        # The last keys first, as a sort leaves those in order that are equal.
        for down, keys in reversed([(down, [key for _, key in some]) for down, some in groupby(self._keys, key=lambda one: one[0])]):
            ways = [_way(key, places) for key in keys]
            found.sort(key=lambda row, ways=ways: [way(row) for way in ways], reverse=down)  # type: ignore[misc]  # mypy sees no default
        if not self._hidden:
            return tuple(found)
        cut = [row[: len(self._columns)] for row in found]
        return tuple(dict.fromkeys(cut)) if self._distinct else tuple(cut)


def ordered_here(text: str, columns: Sequence[str]) -> Order | None:
    """The query in two parts; None where its last line is no ORDER BY of variables and their texts alone."""
    last, select = _LAST.search(text), _SELECT.search(text)
    if last is None or select is None:
        return None
    keys, at = [], 0
    while at < len(last["keys"]):
        found = _WHOLE.match(last["keys"], at)
        if found is None:
            return None
        keys.append((found["down"] is not None, (found["bare"],) if found["bare"] else tuple(re.findall(_TERM, found["texts"]))))
        at = found.end()
        if at < len(last["keys"]):
            if last["keys"][at] != " ":
                return None
            at += 1
    hidden = tuple(name for name in dict.fromkeys(re.findall(r"\?(\w+)", last["keys"])) if name not in columns)
    more = "".join(f" ?{name}" for name in hidden)
    asked = f"{text[: select.end()]}{more}{text[select.end() : last.start()]}"
    return Order(asked, tuple(columns), hidden, tuple(keys), select["distinct"] is not None)


def distinct_rows(text: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of an answer, each once where the query asks for that: Virtuoso gives some twice all the same."""
    select = _SELECT.search(text)
    return tuple(dict.fromkeys(rows)) if select is not None and select["distinct"] is not None else tuple(rows)


def _way(key: tuple[str, ...], places: dict[str, int]) -> _Key:
    """How to work out a key."""
    if key[0].startswith("?"):
        place = places[key[0][1:]]
        return lambda row: _rank(row[place])
    texts = [one[1:-1] if one.startswith('"') else places[one.removeprefix("STR(?").removesuffix(")")] for one in key]
    return lambda row: _first(row, texts)


def _rank(term: Term | None) -> tuple[int, int | str]:
    """The order of SPARQL: nothing, blank nodes, IRIs, literals; numbers by what they are, everything else by its text."""
    if term is None:
        return 0, ""
    if isinstance(term, Literal):
        return (3, int(term.value)) if term.datatype.value == XSD.integer and _INTEGER.fullmatch(term.value) else (4, term.value)
    if isinstance(term, NamedNode):
        return 2, term.value
    return 1, str(term)


def _first(row: Row, texts: Sequence[int | str]) -> str:
    """The first text that is there; empty where none is, so that it comes before all others."""
    for text in texts:
        if isinstance(text, str):
            return "+" + text
        term = row[text]
        if isinstance(term, NamedNode | Literal):
            return "+" + term.value
    return ""
