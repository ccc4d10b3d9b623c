"""Results in PDF and DOCX point to page, line and column; remedies and exceptions."""

from pathlib import Path

import pyoxigraph as ox
import pypdfium2
import pytest
from docx import Document
from validate_graphs import ROOT, SEED

from graph1540.model import Finding, Span
from graph1540.pipeline import build, extract
from graph1540.read import read_note
from graph1540.validate import accepted, patch, render, validate
from graph1540.validate.locate import header_span

CITED = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix g1540: <https://w3id.org/graph1540/ontology#> .
@prefix my: <https://example.org/shapes#> .
my:NothingCited a sh:NodeShape ; sh:targetClass g1540:InformationNote ; sh:severity sh:Warning ;
    sh:property [ sh:path g1540:cites ; sh:nodeKind sh:Literal ; sh:message "a resolution is cited" ] .
my:Unwanted a sh:NodeShape ; sh:targetObjectsOf g1540:reportsOn ; sh:severity sh:Warning ;
    sh:property [ sh:path g1540:startDate ; sh:nodeKind sh:IRI ; sh:message "a date" ] .
"""


def findings_of(path, shapes=None, layers=("claims", "corpus")):
    one = extract(read_note(path))
    built = build([one])
    store = ox.Store()
    store.bulk_extend(built.quads)
    return one.note, validate(store, layers, notes=dict(built.notes), shapes=shapes)


@pytest.fixture
def shapes(tmp_path):
    (tmp_path / "claims.ttl").write_text(CITED, encoding="utf-8")
    return tmp_path


def test_a_result_in_a_pdf_points_to_page_and_line(shapes):
    path = ROOT / "tests/cases/dev-b08/b08.pdf"
    _, findings = findings_of(path, shapes, ("claims",))
    document = pypdfium2.PdfDocument(path)
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    placed = [(f.location.page, " ".join(f.span.exact.split())) for f in findings if f.span and f.location]
    assert len(placed) == len(findings) > 1
    # The first words: a stretch of evidence may go on over a line that ends in a hyphen.
    assert [words for page, words in placed if words.split()[0] not in pages[page - 1]] == []


def test_a_result_in_a_docx_points_to_its_paragraph(shapes):
    path = ROOT / "tests/cases/dev-b10/b10.docx"
    note, findings = findings_of(path, shapes, ("claims",))
    texts = " ".join(" ".join(p.text.split()) for p in Document(str(path)).paragraphs)
    cells = " ".join(c.text for table in Document(str(path)).tables for row in table.rows for c in row.cells)
    assert findings
    assert all(f.span and f.location == note.locate(f.span.start) for f in findings)
    assert [f.span.exact for f in findings if f.span and f.span.exact not in texts + cells] == []
    assert render(findings, notes=[note]).startswith("b10.docx:")


def test_a_missing_date_points_to_the_venue_where_there_is_no_field_for_dates():
    assert header_span("Note\n\nVenue: Vienna\n", "date") == Span(6, 12, "Venue:")


def test_an_evident_remedy_is_shown_as_a_patch_and_changes_nothing():
    before = SEED.read_bytes()
    note, findings = findings_of(SEED)
    shown = patch(findings, [note], {note.name: before.decode()}, {note.name: "seeds/note.txt"})
    assert SEED.read_bytes() == before
    lines = shown.split("\n")
    assert lines[:2] == ["--- a/seeds/note.txt", "+++ b/seeds/note.txt"]
    (old,) = [line[1:] for line in lines if line.startswith("-") and not line.startswith("---")]
    (new,) = [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]
    assert old.replace("resolution 1540 (1540)", "resolution 1540 (2004)") == new != old


def test_without_an_evident_remedy_there_is_no_patch():
    finding = Finding("x", "warning", "x", "a.txt", Span(0, 1, "a"))
    assert patch([finding], [], {"a.txt": "a"}, {}) == ""


class Decided:
    """A decision, as far as it is read here."""

    def __init__(self, kind, subject, predicate, value):
        self.kind, self.subject, self.predicate, self.value = kind, subject, predicate, value


FINDING = Finding("resolution-year", "warning", "x", "a.txt", Span(0, 9, "1540\n(1540)"))


@pytest.mark.parametrize(
    ("decision", "gone"),
    [
        (("ignore", "a.txt", "resolution-year", "1540 (1540)"), True),
        (("ignore", "a", "resolution-year", "*"), True),
        (("ignore", "b", "resolution-year", "*"), False),
        (("ignore", "a", "event-type", "*"), False),
        (("wrong", "a", "resolution-year", "*"), False),
    ],
)
def test_a_decision_takes_back_what_it_names(decision, gone):
    assert accepted([FINDING], [Decided(*decision)]) == (([], [FINDING]) if gone else ([FINDING], []))


def test_a_sarif_log_passes_the_schema():
    """The schema is not ours to ship: GRAPH1540_SARIF_SCHEMA names the file."""
    import json
    import os

    path = os.environ.get("GRAPH1540_SARIF_SCHEMA")
    jsonschema = pytest.importorskip("jsonschema")
    if not path:
        pytest.skip("GRAPH1540_SARIF_SCHEMA names no schema")
    schema = json.loads(Path(path).read_text(encoding="utf-8"))
    _, findings = findings_of(SEED)
    log = json.loads(render([*findings, FINDING], "sarif"))
    assert list(jsonschema.validators.validator_for(schema)(schema).iter_errors(log)) == []
