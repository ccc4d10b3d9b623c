"""What a store was asked before it answers again: the same, quickly, and never after a change."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest
from store_making import made_note, small_reference

from graph1540.errors import QueryError
from graph1540.query import catalogue, run_query
from graph1540.store import Writer, build_store, open_source, open_to_ask
from graph1540.store import view as viewing
from graph1540.store.view import View

#: A query without parameters whose answer changes with every note.
ASKED = "notes-and-events"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "store"
    build_store(path, [made_note(f"note-{number}", 1) for number in range(6)], reference=small_reference())
    return path


@pytest.fixture
def store(template, tmp_path):
    return shutil.copytree(template, tmp_path / "store")


def answers(store):
    return sorted(path for path in store.glob("generation-*/answers-*/*") if path.is_file())


class Counting(View):
    """A view that counts what it has to work out."""

    worked = 0

    def query(self, query, *, prefixes=None):
        type(self).worked += 1
        return super().query(query, prefixes=prefixes)


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr("graph1540.store.reading.View", Counting)
    monkeypatch.setattr(Counting, "worked", 0)
    return Counting


def test_an_answer_comes_again_without_being_worked_out(store, counted):
    first = run_query(open_to_ask(store), ASKED)
    assert (len(first.rows) > 6, counted.worked) == (True, 1)
    assert run_query(open_to_ask(store), ASKED) == first
    assert counted.worked == 1


def test_every_query_answers_again_what_the_dataset_says(store):
    there, wrong, rows = open_source(store), [], 0
    for query in catalogue():
        values = {parameter.name: parameter.example for parameter in query.parameters if parameter.required}
        try:
            said = run_query(there, query, values)
        except QueryError:
            continue  # These notes do not speak of the example.
        first, again = (run_query(open_to_ask(store), query, values) for _ in range(2))
        rows += len(said.rows)
        if not said == first == again or list(map(str, again.rows)) != list(map(str, said.rows)):
            wrong.append(query.name)
    assert wrong == []
    assert rows > 50


def test_what_is_asked_about_another_thing_is_another_question(store):
    found = open_to_ask(store)
    told = [run_query(found, "events-of-state", {"state": code}).rows for code in ("KGZ", "TJK", "KGZ", "TJK")]
    assert told[:2] == told[2:]
    assert told[0] != told[1]


@pytest.mark.parametrize("change", ["add", "remove"])
def test_after_a_change_nothing_old_is_answered(store, change):
    before = run_query(open_to_ask(store), ASKED)
    assert len(answers(store)) == 1
    with Writer(store, reference=small_reference()) as writer:
        done = writer.add([made_note("note-9", 1)]) if change == "add" else writer.remove(["note-3"])
    assert not done.rebuilt
    after = run_query(open_to_ask(store), ASKED)
    assert after == run_query(open_source(store), ASKED) != before


def test_old_answers_go_with_the_version_that_nobody_reads(store):
    folder = store / "generation-000001" / "answers-000099"
    folder.mkdir()
    (folder / "left").write_bytes(b"x")
    with Writer(store, reference=small_reference()) as writer:
        writer.add([made_note("note-9", 1)])
    assert not folder.exists()


def test_a_damaged_answer_is_worked_out_anew(store, counted):
    first = run_query(open_to_ask(store), ASKED)
    (kept,) = answers(store)
    whole = kept.read_bytes()
    for damaged in (b"", whole[:40], whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        kept.write_bytes(damaged)
        assert run_query(open_to_ask(store), ASKED) == first
        assert kept.read_bytes() == whole
    assert counted.worked == 5


def test_where_nothing_can_be_kept_the_answer_is_the_same(store, counted):
    (store / "generation-000001" / "answers-000001").write_text("in the way")
    assert run_query(open_to_ask(store), ASKED) == run_query(open_to_ask(store), ASKED) == run_query(open_source(store), ASKED)
    assert counted.worked == 2


def test_the_oldest_answers_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(viewing, "_ALL", 1000)
    found = View(ox.Store(), tmp_path / "answers-000001")
    for number in range(20):
        found.remember(bytes([number]), b"x" * 200)
    sizes = [path.stat().st_size for path in (tmp_path / "answers-000001").iterdir()]
    assert 600 < sum(sizes) <= 1000
    assert (found.recall(b"\0"), found.recall(bytes([19]))) == (None, b"x" * 200)


def test_what_is_too_large_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(viewing, "_LARGEST", 10)
    found = View(ox.Store(), tmp_path / "answers-000001")
    found.remember(b"key", b"x" * 11)
    assert found.recall(b"key") is None


def test_many_who_keep_and_read_at_once_see_whole_answers(tmp_path):
    found = View(ox.Store(), tmp_path / "answers-000001")

    def work(number):
        key = bytes([number % 3])
        found.remember(key, key * 5000)
        return found.recall(key) == key * 5000

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(300)))
    assert len(list((tmp_path / "answers-000001").iterdir())) == 3


def test_terms_of_every_kind_come_back(tmp_path):
    from graph1540.query.answer import Answer, Column
    from graph1540.query.kept import find_kept, keep

    found = View(ox.Store(), tmp_path / "answers-000001")
    row = (ox.NamedNode("http://example.org/a"), ox.BlankNode("b"), ox.Literal("c"), ox.Literal("d", language="en"), ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), None)
    answer = Answer(tuple(Column(name, name) for name in "abcdef"), (row, row[::-1]), {"http://example.org/a": "A\n“a”"})
    keep(found, "SELECT", answer)
    assert find_kept(found, "SELECT") == answer
    empty = Answer((Column("a", "a"),), ())
    keep(found, "SELECT 2", empty)
    assert find_kept(found, "SELECT 2") == empty
    triple = ox.Triple(row[0], row[0], row[2])
    keep(found, "SELECT 3", Answer((Column("a", "a"),), ((triple,),)))
    assert find_kept(found, "SELECT 3") is None
