"""What lies over the note's words: for each stretch of evidence the claims that rest on it, for each finding its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph1540.model import Finding, Note, Span
from graph1540.review.groups import Entry, Group
from graph1540.review.kinds import KINDS, Kind, kind_of
from graph1540.review.words import Words, claim_id

__all__ = ["Mark", "finding_id", "fits", "marks", "ordered", "span_id"]

_SEVERITIES = ("violation", "warning", "info")


@dataclass(slots=True)
class Mark:
    """The kinds of one span, where it leads to, and what a reader is told of it."""

    kinds: set[Kind] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    claims: bool = False
    severity: str = ""

    def names(self) -> list[str]:
        """The kinds in the legend's order; "named" only where nothing more is said."""
        found = [kind for kind in KINDS if kind in self.kinds and (kind != "named" or len(self.kinds) == 1)]
        return [*found, *(["finding"] if self.severity else [])]


def span_id(start: int, end: int) -> str:
    """The fragment by which the page knows words of the note."""
    return f"words-{start}-{end}"


def finding_id(number: int) -> str:
    """The fragment of a finding, counted from 1."""
    return f"finding-{number}"


def fits(note: Note, span: Span | None) -> bool:
    """Whether a span holds words of this note; a finding's may come from elsewhere."""
    return span is not None and 0 <= span.start <= span.end <= len(note.text) and note.text[span.start : span.end] == span.exact


def ordered(note: Note, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, the gravest first, then by place."""
    def key(one: Finding) -> tuple[int, str, int, int, str, str, str]:
        start, end = (one.span.start, one.span.end) if one.span else (-1, -1)
        return (_SEVERITIES.index(one.severity), one.note if one.note != note.name else "", start, end, one.rule, one.message, one.remedy)

    return tuple(sorted(set(findings), key=key))


def marks(note: Note, shown: Sequence[Group], findings: Sequence[Finding], words: Words) -> dict[tuple[int, int], Mark]:
    """Every span of evidence that is in the note, with what rests on it, in the order of the page."""
    found: dict[tuple[int, int], Mark] = {}
    for group in shown:
        for card in group.cards:
            _take(note, card.title, card.title.words, "", words, found)
            for row in card.rows:
                for entry in row.entries:
                    _take(note, entry, card.title.words, row.label, words, found)
    for number, finding in enumerate(findings, 1):
        if finding.span is not None and fits(note, finding.span):
            mark = found.setdefault((finding.span.start, finding.span.end), Mark())
            mark.severity = mark.severity or finding.severity
            mark.targets.append(finding_id(number))
            mark.said.append(f"{finding.severity}: {finding.message}")
    return found


def _take(note: Note, entry: Entry, card: str, label: str, words: Words, found: dict[tuple[int, int], Mark]) -> None:
    said = ": ".join(part for part in (card, label, "" if entry.words == card else entry.words) if part)
    for claim in entry.claims:
        for span in claim.evidence:
            if not fits(note, span):
                continue
            mark = found.setdefault((span.start, span.end), Mark())
            mark.claims = True
            mark.kinds.add(kind_of(claim, words.types))
            mark.targets.append(claim_id(claim))
            if said not in mark.said:
                mark.said.append(said)
