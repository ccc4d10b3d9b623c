"""One note: what it says, and the words that it says it with."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .phrases import ABOUT, AIMS, CLOSING, QUOTATIONS, TOPIC_NAMES
from .styles import STYLES, Parts
from .world import Meeting, Organization, Person, World

__all__ = ["Told", "tell"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_NOUNS = {"peer-review": "peer review meeting", "consultation": "consultation meeting", "training": "training course", "roundtable": "round table"}
_ORDINALS = ("first", "second", "third", "fourth")
_WITH_THE = frozenset({"MDA", "PHL", "MDV", "SLB", "COG", "DOM", "BHS"})
_EXPERTS = [
    *("1540 Committee Group of Experts", "Group of Experts of the 1540 Committee", "Group of Experts", "1540 Committee's Group of Experts"),
    *("1540 Committee experts", "1540 Committee Experts", "1540 Committee expert", "experts of the 1540 Committee", "expert of the 1540 Committee"),
]  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A note and what it says, in the form of the gold of ``tests/cases``."""

    name: str
    text: str
    said: dict[str, Any]


def tell(world: World, number: int, *, brief: bool = False) -> Told:
    """The note of a number; one in twenty is a second drafter's of the meeting before. A brief one keeps to the meeting itself."""
    return _Note(world, number, brief).told()


def days(start: date, end: date, chance: random.Random) -> str:
    """Days as notes write them."""
    month = _MONTHS[end.month - 1]
    if start == end:
        return f"{start.day} {month} {end.year}"
    if start.month != end.month:
        return f"{start.day} {_MONTHS[start.month - 1]} to {end.day} {month} {end.year}"
    if (end - start).days == 1 and chance.random() < 0.5:
        return f"{start.day} and {end.day} {month} {end.year}"
    return f"{start.day}{chance.choice(('-', ' to '))}{end.day} {month} {end.year}"


def listed(names: list[str]) -> str:
    """Names in running text.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass
class _Note:
    world: World
    number: int
    brief: bool
    said: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = self.world.chance(f"note {self.number}")
        self.main = self.world.meeting(self.number - 1 if self.number % 20 == 7 else self.number)
        self.guests = self.main.guests[:1] if self.brief else self.main.guests
        self.name = f"note-{self.number:07}.txt"
        self.speaker = self.world.person(self.main.host, self.main.series, 0)
        self.writer = self.world.person(self.main.host, self.main.series, 1)

    def told(self) -> Told:
        """The text and what it says."""
        main = self.main
        lead, support = self._organizers()
        event = self._event(main, "day")
        event |= {
            "main": True,
            "organizers": [self._ministry(self.speaker)] if lead is None else [lead.names],
            "supporters": [support.names],
            "participants": [[state] for state in main.states] + [guest.names for guest in self.guests] + [_EXPERTS] + ([] if self.brief else [self._ministry(self.speaker)]),
            "participant_count": main.count,
            "resolutions": ["1540"],
            "topics": [] if self.brief else list(main.topics),
        }
        self.said = {
            "note": self.name, "events": [event], "resolutions": ["1540"], "plans": [], "letters": [], "people": [], "documents": [], "quotations": [],
        }  # fmt: skip
        parts = Parts(
            title=self._title(),
            organizer=f"{self._full(lead)} with the support of the {self._full(support)}" if lead else f"{self._of_state(self.speaker)} with the support of the {self._full(support)}",
            days=days(main.start, main.end, self.chance),
            place=f"{main.town}, {self._state(main.host)}",
            states=[self._bare(state) for state in main.states],
            organizations=[f"{guest.name} ({guest.acronym})" for guest in self.guests],
            background=self._background(lead or support),
            highlights=self._highlights(support),
        )
        text = STYLES[self.chance.randrange(len(STYLES))](parts)
        if "1540 (2004)" not in text:
            self.said["resolutions"].remove("1540")
            event["resolutions"].remove("1540")
        return Told(self.name, text, self.said)

    def _background(self, inviting: Organization) -> list[str]:
        if self.brief:
            before = [self._before(self.world.round(self.main.series, self.main.round - 1))] if self.main.round else []
            return [self._letter(inviting), *before, *([self._quotations()] if self.chance.random() < 0.25 else [])]
        return [self._letter(inviting), *self._history(), self.chance.choice(AIMS), self._programme(), self._quotations()]

    def _highlights(self, support: Organization) -> list[str]:
        if self.brief:
            return [f"In all {self.main.count} participants attended.", *([self._plans()] if self.main.kind == "consultation" or self.chance.random() < 0.5 else []), self.chance.choice(CLOSING)]
        return [self._opening(), *self._topics(), self._second_speaker(support), self._plans(), *self._next(), *self.chance.sample(CLOSING, 2)]

    def _organizers(self) -> tuple[Organization | None, Organization]:
        """Who organizes, None being the host's ministry, and who supports that."""
        among = self.main.region.organizations
        if self.chance.random() < 0.5 or len(among) == 1:
            return None, self.chance.choice(among)
        one, other = self.chance.sample(among, 2)
        return one, other

    # Names

    def _full(self, organization: Organization) -> str:
        return f"{organization.name} ({organization.acronym})"

    def _bare(self, state: str) -> str:
        return self.world.labels[state]

    def _state(self, state: str) -> str:
        return f"the {self._bare(state)}" if state in _WITH_THE else self._bare(state)

    def _of_state(self, person: Person) -> str:
        return f"{person.ministry} of {self._state(person.state)}"

    def _ministry(self, person: Person) -> list[str]:
        return [f"{person.ministry} of {self._bare(person.state)}", person.ministry, f"{person.ministry} of {self._state(person.state)}"]

    # Events

    def _event(self, meeting: Meeting, precision: str) -> dict[str, Any]:
        """A meeting as a note tells it in passing."""
        start = {"day": meeting.start.isoformat(), "month": f"{meeting.start:%Y-%m}", "year": f"{meeting.start:%Y}"}[precision]
        return {
            "key": meeting.key,
            "type": meeting.kind,
            "start": start,
            "end": meeting.end.isoformat() if precision == "day" else None,
            "city": meeting.town,
            "country": meeting.host,
            "resolutions?": ["1540"],
        }

    def _noun(self, meeting: Meeting) -> str:
        return _NOUNS.get(meeting.kind, meeting.kind)

    def _title(self) -> str:
        main, noun = self.main, self._noun(self.main)
        host = self._state(main.host)
        if main.kind == "consultation":
            self._about_plan(main.host)
            return f"Consultation meeting on the national action plan of {host} for the implementation of resolution 1540 (2004)"
        if main.kind == "visit":
            return f"Visit of the 1540 Committee to {host}"
        if main.kind == "roundtable":
            return f"National round table on the implementation of resolution 1540 (2004) in {host}"
        if main.kind == "peer-review":
            return f"Peer review meeting of {listed([self._state(state) for state in main.states])} on the implementation of resolution 1540 (2004)"
        topic = TOPIC_NAMES[main.topics[0]]
        return self.chance.choice(
            (
                f"Regional {noun} on {topic} and the implementation of resolution 1540 (2004)",
                f"Regional {noun} on the implementation of resolution 1540 (2004) in {main.region.name}",
                f"{noun.capitalize()} on resolution 1540 (2004): {topic} in {main.region.name}",
            )
        )

    def _about_plan(self, state: str) -> None:
        self.said["events"][0]["plans"] = [state]

    # Background

    def _letter(self, sender: Organization) -> str:
        """The letter that invited, most times."""
        main = self.main
        day = main.start - timedelta(days=self.chance.randint(20, 70))
        when = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        noun, host = self._noun(main), self._state(main.host)
        kind = self.chance.randrange(4)
        if kind == 0:
            return f"The 1540 Committee accepted the invitation to the {noun} under its usual procedure. The Group of Experts prepared its part together with the {sender.name}."
        if kind == 1:
            self.said["letters"].append({"date": day.isoformat(), "sender": f"Permanent Mission of {self._bare(main.host)}", "invites_to": main.key})
            return f"By a note verbale dated {when}, the Permanent Mission of {host} to the United Nations invited the 1540 Committee to take part in the {noun}."
        who = self.writer
        self._add_person(who)
        self.said["letters"].append({"date": day.isoformat(), "sender": who.name, "invites_to": main.key})
        named = f"{who.title} {who.name}, {who.role} of the {self._of_state(who)}"
        if kind == 2:
            return f"In a letter dated {when}, {named}, invited the Chair of the 1540 Committee to send an expert to the {noun}."
        return f"On {when} {named}, sent a letter to the Chair of the 1540 Committee inviting an expert of the Committee to take part in the {noun}."

    def _add_person(self, who: Person) -> None:
        self.said["people"].append({"name": who.name, "role": who.role, "organization": self._ministry(who)})

    def _history(self) -> list[str]:
        """The round before, which this one follows up, and a meeting of another series."""
        main, told = self.main, []
        if main.round:
            before = self.world.round(main.series, main.round - 1)
            told.append(self._before(before))
        if main.round > 1 and self.chance.random() < 0.4:
            told.append(self._in_passing(self.world.round(main.series, 0), "The series had begun with"))
        elif main.series > 4 and self.chance.random() < 0.8:
            other = self.world.round(self.chance.randrange(main.series - main.series % 5), 0)
            told.append(self._in_passing(other, "The 1540 Committee experts had also taken part in"))
        return told

    def _before(self, before: Meeting) -> str:
        """How a note tells of the round that it follows up."""
        self.said["events"][0]["follow_up_of"] = [before.key]
        precision = self.chance.choice(("day", "day", "day", "month", "year"))
        if precision == "year" and before.start.year == self.main.start.year:
            precision = "month"  # A meeting of that year in the same town would be this one.
        self.said["events"].append(self._event(before, precision))
        noun, place = self._noun(before), f"{before.town}, {self._state(before.host)}"
        this = self._noun(self.main)
        if precision == "day":
            when = days(before.start, before.end, self.chance)
            return self.chance.choice(
                (
                    f"The {this} was a follow-up to the {noun} held on {when} in {place}.",
                    f"The {this} served as a follow-up to the {noun} that took place in {place} on {when}.",
                    f"This {this} followed up on the {noun} which was held in {place}, on {when}.",
                )
            )
        when = f"{_MONTHS[before.start.month - 1]} {before.start.year}" if precision == "month" else f"{before.start.year}"
        return f"The {this} was a follow-up to the {noun} held in {place}, in {when}."

    def _in_passing(self, other: Meeting, words: str) -> str:
        precision = self.chance.choice(("day", "day", "month"))
        self.said["events"].append(self._event(other, precision) | ({"participants": [_EXPERTS]} if "experts" in words else {}))
        when = days(other.start, other.end, self.chance) if precision == "day" else f"{_MONTHS[other.start.month - 1]} {other.start.year}"
        return f"{words} a {self._noun(other)} on resolution 1540 (2004) in {other.town}, {self._state(other.host)} ({when})."

    def _programme(self) -> str:
        """The Committee's programme of work, with a symbol in half of the notes."""
        said = "called on it to support States, at their request, in the implementation of the resolution and to make effective practices known."
        if self.chance.random() < 0.5:
            return f"The programme of work of the Committee {said}"
        symbol = f"S/{self.main.start.year}/{self.chance.randint(20, 990)}"
        self.said["documents"].append(symbol)
        return f"The programme of work of the Committee ({symbol}) {said}"

    def _quotations(self) -> str:
        """What the Council asked for, in its own words."""
        main = self.main
        known = [quoted for quoted in QUOTATIONS if quoted[1] < main.start.year]
        if not known:
            return "The Security Council has asked all States to apply resolution 1540 (2004) in full, and the Committee to report on the progress that is made."
        number, year, words = self.chance.choice(known)
        self.said["quotations"].append({"resolution": number, "starts": words.split()[0]})
        self.said["resolutions"].append(number)
        self.said["events"][0].setdefault("resolutions?", []).append(number)
        return f"The {self._noun(main)} was of direct relevance to resolution {number} ({year}), in which the Security Council “{words}”."

    # Highlights

    def _opening(self) -> str:
        main, who = self.main, self.speaker
        self._add_person(who)
        noun = self._noun(main)
        opened = f"The {noun} was opened by {who.title} {who.name}, {who.role} of the {self._of_state(who)}, who welcomed the participants"
        welcome = "underlined the importance of resolution 1540 (2004) for the security of the region"
        if self.chance.random() < 0.5:
            return f"{opened} ({main.count} in total) and {welcome}."
        return f"{opened} and {welcome}. In all {main.count} participants attended."

    def _second_speaker(self, support: Organization) -> str:
        """Somebody of the organization that supported the meeting."""
        who = self.world.person(f"of {support.acronym}", self.main.series, 2)
        self.said["people"].append({"name": who.name, "role": "Programme Officer", "organization": support.names})
        self.said["events"][0]["participants"].append(support.names)
        return f"{who.title} {who.name}, Programme Officer of {support.acronym}, recalled what had been agreed before, thanked the hosts for their care and offered to keep the papers at the disposal of those who had been prevented."

    def _topics(self) -> list[str]:
        return [" ".join(self.chance.sample(ABOUT[topic], self.chance.randint(2, 3))) for topic in self.main.topics]

    def _plans(self) -> str:
        """Where the plans of one or two of the States stand."""
        main, told = self.main, []
        for state in main.states[:2] if self.chance.random() < 0.5 else main.states[:1]:
            name = self._state(state)
            name = name[0].upper() + name[1:]
            status, words = self.chance.choice(
                (
                    ("submitted", f"{name} submitted its national action plan to the 1540 Committee in {main.start.year - 1}."),
                    ("drafting", f"{name} informed the participants that it had begun to draft a voluntary national implementation action plan."),
                    ("requested", f"{name} has requested the assistance of the 1540 Committee in drafting a national action plan."),
                    ("adopted", f"{name} reported that its national action plan was adopted in {main.start.year - 1}."),
                )
            )
            self.said["plans"].append({"state": state, "status": status})
            self.said["events"][0].setdefault("plans?", []).append(state)
            told.append(words)
        return " ".join(told)

    def _next(self) -> list[str]:
        """The round that comes, in half of the notes that have one before them."""
        main = self.main
        if main.round + 1 >= self.world.rounds(main.series) or self.chance.random() < 0.5:
            return []
        coming = self.world.round(main.series, main.round + 1)
        event = self._event(coming, "month") | {"follow_up_of": [main.key]}
        self.said["events"].append(event)
        month = f"{_MONTHS[coming.start.month - 1]} {coming.start.year}"
        return [f"A follow-up {self._noun(coming)} is planned for {month} in {coming.town}, {self._state(coming.host)}."]
