"""The README tells the truth."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from graph1540.cli import main

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def docs():
    spec = importlib.util.spec_from_file_location("docs", ROOT / ".ci" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_every_command_prints_what_the_readme_says(tmp_path):
    assert len(re.findall(r"^\$ ", TEXT, re.MULTILINE)) >= 8
    module = docs()
    assert module.steady(module.readme(TEXT, tmp_path)) == module.steady(TEXT), "run 'make docs' and read what changed"


def test_every_goal_of_make_is_there():
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    wanted = set(re.findall(r"\bmake ([a-z]+)(?=`|\s+#)", TEXT))
    assert {"demo", "test"} <= wanted <= goals


def test_every_command_is_told_of():
    assert [name for name in main.commands if f"graph1540 {name}" not in TEXT] == []


def test_the_files_of_the_install_are_there():
    named = re.findall(r"-r (\S+)", "".join(blocks("sh")))
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_stanza_to_copy_is_turtle():
    (stanza,) = blocks("turtle")
    head = "".join(re.findall(r"^@prefix .*\n", (ROOT / "ontology/reference/organizations/regional.ttl").read_text("utf-8"), re.MULTILINE))
    store = Store()
    store.load(input=(head + stanza).encode(), format=RdfFormat.TURTLE)
    assert len(store) == 5


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    text = path.read_text("utf-8")
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name) if name else path
        headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE) if target.is_file() else []
        if not target.exists() or (anchor and anchor not in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}):
            broken.append(link)
    assert broken == []
