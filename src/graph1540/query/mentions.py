"""The names in a question: what each means in the dataset, by the longest name first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from graph1540.errors import QueryError
from graph1540.iri import DCTERMS, G1540, SKOS
from graph1540.query.terms import ParameterType, display_name, fold, parse_term
from graph1540.source import Source

__all__ = ["Mention", "find_mentions"]

_WORD = re.compile(r"[\w.\-/()'\u2019]*[\w)]")
_KINDS: tuple[ParameterType, ...] = ("state", "organization", "person", "resolution", "note", "topic")
_LONGEST = 12
#: Words that are a name only with others: the topic "assistance" is also a plain word of many questions.
_PLAIN = frozenset(
    ["action plan", "assistance", "committee", "enforcement", "experts", "legislation", "licensing", "national action plan",
     "national action plans", "office", "un", "united nations"]
)  # fmt: skip
_RESOLUTION = re.compile(
    r"(?:(?:the |un |unsc |security council )?resolution |unscr |s/res/)?\d{3,4}(?: ?\(\d{4}\))?", re.IGNORECASE
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_TYPES = ("peer review", "workshop", "visit", "conference", "consultation", "training", "round table", "seminar")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a question: its words there, what it is, the value for a parameter, and what people call it."""

    start: int
    text: str
    kind: ParameterType
    value: str
    name: str


def find_mentions(store: Source, question: str) -> tuple[Mention, ...]:
    """The names in the question in the order in which they stand; none within another."""
    tokens = [(found.start(), found.end()) for found in _WORD.finditer(question)]
    places = _places(store)
    found: list[Mention] = []
    taken: set[int] = set()
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        for first in range(len(tokens) - size + 1):
            span = range(first, first + size)
            if taken.isdisjoint(span):
                start, end = tokens[first][0], tokens[first + size - 1][1]
                mention = _mention(store, places, question[start:end], start, size)
                if mention is not None:
                    found.append(mention)
                    taken.update(span)
    return tuple(sorted(_with_events(store, question, found), key=lambda one: one.start))


def _places(store: Source) -> dict[str, str]:
    """Names of places by their folded form; they lead to events."""
    held = store.quads_for_pattern(None, NamedNode(G1540.heldAt), None, DefaultGraph())
    places = {quad.object.value for quad in held if isinstance(quad.object, NamedNode)}
    found: dict[str, str] = {}
    for property_ in (SKOS.prefLabel, SKOS.altLabel):
        for quad in store.quads_for_pattern(None, NamedNode(property_), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and quad.subject.value in places:
                found[fold(quad.object.value)] = quad.object.value  # type: ignore[union-attr]
    return found


def _mention(store: Source, places: dict[str, str], text: str, start: int, size: int) -> Mention | None:
    bare = re.sub(r"['\u2019]s?\Z", "", text)
    if size == 1 and re.fullmatch(r"(19|20)\d\d", bare):
        return Mention(start, text, "year", bare, bare)
    if size == 1 and re.fullmatch(r"(19|20)\d\d-\d\d(-\d\d)?", bare):
        return Mention(start, text, "date", bare, bare)
    plain = fold(bare)
    if plain in places:
        return Mention(start, text, "event", places[plain], places[plain])
    numbered = _RESOLUTION.fullmatch(bare) is not None
    if plain in _PLAIN or not (numbered or _may_be_name(store, bare, plain)):
        return None
    for kind in ("resolution",) if numbered else _KINDS:
        try:
            term = parse_term(store, kind, bare)
        except QueryError:
            continue
        code = term.value.rsplit("/", 1)[-1]
        return Mention(start, text, kind, term.value, code if kind == "resolution" else display_name(store, term.value))
    return None


def _may_be_name(store: Source, text: str, plain: str) -> bool:
    """Whether it is worth a look-up: a name that the dataset has; short ones, which are codes, in capitals."""
    if len(plain) <= 3 and not text.isupper():
        return False
    return plain in _known(store) or text.endswith((".txt", ".md", ".pdf", ".docx"))


_CACHE: dict[int, tuple[int, frozenset[str]]] = {}


def _known(store: Source) -> frozenset[str]:
    """Every folded name of the dataset; kept for the store that was asked last."""
    kept = _CACHE.get(id(store))
    if kept is not None and kept[0] == len(store):
        return kept[1]
    properties = (SKOS.notation, SKOS.prefLabel, SKOS.altLabel, G1540.officialName, G1540.formerName, G1540.demonym)
    found: set[str] = set()
    for property_ in (*properties, G1540.isoAlpha2, DCTERMS.identifier):
        for quad in store.quads_for_pattern(None, NamedNode(property_), None, DefaultGraph()):
            found.add(fold(quad.object.value))  # type: ignore[union-attr]  # names are literals
    # A person is known by the last name too.
    for quad in store.quads_for_pattern(None, None, NamedNode(G1540.Person), DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            found.update(fold(display_name(store, quad.subject.value)).split())
    _CACHE.clear()
    _CACHE[id(store)] = (len(store), frozenset(found))
    return _CACHE[id(store)][1]


def _with_events(store: Source, question: str, found: list[Mention]) -> Iterator[Mention]:
    """A place, with the year that stands in the question, is an event; what it took in is no mention of its own."""
    places = [mention for mention in found if mention.kind == "event"]
    years = [mention for mention in found if mention.kind == "year"]
    used: list[Mention] = []
    for number, place in enumerate(places):
        year = years[number] if number < len(years) else None
        kinds = [word for word in _TYPES if word in question.casefold()]
        months = [word for word in _MONTHS if word in question.casefold().split()]
        tries = [f"{place.value} {more} {year.value}" for more in ("", *months, *kinds)] if year else []
        dated = len(tries)
        tries += [f"{place.value} {more}" for more in kinds] + [place.value]
        for words in tries:
            try:
                term = parse_term(store, "event", words)
            except QueryError:
                continue
            used += [place, *([year] if year and words in tries[:dated] else [])]
            yield Mention(place.start, place.text, "event", term.value, display_name(store, term.value))
            break
        else:
            used.append(place)
            yield Mention(place.start, place.text, "event", tries[0], tries[0])
    for mention in found:
        inside = mention.kind == "state" and any(_is_behind(mention, place) for place in places)
        if mention not in used and not inside and mention.kind != "event":
            yield mention


def _is_behind(state: Mention, place: Mention) -> bool:
    """Whether the State stands right behind the place, as in "Minsk, Belarus"."""
    return 0 < state.start - (place.start + len(place.text)) <= 2
