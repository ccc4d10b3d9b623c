"""How long it takes to add one note to a store, and to take it out, by how many notes are in it.

    .venv/bin/python benchmarks/store.py 100 1000 10000 [--each 2] [--decisions 50]

The notes are claims made from a seed: two or four events each, in 190 States and over 20 years; many events are told of
by several notes, a quarter by month or year alone; persons, ministries, plans and letters as in real notes. What is
measured is the store's own work, from claims to a version that readers see; to read a note's text takes the same time
whatever is in the store. The decisions are of four kinds: two notes' events are one or are not, a claim is wrong, a value is another.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph

from graph1540.dates import PartialDate
from graph1540.decisions import Decision
from graph1540.iri import BASE, DCTERMS, G1540, ORG, RDF, SKOS, digest, note_iri
from graph1540.model import Claim, Note, Ref, Span, Value
from graph1540.pipeline import Extracted
from graph1540.reference import shipped_reference
from graph1540.resolve.events import read_events
from graph1540.resolve.said import claim_names
from graph1540.store import Writer, build_store, status

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
        self.notes = notes
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


def decide(world: World, count: int) -> list[Decision]:
    """Decisions by whoever: the event that a note follows up is that of another note, or is not; a State did not take part; so many did."""
    made = []
    for at in range(count):
        number = at * world.notes // count
        number += (number % 5 == 0) and number + 1 < world.notes
        mine, other = (_names(note(world, told)) for told in (number, max(0, number - 1)))
        event, before = next(iter(mine)), next(iter(other))
        by = ("A. Reader", "2026-01-31", "")
        if at % 4 < 2 and number:
            followed = list(mine)[1]
            first, second = sorted((followed, before))
            made.append(Decision("same" if at % 4 else "different", first, "", second, *by))
        elif at % 4 == 2:
            made.append(Decision("wrong", event, *mine[event][0], *by))
        else:
            made.append(Decision("right", event, "g1540:participantCount", "33", *by))
    return sorted({one.about: one for one in made}.values(), key=lambda one: one.order)


def _names(one: Extracted) -> dict[str, list[tuple[str, str]]]:
    """The events of a note with what is said of each, as decisions name them."""
    iri = note_iri(one.note.slug)
    keys = {event.iri: event.key for event in read_events(iri, one.claims)}
    said = [claim_names(claim, keys) for claim in one.claims]
    return {key: [(p, v) for s, p, v in said if s == key and p in ("g1540:participant", "g1540:organizer")] for key in keys.values()}


def built(folder: Path, size: int, each: int, decided: int) -> World:
    """Make a store of so many notes and decisions, unless it is there, and tell what it took."""
    world = World(size, each=each)
    if folder.exists():
        return world
    decisions = decide(world, decided) if decided else []
    begin = time.perf_counter()
    build_store(folder, (note(world, number) for number in range(size)), decisions=decisions)
    took = time.perf_counter() - begin
    held = status(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{size:>8,} notes, {held.quads:>12,} quads: built in {took:,.1f} s ({size / took:.0f} notes/s), {held.bytes / 1e6:,.0f} MB, memory so far {peak:,} MB", flush=True)
    return world


def changed(writer: Writer, world: World, adds: int, spent: dict[str, list[float]]) -> None:
    """Add one note after the other, take them out again, and write down how long each took."""
    for number in range(world.notes, world.notes + adds):
        one = note(world, number)
        begin, used = time.perf_counter(), time.process_time()
        assert not writer.add([one]).rebuilt
        spent["add"].append(time.perf_counter() - begin)
        spent["cpu"].append(time.process_time() - used)
    for number in range(world.notes, world.notes + adds):
        begin = time.perf_counter()
        writer.remove([f"note-{number:07}"])
        spent["remove"].append(time.perf_counter() - begin)


def main() -> None:
    """Build the stores; then change them in turns, so that whatever else the machine does meets all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--each", type=int, default=4, help="events that a note tells of")
    parser.add_argument("--decisions", type=int, default=0, help="reviewers' decisions in each store")
    parser.add_argument("--keep", type=Path, help="a folder for the stores: they stay there, and the next run takes them up")
    parser.add_argument("--rounds", type=int, default=4, help="how often each store has its turn; the first, with cold caches, does not count")
    parser.add_argument("--adds", type=int, default=6, help="notes added and removed in a turn")
    options = parser.parse_args()
    print(f"pyoxigraph {pyoxigraph.__version__}, Python {sys.version.split()[0]}")
    folder = options.keep or Path(tempfile.mkdtemp(prefix="graph1540-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        worlds = {size: built(folder / str(size), size, options.each, options.decisions) for size in options.sizes}
        spent: dict[int, dict[str, list[float]]] = {}
        with ExitStack() as stack:
            writers = {size: stack.enter_context(Writer(folder / str(size))) for size in worlds}
            for turn in range(options.rounds):
                for size, world in worlds.items():
                    kept = spent.setdefault(size, defaultdict(list)) if turn else defaultdict(list)
                    changed(writers[size], world, options.adds, kept)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    medians = {size: {what: 1000 * statistics.median(times) for what, times in by.items()} for size, by in spent.items()}
    for size, of in medians.items():
        print(f"{size:>8,} notes: add one {of['add']:.0f} ms ({of['cpu']:.0f} ms of CPU), remove one {of['remove']:.0f} ms")
    small, large = min(medians), max(medians)
    for what in ("add", "cpu", "remove"):
        print(f"{what}: {large:,} notes against {small:,}: {medians[large][what] / medians[small][what]:.2f}")


if __name__ == "__main__":
    main()
