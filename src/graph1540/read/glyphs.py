"""What stands where on a PDF's pages: segments of text with their boxes, by pdfium.

A call for each character would cost more than all the rest; so only the first and last character of a word are
measured, and of a line that pdfium holds for one stretch only those of the line.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

__all__ = ["Page", "Segment", "page_of"]

_WORD = re.compile(r"\S+")
# pdfium's own signs for a hyphen at the end of a line: it gives no line break after them.
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_MARK_AT_END = re.compile(r"(?<=\D)\d{1,2}(?=[^\w]{0,3}\Z)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)


@dataclass(slots=True)
class Segment:
    """Words on one line without a wide gap between them; ``size`` is the height of the font's box."""

    text: str
    x0: float
    x1: float
    bottom: float
    top: float
    size: float
    bold: bool = False


@dataclass(slots=True)
class Page:
    """One page: its size in points and its segments in the order of the file."""

    width: float
    height: float
    segments: list[Segment]
    has_images: bool = False


class _Meter:
    """Measures characters of one text page."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._raw = textpage.raw
        self._rect = pdfium_c.FS_RECTF()
        self._ref = ctypes.byref(self._rect)
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of the box of a character."""
        rect = self._rect
        if not pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, self._ref):
            return 0.0, 0.0, 0.0, 0.0
        return rect.left, rect.right, rect.bottom, rect.top

    def is_one(self, start: int, count: int) -> bool:
        """Whether pdfium holds the characters for one stretch of one font."""
        return bool(pdfium_c.FPDFText_CountRects(self._raw, start, count) == 1)

    def is_bold(self, index: int) -> bool:
        """Whether the character's font is bold by its name or weight."""
        length = pdfium_c.FPDFText_GetFontInfo(self._raw, index, self._name, 256, ctypes.byref(self._flags))
        if length and _BOLD.search(self._name.raw[: min(length, 256)]):
            return True
        return bool(pdfium_c.FPDFText_GetFontWeight(self._raw, index) >= 600)


@dataclass(slots=True)
class _Word:
    text: str
    start: int
    end: int
    x0: float
    x1: float
    bottom: float
    top: float


def page_of(document: pdfium.PdfDocument, number: int) -> Page:
    """The page of that number, from 0.

    :raises pypdfium2.PdfiumError: if it cannot be loaded
    """
    page = document[number]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            segments = _segments(textpage)
        finally:
            textpage.close()
        has_images = not segments and any(
            True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        )
        return Page(width, height, segments, has_images)
    finally:
        page.close()


def _characters(textpage: pdfium.PdfTextPage) -> str:
    """The page's text, one character for each that pdfium counts."""
    count = textpage.count_chars()
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    pdfium_c.FPDFText_GetText(textpage.raw, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(text) != count or "\x00" in text:
        # Beyond the basic plane characters and code units part ways; one by one they are right.
        codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, index) for index in range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
    return text


def _segments(textpage: pdfium.PdfTextPage) -> list[Segment]:
    """The segments of a page in the order of the file."""
    text = _characters(textpage)
    meter = _Meter(textpage)
    segments: list[Segment] = []
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words:
            continue
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = start + len(words)
        if meter.is_one(start, end - start):
            left, right = meter.box(start), meter.box(end - 1)
            box = (left[0], right[1], left[2], left[3])
            segments.append(_segment(meter, words, (start, end), box))
        else:
            segments.extend(_by_words(meter, text, start, end))
    return segments


def _segment(meter: _Meter, text: str, ends: tuple[int, int], box: tuple[float, float, float, float]) -> Segment:
    """A segment from the indexes of its characters and its left, right, bottom and top."""
    bold = len(text) <= 120 and meter.is_bold(ends[0]) and meter.is_bold(ends[1] - 1)
    return Segment(" ".join(text.split()).translate(_HYPHENS), *box, box[3] - box[2], bold)


def _by_words(meter: _Meter, text: str, start: int, end: int) -> list[Segment]:
    """A line measured word by word and cut where a gap is wide."""
    words = [_word(meter, match[0], match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    size, low = max((word.top - word.bottom, word.bottom) for word in words)
    for word in words:
        height = word.top - word.bottom
        is_raised = height < 0.8 * size or (0.15 * size < word.bottom - low < 0.9 * size and height <= size)
        if word.text.isdigit() and len(word.text) <= 2 and is_raised:
            word.text = word.text.translate(_RAISED)
    groups: list[list[_Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if last is None or word.x0 - last.x1 > 0.8 * size or word.x0 < last.x0 - size:
            groups.append([word])
        else:
            groups[-1].append(word)
    segments: list[Segment] = []
    for group in groups:
        tall = max(group, key=lambda word: word.top - word.bottom)
        box = (group[0].x0, group[-1].x1, tall.bottom, tall.top)
        joined = " ".join(word.text for word in group)
        segments.append(_segment(meter, joined, (group[0].start, _last_plain(group)), box))
    return segments


def _last_plain(group: list[_Word]) -> int:
    """The end of the last word that is no raised mark: a title's mark need not be bold."""
    last = group[-1]
    while last.end - last.start > 1 and not last.text[last.end - last.start - 1].isascii():
        last = _Word(last.text, last.start, last.end - 1, last.x0, last.x1, last.bottom, last.top)
    return last.end


def _word(meter: _Meter, text: str, start: int, end: int) -> _Word:
    """A word measured at both ends; raised digits at either become superscript characters."""
    x0, right, bottom, top = meter.box(start)
    if end - start == 1:
        return _Word(text, start, end, x0, right, bottom, top)
    _, x1, last_bottom, last_top = meter.box(end - 1)
    size, last_size = top - bottom, last_top - last_bottom
    if text[0].isdigit() and size < 0.8 * last_size:
        plain = text.lstrip("0123456789")
        mark = text[: len(text) - len(plain)]
        if plain and len(mark) <= 2:
            text, bottom, top = mark.translate(_RAISED) + plain, last_bottom, last_top
    elif found := _MARK_AT_END.search(text):
        _, _, mark_bottom, mark_top = meter.box(start + found.start())
        # Not the smaller alone: "H2SO4" has small digits below the line.
        if mark_top - mark_bottom <= size and mark_bottom - bottom > 0.12 * size:
            text = text[: found.start()] + found[0].translate(_RAISED) + text[found.end() :]
    elif text[-1].isdigit() and last_size <= size and last_bottom - bottom > 0.12 * size:
        at = len(text) - 1
        while at > 1 and text[at - 1].isdigit() and len(text) - at < 2:
            if meter.box(start + at - 1)[2] - bottom <= 0.12 * size:
                break
            at -= 1
        text = text[:at] + text[at:].translate(_RAISED)
    return _Word(text, start, end, x0, x1, bottom, top)
