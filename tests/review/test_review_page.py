"""The reviewer's page, and the same claims as JSON."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from lxml import html

from graph1540.pipeline import extract
from graph1540.read import read_bytes, read_note
from graph1540.reference import shipped_reference
from graph1540.review import claims_json, claims_schema, page

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
HOSTILE = """INFORMATION NOTE

Event: Workshop <script>document.title = "owned"</script><img src=x onerror="document.title='owned'"> on resolution 1540 (2004)
Organizers: Government of Ghana " onmouseover="document.title='owned'
Date and Venue: 3 March 2016, Accra, Ghana
Participants: Ghana, Togo, Benin </section></body>

1. A workshop was held in Accra, Ghana, on 3 March 2016. javascript:document.title='owned'
"""


def read(source):
    note = read_note(source) if isinstance(source, Path) else read_bytes(source.encode(), name="hostile.txt")
    return extract(note)


def made(told, form=page):
    if form is page:
        return page(told.note, told.segments, told.claims, told.findings, shipped_reference())
    return claims_json(told.note, told.claims, told.findings, shipped_reference())


def browsed(text, folder, anchor=""):
    """The document as a browser without a window has it, once its script has run."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is not on the PATH: .ci/system-packages installs it")
    path = folder / "page.html"
    path.write_text(text, "utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=3000", "--dump-dom", path.as_uri() + anchor]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return html.fromstring(done.stdout.decode())


@pytest.mark.parametrize("source", SEEDS, ids=lambda path: path.stem)
def test_the_whole_note_stands_on_the_page(source):
    told = read(source)
    (shown,) = html.fromstring(made(told)).xpath("//section[@id='note']")
    heading = shown.find("h2")
    heading.getparent().remove(heading)
    words = [re.sub(r"\W", "", word) for word in shown.text_content().split()]
    wanted = [re.sub(r"\W", "", word) for word in told.note.text.split()]
    assert [word for word in wanted if word and word not in "".join(words)] == []


@pytest.mark.parametrize("source", SEEDS, ids=lambda path: path.stem)
def test_every_claim_leads_to_words_that_are_marked(source):
    document = html.fromstring(made(read(source)))
    named = {words for run in document.xpath("//*[contains(concat(' ', @class, ' '), ' run ')]") for words in run.get("data-words").split()}
    claims = document.xpath("//*[contains(concat(' ', @class, ' '), ' claim ')]")
    assert len(claims) > 30
    assert [claim.get("id") for claim in claims if not set((claim.get("data-words") or "").split()) & named] == []


def test_nothing_of_a_note_acts(tmp_path):
    document = browsed(made(read(HOSTILE)), tmp_path)
    assert document.findtext(".//title").startswith("hostile.txt")
    assert document.xpath("//img") == []
    assert len(document.xpath("//script")) == 1
    assert [name for one in document.iter() for name in one.attrib if name.startswith("on")] == []
    assert "<script>document.title" in document.xpath("//section[@id='note']")[0].text_content()


def test_a_link_to_a_claim_lights_its_words(tmp_path):
    text = made(read(SEEDS[0]))
    claim = html.fromstring(text).xpath("//*[contains(concat(' ', @class, ' '), ' claim ')][@id]")[0].get("id")
    document = browsed(text, tmp_path, f"#{claim}")
    assert document.get_element_by_id(claim).get("aria-current") == "true"
    assert document.xpath("//*[contains(concat(' ', @class, ' '), ' run ')][contains(concat(' ', @class, ' '), ' lit ')]")


def test_without_a_hash_nothing_is_lit(tmp_path):
    assert browsed(made(read(SEEDS[0])), tmp_path).xpath("//*[contains(concat(' ', @class, ' '), ' lit ')]") == []


@pytest.mark.parametrize("source", [*SEEDS, HOSTILE], ids=["000", "002", "003", "hostile"])
def test_the_json_is_what_its_schema_says(source):
    told = read(source)
    content = json.loads(made(told, claims_json))
    jsonschema.validate(content, json.loads(claims_schema()), cls=jsonschema.Draft202012Validator)
    pieces = [piece for claim in content["claims"] for piece in claim["evidence"]]
    assert pieces
    assert [piece for piece in pieces if content["note"]["text"][piece["start"] : piece["end"]] != piece["exact"]] == []


@pytest.mark.parametrize("form", [page, claims_json], ids=["page", "json"])
def test_the_order_of_claims_and_findings_changes_no_byte(form):
    told = read(SEEDS[1])
    claims, findings = list(told.claims), list(told.findings)
    random.Random(7).shuffle(claims)
    findings.reverse()
    assert made(type(told)(told.note, told.segments, tuple(claims), tuple(findings)), form) == made(told, form)


def test_a_note_without_claims_has_a_page_too():
    document = html.fromstring(made(extract(read_bytes(b"Nothing of note happened, and nobody was there.\n", name="empty.txt"))))
    assert "No claims." in document.xpath("//section[@id='claims']")[0].text_content()
