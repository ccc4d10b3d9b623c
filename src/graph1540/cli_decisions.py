"""The commands for reviewers: decide, why, undecided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph1540.cli_shared import GRAPH, Server, data_option, open_whole, server_options
from graph1540.errors import DecisionError

if TYPE_CHECKING:
    from graph1540.decisions import Decision
    from graph1540.model import Claim
    from graph1540.resolve import Resolved

__all__ = ["decide", "undecided", "why"]

_file = click.option("--decisions", "path", type=click.Path(path_type=Path), default=Path("decisions.tsv"), show_default=True, metavar="FILE", help="The file of decisions.")


def _resolved(data: Path | None, server: Server | None, path: Path) -> tuple[Resolved, dict[str, tuple[Claim, ...]], tuple[Decision, ...]]:
    from graph1540.claims import read_claims
    from graph1540.decisions import read_decisions
    from graph1540.reference import shipped_reference
    from graph1540.resolve import resolve

    decisions = read_decisions(path) if path.exists() else ()
    claims = read_claims(open_whole(data, server))
    if not claims:
        raise DecisionError(f"{server.address if server else data or GRAPH}: there are no notes in this dataset; build it as .trig or .nq, which hold the claims")
    return resolve(claims, decisions, reference=shipped_reference()), claims, decisions


@click.command()
@click.argument("kind", type=click.Choice(["same", "different", "unsure", "wrong", "right"]))
@click.argument("subject")
@click.argument("rest", nargs=-1, required=True, metavar="[PREDICATE] VALUE")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@click.option("--why", "reason", default="", metavar="TEXT", help="Why.")
@click.option("--on", "day", metavar="DATE", help="The day of the decision, as 2026-01-31; today otherwise.")
@click.option("--undo", is_flag=True, help="Take the decision back.")
@data_option
@_file
@server_options()
def decide(kind: str, subject: str, rest: tuple[str, ...], by: str, reason: str, day: str | None, data: Path | None, server: Server | None, path: Path, *, undo: bool) -> None:
    """Write a reviewer's decision into the file of decisions.

    \b
    same EVENT-A EVENT-B          the two are one event ("different",
                                  "unsure" likewise)
    wrong EVENT PREDICATE VALUE   what a note says there does not hold
    right EVENT PREDICATE VALUE   this is the value, whatever the notes say

    "graph1540 undecided" prints the names of events. Build again with --decisions to see the effect.
    """  # noqa: D301 - \b is click's own mark, a character
    from graph1540.decisions import Decision, add_decision, remove_decision
    from graph1540.resolve import find_event
    from graph1540.resolve.said import claim_names, claim_words, event_words

    resolved, claims, _ = _resolved(data, server, path)
    when = day or dt.datetime.now(tz=dt.UTC).date().isoformat()
    event = find_event(resolved, subject)
    words = event_words(claims[event.note], event.iri)
    if kind in ("same", "different", "unsure"):
        if len(rest) != 1:
            raise DecisionError(f"'{kind}' takes two events; write graph1540 decide {kind} EVENT-A EVENT-B --by NAME")
        other = find_event(resolved, rest[0])
        made = Decision(kind, event.key, "", other.key, by, when, reason, f"{words} | {event_words(claims[other.note], other.iri)}")  # type: ignore[arg-type]
    else:
        if len(rest) != 2:
            raise DecisionError(f"'{kind}' takes an event, a predicate and a value; write graph1540 decide {kind} EVENT g1540:startDate 2016-08-02 --by NAME")
        keys = {e.iri: e.key for e in resolved.events.values()}
        said = {claim_names(claim, keys): claim for claim in claims[event.note]}
        predicate = rest[0] if ":" in rest[0] else f"g1540:{rest[0]}"
        claim = said.get((event.key, predicate, rest[1]))
        if kind == "wrong" and claim is None:
            near = sorted(v for s, p, v in said if s == event.key and p == predicate)
            hint = f"it says {', '.join(near)}" if near else f"it says nothing under {predicate}"
            raise DecisionError(f"the note does not say {predicate} {rest[1]} of {event.key}; {hint}")
        made = Decision(kind, event.key, predicate, rest[1], by, when, reason, claim_words(claim) if claim else "")  # type: ignore[arg-type]
    left = remove_decision(path, made) if undo else add_decision(path, made)
    click.echo(f"{path}: {len(left)} decision{'' if len(left) == 1 else 's'}; build again with --decisions {path} to see the effect")


@click.command()
@click.argument("event_a", metavar="EVENT-A")
@click.argument("event_b", metavar="EVENT-B")
@data_option
@_file
@server_options()
def why(event_a: str, event_b: str, data: Path | None, server: Server | None, path: Path) -> None:
    """Say why two events are one, or are not."""
    from graph1540.resolve import find_event
    from graph1540.resolve import why as reasons

    resolved, _, _ = _resolved(data, server, path)
    for line in reasons(resolved, find_event(resolved, event_a), find_event(resolved, event_b)):
        click.echo(line)


@click.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many pairs at most.")
@data_option
@_file
@server_options()
def undecided(limit: int, data: Path | None, server: Server | None, path: Path) -> None:
    """List the pairs of events on which a decision would settle most, the most valuable first."""
    from graph1540.resolve import undecided as pairs

    resolved, _, _ = _resolved(data, server, path)
    found = pairs(resolved, limit=limit)
    if not found:
        click.echo("nothing is undecided: every pair is clearly one event or clearly two")
    for pair in found:
        click.echo(f"{pair.first}\n{pair.second}\n    score {pair.score:.2f}: {pair.reason}\n")
