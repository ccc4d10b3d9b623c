"""What a national action plan is called, and what stands for it afterwards."""

from __future__ import annotations

import re

from graph1540.assemble.sentences import S

__all__ = ["BARE", "NAMED", "OWN_PLAN", "SPOKEN", "SPOKEN_BEGINS", "STEMS", "other_plan"]

_ADJECTIVES = r"(?:[Vv]oluntary|1540|[Nn]ational|[Ii]mplementation|[Dd]raft|NAP|[Rr]evised|[Uu]pdated|VOLUNTARY|NATIONAL|IMPLEMENTATION|DRAFT)"
#: The plan by its name; this opens talk of plans.
NAMED = re.compile(
    rf"\b(?:{_ADJECTIVES}[ -]){{0,5}}(?:[Aa]ctions? [Pp]lans?|[Nn]ational [Pp]lans?|[Pp]lans? of [Aa]ction|[Ii]mplementation [Pp]lans?|ACTION PLANS?|PLANS? OF ACTION)(?! (?:against|to combat))(?: \((?:NAPs?|NIAPs?|VNAPs?|VNIAPs?)\))?|\bV?NI?APs?\b(?! (?:against|to combat))"
)
#: A plan by whose it is, where the note speaks of action plans elsewhere: "its plan was at a drafting stage", "22 States had submitted plans".
OWN_PLAN = re.compile(rf"\b(?:[Ii]ts|[Tt]heir|[Ww]hose)(?: (?:own|draft|first|second|new|revised))* [Pp]lans?\b(?! (?:to|for|on)\b)|{S}['’]s? (?:own |draft )?plans?\b(?! (?:to|for|on)\b)|\b[Tt]he plans? of (?:the )?(?={S})|\b(?:States|countries) (?:had |have )?(?:already )?(?:submitted|adopted) (?:such |their )?plans?\b")
SPOKEN = re.compile(r"[Aa]ctions? [Pp]lan|ACTION PLAN|[Pp]lans? of [Aa]ction|\bV?NI?APs?\b")
#: What it begins with.
SPOKEN_BEGINS = ("Action", "action", "ACTION", "Plan", "plan", "VN", "NA", "NI")
#: What every name of a plan has in it.
STEMS = ("plan", "nap", "niap")
_OTHER = r"(?:CBRN|counter-?terrorism|terrorism|money[ -]laundering|human rights|climate(?: change)?|gender|women,? peace|small arms|FATF|corruption|disaster)"
_OTHER_BEFORE = re.compile(rf"\b{_OTHER}\W+\Z")
_OTHER_AFTER = re.compile(rf" (?:on|for|against) (?:the )?{_OTHER}\b")
#: What stands for it afterwards.
BARE = re.compile(
    rf"\b(?:[Pp]lans?(?! (?:to|on) [a-z])|drafts?(?= (?:of|was|were|is|has|had|now|text|will|could|exists|which|that|before|circulat\w+|under|and)\b|[,.;]|\Z)|text of \d{{4}}|theirs|outline)\b|\b(?:draft|drafting|drafted|prepare|preparing|write|writing|develop|developing|submitted|drawing|draw|adopted|have|has) (?:up )?one\b|\bone up\b|\b[Tt]hat of\b|\b(?:its|their) own(?= (?:had|has|was|is|have|were|would|will)\b|[.;,]|\Z)|\bthe one (?:that|which)\b|(?<={S})['’]s?(?=,| (?:is|was|has|had|will|would)\b)"
)


def other_plan(tagged: str, found: re.Match[str]) -> bool:
    """Whether a plan of action is about something else: "the CBRN action plan", "a national action plan on human rights"."""
    return _OTHER_BEFORE.search(tagged, max(0, found.start() - 24), found.start()) is not None or _OTHER_AFTER.match(tagged, found.end()) is not None
