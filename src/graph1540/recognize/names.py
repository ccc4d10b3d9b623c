"""States, organizations, places and regions by the names in the reference data; the longest name wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph1540.model import Mention
from graph1540.reference import Hit, Reference

__all__ = ["recognize_names", "recognize_topics"]

_RANK = {"organization": 0, "region": 1, "state": 2, "demonym": 3, "place": 4}
_DELEGATION = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:Government|government|delegations?|authorities|officials?|side|experts?|delegates?|representatives?|participants?|officers?|[Pp]oints? of [Cc]ontact|counterparts|hosts?|colleagues|working group|team)\b"
)
_GOVERNMENT = re.compile(r"(?:\b(?:[Rr]oyal|[Ff]ederal|[Tt]ransitional)\s+)?\b[Gg]ov(?:ernment|ernments|t\.?|ts\.?)\s+of\s+(?:the\s+)?\Z")
_SIDE = re.compile(r"(?:'s|’s)?\s+(?:interagency\s+|national\s+)?(?:delegation|authorities)\b")
#: Capitalised words that may follow a State's name without being a person's surname.
_FOLLOWERS = frozenset(
    ["National", "Ministry", "Government", "Action", "Plan", "Implementation", "Committee", "Department", "Delegation", "Peer", "Border", "Customs", "Export", "Programme", "Workshop", "Meeting", "Conference", "Seminar", "Round", "Roundtable", "Training", "Consultation", "Visit", "Consultations", "Session", "Event", "Armed", "Defence", "Police", "State", "States", "Ambassador", "Office", "Permanent", "Embassy", "Resolution", "Bilateral", "Regional", "Strategic"]
)
_NEXT_WORD = re.compile(r" ([A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)")
_CAPITALISED_BEFORE = re.compile(r"(?<![.\n:;!?]) ([A-ZÀ-Þ][a-zà-ÿ]+) \Z")


def recognize_names(text: str, found: Sequence[Hit], *, reference: Reference, people: Sequence[Mention]) -> list[Mention]:
    """The names among the hits in ``text``, none of which overlaps another; ``people`` are left alone."""
    masked = bytearray(len(text))
    for person in people:
        masked[person.start : person.end] = b"\x01" * (person.end - person.start)
    hits = [hit for hit in found if hit.name.kind in _RANK]
    hits.sort(key=lambda hit: (hit.start - hit.end, hit.start, _RANK[hit.name.kind], hit.name.iri))
    hits = [hit for hit in hits if not (hit.name.kind == "state" and ", " in text[hit.start : hit.end] and any(o.name.kind == "state" and hit.start < o.start < hit.end < o.end for o in hits))]
    bounds = {hit.start for hit in hits if hit.name.kind == "state"}, {hit.end for hit in hits if hit.name.kind == "state"}
    kept: list[Hit] = []
    for hit in hits:
        if masked.find(1, hit.start, hit.end) != -1 or not _stands_free(text, hit, bounds):
            continue
        masked[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
        kept.append(hit)
    starts = {hit.start for hit in kept}
    mentions = [_capital(text, mention, reference) for hit in kept for mention in _mention(text, hit, starts, reference)]
    mentions.sort(key=lambda mention: mention.start)
    return _of_all(text, mentions)


_LISTED = re.compile(r",? (?:and )?(?:the )?|, ")


def _of_all(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with each demonym of a list taken for a delegation where the last one is: "Fijian, Samoan and Tongan officials"."""
    for at in range(len(mentions) - 2, -1, -1):
        one, following = mentions[at], mentions[at + 1]
        if one.kind == "demonym" and following.form == "delegation" and following.kind == "state" and _LISTED.fullmatch(text, one.end, following.start):
            mentions[at] = Mention("state", one.start, one.end, one.iri, one.name, form="delegation")
    return mentions


#: "the capital of ", before a State, and " capital" after a demonym, where no city is named beside it.
_CAPITAL_OF = re.compile(r"\bcapital of (?:the )?\Z")
_CAPITAL = re.compile(r" capital\b(?!,? [A-ZÀ-Þ(]| city| of)")
_NAMED_BESIDE = re.compile(r",? \(?[A-ZÀ-Þ]")


def _capital(text: str, mention: Mention, reference: Reference) -> Mention:
    """The capital for "the capital of Montenegro", "the Peruvian capital"; else the mention as it is."""
    if mention.kind == "state" and not mention.form and (lead := _CAPITAL_OF.search(text, max(0, mention.start - 20), mention.start)):
        capital = reference.capitals.get(mention.iri, "")
        if capital and not _NAMED_BESIDE.match(text, mention.end):
            return Mention("place", lead.start(), mention.end, capital, reference.labels[capital], state=mention.iri, form="capital")
    if mention.kind == "demonym" and (noun := _CAPITAL.match(text, mention.end)):
        capital = reference.capitals.get(mention.iri, "")
        if capital:
            return Mention("place", mention.start, noun.end(), capital, reference.labels[capital], state=mention.iri, form="capital")
    return mention


def _stands_free(text: str, hit: Hit, bounds: tuple[set[int], set[int]]) -> bool:
    """Whether a hyphen does not make the name a part of another word: "Guinea-Smith", "Franco-German"."""
    if hit.name.kind == "organization" and not hit.name.exact and hit.name.text.count(" ") in (1, 2):
        # "National Security Council" is not the Security Council.
        leader = _word_before(_LEADING, text, hit.start)
        return not leader or leader[1] in _LEADERS or leader[1] in ("UN", "United", "Nations")
    if hit.name.kind in ("organization", "region"):
        return True
    starts, ends = bounds
    after = hit.end < len(text) - 1 and text[hit.end] in "-‑" and text[hit.end + 1].isalpha() and hit.end + 1 not in starts
    before = hit.start > 1 and text[hit.start - 1] in "-‑" and text[hit.start - 2].isalpha() and hit.start - 1 not in ends
    return not (after or before)


def _mention(text: str, hit: Hit, starts: set[int], reference: Reference) -> Iterator[Mention]:
    name = hit.name
    label = reference.labels.get(name.iri, name.text)
    state = reference.state_of.get(name.iri, "")
    if name.kind == "state":
        if _is_person(text, hit, starts):
            return
        lo = max(0, hit.start - 40)
        government = _GOVERNMENT.search(text, lo, hit.start) if text.find("ov", lo, hit.start) >= 0 else None
        if government:
            yield Mention("state", government.start(), hit.end, name.iri, label, form="government")
            return
        delegation = _SIDE.match(text, hit.end)
        yield Mention("state", hit.start, hit.end, name.iri, label, form="delegation" if delegation else "")
    elif name.kind == "demonym":
        delegation = _DELEGATION.match(text, hit.end)
        if delegation:
            yield Mention("state", hit.start, delegation.end(), name.iri, label, form="delegation")
        else:
            yield Mention("demonym", hit.start, hit.end, name.iri, label)
    elif name.kind == "organization":
        yield Mention("organization", hit.start, hit.end, name.iri, label, state=state, parent=reference.parents.get(name.iri, ""))
    elif name.kind == "place":
        if not _is_person(text, hit, starts):
            yield Mention("place", hit.start, hit.end, name.iri, label, state=state)
    else:
        yield Mention("region", hit.start, hit.end, name.iri, label)


def _is_person(text: str, hit: Hit, starts: set[int]) -> bool:
    """Whether a one-word name is a part of a person's: "Georgia Halloran", "George Jordan"."""
    if " " in text[hit.start : hit.end]:
        return False
    following = _NEXT_WORD.match(text, hit.end)
    if following and following.start(1) not in starts and following[1] not in _FOLLOWERS and following[1].rstrip("s") not in _FOLLOWERS:
        return True
    before = _word_before(_CAPITALISED_BEFORE, text, hit.start) if hit.name.kind == "state" else None
    return bool(before and before[1] not in _LEADERS)


def _word_before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """A pattern of one word with the blanks around it, tried right before a position."""
    space = text.rfind(" ", max(0, at - 30), at - 1) if text[at - 1 : at] == " " else -1
    return pattern.match(text, max(space, 0), at) if space >= 0 or at < 30 else None


_LEADING = re.compile(r"(?:\A|(?<![.:;!?]) )([A-ZÀ-Þ][a-zà-ÿ]+) \Z")
_LEADERS = frozenset(
    ["The", "In", "From", "Between", "With", "And", "By", "At", "Of", "For", "To", "On", "Both", "Neither", "Also", "Northern", "Southern", "Eastern", "Western", "North", "South", "East", "West", "Government", "States", "State", "When", "While", "As", "That", "Although", "Since", "After", "Before", "Then", "But", "Or", "If", "Like", "Unlike", "Only", "Even", "Where", "Note", "Event", "Participants", "Organizers", "Organisers", "Countries", "Republic", "Committee", "Experts", "Delegations", "Delegation", "Neighbouring", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Ambassador", "Minister", "President", "Greater", "Mission", "Embassy", "Team", "Host", "Venue", "Place", "Dates", "Date"]
)


def recognize_topics(found: Sequence[Hit]) -> list[Mention]:
    """The phrases that point to a topic of the reference data; they may lie inside other mentions."""
    return [Mention("topic", hit.start, hit.end, hit.name.iri, hit.name.text) for hit in found if hit.name.kind == "topic"]
