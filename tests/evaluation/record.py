"""Record today's figures: ``python -m tests.evaluation.record``, from the root of the checkout.

From then on ``make evaluate`` fails when a group's F1 falls below its figure. Commit the file with the change that
moved the figures, and say in the commit why one fell.
"""

from __future__ import annotations

import json
import sys

from .groups import GROUPS, RECORDED, figures, recorded


def main() -> int:
    """Write ``recorded.json`` and say what changed."""
    before = recorded() if RECORDED.exists() else {}
    now = {group: figures(group) for group in GROUPS}
    RECORDED.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    for group in GROUPS:
        was = before.get(group, {}).get("f1")
        sys.stdout.write(f"{group:6} F1 {now[group]['f1']:.4f}" + (f" (was {was:.4f})\n" if was is not None else "\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
