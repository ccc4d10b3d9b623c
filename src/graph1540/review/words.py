"""Values in the words of a reader: dates as "2–4 August 2017", things by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph1540.dates import PartialDate
from graph1540.iri import BASE, DCTERMS, G1540, SKOS, claim_iri
from graph1540.model import Claim, Ref, Value
from graph1540.reference import Reference
from graph1540.review.kinds import types_of

__all__ = ["Words", "claim_id", "date_range", "date_words", "local_name"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]+")


def date_words(date: PartialDate) -> str:
    """A date as a letter would write it.

    >>> date_words(PartialDate(2017, 8, 2)), date_words(PartialDate(2017, 8)), date_words(PartialDate(2017))
    ('2 August 2017', 'August 2017', '2017')
    """
    if date.month is None:
        return str(date.year)
    month = f"{_MONTHS[date.month - 1]} {date.year}"
    return f"{date.day} {month}" if date.day is not None else month


def date_range(start: PartialDate, end: PartialDate) -> str:
    """Two dates as a letter would write them; what they share is said once.

    >>> date_range(PartialDate(2017, 8, 2), PartialDate(2017, 8, 4))
    '2–4 August 2017'
    >>> date_range(PartialDate(2017, 7, 31), PartialDate(2017, 8, 4))
    '31 July – 4 August 2017'
    >>> date_range(PartialDate(2016, 12, 30), PartialDate(2017, 1, 2))
    '30 December 2016 – 2 January 2017'
    """
    if start == end:
        return date_words(start)
    if start.precision == end.precision and start.year == end.year and start.month is not None:
        if start.day is None:
            return f"{_MONTHS[start.month - 1]} – {date_words(end)}"
        if start.month == end.month:
            return f"{start.day}–{date_words(end)}"
        return f"{start.day} {_MONTHS[start.month - 1]} – {date_words(end)}"
    if start.precision == end.precision == 1:
        return f"{start.year}–{end.year}"
    return f"{date_words(start)} – {date_words(end)}"


def local_name(iri: str) -> str:
    """The last part of an IRI, as words.

    >>> local_name("https://w3id.org/graph1540/ontology#planStatus"), local_name("https://e.org/a/b-c")
    ('plan status', 'b c')
    """
    return _CAPITAL.sub(" ", re.split(r"[/#]", iri.rstrip("/#"))[-1]).lower().strip() or iri


def value_key(value: Value) -> str:
    """A value as the text that a claim's identity is made of; the same as in the graph."""
    return value.iri if isinstance(value, Ref) else f"{type(value).__name__}:{value}"


def claim_id(claim: Claim) -> str:
    """The fragment of the IRI of the claim's statement in the graph."""
    iri = claim_iri(claim.note, claim.subject.iri, claim.predicate, value_key(claim.value))
    return iri.rsplit("#", 1)[-1]


class Words:
    """The names of everything that a note's claims speak of."""

    def __init__(self, claims: Sequence[Claim], reference: Reference) -> None:
        self.types: Mapping[str, str] = types_of(claims)
        self._labels = reference.labels
        self._resolutions = {one.iri: one for one in reference.resolutions.values()}
        self._about: dict[str, dict[str, list[Value]]] = {}
        for claim in claims:
            self._about.setdefault(claim.subject.iri, {}).setdefault(claim.predicate, []).append(claim.value)
        for facts in self._about.values():
            for values in facts.values():
                values.sort(key=value_key)

    def value(self, value: Value) -> str:
        """A value as a reader would say it."""
        if isinstance(value, Ref):
            return self.thing(value.iri)
        return date_words(value) if isinstance(value, PartialDate) else str(value)

    def thing(self, iri: str) -> str:
        """The name of a thing: as the note gives it, as the reference data have it, or made from what is said of it."""
        kind = self.types.get(iri, "")
        if kind == G1540.Event:
            return self.event(iri)
        if iri in self._resolutions:
            one = self._resolutions[iri]
            return f"resolution {one.number} ({one.year})" if one.year else f"resolution {one.number}"
        own = [*self._texts(iri, SKOS.prefLabel), *self._texts(iri, G1540.symbol), *self._texts(iri, DCTERMS.title)]
        if own or self._labels.get(iri):
            return own[0] if own else self._labels[iri]
        if kind == G1540.Letter:
            return "Letter" + self._tail(" of ", map(self.value, self._values(iri, DCTERMS.date)))
        if kind == G1540.ActionPlan or iri.startswith(BASE + "plan/"):
            return "Action plan" + self._tail(" of ", self.parts(iri, G1540.planOf))
        if kind == G1540.Provision:
            return "Provision" + self._tail(" of ", self.parts(iri, G1540.provisionOf))
        name = local_name(iri)
        return name[:1].upper() + name[1:]

    def event(self, iri: str) -> str:
        """An event in few words: its type, place and dates."""
        types = self.parts(iri, G1540.eventType) or ["Event"]
        places = self.parts(iri, G1540.heldAt) or self.parts(iri, G1540.heldIn)
        return ", ".join([" and ".join(types), *places[:2], *([dates] if (dates := self.dates(iri)) else [])])

    def dates(self, iri: str) -> str:
        """When an event was: one range where the note gives one, else every date."""
        starts = [d for d in self._values(iri, G1540.startDate) if isinstance(d, PartialDate)]
        ends = [d for d in self._values(iri, G1540.endDate) if isinstance(d, PartialDate)]
        if len(starts) == len(ends) == 1:
            return date_range(starts[0], ends[0])
        return ", ".join(map(date_words, sorted({*starts, *ends}, key=str)))

    def parts(self, iri: str, predicate: str) -> list[str]:
        """The values of one property, in words."""
        return [self.value(value) for value in self._values(iri, predicate)]

    def _values(self, iri: str, predicate: str) -> list[Value]:
        return self._about.get(iri, {}).get(predicate, [])

    def _texts(self, iri: str, predicate: str) -> list[str]:
        return [value for value in self._values(iri, predicate) if isinstance(value, str)]

    @staticmethod
    def _tail(before: str, parts: Iterable[str]) -> str:
        words = " and ".join(parts)
        return before + words if words else ""
