"""Shapes → set-based SPARQL: one query for each constraint, which asks all focus nodes at once.

The kinds of constraint that are known are listed in ``docs/validation.md``; a shape that uses another is left to the
reference engine. Definitions: https://www.w3.org/TR/shacl/#core-components.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph1540.iri import RDF
from graph1540.validate.expressions import Expressions
from graph1540.validate.facts import Facts
from graph1540.validate.rules import SH, Rule, Ruleset
from graph1540.validate.scopes import Focus
from graph1540.validate.sparql import Rewritten, UnsupportedError, rewrite

__all__ = ["LIMIT", "Question", "Questions", "compiled"]

_ABOUT = frozenset(
    {RDF.type, *(SH + name for name in ("severity", "message", "path", "name", "description", "order", "group", "flags", "defaultValue", "deactivated"))}
)  # fmt: skip
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_SPARQL = SH.SPARQLConstraintComponent


#: Stands in a query where a limit goes.
LIMIT = "%LIMIT%"


@dataclass(frozen=True, slots=True)
class Question:
    """One query: its rows are the results of one constraint.

    ``query`` has a place for what limits it (``VALUES …``). ``value``: the variable of the value node, if any.
    """

    rule: Rule
    component: str
    query: str
    path: str = ""
    value: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """The queries of a ruleset, and the shapes that the reference engine must answer for."""

    asked: tuple[Question, ...]
    left: frozenset[str]


@lru_cache(maxsize=32)
def _compiled(key: int, scope: Focus) -> Questions:
    ruleset = _KEPT[key]
    facts = Facts(ruleset.triples)
    asked: list[Question] = []
    left = set()
    for rule in sorted(ruleset.rules.values(), key=lambda rule: rule.id):
        try:
            asked.extend(_Compiler(facts, scope, rule).questions())
        except UnsupportedError:
            left.add(rule.iri)
    return Questions(tuple(asked), frozenset(left))


_KEPT: dict[int, Ruleset] = {}


def compiled(ruleset: Ruleset, scope: Focus) -> Questions:
    """The queries of a ruleset in a scope; made once."""
    _KEPT[id(ruleset)] = ruleset  # kept alive, so that no other can get its id
    return _compiled(id(ruleset), scope)


class _Compiler:
    def __init__(self, facts: Facts, scope: Focus, rule: Rule) -> None:
        self._facts = facts
        self._scope = scope
        self._rule = rule
        self._say = Expressions(facts, scope)

    def questions(self) -> Iterator[Question]:
        shape = ox.NamedNode(self._rule.iri)
        if self._facts.true(shape, "deactivated"):
            return
        groups = list(self._targets(shape))
        if not groups:
            return
        target = " UNION ".join(f"{{ {group} }}" for group in groups) if len(groups) > 1 else groups[0]
        yield from self._shape(shape, target, "this")

    def _targets(self, shape: ox.NamedNode) -> Iterator[str]:
        for name in _TARGETS:
            for term in sorted(self._facts.all(shape, name), key=str):
                if name == "targetClass":
                    yield self._scope.instance("?this", str(term), target=True)
                elif name == "targetNode":
                    if isinstance(term, ox.BlankNode):
                        raise UnsupportedError(name)
                    yield f"VALUES ?this {{ {term} }}"
                elif name == "targetSubjectsOf":
                    yield self._scope.target("?this", str(term), f"?of{abs(hash(term)) % 9973}")
                else:
                    yield self._scope.target(f"?of{abs(hash(term)) % 9973}", str(term), "?this")
        if self._facts.is_a(shape, "http://www.w3.org/2000/01/rdf-schema#Class"):
            yield self._scope.instance("?this", str(shape), target=True)

    def _shape(self, shape: ox.NamedNode | ox.BlankNode, bound: str, focus: str) -> Iterator[Question]:
        """The questions of one shape whose focus nodes ``bound`` gives to the variable ``focus``."""
        path = self._facts.one(shape, "path")
        value = "value" if path is not None else focus
        values = f"{bound} {self._say.along(f'?{focus}', path, '?value')}" if path is not None else bound
        plain = path.value if isinstance(path, ox.NamedNode) else ""
        message = self._facts.text(shape, "message") or self._rule.message
        for name in self._facts.names(shape):
            if name in _ABOUT or not name.startswith(str(SH)) or name[len(str(SH)) :] in _TARGETS:
                continue
            kind = name[len(str(SH)) :]
            if kind == "property":
                yield from self._nested(shape, values, value)
            elif kind == "sparql":
                yield from self._queries(shape, bound)
            else:
                for component, test, single in self._say.component(shape, kind, f"?{value}", f"?{focus}"):
                    where = values if single else bound
                    shown = value if single and kind not in ("uniqueLang", "hasValue") else ""
                    kept = [self._scope.extra, f"?{focus}", f"?{shown}" if shown and shown != focus else ""]
                    query = f"SELECT DISTINCT {' '.join(kept)} WHERE {{ {LIMIT} {self._scope.start()} {where} FILTER({test}) }}"
                    yield Question(self._rule, SH + component, query, plain, shown, message)

    def _nested(self, shape: ox.NamedNode | ox.BlankNode, values: str, value: str) -> Iterator[Question]:
        if value != "this":
            raise UnsupportedError("a property shape within a property shape")
        for inner in sorted(self._facts.all(shape, "property"), key=str):
            if isinstance(inner, ox.Literal | ox.Triple):
                raise UnsupportedError("property")
            yield from self._shape(inner, values, value)

    def _queries(self, shape: ox.NamedNode | ox.BlankNode, bound: str) -> Iterator[Question]:
        for constraint in self._facts.all(shape, "sparql"):
            if isinstance(constraint, ox.Literal | ox.Triple) or shape != ox.NamedNode(self._rule.iri):
                raise UnsupportedError("sparql")
            select = self._facts.text(constraint, "select")
            if "$PATH" in select or self._facts.one(shape, "path") is not None:
                raise UnsupportedError("$PATH")
            asked = rewrite(select, self._facts.prefixes(constraint), self._scope)
            names = dict.fromkeys([self._scope.extra.removeprefix("?"), "this", *asked.variables])
            where = "" if self._targeted(shape, asked) else bound
            query = f"SELECT DISTINCT {' '.join(f'?{name}' for name in names if name)} WHERE {{ {LIMIT} {self._scope.start()} {where} {asked.body} }}"
            message = self._facts.text(shape, "message") or self._facts.text(constraint, "message") or self._rule.label
            yield Question(self._rule, _SPARQL, query, "", "value" if "value" in asked.variables else "", message)

    def _targeted(self, shape: ox.NamedNode | ox.BlankNode, asked: Rewritten) -> bool:
        """Whether the query itself asks for what makes its focus nodes targets."""
        subjects, objects = (self._facts.one(shape, name) for name in _TARGETS[2:])
        if sum(len(self._facts.all(shape, name)) for name in _TARGETS) != 1 or self._scope.shared(str(subjects or objects)):
            return False
        return any(
            (s == "?this" and p == str(subjects)) or (o == "?this" and p == str(objects)) for s, p, o in asked.needed
        )
