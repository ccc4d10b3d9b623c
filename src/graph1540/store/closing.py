"""What follows from the canonical view, kept right under changes: delete too much, put back what still follows, add.

The rules are those of :mod:`graph1540.infer`, made from the ontology. What rests on a fact that went is taken out, unless
it is asserted; what of it follows from the rest comes back; what follows from new facts is added. Only the facts that
the rules lead to from the changed ones are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import pyoxigraph as ox

from graph1540.infer.axioms import Atom, Rule, Var
from graph1540.infer.closure import load_rules
from graph1540.infer.terms import CHATTER, SAME, SCHEMA_PREDICATES, SCHEMA_TYPES, TYPE, is_datatype
from graph1540.store.side import NotLocalError

__all__ = ["Rules", "follow", "shipped_rules"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Fact: TypeAlias = tuple[Term, Term, Term]
_Bound: TypeAlias = dict[Var, Term]
_DEFAULT = ox.DefaultGraph()


class Rules:
    """Rules by the predicates of their bodies and of their heads.

    :raises NotLocalError: if one of them can reach beyond the facts that it joins
    """

    def __init__(self, rules: Iterable[Rule], declared: frozenset[Term]) -> None:
        self.declared = declared
        self.by_body: dict[Term, list[tuple[Rule, int]]] = defaultdict(list)
        self.by_head: dict[Term, list[Rule]] = defaultdict(list)
        for rule in rules:
            if rule.head is None:
                continue
            atoms = (*rule.body, rule.head)
            if not rule.body or any(isinstance(a[1], Var) or a[1] == SAME or (a[1] == TYPE and (isinstance(a[2], Var) or is_datatype(a[2]))) for a in atoms):
                raise NotLocalError(rule.axiom)
            self.by_head[_constant(rule.head[1])].append(rule)
            for at, atom in enumerate(rule.body):
                self.by_body[_constant(atom[1])].append((rule, at))

    def shown(self, fact: Fact) -> bool:
        """Whether a fact is told when it is inferred."""
        subject, predicate, value = fact
        if not isinstance(subject, ox.NamedNode | ox.BlankNode) or subject in self.declared:
            return False
        if not isinstance(predicate, ox.NamedNode) or predicate in SCHEMA_PREDICATES:
            return False
        return predicate != TYPE or not (value in CHATTER or is_datatype(value) or (isinstance(value, ox.BlankNode) and value in self.declared))


def _constant(part: Term | Var) -> Term:
    assert not isinstance(part, Var)
    return part


@lru_cache(maxsize=1)
def shipped_rules() -> Rules:
    """The rules of our ontology."""
    return Rules(*load_rules())


class _View:
    """The default graph as it was, without what is gone and with what is new."""

    def __init__(self, rdf: ox.Store) -> None:
        self._rdf = rdf
        self.gone: set[Fact] = set()
        self.new: set[Fact] = set()
        self._by_subject: dict[tuple[Term, Term], list[Fact]] = defaultdict(list)
        self._by_object: dict[tuple[Term, Term], list[Fact]] = defaultdict(list)
        self._by_predicate: dict[Term, list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        self.new.add(fact)
        self._by_subject[fact[0], fact[1]].append(fact)
        self._by_object[fact[2], fact[1]].append(fact)
        self._by_predicate[fact[1]].append(fact)

    def __contains__(self, fact: Fact) -> bool:
        return fact in self.new or (fact not in self.gone and self._stored(fact))

    def _stored(self, fact: Fact) -> bool:
        subject, predicate, value = fact
        if not isinstance(subject, ox.NamedNode) or not isinstance(predicate, ox.NamedNode):
            return False
        return ox.Quad(subject, predicate, value, _DEFAULT) in self._rdf

    def match(self, subject: Term | None, predicate: Term, value: Term | None) -> Iterator[Fact]:
        if isinstance(predicate, ox.NamedNode) and (subject is None or isinstance(subject, ox.NamedNode | ox.BlankNode)):
            for quad in self._rdf.quads_for_pattern(subject, predicate, value, _DEFAULT):
                fact: Fact = (quad.subject, quad.predicate, quad.object)
                if fact not in self.gone:
                    yield fact
        if subject is not None:
            found = self._by_subject.get((subject, predicate), ())
        elif value is not None:
            found = self._by_object.get((value, predicate), ())
        else:
            found = self._by_predicate.get(predicate, ())
        for fact in list(found):
            if value is None or fact[2] == value:
                yield fact


def _bind(atom: Atom, fact: Fact, bound: _Bound) -> _Bound | None:
    found = dict(bound)
    for part, term in zip(atom, fact, strict=True):
        if isinstance(part, Var):
            if found.setdefault(part, term) != term:
                return None
        elif part != term:
            return None
    return found


def _solve(atoms: list[Atom], bound: _Bound, view: _View) -> Iterator[_Bound]:
    if not atoms:
        yield bound
        return
    atom = max(atoms, key=lambda a: sum(not isinstance(part, Var) or part in bound for part in (a[0], a[2])))
    rest = [one for one in atoms if one is not atom]
    subject, predicate, value = (bound.get(part) if isinstance(part, Var) else part for part in atom)
    assert predicate is not None
    for fact in view.match(subject, predicate, value):
        found = _bind(atom, fact, bound)
        if found is not None:
            yield from _solve(rest, found, view)


def _heads(rules: Rules, fact: Fact, view: _View) -> Iterator[Fact]:
    """What follows in one step from ``fact`` and others of the view."""
    for rule, at in rules.by_body.get(fact[1], ()):
        bound = _bind(rule.body[at], fact, {})
        if bound is None or rule.head is None:
            continue
        for found in _solve([atom for n, atom in enumerate(rule.body) if n != at], bound, view):
            subject, predicate, value = (found[part] if isinstance(part, Var) else part for part in rule.head)
            yield subject, predicate, value


def _follows(rules: Rules, fact: Fact, view: _View) -> bool:
    """Whether ``fact`` follows in one step from the view."""
    for rule in rules.by_head.get(fact[1], ()):
        bound = _bind(rule.head, fact, {}) if rule.head else None
        if bound is not None and next(_solve(list(rule.body), bound, view), None) is not None:
            return True
    return False


def follow(
    rdf: ox.Store, lost: set[Fact], gained: set[Fact], asserted: Callable[[Fact], bool], rules: Rules
) -> tuple[set[Fact], set[Fact]]:
    """The facts that leave the default graph and those that enter it, when assertions are ``lost`` and ``gained``.

    ``asserted`` says of a fact whether it is asserted after the change.

    :raises NotLocalError: if a change is one of the axioms
    """
    if any(p in SCHEMA_PREDICATES or p == SAME or (p == TYPE and o in SCHEMA_TYPES) for _, p, o in lost | gained):
        raise NotLocalError
    view = _View(rdf)
    out: set[Fact] = set()
    stack = list(lost)
    while stack:
        fact = stack.pop()
        if fact not in out:
            out.add(fact)
            stack += [head for head in _heads(rules, fact, view) if head not in out and not asserted(head)]
    view.gone = out
    stack = [*gained, *(fact for fact in out if _follows(rules, fact, view))]
    while stack:
        fact = stack.pop()
        if fact not in view:
            view.add(fact)
            stack += [head for head in _heads(rules, fact, view) if head not in view]
    told = {fact for fact in view.new if fact in gained or rules.shown(fact)}
    return {fact for fact in out if fact not in told and (fact in lost or rules.shown(fact))}, told - out
