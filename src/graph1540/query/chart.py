"""What a query says of its own picture: the ``#+ chart:`` decorator, and the figures that a chart takes from an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal

from graph1540.errors import QueryError
from graph1540.query.answer import Answer
from graph1540.query.table import text_of

__all__ = ["KINDS", "Chart", "figures", "read_chart"]

ChartKind = OneOf["bar", "line", "heat", "network", "timeline"]
#: The columns that each kind of picture needs; ``y`` of a line may name several, with commas.
KINDS: Mapping[str, tuple[str, ...]] = {
    "bar": ("label", "value"),
    "line": ("x", "y"),
    "heat": ("rows", "columns", "value"),
    "network": ("one", "other", "value"),
    "timeline": ("label", "start", "end"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A kind of picture and the columns that it shows, by their part in it."""

    kind: ChartKind
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of each part."""
        return dict(self.parts)

    def names(self) -> tuple[str, ...]:
        """Every column that it shows."""
        return tuple(name for _, names in self.parts for name in names)


def read_chart(entries: Sequence[Mapping[str, str | bool]], columns: Sequence[str]) -> Chart | None:
    """The chart that the decorator of a query with these columns tells; None without one.

    :raises QueryError: if it tells none; the message says what is wrong
    """
    if not entries:
        return None
    (entry, *others) = entries
    kind = str(entry.get("kind", ""))
    if others:
        raise QueryError("it has two charts")
    if kind not in KINDS:
        raise QueryError(f"'{kind}' is no kind of chart; use one of {', '.join(KINDS)}")
    if set(entry) != {"kind", *KINDS[kind]}:
        raise QueryError(f"a chart of the kind {kind} tells {', '.join(KINDS[kind])}")
    parts = tuple((part, tuple(name.strip() for name in str(entry[part]).split(","))) for part in KINDS[kind])
    chart = Chart(kind, parts)  # type: ignore[arg-type]  # checked above
    if any(len(names) > 1 for part, names in parts if part != "y"):
        raise QueryError("only y of a line has several columns")
    unknown = [name for name in chart.names() if name not in columns]
    if unknown:
        raise QueryError(f"the chart shows '{unknown[0]}', which is no column")
    return chart


def figures(answer: Answer, chart: Chart) -> list[dict[str, str | float | None]]:
    """The rows as words and numbers, under the names of the columns that the chart shows; a row that says nothing new is left out."""
    at = {column.name: number for number, column in enumerate(answer.columns)}
    missing = [name for name in chart.names() if name not in at]
    if missing:
        raise QueryError(f"the answer has no column '{missing[0]}', which the chart shows; see the '#+ chart:' of the query")
    found: dict[tuple[str | float | None, ...], dict[str, str | float | None]] = {}
    for row in answer.rows:
        shown = {name: _figure(row[at[name]], answer) for name in chart.names()}
        # A table repeats what belongs to several of its rows.
        key = tuple(shown.values()) if chart.kind in ("bar", "timeline") else (len(found),)
        found.setdefault(key, shown)
    return list(found.values())


def _figure(term: object, answer: Answer) -> str | float | None:
    if term is None:
        return None
    if isinstance(term, Literal) and term.datatype.value.endswith(("#integer", "#decimal", "#double")):
        return float(term.value)
    if isinstance(term, Literal) and term.datatype.value.endswith(("#date", "#gYear", "#gYearMonth")):
        return term.value
    return text_of(term, answer)  # type: ignore[arg-type]  # a term of the answer
