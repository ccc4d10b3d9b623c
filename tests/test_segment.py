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
