"""The marks of the reviewer's page: which words lie under which claim, whatever overlaps."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from graph1540.dates import PartialDate
from graph1540.iri import G1540, RDF, digest, local_iri, note_iri
from graph1540.model import Block, Claim, Finding, Mark, Note, Ref, Segment, Span
from graph1540.pipeline import extract
from graph1540.read import read_note
from graph1540.reference import load_reference, shipped_reference
from graph1540.review import page
from graph1540.review.runs import runs
from graph1540.review.sentences import sentences
from graph1540.review.words import claim_id, value_key
from graph1540.write import value_key as written_key

ROOT = Path(__file__).parents[2]
SOURCES = [
    *sorted((ROOT / "seeds").glob("*.txt")),
    *sorted(path for path in (ROOT / "tests" / "cases").glob("*/*") if path.suffix in (".txt", ".md", ".html")),
]
TEXT = "A workshop was held in Accra. Nobody spoke. It ended on 3 March 2016."
NOTE = Note("n", "n.txt", "text/plain", TEXT, (Block("paragraph", 0, len(TEXT)),), (Mark(0, 1, 1, 1),), digest(TEXT))
SEGMENTS = (Segment("paragraph", "", 0, len(TEXT)),)
EMPTY = load_reference(())


def claim(start, end, predicate=G1540.topic, value=None):
    event = Ref(local_iri(note_iri("n"), "event", 1))
    return Claim(note_iri("n"), event, predicate, value or Ref(f"https://w3id.org/graph1540/id/topic/t-{start}-{end}"), (NOTE.span(start, end),))


def drawn(claims, findings=(), note=NOTE, segments=SEGMENTS):
    return html.fromstring(page(note, segments, claims, findings, EMPTY))


def with_class(document, name):
    return document.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def under(document):
    """The words under each mark, put together from the runs that bear its name."""
    found = {}
    for run in with_class(document, "run"):
        for words in run.get("data-words").split():
            found[words] = found.get(words, "") + run.text_content()
    return found


def test_every_span_of_every_claim_is_marked_with_its_words():
    wanted, found = {}, {}
    for source in SOURCES:
        told = extract(read_note(source))
        document = html.fromstring(page(told.note, told.segments, told.claims, told.findings, shipped_reference()))
        ids = {one.get("id") for one in document.xpath("//*[@id]")}
        marked = under(document)
        spans = {span for one in told.claims for span in one.evidence}
        # The line feed between two blocks is the end of an element.
        wanted[source.name] = ({f"words-{s.start}-{s.end}": s.exact.replace("\n", "") for s in spans}, {claim_id(one) for one in told.claims})
        found[source.name] = ({name: marked.get(name) for name in wanted[source.name][0]}, wanted[source.name][1] & ids)
    assert len(wanted) >= 23
    assert found == wanted


def test_every_block_stands_as_it_is_in_the_note():
    wanted, found = {}, {}
    for source in SOURCES:
        told = extract(read_note(source))
        document = html.fromstring(page(told.note, told.segments, told.claims, told.findings, shipped_reference()))
        wanted[source.name] = [told.note.text[block.start : block.end] for block in told.note.blocks]
        found[source.name] = [one.text_content() for one in document.xpath("//*[@data-block]")]
    assert found == wanted


def test_every_id_is_there_once():
    told = extract(read_note(SOURCES[0]))
    ids = re.findall(r'\bid="([^"]+)"', page(told.note, told.segments, told.claims, told.findings, shipped_reference()))
    assert len(ids) > 100
    assert sorted(ids) == sorted(set(ids))


@st.composite
def stretches(draw):
    start = draw(st.integers(0, len(TEXT) - 1))
    span = NOTE.span(start, draw(st.integers(start + 1, len(TEXT))))
    return (span.start, span.end) if span.start < span.end else (0, 1)


@given(st.lists(stretches(), min_size=1, max_size=12, unique=True))
@settings(max_examples=60, deadline=None)
def test_marks_that_overlap_keep_their_words(spans):
    document = drawn([claim(*span) for span in spans])
    assert under(document) == {f"words-{start}-{end}": TEXT[start:end] for start, end in spans}
    assert [one.text_content() for one in document.xpath("//*[@data-block]")] == [TEXT]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair))), max_size=8))
def test_runs_leave_no_gap(spans):
    cut = list(runs(0, 30, spans))
    assert [run.start for run in cut] == [0, *[run.end for run in cut[:-1]]]
    assert cut[-1].end == 30
    assert [set(run.over) for run in cut] == [{s for s in spans if s[0] <= run.start and run.end <= s[1]} for run in cut]


def test_a_run_shows_each_kind_that_lies_over_it():
    document = drawn([claim(2, 28), claim(23, 28, G1540.heldAt, Ref("https://w3id.org/graph1540/id/place/accra"))])
    (run,) = [one for one in with_class(document, "run") if one.text_content() == "Accra"]
    assert [one.get("class").split()[1] for one in run.iter("span")] == ["k-topic", "k-place"]


def test_a_sentence_without_a_claim_is_told_and_counted():
    document = drawn([claim(2, 10), claim(56, 68)])
    assert [one.text_content() for one in with_class(document, "note")[0].xpath(".//*[contains(@class, 'none')]")] == ["Nobody spoke."]
    assert with_class(document, "gaps")[0].text_content().startswith("1 of 3 sentences gave no claim")


def test_a_finding_leads_to_its_words_and_words_from_elsewhere_mark_nothing():
    here = Finding("dull", "warning", "Nobody spoke?", "n.txt", NOTE.span(30, 43), NOTE.locate(30), "say who spoke")
    elsewhere = Finding("odd", "violation", "Not of this note", "m.txt", Span(3, 9, "ghosts"))
    document = drawn([claim(2, 10)], [here, elsewhere])
    assert [one.get("id") for one in with_class(document, "violation")] == ["finding-1"]
    assert under(document)["words-30-43"] == "Nobody spoke."
    assert [one for one in under(document) if one == "words-3-9"] == []


def test_a_note_writes_no_markup_of_its_own():
    text = "</script><script>alert(1)</script> \"'><img src=x onerror=alert(1)> &lt;b&gt; \x00\ud800 \u202ecba"
    note = Note("<b>", '"><script>alert(2)</script>', "text/plain", text, (Block("paragraph", 0, len(text)),), (Mark(0, 1, 1, 1),), digest(text))
    title = Claim(note_iri("x"), Ref(local_iri(note_iri("x"), "event", 1)), "http://purl.org/dc/terms/title", text, (Span(0, len(text), text),))
    made = page(note, (Segment("paragraph", "", 0, len(text)),), [title], [Finding("<i>", "info", text, remedy=text)], EMPTY)
    assert made.encode().count(b"<script") == 1
    assert html.fromstring(made).xpath("//img | //b[not(@class)]/script | //i") == []


def test_the_policy_names_exactly_the_blocks_of_the_page():
    made = page(NOTE, SEGMENTS, [claim(2, 10)], (), EMPTY)
    policy = html.fromstring(made).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    def hashes(name):
        return [base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in re.findall(rf"<{name}>(.*?)</{name}>", made, re.DOTALL)]

    assert policy.startswith("default-src 'none'; ")
    assert re.findall(r"(script|style)-src 'sha256-([^']+)'", policy) == [("script", *hashes("script")), ("style", *hashes("style"))]
    assert re.search(r"(?:https?:)?//[\w.]+|\sstyle=|\son\w+=|@import|url\(", made) is None


def test_dates_are_said_once_and_in_words():
    held = Claim(note_iri("n"), Ref(local_iri(note_iri("n"), "event", 1)), RDF.type, Ref(G1540.Event), (NOTE.span(2, 10),))
    start = claim(56, 68, G1540.startDate, PartialDate(2017, 8, 2))
    assert "2–4 August 2017" in page(NOTE, SEGMENTS, [held, start, claim(56, 68, G1540.endDate, PartialDate(2017, 8, 4))], (), EMPTY)
    assert [one.text_content() for one in with_class(drawn([held, start]), "k-date") if "August" in one.text_content()] == ["2 August 2017"]


def test_a_claim_has_the_name_that_it_has_in_the_graph():
    values = [Ref("https://e.org/a"), PartialDate(2017, 8), 55, "words"]
    assert [value_key(value) for value in values] == [written_key(value) for value in values]


def test_abbreviations_and_numbers_end_no_sentence():
    text = "1. Mr. A. Rogov spoke. See S/2016/86, para. 3. Dr. Who agreed. “It was good.” He left."
    note = Note("n", "n.txt", "text/plain", text, (), (), "")
    assert [one.exact for one in sentences(note, (Segment("paragraph", "", 0, len(text)),))] == [
        "1. Mr. A. Rogov spoke.",
        "See S/2016/86, para. 3.",
        "Dr. Who agreed.",
        "“It was good.”",
        "He left.",
    ]


def test_a_click_lights_the_other_side_in_both_directions(tmp_path):
    made = page(NOTE, SEGMENTS, [claim(2, 10), claim(23, 28, G1540.heldAt, Ref("https://w3id.org/graph1540/id/place/accra"))], (), EMPTY)
    # The page's own policy would not let the test's script run.
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made)
    # In the note the place comes second, on its card first.
    clicked = [_after_click(free, one, tmp_path) for one in ("document.querySelectorAll('.note .run')[1]", "document.querySelector('.claims .claim')")]
    assert [[one.text_content() for one in with_class(document, "lit")] for document in clicked] == [["Accra", "Accra"], ["Accra", "Accra"]]


def _after_click(made, target, folder):
    path = folder / "page.html"
    path.write_text(made.replace("</body>", f"<script>{target}.click()</script></body>"), "utf-8")
    chromium = shutil.which("chromium")
    assert chromium, "this test needs chromium on the PATH"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command = [chromium, *flags, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=3000", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return html.fromstring(done.stdout.decode())
