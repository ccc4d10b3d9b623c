"""What holds for whatever file."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph1540 import iri
from graph1540.errors import NoteError
from graph1540.model import Note
from graph1540.read import read_bytes, read_note

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "cases").glob("*/note.txt"))
FILES = [HERE / "files" / "two-columns.pdf", HERE / "files" / "word.docx", HERE / "cases" / "html" / "note.html"]

PIECES = st.sampled_from(
    [
        "Event: ", "Information note", "¹", "<sup>1</sup>", "[^1]", "[^1]: ", "**", "*", "- ", "  - ", "1. ", "(a) ", "> ",
        "| a | b |", "|--|--|", "---", "# ", "\n", "\n\n", "\r\n", "\f", "  \n", "\t", "\u00a0", "\u00ad", "\u200b", "ﬁ", "e\u0301",
        "imple-\nmentation", "Co-\noperation", "&amp;", "\\*", "[x](http://y.z)", "For information, not an official report.",
        "the resolution 1540 (2004)", "was adopted.", "\x07", "\u2028", "2", "Page 2 of 3", "<br>", "5 -6", "\u1100\u1161", "km²",
    ]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)


def is_canonical(note: Note) -> bool:
    words = [note.text[block.start : block.end] for block in note.blocks]
    return (
        "\n".join(words) == note.text
        and unicodedata.is_normalized("NFC", note.text)
        and all(one == one.strip() and one and "\n" not in one and "  " not in one for one in words)
        and all(char == " " or not char.isspace() for one in words for char in one)
        and [mark.offset for mark in note.marks] == sorted({mark.offset for mark in note.marks})
        and [block.kind for block in note.blocks] == sorted((b.kind for b in note.blocks), key="footnote".__eq__)
        and note.digest == iri.digest(note.text)
    )


def is_canonical_or_refused(data: bytes, name: str) -> bool:
    try:
        note = read_bytes(data, name)
    except NoteError as error:
        return bool(error.remedy)
    return is_canonical(note)


def lost(note: Note, raw: str) -> list[tuple[int, str]]:
    """The characters that are neither where the note says, nor a repair of what is there."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = []
    for offset, char in enumerate(note.text):
        place = note.locate(offset)
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        at = line[place.column - 1 : place.column]
        # A blank stands for several, or where a field got its colon or a row its ";"; the others are decoded or composed.
        is_repaired = not at or at.isspace() or at in "&|" or "\ufb00" <= at <= "\ufb06" or char == "\ufffd"
        is_composed = char > "\x7f" and not unicodedata.is_normalized("NFC", line)
        if char not in (at, " ", "\n") and not is_repaired and not is_composed:
            found.append((offset, char))
    return found


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.pdf", "a.docx", "a.html", "a"]))
def test_any_bytes_are_a_note_or_refused(data, name):
    assert is_canonical_or_refused(data, name)


@given(st.data(), st.sampled_from(FILES))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_damaged_files_are_a_note_or_refused(data, path):
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert is_canonical_or_refused(bytes(content), path.name)


@given(TEXT)
@settings(deadline=None)
def test_the_text_is_canonical_and_every_character_is_found_in_the_file(text):
    data = text.encode("utf-8", "replace")
    try:
        note = read_bytes(data, "a.txt")
    except NoteError:
        return
    assert is_canonical(note)
    if note.media_type != "text/html":
        assert lost(note, data.decode("utf-8-sig")) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_marks_lead_back_to_the_file(path):
    assert lost(read_note(path), path.read_bytes().decode()) == []


def test_marks_of_a_pdf_give_page_line_and_column():
    note = read_note(HERE / "files" / "two-columns.pdf")
    places = [str(note.locate(note.text.index(words))) for words in ("Cabo Verde", "joint impl", "Additional")]
    assert places == ["page 1, line 5, column 26", "page 2, line 19, column 24", "page 2, line 25, column 47"]


@given(TEXT)
@settings(deadline=None)
def test_reading_is_a_pure_function(text):
    data = text.encode("utf-8", "replace")
    try:
        assert read_bytes(data, "a.txt") == read_bytes(data, "a.txt")
    except NoteError:
        return


HEADER = (("Event", "Workshop on resolution 1540 (2004)"), ("Date and venue", "5 -6 June 2014, Lomé, Togo"))
PROSE = "The workshop was opened by the Minister, who welcomed the “participants”."


def as_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Information note", 0)
    table = document.add_table(rows=0, cols=2)
    for label, value in HEADER:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_heading("Background", 1)
    document.add_paragraph(PROSE)
    document.add_paragraph("First item;", style="List Bullet")
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def test_the_same_words_have_the_same_digest_in_every_format():
    fields = [f"{label}: {value}" for label, value in HEADER]
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in HEADER)
    forms = {
        "a.txt": "\n\n".join(["Information note¹", *fields, "Background", PROSE, "• First item;"]).encode(),
        "a.md": "\n".join(["# Information note", *(f"- **{f.replace(':', ':**', 1)}" for f in fields), "", "## Background", "",
                           PROSE, "", "- First item;"]).encode(),
        "a.html": f"<html><h1>Information note</h1><table>{rows}</table><h2>Background</h2><p>{PROSE}<ul><li>First item;".encode(),
        "a.docx": as_docx(),
    }  # fmt: skip
    notes = {name: read_bytes(data, name) for name, data in forms.items()}
    assert {name: note.text for name, note in notes.items()} == dict.fromkeys(forms, notes["a.txt"].text)
    assert len({note.digest for note in notes.values()}) == 1


def test_a_text_note_loads_no_library_of_another_format():
    code = "import sys, graph1540.read as r; r.read_bytes(b'Note', 'a.txt'); print({'pypdfium2', 'docx', 'lxml'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_the_note_is_named_after_its_file():
    note = read_bytes(b"Note", "Côte d'Ivoire 2014.txt")
    assert (note.name, note.slug, note.media_type) == ("Côte d'Ivoire 2014.txt", "cote-d-ivoire-2014", "text/plain")
