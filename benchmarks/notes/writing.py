"""Notes on their way to a folder, one after the other."""

from __future__ import annotations

import json
from pathlib import Path

from .telling import tell
from .world import World

__all__ = ["write_notes"]

#: Notes of one folder, since folders of a hundred thousand files are slow to list.
_TOGETHER = 1000


def write_notes(folder: Path, count: int, *, seed: int = 1540, said: bool = False, brief: bool = False) -> None:
    """Write the first notes of a seed, a thousand to a folder; what they say beside them where that is asked for."""
    world = World(seed)
    for number in range(count):
        inside = folder / f"{number // _TOGETHER:04}"
        if number % _TOGETHER == 0:
            inside.mkdir(parents=True, exist_ok=True)
        told = tell(world, number, brief=brief)
        (inside / told.name).write_text(told.text, "utf-8")
        if said:
            text = json.dumps(told.said, ensure_ascii=False, indent=1)
            (inside / told.name).with_suffix(".gold.json").write_text(text + "\n", "utf-8")
