"""A whole store from its notes: what grows with their number lies on the disk; no text, claim or quad stays in memory.

1. Each note is filed, and its own graph loaded; its events and persons are kept for comparison (``store/filing.py``).
2. Events and persons are linked, and the index gets what a change will look up.
3. What the notes assert is made a few notes at a time, each canonical thing with the first note that speaks of it.
4. What follows is added.
"""

from __future__ import annotations

import json
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from graph1540.canonical import fact_lines, link_quads
from graph1540.decisions import Decision
from graph1540.infer import contradictions, infer
from graph1540.infer.columns import Columns, NotColumnarError
from graph1540.iri import note_iri
from graph1540.model import Claim, Finding, Note
from graph1540.resolve.actors import link_one_name
from graph1540.resolve.cluster import KIN_FROM, STEPS, Clusters, Offer, Pair
from graph1540.resolve.events import Event, note_slug, read_events
from graph1540.resolve.link import cluster_links, link_events
from graph1540.resolve.said import Said as Decided
from graph1540.spread import Spread
from graph1540.store.asserted import PLACE, Facts, told
from graph1540.store.deciding import decision_findings, put_refusals, settle
from graph1540.store.events import Events, Row, kin_of, pair_of
from graph1540.store.filing import Filed
from graph1540.store.hubs import Said, hub_quads
from graph1540.store.index import Index
from graph1540.store.loading import Loader
from graph1540.store.side import NotLocalError, Side, is_hub, is_local

__all__ = ["Filled", "Progress", "fill_store"]

#: Told what is being done, how much of it is done and how much there is (0 where that is not known).
Progress = Callable[[str, int, int], None]

#: Notes at a time.
_BATCH = 250
#: Counts of what is said of hubs that are kept before they are written down.
_COUNTED = 20_000
#: Notes that are kept as they were last read.
_KEPT = 1500
_DEFAULT = ox.DefaultGraph()
_T = TypeVar("_T")


@dataclass(frozen=True)
class Filled:
    """A dataset in its folder, what is worth telling of it, and the number of its quads."""

    rdf: ox.Store
    findings: tuple[Finding, ...]
    quads: int


def fill_store(
    index: Index,
    filed: Iterable[Filed],
    facts: Facts,
    folder: Path,
    *,
    threads: int = 1,
    progress: Progress | None = None,
    expected: int = 0,
    spread: Spread | None = None,
    decisions: Sequence[Decision] = (),
) -> Filled:
    """Fill an empty index and the dataset ``work`` in ``folder`` with notes; files in passing lie there too.

    The ``decisions`` are those that the notes were filed with. ``threads`` load quads. ``expected``: how many notes there will be, for the progress; 0 if that is not known. Events are
    compared where ``spread`` has it done, here without it.

    :raises NotLocalError: if the claims are such that a store must be made in memory, and be made anew at each change
    """
    with Loader(folder / "work", folder, threads=threads, notes=expected) as loader:
        filler = _Filler(index, facts, loader, progress or (lambda *_: None))
        filler.take(filed, expected)
        filler.decide(decisions)
        filler.link(spread)
        filler.count()
        filler.assert_all()
        filler.assert_hubs()
        filler.assert_reference()
        if filler.columns is not None:
            filler.progress("loading", 0, 0)
            for some in _batches(filler.columns.inferred(), 50_000):
                loader.add(ox.Quad(*triple) for triple in some)
    rdf = loader.rdf
    if filler.columns is not None:
        clashing = filler.columns.clashing()
        return Filled(rdf, (*decision_findings(index), *(contradictions(clashing) if clashing else ())), loader.count)
    # Axioms among the facts are rare enough for everything to be looked at together.
    given = [quad.triple for quad in rdf.quads_for_pattern(None, None, None, _DEFAULT)]
    more = infer(given)
    rdf.bulk_extend(ox.Quad(*triple) for triple in more)
    return Filled(rdf, (*decision_findings(index), *contradictions(given)), loader.count + len(more))


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


class _Filler:
    """The steps, and what they leave to one another."""

    def __init__(self, index: Index, facts: Facts, loader: Loader, progress: Progress) -> None:
        self.index, self.facts, self.loader, self.progress = index, facts, loader, progress
        self.columns: Columns | None = Columns()
        self.events: dict[str, Event] = {}
        self.organizations: dict[str, dict[str, str]] = {}
        self.late: dict[str, list[Claim]] = {}
        self.disputed: list[str] = []
        self.said = Decided()
        self.side = _Side(index, Events(index), facts.reference.state_of)
        self.notes = 0

    def take(self, filed: Iterable[Filed], expected: int) -> None:
        """Take what the notes bring: rows of the index, and files with their graphs."""
        facts: Counter[tuple[str, str, str]] = Counter()
        plans: Counter[tuple[str, str, str]] = Counter()
        far_reaching = ""
        for some in filed:
            self.index.put_rows(some.rows)
            self.loader.take(some.path, some.quads)
            self.events.update((event.iri, event) for event in some.events)
            self.index.db.executemany("INSERT INTO persons VALUES (?, ?, ?, ?, ?, ?)", some.persons)
            self.organizations.update(some.organizations)
            self.late.update(some.late)
            self.disputed += some.disputed
            facts.update(some.facts)
            plans.update(some.plans)
            if len(facts) > _COUNTED:
                self._tally(facts, plans)
            self._assert(ox.parse(" .\n".join((*some.view, "")), format=ox.RdfFormat.N_QUADS))
            far_reaching = far_reaching or some.far_reaching
            self.notes += len(some.rows)
            self.progress("filing", self.notes, expected)
        self._tally(facts, plans)
        if far_reaching:
            raise NotLocalError(far_reaching)  # Not before all notes are in the index, from which they are then built.

    def _tally(self, facts: Counter[tuple[str, str, str]], plans: Counter[tuple[str, str, str]]) -> None:
        """Write counts of what is said of hubs down."""
        self.index.tally("hubs", facts)
        self.index.tally("plans", plans)
        facts.clear()
        plans.clear()

    def decide(self, decisions: Sequence[Decision]) -> None:
        """What the decisions are about, and the events of the notes in which they call claims wrong."""
        self.said = settle(self.index, (), decisions).said
        for name in sorted(self.disputed):
            iri, claims = note_iri(name), self.side.claims(name)
            its = read_events(iri, claims, wrong=self.said.wrong_in(iri), state_of=self.facts.reference.state_of)
            self.events.update((event.iri, event) for event in its)

    def link(self, spread: Spread | None) -> None:
        """Which events and persons are one."""
        self.progress("comparing events", 0, 0)
        file = _File(self.index, self.events)
        linked = link_events(self.events, self.said, file.watch, spread)
        put_refusals(self.index, (), linked.told)
        for some in _batches(linked.clusters.groups(), 1000):
            links = [link for group in some for link in cluster_links(group, self.events, linked.evidence)]
            file.canonical.update((link.local.iri, link.canonical.iri) for link in links)
            self.loader.add(link_quads(links))
        file.write(pair for pair in linked.evidence if pair not in linked.beyond)
        self.side.set_events(file.rows.values())
        self.events = {}
        self._link_persons()
        self.side.set_others(self.index, self.organizations)

    def _link_persons(self) -> None:
        db = self.index.db
        people = db.execute("SELECT name, iri, states FROM persons ORDER BY name, iri").fetchall()
        for name, them in groupby(people, key=lambda person: str(person[0])):
            links = link_one_name(name, [(iri, frozenset(json.loads(states))) for _, iri, states in them])
            db.executemany("UPDATE persons SET canonical = ? WHERE iri = ?", [(link.canonical.iri, link.local.iri) for link in links])
            self.loader.add(link_quads(links))

    def count(self) -> None:
        """How many notes say what of the things that any may speak of, where that waited for the links."""
        said = Said()
        for name, claims in sorted(self.late.items()):
            rejected = self.said.wrong_in(note_iri(name))
            said.take(self.side.claims(name), [claim for claim in claims if claim not in rejected], self.side.canon(name), self.side.ruled)
        self._tally(said.facts, said.plans)
        self._assert(said.quads)

    def _names(self) -> Iterator[tuple[int, list[str]]]:
        done = 0
        for names in _batches(self.index.slugs(), _BATCH):
            done += len(names)
            yield done, names

    def _assert(self, quads: Iterable[ox.Quad], *, of_hubs: bool = True) -> None:
        """Load what is asserted, and have what follows from it; the reference data, which are about hubs, come by themselves."""
        kept = list(quads)
        if of_hubs:
            kept = [quad for quad in kept if not self._is_reference(quad)]
        self._follow(*(quad.triple for quad in kept if quad.graph_name == _DEFAULT))
        self.loader.add(kept)

    def _is_reference(self, quad: ox.Quad) -> bool:
        """Whether the reference data have a quad."""
        return quad.graph_name == _DEFAULT and ((quad.subject, quad.predicate, quad.object) in self.facts.always or self._of_place(quad))

    def _of_place(self, quad: ox.Quad) -> bool:
        """Whether the reference data have this of a place, which they tell if somebody speaks of it."""
        subject = quad.subject
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(PLACE) or quad not in self.facts.places.get(subject.value, ()):
            return False
        return self.index.db.execute("SELECT 1 FROM uses WHERE place = ?", (subject.value,)).fetchone() is not None

    def _follow(self, *triples: ox.Triple) -> None:
        if self.columns is not None:
            try:
                self.columns.add(triples)
            except NotColumnarError:
                self.columns = None

    def assert_all(self) -> None:
        """What is said of events, persons and the notes' own things."""
        places: Counter[str] = Counter()
        for done, names in self._names():
            merged, quads, used = told(self.side, self.side.first_told_in(names), names, self.facts)
            places.update(used)
            self.loader.write(dict.fromkeys(fact_lines(merged)))
            self._assert(quads, of_hubs=False)
            self.progress("merging", done, self.notes)
        self.index.tally("uses", {(place,): n for place, n in places.items()})

    def assert_hubs(self) -> None:
        """What is said of the things that any note may speak of."""
        spoken_of = {row[0] for row in self.index.db.execute("SELECT s FROM hubs UNION SELECT plan FROM plans")}
        hubs = sorted(spoken_of | {row[0] for row in self.index.db.execute("SELECT one FROM decisions WHERE kind = 'right' AND one <> ''") if is_hub(row[0])})
        places: Counter[str] = Counter()
        made = []
        for hub in hubs:
            quads, used, _ = hub_quads(self.side, hub, self.facts.reference)
            places.update(used)
            made.append(quads)
        self.index.tally("uses", {(place,): n for place, n in places.items()})
        for quads in made:
            self._assert(quads)

    def assert_reference(self) -> None:
        """The reference data; of the places those that somebody speaks of. Then what follows from everything."""
        used = [row[0] for row in self.index.db.execute("SELECT place FROM uses ORDER BY place")]
        triples = [triple for triple in self.facts.reference.quads if not self.facts.is_of_place(triple)]
        triples += [quad.triple for place in used for quad in self.facts.places.get(place, ())]
        self._follow(*triples)
        self.loader.add(ox.Quad(*triple) for triple in triples)
        if self.columns is not None:
            self.progress("inferring", 0, 0)
            self.columns.close()


class _Side(Side):
    """The notes of a store in the making; what is one is known from memory."""

    def __init__(self, index: Index, events: Events, state_of: Mapping[str, str]) -> None:
        super().__init__(index, events, state_of)
        self._kept: OrderedDict[str, tuple[Note, tuple[Claim, ...]] | None] = OrderedDict()
        self._canonical: dict[str, dict[str, str]] = defaultdict(dict)  # by note
        self._tellers: dict[str, list[str]] = defaultdict(list)  # notes by canonical thing
        self._members: dict[str, list[Row]] = defaultdict(list)

    def set_events(self, rows: Iterable[Row]) -> None:
        """What the notes' events are."""
        for row in rows:
            name = note_slug(row.event.note)
            self._canonical[name][row.event.iri] = row.canonical
            self._members[row.canonical].append(row)
            self._tellers[row.canonical].append(name)

    def set_others(self, index: Index, organizations: Mapping[str, Mapping[str, str]]) -> None:
        """What the notes' persons and organizations are."""
        for iri, note, canonical in index.db.execute("SELECT iri, note, canonical FROM persons"):
            self._canonical[note][iri] = canonical
            self._tellers[canonical].append(note)
        for note, known in organizations.items():
            self._canonical[note].update(known)

    def note(self, name: str) -> tuple[Note, tuple[Claim, ...]] | None:
        if name in self._kept:
            self._kept.move_to_end(name)
        else:
            self._kept[name] = self.index.note(name)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[name]

    def canon(self, name: str) -> dict[str, str]:
        return self._canonical.get(name, {})

    @cached_property
    def _rights(self) -> dict[str, list[tuple[str, str, str]]]:
        """Reviewers' values by canonical thing; asked for when all is linked."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for packed, one, predicate in self.index.db.execute("SELECT packed, one, predicate FROM decisions WHERE kind = 'right' AND one <> ''"):
            found[self.canonical(one)].append((packed, one, predicate))
        return found

    def _rights_of(self, subject: str) -> Iterable[tuple[str, str, str]]:
        return self._rights.get(subject, ())

    def members(self, canonical: str) -> list[Row]:
        return self._members.get(canonical, [])

    def notes_of(self, subjects: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for iri in subjects:
            if is_local(iri):
                found.add(note_slug(iri))
            else:
                found.update(self._tellers.get(iri, ()))
        return found

    def first_told_in(self, names: Sequence[str]) -> set[str]:
        """The canonical things that no note before these speaks of, by the order of the notes' names."""
        found = set()
        for name in names:
            canon = self.canon(name)
            for iri in {claim.subject.iri for claim in self.claims(name)}:
                subject = canon.get(iri, iri)
                if is_local(subject):
                    if note_slug(subject) == name:
                        found.add(subject)
                elif not is_hub(subject) and min(self._tellers[subject]) == name:
                    found.add(subject)
        return found


class _File:
    """What a change will look up of events: blocks, the clusters after each step, offers and kin."""

    def __init__(self, index: Index, events: Mapping[str, Event]) -> None:
        self.index = index
        self.canonical: dict[str, str] = {}
        self._taken: list[tuple[Sequence[Offer], frozenset[str]]] = []
        self._kin: dict[Pair, int] = defaultdict(int)
        self.rows = {row.event.iri: row for row in Events(index).insert(events[iri] for iri in sorted(events))}

    def watch(self, clusters: Clusters, offers: Sequence[Offer], taken: Sequence[Offer]) -> None:
        """A step of clustering is done."""
        step = len(self._taken)
        self._taken.append((tuple(offers), frozenset(offer.event for offer in taken)))
        for group in clusters.groups():
            name = min(self.rows[iri].id for iri in group)
            for iri in group:
                self.rows[iri].at[step] = name
            if step == KIN_FROM:
                for pair, n in kin_of([self.rows[iri].event for iri in group]).items():
                    self._kin[pair] += n

    def write(self, pairs: Iterable[Pair]) -> None:
        """Write it all down; ``pairs`` are worth comparing."""
        db = self.index.db
        Events(self.index).put_pairs((self.rows[a].id, self.rows[b].id) for a, b in pairs)
        self.index.tally("kin", self._kin)
        for step in range(1, len(STEPS) + 1):
            offers, joined = self._taken[step]
            db.executemany("INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?)", [self._offer(step, offer, joined) for offer in offers])
        for row in self.rows.values():
            row.canonical = self.canonical[row.event.iri]
        db.executemany(
            "UPDATE events SET c0 = ?, c1 = ?, c2 = ?, c3 = ?, c4 = ?, canonical = ? WHERE id = ?",
            [(*row.at, row.canonical, row.id) for row in self.rows.values()],
        )

    def _offer(self, step: int, offer: Offer, joined: frozenset[str]) -> tuple[int, int, int, float, int, int]:
        one, other = self.rows[offer.event], self.rows[offer.target]
        pair = pair_of(note_slug(one.event.note), note_slug(other.event.note))
        return step, one.id, other.id, offer.found.bits, int(step > KIN_FROM and pair in self._kin), int(offer.event in joined)
