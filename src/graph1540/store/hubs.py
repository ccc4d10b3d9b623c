"""Things that any note may speak of by the same IRI: organizations, documents, plans. They are counted, not collected.

What is said of one is in the canonical view as long as a note says it, so a change needs the counts of its own facts
alone, however many notes speak of the thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import pyoxigraph as ox

from graph1540.canonical import (
    LINKS,
    decision_quads,
    is_known,
    node_iri,
    provision_labels,
    statement_iri,
    told_at,
    version_iri,
    version_quads,
)
from graph1540.decisions import Decision
from graph1540.iri import BASE, G1540, PROV, RDF, SKOS, XSD
from graph1540.model import Claim, Ref, Value
from graph1540.reference import Reference
from graph1540.resolve.merge import Fact, rank_labels
from graph1540.store.packing import pack_value
from graph1540.store.side import NotLocalError, Side, is_hub, is_local
from graph1540.versions import Version
from graph1540.write import term, value_key

__all__ = ["PLAN", "Said", "about_hubs", "hub_quads", "plan_versions", "said_of_hubs"]

#: Where the IRIs of plans begin.
PLAN = BASE + "plan/"
_PLACE = BASE + "place/"
_LINKS = ox.NamedNode(LINKS)
#: The values that reviewers set of a hub, by predicate, each with the decision.
Ruled: TypeAlias = Callable[[str], Mapping[str, tuple[Value, Decision]]]
_DERIVED = ox.NamedNode(PROV.wasDerivedFrom)


class Said:
    """What some notes say of hubs: how many of them say each fact, and what stands for each note alone."""

    def __init__(self) -> None:
        self.facts: Counter[tuple[str, str, str]] = Counter()
        self.plans: Counter[tuple[str, str, str]] = Counter()
        self.quads: set[ox.Quad] = set()

    def take(self, claims: Sequence[Claim], some: Iterable[Claim], canon: Mapping[str, str], ruled: Ruled | None = None) -> None:
        """Count what ``some`` of the ``claims`` of one note say, by canonical IRIs; all of them are about hubs.

        ``ruled``: the values that reviewers set of a hub.
        """
        facts: set[tuple[str, str, str]] = set()
        plans: set[tuple[str, str, str]] = set()
        for claim in some:
            subject, predicate = canon.get(claim.subject.iri, claim.subject.iri), claim.predicate
            value = Ref(canon.get(claim.value.iri, claim.value.iri)) if isinstance(claim.value, Ref) else claim.value
            facts.add((subject, predicate, pack_value(value)))
            is_plan = subject.startswith(PLAN)
            held = ruled(subject).get(predicate) if ruled is not None and is_plan else None
            if is_plan:
                if predicate in (SKOS.prefLabel, SKOS.altLabel):
                    raise NotLocalError(subject)  # The names of a plan would have to be ranked with their claims.
                if held is not None and held[0] != value:
                    continue
                self.quads.add(ox.Quad(_fact_node(subject, predicate, value), _DERIVED, statement_iri(claim), _LINKS))
            if predicate == G1540.planStatus and isinstance(value, Ref):
                if not is_plan:
                    raise NotLocalError(subject)
                date = told_at(claims, claim.note)
                plans.add((subject, date, value.iri))
                self.quads.add(ox.Quad(version_iri(subject, date, value.iri), _DERIVED, statement_iri(claim)))
        self.facts.update(facts)
        self.plans.update(plans)


def about_hubs(claims: Iterable[Claim], canon: Mapping[str, str]) -> Iterator[Claim]:
    """Those of a note's claims that are about hubs.

    :raises NotLocalError: if one is about a canonical event or person
    """
    for claim in claims:
        subject = canon.get(claim.subject.iri, claim.subject.iri)
        if is_hub(subject):
            yield claim
        elif claim.subject.iri == subject and not is_local(subject):
            raise NotLocalError(subject)


def said_of_hubs(side: Side, notes: Iterable[str]) -> Said:
    """What notes say of hubs, by canonical IRIs."""
    said = Said()
    for name in notes:
        canon = side.canon(name)
        said.take(side.claims(name), about_hubs(side.standing(name), canon), canon, side.ruled)
    return said


def plan_versions(side: Side, plan: str) -> list[Version]:
    """Date and status of each version of a plan, the latest at the end."""
    return side.index.db.execute("SELECT date, status FROM plans WHERE plan = ? ORDER BY date, status", (plan,)).fetchall()


def _fact_node(subject: str, predicate: str, value: Value) -> ox.NamedNode:
    return node_iri("fact", subject, predicate, value_key(value))


def hub_quads(side: Side, subject: str, reference: Reference, versions: Collection[Version] | None = None) -> tuple[set[ox.Quad], Counter[str], str]:
    """Everything that the dataset says of a hub but for what stands for one note alone; the places used; its name.

    ``versions``: of a plan those to tell of, the latest among them; all of them if left out.
    """
    quads: set[ox.Quad] = set()
    places: Counter[str] = Counter()
    by_predicate: dict[str, dict[Value, int]] = defaultdict(dict)
    for predicate, value, n in side.hub(subject):
        by_predicate[predicate][value] = n
    ruled = side.ruled(subject)
    for predicate, (value, decision) in ruled.items():
        by_predicate[predicate] = {value: by_predicate[predicate].get(value, 0)}
        quads.update(decision_quads(decision.iri, decision.by, decision.when, decision.why))
        if subject.startswith(PLAN):
            quads.add(ox.Quad(_fact_node(subject, predicate, value), _DERIVED, ox.NamedNode(decision.iri), _LINKS))
            if predicate == G1540.planStatus:
                quads.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term(predicate, value)))
    said: dict[str, list[Value]] = defaultdict(list)
    name = ""
    for predicate, values in sorted(by_predicate.items()):
        for at, value in enumerate(rank_labels(values)):
            shown = SKOS.altLabel if predicate == SKOS.prefLabel and at else predicate
            if subject.startswith(PLAN):
                quads.update(_merged(subject, shown, value, values[value]))
            fact = Fact(subject, shown, value, ())
            if is_known(fact, reference) or (shown == G1540.planStatus and subject.startswith(PLAN)):
                continue
            said[shown].append(value)
            if isinstance(value, Ref) and value.iri.startswith(_PLACE):
                places[value.iri] += 1
            name = str(value) if shown == SKOS.prefLabel else name
            quads.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(shown), term(shown, value)))
    if said:
        quads.update(provision_labels({subject: said}, reference))
    quads.update(version_quads(subject, plan_versions(side, subject), some=versions, decided=G1540.planStatus in ruled))
    return quads, places, name


def _merged(subject: str, predicate: str, value: Value, notes: int) -> Iterable[ox.Quad]:
    node = _fact_node(subject, predicate, value)
    yield ox.Quad(node, ox.NamedNode(RDF.type), ox.NamedNode(G1540.MergedFact), _LINKS)
    yield ox.Quad(node, ox.NamedNode(RDF.subject), ox.NamedNode(subject), _LINKS)
    yield ox.Quad(node, ox.NamedNode(RDF.predicate), ox.NamedNode(predicate), _LINKS)
    yield ox.Quad(node, ox.NamedNode(RDF.object), term(predicate, value), _LINKS)
    yield ox.Quad(node, ox.NamedNode(G1540.noteCount), ox.Literal(str(notes), datatype=ox.NamedNode(XSD.integer)), _LINKS)
