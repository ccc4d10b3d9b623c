"""A sentence with the events that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from graph1540.assemble.draft import Draft
from graph1540.assemble.sentences import H, Sentence
from graph1540.model import Mention

__all__ = ["Told", "is_background", "with_persons"]

_BACKGROUND = re.compile(r"(?i)background|comment|contact|introduction|context|came about|history|invitation")


@dataclass
class Told:
    """A sentence with the events that its nouns stand for, by position in its tagged text.

    ``context`` is the event that its section is about; ``recent`` is what the paragraph has spoken of, in order;
    ``previous`` is what the sentence before spoke of last; ``topic`` is the event of others that it was about, if it was about one.
    """

    sentence: Sentence
    events: dict[int, list[Draft]] = field(default_factory=dict)
    context: Draft | None = None
    resolutions: Sequence[Mention] = ()
    recent: tuple[Draft, ...] = ()
    previous: Draft | None = None
    known: Sequence[Draft] = ()
    topic: Draft | None = None


def with_persons(told: Sequence[Told]) -> Iterator[tuple[Told, Mention | None]]:
    """Each sentence with the last person whom its paragraph spoke of before it."""
    segment, person = None, None
    for one in told:
        if one.sentence.segment is not segment:
            segment, person = one.sentence.segment, None
        yield one, person
        named = one.sentence.where(H)
        person = one.sentence.mention(named[-1]) if named else person


@lru_cache(maxsize=1024)
def is_background(label: str) -> bool:
    """Whether a section of this label tells of other times than the event's."""
    return _BACKGROUND.search(label) is not None
