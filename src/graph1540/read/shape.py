"""What a line looks like, whatever the format: heading, field, page number, end of a sentence.

Everything here is a pure function of a line's characters; what stands around it is the caller's matter.
"""

from __future__ import annotations

import re

__all__ = [
    "BULLET",
    "ENUMERATOR",
    "FOOTNOTE",
    "ends_open",
    "ends_sentence",
    "field_label",
    "is_divided",
    "is_known_field",
    "is_known_section",
    "is_label",
    "is_page_number",
    "is_part_label",
    "is_rule",
    "is_title_like",
    "running_key",
    "starts_lower",
]

#: A pure bullet at the beginning of a line, with the blanks after it.
BULLET = re.compile(r"(?:[-*+•◦▪▫‣·●○■□➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc]|[–—o](?=\s\s*\S))\s+")

#: "(a)", "(iv)", "3.", "3)", "b)" at the beginning of a line: it stays in the text.
ENUMERATOR = re.compile(r"(?:\((?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2})\)|\d{1,2}[.)]|[a-z]\)|[ivx]{2,5}\))(?=\s+\S)")

#: How the notes' own footnote begins; with these words its mark need not be raised.
_DISCLAIMER = (
    r"(?:For\s+(?:the\s+)?information\b|(?:This|The\s+present)\s+(?:information\s+)?note\b|Prepared\b"
    r"|Not\s+an?\s+official|(?:The\s+)?(?:views|opinions)\b)"
    r"(?=.{0,250}\b(?:official|views?|opinions?|impressions?|position|status|reflects?)\b)"
)

#: A footnote at the beginning of a line; one of the groups is its mark.
FOOTNOTE = re.compile(
    r"\s*(?:"
    r"<sup>\s*\[?(?P<sup>\d{1,3}|[a-z]|[*†‡]{1,3})\]?/?\s*</sup>"
    r"|(?P<raised>[¹²³⁰⁴-⁹]{1,3})"
    r"|\[\^(?P<note>[^\]\s]{1,20})\]:"
    rf"|\\?(?P<plain>[*†‡]{{1,3}}|[\[(]?(?:\d{{1,2}}|\*)[\])]?|[a-z])[./)]?\s*(?={_DISCLAIMER})"
    # Files that lost the mark keep the words.
    r"|(?=[*_]{0,3}For\s+information\b.{0,40}\bofficial\b)"
    r")\s*(?=\S)"
)

_RULE = re.compile(r"\s*(?:(?:[-*_=–—─━⸺―]\s?){3,})\s*\Z")
_JOB = r"(?:\d{2}-\d{5}(?:\s*\([A-Z]\))?)"
_PAGE_NUMBER = re.compile(
    rf"(?:{_JOB}\s+)?(?:(?:[-–—|]\s?)?\d{{1,3}}(?:\s?[-–—|])?"
    r"|(?:page|pg\.?|p\.)\s?\d{1,3}(?:\s?(?:of|/)\s?\d{1,3})?"
    rf"|\d{{1,3}}\s?(?:of|/)\s?\d{{1,3}})(?:\s+{_JOB})?\Z"
    rf"|{_JOB}\Z",
    re.IGNORECASE,
)
_CLOSERS = "\"'”’»)]*_"
_LABEL = re.compile(r"(?=[A-Z(0-9À-Þ])[^:.;!?|\t\n]{1,50}?\s?:(?=[\s*_]|\Z)")
_FIELD_NAME = (
    r"(?:events?|activity|activities|meetings?|title|subject|topic|organi[sz](?:ers?|ation|ing\s\w+)|co-?organi[sz]ers?"
    r"|hosts?|hosted\sby|sponsors?|donors?|funding|funded\sby|partners?|dates?|time|venues?|places?|locations?|cities"
    r"|city|country|participants?|participation|attendance|attendees|languages?|reference)"
)
_KNOWN_FIELD = re.compile(
    rf"(?:(?:main|other|key|type\sof|name\sof(?:\sthe)?)\s)?{_FIELD_NAME}"
    rf"(?:\s?(?:and|&|/|,|or)\s?(?:the\s)?{_FIELD_NAME}){{0,3}}(?:\(s\))?\s?:?\Z",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:states?|governments?|organi[sz]ations?|(?:other|international|national|regional)\s?\w*|others|observers?|experts?"
    r"|industry|academia|research|civil\ssociety|private\ssector|(?:first|second|third)\s\w+.*|not\s\w+|invited.*)\Z",
    re.IGNORECASE,
)
_KNOWN_SECTION = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]?\s+)?"
    r"(?:information\snote|background(?:\sand\s\w+)?|objectives?|purpose|aims?|context|introduction|overview|summary"
    r"|h(?:ig|gi|igh|gih)h?lights?|proceedings|discussions?|sessions|outcomes?|results|conclusions?|recommendations?"
    r"|findings|follow[-\s]?up|next\ssteps|the\sway\sforward|way\sforward|observations|comments"
    r"|additional\s(?:comments?|information|remarks?)|contacts?|further\sinformation|annex(?:\s\w{1,3})?|programme"
    r"|agenda|main\s\w+|key\s\w+)\s?:?\Z",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"(?:,|\b(?:the|an?|of|and|or|for|in|on|to|with|by|at|from|under|between|as|its|their|that|which|into|through))\Z"
)
_SMALL_WORDS = re.compile(r"\s(?:was|were|is|are|has|have|had|will|would|shall|took|said|that)\s")
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")


def is_rule(line: str) -> bool:
    """A horizontal rule: nothing but dashes, asterisks, underscores or the like."""
    return _RULE.match(line) is not None


def is_page_number(line: str) -> bool:
    """A page number alone: "2", "- 2 -", "Page 2 of 3", "2/3", with or without a job number."""
    return len(line) <= 30 and _PAGE_NUMBER.match(line.strip()) is not None


def running_key(line: str) -> str:
    """What two running headers have in common: digits and blanks do not count."""
    return _BLANKS.sub(" ", _DIGITS.sub("#", line)).strip().casefold()


def ends_sentence(text: str) -> bool:
    """Whether the last character before closing quotes and brackets ends a sentence or clause."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return bare.endswith((".", "!", "?", ":", ";", "…"))


def ends_open(text: str) -> bool:
    """Whether the text ends where no paragraph does: after a comma, an article or a preposition."""
    return _OPEN.search(text[-12:]) is not None


def is_divided(before: str, after: str) -> bool:
    """Whether a line's end divides a word, a range of numbers or two names joined by a slash."""
    if before.endswith("-") and before[-2:-1].isalpha():
        return after[:1].isalpha()
    if before.endswith("/"):
        return before[-2:-1].isalnum() and after[:1].isalnum()
    return before.endswith(("-", "–")) and before[-2:-1].isdigit() and after[:1].isdigit()


def starts_lower(text: str) -> bool:
    """Whether the text begins in lower case, after an opening quote or bracket."""
    bare = text.lstrip(" \t\"'“‘«(*_")
    return bool(bare) and bare[0].islower()


def field_label(text: str) -> str:
    """The label of a line "Label: value", without the colon; empty when there is none.

    >>> field_label("Date and venue: Minsk")
    'Date and venue'
    >>> field_label("The delegates of the two neighbouring countries agreed on: peace")
    ''
    """
    found = _LABEL.match(text)
    if not found:
        return ""
    label = found[0][:-1].strip(" *_")
    return label if len(label.split()) <= 6 else ""


def is_known_field(label: str) -> bool:
    """Whether the notes' headers use this label."""
    return _KNOWN_FIELD.match(label) is not None


def is_part_label(label: str) -> bool:
    """Whether the label is of a part of the participants rather than a field of its own."""
    return _PART.match(label) is not None


def is_known_section(text: str) -> bool:
    """Whether the notes use this as a section's title."""
    return len(text) <= 50 and _KNOWN_SECTION.match(text) is not None


def is_label(text: str) -> bool:
    """Whether a table's first cell can be the label of the second."""
    bare = text.strip(" :")
    if not 0 < len(bare) <= 45 or len(bare.split()) > 6 or not any(c.isalpha() for c in bare):
        return False
    return not bare.endswith((".", ";", ",")) and not starts_lower(bare)


def is_title_like(text: str) -> bool:
    """Whether a line standing alone reads as a heading: short, capitalised, no sentence.

    >>> is_title_like("How the series came about"), is_title_like("The bill was adopted."), is_title_like("Date: May")
    (True, False, False)
    """
    if is_known_section(text):
        return True
    if not 2 < len(text) <= 80 or len(text.split()) > 10 or starts_lower(text) or not any(c.isalpha() for c in text):
        return False
    if text.endswith((".", ";", ":", ",", "!", "?", "”", '"')) or field_label(text) or "@" in text or "://" in text:
        return False
    return _SMALL_WORDS.search(text) is None or text.startswith(("What ", "How ", "Why ", "Who ", "Where "))
