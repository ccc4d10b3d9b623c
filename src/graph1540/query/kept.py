"""What a dataset keeps of questions: answers with their names as bytes and back, and what a name meant."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping
from itertools import repeat
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode

from graph1540 import __version__
from graph1540.iri import PREFIXES
from graph1540.query.answer import Answer, Column, Term
from graph1540.source import Remembering, Source

__all__ = ["find_kept", "find_kept_node", "keep", "keep_node"]

#: What an answer depends on beside the dataset and the question; the number is raised when the form of what is kept changes,
#: or the way in which things get and are found by their names.
_WAY = (2, __version__, ox.__version__, sys.byteorder)


def find_kept(store: Source, text: str) -> Answer | None:
    """The answer that the dataset gave to the same text before."""
    kept = store.recall(_key(PREFIXES, text)) if isinstance(store, Remembering) else None
    return None if kept is None else _unpack(kept)


def keep(store: Source, text: str, answer: Answer) -> None:
    """Let the dataset keep an answer, where it can."""
    if isinstance(store, Remembering) and (packed := _pack(answer)) is not None:
        store.remember(_key(PREFIXES, text), packed)


def find_kept_node(store: Source, kind: str, typed: str) -> NamedNode | None:
    """The thing of a kind that was found by this name before."""
    kept = store.recall(_key(kind, typed)) if isinstance(store, Remembering) else None
    return None if kept is None else NamedNode(kept.decode())


def keep_node(store: Source, kind: str, typed: str, node: NamedNode) -> None:
    """Let the dataset keep what a name means, where it can."""
    if isinstance(store, Remembering):
        store.remember(_key(kind, typed), node.value.encode())


def _key(*question: object) -> bytes:
    return json.dumps([*_WAY, *question]).encode()


def _pack(answer: Answer) -> bytes | None:
    """A line of JSON with every term once, and the numbers of the terms column by column; None if it holds what JSON has no place for here.

    Numbers, since the same terms come again and again: to make a term takes ten times as long as to point to it.
    """
    terms = dict.fromkeys(term for row in answer.rows for term in row)
    nodes = [term for term in terms if isinstance(term, NamedNode)]
    blanks = [term for term in terms if isinstance(term, BlankNode)]
    literals = [term for term in terms if isinstance(term, Literal) and term.direction is None]
    numbers: dict[Term | None, int] = {term: number for number, term in enumerate((None, *nodes, *blanks, *literals))}
    if not terms.keys() <= numbers.keys():
        return None
    head = json.dumps({
        "columns": [column.name for column in answer.columns],
        "rows": len(answer.rows),
        "nodes": [node.value for node in nodes],
        "names": [answer.labels.get(node.value) for node in nodes],
        "blanks": [blank.value for blank in blanks],
        "literals": [_plain(literal) for literal in literals],
    })  # fmt: skip
    cells = array("I", (numbers[row[at]] for at in range(len(answer.columns)) for row in answer.rows))
    return head.encode() + b"\n" + cells.tobytes()


def _plain(literal: Literal) -> list[str | None]:
    if literal.language is not None:
        return [literal.value, literal.language, None]
    return [literal.value, None, literal.datatype.value]


def _unpack(packed: bytes) -> Answer:
    head, _, numbers = packed.partition(b"\n")
    said: dict[str, Any] = json.loads(head)
    cells = array("I")
    cells.frombytes(numbers)
    nodes, names = said["nodes"], said["names"]
    known: list[Term | None] = [None, *map(NamedNode, nodes), *map(BlankNode, said["blanks"]), *_literals(said["literals"])]
    size = said["rows"]
    columns = [map(known.__getitem__, cells[at : at + size]) for at in range(0, len(cells), size or 1)]
    rows = tuple(zip(*columns, strict=True)) if columns else tuple(repeat((), size))
    labels: Mapping[str, str] = {node: name for node, name in zip(nodes, names, strict=True) if name is not None}
    return Answer(tuple(Column(name, name) for name in said["columns"]), rows, labels)


def _literals(plain: list[list[str]]) -> list[Literal]:
    kinds = {kind: NamedNode(kind) for _, _, kind in plain if kind is not None}
    return [Literal(value, language=language) if language is not None else Literal(value, datatype=kinds[kind]) for value, language, kind in plain]
