"""The files of canned queries and the page on them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph1540.errors import ReferenceDataError
from graph1540.query import catalogue
from graph1540.query.decorators import read_decorators
from graph1540.query.document import queries_page

ROOT = Path(__file__).resolve().parents[2]

QUERY = """\
#+ summary: A question
#+ description: >
#+   What it means,
#+   in two lines.
#+ tags:
#+   - events
#+ params:
#+   - name: state
#+     type: state
#+     description: "the State: any name"
#+     example: KGZ
#+     required: true
#+ columns:
#+   - event: Event

SELECT ?event WHERE {
  VALUES ?state { <http://example.org/KGZ> }
  ?event <http://example.org/p> ?state .
}
"""


def read(tmp_path, text):
    (tmp_path / "question.rq").write_text(text)
    catalogue.cache_clear()
    (query,) = catalogue(tmp_path)
    return query


def test_a_query_is_what_its_decorators_say(tmp_path):
    query = read(tmp_path, QUERY)
    assert (query.name, query.summary, query.description) == ("question", "A question", "What it means, in two lines.")
    assert (query.tags, [column.label for column in query.columns]) == (("events",), ["Event"])
    (state,) = query.parameters
    assert (state.name, state.type, state.description, state.example, state.required, state.default) == (
        "state", "state", "the State: any name", "KGZ", True, None,
    )  # fmt: skip


BROKEN = {
    "unknown decorator": ("#+ tags:", "#+ endpoint: x\n#+ tags:", "'endpoint' is no decorator"),
    "twice": ("#+ tags:", "#+ summary: x\n#+ tags:", "line 5: 'summary' is there twice"),
    "no summary": ("#+ summary: A question\n", "", "'summary' is missing"),
    "YAML would read it otherwise": (
        "A question",
        "A: question",
        "line 1: A: question is no plain text; put it in double",
    ),
    "a remark to YAML": ("A question", "A #question", "no plain text"),
    "a list to YAML": ("A question", "[A]", "no plain text"),
    "no key": ("#+ tags:", "#+ tags", "line 5: 'tags' is no 'key: value'"),
    "nothing below": ("#+   - events\n", "", "line 5: the list is empty"),
    "no text below": ("#+   What it means,\n#+   in two lines.\n", "", "line 2: nothing stands below"),
    "unknown type": ("type: state", "type: planet", "'planet' is no type; use one of state,"),
    "no example": ("#+     example: KGZ\n", "", "it needs name, type, description and example"),
    "no line": ("  VALUES ?state { <http://example.org/KGZ> }\n", "", "the query has no line 'VALUES ?state"),
    "commented out though required": ("  VALUES", "  # VALUES", "its line is a comment if and only if"),
    "other key": ("#+     required: true", "#+     needed: true", "it has an unknown key"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named(case, tmp_path):
    old, new, message = BROKEN[case]
    assert old in QUERY
    with pytest.raises(ReferenceDataError) as refused:
        read(tmp_path, QUERY.replace(old, new, 1))
    assert message in str(refused.value)
    assert "question.rq" in str(refused.value)


def test_there_are_at_least_twelve_queries():
    assert len(catalogue()) >= 12


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_every_column_is_described_and_nothing_else(store, query):
    variables = [variable.value for variable in store.query(query.text).variables]
    assert [column.name for column in query.columns] == variables


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_a_query_declares_the_prefixes_that_it_uses_and_breaks_its_lines(query):
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+"))
    declared = {line.split()[1].rstrip(":") for line in body.splitlines() if line.startswith("PREFIX")}
    assert all(f"{prefix}:" in body.partition("SELECT")[2] for prefix in declared)
    assert max(len(line) for line in query.text.splitlines()) <= 150


def test_decorators_end_where_the_query_begins(tmp_path):
    assert read_decorators("SELECT * {} # no decorator\n", tmp_path) == {}


def test_the_page_is_in_step():
    page = (ROOT / "docs" / "queries.md").read_text("utf-8")
    assert page == queries_page(catalogue()), "run python -m graph1540.query.document > docs/queries.md"


def test_the_package_is_light():
    code = "import sys, graph1540.query; print([m for m in ('rdflib', 'pyld', 'rapidfuzz', 'pyparsing', 'requests') if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}
    )
    assert found.stdout.strip() == "[]"
