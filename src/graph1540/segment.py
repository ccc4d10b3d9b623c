"""segment: the blocks of a note → its header fields, headings and the paragraphs of its sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph1540.model import Block, Note, Segment

__all__ = ["segment"]

#: A label as drafters write it, folded to lower case → the field that it names.
_LABELS: tuple[tuple[str, str], ...] = (
    (r"(?:dates?|when|period|time|days?)(?: ?\(s\))?(?: ?(?:and|/|&|,|-) ?(?:the )?(?:venues?|places?|locations?|where|city|time and place|format))+(?: ?\(s\))?(?: of .+)?", "date-and-place"),
    (r"(?:venues?|places?|locations?|where)(?: ?\(s\))?(?: ?(?:and|/|&|,|-) ?(?:dates?|when|time|period))+(?: ?\(s\))?", "date-and-place"),
    (r"(?:dates?|when|period|duration|time|held on|days)(?: ?\(s\))?(?: of .+)?", "date"),
    (r"(?:venues?|places?|locations?|where|city|country and city|city and country|held (?:in|at))(?: ?\(s\))?(?: of .+)?", "place"),
    (r"(?:(?:name|title) of (?:the )?(?:event|activity|meeting)|events?|titles?|activit(?:y|ies)|meetings?|subject|what|occasion|name|type of (?:event|activity)|type|visits?|workshop|conference)(?: ?\(s\))?", "event"),
    (r"(?:(?:co-?|main |lead |local )?(?:organi[sz](?:ers?|ed by|ing (?:bod(?:y|ies)|entit(?:y|ies)|institutions?|partners?))|hosts?|hosted by|host (?:country|state|government|institution)s?|conven(?:e|o)rs?|convened by|co-?chairs?|chairs?|who))(?: ?\(s\))?(?: ?(?:and|/|&|,) ?(?:co-?)?(?:hosts?|organi[sz]ers?|conven(?:e|o)rs?))*", "organizers"),
    (r"(?:co-?organi[sz]ers?|organi[sz]ers? and (?:sponsors?|partners?|donors?)|jointly organi[sz]ed by|hosts? and organi[sz]ers?)", "organizers"),
    (r"(?:(?:co-?)?sponsors?(?:ed by|hip)?|support(?:ed by|ers?)?|donors?|partners?|funded by|funding|financ(?:ed by|ing|ial support)|in (?:cooperation|co-operation|collaboration|partnership) with|with (?:the )?(?:financial )?support (?:of|from)|cooperating (?:bod|organi[sz]ation)\w*|contributors?|assisted by)(?: ?\(s\))?", "supporters"),
    (r"(?:(?:list of |main |other )?participants?|participation|participating states(?: and organi[sz]ations)?|attendance|attendees|attended by|delegations|present|represented|visiting team|the team|delegation|resource persons|speakers|facilitators|observers|international (?:representatives|organi[sz]ations))(?: ?\(s\))?(?: ?\([^)]{1,40}\))?", "participants"),
    (r"(?:not (?:represented|present|participating|attending|connected|attended)|no show|invited(?:,? (?:but )?not .+)?|absent|apologies|excused|invited(?: but .+)?|regrets)(?: ?\([^)]{1,40}\))?", "absent"),
    (r"(?:participating |member |other )?(?:states|countries|governments|(?:international |regional |non-governmental |intergovernmental |other )?organi[sz]ations?|others?|industry|private sector|research(?: institutes?)?|academia|civil society|national (?:authorities|bodies)|international experts|united nations|un (?:bodies|entities)|non-governmental organi[sz]ations|institutions?)", "guests"),
    (r"(?:number of participants|no\. of participants|participants \(number\)|headcount)", "count"),
    (r"(?:experts?|1540 (?:group of )?experts?|committee experts?|1540 committee(?: group of experts)?|group of experts|1540 committee participation|committee representation|experts? participating)", "experts"),
    (r"(?:objectives?|purposes?|aims?|goals?)(?: of .+)?", "purpose"),
    (r"(?:format|modality|mode)", "format"),
    (r"(?:invitation|reference|ref)", "invitation"),
)  # fmt: skip
_FIELD = tuple((re.compile(pattern + r"\Z"), name) for pattern, name in _LABELS)
_COLON = re.compile(r"\s*[:：]\s*(?:\*\*)?\s*|\s+[–—-]\s+")
#: What _COLON has in it.
_DIVIDER = re.compile(r"[:：–—-]")
_SUB = re.compile(r"(?P<label>[A-Z(][^:.;]{0,70}?):\s+(?=\S)")


_OWN = frozenset({"event", "organizers", "date", "place", "date-and-place", "participants"})
_BLANKS = re.compile(r"\s+")


@dataclass
class _State:
    header: bool = True
    titled: bool = False
    field: str = ""
    heading: str = ""


def field_of(label: str) -> str:
    """The field that a label names; "" where it names none.

    >>> field_of("Date and Venue"), field_of("Organisers"), field_of("Highlights")
    ('date-and-place', 'organizers', '')
    """
    plain = _BLANKS.sub(" ", label).strip(" *_:").lower()
    if not plain or len(plain) > 60:
        return ""
    return next((name for pattern, name in _FIELD if pattern.match(plain)), "")


def segment(note: Note) -> tuple[Segment, ...]:
    """The note's segments in the order of its text.

    A field's segment holds its value without the label; an item under a field belongs to that field until a heading
    or another field comes. Fields count only in the header: before the first heading that is not the title, or before
    two paragraphs without a label.
    """
    state = _State()
    segments: list[Segment] = []
    loose = 0
    for block in note.blocks:
        words = note.text[block.start : block.end]
        if block.kind == "footnote":
            segments.append(Segment("footnote", "", block.start, block.end))
            continue
        label, offset = _label(words)
        name = field_of(label) if label else ""
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
            if not label and field_of(words):
                state.field, state.header = field_of(words), True
                continue
            state.heading = words
            # A further heading with fields under it opens the header of a further event.
            state.titled = True
            if state.field:
                state.header = False
            state.field = ""
            segments.append(Segment("heading", words, block.start, block.end))
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


def _late(segments: list[Segment]) -> bool:
    """Whether no field has come yet, so that a first one may still open the header."""
    return not any(s.kind == "field" for s in segments)


def _continues(field: str, block: Block, words: str) -> bool:
    if block.kind in ("item", "row", "quote"):
        return True
    if _SUB.match(words):
        return True
    return field in ("participants", "organizers", "supporters", "date-and-place", "date") and len(words) < 400 and not words.endswith(".")


def _label(words: str) -> tuple[str, int]:
    """The label at the start of ``words`` and where its value begins; ("", 0) where there is none."""
    found = _COLON.search(words, 0, 80) if _DIVIDER.search(words, 0, 80) else None
    if found is None:
        return "", 0
    return words[: found.start()], found.end()
