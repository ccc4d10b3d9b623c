"""Shards: the same bytes for the same quads, whole or not at all, and any store takes them one by one."""

import errno
import fcntl
import hashlib
import json
import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from graph1540 import shards as sharding
from graph1540.cli import main
from graph1540.errors import DatasetError
from graph1540.pipeline import build, extract_all, find_notes
from graph1540.shards import write_shards

SEEDS = Path(__file__).parents[1] / "seeds"


def run(*words):
    done = CliRunner().invoke(main, [*map(str, words)], prog_name="graph1540")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def quads():
    return build(extract_all(find_notes([str(SEEDS)]))[0]).quads


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_any_store_loads_them_in_bulk(quads, tmp_path):
    assert write_shards(quads, len(quads), tmp_path / "s", count=5) == 5
    loaded = ox.Store()
    for path in sorted((tmp_path / "s").glob("*.nq")):
        loaded.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    assert set(loaded) == set(quads)
    assert len(list(tmp_path.iterdir())) == 1


def test_the_manifest_says_what_is_there(quads, tmp_path):
    write_shards(quads, len(quads), tmp_path / "s", count=3)
    found = files(tmp_path / "s")
    manifest = json.loads(found.pop("manifest.json"))
    assert manifest["quads"] == len(set(quads))
    assert {one["file"]: (one["quads"], one["bytes"], one["sha256"]) for one in manifest["shards"]} == {
        name: (data.count(b"\n"), len(data), hashlib.sha256(data).hexdigest()) for name, data in found.items()
    }
    assert sorted(found) == [f"shard-000{n}-of-0003.nq" for n in (1, 2, 3)]


def test_the_order_of_quads_cannot_show(quads, tmp_path):
    write_shards(quads, len(quads), tmp_path / "one", count=4)
    write_shards([*quads[::-1], *quads[:100]], len(quads), tmp_path / "other", count=4)
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_a_note_stands_in_one_file_whatever_other_notes_there_are(quads, tmp_path):
    graph = next(quad.graph_name for quad in quads if "/note/" in str(quad.graph_name))
    alone = [quad for quad in quads if quad.graph_name == graph]
    write_shards(quads, len(quads), tmp_path / "all", count=8)
    write_shards(alone, len(alone), tmp_path / "alone", count=8)
    here = [path.name for path in (tmp_path / "all").glob("*.nq") if any(quad.graph_name == graph for quad in ox.parse(path=str(path)))]
    assert here == [path.name for path in (tmp_path / "alone").glob("*.nq") if path.stat().st_size]
    assert len(here) == 1


def test_there_is_a_shard_for_so_many_quads(quads, tmp_path, monkeypatch):
    assert write_shards(quads, len(quads), tmp_path / "s") == 1
    monkeypatch.setattr(sharding, "_QUADS", 9000)
    assert write_shards(quads, len(quads), tmp_path / "s") == -(-len(quads) // 9000)
    assert len(files(tmp_path / "s")) == -(-len(quads) // 9000) + 1


def test_blank_nodes_stay_together(tmp_path):
    p, q = ox.NamedNode("http://example.org/p"), ox.NamedNode("http://example.org/q")
    made = []
    for label in ("a", "z"):
        blank = ox.BlankNode(label)
        chain = [ox.Quad(p, p, blank), ox.Quad(blank, q, q), ox.Quad(q, q, p)]
        write_shards(chain, 3, tmp_path / label, count=50)
        made.append(files(tmp_path / label))
    assert made[0] == made[1]
    assert sorted(data.count(b"_:") for name, data in made[0].items() if name != "manifest.json" and data) == [0, 2]


def test_shards_are_replaced_and_nothing_else_is(quads, tmp_path):
    write_shards(quads, len(quads), tmp_path / "s", count=4)
    left = tmp_path / ".s.part"  # What a process that was killed leaves behind.
    left.mkdir()
    (left / "0.raw").write_text("half a li")
    shutil.copytree(tmp_path / "s", tmp_path / ".s.old")
    write_shards(quads[:10], 10, tmp_path / "s", count=2)
    assert sorted(files(tmp_path / "s")) == ["manifest.json", "shard-0001-of-0002.nq", "shard-0002-of-0002.nq"]
    assert [path.name for path in tmp_path.iterdir()] == ["s"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name, said in (("other", "something else is there"), ("file", "something else is there"), ("no/such", "does not exist")):
        with pytest.raises(DatasetError, match=said):
            write_shards(quads, len(quads), tmp_path / name)
    assert (tmp_path / "other" / "letter.txt").read_text() == (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_what_was_there(quads, tmp_path, monkeypatch):
    write_shards(quads[:10], 10, tmp_path / "s", count=2)
    before = files(tmp_path / "s")

    def full(raw, path):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sharding, "_settle", full)
    with pytest.raises(DatasetError, match=r"s: the shards cannot be written \(no space left on device\); make room"):
        write_shards(quads, len(quads), tmp_path / "s", count=2)
    assert files(tmp_path / "s") == before
    assert [path.name for path in tmp_path.iterdir()] == ["s"]


def test_a_second_writer_waits(quads, tmp_path):
    (tmp_path / ".s.part").mkdir()
    handle = os.open(tmp_path / ".s.part", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(DatasetError, match="another process is writing these shards; wait until it has ended"):
        write_shards(quads, len(quads), tmp_path / "s")
    assert (tmp_path / ".s.part").exists()
    os.close(handle)


def test_the_commands_write_the_same(quads, tmp_path):
    s = tmp_path / "s"
    assert run("build", SEEDS, "--shards", s, "--shard-count", 3) == (0, "", f"{s}: 3 notes, {len(set(quads)):,} quads\n{s}: {len(set(quads)):,} quads in 3 shards\n")
    assert [path.name for path in tmp_path.iterdir()] == ["s"]
    assert run("build", SEEDS, "--store", tmp_path / "store", "--shards", tmp_path / "t", "--shard-count", 3)[0] == 0
    assert run("export", tmp_path / "store", "--shards", tmp_path / "u", "--shard-count", 3)[0] == 0
    write_shards(quads, len(quads), tmp_path / "v", count=3)
    assert files(s) == files(tmp_path / "t") == files(tmp_path / "u") == files(tmp_path / "v")


def test_refusals_are_one_sentence(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    for words in (
        ("build", SEEDS, "--shard-count", 3),
        ("build", SEEDS, "--shards", tmp_path / "s", "-o", tmp_path / "g.trig"),
        ("build", SEEDS, "--shards", tmp_path / "no" / "such"),
        ("build", SEEDS, "--shards", tmp_path),
        ("build", tmp_path / "empty.txt", "--shards", tmp_path / "s"),
        ("export", tmp_path / "nothing.nq", "--shards", tmp_path / "s"),
        ("export", tmp_path / "nothing.nq", "--shards", tmp_path / "s", "--format", "trig"),
    ):
        code, out, err = run(*words)
        assert (code, out, err.count("\n")) == (2, "", 1), words
        assert "; " in err
    assert [path.name for path in tmp_path.iterdir()] == ["empty.txt"]
