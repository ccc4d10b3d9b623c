"""Why two events are or are not one, and which pairs are most worth a reviewer's decision."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches

from graph1540.errors import DecisionError
from graph1540.resolve.cluster import Pair
from graph1540.resolve.compare import Evidence, compare, days, whereabouts
from graph1540.resolve.events import Event
from graph1540.resolve.link import Resolved
from graph1540.resolve.weights import ACCEPT, FLOOR, score_of

__all__ = ["Undecided", "find_event", "undecided", "why"]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two events that may be one, as decisions name them; ``weight`` says how much a decision would settle."""

    first: str
    second: str
    score: float
    reason: str
    weight: float


def find_event(resolved: Resolved, text: str) -> Event:
    """The event that a person means by a decision's name for it, an IRI of a note's event or a canonical IRI.

    Words that are in the name of one real event alone ("Minsk 2016") mean that event.

    :raises DecisionError: if there is none, or more than one, with the nearest names
    """
    by_name: dict[str, Event] = {}
    for iri, event in resolved.events.items():
        for name in (iri, event.key, iri.rsplit("/", 1)[-1]):
            by_name.setdefault(name, event)
    for event in sorted(resolved.events.values(), key=lambda e: e.rank):
        for name in (event.solo, resolved.canonical[event.iri]):
            by_name.setdefault(name, event)
            by_name.setdefault(name.rsplit("/", 1)[-1], event)
    found = by_name.get(text.strip())
    if found is None:
        words = set(re.findall(r"\w+", text.casefold()))
        meant = {iri: e for iri, e in _real(resolved).items() if words and words <= set(re.findall(r"\w+", iri.rsplit("/", 1)[-1].casefold()))}
        if len(meant) == 1:
            return next(iter(meant.values()))
        if meant:
            raise DecisionError(f"'{text}' may mean {' or '.join(iri.rsplit('/', 1)[-1] for iri in sorted(meant))}; give one of these names")
        near = get_close_matches(text, by_name, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "graph1540 undecided prints such names"
        raise DecisionError(f"there is no event '{text}'; {hint}")
    return found


def _real(resolved: Resolved) -> dict[str, Event]:
    """By canonical IRI: the event of a note that tells most of it."""
    return {resolved.canonical[event.iri]: event for event in sorted(resolved.events.values(), key=lambda e: e.rank, reverse=True)}


def why(resolved: Resolved, a: Event, b: Event) -> tuple[str, ...]:
    """Why two events are one or are not, in sentences."""
    pair: Pair = (a.iri, b.iri) if a.iri < b.iri else (b.iri, a.iri)
    one = resolved.canonical[a.iri] == resolved.canonical[b.iri]
    lines = [f"{a.key} and {b.key} {'are one event' if one else 'are two events'}."]
    decision = resolved.said.by_pair.get(pair)
    if decision is not None:
        lines.append(f"Decision: {decision.kind}, by {decision.by} on {decision.when}{': ' + decision.why if decision.why else ''}.")
    if a.iri == b.iri:
        return (f"{a.key} is one event, named twice.",)
    if a.note == b.note:
        lines.append("One note tells the two apart, so they are never made one.")
        return tuple(lines)
    found = resolved.evidence.get(pair) or compare(a, b)
    if found is None:
        lines.append("Their dates exclude each other." if not days(a, b) and a.precision and b.precision else "")
        lines.append("One of them has no date." if not (a.precision and b.precision) else "")
        lines.append("They are in different places." if not whereabouts(a, b) else "")
    elif decision is None or decision.kind != "same":
        lines.append(f"Evidence: {found.bits:g} bits of the {ACCEPT:g} that it takes (score {score_of(found.bits):.2f}): {found.reason}.")
    if pair in resolved.doubts and not one:
        lines.append(f"Left apart, since {resolved.doubts[pair]}.")
    if one and (found is None or found.bits < ACCEPT):
        lines.append("They are one through other notes:")
        mates = [e for e in resolved.events.values() if resolved.canonical[e.iri] == resolved.canonical[a.iri]]
        links = {link.local.iri: link for link in resolved.links}
        lines += [f"  {mate.key}: {links[mate.iri].reason}" for mate in sorted(mates, key=lambda e: e.iri)]
    return tuple(line for line in lines if line)


def _open(resolved: Resolved, pair: Pair, found: Evidence, *, joined: bool) -> bool:
    """Whether a decision on the pair would settle something."""
    if pair in resolved.said.by_pair or found.bits < FLOOR:
        return False
    if joined:
        return pair in resolved.used and found.bits <= ACCEPT + 1
    return found.bits <= ACCEPT + 1 or pair in resolved.doubts


def undecided(resolved: Resolved, *, limit: int | None = None) -> tuple[Undecided, ...]:
    """Pairs of canonical events that may be one, and links that barely hold; most valuable first.

    Valuable is what is near the threshold and touches many notes. What a reviewer has decided, or called unsure, is left out.
    """
    sizes: dict[str, int] = defaultdict(int)
    for event in resolved.events.values():
        sizes[resolved.canonical[event.iri]] += 1
    settled = {tuple(sorted((resolved.canonical[a], resolved.canonical[b]))) for a, b in resolved.said.by_pair}
    best: dict[tuple[str, str], Undecided] = {}
    for pair, found in resolved.evidence.items():
        one, other = (resolved.canonical[iri] for iri in pair)
        if not _open(resolved, pair, found, joined=one == other):
            continue
        group = tuple(sorted((one, other)))
        if one != other and group in settled:
            continue
        doubt = resolved.doubts.get(pair, "") if one != other else ""
        if doubt == "one note tells the two apart":
            continue
        weight = round((sizes[one] + sizes[other]) / (1 + abs(found.bits - ACCEPT)), 3)
        first, second = sorted(resolved.events[iri].key for iri in pair)
        reason = f"{found.reason}; left apart, since {doubt}" if doubt else found.reason
        entry = Undecided(first, second, score_of(found.bits), f"{'held to be one: ' if one == other else ''}{reason}", weight)
        key = pair if one == other else (group[0], group[1])
        if key not in best or (-entry.weight, entry.first, entry.second) < (-best[key].weight, best[key].first, best[key].second):
            best[key] = entry
    ranked = sorted(best.values(), key=lambda entry: (-entry.weight, entry.first, entry.second))
    return tuple(ranked[:limit])
