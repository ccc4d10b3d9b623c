"""A graph of shapes, asked by the names of SHACL's terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from graph1540.iri import RDF
from graph1540.validate.rules import SH
from graph1540.validate.terms import AnyTerm

__all__ = ["Facts"]



class Facts:
    """What the triples of some shapes say of each of their nodes."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._about: dict[AnyTerm, dict[str, list[AnyTerm]]] = defaultdict(dict)
        for triple in triples:
            self._about[triple.subject].setdefault(triple.predicate.value, []).append(triple.object)

    def names(self, node: AnyTerm) -> Sequence[str]:
        """The predicates that a node has."""
        return sorted(self._about.get(node, ()))

    def all(self, node: AnyTerm, name: str) -> Sequence[AnyTerm]:
        """All values of one of SHACL's predicates."""
        return self._about.get(node, {}).get(SH + name, ())

    def one(self, node: AnyTerm, name: str) -> AnyTerm | None:
        """The one value of a predicate, None if it has none or several."""
        found = self.all(node, name)
        return found[0] if len(found) == 1 else None

    def text(self, node: AnyTerm, name: str) -> str:
        """The words of a literal, empty without one; the first of several in the order of the alphabet."""
        return min((term.value for term in self.all(node, name) if isinstance(term, ox.Literal)), default="")

    def true(self, node: AnyTerm, name: str) -> bool:
        """Whether a value is the literal true."""
        return any(isinstance(term, ox.Literal) and term.value in ("true", "1") for term in self.all(node, name))

    def is_a(self, node: AnyTerm, kind: str) -> bool:
        """Whether a node is said to be of a class."""
        return ox.NamedNode(kind) in self._about.get(node, {}).get(RDF.type, ())

    def members(self, head: AnyTerm | None) -> list[AnyTerm]:
        """The members of an RDF list."""
        found: list[AnyTerm] = []
        while head is not None and head != ox.NamedNode(RDF.nil):
            about = self._about.get(head, {})
            found.extend(about.get(RDF.first, ())[:1])
            head = next(iter(about.get(RDF.rest, ())), None)
        return found

    def listed(self, node: AnyTerm) -> bool:
        """Whether a node is an RDF list."""
        return RDF.first in self._about.get(node, {})

    def about(self, node: AnyTerm) -> Mapping[str, Sequence[AnyTerm]]:
        """All that is said of a node."""
        return self._about.get(node, {})

    def prefixes(self, constraint: AnyTerm) -> dict[str, str]:
        """The prefixes that a SPARQL constraint may use."""
        found = {}
        for ontology in self.all(constraint, "prefixes"):
            for declared in self.all(ontology, "declare"):
                found[self.text(declared, "prefix")] = self.text(declared, "namespace")
        return found
