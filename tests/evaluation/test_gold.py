"""The gold files say only what the annotation guide (docs/evaluation.md) lets them say."""

from __future__ import annotations

import re

import pytest

from .groups import read_cases

TYPES = {"peer-review", "consultation", "workshop", "training", "conference", "visit", "roundtable", "seminar", "meeting"}
TOPICS = {
    "export-control", "border-control", "biosecurity", "chemical-security", "nuclear-security", "dual-use-goods",
    "legislation", "licensing", "enforcement", "assistance", "proliferation-financing", "transfer-and-transit",
    "awareness-raising", "national-action-plan",
}  # fmt: skip
STATUSES = {"requested", "drafting", "draft", "adopted", "submitted", "implementing"}
NOTE_FIELDS = {"note", "events", "resolutions", "plans", "letters", "people", "documents", "quotations"}
EVENT_FIELDS = {
    "key", "main", "type", "start", "end", "city", "country", "organizers", "supporters", "participants",
    "participant_count", "resolutions", "follow_up_of", "plans", "topics",
}  # fmt: skip
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
CODE = re.compile(r"[A-Z]{3}")


def listed(value: object) -> list:
    return [] if value is None else value if isinstance(value, list) else [value]


def faults(gold: dict) -> list[str]:
    """What is wrong with a gold file, in words."""
    found = [f"unknown field '{key}'" for key in gold if key.removesuffix("?") not in NOTE_FIELDS]
    keys = [event["key"] for event in gold["events"]]
    found += [f"two events have the key '{key}'" for key in sorted({key for key in keys if keys.count(key) > 1})]
    if not any(event.get("main") for event in gold["events"]):
        found.append("no event is the note's own ('main')")
    for plan in gold.get("plans", []):
        if not CODE.fullmatch(plan["state"]) or not set(listed(plan.get("status"))) <= STATUSES:
            found.append(f"a plan that no reader can compare: {plan}")
    found += [f"a letter that invites to an unknown event: {x}" for x in gold.get("letters", []) if x.get("invites_to") not in (*keys, None)]
    for event in gold["events"]:
        found += [f"{event['key']}: {fault}" for fault in faults_of_event(event, keys)]
    return found


def faults_of_event(event: dict, keys: list[str]) -> list[str]:
    """What is wrong with one event."""
    found = [f"unknown field '{key}'" for key in event if key.removesuffix("?") not in EVENT_FIELDS]
    dates = [date for field in ("start", "end") for date in listed(event.get(field))]
    found += [f"'{date}' is no date" for date in dates if not DATE.fullmatch(date)]
    if event.get("start") and event.get("end") and listed(event["end"])[-1] < listed(event["start"])[0]:
        found.append("it ends before it starts")
    found += [f"unknown type '{kind}'" for kind in listed(event.get("type")) if kind not in TYPES]
    found += [f"country '{code}'" for code in listed(event.get("country")) if not CODE.fullmatch(code)]
    for field in ("organizers", "supporters", "participants"):
        strict = [name for names in event.get(field, []) for name in names]
        optional = [name for names in event.get(field + "?", []) for name in names]
        if not all(isinstance(names, list) and names for names in (*event.get(field, []), *event.get(field + "?", []))):
            found.append(f"{field}: each is a list of names")
        if len(event.get(field, [])) != len({tuple(names) for names in event.get(field, [])}):
            found.append(f"{field}: a body stands twice")
        found += [f"{field}: '{name}' is strict and optional" for name in sorted(set(strict) & set(optional))]
    for field in ("topics", "topics?"):
        found += [f"unknown topic '{topic}'" for topic in event.get(field, []) if topic not in TOPICS]
    for field in ("follow_up_of", "follow_up_of?"):
        found += [f"{field}: unknown event '{key}'" for key in event.get(field, []) if key not in keys or key == event["key"]]
    found += [f"plan of '{code}'" for code in event.get("plans", []) if not CODE.fullmatch(code)]
    return found


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_the_gold_keeps_to_the_guide(case):
    assert faults(case.gold) == []


def test_every_note_has_a_name_of_its_own():
    names = [case.note.name for case in read_cases()]
    assert sorted(set(names)) == sorted(names)
