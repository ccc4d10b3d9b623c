"""The values that flow from stage to stage: frozen, without input or output, without RDF.

What a note has by the hundred is a ``NamedTuple``, which is made, compared and hashed several times as fast as a frozen dataclass.

``Note`` → ``Segment`` → ``Mention`` → ``Claim`` → ``Link``; a ``Finding`` may come from any stage.
All offsets count Unicode code points of ``Note.text``, from 0, the end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graph1540.dates import PartialDate

__all__ = [
    "Block",
    "BlockKind",
    "Claim",
    "DateRange",
    "Finding",
    "Link",
    "Location",
    "Mark",
    "Mention",
    "MentionKind",
    "Note",
    "Ref",
    "Segment",
    "SegmentKind",
    "Severity",
    "Span",
    "Value",
]

BlockKind = Literal["heading", "paragraph", "item", "quote", "row", "footnote"]
SegmentKind = Literal["field", "heading", "paragraph", "item", "quote", "row", "footnote"]
Severity = Literal["info", "warning", "violation"]


class Location(NamedTuple):
    """A place in the file as a person finds it: page, line and column, each from 1.

    A format without pages has page 1; in DOCX and HTML the line is the number of the paragraph-like element.
    """

    page: int
    line: int
    column: int

    def __str__(self) -> str:
        return f"page {self.page}, line {self.line}, column {self.column}"


class Mark(NamedTuple):
    """From ``offset`` of the text on, the file is read at ``page``, ``line``, ``column`` and onward in step."""

    offset: int
    page: int
    line: int
    column: int


class Block(NamedTuple):
    """A paragraph-like stretch of the note's text: no line break inside, single spaces.

    ``level`` is a heading's depth (1 = title), an item's indentation, 0 otherwise. ``label`` is a field's or
    footnote's own mark as the format gives it ("1", "*"), empty otherwise.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""


class Span(NamedTuple):
    """Words of a note: ``note.text[start:end] == exact``, always."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Note:
    """One information note: its canonical text and the way back to the file.

    ``text`` is the blocks in order, joined by one line feed; footnotes stand at the end. ``digest`` is the
    SHA-256 of ``text`` in UTF-8, in hexadecimal, so the same words in another format have the same digest.
    """

    slug: str
    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    digest: str
    findings: tuple[Finding, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The words from ``start`` to ``end``, without the blanks at either side."""
        words = self.text[start:end]
        exact = words.strip()
        size = len(exact)
        if size < len(words):
            start += len(words) - len(words.lstrip())
        return Span(start, start + size, exact)

    def locate(self, offset: int) -> Location:
        """Where in the file the character at ``offset`` stands."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark.offset) - 1
        if at < 0:
            return Location(1, 1, 1)
        mark = self.marks[at]
        return Location(mark.page, mark.line, mark.column + offset - mark.offset)


class Segment(NamedTuple):
    """A part of a note by its role: a header field, a heading, a paragraph of a section, a quotation, a footnote.

    ``label`` is the normalised name of the field ("organizers") or the heading that the paragraph stands under.
    """

    kind: SegmentKind
    label: str
    start: int
    end: int


class Ref(NamedTuple):
    """A thing with an IRI."""

    iri: str


Value = Ref | PartialDate | int | str


class Claim(NamedTuple):
    """One thing that one note says, and the words that say it.

    ``note`` is the IRI of the note; ``predicate`` is an IRI. A ``str`` value is a literal of text.
    """

    note: str
    subject: Ref
    predicate: str
    value: Value
    evidence: tuple[Span, ...]  # never empty


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader of the note or of the data should know: where, what, and what to do.

    ``rule`` is a stable identifier in kebab case; ``note`` the file name of the note ("" for data without one).
    """

    rule: str
    severity: Severity
    message: str
    note: str = ""
    span: Span | None = None
    location: Location | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A note's own resource is one with a canonical one; the score carries its reason in words."""

    local: Ref
    canonical: Ref
    score: float
    reason: str
    replaced: tuple[Ref, ...] = field(default=())


MentionKind = Literal[
    "state",         # a State by name, by its Government or its delegation
    "demonym",       # "Kyrgyz" without a delegation: no actor
    "organization",
    "place",
    "region",
    "date",
    "resolution",
    "document",
    "person",
    "event",         # a noun that names a kind of event
    "quotation",
    "topic",
    "plan",
]  # fmt: skip


class DateRange(NamedTuple):
    """From ``start`` to ``end``; ``end`` is None where the note gives a month or a year alone.

    ``year_span`` holds the year's words where the year is not in the date's own words.
    """

    start: PartialDate
    end: PartialDate | None = None
    year_span: Span | None = None
    inferred: bool = False


class Mention(NamedTuple):
    """Words of a note that stand for one thing.

    ``iri`` is the thing where it is known or minted, empty otherwise; ``name`` is what a label would say.
    ``state`` is the IRI of the State that an organization, place or demonym belongs to, ``parent`` that of the organization
    that it is a part of; ``form`` says how it was said
    ("government", "delegation", "acronym", "verb" …).
    """

    kind: MentionKind
    start: int
    end: int
    iri: str = ""
    name: str = ""
    state: str = ""
    parent: str = ""
    form: str = ""
    date: DateRange | None = None
