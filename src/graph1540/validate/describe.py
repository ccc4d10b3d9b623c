"""Words for IRIs: a message says "Kyrgyzstan" and "the workshop in Astana", never an IRI or a blank node."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graph1540.iri import DCTERMS, G1540, RDF, RDFS, SKOS
from graph1540.validate.terms import AnyTerm

__all__ = ["Describer"]

_IRI = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:()]")
_NAMES = (SKOS.prefLabel, DCTERMS.title, RDFS.label, G1540.symbol, DCTERMS.identifier, SKOS.notation)


class Describer:
    """What the resources of some triples are called."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._about: dict[str, dict[str, list[AnyTerm]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode):
                self._about[triple.subject.value][triple.predicate.value].append(triple.object)

    def term(self, term: AnyTerm | None) -> str:
        """A resource by its name, a literal in quotation marks."""
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if isinstance(term, ox.Literal):
            return f'"{term.value}"'
        return "a resource without an IRI"

    def iri(self, iri: str) -> str:
        """A resource by its name; an event by its kind and place; a term of the ontology by its label."""
        facts = self._about.get(iri)
        if facts is not None and self.is_a(iri, G1540.Event):
            return self._event(facts)
        for predicate in _NAMES if facts is not None else ():
            words = self._words(facts[predicate])  # type: ignore[index]
            if words:
                return words
        if iri.startswith(str(G1540)):
            return f"g1540:{iri[len(str(G1540)) :]}"
        if facts is not None and self.is_a(iri, G1540.ActionPlan):
            return self._plan(facts)
        return _last(iri)

    def is_a(self, iri: str, kind: str) -> bool:
        """Whether the triples say that the resource is of this class."""
        return ox.NamedNode(kind) in self._about[iri][RDF.type] if iri in self._about else False

    def text(self, message: str) -> str:
        """``message`` with each IRI in it replaced by a name."""
        return _IRI.sub(lambda found: self.iri(found.group()), message)

    def _words(self, terms: Iterable[AnyTerm]) -> str:
        literals = sorted(
            (term for term in terms if isinstance(term, ox.Literal)),
            key=lambda term: (term.language != "en", term.language is not None, term.value),
        )
        return literals[0].value if literals else ""

    def _event(self, facts: Mapping[str, list[AnyTerm]]) -> str:
        kinds = self._sorted_names(facts[G1540.eventType])
        words = "the " + (kinds[0].lower() if kinds else "event")
        places = self._sorted_names(facts[G1540.heldAt]) or self._sorted_names(facts[G1540.heldIn])
        if places:
            return f"{words} in {places[0]}"
        date = self._words(facts[G1540.startDate])
        return f"{words} of {date}" if date else words

    def _plan(self, facts: Mapping[str, list[AnyTerm]]) -> str:
        states = self._sorted_names(facts[G1540.planOf])
        return f"the action plan of {states[0]}" if states else "an action plan"

    def _sorted_names(self, terms: Iterable[AnyTerm]) -> list[str]:
        return sorted(self.iri(term.value) for term in terms if isinstance(term, ox.NamedNode))


def _last(iri: str) -> str:
    """The readable end of an IRI without a name.

    >>> _last("https://w3id.org/graph1540/id/organization/some-agency")
    'some-agency'
    """
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
