"""PDF → ``Note``: lines in reading order gathered to paragraphs, headings, fields, footnotes."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from graph1540.errors import NoteError
from graph1540.model import Finding, Note
from graph1540.read import shape
from graph1540.read.collect import Collector
from graph1540.read.draft import Draft, row_drafts
from graph1540.read.glyphs import Page, page_of
from graph1540.read.join import Vocabulary, glue
from graph1540.read.layout import TextLine, drop_furniture, reading_order, rows_of
from graph1540.read.lines import footnote_label
from graph1540.read.traced import Traced

__all__ = ["read_pdf"]

_MEDIA_TYPE = "application/pdf"
MAX_PAGES = 200
MAX_CHARACTERS = 1_000_000
_SMALL_NOTE = re.compile(r"\s*(?P<mark>\d{1,2}|\*{1,3})[./)]?\s+(?=[A-Z“\"])")


def read_pdf(data: bytes, name: str) -> Note:
    """The note in a PDF file; one of images only is a note without text, and a finding.

    :raises NoteError: if the file is damaged, encrypted or too long
    """
    pages = _pages(data, name)
    findings = _scan_findings(pages, name)
    rows = [rows_of(page) for page in pages]
    drop_furniture(rows)
    lines = [
        reading_order(page_rows, number, page.width)
        for number, (page, page_rows) in enumerate(zip(pages, rows, strict=True), 1)
    ]
    text = "\n".join(line.text.text for page in lines for line in page)
    if "\ufffd" in text:
        findings.append(_unmapped_finding(name, text.count("\ufffd")))
    builder = _Builder(_body_size(lines), text)
    for page_lines in lines:
        builder.page(page_lines)
    return builder.collector.note(name, _MEDIA_TYPE, findings)


def _pages(data: bytes, name: str) -> list[Page]:
    """The pages of the file."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise NoteError(name, "the PDF is encrypted", "save it without a password") from None
        raise NoteError(name, "the PDF is damaged", "get the file again or print it to PDF anew") from None
    try:
        return _loaded(document, name)
    except pdfium.PdfiumError:
        raise NoteError(name, "a page of the PDF is damaged", "get the file again or print it to PDF anew") from None
    finally:
        document.close()


def _loaded(document: pdfium.PdfDocument, name: str) -> list[Page]:
    """The pages of the document, within bounds."""
    count = len(document)
    if not count:
        raise NoteError(name, "the PDF has no pages", "get the file again")
    if count > MAX_PAGES:
        raise NoteError(name, f"the PDF has {count} pages, more than {MAX_PAGES}", "give the file of one note")
    pages: list[Page] = []
    length = 0
    for number in range(count):
        page = page_of(document, number)
        length += sum(len(segment.text) for segment in page.segments)
        if length > MAX_CHARACTERS:
            raise NoteError(name, f"the text is longer than {MAX_CHARACTERS:,} characters", "give the file of one note")
        pages.append(page)
    return pages


def _scan_findings(pages: list[Page], name: str) -> list[Finding]:
    """What to say of pages that are only images."""
    if not any(page.segments for page in pages):
        problem = f"none of the {len(pages)} pages has text" if len(pages) > 1 else "the page has no text"
        return [Finding("scanned-pdf", "violation", problem, note=name, remedy="run OCR first")]
    scanned = [str(number) for number, page in enumerate(pages, 1) if page.has_images]
    if not scanned:
        return []
    problem = f"page {', '.join(scanned)} is an image without text"
    return [Finding("scanned-page", "warning", problem, note=name, remedy="run OCR first")]


def _unmapped_finding(name: str, count: int) -> Finding:
    return Finding(
        "unmapped-characters",
        "warning",
        f"characters that have a shape but no code in the PDF became U+FFFD: {count}",
        note=name,
        remedy="run OCR, or get the note in another format",
    )


def _body_size(pages: list[list[TextLine]]) -> float:
    """The size of most of the characters."""
    weights: dict[float, int] = {}
    for page in pages:
        for line in page:
            size = round(line.size, 1)
            weights[size] = weights.get(size, 0) + len(line.text.text)
    return max(sorted(weights), key=lambda size: weights[size]) if weights else 0.0


class _Builder:
    """Gathers lines to paragraphs, page by page."""

    def __init__(self, body: float, text: str) -> None:
        self.collector = Collector()
        self._body = body
        self._vocabulary = Vocabulary(lambda: text)
        self._open: list[TextLine] = []
        self._under = False
        self._note: list[TextLine] = []
        self._pitch = 0.0
        self._left = self._right = 0.0

    def page(self, lines: list[TextLine]) -> None:
        """Add the lines of a page."""
        regions: dict[int, list[TextLine]] = {}
        for line in lines:
            regions.setdefault(line.region, []).append(line)
        for region in regions.values():
            self._measure(region)
            self._region(region)
        self._flush()

    def _measure(self, lines: list[TextLine]) -> None:
        """Take the edges and the distance of the lines of a region."""
        prose = [line for line in lines if not line.cells] or lines
        self._left = min(line.x0 for line in prose)
        self._right = max(line.x1 for line in prose)
        steps = [a.bottom - b.bottom for a, b in pairwise(prose) if 0 < a.bottom - b.bottom < 3 * a.size]
        steps.sort()
        # The lower half: the steps inside paragraphs, not those between them.
        self._pitch = median(steps[: len(steps) // 2 + 1]) if steps else 0.0

    def _region(self, lines: list[TextLine]) -> None:
        """Add the lines of one column or part of a page."""
        self._flush()
        if self.collector.body:
            self.collector.interrupt()
        for index, line in enumerate(lines):
            if self._takes_note(line, lines[index:]):
                continue
            if line.cells:
                self._flush()
                for draft in row_drafts([[cell] for cell in line.cells], fields=False):
                    self.collector.add(draft)
            elif line.label is not None:
                self._flush()
                self._open = [line]
            elif self._open and self._continues(self._open[-1], line):
                self._open.append(line)
            else:
                self._next(line)
        self._flush()

    def _next(self, line: TextLine) -> None:
        """Close the paragraph and begin one with this line; right below a field it is a part of that field."""
        last = self._open[-1] if self._open else None
        below = last is not None and not self._is_gap(last, line)
        under = below and (self._under or self._is_field(self._open[0]))
        self._flush()
        label = shape.field_label(line.text.text)
        self._under = under and not shape.is_known_field(label or "?") and not line.bold
        self._open = [line]

    def _is_field(self, line: TextLine) -> bool:
        return line.label is not None or shape.is_known_field(shape.field_label(line.text.text) or "?")

    def _is_gap(self, last: TextLine, line: TextLine) -> bool:
        """Whether more room than between two lines of a paragraph is above the line."""
        step = last.bottom - line.bottom
        return step > 1.25 * max(self._pitch, 0.9 * line.size) or step < 0

    def _continues(self, last: TextLine, line: TextLine) -> bool:
        """Whether the line goes on with the paragraph of ``last``."""
        text, before = line.text.text, last.text.text
        if self._is_gap(last, line) or abs(last.size - line.size) > 0.12 * max(last.size, line.size):
            return False
        if (
            last.bold != line.bold
            and (last.bold or not before.endswith("-"))
            and len(before) < 90
            and len(self._open) == 1
            and last.label is None
        ):
            return False
        if shape.is_known_field(shape.field_label(text) or "?") or shape.BULLET.match(text):
            return False
        is_done = shape.ends_sentence(before)
        if shape.ENUMERATOR.match(text) and (is_done or before.endswith((",", " and", " or"))):
            return False
        first = text.split(" ", 1)[0]
        width = (line.x1 - line.x0) / max(1, len(text)) * (len(first) + 1)
        has_room = last.x1 + width < self._right - 0.5 * line.size
        if has_room and (is_done or not shape.starts_lower(text)):
            return False
        indented = line.x0 > self._left + 0.8 * line.size and last.x0 < self._left + 0.4 * line.size
        return not (indented and is_done)

    # -------------------------------------------------------------------------------------------- footnotes

    def _takes_note(self, line: TextLine, rest: list[TextLine]) -> bool:
        """Whether the line is a footnote's, which goes on to the end of the column."""
        is_small = line.size < 0.93 * self._body
        starts = self._note_mark(line, is_small, rest)
        if starts:
            self._flush()
            self._note = [line]
            return True
        if self._note and not self._open and abs(line.size - self._note[-1].size) < 0.08 * line.size:
            step = self._note[-1].bottom - line.bottom
            if 0 < step < 1.9 * line.size:
                self._note.append(line)
                return True
        return False

    def _note_mark(self, line: TextLine, is_small: bool, rest: list[TextLine]) -> bool:
        """Whether a footnote begins with the line."""
        text = line.text.text
        if line.label is not None or line.cells:
            return False
        if found := shape.FOOTNOTE.match(text):
            return found["raised"] is None or is_small or len(rest) < 12
        return is_small and _SMALL_NOTE.match(text) is not None and all(one.size < 0.93 * self._body for one in rest)

    def _flush(self) -> None:
        """Close the open paragraph and the open footnote."""
        if self._open:
            self._paragraph(self._open)
            self._open = []
            self._under = False
        if self._note:
            text = self._glue(self._note)
            found = shape.FOOTNOTE.match(text.text) or _SMALL_NOTE.match(text.text)
            if found:
                label = found["mark"] if found.re is _SMALL_NOTE else footnote_label(found)
                self.collector.footnote(text.cut(found.end(), len(text.text)), label)
            self._note = []

    def _glue(self, lines: list[TextLine]) -> Traced:
        return glue([line.text for line in lines], self._vocabulary)

    def _paragraph(self, lines: list[TextLine]) -> None:
        """Add a paragraph by what its lines look like."""
        text = self._glue(lines)
        first = lines[0]
        bold = all(line.bold for line in lines)
        if first.label is not None:
            for draft in row_drafts([[first.label], [text]]):
                self.collector.add(draft)
        elif self._under:
            self.collector.add(Draft("item", text, level=1))
        elif first.size > 1.13 * self._body and len(text.text) < 200:
            # The larger the higher: depths only rank.
            self.collector.paragraph(text, "heading", depth=max(1, 1000 - round(10 * first.size)))
        else:
            known = len(self.collector.body)
            self.collector.paragraph(text, bold=bold)
            if len(lines) > 1 and len(self.collector.body) > known:
                self.collector.body[-1].alone = False
