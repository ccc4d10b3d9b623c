"""A note's blocks as lines that a person can read and write: ``kind level [label] | text``."""

from __future__ import annotations

from graph1540.model import Note


def shown(note: Note) -> list[str]:
    lines = []
    for block in note.blocks:
        level = f" {block.level}" if block.level else ""
        label = f" [{block.label}]" if block.label else ""
        lines.append(f"{block.kind}{level}{label} | {note.text[block.start : block.end]}")
    return lines
