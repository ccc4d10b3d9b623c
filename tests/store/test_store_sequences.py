"""After any sequence of changes a store is what a fresh build of what is left would be, and so is its index."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_making import (
    Bench,
    canonical_nquads,
    decided_pair,
    filled,
    fresh,
    made_decisions,
    made_note,
    names_in,
    small_reference,
    told,
)

from graph1540.decisions import Decision
from graph1540.pipeline import extract_all, find_notes
from graph1540.reference import shipped_reference
from graph1540.store import Writer, build_store, open_view
from graph1540.store.events import Events

ROOT = Path(__file__).parents[2]

#: A change: a note in one of its versions, or None to take it out.
CHANGES = st.lists(st.tuples(st.integers(0, 7), st.sampled_from((0, 1, 2, None))), min_size=1, max_size=9)


@settings(max_examples=20)
@given(changes=CHANGES, dense=st.booleans())
def test_any_sequence_equals_a_fresh_build(changes, dense):
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "index.sqlite", small_reference())
        for number, version in changes:
            slug = f"n{number}"
            if version is not None:
                bench.change(add=[made_note(slug, version, dense=dense)])
            elif slug in bench.notes:
                bench.change(remove=[slug])
        assert canonical_nquads(bench.rdf) == fresh(bench.notes.values(), small_reference())
        assert bench.state() == filled(Path(folder) / "fresh.sqlite", bench.notes.values(), small_reference())
        bench.index.close()


#: A change of a note, and the decisions after it: by their seeds, or None for those before; some are on notes that come later, or went.
DECIDED = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from((0, 1, 2, None)), st.none() | st.lists(st.integers(0, 60), max_size=8)), min_size=2, max_size=9
)


@settings(max_examples=30)
@given(changes=DECIDED)
def test_any_sequence_with_decisions_equals_a_fresh_build(changes):
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "index.sqlite", small_reference())
        for number, version, seeds in changes:
            slug = f"n{number}"
            add = [made_note(slug, version)] if version is not None else []
            spoken_of = [*bench.notes.values(), *add, made_note("n7", 0)]
            bench.change(add=add, remove=[slug] if slug in bench.notes else [], decisions=None if seeds is None else made_decisions(seeds, spoken_of))
        assert canonical_nquads(bench.rdf) == fresh(bench.notes.values(), small_reference(), bench.decisions)
        assert bench.told() == told(bench.notes.values(), small_reference(), bench.decisions)
        assert bench.state() == filled(Path(folder) / "fresh.sqlite", bench.notes.values(), small_reference(), bench.decisions)
        bench.index.close()


def test_each_pair_worth_comparing_can_be_told_apart_or_made_one(tmp_path):
    """One decision after the other, each in place of the last: what the notes join is kept apart, at whatever step, and the other way round."""
    notes = [made_note(f"n{number}", 0) for number in range(8)]
    bench = Bench(tmp_path / "index.sqlite", small_reference())
    bench.change(add=notes)
    plain = canonical_nquads(bench.rdf)
    rows = {row.id: row for one in notes for row in Events(bench.index).of_note(one.note.slug)}
    pairs = bench.index.db.execute("SELECT a, b FROM pairs WHERE a < b ORDER BY a, b").fetchall()
    taken = {tuple(sorted(pair)) for pair in bench.index.db.execute("SELECT event, target FROM offers WHERE taken")}
    kinds = set()
    for a, b in pairs:
        kind = "different" if rows[a].canonical == rows[b].canonical else "same"
        kinds.add((kind, (a, b) in taken))
        decision = decided_pair(kind, rows[a].event.key, rows[b].event.key)
        bench.change(decisions=[decision])
        found = canonical_nquads(bench.rdf)
        assert found == fresh(notes, small_reference(), [decision]) != plain
        assert bench.told() == told(notes, small_reference(), [decision])
    assert kinds == {("different", True), ("different", False), ("same", False)}
    bench.change(decisions=[])
    assert canonical_nquads(bench.rdf) == plain


def test_claims_can_be_called_wrong_and_values_set(tmp_path):
    """One decision after the other, each in place of the last; of a plan, everything is built anew."""
    notes = [made_note(f"n{number}", 0) for number in range(8)]
    bench = Bench(tmp_path / "index.sqlite", small_reference())
    bench.change(add=notes)
    plain = canonical_nquads(bench.rdf)
    claims = names_in(notes)[1]
    for subject, predicate, value in claims[::8]:
        others = [claim[2] for claim in claims if claim[1] == predicate and claim[2] != value]
        for kind, said in (("wrong", value), ("right", others[0] if others else value)):
            decision = Decision(kind, subject, predicate, said, "A. Reader", "2026-01-31", "")
            bench.change(decisions=[decision])
            assert canonical_nquads(bench.rdf) == fresh(notes, small_reference(), [decision])
    bench.change(decisions=[])
    assert bench.rebuilt <= 2 * sum("|plan/" in claim[0] for claim in claims[::8])
    assert canonical_nquads(bench.rdf) == plain


def test_values_that_are_events_or_persons_go_where_these_go(tmp_path):
    """What a reviewer set may be an event or person of another note, of which a third note changes the canonical IRI."""
    notes = [made_note(f"n{number}", 1) for number in range(8)]
    events = names_in(notes)[0]
    rights = [(subject, "g1540:followUpOf", value) for subject, value in zip(events, [*events[5:], *events[:5]], strict=True)]
    rights += [(event, "g1540:attendee", f"note/{one.note.slug}#person-1") for event, one in zip(events[::3], notes, strict=False)]
    decisions = [Decision("right", *said, "A. Reader", "2026-01-31", "") for said in rights]
    bench = Bench(tmp_path / "index.sqlite", small_reference())
    bench.change(decisions=decisions)
    for at, one in enumerate(notes):
        bench.change(add=[one])
        assert canonical_nquads(bench.rdf) == fresh(notes[: at + 1], small_reference(), decisions)
    for at in range(1, 8):
        bench.change(remove=[notes[at - 1].note.slug])
        assert canonical_nquads(bench.rdf) == fresh(notes[at:], small_reference(), decisions)
    assert not bench.rebuilt


@settings(max_examples=4)
@given(order=st.permutations(range(8)))
def test_the_order_in_which_notes_come_cannot_show(order):
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "index.sqlite", small_reference())
        for number in order:
            bench.change(add=[made_note(f"n{number}", 0)])
        assert canonical_nquads(bench.rdf) == fresh([made_note(f"n{number}", 0) for number in range(8)], small_reference())
        bench.index.close()


def test_a_batch_equals_the_same_notes_one_by_one(tmp_path):
    notes = [made_note(f"n{number}", 1) for number in range(10)]
    bench = Bench(tmp_path / "index.sqlite", small_reference())
    bench.change(add=notes)
    assert canonical_nquads(bench.rdf) == fresh(notes, small_reference())
    bench.change(remove=[f"n{number}" for number in range(0, 10, 2)], add=[made_note("n1", 2)])
    kept = [made_note("n1", 2), *notes[3::2]]
    assert canonical_nquads(bench.rdf) == fresh(kept, small_reference())
    assert bench.state() == filled(tmp_path / "fresh.sqlite", kept, small_reference())


def test_an_empty_store_is_the_reference_data_and_what_follows(tmp_path):
    bench = Bench(tmp_path / "index.sqlite", small_reference())
    before = canonical_nquads(bench.rdf)
    bench.change(add=[made_note("n1", 0), made_note("n2", 0)])
    bench.change(remove=["n1", "n2"])
    assert canonical_nquads(bench.rdf) == before


@pytest.fixture(scope="module")
def real():
    """The seeds and two notes of the tests, as they are read."""
    cases = [ROOT / "tests" / "cases" / name / f"{name}.txt" for name in ("tbilisi-consultation", "bangkok-two-events")]
    extracted, failed = extract_all([*find_notes([str(ROOT / "seeds")]), *(case for case in cases if case.exists())])
    assert failed == []
    return extracted


def test_real_notes_in_a_folder(tmp_path, real):
    folder = tmp_path / "store"
    build_store(folder, real[:1])
    reference = shipped_reference()
    with Writer(folder, reference=reference) as writer:
        assert writer.add(real[1:3]).added == (real[1].note.slug, real[2].note.slug)
        one = canonical_nquads(open_view(folder))
        assert one == fresh(real[:3])
        added = writer.add(real)
        assert (added.rebuilt, len(added.known), len(added.added)) == (False, 3, len(real) - 3)
        assert canonical_nquads(open_view(folder)) == fresh(real)
        writer.remove([x.note.slug for x in real[3:]])
        assert canonical_nquads(open_view(folder)) == one
