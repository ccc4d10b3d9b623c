"""HTML → ``Note``: the article's own elements; what belongs to the site around it is left out.

The line of a location is the line of the element in the source, the column counts in the element's text.
"""

from __future__ import annotations

import re

from lxml import etree, html

from graph1540.errors import NoteError
from graph1540.model import BlockKind, Finding, Note
from graph1540.read.collect import HARD, Collector
from graph1540.read.draft import Draft, row_drafts
from graph1540.read.shape import is_known_field
from graph1540.read.traced import Traced

__all__ = ["read_web"]

_DROPPED_TAGS = (
    "script style nav noscript template form button input select textarea iframe svg math head canvas audio video object"
    " dialog menu del s strike"
)
_DROPPED = frozenset(_DROPPED_TAGS.split())
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|banner|breadcrumbs?|navbar|nav|menu|sidebar|share|sharing|social|skip(?:-link)?"
    r"|masthead|site-(?:header|footer)|page-(?:header|footer)|visually-hidden|sr-only|pagination|newsletter)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "complementary"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOOTNOTES = re.compile(r"footnotes?|endnotes?", re.IGNORECASE)
_DISCLAIMER = re.compile(r"For\s+information\b.{0,40}\bofficial", re.DOTALL)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q rp rt ruby samp small span strong"
    " sub sup time tt u var wbr img br nobr o:p"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_BOLD = frozenset({"b", "strong", "th"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANKS = re.compile(r"\s+")
_MAX_DEPTH = 120


def read_web(text: str, name: str, findings: list[Finding]) -> Note:
    """The note in an HTML page.

    :raises NoteError: if there is no element in it
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise NoteError(name, "the HTML holds nothing", "give the page of one note") from None
    reader = _Reader()
    reader.walk(_main(root))
    if not reader.collector.body and not reader.collector.footnotes:
        finding = Finding(
            "no-text", "violation", "the page holds no words", note=name, remedy="save the page with its content"
        )
        findings = [*findings, finding]
    return reader.collector.note(name, "text/html", findings)


def _main(root: etree._Element) -> etree._Element:
    """The element that holds the note: main, else the only article, else the body."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    mains = [one for one in elements if one.tag == "main"]
    roles = [one for one in elements if one.get("role") == "main"]
    articles = [one for one in elements if one.tag == "article"]
    for candidates in (mains, roles, articles):
        found = [one for one in candidates if _words(one)]
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _words(element: etree._Element) -> str:
    """All characters in an element, blanks at either side gone."""
    return "".join(str(text) for text in element.itertext()).strip()


def _is_dropped(element: etree._Element, inside: bool) -> bool:
    """Whether an element is no part of the note; ``inside`` says that it stands in main or article."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED:
        return True
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true" or _HIDDEN.search(get("style") or ""):
        return True
    names = f"{get('class') or ''} {get('id') or ''}"
    if tag in ("header", "footer", "aside"):
        return not _is_kept(element, tag, names, inside)
    role = get("role")
    return role in _FURNITURE_ROLES or (tag not in ("body", "main", "article") and _FURNITURE.search(names) is not None)


def _is_kept(element: etree._Element, tag: str, names: str, inside: bool) -> bool:
    """Whether a header, footer or aside is the note's own: its title, its footnotes."""
    if _FOOTNOTES.search(names) or _FOOTNOTES.search(element.get("role") or ""):
        return True
    if tag == "header":
        return inside and any(True for _ in element.iter("h1", "h2"))
    return tag == "footer" and inside and _DISCLAIMER.search(_words(element)) is not None


class _Reader:
    """Walks the elements once; the texts between two blocks gather in ``_pieces``."""

    def __init__(self) -> None:
        self.collector = Collector()
        self._pieces: list[str] = []
        self._bolds: list[bool] = []
        self._line = 1
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._depth = 0

    def walk(self, root: etree._Element) -> None:
        """Add the blocks of the note's element."""
        self._inside = root.tag in ("main", "article") or root.get("role") == "main"
        self._children(root, 0, bold=False)
        self._flush()

    def _children(self, element: etree._Element, depth: int, *, bold: bool) -> None:
        """The text and elements inside one."""
        self._say(element.text, element, bold)
        for child in element:
            if not _is_dropped(child, self._inside):
                self._element(child, depth, bold)
            self._say(child.tail, element, bold)

    def _say(self, text: str | None, element: etree._Element, bold: bool) -> None:
        """Characters of the open block."""
        if not text:
            return
        if text.strip():
            if not any(piece.strip() for piece in self._pieces):
                self._line = _source_line(element)
            self._bolds.append(bold)
        self._pieces.append(_BLANKS.sub(" ", text))

    def _element(self, element: etree._Element, depth: int, bold: bool) -> None:
        """One element by its name."""
        tag = str(element.tag)
        if depth > _MAX_DEPTH:
            self._say(_words(element), element, bold)
        elif tag in _INLINE:
            self._inline(element, tag, depth, bold)
        else:
            self._flush()
            self._block(element, tag, depth, bold)
            self._flush()

    def _inline(self, element: etree._Element, tag: str, depth: int, bold: bool) -> None:
        """An element inside a line."""
        if tag == "br":
            self._pieces.append(HARD)
        elif tag == "sup" and (mark := _words(element).strip("[]/")).isdigit() and mark.isascii():
            self._say(mark.translate(_RAISED), element, bold)
        elif "footnote-ref" in (element.get("class") or "") or "noteref" in (element.get("role") or ""):
            mark = _words(element).strip("[]/")
            self._say(mark.translate(_RAISED) if mark.isdigit() else "", element, bold)
        elif "footnote-back" not in (element.get("class") or "") and "backlink" not in (element.get("role") or ""):
            self._children(element, depth + 1, bold=bold or tag in _BOLD)

    def _block(self, element: etree._Element, tag: str, depth: int, bold: bool) -> None:
        """An element that stands by itself."""
        kind, level, heading = self._kind, self._level, self._depth
        if tag == "hr":
            self.collector.interrupt()
        elif tag == "table":
            self._table(element, depth)
        elif tag == "dl":
            self._definitions(element, depth)
        elif _FOOTNOTES.search(element.get("class") or "") and tag != "body" and any(True for _ in element.iter("li")):
            self._footnotes(element)
        else:
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                self._kind, self._depth = "heading", int(tag[1])
            elif tag == "blockquote":
                self._kind = "quote"
            elif tag in ("ul", "ol"):
                self._level += 1
            elif tag == "li":
                self._kind, self._level = "item", max(1, level)
            self._children(element, depth + 1, bold=bold)
            self._flush()
        self._kind, self._level, self._depth = kind, level, heading

    def _flush(self) -> None:
        """Close the open block."""
        text = "".join(self._pieces)
        if text.strip():
            level = self._level if self._kind == "item" else 0
            traced = Traced.of(text, 1, self._line, 1)
            self.collector.paragraph(traced, self._kind, level=level, bold=all(self._bolds), depth=self._depth)
        self._pieces, self._bolds = [], []

    def _inner(self, element: etree._Element, depth: int) -> list[Draft]:
        """The blocks inside a cell or definition, not yet the note's; its footnotes are."""
        outer, self.collector = self.collector, Collector()
        kind, level = self._kind, self._level
        self._kind, self._level = "paragraph", 0
        self._children(element, depth + 1, bold=False)
        self._flush()
        inner, self.collector = self.collector, outer
        self._kind, self._level = kind, level
        self.collector.footnotes.extend(inner.footnotes)
        return inner.body

    def _table(self, table: etree._Element, depth: int) -> None:
        """A table row by row; one with headings or a single column only lays out the page."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr") if _owner(row) is table]
        is_layout = table.get("role") == "presentation" or any(
            True for _ in table.iter("h1", "h2", "h3", "ul", "table") if _ is not table
        )
        for caption in table.iterchildren("caption"):
            self._children(caption, depth + 1, bold=False)
            self._flush()
        for row in rows:
            if all(len(r) < 2 for r in rows) or (is_layout and not _is_field_row(row)):
                for cell in row:
                    self._children(cell, depth + 1, bold=False)
                    self._flush()
                continue
            self._row(row, depth)

    def _row(self, row: list[etree._Element], depth: int) -> None:
        """One row of a table of data."""
        cells = [[draft.text for draft in self._inner(cell, depth)] for cell in row]
        is_head = all(cell.tag == "th" for cell in row)
        first = cells[0][0].text.strip(" :") if cells and cells[0] else ""
        for draft in row_drafts(cells, fields=not is_head or is_known_field(first)):
            self.collector.add(draft)

    def _definitions(self, element: etree._Element, depth: int) -> None:
        """A list of terms: each with its first definition is a field, the others stand under it."""
        label: list[Traced] = []
        for child in element.iter("dt", "dd"):
            if _owner(child, "dl") is not element or _is_dropped(child, self._inside):
                continue
            drafts = self._inner(child, depth)
            if child.tag == "dt":
                label = [draft.text for draft in drafts[:1]]
            elif label and drafts:
                for draft in row_drafts([label, [drafts[0].text]]):
                    self.collector.add(draft)
                label = []
                self._under(drafts[1:])
            else:
                self._under(drafts)

    def _under(self, drafts: list[Draft]) -> None:
        """Blocks below a field."""
        for draft in drafts:
            self.collector.add(Draft("item", draft.text, level=max(1, draft.level)))

    def _footnotes(self, element: etree._Element) -> None:
        """A list of footnotes."""
        for number, item in enumerate(element.iter("li"), 1):
            for back in [
                one
                for one in item.iter("a")
                if "back" in f"{one.get('class')} {one.get('role')}" or _words(one) in ("↩", "↩︎", "^")
            ]:
                back.text = ""
            text = _BLANKS.sub(" ", _words(item))
            if text:
                self.collector.footnote(Traced.of(text, 1, _source_line(item), 1), str(number))


def _source_line(element: etree._Element) -> int:
    """The line of the source that the element begins on."""
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _owner(element: etree._Element, tag: str = "table") -> etree._Element | None:
    """The nearest table around a row, or list around a term."""
    return next(element.iterancestors(tag), None)


def _is_field_row(row: list[etree._Element]) -> bool:
    """Whether a row of two cells has the label of a header field before its value."""
    return len(row) == 2 and is_known_field(_words(row[0]).strip(" :") or "?")
