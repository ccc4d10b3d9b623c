"""Dates and ranges of dates, as precise as the note gives them, in the styles of many drafters.

A grammar of its own, since date libraries read "resolution 1540 (2004)" as two years and "8 -10 November 2022"
not at all. What a scanner did to a date is undone only where one reading is left ("Novernber", "20O4", "l2 May").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from graph1540.dates import PartialDate
from graph1540.errors import DateError
from graph1540.model import DateRange, Mention
from graph1540.recognize.stems import Cued, Words

__all__ = ["recognize_dates"]

_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
#: What a scanner makes of a month's letters, by the month that alone can be meant.
_SLIPS = {
    "novernber": 11, "decernber": 12, "septernber": 9, "0ctober": 10, "octobcr": 10, "0ct": 10, "ju1y": 7, "apri1": 4,
    "ju|y": 7, "januarv": 1, "februarv": 2, "rnay": 5, "rnarch": 3, "mav": 5, "aprll": 4, "augusl": 8, "auqust": 8,
    "jan uary": 1, "nove mber": 11, "decem ber": 12, "septem ber": 9, "octo ber": 10, "feb ruary": 2, "au gust": 8,
    "noveniber": 11, "deceniber": 12, "januaiy": 1, "februaiy": 2,
}  # fmt: skip
_MONTH_OF = {name: at for at, names in enumerate(_MONTHS, 1) for name in names} | _SLIPS

_NAMES = sorted(_MONTH_OF, key=lambda n: (n[0], -len(n), n))
#: By first letter, so that a word that is no month is left soon.
_M = "(?:" + "|".join(first + "(?:" + "|".join(re.escape(name[1:]) for name in names) + ")" for first, names in groupby(_NAMES, itemgetter(0))) + r")\b\.?"
_D = r"(?:[0-3lI]\s?[\dOolI]|[\dlI])(?:\s?(?:st|nd|rd|th))?"
_Y = r"(?:1[89]|[2zZ][0oO])[\dOolI]{2}\b"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
#: "15 August (Wednesday) to …".
_NAMED_DAY = r"(?:\s\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\))?"
_TO = rf"{_NAMED_DAY}\s*(?:-|,?\s?(?:(?:up\s)?to|until|till|through)\b|/|and|&)\s*(?:the\s+|on\s+)?{_WEEKDAY}"
_GAP = r"(?:\s*,?\s*(?:of\s+|the\s+|in\s+)?|\s*)"

#: One alternative for each way to write a date; the order is the order of preference at one place.
_DATE = re.compile(
    # Four figures that are no year begin no date: the many "1540" are left at once.
    rf"""(?<![\w/.])(?![03-9]\d{{3}}|1[0-8]\d\d|2[1-9]\d\d)(?:
      (?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?:\s*(?:-|/|to)\s*(?P<iy2>(?:19|20)\d\d)-(?P<im2>[01]\d)-(?P<id2>[0-3]\d))?)
    # A year begins none of the next three.
    | (?!(?:19|20)\d\d\b)(?:
      (?P<num>(?P<nd>[0-3]?\d)(?:[./](?P<nm0>[01]?\d)(?:[./](?P<ny0>(?:19|20)\d\d))?)?(?:(?:\s*,\s*[0-3]?\d){{0,4}}\s*(?:-|to|and|&|until|till)\s*(?P<nd2>[0-3]?\d))?[./](?P<nm>[01]?\d|(?:i{{1,3}}|i?v|vi{{1,3}}|i?x|xi{{1,2}})(?=\.))[./](?P<ny>(?:19|20)\d\d))
    | (?P<short>(?P<sd>[0-3]?\d)/(?P<sm>[0-3]?\d)/(?P<sy>[0-3]\d))
    | (?P<dmy>(?P<a>{_D})(?:{_GAP}(?P<am>{_M})(?:\s*,?\s*(?P<ay>{_Y}))?)?
        (?:\s*,\s*{_WEEKDAY}(?:the\s+)?(?P<mid>{_D})(?:\s+(?:{_M}))?(?=\s*(?:,|and|&|-))){{0,12}}
        (?:{_TO}(?P<b>{_D}))?{_GAP}(?P<m>{_M})(?:\s*[,\s]\s*(?:of\s+)?(?P<y>{_Y}))?))
    | (?P<mdy>(?P<m1>{_M})\s+(?:the\s+)?(?P<d1>{_D})(?!\d)(?:\s*,?\s*(?P<y1>{_Y})(?={_TO}(?:{_M})))?
        (?:{_TO}(?:(?P<m2>{_M})\s+)?(?P<d2>{_D})(?!\d){_NAMED_DAY})?(?:\s*,?\s*(?P<y2>{_Y}))?)
    | (?P<my>(?P<mm>{_M})(?:\s*(?:-|to|and|/)\s*(?P<mm2>{_M}))?(?:\s*,?\s*(?:of\s+)?(?P<yy>{_Y})))
    | (?P<mo>(?P<mx>{_M}))
    | (?P<yr>(?P<y0>(?:19|20)\d\d)(?:\s*(?:-|/|to)\s*(?P<y9>(?:19|20)?\d\d))?)
    )(?![\w/]|-\w|\.\d)""",
    re.VERBOSE,
)
#: A date begins with a digit, with an "l" that is one, or with a month.
_CUED = Cued(_DATE, [*"0123456789", *(f"l{after}" for after in " 0123456789oilsnrt"), *(name[:3] for name in _MONTH_OF)])
#: "3-5.IV.2017", in lower case as in the folded text.
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
_DIGIT = str.maketrans("OolIZ", "00112")
_BARE_YEAR = re.compile(
    r"(?:\b(?:in|of|during|since|until|by|from|for|early|late|mid|mid-|end|throughout|year|years|to|and|spring|summer|autumn|winter|quarter|the|"
    r"before|after|between|beginning|half|within|approximately|around|about|on|as)[\s-]+|[(,;/]\s*|-\s*)$"
)
#: What ends right before a year or a month that is no date.
_NO_YEAR = re.compile(r"resolutions?\s*\Z|\d\s*\(\Z|\bno\.?\s*\Z")
_BEFORE_MONTH = re.compile(r"(?:\b(?:in|of|during|since|until|by|early|late|mid|end|between|and|to|from|next|last|this|for|following|previous)[\s-]+|\()\Z")
_ORDINAL = re.compile(r"\s?(?:st|nd|rd|th)\Z")
_NO_DIGIT = re.compile(r"\D")
_WORD = re.compile(r"\w+")
_ROUND = re.compile(r"\bweeks? (?:of|beginning|starting|commencing)(?: on)?(?: monday,?)? \Z")
_MODAL_MAY = re.compile(r"\s+(?:be|not|also|have|wish|need|take|require|include|help|contribute|well|still|only|consider|choose|seek|request|use)\b")


def _int(text: str | None) -> int | None:
    if text is None:
        return None
    digits = _NO_DIGIT.sub("", text.translate(_DIGIT)) if not text.isdigit() else text
    return int(digits) if digits else None


def _day(text: str | None) -> int | None:
    return _int(_ORDINAL.sub("", text)) if text else None


def _month(text: str | None) -> int | None:
    return _MONTH_OF[text.rstrip(".")] if text else None


def _short(found: re.Match[str]) -> tuple[int, tuple[int | None, int | None], tuple[int | None, int | None, int | None]]:
    """A date in figures with a year of two: "04/05/17" is May in one country and April in another."""
    day, month, year = int(found["sd"]), int(found["sm"]), 2000 + int(found["sy"])
    if month > 12 or (day <= 12 and day != month):
        return year, (None, None), (None, None, None)
    return year, (month, day), (year, month, day)


def _range(found: re.Match[str]) -> tuple[int | None, tuple[int | None, int | None], tuple[int | None, int | None, int | None]] | None:
    """Year or None, (month, day) of the start, (year, month, day) of the end."""
    group = found.group
    if group("iso"):
        end = (int(group("iy2")), int(group("im2")), int(group("id2"))) if group("iy2") else (None, int(group("im")), int(group("id")))
        return int(group("iy")), (int(group("im")), int(group("id"))), end
    if group("num"):
        last_month = _ROMAN.get(group("nm")) or int(group("nm"))
        start_month = int(group("nm0") or last_month)
        last_day = int(group("nd2") or group("nd"))
        return int(group("ny0") or group("ny")), (start_month, int(group("nd"))), (int(group("ny")), last_month, last_day)
    if group("short"):
        return _short(found)
    if group("dmy"):
        month = _month(group("m"))
        year = _int(group("y"))
        first = _day(group("a"))
        last = _day(group("b")) or _day(group("mid")) or first
        start_year = _int(group("ay")) or year
        start_month_ = _month(group("am")) or month
        if start_year is not None and group("ay") is None and start_month_ is not None and month is not None and start_month_ > month:
            start_year -= 1
        return start_year, (start_month_, first), (year, month, last)
    if group("mdy"):
        month1 = _month(group("m1"))
        month2 = _month(group("m2")) or month1
        year = _int(group("y2")) or _int(group("y1"))
        start_year = _int(group("y1")) or year
        if start_year is not None and group("y1") is None and month1 is not None and month2 is not None and month1 > month2:
            start_year -= 1
        first = _day(group("d1"))
        return start_year, (month1, first), (year, month2, _day(group("d2")) or first)
    if group("my"):
        return _int(group("yy")), (_month(group("mm")), None), (_int(group("yy")), _month(group("mm2")), None)
    if group("yr"):
        return int(group("y0")), (None, None), (None, None, None)
    assert group("mo"), found.lastgroup
    return None, (_month(group("mx")), None), (None, None, None)


def _usable(text: str, folded: str, found: re.Match[str]) -> bool:
    """Whether the words are a date at all: "may", "march" and bare numbers often are none."""
    start, end = found.span()
    if found["yr"]:
        before = folded[max(0, start - 14) : start]
        label = folded[end : end + 1] == ":" and (start == 0 or text[start - 1] == "\n")
        return label or (bool(_BARE_YEAR.search(before)) and not _NO_YEAR.search(before))
    month_at = next((found.start(name) for name in ("m", "m1", "mm", "mx") if found[name]), None)
    if month_at is not None and not (text[month_at].isupper() or text[month_at].isdigit()):
        # "2 may 2012" is a slip of a drafter, "may" alone a verb.
        return bool(found["dmy"] and found["y"])
    if found["mo"]:
        if text[start : start + 3] == "May" and _MODAL_MAY.match(folded, end):
            return False
        return bool(_BEFORE_MONTH.search(folded[max(0, start - 10) : start]))
    return True


def recognize_dates(words: Words) -> Iterator[Mention]:
    """Every date of the text in order; a date without its year has year 0, to be filled in from the context.

    >>> [m.date.start._asdict() for m in recognize_dates(Words("held on 8 -10 November 2022"))]
    [{'year': 2022, 'month': 11, 'day': 8}]
    """
    text, folded, at = words.text, words.folded, 0
    for start in words.starts(_CUED):
        found = _DATE.match(folded, start) if start >= at else None
        if found is None:
            continue
        at = found.end()
        if not _usable(text, folded, found):
            # A number in front may hide a date behind it.
            word = _WORD.match(found[0])
            at = start + (len(word[0]) if word else 1)
            continue
        value = _value(found)
        if value is not None and value.start.day and _ROUND.search(folded, max(0, found.start() - 40), found.start()):
            # "the week of 12 May 2014" is no day.
            value = DateRange(PartialDate(value.start.year, value.start.month))
        if value is not None:
            yield Mention("date", found.start(), found.end(), date=value, form="year" if found["yr"] else "")


def _value(found: re.Match[str]) -> DateRange | None:
    parts = _range(found)
    if parts is None:
        return None
    year, (month, day), (end_year, end_month, end_day) = parts
    try:
        if day is None:
            start = _partial(year, month, None)
            return DateRange(start)
        start = _partial(year, month, day)
        end = _partial(end_year or year, end_month, end_day)
    except DateError:
        return None
    if end.year == start.year and end.year and (end.month or 0, end.day or 0) < (start.month or 0, start.day or 0):
        return None
    return DateRange(start, end)


def _partial(year: int | None, month: int | None, day: int | None) -> PartialDate:
    if year is None:
        PartialDate.of(2000, month, day)
        return PartialDate(0, month, day)
    return PartialDate.of(year, month, day)
