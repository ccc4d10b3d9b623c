"""DOCX → ``Note``: paragraphs and tables in the order of the body, footnotes at the end.

Headers, footers, comments, deletions and hidden text are not the note's; text boxes are left out with a finding.
The line of a location is the number of the paragraph in the file, the column counts in its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from graph1540.model import Finding, Note
from graph1540.read.collect import HARD, Collector
from graph1540.read.draft import row_drafts
from graph1540.read.package import Package, Style, W, attribute, is_on
from graph1540.read.traced import Traced

__all__ = ["read_word"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SKIPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "tcPr", "trPr", "tblPr", "tblGrid")
)
_GRAPHIC = frozenset(W + name for name in ("drawing", "pict", "object"))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT = {
    W + "tab": " ",
    W + "ptab": " ",
    W + "cr": HARD,
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_MAX_DEPTH = 100


def read_word(data: bytes, name: str) -> Note:
    """The note in a DOCX file.

    :raises NoteError: if the file is damaged, encrypted or too large
    """
    return _Reader(Package(data, name), name).note()


class _Reader:
    """Walks the body once; ``_line`` counts the paragraphs."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._collector = Collector()
        self._line = 0
        self._boxes = 0
        self._cited: list[tuple[str, str, str]] = []

    def note(self) -> Note:
        """The note of the body and its footnotes."""
        body = self._package.document.find(f"{W}body")
        if body is not None:
            self._blocks(body, 0)
        self._footnotes()
        findings: list[Finding] = []
        if self._boxes:
            findings.append(_box_finding(self._name, self._boxes))
        if not self._collector.body and not self._collector.footnotes:
            findings.append(_empty_finding(self._name))
        return self._collector.note(self._name, _MEDIA_TYPE, findings)

    def _blocks(self, parent: etree._Element, depth: int) -> None:
        """Add the paragraphs and tables of an element."""
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element, depth)
            elif element.tag not in _SKIPPED and isinstance(element.tag, str) and depth < _MAX_DEPTH:
                # Content controls, insertions and the like wrap whole paragraphs.
                self._blocks(element, depth + 1)

    def _style(self, paragraph: etree._Element) -> Style:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return Style() if style is None else self._package.style(attribute(style, "val"))

    def _paragraph(self, paragraph: etree._Element) -> None:
        """Add one paragraph by what its style and numbering say."""
        text, bold = self._text(paragraph)
        if not text.text.strip():
            return
        style = self._style(paragraph)
        heading = style.heading or _outline(paragraph)
        level = _level(paragraph, style)
        if heading and len(text.text) < 300:
            self._collector.paragraph(text, "heading", depth=heading)
        elif level:
            self._collector.paragraph(text, "item", level=level)
        elif style.quote:
            self._collector.paragraph(text, "quote")
        else:
            self._collector.paragraph(text, bold=bold or style.bold)

    def _text(self, paragraph: etree._Element) -> tuple[Traced, bool]:
        """The text of a paragraph, and whether all of it is bold."""
        self._line += 1
        pieces: list[str] = []
        bolds: list[bool] = []
        for piece, bold in self._pieces(paragraph, 0):
            pieces.append(piece)
            if piece.strip():
                bolds.append(bold)
        return Traced.of("".join(pieces), 1, self._line, 1), bool(bolds) and all(bolds)

    def _pieces(self, element: etree._Element, depth: int) -> Iterator[tuple[str, bool]]:
        """The texts inside a paragraph, each with whether it is bold."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                yield from self._run(child)
            elif tag in _GRAPHIC or tag == _ALTERNATE:
                self._count_box(child)
            elif tag == _MATH_TEXT:
                yield child.text or "", False
            elif depth < _MAX_DEPTH:
                yield from self._pieces(child, depth + 1)

    def _run(self, run: etree._Element) -> Iterator[tuple[str, bool]]:
        """The texts of a run: its characters have one format."""
        properties = run.find(f"{W}rPr")
        bold = raised = False
        if properties is not None:
            if is_on(properties.find(f"{W}vanish")):
                return
            bold = is_on(properties.find(f"{W}b"))
            align = properties.find(f"{W}vertAlign")
            raised = align is not None and attribute(align, "val") == "superscript"
        for child in run:
            text = self._run_child(child)
            if raised and text.strip().isdigit() and text.isascii():
                text = text.translate(_RAISED)
            if text:
                yield text, bold

    def _run_child(self, child: etree._Element) -> str:
        """The text that one element of a run stands for."""
        tag = child.tag
        if tag == f"{W}t":
            return str(child.text or "").replace("\n", " ").replace("\r", " ")
        if tag == f"{W}br":
            return HARD if attribute(child, "type") not in ("page", "column") else " "
        if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            part = "footnotes" if tag.endswith("footnoteReference") else "endnotes"
            custom = child.getnext()
            mark = ""
            if is_on(child) and attribute(child, "customMarkFollows") in ("1", "true", "on") and custom is not None:
                mark = str(custom.text or "").strip()
                custom.text = ""
            self._cited.append((part, attribute(child, "id"), mark))
        elif tag in _GRAPHIC or tag == _ALTERNATE:
            self._count_box(child)
        return _TEXT.get(tag, "")

    def _count_box(self, graphic: etree._Element) -> None:
        """Count a text box that has words."""
        box = next(graphic.iter(f"{W}txbxContent"), None)
        if box is not None and any((t.text or "").strip() for t in box.iter(f"{W}t")):
            self._boxes += 1

    def _table(self, table: etree._Element, depth: int) -> None:
        """Add a table row by row; one of a single column is only a frame."""
        rows = [row for row in _unwrapped(table) if row.tag == f"{W}tr"]
        cells = [[cell for cell in _unwrapped(row) if cell.tag == f"{W}tc"] for row in rows]
        if all(len(row) < 2 for row in cells) or depth > 3:
            for row in cells:
                for cell in row:
                    self._blocks(cell, depth + 1)
            return
        for row in cells:
            texts = [[text for p in cell.iter(f"{W}p") for text in self._cell(p)] for cell in row]
            for draft in row_drafts(texts):
                self._collector.add(draft)

    def _cell(self, paragraph: etree._Element) -> list[Traced]:
        """The lines of a cell's paragraph that have words."""
        if any(one.tag == f"{W}txbxContent" for one in paragraph.iterancestors()):
            return []
        text, _ = self._text(paragraph)
        lines: list[Traced] = []
        begin = 0
        for line in text.text.split(HARD):
            if line.strip():
                lines.append(text.cut(begin, begin + len(line)).strip())
            begin += len(line) + 1
        return lines

    def _footnotes(self) -> None:
        """Add the footnotes in the order of their marks in the text."""
        notes: dict[str, dict[str, etree._Element]] = {}
        for part in sorted({part for part, _, _ in self._cited}):
            root = self._package.part(f"word/{part}.xml")
            notes[part] = (
                {} if root is None else {attribute(one, "id"): one for one in root if isinstance(one.tag, str)}
            )
        for number, (part, key, mark) in enumerate(list(self._cited), 1):
            element = notes[part].pop(key, None)
            if element is None:
                continue
            for paragraph in element.iter(f"{W}p"):
                text, _ = self._text(paragraph)
                if text.text.strip():
                    self._collector.footnote(text, mark or str(number))


def _unwrapped(parent: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, out of content controls and insertions."""
    for child in parent:
        if child.tag in (f"{W}tr", f"{W}tc"):
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str) and depth < 5:
            yield from _unwrapped(child, depth + 1)


def _level(paragraph: etree._Element, style: Style) -> int:
    """The level of a list's paragraph; 0 if it is none."""
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    if numbering is None:
        return style.level
    number, depth = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
    if number is not None and attribute(number, "val") == "0":
        return 0
    value = "" if depth is None else attribute(depth, "val")
    return int(value) + 1 if value in tuple("012345678") else max(1, style.level)


def _outline(paragraph: etree._Element) -> int:
    """The depth that the paragraph itself gives in the outline; 0 if none."""
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    value = "" if outline is None else attribute(outline, "val")
    return int(value) + 1 if value in tuple("012345678") else 0


def _box_finding(name: str, count: int) -> Finding:
    return Finding(
        "text-box-ignored",
        "warning",
        f"text boxes were left out, for their place in the text is not known: {count}",
        note=name,
        remedy="move their words into the body if they belong to the note",
    )


def _empty_finding(name: str) -> Finding:
    return Finding(
        "no-text", "violation", "the file holds no words", note=name, remedy="run OCR first if it holds images"
    )
