"""A finding that a reviewer decided to live with."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from graph1540.cli import main

NOTE = Path(__file__).parents[1] / "seeds" / "003_be3ee69ea5258f23.txt"
HEADER = "kind\tsubject\tpredicate\tvalue\tby\twhen\twhy\twords\n"
LINE = f"ignore\t{NOTE.name}\tresolution-year\tresolution 1540 (1540)\tA reviewer\t2026-01-31\tso printed\t\n"


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_an_exception_takes_its_finding_away_and_no_other(tmp_path):
    path = tmp_path / "decisions.tsv"
    assert "resolution-year" in run("validate", NOTE).output
    path.write_text(HEADER + LINE, "utf-8")
    told = run("validate", NOTE, "--decisions", path)
    assert "resolution-year" not in told.output
    assert "1 left out by decision" in told.output
    path.write_text(HEADER + LINE.replace("1540 (1540)", "1540 (1541)"), "utf-8")
    assert "resolution-year" in run("validate", NOTE, "--decisions", path).output


def test_an_exception_changes_nothing_in_the_graph(tmp_path):
    path = tmp_path / "decisions.tsv"
    path.write_text(HEADER + LINE, "utf-8")
    assert run("build", NOTE, "-o", tmp_path / "a.nq").exit_code == 0
    assert run("build", NOTE, "-o", tmp_path / "b.nq", "--decisions", path).exit_code == 0
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
