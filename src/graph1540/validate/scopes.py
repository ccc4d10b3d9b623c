"""Where the triples of a pattern stand: in one graph, in each note's own graph, or in the canonical view."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from graph1540.iri import G1540, PROV, RDF, RDFS
from graph1540.validate.sparql import Scope, UnsupportedError
from graph1540.validate.view import CONTEXT, LINKS, declarations, kinds

__all__ = ["CANONICAL", "NOTES", "PLAIN", "Focus"]

_TYPE = f"<{RDF.type}>"
_LINK = f"<{PROV.specializationOf}>"
_NOTE = f"GRAPH ?g {{ ?g {_TYPE} <{G1540.InformationNote}> }}"
_SHARED = frozenset({f"<{node.value}>" for node in CONTEXT})


class Focus(Scope):
    """A scope that can tell targets and classes as well."""

    def start(self) -> str:
        """What every query begins with."""
        return ""

    def declared(self, subject: str) -> str:  # noqa: ARG002 - where the declarations are in the graph
        """A condition that holds of the terms of the ontology where its declarations are in no graph, or nothing."""
        return ""

    def shared(self, predicate: str) -> bool:  # noqa: ARG002 - in one graph all is one's own
        """Whether a pattern with this predicate matches more than the data themselves say."""
        return False

    def target(self, subject: str, predicate: str, value: str) -> str:
        """As ``pattern``, but only what the data themselves say: reference data are no target."""
        return self.pattern(subject, predicate, value)

    def instance(self, subject: str, kind: str, *, target: bool = False) -> str:
        """What matches the instances of a class, those of its sub-classes among them."""
        raise NotImplementedError


class _Plain(Focus):
    """One data graph that holds everything."""

    extra = ""

    def pattern(self, subject: str, predicate: str, value: str, *, loose: bool = False) -> str:  # noqa: ARG002
        return f"{subject} {predicate} {value} ."

    def path(self, subject: str, path: str, value: str) -> str:
        return f"{subject} {path} {value} ."

    def instance(self, subject: str, kind: str, *, target: bool = False) -> str:  # noqa: ARG002 - one graph holds both
        return f"{subject} {_TYPE}/<{RDFS.subClassOf}>* {kind} ."


class _Canonical(_Plain):
    """The default graph, and the links."""

    def pattern(self, subject: str, predicate: str, value: str, *, loose: bool = False) -> str:  # noqa: ARG002
        found = super().pattern(subject, predicate, value)
        return f"GRAPH <{LINKS}> {{ {found} }}" if predicate == _LINK else found

    def path(self, subject: str, path: str, value: str) -> str:
        if _LINK in path:
            raise UnsupportedError(path)
        return super().path(subject, path, value)

    def instance(self, subject: str, kind: str, *, target: bool = False) -> str:  # noqa: ARG002
        return _one_of(self, subject, kind)


class _Notes(Focus):
    """Each note's own graph, ?g, with what the default graph knows of the things that it names."""

    extra = "?g"

    def start(self) -> str:
        return _NOTE

    def pattern(self, subject: str, predicate: str, value: str, *, loose: bool = False) -> str:
        own = self.target(subject, predicate, value)
        if predicate not in _SHARED or loose:
            return own
        return f"{{ {own} }} UNION {{ {subject} {predicate} {value} }}"

    def path(self, subject: str, path: str, value: str) -> str:
        raise UnsupportedError(f"{subject} {path} {value}")

    def shared(self, predicate: str) -> bool:
        return predicate in _SHARED

    def declared(self, subject: str) -> str:
        # One search in one short text: a table of all terms would be gone through for each row.
        ours, others = _declared()
        name = f"CONTAINS({ours}, CONCAT(' ', STRAFTER(STR({subject}), '{G1540}'), ' '))"
        return f"({name} || {subject} IN ({others}))" if others else name

    def target(self, subject: str, predicate: str, value: str) -> str:
        return f"GRAPH ?g {{ {subject} {predicate} {value} }}"

    def instance(self, subject: str, kind: str, *, target: bool = False) -> str:
        if not target:
            return _one_of(self, subject, kind)
        return " UNION ".join(f"{{ {self.target(subject, _TYPE, each)} }}" for each in _kinds(kind))


def _one_of(scope: Focus, subject: str, kind: str) -> str:
    return " UNION ".join(f"{{ {scope.pattern(subject, _TYPE, each)} }}" for each in _kinds(kind))


def _kinds(kind: str) -> list[str]:
    """A class and all that the ontology declares to be its sub-classes."""
    return sorted(f"<{name}>" for name in kinds().get(kind[1:-1], (kind[1:-1],)))


@lru_cache(maxsize=1)
def _declared() -> tuple[str, str]:
    """The terms that the ontology, which is in no dataset, declares: the names of ours, the IRIs of others."""
    terms = {t.subject.value for t in declarations() if t.predicate.value == RDF.type and isinstance(t.subject, ox.NamedNode)}
    ours = sorted(term.removeprefix(str(G1540)) for term in terms if term.startswith(str(G1540)))
    others = sorted(f"<{term}>" for term in terms if not term.startswith(str(G1540)))
    return str(ox.Literal(f" {' '.join(ours)} ")), ", ".join(others)


PLAIN = _Plain()
CANONICAL = _Canonical()
NOTES = _Notes()
