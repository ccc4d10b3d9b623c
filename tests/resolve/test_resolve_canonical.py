"""The canonical view: values by the written policy, conflicts as data, every node a pure function."""

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st
from making import PEERS, THREE, corpus, event, local, made_note, words

from graph1540.canonical import LINKS, to_dataset
from graph1540.decisions import Decision
from graph1540.iri import BASE, DCTERMS, G1540, ORG, PROV, RDF, SKOS, note_iri
from graph1540.model import Claim, Ref
from graph1540.reference import load_reference
from graph1540.resolve import resolve

NOTHING = load_reference(())
CORPUS = corpus(*PEERS)


def view(claims, decisions=(), reference=NOTHING):
    resolved = resolve(claims, decisions, reference=reference)
    notes = [made_note(note.rsplit("/", 1)[-1]) for note in claims]
    return to_dataset(notes, claims, resolved, reference), resolved


def objects(quads, subject, predicate, graph=None):
    wanted = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    return sorted(q.object.value for q in quads if q.subject.value == subject and q.predicate.value == predicate and q.graph_name == wanted)


def disagreements(quads):
    found = {}
    for quad in quads:
        if quad.predicate.value == G1540.about:
            (on,) = objects(quads, quad.subject.value, G1540.onProperty)
            positions = objects(quads, quad.subject.value, G1540.position)
            found[quad.object.value, on] = {
                objects(quads, position, RDF.value)[0]: objects(quads, position, PROV.wasDerivedFrom) for position in positions
            }
    return found


def test_minsk_is_in_dispute_with_both_claims_and_2017_is_not():
    quads, resolved = view(CORPUS)
    found = disagreements(quads)
    minsk = resolved.canonical[local("n2", 4)]
    assert set(found) == {(minsk, G1540.startDate)}
    sides = found[minsk, G1540.startDate]
    assert set(sides) == {"2016-08-01", "2016-08-02"}
    assert [side.partition("#")[0] for side in (*sides["2016-08-01"], *sides["2016-08-02"])] == [note_iri("n2"), note_iri("n6")]


def test_more_precise_beats_less_precise():
    quads, resolved = view(CORPUS)
    assert objects(quads, resolved.canonical[local("n2", 1)], G1540.startDate) == ["2017-08-02"]


def test_ties_stay_side_by_side():
    quads, resolved = view(CORPUS)
    assert objects(quads, resolved.canonical[local("n2", 4)], G1540.startDate) == ["2016-08-01", "2016-08-02"]


LOME = {"place": "lome", "state": "TGO", "kind": "workshop"}


def test_an_events_own_note_beats_a_mention_and_the_dispute_stays():
    claims = corpus(
        event("a", 1, start="2014-06-05", end="2014-06-06", main=True, **LOME),
        event("b", 1, start="2014-06-04", end="2014-06-05", **LOME),
    )
    quads, resolved = view(claims)
    lome = resolved.canonical[local("a", 1)]
    assert objects(quads, lome, G1540.startDate) == ["2014-06-05"]
    assert set(disagreements(quads)) == {(lome, G1540.startDate), (lome, G1540.endDate)}


def test_a_specific_type_beats_meeting():
    quads, resolved = view(CORPUS)
    assert objects(quads, resolved.canonical[local("n2", 3)], G1540.eventType) == [BASE + "event-type/peer-review"]


def test_participants_add_up():
    quads, resolved = view(CORPUS)
    assert objects(quads, resolved.canonical[local("n2", 3)], G1540.participant) == [BASE + "state/KGZ", BASE + "state/TJK"]


def test_what_was_held_is_no_longer_planned():
    planned = (G1540.eventStatus, Ref(BASE + "event-status/planned"))
    claims = corpus(
        event("a", 1, start="2014-06-05", end="2014-06-06", main=True, **LOME),
        event("b", 1, start="2014-06-05", end="2014-06-06", more=[planned], **LOME),
    )
    quads, resolved = view(claims)
    assert objects(quads, resolved.canonical[local("a", 1)], G1540.eventStatus) == []


def test_agreement_is_data():
    quads, resolved = view(CORPUS)
    minsk = resolved.canonical[local("n2", 4)]
    facts = {q.subject.value for q in quads if q.predicate.value == RDF.subject and q.object.value == minsk}
    held_at = [f for f in facts if objects(quads, f, RDF.predicate, LINKS) == [G1540.heldAt]]
    assert [(objects(quads, f, G1540.noteCount, LINKS), len(objects(quads, f, PROV.wasDerivedFrom, LINKS))) for f in held_at] == [(["2"], 2)]


def test_an_old_iri_leads_to_the_new_one():
    quads, resolved = view(CORPUS)
    old = resolved.events[local("n0", 5)].solo
    assert objects(quads, old, DCTERMS.isReplacedBy, LINKS) == [resolved.canonical[local("n2", 1)]]


def test_the_label_is_made_of_the_merged_values():
    quads, resolved = view(CORPUS)
    assert objects(quads, resolved.canonical[local("n2", 1)], SKOS.prefLabel) == ["Peer review, dushanbe, 2\N{EN DASH}4 August 2017"]


def test_a_claim_that_a_reviewer_calls_wrong_goes_with_its_dispute():
    resolved = resolve(CORPUS)
    key = resolved.events[local("n2", 4)].key
    wrong = Decision("wrong", key, "g1540:startDate", "2016-08-01", "A. Reviewer", "2026-01-31", "a slip")
    quads, after = view(CORPUS, [wrong])
    assert objects(quads, after.canonical[local("n2", 4)], G1540.startDate) == ["2016-08-02"]
    assert disagreements(quads) == {}
    assert after.canonical == resolved.canonical


def test_a_value_that_a_reviewer_sets_is_the_value():
    key = resolve(CORPUS).events[local("n2", 4)].key
    right = Decision("right", key, "g1540:startDate", "2016-08-02", "A. Reviewer", "2026-01-31", "the programme says so")
    quads, after = view(CORPUS, [right])
    assert objects(quads, after.canonical[local("n2", 4)], G1540.startDate) == ["2016-08-02"]
    assert disagreements(quads) == {}
    assert objects(quads, right.iri, DCTERMS.creator, LINKS) == ["A. Reviewer"]


def plan(note, status):
    iri = note_iri(note)
    subject = Ref(BASE + "plan/KGZ")
    said = ((RDF.type, Ref(G1540.ActionPlan)), (G1540.planOf, Ref(BASE + "state/KGZ")), (G1540.planStatus, Ref(BASE + f"plan-status/{status}")))
    return tuple(Claim(iri, subject, predicate, value, (words(90, "plan"),)) for predicate, value in said)


def test_a_plan_has_a_history_and_its_status_is_the_latest():
    claims = corpus(*PEERS, plan("n3", "draft"), plan("n2", "adopted"))
    quads, _ = view(claims)
    versions = [q.subject.value for q in quads if q.predicate.value == G1540.versionOf]
    history = sorted((objects(quads, v, DCTERMS.date), objects(quads, v, G1540.planStatus)) for v in versions)
    assert history == [(["2012-03-05"], [BASE + "plan-status/draft"]), (["2017-08-02"], [BASE + "plan-status/adopted"])]
    assert objects(quads, BASE + "plan/KGZ", G1540.planStatus) == [BASE + "plan-status/adopted"]
    draft, adopted = sorted(versions, key=lambda v: objects(quads, v, DCTERMS.date))
    assert (objects(quads, adopted, G1540.previousVersion), objects(quads, draft, G1540.previousVersion)) == ([draft], [])


def person(note, name, state=""):
    subject = Ref(f"{note_iri(note)}#person-{name.split()[-1].lower()}")
    said = [(RDF.type, Ref(G1540.Person)), (SKOS.prefLabel, name)]
    said += [(G1540.represents, Ref(BASE + f"state/{state}"))] if state else []
    said += [(ORG.hasMembership, Ref(f"{note_iri(note)}#membership-1"))]
    return tuple(Claim(note_iri(note), subject, predicate, value, (words(70, name),)) for predicate, value in said)


def test_a_person_of_one_name_and_state_is_one_and_keeps_both_memberships():
    claims = corpus(person("a", "Ruslan Tynaliev", "KGZ"), person("b", "Ruslan Tynaliev", "KGZ"))
    quads, _ = view(claims)
    assert objects(quads, BASE + "person/ruslan-tynaliev", ORG.hasMembership) == [f"{note_iri(n)}#membership-1" for n in "ab"]


def test_persons_of_one_name_and_two_states_are_two():
    claims = corpus(person("a", "Ana Silva", "BRA"), person("b", "Ana Silva", "PRT"), person("c", "Ana Silva"))
    resolved = resolve(claims)
    assert len(set(resolved.canonical.values())) == 3


def test_a_surname_alone_names_nobody_elsewhere():
    resolved = resolve(corpus(person("a", "Silva"), person("b", "Silva")))
    assert len(set(resolved.canonical.values())) == 2


def test_there_is_no_blank_node():
    quads, _ = view(CORPUS)
    assert not [q for q in quads if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


@settings(max_examples=30, deadline=None)
@given(st.permutations(PEERS))
def test_the_canonical_view_ignores_the_order_of_notes(shuffled):
    assert view(corpus(*shuffled))[0] == view(CORPUS)[0]


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(["n0", "n2", "n3", "n6"]), min_size=1))
def test_taking_a_note_out_gives_the_view_without_it(kept):
    less = {note: claims for note, claims in CORPUS.items() if note.rsplit("/", 1)[-1] in kept}
    again = corpus(*(claims for claims in PEERS if claims[0].note.rsplit("/", 1)[-1] in kept))
    assert view(less)[0] == view(again)[0]


def test_a_city_in_dispute_after_a_reviewers_yes():
    claims = corpus(
        event("a", 1, start="2018-11-26", end="2018-11-28", place="rakitje", state="HRV", kind="seminar", participants=THREE),
        event("b", 1, start="2018-11-26", end="2018-11-28", place="zagreb", state="HRV", kind="seminar", participants=THREE),
    )
    assert len(set(resolve(claims).canonical.values())) == 2
    keys = sorted(e.key for e in resolve(claims).events.values())
    quads, resolved = view(claims, [Decision("same", keys[0], "", keys[1], "A. Reviewer", "2026-01-31", "")])
    assert set(disagreements(quads)) == {(resolved.canonical[local("a", 1)], G1540.heldAt)}
