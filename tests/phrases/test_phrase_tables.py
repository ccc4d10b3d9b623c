"""Every line of the tables beside this file is a phrase and the facts that it says: see README.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import Said

TABLES = sorted(Path(__file__).parent.glob("*.tsv"))
LINES = [
    (f"{table.stem}:{number}", line) for table in TABLES for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1) if line.strip() and not line.startswith("#")
]


def test_the_tables_hold_phrases():
    assert {table.stem for table in TABLES} == {"absent", "counts", "dates", "follow-ups", "forms", "letters", "no-events", "organizers", "overviews", "participants", "people", "places", "plans", "statuses", "supporters", "topics"}
    assert len(LINES) >= 500


@pytest.mark.parametrize("line", [line for _, line in LINES], ids=[name for name, _ in LINES])
def test_phrase(line):
    words, expected = line.split("\t")
    assert Said(words).differences(expected) == []
