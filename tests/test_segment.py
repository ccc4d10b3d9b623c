"""Header fields under many labels; the body is left alone."""

import pytest

from graph1540.labels import field_of
from graph1540.read import read_bytes
from graph1540.segment import segment


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Date and Venue", "date-and-place"), ("Venue and date", "date-and-place"), ("Dates and venues", "date-and-place"),
        ("Place and dates", "date-and-place"), ("When", "date"), ("Dates", "date"), ("Where", "place"), ("Venue", "place"),
        ("Organisers", "organizers"), ("Organized by", "organizers"), ("Hosts", "organizers"), ("Co-chairs", "organizers"),
        ("Sponsors", "supporters"), ("In cooperation with", "supporters"), ("Funded by", "supporters"),
        ("Participants", "participants"), ("Attendance", "participants"), ("Title", "event"), ("Event", "event"),
        ("Not represented", "absent"), ("Highlights", ""), ("Background", ""), ("Additional comments", ""),
    ],
)  # fmt: skip
def test_a_field_is_known_under_many_labels(label, field):
    assert field_of(label) == field


def read(text):
    note = read_bytes(text.encode(), "a.txt")
    return [(s.kind, s.label, note.text[s.start : s.end]) for s in segment(note)]


def test_the_guests_of_a_header_are_participants_whatever_their_label():
    text = "Information note\n\nEvent: Workshop\n\nDate: 5 June 2014\n\nStates: Angola, Brazil\n\nIndustry: AREVA\n\nBackground\n\nIt was held.\n"
    assert [s for s in read(text) if s[0] == "field"] == [
        ("field", "event", "Workshop"),
        ("field", "date", "5 June 2014"),
        ("field", "participants", "Angola, Brazil"),
        ("field", "participants", "AREVA"),
    ]


def test_a_paragraph_of_the_body_is_no_field_though_it_begins_like_one():
    text = "Information note\n\nEvent: Workshop\n\nBackground\n\nSupport: this is the body and goes on for a while.\n"
    assert ("paragraph", "Background", "Support: this is the body and goes on for a while.") in read(text)


def test_a_numbered_line_over_a_paragraph_is_a_heading():
    text = "Information note\n\nEvent: Workshop\n\n2. Those who took part\n\nFor the host: the Ministry of Health.\n"
    assert ("heading", "2. Those who took part", "2. Those who took part") in read(text)


def fields(text):
    return [s[1:] for s in read(text) if s[0] == "field"]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Who organized it", "organizers"), ("Who ran the course", "organizers"), ("By whom", "organizers"), ("Who paid", "supporters"), ("With whose money", "supporters"),
        ("Who was there", "participants"), ("Who sat at the table?", "participants"), ("Who did not come", "absent"), ("Where and when", "date-and-place"),
        ("Present in the room", "participants"), ("Asked by", "invitation"), ("From", "memo"), ("What was said", ""), ("Who said what", ""),
    ],
)  # fmt: skip
def test_a_label_may_ask(label, field):
    assert field_of(label) == field


def test_a_label_may_have_a_mark_before_it_and_a_full_stop_after_it():
    lettered = "Information note\n\n(a) Event: Workshop\n\n(b) Venue: Lomé, 5 June 2014\n\n(c) Organizer: UNREC\n"
    assert fields(lettered) == [("event", "Workshop"), ("place", "Lomé, 5 June 2014"), ("organizers", "UNREC")]
    run_in = "Event. Workshop\n\nWhen. 5 June 2014\n\nBy whom. UNREC; Togo. Host: Government of Togo\n"
    assert fields(run_in) == [("event", "Workshop"), ("date", "5 June 2014"), ("organizers", "UNREC; Togo."), ("organizers", "Government of Togo")]


def test_a_list_belongs_to_the_label_that_stands_alone_over_it():
    text = "Event: Workshop\n\nDate: 5 June 2014\n\nWho came.\n  - Islands: Fiji, Niue\n  - Partners: Australia\n  - Expected, did not come: Tuvalu\n  - Others: VERTIC\n\nIt was a good workshop. All said so.\n"
    assert fields(text)[2:] == [("participants", ""), ("participants", "Islands: Fiji, Niue"), ("participants", "Partners: Australia"), ("absent", "Tuvalu"), ("participants", "Others: VERTIC")]


def test_what_is_told_after_the_list_of_a_field_is_no_part_of_it():
    text = "Event: Workshop\n\nDate: 5 June 2014\n\nOrganizers: the Ministry and UNREC. Norway met the costs.\n\n1. The workshop was opened by Togo.\n\n2. France was thanked for its help.\n"
    assert fields(text) == [("event", "Workshop"), ("date", "5 June 2014"), ("organizers", "the Ministry and UNREC.")]
    assert [words for kind, _, words in read(text) if kind != "field"] == ["Norway met the costs.", "1. The workshop was opened by Togo.", "2. France was thanked for its help."]


def test_the_date_of_a_memorandum_is_no_date_of_the_event():
    text = "MEMORANDUM\n\nTO: the Committee\nFROM: UNREC\nDATE: 26 July 2019\nRE: Seminar in Accra, 9-11 July 2019\n\nUNREC held a seminar.\n"
    assert fields(text) == [("memo", "the Committee"), ("memo", "UNREC"), ("written", "26 July 2019"), ("event", "Seminar in Accra, 9-11 July 2019")]
    assert ("date", "5-7 July 2019") in fields("TO: the Committee\nFROM: UNREC\nDATE: 5-7 July 2019\nRE: Seminar in Accra\n\nUNREC held a seminar.\n")
