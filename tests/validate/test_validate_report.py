"""What the user reads."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from validate_graphs import ROOT, seed_graph

from graph1540.model import Finding, Location, Span
from graph1540.validate import LAYERS, load_rules, render, shacl_report, validate
from graph1540.validate.report import _columns, _excerpt

WRONG_YEAR = """\
seeds/003_be3ee69ea5258f23.txt:25:811: warning[resolution-year]: resolution 1540 is of 2004, the note writes 1540
   |
25 | … in enhancing the implementation of resolution 1540 (1540) by drafting a national action plan…
   |                                      ^^^^^^^^^^^^^^^^^^^^^^
   = help: write "1540 (2004)"

1 note, 1 warning, no violations
"""
SLIP = Finding("ocr-slip", "info", "a line is broken inside a word", "b.pdf", Span(3, 5, "wo"), Location(2, 7, 4))


@pytest.fixture(scope="module")
def seed():
    graph = seed_graph()
    return graph, validate(graph.store, notes={graph.iri: graph.note})


def test_a_finding_is_shown_as_a_compiler_would(seed):
    graph, findings = seed
    shown = render(findings, notes={graph.iri: graph.note}, paths={graph.note.name: f"seeds/{graph.note.name}"})
    assert shown == WRONG_YEAR


def test_no_line_is_wider_than_the_terminal(seed):
    graph, findings = seed
    for width in (40, 60, 200):
        shown = render(findings, notes=[graph.note], width=width).split("\n")[1:4]
        assert shown[0] == "   |"
        assert max(map(len, shown)) <= width
        assert shown[1][shown[2].index("^") :].startswith("resolution 1540 (1540)"[: shown[2].count("^")])


def test_a_page_is_named_where_there_is_more_than_one():
    assert render([SLIP]) == (
        "b.pdf (page 2):7:4: info[ocr-slip]: a line is broken inside a word\n\n"
        "1 note, 1 info, no warnings, no violations\n"
    )


def test_data_without_a_note_have_no_place():
    assert render([Finding("party-kind", "violation", "Vienna cannot organize")]) == (
        "violation[party-kind]: Vienna cannot organize\n\nno warnings, 1 violation\n"
    )


def test_nothing_found_is_said():
    assert render([], count=3) == "3 notes, no warnings, no violations\n"


def test_color_changes_nothing_but_color(seed):
    graph, findings = seed
    colored = render(findings, notes=[graph.note], color=True)
    assert "\x1b[1;33m" in colored
    assert colored.replace("\x1b[1;33m", "").replace("\x1b[0m", "") == render(findings, notes=[graph.note])


def test_json_has_the_place_and_the_words(seed):
    (found,) = json.loads(render(seed[1], "json", paths={"003_be3ee69ea5258f23.txt": "seeds/003.txt"}))
    assert found == {
        "rule": "resolution-year",
        "severity": "warning",
        "message": "resolution 1540 is of 2004, the note writes 1540",
        "note": "003_be3ee69ea5258f23.txt",
        "path": "seeds/003.txt",
        "page": 1,
        "line": 25,
        "column": 811,
        "start": 1997,
        "end": 2019,
        "words": "resolution 1540 (1540)",
        "remedy": 'write "1540 (2004)"',
    }


def test_sarif_has_rule_level_and_region(seed):
    log = json.loads(render([*seed[1], SLIP], "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["ocr-slip", "resolution-year"]
    first = run["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("resolution-year", 1, "warning")
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 25,
        "startColumn": 811,
        "endColumn": 833,
        "snippet": {"text": "resolution 1540 (1540)"},
    }


def test_the_standard_report_is_a_graph_that_says_it_does_not_conform(seed):
    text = shacl_report(seed[0].store)
    triples = {(str(t.predicate), str(t.object)) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    sh = "http://www.w3.org/ns/shacl#"
    assert (f"<{sh}conforms>", '"false"^^<http://www.w3.org/2001/XMLSchema#boolean>') in triples
    assert (f"<{sh}sourceShape>", "<https://w3id.org/graph1540/shapes#ResolutionYear>") in triples
    assert text == shacl_report(seed[0].store)


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="text, json, sarif"):
        render([], "xml")


@given(st.text("ab 東é\n", max_size=80), st.data(), st.integers(20, 60))
def test_the_carets_stand_under_the_words(text, data, width):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, carets = _excerpt(text, start, end, width)
    assert _columns(shown) <= width
    assert set(carets.lstrip(" ")) == {"^"}
    at = next(i for i in range(len(shown) + 1) if _columns(shown[:i]) >= carets.index("^"))
    under = next(
        shown[at:i]
        for i in range(at, len(shown) + 1)
        if _columns(shown[at:i]) >= min(len(carets), _columns(shown)) - carets.index("^")
    )
    words = text[start:end].split("\n")[0]
    assert words.startswith(under.rstrip("…")) or not words


def test_every_rule_is_documented_with_its_severity():
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    rules = [rule for ruleset in load_rules(LAYERS) for rule in ruleset.rules.values()]
    rows = [f"| `{rule.id}` | {rule.severity} | {rule.label} | {rule.suggestion} |" for rule in rules]
    assert [row for row in rows if row not in text] == []
