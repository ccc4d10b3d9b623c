"""What a layer of shapes looks at: the triples of one note, or of the canonical view, and what they touch.

The reference data are far larger than a note: only the States, organizations, concepts, ... that the triples name
come along, each with the few properties that the shapes and the messages read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph1540.errors import ReferenceDataError
from graph1540.iri import BASE, DCTERMS, G1540, ORG, PROV, RDF, RDFS, SKOS
from graph1540.resources import data_dir
from graph1540.validate.terms import AnyTerm

__all__ = ["LINKS", "View", "corpus_view", "flat_view", "note_graphs", "note_view"]

LINKS = BASE + "graph/links"

_DESCRIPTIVE = tuple(
    ox.NamedNode(iri)
    for iri in (
        RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.inScheme, DCTERMS.date, DCTERMS.title, RDFS.label,
        G1540.symbol, G1540.officialName, G1540.planOf, G1540.provisionOf, G1540.inState, G1540.organOf, ORG.subOrganizationOf,
    )
)  # fmt: skip
_DECLARING = frozenset({RDF.type, RDFS.subClassOf, RDFS.label})
_TYPE = ox.NamedNode(RDF.type)
_NOTE = ox.NamedNode(G1540.InformationNote)
_DEFAULT = ox.DefaultGraph()
# What the notes make; all else in the default graph is reference data, and comes along only where it is touched.
_MADE = ("InformationNote", "Event", "ActionPlan", "Letter", "Person", "Document", "Provision")


@dataclass(frozen=True)
class View:
    """The triples that a layer is held against. ``own`` are the data's, ``context`` what they touch.

    ``notes``: the notes (and named graphs) that the data stand in.
    """

    own: tuple[ox.Triple, ...]
    context: tuple[ox.Triple, ...]
    notes: tuple[str, ...]

    @property
    def triples(self) -> Iterator[ox.Triple]:
        """All triples, each once."""
        yield from dict.fromkeys((*self.own, *self.context))


def note_graphs(store: ox.Store) -> list[str]:
    """The notes of a dataset that have a named graph of their own, in order."""
    return sorted(
        name.value
        for name in store.named_graphs()
        if isinstance(name, ox.NamedNode) and ox.Quad(name, _TYPE, _NOTE, name) in store
    )


def note_view(store: ox.Store, note: str) -> View:
    """One note: its named graph and what that touches. Its size depends on the note, not on the store."""
    graph = ox.NamedNode(note)
    own = _sorted(_triple(quad) for quad in store.quads_for_pattern(None, None, None, graph))
    return _view(store, own, (note,))


def corpus_view(store: ox.Store) -> View:
    """The canonical view, the links, and the reference data that they touch."""
    subjects: set[ox.NamedNode | ox.BlankNode] = set()
    for kind in _MADE:
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(G1540 + kind), _DEFAULT):
            if isinstance(quad.subject, ox.NamedNode | ox.BlankNode):
                subjects.add(quad.subject)
    found = [_triple(quad) for subject in subjects for quad in store.quads_for_pattern(subject, None, None, _DEFAULT)]
    links = store.quads_for_pattern(None, ox.NamedNode(PROV.specializationOf), None, ox.NamedNode(LINKS))
    found.extend(_triple(quad) for quad in links)
    own = _sorted(found)
    return _view(store, own, tuple(note_graphs(store)))


def flat_view(store: ox.Store) -> View:
    """All that a store holds, as one graph: for data that others made, without a graph for each note."""
    shipped = _shipped()
    # A copy of our own reference data is known to hold; what of it the data touch comes along below.
    found = (_triple(quad) for quad in store)
    own = _sorted(triple for triple in found if ox.Quad(triple.subject, triple.predicate, triple.object) not in shipped)
    notes = {
        triple.subject.value
        for triple in own
        if triple.predicate == _TYPE and triple.object == _NOTE and isinstance(triple.subject, ox.NamedNode)
    }
    return _view(store, own, tuple(sorted(notes)))


def _triple(quad: ox.Quad) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _sorted(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    return tuple(sorted(set(triples), key=str))


def _touched(store: ox.Store, own: tuple[ox.Triple, ...]) -> Iterator[ox.Triple]:
    """What the store, or else the reference data that we ship, says of the things that ``own`` names."""
    named = {term for triple in own for term in (triple.subject, triple.object) if isinstance(term, ox.NamedNode)}
    for iri in sorted(term.value for term in named):
        if not iri.startswith(BASE) or "#" in iri:
            continue
        node = ox.NamedNode(iri)
        yield from _described(store, node) or _described(_shipped(), node)


def _described(store: ox.Store, node: ox.NamedNode) -> list[ox.Triple]:
    return [_triple(quad) for term in _DESCRIPTIVE for quad in store.quads_for_pattern(node, term, None, _DEFAULT)]


@lru_cache(maxsize=1)
def _shipped() -> ox.Store:
    """The reference data that we ship; read only when a store lacks what it names."""
    store = ox.Store()
    for path in sorted((data_dir("ontology") / "reference").rglob("*.ttl")):
        try:
            store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise ReferenceDataError(f"{path}: {error}; correct the Turtle") from error
    return store


def _view(store: ox.Store, own: tuple[ox.Triple, ...], notes: tuple[str, ...]) -> View:
    """The data with what they touch, the declarations of the terms that both use, and all super-classes."""
    touched = tuple(_touched(store, own))
    used: set[AnyTerm] = set()
    for triple in (*own, *touched):
        used.add(triple.object if triple.predicate == _TYPE else triple.predicate)
    declared = (t for t in _declarations() if t.subject in used or t.predicate.value == RDFS.subClassOf)
    return View(own, (*touched, *declared), notes)


@lru_cache(maxsize=1)
def _declarations() -> tuple[ox.Triple, ...]:
    """The ontology's terms: their kinds, super-classes and labels, for ``sh:class`` and the rule on known terms."""
    return tuple(
        triple
        for path in sorted(data_dir("ontology").glob("*.ttl"))
        for triple in _parse(str(path))
        if triple.predicate.value in _DECLARING and isinstance(triple.subject, ox.NamedNode)
    )


def _parse(path: str) -> list[ox.Triple]:
    try:
        return [_triple(quad) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        raise ReferenceDataError(f"{path}: {error}; correct the Turtle") from error
