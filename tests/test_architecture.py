"""Imports point one way: cli → store → pipeline → a stage → what every stage may know."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "graph1540"

#: What every module may import: values, names and where things lie. Each imports only those before it.
BASE = ("errors", "files", "dates", "versions", "names", "labels", "entries", "iri", "model", "resources", "source", "spread", "garbage", "reference")

#: From a note to claims, from claims to a dataset, and the readers of a dataset.
STAGES = (
    "assemble", "canonical", "claims", "dataset", "decisions", "explain", "export", "fetch", "infer", "machines", "query", "read", "recognize",
    "remote", "resolve", "review", "segment", "shards", "validate", "write",
)  # fmt: skip

#: A stage imports no stage, but for these; each says why.
ACCEPTED = {
    ("assemble", "recognize"): "the words of roles, topics and kinds of event are looked up again inside a claim's words",
    ("canonical", "resolve"): "the merged facts are of resolve's types; merge and the names of events lie there",
    ("canonical", "write"): "one way to turn a value into a term",
    ("dataset", "export"): "files are written in the formats of export",
    ("explain", "dataset"): "a proof that is a graph is written as any dataset is",
    ("explain", "infer"): "a proof shows the derivations of the closure",
    ("explain", "query"): "a fact is asked for as a person types it, and its evidence shown as answers show it",
    ("fetch", "remote"): "requests with a deadline and limits are made in one place",
    ("query", "dataset"): "an answer that is a graph is written as any dataset is",
    ("resolve", "decisions"): "decisions are an input of resolve, as claims are",
    ("shards", "export"): "blank nodes get the labels that they have in every export",
    ("validate", "dataset"): "a file of RDF that others made is read as any dataset is",
}

#: What the store steers itself, where a change must not build everything again.
STEERED = ("canonical", "dataset", "decisions", "infer", "resolve", "write")

#: What the command line calls beside store and pipeline: the readers of a dataset, each with a command of its own, and the machines that do the work.
READERS = ("claims", "dataset", "decisions", "explain", "export", "machines", "query", "remote", "resolve", "review", "shards", "validate")

#: Who may import what is not ours; whatever stands in no row is free for no one.
LIBRARIES = {
    "SPARQLWrapper": {"remote"},
    "ahocorasick_rs": {"assemble", "recognize", "reference"},
    "click": {path.stem for path in SOURCE.glob("cli*.py")},
    "distributed": {"machines"},
    "fsspec": {"fetch"},
    "lxml": {"read"},
    "matplotlib": {"query"},
    "numpy": {"infer"},
    "owlrl": set(),
    "pyld": {"export"},
    "pyoxigraph": {"canonical", "claims", "cli_shared", "dataset", "explain", "export", "infer", "pipeline", "query", "reference", "remote", "shards", "source", "store", "validate", "write"},
    "pyparsing": {"query"},
    "pypdfium2": {"read"},
    "pyshacl": {"validate"},
    "rapidfuzz": {"query"},
    "rdflib": {"query", "validate"},
}


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, by their full name, wherever in the file and for whatever purpose."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: write the import with its full name"
            yield from [f"graph1540.{alias.name}" for alias in node.names] if node.module == "graph1540" else [str(node.module)]


def arrows() -> set[tuple[str, str]]:
    """Every (unit, unit or library); a unit is a module or a folder of graph1540."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        unit = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for name in imports(path):
            first, _, rest = name.partition(".")
            target = rest.partition(".")[0] if first == "graph1540" else first
            if target != unit and target not in ("__version__", *sys.stdlib_module_names):
                found.add((unit, target))
    return found


ARROWS = arrows()
OURS = {path.stem for path in SOURCE.glob("*.py") if path.stem != "__init__"} | {
    path.parent.name for path in SOURCE.glob("*/__init__.py")
}


def test_the_imports_were_read():
    assert len(ARROWS) > 50


def test_every_module_has_its_place():
    commands = {unit for unit in OURS if unit.startswith("cli")}
    assert OURS - commands - {"store", "pipeline", *STAGES, *BASE} == set()


def may_import(unit: str, target: str) -> bool:
    if unit.startswith("cli"):
        return target.startswith("cli") or target in {"store", "pipeline", *READERS, *BASE}
    if unit == "store":
        return target in {"pipeline", *STEERED, *BASE}
    if unit == "pipeline":
        return target in {*STAGES, *BASE}
    if unit in STAGES:
        return target in BASE or (unit, target) in ACCEPTED
    return target in BASE[: BASE.index(unit)]


@pytest.mark.parametrize("unit", sorted(OURS))
def test_imports_point_one_way(unit):
    wrong = sorted(target for one, target in ARROWS if one == unit and target in OURS and not may_import(one, target))
    assert wrong == [], f"{unit} must not import {', '.join(wrong)}"


def test_no_exception_has_outlived_its_need():
    assert sorted(pair for pair in set(ACCEPTED) - ARROWS if set(pair) <= OURS) == []


def test_every_library_stays_where_it_belongs():
    wrong = sorted(f"{unit} → {target}" for unit, target in ARROWS if target not in OURS and unit not in LIBRARIES.get(target, set()))
    assert wrong == []


def test_the_command_line_begins_with_click_and_what_is_light_alone():
    """Whatever is heavy is imported by the command that needs it, so that ``--help`` is quick."""
    at_start: set[str] = set()
    for path in sorted(SOURCE.glob("cli*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        at_start |= {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
        at_start |= {str(node.module) for node in tree.body if isinstance(node, ast.ImportFrom)}
    ours = {name for name in at_start if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in ours if not name.startswith("graph1540.cli_")} == {"click", "graph1540", "graph1540.errors", "graph1540.garbage"}
