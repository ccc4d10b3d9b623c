"""The notes of the benchmarks are such as the program reads, and the same each time."""

from __future__ import annotations

import sys
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from evaluation.score import Data, score
from graph1540.pipeline import build, extract_bytes

sys.path.append(str(Path(__file__).parents[1]))

from benchmarks.notes import World, tell, write_notes

SOME = 36


@lru_cache(maxsize=2)
def told(brief=False):
    return [tell(World(), number, brief=brief) for number in range(SOME)]


@pytest.mark.parametrize(("brief", "statements"), [(False, 50), (True, 30)], ids=("whole", "brief"))
def test_nearly_all_that_they_say_is_found(brief, statements):
    dataset = build([extract_bytes(one.text.encode(), one.name) for one in told(brief)]).quads
    kinds = score(Data(dataset), [one.said for one in told(brief)])["kinds"]
    wanting = {kind: (of["precision"], of["recall"]) for kind, of in kinds.items() if kind not in ("topic", "evidence") and of["f1"] < 0.97}
    assert wanting == {}
    assert kinds["evidence"]["statements"] > statements * SOME


def test_they_are_of_the_size_of_real_ones():
    sizes = [len(one.text) for one in told()]
    assert (min(sizes) > 2500, max(sizes) < 6000, 3000 < sum(sizes) / SOME < 4500) == (True, True, True)


def test_brief_ones_have_a_third_of_the_length():
    assert 0.25 < sum(len(one.text) for one in told(brief=True)) / sum(len(one.text) for one in told()) < 0.45


def test_meetings_are_told_of_by_several_and_followed_up():
    events = [event for one in told() for event in one.said["events"]]
    tellers = Counter(event["key"] for event in events)
    assert {min(4, n) for n in tellers.values()} == {1, 2, 3, 4}
    assert sum("follow_up_of" in event for event in events) > SOME / 3
    assert {1, 2, 3} <= {len(one.said["events"]) for one in told()} <= {1, 2, 3, 4}


def test_a_note_does_not_depend_on_the_number_of_all(tmp_path):
    write_notes(tmp_path / "few", 3, said=True)
    assert [path.read_text("utf-8") for path in sorted((tmp_path / "few").rglob("*.txt"))] == [one.text for one in told()[:3]]
    assert len(list((tmp_path / "few").rglob("*.gold.json"))) == 3


def test_another_seed_tells_of_other_things():
    assert tell(World(7), 0).text != told()[0].text
