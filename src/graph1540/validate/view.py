"""What a layer of shapes looks at: the triples of one note, or of the canonical view, and what they touch.

The reference data are far larger than a note: only the States, organizations, concepts, ... that the triples name
come along, each with the few properties that the shapes and the messages read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pyoxigraph as ox

from graph1540.errors import ReferenceDataError
from graph1540.iri import BASE, DCTERMS, G1540, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS
from graph1540.resources import data_dir
from graph1540.validate.terms import AnyTerm

__all__ = ["CONTEXT", "LINKS", "View", "complete", "complete_for_all", "corpus_view", "declarations", "flat_notes", "flat_view", "has_notes", "kinds", "named", "note_graphs", "note_view", "shipped"]

LINKS = BASE + "graph/links"

#: What comes along of the things that data touch.
CONTEXT = tuple(
    ox.NamedNode(iri)
    for iri in (
        RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.inScheme, DCTERMS.date, DCTERMS.title, RDFS.label,
        G1540.symbol, G1540.officialName, G1540.planOf, G1540.provisionOf, G1540.inState, G1540.organOf, G1540.demonym, G1540.formerName, ORG.subOrganizationOf, SCHEMA.articleBody,
    )
)  # fmt: skip
_DECLARING = frozenset({RDF.type, RDFS.subClassOf, RDFS.label})
_TYPE = ox.NamedNode(RDF.type)
_NOTE = ox.NamedNode(G1540.InformationNote)
_DEFAULT = ox.DefaultGraph()


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

    @cached_property
    def own_store(self) -> ox.Store:
        """The data's own triples, to be asked."""
        store = ox.Store()
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in self.own)
        return store

    def holds(self, subject: AnyTerm | None, predicate: ox.NamedNode, value: AnyTerm | None) -> bool:
        """Whether such a triple is among all triples."""
        return any(
            triple.predicate == predicate and subject in (None, triple.subject) and value in (None, triple.object)
            for triple in self.triples
        )

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """Each class with itself and its sub-classes, by the ontology and the data."""
        return _closure(self.triples)


def note_graphs(store: ox.Store) -> list[str]:
    """The notes of a dataset that have a named graph of their own, in order."""
    return sorted(
        name.value
        for name in store.named_graphs()
        if isinstance(name, ox.NamedNode) and ox.Quad(name, _TYPE, _NOTE, name) in store
    )


def has_notes(store: ox.Store) -> bool:
    """Whether a dataset has a named graph for a note."""
    quads = store.quads_for_pattern(None, _TYPE, _NOTE, None)
    return any(quad.graph_name == quad.subject for quad in quads)


def note_view(store: ox.Store, note: str) -> View:
    """One note: its named graph and what that touches. Its size depends on the note, not on the store."""
    graph = ox.NamedNode(note)
    own = _sorted(_triple(quad) for quad in store.quads_for_pattern(None, None, None, graph))
    return _view(store, own, (), (note,))


def corpus_view(store: ox.Store) -> View:
    """The canonical view and the links; the reference data in it are context."""
    found = [_triple(quad) for quad in store.quads_for_pattern(None, None, None, _DEFAULT)]
    links = store.quads_for_pattern(None, ox.NamedNode(PROV.specializationOf), None, ox.NamedNode(LINKS))
    found.extend(_triple(quad) for quad in links)
    return _view(store, *_parted(found), tuple(note_graphs(store)))


def flat_view(store: ox.Store) -> View:
    """All that a store holds, as one graph: for data that others made, without a graph for each note."""
    own, known = _parted(_triple(quad) for quad in store)
    return _view(store, own, known, tuple(flat_notes(store)))


def flat_notes(store: ox.Store) -> list[str]:
    """The notes that a store speaks of, whatever the graph."""
    quads = store.quads_for_pattern(None, _TYPE, _NOTE, None)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def named(store: ox.Store, note: str) -> list[ox.NamedNode]:
    """The resources of ours that a note's graph names, but for those that are the note's own."""
    solutions = store.query(_NAMED % {"note": f"<{note}>"})
    assert isinstance(solutions, ox.QuerySolutions)
    return [row["named"] for row in solutions]


def complete(store: ox.Store, nodes: Iterable[ox.NamedNode]) -> bool:
    """Whether the default graph describes all of these that are of our reference data."""
    return all(_held(store, node) or not _described(shipped(), node) for node in nodes)


def complete_for_all(store: ox.Store) -> bool:
    """Whether the default graph describes all of our reference data that the notes name."""
    missing = [node for node in _shipped_subjects() if not _held(store, node)]
    return not any(quad.graph_name != _DEFAULT for node in missing for quad in (*store.quads_for_pattern(None, None, node), *store.quads_for_pattern(node, None, None)))


def _held(store: ox.Store, node: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(node, None, None, _DEFAULT), None) is not None


#: Evidence and its words are the note's own; to leave them out by their predicates spares a look at each IRI.
_EVIDENCE = ", ".join(f"<{iri}>" for iri in (RDF.subject, RDF.predicate, RDF + "object", OA.hasTarget, OA.start, OA.end, OA.exact))
_NAMED = f"""
    SELECT ?named WHERE {{
        {{ SELECT DISTINCT ?named WHERE {{ GRAPH %(note)s {{
            {{ ?named ?p ?o FILTER(?p NOT IN ({_EVIDENCE})) }} UNION {{ ?s ?q ?named FILTER(isIRI(?named) && ?q != <{OA.hasTarget}>) }} }} }} }}
        FILTER(STRSTARTS(STR(?named), "{BASE}") && !CONTAINS(STR(?named), "#"))
    }}"""


def _parted(triples: Iterable[ox.Triple]) -> tuple[tuple[ox.Triple, ...], tuple[ox.Triple, ...]]:
    """Triples that are not of our reference data, and those that are: they are known to hold."""
    own: set[ox.Triple] = set()
    known: set[ox.Triple] = set()
    for triple in triples:
        quad = ox.Quad(triple.subject, triple.predicate, triple.object)
        (known if quad in shipped() else own).add(triple)
    return _sorted(own), _sorted(known)


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
        yield from _described(store, node) or _described(shipped(), node)


def _described(store: ox.Store, node: ox.NamedNode) -> list[ox.Triple]:
    return [_triple(quad) for term in CONTEXT for quad in store.quads_for_pattern(node, term, None, _DEFAULT)]


@lru_cache(maxsize=1)
def shipped() -> ox.Store:
    """The reference data that we ship; read only when a store lacks what it names."""
    store = ox.Store()
    for path in sorted((data_dir("ontology") / "reference").rglob("*.ttl")):
        try:
            store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise ReferenceDataError(f"{path}: {error}; correct the Turtle") from error
    return store


@lru_cache(maxsize=1)
def _shipped_subjects() -> tuple[ox.NamedNode, ...]:
    return tuple({quad.subject.value: quad.subject for quad in shipped() if isinstance(quad.subject, ox.NamedNode)}.values())


def _view(store: ox.Store, own: tuple[ox.Triple, ...], known: tuple[ox.Triple, ...], notes: tuple[str, ...]) -> View:
    """The data with what they touch, the declarations of the terms that both use, and all super-classes."""
    context = (*known, *_touched(store, own))
    used: set[AnyTerm] = set()
    for triple in (*own, *context):
        used.add(triple.object if triple.predicate == _TYPE else triple.predicate)
    declared = (t for t in declarations() if t.subject in used or t.predicate.value == RDFS.subClassOf)
    return View(own, (*context, *declared), notes)


@lru_cache(maxsize=1)
def declarations() -> tuple[ox.Triple, ...]:
    """The ontology's terms: their kinds, super-classes and labels, for ``sh:class`` and the rule on known terms."""
    return tuple(
        triple
        for path in sorted(data_dir("ontology").glob("*.ttl"))
        for triple in _parse(str(path))
        if triple.predicate.value in _DECLARING and isinstance(triple.subject, ox.NamedNode)
    )


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, frozenset[str]]:
    """Each class of the ontology with itself and its sub-classes."""
    return _closure(declarations())


def _closure(triples: Iterable[ox.Triple]) -> Mapping[str, frozenset[str]]:
    below: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate.value == RDFS.subClassOf and isinstance(triple.object, ox.NamedNode) and isinstance(triple.subject, ox.NamedNode):
            below.setdefault(triple.object.value, set()).add(triple.subject.value)
    found = {}
    for kind in below:
        seen, new = {kind}, [kind]
        while new:
            for name in below.get(new.pop(), ()):
                if name not in seen:
                    seen.add(name)
                    new.append(name)
        found[kind] = frozenset(seen)
    return found


def _parse(path: str) -> list[ox.Triple]:
    try:
        return [_triple(quad) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, ValueError) as error:
        raise ReferenceDataError(f"{path}: {error}; correct the Turtle") from error
