"""What a note brings to a store without a look at any other: made in processes beside this one, some notes at a time.

What is large, the note's own graph, goes to a file as N-Quads, which is loaded as it is; what comes back is small.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from graph1540.canonical import link_quads
from graph1540.decisions import Decision
from graph1540.iri import BASE, note_iri, slug
from graph1540.model import Claim, Ref
from graph1540.reference import Reference, shipped_reference
from graph1540.resolve.actors import link_own_organizations, read_persons
from graph1540.resolve.events import Event, facts_of, read_events
from graph1540.resolve.said import names_of
from graph1540.spread import Spread
from graph1540.store.hubs import PLAN, Said, about_hubs
from graph1540.store.packing import unpack_note
from graph1540.store.side import NotLocalError, is_hub
from graph1540.write import note_lines

__all__ = ["Filed", "file_all"]

#: Notes of one job.
_TOGETHER = 50
#: A person of a note as a row of the index: IRI, note, name, plain name, States; the canonical IRI comes later.
Person: TypeAlias = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """Notes, packed, and the file that their graphs go to; ``state_of`` is that of the reference data that come with the program if None.

    Of the notes ``disputed`` a reviewer called claims wrong, of the plans ``ruled`` one set values: which, only all notes can tell.
    """

    notes: tuple[bytes, ...]
    path: Path
    state_of: Mapping[str, str] | None
    disputed: frozenset[str] = frozenset()
    ruled: frozenset[str] = frozenset()


@dataclass(slots=True)
class Filed:
    """What some notes bring: rows of the index, and a file of so many ``quads``.

    ``late`` are claims about hubs, by note, of which the canonical value, or whether they hold, is known only when all notes
    are there and events and persons are linked. Events of ``disputed`` notes are read then as well.
    ``far_reaching`` is a note that speaks of something for which a store must be made in memory.
    ``view`` are facts of the default graph as N-Quads, from which others may follow.
    """

    path: Path
    rows: list[tuple[str, str, str, int, bytes]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    organizations: dict[str, dict[str, str]] = field(default_factory=dict)
    facts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    plans: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    late: dict[str, list[Claim]] = field(default_factory=dict)
    disputed: list[str] = field(default_factory=list)
    far_reaching: str = ""
    quads: int = 0
    view: list[str] = field(default_factory=list)


def file_all(
    notes: Iterable[bytes], folder: Path, reference: Reference, spread: Spread, decisions: Iterable[Decision] = ()
) -> Generator[Filed, None, None]:
    """What all notes, packed, bring; the files are in ``folder``. What ``decisions`` may touch is left for later."""
    state_of = None if reference is shipped_reference() else reference.state_of
    disputed = frozenset(slug for one in decisions if one.kind == "wrong" for slug in names_of(one))
    ruled = frozenset(iri for one in decisions if one.kind == "right" and (iri := BASE + one.subject.partition("|")[2]).startswith(PLAN))
    yield from spread.map(_file, _jobs(notes, Job((), folder, state_of, disputed, ruled)))


def _jobs(notes: Iterable[bytes], empty: Job) -> Iterator[Job]:
    left = iter(notes)
    number = 0
    while some := tuple(islice(left, _TOGETHER)):
        number += 1
        yield replace(empty, notes=some, path=empty.path / f"notes-{number:06}.nq")


def _file(job: Job) -> Filed:
    """What the notes of a job bring."""
    state_of = shipped_reference().state_of if job.state_of is None else job.state_of
    filed = Filed(job.path)
    with job.path.open("w", encoding="utf-8") as file:
        for packed in job.notes:
            note, claims = unpack_note(packed)
            iri, facts = note_iri(note.slug), facts_of(claims)
            filed.rows.append((note.slug, note.name, note.digest, len(claims), packed))
            if note.slug in job.disputed:
                filed.disputed.append(note.slug)
            else:
                filed.events += read_events(iri, claims, state_of=state_of, facts=facts)
            filed.persons += [
                (who, note.slug, name, slug(name or "unnamed"), json.dumps(sorted(states)), "") for name, who, states in read_persons(facts, state_of=state_of)
            ]
            links = link_own_organizations(iri, facts)
            known = {link.local.iri: link.canonical.iri for link in links}
            if known:
                filed.organizations[note.slug] = known
            lines = note_lines(note, claims)
            lines.update(dict.fromkeys(f"{quad} .\n" for quad in link_quads(links)))
            try:
                _say(filed, note.slug, claims, known, lines, job)
            except NotLocalError:
                filed.far_reaching = note.slug
            file.writelines(lines)
            filed.quads += len(lines)
    return filed


def _say(filed: Filed, name: str, claims: Sequence[Claim], canon: Mapping[str, str], lines: dict[str, None], job: Job) -> None:
    """What a note says of hubs, as far as that is known already."""
    early: list[Claim] = []
    late: list[Claim] = []
    for claim in about_hubs(claims, canon):
        known = not isinstance(claim.value, Ref) or is_hub(canon.get(claim.value.iri, claim.value.iri))
        waits = name in job.disputed or canon.get(claim.subject.iri, claim.subject.iri) in job.ruled
        (early if known and not waits else late).append(claim)
    said = Said()
    said.take(claims, early, canon)
    filed.facts.update(said.facts)
    filed.plans.update(said.plans)
    for quad in said.quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            filed.view.append(str(quad))
        else:
            lines[f"{quad} .\n"] = None
    if late:
        filed.late[name] = late
