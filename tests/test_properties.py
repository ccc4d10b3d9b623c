"""A note is data from outside: whatever comes, there are claims with evidence, or one sentence that says why not."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.check import check, faults
from fuzz.damage import MOST, damaged_file, damaged_text, texts
from fuzz.hostile import hostile
from graph1540.errors import NoteError
from graph1540.iri import note_iri
from graph1540.model import Claim, Ref
from graph1540.pipeline import Extracted, extract
from graph1540.read import read_bytes

#: Bytes that the damage is drawn from: see ``fuzz.damage``.
DICE = st.binary(min_size=2, max_size=12 * MOST)
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

SIZE = 20_000
#: Seconds of CPU for a text of that size. An ordinary one takes a tenth of it; what grows faster than the text takes ten times it.
ALLOWED = 3.0
HOSTILE = hostile(SIZE)


def extracted(content: bytes, name: str = "note.txt") -> Extracted | None:
    """What the bytes say, None where they are refused."""
    try:
        return extract(read_bytes(content, name))
    except NoteError:
        return None


def elsewhere(one: Extracted, slug: str) -> list[Claim]:
    """The claims as they would be, were the note called ``slug``."""
    old, new = note_iri(one.note.slug), note_iri(slug)

    def moved(value: object) -> object:
        if isinstance(value, Ref) and (value.iri == old or value.iri.startswith(old + "#")):
            return Ref(new + value.iri.removeprefix(old))
        return value

    return [claim._replace(note=new, subject=moved(claim.subject), value=moved(claim.value)) for claim in one.claims]


@some
@given(DICE)
def test_damaged_text_gives_claims_with_evidence_or_is_refused(dice):
    name, content = damaged_text(dice)
    check(name, content)


@some
@given(DICE)
def test_damaged_files_give_claims_with_evidence_or_are_refused(dice):
    name, content = damaged_file(dice)
    check(name, content)


@some
@given(st.text(max_size=400))
def test_any_text_gives_claims_with_evidence_or_is_refused(text):
    check("note.txt", text.encode("utf-8", "replace"))


@few
@given(DICE)
def test_a_graph_can_be_built_of_any_note_alone(dice):
    check(*damaged_text(dice), whole=True)


@few
@given(DICE)
def test_the_name_of_the_file_does_not_change_what_the_note_says(dice):
    _, content = damaged_text(dice)
    one, other = extracted(content, "one.txt"), extracted(content, "another name.txt")
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        # In any order: an IRI that sorts elsewhere is no other claim.
        assert set(elsewhere(one, other.note.slug)) == set(other.claims)
        assert [f.rule for f in one.findings] == [f.rule for f in other.findings]


@few
@given(DICE)
def test_a_second_reading_says_the_same(dice):
    _, content = damaged_text(dice)
    assert extracted(content) == extracted(content)


@pytest.mark.parametrize("text", texts(), ids=range(len(texts())))
def test_undamaged_notes_are_sound(text):
    one = extracted(text.encode())
    assert one is not None
    assert faults(one) == []
    assert len(one.claims) > 20


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_is_slow(name):
    content = HOSTILE[name].encode("utf-8", "replace")
    started = time.process_time()
    one = extracted(content)
    spent = time.process_time() - started
    assert one is None or faults(one) == []
    assert spent < ALLOWED, f"{spent:.1f} s of CPU for {SIZE:,} characters"
