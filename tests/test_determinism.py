"""The graph is a pure function of the notes: what else changes does not show in a single byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph1540.dataset import write_dataset
from graph1540.pipeline import build, extract_all

SEEDS = sorted((Path(__file__).parents[1] / "seeds").iterdir())
CASES = Path(__file__).parent / "cases"
FORMATS = {".nq": "n-quads", ".trig": "trig", ".ttl": "turtle", ".jsonld": "json-ld"}
PROGRAM = "from graph1540.cli import main; main()"


def build_in(folder, notes, *, seed="0", workers=1):
    """The bytes of the graph of these notes in every format, built in processes of their own in a folder."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PROGRAM, "build", *map(str, notes), "--workers", str(workers), "-o", "graph.nq"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    written = {".nq": (folder / "graph.nq").read_bytes()}
    for suffix in set(FORMATS) - set(written):
        subprocess.run([sys.executable, "-c", PROGRAM, "export", "graph.nq", "-o", f"graph{suffix}"], cwd=folder, env=environment, check=True)
        written[suffix] = (folder / f"graph{suffix}").read_bytes()
    return written


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return build_in(tmp_path_factory.mktemp("usual"), SEEDS)


def test_the_seeds_are_there(usual):
    assert len(SEEDS) == 3
    assert all(len(data) > 10_000 for data in usual.values())


def test_the_order_of_the_notes_does_not_show(usual, tmp_path):
    assert build_in(tmp_path, reversed(SEEDS)) == usual


@pytest.mark.parametrize("seed", ["1", "1540"])
def test_the_seed_of_hashes_does_not_show(seed, usual, tmp_path):
    assert build_in(tmp_path, SEEDS, seed=seed) == usual


def test_the_folder_and_the_age_of_the_files_do_not_show(usual, tmp_path):
    notes = tmp_path / "a folder" / "notes"
    notes.mkdir(parents=True)
    for note in SEEDS:
        shutil.copyfile(note, notes / note.name)
    assert build_in(tmp_path / "a folder", ["notes"]) == usual


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_format_written_at_once_is_the_one_exported_later(suffix, usual, tmp_path):
    extracted, failed = extract_all(SEEDS)
    assert failed == []
    write_dataset(build(extracted).quads, tmp_path / f"graph{suffix}")
    assert (tmp_path / f"graph{suffix}").read_bytes() == usual[suffix]


def test_the_number_of_processes_does_not_show(tmp_path):
    # Below two dozen notes all are read in one process.
    notes = [*SEEDS, *(path for path in sorted(CASES.glob("*/*")) if path.suffix != ".json")]
    assert len(notes) == 23
    more = tmp_path / "more"
    more.mkdir()
    for note in SEEDS:
        (more / f"copy-{note.name}").write_text(note.read_text("utf-8").replace("Kyrgyz", "Kazakh"), "utf-8")
    notes += sorted(more.iterdir())
    one, failed = extract_all(notes, workers=1)
    assert failed == []
    two, _ = extract_all(notes, workers=2)
    assert len(one) == 26
    assert two == one
    assert build(two).quads == build(one).quads


def test_a_note_taken_out_leaves_no_trace(tmp_path):
    with_it, _ = extract_all(SEEDS)
    without, _ = extract_all(SEEDS[:2])
    assert build(with_it[:2]).quads == build(without).quads
