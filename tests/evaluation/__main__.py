"""``python -m tests.evaluation [GROUP …]``: the tables with every missed and every extra fact."""

from __future__ import annotations

import sys

from .groups import GROUPS, scored
from .score import table


def main(groups: list[str]) -> int:
    """Print the tables of ``groups``, of every group where none is named."""
    unknown = sorted(set(groups) - set(GROUPS))
    if unknown:
        sys.stderr.write(f"no such group: {', '.join(unknown)}; the groups are {', '.join(GROUPS)}\n")
        return 2
    for group in groups or GROUPS:
        sys.stdout.write(f"== {group} ==\n{table(scored(group), errors=True)}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
