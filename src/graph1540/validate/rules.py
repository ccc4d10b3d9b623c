"""The rules of ``shapes/``: each shape with a target is one rule, its identifier the shape's name in kebab case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from graph1540.errors import ReferenceDataError
from graph1540.iri import RDF, RDFS, Namespace
from graph1540.model import Severity
from graph1540.resources import data_dir
from graph1540.validate.terms import AnyTerm

__all__ = ["LAYERS", "SH", "SHAPES", "Rule", "Ruleset", "load_rules", "rule_id"]

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = Namespace("https://w3id.org/graph1540/shapes#")

#: The layers, from what one note alone must hold to what must hold before publication.
LAYERS = ("claims", "corpus", "release")

_SEVERITY: dict[str, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_CLASS = ox.NamedNode(RDFS + "Class")
#: What leads from a shape to one that stands in it under a name of its own.
_NESTING = frozenset({SH.property, SH.node, SH.qualifiedValueShape, RDF.first})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape: what it asks, in words.

    ``select``: the text of a query of it, empty for a core shape. ``field``: the field at the head of a note where what
    the shape misses should stand. ``same_as``: the rule for one note that this one repeats for all of them. ``wrong``
    and ``right``: where there is one evident remedy, what to put in place of what. ``against``: the variable that holds
    what another note says. ``settled_by``: what the clause of the words says where the note itself accounts for the result.
    """

    id: str
    iri: str
    severity: Severity
    label: str
    suggestion: str
    layer: str
    message: str = ""
    select: str = ""
    same_as: str = ""
    field: str = ""
    wrong: str = ""
    right: str = ""
    against: str = ""
    settled_by: str = ""


@dataclass(frozen=True)
class Ruleset:
    """The shapes of one layer, ready for a validator: its triples, and its rules by the IRI of their shape."""

    layer: str
    triples: tuple[ox.Triple, ...]
    rules: dict[str, Rule] = field(default_factory=dict)

    def rule(self, shape: str) -> Rule:
        """The rule of a shape: its own, or that of the named shape that it is nested in.

        ``shape`` is an IRI, or the label of a blank node.
        """
        asked, at = {shape}, shape
        while at not in self.rules:
            outer = min((name for name in self._outer.get(at, ()) if name not in asked), default=None)
            if outer is None:
                return Rule(rule_id(shape), shape, "violation", "", "", self.layer)
            asked.add(outer)
            at = outer
        return self.rules[at]

    def targets(self, shape: str) -> Sequence[tuple[str, AnyTerm]]:
        """The targets of a shape: the name of SHACL's property, and its value."""
        return self._targets.get(shape, ())

    def message(self, shape: str) -> str:
        """The words of a shape: its own, or those of the rule that it is nested in."""
        return self.own_message(shape) or self.rule(shape).message

    def own_message(self, shape: str) -> str:
        """The words that a shape itself has, empty if it has none."""
        return self._messages.get(shape, "")

    @cached_property
    def _targets(self) -> dict[str, list[tuple[str, AnyTerm]]]:
        found: dict[str, list[tuple[str, AnyTerm]]] = {}
        for triple in self.triples:
            if triple.predicate.value.startswith(SH + "target") and isinstance(triple.subject, ox.NamedNode):
                found.setdefault(triple.subject.value, []).append((triple.predicate.value[len(str(SH)) :], triple.object))
            elif triple.object == _CLASS and triple.predicate.value == RDF.type and isinstance(triple.subject, ox.NamedNode):
                found.setdefault(triple.subject.value, []).append(("targetClass", triple.subject))
        return found

    @cached_property
    def _messages(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for triple in self.triples:
            node, text = triple.subject, triple.object
            if triple.predicate.value == SH.message and isinstance(node, ox.NamedNode | ox.BlankNode) and isinstance(text, ox.Literal):
                found[node.value] = min(found.get(node.value, text.value), text.value)
        return found

    @cached_property
    def _outer(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for triple in self.triples:
            named = isinstance(triple.object, ox.NamedNode) and triple.predicate.value in _NESTING
            if (named or isinstance(triple.object, ox.BlankNode)) and isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
                assert isinstance(triple.object, ox.NamedNode | ox.BlankNode)
                found.setdefault(triple.object.value, set()).add(triple.subject.value)
        return found


def rule_id(iri: str) -> str:
    """The identifier of the rule of a shape.

    >>> rule_id("https://w3id.org/graph1540/shapes#ResolutionYear")
    'resolution-year'
    """
    name = re.split(r"[#/]", iri)[-1]
    return _HUMP.sub("-", name).lower()


def load_rules(layers: Sequence[str], folder: Path | None = None) -> tuple[Ruleset, ...]:
    """The rules of ``layers``, in that order, from ``folder`` or the shapes that we ship.

    :raises ReferenceDataError: if there is no such layer, or its file is no Turtle
    """
    where = folder or data_dir("shapes")
    return tuple(_read(where / f"{layer}.ttl") for layer in layers)


@lru_cache(maxsize=16)
def _read(path: Path) -> Ruleset:
    try:
        triples = tuple(
            ox.Triple(quad.subject, quad.predicate, quad.object)
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        )
    except FileNotFoundError as error:
        known = ", ".join(sorted(found.stem for found in path.parent.glob("*.ttl"))) or "none"
        raise ReferenceDataError(f"{path}: there is no such layer of shapes; the layers are: {known}") from error
    except (SyntaxError, ValueError) as error:
        raise ReferenceDataError(f"{path}: {error}; correct the Turtle") from error
    return Ruleset(path.stem, triples, {rule.iri: rule for rule in _rules(triples, path.stem)})


def _rules(triples: Sequence[ox.Triple], layer: str) -> list[Rule]:
    about: dict[str, dict[str, AnyTerm]] = {}
    for triple in triples:
        about.setdefault(str(triple.subject), {})[triple.predicate.value] = triple.object
    # A class that is a shape is its own target.
    kinds = {kind: {str(t.subject) for t in triples if t.object == ox.NamedNode(kind)} for kind in (SH.NodeShape, RDFS + "Class")}
    implicit = kinds[SH.NodeShape] & kinds[RDFS + "Class"]
    rules = []
    for facts_of, facts in sorted(about.items()):
        severity = facts.get(SH.severity)
        targeted = any(predicate.startswith(SH + "target") for predicate in facts)
        if not facts_of.startswith("<") or (severity is None and not targeted and facts_of not in implicit):
            continue
        query = about.get(str(facts.get(SH.sparql)), {})
        iri = facts_of[1:-1]
        rules.append(
            Rule(
                id=rule_id(iri),
                iri=iri,
                severity=_SEVERITY.get(_text(severity), "violation"),
                label=_text(facts.get(RDFS.label)),
                suggestion=_text(facts.get(SHAPES.suggestion)),
                layer=layer,
                message=_text(facts.get(SH.message)) or _text(query.get(SH.message)),
                select=_text(query.get(SH.select)),
                field=_text(facts.get(SHAPES.field)),
                wrong=_text(facts.get(SHAPES.wrong)),
                right=_text(facts.get(SHAPES.right)),
                against=_text(facts.get(SHAPES.against)),
                settled_by=_text(facts.get(SHAPES.settledBy)),
                same_as=rule_id(_text(facts.get(SHAPES.sameMatterAs))) if SHAPES.sameMatterAs in facts else "",
            )
        )
    return rules


def _text(term: AnyTerm | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
