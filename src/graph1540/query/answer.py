"""What a query gives: the value that flows from ``run`` to ``render``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Answer", "Column", "Term"]

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of the query and the words that head it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms under columns, in the query's order; None where a variable has no value.

    ``truth`` is the answer of an ASK, None otherwise; the triples of CONSTRUCT and DESCRIBE are rows under subject,
    predicate and object, and ``graph`` tells so. ``labels`` names the IRIs that the dataset has names for; one whose name stands
    beside it, in the column ``xLabel`` of its ``x``, need not be there.
    ``truncated`` tells that the row limit left rows out.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    truth: bool | None = None
    graph: bool = False
    truncated: bool = False
