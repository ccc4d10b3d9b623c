"""Whether two mentions in one note are one event, by kind, time, place and parties."""

from __future__ import annotations

from typing import NamedTuple

from graph1540.assemble.draft import Draft, Where
from graph1540.model import DateRange, Span

__all__ = ["Sought", "clash", "likeness", "note_date", "note_place", "same_place"]


class Sought(NamedTuple):
    """What one mention of an event says of it. ``specific``: its noun names one kind of event by itself."""

    code: str
    specific: bool
    when: DateRange | None
    where: Where | None
    parties: frozenset[str] = frozenset()


def note_date(draft: Draft, date: DateRange, span: Span) -> None:
    """Remember a date of the event; the most precise one stands, a vaguer one that agrees says nothing new."""
    spans = (span, date.year_span) if date.year_span else (span,)
    known = draft.date
    sharper = known is not None and not draft.main and date.start.precision > known.start.precision and known.start.includes(date.start)
    if known is None or sharper:
        draft.forget_date()
        draft.date = date
        draft.ghost = False
    if draft.date is not None and date.start == draft.date.start:
        draft.add("start", date.start, *spans)
        if date.end is not None and date.end == draft.date.end:
            draft.add("end", date.end, *spans)


def note_place(draft: Draft, where: Where) -> None:
    """Remember a place of the event; a city beats a State alone."""
    if draft.where is None or (draft.where.place is None and where.place is not None):
        draft.where = where if where.state or draft.where is None else Where(where.place, draft.where.state, where.spans + draft.where.spans)


def same_place(one: Where, other: Where) -> bool:
    """Whether two places are one: the same city, or the same State where a city is unknown."""
    if one.place is not None and other.place is not None:
        return (one.place.iri or one.place.name) == (other.place.iri or other.place.name)
    return bool(one.state) and one.state == other.state


def clash(one: Where | None, other: Where | None) -> bool:
    """Whether an event cannot have been at both places."""
    if one is None or other is None:
        return False
    if one.place is not None and other.place is not None and not same_place(one, other):
        return True
    return bool(one.state and other.state and one.state != other.state)


def likeness(draft: Draft, sought: Sought) -> int:
    """How well a draft fits; 0 where it cannot be the one."""
    if draft.ghost:
        return 0
    if clash(draft.where, sought.where):
        return 0
    if draft.type != sought.code and sought.specific and draft.specific and "meeting" not in (sought.code, draft.type):
        return 0
    here = draft.where is not None and sought.where is not None and same_place(draft.where, sought.where)
    score = _time(draft, sought, here=here)
    if score == 0:
        return 0
    score += 3 * here + (draft.type == sought.code)
    shared = sought.parties & draft.parties
    if sought.parties and draft.parties and not shared:
        return 0
    score += 2 * bool(shared)
    year_alone = sought.when is not None and sought.when.start.precision == 1
    differ = bool(sought.parties and draft.parties) and sought.parties != draft.parties
    # A year alone and a kind are not enough to say that two are one, nor are parties that differ.
    return 0 if year_alone and (differ or not (shared or score >= 5)) else score


def _time(draft: Draft, sought: Sought, *, here: bool) -> int:
    """How well the dates fit: 0 where they cannot, more the more precise they are."""
    when, known = sought.when, draft.date
    if when is None or known is None:
        # Without a date on one side only the same city and kind say that two are one.
        city = sought.where is not None and sought.where.place is not None
        if (when is None) == (known is None):
            return 1
        return 1 if here and city and draft.type == sought.code and not draft.main else 0
    if not known.start.agrees(when.start):
        overlap = known.end is not None and when.end is not None and known.start <= when.end and when.start <= known.end
        if not (overlap and here and draft.type == sought.code):
            return 0
    whole = known.start.day and when.start.day and known.end and when.end
    if whole and known.end != when.end and not here:
        return 0
    return 2 * min(known.start.precision, when.start.precision)
