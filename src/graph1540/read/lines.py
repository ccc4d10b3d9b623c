"""The lines of a text file, each with its place and its shape; page furniture is told from text here."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from graph1540.read import shape

__all__ = ["ALIGNED", "Line", "Shape", "Width", "lines_of"]

Shape = Literal["blank", "rule", "page", "heading", "footnote", "item", "quote", "row", "plain"]

#: A field whose value stands in a column of its own.
ALIGNED = re.compile(r"(?P<label>[A-Za-z][^:\t]{0,40}:)(?:\t|   )\s*(?=\S)")

_BREAK = re.compile(r"\r\n?|\n")
_NO_BREAK = re.compile(r"[^\r\n]")
_HARD = re.compile(r"<br\s{0,5}/?>", re.IGNORECASE)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r"\s{0,3}>\s?(?!\s*\Z)")
_ROW = re.compile(r"\s*\|.*\|\s*\Z")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]^][^\]]{0,80}\]:\s+\S+\s*(?:[\"'(].{0,200})?\Z")
_NO_PLAIN = frozenset("#>|-*+•◦▪▫‣·●○■□➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc–—o_=<¹²³⁰⁴⁵⁶⁷⁸⁹[†‡\\─━~`0123456789(")
_BOLD = re.compile(r"\s*(?:\*\*|__)(?=\S)(?:(?!\*\*).){1,120}(?:\*\*|__)(?:<sup>.{1,5}</sup>|[¹²³*]|\[\^\w+\])?\s*\Z")


@dataclass(slots=True)
class Line:
    """One line of the file, or the part of it before or after a hard break.

    ``body`` is the offset in ``raw`` where the words begin, after indentation and marker; ``hard`` says that
    the format demands a break after the line; ``label`` is a footnote's mark.
    """

    raw: str
    page: int
    number: int
    column: int
    shape: Shape = "plain"
    indent: int = 0
    body: int = 0
    end: int = 0
    depth: int = 0
    hard: bool = False
    label: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Width:
    """How wide the file's hard-wrapped lines are; 0 when its lines are whole paragraphs.

    ``header`` is the width of the lines whose values stand in a column of their own.
    """

    columns: int
    header: int = 0

    def fills(self, line: str, following: str) -> bool:
        """Whether the line ends where it does for want of room for the next line's first word."""
        first = following.split(None, 1)[0] if following.strip() else ""
        length = len(line.rstrip()) + 1 + len(first)
        return bool(self.columns) and length > 0.92 * self.columns

    def fills_column(self, line: str, following: str) -> bool:
        """``fills`` for the value of a field in a column of its own."""
        first = following.split(None, 1)[0] if following.strip() else ""
        return bool(self.header) and len(line.rstrip()) + 1 + len(first) > self.header


def lines_of(text: str) -> tuple[list[Line], Width]:
    """The lines of the text in order, and the width that they are wrapped to."""
    lines: list[Line] = []
    if "<!--" in text:
        text = _without_comments(text)
    page = 1
    has_pages, has_breaks = "\f" in text, "<br" in text or "<BR" in text
    for number, raw in enumerate(_BREAK.split(text) if "\r" in text else text.split("\n"), 1):
        if has_pages and "\f" in raw:
            page = _add_pages(lines, raw, page, number)
        elif has_breaks and _HARD.search(raw):
            _add_broken(lines, raw, page, number)
        else:
            lines.append(Line(raw, page, number, 1))
    if has_pages:
        _drop_running(lines)
    for line in lines:
        _classify(line)
    _drop_page_numbers(lines)
    return lines, _width(lines)


def _without_comments(text: str) -> str:
    """The text with blanks for HTML comments, which keep the places of what stands after them."""
    parts: list[str] = []
    done = 0
    while (begin := text.find("<!--", done)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts += (text[done:begin], _NO_BREAK.sub(" ", text[begin : end + 3]))
        done = end + 3
    return "".join((*parts, text[done:]))


def _without_hashes(raw: str) -> int:
    """The end of a heading's words, before the hashes that may close it."""
    words = raw.rstrip()
    bare = words.rstrip("#")
    return len(bare) if bare != words and bare.endswith((" ", "\t")) else len(words)


def _add_pages(lines: list[Line], raw: str, page: int, number: int) -> int:
    """The parts of a line around its form feeds; gives the page that then begins."""
    column = 1
    for index, part in enumerate(raw.split("\f")):
        if index:
            page += 1
            lines.append(Line("", page, number, column, "page"))
        if part or not index:
            lines.append(Line(part, page, number, column))
        column += len(part) + 1
    return page


def _add_broken(lines: list[Line], raw: str, page: int, number: int) -> None:
    """The parts of a line around its ``<br>``; in a table's row it is only a blank."""
    if _ROW.match(raw):
        lines.append(Line(raw, page, number, 1))
        return
    begin = 0
    for match in _HARD.finditer(raw):
        lines.append(Line(raw[begin : match.start()], page, number, begin + 1, hard=True))
        begin = match.end()
    if raw[begin:].strip():
        lines.append(Line(raw[begin:], page, number, begin + 1))


def _drop_running(lines: list[Line]) -> None:
    """Blank the first and last lines of the pages that come again on another page."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.raw.strip():
            pages.setdefault(line.page, []).append(line)
    edges = [line for page in pages.values() for line in {id(e): e for e in (*page[:2], *page[-2:])}.values()]
    counts = Counter(key for page, key in {(line.page, shape.running_key(line.raw)) for line in edges})
    for line in edges:
        is_title = line.page == 1 and line.raw.casefold().lstrip("#* ").startswith("information note")
        if counts[shape.running_key(line.raw)] > 1 and not is_title:
            line.raw = ""


def _classify(line: Line) -> None:
    """Say what shape the line has."""
    raw = line.raw
    if line.shape == "page":
        return
    stripped = raw.strip()
    if not stripped:
        line.shape = "blank"
        return
    line.indent = line.body = len(raw) - len(raw.lstrip())
    if "\t" in raw[: line.indent]:
        line.indent = len(raw[: line.indent].expandtabs(4))
    line.end = len(raw)
    line.hard = line.hard or raw.endswith(("  ", "\\"))
    if raw.endswith("\\"):
        line.end -= 1
    if stripped[0] in _NO_PLAIN or stripped.startswith("For information"):
        _classify_marked(line, raw, stripped)


def _classify_marked(line: Line, raw: str, stripped: str) -> None:
    """Say what shape a line has that begins with a character which could be a marker."""
    if shape.is_rule(raw):
        line.shape = "rule"
    elif found := shape.FOOTNOTE.match(raw):
        line.shape, line.body = "footnote", found.end()
        line.label = footnote_label(found)
    elif found := _HEADING.match(raw):
        line.shape, line.body, line.depth = "heading", found.end(), len(found[1])
        line.end = _without_hashes(raw)
    elif _QUOTE.match(raw):
        _quote(line)
    elif _ROW.match(raw):
        line.shape = "row"
    elif _DEFINITION.match(raw):
        line.shape = "blank"
    else:
        _classify_item(line, raw)
    line.bold = line.shape in ("plain", "item") and _BOLD.match(stripped) is not None
    if line.bold and line.label == "enumerated":
        line.shape, line.label = "plain", ""


def _classify_item(line: Line, raw: str) -> None:
    """Say whether the line is a list's; a bullet is no part of its words, an enumeration is."""
    if found := shape.BULLET.match(raw, line.body):
        line.shape, line.body = "item", found.end()
    elif shape.ENUMERATOR.match(raw.lstrip("*_ \t\\")):
        line.shape, line.label = "item", "enumerated"


def footnote_label(found: re.Match[str]) -> str:
    """The mark of a footnote in ASCII: "1", "*"."""
    raw = found["sup"] or found["raised"] or found["note"] or found["plain"] or ""
    return raw.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")).strip("[]()")


def _quote(line: Line) -> None:
    """A quotation's line: its words begin after all the ">"."""
    while found := _QUOTE.match(line.raw, line.body):
        line.body = found.end()
        line.depth += 1
    line.shape = "quote" if line.depth else "blank"


def _drop_page_numbers(lines: list[Line]) -> None:
    """Make page breaks of page numbers that stand alone between blank lines."""
    for index, line in enumerate(lines):
        raw = line.raw
        if len(raw) > 40 or line.shape in ("blank", "page") or not shape.is_page_number(raw):
            continue
        before = lines[index - 1].shape if index else "blank"
        after = lines[index + 1].shape if index + 1 < len(lines) else "blank"
        if before in ("blank", "page", "rule") and after in ("blank", "page", "rule"):
            line.shape = "page"


def _width(lines: list[Line]) -> Width:
    """The width that the lines are wrapped to, by the longest of those that have a neighbour."""
    total = long = 0
    columns = [len(line.raw.rstrip()) for line in lines if line.indent >= 8 or ALIGNED.match(line.raw)]
    header = max(columns) if len(columns) >= 3 else 0
    header = header if header <= 130 else 0
    for line in lines:
        length = len(line.raw)
        total += length
        if length > 160:
            long += length
    if long > 0.3 * total:
        return Width(0, header)
    near = sorted(
        (len(one.raw.rstrip()) for one, two in pairwise(lines) if one.body < one.end and two.body < two.end),
        reverse=True,
    )
    near = [length for length in near if length <= 160]
    # The third longest: a stray long line tells nothing of the rest.
    width = near[min(2, len(near) - 1)] if near else 0
    return Width(width if width >= 40 else 0, header)
