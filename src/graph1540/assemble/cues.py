"""Which kinds of words a sentence has: one pass over it spares the many patterns that cannot match."""

from __future__ import annotations

import ahocorasick_rs

__all__ = ["cues_of"]

#: Each cue with the stems, in lower case, one of which stands in every match of the patterns that ask for the cue.
_STEMS: dict[str, tuple[str, ...]] = {
    "follow-up": ("follow", "continu", "buil", "sequel", "second part", "resumed"),
    "cancelled": ("cancel", "called off", "take place", "took place", "not held", "dropped", "abandoned"),
    "postponed": ("postponed", "deferred", "moved", "rescheduled", "put off", "delayed"),
    "planned": ("will", "to be", "planned", "schedul", "is due", "still to come", "intend", "plans to", "foreseen", "expected", "proposed", "would", "been set", "offered", "to take place", "shall be"),
    "number": (*tuple("0123456789"), "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "hundred"),
    "people": (
        "participa", "attend", "people", "persons", "delegates", "trainees", "representatives", "officials", "experts", "officers", "practitioners", "specialists", "students", "women", "in all",
        "in total", "took part", "came", "present", "altogether", "of whom", "total",
    ),
    "plan": ("lan", "niap", "nap"),
    "organized": (
        "rganis", "rganiz", "host", "conven", "arrang", "conduct", "held", "ran ", "run ", "staged", "gave", "given", "paid", "fund", "financ", "support", "sponsor", "invitation of", "led", "deliver",
        "initiated", "prepared", "put on", "mounted", "called", "facilitated",
    ),
    "supported": (
        "support", "assist", "help", "fund", "contribut", "aid", "sponsor", "backing", "financ", "operation", "ollabor", "artnership", "facilitat", "grant", "money", "coordination", "conjunction",
        "association", "paid", "backed", "expense", "resources", "thanks", "possible", "underwritten",
    ),
    "organizes": ("rganis", "rganiz", "host", "conven", "hold", "held", "ran ", "run ", "arrang", "gave", "conduct", "staged"),
    "hosts": ("host", "rganis", "rganiz"),
    "attended": ("attended", "participated", "part in", "took part", "taken part", "represented", "present", "joined", "followed", "completed", "among", "sent "),
    "attended by": (
        "attended", "participation of", "participants", "brought together", "gathered", "represented were", "delegations", "representatives", "experts from", "officials", "delegates", "there took part", "present",
    ),
    "where": ("where ", "which "),
    "received": ("received by", "welcomed by", "hosted by"),
    "delegations": ("delegations", "states", "countries", "governments", "sides"),
    "ordinal": ("first", "second", "third", "fourth", "fifth"),
    "by": ("delivered by", "given by", "made by", "opened by", "addressed by", "presented by", "led by", "moderated by", "chaired by", "facilitated by"),
    "letter": ("etter", "erbale", "nvit", "wrote", "ommunication"),
}  # fmt: skip
_CUES = [(stem, cue) for cue, stems in _STEMS.items() for stem in stems]
_CUE_OF = [cue for _, cue in _CUES]
_AUTOMATON = ahocorasick_rs.AhoCorasick([stem for stem, _ in _CUES])


def cues_of(text: str) -> frozenset[str]:
    """The cues whose stems stand in a text.

    >>> sorted(cues_of("A second visit will follow"))
    ['follow-up', 'ordinal', 'planned']
    """
    return frozenset([_CUE_OF[index] for index, _, _ in _AUTOMATON.find_matches_as_indexes(text.lower(), overlapping=True)])
