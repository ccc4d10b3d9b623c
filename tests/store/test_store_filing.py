"""What notes bring to a store is made in processes beside this one, and their graphs are written as lines."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from store_making import made_note

from graph1540.canonical import fact_lines, fact_quads
from graph1540.iri import BASE, G1540, note_iri
from graph1540.model import Note
from graph1540.pipeline import extract_file
from graph1540.reference import shipped_reference
from graph1540.resolve import resolve
from graph1540.resolve.merge import merge
from graph1540.spread import Processes
from graph1540.store import build_from_files, open_view
from graph1540.write import note_lines, note_quads

ROOT = Path(__file__).resolve().parents[2]
NOTES = sorted((*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/cases/*/*.txt")))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_lines_and_quads_of_a_note_are_the_same(path):
    one = extract_file(path)
    lines = note_lines(one.note, one.claims)
    assert set(lines) == {f"{quad} .\n" for quad in note_quads(one.note, one.claims)}
    assert len(lines) > 100


def test_lines_of_strange_words_are_the_same():
    made = made_note("strange", 1)
    text = 'tab\t, quote ", backslash \\, line\r\n, bell\a, é, 東京, 𝒳, \u2028, \ufffe'
    note = Note("strange", 'a "file".txt', "text/plain", text, (), (), "0")
    claims = tuple(claim._replace(evidence=tuple(span._replace(exact=text) for span in claim.evidence)) for claim in made.claims)
    assert set(note_lines(note, claims)) == {f"{quad} .\n" for quad in note_quads(note, claims)}


def test_lines_and_quads_of_facts_are_the_same():
    claims = {note_iri(one.note.slug): one.claims for one in map(extract_file, NOTES)}
    merged = merge(claims, resolve(claims, [], reference=shipped_reference()))
    fact = next(fact for fact in merged.facts if fact.predicate == G1540.startDate)
    decided = replace(merged, facts=(*merged.facts, replace(fact, decision=BASE + "decision/1")), decisions={BASE + "decision/1": ("a", "2026-01-31", 'why "not"')})
    lines = set(fact_lines(decided))
    assert lines == {f"{quad} .\n" for quad in fact_quads(decided)}
    assert len(lines) > 1000


def test_the_number_of_processes_does_not_show(tmp_path):
    for number in range(120):
        text = f"Information note\n\nEvent: Workshop on resolution 1540 (2004)\nDate and Venue: {1 + number % 20} May {2010 + number % 9}, Vienna, Austria\nParticipants: Kyrgyzstan, OSCE\n"
        (tmp_path / f"note-{number}.txt").write_text(text + f"Number {number}.\n", "utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    for workers in (1, 3):
        assert build_from_files(tmp_path / f"store-{workers}", files, workers=workers).failed == ()
    one, three = (sorted(map(str, open_view(tmp_path / f"store-{workers}"))) for workers in (1, 3))
    assert one == three
    assert not list(tmp_path.glob("store-3/**/*.nq"))


def test_work_is_given_out_as_it_is_wanted():
    """A build of a million notes does not begin with a list of them."""
    asked = []

    def jobs():
        for number in range(10_000):
            asked.append(number)
            yield -number

    found = Processes(2).map(abs, jobs())
    assert [next(found) for _ in range(3)] == [0, 1, 2]
    assert len(asked) < 1000
    assert list(found) == list(range(3, 10_000))


_WAITS = "import time; from graph1540.spread import Processes; work = Processes(2).map(time.sleep, [0.0] * 8 + [600.0] * 40); print(next(work), flush=True); time.sleep(600)"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process does not learn that its parent was killed")
def test_processes_end_with_the_one_that_was_killed():
    process = subprocess.Popen([sys.executable, "-c", _WAITS], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"None\n"
    children = [int(child) for task in Path(f"/proc/{process.pid}/task").iterdir() for child in (task / "children").read_text().split()]
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{child}").exists() and "State:\tZ" not in Path(f"/proc/{child}/status").read_text() for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert len(children) == 2
