"""Blocks in the making, as every format hands them on."""

from __future__ import annotations

from dataclasses import dataclass

from graph1540.model import BlockKind
from graph1540.read.shape import is_label
from graph1540.read.traced import Traced, concat

__all__ = ["Draft", "row_drafts"]


@dataclass(slots=True)
class Draft:
    """One block before its text is canonical.

    ``depth`` is the format's own depth of a heading (0 = it does not say); ``broken`` says that nothing but
    a footnote, rule, page break or page number stands between this block and the one before; ``alone`` that
    the block is one line by itself, so that it may be a title; ``bold`` that all of it is bold.
    """

    kind: BlockKind
    text: Traced
    level: int = 0
    label: str = ""
    depth: int = 0
    broken: bool = False
    alone: bool = False
    bold: bool = False


#: Cells; a narrower table has no column for each of an event's fields.
_WIDE = 5


def row_drafts(cells: list[list[Traced]], *, fields: bool = True) -> list[Draft]:
    """A table's row: "Label: value" where the first of two cells is a short label, else the cells with "; ".

    Each cell is its paragraphs; those after a value's first become items under it. In a wide row whose cells could not be told
    apart afterwards, because one is empty or has a semicolon of its own, " | " stands between them.
    """
    full = [cell for cell in cells if cell]
    if not full:
        return []
    if len(full) == 1:
        # An empty first cell goes on with the field of the row above.
        return [Draft("paragraph", part) if cells[0] else Draft("item", part, level=1) for part in full[0]]
    label = full[0][0]
    if fields and len(full) == 2 and len(full[0]) == 1 and is_label(label.text.strip()):
        first, *rest = full[1]
        head = label.strip(" :\u00a0\t\r\n")
        colon = Traced(": ", [(0, *head.at(len(head.text))), (1, *first.at(0))])
        drafts = [Draft("paragraph", concat((head, colon, first)))]
        return drafts + [Draft("item", part, level=1) for part in rest]
    hard = len(cells) >= _WIDE and any(len(cell) != 1 or "; " in cell[0].text for cell in cells)
    parts: list[Traced] = []
    for cell in cells if hard else full:
        for number, part in enumerate(cell):
            if parts:
                last = parts[-1]
                parts.append(Traced(" | " if hard and number == 0 else "; ", [(0, *last.at(len(last.text)))]))
            parts.append(part)
        if hard and not cell and parts:
            last = parts[-1]
            parts.append(Traced(" |", [(0, *last.at(len(last.text)))]))
    return [Draft("row", concat(parts))]
