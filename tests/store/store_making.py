"""Notes for the store: claims made by chance from a seed, few States and places, so that much is shared."""

from __future__ import annotations

import random
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.decisions import Decision
from graph1540.iri import BASE, DCTERMS, G1540, ORG, RDF, SKOS, digest, note_iri
from graph1540.model import Claim, Note, Ref, Span
from graph1540.pipeline import Extracted, build
from graph1540.reference import Reference, load_reference, shipped_reference
from graph1540.resolve.events import read_events
from graph1540.resolve.said import claim_names
from graph1540.spread import Processes
from graph1540.store.asserted import Facts
from graph1540.store.change import change_dataset
from graph1540.store.deciding import decision_findings
from graph1540.store.filing import file_all
from graph1540.store.index import Index
from graph1540.store.packing import pack_note
from graph1540.store.side import NotLocalError
from graph1540.store.whole import fill_store

STATES = ("KGZ", "TJK", "BLR")
PLACES = {"bishkek": "KGZ", "issyk-kul": "KGZ", "dushanbe": "TJK", "minsk": "BLR", "vienna": "AUT"}
ORGANIZATIONS = ("osce", "unoda", "unrcpd")
PEOPLE = ("Aida Bekova", "Oleg Petrov", "Madonna")


@lru_cache(maxsize=1)
def small_reference() -> Reference:
    """The part of the reference data that these notes speak of, so that a build is quick."""
    wanted = {f"{BASE}state/{code}" for code in (*STATES, "AUT")} | {f"{BASE}place/{name}" for name in PLACES}
    wanted |= {f"{BASE}organization/{name}" for name in ORGANIZATIONS} | {f"{BASE}resolution/1540"}
    wanted |= {f"{BASE}event-type/{name}" for name in ("workshop", "peer-review", "meeting")}
    kept = [t for t in shipped_reference().quads if isinstance(t.subject, ox.NamedNode) and t.subject.value in wanted]
    return load_reference(kept)


def made_note(slug, seed, *, dense=True):
    """A note of a few events; the same slug and seed give the same note."""
    chance = random.Random(f"{slug} {seed}")
    iri = note_iri(slug)
    claims = []

    def say(subject, predicate, value):
        at = len(claims)
        claims.append(Claim(iri, Ref(subject), predicate, value, (Span(at, at + 1, "x"),)))

    years = (2016,) if dense else (2014, 2015, 2016, 2017, 2018)
    events = [f"{iri}#event-{number}" for number in range(1, chance.randint(1, 4) + 1)]
    for number, event in enumerate(events):
        _say_event(chance, say, event, years)
        say(iri, G1540.reportsOn if number == 0 and chance.random() < 0.8 else G1540.mentions, Ref(event))
        if number and chance.random() < 0.3:
            say(events[0], G1540.followUpOf, Ref(event))
    _say_others(chance, say, iri, events)
    text = f"{slug} {seed}"
    return Extracted(Note(slug, f"{slug}.txt", "text/plain", text, (), (), digest(text)), (), tuple(claims), ())


def _say_event(chance, say, event, years):
    say(event, RDF.type, Ref(G1540.Event))
    kind = chance.choice(("workshop", "peer-review", "meeting"))
    say(event, G1540.eventType, Ref(f"{BASE}event-type/{kind}"))
    precision = chance.choice((3, 3, 2, 1, 1))
    year, month, day = chance.choice(years), chance.choice((6, 7)), chance.choice((1, 2, 28))
    if chance.random() < 0.95:
        say(event, G1540.startDate, PartialDate(year, month if precision > 1 else None, day if precision > 2 else None))
        if precision == 3 and chance.random() < 0.5:
            say(event, G1540.endDate, PartialDate(year, month, day + 1))
    if chance.random() < 0.6:
        place = chance.choice(tuple(PLACES))
        say(event, G1540.heldAt, Ref(f"{BASE}place/{place}"))
        if chance.random() < 0.7:
            say(event, G1540.heldIn, Ref(f"{BASE}state/{PLACES[place]}"))
    elif chance.random() < 0.4:
        # A place that no reference data name; notes do, not always the same way.
        say(event, G1540.heldAt, Ref(f"{BASE}place/atlantis"))
        say(f"{BASE}place/atlantis", RDF.type, Ref(G1540.Place))
        say(f"{BASE}place/atlantis", SKOS.prefLabel, chance.choice(("Atlantis", "Atlantida")))
    for code in chance.sample(STATES, chance.randint(0, 3)):
        say(event, G1540.participant, Ref(f"{BASE}state/{code}"))
    for name in chance.sample(ORGANIZATIONS, chance.randint(0, 2)):
        say(event, chance.choice((G1540.organizer, G1540.supporter)), Ref(f"{BASE}organization/{name}"))
        say(f"{BASE}organization/{name}", RDF.type, Ref(G1540.Organization))
    if chance.random() < 0.7:
        say(event, G1540.concerns, Ref(f"{BASE}resolution/1540"))
    if chance.random() < 0.3:
        say(event, G1540.eventStatus, Ref(f"{BASE}event-status/{chance.choice(('held', 'planned', 'cancelled'))}"))


def _say_others(chance, say, iri, events):
    ministry = f"{BASE}organization/kgz-ministry-of-trade"
    if chance.random() < 0.5:
        say(ministry, RDF.type, Ref(G1540.Organization))
        say(ministry, SKOS.prefLabel, chance.choice(("Ministry of Trade", "Ministry of Trade of Kyrgyzstan")))
        if chance.random() < 0.6:
            say(ministry, G1540.organOf, Ref(f"{BASE}state/KGZ"))
        say(events[0], G1540.participant, Ref(ministry))
        if chance.random() < 0.5:
            local = f"{iri}#organization-ministry-of-trade"
            say(local, RDF.type, Ref(G1540.Organization))
            say(local, SKOS.prefLabel, "Ministry of Trade")
            say(events[-1], G1540.organizer, Ref(local))
    if chance.random() < 0.6:
        name = chance.choice(PEOPLE)
        person, role = f"{iri}#person-1", f"{iri}#membership-1"
        say(person, RDF.type, Ref(G1540.Person))
        say(person, SKOS.prefLabel, name)
        say(person, ORG.hasMembership, Ref(role))
        say(role, RDF.type, Ref(ORG.Membership))
        say(role, ORG.organization, Ref(chance.choice((ministry, f"{BASE}state/TJK", f"{BASE}organization/osce"))))
        say(events[0], G1540.attendee, Ref(person))
    if chance.random() < 0.5:
        plan = f"{BASE}plan/{chance.choice(STATES[:2])}"
        say(plan, RDF.type, Ref(G1540.ActionPlan))
        say(plan, G1540.planOf, Ref(f"{BASE}state/{plan[-3:]}"))
        say(plan, G1540.planStatus, Ref(f"{BASE}plan-status/{chance.choice(('draft', 'adopted'))}"))
        say(events[0], G1540.considersPlan, Ref(plan))
    if chance.random() < 0.4:
        letter = f"{iri}#letter-1"
        say(letter, RDF.type, Ref(G1540.Letter))
        say(letter, DCTERMS.date, PartialDate(2016, 5, 1))
        say(letter, G1540.sender, Ref(f"{BASE}organization/{chance.choice(ORGANIZATIONS)}"))
        say(letter, G1540.invitesTo, Ref(chance.choice(events)))
    if chance.random() < 0.3:
        document = f"{BASE}document/s-2016-{chance.choice((1, 2))}"
        say(document, RDF.type, Ref(G1540.Document))
        say(document, G1540.symbol, document.rsplit("/", 1)[-1].replace("-", "/").upper())
        say(iri, G1540.cites, Ref(document))


def canonical_nquads(quads):
    """The dataset as sorted N-Quads, as a store keeps it (1.00 and 1 are one decimal)."""
    kept = ox.Store()
    kept.extend(quads)
    return sorted(str(quad) for quad in kept)


def fresh(notes, reference=None, decisions=()):
    """What a fresh build of notes gives."""
    return canonical_nquads(build(list(notes), reference=reference, decisions=decisions).quads)


def told(notes, reference, decisions):
    """What a fresh build tells of the decisions."""
    return [f for f in build(list(notes), reference=reference, decisions=decisions).findings if f.rule.endswith("-decision")]


def decided_pair(kind, one, other, *, words=""):
    """A decision on two events, by their names."""
    first, second = sorted((one, other))
    return Decision(kind, first, "", second, "A. Reader", "2026-01-31", "as told", words)


def names_in(notes):
    """The names of events and the claims in notes, as decisions write them."""
    events, claims = set(), set()
    for one in notes:
        keys = {event.iri: event.key for event in read_events(note_iri(one.note.slug), one.claims)}
        events.update(keys.values())
        claims.update(claim_names(claim, keys) for claim in one.claims)
    return sorted(events), sorted(claims)


def made_decision(seed, notes):
    """A decision on what some notes say, or on what they never said; the same seed and notes give the same decision."""
    chance = random.Random(f"decision {seed}")
    events, claims = names_in(notes)
    kind = chance.choice(("same", "same", "same", "different", "different", "unsure", "wrong", "wrong", "right", "right", "right", "ignore"))
    if kind == "ignore" or len(events) < 2 or not claims:
        return Decision("ignore", "n1.txt", "some-rule", "*", "A. Reader", "2026-01-31", "as told")
    if kind in ("same", "different", "unsure"):
        one, other = chance.sample([*events, "n0#2001-01-01/minsk/workshop"], 2)
        near = [event for event in events if event.split("/")[1] == one.split("/")[1] and event.partition("#")[0] != one.partition("#")[0]]
        other = chance.choice(near) if near and chance.random() < 0.6 else other
        return decided_pair(kind, one, other, words=chance.choice(("", "", "one | other")))
    subject, predicate, value = chance.choice([*claims, ("n0|place/nowhere", "skos:prefLabel", "Nowhere")])
    if kind == "right":
        if chance.random() < 0.3:
            subject = chance.choice([claim[0] for claim in claims if "|" in claim[0]])
            predicate = chance.choice(sorted({claim[1] for claim in claims if claim[0] == subject} | {"skos:prefLabel"}))
        elif "/" in subject.partition("#")[2] and chance.random() < 0.5:
            predicate = chance.choice(("g1540:participant", "g1540:followUpOf", "g1540:startDate", "g1540:heldAt", "skos:prefLabel"))
        value = chance.choice(sorted({claim[2] for claim in claims if claim[1] == predicate}) or ["Another name"])
        value = chance.choice(events) if predicate == "g1540:followUpOf" else value
        value = f"note/{subject.partition('#')[0]}#person-1" if predicate == "g1540:participant" and chance.random() < 0.3 else value
    return Decision(kind, subject, predicate, value, "A. Reader", "2026-01-31", chance.choice(("", "as told")), chance.choice(("", "", "other")))


def made_decisions(seeds, notes):
    """Decisions as a file has them: sorted, one about each thing."""
    made = {one.about: one for one in (made_decision(seed, notes) for seed in seeds)}
    return tuple(sorted(made.values(), key=lambda one: one.order))


@dataclass
class Bench:
    """The changes of a store without its folder: an index in a file, a dataset in memory."""

    path: Path
    reference: Reference
    notes: dict[str, Extracted] = field(default_factory=dict)
    decisions: tuple = ()
    rebuilt: int = 0

    def __post_init__(self):
        self.facts = Facts(self.reference)
        self.rdf = ox.Store()
        self.rdf.extend(build([], reference=self.reference).quads)
        self.index = Index(self.path, create=True)
        self.index.begin()
        self.index.settle()

    def change(self, *, remove=(), add=(), decisions=None):
        new = {one.note.slug: one for one in add}
        gone = {slug for slug in (*remove, *new) if slug in self.notes}
        self.decisions = self.decisions if decisions is None else tuple(decisions)
        self.notes = {slug: one for slug, one in self.notes.items() if slug not in gone} | new
        self.index.begin()
        try:
            with closing(Index(self.path, read_only=True)) as old:
                removed, added, _ = change_dataset(
                    self.index, old, self.facts, self.rdf, gone=gone, fresh=[(e.note, e.claims) for e in new.values()], decisions=decisions
                )
        except NotLocalError:
            self.index.rollback()
            self.rebuild()
            return
        self.index.commit()
        assert all(quad in self.rdf for quad in removed), "what leaves was there"
        assert not any(quad in self.rdf for quad in added), "what comes was not there"
        for quad in removed:
            self.rdf.remove(quad)
        self.rdf.extend(added)

    def rebuild(self):
        """Make everything anew, as a writer does where a change cannot be told from a part."""
        self.index.close()
        self.rebuilt += 1
        self.path = self.path.with_name(f"{self.path.stem}-{self.rebuilt}.sqlite")
        self.index, made = _filled(self.path, self.notes.values(), self.reference, self.decisions)
        self.rdf = ox.Store()
        self.rdf.extend(made)

    def told(self):
        return list(decision_findings(self.index))

    def state(self):
        return state_of(self.index)


def state_of(index):
    """What the index says, without the numbers that it gives to events."""
    db = index.db
    names = dict(db.execute("SELECT id, iri FROM events"))
    found = {table: sorted(db.execute(f"SELECT * FROM {table}")) for table in ("kin", "persons", "hubs", "plans", "uses")}
    found["offers"] = sorted((step, names[a], names[b], *rest) for step, a, b, *rest in db.execute("SELECT * FROM offers"))
    found["keys"] = sorted((key, names[event], *rest) for key, event, *rest in db.execute("SELECT * FROM keys"))
    found["pairs"] = sorted((names[a], names[b]) for a, b in db.execute("SELECT * FROM pairs"))
    found["events"] = sorted(db.execute("SELECT iri, note, packed, canonical FROM events"))
    found["decisions"] = sorted(db.execute("SELECT * FROM decisions"))
    found["wrong"] = sorted(db.execute("SELECT * FROM wrong"))
    for step in range(5):
        groups = defaultdict(list)
        for number, name in db.execute(f"SELECT id, c{step} FROM events"):
            groups[name].append(names[number])
        found[f"clusters {step}"] = sorted(sorted(group) for group in groups.values())
    return found


def filled(path, notes, reference, decisions=()):
    """The index of a store that is made as a whole; its dataset is that of a fresh build, and counted right."""
    index, made = _filled(path, notes, reference, decisions)
    assert sorted(map(str, made)) == fresh(notes, reference, decisions)
    found = state_of(index)
    index.close()
    return found


def _filled(path, notes, reference, decisions):
    """The index and the quads of a store that is made as a whole."""
    index = Index(path, create=True)
    index.begin()
    with TemporaryDirectory(dir=path.parent) as name:
        filed = file_all((pack_note(one.note, one.claims) for one in notes), Path(name), reference, Processes(), decisions)
        made = fill_store(index, filed, Facts(reference), Path(name), decisions=decisions)
        assert [f for f in made.findings if f.rule.endswith("-decision")] == told(notes, reference, decisions)
        assert made.quads == len(made.rdf)
        quads = list(made.rdf)
    index.settle()
    return index, quads


__all__ = ["Bench", "canonical_nquads", "decided_pair", "filled", "fresh", "made_decisions", "made_note", "names_in", "small_reference", "state_of", "told"]
