"""The case folders, by group, and what the program makes of each group."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph1540.pipeline import build, extract_all

from .score import Data, score

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SEEDS = ROOT / "seeds"
RECORDED = Path(__file__).with_name("recorded.json")
#: A figure may fall this much below the recorded one.
TOLERANCE = 0.002

#: The sets by other drafters, each with a history of its own, in which events of the others may be different ones.
SETS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu")
#: What a folder's name begins with → its group; every other folder is one of the project's own cases.
_PREFIXES = {"seed-": "seeds", "dev-": "dev", "twin-": "twins"} | {f"{name}-": name for name in SETS}
#: The groups in the order of the report. "all" is seeds, dev and own together; the twins are own cases in another format.
GROUPS = ("seeds", "dev", "own", "twins", *SETS, "all")
_TOGETHER = frozenset({"seeds", "dev", "own"})


@dataclass(frozen=True)
class Case:
    """A folder with ``gold.json`` and the note that it speaks of."""

    name: str
    note: Path
    gold: dict

    @property
    def group(self) -> str:
        return next((group for prefix, group in _PREFIXES.items() if self.name.startswith(prefix)), "own")


def read_case(folder: Path) -> Case:
    """The case in ``folder``; a note that does not lie beside its gold lies in ``seeds/``."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    places = [place / gold["note"] for place in (folder, SEEDS)]
    note = next((place for place in places if place.is_file()), None)
    if note is None:
        message = f"{folder.name}/gold.json: 'note' is {gold['note']!r}, which is neither beside it nor in seeds/"
        raise FileNotFoundError(message)
    return Case(folder.name, note, gold)


@lru_cache(maxsize=1)
def read_cases() -> tuple[Case, ...]:
    """Every case, in the order of the folders' names."""
    return tuple(read_case(path.parent) for path in sorted(CASES.glob("*/gold.json")))


def cases_of(group: str) -> list[Case]:
    """The cases of ``group``."""
    return [case for case in read_cases() if case.group == group or (group == "all" and case.group in _TOGETHER)]


@lru_cache(maxsize=len(GROUPS))
def scored(group: str) -> dict:
    """What :func:`score` says of the graph built from the notes of ``group``, and of nothing else."""
    cases = cases_of(group)
    extracted, failed = extract_all([case.note for case in cases])
    if failed:
        raise AssertionError("\n".join(failed))
    return score(Data(build(extracted).quads), [case.gold for case in cases])


def figures(group: str) -> dict[str, float | int]:
    """The figures that are recorded of ``group``, as they are now."""
    total = scored(group)["kinds"]["ALL"]
    return {"notes": len(cases_of(group)), "facts": total["n"]} | {key: total[key] for key in ("precision", "recall", "f1")}


def recorded() -> dict[str, dict[str, float | int]]:
    """The figures of ``recorded.json`` by group."""
    return json.loads(RECORDED.read_text(encoding="utf-8"))
