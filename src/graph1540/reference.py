"""The reference data of ``ontology/reference/`` as look-up tables, and the names in them as one automaton."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import ahocorasick_rs
import pyoxigraph as ox

from graph1540.errors import ReferenceDataError
from graph1540.iri import DCTERMS, G1540, ORG, RDF, SKOS
from graph1540.names import fold
from graph1540.resources import data_dir

__all__ = ["Hit", "Kind", "Name", "Reference", "Resolution", "load_reference", "read_reference", "shipped_reference"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Kind = Literal["state", "demonym", "organization", "place", "region", "topic", "event-type"]

_CLASSES: dict[str, Kind] = {
    G1540.State: "state",
    G1540.Organization: "organization",
    G1540.Place: "place",
}
_SCHEMES: dict[str, Kind] = {"event-type": "event-type", "topic": "topic", "region": "region"}
_LABELS = (SKOS.prefLabel, SKOS.altLabel, G1540.officialName, G1540.formerName)
_WORD = re.compile(r"\w")
_LOWER = re.compile(r"[a-z]")


class Name(NamedTuple):
    """One spelling of the name of one thing. ``exact``: upper and lower case must be as written (an acronym)."""

    kind: Kind
    text: str
    iri: str
    exact: bool


class Hit(NamedTuple):
    """A name found in a text."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution of the Security Council."""

    iri: str
    number: str
    year: int | None


@dataclass(frozen=True)
class Reference:
    """What the program knows of the world, by IRI; made by :func:`load_reference`."""

    names: tuple[Name, ...]
    labels: dict[str, str]
    codes: dict[str, str]
    state_of: dict[str, str] = field(default_factory=dict)  # a place's or an organ's State
    capital_of: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    resolutions: dict[str, Resolution] = field(default_factory=dict)
    quads: tuple[ox.Triple, ...] = ()

    @cached_property
    def capitals(self) -> dict[str, str]:
        """The capital of each State that has one."""
        found: dict[str, list[str]] = defaultdict(list)
        for place, state in self.capital_of.items():
            found[state].append(place)
        return {state: places[0] for state, places in found.items() if len(places) == 1}

    def __post_init__(self) -> None:
        by_pattern: dict[str, list[tuple[Name, bool]]] = defaultdict(list)
        for name in self.names:
            # A name begins with a capital letter unless its own spelling does not.
            capital = name.kind != "topic" and name.text[0].isupper()
            if name.kind != "event-type":
                by_pattern[fold(name.text)].append((name, capital))
        patterns = sorted(by_pattern)
        object.__setattr__(self, "_by_pattern", [by_pattern[pattern] for pattern in patterns])
        object.__setattr__(self, "_automaton", ahocorasick_rs.AhoCorasick(patterns))

    def find(self, text: str, folded: str) -> Iterator[Hit]:
        """Every name in ``text`` but those of types of events, at word boundaries, overlapping ones included; ``folded`` is ``fold(text)``."""
        by_pattern: list[list[tuple[Name, bool]]] = self._by_pattern  # type: ignore[attr-defined]
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)  # type: ignore[attr-defined]
        size = len(folded)
        for index, start, end in hits:
            if (end < size and folded[end].isalnum() and folded[end - 1].isalnum()) or (start and folded[start - 1].isalnum() and folded[start].isalnum()):
                continue
            for name, capital in by_pattern[index]:
                if (not capital or text[start].isupper()) and (not name.exact or _same_case(text[start:end], name.text)):
                    yield Hit(start, end, name)


def _same_case(found: str, written: str) -> bool:
    return found == written or all(a.isupper() == b.isupper() for a, b in zip(found, written, strict=True))


def _is_acronym(text: str) -> bool:
    return " " not in text and not _LOWER.search(text[1:]) and any(c.isalpha() for c in text)


def _texts(values: Iterable[Term]) -> Iterator[str]:
    for value in values:
        if isinstance(value, ox.Literal):
            yield value.value


def load_reference(triples: Iterable[ox.Triple]) -> Reference:
    """The tables of a set of triples of reference data."""
    kept = sorted(triples, key=str)
    about: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in kept:
        subject = triple.subject
        if isinstance(subject, ox.NamedNode):
            about[subject.value][triple.predicate.value].append(triple.object)
    names: list[Name] = []
    labels: dict[str, str] = {}
    codes: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {"state": {}, "capital": {}, "parent": {}}
    resolutions: dict[str, Resolution] = {}
    for iri, facts in about.items():
        labels[iri] = next(_texts(facts.get(SKOS.prefLabel, ())), "")
        codes[iri] = next(_texts(facts.get(SKOS.notation, ())), "")
        names.extend(_names(iri, facts))
        for key, predicates in (("state", (G1540.inState, G1540.organOf)), ("capital", (G1540.isCapitalOf,)), ("parent", (ORG.subOrganizationOf,))):
            for predicate in predicates:
                for value in facts.get(predicate, ()):
                    if isinstance(value, ox.NamedNode):
                        tables[key][iri] = value.value
        if G1540.Resolution in {term.value for term in facts.get(RDF.type, ()) if isinstance(term, ox.NamedNode)}:
            date = next(_texts(facts[DCTERMS.date]), "")
            resolutions[codes[iri]] = Resolution(iri, codes[iri], int(date[:4]) if date else None)
    return Reference(
        names=tuple(names), labels=labels, codes=codes, state_of=tables["state"], capital_of=tables["capital"],
        parents=tables["parent"], resolutions=resolutions, quads=tuple(kept),
    )  # fmt: skip


def _names(iri: str, facts: dict[str, list[Term]]) -> Iterator[Name]:
    kind = next((_CLASSES[term.value] for term in facts.get(RDF.type, ()) if isinstance(term, ox.NamedNode) and term.value in _CLASSES), None)
    if kind is None:
        scheme = next((term.value.rsplit("/", 1)[-1] for term in facts.get(SKOS.inScheme, ()) if isinstance(term, ox.NamedNode)), "")
        kind = _SCHEMES.get(scheme)
    if kind is None:
        return
    for predicate in _LABELS:
        for text in _texts(facts.get(predicate, ())):
            yield Name(kind, text, iri, _is_acronym(text))
    if kind == "organization":
        for text in _texts(facts.get(SKOS.notation, ())):
            yield Name(kind, text, iri, exact=True)
    if kind == "state":
        for text in _texts(facts.get(G1540.demonym, ())):
            yield Name("demonym", text, iri, exact=False)


def read_reference(folder: Path) -> list[ox.Triple]:
    """The triples of every Turtle file under ``folder``.

    :raises ReferenceDataError: if a file is no Turtle; the message names file and line
    """
    triples: list[ox.Triple] = []
    for path in sorted(folder.rglob("*.ttl")):
        try:
            triples.extend(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise ReferenceDataError(f"{path.name}: {error}; put the Turtle right") from error
    if not triples:
        raise ReferenceDataError(f"{folder}: no reference data; install graph1540 again")
    return triples


@lru_cache(maxsize=1)
def _shipped() -> Reference:
    reference = load_reference(read_reference(data_dir("ontology") / "reference"))
    # It stays as long as the process does: the collector of cycles need not walk over it at every turn.
    gc.freeze()
    return reference


def shipped_reference() -> Reference:
    """The reference data that come with the program."""
    return _shipped()
