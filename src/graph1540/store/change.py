"""One change of a store's dataset, from the notes that come and go to the quads that do; and the index of a new store."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from graph1540.canonical import LINKS, node_iri
from graph1540.dates import PartialDate
from graph1540.decisions import Decision
from graph1540.iri import G1540, RDF, XSD, note_iri
from graph1540.model import Claim, Note, Ref, Value
from graph1540.resolve.events import note_slug
from graph1540.store.asserted import Facts
from graph1540.store.closing import Fact, follow, shipped_rules
from graph1540.store.events import Events
from graph1540.store.index import Index
from graph1540.store.packing import pack_value
from graph1540.store.region import Delta, change_index
from graph1540.store.side import Side, is_hub, is_local
from graph1540.write import value_key

__all__ = ["change_dataset"]

_LINKS = ox.NamedNode(LINKS)
_TYPE = ox.NamedNode(RDF.type)
_MADE = frozenset({G1540.PlanVersion, G1540.Disagreement, G1540.Position})
_DATES = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})
_Notes = Sequence[tuple[Note, tuple[Claim, ...]]]


def change_dataset(
    index: Index, old_index: Index, facts: Facts, rdf: ox.Store, *, gone: set[str], fresh: _Notes, decisions: Sequence[Decision] | None = None
) -> tuple[set[ox.Quad], set[ox.Quad], Delta]:
    """Bring the index up to date; the quads that leave the dataset, and those that enter it.

    ``decisions`` take the place of those before; None leaves them as they are.

    :raises NotLocalError: if that cannot be told from a part of the store
    """
    delta = change_index(index, old_index, facts, rdf, gone=gone, fresh=fresh, decisions=decisions)
    old, new = delta.old - delta.new, delta.new - delta.old
    asserted = _Asserted(index, facts, rdf, delta)
    lost = {_fact(q) for q in old if isinstance(q.graph_name, ox.DefaultGraph) and (q.subject, q.predicate, q.object) not in facts.always}
    gained = {_fact(q) for q in new if isinstance(q.graph_name, ox.DefaultGraph)}
    out, into = follow(rdf, lost, gained, asserted, shipped_rules())
    removed = {q for q in old if not isinstance(q.graph_name, ox.DefaultGraph)} | {_quad(fact) for fact in out}
    added = {q for q in new if not isinstance(q.graph_name, ox.DefaultGraph)} | {_quad(fact) for fact in into}
    return removed, added, delta


def _fact(quad: ox.Quad) -> Fact:
    return quad.subject, quad.predicate, quad.object


def _quad(fact: Fact) -> ox.Quad:
    return ox.Quad(*fact)  # type: ignore[arg-type]


class _Asserted:
    """Whether a fact of the default graph is asserted after the change, and does not only follow."""

    def __init__(self, index: Index, facts: Facts, rdf: ox.Store, delta: Delta) -> None:
        self._side = Side(index, Events(index), facts.reference.state_of)
        self._facts, self._rdf = facts, rdf
        self._new = {_fact(q) for q in delta.new if isinstance(q.graph_name, ox.DefaultGraph)}
        self._old = {_fact(q) for q in delta.old if isinstance(q.graph_name, ox.DefaultGraph)}

    def __call__(self, fact: Fact) -> bool:
        subject, predicate, value = fact
        if fact in self._new or fact in self._facts.always:
            return True
        if fact in self._old or not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode):
            return False
        db = self._side.index.db
        if subject.value in self._facts.places and db.execute("SELECT 1 FROM uses WHERE place = ?", (subject.value,)).fetchone():
            return any(_fact(quad) == fact for quad in self._facts.places[subject.value])
        if predicate == _TYPE and isinstance(value, ox.NamedNode) and value.value in _MADE:
            return ox.Quad(subject, predicate, value) in self._rdf
        return isinstance(value, ox.NamedNode | ox.Literal) and self._said(subject.value, predicate.value, _value(value))

    def _said(self, subject: str, predicate: str, value: Value) -> bool:
        """Whether notes say a fact that the change does not touch."""
        if is_local(subject):
            return self._of_note(subject, predicate, value)
        if is_hub(subject):
            ruled = self._side.ruled(subject).get(predicate)
            if ruled is not None:
                return ruled[0] == value
            key = (subject, predicate, pack_value(value))
            return self._side.index.db.execute("SELECT 1 FROM hubs WHERE s = ? AND p = ? AND v = ?", key).fetchone() is not None
        if predicate == RDF.type and value == Ref(G1540.Event):
            return bool(self._side.members(subject))
        node = node_iri("fact", subject, predicate, value_key(value))
        return ox.Quad(node, _TYPE, ox.NamedNode(G1540.MergedFact), _LINKS) in self._rdf

    def _of_note(self, subject: str, predicate: str, value: Value) -> bool:
        name = note_slug(subject)
        if self._side.note(name) is None:
            return False
        if subject == note_iri(name) and predicate == RDF.type and value == Ref(G1540.InformationNote):
            return True
        ruled = self._side.ruled(subject).get(predicate)
        if ruled is not None:
            return ruled[0] == value
        return any(self._side.triple(claim) == (subject, predicate, value) for claim in self._side.standing(name))


def _value(term: ox.NamedNode | ox.Literal) -> Value:
    if isinstance(term, ox.NamedNode):
        return Ref(term.value)
    if term.datatype.value in _DATES:
        return PartialDate.parse(term.value)
    return int(term.value) if term.datatype.value == XSD.integer else term.value
