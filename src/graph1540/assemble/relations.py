"""What ties events to the world: their status, topics and resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.assemble.draft import Drafts
from graph1540.assemble.sentences import D, E, R, Sentence, mentions_in
from graph1540.assemble.told import Told
from graph1540.model import Mention, Ref

__all__ = ["concerns", "concerns_of_context", "sentence_topics", "statuses"]

_STATUS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cancelled", re.compile(r"\b(?:cancell?ed|called off|did not take place|never took place|was not held|were not held|had to be dropped|abandoned)\b", re.IGNORECASE)),
    ("postponed", re.compile(r"\b(?:postponed|deferred|moved (?:from|to)|rescheduled|put off|was delayed)\b", re.IGNORECASE)),
    ("planned", re.compile(r"\b(?:will (?:be )?(?:held|hold|host|hosted|take place|organi[sz]e|organi[sz]ed|convene|convened|run|conduct|follow|meet|visit)|is to be held|are to be held|to be held|planned|is scheduled|was scheduled|scheduled|is due to|still to come|intends? to|intended to|plans to|is foreseen|foreseen|is expected to|proposed|would (?:be held|host|hold|organi[sz]e|convene)|would take place|has been set for|offered to host|to take place|shall be held)\b", re.IGNORECASE)),
)  # fmt: skip


_CLAUSE = re.compile(r";|, (?:and|but|while) ")
#: An event that the note names only in order to tell it from its own.
_UNRELATED = re.compile(
    r"\b(?:unrelated|unconnected|not connected|no connection|no link|no bearing|no part in|formed no part|forms no part|had no part|another (?:matter|programme|subject)|confused with|confounded with|not (?:to be|the) subject|"
    r"nothing to do with|outside the scope|separate(?:ly)? from|had dealt with the Arms Trade Treaty|(?:on|about) (?:small arms|the Arms Trade Treaty|oil spills|tariffs|space security|ammunition)|belongs? to another)\b"
)
_CUT = re.compile(rf";|{E}")
#: " on border control": about something else than the resolution.
_OWN_SUBJECT = re.compile(rf"[^.;{D}{E}]{{0,12}}? (?:on|about|concerning|dealing with|devoted to) (?!(?:the )?(?:implementation of )?(?:the )?(?:{R}|resolution))")
_ABOUT = re.compile(rf"[^.;{D}{E}]{{0,60}}?\b(?:on|of|under) (?:the )?(?:implementation of )?(?:(?:{R})(?:, | and )?)*")
_TOPIC_END = re.compile(rf"[;.{E}]|\b(?:held|which|where|in which|hosted|organi[sz]ed)\b")


def statuses(told: Told) -> None:
    """Planned, postponed and cancelled events; what the note's own header announces as held stays held."""
    sentence = told.sentence
    said = [(code, pattern) for code, pattern in _STATUS if sentence.has(code)]
    for at, drafts in told.events.items() if said else ():
        if at < 0:
            lo, hi = 0, len(sentence.tagged)
        else:
            lo = max((m.end() for m in _CLAUSE.finditer(sentence.tagged[:at])), default=0)
            cut = _CUT.search(sentence.tagged[at + 1 :])
            hi = at + 1 + (cut.start() if cut else len(sentence.tagged))
        window = sentence.tagged[lo:hi]
        for code, pattern in said:
            found = pattern.search(window)
            if found is None:
                continue
            for draft in drafts:
                if not draft.main and not draft.values("status"):
                    draft.add("status", code, sentence.span(lo + found.start(), lo + found.end()))
            break


def _unrelated(sentence: Sentence) -> bool:
    return sentence.has("unrelated") and _UNRELATED.search(sentence.tagged) is not None


def concerns(told: Told) -> None:
    """The resolutions that a sentence says an event is about."""
    sentence = told.sentence
    resolutions = [(at, sentence.mention(at)) for at in sentence.where(R)]
    if not resolutions:
        return
    for at, drafts in told.events.items() if not _unrelated(sentence) else ():
        for draft in drafts:
            if draft.main:
                continue
            for where, mention in resolutions:
                if mention.name == "1540" or _about(sentence.tagged, at, where):
                    draft.add("concerns", Ref(mention.iri), sentence.words(mention))


def concerns_of_context(told: Told, drafts: Drafts) -> None:
    """A background event without a subject of its own is about the resolution that its paragraph, else the title, speaks of."""
    sentence = told.sentence
    for at, found in told.events.items() if not _unrelated(sentence) else ():
        for draft in found:
            if draft.main or draft.values("concerns"):
                continue
            own = _OWN_SUBJECT.match(sentence.tagged[at + 1 :]) if at < len(sentence.tagged) else None
            if own and not any(d.type == draft.type for d in drafts.mains):
                continue
            earlier = [m for m in told.resolutions if m.name == "1540" and sentence.segment.start <= m.start < sentence.end]
            named = earlier[0] if earlier else next((m for m in told.resolutions if m.name == "1540"), None)
            if named is not None:
                draft.add("concerns", Ref(named.iri), sentence.words(named))


def _about(tagged: str, event: int, resolution: int) -> bool:
    return 0 <= event < resolution and _ABOUT.fullmatch(tagged[event + 1 : resolution]) is not None


def sentence_topics(told: Told, found: Sequence[Mention]) -> None:
    """The topics that a background event's own sentence names right after it: "a training course on chemical security"."""
    sentence: Sentence = told.sentence
    for at, drafts in told.events.items():
        if at < 0 or all(draft.main for draft in drafts):
            continue
        cut = _TOPIC_END.search(sentence.tagged[at + 1 :])
        hi = sentence.offset(at + 1 + (cut.start() if cut else len(sentence.tagged) - at - 1))
        lo = sentence.offset(at)
        for draft in drafts:
            if draft.main:
                continue
            for mention in mentions_in(found, lo, hi):
                if mention.end <= hi:
                    draft.add("topic", Ref(mention.iri), sentence.note.span(mention.start, mention.end))
