"""Facts and the ontology to what follows, to the reason for it, and to the facts that clash."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph1540.errors import ReferenceDataError
from graph1540.infer.axioms import Atom, Rule, Var, rules_of
from graph1540.infer.engine import EQUALITY, Fact, Program
from graph1540.infer.terms import (
    CHATTER,
    SAME,
    SCHEMA_PREDICATES,
    SCHEMA_TYPES,
    TYPE,
    Term,
    is_datatype,
    show_fact,
    wider_datatypes,
)
from graph1540.model import Finding
from graph1540.resources import data_dir

__all__ = ["ASSERTED", "Closure", "Derivation", "contradictions", "derive", "infer", "load_rules"]

_Spo: TypeAlias = tuple[Term, Term, Term]

#: The rule of a derivation that is a fact as it stands.
ASSERTED = "asserted"


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """No search for circles among a million tuples that make none; it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why a fact holds: ``rule`` applied to ``axiom`` and to the ``premises``, each with its own derivation.

    ``rule`` is the identifier in the OWL 2 RL standard, such as "prp-spo1", or "asserted"; ``axiom`` is Turtle, or empty.
    """

    fact: Triple
    rule: str
    axiom: str = ""
    premises: tuple[Derivation, ...] = ()

    def asserted(self) -> tuple[Triple, ...]:
        """The facts that it all rests on, each once, in the order in which the derivation comes to them."""
        found: dict[Triple, None] = {}
        stack: list[Derivation] = [self]
        while stack:
            step = stack.pop()
            if step.rule == ASSERTED:
                found[step.fact] = None
            stack.extend(reversed(step.premises))
        return tuple(found)


class Closure:
    """What follows from ``triples`` by the ontology's axioms; axioms among the triples count as well.

    ``ontology`` is a Turtle file to use instead of ours. The closure depends on the set of triples, never on their order.

    Facts are compared by their terms: ``"1"`` and ``"01"`` as ``xsd:integer`` are two values here. Facts about classes,
    properties and literals, and types that say nothing (``owl:Thing``), are left out.
    """

    @_without_garbage_collection()
    def __init__(self, triples: Iterable[Triple], *, ontology: Path | None = None) -> None:
        path = ontology if ontology is not None else _shipped()
        rules, self._declared = load_rules(path)
        given = list(triples)
        predicates = [triple.predicate for triple in given]
        rules, self._declared = self._with_axioms_among(given, predicates, path, rules)
        self._rules = rules
        # Most labels set no rule off; where things are the same, everything does.
        stirring: set[object] = {TYPE, SAME, *(atom[1] for rule in rules for atom in rule.body)}
        if SAME in predicates or any(rule.head is not None and rule.head[1] == SAME for rule in rules):
            stirring.update(predicates)
        taken: list[_Spo] = []
        still: list[Triple] = []
        for triple, predicate in zip(given, predicates, strict=True):
            if predicate in stirring:
                taken.append((triple.subject, predicate, triple.object))
            else:
                still.append(triple)
        self._still = frozenset(still)
        self._run(taken)

    def _with_axioms_among(
        self, given: list[Triple], predicates: list[NamedNode], path: Path, rules: tuple[Rule, ...]
    ) -> tuple[tuple[Rule, ...], frozenset[Term]]:
        """``rules``, or those of the ontology and of the axioms that are given; and the terms so declared."""
        used = set(predicates)
        kinds: list[Triple] = []
        if TYPE in used:
            pairs = zip(given, predicates, strict=True)
            kinds = [triple for triple, predicate in pairs if predicate == TYPE and triple.object in SCHEMA_TYPES]
        if not kinds and SCHEMA_PREDICATES.isdisjoint(used):
            return rules, self._declared
        together = (*_read(path), *kinds, *(triple for triple in given if triple.predicate in SCHEMA_PREDICATES))
        return rules_of(together), _declared(together)

    def _run(self, taken: list[_Spo]) -> None:
        """Number the terms and apply the rules."""
        constants = {
            part for rule in self._rules for atom in _atoms(rule) for part in atom if not isinstance(part, Var)
        }
        typed = self._typed_literals(taken, constants)
        # Numbered in the order of their text, so that numbers sort as terms do.
        terms: set[Term] = {SAME, TYPE, *constants}
        for one in taken:
            terms.update(one)
        self._terms = sorted(terms, key=str)
        self._numbers: dict[object, int] = {term: number for number, term in enumerate(self._terms)}
        numbers = self._numbers
        asserted = sorted([(numbers[s], numbers[p], numbers[o]) for s, p, o in taken])
        given_types = sorted((numbers[s], numbers[p], numbers[o]) for s, p, o in typed)
        self._program = Program(self._rules, numbers, same=numbers[SAME], kind=numbers[TYPE])
        self._why = self._program.run([*asserted, *given_types])

    @staticmethod
    def _typed_literals(given: list[_Spo], constants: set[Term]) -> list[_Spo]:
        """Rule dt-type2: literals by their datatypes, as far as an axiom asks for them."""
        asked = {term for term in constants if is_datatype(term)}
        if not asked:
            return []
        literals = {one[2] for one in given if isinstance(one[2], Literal)}
        return [
            (literal, TYPE, datatype)
            for literal in literals
            for datatype in wider_datatypes(literal.datatype)
            if datatype in asked
        ]

    @_without_garbage_collection()
    def inferred(self) -> list[Triple]:
        """The triples that follow and are not among those given, sorted."""
        told = [isinstance(term, (NamedNode, BlankNode)) and term not in self._declared for term in self._terms]
        verbs = [isinstance(term, NamedNode) and term not in SCHEMA_PREDICATES for term in self._terms]
        kinds = [self._is_telling(term) for term in self._terms]
        kind = self._numbers[TYPE]
        found = [
            fact
            for fact, reason in self._why.items()
            if reason is not None and told[fact[0]] and verbs[fact[1]] and (fact[1] != kind or kinds[fact[2]])
        ]
        terms, still = self._terms, self._still
        triples = [Triple(terms[s], terms[p], terms[o]) for s, p, o in sorted(found)]  # type: ignore[arg-type]
        return [triple for triple in triples if triple not in still] if still else triples

    def _is_telling(self, kind: Term) -> bool:
        """Whether it says something to be of this type."""
        if isinstance(kind, BlankNode) and kind in self._declared:
            return False
        return kind not in CHATTER and not is_datatype(kind)

    def _triple(self, fact: Fact) -> Triple | None:
        """A fact as RDF, or None if RDF cannot write it."""
        subject, predicate, value = (self._terms[number] for number in fact)
        if isinstance(subject, (NamedNode, BlankNode, Triple)) and isinstance(predicate, NamedNode):
            return Triple(subject, predicate, value)
        return None

    def derive(self, goal: Triple) -> Derivation | None:
        """Why ``goal`` holds, or None if it does not follow; each premise is closer to what is asserted.

        A step through a fact that RDF cannot write (about a literal) is left out in favour of what that fact rests on.
        """
        numbers = self._numbers
        if goal in self._still:
            return Derivation(goal, ASSERTED)
        if goal.subject not in numbers or goal.predicate not in numbers or goal.object not in numbers:
            return None
        target = (numbers[goal.subject], numbers[goal.predicate], numbers[goal.object])
        if target not in self._why:
            return None
        made: dict[Fact, tuple[Derivation, ...]] = {}
        stack = [target]
        while stack:
            fact = stack[-1]
            reason = self._why[fact]
            premises = reason[1] if reason is not None else ()
            wanting = [premise for premise in premises if premise not in made]
            if wanting:
                stack += wanting
                continue
            stack.pop()
            if fact not in made:
                made[fact] = self._step(fact, tuple(step for premise in premises for step in made[premise]))
        return made[target][0]

    def _step(self, fact: Fact, premises: tuple[Derivation, ...]) -> tuple[Derivation, ...]:
        """One step of a derivation, or its premises if the fact cannot be written."""
        triple = self._triple(fact)
        if triple is None:
            return premises
        reason = self._why[fact]
        if reason is None:
            return (Derivation(triple, ASSERTED),)
        place = reason[0]
        if place < 0:
            return (Derivation(triple, EQUALITY[place], "", premises),)
        return (Derivation(triple, self._rules[place].name, self._rules[place].axiom, premises),)

    def contradictions(self) -> list[Finding]:
        """The facts that cannot all be true, each clash once, sorted."""
        found: dict[tuple[int, frozenset[Fact]], Finding] = {}
        for place, facts in self._program.contradictions(self._why):
            rule = self._rules[place]
            shown = list(dict.fromkeys(self._shown(fact) for fact in facts))
            problem = "; ".join(shown) + (": not all of it can be true" if len(shown) > 1 else ": this cannot be true")
            key = (place, frozenset(facts))
            if key not in found:
                remedy = "correct the source of one of these facts, or the axiom"
                message = f"{problem}, for {rule.axiom}"
                found[key] = Finding(f"contradiction-{rule.name}", "violation", message, remedy=remedy)
        return sorted(found.values(), key=lambda finding: (finding.rule, finding.message))

    def _shown(self, fact: Fact) -> str:
        """A fact in Turtle, with what it rests on unless it is asserted."""
        triple = self._triple(fact)
        if triple is None:
            return " ".join(str(self._terms[number]) for number in fact)
        derivation = self.derive(triple)
        if derivation is None or derivation.rule == ASSERTED:
            return show_fact(triple)
        return f"{show_fact(triple)} (since {', '.join(map(show_fact, derivation.asserted()))})"


def infer(triples: Iterable[Triple], *, ontology: Path | None = None) -> list[Triple]:
    """The triples that follow from ``triples`` and are not among them, sorted; see :class:`Closure`."""
    return Closure(triples, ontology=ontology).inferred()


def derive(triples: Iterable[Triple], goal: Triple, *, ontology: Path | None = None) -> Derivation | None:
    """Why ``goal`` follows from ``triples``, or None; for many goals, keep one :class:`Closure`."""
    return Closure(triples, ontology=ontology).derive(goal)


def contradictions(triples: Iterable[Triple], *, ontology: Path | None = None) -> list[Finding]:
    """The facts among ``triples``, or following from them, that cannot all be true."""
    return Closure(triples, ontology=ontology).contradictions()


def _atoms(rule: Rule) -> tuple[Atom, ...]:
    """Body and head."""
    return rule.body if rule.head is None else (*rule.body, rule.head)


def _shipped() -> Path:
    return data_dir("ontology") / "graph1540.ttl"


def load_rules(path: Path | None = None) -> tuple[tuple[Rule, ...], frozenset[Term]]:
    """The rules of an ontology (ours, unless ``path`` names another in Turtle), and the terms that it declares."""
    path = path if path is not None else _shipped()
    return _load(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=8)
def _load(path: Path, _changed: int) -> tuple[tuple[Rule, ...], frozenset[Term]]:
    """The rules of an ontology, and the terms that it declares."""
    triples = _read(path)
    return rules_of(triples), _declared(triples)


def _read(path: Path) -> tuple[Triple, ...]:
    """The triples of an ontology."""
    try:
        return tuple(quad.triple for quad in pyoxigraph.parse(path=str(path)))
    except (SyntaxError, OSError) as error:
        raise ReferenceDataError(f"{path}: {error}; the ontology must be Turtle that can be read") from error


def _declared(triples: Iterable[Triple]) -> frozenset[Term]:
    """Classes, properties and the anonymous parts of axioms."""
    found: set[Term] = set()
    for triple in triples:
        if triple.predicate == TYPE and triple.object in SCHEMA_TYPES:
            found.add(triple.subject)
        if isinstance(triple.subject, BlankNode) and (
            triple.predicate in SCHEMA_PREDICATES or triple.object in SCHEMA_TYPES
        ):
            found.add(triple.subject)
    return frozenset(found)
