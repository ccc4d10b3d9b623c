"""The links graph and the canonical view as quads: every IRI in them is a pure function of the claims and decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.iri import BASE, DCTERMS, G1540, ORG, PROV, RDF, SKOS, XSD, claim_iri, digest, note_iri, resource_iri
from graph1540.model import Claim, Link, Note, Ref, Value
from graph1540.reference import Reference
from graph1540.resolve.labels import event_label
from graph1540.resolve.link import Resolved
from graph1540.resolve.merge import Disagreement, Fact, Merged, merge
from graph1540.versions import History, Version
from graph1540.write import decimal, term, value_key

__all__ = [
    "LINKS",
    "canonical_quads",
    "decision_quads",
    "fact_lines",
    "fact_quads",
    "is_known",
    "link_quads",
    "node_iri",
    "provision_labels",
    "statement_iri",
    "to_dataset",
    "told_at",
    "version_iri",
    "version_quads",
]

#: The graph of links, merged facts and disagreements' evidence.
LINKS = BASE + "graph/links"
_LINKS = ox.NamedNode(LINKS)
_TYPE = ox.NamedNode(RDF.type)
_INTEGER = ox.NamedNode(XSD.integer)
_STATUS = G1540.planStatus
#: Things other than events of which is told how many notes support each fact.
_OF_ONE = (BASE + "plan/", BASE + "person/")


def to_dataset(
    notes: Iterable[Note], claims: Mapping[str, Sequence[Claim]], resolved: Resolved, reference: Reference
) -> list[ox.Quad]:
    """The links graph and the default graph, sorted; the notes' own graphs are :func:`graph1540.write.note_quads`."""
    merged = merge(claims, resolved)
    quads = set(link_quads(resolved.links))
    quads.update(fact_quads(merged))
    quads.update(canonical_quads(notes, claims, merged, reference))
    return sorted(quads, key=str)


def node_iri(kind: str, *parts: str) -> ox.NamedNode:
    """A link, fact, disagreement or position, by what it is of."""
    return ox.NamedNode(resource_iri(kind, digest("\x1f".join(parts))[:16]))


def link_quads(links: Iterable[Link]) -> Iterator[ox.Quad]:
    """Which local things are which canonical ones, why, and which canonical IRIs have given way to others."""
    for link in links:
        local, canonical = ox.NamedNode(link.local.iri), ox.NamedNode(link.canonical.iri)
        yield ox.Quad(local, ox.NamedNode(PROV.specializationOf), canonical, _LINKS)
        node = node_iri("link", link.local.iri, link.canonical.iri)
        yield ox.Quad(node, _TYPE, ox.NamedNode(G1540.Link), _LINKS)
        yield ox.Quad(node, ox.NamedNode(G1540.local), local, _LINKS)
        yield ox.Quad(node, ox.NamedNode(G1540.canonical), canonical, _LINKS)
        yield ox.Quad(node, ox.NamedNode(G1540.score), decimal(link.score), _LINKS)
        yield ox.Quad(node, ox.NamedNode(G1540.reason), ox.Literal(link.reason), _LINKS)
        for old in link.replaced:
            yield ox.Quad(ox.NamedNode(old.iri), ox.NamedNode(DCTERMS.isReplacedBy), canonical, _LINKS)


def statement_iri(claim: Claim) -> ox.NamedNode:
    """The statement that carries a claim's evidence."""
    return ox.NamedNode(claim_iri(claim.note, claim.subject.iri, claim.predicate, value_key(claim.value)))


def _counted(merged: Merged) -> Iterator[Fact]:
    """The facts of which is told how many notes support them."""
    return (fact for fact in merged.facts if fact.subject in merged.events or fact.subject.startswith(_OF_ONE))


def fact_quads(merged: Merged) -> Iterator[ox.Quad]:
    """How many notes support each fact, and by which claims."""
    for fact in _counted(merged):
        node = node_iri("fact", fact.subject, fact.predicate, value_key(fact.value))
        yield ox.Quad(node, _TYPE, ox.NamedNode(G1540.MergedFact), _LINKS)
        yield ox.Quad(node, ox.NamedNode(RDF.subject), ox.NamedNode(fact.subject), _LINKS)
        yield ox.Quad(node, ox.NamedNode(RDF.predicate), ox.NamedNode(fact.predicate), _LINKS)
        yield ox.Quad(node, ox.NamedNode(RDF.object), term(fact.predicate, fact.value), _LINKS)
        yield ox.Quad(node, ox.NamedNode(G1540.noteCount), ox.Literal(str(fact.notes), datatype=_INTEGER), _LINKS)
        for claim in fact.claims:
            yield ox.Quad(node, ox.NamedNode(PROV.wasDerivedFrom), statement_iri(claim), _LINKS)
        if fact.decision:
            yield ox.Quad(node, ox.NamedNode(PROV.wasDerivedFrom), ox.NamedNode(fact.decision), _LINKS)
    for iri, (by, when, why) in merged.decisions.items():
        yield from decision_quads(iri, by, when, why)


def decision_quads(iri: str, by: str, when: str, why: str) -> Iterator[ox.Quad]:
    """Who set a value, when and why."""
    decision = ox.NamedNode(iri)
    yield ox.Quad(decision, ox.NamedNode(DCTERMS.creator), ox.Literal(by), _LINKS)
    yield ox.Quad(decision, ox.NamedNode(DCTERMS.date), term(DCTERMS.date, PartialDate.parse(when)), _LINKS)
    if why:
        yield ox.Quad(decision, ox.NamedNode(DCTERMS.description), ox.Literal(why), _LINKS)


def fact_lines(merged: Merged) -> Iterator[str]:
    """What :func:`fact_quads` gives as lines of N-Quads, in a third of the time; one that two claims give is twice there.

    An IRI stands in N-Quads as it is: those of ours hold nothing that would have to be escaped.
    """
    end = f" {_LINKS} .\n"
    is_fact, notes = f" {_TYPE} <{G1540.MergedFact}>{end}", f'"^^{_INTEGER}{end}'
    subject, predicate, value, count, source = (f" <{iri}> " for iri in (RDF.subject, RDF.predicate, RDF.object, G1540.noteCount, PROV.wasDerivedFrom))
    for fact in _counted(merged):
        key = value_key(fact.value)
        node = f"<{resource_iri('fact', digest(chr(31).join((fact.subject, fact.predicate, key)))[:16])}>"
        meant = f"<{fact.value.iri}>" if isinstance(fact.value, Ref) else str(term(fact.predicate, fact.value))
        yield f"{node}{is_fact}"
        yield f"{node}{subject}<{fact.subject}>{end}"
        yield f"{node}{predicate}<{fact.predicate}>{end}"
        yield f"{node}{value}{meant}{end}"
        yield f'{node}{count}"{fact.notes}{notes}'
        for claim in fact.claims:
            yield f"{node}{source}<{claim_iri(claim.note, claim.subject.iri, claim.predicate, value_key(claim.value))}>{end}"
        if fact.decision:
            yield f"{node}{source}<{fact.decision}>{end}"
    for iri, decided in merged.decisions.items():
        yield from (f"{quad} .\n" for quad in decision_quads(iri, *decided))


def canonical_quads(
    notes: Iterable[Note], claims: Mapping[str, Sequence[Claim]], merged: Merged, reference: Reference
) -> Iterator[ox.Quad]:
    """The default graph: what people query."""
    used: set[str] = set()
    by_subject: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for fact in merged.facts:
        if is_known(fact, reference) or (fact.predicate == _STATUS and fact.subject.startswith(BASE + "plan/")):
            continue
        by_subject[fact.subject][fact.predicate].append(fact.value)
        if isinstance(fact.value, Ref):
            used.add(fact.value.iri)
        yield ox.Quad(ox.NamedNode(fact.subject), ox.NamedNode(fact.predicate), term(fact.predicate, fact.value))
    labels = dict(reference.labels)
    for subject, said in by_subject.items():
        for label in said.get(SKOS.prefLabel, ()):
            labels.setdefault(subject, str(label))
    for event in sorted(merged.events):
        yield ox.Quad(ox.NamedNode(event), _TYPE, ox.NamedNode(G1540.Event))
        text = event_label(by_subject.get(event, {}), labels)
        yield ox.Quad(ox.NamedNode(event), ox.NamedNode(SKOS.prefLabel), ox.Literal(text, language="en"))
    for note in notes:
        iri = ox.NamedNode(note_iri(note.slug))
        yield ox.Quad(iri, _TYPE, ox.NamedNode(G1540.InformationNote))
        yield ox.Quad(iri, ox.NamedNode(DCTERMS.identifier), ox.Literal(note.name))
        yield ox.Quad(iri, ox.NamedNode(SKOS.prefLabel), ox.Literal(note.name, language="en"))
    yield from provision_labels(by_subject, reference)
    for disagreement in merged.disagreements:
        yield from _disagreement_quads(disagreement)
    yield from _plan_quads(claims, merged)
    yield from _reference_quads(reference, used)


def is_known(fact: Fact, reference: Reference) -> bool:
    """Whether the fact is a name of something that the reference data name already."""
    return fact.subject in reference.labels and fact.predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.notation)


def provision_labels(by_subject: Mapping[str, Mapping[str, Sequence[Value]]], reference: Reference) -> Iterator[ox.Quad]:
    """Letters, provisions and plans have a name that a table can show."""
    for subject, said in by_subject.items():
        kinds = {value.iri for value in said.get(RDF.type, ()) if isinstance(value, Ref)}
        text = ""
        if G1540.Provision in kinds:
            sources = sorted(v.iri for v in said.get(G1540.provisionOf, ()) if isinstance(v, Ref))
            quotation = min((str(v) for v in said.get(G1540.quotation, ())), default="")
            name = f"Resolution {reference.codes.get(sources[0], '')}" if sources else "Provision"
            text = f"{name}: {_shortened(quotation)}"
        elif G1540.Letter in kinds:
            dates = sorted(str(v) for v in said.get(DCTERMS.date, ()))
            text = f"Letter of {dates[0]}" if dates else "Letter"
        elif G1540.ActionPlan in kinds:
            states = sorted(v.iri for v in said.get(G1540.planOf, ()) if isinstance(v, Ref))
            text = f"National action plan of {reference.labels.get(states[0], '')}" if states else "National action plan"
        elif ORG.Membership in kinds or SKOS.prefLabel in said or G1540.Document not in kinds:
            continue
        else:
            text = min((str(v) for v in said.get(G1540.symbol, ())), default="")
        if text and SKOS.prefLabel not in said:
            yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(SKOS.prefLabel), ox.Literal(text, language="en"))


def _shortened(text: str, limit: int = 60) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else plain[:limit].rsplit(" ", 1)[0] + " …"


def _disagreement_quads(disagreement: Disagreement) -> Iterator[ox.Quad]:
    key = (disagreement.subject, disagreement.predicate)
    node = node_iri("disagreement", *key)
    yield ox.Quad(node, _TYPE, ox.NamedNode(G1540.Disagreement))
    yield ox.Quad(node, ox.NamedNode(G1540.about), ox.NamedNode(disagreement.subject))
    yield ox.Quad(node, ox.NamedNode(G1540.onProperty), ox.NamedNode(disagreement.predicate))
    for value, claims in disagreement.positions:
        position = node_iri("position", *key, value_key(value))
        yield ox.Quad(node, ox.NamedNode(G1540.position), position)
        yield ox.Quad(position, _TYPE, ox.NamedNode(G1540.Position))
        yield ox.Quad(position, ox.NamedNode(RDF.value), term(disagreement.predicate, value))
        for claim in claims:
            yield ox.Quad(position, ox.NamedNode(PROV.wasDerivedFrom), statement_iri(claim))


def _plan_quads(claims: Mapping[str, Sequence[Claim]], merged: Merged) -> Iterator[ox.Quad]:
    """The history of each State's plan: a version for each status at a time; the plan's own status is that of the latest."""
    statuses: dict[str, dict[tuple[str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    decided = {fact.subject: fact for fact in merged.facts if fact.predicate == _STATUS and fact.decision}
    for fact in merged.facts:
        if fact.predicate != _STATUS or not isinstance(fact.value, Ref):
            continue
        for claim in fact.claims:
            statuses[fact.subject][told_at(claims[claim.note], claim.note), fact.value.iri].append(claim)
    for plan, versions in sorted(statuses.items()):
        yield from version_quads(plan, versions, decided=plan in decided)
        for (date, status), said in sorted(versions.items()):
            node = version_iri(plan, date, status)
            for claim in said:
                yield ox.Quad(node, ox.NamedNode(PROV.wasDerivedFrom), statement_iri(claim))
    for plan, fact in sorted(decided.items()):
        yield ox.Quad(ox.NamedNode(plan), ox.NamedNode(_STATUS), term(_STATUS, fact.value))


def version_iri(plan: str, date: str, status: str) -> ox.NamedNode:
    """A plan as it stood at one time."""
    return ox.NamedNode(f"{plan}/version/{digest(date + chr(31) + status)[:16]}")


def version_quads(plan: str, versions: Collection[Version], *, some: Collection[Version] | None = None, decided: bool = False) -> Iterator[ox.Quad]:
    """A plan's versions, each with those before it, and the plan's own status unless a reviewer ``decided`` on it.

    ``some``: those of the versions to tell of; all of them if left out.
    """
    history = History(versions)
    for date, status in history.versions:
        if some is not None and (date, status) not in some:
            continue
        node = version_iri(plan, date, status)
        yield ox.Quad(node, _TYPE, ox.NamedNode(G1540.PlanVersion))
        yield ox.Quad(node, ox.NamedNode(G1540.versionOf), ox.NamedNode(plan))
        yield ox.Quad(node, ox.NamedNode(_STATUS), ox.NamedNode(status))
        if date:
            yield ox.Quad(node, ox.NamedNode(DCTERMS.date), term(DCTERMS.date, PartialDate.parse(date)))
        for before in history.before(date):
            yield ox.Quad(node, ox.NamedNode(G1540.previousVersion), version_iri(plan, *before))
        if date == history.latest and not decided:
            yield ox.Quad(ox.NamedNode(plan), ox.NamedNode(_STATUS), ox.NamedNode(status))


def told_at(claims: Sequence[Claim], note: str) -> str:
    """When the note was told: the start of the first event that it reports on; empty if it has no date."""
    own = {c.value for c in claims if c.subject.iri == note and c.predicate == G1540.reportsOn}
    starts = [c.value for c in claims if c.subject in own and c.predicate == G1540.startDate and isinstance(c.value, PartialDate)]
    return min((str(start) for start in starts), default="")


def _reference_quads(reference: Reference, used: set[str]) -> Iterator[ox.Quad]:
    """The reference data; of the places only those that the notes speak of."""
    places = BASE + "place/"
    for triple in reference.quads:
        subject = triple.subject
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(places) and subject.value not in used:
            continue
        yield ox.Quad(subject, triple.predicate, triple.object)
