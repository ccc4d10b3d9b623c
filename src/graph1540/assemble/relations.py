"""What ties events to one another and to the world: follow-up, status, topics, resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.sentences import D, E, P, R, Sentence
from graph1540.assemble.told import Told
from graph1540.model import Mention, Ref, Span

__all__ = ["concerns", "concerns_of_context", "follow_ups", "rounds", "sentence_topics", "statuses"]

_FOLLOW = re.compile(
    r"\b(?:(?:as |was |is |were |served as |constituted |being )?(?:a |the )?(?:direct )?follow-?[ -]?ups?(?: (?:to|of|on)|(?= thereto))|follow(?:s|ed|ing)?[- ]?up (?:on|to)|(?:a |the )?continuations? of|[Cc]ontinu(?:ed|es|ing) (?:the work of|from|on from)|buil(?:t|ds|ding) (?:up)?on|"
    rf"[Cc]ontinu(?:ed|es|ing)(?= (?:the )?(?:first|previous|earlier|preceding|{P}|{E}))|[Cc]ontinu(?:es|ed) the work(?= of)|(?:take|took|takes|picks|picked) up where|resumed where|(?:was|is|as|being) the sequel (?:to|of)|followed upon|repeats|[Aa]s (?:its|a|the|their) (?:continuation|sequel) (?:to|of)|"
    r"continued what (?:had been |was )?begun (?:at|in|by|with)|in follow-?up (?:to|of)|to follow up (?:on|to)|followed up|sequel to|[Ff]ollowing up (?:on|to)|second part of|resumed)(?!\w)"
)
_STATUS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cancelled", re.compile(r"\b(?:cancell?ed|called off|did not take place|never took place|was not held|were not held|had to be dropped|abandoned)\b", re.IGNORECASE)),
    ("postponed", re.compile(r"\b(?:postponed|deferred|moved (?:from|to)|rescheduled|put off|was delayed)\b", re.IGNORECASE)),
    ("planned", re.compile(r"\b(?:will (?:be )?(?:held|hold|host|hosted|take place|organi[sz]e|organi[sz]ed|convene|convened|run|conduct|follow|meet|visit)|is to be held|are to be held|to be held|planned|is scheduled|was scheduled|scheduled|is due to|still to come|intends? to|intended to|plans to|is foreseen|foreseen|is expected to|proposed|would (?:be held|host|hold|organi[sz]e|convene)|would take place|has been set for|offered to host|to take place|shall be held)\b", re.IGNORECASE)),
)  # fmt: skip


_PLANNED = re.compile(r"\b(?:will|would|is to|planned|to be held|foreseen|scheduled)\b")
_SECOND = re.compile(r"\b(?:[Aa]|[Tt]he) (second|further|next)(?: [a-z]+)? \Z")
#: "a follow-up regional ".
_FOLLOW_UP_NOUN = re.compile(r"\b(?P<cue>[Ff]ollow-?[ -]up|[Rr]esumed|[Rr]eturn) (?:\w+ )?\Z")
#: "recommendations made in Doha", "the work of Osaka", "to the one of Port Vila": an earlier event by its place.
_BY_PLACE = re.compile(rf" (?:to |on |upon |of |the |one |work |those |recommendations |conclusions |decisions |discussions |outcomes? |results |findings |idea |made |agreed |reached |adopted |taken |begun |held |in |at )*(?P<p>{P})(?! (?:[\w-]+ )?{E})")
_SEQUEL_OF = re.compile(rf" (?:to|of) (?:the|this|that) [^.;{E}]{{0,40}}(?P<e>{E})")
_NOT_SO = re.compile(r"\b(?:not|no|nor|neither|without)\b[^.;,]{0,25}\Z")
#: "follow-up thereto", "to that", "the last of them".
_BACK = re.compile(r" (?:thereto|to (?:it|that|them|this)|the last(?: one)?(?: of (?:them|these))?|the latter|the latest|the last-named)\b")
#: " to the earlier workshop".
_ONTO = re.compile(rf" (?:to|of) (?:the|this|that) [^.;{E}]{{0,40}}(?P<e>{E})")
#: " and ", right before a second verb of the same subject.
_AND_ALSO = re.compile(r"[^.;]*\b(?:and|or) (?:it )?(?:also |thus |thereby |in turn )?\Z")
_THIS = re.compile(r" (?:this|these|that) ")
_BOTH = re.compile(r" (?:both|these|those|the two|the former|it)\b(?! [a-z])")
_AND_TO = re.compile(r"[^.;]{0,90}? and (?:to |on |the |of )*[^.;]{0,40}")
_THIS_NOUN = re.compile(rf" (?:this|these|that) (?:[\w-]+ ){{0,3}}{E}")
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


def follow_ups(told: Told, drafts: Drafts) -> None:
    """As in "This meeting was a follow-up to the previous round held in …": the earlier event from the later one."""
    for at, later in list(told.events.items()):
        _named_follow_up(told, at, later)
    for found in _FOLLOW.finditer(told.sentence.tagged) if told.sentence.has("follow-up") else ():
        _follow_up_to(told, drafts, found)


def _named_follow_up(told: Told, at: int, later: list[Draft]) -> None:
    """As in "a follow-up workshop in Lilongwe" and, of what is still to come, "a second workshop"."""
    tagged, context = told.sentence.tagged, told.context
    second = _SECOND.search(tagged[:at])
    if second and _PLANNED.search(tagged) and context is not None and context.main and not (context.ordinal or context.round):
        # The note's own event was the first.
        for draft in later:
            if not draft.main and draft.type == context.type and not draft.follows:
                _tie(draft, context, told.sentence.span(second.start(1), second.end(1)))
    if tagged[at : at + 1] == E and told.sentence.words(told.sentence.mention(at)).exact.lower() == "sequel":
        # "Its sequel in Bangkok dealt with nothing else."
        onto = _SEQUEL_OF.match(tagged, at + 1)
        before = told.events.get(onto.start("e"), []) if onto else []
        before = before or [d for index in sorted(told.events) if index < at for d in told.events[index] if d not in later] or [d for d in (*told.recent, told.previous) if d is not None and d not in later]
        for draft in later:
            for one in before[-1:]:
                _tie(draft, one, told.sentence.words(told.sentence.mention(at)))
        return
    cue = _FOLLOW_UP_NOUN.search(tagged[:at])
    if cue is None:
        return
    here = [d for index in sorted(told.events) if index < at for d in told.events[index] if d not in later]
    onto = _ONTO.match(tagged[at + 1 :])
    nearest = here[-1:] or ([context] if context else [])
    earlier = told.events.get(at + 1 + onto.start("e"), []) if onto else nearest
    for draft in later:
        for one in earlier:
            _tie(draft, one, told.sentence.span(cue.start("cue"), cue.end("cue")))


def _follow_up_to(told: Told, drafts: Drafts, found: re.Match[str]) -> None:
    """One phrase such as "a follow-up to": what follows up, and what it follows up on."""
    tagged = told.sentence.tagged
    if _NOT_SO.search(tagged, 0, found.start()):
        # "It is not a continuation of the first."
        return
    after = [at for at in sorted(told.events) if at >= found.end()]
    if found.start() < 12 and not any(at < found.start() for at in told.events) and (len(after) > 1 or _THIS.match(tagged[found.end() :])):
        _fronted(told, drafts, found, after)
        return
    before = [at for at in sorted(told.events) if at < found.start()]
    subject = before[:1] if before and _AND_ALSO.search(tagged, before[-1], found.start()) else before[-1:]
    later = told.events[subject[0]][-1] if subject else told.context
    if later is None:
        return
    placed = _BY_PLACE.match(tagged, found.end())
    there = _at_place(told, placed, later) if placed else None
    if there is not None:
        _follow(later, there, told, found)
        return
    back = _BACK.match(tagged, found.end())
    if back is not None and (earlier := _meant_before(told, back, later)) is not None:
        _follow(later, earlier, told, found)
        return
    if not after:
        both = _BOTH.match(tagged[found.end() :])
        others = [d for d in told.recent if d is not later and not d.main] if both else []
        for draft in others[-1:] if both and both[0].strip() == "it" else others[-2:]:
            _follow(later, draft, told, found)
        return
    target = after[0]
    further = [at for at in after[1:2] if _AND_TO.fullmatch(tagged[target + 1 : at])]
    for at in (target, *further):
        for draft in told.events[at]:
            _follow(later, draft, told, found)


def _at_place(told: Told, placed: re.Match[str], later: Draft) -> Draft | None:
    """The earlier event that a place stands for: "the recommendations made in Doha"."""
    place = told.sentence.mention(placed.start("p"))
    there = [d for d in told.known if d is not later and d.where is not None and d.where.place is not None and d.where.place.iri == place.iri and place.iri]
    if later.date is not None:
        there = [d for d in there if d.date is not None and d.date.start < later.date.start]
    return max(there, key=lambda d: (d.date.start if d.date else later.date.start if later.date else 0, d.order), default=None)


def _meant_before(told: Told, back: re.Match[str], later: Draft) -> Draft | None:
    """What "thereto" or "the last of them" stands for: the last event spoken of, or the latest."""
    spoken = [d for d in (*told.recent, *([told.previous] if told.previous else [])) if d is not later and not d.main]
    if not spoken:
        return None
    if "last" in back[0] or "latest" in back[0]:
        dated = [d for d in spoken if d.date is not None]
        return max(dated, key=lambda d: (d.date.start, d.order), default=None)  # type: ignore[union-attr]
    return spoken[-1]


def _fronted(told: Told, drafts: Drafts, found: re.Match[str], after: Sequence[int]) -> None:
    """As in "As a follow-up to this visit, UNREC will hold a workshop": the later event comes after the earlier one."""
    if not after:
        return
    own = _THIS_NOUN.match(told.sentence.tagged[found.end() :])
    of_main = own is not None and told.context is not None and told.context.main and len(after) < 2
    for draft in list(drafts.mains) if of_main else told.events[after[0]]:
        _follow(told.events[after[-1]][-1], draft, told, found)


def _follow(later: Draft, earlier: Draft, told: Told, found: re.Match[str]) -> None:
    _tie(later, earlier, told.sentence.span(found.start(), found.end()))


def rounds(drafts: Drafts) -> None:
    """The second round of one exercise follows up on the first."""
    mains = drafts.mains
    unnumbered = [d for d in mains if not d.round]
    counted = {d.round for d in drafts.all if d.round}
    if len(mains) == 1 and unnumbered and any(n in counted and n + 2 in counted and n + 1 not in counted for n in counted):
        # "the first consultations", "third consultations": the note's own were the second.
        mains[0].round = next(n + 1 for n in sorted(counted) if n + 2 in counted and n + 1 not in counted)
        mains[0].round_span = next((next(iter(groups))[0] for (said, _), groups in mains[0].facts.items() if said == "type"), None)
    numbered = sorted(((d.round, d) for d in drafts.all if d.round and d.round_span is not None), key=lambda pair: (pair[0], pair[1].order))
    for number, later in numbered:
        earlier = [d for n, d in numbered if n == number - 1 and d is not later and (d.type == later.type) and d.date is not None]
        if len(earlier) == 1 and later.round_span is not None:
            _tie(later, earlier[0], later.round_span)


def _tie(later: Draft, earlier: Draft, span: Span) -> None:
    if later is earlier:
        return
    if later.date is not None and earlier.date is not None and not later.date.start.agrees(earlier.date.start) and later.date.start < earlier.date.start:
        return
    if not any(e is earlier for e, _ in later.follows):
        later.follows.append((earlier, (span,)))


def statuses(told: Told) -> None:
    """Planned, postponed and cancelled events; what the note's own header announces as held stays held."""
    sentence = told.sentence
    for at, drafts in told.events.items():
        if at < 0:
            lo, hi = 0, len(sentence.tagged)
        else:
            lo = max((m.end() for m in _CLAUSE.finditer(sentence.tagged[:at])), default=0)
            cut = _CUT.search(sentence.tagged[at + 1 :])
            hi = at + 1 + (cut.start() if cut else len(sentence.tagged))
        window = sentence.tagged[lo:hi]
        for code, pattern in _STATUS:
            found = pattern.search(window) if sentence.has(code) else None
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
            for mention in found:
                if lo <= mention.start and mention.end <= hi:
                    draft.add("topic", Ref(mention.iri), sentence.note.span(mention.start, mention.end))
