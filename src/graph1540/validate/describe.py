"""Words for IRIs: a message says "Kyrgyzstan" and "the workshop in Astana", never an IRI or a blank node."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from graph1540.iri import BASE, DCTERMS, G1540, RDF, RDFS, SKOS
from graph1540.validate.terms import AnyTerm
from graph1540.validate.view import declarations, shipped

__all__ = ["Describer"]

_IRI = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:()]")
_NAMES = (SKOS.prefLabel, DCTERMS.title, RDFS.label, G1540.symbol, DCTERMS.identifier, SKOS.notation)


class Describer:
    """What resources are called: in a note's own graph, in the canonical view, in our reference data and ontology.

    ``graph``: the note to look in, None for the canonical view; ``flat``: to look in all graphs.
    """

    def __init__(self, store: ox.Store, graph: str | None = None, *, flat: bool = False) -> None:
        self._store = store
        self._graphs: list[ox.NamedNode | ox.DefaultGraph | None] = [None]
        if not flat:
            self._graphs = [ox.DefaultGraph(), *([ox.NamedNode(graph)] if graph else [])]
        self._known: dict[str, Mapping[str, Sequence[AnyTerm]] | None] = {}

    def _facts(self, iri: str) -> Mapping[str, Sequence[AnyTerm]] | None:
        """What is said of a resource, None if nothing is."""
        if iri not in self._known:
            node = ox.NamedNode(iri)
            quads = [q for g in self._graphs for q in self._store.quads_for_pattern(node, None, None, g)]
            quads = quads or list(shipped().quads_for_pattern(node, None, None, None))
            found: dict[str, list[AnyTerm]] = defaultdict(list)
            for quad in quads:
                found[quad.predicate.value].append(quad.object)
            for triple in declarations() if not quads and not iri.startswith(BASE) else ():
                if triple.subject == node:
                    found[triple.predicate.value].append(triple.object)
            self._known[iri] = found or None
        return self._known[iri]

    def term(self, term: AnyTerm | None) -> str:
        """A resource by its name, a literal in quotation marks."""
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if isinstance(term, ox.Literal):
            return f'"{term.value}"'
        return "a resource without an IRI"

    def iri(self, iri: str) -> str:
        """A resource by its name; an event by its kind and place; a term of the ontology by its label."""
        facts = self._facts(iri)
        if facts is not None and self.is_a(iri, G1540.Event):
            return self._event(facts)
        for predicate in _NAMES if facts is not None else ():
            words = self._words(facts.get(predicate, ()))  # type: ignore[union-attr]
            if words:
                return words
        if iri.startswith(str(G1540)):
            return f"g1540:{iri[len(str(G1540)) :]}"
        if facts is not None and self.is_a(iri, G1540.ActionPlan):
            return self._plan(facts)
        return _last(iri)

    def is_a(self, iri: str, kind: str) -> bool:
        """Whether the triples say that the resource is of this class."""
        facts = self._facts(iri)
        return facts is not None and ox.NamedNode(kind) in facts.get(RDF.type, ())

    def text(self, message: str) -> str:
        """``message`` with each IRI in it replaced by a name."""
        return _IRI.sub(lambda found: self.iri(found.group()), message)

    def _words(self, terms: Iterable[AnyTerm]) -> str:
        literals = sorted(
            (term for term in terms if isinstance(term, ox.Literal)),
            key=lambda term: (term.language != "en", term.language is not None, term.value),
        )
        return literals[0].value if literals else ""

    def _event(self, facts: Mapping[str, Sequence[AnyTerm]]) -> str:
        kinds = self._sorted_names(facts.get(G1540.eventType, ()))
        words = "the " + (kinds[0].lower() if kinds else "event")
        places = self._sorted_names(facts.get(G1540.heldAt, ())) or self._sorted_names(facts.get(G1540.heldIn, ()))
        if places:
            return f"{words} in {places[0]}"
        date = self._words(facts.get(G1540.startDate, ()))
        return f"{words} of {date}" if date else words

    def _plan(self, facts: Mapping[str, Sequence[AnyTerm]]) -> str:
        states = self._sorted_names(facts.get(G1540.planOf, ()))
        return f"the action plan of {states[0]}" if states else "an action plan"

    def _sorted_names(self, terms: Iterable[AnyTerm]) -> list[str]:
        return sorted(self.iri(term.value) for term in terms if isinstance(term, ox.NamedNode))


def _last(iri: str) -> str:
    """The readable end of an IRI without a name.

    >>> _last("https://w3id.org/graph1540/id/organization/some-agency")
    'some-agency'
    """
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
