"""Findings: whom they are about, where they point, what is said once only."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from validate_graphs import Graph, plain_note, seed_graph, term

from graph1540.errors import ReferenceDataError
from graph1540.iri import BASE, G1540, PROV, RDF
from graph1540.model import Location, Span
from graph1540.validate import conforms, validate, validate_graph
from graph1540.validate.locate import header_span

PREFIXES = """
@prefix g1540: <https://w3id.org/graph1540/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


def turtle(text, kind=ox.RdfFormat.TURTLE):
    store = ox.Store()
    store.bulk_load(PREFIXES + text, format=kind)
    return store


def written(tmp_path, text, name="vienna.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return plain_note(path)


@pytest.fixture(scope="module")
def seed():
    return seed_graph()


def test_the_wrong_year_of_the_seed_is_found_with_its_line(seed):
    (finding,) = validate(seed.store, notes={seed.iri: seed.note})
    assert finding.rule == "resolution-year"
    assert finding.severity == "warning"
    assert finding.message == "resolution 1540 is of 2004, the note writes 1540"
    assert finding.note == "003_be3ee69ea5258f23.txt"
    assert finding.span is not None
    assert finding.span.exact == "resolution 1540 (1540)"
    assert finding.location is not None
    assert finding.location.line == 25
    assert finding.remedy == 'write "1540 (2004)"'


def test_a_warning_conforms_unless_asked_to_fail_on_it(seed):
    findings = validate(seed.store)
    assert conforms(findings)
    assert not conforms(findings, "warning")
    assert conforms([], "info")


def test_rdflib_and_oxigraph_agree_on_a_whole_note(seed):
    assert validate(seed.store, fast=False) == validate(seed.store)


def test_without_the_note_the_line_is_that_of_the_text_in_the_graph(seed):
    (finding,) = validate(seed.store)
    assert finding.location is not None
    assert finding.location.line == 25
    assert seed.note.text.split("\n")[24][finding.location.column - 1 :].startswith("resolution 1540 (1540)")


def test_a_missing_date_points_to_its_field_at_the_head(tmp_path):
    graph = Graph(written(tmp_path, "Information note\n\nEvent: Workshop\nDate and venue: Vienna, Austria\n"))
    main = graph.event(1)
    graph.claim(graph.iri, G1540.reportsOn, main, "Workshop")
    graph.claim(main, G1540.eventType, "event-type/workshop", "Workshop")
    graph.claim(main, G1540.heldIn, "state/AUT", "Austria")
    (finding,) = validate(graph.store, notes={graph.iri: graph.note})
    assert (finding.rule, finding.span, finding.location) == (
        "event-start-date",
        Span(34, 49, "Date and venue:"),
        Location(1, 4, 1),
    )


def test_a_note_without_an_event_points_to_its_first_line(tmp_path):
    graph = Graph(written(tmp_path, "\n\nInformation note\n"))
    (finding,) = validate(graph.store)
    assert (finding.rule, finding.location) == ("note-reports-on-event", Location(1, 3, 1))


def test_a_message_names_things_and_shows_no_iri():
    store = turtle("""
        <https://w3id.org/graph1540/id/event/1> a g1540:Event ; g1540:heldAt <https://w3id.org/graph1540/id/place/vienna> ;
            g1540:startDate "2012-03-05"^^xsd:date ; g1540:endDate "2012-03-04"^^xsd:date ;
            g1540:organizer <https://w3id.org/graph1540/id/place/vienna> .""")
    # Without the words of a note the resource stands behind the message.
    messages = {finding.rule: finding.message.removesuffix(" (in <https://w3id.org/graph1540/id/event/1>)") for finding in validate_graph(store)}
    assert messages == {
        "end-not-before-start": "the event in Vienna ends on 2012-03-04, before it starts on 2012-03-05",
        "party-kind": "only a State or an organization can organize, support or take part: Vienna",
    }


def test_data_without_note_graphs_are_taken_as_one_graph():
    store = turtle("""
        <https://w3id.org/graph1540/id/note/a> a g1540:InformationNote ; dcterms:identifier "a.txt" ;
            g1540:reportsOn <https://w3id.org/graph1540/id/event/1> .
        <https://w3id.org/graph1540/id/event/1> a g1540:Event ; g1540:heldIn <https://w3id.org/graph1540/id/state/AUT> ;
            g1540:eventType <https://w3id.org/graph1540/id/event-type/workshop> .""")
    (finding,) = validate_graph(store)
    assert (finding.rule, finding.note, finding.span) == ("event-start-date", "a.txt", None)


def two_notes(tmp_path, second):
    """Two notes on one event in Vienna, the first of 5 March, linked."""
    store = ox.Store()
    canonical = ox.NamedNode(BASE + "event/vienna")
    store.add(ox.Quad(canonical, ox.NamedNode(RDF.type), ox.NamedNode(G1540.Event)))
    graphs = []
    for name, date in (("a", "2012-03-05"), ("b", second)):
        graph = Graph(written(tmp_path, f"Workshop\nAustria, {date}\n", f"{name}.txt"), store)
        event = graph.event(1)
        graph.claim(graph.iri, G1540.reportsOn, event, "Workshop")
        graph.claim(event, G1540.eventType, "event-type/workshop", "Workshop")
        graph.claim(event, G1540.heldIn, "state/AUT", "Austria")
        graph.claim(event, G1540.startDate, date, date)
        link = (ox.NamedNode(event), ox.NamedNode(PROV.specializationOf), canonical)
        store.add(ox.Quad(*link, ox.NamedNode(BASE + "graph/links")))
        store.add(ox.Quad(canonical, ox.NamedNode(G1540.startDate), term(date)))
        graphs.append(graph)
    return store, graphs


def test_notes_that_disagree_are_both_shown(tmp_path):
    store, _ = two_notes(tmp_path, "2012-03-06")
    findings = validate(store)
    assert [(f.rule, f.note, f.span and f.span.exact, f.message) for f in findings] == [
        ("start-dates-agree", "a.txt", "2012-03-05",
         "the notes disagree when the event of 2012-03-05 started: here 2012-03-05, in another 2012-03-06 (b.txt, line 2)"),
        ("start-dates-agree", "b.txt", "2012-03-06",
         "the notes disagree when the event of 2012-03-05 started: here 2012-03-06, in another 2012-03-05 (a.txt, line 2)"),
    ]  # fmt: skip


def test_a_less_precise_date_is_no_disagreement(tmp_path):
    store, _ = two_notes(tmp_path, "2012-03")
    assert validate(store) == []


def test_only_the_chosen_notes_are_looked_at(tmp_path):
    store, (first, second) = two_notes(tmp_path, "2012-03-06")
    store.remove(ox.Quad(ox.NamedNode(second.iri), *name_of(second)))
    assert validate(store, ("claims",), only=[first.iri]) == []
    assert [finding.rule for finding in validate(store, ("claims",), only=[second.iri])] == ["note-identifier"]


def name_of(graph):
    (quad,) = graph.store.quads_for_pattern(
        ox.NamedNode(graph.iri), ox.NamedNode("http://purl.org/dc/terms/identifier"), None, None
    )
    return quad.predicate, quad.object, quad.graph_name


def test_an_unknown_layer_is_refused_with_the_layers_that_there_are(seed):
    with pytest.raises(ReferenceDataError, match="claims, corpus, release"):
        validate(seed.store, ("claim",))


def test_shapes_of_the_users_own_are_used(tmp_path):
    (tmp_path / "claims.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix g1540: <https://w3id.org/graph1540/ontology#> .
        @prefix my: <https://example.org/shapes#> .
        my:TopicGiven a sh:NodeShape ; sh:targetClass g1540:Event ;
            sh:property [ sh:path g1540:topic ; sh:minCount 1 ; sh:message "say what it was about" ] .""")
    store = turtle("<https://w3id.org/graph1540/id/event/1> a g1540:Event .")
    (finding,) = validate(store, ("claims",), shapes=tmp_path)
    assert (finding.rule, finding.severity) == ("topic-given", "violation")
    assert finding.message == "say what it was about: the event (in <https://w3id.org/graph1540/id/event/1>)"


@pytest.mark.parametrize(
    ("field", "words"),
    [("date", "- Date and Venue:"), ("venue", "- Date and Venue:"), ("event", "Event:"), ("organizer", "Organisers:")],
)
def test_the_field_of_a_header_is_found_in_its_spellings(field, words):
    text = "Note\n- Event: X\n- Organisers: Y\n- Date and Venue: Z\n"
    assert header_span(text, field).exact == words.lstrip("- ")


DATES = st.builds(
    lambda year, month, day, parts: "-".join([f"{year}", f"{month:02}", f"{day:02}"][:parts]),
    st.integers(2004, 2026), st.integers(1, 12), st.integers(1, 28), st.integers(1, 3),
)  # fmt: skip


@given(DATES, DATES)
@settings(max_examples=40, deadline=None)
def test_an_end_is_before_a_start_only_in_what_both_give(start, end):
    store = ox.Store()
    event = ox.NamedNode(BASE + "event/1")
    store.add(ox.Quad(event, ox.NamedNode(RDF.type), ox.NamedNode(G1540.Event)))
    store.add(ox.Quad(event, ox.NamedNode(G1540.startDate), term(start)))
    store.add(ox.Quad(event, ox.NamedNode(G1540.endDate), term(end)))
    common = min(len(start), len(end))
    expected = ["end-not-before-start"] if end[:common] < start[:common] else []
    assert [finding.rule for finding in validate(store, ("claims",))] == expected


@given(st.text("ab🎉é\n ", min_size=3, max_size=40), st.data())
@settings(max_examples=40, deadline=None)
def test_evidence_is_held_against_the_text_in_code_points(tmp_path_factory, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = data.draw(st.sampled_from([text[start:end], text[start:end] + "x", "\U0001f389"]))
    iri = BASE + "note/a"
    triples = f"""
        <{iri}> {{ <{iri}> a g1540:InformationNote ; dcterms:identifier "a.txt" ;
            g1540:cites <{BASE}resolution/1540> ; <https://schema.org/text> {ox.Literal(text)} .
        <{iri}#claim-1> <{RDF.subject}> <{iri}> ; <{RDF.predicate}> g1540:cites ; <{RDF}object> <{BASE}resolution/1540> ;
            <http://www.w3.org/ns/oa#hasTarget> <{iri}#char={start},{end}> .
        <{iri}#char={start},{end}> <http://www.w3.org/ns/oa#start> {start} ; <http://www.w3.org/ns/oa#end> {end} ;
            <http://www.w3.org/ns/oa#exact> {ox.Literal(exact)} . }}"""
    rules = [finding.rule for finding in validate(turtle(triples, ox.RdfFormat.TRIG), ("claims",))]
    assert ("evidence-verbatim" in rules) == (text[start:end] != exact)
    assert "evidence-offsets" not in rules


CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("every note shall be checked", False),
        ("EVERY NOTE shall be “checked”.", False),
        ("every note ... to check it twice", False),
        ("every note [of all] shall be verified", False),
        ("every note ... shall be verified", True),
        ("no note [...] to check it twice", True),
        ("shall be check", True),
    ],
)
def test_a_misquotation_is_found_and_a_faithful_quotation_is_not(quotation, found):
    text = (CASES / "QuotationVerbatim" / "holds.trig").read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if "provision-" not in line and "provisionOf" not in line]
    made = f'v:provision-1 a g1540:Provision ; g1540:quotation "{quotation}" ; g1540:provisionOf <https://w3id.org/graph1540/id/resolution/99> .'
    store = ox.Store()
    store.bulk_load("\n".join([*kept[:-2], made, *kept[-2:]]), format=ox.RdfFormat.TRIG)
    assert ([finding.rule for finding in validate(store)] == ["quotation-verbatim"]) is found


@pytest.mark.parametrize(("words", "found"), [("draft", True), ("second draft", False), ("The draft of a new plan. A draft", True)])
def test_a_plan_that_the_note_calls_a_second_one_is_no_disorder(tmp_path, words, found):
    store = ox.Store()
    store.bulk_load((CASES / "PlanStatusOrder" / "breaks.trig").read_text(encoding="utf-8"), format=ox.RdfFormat.TRIG)
    plan = next(quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(G1540.versionOf), None, None))
    graph = Graph(written(tmp_path, f"Workshop\n{words}\n"), store)
    graph.claim(plan, G1540.planStatus, "plan-status/draft", "draft")
    assert ("plan-status-order" in [finding.rule for finding in validate(store)]) is found


def test_data_of_others_are_told_the_resource_and_what_was_meant():
    store = turtle("""<https://w3id.org/graph1540/id/event/1> a g1540:Event ; g1540:heldInn <https://w3id.org/graph1540/id/state/AUT> ;
        g1540:topic <https://w3id.org/graph1540/id/topic/expot-control> .""")
    assert [(finding.rule, finding.message, finding.remedy.split("; ")[-1]) for finding in validate_graph(store)] == [
        ("known-term", "the ontology has no g1540:heldInn (in <https://w3id.org/graph1540/id/event/1>)", "did you mean g1540:heldIn?"),
        ("topic-concept", "this is no topic of ours: expot-control (in <https://w3id.org/graph1540/id/event/1>)", "did you mean <https://w3id.org/graph1540/id/topic/export-control>?"),
    ]


def test_a_query_that_cannot_be_read_is_refused_with_its_shape(tmp_path, seed):
    (tmp_path / "claims.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix g1540: <https://w3id.org/graph1540/ontology#> .
        <https://example.org/shapes#Odd> a sh:NodeShape ; sh:targetClass g1540:Event ; sh:severity sh:Warning ;
            sh:sparql [ sh:message "odd" ; sh:select "SELECT $this WHERE { $this a ?kind FILTER(NONSENSE(?kind)) }" ] .""")
    with pytest.raises(ReferenceDataError, match=r"shapes#Odd cannot be used .*; correct the shape"):
        validate(seed.store, ("claims",), shapes=tmp_path)
