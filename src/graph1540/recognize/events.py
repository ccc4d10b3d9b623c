"""Nouns and verbs that name a kind of event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph1540.model import Mention
from graph1540.recognize.stems import Cued, Words

__all__ = ["SPECIFIC", "event_type_of", "recognize_events"]

_N = r"(?:meetings?|events?|exercises?|sessions?|rounds?|workshops?|visits?|process(?:es)?|discussions?|conferences?|seminars?|missions?|series)"
#: The head noun, its type code and whether it names one kind of event by itself (a "session" or "round" does not).
_HEADS: tuple[tuple[str, str, bool], ...] = (
    (rf"peer[ -]?reviews?(?:[ -]{_N})?", "peer-review", True),
    (r"round[ -]?tables?(?:[ -](?:meetings?|discussions?|conferences?|events?|workshops?))?", "roundtable", True),
    (r"consultations?(?:[ -](?:meetings?|visits?|rounds?|workshops?))?", "consultation", True),
    ((r"(?:training|refresher|instructor)[ -](?:courses?|sessions?|events?|programmes?|programs?|exercises?|activit(?:y|ies)|weeks?)|trainings|courses?|boot[ -]?camps?|refreshers?(?=\s+(?:for|on|in|of)\b)|"
     r"table-?[ -]?top[ -]exercises?|simulation[ -]exercises?|field[ -]exercises?|summer schools?|training(?=\s+(?:for|on|in|of|was|held|took|at|under|had|began|ended|gave|dealt|covered|which|that|organi[sz]ed|conducted|given|held|foreseen|planned|hosted|funded|programmed)\b)|(?:(?<=\ba )|(?<=first )|(?<=second )|(?<=this )|(?<=that ))training(?=[,.;)])"), "training", True),
    (r"(?:training[ -])?(?:workshops?|work-shops?)|drafting[ -]weeks?", "workshop", True),
    (r"(?:training[ -])?(?:seminars?|webinars?|colloquium|colloquia)", "seminar", True),
    (r"conferences?|symposiums?|symposia|congress(?:es)?|fora|forum|summits?", "conference", True),
    (r"(?:country[ -])?visits?|(?<=report on )mission|(?<=report of )mission|(?:assistance |expert |fact-finding |assessment )missions?|missions?(?=\s+(?:to|in)\b|\s+of\s+(?:the\s+)?(?:group|experts|committee|1540|two|three|four|five)\b)", "visit", True),
    (r"(?:[a-z]+[ -])?meetings?|briefings?|dialogues?|talks|encounters?|open debates?|(?:on-?line|virtual|video) (?:discussions?|exchanges?|stock-?takings?)", "meeting", True),
    (r"sessions?|rounds?|events?|exercises?|gatherings?|leg|phases?|stages?|activit(?:y|ies)|module|sequels?|(?:(?<=hold a )|(?<=run a )|(?<=organize a )|(?<=held a ))follow-?[ -]?up(?=\s+(?:on|for|in)\b)|follow-?[ -]?ups?(?=\s+(?:to\s+(?:the|this)\s+(?:\w+\s+)?\w+\s+)?(?:is|are|was|were|will|has\s+been|had\s+been)\s+(?:now\s+|already\s+)?(?:planned|scheduled|foreseen|held|to|being|be\s+(?:held|hosted|organi[sz]ed|convened)|take|organi[sz]ed|hosted|convened|proposed)\b)", "meeting", False),
)  # fmt: skip
SPECIFIC = frozenset({"peer-review", "roundtable", "consultation", "training", "workshop", "seminar", "conference", "visit"})
#: How the heads begin.
_STEMS = ["peer", "round", "consult", "training", "refresher", "instructor", "course", "boot", "table", "simulation exercise", "field exercise", "summer school", "workshop", "work-shop", "drafting week", "drafting-week", "seminar", "webinar", "colloqui", "conference", "symposi", "congress", "fora", "forum", "summit", "country visit", "visit", "assistance mission", "expert mission", "fact-finding mission", "assessment mission", "mission", "meeting", "briefing", "dialogue", "talks", "on-line", "online", "virtual", "video", "session", "event", "exercise", "gathering", "leg ", "phase", "stage", "activit", "module", "encounter", "open debate", "sequel", "follow"]
_NOUN = Cued(re.compile("(?:" + "|".join(rf"(?P<t{at}>{pattern})" for at, (pattern, _, _) in enumerate(_HEADS)) + r")\b"), _STEMS)
_VERB = Cued(re.compile(r"(?:reviewed(?=\s+(?:each\s+other|one\s+another)\b)|visited|met|gathered|reconvened?|assembled|come(?=\s+together\b)|travell?ed(?=\s+to\s)(?![^.;]{0,80}\b(?:for\s+the|to\s+(?:attend|take\s+part|participate|join))\b)|meet(?=\s+(?:again\s+)?(?:in|on)\s))(?=\s)(?!\s+(?:(?:jointly|in\s+full|partly|entirely)\s+)?by\b)(?!\s+(?:\d+|some|about|over|nearly|more\s+than|officials|experts|representatives|participants|delegates|delegations|national|government|senior|states|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\s+states)\b)(?!\s+(?:the\s+|all\s+|its\s+|their\s+)*(?:travel\s+|related\s+)?(?:expenses?|costs?|bills?|needs|requirements|criteria|deadlines?|demand))"), ["reviewed", "visited", "met", "gathered", "reconven", "assembled", "come ", "travel", "meet"])
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w-]* \Z")
_NO_MEETING = re.compile(r"\b(?:press|side)[ -]\Z")
#: "by video ", before "conference": how people met, no event.
_BY_VIDEO = re.compile(r"\b(?:by|via|through|over|on|in)(?: an?| the)? (?:video|tele|audio|web)[ -]\Z")
#: "took part in the ", before "course": a course all the same, where "in the course of" mostly is none.
_TAKES_PART = re.compile(r"\b(?:part|participat\w+|enrol\w*|attend\w*) in the \Z")
_STOP = re.compile(r"[.;]\s|\n")
_PLURAL = re.compile(r"(?:s|fora|symposia|colloquia|activities)\Z")
#: Words before the noun that make it no event: what happens inside one, or what only looks like one.
_INSIDE = re.compile(
    r"(?:\b(?:plenary|opening|closing|working|drafting|breakout|break-out|panel|parallel|practical|discussion|question-and-answer|group|technical|interactive|final|thematic|afternoon|morning|"
    r"introductory|preliminary|poster|permanent|diplomatic|trade|refresher|in the|in due|of|course of|first working|general|main|budget|annual|regular|"
    r"civil society|media|press|this)[ -])\Z"
)


def recognize_events(words: Words) -> Iterator[Mention]:
    """Event nouns of a note: ``name`` is the type's code, ``form`` "specific" or "weak", with "plural" where it is one."""
    text, folded = words.text, words.folded
    for found in words.finditer(_NOUN, folded=True):
        at = int(str(found.lastgroup)[1:])
        _, code, specific = _HEADS[at]
        noun = found[0]
        if noun in ("forum", "mission", "missions", "congress", "session", "summit") and text[found.start()].isupper() and _named(text, found.start()) and not folded.endswith(("report on ", "report of "), 0, found.start()):
            continue
        before = folded[max(0, found.start() - 24) : found.start()]
        if not specific and _INSIDE.search(before) and not (noun == "event" and before.endswith("parallel ")):
            continue
        if noun == "course" and before.endswith(("in the ", "of ", "in due ", " in ")) and not _TAKES_PART.search(before):
            continue
        start = found.start()
        if noun in ("activity", "activities", "session", "stage", "phase") and before.endswith("-"):
            # "high-activity sources"
            continue
        if noun.startswith("conference") and _BY_VIDEO.search(before):
            continue
        if noun == "sequel" and before.endswith((" as its ", " as a ", " as the ", " as their ", " was the ", " was a ", " is the ", " is a ", " be the ", " being the ")):
            continue
        if noun == "meeting" and _NO_MEETING.search(before):
            continue
        if " " in noun and noun.endswith(("meeting", "meetings")) and code == "meeting":
            start = found.end() - len(noun.rsplit(" ", 1)[1])
        elif "-" in noun and code == "meeting" and noun.endswith(("meeting", "meetings")):
            start = found.end() - len(noun.rsplit("-", 1)[1])
        form = ("specific" if specific else "weak") + (" plural" if _PLURAL.search(noun) and noun not in ("process", "series", "congress") else "")
        yield Mention("event", start, found.end(), name=code, form=form)
    for found in words.finditer(_VERB, folded=True):
        if found[0].startswith("travel") and not _has_figure(text, found.start()):
            # A journey without a date is no event.
            continue
        code = "visit" if found[0] in ("visited", "travelled", "traveled") else "peer-review" if found[0] == "reviewed" else "meeting"
        yield Mention("event", found.start(), found.end(), name=code, form="verb")


def _has_figure(text: str, at: int) -> bool:
    """Whether the sentence has a figure, as a date would."""
    before = [m.end() for m in _STOP.finditer(text, max(0, at - 300), at)]
    stop = _STOP.search(text, at)
    return any(c.isdigit() for c in text[before[-1] if before else max(0, at - 300) : stop.start() if stop else len(text)])


def _named(text: str, start: int) -> bool:
    """Whether a capitalised word stands right before, as in "Regional Forum" or "Permanent Mission"."""
    return bool(_NAMED.search(text[max(0, start - 24) : start]))


def event_type_of(codes: list[tuple[str, bool]]) -> str:
    """The type that a title's event nouns give: a peer review before all, a weak noun last.

    >>> event_type_of([("meeting", False), ("peer-review", True)])
    'peer-review'
    """
    if any(code == "peer-review" for code, _ in codes):
        return "peer-review"
    for code, specific in codes:
        if specific and code in SPECIFIC:
            return code
    return codes[0][0] if codes else "meeting"
