"""Which event follows up on which, as the prose says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.linkwords import FOLLOW, FOLLOWED_BY, LINK
from graph1540.assemble.memory import SEQUELS
from graph1540.assemble.sentences import E, P, Sentence
from graph1540.assemble.subjects import subject_before
from graph1540.assemble.told import Told
from graph1540.model import Span

__all__ = ["follow_ups", "rounds", "titles"]

#: "As a follow-up, UNREC will hold …": the earlier event is the one that was spoken of.
_ALONE = re.compile(r"(?:\A|[;,] (?:and )?)(?:[Aa]s (?:an? )?(?:direct |immediate |first )?follow-?[ -]?up|[Ii]n follow-?[ -]?up|[Bb]y way of follow-?[ -]?up|[Ff]ollowing up|[Aa]s (?:an? |its )?(?:continuation|sequel)),")
#: "It was in pursuance of that recommendation that the round table was convened": what the sentence before told of.
_OF_THAT = re.compile(r"\b(?:[Oo]n the (?:basis|strength) of|[Pp]ursuant to|[Ii]n pursuance of|[Ff]urther to|[Ii]n (?:response|reply|answer) to|[Ii]n implementation of|[Ii]n execution of|[Ii]n fulfilment of|[Ff]ollowing|[Aa]s a result of|[Ii]n accordance with|gives? effect to|gave effect to) (?:that|this|the same|this same|these|those) (?:recommendation|request|decision|invitation|proposal|wish|conclusion|agreement|call|suggestion|undertaking)s?\b")
#: "(the seminar) to which this workshop was the sequel", "which the workshop followed up on".
_TO_WHICH = re.compile(rf"\b(?:(?:to|of|on) which (?:(?:this |the |the present |its )?(?:(?:{P}|[\w-]+) )?(?P<e>{E})|it|this) (?:was|is|were|formed|constituted),?(?: [^.;,]{{1,30}},)? (?:the |a |an )?(?:sequel|follow-?[ -]?up|continuation|successor)|to which (?:this |the |the present )?(?:[\w-]+ )?(?P<e3>{E}) (?:g[ai]ve(?:s)? effect|respond(?:s|ed)|repl(?:ies|ied)|was (?:a|the) (?:response|reply|answer))|which (?:this |the |the present )?(?P<e2>{E}) (?:was meant to |was intended to |was to )?(?:follow(?:s|ed)? up(?: on)?|continue[sd]?|buil[dt]s? (?:up)?on|resume[sd]?))\b")
_IN_TITLE = re.compile(r"\b[Ff]ollow-?[ -]?up\b")
#: "was its follow-up".
_ITS = re.compile(r"\b(?:was|is|as|being|constitutes?|formed|represents?) (?:thus |therefore |in effect )?(?:its|their) (?:direct )?(?:follow-?[ -]?up|continuation|successor|sequel)\b(?! (?:[\w-]+ )?" + E + "|,? (?:an?|the) [^.;]{0,30}" + E + ")")
#: Characters; a noun's adjectives are no longer.
_NEAR = 90
_PLANNED = re.compile(r"\b(?:will|would|is to|planned|to be held|foreseen|scheduled|set for|fixed for|due|pencil+ed in|offer(?:ed)?|proposed|proposal|announced|agreed|invited)\b")
_SECOND = re.compile(r"\b(?:[Aa]|[Tt]he) (second|further|next)(?: [a-z]+)? \Z")
#: "A last ", before "round of the consultation".
_LAST = re.compile(r"\b(?:[Aa]|[Tt]he|[Oo]ne) (?:(?:third|fourth|fifth|last|final|concluding|closing)(?: and (?:last|final))?|second|further|next) \Z")
_OF_THE = re.compile(rf" (?:of|in) (?:the|this|these) (?:same )?(?:[\w-]+ )?{E}")
#: "a follow-up regional ".
_FOLLOW_UP_NOUN = re.compile(r"\b(?P<cue>[Ff]ollow-?[ -]up|[Rr]esumed|[Rr]eturn) (?:\w+ )?\Z")
#: "recommendations made in Doha", "the work of Osaka", "to the one of Port Vila": an earlier event by its place.
_BY_PLACE = re.compile(rf" (?:to |on |upon |of |the |one |what |that |which |was |were |had |been |asked |for |requested |proposed |decided |work |those |recommendations |conclusions |decisions |discussions |outcomes? |results |findings |idea |made |agreed |reached |adopted |taken |begun |held |in |at )*(?P<p>{P})(?! (?:[\w-]+ )?{E})")
_NOT_SO = re.compile(r"\b(?:not|no|nor|neither|without)\b[^.;,]{0,25}\Z|\A(?:Nor|Neither) (?:was|is|did|does|were)\b[^.;,]{0,60}\Z")
#: "The follow-up to this workshop will be a seminar", "Its follow-up, a seminar, will be held": the later event stands after.
_TO_COME = re.compile(rf"(?:follow-?[ -]?up|sequel|continuation) (?:to|of) (?:this|the|the present) (?:[\w-]+ )?(?P<a>{E}),? (?:will be|is to be|is|was|takes the form of|will take the form of) (?:an?|the|another) (?:[\w-]+ ){{0,3}}(?P<b>{E})|[Ii]ts (?:follow-?[ -]?up|sequel|continuation),? (?:will be |is |was )?(?:an?|the|another) (?:[\w-]+ ){{0,3}}(?P<c>{E})")
#: "follow-up thereto", "to that", "the last of them".
_BACK = re.compile(r" (?:thereto|(?:on )?(?:the |what )?(?:[\w-]+ ){1,4}there\b|to (?:it|that|them|this)|the last(?: one)?(?: of (?:them|these))?|the latter|the latest|the last-named)\b")
#: " to the earlier workshop".
_ONTO = re.compile(rf" (?:to|of) (?:the|this|that) [^.;{E}]{{0,40}}(?P<e>{E})")
#: " and ", right before a second verb of the same subject.
_AND_ALSO = re.compile(r"[^.;]*\b(?:and|or) (?:it )?(?:also |thus |thereby |in turn |was |is |were )*\Z")
#: "; Lomé ", before "followed up on".
_CITY_SUBJECT = re.compile(rf"(?:\A|[.;,:] |\band )(?P<p>{P}) (?:also |thus |then |had |has |in turn )*\Z")
#: "It followed the seminar and was a sequel to it": who is spoken of is the section's event.
_IT = re.compile(r"(?:It|They|This|The event|The activity)\b")
#: " the first", " the one here described": of what is still to come, the note's own.
_FIRST = re.compile(r" (?:the (?:first|present|current|one (?:here |now |just )?(?:described|reported))|this(?: one)?|it)\b(?! [a-z]+\b [a-z])|.{0,12} (?:here|above) (?:described|reported)")
#: "the experience of": what is learned from another's event does not follow up on it.
_EXAMPLE = re.compile(r"\b(?:examples?|models?|experiences?|patterns?|precedents?|lessons of others) (?:of|set|made|gained)\b(?! (?:the )?(?:first|previous|earlier|preceding|last|past)\b)")
#: "The methodology ", before "goes back to the exercise": how it is done, not the event itself.
_METHOD = re.compile(r"\b(?:[Mm]ethodology|[Mm]ethods?|[Ff]ormat|[Tt]emplate|[Mm]odel|[Aa]pproach)\b[^.;]{0,30}\Z")
#: ", the workshop": the main clause after a fronted phrase.
_COMMA_SUBJECT = re.compile(r", ")
_THIS = re.compile(r" (?:this|these|that) ")
_BOTH = re.compile(r" (?:both|these|those|the two|the former|it)\b(?! [a-z])")
_AND_TO = re.compile(r"[^.;]{0,90}? and (?:to |on |the |of )*[^.;]{0,40}")
_THIS_NOUN = re.compile(rf" (?:this|these|that) (?:[\w-]+ ){{0,3}}{E}")


def follow_ups(told: Told, drafts: Drafts) -> None:
    """As in "This meeting was a follow-up to the previous round held in …": the earlier event from the later one."""
    for at, later in list(told.events.items()):
        _named_follow_up(told, at, later)
    tagged = told.sentence.tagged
    backward: list[re.Match[str]] = []
    if told.sentence.has("follow-up") or told.sentence.has("link"):
        backward = list(FOLLOWED_BY.finditer(tagged)) if told.events and told.sentence.has("followed by") else []
        for found in backward:
            _followed_by(told, found)
        for found in told.sentence.cued("linking", LINK):
            _linked(told, found)
        _of_that(told)
        _to_which(told)
    if told.sentence.has("follow-up"):
        for found in told.sentence.cued("linking", FOLLOW):
            if not any(other.start() < found.end() and found.start() < other.end() for other in backward):
                _follow_up_to(told, drafts, found)
        _said_apart(told)


def _of_that(told: Told) -> None:
    """As in "It was in pursuance of that recommendation that the round table was convened": the earlier event is that of the sentence before."""
    earlier = told.topic
    found = _OF_THAT.search(told.sentence.tagged) if earlier is not None else None
    if found is None or earlier is None:
        return
    own = [d for at in sorted(told.events) for d in told.events[at] if d is not earlier]
    if not own and told.context is not None and _IT.match(told.sentence.tagged):
        own = [told.context]
    for later in own[:1]:
        _follow(later, earlier, told, found)


def _to_which(told: Told) -> None:
    """As in "(the seminar) to which this workshop was the sequel", "to which the course gives effect"."""
    tagged = told.sentence.tagged
    for found in _TO_WHICH.finditer(tagged) if "which " in tagged else ():
        at = next((found.start(group) for group in ("e", "e2", "e3") if found[group]), -1)
        before = [index for index in sorted(told.events) if index < found.start()]
        for one in told.events.get(at, []) if at >= 0 else [d for d in (told.context,) if d is not None]:
            _follow(one, told.events[before[-1]][-1], told, found) if before else None


def _said_apart(told: Told) -> None:
    """Follow-ups whose two events stand on other sides of the phrase: "as a follow-up, …", "its follow-up"."""
    tagged = told.sentence.tagged
    for found in _ALONE.finditer(tagged):
        _alone(told, found)
    for found in _TO_COME.finditer(tagged):
        at = found.start("b") if found["b"] else found.start("c")
        known = told.events.get(found.start("a"), [])[-1:] if found["a"] else [d for d in (_spoken_of(told, told.events.get(at, [])),) if d is not None]
        for later in told.events.get(at, []) if known else ():
            _follow(later, known[0], told, found)
    for found in _ITS.finditer(tagged) if "its " in tagged or "their " in tagged else ():
        before = [at for at in sorted(told.events) if at < found.start()]
        subject = before[0] if before else -1
        earlier = told.events[before[-1]][-1] if len(before) > 1 else _spoken_of(told, told.events[subject] if before else [])
        if before and earlier is not None:
            _follow(told.events[subject][-1], earlier, told, found)


def _followed_by(told: Told, found: re.Match[str]) -> None:
    """As in "The seminar was followed up by a workshop in Lomé", "The meeting in Dakar had called for the present workshop"."""
    at = found.start("e") if found["e"] else found.start("e2")
    before = [index for index in sorted(told.events) if index <= found.start() and index != at]
    later = told.events.get(at, [])
    if not later and found["e"] and told.context is not None and told.context.main:
        # "such a workshop" is the note's own.
        later = [told.context]
    earlier = told.events[before[-1]] if before else [d for d in (told.previous,) if d is not None]
    if _NOT_SO.search(told.sentence.tagged, 0, found.start()):
        return
    for one in later:
        for other in earlier[-1:]:
            _follow(one, other, told, found)


def _linked(told: Told, found: re.Match[str]) -> None:
    """As in "The workshop drew on the results of the seminar in Dakar": what stands right after the phrase is the earlier event."""
    tagged = told.sentence.tagged
    if _NOT_SO.search(tagged, 0, found.start()):
        return
    at = found.start("e")
    if _EXAMPLE.search(tagged, found.start(), at + 1) or _METHOD.search(tagged, 0, found.start()):
        return
    before = [index for index in sorted(told.events) if 0 <= index < found.start() or (index == found.start() and tagged[index] == E)]
    fronted = not before and tagged[: found.start()].count(" ") < 2
    after = [index for index in sorted(told.events) if index > at]
    later = told.events[before[-1]][-1] if before else told.events[after[-1]][-1] if fronted and after and _COMMA_SUBJECT.search(tagged, at, after[-1]) else told.context
    if later is None or (not before and not fronted and _subject_is_actor(told, found)):
        return
    if tagged[at] == P:
        place = told.sentence.mention(at)
        there = [d for d in told.known if d is not later and d.where is not None and d.where.place is not None and place.iri and d.where.place.iri == place.iri]
        earlier = there[-1:] if len(there) == 1 else []
    else:
        earlier = [d for d in told.events.get(at, []) if d is not later]
    for one in earlier:
        _follow(later, one, told, found)


def _subject_is_actor(told: Told, found: re.Match[str]) -> bool:
    """Whether who drew on something is a State or a body: "Togo drew on the results of the seminar"."""
    return subject_before(told.sentence, found.start()) is not None


def _alone(told: Told, found: re.Match[str]) -> None:
    """As in "As a follow-up, UNREC will hold a course in Lomé"."""
    before = [index for index in sorted(told.events) if index < found.start()]
    after = [index for index in sorted(told.events) if index >= found.end()]
    if not after:
        return
    later = told.events[after[0]]
    earlier = told.events[before[-1]][-1] if before else _spoken_of(told, later)
    for one in later:
        if earlier is not None:
            _follow(one, earlier, told, found)


def _spoken_of(told: Told, but: Sequence[Draft]) -> Draft | None:
    """The event that the sentence before was about, else the section's."""
    return next((d for d in (told.topic, told.previous, told.context) if d is not None and d not in but), None)


def _named_follow_up(told: Told, at: int, later: list[Draft]) -> None:
    """As in "a follow-up workshop in Lilongwe" and, of what is still to come, "a second workshop"."""
    tagged, context = told.sentence.tagged, told.context
    like = context is not None and context.main and any(d.type == context.type and not d.main and not d.follows for d in later)
    first = context is not None and like and not (context.ordinal or context.round)
    second = _SECOND.search(tagged, max(0, at - _NEAR), max(0, at)) if first else None
    if second and context is not None and _PLANNED.search(tagged):
        # The note's own event was the first.
        for draft in later:
            if not draft.main and draft.type == context.type and not draft.follows:
                _tie(draft, context, told.sentence.span(second.start(1), second.end(1)))
    last = _LAST.search(tagged[:at]) if like else None
    if last and context is not None and _PLANNED.search(tagged) and _OF_THE.match(tagged, at + 1) and "weak" in told.sentence.mention(at).form:
        # "A last round of the consultation is planned for September".
        for draft in later:
            if not draft.main and not draft.follows and draft.type == context.type:
                _tie(draft, context, told.sentence.span(last.start(), last.end()))
    if tagged[at : at + 1] == E and told.sentence.words(told.sentence.mention(at)).exact.lower() in SEQUELS:
        # "Its sequel in Bangkok dealt with nothing else."
        onto = _ONTO.match(tagged, at + 1)
        before = told.events.get(onto.start("e"), []) if onto else []
        before = before or [d for index in sorted(told.events) if index < at for d in told.events[index] if d not in later] or [d for d in (*told.recent, told.previous) if d is not None and d not in later]
        for draft in later:
            for one in before[-1:]:
                _tie(draft, one, told.sentence.words(told.sentence.mention(at)))
        return
    cue = _FOLLOW_UP_NOUN.search(tagged, max(0, at - _NEAR), max(0, at)) if told.sentence.has("follow-up") or "eturn" in tagged else None
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
    also = bool(before) and _AND_ALSO.search(tagged, before[-1], found.start()) is not None
    if also and _IT.match(tagged):
        later = told.context
    else:
        subject = before[:1] if also else before[-1:]
        later = told.events[subject[0]][-1] if subject else told.context
    city = _CITY_SUBJECT.search(tagged, 0, found.start())
    if city:
        # "Lomé followed up on the recommendations made there".
        where = told.sentence.mention(city.start("p")).iri
        named = [d for d in told.known if d.where is not None and d.where.place is not None and where and d.where.place.iri == where]
        later = named[0] if len(named) == 1 else later
    if later is None:
        return
    placed = _BY_PLACE.match(tagged, found.end())
    if placed and later is not told.context and told.context is not None and later.where is not None and later.where.place is not None and later.where.place.iri == told.sentence.mention(placed.start("p")).iri:
        # "The first took place in Lomé; the second picked up where Lomé left off".
        later = told.context
    there = _at_place(told, placed, later) if placed else None
    if there is not None:
        _follow(later, there, told, found)
        return
    back = _BACK.match(tagged, found.end())
    if back is not None and (earlier := _meant_before(told, back, later)) is not None:
        _follow(later, earlier, told, found)
        return
    if not after:
        if told.context is not None and told.context.main and later is not told.context and _FIRST.match(tagged, found.end()) and _PLANNED.search(tagged):
            _follow(later, told.context, told, found)
            return
        both = _BOTH.match(tagged[found.end() :])
        here = [d for at in before for d in told.events[at]]
        others = [d for d in (*told.recent, *here) if d is not later and not d.main] if both else []
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
    here = [d for at in sorted(told.events) if at < back.start() for d in told.events[at]]
    spoken = [d for d in (*told.recent, *([told.previous] if told.previous else []), *here) if d is not later and not d.main]
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


def titles(drafts: Drafts, found: Iterable[Sentence]) -> None:
    """As in "Follow-up workshop", "Follow-up to the Dakar seminar" over a note: the one earlier event of the kind, or at the place."""
    for title in found:
        cue = _IN_TITLE.search(title.tagged)
        if cue is None:
            continue
        cities = {m.iri for m in title.mentions if m.kind == "place" and m.start > title.offset(cue.start())}
        kinds = {m.name for m in title.mentions if m.kind == "event" and m.form != "verb"}
        for main in drafts.mains:
            earlier = [d for d in drafts.others() if d.date is not None and (main.date is None or d.date.start < main.date.start) and d.type in (*kinds, main.type) and not d.values("status")]
            there = [d for d in earlier if d.where is not None and d.where.place is not None and d.where.place.iri in cities]
            for one in there if len(there) == 1 else earlier if len(earlier) == 1 else ():
                _tie(main, one, title.span(cue.start(), cue.end()))


def rounds(drafts: Drafts) -> None:
    """The second round of one exercise follows up on the first."""
    numbered = sorted(((d.round, d) for d in drafts.all if d.round and d.round_span is not None), key=lambda pair: (pair[0], pair[1].order))
    for number, later in numbered:
        earlier = [d for n, d in numbered if n == number - 1 and d is not later and (d.type == later.type) and d.date is not None]
        # "This is the second round of the course. The first was run …": an ordinal alone, beside a round of the note's own.
        earlier = earlier or [d for d in drafts.all if later.main and not d.round and d.ordinal == str(number - 1) and d.type in (later.type, "visit") and d.date is not None]
        if len(earlier) == 1 and later.round_span is not None:
            _tie(later, earlier[0], later.round_span)


def _tie(later: Draft, earlier: Draft, span: Span) -> None:
    if later is earlier:
        return
    if later.date is not None and earlier.date is not None and not later.date.start.agrees(earlier.date.start) and later.date.start < earlier.date.start:
        return
    if not any(e is earlier for e, _ in later.follows):
        later.follows.append((earlier, (span,)))
