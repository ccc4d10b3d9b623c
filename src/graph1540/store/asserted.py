"""What the notes assert of some canonical things: made by the code that makes a whole dataset, from the claims about them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

import pyoxigraph as ox

from graph1540.canonical import canonical_quads, fact_quads
from graph1540.iri import BASE, G1540, note_iri
from graph1540.model import Claim, Ref
from graph1540.reference import Reference
from graph1540.resolve.events import Event
from graph1540.resolve.link import Resolved
from graph1540.resolve.merge import Merged, merge
from graph1540.resolve.said import Said as Decided
from graph1540.store.side import Side, is_hub, is_local

__all__ = ["NAMED_BY", "PLACE", "Facts", "Spo", "asserted", "told"]

#: Where the IRIs of places begin.
PLACE = BASE + "place/"
#: What gives an event its name.
NAMED_BY = (G1540.heldAt, G1540.heldIn, G1540.participant, G1540.eventType)
Spo: TypeAlias = tuple[object, object, object]


class Facts:
    """The reference data in the shapes that a change needs; made once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.bare = Reference(names=(), labels=reference.labels, codes=reference.codes)
        self.places: dict[str, list[ox.Quad]] = {}
        self.always: set[Spo] = set()
        for triple in reference.quads:
            if self.is_of_place(triple):
                self.places.setdefault(str(triple.subject)[1:-1], []).append(ox.Quad(*triple))
            else:
                self.always.add(tuple(triple))

    @staticmethod
    def is_of_place(triple: ox.Triple) -> bool:
        """Whether it describes a place, and so is told only if somebody speaks of the place."""
        return isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(PLACE)

    def with_labels(self, labels: dict[str, str]) -> Reference:
        """The reference data with names that notes give, and without its triples."""
        return Reference(names=(), labels={**self.reference.labels, **labels}, codes=self.reference.codes) if labels else self.bare


def asserted(side: Side, subjects: set[str], described: Iterable[str], facts: Facts) -> tuple[set[ox.Quad], Counter[str]]:
    """What one side says of ``subjects``, and of the notes ``described``; the places used."""
    merged, quads, places = told(side, subjects, described, facts)
    quads.update(fact_quads(merged))
    return quads, places


def told(side: Side, subjects: set[str], described: Iterable[str], facts: Facts) -> tuple[Merged, set[ox.Quad], Counter[str]]:
    """The merged facts of ``subjects``; what is said of these and of the notes ``described``, but for how many notes say it; the places used."""
    claims: dict[str, tuple[Claim, ...]] = {}
    whole: dict[str, tuple[Claim, ...]] = {}
    canonical: dict[str, str] = {}
    for name in sorted(side.notes_of(subjects)):
        canon = side.canon(name)
        canonical.update(canon)
        whole[note_iri(name)] = side.claims(name)
        claims[note_iri(name)] = tuple(c for c in side.standing(name) if canon.get(c.subject.iri, c.subject.iri) in subjects)
    events: dict[str, Event] = {}
    for iri in subjects:
        if not is_local(iri):
            events.update((row.event.iri, row.event) for row in side.members(iri))
    rights = side.rights(iri for iri in subjects if not is_hub(iri))
    keys, meant = side.meant(rights)
    resolved = Resolved((), (), events, {}, {}, {}, Decided(right=tuple(rights), keys=keys), canonical | meant)
    merged = merge(claims, resolved)
    notes = [found[0] for name in described if (found := side.note(name)) is not None]
    reference = facts.with_labels(_labels(side, merged, facts))
    quads = set(canonical_quads(notes, whole, merged, reference))
    places = Counter(f.value.iri for f in merged.facts if isinstance(f.value, Ref) and f.value.iri.startswith(PLACE))
    return merged, quads, places


def _labels(side: Side, merged: Merged, facts: Facts) -> dict[str, str]:
    """The names that notes give to what events are named by."""
    known = facts.reference.labels.keys() | {fact.subject for fact in merged.facts}  # These have their names with them.
    wanted = {
        fact.value.iri
        for fact in merged.facts
        if fact.subject in merged.events and fact.predicate in NAMED_BY and isinstance(fact.value, Ref) and fact.value.iri not in known
    }
    return {iri: name for iri in wanted if (name := side.label(iri))}
