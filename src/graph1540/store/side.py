"""One side of a change: the notes, events and persons of a store before it, or after it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from graph1540.decisions import Decision
from graph1540.iri import BASE, SKOS, note_iri, slug
from graph1540.model import Claim, Link, Note, Ref, Value
from graph1540.resolve.actors import link_one_name, link_organizations, read_persons
from graph1540.resolve.events import facts_of, note_slug
from graph1540.resolve.link import cluster_links
from graph1540.resolve.merge import rank_labels, read_value
from graph1540.store.deciding import unpack_decision
from graph1540.store.events import Events, Row
from graph1540.store.index import Index
from graph1540.store.packing import unpack_value
from graph1540.store.relink import evidence_within

__all__ = ["NotLocalError", "Right", "Side", "is_hub", "is_local"]

_NOTE, _EVENT, _PERSON = BASE + "note/", BASE + "event/", BASE + "person/"
#: A value that a reviewer set: subject and predicate IRIs, value as text; as :class:`graph1540.resolve.said.Said` has it.
Right: TypeAlias = tuple[str, str, str, Decision]
#: Reviewers' values for one canonical thing: by its own IRI, by those of events and by those of persons.
_RIGHTS = """
SELECT packed, one, predicate FROM decisions WHERE one = ?1 AND kind = 'right'
UNION SELECT d.packed, d.one, d.predicate FROM events AS e JOIN decisions AS d ON d.one = e.iri WHERE e.canonical = ?1 AND d.kind = 'right'
UNION SELECT d.packed, d.one, d.predicate FROM persons AS p JOIN decisions AS d ON d.one = p.iri WHERE p.canonical = ?1 AND d.kind = 'right'
"""


class NotLocalError(Exception):
    """What a change can touch is not known to be little, so everything is built anew."""


def is_local(iri: str) -> bool:
    """Whether a thing is a note or one of a note's own."""
    return iri.startswith(_NOTE)


def is_hub(iri: str) -> bool:
    """Whether any note may speak of a thing by this very IRI."""
    return not iri.startswith((_NOTE, _EVENT, _PERSON))


class Side:
    """What the index says, and what is made of it for one note or one canonical thing."""

    def __init__(self, index: Index, events: Events, state_of: Mapping[str, str]) -> None:
        self.index = index
        self.events = events
        self._state_of = state_of
        self._notes: dict[str, tuple[Note, tuple[Claim, ...]] | None] = {}
        self._canon: dict[str, dict[str, str]] = {}

    def note(self, name: str) -> tuple[Note, tuple[Claim, ...]] | None:
        """A note with its claims, if it is there."""
        if name not in self._notes:
            self._notes[name] = self.index.note(name)
        return self._notes[name]

    def claims(self, name: str) -> tuple[Claim, ...]:
        """The claims of a note; none if it is not there."""
        found = self.note(name)
        return found[1] if found else ()

    @cached_property
    def _decided(self) -> frozenset[str]:
        """The kinds of decisions that there are."""
        return frozenset(row[0] for row in self.index.db.execute("SELECT DISTINCT kind FROM decisions"))

    def standing(self, name: str) -> tuple[Claim, ...]:
        """The claims of a note but for those that a reviewer called wrong."""
        claims = self.claims(name)
        wrong = {row[0] for row in self.index.db.execute("SELECT claim FROM wrong WHERE note = ?", (name,))} if "wrong" in self._decided else ()
        return tuple(claim for at, claim in enumerate(claims) if at not in wrong) if wrong else claims

    def rights(self, subjects: Iterable[str]) -> list[Right]:
        """The values that reviewers set for canonical things, in the order of their decisions."""
        found: list[Right] = []
        if "right" in self._decided:
            for iri in subjects:
                found += [(one, predicate, (known := unpack_decision(packed)).value, known) for packed, one, predicate in self._rights_of(iri)]
        return sorted(found, key=lambda right: right[3].order)

    def _rights_of(self, subject: str) -> Iterable[tuple[str, str, str]]:
        return self.index.db.execute(_RIGHTS, (subject,))

    def meant(self, rights: Iterable[Right]) -> tuple[dict[str, str], dict[str, str]]:
        """What the values that reviewers set speak of: the events' names by IRI, and canonical IRIs."""
        keys: dict[str, str] = {}
        canonical: dict[str, str] = {}
        for _, _, text, _ in rights:
            for row in self.events.of_note(text.partition("#")[0]) if "#" in text else ():
                if row.event.key == text:
                    keys[row.event.iri], canonical[row.event.iri] = text, row.canonical
            iri = text if "://" in text else BASE + text
            if is_local(iri):
                canonical[iri] = self.canonical(iri)
        return keys, canonical

    def canonical(self, iri: str) -> str:
        """The canonical IRI of a thing."""
        return self.canon(note_slug(iri)).get(iri, iri) if is_local(iri) else iri

    def ruled(self, subject: str) -> dict[str, tuple[Value, Decision]]:
        """The values that hold of a canonical thing since a reviewer set them, by predicate."""
        rights = self.rights([subject])
        keys, canonical = self.meant(rights)
        by_key = {key: iri for iri, key in keys.items()}
        found: dict[str, tuple[Value, Decision]] = {}
        for _, predicate, text, decision in rights:
            if predicate not in found:  # as everywhere, the decision that sorts first stands
                found[predicate] = read_value(predicate, text, by_key, canonical), decision
        return found

    def organization_links(self, name: str) -> list[Link]:
        """The links of a note's organizations."""
        return link_organizations({note_iri(name): self.claims(name)}) if self.note(name) else []

    def canon(self, name: str) -> dict[str, str]:
        """The canonical IRIs of a note's own things."""
        if name not in self._canon:
            found = {row.event.iri: row.canonical for row in self.events.of_note(name)}
            found.update(self.index.db.execute("SELECT iri, canonical FROM persons WHERE note = ?", (name,)))
            found.update((link.local.iri, link.canonical.iri) for link in self.organization_links(name))
            self._canon[name] = found
        return self._canon[name]

    def triple(self, claim: Claim) -> tuple[str, str, Value]:
        """A claim by canonical IRIs."""
        canon = self.canon(note_slug(claim.note))
        subject = claim.subject.iri
        if not is_local(subject) and not is_hub(subject):
            raise NotLocalError(subject)
        value = claim.value
        return canon.get(subject, subject), claim.predicate, Ref(canon.get(value.iri, value.iri)) if isinstance(value, Ref) else value

    def members(self, canonical: str) -> list[Row]:
        """The events that are one."""
        return self.events.of_canonical(canonical)

    def notes_of(self, subjects: Iterable[str]) -> set[str]:
        """The notes that speak of canonical events and persons, and of things of their own."""
        found = set()
        for iri in subjects:
            if is_local(iri):
                found.add(note_slug(iri))
            elif iri.startswith(_EVENT):
                found.update(note_slug(row.event.note) for row in self.members(iri))
            elif iri.startswith(_PERSON):
                found.update(row[0] for row in self.index.db.execute("SELECT note FROM persons WHERE canonical = ?", (iri,)))
        return found

    def event_links(self, canonicals: Iterable[str]) -> list[Link]:
        """The links of every event that is one of some canonical ones."""
        links = []
        for iri in sorted(set(canonicals)):
            groups: dict[int, list[Row]] = {}
            for row in self.members(iri):
                groups.setdefault(row.at[-1], []).append(row)
            for group in groups.values():
                group.sort(key=lambda row: row.event.iri)
                known = {row.event.iri: row.event for row in group}
                links += cluster_links(list(known), known, evidence_within(self.events, group))
        return links

    def person_links(self, plains: Iterable[str]) -> list[Link]:
        """The links of the persons whose names give one of some IRIs."""
        links = []
        for plain in sorted(set(plains)):
            people: dict[str, list[tuple[str, frozenset[str]]]] = {}
            for iri, name, states in self.index.db.execute("SELECT iri, name, states FROM persons WHERE plain = ?", (plain,)):
                people.setdefault(name, []).append((iri, frozenset(json.loads(states))))
            for name, them in sorted(people.items()):
                links += link_one_name(name, them)
        return links

    def read_persons(self, names: Iterable[str]) -> list[tuple[str, str, str, str, str]]:
        """The persons of notes as rows of the index, without their canonical IRIs."""
        rows = []
        for note in names:
            for name, iri, states in read_persons(facts_of(self.claims(note)), state_of=self._state_of):
                rows.append((iri, note, name, slug(name or "unnamed"), json.dumps(sorted(states))))
        return rows

    def hub(self, iri: str) -> list[tuple[str, Value, int]]:
        """What notes say of a thing that any may speak of: predicate, value, number of notes."""
        return [(p, unpack_value(v), n) for p, v, n in self.index.db.execute("SELECT p, v, n FROM hubs WHERE s = ?", (iri,))]

    def label(self, iri: str) -> str:
        """The name that notes give a thing; empty if none."""
        ruled = self.ruled(iri).get(SKOS.prefLabel)
        if ruled is not None:
            return str(ruled[0])
        if is_hub(iri):
            ranked = rank_labels({value: n for p, value, n in self.hub(iri) if p == SKOS.prefLabel})
        elif is_local(iri):
            claims = self.standing(note_slug(iri))
            canon = self.canon(note_slug(iri))
            ranked = rank_labels({c.value: 1 for c in claims if c.predicate == SKOS.prefLabel and canon.get(c.subject.iri, c.subject.iri) == iri})
        else:
            raise NotLocalError(iri)
        return str(ranked[0]) if ranked else ""
