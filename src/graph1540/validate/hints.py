"""Help with data that others made: the resource that a result is about, and what a misspelt IRI was meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from graph1540.iri import BASE, G1540
from graph1540.validate.engine import Result
from graph1540.validate.terms import Term
from graph1540.validate.view import declarations, shipped

__all__ = ["meant", "subject_of"]

#: How alike two names must be for one to be a slip of the other.
_ALIKE = 0.75


def subject_of(store: ox.Store, result: Result) -> str:
    """The IRI of the resource that a result is about; of a value, the resource that has it."""
    for term in (result.focus, result.value):
        if isinstance(term, ox.NamedNode) and next(store.quads_for_pattern(term, None, None, None), None) is not None:
            return term.value
    has = (quad.subject.value for quad in store.quads_for_pattern(None, None, result.focus, None) if isinstance(quad.subject, ox.NamedNode))
    return min(has, default="")


def meant(store: ox.Store, result: Result) -> str:
    """The known IRI that an unknown one of a result is close to, empty without one."""
    for iri in _iris(result.path, result.value, result.focus):
        space, name = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1], iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]
        known = _known(space) if space.startswith((BASE, str(G1540))) else ()
        if not known or name in known or next(store.quads_for_pattern(ox.NamedNode(iri), None, None, None), None) is not None:
            continue
        close = get_close_matches(name, known, 1, _ALIKE)
        if close:
            return space + close[0]
    return ""


def _iris(path: str, *terms: Term | None) -> Iterator[str]:
    if path:
        yield path
    yield from (term.value for term in terms if isinstance(term, ox.NamedNode))


@cache
def _known(space: str) -> tuple[str, ...]:
    """The names that the ontology and our reference data have in a namespace."""
    subjects = (*(triple.subject for triple in declarations()), *(quad.subject for quad in shipped()))
    names = {node.value.removeprefix(space) for node in subjects if isinstance(node, ox.NamedNode) and node.value.startswith(space)}
    return tuple(sorted(name for name in names if name and "/" not in name))
