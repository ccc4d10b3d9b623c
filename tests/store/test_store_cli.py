"""The commands of a store as a person meets them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from graph1540.cli import main
from graph1540.pipeline import extract_all, find_notes
from graph1540.store import build_store

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def run(*words):
    done = CliRunner().invoke(main, [*map(str, words)], prog_name="graph1540")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("stores") / "store"
    build_store(path, extract_all(find_notes([str(SEEDS[0])]))[0])
    return path


def test_a_store_from_the_first_note_to_its_copy(template, tmp_path):
    code, out, err = run("status", "--store", template)
    assert code == 0, err
    assert out.startswith(f"{template}: 1 note · ")
    assert out.endswith("nobody is writing to it\n")
    assert run("add", *SEEDS[:2], "--store", template) == (0, "", f"{template}: 1 added, 1 there already; 2 notes in the store\n")
    assert run("add", *SEEDS[:2], "--store", template) == (0, "", f"{template}: 2 there already; 2 notes in the store\n")
    code, out, _ = run("status", "--names", "--store", template)
    assert (code, len(out.split())) == (0, 2)
    assert run("remove", SEEDS[1].name, "--store", template) == (0, "", f"{template}: 1 removed; 1 note in the store\n")
    assert run("backup", "--store", template, tmp_path / "copy")[0] == 0
    assert run("compact", "--store", template)[0] == 0
    assert run("restore", tmp_path / "copy", "--store", template)[0] == 0


def test_refusals_are_one_sentence(template, tmp_path):
    for words in (
        ("status", "--store", tmp_path / "nothing"),
        ("add", SEEDS[0], "--store", tmp_path),
        ("remove", "nobody", "--store", template),
        ("remove", "--store", template),
        ("backup", "--store", template, tmp_path),
        ("restore", tmp_path, "--store", template),
    ):
        code, out, err = run(*words)
        assert (code, out, err.count("\n")) == (2, "", 1), words
        assert err.startswith("Error: ")
        assert "; " in err
