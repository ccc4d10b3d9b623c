"""Every weight and threshold of the comparison of events, in one place.

The weights are bits of evidence, as in the theory of record linkage of Fellegi and Sunter: how much more often two
events of different notes agree in this way when they are one than when they are two. They were set by hand and then
fitted on 3 seed notes, 5 notes of ``shared/evaluation/dev`` (a01, a04, a06, b03, b05) and the 20 notes of
``tests/cases``, whose gold says which events are one; a10, b08 and b10 of ``dev`` were held out. ``docs/identity.md``
has the figures.
"""

from __future__ import annotations

__all__ = [
    "ACCEPT",
    "ALIKE",
    "CONTEXT",
    "FLOOR",
    "GATHERINGS",
    "HOSTS",
    "HOST_NAMED",
    "HUBS",
    "KIN",
    "MARGIN",
    "NEAR_DAYS",
    "ORGANIZERS",
    "OWN_NOTE",
    "STATUS_CLASH",
    "TITLES",
    "TOPICS",
    "TYPES",
    "UBIQUITOUS",
    "UNIQUE",
    "WHEN",
    "WHERE",
    "WHO",
    "score_of",
]

#: Bits from which two events are one.
ACCEPT = 9.0
#: Bits below which a pair is not even worth a reviewer's time.
FLOOR = 5.5
#: By how many bits the best candidate of a vague mention must be better than the next.
MARGIN = 2.0
#: Two vague mentions with so many bits may well be the same, so they do not compete as candidates.
ALIKE = 6.5

WHEN = {
    "the same days": 8.0,
    "the same day": 7.0,
    "days that differ by one": 6.5,
    "days within the other's": 3.5,
    "days that overlap": 1.5,
    "days close to the other's": 1.5,
    "the same month": 4.0,
    "the same year": 1.0,
}
#: Days between two ranges of the same length that may still be one event under a slip of the pen.
NEAR_DAYS = 2

WHERE = {
    "the same city": 5.0,
    "the same city, where many meetings are held": 4.0,
    "the same State": 2.5,
    "one names no place": -1.0,
    "one names days but no place": -3.0,
    "neither names a place": -1.0,
}
#: Cities where so many meetings are held that the city says little.
HUBS = frozenset({"addis-ababa", "bangkok", "brussels", "geneva", "london", "new-york", "paris", "the-hague", "vienna", "washington", "washington-dc"})

TYPES = {
    "both are peer reviews": 3.0,
    "the same type": 2.0,
    "both are meetings": 1.0,
    "one is called a meeting only": 0.0,
    "types that are often confused": -1.5,
    "types that differ": -4.0,
}
#: Types that notes use for one another.
GATHERINGS = frozenset({"conference", "roundtable", "seminar", "training", "workshop"})

WHO = {
    "the same States": 5.0,
    "the States of one are among those of the other": 4.0,
    "most States in common": 2.0,
    "few States in common": -4.0,
    "no State in common": -6.0,
}
#: The place's State is among the participants of a mention without a place.
HOST_NAMED = 1.0
ORGANIZERS = 2.0
HOSTS = 1.0
#: The States of one are all States of the event that the other's note reports on.
CONTEXT = 2.0
#: One of the notes reports on an event that the other speaks of as well.
KIN = 4.5
#: A vague mention that only one event fits.
UNIQUE = 2.0
#: An event that has a note of its own is spoken of more often.
OWN_NOTE = 1.5
TITLES = {"like titles": 3.0, "unlike titles": -2.0}
TOPICS = 0.5
#: One note says that it was called off, another reports on it.
STATUS_CLASH = -3.0

#: Organizations that have a part in nearly every event of the corpus: to share them says nothing.
UBIQUITOUS = frozenset({"1540-committee", "1540-committee-group-of-experts", "unoda"})


def score_of(bits: float) -> float:
    """Bits as a probability-like score: ``ACCEPT`` is 0.75, two decimals.

    >>> score_of(ACCEPT), score_of(FLOOR)
    (0.75, 0.21)
    """
    return round(1 / (1 + 2 ** -(bits - ACCEPT + 1.585)), 2)
