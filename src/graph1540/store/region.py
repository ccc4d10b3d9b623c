"""What a change does to what is asserted: the quads of the touched things before and after, and nothing else.

Both sides are made by the code that makes a whole dataset, from the claims of the touched things alone. A thing is
touched if a claim about it came or went, if a cluster that it is changed, or if the IRI of something said of it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph1540.canonical import link_quads
from graph1540.decisions import Decision
from graph1540.iri import BASE, note_iri
from graph1540.model import Claim, Note
from graph1540.resolve.events import Event, note_slug, read_events
from graph1540.resolve.said import Said
from graph1540.store.asserted import NAMED_BY, Facts, asserted
from graph1540.store.deciding import Settled, settle
from graph1540.store.events import Events
from graph1540.store.hubs import PLAN, hub_quads, plan_versions, said_of_hubs
from graph1540.store.hubs import Said as SaidOfHubs
from graph1540.store.index import Index
from graph1540.store.relink import relink
from graph1540.store.side import NotLocalError, Side, is_hub
from graph1540.versions import History, Version
from graph1540.write import note_quads

__all__ = ["Delta", "change_index"]


@dataclass
class Delta:
    """Quads that were asserted and are no more, and those that are now and were not; by sets, so order cannot show."""

    old: set[ox.Quad] = field(default_factory=set)
    new: set[ox.Quad] = field(default_factory=set)
    events: int = 0
    things: int = 0
    notes: int = 0


class _Region:
    """The two sides of a change."""

    def __init__(self, before: Side, now: Side, facts: Facts, rdf: ox.Store) -> None:
        self.before, self.now, self.facts, self.rdf = before, now, facts, rdf

    def touched(self, changed: set[str], moved: Iterable[str]) -> tuple[set[str], set[str]]:
        """The canonical things that a change touches, and the notes of which a claim reads otherwise."""
        subjects: set[str] = set()
        notes = changed | {note_slug(iri) for iri in moved}
        for name in notes:
            for side in (self.before, self.now):
                other = self.now if side is self.before else self.before
                for claim in side.claims(name):
                    triple = side.triple(claim)
                    if name in changed or triple != other.triple(claim):
                        subjects.add(triple[0])
        return {iri for iri in subjects if not is_hub(iri)}, notes

    def named_by(self, iri: str) -> set[str]:
        """The events in whose names the name of a thing may stand."""
        found = set()
        for predicate in NAMED_BY:
            for quad in self.rdf.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(iri), ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(BASE + "event/"):
                    found.add(quad.subject.value)
        return found


def change_index(
    index: Index, old_index: Index, facts: Facts, rdf: ox.Store, *,
    gone: set[str], fresh: Sequence[tuple[Note, tuple[Claim, ...]]], decisions: Sequence[Decision] | None = None,
) -> Delta:  # fmt: skip
    """Take notes out of the index and put others in; what that does to what is asserted.

    ``decisions`` take the place of those before; None leaves them as they are.

    :raises NotLocalError: if that cannot be told from a part of the store
    """
    reference = facts.reference
    names = {note.slug for note, _ in fresh}
    index.drop_notes(gone)
    index.put_notes(fresh)
    settled = settle(index, gone | names, decisions)
    gone, names = gone | settled.refiled, names | settled.refiled
    changed = gone | names
    before_events, now_events = Events(old_index), Events(index)
    before = Side(old_index, before_events, reference.state_of)
    now = Side(index, now_events, reference.state_of)
    linked = relink(
        now_events, before_events, index, removed=gone, fresh=_read_events(now, names, settled.said, reference.state_of), stirred=settled.stirred
    )  # fmt: skip
    moved, plains = _relink_persons(index, now, gone, names)
    region = _Region(before, now, facts, rdf)
    subjects, notes = region.touched(changed, linked.moved | moved)
    things = {side.canonical(iri) for iri in _ruled(settled, index, notes) for side in (before, now)}
    ruled = {iri for iri in things if is_hub(iri)}
    subjects |= things - ruled
    canonicals = set(linked.before) | {group[0].canonical for group in linked.groups}
    subjects |= canonicals
    delta = Delta(events=sum(map(len, linked.groups)), notes=len(notes))
    _links(delta, before, now, canonicals, plains, changed)
    places: Counter[str] = Counter()
    renamed = _hubs(delta, before, now, facts, notes, places, ruled)
    for iri in renamed | (things - ruled):
        subjects |= region.named_by(iri)
    delta.things = len(subjects)
    for side, sign, into in ((before, -1, delta.old), (now, 1, delta.new)):
        quads, used = asserted(side, subjects, changed, facts)
        into.update(quads)
        for place, n in used.items():
            places[place] += sign * n
    _places(delta, index, old_index, facts, places)
    for name in changed:
        for side, into in ((before, delta.old), (now, delta.new)):
            found = side.note(name)
            if found is not None:
                into.update(note_quads(*found))
    return delta


def _read_events(now: Side, names: set[str], said: Said, state_of: Mapping[str, str]) -> list[Event]:
    """The events of notes, as comparison sees them."""
    notes = [(note_iri(name), now.claims(name)) for name in sorted(names)]
    return [event for note, claims in notes for event in read_events(note, claims, wrong=said.wrong_in(note), state_of=state_of)]


def _ruled(settled: Settled, index: Index, notes: set[str]) -> set[str]:
    """The things of which a reviewer set a value or did no more, or one that is of these ``notes``; by the IRIs that notes give them."""
    found = set(settled.ruled)
    for name in notes:
        found.update(row[0] for row in index.db.execute("SELECT one FROM decisions WHERE kind = 'right' AND one <> '' AND second = ?", (name,)))
    return found


def _relink_persons(index: Index, now: Side, gone: set[str], fresh: set[str]) -> tuple[set[str], set[str]]:
    """Bring the persons up to date; those whose canonical IRI is new, and the plain names of all that were looked at."""
    db = index.db
    plains: set[str] = set()
    for note in gone:
        plains.update(row[0] for row in db.execute("SELECT plain FROM persons WHERE note = ?", (note,)))
        db.execute("DELETE FROM persons WHERE note = ?", (note,))
    rows = now.read_persons(sorted(fresh))
    plains.update(row[3] for row in rows)
    db.executemany("INSERT INTO persons VALUES (?, ?, ?, ?, ?, '')", rows)
    moved = set()
    for link in now.person_links(plains):
        cursor = db.execute("UPDATE persons SET canonical = ? WHERE iri = ? AND canonical <> ?", (link.canonical.iri, link.local.iri, link.canonical.iri))
        if cursor.rowcount:
            moved.add(link.local.iri)
    return moved, plains


def _links(delta: Delta, before: Side, now: Side, canonicals: set[str], plains: set[str], changed: set[str]) -> None:
    for side, into in ((before, delta.old), (now, delta.new)):
        links = [*side.event_links(canonicals), *side.person_links(plains)]
        links += [link for name in changed for link in side.organization_links(name)]
        into.update(link_quads(links))


def _hubs(delta: Delta, before: Side, now: Side, facts: Facts, notes: set[str], places: Counter[str], ruled: set[str]) -> set[str]:
    """Count what notes say of hubs; the hubs that have another name than before. Of those ``ruled``, reviewers may have set values.

    :raises NotLocalError: if one of them is a plan of which another value holds than before: any note may tell of it
    """
    for iri in ruled:
        if iri.startswith(PLAN) and before.ruled(iri) != now.ruled(iri):
            raise NotLocalError(iri)
    was, is_now = said_of_hubs(before, notes), said_of_hubs(now, notes)
    subjects = {fact[0] for fact in _differing(was, is_now)} | ruled
    _tally(now.index, "hubs", was.facts, is_now.facts)
    _tally(now.index, "plans", was.plans, is_now.plans)
    versions = _versions(before, now, subjects, was.plans.keys() | is_now.plans.keys())
    old = {iri: hub_quads(before, iri, facts.reference, versions[iri]) for iri in subjects}
    delta.old |= was.quads
    delta.new |= is_now.quads
    renamed = set()
    for iri in subjects:
        quads, used, name = hub_quads(now, iri, facts.reference, versions[iri])
        delta.old |= old[iri][0]
        delta.new |= quads
        places.update(used)
        places.subtract(old[iri][1])
        if name != old[iri][2]:
            renamed.add(iri)
    return renamed


def _versions(before: Side, now: Side, plans: Iterable[str], changed: Iterable[tuple[str, str, str]]) -> dict[str, set[Version]]:
    """The versions of each plan of which something else may be said than before: the changed ones, those next to them, the latest."""
    dates: dict[str, set[str]] = {plan: set() for plan in plans}
    for plan, date, _ in changed:
        dates.setdefault(plan, set()).add(date)
    found: dict[str, set[Version]] = {plan: set() for plan in dates}
    for plan, told in dates.items():
        for side in (before, now):
            history = History(plan_versions(side, plan))
            found[plan].update(version for date in {*told, history.latest} for version in history.beside(date))
    for plan, date, status in changed:
        found[plan].add((date, status))
    return found


def _differing(was: SaidOfHubs, is_now: SaidOfHubs) -> set[tuple[str, str, str]]:
    return {key for a, b in ((was.facts, is_now.facts), (was.plans, is_now.plans)) for key in a.keys() | b.keys() if a[key] != b[key]}


def _tally(index: Index, table: str, was: Counter[tuple[str, str, str]], is_now: Counter[tuple[str, str, str]]) -> None:
    index.tally(table, {key: is_now[key] - was[key] for key in was.keys() | is_now.keys()})


def _places(delta: Delta, index: Index, old_index: Index, facts: Facts, places: Counter[str]) -> None:
    """The reference data have those places that are spoken of."""
    index.tally("uses", {(place,): n for place, n in places.items()})
    for place, n in places.items():
        if n and place in facts.places:
            for one, into in ((old_index, delta.old), (index, delta.new)):
                if one.db.execute("SELECT 1 FROM uses WHERE place = ?", (place,)).fetchone():
                    into.update(facts.places[place])


