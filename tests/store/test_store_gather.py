"""Notes on their way into a store: what was read is not read again, and twice is once."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph1540.iri import note_iri
from graph1540.pipeline import build, extract_all, find_notes
from graph1540.store import build_from_files, gather, open_view
from graph1540.store.folder import GATHERED
from graph1540.store.gather import Gathered
from graph1540.store.loading import as_kept
from graph1540.store.packing import unpack_note

ROOT = Path(__file__).parents[2]
SEEDS = find_notes([str(ROOT / "seeds")])


@pytest.fixture
def notes(tmp_path):
    """The seeds, one of them twice under other names, and a file that is no note."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for path in SEEDS:
        shutil.copy(path, folder / path.name)
    shutil.copy(SEEDS[0], folder / "a-copy.txt")
    (folder / "empty.txt").write_text("")
    return find_notes([str(folder)])


def test_a_store_of_files_is_what_a_build_of_them_gives(tmp_path, notes):
    made = build_from_files(tmp_path / "store", notes)
    extracted, failed = extract_all(notes)
    assert list(made.failed) == failed != []
    assert {finding.message for finding in made.findings} == {f.message for f in build(extracted).findings}
    expected = ox.Store()
    expected.extend(build(extracted).quads)
    assert sorted(map(str, open_view(tmp_path / "store"))) == sorted(map(str, expected))
    assert not (tmp_path / "store" / GATHERED).exists()


def test_what_was_read_is_not_read_again(tmp_path, notes, monkeypatch):
    with Gathered(tmp_path, "one") as gathered:
        gathered.read(notes)
    seen = []
    monkeypatch.setattr(gather, "extract_file", lambda path: seen.append(path.name) or pytest.fail("read twice"))
    with Gathered(tmp_path, "one") as gathered:
        gathered.read([path for path in notes if path.name != "empty.txt"])
        slugs = [unpack_note(packed)[0].slug for packed in gathered.notes()]
        assert sorted(slugs) == sorted(set(slugs))
        assert [note_iri(slug) for slug in slugs] == as_kept(map(note_iri, slugs), tmp_path)
        assert len(list(gathered.notes())) == len(SEEDS)
    assert seen == []
    monkeypatch.undo()
    with Gathered(tmp_path, "another") as gathered:
        assert gathered.count() == 0


def test_the_order_of_graphs_is_that_of_a_dataset_on_the_disk(tmp_path):
    graphs = [note_iri(f"note-{number}") for number in range(300)]
    there = ox.Store(str(tmp_path / "there"))
    there.extend(ox.Quad(ox.NamedNode(graph), ox.NamedNode("urn:p"), ox.Literal(graph), ox.NamedNode(graph)) for graph in graphs)
    order = as_kept(graphs, tmp_path)
    assert order == as_kept(reversed(graphs), tmp_path) == [graph.value for graph in there.named_graphs()]
    assert sorted(order) == sorted(graphs) != order
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_file_with_other_bytes_is_read_again_and_one_that_is_not_asked_for_forgotten(tmp_path, notes):
    with Gathered(tmp_path, "one") as gathered:
        gathered.read(notes)
    changed = next(path for path in notes if path.name == SEEDS[1].name)
    changed.write_text(changed.read_text("utf-8") + "\nThe workshop was held in Vienna on 3 March 2015.\n", "utf-8")
    with Gathered(tmp_path, "one") as gathered:
        gathered.read([changed])
        (packed,) = gathered.notes()
        note, claims = unpack_note(packed)
    assert "Vienna on 3 March 2015" in note.text
    assert claims


def test_two_texts_under_one_name(tmp_path, notes):
    other = tmp_path / "other"
    other.mkdir()
    (other / SEEDS[0].name).write_text("Another text. A workshop was held in Vienna on 3 March 2015.")
    files = [*notes, other / SEEDS[0].name]
    made = build_from_files(tmp_path / "store", files)
    assert sorted(made.failed) == extract_all(files)[1]
    assert any("another note of the name" in sentence for sentence in made.failed)


def test_a_build_that_is_killed_while_it_reads_goes_on(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(600):
        (folder / f"n{number}.txt").write_text(f"A workshop was held in Vienna on {number % 28 + 1} March {2005 + number % 19}. It was part {number} of a series.")
    command = [str(Path(sys.executable).with_name("graph1540")), "build", str(folder), "--store", str(tmp_path / "store"), "--workers", "1"]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    kept = tmp_path / "store" / GATHERED
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and child.poll() is None and _kept(kept) < 200:
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    before = _kept(kept)
    assert 200 <= before <= 600
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "600 notes" in done.stderr
    assert not kept.exists()


def _kept(path):
    if not path.exists():
        return 0
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return db.execute("SELECT count(*) FROM notes").fetchone()[0]
        finally:
            db.close()
    except sqlite3.OperationalError:
        return 0
