"""A dataset held against shapes by set-based queries in Oxigraph: nothing is copied, one query for each constraint.

The results are those of the reference engine (:mod:`graph1540.validate.engine`); what a query cannot say is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pyoxigraph as ox

from graph1540.errors import ReferenceDataError
from graph1540.iri import PROV, RDF
from graph1540.validate.compile import LIMIT, Question, compiled, type_mark
from graph1540.validate.engine import Result, fill
from graph1540.validate.rules import SH, Ruleset
from graph1540.validate.scopes import CANONICAL, GRAPH, NOTES, ONE, PLAIN, Focus
from graph1540.validate.terms import AnyTerm, Term
from graph1540.validate.view import LINKS, View, kinds, shipped

__all__ = ["ask_canonical", "ask_note", "ask_notes", "ask_view", "remaining", "sub_ruleset", "view_store"]

#: The name of SHACL's property, and its value.
Target = tuple[str, AnyTerm]

_DEFAULT = ox.DefaultGraph()
_LINKS, _SPECIALIZES, _TYPE = ox.NamedNode(LINKS), ox.NamedNode(PROV.specializationOf), ox.NamedNode(RDF.type)
#: The beginning of a query within another, up to its patterns, that gives focus nodes.
_WITHIN = re.compile(r"\bSELECT\s[^{}]*\?this\b[^{}]*\{")


def ask_notes(store: ox.Store, ruleset: Ruleset) -> Iterator[tuple[str, Result]]:
    """The results of every note alone, with the note.

    The default graph must describe what the notes name (:func:`graph1540.validate.view.complete`).
    """
    for question in _questions(store, ruleset, NOTES):
        for row, result in _rows(store, question, question.query.replace(LIMIT, "")):
            yield _word(row["g"]), result


def ask_note(store: ox.Store, ruleset: Ruleset, note: str) -> Iterator[Result]:
    """The results of one note alone, asked in place: what it takes does not depend on how many others there are."""
    for question in _questions(store, ruleset, ONE, note):
        yield from (result for _, result in _rows(store, question, _of(question.query, note)))


def ask_canonical(store: ox.Store, ruleset: Ruleset, about: Collection[ox.NamedNode] | None) -> Iterator[Result]:
    """The results over the canonical view and the links; ``about``: the only focus nodes to look at."""
    def has(subject: Term | None, predicate: ox.NamedNode, value: Term | None) -> bool:
        return _own(store, subject, predicate, value)

    if about is None:
        for question in _questions(store, ruleset, CANONICAL):
            targets = ruleset.targets(question.rule.iri)
            for _, result in _rows(store, question, question.query.replace(LIMIT, "")):
                if _targeted(targets, result.focus, has, kinds()):
                    yield result
        return
    nodes = sorted(about, key=str)
    # Who speaks of a State is asked of all notes: so reference data are targets by their class alone.
    unknown = [node for node in nodes if not _is_known(node)]

    @cache
    def aimed(target: Target) -> list[ox.NamedNode]:
        return [node for node in (unknown if target[0] == "targetObjectsOf" else nodes) if _targeted((target,), node, has, kinds())]

    for group in compiled(ruleset, CANONICAL).groups:
        for question in group.questions:
            targets = ruleset.targets(question.rule.iri)
            focused = sorted({node for target in targets for node in aimed(target)}, key=str)
            for query in _limited(question.query, focused):
                yield from (result for _, result in _rows(store, question, query))


def _limited(query: str, focused: Sequence[ox.NamedNode]) -> Iterator[str]:
    """A query about some focus nodes; a query within it that gives focus nodes is limited to them as well."""
    if focused:
        limit = f" VALUES ?this {{ {' '.join(map(str, focused))} }} "
        head, _, body = query.partition(LIMIT)
        yield head + limit + _WITHIN.sub(lambda found: found[0] + limit, body)


def ask_view(view: View, ruleset: Ruleset) -> Iterator[Result]:
    """The results over a view, copied into a store of its own."""
    store = view_store(view)
    for question in _questions(store, ruleset, PLAIN):
        for _, result in _rows(store, question, question.query.replace(LIMIT, "")):
            if targets_own(view, ruleset, result):
                yield result


def _questions(store: ox.Store, ruleset: Ruleset, scope: Focus, note: str = "") -> Iterator[Question]:
    """The questions that can have results; ``note``: in this note's graph."""
    held = _held(store, note) if note else None
    for group in compiled(ruleset, scope).groups:
        if held is not None and any(held.isdisjoint(needed) for needed in group.needs):
            continue
        if not group.probe or any(True for _ in _solutions(store, _of(group.probe, note))):
            yield from group.questions


def _of(query: str, note: str) -> str:
    """A query without its limit, about one note where there is one."""
    return query.replace(LIMIT, "").replace(GRAPH, f"<{note}>")


def _held(store: ox.Store, note: str) -> frozenset[str]:
    """The predicates that a note's graph uses, and its classes, as the needs of a group name them."""
    predicates = _solutions(store, f"SELECT DISTINCT ?p WHERE {{ GRAPH <{note}> {{ ?s ?p ?o }} }}")
    kinds_ = _solutions(store, f"SELECT DISTINCT ?kind WHERE {{ GRAPH <{note}> {{ ?s <{RDF.type}> ?kind }} }}")
    return frozenset((*(str(row["p"]) for row in predicates), *(type_mark(str(row["kind"])) for row in kinds_)))


def _solutions(store: ox.Store, query: str) -> ox.QuerySolutions:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def remaining(ruleset: Ruleset, scope: Focus) -> Ruleset | None:
    """The shapes that must be left to the reference engine, None if there are none."""
    left = compiled(ruleset, scope).left
    return sub_ruleset(ruleset, left) if left else None


_SUBSETS: dict[tuple[int, frozenset[str]], tuple[Ruleset, Ruleset]] = {}


def sub_ruleset(ruleset: Ruleset, shapes: Collection[str]) -> Ruleset:
    """A ruleset in which only these shapes have targets."""
    key = (id(ruleset), frozenset(shapes))
    if key not in _SUBSETS:
        gone = {ox.NamedNode(iri) for iri in ruleset.rules if iri not in shapes}
        kept = tuple(t for t in ruleset.triples if not (t.subject in gone and t.predicate.value.startswith(SH + "target")))
        _SUBSETS[key] = (ruleset, replace(ruleset, triples=kept))
    return _SUBSETS[key][1]


def view_store(view: View) -> ox.Store:
    """The triples of a view in a store."""
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in view.triples)
    return store


def targets_own(view: View, ruleset: Ruleset, result: Result) -> bool:
    """Whether the data, not what they merely touch, make the focus node of a result a target of its shape."""
    def has(subject: Term | None, predicate: ox.NamedNode, value: Term | None) -> bool:
        quads = view.own_store.quads_for_pattern(subject, predicate, value, None)  # type: ignore[arg-type]
        return next(quads, None) is not None

    def known(subject: Term | None, predicate: ox.NamedNode, value: Term | None) -> bool:
        return view.holds(subject, predicate, value)

    targets = ruleset.targets(result.rule.iri)
    if _targeted(targets, result.focus, has, view.kinds):
        return True
    # The focus node of a property shape within another is no target at all.
    return not _targeted(targets, result.focus, known, view.kinds)


def _rows(store: ox.Store, question: Question, query: str) -> Iterator[tuple[ox.QuerySolution, Result]]:
    try:
        solutions = _solutions(store, query)
    except SyntaxError as error:
        raise ReferenceDataError(f"shapes/{question.rule.layer}.ttl: the query of {question.rule.iri} cannot be used ({error}); correct the shape") from error
    names = [variable.value for variable in solutions.variables]
    sparql = bool(question.rule.select) and question.component == SH.SPARQLConstraintComponent
    for row in solutions:
        focus = row["this"]
        assert not isinstance(focus, ox.Triple | None)
        words = {name: _word(row[name]) for name in names if row[name] is not None} if sparql else {}
        path = row["path"] if sparql and "path" in names else None
        value = row[question.value] if question.value else focus if sparql else None
        assert not isinstance(value, ox.Triple)
        yield (
            row,
            Result(
                rule=question.rule,
                focus=focus,
                path=path.value if isinstance(path, ox.NamedNode) else question.path,
                value=value,
                message=fill(question.message, words),
                component=question.component,
                values=words,
            ),
        )


def _is_known(node: ox.NamedNode) -> bool:
    return next(shipped().quads_for_pattern(node, None, None, None), None) is not None


def _word(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else str(term)


def _own(store: ox.Store, subject: Term | None, predicate: ox.NamedNode, value: Term | None) -> bool:
    graph = _LINKS if predicate == _SPECIALIZES else _DEFAULT
    quads = store.quads_for_pattern(subject, predicate, value, graph)  # type: ignore[arg-type]
    return any(ox.Quad(quad.subject, quad.predicate, quad.object) not in shipped() for quad in quads)


def _targeted(
    targets: Sequence[Target],
    focus: Term,
    has: Callable[[Term | None, ox.NamedNode, Term | None], bool],
    below: Mapping[str, Collection[str]],
) -> bool:
    """Whether a node is a target; ``has``: whether the data themselves have such a triple."""
    resource = not isinstance(focus, ox.Literal)
    for name, term in targets:
        if name == "targetNode":
            found = term == focus
        elif not isinstance(term, ox.NamedNode):
            continue
        elif name == "targetObjectsOf":
            found = has(None, term, focus)
        elif name == "targetSubjectsOf":
            found = resource and has(focus, term, None)
        else:
            found = resource and any(has(focus, _TYPE, ox.NamedNode(kind)) for kind in below.get(term.value, (term.value,)))
        if found:
            return True
    return False
