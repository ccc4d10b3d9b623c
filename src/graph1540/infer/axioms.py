"""Axioms, as triples, to rules: every OWL 2 RL rule with its axiom filled in.

The rules and their names are those of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
(tables 4 to 9). A rule of theirs that joins an axiom with facts becomes one rule here for each axiom, over facts alone.
Of the rules on the schema itself (table 9), only those that a fact can show are kept; the others, such as the
transitivity of sub-classes, come out by applying the rules below again. No rule makes facts about classes or properties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from graph1540.infer.terms import DIFFERENT, NOTHING, SAME, THING, TYPE, Term, is_datatype, owl, rdf, rdfs, show

__all__ = ["Atom", "Rule", "Var", "rules_of"]


class Var(str):
    """A variable of a rule."""

    __slots__ = ()


Atom: TypeAlias = tuple[Term | Var, Term | Var, Term | Var]


@dataclass(frozen=True, slots=True)
class Rule:
    """``body`` → ``head``; without a head, facts that match the body cannot all be true.

    ``name`` is the identifier in the standard, ``axiom`` the axiom in Turtle.
    """

    name: str
    axiom: str
    body: tuple[Atom, ...]
    head: Atom | None


_X, _Y, _Z = Var("x"), Var("y"), Var("z")
#: The two sides of an axiom, and the property of a restriction.
_C, _D, _P = Var("C"), Var("D"), Var("P")
_UNTOLD = {THING, rdfs("Resource")}

_Template: TypeAlias = tuple[str, tuple[Atom, ...], Atom | None]

#: C axiom D.
_PAIRS: dict[NamedNode, tuple[_Template, ...]] = {
    rdfs("domain"): (("prp-dom", ((_X, _C, _Y),), (_X, TYPE, _D)),),
    rdfs("range"): (("prp-rng", ((_X, _C, _Y),), (_Y, TYPE, _D)),),
    rdfs("subPropertyOf"): (("prp-spo1", ((_X, _C, _Y),), (_X, _D, _Y)),),
    owl("equivalentProperty"): (
        ("prp-eqp1", ((_X, _C, _Y),), (_X, _D, _Y)),
        ("prp-eqp2", ((_X, _D, _Y),), (_X, _C, _Y)),
    ),
    owl("inverseOf"): (
        ("prp-inv1", ((_X, _C, _Y),), (_Y, _D, _X)),
        ("prp-inv2", ((_X, _D, _Y),), (_Y, _C, _X)),
    ),
    owl("propertyDisjointWith"): (("prp-pdw", ((_X, _C, _Y), (_X, _D, _Y)), None),),
    owl("complementOf"): (("cls-com", ((_X, TYPE, _C), (_X, TYPE, _D)), None),),
    rdfs("subClassOf"): (("cax-sco", ((_X, TYPE, _C),), (_X, TYPE, _D)),),
    owl("equivalentClass"): (
        ("cax-eqc1", ((_X, TYPE, _C),), (_X, TYPE, _D)),
        ("cax-eqc2", ((_X, TYPE, _D),), (_X, TYPE, _C)),
    ),
    owl("disjointWith"): (("cax-dw", ((_X, TYPE, _C), (_X, TYPE, _D)), None),),
}

#: C is of a kind.
_KINDS: dict[str, _Template] = {
    "FunctionalProperty": ("prp-fp", ((_X, _C, _Y), (_X, _C, _Z)), (_Y, SAME, _Z)),
    "InverseFunctionalProperty": ("prp-ifp", ((_X, _C, _Z), (_Y, _C, _Z)), (_X, SAME, _Y)),
    "IrreflexiveProperty": ("prp-irp", ((_X, _C, _X),), None),
    "SymmetricProperty": ("prp-symp", ((_X, _C, _Y),), (_Y, _C, _X)),
    "AsymmetricProperty": ("prp-asyp", ((_X, _C, _Y), (_Y, _C, _X)), None),
    "TransitiveProperty": ("prp-trp", ((_X, _C, _Y), (_Y, _C, _Z)), (_X, _C, _Z)),
}

#: C is a restriction on P with the filler D.
_RESTRICTIONS: dict[str, tuple[_Template, ...]] = {
    "someValuesFrom": (("cls-svf1", ((_X, _P, _Y), (_Y, TYPE, _D)), (_X, TYPE, _C)),),
    "allValuesFrom": (("cls-avf", ((_X, TYPE, _C), (_X, _P, _Y)), (_Y, TYPE, _D)),),
    "hasValue": (
        ("cls-hv1", ((_X, TYPE, _C),), (_X, _P, _D)),
        ("cls-hv2", ((_X, _P, _D),), (_X, TYPE, _C)),
    ),
}


class _Schema:
    """The axioms by predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._pairs: dict[NamedNode, list[tuple[Term, Term]]] = defaultdict(list)
        self._objects: dict[tuple[Term, NamedNode], list[Term]] = defaultdict(list)
        for triple in sorted(set(triples), key=str):
            self._pairs[triple.predicate].append((triple.subject, triple.object))
            self._objects[triple.subject, triple.predicate].append(triple.object)

    def pairs(self, predicate: NamedNode) -> list[tuple[Term, Term]]:
        """Subject and object of every triple with ``predicate``."""
        return self._pairs.get(predicate, [])

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of one property."""
        return self._objects.get((subject, predicate), [])

    def of_type(self, kind: str) -> list[Term]:
        """The instances of a class of OWL."""
        return [subject for subject, found in self.pairs(TYPE) if found == owl(kind)]

    def items(self, head: Term) -> list[Term]:
        """The members of an RDF list."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head != rdf("nil") and head not in seen:
            seen.add(head)
            found += self.objects(head, rdf("first"))[:1]
            head = (self.objects(head, rdf("rest")) or [rdf("nil")])[0]
        return found

    def restrictions(self, kind: str) -> Iterator[tuple[Term, Term, Term]]:
        """Class, property and filler of every restriction of this kind."""
        for restriction, filler in self.pairs(owl(kind)):
            for on_property in self.objects(restriction, owl("onProperty")):
                yield restriction, on_property, filler

    def members(self, kind: str) -> Iterator[list[Term]]:
        """The members of every axiom such as ``owl:AllDisjointClasses``."""
        for axiom in self.of_type(kind):
            for head in (*self.objects(axiom, owl("members")), *self.objects(axiom, owl("distinctMembers"))):
                yield self.items(head)


def rules_of(triples: Iterable[Triple]) -> tuple[Rule, ...]:
    """The rules that the axioms among ``triples`` stand for, in an order that depends on the axioms alone."""
    schema = _Schema(triples)
    made = [
        *_plain(schema),
        *_restrictions(schema),
        *_property_lists(schema),
        *_class_lists(schema),
        *_cardinalities(schema),
    ]
    made += [*_nested_restrictions(schema), *_exclusions(schema)]
    fillers = {atom[2] for rule in made for atom in rule.body if atom[1] == TYPE}
    return _lean([rule for rule in made if rule.head is None or _tells(rule.head, fillers)])


def _lean(rules: list[Rule]) -> tuple[Rule, ...]:
    """``rules`` without the domains and ranges that follow from others, such as a super-property's own.

    They are stated for the reader of the ontology; here each would be looked at for every fact.
    """
    onward: dict[Term | Var, list[Rule]] = defaultdict(list)
    for rule in rules:
        if len(rule.body) == 1 and rule.head is not None:
            onward[rule.body[0][1]].append(rule)
    kept: list[Rule] = []
    for rule in rules:
        if rule.name in {"prp-dom", "prp-rng"} and rule.head in _reached(rule, onward):
            onward[rule.body[0][1]].remove(rule)
        else:
            kept.append(rule)
    return tuple(kept)


def _reached(rule: Rule, onward: dict[Term | Var, list[Rule]]) -> set[Atom]:
    """What follows from the body of ``rule`` by the rules of one atom, without ``rule`` itself."""
    found = set(rule.body)
    stack = list(rule.body)
    while stack:
        fact = stack.pop()
        for other in onward.get(fact[1], ()):
            atom, head = other.body[0], other.head
            fits = isinstance(atom[0], Var) and atom[0] != atom[2] and (isinstance(atom[2], Var) or atom[2] == fact[2])
            if other is rule or head is None or not fits:
                continue
            sides = {atom[0]: fact[0], atom[2]: fact[2]}
            new = (sides.get(head[0], head[0]), head[1], sides.get(head[2], head[2]))
            if new not in found:
                found.add(new)
                stack.append(new)
    return found


def _tells(head: Atom, fillers: set[Term | Var]) -> bool:
    """Whether the head says something: that a value is a literal is of use to other rules only."""
    _, predicate, value = head
    if predicate != TYPE or isinstance(value, Var):
        return True
    return value not in _UNTOLD and (not is_datatype(value) or value in fillers)


def _said(subject: Term, predicate: str, value: Term | list[Term]) -> str:
    """An axiom in Turtle."""
    shown = f"( {' '.join(map(show, value))} )" if isinstance(value, list) else show(value)
    return f"{show(subject)} {predicate} {shown}"


def _of_template(template: _Template, axiom: str, **sides: Term) -> Rule:
    """A rule of the standard with its axiom filled in."""
    name, body, head = template
    return Rule(
        name, axiom, tuple(_filled(atom, sides) for atom in body), None if head is None else _filled(head, sides)
    )


def _filled(atom: Atom, sides: dict[str, Term]) -> Atom:
    """An atom with the sides of the axiom filled in."""
    subject, predicate, value = (sides.get(part, part) if isinstance(part, Var) else part for part in atom)
    return subject, predicate, value


def _plain(schema: _Schema) -> Iterator[Rule]:
    """The rules whose axiom is one triple."""
    for predicate, templates in _PAIRS.items():
        for c, d in schema.pairs(predicate):
            for template in templates:
                if c != d or predicate == owl("inverseOf"):
                    yield _of_template(template, _said(c, show(predicate), d), C=c, D=d)
    for kind, template in _KINDS.items():
        for c in schema.of_type(kind):
            yield _of_template(template, _said(c, "a", owl(kind)), C=c)


def _restrictions(schema: _Schema) -> Iterator[Rule]:
    """The rules whose axiom is a restriction."""
    for kind, templates in _RESTRICTIONS.items():
        for c, p, d in schema.restrictions(kind):
            axiom = f"{show(c)} is [ owl:onProperty {show(p)} ; owl:{kind} {show(d)} ]"
            if kind == "someValuesFrom" and d in _UNTOLD:
                yield Rule("cls-svf2", axiom, ((_X, p, _Y),), (_X, TYPE, c))
                continue
            for template in templates:
                yield _of_template(template, axiom, C=c, P=p, D=d)


def _property_lists(schema: _Schema) -> Iterator[Rule]:
    """Chains and keys."""
    for p, head in schema.pairs(owl("propertyChainAxiom")):
        chain = schema.items(head)
        if chain:
            steps = [Var(f"u{number}") for number in range(len(chain) + 1)]
            links: tuple[Atom, ...] = tuple((steps[at], q, steps[at + 1]) for at, q in enumerate(chain))
            yield Rule("prp-spo2", _said(p, "owl:propertyChainAxiom", chain), links, (steps[0], p, steps[-1]))
    for c, head in schema.pairs(owl("hasKey")):
        keys = [(p, Var(f"z{number}")) for number, p in enumerate(schema.items(head))]
        body: list[Atom] = []
        for thing in (_X, _Y):
            body.append((thing, TYPE, c))
            body += [(thing, p, value) for p, value in keys]
        if keys:
            yield Rule("prp-key", _said(c, "owl:hasKey", schema.items(head)), tuple(body), (_X, SAME, _Y))


def _class_lists(schema: _Schema) -> Iterator[Rule]:
    """Intersections, unions, enumerations."""
    for c, head in schema.pairs(owl("intersectionOf")):
        parts = schema.items(head)
        axiom = _said(c, "owl:intersectionOf", parts)
        yield Rule("cls-int1", axiom, tuple((_X, TYPE, part) for part in parts if part != THING), (_X, TYPE, c))
        for part in parts:
            yield Rule("cls-int2", axiom, ((_X, TYPE, c),), (_X, TYPE, part))
    for c, head in schema.pairs(owl("unionOf")):
        parts = schema.items(head)
        for part in parts:
            yield Rule("cls-uni", _said(c, "owl:unionOf", parts), ((_X, TYPE, part),), (_X, TYPE, c))
    for c, head in schema.pairs(owl("oneOf")):
        members = schema.items(head)
        for member in members:
            yield Rule("cls-oo", _said(c, "owl:oneOf", members), (), (member, TYPE, c))


def _exclusions(schema: _Schema) -> Iterator[Rule]:
    """What cannot be true, beyond what one triple says."""
    yield Rule("cls-nothing2", "owl:Nothing has no instances", ((_X, TYPE, NOTHING),), None)
    yield Rule("eq-diff1", "owl:differentFrom excludes owl:sameAs", ((_X, SAME, _Y), (_X, DIFFERENT, _Y)), None)
    for members in schema.members("AllDisjointClasses"):
        for c, d in combinations(members, 2):
            yield Rule("cax-adc", _said(c, "owl:disjointWith", d), ((_X, TYPE, c), (_X, TYPE, d)), None)
    for members in schema.members("AllDisjointProperties"):
        for p, q in combinations(members, 2):
            yield Rule("prp-adp", _said(p, "owl:propertyDisjointWith", q), ((_X, p, _Y), (_X, q, _Y)), None)
    for members in schema.members("AllDifferent"):
        for one, other in combinations(members, 2):
            yield Rule("eq-diff2", _said(one, "owl:differentFrom", other), ((one, SAME, other),), None)
    for kind, name in (("targetIndividual", "prp-npa1"), ("targetValue", "prp-npa2")):
        for denial, value in schema.pairs(owl(kind)):
            for subject, p in product(
                schema.objects(denial, owl("sourceIndividual")), schema.objects(denial, owl("assertionProperty"))
            ):
                yield Rule(name, f"not {_said(subject, show(p), value)}", ((subject, p, value),), None)


def _cardinalities(schema: _Schema) -> Iterator[Rule]:
    """Table 6: at most none, at most one."""
    for c, p, limit in schema.restrictions("maxCardinality"):
        axiom = f"{show(c)} is max {_number(limit)} {show(p)}"
        if _number(limit) == 0:
            yield Rule("cls-maxc1", axiom, ((_X, TYPE, c), (_X, p, _Y)), None)
        elif _number(limit) == 1:
            yield Rule("cls-maxc2", axiom, ((_X, TYPE, c), (_X, p, _Y), (_X, p, _Z)), (_Y, SAME, _Z))
    for c, p, limit in schema.restrictions("maxQualifiedCardinality"):
        for d in (*schema.objects(c, owl("onClass")), *schema.objects(c, owl("onDataRange"))):
            axiom = f"{show(c)} is max {_number(limit)} {show(p)} {show(d)}"
            any_thing = d in _UNTOLD
            first: tuple[Atom, ...] = () if any_thing else ((_Y, TYPE, d),)
            second: tuple[Atom, ...] = () if any_thing else ((_Z, TYPE, d),)
            if _number(limit) == 0:
                name = "cls-maxqc2" if any_thing else "cls-maxqc1"
                yield Rule(name, axiom, ((_X, TYPE, c), (_X, p, _Y), *first), None)
            elif _number(limit) == 1:
                name = "cls-maxqc4" if any_thing else "cls-maxqc3"
                yield Rule(name, axiom, ((_X, TYPE, c), (_X, p, _Y), *first, (_X, p, _Z), *second), (_Y, SAME, _Z))


def _number(limit: Term) -> int:
    """A cardinality, or -1 if it is none."""
    return int(limit.value) if isinstance(limit, Literal) and limit.value.isdigit() else -1


def _nested_restrictions(schema: _Schema) -> Iterator[Rule]:
    """Table 9, scm-svf1, -svf2, -avf1, -avf2: a restriction below another, by their fillers or properties."""
    found: dict[tuple[Term, Term], str] = {}
    classes = [*schema.pairs(rdfs("subClassOf")), *_both(schema.pairs(owl("equivalentClass")))]
    classes += [(c, part) for c, head in schema.pairs(owl("intersectionOf")) for part in schema.items(head)]
    classes += [(part, c) for c, head in schema.pairs(owl("unionOf")) for part in schema.items(head)]
    properties = _below([*schema.pairs(rdfs("subPropertyOf")), *_both(schema.pairs(owl("equivalentProperty")))])
    before = -1
    # A restriction that is found below another may be the filler of a third.
    while before != len(found):
        before = len(found)
        below = _below([*classes, *found])
        for kind, name in (("someValuesFrom", "scm-svf"), ("allValuesFrom", "scm-avf")):
            for (c, p, y), (d, q, z) in product(list(schema.restrictions(kind)), repeat=2):
                if c != d and p == q and (y == z or z in _UNTOLD or z in below.get(y, ())):
                    found.setdefault((c, d), name + "1")
                elif c != d and y == z and q in properties.get(p, ()):
                    found.setdefault((c, d) if kind == "someValuesFrom" else (d, c), name + "2")
    for (c, d), name in found.items():
        yield Rule(name, _said(c, "rdfs:subClassOf", d), ((_X, TYPE, c),), (_X, TYPE, d))


def _both(pairs: list[tuple[Term, Term]]) -> list[tuple[Term, Term]]:
    """Each pair both ways round."""
    return pairs + [(d, c) for c, d in pairs]


def _below(pairs: Iterable[tuple[Term, Term]]) -> dict[Term, set[Term]]:
    """Everything above each term."""
    above: dict[Term, set[Term]] = defaultdict(set)
    for narrow, wide in pairs:
        above[narrow].add(wide)
    for start in list(above):
        stack = list(above[start])
        while stack:
            for wide in above.get(stack.pop(), ()):
                if wide not in above[start]:
                    above[start].add(wide)
                    stack.append(wide)
    return above
