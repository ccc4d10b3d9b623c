"""The fast way gives the results of the reference, result for result."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from validate_graphs import ROOT

from graph1540.pipeline import build, extract_all
from graph1540.validate import LAYERS, validate
from graph1540.validate.compile import compiled
from graph1540.validate.rules import load_rules
from graph1540.validate.scopes import CANONICAL, NOTES, PLAIN
from graph1540.validate.tasks import found
from graph1540.validate.view import note_graphs

CASES = Path(__file__).parent / "cases"
PLANTED = sorted(path for path in CASES.glob("*/*.trig"))


@pytest.fixture(scope="module")
def corpus():
    """The seeds and the notes of development: every one with its claims, all with their links."""
    notes = [*ROOT.glob("seeds/*.txt"), *(p for p in ROOT.glob("tests/cases/dev-*/*.*") if p.suffix != ".json")]
    extracted, failed = extract_all(sorted(notes))
    assert not failed
    store = ox.Store()
    store.bulk_extend(build(extracted).quads)
    return store


def as_set(results):
    found_ = list(results)
    assert len(found_) == len(set(found_))
    return set(found_)


def test_all_results_on_seeds_and_notes_are_those_of_pyshacl(corpus):
    fast = as_set(found(corpus, LAYERS))
    assert fast == as_set(found(corpus, LAYERS, engine="shacl"))
    assert {result.rule.id for _, result in fast} >= {"resolution-year"}


@pytest.mark.parametrize("path", PLANTED, ids=[f"{path.parent.name}-{path.stem}" for path in PLANTED])
def test_all_results_on_planted_defects_are_those_of_pyshacl(path):
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    assert as_set(found(store, LAYERS)) == as_set(found(store, LAYERS, engine="shacl"))


def test_a_note_alone_gets_what_it_gets_among_all(corpus):
    everything = validate(corpus)
    names = {
        quad.subject.value: quad.object.value
        for quad in corpus.quads_for_pattern(None, ox.NamedNode("http://purl.org/dc/terms/identifier"), None, ox.DefaultGraph())
        if "/id/note/" in quad.subject.value
    }
    assert names
    alone = {note: validate(corpus, only=[note]) for note in names}
    assert alone == {note: [finding for finding in everything if finding.note == name] for note, name in names.items()}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_shape_of_ours_is_a_query(layer):
    (ruleset,) = load_rules((layer,))
    assert compiled(ruleset, PLAIN).left == compiled(ruleset, CANONICAL).left == frozenset()
    if layer != "corpus":
        assert compiled(ruleset, NOTES).left == frozenset()


def test_what_is_no_query_is_left_to_the_reference(tmp_path):
    (tmp_path / "claims.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix g1540: <https://w3id.org/graph1540/ontology#> .
        @prefix my: <https://example.org/shapes#> .
        my:OneOf a sh:NodeShape ; sh:targetClass g1540:Event ; sh:severity sh:Warning ;
            sh:property [ sh:path g1540:startDate ; sh:lessThanOrEquals g1540:endDate ; sh:message "wrong way round" ] .""")
    store = ox.Store()
    store.load(
        b"<https://w3id.org/graph1540/id/event/1> a <https://w3id.org/graph1540/ontology#Event> ; "
        b"<https://w3id.org/graph1540/ontology#startDate> 2 ; <https://w3id.org/graph1540/ontology#endDate> 1 .",
        format=ox.RdfFormat.TURTLE,
    )
    assert [finding.rule for finding in validate(store, ("claims",), shapes=tmp_path)] == ["one-of"]


@pytest.mark.parametrize("path", PLANTED, ids=[f"{path.parent.name}-{path.stem}" for path in PLANTED])
def test_a_note_asked_in_place_gets_the_results_of_pyshacl(path):
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    notes = note_graphs(store)
    here = {note: as_set(found(store, LAYERS, only=[note])) for note in notes}
    assert here == {note: as_set(found(store, LAYERS, only=[note], engine="shacl")) for note in notes}


def test_two_queries_of_a_shape_each_speak_their_own_words(tmp_path):
    (tmp_path / "claims.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix g1540: <https://w3id.org/graph1540/ontology#> .
        <https://example.org/shapes#Twice> a sh:NodeShape ; sh:targetClass g1540:InformationNote ; sh:severity sh:Warning ;
            sh:sparql [ sh:message "reports on {?value}" ; sh:select "SELECT $this ?value WHERE { $this <https://w3id.org/graph1540/ontology#reportsOn> ?value }" ] ,
                      [ sh:message "is a {?value}" ; sh:select "SELECT $this ?value WHERE { $this a ?value }" ] .""")
    store = ox.Store()
    store.bulk_load(path=str(CASES / "NoteReportsOnEvent" / "holds.trig"), format=ox.RdfFormat.TRIG)
    said = {
        engine: sorted((str(result.focus), result.message) for _, result in found(store, ("claims",), shapes=tmp_path, engine=engine))
        for engine in ("queries", "shacl", "rdflib")
    }
    assert said["queries"] == said["shacl"] == said["rdflib"]
    assert {message.split()[0] for _, message in said["queries"]} == {"reports", "is"}
