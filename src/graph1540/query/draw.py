"""Pictures of answers, as SVG or PNG: the same answer gives the same bytes, whatever fonts and settings the machine has."""

from __future__ import annotations

import io
import math
import textwrap
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from graph1540.dates import PartialDate
from graph1540.errors import DateError, QueryError
from graph1540.query.answer import Answer
from graph1540.query.catalogue import CannedQuery
from graph1540.query.chart import Chart, figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["SUFFIXES", "draw"]

SUFFIXES = (".svg", ".png")
#: How many bars, lines of a timeline or rows of a heat map, columns of one, and nodes of a network can be read.
_ROWS, _COLUMNS, _NODES = 60, 40, 40
_COLOURS = ("#1f5a91", "#c8791b", "#3c7d4f", "#8b3a62", "#6b6b6b", "#4aa3b8", "#9a7d0a", "#5d4e99")
_INK, _PALE = "#222222", "#dddddd"
#: In inches: the width of a picture, and what one line of it takes.
_WIDTH, _LINE = 10.0, 0.3
_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "graph1540", "svg.fonttype": "path", "text.parse_math": False,
    "text.color": _INK, "axes.labelcolor": _INK, "xtick.color": _INK, "ytick.color": _INK, "axes.edgecolor": _PALE, "axes.axisbelow": True,
}  # fmt: skip

Rows = list[dict[str, Any]]


def draw(answer: Answer, query: CannedQuery, suffix: str, *, given: Mapping[str, str] | None = None, source: str = "") -> bytes:
    """The answer of a canned query as a picture; ``given`` are its parameters, ``source`` what it was asked of.

    :raises QueryError: if the query tells no chart, the answer has no row to show, or the library that draws is missing
    """
    if query.chart is None:
        raise QueryError(f"'{query.name}' has no chart; ask for a table, or add '#+ chart:' to its file")
    if suffix not in SUFFIXES:
        raise QueryError(f"'{suffix}' is no picture that can be drawn; let the name end in .svg or .png")
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to load
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure as Picture  # noqa: PLC0415
    except ImportError as error:
        raise QueryError("charts need matplotlib, which is not installed; get it with 'pip install graph1540[chart]'") from error
    rows = figures(answer, query.chart)
    labels = {column.name: column.label for column in answer.columns}
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # A box stands for a letter that the font is without.
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        picture = Picture(figsize=(_WIDTH, 4))
        FigureCanvasAgg(picture)
        left_out = _DRAWN[query.chart.kind](picture, rows, query.chart, labels)
        words = [query.summary, *(f"{name}: {value}" for name, value in (given or {}).items())]
        _frame(picture, "; ".join(words), " · ".join(word for word in (f"graph1540 query {query.name}", source, left_out) if word))
        return _saved(picture, suffix)


def _saved(picture: Figure, suffix: str) -> bytes:
    written = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if suffix == ".svg" else {"Software": None}
    picture.savefig(written, format=suffix[1:], dpi=144, bbox_inches="tight", pad_inches=0.2, metadata=metadata, facecolor="white")
    return written.getvalue()


def _frame(picture: Figure, title: str, source: str) -> None:
    """A title above and a line on the source below, clear of whatever was drawn."""
    width, height = picture.get_size_inches()
    drawn = picture.get_tightbbox()
    letters = max(40, int(13 * (drawn.x1 - drawn.x0)))
    below, above = drawn.y0 / height - 0.15 / height, drawn.y1 / height + 0.15 / height
    picture.text(drawn.x0 / width, above, textwrap.fill(title, int(letters * 0.8)), size=12, weight="bold", ha="left", va="bottom")
    picture.text(drawn.x0 / width, below, textwrap.fill(source, int(letters * 1.3)), size=7.5, color="#666666", ha="left", va="top")


def _axes(picture: Figure, height: float) -> Axes:
    picture.set_figheight(height)
    axes = picture.add_axes((0.0, 0.0, 1.0, 1.0))
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    return axes


def _short(text: object, width: int = 44) -> str:
    """A label in at most two lines, with … for what has no room."""
    lines = textwrap.wrap(str(text), width) or [""]
    return "\n".join(lines[:2]) + (" …" if len(lines) > 2 else "")


def _needed(rows: Rows, *names: str) -> Rows:
    found = [row for row in rows if all(row[name] is not None for name in names)]
    if not found:
        raise QueryError("the answer has no row that a chart could show; ask for a table, or ask another thing")
    return found


def _note(all_of: int, shown: int, what: str) -> str:
    return f"{all_of - shown} more {what} not shown" if all_of > shown else ""


def _bar(picture: Figure, rows: Rows, chart: Chart, labels: Mapping[str, str]) -> str:
    (label,), (value,) = chart.columns["label"], chart.columns["value"]
    found = _needed(rows, label, value)
    kept = found[:_ROWS]
    axes = _axes(picture, max(1.0, len(kept) * _LINE))
    places = range(len(kept))
    axes.barh(places, [row[value] for row in kept], height=0.65, color=_COLOURS[0])
    for place, row in zip(places, kept, strict=True):
        axes.annotate(f"{row[value]:g}", (row[value], place), xytext=(4, 0), textcoords="offset points", va="center", size=8)
    axes.set_yticks(places, [_short(row[label]) for row in kept], size=8, linespacing=0.9)
    axes.set_ylim(len(kept) - 0.4, -0.6)
    axes.set_xlabel(labels[value])
    _whole_ticks(axes.xaxis)
    axes.grid(axis="x", color=_PALE, linewidth=0.6)
    return _note(len(found), len(kept), "bars")


def _whole_ticks(axis: Any) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 - an extra

    axis.set_major_locator(MaxNLocator(integer=True, nbins=12))


def _line(picture: Figure, rows: Rows, chart: Chart, labels: Mapping[str, str]) -> str:
    (x,), names = chart.columns["x"], chart.columns["y"]
    found = sorted(_needed(rows, x), key=lambda row: row[x])
    by_year = {int(row[x]): row for row in found}
    years = range(min(by_year), max(by_year) + 1)
    axes = _axes(picture, 4)
    for name, colour in zip(names, _COLOURS, strict=False):
        # What no note speaks of counts nothing.
        axes.plot(years, [by_year[year][name] or 0 if year in by_year else 0 for year in years], marker="o", markersize=4, color=colour, label=labels[name])
    axes.set_xlabel(labels[x])
    axes.set_ylim(bottom=0)
    axes.margins(x=0.02)
    _whole_ticks(axes.yaxis)
    _whole_ticks(axes.xaxis)
    axes.grid(axis="y", color=_PALE, linewidth=0.6)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(names), frameon=False, borderaxespad=0.2)
    return _note(len(rows), len(found), f"rows without {labels[x].lower()}")


def _heat(picture: Figure, rows: Rows, chart: Chart, labels: Mapping[str, str]) -> str:
    (row_name,), (column_name,), (value,) = chart.columns["rows"], chart.columns["columns"], chart.columns["value"]
    cells: dict[tuple[Any, Any], float] = defaultdict(float)
    for row in _needed(rows, row_name, column_name, value):
        cells[row[row_name], row[column_name]] += row[value]
    lines = list(dict.fromkeys(line for line, _ in cells))
    columns = sorted({column for _, column in cells}, key=lambda column: (isinstance(column, str), column))
    if all(isinstance(column, float) for column in columns):
        columns = [float(year) for year in range(int(columns[0]), int(columns[-1]) + 1)]
    kept = _heaviest(lines, cells, 0, _ROWS)
    shown = columns if all(isinstance(column, float) for column in columns) else _heaviest(columns, cells, 1, _COLUMNS)
    axes = _axes(picture, max(1.2, len(kept) * _LINE * 0.85))
    picture.set_figwidth(min(_WIDTH, max(3.0, len(shown) * 0.45)))
    grid = [[cells.get((line, column), math.nan) for column in shown] for line in kept]
    top = max(cells.values())
    axes.pcolormesh(grid, cmap="Blues", vmin=0, vmax=top * 1.15, edgecolors="white", linewidth=1)
    for y, line in enumerate(grid):
        for x, number in enumerate(line):
            if not math.isnan(number):
                axes.text(x + 0.5, y + 0.5, f"{number:g}", ha="center", va="center", size=7, color="white" if number > top * 0.6 else _INK)
    axes.set_ylim(len(kept), 0)
    axes.set_yticks([y + 0.5 for y in range(len(kept))], [_short(line) for line in kept], size=8, linespacing=0.9)
    names = [f"{column:g}" if isinstance(column, float) else _short(column, 24) for column in shown]
    axes.set_xticks([x + 0.5 for x in range(len(shown))], names, size=8, rotation=55, ha="right", rotation_mode="anchor", linespacing=0.9)
    return "; ".join(filter(None, (f"{labels[value]} in each field", _note(len(lines), len(kept), "lines"), _note(len(columns), len(shown), "columns"))))


def _heaviest(names: list[Any], cells: Mapping[tuple[Any, Any], float], side: int, most: int) -> list[Any]:
    """The names with the largest sums, in the order in which they came."""
    sums: dict[Any, float] = defaultdict(float)
    for cell, number in cells.items():
        sums[cell[side]] += number
    best = set(sorted(names, key=lambda name: (-sums[name], names.index(name)))[:most])
    return [name for name in names if name in best]


def _network(picture: Figure, rows: Rows, chart: Chart, labels: Mapping[str, str]) -> str:
    (one,), (other,), (value,) = chart.columns["one"], chart.columns["other"], chart.columns["value"]
    weights = {(row[one], row[other]): float(row[value]) for row in _needed(rows, one, other, value)}
    sums: dict[str, float] = defaultdict(float)
    for pair, weight in weights.items():
        for name in pair:
            sums[name] += weight
    kept = sorted(sorted(sums, key=lambda name: (-sums[name], name))[:_NODES])
    axes = _axes(picture, 7)
    picture.set_figwidth(7)
    axes.set_axis_off()
    axes.set_aspect("equal")
    turns = {name: 2 * math.pi * number / len(kept) for number, name in enumerate(kept)}
    places = {name: (math.cos(turn), math.sin(turn)) for name, turn in turns.items()}
    top = max(weights.values())
    faint = 0.15 if len(weights) < 150 else 0.04
    for (a, b), weight in sorted(weights.items(), key=lambda item: (item[1], item[0])):
        if a in places and b in places:
            share = weight / top
            xs, ys = zip(places[a], places[b], strict=True)
            axes.plot(xs, ys, color=_COLOURS[0], linewidth=0.4 + 4 * share, alpha=faint + 0.65 * share, solid_capstyle="round", zorder=share)
    heaviest = max(sums.values())
    for name, (x, y) in places.items():
        axes.scatter([x], [y], s=20 + 180 * sums[name] / heaviest, color=_COLOURS[1], edgecolors="white", zorder=2)
        turn = math.degrees(turns[name])
        left = 90 < turn < 270
        axes.text(
            1.05 * x, 1.05 * y, _short(name, 36), rotation=turn + 180 if left else turn, rotation_mode="anchor", size=8,
            ha="right" if left else "left", va="center", linespacing=0.9,
        )  # fmt: skip
    axes.set_xlim(-1.1, 1.1)
    axes.set_ylim(-1.1, 1.1)
    return "; ".join(filter(None, (f"the wider a line, the more {labels[value].lower()} (at most {top:g})", _note(len(sums), len(kept), "nodes"))))


def _timeline(picture: Figure, rows: Rows, chart: Chart, _: Mapping[str, str]) -> str:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num  # noqa: PLC0415 - an extra

    (label,), (start,), (end,) = chart.columns["label"], chart.columns["start"], chart.columns["end"]
    found = _needed(rows, label, start)
    kept = found[:_ROWS]
    axes = _axes(picture, max(1.0, len(kept) * _LINE))
    for place, row in enumerate(kept):
        first, last = (float(date2num(day)) for day in _days(row[start], row[end]))  # type: ignore[no-untyped-call]
        axes.plot([first, last], [place, place], color=_COLOURS[0], linewidth=5, solid_capstyle="round")
        axes.scatter([first], [place], s=26, color=_COLOURS[0], zorder=3)
    axes.set_yticks(range(len(kept)), [_short(row[label]) for row in kept], size=8, linespacing=0.9)
    axes.set_ylim(len(kept) - 0.4, -0.6)
    axes.margins(x=0.03)
    locator = AutoDateLocator(minticks=3, maxticks=12)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))  # type: ignore[no-untyped-call]
    axes.grid(axis="x", color=_PALE, linewidth=0.6)
    return "; ".join(filter(None, (_note(len(rows), len(found), "without a date,"), _note(len(found), len(kept), "lines"))))


def _days(start: str, end: str | None) -> tuple[date, date]:
    """The first and the last day that a date or a period may take in."""
    try:
        first, last = PartialDate.parse(start), PartialDate.parse(end or start)
    except DateError as error:
        raise QueryError(f"'{start}' is no date that a chart could show; ask for a table") from error
    opening = date(first.year, first.month or 1, first.day or 1)
    if last.day:
        return opening, date(last.year, last.month or 1, last.day)
    year, month = (last.year, last.month + 1) if last.month and last.month < 12 else (last.year + 1, 1)
    return opening, date.fromordinal(date(year, month, 1).toordinal() - 1)


_DRAWN: Mapping[str, Callable[[Figure, Rows, Chart, Mapping[str, str]], str]] = {
    "bar": _bar, "heat": _heat, "line": _line, "network": _network, "timeline": _timeline,
}  # fmt: skip
