"""Events while a note is being read: what is known of each so far, with the words that say it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph1540.model import DateRange, Mention, Ref, Span, Value

__all__ = ["Draft", "Drafts", "Where"]


class Where(NamedTuple):
    """A city or a State as the place of an event; ``state`` is the State's IRI, ``place`` the city's mention."""

    place: Mention | None
    state: str
    spans: tuple[Span, ...]


@dataclass
class Draft:
    """One event of the note in the making. ``facts`` holds evidence by predicate and value, in the order of reading."""

    order: int
    main: bool = False
    key: str = ""
    type: str = ""
    specific: bool = False
    date: DateRange | None = None
    where: Where | None = None
    facts: dict[tuple[str, Value], dict[tuple[Span, ...], None]] = field(default_factory=dict)
    follows: list[tuple[Draft, tuple[Span, ...]]] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    tentative: bool = False  # its date is said to have been the plan
    ghost: bool = False  # spoken of as planned or held, without a date so far
    round: int = 0  # which round or session of one exercise, as the note counts
    round_span: Span | None = None
    ordinal: str = ""
    host: tuple[str, Span] | None = None  # the State of who hosted it, with the words
    exercise: tuple[Mention, ...] = ()  # between whom the exercise is that it is a round of

    def add(self, predicate: str, value: Value, *spans: Span) -> None:
        """Say one thing of the event, once for each place in the note that says it."""
        self.facts.setdefault((predicate, value), {})[spans] = None

    def forget_date(self) -> None:
        """Take back what was said of the date, for a better one."""
        self.date, self.tentative = None, False
        self.unsay("start", "end")

    def unsay(self, *predicates: str) -> None:
        """Take back what was said under the predicates."""
        for key in [k for k in self.facts if k[0] in predicates]:
            del self.facts[key]

    def values(self, predicate: str) -> list[Value]:
        """The values said so far under one predicate."""
        return [value for said, value in self.facts if said == predicate]

    @property
    def refs(self) -> set[str]:
        """The IRIs of States and organizations that have a part in the event."""
        return {value.iri for (_, value) in self.facts if isinstance(value, Ref)}


class Drafts:
    """The events of one note, in the order in which they are first spoken of."""

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.apart = False  # the note is an overview: each of its events has an entry of its own
        self.mains: Sequence[Draft] = ()  # the events that the note reports on, in the same order

    def make_main(self, draft: Draft) -> None:
        """Make one of the events one that the note reports on."""
        draft.main = True
        self.mains = tuple(one for one in self.all if one.main)

    def new(self, order: int, *, main: bool = False, key: str = "", type: str = "", specific: bool = False, ghost: bool = False) -> Draft:  # noqa: A002 - the vocabulary's word
        """A further event of the note."""
        draft = Draft(order, main=main, key=key, type=type, specific=specific, ghost=ghost)
        self.all.append(draft)
        if main:
            self.make_main(draft)
        return draft

    def others(self) -> Iterable[Draft]:
        """The events that the note only mentions."""
        return itertools.filterfalse(lambda draft: draft.main, self.all)
