"""Persons and missions that the note names in full somewhere else than where it speaks of them."""

from graph1540.iri import RDF, SKOS
from graph1540.pipeline import extract
from graph1540.read import read_bytes


def labels(text: str, kind: str, name: str = "note.txt") -> dict[str, list[str]]:
    """What the note calls each resource of a kind, with the words that say so."""
    claims = extract(read_bytes(text.encode(), name)).claims
    of_kind = {claim.subject for claim in claims if claim.predicate == RDF.type and claim.value.iri.endswith(f"#{kind}")}
    return {claim.value: [span.exact for span in claim.evidence] for claim in claims if claim.subject in of_kind and claim.predicate == SKOS.prefLabel}


def test_the_full_name_may_stand_in_a_heading_alone() -> None:
    text = "<h3>Ms Paola Cevallos Andrade</h3><p>The floor was given to Ms Cevallos Andrade, Head of the Office.</p>"
    assert labels(text, "Person", "note.html") == {"Paola Cevallos Andrade": ["Paola Cevallos Andrade"]}


def test_a_mission_without_its_state_stays_apart_where_the_note_names_several() -> None:
    text = (
        "The Permanent Mission of Togo in a letter dated 5 May 2014 invited the Committee. In a note verbale dated 6 May 2014 the Permanent Mission agreed. "
        "The Permanent Mission of Benin in a letter dated 7 May 2014 invited the Committee, and in a letter dated 8 May 2014 the Permanent Mission thanked it.\n"
    )
    assert set(labels(text, "Organization")) >= {"Permanent Mission of Togo", "Permanent Mission of Benin"}


def test_a_mission_without_its_state_may_come_before_two_that_have_one() -> None:
    text = "Permanent Mission of M note verbale of 1 January 2017 Permanent Mission i Permanent Mission of C"
    assert "Permanent Mission of M" in labels(text, "Organization")
