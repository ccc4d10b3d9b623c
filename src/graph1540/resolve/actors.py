"""Persons and organizations across notes: conservative, since two names too many are better than one person too few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph1540.iri import G1540, ORG, RDF, SKOS, digest, resource_iri, slug
from graph1540.model import Claim, Link, Ref, Value
from graph1540.names import fold
from graph1540.resolve.events import Facts, facts_of, tail

__all__ = ["link_one_name", "link_organizations", "link_own_organizations", "link_persons", "read_persons"]

_Said = Mapping[str, Sequence[Value]]


Named = tuple[str, str, frozenset[str]]


def read_persons(facts: Facts, *, state_of: Mapping[str, str]) -> list[Named]:
    """The persons of one note of these facts: name, as it is compared, IRI, and the States that the note has them speak for."""
    found = []
    for iri, said in facts.items():
        if Ref(G1540.Person) in said.get(RDF.type, ()):
            name = min((fold(str(value)) for value in said.get(SKOS.prefLabel, ())), default="")
            found.append((" ".join(name.split()), iri, _states(said, facts, state_of)))
    return found


def link_persons(notes: Mapping[str, Sequence[Claim]], *, state_of: Mapping[str, str]) -> list[Link]:
    """Persons of the same full name (two words at least) are one, unless the notes have them speak for other States."""
    named: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for claims in notes.values():
        for name, iri, states in read_persons(facts_of(claims), state_of=state_of):
            named[name].append((iri, states))
    return [link for name, people in sorted(named.items()) for link in link_one_name(name, people)]


def link_one_name(name: str, people: Iterable[tuple[str, frozenset[str]]]) -> list[Link]:
    """The links of all persons of one name."""
    return _one_name(name, sorted(people, key=lambda person: person[0]))


def _one_name(name: str, people: list[tuple[str, frozenset[str]]]) -> list[Link]:
    plain = resource_iri("person", slug(name or "unnamed"))
    if " " not in name:
        return [Link(Ref(iri), Ref(f"{plain}-{digest(iri)[:6]}"), 1.0, "a name of one word names nobody elsewhere") for iri, _ in people]
    known = [states for _, states in people if states]
    common = frozenset.intersection(*known) if known else frozenset()
    if len(people) == 1:
        return [Link(Ref(people[0][0]), Ref(plain), 1.0, "no other note names this person")]
    if common or not known:
        reason = f"the same full name, and {'the same State' if common else 'no State to tell two apart'}"
        return [Link(Ref(iri), Ref(plain), 0.95 if common and states else 0.85, reason) for iri, states in people]
    links = []
    for iri, states in people:
        # Of two States, a note that names none cannot say which is meant.
        own = f"{plain}-{min(states).lower()}" if states else f"{plain}-{digest(iri)[:6]}"
        links.append(Link(Ref(iri), Ref(own), 0.9, "persons of one name who speak for different States are two", (Ref(plain),)))
    return links


def _states(said: _Said, facts: Mapping[str, _Said], state_of: Mapping[str, str]) -> frozenset[str]:
    """The States that a person speaks for, directly or through an organization."""
    found = {value.iri for value in said.get(G1540.represents, ()) if isinstance(value, Ref)}
    for membership in said.get(ORG.hasMembership, ()):
        if not isinstance(membership, Ref):
            continue
        for body in facts.get(membership.iri, {}).get(ORG.organization, ()):
            if isinstance(body, Ref):
                if "/state/" in body.iri:
                    found.add(body.iri)
                found |= {value.iri for value in facts.get(body.iri, {}).get(G1540.organOf, ()) if isinstance(value, Ref)}
                if body.iri in state_of:
                    found.add(state_of[body.iri])
    return frozenset(tail(iri) for iri in found)


def link_organizations(notes: Mapping[str, Sequence[Claim]]) -> list[Link]:
    """An organization that its note names without a State is the one of that name to which the note gives one.

    "The Ministry of Economy and Commerce" in a note that has spoken of the "Ministry of Economy and Commerce of the
    Kyrgyz Republic" is that; across notes, nothing is guessed.
    """
    return [link for note, claims in sorted(notes.items()) for link in link_own_organizations(note, facts_of(claims))]


def link_own_organizations(note: str, facts: Facts) -> list[Link]:
    """The same for one note of these facts."""
    links = []
    bodies = {iri: _names(said) for iri, said in facts.items() if Ref(G1540.Organization) in said.get(RDF.type, ())}
    full = {iri: names for iri, names in bodies.items() if facts[iri].get(G1540.organOf)}
    for iri, names in sorted(bodies.items()):
        if not iri.startswith(note + "#") or facts[iri].get(G1540.organOf):
            continue
        meant = [other for other, theirs in full.items() if any(t == n or t.startswith(f"{n} of ") for n in names for t in theirs)]
        if len(meant) == 1:
            links.append(Link(Ref(iri), Ref(meant[0]), 0.9, "the note names it with its State elsewhere"))
    return links


def _names(said: _Said) -> frozenset[str]:
    values = (*said.get(SKOS.prefLabel, ()), *said.get(SKOS.altLabel, ()))
    return frozenset(" ".join(fold(str(value)).split()).removeprefix("the ") for value in values)
