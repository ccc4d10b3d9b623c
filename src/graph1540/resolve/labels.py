"""The name of a canonical event, from its merged values: "Peer review, Dushanbe, 2–4 August 2017"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph1540.dates import PartialDate
from graph1540.iri import G1540
from graph1540.model import Ref, Value

__all__ = ["event_label", "when"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def when(start: PartialDate | None, end: PartialDate | None = None) -> str:
    """A stretch of time in words, with en dashes.

    >>> when(PartialDate(2017, 8, 2), PartialDate(2017, 8, 4))
    '2–4 August 2017'
    >>> when(PartialDate(2016, 11, 30), PartialDate(2016, 12, 2))
    '30 November – 2 December 2016'
    >>> when(PartialDate(2019, 12, 30), PartialDate(2020, 1, 2))
    '30 December 2019 – 2 January 2020'
    >>> when(PartialDate(2014, 4)), when(PartialDate(2013), PartialDate(2013))
    ('April 2014', '2013')
    """
    if start is None:
        start, end = end, None
    if start is None:
        return ""
    if end is None or end == start or end < start or end.precision != start.precision:
        return _one(start)
    if start.precision == 3 and start[:2] == end[:2]:
        return f"{start.day}–{_one(end)}"
    if start.precision == 2 and start.year == end.year:
        return f"{_MONTHS[(start.month or 1) - 1]} – {_one(end)}"
    if start.precision == 3 and start.year == end.year:
        return f"{start.day} {_MONTHS[(start.month or 1) - 1]} – {_one(end)}"
    return f"{_one(start)} – {_one(end)}"


def _one(date: PartialDate) -> str:
    parts = [str(date.day)] if date.day else []
    if date.month:
        parts.append(_MONTHS[date.month - 1])
    return " ".join([*parts, f"{date.year:04}"])


def event_label(facts: Mapping[str, Sequence[Value]], labels: Mapping[str, str]) -> str:
    """Kind, place and time, as far as they are known; of values side by side, the earliest start and the latest end."""
    starts = sorted(v for v in facts.get(G1540.startDate, ()) if isinstance(v, PartialDate))
    ends = sorted(v for v in facts.get(G1540.endDate, ()) if isinstance(v, PartialDate))
    kinds = [v.iri for v in facts.get(G1540.eventType, ()) if isinstance(v, Ref)]
    kind = _name(kinds[0], labels) if kinds else "event"
    places = [v.iri for p in (G1540.heldAt, G1540.heldIn) for v in facts.get(p, ()) if isinstance(v, Ref)]
    place = " or ".join(dict.fromkeys(_name(iri, labels) for iri in places if "/place/" in iri)) or (_name(places[0], labels) if places else "")
    if not place:
        parties = [v.iri for v in facts.get(G1540.participant, ()) if isinstance(v, Ref) and "/state/" in v.iri]
        names = sorted(_name(iri, labels) for iri in parties)
        if 1 <= len(names) <= 4:
            place = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    parts = [kind[:1].upper() + kind[1:], place, when(starts[0] if starts else None, ends[-1] if ends else None)]
    return ", ".join(part for part in parts if part)


def _name(iri: str, labels: Mapping[str, str]) -> str:
    return labels.get(iri) or iri.rsplit("/", 1)[-1].replace("-", " ")
