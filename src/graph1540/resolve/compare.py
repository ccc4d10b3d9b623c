"""Comparison: how much speaks for two notes' events being one, in bits, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass

from graph1540.resolve.events import Event
from graph1540.resolve.weights import (
    CONTEXT,
    GATHERINGS,
    HOST_NAMED,
    HOSTS,
    HUBS,
    NEAR_DAYS,
    ORGANIZERS,
    OWN_NOTE,
    STATUS_CLASH,
    TITLES,
    TOPICS,
    TYPES,
    UBIQUITOUS,
    WHEN,
    WHERE,
    WHO,
)

__all__ = ["Evidence", "compare", "days", "impossible", "whereabouts"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against two events being one: bits, each with its reason."""

    parts: tuple[tuple[float, str], ...]

    @property
    def bits(self) -> float:
        """The sum."""
        return sum(bits for bits, _ in self.parts)

    @property
    def reason(self) -> str:
        """The reasons in words, those for first, then what speaks against."""
        pro = [words for bits, words in self.parts if bits >= 0]
        contra = [words for bits, words in self.parts if bits < 0]
        text = "; ".join(pro)
        return f"{text}; but {'; '.join(contra)}" if contra else text

    def plus(self, bits: float, words: str) -> Evidence:
        """The evidence and one reason more."""
        return Evidence((*self.parts, (bits, words)))


def compare(a: Event, b: Event) -> Evidence | None:
    """The evidence that ``a`` and ``b`` are one; None if date or place forbid it. Symmetric."""
    when, where = days(a, b), whereabouts(a, b)
    if not when or not where:
        return None
    parts = [(WHEN[when], when), (WHERE[where], where), _types(a, b)]
    parts += _states(a, b)
    vague = min(a, b, key=lambda event: (event.precision, len(event.places), event.iri))
    exact = b if vague is a else a
    if not vague.places and not vague.states and exact.states and exact.states <= vague.parties:
        parts.append((HOST_NAMED, "the host is among the States named"))
    if vague.precision < exact.precision and len(vague.parties) > 1 and vague.parties <= exact.context and not exact.main:
        parts.append((CONTEXT, "the note on the other is about the same States"))
    if (a.organizers & b.organizers) - UBIQUITOUS:
        parts.append((ORGANIZERS, "an organizer in common"))
    elif a.hosts & b.hosts:
        parts.append((HOSTS, "a State and an organ of it organized them"))
    if exact.main and not vague.main:
        parts.append((OWN_NOTE, "one has a note of its own"))
    parts += _titles(a, b)
    if a.topics & b.topics:
        parts.append((TOPICS, "a topic in common"))
    if ("cancelled" in a.status and b.main) or ("cancelled" in b.status and a.main):
        parts.append((STATUS_CLASH, "cancelled according to one note, reported on by the other"))
    return Evidence(tuple(parts))


def days(a: Event, b: Event) -> str:
    """How the dates agree, at the precision of the vaguer; empty if they do not."""
    precision = min(a.precision, b.precision)
    if not precision:
        return ""
    if precision < 3:
        return ("the same year" if precision == 1 else "the same month") if a.first <= b.last and b.first <= a.last else ""
    if (a.first, a.last) == (b.first, b.last):
        return "the same days" if a.last > a.first else "the same day"
    if abs(a.first - b.first) <= 1 and abs(a.last - b.last) <= 1:
        return "days that differ by one"
    if a.first <= b.last and b.first <= a.last:
        inside = (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
        return "days within the other's" if inside else "days that overlap"
    gap = max(a.first, b.first) - min(a.last, b.last)
    return "days close to the other's" if gap <= NEAR_DAYS and a.last - a.first == b.last - b.first and a.last > a.first else ""


def whereabouts(a: Event, b: Event) -> str:
    """How the places agree; empty if they do not."""
    if a.places and b.places:
        common = a.places & b.places
        if not common:
            return ""
        return "the same city, where many meetings are held" if common <= HUBS else "the same city"
    if a.states and b.states:
        return "the same State" if a.states & b.states else ""
    named = bool(a.places or a.states) + bool(b.places or b.states)
    if not named:
        return "neither names a place"
    # The same days are no rare thing in a year of meetings, so a place left out then weighs more.
    return "one names days but no place" if a.precision == b.precision == 3 else "one names no place"


def impossible(a: Event, b: Event) -> bool:
    """Whether no third event may make the two one: other days or another place."""
    if a.precision and b.precision and not days(a, b):
        return True
    return not whereabouts(a, b)


def _types(a: Event, b: Event) -> tuple[float, str]:
    one, other = a.types - {"meeting"}, b.types - {"meeting"}
    common = one & other
    if "peer-review" in common:
        words = "both are peer reviews"
    elif common:
        words = "the same type"
    elif not one and not other:
        words = "both are meetings"
    elif not one or not other:
        words = "one is called a meeting only"
    elif one <= GATHERINGS and other <= GATHERINGS:
        words = "types that are often confused"
    else:
        words = "types that differ"
    return TYPES[words], words


def _states(a: Event, b: Event) -> list[tuple[float, str]]:
    """States that took part. A background mention names some of them, so less is said by what it leaves out."""
    one, other = a.parties, b.parties
    if b.precision < a.precision or (a.precision == b.precision and len(other) < len(one)):
        one, other = other, one
    if len(one) < 2 or len(other) < 2:
        return []
    if one == other:
        words = "the same States"
    elif one <= other:
        words = "the States of one are among those of the other"
    elif len(one & other) * 2 > len(one):
        words = "most States in common"
    elif one & other:
        words = "few States in common"
    else:
        words = "no State in common"
    return [(WHO[words], words)]


def _titles(a: Event, b: Event) -> list[tuple[float, str]]:
    if len(a.title) < 3 or len(b.title) < 3:
        return []
    alike = len(a.title & b.title) / len(a.title | b.title)
    if alike >= 0.5:
        return [(TITLES["like titles"], "like titles")]
    if alike < 0.15:
        return [(TITLES["unlike titles"], "unlike titles")]
    return []
