"""Overviews of many events, each an entry of a few lines: "Lomé, 8-11 April. Training course on … . Hosted by Togo. …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph1540.labels import field_of, label_of

__all__ = ["HELD_BY", "cut_entry", "held_by", "is_entry"]

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAYS = rf"(?:(?:on |from )?(?:\d{{1,2}}(?: {_MONTH})? ?(?:-|–|—|to|and|until) ?)?\d{{1,2}} {_MONTH}|(?:early |late |mid-)?{_MONTH})(?:,? (?:19|20)\d\d)?"
_NAME = r"(?:Ste?\. )?[A-ZÀ-Þ][^,.;:!?\d]{1,40}"
#: "Lomé, Togo, 8-11 April. ", before what was held there and then.
_LEAD = re.compile(rf"(?P<lead>{_NAME}, (?:{_NAME}, )?{_DAYS})(?:[.:]| [–—-]) (?=\S)")
_EVENT = re.compile(r"(?i)\b(?:courses?|workshops?|seminars?|visits?|conferences?|round[ -]?tables?|meetings?|training|consultations?|peer reviews?|sessions?|rounds?|exercises?|forum|webinars?|missions?|briefings?|symposium|dialogue)\b")
#: Characters; what an entry is about is named soon.
_SOON = 160
#: A heading over what has not been held.
_NOT_HELD = re.compile(r"(?i)announc|plan(?:ned|s)\b|next|upcoming|forthcoming|future|ahead|postpon|cancel|defer|to come|foreseen|scheduled|calendar|outlook")
#: "Calendar of events held", after all.
_HELD = re.compile(r"(?i)\b(?:held|past|completed|carried out|implemented|took place)\b")
#: "Organized by the Centre together with the host Governments.", a line of a header without labels.
HELD_BY = re.compile(
    r"(?:(?:[Jj]ointly |[Cc]o-?)?(?P<organized>[Oo]rgani[sz]ed|[Hh]osted|[Cc]onvened|[Hh]eld|ORGANI[SZ]ED|HOSTED)|(?:[Jj]ointly |[Cc]o-?)?(?:[Ss]ponsored|[Ff]unded|[Ff]inanced|[Ss]upported)) (?:jointly )?(?:by|BY|with) "
    r"|(?:With|with|In|in) (?:the )?(?:\w+ )?(?:support|assistance|co-?operation|collaboration|partnership) (?:of|from|with) "
)
#: What an entry says besides of who held it.
_RUN_BY = re.compile(r"(?:[Jj]ointly |[Cc]o-?)?(?:[Cc]haired|[Gg]iven|[Rr]un|[Dd]elivered|[Cc]onducted|[Aa]rranged|[Ll]ed) (?:jointly )?by ")
_STOP = re.compile(r"(?<=[\w)”\"])\. (?=[A-ZÀ-Þ\d])")
#: Where a further part begins of a sentence that names an event: who held it, at whose invitation, with whom.
_PART = re.compile(rf"(?:,|;)? (?:and )?(?={HELD_BY.pattern.replace('(?P<organized>', '(?:')}|{_RUN_BY.pattern})|, (?=(?:at the invitation|accompanied|with|which|where|attended|in which|who|at which)\b)|; ")


def held_by(words: str) -> str:
    """The field that "organized by UNREC" or "with the support of Norway" is."""
    held = HELD_BY.match(words)
    return "" if held is None else "organizers" if held["organized"] else "supporters"


def is_entry(words: str, heading: str = "") -> bool:
    """Whether a block tells of an event, its place and date first, under a heading that does not say that it is still to come."""
    found = _LEAD.match(words)
    return found is not None and _EVENT.search(words, found.end(), found.end() + _SOON) is not None and (_NOT_HELD.search(heading) is None or _HELD.search(heading) is not None)


def cut_entry(words: str) -> Iterator[tuple[str, int, int]]:
    """The parts of an entry, in order, with the field that each is; "" for what tells.

    >>> [(name, "Lomé, 8 May. Course for customs, hosted by Togo. It rained."[a:b]) for name, a, b in cut_entry("Lomé, 8 May. Course for customs, hosted by Togo. It rained.")]
    [('date-and-place', 'Lomé, 8 May.'), ('event', 'Course for customs'), ('organizers', 'hosted by Togo'), ('', 'It rained.')]
    """
    lead = _LEAD.match(words)
    if lead is None:
        return
    # A full stop may be taken for that of a month's short name.
    yield "date-and-place", 0, lead.end("lead") + words.startswith(".", lead.end("lead"))
    at, told = lead.end(), -1
    for start, end in _sentences(words, at):
        for number, (lo, hi) in enumerate(_parts(words, start, end)):
            label, offset = label_of(words[lo:hi])
            name = "event" if start == at and not number else field_of(label) if label else ""
            name = name or held_by(words[lo:hi]) or ("organizers" if _RUN_BY.match(words, lo) else "")
            if not name:
                told = lo if told < 0 else told
                continue
            if told >= 0:
                yield "", told, lo
                told = -1
            yield name, lo + (offset if label and name != "event" else 0), hi - words.endswith(".", lo, hi)
    if told >= 0:
        yield "", told, len(words)


def _sentences(words: str, start: int) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(words, start):
        yield start, stop.start() + 1
        start = stop.end()
    yield start, len(words)


def _parts(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for part in _PART.finditer(words, start, end):
        if part.end() > start and part.start() > start:
            yield start, part.start()
            start = part.end()
    yield start, end
