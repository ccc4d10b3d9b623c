"""Letters and notes verbales: when, from whom, to whom, and what they invite to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from graph1540.assemble.actors import Actors
from graph1540.assemble.draft import Draft
from graph1540.assemble.persons import Persons
from graph1540.assemble.sentences import D, H, O, S, Sentence
from graph1540.assemble.told import Told
from graph1540.iri import DCTERMS, G1540, ORG, RDF, SKOS, local_iri, slug
from graph1540.model import Claim, Mention, Ref, Span
from graph1540.recognize.people import ROLE

__all__ = ["Letter", "letter_claims", "letter_dates", "read_letters"]

_NOUN = r"(?P<noun>[Ll]etters?|[Vv]erbal notes?|[Rr]epl(?:y|ies)(?= (?:of|from|by|dated|was|is)\b)|[Rr]eminders?|[Nn]otes? [Vv]erbales?|[Ee]-?mails?|[Mm]essages?|[Cc]ommunications?|[Ww]ritten invitations?|[Ii]nvitations?(?= (?:from|by|of|to|dated|was|is|the|on)\b)|[Nn]ote)"
_DATED = re.compile(rf"\b{_NOUN}(?: (?:No\.|no\.|number)? ?[\w/.-]*\d[\w/.-]*,?)?(?P<gap>(?: \([^()]*\))?(?:,? (?:was |which was |were )?(?:dated|of date|of|sent|addressed|on|from|to|by|signed|the|its|in|{O}|{S}|{H}|Chair|Chairman|Chairperson|Permanent|Representative|Committee|President|invitation|request|and|,)){{0,16}}(?: \()?) ?(?P<date>{D})")
_SENT = re.compile(rf"(?P<date>{D}),? (?P<who>[^.;]{{1,140}}?) (?:sent|addressed|wrote|transmitted|forwarded|submitted|delivered|issued|conveyed|dispatched|extended|handed)\b[^.;{D}]{{0,60}}?\b(?:{_NOUN}|(?P<noun2>to the (?:Chair|1540|Committee)|an? (?:written )?invitation))")
_VERB_AND_LETTER = rf" (?:sent|addressed|transmitted|wrote|invited|asked|requested|informed)\b[^.;{D}]{{0,110}}?\b{_NOUN}(?:,? (?:dated|of|on|the))* (?P<date>{D})"
#: How many characters _BY_LETTER may have before its verb.
_SUBJECT = 144
_BY_VERB = re.compile(_VERB_AND_LETTER)
_BY_LETTER = re.compile(rf"(?P<who>(?:[Tt]he )?[^.;{D}]{{1,140}}?){_VERB_AND_LETTER}")
_ROLE_SENDER = re.compile(rf"(?:the |The )?(?:two |three |four |five )?(?P<role>(?:[A-Z][\w-]* ){{0,3}}{ROLE}s?(?:[- ]General)?(?:['’]s [Oo]ffice)?(?: (?:of|for|to|at) (?:the )?(?:[A-Z][\w-]* )*(?:{O}|{S}|[A-Z][^,.;{D}]{{0,60}}?)(?: to (?:the )?{O})?)?)(?=[,.;]|['’]s\b|\s(?:replied|confirmed|agreed|answered|thanked|accepted|informed|invited|asked|requested|informed|sent|wrote|addressed|transmitted|had|has|then|did|would|dated|solicited|signed|to\b|in\b|on\b)|\Z)")
#: What a letter asks of those whom it invites, and the words with which it asks.
_COMING = r"(?:attend\w*|take part|taking part|participat\w+|presence|(?:send|delegate|designate|nominate|second|make available|provide) (?:an?|one|two|its|the|some)? ?(?:[\w-]+ ){0,2}(?:experts?|members?|representatives?|speakers?|observers?|delegates?|delegations?|trainers?|lecturers?)|be (?:represented|present)|speak at|address the|contribute to the)"
_INVITE = re.compile(rf"\b(?:invit\w+|(?:ask|request|solicit|urg|suggest|propos|call|express)\w*\b[^.;]{{0,90}}?\b{_COMING}|sought\b[^.;]{{0,60}}?\b{_COMING}|{_COMING}\b[^.;]{{0,60}}? (?:was|were|been|is) (?:requested|solicited|sought|asked for|invited))\b")
_DATED_LATER = re.compile(rf"\b{_NOUN}(?P<gap>[^.;{D}]{{1,130}}?(?:{D}[^.;{D}]{{1,30}})?)\b(?:is dated|was dated|dated|was sent on|sent on|bears the date of|bearing the date of) (?P<date>{D})")
#: "The Chair's letter of reply"
_OWN_LETTER = re.compile(r"(?P<who>(?:[Tt]he )?[A-Z][\w-]*(?: [\w-]+){0,3})['’]s \Z")
#: "Letter from the Director of UNRCPD to the Chair, 1 September 2021: one expert requested."
_LETTER_FROM = re.compile(rf"(?P<noun>[Ll]etter|[Nn]ote verbale)(?: of invitation)?(?: to [^.;:{D}]{{2,60}}?:)? (?:from|of)(?! invitation) (?P<who>[^.;:{D}]{{2,110}}?)(?: to [^.;:{D}]{{2,90}}?| with [^.;:{D}]{{2,40}})?(?:,|:| \() ?(?:dated |of |on )?(?P<date>{D})")
#: "UNREC's letter to the Chair: 2 September 2022", in a list of papers.
_OWN_DATED = re.compile(rf"(?P<who>[{O}{S}{H}])['’]s? {_NOUN}(?: of [a-z]+)?(?: to [^.;:{D}]{{2,80}}?)?(?:,|:| \() ?(?:dated |of |on )?(?P<date>{D})")
#: "Note verbale, Permanent Mission of Togo to the United Nations, 3 April 2018", in a list.
_LISTED = re.compile(rf"(?:\A|[;:] |\(\w\) )(?P<noun>[Ll]etter|[Nn]ote verbale), (?P<who>[^.;:{D}]{{2,110}}?), (?:dated |of )?(?P<date>{D})")
#: "a letter which the Permanent Secretary signed on 9 January".
_LETTER_WHICH = re.compile(rf"\b{_NOUN} (?:which|that) (?P<who>[^.;{D}]{{1,110}}?),? (?:had |has )?(?:signed|sent|addressed|written|wrote|transmitted|forwarded)\b[^.;{D}]{{0,90}}?(?:on |of |the |dated )*(?P<date>{D})")
#: "The Mission had remitted to the Committee, the 2nd of August 2016, the letter of invitation".
_REMITTED = re.compile(rf"(?P<who>(?:[Tt]he )?[^.;:{D}]{{1,140}}?) (?:had |has |have )?(?:sent|remitted|addressed|transmitted|forwarded|submitted|delivered|conveyed|directed)(?: to [^.;{D}]{{2,70}}?)?,? (?:on |the )*(?P<date>{D}),? (?:an? |the |its |their )(?:[a-z]+ )?{_NOUN}")
_DATE_BY = re.compile(rf"{D},? (?:by|in|through|with|via) (?:a |the |its )?{_NOUN.replace('?P<noun>', '?:')}")
_WROTE_DATE = re.compile(rf"\b(?:wrote|written),? (?:on )?{D}")
_SENDS = re.compile(rf"\b(?:sent|remitted|addressed|transmitted|forwarded|submitted|delivered|conveyed|directed)\b[^.;{D}]{{0,80}}{D}")
#: "by its ", before the note that a mission sent.
_BY_ITS = re.compile(r"\b(?:[Bb]y|[Tt]hrough|[Ii]n|[Bb]y means of|[Bb]y way of|[Ww]ith) its \Z")
#: "Note No. 7-1-M/312".
_NUMBERED = re.compile(r" (?:No|no|N)[.°º]")
#: "the same Mission", "a second letter": of whom the letter before was.
_SAME_SENDER = re.compile(r"\b(?:the same [A-Z][\w-]+|in (?:a|another) (?:second|further|new|later|third)? ?(?:letter|note verbale)|(?:a|the) (?:second|further|third) (?:letter|note verbale)|(?:was|were) (?:renewed|repeated|confirmed|corrected) )")
_OTHER_NOTES = re.compile(r"\b(?:Information|information|this|This|concept|Concept|footnote|take|took|taken|of|[Cc]redit|[Cc]over|[Nn]ews|[Cc]apital) \Z")
#: "UNREC extended its invitation on 3 March 2014 by letter".
_EXTENDED = re.compile(rf"(?P<who>(?:[Tt]he )?[^.;:{D}]{{1,140}}?) (?:had |has )?(?:extended|issued|conveyed|sent|transmitted|made|renewed|confirmed|repeated|submitted|addressed|communicated|put) (?:its|an?|the|their|this|such an) [^.;{D}]{{1,90}}?,? (?:on )?(?P<date>{D}),? (?:by|in|through|with|via) (?:a |the |its )?{_NOUN}")
#: "The Chair received, on 3 March 2014, a letter of invitation from UNREC".
_RECEIVED = re.compile(rf"\breceived,? (?:on )?(?P<date>{D}),? (?:a|an|the|its|another) (?:[a-z]+ )?{_NOUN}(?: of invitation| of request)?(?P<gap>,? (?:from|signed by|sent by|by) [^.;{D}]{{1,90}})(?![^.;]{{0,60}}{D})")
#: "to the Chair of the Committee".
_RECIPIENT = re.compile(rf"\b(?:to|inviting|invited|asked|informed|requested) (?:the )?(?:(?:Chair(?:man|person)?|President|members?|Secretary-General|Director) of )?(?:the )?(?P<o>{O})")
_FROM = re.compile(r"\b(?:from|signed by|sent by|by) |\A ?of (?!invitation|reply)(?:the )?")
#: "dated 9 May from", right after the date.
_FROM_AFTER = re.compile(r" ?,? ?(?:and )?(?:from|signed by|sent by|by) ")
#: "the Centre wrote to the Chair of the Committee on 9 December".
_WROTE_TO = re.compile(rf"(?P<who>(?:[Tt]he )?[^.;:{D}]{{1,140}}?) (?P<noun>wrote|(?:had|has) written) (?:jointly |again |back )?(?:in [^.;{D}]{{1,30}} )?to (?:the )?[^.;{D}]{{2,90}}?,? (?:on )?(?P<date>{D})")
#: "its Director wrote on 3 March 2014 to invite".
_WROTE_ON = re.compile(rf"(?P<who>(?:[Tt]he )?[^.;:{D}]{{1,140}}?),? (?P<noun>wrote|(?:had|has) written),? (?:on )?(?P<date>{D}),? (?:(?:in order )?to (?:invite|ask|request|inform|propose|announce|thank|confirm|accept)\b|to (?:the |its )?(?:[{O}]['’]s? )?(?:[{O}]|Chair|President|Secretar))")
_ON_WROTE = re.compile(rf"(?P<date>{D}),? (?P<who>[^.;{D}]{{1,90}}?) (?:jointly |again )?(?P<noun>wrote|(?:had|has) written) to ")
#: "In another, of 29 February 2016, the Director asked …", after a letter.
_ANOTHER = re.compile(rf"\b[Ii]n (?P<noun>another|a (?:second|further|third)(?: one| letter| note| communication)?),? (?:of|dated|sent on) (?P<date>{D}),? (?P<who>[^.;{D}]{{1,120}}?) (?:asked|requested|informed|invited|communicated|confirmed|announced|sent|gave|thanked|proposed|conveyed|replied)\b")
#: "A request was conveyed on 3 March 2014 in a letter from UNREC".
_CONVEYED = re.compile(rf"\b(?:was|were|been) [^.;{D}]{{2,60}}?(?:on )?(?P<date>{D}),? (?:by|in|through|with|via) (?:a |an |the )?(?:[a-z]+ )?{_NOUN}(?: of [a-z]+)? (?:from|of|by|signed by) (?P<who>[^.;:{D}]{{1,110}})")
#: "the letter addressed by the Commissioner to the Chair on 3 March 2014".
_ADDRESSED_BY = re.compile(rf"\b{_NOUN} (?:which was |that was )?(?:addressed|sent|written|signed|directed)(?: to [^.;{D}]{{2,80}}?)? by (?P<who>[^.;{D}]{{1,90}}?)(?: to [^.;{D}]{{2,90}}?)?,? (?:on |dated |of )+(?P<date>{D})")
#: "by letter of the Chargé d'affaires of Togo of 3 March 2014".
_BY_LETTER_OF = re.compile(rf"\b(?:by|in|with|through) (?:a |the )?{_NOUN} (?:of|from) (?:the )?(?P<who>{ROLE} [^.;{D}]{{2,80}}?),? (?:of|dated|on) (?P<date>{D})")
_PATTERNS = (_LETTER_FROM, _LISTED, _OWN_DATED, _ANOTHER, _LETTER_WHICH, _REMITTED, _RECEIVED, _EXTENDED, _CONVEYED, _ADDRESSED_BY, _BY_LETTER_OF, _DATED, _SENT, _WROTE_TO, _WROTE_ON, _ON_WROTE, _BY_LETTER, _DATED_LATER)
#: "an invitation from UNREC (", before the letter.
_INVITED_BY = re.compile(rf"\b(?:invitation|request|proposal|appeal)s? (?:from|of|by|made by|extended by|issued by|sent by) (?:the )?(?P<o>[{O}{S}{H}])(?: \(|,? )(?:(?:by|in|see|a|an|the|its|contained|conveyed|transmitted|made|extended|set out|expressed|communicated|through|dated|which|was|had been) ?)*\Z")
_ANY = re.compile(rf"[{O}{S}{H}]")
_OF_ALONE = re.compile(r"of ?\Z")
#: "was informed by the Government of Togo in a letter".
_SENT_BY = re.compile(rf"\b(?:by|from) (?P<who>[^,.;{D}]{{1,90}}?),? (?:in|by|through|with|under cover of) (?:a |an |the |its |his |her )?\Z")
#: "The Government of Togo, in a letter".
_IN_A = re.compile(rf"(?:\A|[;] )(?P<who>[^;{D}]{{1,150}}?),? (?:in|by|with|through|by means of|by way of) (?:a |an |the |its |his |her )?(?:joint |further |second |new |short |formal |first |common )?\Z")
#: What may stand before the actor that a sentence begins with.
_LEADS = re.compile(r"(?:.*; )?(?:\d+(?:\.\d+)* )?(?:[A-Z][a-z]+ly,? |Shortly [^,]{1,40}, |At [^,]{1,60}, )?(?:The |the |Its |its )?(?:[A-Z][\w' -]{1,60} of (?:the )?|[A-Z][\w' -]{1,60}, )?")
_ASKED = re.compile(r"\b(?:invited|inviting|asked|requested)\b")
#: ", signed by".
_SIGNED = re.compile(rf"\s?(?:,|and)? ?(?:(?:(?:was|were|is|which was) )?(?:signed|written|sent) (?:on behalf of|for|in the name of) (?:the )?[{O}{S}],? by|from|(?:was )?signed by|by|sent by|of)? ?")
_STOP = re.compile(r"\.\s|;")
#: "addressed to the Chair,".
_ADDRESSED = re.compile(r",? (?:addressed |sent )?to (?:the )?[^,]*,")
#: "Togo’s letter".
_OWN = re.compile(rf"[{O}{S}{H}]['’]s \Z")
_WROTE = re.compile(r"\b(?:sent|addressed|transmitted|wrote|forwarded|invited|asked|requested|informed|did so|did the same|did likewise|followed|solicited|told)\b")
_CLAUSE = re.compile(r";\s|, (?:and|while|but) ")
#: "In sequence of that, ", before who wrote.
_FRONTED = re.compile(rf"(?:In|On|After|Following|By|For|Upon|At|With|As) [^,.;{O}{S}{H}]{{2,60}}, (?=the |The )")
_ROLE_OR_COMMA = re.compile(rf"{ROLE}|,")
#: "the Mission extended an invitation to the Chair, Mr. …": the person is another.
_ROLE_ALONE = re.compile(rf"\b{ROLE}\b")
_VERB_BETWEEN = re.compile(r"\b(?:extended|sent|invited|asked|requested|informed|conveyed|transmitted|addressed|wrote|communicated|notified|thanked)\b")
_POSSESSIVE = re.compile(r"['’]s? ")
_PRONOUN = re.compile(r"(?:He|She)\b")


@dataclass(frozen=True)
class Letter:
    """One dated letter as the note speaks of it."""

    order: int
    date: Mention
    words: Span
    sender: Ref | None
    sender_claims: tuple[Claim, ...]
    sender_span: Span | None
    recipient: Mention | None
    invites: Draft | None
    invite_span: Span | None
    kind: str


def letter_dates(sentence: Sentence) -> set[int]:
    """Where in the sentence the dates of letters stand."""
    return {found.start("date") for found in _dated_letters(sentence)}


def _dated_letters(sentence: Sentence) -> Sequence[re.Match[str]]:
    """Where one of the patterns finds a letter with its date."""
    if not sentence.where(D) or not (sentence.has("letter") or (("another" in sentence.tagged or "n a " in sentence.tagged) and _ANOTHER.search(sentence.tagged))):
        return ()
    known = sentence.cache.get("letters")
    if known is None:
        known = sentence.cache["letters"] = [found for found in _everywhere(sentence.tagged) if not _is_no_letter(sentence, found)]
    return cast("list[re.Match[str]]", known)


def _everywhere(tagged: str) -> Iterator[re.Match[str]]:
    """What the patterns find, in their order; _BY_LETTER is tried only where its verb is near."""
    for pattern in _PATTERNS:
        if pattern in (_WROTE_TO, _WROTE_ON, _ON_WROTE) and "wr" not in tagged:
            continue
        if (pattern is _RECEIVED and "received" not in tagged) or (pattern is _LETTER_WHICH and " which " not in tagged and " that " not in tagged) or (pattern is _REMITTED and not _SENDS.search(tagged)) or (pattern in (_EXTENDED, _CONVEYED) and not _DATE_BY.search(tagged)) or (pattern is _ADDRESSED_BY and " by " not in tagged) or (pattern is _WROTE_ON and not _WROTE_DATE.search(tagged)):
            continue
        if pattern is not _BY_LETTER:
            yield from pattern.finditer(tagged)
            continue
        at = 0
        while verb := _BY_VERB.search(tagged, at):
            found = pattern.search(tagged, max(at, verb.start() - _SUBJECT))
            if found is None:
                break
            yield found
            at = found.end()


def _is_no_letter(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the noun is none of ours ("this note", "a message") or the date is not a day's."""
    at = found.start("noun") if found["noun"] else found.start("noun2")
    numbered = _NUMBERED.match(sentence.tagged, found.end("noun")) is not None
    bare = (found["noun"] or "").lower() in ("note", "notes", "message", "messages", "e-mail", "email") and not numbered and not _BY_ITS.search(sentence.tagged, 0, at)
    date = sentence.mention(found.start("date")).date
    invitation = "nvitation" in (found["noun"] or "") and "dated" not in found[0] and found.re is not _BY_LETTER
    return bare or invitation or date is None or date.start.day is None or _OTHER_NOTES.search(sentence.tagged[max(0, at - 16) : at]) is not None


def read_letters(told: Told, actors: Actors, persons: Persons, iri: str, before: Letter | None = None, person: Mention | None = None) -> Iterator[Letter]:
    """The dated letters of one sentence; ``before`` is the one that the note spoke of last, ``person`` whom the paragraph did."""
    sentence = told.sentence
    seen: set[int] = set()
    for found in _dated_letters(sentence):
        at = found.start("date")
        if at in seen:
            continue
        seen.add(at)
        noun_at = found.start("noun") if found["noun"] else found.start("noun2")
        letter = _letter(told, found, noun_at, at, actors, persons, iri)
        if letter.sender is None and before is not None and _SAME_SENDER.search(sentence.tagged):
            letter = replace(letter, sender=before.sender, sender_claims=before.sender_claims, sender_span=before.sender_span)
        if letter.sender is None and person is not None and found.groupdict().get("who") and _PRONOUN.match(found["who"]):
            # "He had written to the Chair on 4 October."
            letter = replace(letter, sender=persons.ref(person), sender_span=sentence.words(person))
        before = letter
        yield letter


def _letter(told: Told, found: re.Match[str], noun_at: int, at: int, actors: Actors, persons: Persons, iri: str) -> Letter:
    sentence = told.sentence
    tagged = sentence.tagged
    noun = found["noun"] or "letter"
    words = sentence.span(noun_at, noun_at + len(noun))
    sender, claims, span = _sender(sentence, found, at, actors, persons, iri)
    invite = _INVITE.search(tagged)
    invites = None
    if invite is not None:
        ahead = [i for i in sorted(told.events) if i > min(invite.start(), found.start())]
        drafts = told.events[ahead[0]] if ahead else []
        invites = drafts[0] if drafts else told.context
    recipient = _recipient(sentence, found)
    return Letter(sentence.mention(at).start, sentence.mention(at), words, sender, claims, span, recipient, invites, sentence.span(invite.start(), invite.end()) if invite else None, "note-verbale" if "verbale" in noun.lower() else "letter")


def _recipient(sentence: Sentence, found: re.Match[str]) -> Mention | None:
    match = _RECIPIENT.search(sentence.tagged[found.start() :])
    return sentence.mention(found.start() + match.start("o")) if match else None


def _sender(sentence: Sentence, found: re.Match[str], at: int, actors: Actors, persons: Persons, iri: str) -> tuple[Ref | None, tuple[Claim, ...], Span | None]:
    """Who wrote: named after "from" or before the verb, else the first one named after the date."""
    tagged = sentence.tagged
    groups = found.groupdict()
    if groups.get("who"):
        return _first(sentence, found.start("who"), found.end("who"), actors, persons, iri)
    named = _named_sender(sentence, found, at, actors, persons, iri)
    if named is not None:
        return named
    subject = _IN_A.search(tagged[: found.start()])
    if subject and not _ASKED.search(tagged[: found.start()]):
        got = _first(sentence, subject.start("who"), subject.end("who"), actors, persons, iri)
        if got[0] is not None and got[2] is not None and _LEADS.fullmatch(sentence.note.text, sentence.start, got[2].start):
            return got
    rest = _SIGNED.match(tagged[at + 1 :])
    end = _STOP.search(tagged[at + 1 :])
    stop = at + 1 + (end.start() if end else len(tagged))
    addressed = _ADDRESSED.match(tagged[at + 1 : stop])
    start = at + 1 + (addressed.end() if addressed else rest.end() if rest else 0)
    got = _first(sentence, start, stop, actors, persons, iri)
    if got[0] is None or _too_far(start, sentence, got[2]) or tagged.startswith((" to ", ", to "), at + 1):
        before = tagged[: found.start()]
        if _OWN.search(before):
            return _first(sentence, max(0, found.start() - 4), found.start(), actors, persons, iri)
        if _WROTE.search(before):
            lo = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
            fronted = _FRONTED.match(before, lo)
            lo = fronted.end() if fronted else lo
            earlier = _first(sentence, lo, found.start(), actors, persons, iri)
            if earlier[0] is not None:
                return earlier
    return got


def _named_sender(sentence: Sentence, found: re.Match[str], at: int, actors: Actors, persons: Persons, iri: str) -> tuple[Ref | None, tuple[Claim, ...], Span | None] | None:
    """Who is named after "from" or "by", or whose letter it is called; None where nobody is."""
    tagged = sentence.tagged
    after = _FROM_AFTER.match(tagged, at + 1)
    if after:
        got = _first(sentence, after.end(), len(tagged), actors, persons, iri)
        if got[0] is not None and got[2] is not None and got[2].start - sentence.offset(after.end()) < 24:
            return got
    gap = found["gap"] or ""
    source = _FROM.search(gap)
    if source and (_ANY.search(gap[source.start() :]) or _ROLE_ALONE.search(gap, source.start())) and not _OF_ALONE.match(gap.strip()):
        lo = found.start("gap") + source.start()
        got = _first(sentence, lo, at, actors, persons, iri)
        if got[0] is not None:
            return got
    passive = _SENT_BY.search(tagged[: found.start()])
    if passive:
        got = _first(sentence, passive.start("who"), passive.end("who"), actors, persons, iri)
        if got[0] is not None:
            return got
    bracketed = _INVITED_BY.search(tagged, 0, found.start())
    if bracketed is not None:
        return _first(sentence, bracketed.start("o"), bracketed.end("o"), actors, persons, iri)
    owner = _OWN_LETTER.search(tagged[: found.start("noun")]) if found["noun"] else None
    if owner:
        return _first(sentence, owner.start("who"), owner.end("who"), actors, persons, iri)
    return None


def _too_far(start: int, sentence: Sentence, span: Span | None) -> bool:
    return span is None or span.start - sentence.offset(start) > 60


def _first(sentence: Sentence, start: int, end: int, actors: Actors, persons: Persons, iri: str) -> tuple[Ref | None, tuple[Claim, ...], Span | None]:
    """The first person, office or organization between two positions."""
    tagged = sentence.tagged
    people = [i for i in range(start, min(end, len(tagged))) if tagged[i] == H]
    office = _ROLE_SENDER.search(tagged, start, min(end, start + 130))
    bodies = [i for i in range(start, min(end, len(tagged))) if tagged[i] in O + S]
    if people and (not bodies or people[0] < bodies[0] or (_ROLE_OR_COMMA.search(tagged[bodies[0] : people[0]]) and not _VERB_BETWEEN.search(tagged[bodies[0] : people[0]]))) and people[0] - start < 110:
        mention = sentence.mention(people[0])
        return persons.ref(mention), (), sentence.words(mention)
    if office is not None and (not bodies or office.start("role") < bodies[0]) and office.start() - start < 12:
        span = sentence.span(office.start("role"), office.end("role"))
        ref = Ref(local_iri(iri, "post", slug(span.exact)))
        # The Chair that a note speaks of without more is the Committee's.
        name = "Chair of the 1540 Committee" if span.exact == "Chair" else span.exact
        claims = [Claim(iri, ref, RDF.type, Ref(ORG.Post), (span,)), Claim(iri, ref, SKOS.prefLabel, name, (span,))]
        bodies_named = sentence.among(office.start("role"), office.end("role"), O)
        claims += [Claim(iri, ref, ORG.postIn, actors.ref(body), (sentence.words(body),)) for body in bodies_named]
        return ref, tuple(claims), span
    if bodies:
        mention = sentence.mention(bodies[0])
        if tagged[bodies[0]] == S and len(bodies) > 1 and _POSSESSIVE.fullmatch(tagged[bodies[0] + 1 : bodies[1]]):
            # "Uganda's Permanent Mission"
            mention = sentence.mention(bodies[1])
        return actors.ref(mention), (), sentence.words(mention)
    return None, (), None


def letter_claims(letters: list[Letter], iri: str, refs: dict[int, Ref], actors: Actors) -> Iterator[Claim]:
    """The claims of the letters, numbered in the order of the text; ``refs`` gives each draft's resource by identity."""
    for number, letter in enumerate(sorted(letters, key=lambda one: one.order), 1):
        subject = Ref(local_iri(iri, "letter", number))
        assert letter.date.date is not None
        when = Span(letter.date.start, letter.date.end, "")
        yield Claim(iri, subject, RDF.type, Ref(G1540.Letter), (letter.words,))
        yield Claim(iri, subject, DCTERMS.date, letter.date.date.start, (when,))
        if letter.sender is not None and letter.sender_span is not None:
            yield Claim(iri, subject, G1540.sender, letter.sender, (letter.sender_span,))
            yield from letter.sender_claims
        if letter.recipient is not None:
            yield Claim(iri, subject, G1540.recipient, actors.ref(letter.recipient), (Span(letter.recipient.start, letter.recipient.end, ""),))
        if letter.invites is not None and letter.invite_span is not None and id(letter.invites) in refs:
            yield Claim(iri, subject, G1540.invitesTo, refs[id(letter.invites)], (letter.invite_span,))
