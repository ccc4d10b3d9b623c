"""Damaged PDF, DOCX and HTML files, for as long as you like: ``python tests/fuzz/files.py --seconds 600``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def made() -> tuple:
    """What makes the notes, and what must hold of them; imported late, see ``harness``."""
    from fuzz.check import check
    from fuzz.damage import damaged_file

    return damaged_file, check


if __name__ == "__main__":
    from fuzz.harness import main

    sys.exit(main(made, "Fuzz with damaged files."))
