"""Which events of different notes are one: examples, then properties."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import PEERS, THREE, corpus, event, local

from graph1540.decisions import Decision
from graph1540.resolve import find_event, resolve, undecided, why

CORPUS = corpus(*PEERS)


def clusters(resolved):
    """The events that are one with another, as a set of sets of short names."""
    groups = {}
    for iri, canonical in resolved.canonical.items():
        groups.setdefault(canonical, set()).add(iri.rsplit("/", 1)[-1].replace("#event-", "."))
    return {frozenset(group) for group in groups.values() if len(group) > 1}


def same(one, other):
    resolved = resolve(corpus(one, other))
    return len(set(resolved.canonical.values())) == 1


def decision(kind, one, other, **more):
    one, other = sorted((one, other))
    return Decision(kind, one, "", other, "A. Reviewer", "2026-01-31", "as agreed", **more)


def test_the_seeds_and_their_neighbours():
    assert clusters(resolve(CORPUS)) == {
        frozenset({"n0.3", "n2.3"}),
        frozenset({"n0.4", "n2.4", "n6.2"}),
        frozenset({"n0.5", "n2.1"}),
        frozenset({"n2.2", "n6.3"}),
    }


LOME = event("a", 1, start="2014-06-05", end="2014-06-06", place="lome", state="TGO", kind="workshop", main=True)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (event("b", 1, start="2014-06-05", end="2014-06-06", place="lome", state="TGO", kind="meeting"), True),
        (event("b", 1, start="2014-06-04", end="2014-06-05", place="lome", state="TGO", kind="workshop"), True),
        (event("b", 1, start="2014-06", place="lome", state="TGO", kind="workshop"), True),
        (event("b", 1, start="2014", place="lome", state="TGO", kind="workshop"), True),
        (event("b", 1, start="2014-06", state="TGO", kind="workshop"), True),
        (event("b", 1, start="2014-06-05", end="2014-06-06", place="kara", state="TGO", kind="workshop"), False),
        (event("b", 1, start="2014-06-05", end="2014-06-06", place="lima", state="PER", kind="workshop"), False),
        (event("b", 1, start="2014-06-12", end="2014-06-13", place="lome", state="TGO", kind="workshop"), False),
        (event("b", 1, start="2014-07", place="lome", state="TGO", kind="workshop"), False),
        (event("b", 1, start="2013", place="lome", state="TGO", kind="workshop"), False),
        (event("b", 1, start="2014-06", place="lome", state="TGO", kind="visit"), False),
        (event("b", 1, start="2014", kind="workshop"), False),
        (event("b", 1, place="lome", state="TGO", kind="workshop"), False),
        (event("b", 1, start="2014-06-05", end="2014-06-06", kind="workshop"), False),
    ],
)
def test_a_workshop_and_what_another_note_says(other, one):
    assert same(LOME, other) is one
    assert same(other, LOME) is one


def test_a_vague_mention_that_two_events_fit_stays_alone():
    found = resolve(
        corpus(
            event("a", 1, start="2017-05-23", end="2017-05-24", place="niamey", state="NER", kind="workshop", main=True),
            event("b", 1, start="2017-12-11", end="2017-12-13", place="niamey", state="NER", kind="workshop", main=True),
            event("c", 1, start="2017", place="niamey", state="NER", kind="workshop"),
        )
    )
    assert clusters(found) == set()


def test_a_month_does_not_claim_a_year_that_fits_another_event_too():
    told = [
        event("a", 1, start="2015-11-30", end="2015-12-02", place="suva", state="FJI", kind="workshop", main=True),
        event("b", 1, start="2015", place="suva", state="FJI", kind="workshop"),
        event("c", 1, start="2015-06", place="suva", state="FJI", kind="workshop"),
        event("c", 2, start="2015-11-30", end="2015-12-02", place="suva", state="FJI", kind="workshop"),
    ]
    assert clusters(resolve(corpus(*told))) == {frozenset({"a.1", "c.2"})}


def test_two_vague_mentions_of_one_note_that_fit_equally_well_stay_alone():
    found = resolve(
        corpus(
            LOME,
            event("b", 1, start="2014", place="lome", state="TGO", kind="workshop"),
            event("b", 2, start="2014", place="lome", state="TGO", kind="workshop"),
        )
    )
    assert clusters(found) == set()


def test_what_one_note_tells_apart_no_third_note_joins():
    # Each of a's events is as near to b's as can be, and b's can be only one of them.
    one = event("a", 1, start="2014-06-04", end="2014-06-05", place="lome", state="TGO", kind="workshop")
    two = event("a", 2, start="2014-06-06", end="2014-06-07", place="lome", state="TGO", kind="workshop")
    between = event("b", 1, start="2014-06-05", end="2014-06-06", place="lome", state="TGO", kind="workshop")
    found = resolve(corpus(one, two, between))
    assert found.canonical[local("a", 1)] != found.canonical[local("a", 2)]


def test_a_score_has_a_reason_in_words():
    links = {link.local.iri: link for link in resolve(CORPUS).links}
    link = links[local("n6", 2)]
    assert (link.score, link.reason) == (1.0, "with n2#event-4: days that differ by one; the same city; both are peer reviews; the same States")


def test_an_unrelated_note_changes_no_link():
    more = corpus(*PEERS, event("zz", 1, start="2015-03-03", end="2015-03-05", place="quito", state="ECU", kind="training", main=True))
    before = resolve(CORPUS).links
    assert [link for link in resolve(more).links if "zz" not in link.local.iri] == list(before)


def test_the_anchor_is_a_notes_own_event_and_the_others_give_way_to_it():
    resolved = resolve(CORPUS)
    links = {link.local.iri: link for link in resolved.links}
    assert links[local("n2", 1)].canonical.iri.startswith("https://w3id.org/graph1540/id/event/2017-08-02-dushanbe-peer-review-")
    assert links[local("n2", 1)].replaced == ()
    assert links[local("n0", 5)].replaced[0].iri == resolved.events[local("n0", 5)].solo


def test_the_solo_iri_is_the_canonical_one_of_the_note_alone():
    alone = resolve({note: claims for note, claims in CORPUS.items() if note.endswith("n0")})
    together = resolve(CORPUS)
    assert alone.canonical[local("n0", 5)] == together.events[local("n0", 5)].solo


def test_a_reviewers_no_holds_through_a_third_event():
    keys = {event.iri: event.key for event in resolve(CORPUS).events.values()}
    no = decision("different", keys[local("n2", 4)], keys[local("n6", 2)])
    found = resolve(CORPUS, [no])
    assert found.canonical[local("n2", 4)] != found.canonical[local("n6", 2)]


def test_a_reviewers_yes_joins_what_days_keep_apart():
    claims = corpus(LOME, event("b", 1, start="2015-02-05", place="lome", state="TGO", kind="workshop"))
    keys = sorted(event.key for event in resolve(claims).events.values())
    assert clusters(resolve(claims, [decision("same", *keys)])) == {frozenset({"a.1", "b.1"})}
    assert clusters(resolve(claims)) == set()


def test_a_yes_that_would_join_two_events_of_one_note_is_refused_and_reported():
    keys = {event.iri: event.key for event in resolve(CORPUS).events.values()}
    yes = [decision("same", keys[local("n2", 1)], keys[local("n2", 4)]), decision("same", keys[local("n0", 4)], keys[local("n0", 5)])]
    found = resolve(CORPUS, yes)
    assert found.canonical == resolve(CORPUS).canonical
    assert [finding.rule for finding in found.findings] == ["refused-decision", "refused-decision"]


def test_a_decision_about_what_no_note_says_any_more_is_reported():
    found = resolve(CORPUS, [decision("same", "n0#1999/rome/visit", "n2#2013/somewhere/peer-review")])
    assert [(finding.rule, finding.severity) for finding in found.findings] == [("stale-decision", "warning")]


def test_a_decision_about_words_that_changed_holds_and_is_reported():
    keys = sorted((resolve(CORPUS).events[local("n2", 2)].key, resolve(CORPUS).events[local("n6", 3)].key))
    found = resolve(CORPUS, [decision("different", *keys, words="in 2013 | two years ago")])
    assert found.canonical[local("n2", 2)] != found.canonical[local("n6", 3)]
    assert [(finding.rule, finding.severity) for finding in found.findings] == [("stale-decision", "info")]


def test_why_says_what_speaks_for_a_link():
    found = resolve(CORPUS)
    text = "\n".join(why(found, find_event(found, "n2#2016-08-01/minsk/peer-review"), find_event(found, local("n6", 2))))
    assert "are one event" in text
    assert "days that differ by one; the same city" in text


def test_why_says_that_one_note_tells_two_apart():
    found = resolve(CORPUS)
    lines = why(found, found.events[local("n2", 1)], found.events[local("n2", 4)])
    assert lines[-1] == "One note tells the two apart, so they are never made one."


def test_what_is_near_the_threshold_is_worth_a_decision_until_it_has_one():
    claims = corpus(LOME, event("b", 1, start="2014-06-05", end="2014-06-06", kind="workshop", organizers=("ecowas",)))
    entries = undecided(resolve(claims))
    assert [(e.first, e.second) for e in entries] == [("a#2014-06-05/lome/workshop", "b#2014-06-05/somewhere/workshop")]
    assert undecided(resolve(claims, [decision("unsure", entries[0].first, entries[0].second)])) == ()


@settings(max_examples=40, deadline=None)
@given(st.permutations(PEERS))
def test_links_ignore_the_order_of_notes(shuffled):
    assert resolve(corpus(*shuffled)).links == resolve(CORPUS).links


EVENTS = st.builds(
    lambda note, number, when, place, kind, parties: (note, number, when, place, kind, parties),
    st.sampled_from("abcd"),
    st.integers(1, 3),
    st.sampled_from([("2016-08-01", "2016-08-05"), ("2016-08-02", "2016-08-05"), ("2016-08", ""), ("2016", ""), ("2016-08-06", "2016-08-09")]),
    st.sampled_from([("minsk", "BLR"), ("", "BLR"), ("", "")]),
    st.sampled_from(["peer-review", "meeting"]),
    st.sampled_from([(), THREE]),
)


def _build(drawn):
    unique = {(note, number): (when, place, kind, parties) for note, number, when, place, kind, parties in drawn}
    return corpus(
        *(
            event(note, number, start=when[0], end=when[1], place=place[0], state=place[1], kind=kind, participants=parties, main=number == 1)
            for (note, number), (when, place, kind, parties) in sorted(unique.items())
        )
    )


def _one_note_in_a_cluster_twice(resolved):
    return [
        (a, b)
        for a, b in combinations(sorted(resolved.events), 2)
        if resolved.events[a].note == resolved.events[b].note and resolved.canonical[a] == resolved.canonical[b]
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(EVENTS, min_size=2, max_size=10), st.data())
def test_no_decisions_make_two_events_of_one_note_one(drawn, data):
    claims = _build(drawn)
    keys = sorted(event.key for event in resolve(claims).events.values())
    pairs = list(combinations(keys, 2))
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(pairs)), max_size=8, unique_by=lambda c: c[1])) if pairs else []
    decisions = [decision(kind, *pair) for kind, pair in chosen]
    found = resolve(claims, decisions)
    assert _one_note_in_a_cluster_twice(found) == []
    by_key = {event.key: event.iri for event in found.events.values()}
    assert not [d for d in decisions if d.kind == "different" and found.canonical[by_key[d.subject]] == found.canonical[by_key[d.value]]]


@settings(max_examples=80, deadline=None)
@given(st.lists(EVENTS, min_size=2, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_show(drawn, random):
    claims = _build(drawn)
    shuffled = list(claims.items())
    random.shuffle(shuffled)
    mixed = {note: tuple(random.sample(its, len(its))) for note, its in shuffled}
    assert resolve(mixed).links == resolve(claims).links
