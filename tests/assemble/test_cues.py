"""A sentence without the cue of a pattern is one that the pattern finds nothing in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

from graph1540.assemble import counts, organizing, plans, shapes, speakers
from graph1540.assemble.cues import Cues
from graph1540.assemble.sentences import Sentence
from graph1540.model import Claim
from graph1540.pipeline import extract
from graph1540.read import read_note
from graph1540.recognize.stems import Cued, Words, tried_at

ROOT = Path(__file__).resolve().parents[2]
NOTES = sorted([*(ROOT / "seeds").glob("*.txt"), *(path for path in (ROOT / "tests" / "cases").glob("*/*") if path.suffix in (".txt", ".md"))])


def claims() -> dict[str, tuple[Claim, ...]]:
    return {path.name: extract(read_note(path)).claims for path in NOTES}


class Everything(frozenset[str]):
    """The kinds of a sentence that has them all."""

    def __contains__(self, cue: object) -> bool:
        return True

    def __and__(self, cues: AbstractSet[object]) -> frozenset[str]:
        return frozenset(str(cue) for cue in cues)


def everywhere(pattern: re.Pattern[str], text: str, *_: object) -> Iterator[re.Match[str]]:
    return pattern.finditer(text)


def test_patterns_tried_everywhere_find_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    found = claims()

    def words(self: Words, cued: Cued, *, folded: bool = False) -> Iterator[re.Match[str]]:
        starts = [match.start() for match in re.finditer(r"(?<!\w)(?!\Z)", self.text, re.DOTALL)]
        return tried_at(cued.pattern, self.folded if folded else self.text, starts)

    monkeypatch.setattr(Sentence, "cues", Cues(Everything(), {}))
    monkeypatch.setattr(Sentence, "_sent", True)
    monkeypatch.setattr(Sentence, "has_between", lambda *_: True)
    monkeypatch.setattr(Sentence, "cued", lambda self, _, pattern, start=0, end=10**9: self.pattern(pattern).finditer(self.tagged, start, end))
    monkeypatch.setattr(Sentence, "listed", lambda self, pattern, start=0, end=10**9: self.pattern(pattern).finditer(self.tagged, start, end))
    monkeypatch.setattr(Words, "finditer", words)
    for module in (counts, organizing, plans, shapes, speakers):
        monkeypatch.setattr(module, "tried_at", everywhere)
    assert len(NOTES) > 30
    assert claims() == found
