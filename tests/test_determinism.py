"""The graph is a pure function of the notes: what else changes does not show in a single byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph1540.dataset import read_dataset, write_dataset
from graph1540.pipeline import build, extract_all

SEEDS = sorted((Path(__file__).parents[1] / "seeds").iterdir())
SUFFIXES = (".nq", ".trig", ".ttl", ".jsonld")
PROGRAM = f"""
import sys
from graph1540.dataset import write_dataset
from graph1540.pipeline import build, extract_all, find_notes

extracted, failed = extract_all(find_notes(sys.argv[1:]))
assert not failed
quads = build(extracted).quads
for suffix in {SUFFIXES}:
    write_dataset(quads, "graph" + suffix)
"""


def build_in(folder, notes, *, seed="0"):
    """The bytes of the graph of these notes in every format, built in a folder by a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", PROGRAM, *map(str, notes)], cwd=folder, env=environment, check=True)
    return {suffix: (folder / f"graph{suffix}").read_bytes() for suffix in SUFFIXES}


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


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_format_written_at_once_is_the_one_exported_later(suffix, usual, tmp_path):
    (tmp_path / "graph.nq").write_bytes(usual[".nq"])
    write_dataset(read_dataset(tmp_path / "graph.nq"), tmp_path / f"again{suffix}")
    assert (tmp_path / f"again{suffix}").read_bytes() == usual[suffix]


def test_the_number_of_processes_does_not_show(tmp_path):
    # Below two dozen notes all are read in one process.
    notes = [tmp_path / f"{number:02}.txt" for number in range(30)]
    text = min(SEEDS, key=lambda path: path.stat().st_size).read_text("utf-8")
    for number, note in enumerate(notes):
        note.write_text(text.replace("2012", str(1990 + number)), "utf-8")
    one, failed = extract_all(notes, workers=1)
    assert (len(one), failed) == (30, [])
    assert extract_all(notes[::-1], workers=2) == (one, [])


def test_a_note_taken_out_leaves_no_trace(tmp_path):
    with_it, _ = extract_all(SEEDS)
    without, _ = extract_all(SEEDS[:2])
    assert build(with_it[:2]).quads == build(without).quads
