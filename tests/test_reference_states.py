"""What the reference data say of States, regions and places."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox

REFERENCE = Path(__file__).parents[1] / "ontology" / "reference"
G1540 = "https://w3id.org/graph1540/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ID = "https://w3id.org/graph1540/id/"

STATE_NAMES = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{G1540}officialName", f"{G1540}formerName", f"{G1540}demonym")
NO_CAPITAL = {"ISR", "NRU", "PSE", "VAT"}  # none, or none that the United Nations recognize

Facts = dict[str, dict[str, list[str]]]


@cache
def facts(name: str) -> Facts:
    about: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(REFERENCE / name), format=ox.RdfFormat.TURTLE):
        about[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return about


def code(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def names_of(state: dict[str, list[str]]) -> set[str]:
    return {name for predicate in STATE_NAMES for name in state[predicate]}


def state_of_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for iri, state in facts("states.ttl").items():
        for name in names_of(state):
            found[name].add(code(iri))
    return found


def test_there_are_193_members_and_2_observers():
    by_membership = defaultdict(set)
    for iri, state in facts("states.ttl").items():
        for membership in state[f"{G1540}membership"]:
            by_membership[code(membership)].add(code(iri))
    assert {key: len(codes) for key, codes in by_membership.items()} == {"member": 193, "observer": 2}
    assert by_membership["observer"] == {"PSE", "VAT"}


def test_every_state_has_one_of_each_code_and_no_code_is_shared():
    states = facts("states.ttl")
    for predicate, length in ((f"{SKOS}notation", 3), (f"{G1540}isoAlpha2", 2), (f"{G1540}m49", 3)):
        codes = [value for state in states.values() for value in state[predicate]]
        assert len(codes) == len(set(codes)) == len(states) == 195
        assert {len(value) for value in codes} == {length}
    assert {iri: state[f"{SKOS}notation"] for iri, state in states.items()} == {iri: [code(iri)] for iri in states}


def test_every_state_has_one_preferred_and_one_official_name():
    states = facts("states.ttl").values()
    assert {len(state[f"{SKOS}prefLabel"]) for state in states} == {1}
    assert {len(state[f"{G1540}officialName"]) for state in states} == {1}


def test_no_name_is_under_two_states():
    assert {name: states for name, states in state_of_name().items() if len(states) > 1} == {}


def test_ambiguous_names_are_under_no_state():
    ambiguous = {"Korea", "Korean", "Congolese", "Dominican", "Central African", "Georgia (US)", "Virgin Islands"}
    assert ambiguous & set(state_of_name()) == set()


def test_names_that_notes_use_lead_to_their_state():
    expected = {
        "Republic of Korea": "KOR",
        "Democratic People's Republic of Korea": "PRK",
        "DPRK": "PRK",
        "Lao PDR": "LAO",
        "Cote d'Ivoire": "CIV",
        "Côte d\u2019Ivoire": "CIV",
        "Ivory Coast": "CIV",
        "Türkiye": "TUR",
        "Turkey": "TUR",
        "Turkiye": "TUR",
        "Congo": "COG",
        "Democratic Republic of the Congo": "COD",
        "DRC": "COD",
        "the former Yugoslav Republic of Macedonia": "MKD",
        "Bolivia (Plurinational State of)": "BOL",
        "Plurinational State of Bolivia": "BOL",
        "Iran (Islamic Republic of)": "IRN",
        "Kyrgyz Republic": "KGZ",
        "Kyrgyz": "KGZ",
        "Swaziland": "SWZ",
        "Cape Verde": "CPV",
        "Czech Republic": "CZE",
        "Viet Nam": "VNM",
        "Vietnam": "VNM",
        "São Tomé and Príncipe": "STP",
        "St. Kitts and Nevis": "KNA",
        "The Gambia": "GMB",
        "U.S.": "USA",
        "UK": "GBR",
        "UAE": "ARE",
        "Eastern Republic of Uruguay": "URY",
        "Nigerien": "NER",
        "Nigerian": "NGA",
        "Guinean": "GIN",
    }
    found = state_of_name()
    assert {name: found[name] for name in expected} == {name: {state} for name, state in expected.items()}


def test_every_region_that_is_named_exists():
    regions = facts("regions.ttl")
    named = {region for state in facts("states.ttl").values() for region in state[f"{G1540}inRegion"]}
    broader = {region for facts_of in regions.values() for region in facts_of[f"{SKOS}broader"]}
    assert named
    assert named | broader <= set(regions)
    assert {len(state[f"{G1540}inRegion"]) for state in facts("states.ttl").values()} == {1}


def test_no_region_bears_the_name_of_a_state():
    names = {name for region in facts("regions.ttl").values() for name in names_of(region)}
    assert names & set(state_of_name()) == set()


def test_regions_whose_names_hold_a_states_name_are_known():
    names = {name for region in facts("regions.ttl").values() for name in names_of(region)}
    expected = {"Gulf of Guinea", "Northern Ireland", "Central African States", "Latin American", "Indian Ocean"}
    assert expected | {"Lake Chad", "American Samoa", "New Mexico", "South-East Asian", "Korean Peninsula"} <= names


def test_every_place_is_in_one_state_that_exists():
    places = facts("places.ttl")
    states = [place[f"{G1540}inState"] for place in places.values()]
    assert len(places) > 3000
    assert {len(values) for values in states} == {1}
    assert {values[0] for values in states} <= set(facts("states.ttl"))


def test_every_state_has_its_capital():
    capitals = [place for place in facts("places.ttl").values() if place[f"{G1540}isCapitalOf"]]
    assert all(place[f"{G1540}isCapitalOf"] == place[f"{G1540}inState"] for place in capitals)
    with_capital = {code(place[f"{G1540}isCapitalOf"][0]) for place in capitals}
    assert with_capital == {code(iri) for iri in facts("states.ttl")} - NO_CAPITAL


def test_no_geonames_id_is_used_twice():
    ids = [value for place in facts("places.ttl").values() for value in place[f"{G1540}geonamesId"]]
    assert ids
    assert len(ids) == len(set(ids))


def test_a_place_bears_no_other_states_name():
    found = state_of_name()
    clashes = {
        (name, code(place[f"{G1540}inState"][0]))
        for place in facts("places.ttl").values()
        for name in names_of(place)
        if found.get(name, {code(place[f"{G1540}inState"][0])}) != {code(place[f"{G1540}inState"][0])}
    }
    assert clashes == set()


def test_meeting_towns_are_known():
    names = defaultdict(set)
    for place in facts("places.ttl").values():
        for name in names_of(place):
            names[name].add(code(place[f"{G1540}inState"][0]))
    expected = {
        "Issyk-Kul": "KGZ",
        "Issyk Kul": "KGZ",
        "Siem Reap": "KHM",
        "Sharm el-Sheikh": "EGY",
        "Ohrid": "MKD",
        "Livingstone": "ZMB",
        "Lome": "TGO",
        "Kiev": "UKR",
        "Nur-Sultan": "KAZ",
        "Geneva": "CHE",
        "The Hague": "NLD",
        "Washington DC": "USA",
        "Port-of-Spain": "TTO",
        "Hong Kong": "CHN",
    }
    assert {name: names[name] for name in expected} == {name: {state} for name, state in expected.items()}
