"""Reading and writing files of RDF."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph1540.dataset import CONTEXT, FORMATS, read_dataset, write_dataset
from graph1540.errors import DatasetError

A, B, G = (NamedNode(f"http://example.org/{name}") for name in "abg")
QUADS = (
    Quad(A, B, Literal("x"), DefaultGraph()),
    Quad(A, B, Literal("é\n\"'\\", language="en"), DefaultGraph()),
    Quad(A, B, A, G),
)


def read_bytes(data, form, **options):
    return set(read_dataset(io.BytesIO(data), form, **options))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_file_gives_back_what_was_written(form, tmp_path):
    path = tmp_path / f"data{form.suffixes[0]}"
    write_dataset(QUADS, path)
    assert set(read_dataset(path)) == {quad for quad in QUADS if form.graphs or quad.graph_name == DefaultGraph()}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_format_is_known_by_suffix_name_and_media_type(form):
    written = []
    for name in (form.name, form.name.upper(), form.media_type, *form.suffixes, *form.aliases):
        target = io.BytesIO()
        write_dataset(QUADS, target, name)
        written.append(target.getvalue())
    assert len(set(written)) == 1


def test_order_and_repetition_cannot_show():
    first, second = io.BytesIO(), io.BytesIO()
    write_dataset(QUADS, first, "trig")
    write_dataset([*reversed(QUADS), QUADS[0]], second, "trig")
    assert first.getvalue() == second.getvalue()


def test_a_byte_order_mark_is_passed_over():
    assert read_bytes(b"\xef\xbb\xbf<http://example.org/a> <http://example.org/b> 'x' .", "turtle") == {QUADS[0]}


REFUSED = {
    "empty": (b" \n", "trig", "the file is empty"),
    "binary": (b"PK\x03\x04\x00\x00", "turtle", "this is no text"),
    "syntax": (
        b"<http://a> <http://b>\n nonsense .",
        "turtle",
        "line 2: this is no Turtle (nonsense is not a valid RDF object)",
    ),
    "relative": (b"<a> <b> <c> .", "turtle", "No scheme found"),
    "remote context": (
        b'{"@context": "http://example.org/c", "a": 1}',
        "json-ld",
        "http://example.org/c is on the web",
    ),
    "nested remote context": (
        b'{"@context": {"a": "http://a/"}, "a": [{"@context": "http://example.org/c", "a": 1}]}',
        "json-ld",
        "a context on the web",
    ),
    "deep JSON": (b"[" * 100_000, "json-ld", "nested too deeply"),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "rdfxml", "declares XML entities"),
    "XML": (b"<a", "rdfxml", "this is no RDF/XML"),
    "no format": (b"x", "jpeg", "'jpeg' is no format; choose one of trig,"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_unreadable_stream_is_refused_in_one_line(case):
    data, form, message = REFUSED[case]
    with pytest.raises(DatasetError) as refused:
        read_dataset(io.BytesIO(data), form)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("form", ["ntriples", "jsonld"])
def test_a_file_above_the_limit_is_refused(form):
    data = io.BytesIO()
    write_dataset(QUADS * 1, data, form)
    with pytest.raises(DatasetError, match="larger than 50 bytes"):
        read_bytes(data.getvalue() * 1, form, limit=50)
    assert read_bytes(data.getvalue(), form, limit=len(data.getvalue()))


def test_a_stream_needs_a_format():
    with pytest.raises(DatasetError, match="does not tell its format"):
        read_dataset(io.BytesIO(b"x"))


@pytest.mark.parametrize("name", ["missing.trig", "folder.trig"])
def test_a_file_that_is_not_there_is_named(name, tmp_path):
    (tmp_path / "folder.trig").mkdir()
    with pytest.raises(DatasetError, match=name):
        read_dataset(tmp_path / name)


def test_our_context_is_taken_from_the_installation():
    document = b'{"@context": "%s", "id": "http://example.org/a", "notation": "x"}' % CONTEXT.encode()
    assert {str(quad.object) for quad in read_bytes(document, "jsonld")} == {'"x"'}


def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(DatasetError, match=r"'.jpg' is no suffix of RDF; use one of .trig"):
        write_dataset(QUADS, tmp_path / "data.jpg")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "data.rdf"
    path.write_text("old")
    with pytest.raises(DatasetError, match=r"U\+0001"):
        write_dataset([Quad(A, B, Literal("\x01"), DefaultGraph())], path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("data.rdf", "old")]


@pytest.mark.parametrize("name", ["missing/data.trig", "folder.trig"])
def test_an_unwritable_target_is_refused(name, tmp_path):
    (tmp_path / "folder.trig").mkdir()
    with pytest.raises(DatasetError, match="cannot be written"):
        write_dataset(QUADS, tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["folder.trig"]


def test_a_replaced_file_keeps_its_mode_and_a_link_stays_one(tmp_path):
    real, link = tmp_path / "real.nt", tmp_path / "link.nt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_dataset(QUADS, link)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(real.read_text().splitlines()) == 2


def test_a_new_file_has_the_rights_of_any_other(tmp_path):
    write_dataset(QUADS, tmp_path / "data.nt")
    (tmp_path / "other").write_text("x")
    assert (tmp_path / "data.nt").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_device_is_written_to_and_not_replaced():
    write_dataset(QUADS, Path(os.devnull), "nquads")
    assert not Path(os.devnull).is_file()
