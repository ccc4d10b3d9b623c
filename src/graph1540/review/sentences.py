"""The sentences of a note as its reader counts them; headings are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.model import Note, Segment, Span

__all__ = ["NUMBER", "sentences"]

_END = re.compile(r"(?:[.!?]+|…|\.\.\.)[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\Wa-z_])")
_SHORT = re.compile(
    r"(?<!\w)(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|Amb|Gen|Col|Capt|Lt|Maj|Brig|Rev|Hon|St|Nos?|paras?|arts?"
    r"|op|cf|vol|pp?|e\.g|i\.e|vs|approx|incl|resp|ref|fig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\Z"
)
#: The number of a paragraph or an item: "1.", "(b)", "iv)".
NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]+(?=\s)")
_WORD = re.compile(r"\w")


def sentences(note: Note, segments: Sequence[Segment]) -> tuple[Span, ...]:
    """Every sentence of the note, in order: of its fields (without their labels), paragraphs, items and footnotes."""
    found: list[Span] = []
    for segment in sorted(segments, key=lambda one: (one.start, one.end)):
        if segment.kind != "heading":
            found.extend(_split(note, segment.start, segment.end))
    return tuple(found)


def _split(note: Note, start: int, end: int) -> list[Span]:
    """The sentences between two offsets; what has no letter or figure is none."""
    spans: list[Span] = []
    begin = start
    for stop in _END.finditer(note.text, start, end):
        number = NUMBER.match(note.text, begin, end)
        if _SHORT.search(note.text, begin, stop.start() + 1) or (number and number.end() > stop.start()):
            continue
        spans.append(note.span(begin, stop.end()))
        begin = stop.end()
    spans.append(note.span(begin, end))
    return [span for span in spans if _WORD.search(span.exact)]
