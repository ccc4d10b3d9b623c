"""assemble: the mentions of one note → its claims, and findings where a sentence is doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from graph1540.assemble.book import Book
from graph1540.model import Claim, Finding, Mention, Note, Segment
from graph1540.reference import Reference

__all__ = ["assemble"]


def assemble(
    note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], *, reference: Reference
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """What the note says, each claim with its words, and what is doubtful in it; both in a stable order."""
    book = Book(note, segments, mentions, reference)
    book.read()
    return tuple(book.claims()), tuple(book.findings())
