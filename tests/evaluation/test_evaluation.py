"""What must hold of the figures, for each group of cases: ``make evaluate`` prints them too."""

from __future__ import annotations

import pytest

from .groups import GROUPS, SETS, TOLERANCE, figures, read_cases, recorded, scored
from .make_twins import TWINS
from .score import table

groups = pytest.mark.parametrize("group", GROUPS)


@groups
def test_no_figure_falls_below_the_recorded_one(group):
    result = scored(group)
    now = figures(group)
    print(f"\n\n== {group}: {now['notes']} notes ==\n{table(result)}")  # noqa: T201 - what "make evaluate" is for
    floor = recorded()[group]["f1"] - TOLERANCE
    assert now["f1"] >= floor, f"{group}: F1 {now['f1']} is below {floor:.4f}; see what was lost: python -m tests.evaluation {group}"


@groups
def test_every_note_of_the_gold_is_in_the_graph(group):
    assert scored(group)["missing notes"] == []


@groups
def test_all_evidence_is_in_the_text_and_no_event_fact_is_without(group):
    evidence = scored(group)["kinds"]["evidence"]
    assert (evidence["not in text"], evidence["event facts without evidence"]) == (0, 0)
    assert evidence["statements"] > 0


@pytest.mark.parametrize("group", ["seeds", "dev", *SETS])
def test_no_two_events_become_one(group):
    assert scored(group)["kinds"]["same event across notes"]["precision"] == 1.0


def test_no_case_got_lost():
    now = {group: figures(group)["notes"] for group in GROUPS}
    least = {group: figure["notes"] for group, figure in recorded().items()}
    assert {group: now[group] >= least[group] for group in GROUPS} == dict.fromkeys(GROUPS, True)
    assert now["all"] + now["twins"] + sum(now[group] for group in SETS) == len(read_cases())


@pytest.mark.parametrize(("name", "original"), [(twin[0], twin[1]) for twin in TWINS])
def test_a_note_says_the_same_in_every_format(name, original):
    notes = {case.name: case.note.name for case in read_cases()}
    assert scored("twins")["notes"][notes[name]] == pytest.approx(scored("own")["notes"][notes[original]], abs=0.02)
