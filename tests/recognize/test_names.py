"""States and organizations: the closed list of States, and what only looks like one."""

import pytest


def states(mentions, text):
    return [code for _, _, code in mentions(text, "state")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("It was attended by Niger, Nigeria and Guinea.", ["NER", "NGA", "GIN"]),
        ("Guinea-Bissau, Equatorial Guinea and Papua New Guinea took part.", ["GNB", "GNQ", "PNG"]),
        ("the Republic of the Congo and the Democratic Republic of the Congo", ["COG", "COD"]),
        ("the Republic of Korea and the Democratic People's Republic of Korea", ["KOR", "PRK"]),
        ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
        ("Côte d'Ivoire, Cote d’Ivoire and Ivory Coast", ["CIV", "CIV", "CIV"]),
        ("Türkiye, Turkey and the Kyrgyz Republic", ["TUR", "TUR", "KGZ"]),
        ("Lao PDR and Bolivia (Plurinational State of)", ["LAO", "BOL"]),
        ("the Government of the Kyrgyz Republic", ["KGZ"]),
        ("the Kyrgyz interagency delegation and Malawian officials", ["KGZ", "MWI"]),
        ("Swaziland and Cabo Verde", ["SWZ", "CPV"]),
    ],
)
def test_a_state_is_known_by_any_of_its_names(mentions, text, codes):
    assert states(mentions, text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Guinea-Smith spoke.",
        "Ms. Georgia Halloran, Legal Officer at VERTIC, had compared the bills.",
        "Mr. George Jordan and Mr. Chad Ellison spoke.",
        "the University of Georgia sent an expert",
        "the South African Development Community and Latin American bodies",
        "the Bank of Jamaica explained",
        "Latin America and Central African States",
        "the Malawi Revenue Authority explained",
        "Kyrgyz legislation was compared",
    ],
)
def test_a_name_that_is_no_states_stays_no_states(mentions, text):
    assert states(mentions, text) == []


def test_the_longest_name_of_an_organization_wins(mentions):
    found = mentions("the United Nations Office for Disarmament Affairs (UNODA) and the OSCE Secretariat", "organization")
    assert [iri for _, _, iri in found] == ["unoda", "osce-secretariat"]


def test_the_more_specific_of_two_joined_by_a_slash_acts(mentions):
    assert [iri for _, _, iri in mentions("organized by UNODA/UNRCPD and OAS/CICTE", "organization")] == ["unrcpd", "cicte"]


def test_a_council_of_a_state_is_not_the_security_council(mentions):
    assert [words for _, words, _ in mentions("the National Security Council met them", "organization")] == ["National Security Council"]


def test_an_organization_is_known_by_its_form(mentions):
    text = "the Ministry of Trade, Industry and Energy of the Republic of Korea, the Central Bank of Ghana and Khalifa University"
    assert [words for _, words, _ in mentions(text, "organization")] == [
        "Ministry of Trade, Industry and Energy of the Republic of Korea",
        "Central Bank of Ghana",
        "Khalifa University",
    ]


def test_an_office_is_no_part_of_the_bodys_name(mentions):
    found = mentions("Ms. Jane Doe, Permanent Secretary in the Ministry of Justice, spoke.", "organization")
    assert [words for _, words, _ in found] == ["Ministry of Justice"]


def test_an_acronym_that_the_note_defines_stands_for_the_name(mentions):
    text = "The Financial Intelligence Unit of Ghana (FIUG) spoke.\n\nThe FIUG described its work."
    assert [name for _, _, name in mentions(text, "organization")] == ["Financial Intelligence Unit of Ghana"] * 2


def test_a_mission_to_the_united_nations_is_one_name(mentions):
    found = mentions("the Permanent Mission of Malawi to the United Nations sent a letter", "organization")
    assert [words for _, words, _ in found] == ["Permanent Mission of Malawi to the United Nations"]


def test_the_label_of_a_field_names_no_organization(mentions):
    found = mentions("Information note\n\nEvent: Workshop\n\nDate: 5 June 2014\n\nWHO: Bolivia, Chile\n\nBackground\n\nIt was held.\n", "organization", "state")
    assert [what for _, what, _ in found] == ["Bolivia", "Chile"]
