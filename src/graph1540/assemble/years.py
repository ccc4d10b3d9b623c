"""The year of a date that leaves it to the context, and dates that are said in relation to another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from graph1540.assemble.counts import NUMBER_WORDS
from graph1540.assemble.sentences import mentions_in, places
from graph1540.dates import PartialDate
from graph1540.errors import DateError
from graph1540.model import DateRange, Mention, Note, Segment, Span

__all__ = ["complete_years", "with_year"]

_beginning = attrgetter("start")
_SAME = re.compile(r"\s*,?\s*(?:of\s+)?(?:the|that)\s+same\s+year|\s*,?\s*(?:of\s+)?that\s+year|\s*,?\s*(?:earlier|later)\s+(?:that|the same)\s+year", re.IGNORECASE)
_BEFORE = re.compile(r"\s*,?\s*(?:of\s+)?the\s+(?:previous|preceding|prior)\s+year|\s*,?\s*(?:of\s+)?the\s+year\s+before|\s*,?\s*a\s+year\s+(?:before|earlier)", re.IGNORECASE)
_AFTER = re.compile(r"\s*,?\s*(?:of\s+)?the\s+(?:following|next)\s+year|\s*,?\s*a\s+year\s+later", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will(?! (?:be )?(?:recall|remember|know|note|see|find))|shall|is to|are to|to be|planned|scheduled|intends?|plans|foreseen|expected|forthcoming|upcoming|next)\b")
_DEADLINE = re.compile(r"\b(?:until|till|by|before) \Z")
_N = rf"(?P<n>an?|one|{'|'.join(NUMBER_WORDS)}|\d{{1,2}})"
_EARLIER = r"(?:earlier|previously|beforehand|before(?! (?:the|this|that|its|it|his|her|their)\b))"
_LATER = r"(?:later|afterwards|thereafter|after(?! (?:the|this|that|its|it|his|her|their)\b)|on(?=[,.]))"


def _said(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


#: What is said in relation to another date: the unit and the step, times "n" where the phrase has a number; "home" counts from the note's own date.
_RELATIVE = (
    (_said(rf"\b{_N} years? {_LATER}\b|\b(?:in )?the (?:following|next) year\b|\bthe year after\b(?! the)"), "year", 1, False),
    (_said(rf"\b{_N} years? {_EARLIER}|\b(?:in )?the (?:previous|preceding|prior) year\b|\bthe year before\b"), "year", -1, False),
    (_said(r"\b(?:earlier|later) (?:in )?(?:the same|that|the) year\b|\b(?:in )?the same year\b"), "year", 0, False),
    (_said(r"\b(?:earlier|later) this year\b|\bthis year['’]s"), "year", 0, True),
    (_said(rf"\b{_N} years? ago\b|(?<!the )\blast year\b(?:['’]s)?"), "year", -1, True),
    (_said(r"(?<!the )\bnext year\b(?:['’]s)?"), "year", 1, True),
    (_said(rf"\b{_N} months? {_LATER}\b|\b(?:in )?the (?:following|next) month\b|\bthe month after\b(?! the)"), "month", 1, False),
    (_said(rf"\b{_N} months? {_EARLIER}|\b(?:in )?the (?:previous|preceding) month\b|\bthe month before\b"), "month", -1, False),
    (_said(r"\b(?:in |during )?(?:the|that) same month\b|\b(?:earlier|later) (?:in )?(?:the same|that) month\b"), "month", 0, False),
    (_said(rf"\b{_N} months? ago\b|(?<!the )\blast month\b(?:['’]s)?"), "month", -1, True),
    (_said(r"\bthe (?:next|following|very next) day\b"), "day", 1, False),
    (_said(r"\bthe (?:previous|preceding) day\b|\bthe day before\b(?! the)"), "day", -1, False),
)
_LAST = re.compile(r"\b(?:last|the previous|the preceding) \Z")
_LAST_AFTER = re.compile(r" last\b")
_FOLLOWING = re.compile(r"\bthe (?:following|next) \Z")
_UNITS = ("year", "month", "day")
#: What stands after a unit that a phrase counts in.
_AFTER_UNIT = frozenset(" ,.;:s'’)\n")
_SENTENCE = re.compile(r"[.!?]\s")
_LETTER_NEAR = re.compile(r"\b(?:letter|verbale)\b[^.]{0,60}\Z|\A")
_LETTER = re.compile(r"\b(?:letter|verbale)\b")


def with_year(date: DateRange, year: int, span: Span) -> DateRange | None:
    """``date`` with the year that it lacks; None where that year has no such day. ``span`` is where the year stands."""
    try:
        start = PartialDate.of(year, date.start.month, date.start.day)
        end = date.end
        if end is not None:
            later = (end.month or 0) < (date.start.month or 0)
            end = PartialDate.of(year + later, end.month, end.day)
    except DateError:
        return None
    return DateRange(start, end, span, inferred=True)


def complete_years(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each date with its year; a date whose year cannot be told is left out.

    The year is that of the last date before it in the paragraph, else the next one in its sentence, else that of the
    header's date, else of the last date of the note. What is past at the time of the header's date is not put after it.
    """
    home = _header_date(segments, mentions)
    done: list[Mention] = []
    last: Mention | None = None
    paragraph = -1
    home = home or _title_date(segments, mentions) or _letter_or_usual(note, mentions)
    mentions = _with_relative(note, mentions)
    for at, mention in enumerate(mentions):
        if mention.kind != "date" or mention.date is None:
            done.append(mention)
            continue
        if mention.date.start.year > 1:
            if not _DEADLINE.search(note.text, max(0, mention.start - 12), mention.start):
                last, paragraph = mention, _segment_of(segments, mention)
            done.append(mention)
            continue
        here = _segment_of(segments, mention)
        if mention.form.startswith("relative"):
            _, unit, step, of_home = mention.form.split()
            source = home if of_home == "1" or paragraph != here else last
            stepped = _stepped(source.date, unit, int(step)) if source is not None and source.date is not None else None
            if source is not None and stepped is not None:
                last = mention._replace(date=stepped._replace(year_span=note.span(source.start, source.end), inferred=True), form="year" if unit == "year" else "")
                paragraph = here
                done.append(last)
            continue
        completed = _complete(note, segments, mention, last if paragraph == here else None, _next(note, mentions, at), home or last)
        if completed is not None:
            last, paragraph = completed, here
            done.append(completed)
    return done


def _with_relative(note: Note, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with those of "a year later" and the like, whose year is still to be told."""
    hits = list(_said_relatively(note.text))
    if not hits:
        return list(mentions)
    taken = [(m.start, m.end) for m in mentions]
    found = [
        Mention("date", match.start(), match.end(), date=DateRange(PartialDate(1)), form=f"relative {step}")
        for match, step in hits
        if not any(a < match.end() and match.start() < b for a, b in taken)
        and not any(m.kind == "date" and (0 <= match.start() - m.end <= 4 or 0 <= m.start - match.end() <= 6) for m in mentions)
    ]
    return sorted([*mentions, *found], key=lambda m: (m.start, -m.end, m.kind))


def _said_relatively(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Phrases such as "a year later", each with its unit, its step and whether it counts from the note's own date."""
    at = 0
    for start, unit in sorted((place, word) for word in _UNITS for place in places(text, word)):
        end = start + len(unit)
        if text[end : end + 1] not in _AFTER_UNIT:
            continue
        for pattern, of, step, home in _RELATIVE:
            found = pattern.search(text, max(at, start - 24), end + 12) if of == unit else None
            if found is not None and found.end() >= end:
                said = ((found["n"] if "n" in pattern.groupindex else None) or "1").lower()
                times = 1 if said in ("a", "an", "one") else NUMBER_WORDS.get(said) or int(said)
                yield found, f"{of} {step * times} {int(home)}"
                at = end
                break


def _stepped(date: DateRange, unit: str, step: int) -> DateRange | None:
    """A year, a month or a day that is so many steps from a date; None where the date is not as precise."""
    start = date.start
    if unit == "year":
        return DateRange(PartialDate(start.year + step))
    if unit == "month" and start.month is not None:
        months = start.year * 12 + start.month - 1 + step
        return DateRange(PartialDate(months // 12, months % 12 + 1))
    if unit == "day" and start.day is not None:
        day = ((date.end or start) if step > 0 else start).plus(step)
        return DateRange(day, day)
    return None


def _letter_or_usual(note: Note, mentions: Sequence[Mention]) -> Mention | None:
    """Where the header gives no year: the first dated letter, else the first date of the year that the note names most, and most precisely."""
    dated = [m for m in mentions if m.kind == "date" and m.date is not None and m.date.start.year]
    letter = next((m for m in dated if _LETTER_NEAR.search(note.text[max(0, m.start - 80) : m.start]) and _LETTER.search(note.text[max(0, m.start - 80) : m.end + 120]) and m.date and m.date.start.day), None)
    if letter is not None:
        return letter
    years = [m.date.start.year for m in dated if m.date is not None]
    precise = [m.date.start.year for m in dated if m.date is not None and m.date.start.month]
    usual = max(sorted(set(years)), key=lambda year: (years.count(year), precise.count(year)), default=None)
    return next((m for m in dated if m.date is not None and m.date.start.year == usual), None)


def _segment_of(segments: Sequence[Segment], mention: Mention) -> int:
    at = bisect_right(segments, mention.start, key=_beginning) - 1
    return at if at >= 0 and mention.start < segments[at].end else -1


def _header_date(segments: Sequence[Segment], mentions: Sequence[Mention]) -> Mention | None:
    fields = [s for s in segments if s.kind == "field" and s.label in ("date", "date-and-place", "event")]
    fields.sort(key=lambda s: s.label == "event")
    fields += [s for s in segments if s.kind == "field" and s.label == "written"]
    dates = [m for m in mentions if m.kind == "date" and m.date is not None and m.date.start.year]
    for s in fields:
        for m in mentions_in(dates, s.start, s.end):
            return m
    return None


def _title_date(segments: Sequence[Segment], mentions: Sequence[Mention]) -> Mention | None:
    """The one year that stands over a header: "Activities in 2018"."""
    fields = next((s.start for s in segments if s.kind == "field"), 0)
    dates = [m for s in segments[:4] if s.end <= fields and s.end - s.start < 240 for m in mentions_in(mentions, s.start, s.end) if m.kind == "date" and m.date is not None and m.date.start.year]
    return dates[0] if dates and len({m.date.start.year for m in dates if m.date is not None}) == 1 else None


def _next(note: Note, mentions: Sequence[Mention], at: int) -> Mention | None:
    """The next date of the same sentence that has its year, as in "5-6 June and 7-8 July 2014"."""
    for mention in mentions[at + 1 : at + 12]:
        if mention.kind == "date" and mention.date is not None and mention.date.start.year:
            between = note.text[mentions[at].end : mention.start]
            return None if _SENTENCE.search(between) or "\n" in between or len(between) > 60 else mention
    return None


def _in_header(segments: Sequence[Segment], mention: Mention) -> bool:
    at = _segment_of(segments, mention)
    return at >= 0 and segments[at].kind == "field"


def _written(segments: Sequence[Segment], mention: Mention) -> bool:
    """Whether a date is that on which the note was written: what it tells of was before, unless that is long before."""
    at = _segment_of(segments, mention)
    return at >= 0 and segments[at].label == "written"


def _complete(note: Note, segments: Sequence[Segment], mention: Mention, before: Mention | None, after: Mention | None, home: Mention | None) -> Mention | None:
    assert mention.date is not None
    tail = note.text[mention.end : mention.end + 32]
    for pattern, step in ((_SAME, 0), (_BEFORE, -1), (_AFTER, 1)):
        said = pattern.match(tail)
        source = before or home
        if said and source is not None and source.date is not None:
            dated = with_year(mention.date, source.date.start.year + step, note.span(source.start, source.end))
            return mention._replace(end=mention.end + said.end(), date=dated) if dated else None
    source = (after if before is None or (after and after.start - mention.end < 12) else before) or home
    if source is None or source.date is None:
        return None
    year = source.date.start.year
    month = mention.date.start.month or 0
    said_before = note.text[max(0, mention.start - 16) : mention.start]
    if _LAST.search(said_before) or _LAST_AFTER.match(tail):
        # "last August", "in November last": before the event that the note is about.
        of = home or source
        assert of.date is not None
        year = of.date.start.year - (month >= (of.date.start.month or 13))
        dated = with_year(mention.date, year, note.span(of.start, of.end))
        return mention._replace(date=dated) if dated else None
    if _FOLLOWING.search(said_before) and before is not None and before.date is not None:
        year = before.date.start.year + (month <= (before.date.start.month or 0))
        dated = with_year(mention.date, year, note.span(before.start, before.end))
        return mention._replace(date=dated) if dated else None
    dated = with_year(mention.date, year, note.span(source.start, source.end))
    if dated is not None and source is home and home is not None and home.date is not None:
        sentence = note.text[max(0, mention.start - 160) : mention.end + 60]
        ahead = (dated.start.month or 0) - (home.date.start.month or 0)
        if ahead > 1 and _in_header(segments, home) and not _in_header(segments, mention) and not _FUTURE.search(sentence):
            dated = with_year(mention.date, year - 1, note.span(source.start, source.end))
        elif ahead < (-6 if _written(segments, home) else 0) and _in_header(segments, mention) and not _LETTER.search(note.text, max(0, mention.start - 60), mention.start):
            # The event comes after the letter that invites to it.
            dated = with_year(mention.date, year + 1, note.span(source.start, source.end))
        elif ahead < -1 and _FUTURE.search(note.text[max(0, mention.start - 100) : mention.start]):
            dated = with_year(mention.date, year + 1, note.span(source.start, source.end))
    return mention._replace(date=dated) if dated else None
