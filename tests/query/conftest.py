"""The sample dataset with its inferences, and what the program makes of the seeds and the notes in ``notes/``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph1540.dataset import read_dataset
from graph1540.iri import PREFIXES
from graph1540.pipeline import build, extract_all, find_notes

#: What the ontology's axioms give on the sample, in the order in which they build on each other.
RULES = (
    "INSERT { ?e g1540:involves ?a } WHERE { { ?e g1540:organizer ?a } UNION { ?e g1540:supporter ?a } UNION { ?e g1540:participant ?a } }",
    "INSERT { ?a org:transitiveSubOrganizationOf ?b } WHERE { ?a org:subOrganizationOf+ ?b }",
    "INSERT { ?e g1540:involves ?b } WHERE { ?e g1540:involves ?a . ?a org:subOrganizationOf ?b }",
    "INSERT { ?e g1540:involvesOrganOf ?s } WHERE { ?e g1540:involves ?a . ?a g1540:organOf ?s }",
    "INSERT { ?e g1540:heldIn ?s } WHERE { ?e g1540:heldAt ?p . ?p g1540:inState ?s }",
    "INSERT { ?e g1540:follows ?f } WHERE { ?e g1540:followUpOf+ ?f }",
)


@pytest.fixture(scope="session")
def store() -> Store:
    found = read_dataset(Path(__file__).parent / "sample.trig")
    for rule in RULES:
        found.update(rule, prefixes=PREFIXES)
    return found


@pytest.fixture(scope="session")
def noted() -> Store:
    """The dataset of the eleven notes: three seeds, and eight that stand beside this file."""
    here = Path(__file__).parent
    extracted, failed = extract_all(find_notes([str(here.parents[1] / "seeds"), str(here / "notes")]))
    assert (len(extracted), failed) == (11, [])
    found = Store()
    found.bulk_extend(build(extracted).quads)
    return found
