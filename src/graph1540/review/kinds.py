"""The kinds of thing that a claim is about, each with its own mark on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from graph1540.iri import DCTERMS, G1540, ORG, RDF
from graph1540.model import Claim, Ref

__all__ = ["KINDS", "Kind", "kind_of", "types_of"]

Kind = Literal["event", "date", "place", "party", "resolution", "person", "plan", "letter", "quotation", "topic", "named"]

#: Every kind with its name in the legend, in the legend's order.
KINDS: dict[Kind, str] = {
    "event": "Event",
    "date": "Date",
    "place": "Place",
    "party": "Organizer, supporter, participant",
    "person": "Person",
    "resolution": "Resolution, document",
    "quotation": "Quotation",
    "plan": "Action plan",
    "letter": "Letter",
    "topic": "Topic",
    "named": "Named only",
}

_BY_PREDICATE: dict[str, Kind] = {
    G1540.startDate: "date",
    G1540.endDate: "date",
    DCTERMS.date: "date",
    G1540.heldAt: "place",
    G1540.heldIn: "place",
    G1540.inState: "place",
    G1540.attendanceMode: "place",
    G1540.organizer: "party",
    G1540.supporter: "party",
    G1540.participant: "party",
    G1540.invitee: "party",
    G1540.inviter: "party",
    G1540.participantCount: "party",
    G1540.organOf: "party",
    ORG.subOrganizationOf: "party",
    G1540.attendee: "person",
    G1540.represents: "person",
    G1540.roleName: "person",
    ORG.hasMembership: "person",
    ORG.organization: "person",
    ORG.postIn: "person",
    G1540.concerns: "resolution",
    G1540.cites: "resolution",
    G1540.outcome: "resolution",
    G1540.provisionOf: "resolution",
    G1540.symbol: "resolution",
    G1540.quotation: "quotation",
    G1540.considersPlan: "plan",
    G1540.planOf: "plan",
    G1540.planStatus: "plan",
    G1540.implements: "plan",
    G1540.sender: "letter",
    G1540.recipient: "letter",
    G1540.invitesTo: "letter",
    G1540.letterKind: "letter",
    G1540.topic: "topic",
    G1540.reportsOn: "event",
    G1540.eventType: "event",
    G1540.eventStatus: "event",
    G1540.followUpOf: "event",
    G1540.series: "event",
}
_BY_TYPE: dict[str, Kind] = {
    G1540.Event: "event",
    G1540.EventSeries: "event",
    G1540.Place: "place",
    G1540.State: "party",
    G1540.Organization: "party",
    G1540.Person: "person",
    ORG.Membership: "person",
    ORG.Post: "person",
    G1540.Resolution: "resolution",
    G1540.Document: "resolution",
    G1540.Provision: "quotation",
    G1540.ActionPlan: "plan",
    G1540.PlanVersion: "plan",
    G1540.Letter: "letter",
}


def types_of(claims: Iterable[Claim]) -> dict[str, str]:
    """The class that the claims give each thing, by its IRI; the first in alphabetical order where there are several."""
    pairs = {(c.subject.iri, c.value.iri) for c in claims if c.predicate == RDF.type and isinstance(c.value, Ref)}
    return dict(sorted(pairs, reverse=True))


def kind_of(claim: Claim, types: Mapping[str, str]) -> Kind:
    """What a claim is about: by its predicate, or else by the class of the thing that it describes."""
    found = _BY_PREDICATE.get(claim.predicate)
    if found:
        return found
    if claim.predicate == G1540.mentions and isinstance(claim.value, Ref):
        # A State that is only named has no part in anything: a reviewer should see that it has none.
        return "event" if _BY_TYPE.get(types.get(claim.value.iri, "")) == "event" else "named"
    return _BY_TYPE.get(types.get(claim.subject.iri, ""), "named")
