"""Tables that people read: names for IRIs, dates in words, cells that wrap within the terminal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph1540.dates import PartialDate
from graph1540.errors import DateError
from graph1540.iri import BASE, PREFIXES, XSD
from graph1540.query.answer import Answer, Term

__all__ = ["Cells", "cells_of", "markdown_text", "period_text", "table_text", "text_of", "text_width"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DASH = "\N{EN DASH}"
_WORD = re.compile(rf" |[^ \-/{_DASH}]*[\-/{_DASH}]+|[^ \-/{_DASH}]+")
_GAP = "  "
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DATES = {XSD.date, XSD.gYearMonth, XSD.gYear}
_NUMBERS = {XSD.integer, XSD.decimal, XSD.double}
#: A column narrower than this breaks more words than it holds.
_NARROW = 9


@dataclass(frozen=True, slots=True)
class Cells:
    """Heads and cells as text; ``right`` tells which columns are numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def cells_of(answer: Answer, *, iris: bool) -> Cells:
    """What a person sees of the answer.

    A column ``xLabel`` beside ``x`` gives the names of ``x``; ``start`` and ``end`` (``xStart`` and ``xEnd``) become one
    period. With ``iris`` every column stands for itself.
    """
    if answer.truth is not None:
        return Cells(("Answer",), (("yes" if answer.truth else "no",),), (False,))
    names = [column.name for column in answer.columns]
    at = {name: number for number, name in enumerate(names)}
    shown: list[tuple[int, int | None, int | None]] = []
    for name in names:
        if not iris and name.endswith("Label") and name.removesuffix("Label") in at:
            continue
        if name in _ends(at):
            continue
        end = at.get(_end_of(name)) if _end_of(name) in _ends(at) else None
        shown.append((at[name], None if iris else at.get(f"{name}Label"), end))
    rows = tuple(
        tuple(_cell(row, column, label, end, answer, iris=iris) for column, label, end in shown) for row in answer.rows
    )
    right = tuple(
        end is None
        and any(row[column] is not None for row in answer.rows)
        and all(_is_number(row[column]) for row in answer.rows)
        for column, _, end in shown
    )
    return Cells(tuple(_clean(answer.columns[column].label) for column, _, _ in shown), rows, right)


def _end_of(name: str) -> str:
    return "end" if name == "start" else name.removesuffix("Start") + "End" if name.endswith("Start") else ""


def _ends(at: dict[str, int]) -> set[str]:
    return {_end_of(name) for name in at} & set(at)


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, Literal) and term.datatype.value in _NUMBERS)


def _cell(
    row: tuple[Term | None, ...], column: int, label: int | None, end: int | None, answer: Answer, *, iris: bool
) -> str:
    if end is not None:
        return _clean(_period(row[column], row[end]))
    if label is not None and (name := row[label]) is not None:
        return _clean(text_of(name, answer, iris=iris))
    return _clean(text_of(row[column], answer, iris=iris))


def text_of(term: Term | None, answer: Answer, *, iris: bool = False) -> str:
    """A term as people read it: its name, a date in words."""
    if isinstance(term, NamedNode):
        return term.value if iris else answer.labels.get(term.value) or _short(term.value)
    if isinstance(term, Literal):
        if term.datatype.value in _DATES:
            return period_text(term.value, None)
        if term.datatype.value == XSD.boolean:
            return {"true": "yes", "false": "no"}.get(term.value, term.value)
        return term.value
    return "" if term is None else str(term)


def _short(iri: str) -> str:
    """An IRI without a name, as short as it still tells what it is."""
    if iri.startswith(PREFIXES["g1540"]):
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", iri.removeprefix(PREFIXES["g1540"])).lower()
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


def _clean(text: str) -> str:
    """Blanks for line breaks, nothing that a terminal would obey or that turns the direction of the line."""
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))


def _period(start: Term | None, end: Term | None) -> str:
    if not isinstance(start, Literal):
        return f"until {period_text(end.value, None)}" if isinstance(end, Literal) else ""
    return period_text(start.value, end.value if isinstance(end, Literal) else None)


def period_text(start: str, end: str | None) -> str:
    r"""A date or a period as people write it; what is no date stays as it is.

    >>> period_text("2017-08-02", "2017-09-04") == "2 August \N{EN DASH} 4 September 2017"
    True
    >>> period_text("2016-08", None), period_text("2014", "2014")
    ('August 2016', '2014')
    """
    try:
        first = PartialDate.parse(start)
        last = PartialDate.parse(end) if end else first
    except DateError:
        return f"{start} {_DASH} {end}" if end else start
    if first == last:
        return _date_text(first)
    if first.precision == last.precision and first.year == last.year:
        if first.precision == 3 and first.month == last.month:
            return f"{first.day}{_DASH}{_date_text(last)}"
        return f"{_date_text(first).removesuffix(f' {first.year}')} {_DASH} {_date_text(last)}"
    return f"{_date_text(first)} {_DASH} {_date_text(last)}"


def _date_text(date: PartialDate) -> str:
    words = [str(date.day)] if date.day else []
    if date.month:
        words.append(_MONTHS[date.month - 1])
    return " ".join([*words, str(date.year)])


def text_width(text: str) -> int:
    """How many columns of a terminal the text takes.

    >>> text_width("Dushanbe"), text_width("東京"), text_width("e\u0301")
    (8, 4, 1)
    """
    return len(text) if text.isascii() else sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def table_text(cells: Cells, width: int | None) -> str:
    """The cells as a table within ``width``; as one paragraph for each row where the columns would be too narrow."""
    if not cells.rows:
        return "No rows.\n"
    natural = [max(text_width(cell) for cell in column) for column in zip(cells.heads, *cells.rows, strict=True)]
    widths = natural
    if width is not None and sum(natural) + len(_GAP) * (len(natural) - 1) > width:
        room = width - len(_GAP) * (len(natural) - 1)
        if room < sum(min(_NARROW, one) for one in natural):
            return _paragraphs(cells, width)
        widths = _shrink(natural, room)
    lines = [*_line(cells.heads, widths, cells.right), _GAP.join("─" * one for one in widths)]
    blocks = [_line(row, widths, cells.right) for row in cells.rows]
    for number, block in enumerate(blocks):
        # A row of several lines needs a blank one on either side to be told apart.
        if number and max(len(block), len(blocks[number - 1])) > 1:
            lines.append("")
        lines += block
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _shrink(natural: list[int], room: int) -> list[int]:
    """Widths that fill ``room``: narrow columns keep theirs, the widest give way first."""
    low, high = 1, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(one, middle) for one in natural) <= room:
            low = middle
        else:
            high = middle - 1
    widths = [min(one, low) for one in natural]
    for number, one in enumerate(natural):
        if sum(widths) < room and widths[number] < one:
            widths[number] += 1
    return widths


def _line(cells: tuple[str, ...], widths: list[int], right: tuple[bool, ...]) -> list[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(len(one) for one in wrapped)):
        parts = [one[number] if number < len(one) else "" for one in wrapped]
        padded = [
            " " * (width - text_width(part)) + part if flush else part + " " * (width - text_width(part))
            for part, width, flush in zip(parts, widths, right, strict=True)
        ]
        lines.append(_GAP.join(padded))
    return lines


def _wrap(text: str, width: int) -> list[str]:
    if text_width(text) <= width:
        return [text]
    lines: list[str] = []
    current = ""
    # A word may also be broken after a hyphen, a slash or a dash.
    for word in _WORD.findall(text):
        if text_width(current + word.rstrip()) <= width:
            current += word
            continue
        if current.strip():
            lines.append(current.rstrip())
        current = "" if word == " " else word
        while text_width(current) > width:
            cut = _cut(current, width)
            lines.append(current[:cut])
            current = current[cut:]
    return [*lines, current.rstrip()] if current.strip() or not lines else lines


def _cut(text: str, width: int) -> int:
    taken = 0
    for number, character in enumerate(text):
        taken += _character_width(character)
        if taken > width:
            return max(number, 1)
    return len(text)


def _paragraphs(cells: Cells, width: int) -> str:
    paragraphs = []
    for row in cells.rows:
        lines = []
        for head, cell in zip(cells.heads, row, strict=True):
            first, *others = _wrap(f"{head}: {cell}", max(width, 2))
            lines += [first, *others]
        paragraphs.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(paragraphs) + "\n"


def markdown_text(cells: Cells) -> str:
    """The cells as a table of Markdown, whatever its width."""
    if not cells.rows:
        return "No rows.\n"
    lines = ["| " + " | ".join(_escaped(head) for head in cells.heads) + " |"]
    lines.append("|" + "|".join(" --: " if flush else " --- " for flush in cells.right) + "|")
    lines += ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in cells.rows]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", text)
