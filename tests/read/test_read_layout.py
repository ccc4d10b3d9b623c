"""Tables of a page: names at the left, each beside what belongs to it, are no column of text."""

from graph1540.read.glyphs import Page, Segment
from graph1540.read.layout import reading_order, rows_of


def page(*rows):
    """A page whose rows are pairs of the words at the left and at the right."""
    made = Page(600, 800, [])
    for number, (left, right) in enumerate(rows):
        top = 700 - 14 * number
        made.segments += [Segment(words, x, x + 5 * len(words), top - 12, top, 12) for words, x in ((left, 66), (right, 177)) if words]
    return made


def lines(*rows):
    return [(line.label.text if line.label else "", line.text.text) for line in reading_order(rows_of(page(*rows)), 1, 600)]


def test_names_at_the_left_lead_the_rows_of_a_table():
    rows = [
        ("Those who spoke", ""), ("Member States", "Argentina, Brazil, China, Cuba, Egypt, India,"), ("", "Peru, Switzerland"),
        ("Organizations", "IAEA, OPCW and the League of"), ("", "Arab States"), ("Civil society", "VERTIC"), ("In writing only", "Nigeria"),
    ]  # fmt: skip
    assert [label for label, _ in lines(*rows) if label] == ["Member States", "Organizations", "Civil society", "In writing only"]


def test_two_columns_of_text_are_read_one_after_the_other():
    left = ["The workshop was", "held in Lomé and", "was opened by the", "Minister of Trade.", "All were content."]
    right = ["It was closed by the Director, who said", "that it had been a good one, and that", "another would follow in the next year,", "again in Lomé, if all went as it should.", "The participants thanked the Ministry."]
    assert [words for _, words in lines(*zip(left, right, strict=True))] == left + right


def test_what_stands_below_a_table_is_no_row_of_it():
    rows = [
        ("Course for points of contact", ""), ("What it was called", "Third training course for points of"), ("", "contact"), ("Time", "from 3 to 5 June 2019"), ("Money side", "Norway"),
        ("Trainees came from", "Benin, Togo"), ("Did not come", "Niger"), ("1. Prehistory", ""),
    ]  # fmt: skip
    assert [label for label, _ in lines(*rows) if label] == ["What it was called", "Time", "Money side", "Trainees came from", "Did not come"]
