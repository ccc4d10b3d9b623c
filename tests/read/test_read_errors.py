"""What cannot be read is refused with a sentence that says where, what, and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from graph1540.errors import NoteError
from graph1540.read import read_bytes, read_note

FILES = Path(__file__).parent / "files"


def zipped(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return memory.getvalue()


REFUSED = {
    "empty": (b"", "the file is empty"),
    "blanks": (b" \n\n ", "nothing but blanks"),
    "mark only": (b"\xef\xbb\xbf", "the file is empty"),
    "image": (b"\x89PNG\r\n\x1a\n\x00", "this is an image"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
    "rtf": (b"{\\rtf1 note}", "RTF"),
    "binary": (bytes(range(256)) * 8, "binary data"),
    "controls": (b"\x01\x02\x03\x04\x05abc", "no text in any known encoding"),
    "damaged pdf": (b"%PDF-1.4\nnothing", "the PDF is damaged"),
    "damaged zip": (b"PK\x03\x04 nothing", "damaged DOCX or ZIP"),
    "spreadsheet": (zipped(xl__workbook=b"x"), "spreadsheet"),
    "other zip": (zipped(note=b"x"), "ZIP archive"),
    "docx of no xml": (zipped(**{"word__document.xml": b"<w:document"}), "the DOCX file is damaged"),
    "docx bomb": (zipped(**{"word__document.xml": b" " * 61_000_000}), "unpacks to more than 60 MB"),
    "too large": (b"a" * 20_000_001, "larger than 20 MB"),
    "too long": (b"a " * 500_001, "longer than 1,000,000 characters"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bytes_that_are_no_note_are_refused(case):
    data, problem = REFUSED[case]
    with pytest.raises(NoteError) as error:
        read_bytes(data, "note.txt")
    assert problem in error.value.problem
    assert str(error.value).startswith("note.txt: ")
    assert error.value.remedy


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(NoteError, match="there is no such file; check the path"):
        read_note(tmp_path / "none.txt")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(NoteError, match="this is a folder"):
        read_note(tmp_path)


def test_an_encrypted_pdf_is_refused():
    with pytest.raises(NoteError, match="the PDF is encrypted; save it without a password"):
        read_note(FILES / "encrypted.pdf")


def test_a_scan_is_a_note_without_text_and_a_finding():
    note = read_note(FILES / "scan.pdf")
    assert (note.text, note.blocks) == ("", ())
    assert [(f.rule, f.severity, f.remedy) for f in note.findings] == [("scanned-pdf", "violation", "run OCR first")]


def test_windows_1252_is_guessed_with_a_finding():
    note = read_bytes("Lomé, “Togo”".encode("cp1252"), "a.txt")
    assert note.text == "Lomé, “Togo”"
    assert [finding.rule for finding in note.findings] == ["encoding-guessed"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_give_one_text(encoding):
    text = "Information note\n\nThe workshop took place in Lomé.\n"
    assert read_bytes(text.encode(encoding), "a.txt").text == "Information note\nThe workshop took place in Lomé."


def test_damaged_utf_8_keeps_the_rest_with_a_finding():
    note = read_bytes("é à ü ö ï Lomé".encode() + b" \xff end", "a.txt")
    assert note.text == "é à ü ö ï Lomé \ufffd end"
    assert [finding.rule for finding in note.findings] == ["undecodable-bytes"]


def test_control_characters_are_dropped_with_a_finding():
    note = read_bytes(b"A line of the note with a\x07 bell.\n", "a.txt")
    assert note.text == "A line of the note with a bell."
    assert [(f.rule, str(f.location)) for f in note.findings] == [("control-characters", "page 1, line 1, column 26")]


def test_a_text_box_is_left_out_with_a_finding():
    assert [finding.rule for finding in read_note(FILES / "word.docx").findings] == ["text-box-ignored"]


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-", "a.txt", None),
        (b"<!DOCTYPE html><p>Note</p>", "a.txt", "text/html"),
        (b"<p>Note</p>", "a.dat", "text/html"),
        (b"# Note", "a.md", "text/markdown"),
        (b"# Note <sup>1</sup>", "a", "text/plain"),
        (b"<p>Note</p>", "a.md", "text/markdown"),
    ],
)
def test_the_content_tells_the_format(data, name, media_type):
    if media_type is None:
        with pytest.raises(NoteError, match="the PDF is damaged"):
            read_bytes(data, name)
    else:
        assert read_bytes(data, name).media_type == media_type
