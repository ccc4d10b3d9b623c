"""The commands of a store as a person meets them."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from store_making import canonical_nquads, decided_pair, names_in

from graph1540.cli import main
from graph1540.dataset import read_dataset
from graph1540.decisions import Decision, write_decisions
from graph1540.pipeline import extract_all, find_notes
from graph1540.store import build_store, open_view

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


def test_decisions_mean_the_same_in_a_store_and_in_a_file(tmp_path):
    """Of real notes, with decisions of each kind: built whole, with a note that goes and comes, and when they are taken back."""
    vague, exact = "000-5efe37bd9b028e5b#2016/somewhere/peer-review", "002-3546e7c3633b7b0f#2016-08-01/minsk/peer-review"
    claims = [claim for claim in names_in(extract_all(SEEDS)[0])[1] if claim[0].startswith(exact[:10])]
    rejected = next(claim for claim in claims if claim[0] == exact and claim[1] == "g1540:participant")
    decisions = tmp_path / "decisions.tsv"
    made = [decided_pair("different", vague, exact), Decision("wrong", *rejected, "A. Reader", "2026-01-31", "")]
    made += [Decision("right", exact, "g1540:participantCount", "12", "A. Reader", "2026-01-31", ""), decided_pair("same", exact, "nobody#2016/minsk/workshop")]
    write_decisions(decisions, made)
    assert run("build", *SEEDS, "-o", tmp_path / "all.nq", "--decisions", decisions)[0] == 0
    assert run("build", *SEEDS[:-1], "-o", tmp_path / "some.nq", "--decisions", decisions)[0] == 0
    assert run("build", *SEEDS, "-o", tmp_path / "plain.nq")[0] == 0
    whole, some, plain = (canonical_nquads(read_dataset(tmp_path / name)) for name in ("all.nq", "some.nq", "plain.nq"))
    store = tmp_path / "store"
    code, _, err = run("build", *SEEDS, "--store", store, "--decisions", decisions)
    assert code == 0
    assert "there is no event 'nobody#2016/minsk/workshop' any more" in err
    assert canonical_nquads(open_view(store)) == whole != plain
    assert "built anew" not in run("remove", SEEDS[-1].name, "--store", store)[2]
    assert canonical_nquads(open_view(store)) == some
    assert "built anew" not in run("add", SEEDS[-1], "--store", store)[2]
    assert canonical_nquads(open_view(store)) == whole
    decisions.write_text("", "utf-8")
    assert run("remove", "--store", store, "--decisions", decisions) == (0, "", f"{store}: decisions changed; {len(SEEDS)} notes in the store\n")
    assert canonical_nquads(open_view(store)) == plain
