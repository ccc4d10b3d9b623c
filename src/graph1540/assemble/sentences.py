"""Sentences in which each mention is one character, so that a phrase of many words is a short pattern.

"The workshop was hosted by the Government of Gabon in Libreville" is read as "The E was hosted by the S in P", with
the mention behind each letter at hand.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from graph1540.assemble.cues import Cues, cues_of
from graph1540.assemble.lists import MEMBERS, SENT, Doubted, Phrase
from graph1540.assemble.tags import TAGS, D, E, G, H, M, O, P, R, S, X
from graph1540.model import Mention, Note, Segment, Span
from graph1540.names import lower, unscanned
from graph1540.recognize.stems import tried_at

__all__ = ["D", "E", "G", "H", "M", "Mentions", "O", "P", "R", "S", "Sentence", "X", "mentions_in", "places", "sentence_of", "sentences"]

_start = attrgetter("start")
#: Characters; no sentence of a note comes near.
_LONGEST = 2500
_ACTORS = S + O
#: Characters; those who are sent are named no farther before who sent them.
_SENT = 80
_GOVERNMENT = ("Government of the ", "Governments of the ", "Government of ", "Governments of ")
_MEMBERS_END = re.compile(rf"(?<!\w){MEMBERS}\Z")
_OF = tuple(f"{word} {whose}" for word in ("of", "from", "by", "representing", "for") for whose in ("", "the ", "its ", "both ", "all "))
_ARTICLES = ("the ", "The ", "its ", "a ", "an ", "one ", "two ", "three ", "four ")
_CLOSED = r"[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ]|\((?:[ivx]{1,4}|[a-h])\) )"
_END = re.compile(r"[.!?]" + _CLOSED)
#: The same for what has full stops alone, which are found faster.
_STOP = re.compile(r"\." + _CLOSED)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|no|nos|Nos|Art|art|para|paras|Lt|Col|Gen|Maj|Capt|Sgt|Amb|Hon|Res|res|Ltd|Inc|Co|vs|approx|e\.g|i\.e|cf|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Eng|Sr|Sra|Lic|Messrs|Sh|Ch|Yu|Ya|Zh|Kh|Th)"
    r"|\b[A-Z]|\b[A-Z]\.[A-Z])\.\Z"
)


@dataclass(eq=False)
class Sentence:
    """A stretch of the note with its mentions; ``tagged`` is the text with a letter for each mention."""

    note: Note
    segment: Segment
    start: int
    end: int
    mentions: tuple[Mention, ...]
    tagged: str = ""
    cache: dict[str, object] = field(default_factory=dict)  # what was worked out of it once
    _tag_at: list[int] = field(default_factory=list)  # where in ``tagged`` each mention's letter stands
    _at: dict[str, list[int]] = field(default_factory=dict)  # the same by letter

    @property
    def text(self) -> str:
        """The sentence as it stands in the note."""
        return unscanned(self.note.text)[self.start : self.end]

    @cached_property
    def cues(self) -> Cues:
        """The kinds of words that the sentence has, each with where it has them."""
        return cues_of(self.low)

    @cached_property
    def low(self) -> str:
        """``tagged`` in lower case."""
        return lower(self.tagged)

    @cached_property
    def _actors(self) -> list[int]:
        return [_with_lead(self.tagged, at, self._people) for at in self._tag_at if self.tagged[at] in _ACTORS]

    @cached_property
    def _people(self) -> list[int]:
        """Where an actor has people before it whom it sent: "four experts from the"."""
        return [at for at in self.cues.where("sent") if SENT.match(self.tagged, at)]

    @property
    def _sent(self) -> bool:
        """Whether an actor has such people before it."""
        return bool(self._people)

    def pattern(self, phrase: Phrase | re.Pattern[str]) -> re.Pattern[str] | Doubted:
        """A phrase as a pattern for this sentence, in which it finds what the whole phrase would."""
        if isinstance(phrase, Phrase):
            return phrase.sought if self._sent else phrase.short
        return phrase

    def has(self, cue: str) -> bool:
        """Whether the sentence has words of a kind; see :mod:`graph1540.assemble.cues`."""
        return cue in self.cues.kinds

    def has_between(self, cue: str, start: int, end: int) -> bool:
        """Whether such words stand from ``start`` to ``end`` of ``tagged``; for cues of which it is kept where they stand."""
        for at in self.cues.where(cue):  # noqa: SIM110 - a loop takes half the time
            if start <= at < end:
                return True
        return False

    def cued(self, cue: str, pattern: Phrase | re.Pattern[str], start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """What the pattern finds in ``tagged`` from ``start`` to ``end``, where each match begins with a stem of the cue."""
        starts = self.cues.where(cue)
        if start or end < sys.maxsize:
            starts = [at for at in starts if start <= at < end]
        return tried_at(self.pattern(pattern), self.tagged, starts, end) if starts else iter(())

    def listed(self, pattern: Phrase | re.Pattern[str], start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """What the pattern finds in ``tagged`` from ``start`` to ``end``, where each match begins with a list of actors."""
        return tried_at(self.pattern(pattern), self.tagged, [at for at in self._actors if at >= start], end)

    def mention(self, index: int) -> Mention:
        """The mention whose letter stands at ``index`` of ``tagged``."""
        return self.mentions[bisect_left(self._tag_at, index)]

    def where(self, tag: str) -> Sequence[int]:
        """Where a letter stands in ``tagged``, in order."""
        return self._at.get(tag, ())

    def index(self, mention: Mention) -> int:
        """Where the mention's letter stands in ``tagged``."""
        return self._tag_at[bisect_left(self.mentions, mention.start, key=_start)]

    def among(self, start: int, end: int, tags: str = S + O) -> list[Mention]:
        """The mentions with one of ``tags`` whose letters stand from ``start`` to ``end`` of ``tagged``."""
        lo, hi = bisect_left(self._tag_at, start), bisect_left(self._tag_at, end)
        return [m for at, m in zip(self._tag_at[lo:hi], self.mentions[lo:hi], strict=True) if self.tagged[at] in tags]

    def offset(self, index: int) -> int:
        """The offset in the note's text of position ``index`` of ``tagged``."""
        at = bisect_right(self._tag_at, index) - 1
        if at < 0:
            return self.start + index
        if self._tag_at[at] == index:
            return self.mentions[at].start
        return self.mentions[at].end + index - self._tag_at[at] - 1

    def span(self, start: int, end: int) -> Span:
        """The note's words behind positions ``start`` to ``end`` of ``tagged``."""
        at = bisect_left(self._tag_at, end - 1)
        last = self.mentions[at].end if at < len(self._tag_at) and self._tag_at[at] == end - 1 else self.offset(end - 1) + 1
        return self.note.span(self.offset(start), last)

    def words(self, mention: Mention) -> Span:
        """The note's words of one mention."""
        return self.note.span(mention.start, mention.end)


def sentence_of(note: Note, segment: Segment, start: int, end: int, mentions: Sequence[Mention]) -> Sentence:
    """The stretch from ``start`` to ``end`` as one sentence; ``mentions`` are those of the note, in order."""
    text = unscanned(note.text)
    inside: list[Mention] = []
    parts: list[str] = []
    tag_at: list[int] = []
    at_of: dict[str, list[int]] = {}
    shift = at = start  # less as many characters as the letters stand for
    for mention in mentions:
        tag = TAGS.get(mention.kind)
        if tag is None or mention.start < at or mention.end > end:
            continue
        inside.append(mention)
        parts += (text[at : mention.start], tag)
        index = mention.start - shift
        tag_at.append(index)
        if tag in at_of:
            at_of[tag].append(index)
        else:
            at_of[tag] = [index]
        at = mention.end
        shift = at - index - 1
    parts.append(text[at:end])
    return Sentence(note, segment, start, end, tuple(inside), "".join(parts), _tag_at=tag_at, _at=at_of)


def sentences(note: Note, segment: Segment, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """The sentences of a segment; a full stop inside a mention or an abbreviation ends none.

    What goes on for pages without a full stop is cut at a comma, so that the time stays in proportion to the text.
    """
    inside = mentions_in(mentions, segment.start, segment.end)
    starts = [m.start for m in inside]
    at = segment.start
    for end in (*_ends(note.text, segment, inside, starts), segment.end):
        while end - at > _LONGEST:
            comma = next((i for i in range(at + _LONGEST, end) if note.text[i] in ",; " and not _covered(i, inside, starts)), end)
            yield _part(note, segment, at, comma, inside, starts)
            at = comma
        if end > at:
            yield _part(note, segment, at, end, inside, starts)
        at = end


class Mentions(tuple[Mention, ...]):  # noqa: SLOT001 - what it knows is kept in it
    """Mentions in the order of the text, which knows where each begins."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each begins."""
        return [mention.start for mention in self]


def mentions_in(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Of the mentions of a note, which are in order, those that begin from ``start`` to ``end``."""
    if isinstance(mentions, Mentions):
        return mentions[bisect_left(mentions.starts, start) : bisect_left(mentions.starts, end)]
    return mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]


def _part(note: Note, segment: Segment, start: int, end: int, inside: Sequence[Mention], starts: Sequence[int]) -> Sentence:
    return sentence_of(note, segment, start, end, inside[bisect_left(starts, start) : bisect_left(starts, end)])


def _ends(text: str, segment: Segment, inside: Sequence[Mention], starts: Sequence[int]) -> Iterator[int]:
    """Where the sentences of a segment end."""
    start = segment.start
    usual = text.find("?", segment.start, segment.end) < 0 and text.find("!", segment.start, segment.end) < 0
    for found in (_STOP if usual else _END).finditer(text, segment.start, segment.end):
        stop = found.start() + 1
        if _ABBREVIATION.search(text, max(start, stop - 8), stop) and not _closes(text, stop):
            continue
        if not _covered(stop - 1, inside, starts) or inside[bisect_right(starts, stop - 1) - 1].end == stop:
            start = found.end()
            yield start


def _with_lead(tagged: str, at: int, people: Sequence[int]) -> int:
    """Where an actor begins whose letter stands at a position: at the words before it that belong to it.

    ``people`` is where words begin for those whom an actor sent.
    """
    if tagged.endswith(_GOVERNMENT, 0, at):
        at -= next(len(lead) for lead in _GOVERNMENT if tagged.endswith(lead, 0, at))
    if tagged.endswith(_OF, 0, at) and any(at - _SENT <= one < at for one in people) and (members := _MEMBERS_END.search(tagged, max(0, at - _SENT), at)):
        at = members.start()
    if tagged.endswith(_ARTICLES, 0, at):
        at -= next(len(lead) for lead in _ARTICLES if tagged.endswith(lead, 0, at))
    return at


def places(text: str, *words: str) -> list[int]:
    """Where any of the words stand, in order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def _covered(at: int, inside: Sequence[Mention], starts: Sequence[int]) -> bool:
    """Whether a position lies inside a mention."""
    before = bisect_right(starts, at) - 1
    return before >= 0 and at < inside[before].end


def _closes(text: str, stop: int) -> bool:
    """Whether a capital letter before the stop ends a sentence all the same: "…(Part A). The"."""
    return text[stop - 2 : stop - 1].isupper() and text[stop - 3 : stop - 2].isupper() and text[stop - 4 : stop - 3].isupper()
