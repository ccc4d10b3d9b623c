"""Tables in whole notes: who was there, whose plan stands where, an event in each row."""

from graph1540.iri import G1540
from graph1540.pipeline import extract
from graph1540.read import read_bytes

HEAD = "# Information note\n\n**Event:** Workshop on resolution 1540 (2004)\n\n**Date and place:** 4-6 June 2019, Lomé, Togo\n\n**Organizer:** UNREC\n\n"


def said(text, predicate):
    """The short values of a predicate by the title of the event, or by the plan's State."""
    claims = extract(read_bytes(text.encode(), "a.md")).claims
    titles = {c.subject.iri: c.value for c in claims if c.predicate.endswith("/title")}
    found = {}
    for claim in claims:
        if claim.predicate == predicate:
            value = claim.value.iri.rsplit("/", 1)[-1] if hasattr(claim.value, "iri") else str(claim.value)
            found.setdefault(titles.get(claim.subject.iri, claim.subject.iri.rsplit("/", 1)[-1]), []).append(value)
    return {title: sorted(values) for title, values in found.items()}


def test_a_table_under_a_label_names_who_was_there():
    table = "## Who took part\n\n| Delegation | Number | Head |\n|---|---|---|\n| Benin | 3 | Ms Ada Lovall, Adviser |\n| Ghana | 2 | Mr Kofi Brown, Director |\n| OPCW | 1 | |\n"
    assert said(HEAD + table, G1540.participant) == {"Workshop on resolution 1540 (2004)": ["BEN", "GHA", "opcw"]}


def test_a_table_of_the_body_names_who_was_there_by_its_first_row():
    table = "## State by state\n\nIt went round the table.\n\n| State | Point of contact at the workshop | Plan |\n|---|---|---|\n| Benin | Ms Ada Lovall, Adviser | none |\n| Ghana | (a substitute) | Adopted in 2018 |\n"
    assert said(HEAD + table, G1540.participant)["Workshop on resolution 1540 (2004)"] == ["BEN", "GHA"]
    other = "## Trade\n\nThe speaker showed this.\n\n| State | Exports | Year |\n|---|---|---|\n| Benin | 12 | 2018 |\n| Ghana | 13 | 2018 |\n"
    assert said(HEAD + other, G1540.participant) == {}


def test_a_row_of_those_also_there_names_them():
    table = "## The two sides\n\nThey sat down.\n\n| | Togo | Benin |\n|---|---|---|\n| Head of delegation | Mr Kofi Brown | Ms Ada Lovall |\n| Also represented | INTERPOL | OPCW |\n"
    assert said(HEAD + table, G1540.participant) == {"Workshop on resolution 1540 (2004)": ["interpol", "opcw"]}


def test_a_table_of_plans_says_where_each_stands():
    table = "## National action plans\n\n| State | Status |\n|---|---|\n| Benin | Drafting in progress |\n| Ghana | Submitted to the 1540 Committee |\n| Mali | Assistance in preparing a plan requested |\n| Niger | None; not considered necessary |\n| Togo | Adopted by decree |\n"
    assert said(HEAD + table, G1540.planStatus) == {"BEN": ["drafting"], "GHA": ["submitted"], "MLI": ["requested"], "TGO": ["adopted"]}


def test_a_cell_of_a_table_of_events_may_have_semicolons_or_nothing():
    table = (
        "# Activities\n\n| No. | Activity | Date and place | Organized by | With | Attended by |\n|---|---|---|---|---|---|\n"
        "| 1 | Workshop on resolution 1540 (2004) | 4-6 June 2019, Lomé | UNREC; Government of Togo | Funded by Norway | Benin; Mali |\n"
        "| 2 | Seminar on resolution 1540 (2004) | Was: 9 April 2019. Now: 13 July 2019. Accra | UNREC | | Ghana |\n"
    )
    assert said(table, G1540.organizer) == {"Workshop on resolution 1540 (2004)": ["TGO", "unrec"], "Seminar on resolution 1540 (2004)": ["unrec"]}
    assert said(table, G1540.supporter) == {"Workshop on resolution 1540 (2004)": ["NOR"]}
    assert said(table, G1540.participant) == {"Workshop on resolution 1540 (2004)": ["BEN", "MLI"], "Seminar on resolution 1540 (2004)": ["GHA"]}
    assert said(table, G1540.startDate) == {"Workshop on resolution 1540 (2004)": ["2019-06-04"], "Seminar on resolution 1540 (2004)": ["2019-07-13"]}


def test_two_columns_of_text_are_a_table_though_a_cell_takes_two_lines():
    text = "Event: Workshop on national action plans\n\nDate: 5 June 2019\n\nPlace: Accra, Ghana\n\nState of play:\n\nBenin              Drafting, by a committee of nine\n                   agencies of the Government\nGhana              Adopted in 2018\nMali               No plan\n"
    claims = extract(read_bytes(text.encode(), "a.txt")).claims
    assert {c.subject.iri.rsplit("/", 1)[-1]: c.value.iri.rsplit("/", 1)[-1] for c in claims if c.predicate == G1540.planStatus} == {"BEN": "drafting", "GHA": "adopted"}
