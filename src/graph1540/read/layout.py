"""The segments of a page → its lines in reading order: rows by height, columns by the gutter between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from graph1540.read import shape
from graph1540.read.glyphs import Page, Segment
from graph1540.read.traced import Traced, concat

__all__ = ["Row", "TextLine", "drop_furniture", "reading_order", "rows_of"]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TOLERANCE = 4.0


@dataclass(slots=True)
class Row:
    """Segments at one height, from left to right; ``number`` counts the rows of the page from the top."""

    segments: list[Segment]
    bottom: float
    top: float
    number: int = 0

    @property
    def text(self) -> str:
        """The row's words as a person reads them across."""
        return " ".join(segment.text for segment in self.segments)


@dataclass(slots=True)
class TextLine:
    """A line of a column. ``region`` tells columns and parts of a page apart; ``cells`` are a table row's."""

    text: Traced
    x0: float
    x1: float
    bottom: float
    top: float
    size: float
    bold: bool
    region: int
    cells: list[Traced] = field(default_factory=list)
    label: Traced | None = None


def rows_of(page: Page) -> list[Row]:
    """The rows of a page from the top."""
    rows: list[Row] = []
    for segment in sorted(page.segments, key=lambda one: (-(one.top + one.bottom), one.x0)):
        middle = (segment.top + segment.bottom) / 2
        for row in reversed(rows[-3:]):
            slack = 0.2 * (row.top - row.bottom)
            if (
                row.bottom + slack < middle < row.top - slack
                or segment.bottom + slack < (row.top + row.bottom) / 2 < segment.top - slack
            ):
                row.segments.append(segment)
                if segment.size > row.top - row.bottom:
                    row.bottom, row.top = segment.bottom, segment.top
                break
        else:
            rows.append(Row([segment], segment.bottom, segment.top))
    rows.sort(key=lambda row: -(row.top + row.bottom))
    for number, row in enumerate(rows, 1):
        row.number = number
        row.segments.sort(key=lambda one: one.x0)
        _raise_marks(row)
    return rows


def _raise_marks(row: Row) -> None:
    """A small number that stands alone beside larger words is a footnote's mark."""
    if len(row.segments) < 2:
        return
    size = max(segment.size for segment in row.segments)
    for segment in row.segments:
        if segment.text.isdigit() and segment.text.isascii() and len(segment.text) <= 2 and segment.size < 0.8 * size:
            segment.text = segment.text.translate(_RAISED)


def drop_furniture(pages: list[list[Row]]) -> None:
    """Take away page numbers, and the first and last rows that come again on another page."""
    edges = [(page, row) for page in pages for row in {id(one): one for one in (*page[:3], *page[-3:])}.values()]
    counts = Counter(key for _, key in {(id(page), shape.running_key(row.text)) for page, row in edges})
    for page in pages:
        drop: set[int] = set()
        for side in (page[:3], page[:-4:-1]):
            for row in side:
                repeated = counts[shape.running_key(row.text)] > 1 and not (
                    page is pages[0] and shape.is_known_section(row.text)
                )
                if not repeated and not shape.is_page_number(row.text):
                    break
                drop.add(id(row))
        page[:] = [row for row in page if id(row) not in drop]


def reading_order(rows: list[Row], page: int, width: float) -> list[TextLine]:
    """The lines of a page in the order in which a person reads them."""
    if not rows:
        return []
    bands = _bands(rows, width)
    lines: list[TextLine] = []
    region = 0
    at = 0
    while at < len(rows):
        band = bands.get(at)
        if band is None:
            lines.append(_plain_line(rows, at, page, region))
            at += 1
            continue
        region += 1
        if band.is_fields:
            lines.extend(_field_lines(rows[at : band.end], band.x, page, region))
        else:
            for side in (0, 1):
                lines.extend(_column(rows[at : band.end], band.x, side, page, region + side))
            region += 1
        region += 1
        at = band.end
    return lines


# ------------------------------------------------------------------------------------------------ columns


@dataclass(slots=True)
class _Band:
    """Rows from ``begin`` to ``end`` that a gutter left of ``x`` parts in two."""

    begin: int
    end: int
    x: float
    is_fields: bool


def _bands(rows: list[Row], width: float) -> dict[int, _Band]:
    """The bands of a page by the row that they begin with."""
    left = min(row.segments[0].x0 for row in rows)
    starts = sorted(s.x0 for row in rows for s in row.segments if s.x0 > left + 0.1 * width)
    clusters: list[list[float]] = []
    for start in starts:
        if clusters and start - clusters[-1][0] <= _TOLERANCE:
            clusters[-1].append(start)
        else:
            clusters.append([start])
    found: dict[int, _Band] = {}
    taken: set[int] = set()
    # The most frequent only: no page has more columns, and a hostile one must not take long.
    for cluster in sorted(clusters, key=lambda one: (-len(one), one[0]))[:16]:
        if len(cluster) < 2:
            break
        for begin, end in _runs(rows, cluster[0], taken):
            band = _judge(rows, begin, end, cluster[0], left)
            if band is not None:
                found[band.begin] = band
                taken.update(range(band.begin, band.end))
    return found


def _runs(rows: list[Row], x: float, taken: set[int]) -> list[tuple[int, int]]:
    """The stretches of rows that nothing at ``x`` crosses, from a row with something right of it."""
    runs: list[tuple[int, int]] = []
    begin = -1
    last_right = -1
    for index, row in enumerate([*rows, None]):
        crossed = row is None or index in taken or any(s.x0 < x - _TOLERANCE and s.x1 > x - 1 for s in row.segments)
        far = (
            row is not None
            and index > 0
            and begin >= 0
            and rows[index - 1].bottom - row.top > 3 * (row.top - row.bottom)
        )
        if crossed or far:
            if begin >= 0 and last_right >= begin:
                runs.append((begin, index))
            begin = last_right = -1
        if row is not None and not crossed:
            if begin < 0:
                begin = index
            if row.segments[-1].x0 >= x - _TOLERANCE:
                last_right = index
    return runs


def _judge(rows: list[Row], begin: int, end: int, x: float, left: float) -> _Band | None:
    """Whether the rows are two columns of text, or labels with their values, or neither."""
    lefts = [(i, _side(rows[i], x, 0)) for i in range(begin, end)]
    rights = [(i, _side(rows[i], x, 1)) for i in range(begin, end)]
    left_rows = [(i, side) for i, side in lefts if side]
    right_rows = [(i, side) for i, side in rights if side]
    if not left_rows or not right_rows:
        return None
    labels = [i for i, side in left_rows if _is_label(side)]
    beside = [(i, side) for i, side in left_rows if right_rows[0][0] <= i <= right_rows[-1][0]]
    if all(shape.is_label(_words_of(side)) and _side(rows[i], x, 1) for i, side in beside):
        # A table: what stands at the left are names, each beside what belongs to it.
        left_rows = beside
        labels = [i for i, _ in beside]
    if len(labels) >= 2 and 2 * len(labels) >= len(left_rows):
        first = labels[0]
        if any(_side(rows[i], x, 1) for i in range(first, end)):
            return _Band(first, _last_value(rows, first, end, x), x, is_fields=True)
    if len(left_rows) < 4 or len(right_rows) < 4:
        return None
    size = median(side[0].size for _, side in right_rows)
    fills = median(side[-1].x1 - side[0].x0 for _, side in left_rows) > 0.55 * (x - left)
    edge = median(side[-1].x1 for _, side in left_rows)
    if not fills or x - edge < 0.7 * size:
        return None
    return _Band(begin, end, x, is_fields=False)


def _side(row: Row, x: float, side: int) -> list[Segment]:
    """The segments of a row left (0) or right (1) of the gutter."""
    return [s for s in row.segments if (s.x0 >= x - _TOLERANCE) == bool(side)]


def _words_of(side: list[Segment]) -> str:
    """The words of one side of a row."""
    return " ".join(segment.text for segment in side)


def _is_label(side: list[Segment]) -> bool:
    """Whether the left side of a row is a field's label."""
    text = _words_of(side)
    return shape.is_label(text) and (text.endswith(":") or shape.is_known_field(text))


def _last_value(rows: list[Row], begin: int, end: int, x: float) -> int:
    """The end of the rows of fields: after the last value, before what stands only at the left."""
    last = begin
    for index in range(begin, end):
        left, right = _side(rows[index], x, 0), _side(rows[index], x, 1)
        if right and (not left or shape.is_label(_words_of(left))):
            last = index
        elif right:
            break
    return last + 1


# ------------------------------------------------------------------------------------------------ lines


def _joined(segments: list[Segment], row: Row, page: int) -> Traced:
    """Neighbouring segments as one text; the column counts in the whole row."""
    column = 1
    places: dict[int, int] = {}
    for segment in row.segments:
        places[id(segment)] = column
        column += len(segment.text) + 1
    parts: list[Traced] = []
    for index, segment in enumerate(segments):
        part = Traced.of(segment.text, page, row.number, places[id(segment)])
        if index and segment.x0 - segments[index - 1].x1 > 0.12 * segment.size:
            parts.append(Traced(" ", [(0, page, row.number, places[id(segment)] - 1)]))
        parts.append(part)
    return concat(parts)


def _line(segments: list[Segment], row: Row, page: int, region: int) -> TextLine:
    size = max(segment.size for segment in segments)
    bold = all(segment.bold for segment in segments if segment.text[:1].isascii() or len(segment.text) > 2)
    text = _joined(segments, row, page)
    return TextLine(text, segments[0].x0, segments[-1].x1, row.bottom, row.top, size, bold, region)


def _plain_line(rows: list[Row], at: int, page: int, region: int) -> TextLine:
    """A row that belongs to no band: a line of text, one field, or a row of a table."""
    row = rows[at]
    line = _line(row.segments, row, page, region)
    cells = _cells(row)
    if len(cells) == 2 and shape.is_known_field(" ".join(s.text for s in cells[0])):
        line.label = _joined(cells[0], row, page)
        line.text = _joined(cells[1], row, page)
    elif len(cells) >= 3 and any(len(_cells(rows[i])) >= 3 for i in (at - 1, at + 1) if 0 <= i < len(rows)):
        line.cells = [_joined(cell, row, page) for cell in cells]
    return line


def _cells(row: Row) -> list[list[Segment]]:
    """The segments of a row, parted at gaps as wide as between the columns of a table."""
    cells: list[list[Segment]] = []
    for segment in row.segments:
        if cells and segment.x0 - cells[-1][-1].x1 < 1.6 * segment.size:
            cells[-1].append(segment)
        else:
            cells.append([segment])
    return cells


def _column(rows: list[Row], x: float, side: int, page: int, region: int) -> list[TextLine]:
    """The lines of one column."""
    return [_line(found, row, page, region) for row in rows if (found := _side(row, x, side))]


def _field_lines(rows: list[Row], x: float, page: int, region: int) -> list[TextLine]:
    """The lines of the values, each label with the first line of its value."""
    lines: list[TextLine] = []
    waiting: list[Traced] = []
    for row in rows:
        left, right = _side(row, x, 0), _side(row, x, 1)
        if left:
            text = _joined(left, row, page)
            label = lines[-1].label if lines and not right else None
            if label is not None and not waiting and not _is_label(left):
                # A label of two lines: its second stands beside or below the value's first.
                lines[-1].label = concat((label, Traced(" ", [(0, *label.at(len(label.text)))]), text))
            else:
                waiting.append(text)
        if right:
            line = _line(right, row, page, region)
            if waiting:
                spaced = [part for text in waiting for part in (Traced(" ", [(0, *text.at(0))]), text)]
                line.label = concat(spaced[1:])
                waiting = []
            lines.append(line)
    return lines
