"""A fact → its proof: what it was inferred from, which claims state it, through which links and decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal as OneOf

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from graph1540.errors import QueryError
from graph1540.explain.facts import find_fact, predicate_name, term_name
from graph1540.infer import ASSERTED, Closure, Derivation
from graph1540.iri import BASE, DCTERMS, G1540, PROV, RDF, SKOS
from graph1540.query.answer import Term
from graph1540.query.evidence import LINKS, Said, claims_of
from graph1540.reference import shipped_reference
from graph1540.source import Source

__all__ = ["Decided", "Kind", "Linked", "Proof", "Prover", "explain"]

#: ``inferred`` by a rule; ``stated`` by claims or a decision; ``reference`` data; ``computed`` by the program (a name).
Kind = OneOf["inferred", "stated", "reference", "computed"]
_TYPE = NamedNode(RDF.type)
_DEFAULT = DefaultGraph()
#: What the program writes about these, beside what follows from it, is neither claimed nor inferred.
_COMPUTED_CLASSES = ("Disagreement", "Event", "InformationNote", "PlanVersion", "Position")
_COMPUTED = {
    RDF.value, DCTERMS.identifier, DCTERMS.date, PROV.wasDerivedFrom, SKOS.prefLabel,
    G1540.about, G1540.onProperty, G1540.planStatus, G1540.position, G1540.previousVersion, G1540.versionOf,
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Linked:
    """Why a thing of a note is a thing of the canonical view."""

    local: str
    canonical: str
    score: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Decided:
    """A reviewer's decision that states the fact."""

    decision: str
    by: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Why one fact holds; ``premises`` are proved in turn, ``claims`` end in the words of notes.

    ``rule`` and ``axiom`` are those of an inference, empty otherwise. ``notes`` counts the notes that state the fact.
    """

    fact: Triple
    kind: Kind
    rule: str = ""
    axiom: str = ""
    premises: tuple[Proof, ...] = ()
    claims: tuple[Said, ...] = ()
    links: tuple[Linked, ...] = ()
    decisions: tuple[Decided, ...] = ()

    @property
    def notes(self) -> int:
        """How many notes state it."""
        return len({quote.note for said in self.claims for quote in said.quotes})


def explain(store: Source, subject: str, predicate: str, value: str) -> Proof:
    """The proof of the fact that these three, as a person types them, mean.

    :raises QueryError: if there is no such fact, or there are several
    """
    return Prover(store).prove(find_fact(store, subject, predicate, value))


class Prover:
    """Proofs of facts of one dataset; what is worked out for the first is kept for the next."""

    def __init__(self, store: Source) -> None:
        self._store = store

    def prove(self, fact: Triple) -> Proof:
        """Why ``fact`` holds.

        :raises QueryError: if it is not in the canonical view
        """
        if not any(self._store.quads_for_pattern(fact.subject, fact.predicate, fact.object, _DEFAULT)):
            words = (
                term_name(self._store, fact.subject),
                predicate_name(fact.predicate),
                term_name(self._store, fact.object),
            )
            raise QueryError(f"'{' '.join(words)}' is no fact of this dataset; ask for one that a query shows")
        # What a note says outright needs no rule.
        if self._is_stated(fact):
            return self._leaf(fact)
        derivation = self._closure.derive(fact)
        return self._leaf(fact) if derivation is None else self._step(derivation)

    def _step(self, derivation: Derivation) -> Proof:
        if derivation.rule == ASSERTED:
            return self._leaf(derivation.fact)
        premises = tuple(self._step(one) for one in derivation.premises)
        return Proof(derivation.fact, "inferred", derivation.rule, derivation.axiom, premises)

    def _leaf(self, fact: Triple) -> Proof:
        claims = claims_of(self._store, fact.subject, fact.object, fact.predicate)
        merged = self._merged(fact)
        decisions = tuple(sorted(self._decision(node) for node in merged if self._creator(node)))
        if claims or decisions:
            links = sorted(
                {link for said in claims for local in (said.subject, said.value) for link in self._links(local)}
            )
            return Proof(fact, "stated", claims=claims, links=tuple(links), decisions=decisions)
        return Proof(fact, "reference" if fact in self._reference else "computed")

    def _is_stated(self, fact: Triple) -> bool:
        return fact in self._reference or bool(
            self._merged(fact) or claims_of(self._store, fact.subject, fact.object, fact.predicate)
        )

    def _merged(self, fact: Triple) -> list[NamedNode]:
        """What the merged fact, if there is one, was derived from."""
        store = self._store
        about = {q.subject for q in store.quads_for_pattern(None, NamedNode(RDF.subject), fact.subject, LINKS)}
        says = {q.subject for q in store.quads_for_pattern(None, NamedNode(RDF.predicate), fact.predicate, LINKS)}
        nodes = {q.subject for q in store.quads_for_pattern(None, NamedNode(RDF.object), fact.object, LINKS)}
        found = [
            quad.object
            for node in about & says & nodes
            for quad in store.quads_for_pattern(node, NamedNode(PROV.wasDerivedFrom), None, LINKS)
        ]
        return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda one: one.value)

    def _text(self, node: NamedNode, property_: str) -> str:
        values = self._store.quads_for_pattern(node, NamedNode(property_), None, LINKS)
        return min((quad.object.value for quad in values if isinstance(quad.object, Literal | NamedNode)), default="")

    def _creator(self, node: NamedNode) -> str:
        return self._text(node, DCTERMS.creator)

    def _decision(self, node: NamedNode) -> Decided:
        when, why = self._text(node, DCTERMS.date), self._text(node, DCTERMS.description)
        return Decided(node.value, self._creator(node), when, why)

    def _links(self, local: str) -> Iterator[Linked]:
        if not local.startswith(BASE):
            return
        for quad in self._store.quads_for_pattern(None, NamedNode(G1540.local), NamedNode(local), LINKS):
            if isinstance(quad.subject, NamedNode):
                canonical, score, reason = (
                    self._text(quad.subject, G1540 + name) for name in ("canonical", "score", "reason")
                )
                yield Linked(local, canonical, score, reason)

    @cached_property
    def _reference(self) -> frozenset[Triple]:
        return frozenset(shipped_reference().quads)

    @cached_property
    def _closure(self) -> Closure:
        """What follows from all that is claimed, decided, computed or reference data."""
        present = {
            Triple(q.subject, q.predicate, q.object) for q in self._store.quads_for_pattern(None, None, None, _DEFAULT)
        }
        given = set(self._claimed()) | self._reference | set(self._computed(present))
        return Closure(given & present)

    def _claimed(self) -> Iterator[Triple]:
        """Every claim and every merged fact, in the terms of the canonical view."""
        canonical: dict[Term, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, NamedNode(PROV.specializationOf), None, LINKS):
            canonical[quad.subject].append(quad.object)
        objects = {
            (q.subject, q.graph_name): q.object
            for q in self._store.quads_for_pattern(None, NamedNode(RDF.object), None, None)
        }
        verbs = {
            (q.subject, q.graph_name): q.object
            for q in self._store.quads_for_pattern(None, NamedNode(RDF.predicate), None, None)
        }
        for quad in self._store.quads_for_pattern(None, NamedNode(RDF.subject), None, None):
            key = (quad.subject, quad.graph_name)
            verb, value = verbs.get(key), objects.get(key)
            if not isinstance(verb, NamedNode) or value is None:
                continue
            for own in canonical.get(quad.object, [quad.object]):
                for its in canonical.get(value, [value]):
                    if isinstance(own, NamedNode):
                        yield Triple(own, verb, its)

    def _computed(self, present: set[Triple]) -> Iterator[Triple]:
        kinds = {NamedNode(G1540 + name) for name in _COMPUTED_CLASSES}
        made = {fact.subject for fact in present if fact.predicate == _TYPE and fact.object in kinds}
        for fact in present:
            if (
                (fact.predicate == _TYPE and fact.object in kinds)
                or fact.predicate.value == SKOS.prefLabel
                or (
                    fact.predicate.value in _COMPUTED
                    and (fact.subject in made or fact.predicate.value == G1540.planStatus)
                )
            ):
                yield fact
