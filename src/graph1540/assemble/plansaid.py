"""What the clauses of a note say of plans, and the claims that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph1540.assemble.draft import Draft
from graph1540.assemble.planstatus import RANK
from graph1540.iri import G1540, RDF, resource_iri
from graph1540.model import Claim, Ref, Span

__all__ = ["PlanSaid", "plan_claims"]


@dataclass(frozen=True)
class PlanSaid:
    """A State's plan as one clause speaks of it."""

    order: int
    state: str
    spans: tuple[Span, ...]
    status: str
    status_span: Span | None
    events: tuple[Draft, ...]


def plan_claims(said: Sequence[PlanSaid], iri: str, refs: dict[int, Ref]) -> Iterator[Claim]:
    """The claims about plans: whose each is, the furthest status that the note gives it, the events that considered it."""
    statuses: dict[str, PlanSaid] = {}
    for one in said:
        plan = Ref(resource_iri("plan", one.state.rsplit("/", 1)[-1]))
        yield Claim(iri, plan, RDF.type, Ref(G1540.ActionPlan), one.spans)
        yield Claim(iri, plan, G1540.planOf, Ref(one.state), one.spans)
        best = statuses.get(one.state)
        if one.status and (best is None or RANK[one.status] > RANK[best.status]):
            statuses[one.state] = one
        for event in one.events:
            if id(event) in refs:
                yield Claim(iri, refs[id(event)], G1540.considersPlan, plan, one.spans)
    for state, one in sorted(statuses.items()):
        assert one.status_span is not None
        plan = Ref(resource_iri("plan", state.rsplit("/", 1)[-1]))
        yield Claim(iri, plan, G1540.planStatus, Ref(resource_iri("plan-status", one.status)), (one.status_span,))
