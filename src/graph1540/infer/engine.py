"""Facts and rules to everything that follows: semi-naive, over numbers, each fact with the first reason found for it.

Terms are numbered in the order of their N-Triples form, so numbers sort as terms do. Facts are taken in the order in
which they came about: what is asserted first, then what follows in one step, and so on. A fact is joined only with
those taken before it, so no join is made twice and every reason rests on older facts: reasons never run in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from graph1540.infer.axioms import Rule, Var

__all__ = ["EQUALITY", "Body", "Fact", "Facts", "Number", "Program", "Reason"]

Number: TypeAlias = int
Fact: TypeAlias = tuple[int, int, int]
#: A rule, by its place among the rules, and the facts that it was applied to; None for what is asserted.
Reason: TypeAlias = tuple[int, tuple[Fact, ...]] | None
#: Constants are numbers, variables are below zero.
Body: TypeAlias = tuple[Fact, ...]
Facts: TypeAlias = dict[Fact, Reason]
#: A rule, by its place, the fact that it gives, and those that it was applied to.
Step: TypeAlias = tuple[int, Fact, tuple[Fact, ...]]
#: A rule of one atom, by its place, and its head, with ``_SUBJECT`` and ``_OBJECT`` for the ends of the fact.
Action: TypeAlias = tuple[int, int, int, int]

#: The rules of equality, which the engine applies itself; their places count from the end of the rules.
EQUALITY = ("eq-sym", "eq-rep-s", "eq-rep-p", "eq-rep-o")
_SYM, _REP = -4, (-3, -2, -1)
_SUBJECT, _OBJECT = -1, -2


class Program:
    """Rules over numbers, laid out by the predicate (and object) of the fact that sets them off."""

    def __init__(self, rules: Iterable[Rule], numbers: dict[object, Number], *, same: Number, kind: Number) -> None:
        self.same = same
        self.kind = kind
        self.bodies: list[Body] = []
        self.clashes: list[int] = []
        self.axioms: list[tuple[int, Fact]] = []
        self.sets_same = False
        self._heads: list[Fact | None] = []
        self._single: dict[Number, list[Action]] = defaultdict(list)
        self._single_of: dict[Number, dict[Number, list[Action]]] = defaultdict(lambda: defaultdict(list))
        self._chains: dict[Number, list[tuple[int, bool, int, int]]] = defaultdict(list)
        self._joins: dict[tuple[Number, Number | None], list[tuple[int, int]]] = defaultdict(list)
        self._by_subject: set[Number] = set()
        self._by_object: set[Number] = set()
        for place, rule in enumerate(rules):
            names: dict[str, int] = {}
            body = tuple(_atom(atom, numbers, names) for atom in rule.body)
            head = None if rule.head is None else _atom(rule.head, numbers, names)
            self.bodies.append(body)
            self._heads.append(head)
            if head is None:
                self.clashes.append(place)
            else:
                self.sets_same |= head[1] == same
                self._lay_out(place, body, head)

    def _lay_out(self, place: int, body: Body, head: Fact) -> None:
        """File one rule under what sets it off."""
        if not body:
            self.axioms.append((place, head))
        elif len(body) == 1 and not (body[0][0] >= 0 or body[0][0] == body[0][2]):
            subject, predicate, value = body[0]
            where = {subject: _SUBJECT, value: _OBJECT} if value < 0 else {subject: _SUBJECT}
            actions = self._single[predicate] if value < 0 else self._single_of[predicate][value]
            actions.append((place, where.get(head[0], head[0]), head[1], where.get(head[2], head[2])))
        elif _is_chain(body, head):
            (_, first, _), (_, second, _) = body
            self._chains[first].append((place, True, second, head[1]))
            self._chains[second].append((place, False, first, head[1]))
            self._by_object.add(first)
            self._by_subject.add(second)
        else:
            for at, atom in enumerate(body):
                self._joins[atom[1], None if atom[2] < 0 else atom[2]].append((place, at))
                self._by_object.add(atom[1])
                self._by_subject.add(atom[1])

    def run(self, asserted: Iterable[Fact]) -> Facts:
        """Everything that follows from what is ``asserted``, and that itself, each with its reason."""
        why: Facts = dict.fromkeys(asserted)
        for place, fact in self.axioms:
            why.setdefault(fact, (place, ()))
        queue = list(why)
        equality = _Equality(self.same) if self.sets_same or any(fact[1] == self.same for fact in why) else None
        index = Index()
        single, single_of, same, none = self._single, self._single_of, self.same, ()
        joining = self._by_subject | self._by_object
        # The queue grows while it is read.
        for fact in queue:
            subject, predicate, value = fact
            actions = single.get(predicate, none)
            if predicate in single_of:
                actions = [*actions, *single_of[predicate].get(value, none)]
            for place, s, p, o in actions:
                new = (
                    subject if s == _SUBJECT else value if s == _OBJECT else s,
                    p,
                    subject if o == _SUBJECT else value if o == _OBJECT else o,
                )
                if new not in why and not (p == same and new[0] == new[2]):
                    why[new] = (place, (fact,))
                    queue.append(new)
            if predicate not in joining and equality is None:
                continue
            steps = self._joined(fact, index)
            if equality is not None:
                steps += equality.take(fact)
            for place, new, premises in steps:
                if new not in why and not (new[1] == same and new[0] == new[2]):
                    why[new] = (place, premises)
                    queue.append(new)
        return why

    def _joined(self, fact: Fact, index: Index) -> list[Step]:
        """Index ``fact``; give what the rules with several atoms make of it and of those indexed before."""
        subject, predicate, value = fact
        if predicate in self._by_subject:
            index.add_end(fact)
        if predicate in self._by_object:
            index.add_start(fact)
        found: list[Step] = []
        for place, onward, other, p in self._chains.get(predicate, ()):
            if onward:
                steps = [(place, (subject, p, end), (fact, (value, other, end))) for end in index.ends(other, value)]
            else:
                starts = index.starts(other, subject)
                steps = [(place, (start, p, value), ((start, other, subject), fact)) for start in starts]
            found += steps
        for key in ((predicate, None), (predicate, value)) if self._joins else ():
            for place, at in self._joins.get(key, ()):
                found += self._join(place, at, fact, index)
        return found

    def _join(self, place: int, at: int, fact: Fact, index: Index) -> list[Step]:
        """What one rule makes of ``fact`` in the role of its atom ``at``."""
        body, head = self.bodies[place], self._heads[place]
        bound = _match(body[at], fact, {})
        if head is None or bound is None:
            return []
        rest = [atom for number, atom in enumerate(body) if number != at]
        found = solve(rest, bound, index)
        return [(place, _fill(head, one), tuple(_fill(atom, one) for atom in body)) for one in found]

    def contradictions(self, facts: Facts) -> Iterator[tuple[int, tuple[Fact, ...]]]:
        """Every rule that no facts may match, with the facts that do."""
        by_class = [place for place in self.clashes if self._within_classes(self.bodies[place])]
        by_join = [place for place in self.clashes if place not in by_class]
        joined = {atom[1] for place in by_join for atom in self.bodies[place]}
        index = Index()
        members: dict[Number, set[Number]] = defaultdict(set)
        for fact in sorted(fact for fact in facts if fact[1] in joined or fact[1] == self.kind):
            if fact[1] == self.kind:
                members[fact[2]].add(fact[0])
            if fact[1] in joined:
                index.add_end(fact)
                index.add_start(fact)
        for place in by_class:
            body = self.bodies[place]
            for thing in sorted(set.intersection(*(members[atom[2]] for atom in body))):
                yield place, tuple((thing, atom[1], atom[2]) for atom in body)
        for place in by_join:
            for found in solve(list(self.bodies[place]), {}, index):
                yield place, tuple(_fill(atom, found) for atom in self.bodies[place])

    def _within_classes(self, body: Body) -> bool:
        """Whether a rule is of one thing and its classes."""
        return all(atom[1] == self.kind and atom[0] == -1 and atom[2] >= 0 for atom in body)


class Index:
    """Facts by predicate and subject, and by predicate and object."""

    def __init__(self) -> None:
        self._ends: dict[Number, dict[Number, list[Number]]] = {}
        self._starts: dict[Number, dict[Number, list[Number]]] = {}

    def add_end(self, fact: Fact) -> None:
        """File a new fact by its subject."""
        self._ends.setdefault(fact[1], {}).setdefault(fact[0], []).append(fact[2])

    def add_start(self, fact: Fact) -> None:
        """File a new fact by its object."""
        self._starts.setdefault(fact[1], {}).setdefault(fact[2], []).append(fact[0])

    def ends(self, predicate: Number, subject: Number) -> list[Number]:
        """The objects for a subject."""
        found = self._ends.get(predicate)
        return found.get(subject, []) if found is not None else []

    def starts(self, predicate: Number, value: Number) -> list[Number]:
        """The subjects for an object."""
        found = self._starts.get(predicate)
        return found.get(value, []) if found is not None else []

    def facts(self, predicate: Number) -> Iterator[Fact]:
        """Every fact of one predicate."""
        for subject, values in self._ends.get(predicate, {}).items():
            for value in values:
                yield subject, predicate, value


class _Equality:
    """Rules eq-sym and eq-rep: what is the same shares its facts. eq-trans is eq-rep-o on owl:sameAs itself."""

    def __init__(self, same: Number) -> None:
        self._same = same
        self._about: dict[Number, list[Fact]] = defaultdict(list)
        self._others: dict[Number, list[tuple[Number, Fact]]] = defaultdict(list)

    def take(self, fact: Fact) -> list[Step]:
        """What follows from ``fact`` and those taken before it."""
        found: list[Step] = []
        for term in set(fact):
            self._about[term].append(fact)
        for at, term in enumerate(fact):
            found += [(_REP[at], _put(fact, at, other), (why, fact)) for other, why in self._others.get(term, ())]
        subject, predicate, value = fact
        if predicate == self._same and subject != value:
            self._others[subject].append((value, fact))
            found.append((_SYM, (value, predicate, subject), (fact,)))
            for about in self._about[subject]:
                found += [(_REP[at], _put(about, at, value), (fact, about)) for at in range(3) if about[at] == subject]
        return found


def solve(atoms: list[Fact], bound: dict[int, Number], index: Index) -> Iterator[dict[int, Number]]:
    """Every way to fill the variables of ``atoms`` that makes them facts of ``index``; predicates are constants."""
    if not atoms:
        yield bound
        return
    # The atom with the most known ends has the fewest matches.
    atom = max(atoms, key=lambda one: (one[0] >= 0 or one[0] in bound) + (one[2] >= 0 or one[2] in bound))
    rest = [one for one in atoms if one is not atom]
    subject = atom[0] if atom[0] >= 0 else bound.get(atom[0], -1)
    value = atom[2] if atom[2] >= 0 else bound.get(atom[2], -1)
    candidates: Iterable[Fact]
    if subject >= 0:
        candidates = [(subject, atom[1], end) for end in index.ends(atom[1], subject) if value in (-1, end)]
    elif value >= 0:
        candidates = [(start, atom[1], value) for start in index.starts(atom[1], value)]
    else:
        candidates = index.facts(atom[1])
    for fact in candidates:
        found = _match(atom, fact, bound)
        if found is not None:
            yield from solve(rest, found, index)


def _atom(atom: tuple[object, object, object], numbers: dict[object, Number], names: dict[str, int]) -> Fact:
    """An atom over numbers; the variables are numbered from -1 down."""
    subject, predicate, value = (
        names.setdefault(part, -1 - len(names)) if isinstance(part, Var) else numbers[part] for part in atom
    )
    return subject, predicate, value


def _is_chain(body: Body, head: Fact) -> bool:
    """Whether a rule is x p y, y q z → x r z."""
    if len(body) != 2:
        return False
    (x, _, y), (also_y, _, z) = body
    return len({x, y, z}) == 3 and max(x, y, z) < 0 and y == also_y and (head[0], head[2]) == (x, z)


def _match(atom: Fact, fact: Fact, bound: dict[int, Number]) -> dict[int, Number] | None:
    """``bound`` with what makes ``atom`` the ``fact``, or None if nothing does."""
    found = dict(bound)
    for part, term in zip(atom, fact, strict=True):
        if (part >= 0 and part != term) or (part < 0 and found.setdefault(part, term) != term):
            return None
    return found


def _fill(atom: Fact, bound: dict[int, Number]) -> Fact:
    """``atom`` with its variables filled."""
    subject, predicate, value = (part if part >= 0 else bound[part] for part in atom)
    return subject, predicate, value


def _put(fact: Fact, at: int, term: Number) -> Fact:
    """``fact`` with another term at one place."""
    return (term, *fact[1:]) if at == 0 else (fact[0], term, fact[2]) if at == 1 else (fact[0], fact[1], term)
