"""The figures of ``queries.py`` as lines, and as the tables of docs/performance.md."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["KEPT", "Asked", "Measured", "print_tables", "write_tables"]

_OURS = "graph1540"
#: Our answers as the store has kept them.
KEPT = "graph1540, kept"
_DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"
_HEADING = "## Queries"


@dataclass
class Measured:
    """What one engine took for one question: seconds, rows, or why it gave no answer."""

    warm: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    rows: int = -1
    failed: str = ""

    @property
    def median(self) -> float:
        """The warm median."""
        return statistics.median(self.warm)

    @property
    def p95(self) -> float:
        """The time within which 95 of 100 warm answers come."""
        times = sorted(self.warm)
        return times[min(len(times) - 1, int(0.95 * len(times)))]


@dataclass
class Asked:
    """One question to all engines."""

    by: dict[str, Measured]

    @property
    def ours(self) -> Measured:
        """What the program took."""
        return self.by[_OURS]

    @property
    def fastest(self) -> tuple[str, float] | None:
        """The peer that gave as many rows in the least time."""
        right = {name: m.median for name, m in self.by.items() if not name.startswith(_OURS) and not m.failed and m.rows == self.ours.rows}
        return min(right.items(), key=lambda one: one[1]) if right else None

    def cell(self, name: str) -> str:
        """A peer's warm median, or why there is none."""
        one = self.by.get(name)
        if one is None:
            return ""
        if one.failed:
            return one.failed if one.failed[0] == ">" else "no answer"
        return milliseconds(one.median) if one.rows == self.ours.rows or self.ours.failed else f"{one.rows:,} rows"

    def line(self, label: str) -> str:
        """All of it on one line."""
        first = self.fastest
        against = f" | {self.ours.median / first[1]:.2f} of {first[0]}" if first and not self.ours.failed else ""
        others = ", ".join(f"{name} {self.cell(name)}" + (f" ({m.failed[:60]})" if m.failed and m.failed[0] != ">" else "") for name, m in self.by.items() if name != _OURS)
        return f"{label:36} {self.ours.rows:>8,} rows {self.cell(_OURS):>8} ms{against} | {others}"

    def plain(self) -> dict[str, Any]:
        """For machines."""
        return {name: vars(m) for name, m in self.by.items()}


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds with two digits that count.

    >>> milliseconds(0.00123), milliseconds(0.0456), milliseconds(12.3456)
    ('1.2', '46', '12,346')
    """
    return f"{1000 * seconds:.1f}" if seconds < 0.01 else f"{1000 * seconds:,.0f}"


_COLUMNS = "| question | rows | cold | worked out | p95 | kept, cold | kept | p95 | worked out ÷ fastest | kept ÷ fastest |"


def _table(found: dict[str, Asked]) -> list[str]:
    peers = [name for name in next(iter(found.values())).by if not name.startswith(_OURS)]
    lines = [f"{_COLUMNS} {' | '.join(peers)} |", "|---" * (10 + len(peers)) + "|"]
    for label, asked in found.items():
        first = asked.fastest
        cells = ["" if asked.ours.failed else f"{asked.ours.rows:,}", *_times(asked.ours), *_times(asked.by[KEPT])]
        cells += [f"{m.median / first[1]:.2f}" if first and m.warm else "" for m in (asked.ours, asked.by[KEPT])]
        lines.append(f"| {label} | {' | '.join([*cells, *map(asked.cell, peers)])} |")
    return lines


def _times(one: Measured) -> list[str]:
    """Cold, warm and the 95th percentile."""
    if one.failed:
        return ["", one.failed, ""]
    return [milliseconds(statistics.median(one.cold)) if one.cold else "", milliseconds(one.median), milliseconds(one.p95)]


def print_tables(found: dict[int, dict[str, Asked]]) -> None:
    """Show the tables."""
    for size, by in found.items():
        print(f"\n{size:,} notes, milliseconds\n" + "\n".join(_table(by)))


def write_tables(found: dict[int, dict[str, Asked]], about: str) -> None:
    """Put the tables into the document, each under its own heading; what else stands there stays."""
    text = _DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(f"\n{_HEADING}\n")
    after = re.search(r"^## ", rest, re.MULTILINE)
    body, others = (rest[: after.start()], rest[after.start() :]) if after else (rest, "")
    prose, *there = re.split(r"^### ", body, flags=re.MULTILINE)
    tables = {part.partition("\n")[0]: part.strip() for part in there}
    for size, by in found.items():
        tables[f"{size:,} notes"] = f"{size:,} notes\n\n{about}. Milliseconds.\n\n" + "\n".join(_table(by))
    ordered = sorted(tables, key=lambda title: int(title.partition(" ")[0].replace(",", "")))
    parts = [before.strip(), _HEADING, prose.strip(), *(f"### {tables[title]}" for title in ordered), others.strip()]
    _DOCUMENT.write_text("\n\n".join(part for part in parts if part) + "\n", "utf-8")
