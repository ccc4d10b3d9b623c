"""segment: the blocks of a note → its header fields, headings and the paragraphs of its sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph1540.labels import field_of
from graph1540.model import Block, Note, Segment

__all__ = ["segment"]

_COLON = re.compile(r"\s*[:：]\s*(?:\*\*)?\s*|\s+[–—-]\s+")
#: What _COLON has in it.
_DIVIDER = re.compile(r"[:：–—-]")
_SUB = re.compile(r"(?P<label>[A-Z(][^:.;]{0,70}?):\s+(?=\S)")


#: "Organized by the Centre together with the host Governments.", a line of a header without labels.
_HELD_BY = re.compile(
    r"(?:(?:[Jj]ointly |[Cc]o-?)?(?P<organized>[Oo]rgani[sz]ed|[Hh]osted|[Cc]onvened|[Hh]eld|ORGANI[SZ]ED|HOSTED)|(?:[Jj]ointly |[Cc]o-?)?(?:[Ss]ponsored|[Ff]unded|[Ff]inanced|[Ss]upported)) (?:jointly )?(?:by|BY|with) "
    r"|(?:With|with|In|in) (?:the )?(?:\w+ )?(?:support|assistance|co-?operation|collaboration|partnership) (?:of|from|with) "
)
#: A date with its year, and the words of a sentence, which a line with a date and a place does without.
_DATED = re.compile(
    r"(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,? (?:\d{1,2}(?:[^a-z\n]{1,12})?,? )?(?:19|20)\d\d\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"
)
_SENTENCE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|shall|took|met|meets?|said|dated|letter|note|NOTE|Note|resolution of)\b")
_NOT_BY_FIELD = re.compile(r"(?i)(?:draft )?(?:agenda|programme|program|schedule|timetable|session times)\b")
_PERSON = re.compile(r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|H\.\s?E|Amb|Ambassador|Col|Lt|Maj|Gen|Capt|Cmdr|Eng|Sr|Sra)\b")

_OWN = frozenset({"event", "organizers", "date", "place", "date-and-place", "participants"})


@dataclass
class _State:
    header: bool = True
    titled: bool = False
    field: str = ""
    heading: str = ""
    agenda: bool = False
    bare: bool = False


def segment(note: Note) -> tuple[Segment, ...]:
    """The note's segments in the order of its text.

    A field's segment holds its value without the label; an item under a field belongs to that field until a heading
    or another field comes. Fields count only in the header: before the first heading that is not the title, or before
    two paragraphs without a label.
    """
    state = _State()
    segments: list[Segment] = []
    loose = 0
    for at, block in enumerate(note.blocks):
        words = note.text[block.start : block.end]
        if block.kind == "footnote":
            segments.append(Segment("footnote", "", block.start, block.end))
            continue
        label, offset = _label(words)
        name = field_of(label) if label and not state.agenda else ""
        if name == "guests":
            # "States: …", "Organizations: …": who took part, by kinds, under a label of their own or not.
            name = "participants" if state.header and (state.field or not _late(segments)) else ""
        if name and (state.header or _late(segments) or (name in _OWN and state.titled)):
            state.field = name
            state.header = True
            loose = 0
            segments.append(Segment("field", name, block.start + offset, block.end))
            continue
        if block.kind == "heading":
            state.agenda = _NOT_BY_FIELD.match(words) is not None
            if not label and field_of(words):
                state.field, state.header = field_of(words), True
                continue
            if state.field == "participants" and state.header and at + 1 < len(note.blocks) and _PERSON.match(note.text, note.blocks[at + 1].start):
                # "ALBANIA", over the persons who came from there.
                segments.append(Segment("field", state.field, block.start, block.end))
                continue
            state.heading = words
            # A further heading with fields under it opens the header of a further event.
            state.titled = True
            if state.field:
                state.header = False
            state.field = ""
            segments.append(Segment("heading", words, block.start, block.end))
            continue
        if state.header and (bare := _unlabelled(words)):
            loose = 0
            segments.append(Segment("field", bare, block.start, block.end))
            state.field, state.bare = "", True
            continue
        if state.header and state.field and _continues(state.field, block, words):
            segments.append(Segment("field", state.field, block.start, block.end))
            continue
        loose += 1
        state.titled = False
        if state.field and loose > 1:
            state.header = False
        state.field = ""
        segments.append(Segment(block.kind, state.heading, block.start, block.end))
    return tuple(segments)


def _unlabelled(words: str) -> str:
    """The field that a line of a header is without saying so: who organized it, or a date with or without its place."""
    held = _HELD_BY.match(words)
    if held:
        return "organizers" if held["organized"] else "supporters"
    if len(words) <= 110 and not words.endswith((".", ":", ";")) and _DATED.search(words) and not _SENTENCE.search(words):
        return "date-and-place"
    return ""


def _late(segments: list[Segment]) -> bool:
    """Whether no field has come yet, so that a first one may still open the header."""
    return not any(s.kind == "field" for s in segments)


def _continues(field: str, block: Block, words: str) -> bool:
    if block.kind in ("item", "row", "quote"):
        return True
    if _SUB.match(words):
        return True
    return field in ("participants", "organizers", "supporters", "date-and-place", "date", "absent") and len(words) < 400 and not words.endswith(".")


def _label(words: str) -> tuple[str, int]:
    """The label at the start of ``words`` and where its value begins; ("", 0) where there is none."""
    found = _COLON.search(words, 0, 80) if _DIVIDER.search(words, 0, 80) else None
    if found is None:
        return "", 0
    return words[: found.start()], found.end()
