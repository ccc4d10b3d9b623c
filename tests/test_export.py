"""The text of a dataset: stable, readable, lossless."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from graph1540.dataset import CONTEXT, FORMATS, LINKS, read_dataset, write_dataset
from graph1540.errors import DatasetError
from graph1540.export import export, load_context
from graph1540.iri import BASE, G1540, RDF, SKOS, XSD

EVENT = NamedNode(f"{BASE}event/minsk")
NOTE = NamedNode(f"{BASE}note/a")
LOCAL = [NamedNode(f"{NOTE.value}#event-{number}") for number in (2, 10)]


def literal(text, datatype=None, language=None):
    return Literal(text, datatype=datatype and NamedNode(datatype), language=language)


SAMPLE = [
    Quad(LOCAL[1], NamedNode(RDF.type), NamedNode(G1540.Event), NOTE),
    Quad(LOCAL[0], NamedNode(G1540.startDate), literal("2016", XSD.gYear), NOTE),
    Quad(LOCAL[0], NamedNode("http://www.w3.org/ns/prov#specializationOf"), EVENT, NamedNode(LINKS)),
    Quad(EVENT, NamedNode(G1540.participantCount), literal("55", XSD.integer), DefaultGraph()),
    Quad(EVENT, NamedNode(SKOS.prefLabel), literal("Minsk", language="en"), DefaultGraph()),
    Quad(EVENT, NamedNode(RDF.type), NamedNode(G1540.Event), DefaultGraph()),
    Quad(EVENT, NamedNode(G1540.participant), NamedNode(f"{BASE}state/KGZ"), DefaultGraph()),
    Quad(EVENT, NamedNode(G1540.participant), NamedNode(f"{BASE}state/BLR"), DefaultGraph()),
]

TRIG = """\

<https://w3id.org/graph1540/id/event/minsk> a g1540:Event ;
    skos:prefLabel "Minsk"@en ;
    g1540:participant <https://w3id.org/graph1540/id/state/BLR>,
        <https://w3id.org/graph1540/id/state/KGZ> ;
    g1540:participantCount 55 .

<https://w3id.org/graph1540/id/graph/links> {
    <https://w3id.org/graph1540/id/note/a#event-2> prov:specializationOf <https://w3id.org/graph1540/id/event/minsk> .
}

<https://w3id.org/graph1540/id/note/a> {
    <https://w3id.org/graph1540/id/note/a#event-2> g1540:startDate "2016"^^xsd:gYear .

    <https://w3id.org/graph1540/id/note/a#event-10> a g1540:Event .
}
"""


def test_trig_has_the_default_graph_then_the_links_then_the_notes():
    text = "".join(export(SAMPLE, "trig"))
    head, _, body = text.partition("\n\n")
    assert [line.split()[1] for line in head.splitlines()] == sorted(line.split()[1] for line in head.splitlines())
    assert "\n" + body == TRIG


def test_json_ld_reads_like_plain_json():
    document = json.loads("".join(export(SAMPLE, "jsonld")))
    assert document == {
        "@context": CONTEXT,
        "graph": [
            {
                "id": EVENT.value,
                "type": "Event",
                "label": "Minsk",
                "participant": [f"{BASE}state/BLR", f"{BASE}state/KGZ"],
                "participantCount": 55,
            },
            {"id": LINKS, "graph": [{"id": LOCAL[0].value, "specializationOf": EVENT.value}]},
            {
                "id": NOTE.value,
                "graph": [
                    {"id": LOCAL[0].value, "startDate": {"type": "xsd:gYear", "value": "2016"}},
                    {"id": LOCAL[1].value, "type": "Event"},
                ],
            },
        ],
    }


def test_the_context_can_be_embedded():
    document = json.loads("".join(export(SAMPLE, "jsonld", embed_context=True)))
    assert document["@context"] == load_context()["@context"]


def test_an_empty_dataset_is_a_document_too():
    assert json.loads("".join(export([], "jsonld"))) == {"@context": CONTEXT, "graph": []}


def test_labels_of_blank_nodes_do_not_show():
    def pair():
        inner, outer = BlankNode(), BlankNode()
        types = (NamedNode(RDF.first), NamedNode(RDF.rest))
        return [Quad(outer, types[0], inner, DefaultGraph()), Quad(inner, types[1], Literal("x"), DefaultGraph())]

    assert {"".join(export(pair(), "turtle")) for _ in range(5)} == {"".join(export(pair(), "turtle"))}


def test_what_a_format_cannot_hold_is_refused():
    property_ = NamedNode("http://example.org/1")
    with pytest.raises(DatasetError, match="has no name that XML could use"):
        list(export([Quad(EVENT, property_, EVENT, DefaultGraph())], "rdfxml"))


iris = st.sampled_from(
    [*LOCAL, EVENT, NOTE, NamedNode(f"{G1540}a.b"), NamedNode("http://example.org/x,y(z)"), NamedNode(G1540.planStatus)]
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t\r"), max_size=8)
literals = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, language: Literal(text, language=language), texts, st.sampled_from(["en", "fr-ca"])),
    st.builds(
        literal,
        st.sampled_from(
            ["1", "-1", "007", "0", "-0", "1.50", ".5", "1e3", "true", "1", "2016-08", "9007199254740993", "x", ""]
        ),
        st.sampled_from([XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.gYear, f"{XSD}date", RDF.JSON]),
    ),
)
nodes = st.one_of(iris, st.sampled_from([BlankNode("a"), BlankNode("b")]))
graphs = st.sampled_from([DefaultGraph(), NOTE, NamedNode(LINKS)])
predicates = st.sampled_from(
    [*(NamedNode(iri) for iri in (RDF.type, SKOS.prefLabel, G1540.startDate, G1540.participant)), LOCAL[0]]
)
quads = st.lists(st.builds(Quad, nodes, predicates, st.one_of(nodes, literals), graphs), max_size=8)


def canonical(found):
    dataset = Dataset(found)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


PARSERS = {
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
}


@given(quads)
def test_text_gives_back_every_triple_with_its_very_characters(found):
    for name, form in PARSERS.items():
        kept = [quad for quad in found if name in ("trig", "nquads") or quad.graph_name == DefaultGraph()]
        assert canonical(parse("".join(export(found, name)), form)) == canonical(kept)


@given(quads)
def test_every_format_gives_back_every_triple(found):
    for form in FORMATS:
        properties = [q for q in found if form.name != "rdfxml" or not q.predicate.value[-1].isdigit()]
        kept = [quad for quad in properties if form.graphs or quad.graph_name == DefaultGraph()]
        written = io.BytesIO()
        write_dataset(properties, written, form)
        expected = io.BytesIO()
        write_dataset(kept, expected, "nquads")
        if kept:
            # Both sides go through a store, which knows a number by its value.
            assert canonical(read_dataset(io.BytesIO(written.getvalue()), form)) == canonical(
                read_dataset(io.BytesIO(expected.getvalue()), "nquads")
            )


@given(quads, st.randoms())
def test_the_order_of_triples_cannot_show(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    for form in FORMATS:
        if form.name != "rdfxml":
            assert "".join(export(found, form)) == "".join(export(shuffled, form))
