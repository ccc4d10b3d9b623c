"""Decisions through the command line: they change the graph as said, survive a rebuild, and can be taken back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from graph1540.claims import read_claims
from graph1540.cli import main
from graph1540.dataset import read_dataset

SEEDS = Path(__file__).parents[1] / "seeds"
VAGUE = "000-5efe37bd9b028e5b#2016/somewhere/peer-review"
EXACT = "002-3546e7c3633b7b0f#2016-08-01/minsk/peer-review"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, code=0):
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == code, result.output
    return result.output


def build(name, *more):
    run("build", str(SEEDS), "-o", name, *more)
    return Path(name).read_bytes()


def test_words_that_are_in_the_name_of_one_event_mean_it(folder):
    build("graph.trig")
    said = run("why", "Minsk 2016", "dushanbe")
    assert "/minsk/peer-review and " in said
    assert "/dushanbe/peer-review are two events" in said
    told = run("why", "peer review", "dushanbe", code=2)
    assert "may mean 2013-somewhere-peer-review-" in told
    assert told.endswith("give one of these names\n")
    assert "there is no event 'Minsk 1999'" in run("why", "Minsk 1999", "dushanbe", code=2)


def test_a_decision_changes_the_graph_survives_a_rebuild_and_can_be_taken_back(folder):
    before = build("graph.trig")
    assert "are one event" in run("why", VAGUE, EXACT)
    run("decide", "different", VAGUE, EXACT, "--by", "A. Reviewer", "--on", "2026-01-31", "--why", "two rounds")
    apart = build("apart.trig", "--decisions", "decisions.tsv")
    assert apart != before
    assert build("again.trig", "--decisions", "decisions.tsv") == apart
    assert "are two events" in run("why", VAGUE, EXACT, "-d", "apart.trig")
    run("decide", "different", VAGUE, EXACT, "--by", "A. Reviewer", "--undo")
    assert build("restored.trig", "--decisions", "decisions.tsv") == before


def test_a_claim_called_wrong_leaves_the_canonical_view(folder):
    build("graph.nq")
    run("decide", "wrong", EXACT, "startDate", "2016-08-01", "--by", "A. Reviewer", "-d", "graph.nq")
    build("without.ttl", "--decisions", "decisions.tsv")
    assert '"2016-08-01"' not in Path("without.ttl").read_text()


def test_what_a_note_does_not_say_cannot_be_called_wrong(folder):
    build("graph.nq")
    output = run("decide", "wrong", EXACT, "startDate", "2016-08-09", "--by", "A. Reviewer", "-d", "graph.nq", code=2)
    assert "it says 2016-08-01" in output
    assert not Path("decisions.tsv").exists()


def test_claims_come_back_from_a_dataset_as_they_were_written(folder):
    build("graph.trig")
    claims = read_claims(read_dataset(Path("graph.trig")))
    assert sorted(claims) == [f"https://w3id.org/graph1540/id/note/{p.stem.replace('_', '-')}" for p in sorted(SEEDS.glob("*.txt"))]
    for its in claims.values():
        assert len(its) > 50
        assert all(claim.evidence for claim in its)


def test_undecided_lists_pairs_with_their_reasons(folder):
    build("graph.trig")
    assert VAGUE.split("#", maxsplit=1)[0] in run("undecided")
