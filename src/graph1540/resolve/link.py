"""resolve: the claims of all notes and the reviewers' decisions → links, with score and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph1540.decisions import Decision
from graph1540.model import Claim, Finding, Link, Ref
from graph1540.reference import Reference
from graph1540.resolve.actors import link_organizations, link_persons
from graph1540.resolve.cluster import Clusters, Offer, Pair, cluster
from graph1540.resolve.compare import Evidence
from graph1540.resolve.events import Event, note_slug, read_events
from graph1540.resolve.said import Said, read_said
from graph1540.resolve.scoring import score_here, score_there
from graph1540.resolve.weights import ACCEPT, score_of
from graph1540.spread import Spread

__all__ = ["Linked", "Resolved", "as_decided", "cluster_links", "join_decided", "link_events", "resolve"]

Watch = Callable[[Clusters, Sequence[Offer], Sequence[Offer]], None]


@dataclass(frozen=True)
class Resolved:
    """What resolution found, and how: :func:`why` and :func:`undecided` read it."""

    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    events: Mapping[str, Event]
    evidence: Mapping[Pair, Evidence] = field(repr=False)
    used: Mapping[Pair, Evidence] = field(repr=False)  # what joined two clusters
    doubts: Mapping[Pair, str] = field(repr=False)  # what kept strong pairs apart
    said: Said = field(repr=False)
    canonical: Mapping[str, str] = field(repr=False)


def resolve(
    claims: Mapping[str, Sequence[Claim]],
    decisions: Sequence[Decision] = (),
    *,
    reference: Reference | None = None,
    watch: Watch | None = None,
    spread: Spread | None = None,
) -> Resolved:
    """Which of the notes' events, persons and organizations are one: a pure function, whatever the order of notes.

    ``claims`` are those of each note, by the note's IRI. Every event and person gets a link; an organization does only
    where its note-local name turns out to be one with an IRI of its own. ``watch`` is that of :func:`cluster`; events are
    compared where ``spread`` has it done, here without it.
    """
    state_of = reference.state_of if reference is not None else {}
    notes = {note: claims[note] for note in sorted(claims)}
    said = read_said(notes.items(), decisions)
    events: dict[str, Event] = {}
    for note, its in notes.items():
        for event in read_events(note, its, wrong=said.wrong_in(note), state_of=state_of):
            events[event.iri] = event
    linked = link_events(events, said, watch, spread)
    links = [link for group in linked.clusters.groups() for link in cluster_links(group, events, linked.evidence)]
    links += link_persons(notes, state_of=state_of)
    links += link_organizations(notes)
    return Resolved(
        links=tuple(sorted(links, key=lambda link: link.local)),
        findings=(*said.findings, *linked.findings),
        events=events,
        evidence=linked.evidence,
        used=linked.used,
        doubts=linked.doubts,
        said=said,
        canonical={link.local.iri: link.canonical.iri for link in links},
    )


@dataclass(frozen=True)
class Linked:
    """Which events are one, and why; the fields are those of :class:`Resolved`.

    ``told`` are findings on decisions that were refused, ``beyond`` the pairs that nothing but a decision brings together.
    """

    clusters: Clusters
    evidence: Mapping[Pair, Evidence]
    used: Mapping[Pair, Evidence]
    doubts: Mapping[Pair, str]
    told: tuple[tuple[Decision, Finding], ...]
    beyond: frozenset[Pair]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is worth telling of the decisions."""
        return tuple(finding for _, finding in self.told)


def join_decided(clusters: Clusters, together: Iterable[tuple[Pair, Decision]]) -> tuple[list[Pair], list[tuple[Decision, Finding]]]:
    """Make one what reviewers called one, in the order of their decisions: the pairs that are, and a finding on each that must not be."""
    joined: list[Pair] = []
    refused: list[tuple[Decision, Finding]] = []
    for pair, decision in together:
        if clusters.join(*pair, forced=True):
            joined.append(pair)
        else:
            refused.append((decision, _refused(decision, clusters.refusal(*pair))))
    return joined, refused


def as_decided(decision: Decision) -> Evidence:
    """A decision as evidence that two events are one."""
    return Evidence(((99.0, f"{decision.by} decided so on {decision.when}" + (f": {decision.why}" if decision.why else "")),))


def link_events(events: Mapping[str, Event], said: Said, watch: Watch | None = None, spread: Spread | None = None) -> Linked:
    """Which of the events of all notes (by IRI) are one, as the decisions want it; ``watch`` and ``spread`` are those of :func:`resolve`."""
    clusters = Clusters(events, said.apart)
    pairs, told = join_decided(clusters, said.together)
    decided = {pair: as_decided(said.by_pair[pair]) for pair in pairs}
    evidence = dict(score_here(events.values()) if spread is None else score_there(events.values(), spread))
    joined, doubts = cluster(clusters, evidence, watch)
    used = {**joined, **decided}
    beyond = frozenset(pair for pair in decided if pair not in evidence)
    evidence.update(used)
    return Linked(clusters, evidence, used, doubts, tuple(told), beyond)


def _refused(decision: Decision, reason: str) -> Finding:
    return Finding(
        "refused-decision",
        "warning",
        f"'{decision.subject}' and '{decision.value}' were not made one as {decision.by} decided on {decision.when}, since {reason}",
        remedy="take the decision back, or put right what stands against it",
    )


def cluster_links(group: Sequence[str], events: Mapping[str, Event], evidence: Mapping[Pair, Evidence]) -> list[Link]:
    """The links of one cluster: each member to the IRI of the anchor, for its best reason."""
    anchor = min((events[iri] for iri in group), key=lambda event: event.rank)
    canonical = Ref(anchor.solo)
    links = []
    for iri in group:
        others = [other for other in group if other != iri]
        if not others:
            links.append(Link(Ref(iri), canonical, 1.0, "no other note tells of it"))
            continue
        best: tuple[float, str, Evidence] | None = None
        for other in others:
            found = evidence.get((iri, other) if iri < other else (other, iri))
            if found is not None and (best is None or (-found.bits, other) < (-best[0], best[1])):
                best = (found.bits, other, found)
        if best is None:
            score, reason = score_of(ACCEPT), "through other notes' events"
        else:
            score = score_of(best[0])
            reason = f"with {note_slug(best[1])}#{best[1].partition('#')[2]}: {best[2].reason}"
        replaced = () if events[iri] is anchor else (Ref(events[iri].solo),)
        links.append(Link(Ref(iri), canonical, score, reason, replaced))
    return links
