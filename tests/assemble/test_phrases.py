"""How many drafters say one thing: each phrase and what it says of the note's own event or of another."""

import pytest

from graph1540.iri import G1540
from graph1540.pipeline import extract
from graph1540.read import read_bytes

HEADER = (
    "Information note\n\nEvent: Workshop on resolution 1540 (2004)\n\nOrganizers: Government of Ghana\n\n"
    "Date and venue: 5-6 June 2014, Accra, Ghana\n\nParticipants: Ghana, Togo\n\n"
)


def short(value):
    return value.iri.rsplit("/", 1)[-1] if hasattr(value, "iri") else str(value)


def claims(text):
    return extract(read_bytes(text.encode(), "a.txt")).claims


def own(text, predicate):
    """What a note says of its own event under one predicate, in order."""
    found = claims(text)
    events = {c.value.iri for c in found if c.predicate == G1540.reportsOn}
    return sorted(short(c.value) for c in found if c.subject.iri in events and c.predicate == predicate)


def background(text, predicate):
    """The same of the events that it only mentions."""
    found = claims(text)
    events = {c.value.iri for c in found if c.predicate == G1540.reportsOn}
    return sorted(short(c.value) for c in found if "#event-" in c.subject.iri and c.subject.iri not in events and c.predicate == predicate)


def body(words, heading="Highlights"):
    return f"{HEADER}{heading}\n\n{words}\n"


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The workshop was attended by Benin. Togo took part, as did the League of Arab States.", "league-of-arab-states"),
        ("Togo took part in the workshop, together with the ASEAN Secretariat.", "asean-secretariat"),
        ("Also present were the World Customs Organization and VERTIC.", "vertic"),
        ("Liberia, which is not a member of the group, took part as a guest.", "LBR"),
        ("The following organizations were represented: OPCW, IAEA.", "iaea"),
        ("Two officials from Liberia sat in as observers.", "LBR"),
        ("It was opened in the presence of Gambian, Liberian and Nigerian officials.", "GMB"),
    ],
)
def test_who_took_part_in_the_notes_own_event(words, who):
    assert who in own(body(words), G1540.participant)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("At the consultations in New York in June 2013 Togo asked for help. Benin and Niger both spoke there.", ["BEN", "NER"]),
        ("It built on the seminar in Dakar, Senegal, on 8-9 April 2013, in which Mali had taken part, and on two invitations.", ["MLI"]),
        ("Uganda is a point of reference since it sent an official to the conference in Addis Ababa in April 2013.", ["UGA"]),
        ("Two officials of Niger had previously completed the training course in Dakar on 8-9 April 2013.", ["NER"]),
        ("Croatia told of the peer review that it conducted with Poland in 2013.", ["HRV", "POL"]),
    ],
)
def test_who_took_part_in_another_event(words, who):
    assert [w for w in background(body(words), G1540.participant) if w in who] == who


@pytest.mark.parametrize("words", ["Morocco, which was not counted among the participants, followed the debate.", "Liberia, which had been invited, did not attend."])
def test_who_was_named_is_not_thereby_there(words):
    assert own(body(words), G1540.participant) == ["GHA", "TGO"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Togo indicated its readiness to host a second workshop in Lomé in 2015.", "TGO"),
        ("The African Union is preparing a conference of points of contact for April 2015 in Addis Ababa.", "african-union"),
        ("The conference which the African Union is preparing for April 2015 in Addis Ababa was mentioned.", "african-union"),
        ("OPCW invites officials to a course in The Hague on 3-4 March 2015.", "opcw"),
        ("Togo presented the results of the conference it had convened in Lomé in 2013.", "TGO"),
        ("Reference was made to the INTERPOL training in Tunis from 9 to 13 September 2013.", "interpol"),
        ("UNREC used the occasion to convene, on 7 June 2014 in Tema, a round table on border control.", "unrec"),
        ("A seminar was organized at Dakar, from 8 to 9 April 2013, by the World Health Organization.", "who"),
    ],
)
def test_who_organized_another_event(words, who):
    assert who in background(body(words), G1540.organizer)


@pytest.mark.parametrize(
    ("words", "who"),
    [("Canada covered the costs of the workshop.", "CAN"), ("The workshop was opened. The Government of Japan met the expenses.", "JPN"), ("The workshop was convened by the Ministry, and Norway contributed to the costs.", "NOR")],
)
def test_who_paid(words, who):
    assert own(body(words), G1540.supporter) == [who]


def test_a_field_in_short_names_organizers_and_supporters():
    note = "Information note\n\nEvent: Training course\n\nOrg.: ECOWAS Commission, w/ the support of UNREC and of the Govt. of Germany\n\nVenue/date: Accra, Ghana, 4-6 Sept. 2017\n\nPart.: Benin, Gambia; VERTIC\n\nBackground\n\nIt was held.\n"
    assert (own(note, G1540.organizer), own(note, G1540.supporter)) == (["ecowas-commission"], ["DEU", "unrec"])
    assert own(note, G1540.participant) == ["BEN", "GMB", "vertic"]


BARE = (
    "Information note\n\nRegional workshop on resolution 1540 (2004)\n\nOrganized by UNREC. Funded by Norway.\n\n"
    "Lomé, Togo, Monday 5 June - Wednesday 7 June 2017\n\nIntroduction\n\nThe workshop was opened by the host. It dealt with many things.\n"
)


def test_a_header_needs_no_labels():
    assert (own(BARE, G1540.startDate), own(BARE, G1540.endDate), own(BARE, G1540.heldAt)) == (["2017-06-05"], ["2017-06-07"], ["lome"])
    assert (own(BARE, G1540.organizer), own(BARE, G1540.supporter), own(BARE, G1540.eventType)) == (["unrec"], ["NOR"], ["workshop"])


def test_prose_alone_tells_of_the_notes_own_event():
    note = "Information note\n\nUNREC held a workshop in Lomé on 5-6 June 2017.\n\nThe workshop was hosted by the Government of Togo, with the support of Norway.\n"
    assert (own(note, G1540.organizer), own(note, G1540.supporter)) == (["TGO", "unrec"], ["NOR"])


@pytest.mark.parametrize(
    "words",
    [
        "The workshop continues the work of Dakar.", "The workshop followed up on the recommendations made in Dakar.", "It takes up where the seminar in Dakar had ended.",
        "The workshop was the sequel to the seminar in Dakar.", "The workshop was conceived as a follow-up thereto.", "The workshop follows up on that meeting.",
    ],
)  # fmt: skip
def test_what_the_workshop_follows_up_on(words):
    said = body(f"A seminar was held in Dakar, Senegal, on 8-9 April 2013. {words}")
    assert len(own(said, G1540.followUpOf)) == 1


def test_what_is_said_not_to_follow_up_does_not():
    assert own(body("A seminar was held in Dakar, Senegal, on 8-9 April 2013. The workshop is not a continuation of the seminar in Dakar."), G1540.followUpOf) == []


def plans(text):
    found = claims(text)
    status = {short(c.subject): short(c.value) for c in found if c.predicate == G1540.planStatus}
    return {short(c.subject): status.get(short(c.subject), "") for c in found if c.predicate == G1540.planOf}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("National action plans were discussed. Togo: none; asked UNREC for help with one.", {"TGO": "requested"}),
        ("Regarding national action plans, Ghana reported to be drafting one, Togo has submitted its plan, while Benin considers its laws sufficient.", {"GHA": "drafting", "TGO": "submitted"}),
        ("Malawi, which had asked for help with a national action plan, now has a text before Cabinet.", {"MWI": "draft"}),
        ("National action plans were discussed. In Ethiopia the Council of Ministers did not adopt the draft which had been put before it.", {"ETH": "draft"}),
        ("The Permanent Mission of Mongolia to the United Nations asked for help with a national action plan.", {"MNG": "requested"}),
        ("The experience of Samoa with its national action plan, which was adopted in 2013, was of interest.", {"WSM": "adopted"}),
        ("National action plans were discussed. Kuwait is implementing its own.", {"KWT": "implementing"}),
        ("National action plans were discussed. Kenya, whose own plan has been before its National Security Council since January, was represented.", {"KEN": "draft"}),
    ],
)  # fmt: skip
def test_where_a_plan_stands(words, said):
    assert plans(body(words)) == said


def letters(text):
    found = claims(text)
    names = {c.subject.iri: str(c.value) for c in found if "prefLabel" in c.predicate}
    return sorted((str(c.value), next((names.get(s.value.iri, short(s.value)) for s in found if s.subject == c.subject and s.predicate == G1540.sender), "")) for c in found if "#letter-" in c.subject.iri and c.predicate.endswith("date"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The Permanent Mission of Togo to the United Nations wrote to the Chair on 3 March 2014 to ask for an expert.", [("2014-03-03", "Permanent Mission of Togo to the United Nations")]),
        ("The invitation to the Committee was conveyed in a letter of 29 April 2014, from UNREC.", [("2014-04-29", "unrec")]),
        ("UNREC invited the Committee in a letter dated 3 March 2014. In another, of 5 March 2014, UNODA asked for more experts.", [("2014-03-03", "unrec"), ("2014-03-05", "unoda")]),
        ("Ms. Ada Mensah, Director of UNREC, suggested the meeting in a letter to the Chair of the 1540 Committee dated 11 February 2014.", [("2014-02-11", "Ada Mensah")]),
    ],
)  # fmt: skip
def test_who_wrote(words, said):
    assert letters(body(words, "Background")) == said


REVIEW = (
    "Information note\n\nEvent: Second round of the peer review between Montenegro and Serbia on resolution 1540 (2004)\n\nOrganizers: Government of Montenegro\n\n"
    "Date and venue: 22-24 May 2018, Podgorica, Montenegro\n\nParticipants: Montenegro; Serbia\n\nBackground\n\n"
    "The first round was held in Belgrade from 14 to 16 November 2017.\n"
)


def test_the_rounds_of_a_peer_review_are_between_the_same_states():
    assert background(REVIEW, G1540.participant) == ["MNE", "SRB"]
    assert background(REVIEW, G1540.eventType) == ["peer-review"]


def test_a_peer_review_of_others_is_between_others():
    note = REVIEW + "\nTogo and Benin mean to conduct a peer review of their own in 2019.\n"
    assert "MNE" not in [w for w in background(note, G1540.participant)[1:-1] if w == "MNE" and background(note, G1540.participant).count("MNE") > 1]


@pytest.mark.parametrize(
    "words",
    [
        "The first workshop took place in Amman in 2011 and the second in Rabat in 2013.",
        "Two workshops came before. That of Amman, which UNODA held on 3-4 May 2011, concerned laws. The second, in Rabat from 5 to 6 June 2013, concerned borders.",
        "A workshop was held in Amman, Jordan, on 3-4 May 2011. Its sequel in Rabat (June 2013) dealt with borders.",
    ],
)
def test_events_that_are_told_by_their_order(words):
    assert background(body(words, "Background"), G1540.heldAt) == ["amman", "rabat"]
    assert background(body(words, "Background"), G1540.eventType) == ["workshop", "workshop"]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("The Philippines spoke of the seminar which it hosted in March 2013.", ["PHL"]),
        ("A seminar which Botswana's National Assembly hosted in November 2013 was recalled.", ["BWA"]),
        ("A seminar was held in the Peruvian capital in October 2013.", ["PER"]),
        ("In April 2015 the African Union will hold in Addis Ababa a conference on arms.", ["ETH"]),
    ],
)
def test_where_an_event_was_that_names_no_city_beside_its_date(words, where):
    assert background(body(words, "Background"), G1540.heldIn) == where


def test_a_dateline_is_no_date_of_an_event():
    note = "Press note\n\nMANILA, Thursday, October 10, 2019 - A three-day workshop on resolution 1540 (2004) ended here today.\n\nThe October 8-10 workshop was organized by UNRCPD.\n"
    assert (own(note, G1540.startDate), own(note, G1540.endDate), own(note, G1540.heldAt), own(note, G1540.organizer)) == (["2019-10-08"], ["2019-10-10"], ["manila"], ["unrcpd"])


def test_a_list_under_a_sentence_names_participants():
    words = "3. The following took part:\n\n(a) for Liberia, the Ministry of Health and the Customs Service;\n\n(b) for international organizations, INTERPOL and OPCW.\n\n4. The number of participants was 31.\n"
    found = own(body(words), G1540.participant)
    assert {"interpol", "opcw", "lbr-ministry-of-health"} <= set(found)


def test_the_team_of_several_visits_made_all_of_them():
    note = (
        "Information Note\n\nTwo national visits on resolution 1540 (2004)\n\nOrganized by UNRCPD together with the host Governments. Funded by New Zealand.\n\n"
        "Apia, Samoa, 3-4 July 2018\n\nNuku'alofa, Tonga, 10-11 July 2018\n\n"
        "The same team travelled to both capitals: two members of the 1540 Committee Group of Experts and one official of UNRCPD.\n"
    )
    assert own(note, G1540.organizer) == ["TON", "WSM", "unrcpd", "unrcpd"]
    assert own(note, G1540.supporter) == ["NZL", "NZL"]
    assert own(note, G1540.participant).count("1540-committee-group-of-experts") == 2


SCANNED = (
    "lnformation Note\n\nEvent: Regional workshop on resoIution 154O (2OO4)\n\n0rganizers: Ministry of Health of the Repub1ic of Moldova\n\n"
    "Date and Venue: Tbi1isi, Georgia, l4-15 0ctober 2014\n\nPartlcipants: Azerbaijan, RepubIic of Moldova; lNTERPOL\n\nBackground\n\nIt was held.\n"
)


def test_what_a_scanner_made_of_a_note_is_read_as_it_was():
    assert (own(SCANNED, G1540.startDate), own(SCANNED, G1540.heldAt), own(SCANNED, G1540.participant)) == (["2014-10-14"], ["tbilisi"], ["AZE", "MDA", "interpol"])
    assert own(SCANNED, G1540.concerns) == ["1540"]


def test_the_evidence_of_a_scanned_note_is_in_the_notes_own_letters():
    note = read_bytes(SCANNED.encode(), "a.txt")
    spans = [span for claim in extract(note).claims for span in claim.evidence]
    assert "Tbi1isi" in {span.exact for span in spans}
    assert all(note.text[span.start : span.end] == span.exact for span in spans)


def test_a_body_of_industry_is_no_organ_of_its_country():
    found = claims(body("The workshop was attended by the Indian Chemical Council and the Indian Ministry of Defence."))
    organs = {short(c.subject): short(c.value) for c in found if c.predicate == G1540.organOf}
    assert organs == {"ind-indian-ministry-of-defence": "IND"}


@pytest.mark.parametrize(("words", "topics"), [("No national action plan was on the agenda.", []), ("A national action plan was on the agenda.", ["national-action-plan"])])
def test_what_was_not_spoken_of_is_no_topic(words, topics):
    assert own(body(words), G1540.topic) == topics


def test_a_section_about_who_was_there_names_participants():
    assert {"interpol", "opcw"} <= set(own(f"{HEADER}2. Those who took part\n\nFor the organizations: INTERPOL and OPCW.\n", G1540.participant))


def test_who_receives_the_delegates_of_others_for_a_meeting_organizes_it():
    note = "Meeting on resolution 1540 (2004)\n\nOn 22 and 23 February 2017 UNLIREC received in Lima the delegates of Chile and Panama for a meeting on arms.\n"
    assert (own(note, G1540.organizer), own(note, G1540.participant)) == (["unlirec"], ["CHL", "PAN"])
