"""Constrained clustering: which events are one, given the evidence of pairs and what must stay apart.

Pairs are taken in descending order of evidence, ties by IRI, so the order in which notes come cannot show. A union that
would put two events of one note, or two events that a reviewer called different, into one cluster is refused; so is one
that would join events whose days or places exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph1540.resolve.compare import Evidence, impossible
from graph1540.resolve.events import Event
from graph1540.resolve.weights import ACCEPT, ALIKE, KIN, MARGIN, UNIQUE

__all__ = ["KIN_FROM", "STEPS", "Clusters", "Offer", "Work", "as_kin", "as_only", "cluster"]

Pair = tuple[str, str]

#: The precision of the mentions that each step after the first attaches, and the step from which on kin counts.
STEPS = (2, 1, 2, 1)
KIN_FROM = 2


class Clusters:
    """A partition of events; ``join`` refuses what must stay apart."""

    def __init__(self, events: Mapping[str, Event], apart: Iterable[Pair] = ()) -> None:
        self.events = events
        self._root = {iri: iri for iri in events}
        self._members: dict[str, list[str]] = {iri: [iri] for iri in events}
        self._notes: dict[str, set[str]] = {iri: {event.note} for iri, event in events.items()}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def root(self, iri: str) -> str:
        """The name of the cluster that an event is in."""
        return self._root[iri]

    def members(self, iri: str) -> list[str]:
        """The events of the cluster that ``iri`` is in."""
        return self._members[self._root[iri]]

    def refusal(self, a: str, b: str) -> str:
        """Why the clusters of two events must not become one; empty if they may."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return ""
        if self._notes[one] & self._notes[other]:
            return "one note tells the two apart"
        small, large = sorted((self._members[one], self._members[other]), key=len)
        inside = set(large)
        if any(self._apart[iri] & inside for iri in small if iri in self._apart):
            return "a reviewer said that they are different"
        return ""

    def clash(self, a: str, b: str) -> bool:
        """Whether days or places of the two clusters exclude each other."""
        mine, theirs = ({_profile(self.events[iri]): iri for iri in sorted(self.members(x))} for x in (a, b))
        return any(impossible(self.events[x], self.events[y]) for x in mine.values() for y in theirs.values())

    def join(self, a: str, b: str, *, forced: bool = False) -> bool:
        """Make the two clusters one if they may be; ``forced``: even if days or places exclude each other."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return True
        if self.refusal(a, b) or (not forced and self.clash(a, b)):
            return False
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for iri in self._members[other]:
            self._root[iri] = one
        self._members[one].extend(self._members.pop(other))
        self._notes[one] |= self._notes.pop(other)
        return True

    def groups(self) -> list[list[str]]:
        """Every cluster as a sorted list, in the order of their first members."""
        return sorted(sorted(group) for group in self._members.values())


def _profile(event: Event) -> tuple[object, ...]:
    return (event.first, event.last, event.precision, event.places, event.states)


Evidences = Mapping[Pair, Evidence]


@dataclass(frozen=True, slots=True)
class Offer:
    """The one event (``target``) that a vague mention fits, with the evidence."""

    event: str
    target: str
    found: Evidence

    @property
    def order(self) -> tuple[float, str, str]:
        """The strongest is taken first."""
        return (-self.found.bits, self.event, self.target)


def as_kin(found: Evidence) -> Evidence:
    """The evidence, between notes of which one reports on what the other tells of."""
    return found.plus(KIN, "one note reports on an event that the other tells of as well")


def as_only(found: Evidence) -> Evidence:
    """The evidence, where nothing else fits."""
    return found.plus(UNIQUE, "no other event fits as well")


class Work:
    """The steps of clustering, each on the clusters that the step before has left.

    What a step makes of an event depends on the events ``near`` it and on their clusters alone, so it can be taken for
    some of the events, if ``clusters`` holds all that they depend on.
    """

    def __init__(self, clusters: Clusters, evidence: Evidences, near: Mapping[str, Sequence[str]]) -> None:
        self.clusters = clusters
        self.evidence = evidence
        self.events = clusters.events
        self.near = near
        self.used: dict[Pair, Evidence] = {}
        self.doubts: dict[Pair, str] = {}

    def of(self, a: str, b: str) -> Evidence | None:
        """The evidence on two events."""
        return self.evidence.get((a, b) if a < b else (b, a))

    def exact(self, pairs: Iterable[tuple[Pair, Evidence]]) -> None:
        """Join events that are both dated to the day."""
        strong = [(p, e) for p, e in pairs if e.bits >= ACCEPT and all(self.events[iri].precision == 3 for iri in p)]
        for (a, b), found in sorted(strong, key=lambda pair: (-pair[1].bits, pair[0])):
            if self.clusters.join(a, b):
                self.used[a, b] = found
            else:
                self.doubts[a, b] = self.clusters.refusal(a, b) or "their other days or places exclude each other"

    def offers(self, precision: int, kin: Container[Pair], events: Iterable[str]) -> list[Offer]:
        """What mentions of a month or year among ``events`` fit; ``events`` has all of a note's or none."""
        by_target: dict[tuple[str, str], list[Offer]] = defaultdict(list)
        for iri in events:
            event = self.events[iri]
            if event.precision == precision and not any(self.events[m].precision > precision for m in self.clusters.members(iri)):
                offer = self._offer(event, kin)
                if offer is not None:
                    by_target[event.note, self.clusters.root(offer[1])].append(Offer(iri, offer[1], offer[2]))
        chosen = []
        for rivals in by_target.values():
            rivals.sort(key=lambda offer: (-offer.found.bits, offer.event))
            if len(rivals) > 1 and rivals[0].found.bits - rivals[1].found.bits < MARGIN:
                for rival in rivals:
                    self.doubts[_pair(rival.event, rival.target)] = "two events of one note fit equally well"
                continue
            chosen.append(rivals[0])
        return sorted(chosen, key=lambda offer: offer.order)

    def attach(self, offers: Iterable[Offer]) -> list[Offer]:
        """Join mentions to what they fit, the strongest first; those offers that led to a union."""
        taken = []
        for offer in sorted(offers, key=lambda offer: offer.order):
            iri, target = offer.event, offer.target
            if self.clusters.root(iri) != self.clusters.root(target) and self.clusters.join(iri, target):
                self.used[_pair(iri, target)] = offer.found
                taken.append(offer)
        return taken

    def _offer(self, event: Event, kin: Container[Pair]) -> tuple[float, str, Evidence] | None:
        """The one event that a vague mention fits, with the evidence; None if none does or several do."""
        best: dict[str, tuple[float, str, Evidence]] = {}
        for other in self.near[event.iri]:
            found = self.of(event.iri, other)
            root = self.clusters.root(other)
            if found is None or root == self.clusters.root(event.iri):
                continue
            if all(self.events[iri].precision < event.precision for iri in self.clusters.members(other)):
                # What is vaguer looks for its own event: this may be one of several that it fits.
                continue
            if _pair(event.note, self.events[other].note) in kin:
                found = as_kin(found)
            if root not in best or (-found.bits, other) < (-best[root][0], best[root][1]):
                best[root] = (found.bits, other, found)
        ranked = sorted(best.values(), key=lambda offer: (-offer[0], offer[1]))
        if not ranked:
            return None
        bits, target, found = ranked[0]
        if self.clusters.refusal(event.iri, target) or self.clusters.clash(event.iri, target):
            return None
        for rival in ranked[1:]:
            if rival[0] > bits - MARGIN and self._compete(target, rival[1]):
                if bits + UNIQUE >= ACCEPT:
                    self.doubts[_pair(event.iri, target)] = "several events fit about as well"
                return None
        found = as_only(found)
        return (found.bits, target, found) if found.bits >= ACCEPT else None

    def _compete(self, a: str, b: str) -> bool:
        """Whether two clusters are surely or probably two events, so that a mention cannot mean both."""
        if self.clusters.refusal(a, b) or self.clusters.clash(a, b):
            return True
        mine, theirs = self.clusters.members(a), self.clusters.members(b)
        if all(any(self.events[iri].precision == 3 for iri in side) for side in (mine, theirs)):
            return True
        return not any((found := self.of(x, y)) is not None and found.bits >= ALIKE for x in mine for y in theirs)

    def kin(self) -> frozenset[Pair]:
        """Pairs of notes of which one reports on an event that the other tells of as well."""
        pairs: set[Pair] = set()
        for group in self.clusters.groups():
            for one in group:
                if self.events[one].main:
                    pairs.update(_pair(self.events[one].note, self.events[other].note) for other in group if other != one)
        return frozenset(pairs)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def cluster(
    clusters: Clusters, evidence: dict[Pair, Evidence], watch: Callable[[Clusters, Sequence[Offer], Sequence[Offer]], None] | None = None
) -> tuple[dict[Pair, Evidence], dict[Pair, str]]:
    """Join what is one. Days first, then months, then years, then what the company that notes keep makes likely.

    Gives the evidence of every union, and the pairs that were left apart for a reason other than weak evidence. ``watch``
    is told after each step how the clusters stand, what was offered and what was taken.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in evidence:
        near[a].append(b)
        near[b].append(a)
    work = Work(clusters, evidence, near)
    work.exact(evidence.items())
    if watch:
        watch(clusters, (), ())
    kin: frozenset[Pair] = frozenset()
    for step, precision in enumerate(STEPS):
        if step == KIN_FROM:
            kin = work.kin()  # Once only, so that what a new note can change stays near it.
        offers = work.offers(precision, kin, work.events)
        taken = work.attach(offers)
        if watch:
            watch(clusters, offers, taken)
    return work.used, work.doubts
