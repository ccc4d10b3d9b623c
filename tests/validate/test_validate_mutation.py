"""A conforming graph is broken in the way that a shape forbids, and the shape finds it."""

import functools

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validate_graphs import Graph, plain_note, term

from graph1540.iri import BASE, DCTERMS, G1540, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD
from graph1540.validate import LAYERS, load_rules
from graph1540.validate.tasks import found

RULES = {rule.iri.split("#")[1]: rule for ruleset in load_rules(LAYERS) for rule in ruleset.rules.values()}
LINKS = BASE + "graph/links"
TEXT = """Information note

Event: Workshop on export control
Date and venue: 5-9 March 2012, Vienna, Austria
Organizers: OSCE, Kyrgyzstan
Participants: Kazakhstan, Kyrgyzstan and Tajikistan; 30 participants

The Permanent Representative, Ms. Ada Lund of the OSCE, in a letter dated 1 February 2012 invited the Committee.
It followed up on the meeting in Bishkek in December 2011. Kyrgyzstan shared the draft of its plan.
Resolution 1540 (2004) says that "every note shall be checked".
"""
NUMBERS = st.integers(1, 9999)
WORDS = st.text("abcdefgh", min_size=3, max_size=12)


def node(value):
    return value if isinstance(value, ox.NamedNode | ox.Literal) else ox.NamedNode(value)


class World:
    """One conforming note, its event, and the canonical view of it."""

    def __init__(self, path):
        self.graph = Graph(plain_note(path))
        self.store, self.note = self.graph.store, self.graph.iri
        self.text = self.graph.note.text
        self.event, self.before = self.graph.event(1), self.graph.event(2)
        self.canonical, self.earlier = BASE + "event/vienna", BASE + "event/bishkek"
        self.letter, self.person, self.membership = (f"{self.note}#{name}" for name in ("letter-1", "person-1", "membership-1"))
        self.provision, self.plan = f"{self.note}#provision-1", BASE + "plan/KGZ"
        claim = self.graph.claim
        claim(self.note, G1540.reportsOn, self.event, "Workshop")
        claim(self.note, G1540.mentions, self.before, "Bishkek")
        claim(self.note, G1540.cites, "resolution/1540", "Resolution 1540 (2004)")
        for predicate, value, words in (
            (G1540.eventType, "event-type/workshop", "Workshop"), (G1540.startDate, "2012-03-05", "5-9 March 2012"),
            (G1540.endDate, "2012-03-09", "5-9 March 2012"), (G1540.heldIn, "state/AUT", "Austria"),
            (G1540.organizer, "organization/osce", "OSCE"), (G1540.organizer, "state/KGZ", "Kyrgyzstan"),
            (G1540.participant, "state/KAZ", "Kazakhstan"), (G1540.participant, "state/TJK", "Tajikistan"),
            (G1540.participantCount, 30, "30 participants"), (G1540.followUpOf, self.before, "followed up"),
            (G1540.topic, "topic/export-control", "export control"), (G1540.eventStatus, "event-status/held", "Workshop"),
            (G1540.attendanceMode, "attendance-mode/in-person", "Workshop"), (G1540.considersPlan, self.plan, "its plan"),
        ):  # fmt: skip
            claim(self.event, predicate, value, words)
        claim(self.before, G1540.startDate, "2011-12", "December 2011")
        self.put(self.letter, RDF.type, G1540.Letter)
        claim(self.letter, DCTERMS.date, "2012-02-01", "1 February 2012")
        claim(self.letter, G1540.sender, self.person, "Ada Lund")
        claim(self.letter, G1540.invitesTo, self.event, "letter")
        self.put(self.person, RDF.type, G1540.Person)
        self.put(self.person, SKOS.prefLabel, ox.Literal("Ada Lund", language="en"))
        claim(self.person, ORG.hasMembership, self.membership, "Ada Lund")
        self.put(self.membership, RDF.type, ORG.Membership)
        claim(self.membership, ORG.organization, "organization/osce", "OSCE")
        self.put(self.provision, RDF.type, G1540.Provision)
        claim(self.provision, G1540.provisionOf, "resolution/1540", "Resolution 1540 (2004)")
        self.put(self.provision, G1540.quotation, ox.Literal("every note shall be checked", language="en"))
        self.put(BASE + "resolution/1540", SCHEMA.articleBody, ox.Literal("Decides that every note shall be checked."))
        self.put(self.plan, RDF.type, G1540.ActionPlan)
        claim(self.plan, G1540.planOf, "state/KGZ", "Kyrgyzstan")
        claim(self.plan, G1540.planStatus, "plan-status/draft", "draft")
        for local, canonical in ((self.event, self.canonical), (self.before, self.earlier)):
            self.put(local, PROV.specializationOf, canonical, LINKS)
            self.put(canonical, RDF.type, G1540.Event, "")
            self.put(canonical, SKOS.prefLabel, ox.Literal("Meeting", language="en"), "")
        for predicate, value in (
            (G1540.startDate, "2012-03-05"), (G1540.endDate, "2012-03-09"), (G1540.heldIn, "state/AUT"), (G1540.participantCount, 30),
        ):  # fmt: skip
            self.put(self.canonical, predicate, term(value), "")
        self.put(self.canonical, G1540.followUpOf, self.earlier, "")
        for party in ("state/KGZ", "organization/osce"):
            self.put(self.canonical, G1540.organizer, BASE + party, "")
        self.put(self.earlier, G1540.startDate, term("2011-12"), "")
        for kind, iri in ((G1540.ActionPlan, self.plan), (G1540.InformationNote, self.note)):
            self.put(iri, RDF.type, kind, "")

    def put(self, subject, predicate, value, graph=None):
        where = ox.NamedNode(self.note) if graph is None else ox.NamedNode(graph) if graph else ox.DefaultGraph()
        self.store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), node(value), where))

    def drop(self, subject, predicate=None):
        """Every such statement, with the evidence for it."""
        asked = ox.NamedNode(predicate) if predicate else None
        for quad in list(self.store.quads_for_pattern(ox.NamedNode(subject), asked, None, None)):
            self.store.remove(quad)

    def swap(self, subject, predicate, value, graph=None):
        """Another value, with the evidence of the first."""
        old = {q.object for q in self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)}
        self.drop(subject, predicate)
        self.put(subject, predicate, value, graph)
        for claim in self.claims(subject, predicate):
            if {q.object for q in self.store.quads_for_pattern(claim, ox.NamedNode(RDF + "object"), None, None)} <= old:
                self.drop(claim.value, RDF + "object")
                self.put(claim.value, RDF + "object", value)

    def claims(self, subject, predicate):
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF.subject), ox.NamedNode(subject), None)
        return [q.subject for q in quads if ox.Quad(q.subject, ox.NamedNode(RDF.predicate), ox.NamedNode(predicate), q.graph_name) in self.store]

    def spans(self):
        return sorted({q.object.value for q in self.store.quads_for_pattern(None, ox.NamedNode(OA.hasTarget), None, None)})


def date(draw, first, last):
    return ox.Literal(f"{draw(st.integers(first, last))}", datatype=ox.NamedNode(XSD.gYear))


def other(draw, kind):
    return f"{BASE}{kind}/{draw(WORDS)}"


def reported(world, predicate):
    world.drop(world.event, predicate)


def concept(predicate, of="event"):
    return lambda w, draw: w.swap(getattr(w, of), predicate, draw(st.sampled_from([BASE + "topic-x/y", BASE + "state/KGZ", other(draw, "event-type")])))


def one_name(world, draw, kind, cls):
    world.put(other(draw, kind), RDF.type, cls)


def acronym(world, draw, graph=None):
    iri = f"{BASE}organization/{draw(WORDS)}-agency"
    for predicate, value in ((RDF.type, ox.NamedNode(G1540.Organization)), (SKOS.prefLabel, ox.Literal("Agency", language="en")), (SKOS.notation, ox.Literal("OSCE"))):
        world.put(iri, predicate, value, graph)
    if graph is None:
        world.graph.claim(world.event, G1540.participant, iri, "OSCE")


def evidence(predicate, change):
    def mutate(world, draw):
        span = draw(st.sampled_from(world.spans()))
        old = next(world.store.quads_for_pattern(ox.NamedNode(span), ox.NamedNode(predicate), None, None)).object.value
        world.swap(span, predicate, change(draw, old, world))
    return mutate


def yearless(world, draw):
    """The words of a date without its year."""
    (claim,) = world.claims(world.letter, DCTERMS.date)
    for quad in list(world.store.quads_for_pattern(claim, ox.NamedNode(OA.hasTarget), None, None)):
        world.swap(quad.object.value, OA.exact, term(draw(WORDS)))


def undone(world, draw):
    """A statement of evidence without one of its parts."""
    part = draw(st.sampled_from([RDF.subject, RDF + "object", OA.hasTarget]))
    claim = draw(st.sampled_from(sorted(world.claims(world.event, G1540.heldIn) + world.claims(world.note, G1540.cites), key=str)))
    world.drop(claim.value, part)


def twice(world, draw):
    """Kyrgyzstan among the participants, as "Kyrgyzstan" and in another name of its own."""
    name = draw(st.sampled_from(["Kyrgyz Republic", "the Kyrgyz Republic"])).removeprefix("the ")
    text = world.text.replace("Kazakhstan, Kyrgyzstan and", f"Kyrgyzstan, {name} and")
    world.swap(world.note, SCHEMA.text, ox.Literal(text))
    start = text.index(f"Kyrgyzstan, {name}")
    world.graph.claim(world.event, G1540.participant, "state/KGZ")
    (claim,) = (
        claim
        for claim in world.claims(world.event, G1540.participant)
        if ox.Quad(claim, ox.NamedNode(RDF + "object"), ox.NamedNode(BASE + "state/KGZ"), ox.NamedNode(world.note)) in world.store
    )
    for at, exact in ((start, "Kyrgyzstan"), (start + 12, name)):
        iri = f"{world.note}#char={at},{at + len(exact)}"
        world.put(claim.value, OA.hasTarget, iri)
        for predicate, value in ((OA.start, term(at)), (OA.end, term(at + len(exact))), (OA.exact, ox.Literal(exact))):
            world.drop(iri, predicate)
            world.put(iri, predicate, value)


def versions(world, draw):
    early = draw(st.integers(2005, 2015))
    for number, (year, status) in enumerate(((early, draw(st.sampled_from(["adopted", "submitted", "implementing"]))),
                                             (early + draw(st.integers(1, 8)), draw(st.sampled_from(["requested", "drafting", "draft"]))))):
        iri = f"{world.plan}/version/{number}"
        for predicate, value in ((RDF.type, ox.NamedNode(G1540.PlanVersion)), (G1540.versionOf, ox.NamedNode(world.plan)),
                                 (G1540.planStatus, ox.NamedNode(f"{BASE}plan-status/{status}")), (DCTERMS.date, term(str(year)))):
            world.put(iri, predicate, value, "")
    if draw(st.booleans()):
        world.put(f"{world.plan}/version/1", G1540.previousVersion, f"{world.plan}/version/0", "")


def state_twice(world, draw):
    iri = other(draw, "state")
    for predicate, value in ((RDF.type, ox.NamedNode(G1540.State)), (SKOS.prefLabel, ox.Literal("X", language="en")), (SKOS.notation, ox.Literal("KGZ"))):
        world.put(iri, predicate, value, "")


def note_twice(world, draw):
    for number, iri in enumerate((world.note, f"{world.note}-{draw(NUMBERS)}")):
        for predicate, value in ((RDF.type, ox.NamedNode(G1540.InformationNote)), (G1540.digest, ox.Literal("a" * 64)), (DCTERMS.identifier, ox.Literal(f"{number}.txt"))):
            world.put(iri, predicate, value, "")


def unlink(world, draw):
    world.put(other(draw, "event"), PROV.specializationOf, world.canonical, LINKS)


def symbol(world, draw):
    iri = f"{BASE}resolution/{draw(st.integers(5000, 9999))}"
    for predicate, value in ((RDF.type, ox.NamedNode(G1540.Resolution)), (G1540.symbol, ox.Literal(draw(WORDS)))):
        world.put(iri, predicate, value)


def foreign(world, draw):
    world.put(f"https://{draw(WORDS)}.example/x", RDF.type, draw(st.sampled_from([G1540.Event, G1540.State, G1540.Place])))


MUTATIONS = {
    "AcronymOnce": acronym,
    "AcronymsApart": lambda w, draw: acronym(w, draw, ""),
    "AttendanceModeConcept": concept(G1540.attendanceMode),
    "DateForm": lambda w, draw: w.swap(w.event, G1540.startDate, draw(st.sampled_from([ox.Literal("spring"), ox.Literal("2012-13-45", datatype=ox.NamedNode(XSD.date)), ox.Literal("12", datatype=ox.NamedNode(XSD.gYear))]))),
    "DocumentNamed": lambda w, draw: one_name(w, draw, "document", G1540.Document),
    "EndDatesAgree": lambda w, draw: w.put(w.canonical, G1540.endDate, date(draw, 2013, 2020), ""),
    "EndNotBeforeStart": lambda w, draw: w.swap(w.event, G1540.endDate, date(draw, 2004, 2011)),
    "EnglishName": lambda w, draw: (w.put(other(draw, "place"), RDF.type, G1540.Place), w.put(BASE + "place/x", RDF.type, G1540.Place), w.put(BASE + "place/x", SKOS.prefLabel, ox.Literal(draw(WORDS), language="fr"))),
    "EventNamed": lambda w, _: w.drop(w.canonical, SKOS.prefLabel),
    "EventNotAfterNote": lambda w, draw: w.put(w.note, DCTERMS.date, date(draw, 2004, 2011)),
    "EventPlace": lambda w, _: reported(w, G1540.heldIn),
    "EventSourced": unlink,
    "EventStartDate": lambda w, _: reported(w, G1540.startDate),
    "EventStatusConcept": concept(G1540.eventStatus),
    "EventType": lambda w, _: reported(w, G1540.eventType),
    "EventTypeConcept": concept(G1540.eventType),
    "EvidenceDate": lambda w, draw: w.swap(w.event, G1540.startDate, date(draw, 2013, 2020)),
    "EvidenceOffsets": evidence(OA.end, lambda draw, old, w: term(draw(st.one_of(st.integers(0, 0), st.integers(len(w.text) + 1, 10**6))))),
    "EvidencePresent": lambda w, draw: w.put(w.event, draw(st.sampled_from([G1540.supporter, G1540.participant])), BASE + "state/DEU"),
    "EvidenceState": lambda w, draw: w.swap(w.event, G1540.organizer, f"{BASE}state/{draw(st.sampled_from(['DEU', 'FRA', 'BRA']))}"),
    "EvidenceTarget": undone,
    "EvidenceVerbatim": evidence(OA.exact, lambda draw, old, w: ox.Literal(old + draw(WORDS))),
    "FollowUpAcyclic": lambda w, _: w.put(w.earlier, G1540.followUpOf, w.canonical, ""),
    "FollowUpLater": lambda w, draw: w.swap(w.before, G1540.startDate, date(draw, 2013, 2020)),
    "HostStatesAgree": lambda w, draw: w.put(w.canonical, G1540.heldIn, f"{BASE}state/{draw(st.sampled_from(['DEU', 'FRA', 'BRA']))}", ""),
    "InvitationBeforeEvent": lambda w, draw: w.swap(w.letter, DCTERMS.date, date(draw, 2013, 2020)),
    "KnownTerm": lambda w, draw: w.put(w.event, G1540 + "not" + draw(WORDS), BASE + "state/KGZ"),
    "LetterDated": lambda w, _: w.drop(w.letter, DCTERMS.date),
    "LinkKeepsApart": lambda w, _: w.put(w.before, PROV.specializationOf, w.canonical, LINKS),
    "LinkOnce": lambda w, draw: w.put(w.event, PROV.specializationOf, other(draw, "event"), LINKS),
    "MembershipOrganization": lambda w, draw: w.drop(w.membership, ORG.organization) if draw(st.booleans()) else w.swap(w.membership, ORG.organization, BASE + "topic/export-control"),
    "MentionedEventUnplaced": lambda w, _: w.drop(w.before, G1540.startDate),
    "MergedEndNotBeforeStart": lambda w, draw: w.swap(w.canonical, G1540.endDate, date(draw, 2004, 2011), ""),
    "MergedFollowUpLater": lambda w, draw: w.swap(w.earlier, G1540.startDate, date(draw, 2013, 2020), ""),
    "NamePresent": lambda w, draw: one_name(w, draw, "organization", G1540.Organization) if draw(st.booleans()) else w.put(w.person, SKOS.prefLabel, ox.Literal("Lund", language="en")),
    "NoteDigest": lambda w, draw: w.swap(w.note, G1540.digest, ox.Literal(draw(WORDS))),
    "NoteIdentifier": lambda w, draw: w.put(w.note, DCTERMS.identifier, ox.Literal(draw(WORDS))),
    "NoteOnce": note_twice,
    "NoteReportsOnEvent": lambda w, _: w.drop(w.note, G1540.reportsOn),
    "NoteText": lambda w, draw: w.drop(w.note, SCHEMA.text),
    "OurIri": foreign,
    "ParticipantCount": lambda w, _: w.swap(w.event, G1540.participantCount, term(1)),
    "ParticipantCountForm": lambda w, draw: w.swap(w.event, G1540.participantCount, draw(st.sampled_from([ox.Literal("many"), term(0), term(-3)]))),
    "ParticipantCountsAgree": lambda w, draw: w.put(w.canonical, G1540.participantCount, term(draw(st.integers(31, 999))), ""),
    "PartyKind": lambda w, draw: w.put(w.event, draw(st.sampled_from([G1540.organizer, G1540.supporter, G1540.participant])), BASE + "place/vienna"),
    "PlanState": lambda w, draw: w.drop(w.plan, G1540.planOf) if draw(st.booleans()) else w.put(w.plan, G1540.planOf, BASE + "state/TJK"),
    "PlanStatusConcept": concept(G1540.planStatus, "plan"),
    "PlanStatusOrder": versions,
    "ProvisionResolution": lambda w, draw: w.drop(w.provision, G1540.provisionOf),
    "QuotationVerbatim": lambda w, draw: w.swap(w.provision, G1540.quotation, ox.Literal("every note shall be " + draw(WORDS), language="en")),
    "ResolutionKnown": lambda w, draw: w.put(f"{BASE}resolution/{draw(st.integers(5000, 9999))}", RDF.type, G1540.Resolution),
    "ResolutionSymbol": symbol,
    "ResolutionYear": lambda w, draw: w.swap(next(s for s in w.spans() if "2004" in next(w.store.quads_for_pattern(ox.NamedNode(s), ox.NamedNode(OA.exact), None, None)).object.value), OA.exact, ox.Literal(f"resolution 1540 ({draw(st.integers(2005, 2030))})")),
    "SenderKind": lambda w, draw: w.swap(w.letter, G1540.sender, draw(st.sampled_from([BASE + "place/vienna", BASE + "topic/export-control"]))),
    "StartDateOnce": lambda w, draw: w.put(w.event, G1540.startDate, date(draw, 2013, 2020)),
    "StartDatesAgree": lambda w, draw: w.put(w.canonical, G1540.startDate, date(draw, 2013, 2020), ""),
    "StateNamesApart": state_twice,
    "StateOnce": twice,
    "TopicConcept": concept(G1540.topic),
    "YearWritten": yearless,
}  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("mutation") / "vienna.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@functools.lru_cache
def layer_of(name):
    return RULES[name].layer


def rules(world, layers):
    return {result.rule.iri.split("#")[1] for _, result in found(world.store, layers)}


def test_every_shape_has_a_mutation():
    assert sorted(MUTATIONS) == sorted(RULES)


def test_the_graph_conforms(path):
    assert rules(World(path), LAYERS) == set()


@pytest.mark.parametrize("name", sorted(MUTATIONS))
@given(data=st.data())
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_a_shape_forbids_is_found(path, name, data):
    world = World(path)
    MUTATIONS[name](world, data.draw)
    assert name in rules(world, (layer_of(name),))
