"""How long it takes to add one note to a store, and to take it out, by how many notes are in it.

    .venv/bin/python benchmarks/store.py 100 1000 10000

The notes are claims made from a seed: four events each, in 190 States and over 20 years; a third of the events are told of
by several notes, a quarter by month or year alone; persons, ministries, plans and letters as in real notes. What is
measured is the store's own work, from claims to a version that readers see; to read a note's text takes the same time
whatever is in the store.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph

from graph1540.dates import PartialDate
from graph1540.iri import BASE, DCTERMS, G1540, ORG, RDF, SKOS, digest, note_iri
from graph1540.model import Claim, Note, Ref, Span, Value
from graph1540.pipeline import Extracted
from graph1540.reference import shipped_reference
from graph1540.store import Writer, build_store

_KINDS = ("workshop", "peer-review", "training", "conference", "visit", "roundtable", "seminar", "meeting")
_TOPICS = ("export-control", "border-control", "biosecurity", "legislation", "licensing", "enforcement")
_GIVEN = ("Aida", "Oleg", "Maria", "John", "Wei", "Amina", "Carlos", "Ingrid", "Tomas", "Fatou")


class World:
    """What there is to tell of: events by number, each the same for every note that tells of it."""

    def __init__(self, notes: int, seed: int = 1540, each: int = 4) -> None:
        known = shipped_reference()
        self.places = sorted((place, state) for place, state in known.state_of.items() if "/place/" in place)
        self.states = sorted({state for _, state in self.places})
        self.organizations = sorted(iri for iri in known.labels if iri.startswith(BASE + "organization/"))[:60]
        self.each = each  # events that a note tells of
        self.events = max(4, notes * (each - 1))
        self.seed = seed

    def event(self, number: int) -> tuple[PartialDate, PartialDate, str, str, str, list[str], list[str]]:
        """Days, place, State, kind, States that took part and organizers of one event."""
        chance = random.Random(f"{self.seed} event {number}")
        place, state = chance.choice(self.places)
        year, month, day = chance.randint(2005, 2024), chance.randint(1, 12), chance.randint(1, 26)
        start = PartialDate(year, month, day)
        parties = chance.sample(self.states, chance.randint(0, 4))
        organizers = chance.sample(self.organizations, chance.randint(1, 2))
        return start, PartialDate(year, month, day + chance.randint(0, 2)), place, state, chance.choice(_KINDS), parties, organizers


def note(world: World, number: int) -> Extracted:
    """The note of a number: its own event and three others, some of which other notes tell of too."""
    chance = random.Random(f"{world.seed} note {number}")
    slug = f"note-{number:07}"
    iri = note_iri(slug)
    claims: list[Claim] = []

    def say(subject: str, predicate: str, value: Value) -> None:
        at = 10 * len(claims)
        claims.append(Claim(iri, Ref(subject), predicate, value, (Span(at, at + 8, "evidence"),)))

    for at, told in enumerate(_told(world, number, chance)):
        start, end, place, state, kind, parties, organizers = world.event(told)
        event = f"{iri}#event-{at + 1}"
        say(event, RDF.type, Ref(G1540.Event))
        say(event, G1540.eventType, Ref(f"{BASE}event-type/{kind}"))
        vague = at > 0 and chance.random() < 0.33
        if vague:
            say(event, G1540.startDate, PartialDate(start.year, start.month if chance.random() < 0.5 else None))
        else:
            say(event, G1540.startDate, start)
            say(event, G1540.endDate, end)
        if not vague or chance.random() < 0.6:
            say(event, G1540.heldAt, Ref(place))
            say(event, G1540.heldIn, Ref(state))
        for party in parties:
            say(event, G1540.participant, Ref(party))
        for organizer in organizers:
            say(event, G1540.organizer, Ref(organizer))
            say(organizer, RDF.type, Ref(G1540.Organization))
        say(event, G1540.topic, Ref(f"{BASE}topic/{chance.choice(_TOPICS)}"))
        say(event, G1540.concerns, Ref(f"{BASE}resolution/1540"))
        say(iri, G1540.mentions if at else G1540.reportsOn, Ref(event))
        if at == 1 and number % 5:
            say(f"{iri}#event-1", G1540.followUpOf, Ref(event))
    _say_others(chance, say, iri, state, world.events)
    text = f"{slug} " + "evidence " * len(claims)
    return Extracted(Note(slug, f"{slug}.txt", "text/plain", text, (), (), digest(text)), (), tuple(claims), ())


def _told(world: World, number: int, chance: random.Random) -> list[int]:
    """The events that a note tells of: its own, the one that this follows up (in series of five), others."""
    own = number * (world.each - 1)
    before = own - (world.each - 1) if number % 5 else chance.randrange(world.events)
    return [told % world.events for told in (own, before, *range(own + 1, own + world.each - 2), chance.randrange(world.events))][: world.each]


def _say_others(chance: random.Random, say: Callable[[str, str, Value], None], iri: str, state: str, events: int) -> None:
    """A ministry, two persons of it, a plan, a letter."""
    code = state.rsplit("/", 1)[-1]
    ministry = f"{BASE}organization/{code.lower()}-ministry-of-trade"
    say(ministry, RDF.type, Ref(G1540.Organization))
    say(ministry, SKOS.prefLabel, f"Ministry of Trade of {code}")
    say(ministry, G1540.organOf, Ref(state))
    say(f"{iri}#event-1", G1540.participant, Ref(ministry))
    for who in range(2):
        person, role = f"{iri}#person-{who}", f"{iri}#membership-{who}"
        say(person, RDF.type, Ref(G1540.Person))
        say(person, SKOS.prefLabel, f"{chance.choice(_GIVEN)} Surname{chance.randrange(max(20, events // 2))}")
        say(person, ORG.hasMembership, Ref(role))
        say(role, RDF.type, Ref(ORG.Membership))
        say(role, ORG.organization, Ref(ministry))
        say(f"{iri}#event-1", G1540.attendee, Ref(person))
    if chance.random() < 0.4:
        plan = f"{BASE}plan/{code}"
        say(plan, RDF.type, Ref(G1540.ActionPlan))
        say(plan, G1540.planOf, Ref(state))
        say(plan, G1540.planStatus, Ref(f"{BASE}plan-status/{chance.choice(('draft', 'adopted', 'submitted'))}"))
        say(f"{iri}#event-1", G1540.considersPlan, Ref(plan))
    letter = f"{iri}#letter-1"
    say(letter, RDF.type, Ref(G1540.Letter))
    say(letter, DCTERMS.date, PartialDate(2015, 3, 1))
    say(letter, G1540.invitesTo, Ref(f"{iri}#event-1"))


def measure(size: int, rounds: int = 15) -> tuple[float, float, float, float, float]:
    """Seconds to build a store of ``size`` notes, then to add one (the first, the median of the others, its CPU) and to remove one."""
    world = World(size)
    folder = Path(tempfile.mkdtemp(prefix="graph1540-benchmark-"))
    try:
        begin = time.perf_counter()
        build_store(folder / "store", (note(world, number) for number in range(size)))
        built = time.perf_counter() - begin
        adds, cpu, removes = [], [], []
        with Writer(folder / "store") as writer:
            for number in range(size, size + rounds):
                one = note(world, number)
                begin, used = time.perf_counter(), time.process_time()
                assert not writer.add([one]).rebuilt
                adds.append(time.perf_counter() - begin)
                cpu.append(time.process_time() - used)
            for number in range(size, size + rounds):
                begin = time.perf_counter()
                writer.remove([f"note-{number:07}"])
                removes.append(time.perf_counter() - begin)
        return built, adds[0], statistics.median(adds[1:]), statistics.median(cpu[1:]), statistics.median(removes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Print a table, and the ratio of the largest store to the smallest."""
    sizes = [int(word) for word in sys.argv[1:]] or [100, 1000, 10_000]
    print(f"pyoxigraph {pyoxigraph.__version__}, Python {sys.version.split()[0]}")
    print(f"{'notes':>8} {'build':>9} {'first add':>10} {'add':>9} {'its CPU':>9} {'remove':>9}")
    found = []
    for size in sizes:
        built, first, add, cpu, remove = measure(size)
        found.append((add, cpu, remove))
        print(f"{size:>8,} {built:>7.1f} s {first * 1000:>7.0f} ms {add * 1000:>6.0f} ms {cpu * 1000:>6.0f} ms {remove * 1000:>6.0f} ms", flush=True)
    if len(sizes) > 1:
        add, cpu, remove = (after / before for before, after in zip(found[0], found[-1], strict=True))
        print(f"{sizes[-1]:,} notes against {sizes[0]:,}: adding takes {add:.2f} times as long ({cpu:.2f} of CPU), removing {remove:.2f} times")


if __name__ == "__main__":
    main()
