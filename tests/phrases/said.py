"""What the program takes from a phrase, in the short form of the tables: see README.md."""

from __future__ import annotations

import re
from functools import cached_property

from graph1540.iri import DCTERMS, G1540, ORG, SKOS
from graph1540.model import Claim
from graph1540.pipeline import extract
from graph1540.read import read_bytes

_TITLE = "Information note\n\nEvent: Workshop on resolution 1540 (2004)\n\n"
_WHEN = "Date and venue: 5-6 June 2014, Accra, Ghana\n\n"
_HEADER = f"{_TITLE}Organizers: Government of Ghana\n\n{_WHEN}Participants: Ghana, Togo\n\n"
_OPTIONS = re.compile(r"\[(?P<bare>bare)?\s?(?P<heading>[A-Z][\w ]+)?\] ")
_FACT = re.compile(r"(?P<of>\w[\w-]*)(?:\.(?P<what>\w+))?(?P<how>\+=|-=|=)(?P<values>.*)")
_PREDICATES = {
    "organizer": G1540.organizer, "supporter": G1540.supporter, "participant": G1540.participant, "place": G1540.heldAt, "state": G1540.heldIn, "start": G1540.startDate, "end": G1540.endDate,
    "type": G1540.eventType, "count": G1540.participantCount, "topic": G1540.topic, "status": G1540.eventStatus, "concerns": G1540.concerns,
}  # fmt: skip


def note_of(words: str) -> str:
    """The note that a phrase stands in; "¶" begins a paragraph."""
    text = words.replace("¶ ", "\n\n").replace("¶", "\n\n")
    if text.startswith("[note] "):
        return text.removeprefix("[note] ") + "\n"
    options = _OPTIONS.match(text)
    header = _TITLE + _WHEN if options and options["bare"] else _HEADER
    heading = options["heading"] if options and options["heading"] else "Highlights"
    return f"{header}{heading}\n\n{text[options.end() if options else 0 :]}\n"


def short(value: object) -> str:
    """The last part of a resource's address, or a plain value as text."""
    return value.iri.rsplit("/", 1)[-1] if hasattr(value, "iri") else str(value)


class Said:
    """The claims of one short note."""

    def __init__(self, words: str) -> None:
        self.claims: tuple[Claim, ...] = extract(read_bytes(note_of(words).encode(), "a.txt")).claims

    def differences(self, expected: str) -> list[str]:
        """The expected facts that do not hold, with what the note was taken to say."""
        return [found for fact in expected.split("; ") if (found := self._difference(fact.strip()))]

    def _difference(self, fact: str) -> str:
        parts = _FACT.fullmatch(fact)
        if parts is None:
            return f"cannot be read: {fact!r}; write it as in README.md"
        known = self._values(parts["of"], parts["what"] or "")
        wanted = {value.strip() for value in re.split(r" & |(?<! ),(?! )", parts["values"]) if value.strip()}
        holds = {"=": wanted == known, "+=": wanted <= known, "-=": not wanted & known}[parts["how"]]
        return "" if holds else f"{fact}, but it was read as {', '.join(sorted(known)) or 'nothing'}"

    def _values(self, of: str, what: str) -> set[str]:
        if not what:
            return {"plans": self._plans, "letters": self._letters, "people": self._people}[of]()
        events = self._events(of)
        if what == "events":
            return {str(len(events))} if events else set()
        if what == "follows":
            return {self._name(c.value.iri) for c in self.claims if c.subject.iri in events and c.predicate == G1540.followUpOf}
        return {short(c.value) for c in self.claims if c.subject.iri in events and c.predicate == _PREDICATES[what]}

    @cached_property
    def _own(self) -> set[str]:
        return {c.value.iri for c in self.claims if c.predicate == G1540.reportsOn}

    def _events(self, of: str) -> set[str]:
        if of == "this":
            return self._own
        events = {c.subject.iri for c in self.claims if "#event-" in c.subject.iri}
        return events - self._own if of == "other" else {event for event in events if any(mark == of or mark.startswith(f"{of}-") for mark in self._marks(event))}

    def _marks(self, event: str) -> list[str]:
        """What an event may be called by: its city, State and date."""
        return [short(c.value) for p in (G1540.heldAt, G1540.heldIn, G1540.startDate) for c in self.claims if c.subject.iri == event and c.predicate == p]

    def _name(self, event: str) -> str:
        return "this" if event in self._own else next(iter(self._marks(event)), "?")

    def _label(self, iri: str) -> str:
        return next((str(c.value) for c in self.claims if c.subject.iri == iri and c.predicate == SKOS.prefLabel), iri.rsplit("/", 1)[-1])

    def _object(self, iri: str, predicate: str) -> str:
        return next((self._label(c.value.iri) if hasattr(c.value, "iri") else str(c.value) for c in self.claims if c.subject.iri == iri and c.predicate == predicate), "-")

    def _plans(self) -> set[str]:
        return {f"{short(c.subject)}:{self._object(c.subject.iri, G1540.planStatus)}" for c in self.claims if c.predicate == G1540.planOf}

    def _letters(self) -> set[str]:
        found = set()
        for letter in (c for c in self.claims if "#letter-" in c.subject.iri and c.predicate == DCTERMS.date):
            invites = next((">" + self._name(c.value.iri) for c in self.claims if c.subject == letter.subject and c.predicate == G1540.invitesTo), "")
            found.add(f"{short(letter.value)}:{self._object(letter.subject.iri, G1540.sender)}{invites}")
        return found

    def _people(self) -> set[str]:
        memberships = ((c.subject.iri, c.value.iri) for c in self.claims if c.predicate == ORG.hasMembership)
        return {f"{self._label(person)} | {self._object(one, G1540.roleName)} | {self._object(one, ORG.organization)}" for person, one in memberships}
