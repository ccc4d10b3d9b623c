"""News with a dateline: the event that it reports on without a date of its own, and its days as days of the week."""

from __future__ import annotations

import re
from datetime import date

from graph1540.assemble.counts import NUMBER_WORDS
from graph1540.assemble.occasions import DATELINE
from graph1540.assemble.sentences import D, E, Sentence
from graph1540.dates import PartialDate
from graph1540.model import DateRange, Span
from graph1540.recognize.events import SPECIFIC

__all__ = ["days_of_the_week", "reported"]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = rf"(?P<day>{'|'.join(_DAYS)})\b"
_OPENED = re.compile(rf"\b(?:opened|began|started|convened|got under way|kicked off|beginning|starting|since|from)\b[^.;]{{0,40}}?\b{_DAY}")
_CLOSED = re.compile(rf"\b(?:ended|closed|concluded|finished|wound up|came to an end|came to a close|broke up|until|to|till|by|through)\b[^.;]{{0,30}}?\b{_DAY}")
_ENDED_TODAY = re.compile(r"\b(?:ended|closed|concluded|finished|wound up|came to an end|came to a close|broke up)\b(?: [\w]+){0,3}? (?P<day>today)\b")
_LASTING = re.compile(r"\b(?P<n>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)[ -]days?\b")
_DEFINITE = re.compile(rf"\b(?:[Tt]he|[Aa]|[Tt]his) (?:[\w-]+ ){{0,4}}(?P<e>{E})")
_NOT_HELD = re.compile(r"\b(?:will|is to|are to|would|planned|scheduled|previous|earlier|last year|next|second|another|had been|idea)\b")


def reported(sentence: Sentence) -> int | None:
    """Where the noun stands of the event that news is about, in a sentence that dates nothing but the news itself."""
    lead = DATELINE.match(sentence.tagged)
    start = lead.end() if lead else 0
    if any(at >= start for at in sentence.where(D)) or _NOT_HELD.search(sentence.tagged):
        return None
    for found in _DEFINITE.finditer(sentence.tagged, start):
        mention = sentence.mention(found.start("e"))
        if mention.name in SPECIFIC and mention.form.startswith("specific") and "plural" not in mention.form:
            return found.start("e")
    return None


def days_of_the_week(words: str, at: int, written: PartialDate, line: Span) -> tuple[DateRange, Span] | None:
    """The days that news gives as days of the week before it was written, with the words; ``at`` is where the words begin.

    >>> days_of_the_week("It opened on Monday and ended on Wednesday.", 0, PartialDate(2017, 5, 10), Span(0, 0, ""))[0].start
    PartialDate(year=2017, month=5, day=8)
    """
    opened, closed, lasting = _OPENED.search(words), _CLOSED.search(words), _LASTING.search(words)
    start = _before(written, opened["day"]) if opened else None
    end = _before(written, closed["day"]) if closed else None
    today = _ENDED_TODAY.search(words) if start is None and end is None else None
    if today is not None and lasting is not None:
        return DateRange(written.plus(1 - NUMBER_WORDS[lasting["n"].lower()]), written, line, inferred=True), Span(at + today.start("day"), at + today.end("day"), today["day"])
    further = NUMBER_WORDS[lasting["n"].lower()] - 1 if lasting else None
    if start is None and end is not None and further is not None:
        start = end.plus(-further)
    if start is not None and (end is None or end < start) and further is not None:
        end = start.plus(further)
    found = opened or closed
    if start is None or found is None or (end is not None and not start <= end <= written):
        return None
    return DateRange(start, end, line, inferred=True), Span(at + found.start("day"), at + found.end("day"), found["day"])


def _before(written: PartialDate, day: str) -> PartialDate:
    """The last day of that name up to the day on which the news was written."""
    back = (date(written.year, written.month or 1, written.day or 1).weekday() - _DAYS.index(day)) % 7
    return written.plus(-back)
