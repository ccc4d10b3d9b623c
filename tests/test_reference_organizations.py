"""The reference data on organizations, resolutions and concepts hold together."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

REFERENCE = Path(__file__).parents[1] / "ontology" / "reference"
FILES = (
    *sorted((REFERENCE / "organizations").glob("*.ttl")),
    REFERENCE / "concepts.ttl",
    REFERENCE / "resolutions.ttl",
)

G1540 = "https://w3id.org/graph1540/ontology#"
ID = "https://w3id.org/graph1540/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PREF_LABEL, ALT_LABEL, NOTATION = (
    NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "notation")
)
SUB_ORGANIZATION_OF = NamedNode("http://www.w3.org/ns/org#subOrganizationOf")
ORGAN_OF = NamedNode(G1540 + "organOf")
DATE = NamedNode("http://purl.org/dc/terms/date")
SYMBOL = NamedNode(G1540 + "symbol")

CODES = {
    "event-type": {
        "peer-review", "consultation", "workshop", "training", "conference", "visit",
        "roundtable", "seminar", "meeting",
    },
    "topic": {
        "export-control", "border-control", "biosecurity", "chemical-security",
        "nuclear-security", "dual-use-goods", "legislation", "licensing", "enforcement",
        "assistance", "proliferation-financing", "transfer-and-transit",
        "awareness-raising", "national-action-plan",
    },
    "plan-status": {"requested", "drafting", "draft", "adopted", "submitted", "implementing"},
    "event-status": {"planned", "held", "postponed", "cancelled"},
    "membership": {"member", "observer"},
}  # fmt: skip

# Names that the seed notes use, and the organization that each must lead to.
SEED_NAMES = {
    "1540 Committee": "1540-committee",
    "Security Council Committee established pursuant to resolution 1540 (2004)": "1540-committee",
    "Committee established pursuant to resolution 1540 (2004)": "1540-committee",
    "UN Security Council 1540 Committee": "1540-committee",
    "Security Council 1540 Committee": "1540-committee",
    "1540 Committee Experts": "1540-committee-group-of-experts",
    "1540 Committee Group of Experts": "1540-committee-group-of-experts",
    "1540 Committee expert": "1540-committee-group-of-experts",
    "1540 Committee experts": "1540-committee-group-of-experts",
    "1540 Committee's Group of Experts": "1540-committee-group-of-experts",
    "1540 Group of Experts": "1540-committee-group-of-experts",
    "1540 experts": "1540-committee-group-of-experts",
    "Committee experts": "1540-committee-group-of-experts",
    "Group of Experts": "1540-committee-group-of-experts",
    "Group of Experts of the 1540 Committee": "1540-committee-group-of-experts",
    "expert of the 1540 Committee": "1540-committee-group-of-experts",
    "experts of the 1540 Committee": "1540-committee-group-of-experts",
    "BAFA": "bafa",
    "German Federal Office for Economic Affairs and Export Control": "bafa",
    "BWC ISU": "bwc-isu",
    "BWC-ISU": "bwc-isu",
    "Implementation Support Unit for the Biological Weapons Convention": "bwc-isu",
    "Implementation Support Unit of the Biological Weapons Convention": "bwc-isu",
    "Conflict Prevention Centre": "osce-conflict-prevention-centre",
    "Conflict Prevention Centre of the Organization for Security and Co-operation in Europe":
        "osce-conflict-prevention-centre",
    "OSCE CPC": "osce-conflict-prevention-centre",
    "Eurasian Union": "eurasian-economic-union",
    "Export Control and Border Security Programme": "exbs",
    "Export Control and Related Border Security Program": "exbs",
    "IAEA": "iaea",
    "OPCW": "opcw",
    "Organisation for the Prohibition of Chemical Weapons": "opcw",
    "Organization for the Prohibition of Chemical Weapons": "opcw",
    "OSCE": "osce",
    "Organization for Security and Co-operation in Europe": "osce",
    "Organization for Security and Cooperation in Europe": "osce",
    "OSCE Programme Office in Bishkek": "osce-programme-office-in-bishkek",
    "OSCE Secretariat": "osce-secretariat",
    "Secretariat of the OSCE": "osce-secretariat",
    "Department of State of the United States of America": "us-department-of-state",
    "State Department": "us-department-of-state",
    "U.S. State Department": "us-department-of-state",
    "US Department of State": "us-department-of-state",
    "Office for Disarmament Affairs": "unoda",
    "UN Office for Disarmament Affairs": "unoda",
    "UN Office of Disarmament Affairs": "unoda",
    "UNODA": "unoda",
    "Regional Centre for Peace and Disarmament in Asia and the Pacific": "unrcpd",
    "UN Regional Centre for Peace and Disarmament in Asia and the Pacific": "unrcpd",
    "UNODA/UNRCPD": "unrcpd",
    "United Nations Office for Disarmament Affairs Regional Centre"
    " for Peace and Disarmament in Asia and the Pacific": "unrcpd",
    "Verification, Research, Training Information Centre": "vertic",
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    for path in FILES:
        store.load(path.read_bytes(), format=RdfFormat.TURTLE)
    return store


def instances(store: Store, name: str) -> list[NamedNode]:
    found = store.quads_for_pattern(None, TYPE, NamedNode(name), None)
    return sorted((quad.subject for quad in found), key=lambda node: node.value)


def objects(store: Store, subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [quad.object for quad in store.quads_for_pattern(subject, predicate, None, None)]


def names(store: Store, subject: NamedNode) -> set[str]:
    return {
        label.value
        for predicate in (PREF_LABEL, ALT_LABEL, NOTATION)
        for label in objects(store, subject, predicate)
    }


def ambiguous(names_of: dict[str, set[str]]) -> dict[str, list[str]]:
    """The names, casefolded, that stand under more than one thing."""
    bearers = defaultdict(set)
    for thing, its_names in names_of.items():
        for name in its_names:
            bearers[name.casefold()].add(thing)
    return {name: sorted(things) for name, things in bearers.items() if len(things) > 1}


def organizations(store: Store) -> list[NamedNode]:
    return instances(store, G1540 + "Organization")


def test_there_are_at_least_300_organizations(store):
    assert len(organizations(store)) >= 300


def test_every_organization_has_one_preferred_label(store):
    found = {org.value: len(objects(store, org, PREF_LABEL)) for org in organizations(store)}
    assert {org: count for org, count in found.items() if count != 1} == {}


def test_an_organization_is_described_once():
    subjects = Counter(
        match
        for path in FILES
        for match in re.findall(r"^<([^>]+)> a ", path.read_text("utf-8"), re.MULTILINE)
    )
    assert [subject for subject, count in subjects.items() if count > 1] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_stanzas_are_sorted(path):
    subjects = re.findall(r"^<([^>]+)> a ", path.read_text("utf-8"), re.MULTILINE)
    assert subjects
    assert subjects == sorted(subjects)


def test_no_name_stands_under_two_organizations(store):
    assert ambiguous({org.value: names(store, org) for org in organizations(store)}) == {}


def test_names_are_trimmed_and_single_spaced(store):
    every = {name for org in organizations(store) for name in names(store, org)}
    assert sorted(name for name in every if name != " ".join(name.split()) or len(name) < 2) == []


def test_acronyms_have_no_language_and_names_are_english(store):
    wrong = [
        label
        for org in organizations(store)
        for predicate, language in ((PREF_LABEL, "en"), (ALT_LABEL, "en"), (NOTATION, None))
        for label in objects(store, org, predicate)
        if label.language != language
    ]
    assert wrong == []


def test_every_parent_exists(store):
    known = set(organizations(store))
    parents = {
        quad.object for quad in store.quads_for_pattern(None, SUB_ORGANIZATION_OF, None, None)
    }
    assert parents
    assert parents - known == set()


def test_no_organization_is_above_itself(store):
    parents = {org: objects(store, org, SUB_ORGANIZATION_OF) for org in organizations(store)}

    def above(org):
        seen, todo = set(), list(parents[org])
        while todo:
            parent = todo.pop()
            if parent not in seen:
                seen.add(parent)
                todo.extend(parents[parent])
        return seen

    assert [org.value for org in parents if org in above(org)] == []


def test_organs_belong_to_states(store):
    states = [quad.object.value for quad in store.quads_for_pattern(None, ORGAN_OF, None, None)]
    assert states
    assert [s for s in states if not re.fullmatch(re.escape(ID) + r"state/[A-Z]{3}", s)] == []


@pytest.mark.parametrize(("name", "slug"), SEED_NAMES.items(), ids=SEED_NAMES)
def test_names_in_the_seed_notes_are_known(store, name, slug):
    assert name in names(store, NamedNode(f"{ID}organization/{slug}"))


@pytest.mark.parametrize("scheme", CODES)
def test_scheme_has_the_codes_of_the_vocabulary(store, scheme):
    in_scheme = store.quads_for_pattern(
        None, NamedNode(SKOS + "inScheme"), NamedNode(ID + scheme), None
    )
    found = {
        quad.subject.value: [code.value for code in objects(store, quad.subject, NOTATION)]
        for quad in in_scheme
    }
    assert found == {f"{ID}{scheme}/{code}": [code] for code in CODES[scheme]}


@pytest.mark.parametrize("scheme", CODES)
def test_no_phrase_stands_under_two_concepts_of_a_scheme(store, scheme):
    prefix = f"{ID}{scheme}/"
    concepts = [c for c in instances(store, SKOS + "Concept") if c.value.startswith(prefix)]
    assert concepts
    assert ambiguous({concept.value: names(store, concept) for concept in concepts}) == {}


def test_every_concept_is_defined_and_a_top_concept(store):
    concepts = instances(store, SKOS + "Concept")
    incomplete = [
        concept.value
        for concept in concepts
        if len(objects(store, concept, NamedNode(SKOS + "definition"))) != 1
        or objects(store, concept, NamedNode(SKOS + "topConceptOf"))
        != objects(store, concept, NamedNode(SKOS + "inScheme"))
    ]
    assert len(concepts) == sum(map(len, CODES.values()))
    assert incomplete == []


def test_resolutions_agree_with_their_symbols(store):
    found = {}
    for resolution in instances(store, G1540 + "Resolution"):
        (number,) = (o.value for o in objects(store, resolution, NOTATION))
        (symbol,) = (o.value for o in objects(store, resolution, SYMBOL))
        (label,) = (o.value for o in objects(store, resolution, PREF_LABEL))
        (date,) = (o.value for o in objects(store, resolution, DATE))
        found[resolution.value] = (symbol, label, number, date[:4])
    assert found
    assert found == {
        f"{ID}resolution/{number}": (
            f"S/RES/{number} ({year})",
            f"Security Council resolution {number} ({year})",
            number,
            year,
        )
        for _, _, number, year in found.values()
    }


def test_resolutions_come_in_the_order_of_their_dates(store):
    """A later number is never dated before an earlier one, as far as the dates go."""
    dated = sorted(
        (int(objects(store, r, NOTATION)[0].value), objects(store, r, DATE)[0].value)
        for r in instances(store, G1540 + "Resolution")
    )
    wrong = [
        (earlier, later)
        for earlier, later in pairwise(dated)
        if later[1][: len(earlier[1])] < earlier[1][: len(later[1])]
    ]
    assert wrong == []


def test_successors_of_1540(store):
    succeeds = store.quads_for_pattern(
        None, NamedNode(G1540 + "succeeds"), NamedNode(ID + "resolution/1540"), None
    )
    found = {quad.subject.value.rsplit("/", 1)[1] for quad in succeeds}
    assert found == {"1673", "1810", "1977", "2055", "2325", "2572", "2622", "2663"}
