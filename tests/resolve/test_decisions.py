"""The decisions file: sorted, exact in its errors, the same after reading and writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph1540.decisions import (
    Decision,
    add_decision,
    parse_decisions,
    read_decisions,
    remove_decision,
    render_decisions,
)
from graph1540.errors import DecisionError

HEADER = "kind\tsubject\tpredicate\tvalue\tby\twhen\twhy\twords\n"
SAME = Decision("same", "a#2014/lome/workshop", "", "b#2014/lome/workshop", "A. Reviewer", "2026-01-31", "one event")
WRONG = Decision("wrong", "a#2014/lome/workshop", "g1540:participantCount", "55", "A. Reviewer", "2026-01-31", "")


def test_the_file_is_sorted_and_reads_back(tmp_path):
    path = tmp_path / "decisions.tsv"
    add_decision(path, WRONG)
    add_decision(path, SAME)
    assert read_decisions(path) == (SAME, WRONG)
    assert path.read_text("utf-8") == render_decisions([WRONG, SAME])


def test_a_later_decision_takes_the_place_of_the_earlier(tmp_path):
    path = tmp_path / "decisions.tsv"
    add_decision(path, SAME)
    turned = Decision("different", SAME.value, "", SAME.subject, "B. Reviewer", "2026-02-01", "two", "b | a")
    assert add_decision(path, turned) == (
        Decision("different", SAME.subject, "", SAME.value, "B. Reviewer", "2026-02-01", "two", "a | b"),
    )


def test_a_decision_taken_back_leaves_no_trace(tmp_path):
    path = tmp_path / "decisions.tsv"
    add_decision(path, WRONG)
    before = path.read_bytes()
    add_decision(path, SAME)
    remove_decision(path, SAME)
    assert path.read_bytes() == before


def test_a_missing_decision_cannot_be_taken_back(tmp_path):
    path = tmp_path / "decisions.tsv"
    add_decision(path, WRONG)
    with pytest.raises(DecisionError, match="there is no decision about"):
        remove_decision(path, SAME)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("maybe\ta#1\t\tb#1\tme\t2026-01-31\t\t", "line 2: 'maybe' is no kind of decision; write one of same, different, unsure, wrong, right, ignore"),
        ("ignore\ta.txt\tresolution-year\t*\tme\t2026-01-31\t\t", "line 2: an exception has no reason; fill the column 'why'"),
        ("same\ta#1\t\tb\tme\t2026-01-31\t\t", "line 2: 'b' is no event; write NOTE#START/PLACE/TYPE"),
        ("same\ta#1\t\ta#1\tme\t2026-01-31\t\t", "line 2: an event is compared with itself; name two events"),
        ("same\ta#1\t\tb#1\t\t2026-01-31\t\t", "line 2: nobody is named who decided; fill the column 'by'"),
        ("same\ta#1\t\tb#1\tme\tyesterday\t\t", "line 2: 'yesterday' is no day; write the day of the decision as 2026-01-31"),
        ("same\ta#1\t\tb#1\tme\t2026-02-30\t\t", "line 2: '2026-02-30' is no day"),
        ("wrong\ta#1\t\t55\tme\t2026-01-31\t\t", "line 2: the predicate is missing"),
        ("same\ta#1", "line 2: 2 columns; there must be 8, separated by tabs"),
        ("same\ta#1\t\tb#1\tme\t2026-01-31\t\t\ndifferent\tb#1\t\ta#1\tme\t2026-01-31\t\t", "line 3: line 2 decides otherwise about the same"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line, message):
    with pytest.raises(DecisionError) as caught:
        parse_decisions(HEADER + line + "\n", name="decisions.tsv")
    assert message in str(caught.value)


def test_a_file_that_is_something_else_is_refused(tmp_path):
    path = tmp_path / "decisions.tsv"
    path.write_text("a,b\n", "utf-8")
    with pytest.raises(DecisionError, match="line 1: the header is not that of a decisions file"):
        read_decisions(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DecisionError, match="not text in UTF-8"):
        read_decisions(path)
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path / "none.tsv")


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=12)


@given(st.lists(st.builds(lambda s, v, why: Decision("wrong", f"n#{s}", "g1540:topic", v, "me", "2026-01-31", why), TEXT, TEXT, TEXT), unique_by=lambda d: d.about))
def test_what_is_written_is_read(decisions):
    assert parse_decisions(render_decisions(decisions)) == tuple(sorted(decisions, key=lambda d: d.order))
