"""Where the triples of a pattern stand: in one graph, in each note's own graph, or in the canonical view."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pyoxigraph as ox

from graph1540.iri import G1540, PROV, RDF, RDFS
from graph1540.validate.sparql import Scope, UnsupportedError
from graph1540.validate.view import CONTEXT, LINKS, declarations, kinds

__all__ = ["CANONICAL", "GRAPH", "NOTES", "ONE", "PLAIN", "Focus", "kinds_of"]

#: Stands in a query of :data:`ONE` where the graph goes.
GRAPH = "%GRAPH%"

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

    def instances(self, subject: str, kinds_: Sequence[str]) -> str:
        """What matches the targets of some classes."""
        found = [self.instance(subject, kind, target=True) for kind in kinds_]
        return found[0] if len(found) == 1 else " UNION ".join(f"{{ {one} }}" for one in found)


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
    graph = "?g"

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
        return f"GRAPH {self.graph} {{ {subject} {predicate} {value} }}"

    def instance(self, subject: str, kind: str, *, target: bool = False) -> str:
        if not target:
            return _one_of(self, subject, kind)
        return self.instances(subject, [kind])

    def instances(self, subject: str, kinds_: Sequence[str]) -> str:
        every = sorted({each for kind in kinds_ for each in kinds_of(kind)})
        if len(every) == 1:
            return self.target(subject, _TYPE, every[0])
        # No union: what is filtered afterwards would be put into each of its branches.
        return f"VALUES ?kind_of {{ {' '.join(every)} }} {self.target(subject, _TYPE, '?kind_of')}"


class _One(_Notes):
    """One note's own graph, named in the query: so the plan begins there."""

    extra = ""
    graph = GRAPH

    def start(self) -> str:
        return ""


def _one_of(scope: Focus, subject: str, kind: str) -> str:
    return " UNION ".join(f"{{ {scope.pattern(subject, _TYPE, each)} }}" for each in kinds_of(kind))


def kinds_of(kind: str) -> list[str]:
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
ONE = _One()
