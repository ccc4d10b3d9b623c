"""Resolutions of the Security Council, documents by symbol, persons."""

import pytest


def test_resolutions_are_those_of_the_security_council(mentions):
    text = "resolutions 1718 (2006) and 2231 (2015), UNSCR 1540, S/RES/1977 (2011), General Assembly resolution 61/86 and General Assembly resolution 2826 (XXVI)"
    assert [number for _, _, number in mentions(text, "resolution")] == ["1718", "2231", "1540", "1977"]


@pytest.mark.parametrize("text", ["resolution l540 (2004)", "resolution 1540(2004)", "resolution 1540 (20O4)", "Security Council resolution 1540"])
def test_a_resolution_is_known_through_slips(mentions, text):
    assert [number for _, _, number in mentions(f"It is about {text} and more.", "resolution")] == ["1540"]


def test_a_wrong_year_stays_in_the_words(mentions):
    assert mentions("resolution 1540 (1540) was named", "resolution") == [("resolution", "resolution 1540 (1540)", "1540")]


def test_documents_are_known_by_their_symbols(mentions):
    text = "see S/2016/86, S/PRST/2014/7, A/RES/61/86 and S/AC.44/2010/3"
    assert [words for _, words, _ in mentions(text, "document")] == ["S/2016/86", "S/PRST/2014/7", "A/RES/61/86", "S/AC.44/2010/3"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("received by Mr Gift K. Nyondo, Secretary for Home Affairs, and General P.R.T. Mwasinga", ["Gift K. Nyondo", "P.R.T. Mwasinga"]),
        ("opened by Ruslan Tynaliev, Head of the Customs Policy Department", ["Ruslan Tynaliev"]),
        ("Ambassador Han Seojun (Republic of Korea), Chair of the 1540 Committee", ["Han Seojun"]),
        ("Dr. Khalid bin Rashid Al-Mansoori and H.E. Ms. Ana Lucía Ferrán", ["Khalid bin Rashid Al-Mansoori", "Ana Lucía Ferrán"]),
        ("the United Nations Interregional Crime and Justice Research Institute", []),
        ("the Secretariat for the Prevention of Money Laundering (SEPRELAD), Ambassador", []),
    ],
)
def test_persons_are_known_by_title_or_role(mentions, text, names):
    assert [name for _, _, name in mentions(text, "person")] == names
