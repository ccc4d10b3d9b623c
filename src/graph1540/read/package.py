"""The parts of a DOCX file: its XML, within bounds, and what its styles and lists say of a paragraph.

Read with zipfile and lxml: a file that comes from anywhere needs limits that python-docx does not set.
https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from graph1540.errors import NoteError

__all__ = ["Package", "Style", "W", "attribute", "is_on"]

#: The namespace of WordprocessingML, and what "strict" documents use instead.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAX_PART = 60_000_000
_HEADING = re.compile(r"heading\s*(\d)\Z")
_LIST_DEPTH = re.compile(r"list (?:bullet|number)\s*(\d)?\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: depth of a heading (0 = none), level of a list (0 = none), quotation, bold, footnote."""

    heading: int = 0
    level: int = 0
    quote: bool = False
    bold: bool = False
    footnote: bool = False


class Package:
    """An opened DOCX file."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = _MAX_PART
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise _damaged(name) from None
        self._members = set(self._archive.namelist())
        document = self.part("word/document.xml")
        if document is None:
            raise NoteError(name, "the DOCX file has no main document", "save it anew as .docx")
        self.document = document
        root = self.part("word/styles.xml")
        styles = [] if root is None else root.findall(f"{W}style")
        self._styles = {attribute(one, "styleId"): one for one in styles}
        self._known: dict[str, Style] = {}

    def part(self, member: str) -> etree._Element | None:
        """The root of a part; None if the file has none of that name."""
        if member not in self._members:
            return None
        try:
            info = self._archive.getinfo(member)
            with self._archive.open(info) as stream:
                # The size that the archive claims may be a lie: only what is read counts.
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError, EOFError):
            raise _damaged(self._name) from None
        except RuntimeError:
            raise NoteError(self._name, "the DOCX file is encrypted", "save it without a password") from None
        self._left -= len(data)
        if self._left < 0:
            raise NoteError(
                self._name,
                f"the DOCX file unpacks to more than {_MAX_PART // 1_000_000} MB",
                "give the file of one note",
            )
        try:
            return etree.fromstring(data.replace(_STRICT, W[1:-1].encode()), self._parser)
        except (etree.XMLSyntaxError, ValueError):
            raise _damaged(self._name) from None

    def style(self, name: str) -> Style:
        """What the paragraph style of that id says, with what it inherits."""
        if name not in self._known:
            chain: list[etree._Element] = []
            at = name
            while at in self._styles and self._styles[at] not in chain:
                chain.append(self._styles[at])
                based = self._styles[at].find(f"{W}basedOn")
                at = "" if based is None else attribute(based, "val")
            self._known[name] = _style(chain)
        return self._known[name]


def _style(chain: list[etree._Element]) -> Style:
    """What a style says, given itself and what it is based on."""
    heading = level = 0
    quote = footnote = False
    for element in chain:
        found = element.find(f"{W}name")
        name = "" if found is None else attribute(found, "val").lower()
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if not heading and (match := _HEADING.match(name)):
            heading = int(match[1])
        elif not heading and name in ("title", "subtitle"):
            heading = 1 if name == "title" else 2
        elif not heading and outline is not None and attribute(outline, "val") in tuple("012345678"):
            heading = int(attribute(outline, "val")) + 1
        if not level and (listed := _LIST_DEPTH.match(name)):
            level = int(listed[1] or 1)
        numbering = element.find(f"{W}pPr/{W}numPr/{W}numId")
        if not level and numbering is not None and attribute(numbering, "val") != "0":
            level = 1
        quote = quote or "quot" in name
        footnote = footnote or name in ("footnote text", "endnote text")
    bold = next((is_on(b) for one in chain if (b := one.find(f"{W}rPr/{W}b")) is not None), False)
    # Numbered headings are headings, not items.
    return Style(heading, 0 if heading else level, quote, bold, footnote)


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of WordprocessingML; empty without it."""
    return str(element.get(f"{W}{name}") or "")


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as bold is set."""
    return element is not None and attribute(element, "val").lower() not in ("0", "false", "off", "none")


def _damaged(name: str) -> NoteError:
    return NoteError(name, "the DOCX file is damaged", "get the file again or save it anew")
