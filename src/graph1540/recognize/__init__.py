"""recognize: the text of a note → its mentions, none of which overlaps another."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from graph1540.iri import resource_iri
from graph1540.model import Mention, Note, Segment
from graph1540.names import unscanned
from graph1540.recognize.dates import recognize_dates
from graph1540.recognize.documents import recognize_documents, recognize_resolutions
from graph1540.recognize.events import recognize_events
from graph1540.recognize.join import join
from graph1540.recognize.names import recognize_names, recognize_topics
from graph1540.recognize.organizations import (
    acronym_uses,
    close_brackets,
    recognize_acronyms,
    recognize_by_form,
    recognize_letterheads,
    recognize_listed,
)
from graph1540.recognize.people import recognize_people
from graph1540.recognize.stems import Cued, Words
from graph1540.reference import Reference

__all__ = ["recognize"]

_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_START = attrgetter("start")
#: An address of mail, from its "@" on, and what stands before that.
_AT = re.compile(r"@[\w.-]{1,200}\w")
_MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\Z")


def recognize(note: Note, segments: Sequence[Segment], *, reference: Reference) -> tuple[Mention, ...]:
    """Every mention of the note in the order of the text; words once claimed are masked for what comes later.

    Topics may lie inside other mentions; nothing else overlaps. Footnotes are not read.
    """
    text = unscanned(note.text)
    words = Words(text)
    kept = _Kept(len(text))
    for start, end in _addresses(text):
        kept.mask(start, end)
    for segment in segments:
        if segment.kind == "footnote":
            kept.mask(segment.start, segment.end)
    for start, end in _labels(note, segments):
        kept.mask(start, end)
    hits = list(reference.find(text, words.folded))
    # Of names that begin at one place the longest comes last.
    bodies = {hit.start: hit.end for hit in hits if hit.name.kind == "organization"}
    # "expert, Verification Research, Training and Information Centre": what reads as a person begins the name of a body.
    people = [person for person in recognize_people(words) if bodies.get(person.start, 0) <= person.end]
    names = recognize_names(text, hits, reference=reference, people=people)
    resolutions = list(recognize_resolutions(words, reference=reference))
    known = [m for m in names if m.kind == "organization"]
    kept.add(m for m in people if m.form == "titled")
    kept.add(known)
    # "Committee established pursuant to resolution 1540 (2004)" is a name that also names the resolution.
    inside = [r for r in resolutions if (at := bisect_right(known, r.start, key=_START)) and r.end <= known[at - 1].end]
    kept.add(resolutions)
    kept.add(recognize_documents(text))
    kept.add(recognize_dates(words))
    kept.add(m for m in people if m.form != "titled")
    others = [m for m in names if m.kind != "organization"]
    kept.add(recognize_letterheads(text))
    kept.add(recognize_by_form(words, [*kept.mentions, *others]))
    kept.mentions[:] = join(text, sorted(kept.mentions, key=lambda m: m.start), reference)
    table = recognize_acronyms(text, kept.mentions)
    kept.mentions[:] = close_brackets(text, kept.mentions, table)
    kept.remask()
    kept.add(acronym_uses(text, table))
    kept.add(_short_names(words, kept.mentions, reference))
    kept.add(_bodies_by_kind(words, kept.mentions, reference))
    kept.add(others)
    listed = list(recognize_listed(text, segments, kept.mentions))
    kept.add(listed)
    kept.add(acronym_uses(text, {m.name: m for m in listed if len(m.name) > 3}))
    kept.add(recognize_events(words))
    return tuple(sorted([*kept.mentions, *inside, *recognize_topics(hits)], key=lambda m: (m.start, -m.end, m.kind)))


def _labels(note: Note, segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Where the labels of fields stand, which no segment holds: "WHO: Bolivia, Chile" names no organization before the colon."""
    starts = [segment.start for segment in segments]
    for block in note.blocks:
        at = bisect_left(starts, block.start)
        end = min(block.end, starts[at] if at < len(starts) else block.end)
        if end > block.start:
            yield block.start, end


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses of mail and of the web stand."""
    for found in _AT.finditer(text):
        mailbox = _MAILBOX.search(text, max(0, found.start() - 65), found.start())
        if mailbox is not None:
            yield mailbox.start(), found.end()
    for found in _ADDRESS.finditer(text) if "http" in text or "www." in text else ():
        yield found.span()


#: "the Committee expert", "experts of the Committee", "the Committee's Group of Experts".
_EXPERTS = Cued(
    re.compile(r"(?:the |The |its |Its )?(?:Committee(?:['’]s)? (?:[Ee]xperts?\b|Group of Experts\b)|(?:[Ee]xperts?|Group of Experts) of the Committee\b(?! (?:of|on|for|against|to|established)\b))"),
    [*(lead + body for lead in ("", "the ", "its ") for body in ("Committee expert", "Committee Group", "Committee's expert", "Committee's Group")), "expert of ", "experts of ", "Group of Experts of "],
)
_COMMITTEE = Cued(re.compile(r"(?:the|The) Committee(?:['’]s)?\b(?! (?:of|on|for|against|to|established|experts?|Group)\b)"), ["the Committee"])


def _short_names(words: Words, mentions: list[Mention], reference: Reference) -> Iterable[Mention]:
    """As in "The Committee", where the note has named no other committee since."""
    iri = resource_iri("organization", "1540-committee")
    others = sorted(m.start for m in mentions if m.kind == "organization" and "ommittee" in m.name and "1540" not in m.iri)
    group = resource_iri("organization", "1540-committee-group-of-experts")
    for found in words.finditer(_EXPERTS):
        lead = 4 if found[0][:4].lower() in ("the ", "its ") else 0
        if found.start() - _last(others, found.start()) >= 400:
            yield Mention("organization", found.start() + lead, found.end(), group, reference.labels.get(group, ""), form="short")
    for found in words.finditer(_COMMITTEE):
        if found.start() - _last(others, found.start()) > 400:
            start = found.start() + 4
            yield Mention("organization", start, start + 9, iri, reference.labels.get(iri, ""), form="short")


#: "the Centre", after a body of that kind has been named.
_KINDS_OF_BODY = ("Centre", "Center", "Commission", "Secretariat", "Institute", "Agency", "Ministry", "Authority", "Chamber", "Forum", "League")
_THE_BODY = Cued(re.compile(rf"(?:the|The) (?P<kind>{'|'.join(_KINDS_OF_BODY)})\b(?!['’]s [A-Z]| (?:of|for|on|in charge|to|against|and the)\b(?! (?:had|has|was|were))| [A-Z(])"), [f"the {kind}" for kind in _KINDS_OF_BODY])


def _bodies_by_kind(words: Words, mentions: Sequence[Mention], reference: Reference) -> Iterator[Mention]:
    """As in "the Centre" and "the Commission", where the note names one such body, and has named it before."""
    found = list(words.finditer(_THE_BODY))
    if not found:
        return
    named: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=_START):
        if mention.kind == "organization":
            label = reference.labels.get(mention.iri, mention.name) if mention.iri else mention.name
            for kind in _KINDS_OF_BODY:
                if kind in label:
                    named.setdefault(kind, []).append(mention)
    for one in found:
        bodies = named.get(one["kind"], [])
        if len({m.iri or m.name for m in bodies}) == 1 and bodies[0].start < one.start():
            yield bodies[0]._replace(start=one.start() + 4, end=one.end(), form="acronym" if not bodies[0].iri else "short")


def _last(starts: Sequence[int], at: int) -> float:
    """The last of the sorted positions before one."""
    before = bisect_left(starts, at)
    return starts[before - 1] if before else -math.inf


class _Kept:
    """Mentions that do not overlap: the first to claim its words keeps them."""

    def __init__(self, size: int) -> None:
        self.mentions: list[Mention] = []
        self._size = size
        self._masked: list[tuple[int, int]] = []
        self._mask = bytearray(size)

    def mask(self, start: int, end: int) -> None:
        self._masked.append((start, end))
        self._mask[start:end] = b"\x01" * (end - start)

    def add(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if self._mask.find(1, mention.start, mention.end) == -1:
                self._mask[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
                self.mentions.append(mention)

    def remask(self) -> None:
        """Count the mentions' words anew, after some were joined."""
        self._mask = bytearray(self._size)
        for start, end in (*self._masked, *((m.start, m.end) for m in self.mentions)):
            self._mask[start:end] = b"\x01" * (end - start)
