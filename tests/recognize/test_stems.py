"""Patterns that are tried only where their stems stand."""

import re

from graph1540.recognize.stems import Cued, Words, tried_at

NAMES = Cued(re.compile(r"H\.E\. \w+|[Tt]he Committee|co-chairs?"), ["H.E", "the", "co-"])


def found(text: str) -> list[str]:
    return [match[0] for match in Words(text).finditer(NAMES)]


def test_a_stem_counts_at_the_beginning_of_a_word_whatever_stands_before() -> None:
    assert found("(the Committee; “H.E. Ona, co-chair") == ["the Committee", "H.E. Ona", "co-chair"]


def test_no_stem_counts_inside_a_word() -> None:
    assert found("bathe Committee, ßthe Committee, _the Committee") == []


def test_a_stem_of_another_case_leaves_the_decision_to_the_pattern() -> None:
    assert found("The Committee, THE Committee") == ["The Committee"]


def test_of_matches_that_overlap_the_first_stands_and_none_goes_beyond_the_end() -> None:
    pattern = re.compile("ab(?:ab)?")
    assert [match.span() for match in tried_at(pattern, "ababab", [0, 2, 4])] == [(0, 4), (4, 6)]
    assert [match.span() for match in tried_at(pattern, "ababab", [0, 2, 4], 3)] == [(0, 2)]
