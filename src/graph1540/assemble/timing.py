"""Which dates of a sentence say when an event was: not what had been planned before, and two that tell its first and its last day as one."""

from __future__ import annotations

import re

from graph1540.assemble.counts import NUMBER_WORDS
from graph1540.assemble.sentences import D, E, O, P, S, Sentence
from graph1540.model import DateRange, Mention

__all__ = ["former", "moved_to", "overtaken", "spells"]

#: Words of a plan, of moving it, of what came to be, and of the first and last day; each class stands once.
_SET = r"(?:planned|scheduled|foreseen|fixed|announced|intended|due|envisaged|programmed|expected|meant|slated|arranged|proposed|set|designed|projected|pencil+ed in|contemplated|earmarked|booked|billed|convoked|called)"
_ONCE = r"(?:originally|initially|formerly|previously|first|at first|earlier|once|long|in the beginning|provisionally|tentatively)"
_MOVED = r"(?:moved|shifted|advanced|rescheduled|postponed|deferred|delayed|transferred|changed|re-?arranged|(?:brought|moved|put) (?:forward|back)|put off|pushed back|(?:held|carried) over|displaced|slipped)"
_HELD = r"(?:(?:was|were|being|been|is|got) (?:[a-z]+ly )?(?:then |in the end |at last |only )?(?:held|conducted|organi[sz]ed|convened|hosted|staged|run|opened|delivered|given)|took place|taken place|(?:was|were|is|are) now|met|happened|occurred|opened|will (?:now )?(?:be held|take place|open|start|begin))"
_INSTEAD = r"(?:instead of|rather than|in place of|in lieu of|and not|not|as against|as opposed to)"
_BEGAN = r"(?:began|begun|begin|begins|beginning|opened|opens|opening|started|starts|starting|commenced|commencing|got under way|kicked off|ran from)"
_ENDED = r"(?:ended|ends|ending|closed|closes|closing|concluded|concluding|finished|finishing|came to an end|came to a close|drew to a close|wound up|lasted|lasting|ran|running|continued|continuing|went on|until|till)"

#: "originally planned for ", "moved from ", "instead of ", right before a date that no longer counts.
_OLD = re.compile(rf"\b(?:{_ONCE} (?:had )?(?:been )?{_SET}\b[^.;{D}]{{0,60}}|{_MOVED}\b(?! to)[^.;{E}]{{0,60}}?(?<!held )(?<!place )(?<!open )(?<!begin )(?<!run )\bfrom (?:the |its (?:first |original )?dates? (?:of |on |in )?)?|{_INSTEAD} (?:in |on |from |for |the |as [a-z]+ )*|(?:formerly|originally|initially) (?:on |in |from |for )?)\Z")
#: "planned for ", before a date that does not count where a later one says when it was held.
_PLAN = re.compile(rf"\b(?:{_SET}|(?:should|ought to|would|was to|were to|had to) have (?:been (?:held|convened|opened|hosted|organi[sz]ed)|taken place|met|begun)|(?:was|were) to (?:be held|take place|meet|open|begin)) (?:to (?:be held|take place|open|begin|start|meet)|for|in|on|from|at|the|{P}|by (?:the )?{O}|[ ,(])*\Z")
#: The same where the date did not come to be, whatever else the sentence says.
_FORMER = re.compile(rf"\b(?:{_ONCE} (?:been )?{_SET}|(?:should|ought to|was to|were to) have (?:been (?:held|convened|opened|hosted|organi[sz]ed)|taken place|met|begun)|(?:had|having) (?:[a-z]+ly |first )?(?:been )?{_SET}) (?:to (?:be held|take place|open|begin|start|meet)|for|in|on|from|at|the|{P}|by (?:the )?{O}|[ ,(])*\Z")
_WAS_HELD = re.compile(rf"[^.;{E}{D}]{{0,120}}?\b{_HELD}\b[^.;{E}{D}]{{0,60}}\Z")
#: "planned for April 2013, was postponed to ".
_WAS_MOVED = re.compile(rf"[^.;{E}{D}]{{0,80}}?\b{_MOVED}\b[^.;{E}{D}]{{0,30}}\b(?:to|until|till|for|now)\b[^.;{E}{D}]{{0,20}}\Z")
_STEMS = ("formerly", "originally", "initially", "held over", "carried over", " have ", " to ", "plan", "schedul", "foreseen", "fixed", "announc", "intend", "due", "envisag", "programm", "expect", "meant", "slated", "arrang", "propos", "set ", "instead", "rather", " from ", " not ", "place of", "lieu", "project", "pencil", "book", "call", "as against", "oppos")
_FIRST_DAY = re.compile(rf"\b{_BEGAN}\b[^.;{D}]{{0,50}}\Z")
_LAST_DAY = re.compile(rf"[,)]?(?: |\b)(?:and |to |it |then |had |which |was |has |would |duly )*{_ENDED}\b(?: (?:in|at) {P})?(?: (?:on|in|until|till|to|through|with|its|work|the|up))* \Z")
_MOVED_IT = re.compile(rf"\b{_MOVED} (?:once more |again )?(?:it|them|this|that|the (?:[\w-]+ )?{E})?,? ?(?:to|until|till|for) (?:the |early |late )?\Z")
#: What it ends in.
_MOVED_TO = tuple(f"{to} {the}" for to in ("to", "until", "till", "for") for the in ("", "the ", "early ", "late "))
_LASTED = re.compile(rf"[,)]? (?:and |it |which |to )*(?:lasted|lasting|ran|running|continued|went on|for)(?: for| the| a (?:total|period) of)* (?P<n>{'|'.join(NUMBER_WORDS)}|\d{{1,2}})(?: full| working| consecutive)? days\b")
_FRAME = re.compile(rf",?(?: (?:on|from|in|between|at))?(?: the)? ?|,? in {P}(?:,? \(?{S}\)?)?,? (?:\(|on |from )?")


def overtaken(sentence: Sentence) -> set[int]:
    """Where dates stand that were plans once: another date of the sentence says when it was or will be."""
    dates = sentence.where(D)
    tagged = sentence.tagged
    if len(dates) < 2 or not any(stem in tagged for stem in _STEMS):
        return set()
    gone = set()
    for number, at in enumerate(dates):
        lo = max(0, at - 110)
        later = dates[number + 1] if number + 1 < len(dates) else None
        planned = later is not None and _PLAN.search(tagged, lo, at) and (_WAS_HELD.match(tagged, at + 1, later) or _WAS_MOVED.match(tagged, at + 1, later))
        if planned or _OLD.search(tagged, lo, at):
            gone.add(at)
    return gone if len(gone) < len(dates) else set()


def former(sentence: Sentence, date: Mention) -> bool:
    """Whether a date is said to have been the plan: "should have been held in ", "had originally been planned for "."""
    at = sentence.index(date)
    return _FORMER.search(sentence.tagged, max(0, at - 110), at) is not None


def moved_to(sentence: Sentence, date: int) -> bool:
    """Whether a date is the one that something was moved to: "UNREC has moved it to 22 and 23 April"."""
    return sentence.tagged.endswith(_MOVED_TO, 0, date) and _MOVED_IT.search(sentence.tagged, max(0, date - 60), date) is not None


def spells(sentence: Sentence) -> dict[int, tuple[Mention, int | None]]:
    """The dates that stand for more than themselves, by position: the whole spell, and where the date stands that it takes in."""
    dates = sentence.where(D)
    tagged = sentence.tagged
    result: dict[int, tuple[Mention, int | None]] = {}
    for number, at in enumerate(dates):
        mention = sentence.mention(at)
        if mention.date is None:
            continue
        later = dates[number + 1] if number + 1 < len(dates) else None
        if later is not None and _FRAME.fullmatch(tagged, at + 1, later) and _sharper(mention.date, other := sentence.mention(later)):
            # "in 2013 from 8 to 9 April": the year frames the days.
            result[at] = (other, later)
        elif mention.date.start.day is not None and _FIRST_DAY.search(tagged, max(0, at - 70), at):
            whole = _spell(sentence, at, later)
            if whole is not None:
                result[at] = whole
    return result


def _sharper(frame: DateRange, other: Mention) -> bool:
    return other.date is not None and other.date.start.precision > frame.start.precision and frame.start.includes(other.date.start)


def _spell(sentence: Sentence, at: int, later: int | None) -> tuple[Mention, int | None] | None:
    """From the first day to the last: "began on 8 April 2013 and ended on 12 April", "opened on 8 April and lasted five days"."""
    mention = sentence.mention(at)
    assert mention.date is not None
    lasted = _LASTED.match(sentence.tagged, at + 1)
    if lasted:
        days = NUMBER_WORDS.get(lasted["n"]) or int(lasted["n"])
        return mention._replace(date=mention.date._replace(end=mention.date.start.plus(days - 1))), None
    last = sentence.mention(later) if later is not None and _LAST_DAY.fullmatch(sentence.tagged, at + 1, later) else None
    if last is None or last.date is None or last.date.end is None or last.date.end < mention.date.start:
        return None
    return mention._replace(end=last.end, date=mention.date._replace(end=last.date.end)), later
