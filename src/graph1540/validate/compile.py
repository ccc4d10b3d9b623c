"""Shapes → set-based SPARQL: one query for each constraint, which asks all focus nodes at once.

Shapes of SHACL core with the same targets share a probe: one query that finds out whether any of them is broken at all.
The kinds of constraint that are known are listed in ``docs/validation.md``; a shape that uses another is left to the
reference engine. Definitions: https://www.w3.org/TR/shacl/#core-components.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph1540.iri import RDF, RDFS
from graph1540.validate.expressions import Expressions
from graph1540.validate.facts import Facts
from graph1540.validate.rules import SH, Rule, Ruleset
from graph1540.validate.scopes import Focus, kinds_of
from graph1540.validate.sparql import Rewritten, UnsupportedError, rewrite
from graph1540.validate.terms import AnyTerm

__all__ = ["LIMIT", "Group", "Question", "Questions", "compiled", "type_mark"]

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
class Group:
    """Questions that need only be asked where their probe has a row; those without a probe are always asked.

    ``needs``: data that lack all members of one of these sets (predicates, and types by :func:`type_mark`) have no
    results here.
    """

    questions: tuple[Question, ...]
    needs: tuple[frozenset[str], ...]
    probe: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """The queries of a ruleset, and the shapes that the reference engine must answer for."""

    groups: tuple[Group, ...]
    left: frozenset[str]


def type_mark(kind: str) -> str:
    """How a class stands among the needs of a group."""
    return f"a {kind}"


@lru_cache(maxsize=32)
def _compiled(key: int, scope: Focus) -> Questions:
    ruleset = _KEPT[key]
    facts = Facts(ruleset.triples)
    groups: list[Group] = []
    probes: dict[str, list[tuple[_Compiler, tuple[Question, ...]]]] = {}
    left = set()
    for rule in sorted(ruleset.rules.values(), key=lambda rule: rule.id):
        compiler = _Compiler(facts, scope, rule)
        try:
            found = compiler.groups()
            if len(found) == 1 and not rule.select and compiler.condition:
                probes.setdefault(compiler.target, []).append((compiler, found[0].questions))
            else:
                groups.extend(found)
        except UnsupportedError:
            left.add(rule.iri)
    for target, members in probes.items():
        test = " || ".join(f"({compiler.condition})" for compiler, _ in members)
        probe = f"SELECT ?this WHERE {{ {LIMIT} {scope.start()} {target} FILTER({test}) }} LIMIT 1"
        groups.append(Group(tuple(q for _, questions in members for q in questions), members[0][0].needs, probe))
    return Questions(tuple(groups), frozenset(left))


_KEPT: dict[int, Ruleset] = {}


def compiled(ruleset: Ruleset, scope: Focus) -> Questions:
    """The queries of a ruleset in a scope; made once."""
    _KEPT[id(ruleset)] = ruleset  # kept alive, so that no other can get its id
    return _compiled(id(ruleset), scope)


#: A question, and the predicates that each of its rows needs.
Asked = tuple[Question, frozenset[str]]


class _Compiler:
    def __init__(self, facts: Facts, scope: Focus, rule: Rule) -> None:
        self._facts = facts
        self._scope = scope
        self._rule = rule
        self._say = Expressions(facts, scope)

        #: The patterns that give the focus nodes, and what data must have for there to be any.
        self.target = ""
        self.needs: tuple[frozenset[str], ...] = ()
        #: True of a focus node that breaks the shape; empty where no expression can say so.
        self.condition = ""

    def groups(self) -> list[Group]:
        """The questions of the shape, those with the same needs together."""
        shape = ox.NamedNode(self._rule.iri)
        targets = [] if self._facts.true(shape, "deactivated") else list(self._targets(shape))
        if not targets:
            return []
        self.target = " UNION ".join(f"{{ {group} }}" for group in targets) if len(targets) > 1 else targets[0]
        self.needs = tuple(filter(None, (self._wanted(shape),)))
        found: dict[frozenset[str], list[Question]] = {}
        for question, needed in self._shape(shape, self.target, "this"):
            found.setdefault(needed, []).append(question)
        try:
            self.condition = self._say.broken(shape, "?this")
        except UnsupportedError:
            self.condition = ""
        return [Group(tuple(questions), (*self.needs, *(frozenset({p}) for p in sorted(needed)))) for needed, questions in found.items()]

    def _wanted(self, shape: ox.NamedNode) -> frozenset[str]:
        """What the data must have one of, so that there is a focus node; nothing where there always can be one."""
        wanted = {type_mark(kind) for term in self._classes(shape) for kind in kinds_of(str(term))}
        for name in _TARGETS[2:]:
            wanted.update(str(term) for term in self._facts.all(shape, name))
        return frozenset() if self._facts.all(shape, "targetNode") else frozenset(wanted)

    def _targets(self, shape: ox.NamedNode) -> Iterator[str]:
        classes = sorted(map(str, self._classes(shape)))
        if classes:
            yield self._scope.instances("?this", classes)
        for name in _TARGETS[1:]:
            for term in sorted(self._facts.all(shape, name), key=str):
                if name == "targetNode":
                    if isinstance(term, ox.BlankNode):
                        raise UnsupportedError(name)
                    yield f"VALUES ?this {{ {term} }}"
                elif name == "targetSubjectsOf":
                    yield self._scope.target("?this", str(term), "?target_of")
                else:
                    yield self._scope.target("?target_of", str(term), "?this")

    def _classes(self, shape: ox.NamedNode) -> Iterator[AnyTerm]:
        """The classes whose instances are focus nodes; a class that is a shape is one."""
        yield from self._facts.all(shape, "targetClass")
        if self._facts.is_a(shape, RDFS + "Class"):
            yield shape

    def _shape(self, shape: ox.NamedNode | ox.BlankNode, bound: str, focus: str) -> Iterator[Asked]:
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
                    yield Question(self._rule, SH + component, query, plain, shown, message), frozenset()

    def _nested(self, shape: ox.NamedNode | ox.BlankNode, values: str, value: str) -> Iterator[Asked]:
        if value != "this":
            raise UnsupportedError("a property shape within a property shape")
        for inner in sorted(self._facts.all(shape, "property"), key=str):
            if isinstance(inner, ox.Literal | ox.Triple):
                raise UnsupportedError("property")
            yield from self._shape(inner, values, value)

    def _queries(self, shape: ox.NamedNode | ox.BlankNode, bound: str) -> Iterator[Asked]:
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
            needed = frozenset(p for _, p, _ in asked.needed if p.startswith("<") and not self._scope.shared(p))
            yield Question(self._rule, _SPARQL, query, "", "value" if "value" in asked.variables else "", message), needed

    def _targeted(self, shape: ox.NamedNode | ox.BlankNode, asked: Rewritten) -> bool:
        """Whether the query itself asks for what makes its focus nodes targets."""
        subjects, objects = (self._facts.one(shape, name) for name in _TARGETS[2:])
        if sum(len(self._facts.all(shape, name)) for name in _TARGETS) != 1 or self._scope.shared(str(subjects or objects)):
            return False
        return any(
            (s == "?this" and p == str(subjects)) or (o == "?this" and p == str(objects)) for s, p, o in asked.needed
        )
