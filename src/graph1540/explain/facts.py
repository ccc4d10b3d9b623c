"""What a person types as subject, predicate and object → the fact of the dataset that it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from graph1540.errors import QueryError
from graph1540.iri import G1540, PREFIXES, RDF, RDFS, SKOS
from graph1540.query.table import period_text
from graph1540.query.terms import ParameterType, did_you_mean, display_name, fold, parse_term
from graph1540.resources import data_dir
from graph1540.source import Source

__all__ = ["find_fact", "predicate_name", "term_name"]

#: The kinds that a name is looked for in; a reading counts when it makes a fact.
_KINDS: tuple[ParameterType, ...] = (
    *("state", "organization", "resolution", "topic", "event-type", "plan-status", "note", "person", "event"),
)
_LABELS = (SKOS.prefLabel, RDFS.label)
_SHOWN = 6


def find_fact(store: Source, subject: str, predicate: str, value: str) -> Triple:
    """The fact of the canonical view that these three mean.

    :raises QueryError: if a part means nothing, there is no such fact, or there are several; the message tells which
    """
    subjects = _readings(store, subject)
    verbs = _predicates(store, predicate)
    facts = [
        Triple(one, verb, quad.object)
        for one in subjects
        for verb in verbs
        for quad in store.quads_for_pattern(one, verb, None, DefaultGraph())
    ]
    if not facts:
        raise QueryError(_none(store, subjects, verbs, subject, predicate))
    wanted = set(_readings(store, value, literals=True))
    plain = fold(value)
    found = [f for f in facts if f.object in wanted or (isinstance(f.object, Literal) and plain in _texts(f.object))]
    # Our own terms before those of others that they imply.
    own = [f for f in found if f.predicate.value.startswith(str(G1540))] or found
    if len(own) > 1:
        own = [f for f in own if isinstance(f.object, NamedNode) and f.object.value.startswith(str(G1540))] or own
    if len(own) == 1:
        return own[0]
    if own:
        several = "; ".join(sorted(_shown(store, fact) for fact in own)[:_SHOWN])
        raise QueryError(f"this may be {several}: give more words of the name, or an IRI")
    values = sorted({term_name(store, fact.object) for fact in facts})
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    name = predicate_name(facts[0].predicate)
    raise QueryError(f"'{value}' is not what {name} says of '{subject}'; it says {', '.join(values[:_SHOWN])}{more}")


def _none(store: Source, subjects: list[NamedNode], verbs: list[NamedNode], subject: str, predicate: str) -> str:
    if not subjects:
        hint = did_you_mean(subject, {display_name(store, iri): iri for iri in _events(store)})
        return f"'{subject}' is nothing that this dataset knows by name; {hint or 'give a name, words of an event, or an IRI'}"
    used = {
        predicate_name(quad.predicate): quad.predicate
        for one in subjects
        for quad in store.quads_for_pattern(one, None, None, DefaultGraph())
    }
    known = ", ".join(sorted(name for name, verb in used.items() if verb.value.startswith(str(G1540))))
    if not verbs:
        hint = did_you_mean(predicate, used) or f"'{subject}' has {known or ', '.join(sorted(used))}"
        return f"'{predicate}' is no property of this dataset; {hint}"
    return f"there is no fact with '{predicate}' of '{subject}'; it has {known or ', '.join(sorted(used))}"


def _events(store: Source) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(G1540.Event), DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _readings(store: Source, typed: str, *, literals: bool = False) -> list[NamedNode]:
    """Everything that the words may mean, the same thing once."""
    bare = typed.strip().removeprefix("<").removesuffix(">")
    if re.match(r"https?://", bare):
        return [NamedNode(bare)]
    found: dict[NamedNode, None] = {}
    for kind in _KINDS:
        found.update(dict.fromkeys(_meant(store, kind, typed)))
    plain = fold(typed)
    for label in _LABELS:
        for quad in store.quads_for_pattern(None, NamedNode(label), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and fold(quad.object.value) == plain:  # type: ignore[union-attr]
                found[quad.subject] = None
    if literals:
        # A class, by its name in an ontology.
        for quad in store.quads_for_pattern(None, NamedNode(RDF.type), None, DefaultGraph()):
            if isinstance(quad.object, NamedNode) and plain in _names_of(quad.object):
                found[quad.object] = None
    return list(found)


def _meant(store: Source, kind: ParameterType, typed: str) -> Iterable[NamedNode]:
    try:
        term = parse_term(store, kind, typed)
    except QueryError:
        return ()
    return (term,) if isinstance(term, NamedNode) else ()


def _predicates(store: Source, typed: str) -> list[NamedNode]:
    bare = typed.strip().removeprefix("<").removesuffix(">")
    prefix, mark, local = bare.partition(":")
    if mark and prefix in PREFIXES:
        return [NamedNode(PREFIXES[prefix] + local)]
    if mark:
        return [NamedNode(bare)] if re.match(r"https?://", bare) else []
    plain = "type" if bare == "a" else fold(bare)
    used = {row["verb"] for row in store.query("SELECT DISTINCT ?verb WHERE { ?thing ?verb ?value }")}
    return sorted((verb for verb in used if plain in _names_of(verb)), key=lambda verb: verb.value)


def _names_of(term: NamedNode) -> set[str]:
    local = re.split(r"[/#]", term.value)[-1]
    return {fold(local), fold(_spaced(local)), *([fold(_labels()[term.value])] if term.value in _labels() else [])}


def _spaced(local: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """What the ontology calls its classes and properties."""
    return {
        quad.subject.value: quad.object.value
        for quad in pyoxigraph.parse(path=str(data_dir("ontology") / "graph1540.ttl"))
        if quad.predicate.value == RDFS.label
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }


def predicate_name(verb: NamedNode) -> str:
    """What people call a property: our own by its label, others with their prefix."""
    if verb.value == RDF.type:
        return "is a"
    if verb.value in _labels():
        return _labels()[verb.value]
    for prefix, namespace in PREFIXES.items():
        if verb.value.startswith(namespace):
            return f"{prefix}:{verb.value.removeprefix(namespace)}"
    return verb.value


def term_name(store: Source, term: object) -> str:
    """What people call a thing or value."""
    if isinstance(term, NamedNode):
        if term.value in _labels():
            return _labels()[term.value]
        if any(term.value.startswith(namespace) for namespace in PREFIXES.values()):
            return predicate_name(term)
        return display_name(store, term.value)
    if isinstance(term, Literal):
        return (
            period_text(term.value, None)
            if "#g" in term.datatype.value or term.datatype.value.endswith("date")
            else term.value
        )
    return str(term)


def _texts(value: Literal) -> set[str]:
    return {fold(value.value), fold(period_text(value.value, None))}


def _shown(store: Source, fact: Triple) -> str:
    return " ".join((term_name(store, fact.subject), predicate_name(fact.predicate), term_name(store, fact.object)))
