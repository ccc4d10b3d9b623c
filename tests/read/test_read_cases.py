"""Each folder of ``cases`` holds a note and, in ``blocks.txt``, what is read from it; so do the binary ``files``."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph1540.model import Note
from graph1540.read import read_note

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").glob("*/note.*"))
FILES = [HERE / "files" / name for name in ("two-columns.pdf", "word.docx")]


def shown(note: Note) -> list[str]:
    """The blocks as lines that a person can read and write: ``kind level [label] | text``."""
    lines = []
    for block in note.blocks:
        level = f" {block.level}" if block.level else ""
        label = f" [{block.label}]" if block.label else ""
        lines.append(f"{block.kind}{level}{label} | {note.text[block.start : block.end]}")
    return lines


def expected(path: Path) -> list[str]:
    beside = path.with_suffix(".blocks.txt") if path.parent.name == "files" else path.parent / "blocks.txt"
    return beside.read_text(encoding="utf-8").splitlines()


def test_no_case_is_lost():
    assert len(CASES) == 12


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_blocks_of_a_case(path):
    assert shown(read_note(path)) == expected(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_blocks_of_a_binary_file(path):
    assert shown(read_note(path)) == expected(path)
