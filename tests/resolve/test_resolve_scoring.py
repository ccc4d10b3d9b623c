"""Events compared block by block, in any order of parts, give what a comparison of all of them in one place gives."""

import pickle

from hypothesis import given
from hypothesis import strategies as st
from making import corpus, event

from graph1540.resolve.block import candidate_pairs, in_blocks, meeting_key, stances
from graph1540.resolve.events import read_events
from graph1540.resolve.link import resolve
from graph1540.resolve.scoring import partition, score_here, score_part, score_there

DATES = st.sampled_from(("", "2016", "2017", "2016-06", "2016-07", "2016-06-30", "2016-07-01", "2016-12-31"))
EVENTS = st.lists(
    st.builds(
        lambda note, start, place, state, kind, participants: (f"n{note}", {"start": start, "place": place, "state": state, "kind": kind, "participants": participants}),
        st.integers(0, 5), DATES, st.sampled_from(("", "minsk", "vienna")), st.sampled_from(("", "BLR", "AUT")),
        st.sampled_from(("meeting", "workshop")), st.lists(st.sampled_from(("BLR", "KGZ", "TJK")), max_size=2, unique=True),
    ),
    max_size=14,
)  # fmt: skip


class Shuffled:
    """Parts that travel, and come back last first."""

    shares_files = False

    def map(self, work, jobs, lost=None):
        assert lost is None
        for sent in [pickle.dumps((work, job)) for job in jobs][::-1]:
            work, job = pickle.loads(sent)
            yield pickle.loads(pickle.dumps(work(job)))


def claims_of(drawn):
    return corpus(*(event(note, number, **about) for number, (note, about) in enumerate(drawn, 1)))


def events_of(drawn):
    found = [one for note, claims in claims_of(drawn).items() for one in read_events(note, claims)]
    return sorted(found, key=lambda one: one.iri)


@given(drawn=EVENTS, size=st.integers(1, 12))
def test_every_pair_belongs_to_one_part_alone(drawn, size):
    ranked = events_of(drawn)
    met = []
    for part in partition(ranked, size):
        for block, start, stop in part.stretches:
            for a, b in block.pairs(start, stop):
                assert {a, b} <= part.events.keys()
                if ranked[a].note != ranked[b].note and meeting_key(stances(ranked[a]), stances(ranked[b])) == block.key:
                    met.append((ranked[a], ranked[b]))
    assert sorted((a.iri, b.iri) for a, b in met) == [(a.iri, b.iri) for a, b in candidate_pairs(ranked)]


@given(drawn=EVENTS, size=st.integers(1, 12))
def test_a_part_has_the_size_that_is_wanted(drawn, size):
    ranked = events_of(drawn)
    widest = max((len(block.eager) + len(block.found) for block in in_blocks(ranked)), default=0)
    for part in partition(ranked, size):
        assert sum(1 for block, start, stop in part.stretches for _ in block.pairs(start, stop)) < size + widest


@given(drawn=EVENTS)
def test_scoring_elsewhere_is_scoring_here(drawn):
    ranked = events_of(drawn)
    found = score_there(ranked, Shuffled())
    assert found == list(score_here(ranked))
    assert sorted((a, b) for part in partition(ranked, 3) for a, b, _ in score_part(part)) == sorted(
        (ranked.index(a), ranked.index(b)) for a, b in candidate_pairs(ranked) if any(pair == (a.iri, b.iri) for pair, _ in found)
    )


@given(drawn=EVENTS)
def test_links_do_not_depend_on_where_events_are_compared(drawn):
    assert resolve(claims_of(drawn), spread=Shuffled()) == resolve(claims_of(drawn))
