"""What ties events to the world: their status, topics and resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.sentences import D, E, P, R, Sentence, mentions_in
from graph1540.assemble.themes import before_noun
from graph1540.assemble.told import Told
from graph1540.model import Mention, Ref
from graph1540.names import small

__all__ = ["concerns", "concerns_of_context", "sentence_topics", "statuses"]

#: What is done with an event, as an infinitive and as a participle.
_HOLD = r"(?:hold|host|take place|organi[sz]e|convene|run|conduct|follow|meet|reconvene|visit|gather|assemble|come together|open|begin|start|bring together|arrange|stage|return|reassemble)"
_HELD = r"(?:held|hosted|organi[sz]ed|convened|run|conducted|staged|arranged|repeated|given|opened|continued|followed)"
_STATUS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cancelled", small(rf"\b(?:cancel(?:l?ed|l?ing|lation)?|call(?:ed)? off|(?:did|could|would|will) (?:not|never) (?:take place|happen|materiali[sz]e|come about|be {_HELD})|never (?:took place|came about|happened|materiali[sz]ed)|(?:was|were) (?:not|never) held|(?:was|were|be|been) (?:dropped|scrapped)|abandoned|remain(?:ed|s) without effect|came to nothing|fell through)\b")),
    ("postponed", small(r"\b(?:postpon(?:ed?|ement)|deferred|moved (?:from|to|forward|back)|rescheduled|(?:put|pushed) (?:off|back)|was delayed|brought forward)\b")),
    ("planned", small(
        rf"\b(?:(?:will|shall|would|should) (?:then |also |again |next |soon |now |jointly )*(?:be (?:{_HELD}|the (?:venue|host|seat|site|scene|setting)|in {P})|{_HOLD})|to be {_HELD}|to take place|planned|scheduled|(?:is|are|was|were) due to|still to come|intend(?:s|ed)? to|plans? (?:for|to|are|were|exist)\b|(?:is|are) (?:being )?(?:prepar|plann)(?:ed|ing)"
        rf"|foreseen|(?:is|are) expected to|proposed|has been set for|(?:is|are) set for|(?P<meant>(?:agree[ds]?|agreement|decided|decision|offer(?:ed)?|wish(?:ed|es)?|ready|willing|invited|readiness|intention|undertook|committed)\b[^.;]{{0,60}}? to (?:again )?{_HOLD})|(?:chosen|selected|designated|proposed) (?:as|for) the (?:venue|site|next)|the next {E}|[Nn]ext [\w-]* ?{E}|preparations for|in the pipeline|(?:has|have|had) in mind|volunteer(?:ed|s)? to {_HOLD}|picked to {_HOLD})\b",
    )),
)  # fmt: skip
#: After the words of a plan: it came to be.
_SINCE_HELD = small(rf"(?<!should )(?<!to )\b(?:(?:was|were|has been|had been|have been) (?:[a-z]+ly |then |at last |only )?{_HELD}|took place)\b")


_CLAUSE = re.compile(r";|, (?:and|but|while) ")
#: An event that the note names only in order to tell it from its own.
_UNRELATED = re.compile(
    r"\b(?:unrelated|unconnected|not connected|no connection|no link|no bearing|no part in|formed no part|forms no part|had no part|another (?:matter|programme|subject)|confused with|confounded with|not (?:to be|the) subject|"
    r"nothing to do with|outside the scope|separate(?:ly)? from|had dealt with the Arms Trade Treaty|(?:on|about) (?:small arms|the Arms Trade Treaty|oil spills|tariffs|space security|ammunition)|belongs? to another)\b"
)
_CUT = re.compile(rf";(?! (?:it|this|that|they|both) )|{E}")
#: " on border control": about something else than the resolution.
_OWN_SUBJECT = re.compile(rf"[^.;{D}{E}]{{0,12}}? (?:on|about|concerning|dealing with|devoted to) (?!(?:the )?(?:implementation of )?(?:the )?(?:{R}|resolution))")
_ABOUT = re.compile(rf"[^.;{D}{E}]{{0,60}}?\b(?:on|of|under) (?:the )?(?:implementation of )?(?:(?:{R})(?:, | and )?)*")
#: ", and further focused on" is said of the subject again.
_TOPIC_END = re.compile(rf"[;.{E}]|\b(?:held|which|where|in which|hosted|organi[sz]ed)\b|, and (?:\w+ )?(?:focus\w*|discussed|addressed|reviewed|covered|examined|dealt|considered|looked)\b")


def statuses(told: Told, mains: Sequence[Draft]) -> None:
    """Planned, postponed and cancelled events; what the note's own header announces as held stays held.

    What somebody agreed or was invited to hold before ``mains``, the note's own events, was held.
    """
    sentence = told.sentence
    if not told.events:
        return
    first = min((main.date.start for main in mains if main.date is not None), default=None)
    said = [(code, pattern) for code, pattern in _STATUS if sentence.has(code)]
    for at, drafts in told.events.items() if said else ():
        if at < 0:
            lo, hi = 0, len(sentence.tagged)
        else:
            lo = max((m.end() for m in _CLAUSE.finditer(sentence.tagged[:at])), default=0)
            cut = _CUT.search(sentence.tagged[at + 1 :])
            hi = at + 1 + (cut.start() if cut else len(sentence.tagged))
        window = sentence.low[lo:hi]
        # Some stems begin with the blank before their word.
        for code, pattern in said:
            found = pattern.search(window) if sentence.has_between(code, lo - 1, hi) else None
            if found is None or (code == "planned" and _SINCE_HELD.search(window, found.end())):
                continue
            for draft in drafts:
                if code == "planned" and found["meant"] and first is not None and draft.date is not None and draft.date.start < first:
                    continue
                if not draft.main and not draft.values("status"):
                    draft.add("status", code, sentence.span(lo + found.start(), lo + found.end()))
            break


def _unrelated(sentence: Sentence) -> bool:
    return sentence.has("unrelated") and _UNRELATED.search(sentence.tagged) is not None


def concerns(told: Told) -> None:
    """The resolutions that a sentence says an event is about."""
    sentence = told.sentence
    resolutions = [(at, sentence.mention(at)) for at in sentence.where(R)] if told.events else []
    if not resolutions or _unrelated(sentence):
        return
    for at, drafts in told.events.items():
        for draft in drafts:
            if draft.main:
                continue
            for where, mention in resolutions:
                if mention.name == "1540" or _about(sentence.tagged, at, where):
                    draft.add("concerns", Ref(mention.iri), sentence.words(mention))


def concerns_of_context(told: Told, drafts: Drafts) -> None:
    """A background event without a subject of its own is about the resolution that its paragraph, else the title, speaks of."""
    sentence = told.sentence
    if not told.events or _unrelated(sentence):
        return
    for at, found in told.events.items():
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
        named = list(before_noun(sentence, found, at)) if at < len(sentence.tagged) and sentence.tagged[at] == E else []
        for draft in drafts:
            if draft.main:
                continue
            for mention in (*named, *mentions_in(found, lo, hi)):
                if mention.end <= hi:
                    draft.add("topic", Ref(mention.iri), sentence.note.span(mention.start, mention.end))
