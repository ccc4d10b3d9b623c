"""A dataset held against shapes by set-based queries in Oxigraph: nothing is copied, one query for each constraint.

The results are those of the reference engine (:mod:`graph1540.validate.engine`); what a query cannot say is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph1540.iri import PROV, RDF
from graph1540.validate.compile import LIMIT, Question, compiled
from graph1540.validate.engine import Result, fill
from graph1540.validate.rules import SH, Ruleset
from graph1540.validate.scopes import CANONICAL, NOTES, PLAIN, Focus
from graph1540.validate.terms import AnyTerm, Term
from graph1540.validate.view import LINKS, View, kinds, shipped

__all__ = ["ask_canonical", "ask_notes", "ask_view", "remaining", "sub_ruleset", "view_store"]

_DEFAULT = ox.DefaultGraph()
_THIS = re.compile(r"\?this\b")


def ask_notes(store: ox.Store, ruleset: Ruleset) -> Iterator[tuple[str, Result]]:
    """The results of every note alone, with the note.

    The default graph must describe what the notes name (:func:`graph1540.validate.view.complete`).
    """
    for question in compiled(ruleset, NOTES).asked:
        for row, result in _rows(store, question, question.query.replace(LIMIT, "")):
            yield _word(row["g"]), result


def ask_canonical(store: ox.Store, ruleset: Ruleset, about: Collection[ox.NamedNode] | None) -> Iterator[Result]:
    """The results over the canonical view and the links; ``about``: the only focus nodes to look at."""
    def has(subject: Term | None, predicate: ox.NamedNode, value: Term | None) -> bool:
        return _own(store, subject, predicate, value)

    targets: dict[str, list[ox.NamedNode]] = {}
    for question in compiled(ruleset, CANONICAL).asked:
        shape = question.rule.iri
        if about is None:
            for _, result in _rows(store, question, question.query.replace(LIMIT, "")):
                if _targeted(ruleset.targets(shape), result.focus, has, kinds()):
                    yield result
            continue
        if shape not in targets:
            asked = ruleset.targets(shape)
            # Who speaks of a State is asked of all notes: so reference data are targets by their class alone.
            known = [target for target in asked if target[0] != "targetObjectsOf"]
            targets[shape] = [
                node
                for node in sorted(about, key=str)
                if _targeted(known if _is_known(node) else asked, node, has, kinds())
            ]
        for node in targets[shape]:
            # The node by its name, so that the plan begins there.
            limit = f"VALUES ?this {{ {node} }} "
            head, _, body = question.query.partition(LIMIT)
            query = head + limit + (body if "SELECT" in body else _THIS.sub(str(node), body))
            yield from (result for _, result in _rows(store, question, query))


def ask_view(view: View, ruleset: Ruleset) -> Iterator[Result]:
    """The results over a view, copied into a store of its own."""
    store = view_store(view)
    for question in compiled(ruleset, PLAIN).asked:
        for _, result in _rows(store, question, question.query.replace(LIMIT, "")):
            if targets_own(view, ruleset, result):
                yield result


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
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
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
    graph = ox.NamedNode(LINKS) if predicate.value == PROV.specializationOf else _DEFAULT
    quads = store.quads_for_pattern(subject, predicate, value, graph)  # type: ignore[arg-type]
    return any(ox.Quad(quad.subject, quad.predicate, quad.object) not in shipped() for quad in quads)


def _targeted(
    targets: Sequence[tuple[str, AnyTerm]],
    focus: Term,
    has: Callable[[Term | None, ox.NamedNode, Term | None], bool],
    below: Mapping[str, Collection[str]],
) -> bool:
    resource = not isinstance(focus, ox.Literal)
    return any(
        (name == "targetNode" and term == focus)
        or (name == "targetObjectsOf" and isinstance(term, ox.NamedNode) and has(None, term, focus))
        or (name == "targetSubjectsOf" and resource and isinstance(term, ox.NamedNode) and has(focus, term, None))
        or (name == "targetClass" and resource and any(has(focus, ox.NamedNode(RDF.type), ox.NamedNode(kind)) for kind in below.get(str(term)[1:-1], (str(term)[1:-1],))))
        for name, term in targets
    )  # fmt: skip
