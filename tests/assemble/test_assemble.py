"""What a note says, sentence by sentence: the input is a few lines, the claims are compared whole."""

import pytest

from graph1540.iri import G1540
from graph1540.pipeline import extract
from graph1540.read import read_bytes

HEADER = (
    "Information note\n\nEvent: Workshop on resolution 1540 (2004)\n\nOrganizers: Government of Ghana\n\n"
    "Date and venue: 5-6 June 2014, Accra, Ghana\n\nParticipants: Ghana, Togo\n\nBackground\n\n"
)


def events(body, header=HEADER):
    """The events that the body tells of beside the note's own, each as a dictionary of short values."""
    extracted = extract(read_bytes((header + body + "\n").encode(), "a.txt"))
    own = {c.value.iri for c in extracted.claims if c.predicate == G1540.reportsOn}
    found = {}
    for claim in extracted.claims:
        subject = claim.subject.iri
        if "#event-" in subject and subject not in own and claim.predicate.startswith(str(G1540)):
            value = claim.value.iri.rsplit("/", 1)[-1] if hasattr(claim.value, "iri") else str(claim.value)
            found.setdefault(subject, {}).setdefault(claim.predicate.rsplit("#", 1)[-1], []).append(value)
    return [{key: sorted(values) for key, values in event.items()} for _, event in sorted(found.items())]


def one(body):
    told = events(body)
    assert len(told) == 1
    return told[0]


def test_a_place_and_date_in_brackets_belong_to_the_noun_before():
    told = one("It built on the training course on border control (Lomé, 3-5 March 2013).")
    assert (told["eventType"], told["startDate"], told["endDate"], told["heldAt"], told["heldIn"]) == (
        ["training"], ["2013-03-03"], ["2013-03-05"], ["lome"], ["TGO"],
    )  # fmt: skip


def test_the_year_of_a_day_comes_from_the_context():
    assert one("A seminar was held in Dakar, Senegal, on 8-9 April.")["startDate"] == ["2014-04-08"]


def test_what_was_hosted_organized_and_paid_for_by_whom():
    told = one("The workshop of 27-28 November 2007 in Gaborone, which UNODA organized, which the Government of Botswana hosted and for which Norway paid.")
    assert told["organizer"] == ["BWA", "unoda"]
    assert told["supporter"] == ["NOR"]


def test_that_stands_for_an_event_of_the_same_kind():
    told = events("The workshop for French-speaking States had been hosted by Gabon in Libreville on 20-21 March; that for others had been hosted by South Africa in Pretoria on 8-9 April.")
    assert [(e["eventType"], e["heldAt"], e["organizer"]) for e in told] == [(["workshop"], ["libreville"], ["GAB"]), (["workshop"], ["pretoria"], ["ZAF"])]


def test_a_list_of_pairs_gives_each_its_own_parties():
    told = events("Peer reviews have been conducted between Croatia and Poland (2013); Chile and Colombia (2012).")
    assert [(e["startDate"], e["participant"]) for e in told] == [(["2013"], ["HRV", "POL"]), (["2012"], ["CHL", "COL"])]


@pytest.mark.parametrize(
    "body",
    [
        "Gabon submitted its report in 2011.",
        "The law entered into force on 3 May 2012.",
        "The Council adopted resolution 1977 (2011) on 20 April 2011.",
        "By a letter dated 29 April 2014 the Director of UNREC invited the Committee.",
    ],
)
def test_a_date_that_is_no_events_gives_no_event(body):
    assert events(body) == []


@pytest.mark.parametrize(("words", "status"), [("will be held", "planned"), ("was cancelled; it had been planned", "cancelled")])
def test_what_did_not_take_place_is_said_so(words, status):
    assert one(f"A seminar in Lomé on 3-4 July 2015 {words}.")["eventStatus"] == [status]


def test_a_postponed_event_has_its_new_date():
    told = one("The seminar in Lomé, fixed for 11 and 12 April 2015, has been postponed to 16 and 17 May 2015.")
    assert (told["startDate"], told["endDate"], told["eventStatus"]) == (["2015-05-16"], ["2015-05-17"], ["postponed"])


def own(body, predicate):
    extracted = extract(read_bytes((HEADER.replace("Background", "Highlights") + body + "\n").encode(), "a.txt"))
    main = next(c.value for c in extracted.claims if c.predicate == G1540.reportsOn)
    return sorted(c.value.iri.rsplit("/", 1)[-1] for c in extracted.claims if c.subject == main and c.predicate == predicate)


@pytest.mark.parametrize(
    "body", ["Benin was invited but did not attend.", "Benin and Mali had excused themselves.", "Benin was named as a neighbour.", "Benin, invited, was not represented."]
)
def test_who_was_invited_or_named_has_not_taken_part(body):
    assert own(body, G1540.participant) == ["GHA", "TGO"]


def test_who_spoke_has_taken_part_with_the_organization_spoken_for():
    found = own("The workshop was opened by Mr Kofi Mensah, Director of the Ghana Standards Authority.", G1540.participant)
    assert found == ["GHA", "TGO", "ghana-standards-authority"]


def statuses(body):
    extracted = extract(read_bytes((HEADER + body + "\n").encode(), "a.txt"))
    return {c.subject.iri[-3:]: c.value.iri.rsplit("/", 1)[-1] for c in extracted.claims if c.predicate == G1540.planStatus}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Ghana adopted its national action plan in 2015.", {"GHA": "adopted"}),
        ("Ghana submitted its national action plan to the Committee.", {"GHA": "submitted"}),
        ("Ghana did not adopt the national action plan.", {"GHA": "draft"}),
        ("Ghana asked the Committee for assistance in drafting a national action plan.", {"GHA": "requested"}),
        ("Togo is still drafting its national action plan.", {"TGO": "drafting"}),
        ("Ghana will adopt its national action plan.", {}),
        ("The Council encouraged States to submit national action plans.", {}),
    ],
)
def test_the_status_of_a_plan_is_what_the_note_asserts(body, status):
    assert statuses(body) == status
