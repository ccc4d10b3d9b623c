"""What a person types → the RDF term of the dataset that it means.

Names come from the dataset's own default graph, so a query can be asked about whatever the dataset holds. A name must
fit exactly once spelling is folded (case, accents, punctuation, "the"); RapidFuzz only suggests, never decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Literal as OneOf
from typing import get_args

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graph1540.dates import PartialDate
from graph1540.errors import DateError, QueryError
from graph1540.iri import BASE, DCTERMS, G1540, RDF, RDFS, SKOS, XSD
from graph1540.query.kept import find_kept_node, keep_node
from graph1540.source import Prefetching, Source, prefetch

__all__ = ["DISPLAY", "ParameterType", "did_you_mean", "display_name", "find_name", "fold", "parse_term"]

ParameterType = OneOf[
    "state", "organization", "actor", "event", "resolution", "year", "topic", "event-type", "plan-status", "person",
    "note", "text", "integer", "date",
]  # fmt: skip

_CLASSES = {
    "state": (G1540.State,),
    "organization": (G1540.Organization,),
    "actor": (G1540.State, G1540.Organization),
    "event": (G1540.Event,),
    "resolution": (G1540.Resolution,),
    "person": (G1540.Person,),
    "note": (G1540.InformationNote,),
    "topic": (SKOS.Concept,),
    "event-type": (SKOS.Concept,),
    "plan-status": (SKOS.Concept,),
}
#: Concepts are told apart by the property that uses them, or by the path of their IRI.
_CONCEPTS = {"topic": G1540.topic, "event-type": G1540.eventType, "plan-status": G1540.planStatus}
#: What names a thing, the surest first: a name found in one row is not looked for in the next.
_NAMES = (
    (SKOS.notation, G1540.isoAlpha2, G1540.symbol, DCTERMS.identifier),
    (SKOS.prefLabel, RDFS.label, G1540.officialName, DCTERMS.title),
    (SKOS.altLabel, SKOS.hiddenLabel, G1540.formerName, G1540.demonym),
)
#: What a thing is shown by, the best first.
DISPLAY = (SKOS.prefLabel, RDFS.label, DCTERMS.title, G1540.symbol, DCTERMS.identifier, SKOS.notation)
#: What the words of a thing stand in.
_NAMING = (SKOS.prefLabel, DCTERMS.title)
_PLACING = (G1540.heldAt, G1540.heldIn, G1540.eventType)
_DATING = (G1540.startDate, G1540.endDate)
_UNFIT = re.compile(r"[\W_]+")
_RESOLUTION = re.compile(r"\D*?(?<!\d)(\d{3,4})(?:\s*\(\d{4}\))?\Z")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MANY = 6
#: So many things are asked for their names one by one; of more, all names of the dataset are looked through.
_FEW = 1000


def fold(text: str) -> str:
    """``text`` without case, accents, punctuation and a leading "the".

    >>> fold("The Côte d'Ivoire"), fold("U.S.A.")
    ('cote d ivoire', 'u s a')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _UNFIT.sub(" ", plain).strip().removeprefix("the ")


def did_you_mean(wrong: str, names: Mapping[str, object]) -> str:
    """A question with the names nearest to ``wrong``, one for each thing that they name; empty where none is near."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - wanted only when a name is wrong

    choices = sorted(names, key=lambda name: (name.casefold(), name))
    # The whole name first: a part of a long name is like almost anything.
    for scorer in (fuzz.QRatio, fuzz.token_sort_ratio, fuzz.WRatio):
        near = process.extract(wrong, choices, scorer=scorer, processor=utils.default_process, limit=6, score_cutoff=70)
        if near:
            best = {names[name]: name for name, score, _ in reversed(near) if score >= near[0][1] - 5}
            return "did you mean " + " or ".join(f"'{name}'" for name in [*reversed(best.values())][:3]) + "?"
    return ""


def parse_term(store: Source, kind: ParameterType, text: str) -> NamedNode | Literal:
    """The term that ``text`` means where something of this type is asked for.

    :raises QueryError: if it means nothing or several things; the message suggests or lists names
    """
    typed = text.strip()
    if not typed:
        raise QueryError(f"an empty text is no {kind}; leave the parameter out or give a value")
    if kind in _LITERALS:
        return _LITERALS[kind](typed)
    if (iri := _iri(typed)) is not None:
        if (node := _node(iri)) is not None and _is_a(store, kind, node):
            return node
        raise QueryError(f"<{iri}> is no {kind} of this dataset; give a name or an IRI that is in it")
    if (node := find_kept_node(store, kind, typed)) is None:
        node = _named(store, kind, typed)
        keep_node(store, kind, typed, node)
    return node


def _named(store: Source, kind: ParameterType, typed: str) -> NamedNode:
    things = _things(store, kind)
    found = sorted(_find(store, kind, typed, things))
    if len(found) == 1:
        return NamedNode(found[0])
    if found:
        shown = [f"{display_name(store, iri)} ({iri.rsplit('/', 1)[-1]})" for iri in found[:_MANY]]
        more = f" and {len(found) - _MANY} more" if len(found) > _MANY else ""
        raise QueryError(f"'{typed}' may be {'; '.join(shown)}{more}: give the name in brackets")
    hint = did_you_mean(typed, _suggestions(store, things)) or f"this dataset knows {len(things)} by name, none like it"
    raise QueryError(f"'{typed}' is no {kind} of this dataset; {hint}")


def display_name(store: Source, iri: str) -> str:
    """What people call the thing; the last part of its IRI where the dataset has no name for it."""
    return find_name(store, iri) or (iri.removeprefix(BASE) if "#" in iri else re.split(r"[/#]", iri)[-1])


def find_name(store: Source, iri: str) -> str | None:
    """What the dataset calls the thing, in English if it can; None if it has no name for it."""
    node = NamedNode(iri)
    for property_ in DISPLAY:
        names = sorted(
            (q.object.language not in ("en", None), q.object.value)
            for q in store.quads_for_pattern(node, NamedNode(property_), None, DefaultGraph())
            if isinstance(q.object, Literal)
        )
        if names:
            return names[0][1]
    return None


def _integer(typed: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", typed):
        raise QueryError(f"'{typed}' is no whole number; write it in digits")
    return Literal(str(int(typed)), datatype=NamedNode(XSD.integer))


def _year(typed: str) -> Literal:
    if not re.fullmatch(r"[0-9]{4}", typed):
        raise QueryError(f"'{typed}' is no year; write four digits, such as 2017")
    return Literal(str(int(typed)), datatype=NamedNode(XSD.integer))


def _date(typed: str) -> Literal:
    try:
        date = PartialDate.parse(typed)
    except DateError as error:
        raise QueryError(str(error)) from error
    return Literal(str(date), datatype=NamedNode(date.datatype.replace("xsd:", str(XSD))))


def _text(typed: str) -> Literal:
    # SPARQL reads \u0022 as a quotation mark before it reads the query, even after another backslash.
    if "\\" in typed or any(unicodedata.category(c) in ("Cc", "Cs") for c in typed):
        raise QueryError(f"{typed!r} holds a backslash or a control character; leave it out")
    return Literal(typed)


_LITERALS: dict[str, Callable[[str], Literal]] = {
    "date": _date,
    "integer": _integer,
    "year": _year,
    "text": _text,
}


def _iri(typed: str) -> str | None:
    bare = typed.removeprefix("<").removesuffix(">")
    return bare if re.match(r"https?://[^\s<>\"{}|\\^`]+\Z", bare) else None


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _is_a(store: Source, kind: ParameterType, node: NamedNode) -> bool:
    """Whether ``_things`` has it."""
    graph = DefaultGraph()
    kinds = {quad.object for quad in store.quads_for_pattern(node, NamedNode(RDF.type), None, graph)}
    if kinds & {NamedNode(name) for name in _CLASSES[kind]} and (kind not in _CONCEPTS or f"/{kind}/" in node.value):
        return True
    return kind in _CONCEPTS and any(store.quads_for_pattern(None, NamedNode(_CONCEPTS[kind]), node, graph))


def _things(store: Source, kind: ParameterType) -> dict[str, None]:
    graph = DefaultGraph()
    found = {
        quad.subject.value
        for name in _CLASSES[kind]
        for quad in store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(name), graph)
        if isinstance(quad.subject, NamedNode)
    }
    if kind in _CONCEPTS:
        found = {iri for iri in found if f"/{kind}/" in iri}
        used = store.quads_for_pattern(None, NamedNode(_CONCEPTS[kind]), None, graph)
        found |= {quad.object.value for quad in used if isinstance(quad.object, NamedNode)}
    return dict.fromkeys(sorted(found))


def _names(store: Source, properties: Iterable[str], things: Mapping[str, None]) -> Iterator[tuple[str, str]]:
    if len(things) <= _FEW and not isinstance(store, Prefetching):
        for iri, property_ in product(things, properties):
            for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(property_), None, DefaultGraph()):
                if isinstance(quad.object, Literal):
                    yield quad.object.value, iri
        return
    for property_ in properties:
        for quad in store.quads_for_pattern(None, NamedNode(property_), None, DefaultGraph()):
            if (
                isinstance(quad.object, Literal)
                and isinstance(quad.subject, NamedNode)
                and quad.subject.value in things
            ):
                yield quad.object.value, quad.subject.value


def _suggestions(store: Source, things: Mapping[str, None]) -> dict[str, object]:
    # Short codes are like too many words to be good suggestions.
    return {name: iri for properties in _NAMES for name, iri in _names(store, properties, things) if len(name) > 3}


def _find(store: Source, kind: ParameterType, typed: str, things: Mapping[str, None]) -> set[str]:
    if path := {iri for iri in things if iri.endswith(f"/{typed}") or iri == BASE + typed}:
        return path
    wanted = {fold(typed)}
    if kind == "resolution" and (matched := _RESOLUTION.match(typed)):
        wanted.add(matched[1])
    if kind == "note":
        # A file name without its suffix will do.
        stems = {
            iri for name, iri in _names(store, (DCTERMS.identifier,), things) if fold(name.rpartition(".")[0]) in wanted
        }
        if stems:
            return stems
    for properties in _NAMES:
        found = {iri for name, iri in _names(store, properties, things) if fold(name) in wanted}
        if found:
            return found
    return _by_words(store, typed, things) if kind in ("event", "person") else set()


def _by_words(store: Source, typed: str, things: Mapping[str, None]) -> set[str]:
    """The things that have every word of ``typed`` in their name, place, State, kind or date."""
    wanted = set(fold(typed).split())
    prefetch(store, things, (*_NAMING, *_PLACING, *_DATING))
    return {iri for iri in things if wanted <= _words(store, iri)}


def _words(store: Source, iri: str) -> set[str]:
    words = set(fold(iri.rsplit("/", 1)[-1]).split())
    for property_ in (*_NAMING, *_PLACING, *_DATING):
        for quad in store.quads_for_pattern(NamedNode(iri), NamedNode(property_), None, DefaultGraph()):
            if property_ in _PLACING and isinstance(quad.object, NamedNode):
                words |= set(fold(display_name(store, quad.object.value)).split())
            elif isinstance(quad.object, Literal) and property_ in _NAMING:
                words |= set(fold(quad.object.value).split())
            elif isinstance(quad.object, Literal) and property_ in _DATING:
                words |= _date_words(quad.object.value)
    return words


def _date_words(text: str) -> set[str]:
    try:
        date = PartialDate.parse(text)
    except DateError:
        return {text}
    month = {_MONTHS[date.month - 1], _MONTHS[date.month - 1][:3]} if date.month else set()
    return {str(date.year)} | month | ({str(date.day)} if date.day else set())


assert set(get_args(ParameterType)) == set(_CLASSES) | set(_LITERALS)
