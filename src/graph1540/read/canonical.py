"""Drafts → ``Note``: the canonical text, its blocks, and the marks that lead back to the file."""

from __future__ import annotations

import re
import unicodedata

from graph1540 import iri
from graph1540.model import Block, Finding, Location, Mark, Note
from graph1540.read.draft import Draft
from graph1540.read.traced import Traced

__all__ = ["finish"]

_IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
)
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufff9-\ufffc\ufffe\uffff"
_VOID = rf"\s{_IGNORED}{_CONTROL}"
_TROUBLE = re.compile(rf"(?:[^\S ]|[{_IGNORED}{_CONTROL}]| (?=[{_VOID}]))[{_VOID}]*|[\ufb00-\ufb06\ud800-\udfff]")
_CONTROLS = re.compile(rf"[{_CONTROL}]")
# What ``str.isprintable`` lets pass and canonical text does not.
_RARE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\ufb00-\ufb06]")
_BLANK = re.compile(r"\s")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_COMPOSED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|[^\x00-\u02ff]")

_NO_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


def _repair(match: re.Match[str]) -> str:
    """What stands in canonical text for a run of blanks and invisible characters, or for a ligature."""
    found = match[0]
    if found[0] in _LIGATURES:
        return _LIGATURES[found[0]]
    if "\ud800" <= found[0] <= "\udfff":
        return "\ufffd"
    return " " if _BLANK.search(found) else ""


def _compose(match: re.Match[str]) -> str | None:
    """The NFC of a stretch; None if it is so already."""
    composed = unicodedata.normalize("NFC", match[0])
    return None if composed == match[0] else composed


def _canonical(text: Traced) -> Traced:
    """NFC, single blanks, nothing invisible."""
    words = text.text
    if not words.isprintable() or "  " in words or (not words.isascii() and _RARE.search(words)):
        text = text.sub(_TROUBLE, _repair)
    clean = text.strip()
    if unicodedata.is_normalized("NFC", clean.text):
        return clean
    clean = clean.sub(_COMPOSED, _compose)
    if unicodedata.is_normalized("NFC", clean.text):
        return clean
    # Rare scripts compose across what the pattern takes for one character, but never across ASCII.
    return clean.sub(_NO_ASCII, _compose)


def finish(name: str, media_type: str, drafts: list[Draft], footnotes: list[Draft], findings: list[Finding]) -> Note:
    """The note of these blocks, footnotes last."""
    texts: list[str] = []
    blocks: list[Block] = []
    marks: list[Mark] = []
    found = list(findings)
    offset = 0
    dropped: list[Location] = []
    levels = _heading_levels(drafts)
    for draft in (*drafts, *footnotes):
        if not draft.text.text.isprintable() and (control := _CONTROLS.search(draft.text.text)):
            dropped.append(Location(*draft.text.at(control.start())))
        clean = _canonical(draft.text)
        if not clean.text:
            continue
        end = offset + len(clean.text)
        level = levels.get(id(draft), 2) if draft.kind == "heading" else draft.level
        blocks.append(Block(draft.kind, offset, end, level, draft.label))
        _extend(marks, clean, offset)
        texts.append(clean.text)
        offset = end + 1
    if dropped:
        found.append(_control_finding(name, dropped))
    text = "\n".join(texts)
    slug = iri.slug(name.rsplit(".", 1)[0] if "." in name[1:] else name)
    return Note(slug, name, media_type, text, tuple(blocks), tuple(marks), iri.digest(text), tuple(found))


def _extend(marks: list[Mark], text: Traced, offset: int) -> None:
    """Add the origins of a block, less those that only go on in step."""
    for begin, page, line, column in text.origins:
        at = offset + begin
        if marks:
            last = marks[-1]
            if last.offset == at:
                marks.pop()
            elif last.line == line and last.page == page and column - last.column == at - last.offset:
                continue
        marks.append(Mark(at, page, line, column))


def _heading_levels(drafts: list[Draft]) -> dict[int, int]:
    """The depth of each heading: the first block's is the title's, the others rank by what the format says."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    if not headings:
        return {}
    others = headings[1:] if headings[0] is drafts[0] else headings
    ranks = {depth: rank for rank, depth in enumerate(sorted({draft.depth for draft in others if draft.depth}))}
    levels = {id(draft): 2 + ranks.get(draft.depth, 0) for draft in others}
    if headings[0] is drafts[0]:
        levels[id(headings[0])] = 1
    return levels


def _control_finding(name: str, places: list[Location]) -> Finding:
    """Control characters were dropped: a sign of a damaged or wrongly decoded file."""
    return Finding(
        "control-characters",
        "warning",
        f"control characters were dropped; blocks that had them: {len(places)}",
        note=name,
        location=places[0],
        remedy="compare the text with the original file",
    )
