"""Files of a dataset are joined at the end of a large build, by a process that has nothing else open."""

import os
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph1540.pipeline import find_notes
from graph1540.store import build_from_files, building, open_view
from graph1540.store.joining import join_files, let_joining_wait
from graph1540.store.loading import Loader

SEEDS = find_notes([str(Path(__file__).parents[2] / "seeds")])


def lots(folder, number):
    """A dataset loaded in so many lots, each of which lies across all others."""
    with Loader(folder / "work", folder, shard=100, notes=number) as loader:
        for lot in range(number):
            loader.write([f'<urn:s{n}> <urn:p{n % 7}> "{lot}" <urn:g{n % 5}> .\n' for n in range(100)])
    return loader.rdf


def files(path):
    return len(list(path.glob("*.sst")))


def test_joined_it_says_the_same_in_fewer_files(tmp_path):
    quads = sorted(map(str, lots(tmp_path, 3)))
    before = files(tmp_path / "work")
    join_files(tmp_path / "work")
    assert files(tmp_path / "work") < before
    assert sorted(map(str, ox.Store(str(tmp_path / "work")))) == quads
    assert len(quads) == 300


def test_one_that_is_open_is_not_joined(tmp_path):
    rdf = lots(tmp_path, 1)
    with pytest.raises(OSError, match=r"(?i)lock"):
        join_files(tmp_path / "work")
    assert len(rdf) == 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads have a priority of their own on Linux")
def test_meanwhile_it_waits(tmp_path):
    rdf = lots(tmp_path, 12)  # More lots than lie beside each other unjoined.
    let_joining_wait()
    threads = [int(name.parent.name) for name in Path("/proc/self/task").glob("*/comm") if name.read_text() == "rocksdb:low\n"]
    assert {os.getpriority(os.PRIO_PROCESS, thread) for thread in threads} == {19}
    assert os.getpriority(os.PRIO_PROCESS, 0) < 19
    assert len(rdf) == 1200


def test_a_build_with_a_process_for_it_is_the_same(tmp_path, monkeypatch):
    build_from_files(tmp_path / "one", SEEDS)
    monkeypatch.setattr(building, "_WORTH_A_PROCESS", 0)
    steps = []
    build_from_files(tmp_path / "other", SEEDS, progress=lambda step, *_: steps.append(step))
    assert steps[-1] == "joining files"
    assert sorted(map(str, open_view(tmp_path / "one"))) == sorted(map(str, open_view(tmp_path / "other")))
