"""What stands around the noun or verb of an event: who met, where it was, and how long."""

from __future__ import annotations

import re

from graph1540.assemble.counts import NUMBER_WORDS
from graph1540.assemble.draft import Where
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.occasions import Occasion, where_of
from graph1540.assemble.sentences import D, E, O, P, S, Sentence
from graph1540.model import DateRange, Mention

__all__ = ["REVIEW_BETWEEN", "lasting", "leading_place", "parties_of", "subject_of"]

#: "(the peer review) between Togo and Benin".
REVIEW_BETWEEN = Phrase(rf"[^.;{E}{D}]{{0,40}}?\b(?:between|of|by) (?P<list>{LIST})")
#: "(b) Paramaribo, Suriname, ", at the beginning of an item.
_PLACE_LEADS = re.compile(rf"(?:\(?(?:[a-z]|\d{{1,2}}|[ivx]{{1,4}})[.)] )?(?P<p>{P})(?:,? \(?(?P<s>{S})\)?)?(?:,|:| [-–—]) (?:[\w-]+ ){{0,4}}(?={E})")
#: "Addis Ababa. The Commission drew States to its conference", in an item.
_PLACE_RUNS_IN = re.compile(rf"[*_]{{0,2}}(?P<p>{P})(?:,? \(?(?P<s>{S})\)?)?[.:][*_]{{0,2}} (?=[A-Z{O}{S}])")
#: "two-day ", before the noun, and " ended here on ", before its last day.
_DAYS = re.compile(r"\b(?P<n>two|three|four|five|six|seven)-day (?:[\w-]+ ){0,3}\Z", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:ended|closed|concluded|finished|came to an end|came to a close|wound up|drew to a close)\b[^.;]{0,40}\Z")
_BEGAN = re.compile(r"\b(?:began|opened|started|commenced|got under way|beginning|starting)\b[^.;]{0,40}\Z")
#: "Togo and Benin have both", before a verb.
_SUBJECT = Phrase(rf"(?P<list>{LIST})(?: (?:had|has|have|also|each|first|last|again|then|jointly|both|all) ?)*\s?\Z")
#: "Togo and Benin (", before the bracket of an occasion.
_PARTIES_BEFORE = Phrase(rf"(?P<list>{LIST}),? \(\Z")
#: "for a workshop between Togo and Benin".
_BETWEEN = Phrase(rf"(?: (?:for|of) (?:a |the |an )?(?:[\w-]+ ){{0,2}}{E})?[^.;{E}{D}]{{0,40}}? (?:between|of) (?P<list>{LIST})")


def subject_of(sentence: Sentence, at: int) -> list[Mention]:
    """Who visited or met: the actors right before the verb."""
    subject = next(sentence.listed(_SUBJECT, 0, at), None)
    return sentence.among(subject.start("list"), subject.end("list")) if subject else []


def parties_of(sentence: Sentence, at: int, occasion: Occasion) -> list[Mention]:
    """Whom the event was between: named right before the occasion's bracket, else after the noun."""
    lead = sentence.tagged[at + 1 : occasion.start]
    lo = max(lead.rfind(";"), lead.rfind(")")) + 1
    own = sentence.pattern(_PARTIES_BEFORE).search(lead, lo) if lead.endswith(" (") else None
    if own:
        return sentence.among(at + 1 + own.start("list"), at + 1 + own.end("list"))
    found = sentence.pattern(_BETWEEN).match(sentence.tagged, at + 1)
    if not found:
        return []
    return sentence.among(found.start("list"), found.end("list"))


def leading_place(sentence: Sentence, at: int) -> Where | None:
    """Where an event was that an item begins with the place of: "(b) Paramaribo, Suriname, visit by two advisers: 1-3 October 2019"."""
    lead = _PLACE_LEADS.match(sentence.tagged, 0, at) if sentence.start == sentence.segment.start else None
    if lead is None and sentence.start == sentence.segment.start:
        lead = _PLACE_RUNS_IN.match(sentence.tagged, 0, at)
    if lead is None:
        return None
    state = sentence.mention(lead.start("s")) if lead["s"] else None
    return where_of(sentence, sentence.mention(lead.start("p")), state)


def lasting(tagged: str, at: int, occasion: Occasion, when: DateRange) -> DateRange:
    """The days of an event of which the first or the last is said: "a two-day consultation ended on 21 February"."""
    if when.end is None or when.start != when.end or when.start.day is None or not when.start.year:
        return when
    days = _DAYS.search(tagged, max(0, at - 60), at)
    if days is None:
        return when
    between = tagged[at + 1 : occasion.start] if occasion.start > at else ""
    further = NUMBER_WORDS[days["n"].lower()] - 1
    if _ENDED.search(between):
        return when._replace(start=when.start.plus(-further))
    return when._replace(end=when.start.plus(further)) if _BEGAN.search(between) else when
