"""When and where: dates and places that stand together, and the event noun that they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import NamedTuple, cast

from graph1540.assemble.aims import what_they_met_for, what_was_held
from graph1540.assemble.draft import Where
from graph1540.assemble.sentences import D, E, G, H, M, O, P, R, S, Sentence
from graph1540.assemble.timing import moved_to, overtaken, spells
from graph1540.model import Mention

__all__ = ["DATELINE", "Occasion", "anchor", "days_of_city", "occasions", "place_after", "where_of"]

_SMALL = (
    r"(?:[ ,()–—-]|\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in|on|at|from|held|between|the|of|and|to|be|was|were|took|take|taking|place|during|which|that|also|its|seat|headquarters|capital|city|first|early|late|mid|week|month|half|"
    r"quarter|beginning|end|period|both|again|there|virtually|nearby|town|resort|day|days|organi[sz]ed|hosted|convened|conducted|a|one|two|three|four|five|second|third|fourth|last|final|over|course|by|month|months|of|dates?|yet|still|fixed|determined|confirmed|agreed|announced|only|year|will|would|due|scheduled|planned|opened|earlier|later|back|already|once more|spring|summer|autumn|winter|fixed|announced|due|set|celebrated|foreseen|programmed|appointed|with(?= (?:its )?seat in)|for(?= the (?:end|beginning|first|second|month|spring|summer|autumn|winter|year|period|\Z)| \Z| early| late| mid)|last|next|following|previous)\b)*"
)
#: "MANILA, Thursday, 10 October 2019 - ", over the news.
DATELINE = re.compile(rf"{P},? (?:\(?[A-Z]{{2,}}\)? )?(?:[A-Z][a-z]+day,? )?{D} ?(?:\([^()]{{1,40}}\) ?)?(?:--|[-–—]) ")
#: ", as a neutral venue," between a place and its date.
_ASIDE = re.compile(r", as [^,]{3,40}(?=, )")
_IN_CITY = re.compile(r"\b(?:in|at) \Z")
_CLOSED = re.compile(rf"[.;)]|, (?!(?:and )?(?:the )?[{S}{P}])|\Z| (?:in|on|from|with|by|for|was|is|will)\b")
#: "Lao PDR (host) in mid-2019".
_NOTED = re.compile(r" \((?:host|hybrid|online|virtual|tentative|provisionally|to be confirmed|tbc)\)", re.IGNORECASE)
_JOINS = re.compile(_SMALL + r"\Z")
#: ", at the Hotel Teranga", "in the premises of the Commission", between a place and its date.
_VENUE = re.compile(rf",? (?:at|in|on) (?:the )?(?:(?:premises|headquarters|offices?|seat|campus|facilities|secretariat|main building|conference (?:cent(?:re|er)|room|hall)s?|invitation|margins) of (?:the |its )?)?[A-ZÀ-Þ{O}][\w'’.&-]*(?: (?:of|the|and|de|la|le|du|des|for|[A-ZÀ-Þ{O}][\w'’.&-]*)){{0,7}}(?=,? (?:in |at |on |from |\(|\Z)|, |\Z)")
#: "in Libreville for French-speaking States (March)"
_FOR_WHOM = re.compile(rf",? for (?:[\w-]+|{G})(?: [\w-]+){{0,2}}(?=,| \()")
_BREAKS = re.compile(r"\)|;|\band\b")
_CITY_IN_STATE = re.compile(rf"(?P<p>{P})(?:,? (?:in )?(?:the )?\(?(?P<s>{S})\)?)?(?: \((?P<s2>{S})\))?")
_UNKNOWN_CITY = re.compile(rf"(?:\b(?:in|at|to)\s+|\(|\A|[,;] )(?:the (?:city|town) of )?(?P<name>(?:Ste?\. )?[A-ZÀ-Þ][\wÀ-ž'’-]+(?: (?:de |el |al |am |an der )?[A-ZÀ-Þ][\wÀ-ž'’-]+){{0,2}}),? \(?(?P<s>{S})\)?")
_CAPITAL_BEFORE_STATE = re.compile(rf"[A-ZÀ-Þ][\wÀ-ž'’-]+,? \(?{S}")
_IN_STATE = re.compile(rf"\b(?:in|to|within|throughout) (?:the )?(?:(?:capital|north|south|east|west) of )?(?P<s>{S})(?!['’]s|\s*(?:and|,) (?:the )?{S})")
#: "in the Peruvian capital", "on Costa Rican soil".
_CAPITAL = re.compile(rf"\b(?:in|to|at|on) (?:the )?(?P<m>{M}) (?:capital|soil|territory)\b|(?P<s>{S})['’]s? capital\b")

#: What stands right before a date that is no event's.
_NO_EVENT = re.compile(
    rf"(?:\b(?:dated|since|until|till|adopted|signed|ratified|acceded|issued|published|submitted|reported|sent|received|transmitted|agreed|established|created|appointed|elected|approved|promulgated|announced(?! (?:by (?:the )?{O} )?for)|"
    rf"enacted|amended|launched|founded|revised|updated|repealed|presented|deposited|designated|expires?|expired|entered into force|in force|letter|letters|note verbale|notes verbales|statement|decree|law|act|report|message|decision|"
    rf"anniversary|deadline|as of|no later than|before the end of)(?: (?:in|on|of|from|the end of|early|late|mid|its|their|as|already|dated|it|them|by|to|the|a|document|{O}|{S}|{P}|for|Committee|Council|Security|Cabinet|Parliament|Government|first|second|report|reports|plan|again){{1}}){{0,5}}|{R},? (?:of|adopted(?: on| in)?)|\b(?:by|before|until) (?:the end of |early |late |mid-)?)[ ,(]*\Z"
)
_VERBS_APART = re.compile(
    r"\b(?:adopted|signed|ratified|acceded|issued|published|submitted|reported|entered into force|established|founded|enacted|approved|promulgated|appointed|elected|sent a|wrote|handed over|circulated|came into force|became|joined|expired|transmitted|deposited|designated|visa|passed|born)\b"
)
_CITY_LEAD = re.compile(r"\b(?:in|at) \Z|\(\Z|\A\Z|[,;] \Z")
_IN = re.compile(r"\b(?:in|to) (?:the )?\Z")
_DATE_BEFORE = re.compile(rf"(?:{D},? |\()\Z")
#: "in 2013, Mali had not": the State is a subject.
_SUBJECT_AFTER = re.compile(r" (?:had|has|have|was|were|is|did|will|would|[a-z]+ed)\b")
_STATE_AFTER = re.compile(rf",? (?:and )?{S}")
_IN_OR_TO = re.compile(r"\b(?:in|at|to) \Z")
#: " for a first ", " (", between a city and what was there.
_FOR_IT = re.compile(r" for (?:an?|the|its|their) (?:[\w-]+ ){0,4}| \((?:an? |the )?(?:[\w-]+ ){0,3}")
#: "the Minsk regional round".
_QUALIFIERS = re.compile(r" (?:[a-z-]+ ){0,2}")
_NO_QUALIFIER = re.compile(r"\b(?:and|the|for|of|in|on|a|to|at|hosted|held)\b")
#: "for officials, held in".
#: "will hold in ", before a place that the noun follows: "in Addis Ababa a conference".
_HOLD_IN = re.compile(r"\b(?:hold|held|hosts?|hosted|organi[sz]ed?|convened?|called|conduct(?:ed)?|gave|give|run|ran),? (?:again |jointly |together )?(?:in|at) (?:the )?\Z")
#: "Belmopan, Belize, training of …", at the start of a line; "Yogyakarta, where a second workshop".
_LINE_START = re.compile(r"(?:[\s*•-]|\(?\w{1,3}[).])*")
_THEN_NOUN = re.compile(r"(?:,|:| [–—-]) (?:[\w-]+ ){0,3}")
_WHERE_A = re.compile(r",? where (?:an?|the|its|another) (?:[\w-]+ ){0,3}")
#: "to Kaliningrad (28 June-1 July 2016)", "of Qingdao, China (7 to 11 September 2015)": days in brackets right after a city.
_DAYS_OF_CITY = re.compile(rf"{P}(?:,? (?:in )?(?:the )?{S})? ?\((?:{S}, )?(?:from |on )?{D}\)?")
_IN_FRONT = re.compile(r"(?:In|At) (?:the )?")
_HELD_THERE = re.compile(rf",? [^.;:{E}{D}{P}]{{1,80}}? (?:had |has |have )?(?:held|organi[sz]ed|hosted|convened|conducted|ran|gave|staged) (?:an?|its|their|the|another) (?:[\w-]+ ){{0,4}}")
#: "Dakar hosted a ", "Senegal was the host of the ", before the noun.
_HOSTING = re.compile(
    r",? (?:which )?(?:(?:had|has|have|also|again|then|later|recently|already|itself|twice) )*(?P<verb>hosted|hosts|will host|is to host|would host|housed|welcomed|received|saw|witnessed|accommodated|(?:was|is|were|acted as|served as|became|played|been|will be) (?:the )?(?:joint |chosen |local )?(?:host|venue|site|seat|scene|setting|place|meeting place|host city|host country) (?:city |country |venue )?(?:to|of|for|where)|(?:was|is|were|had been|has been) (?:chosen|selected|designated|proposed) (?:as the (?:venue|site|seat|place|host) )?(?:of|for|to host))"
    r" (?:an?|the|its|another|one) (?:[\w-]+ ){0,4}"
)
_AT_AN = re.compile(rf", in an? (?:[\w-]+ ){{0,4}}|,? (?:(?:in|on) (?:early |late |mid-)?{D}(?: of last year)?,? )?(?:at|during|in the course of|on the occasion of) (?:the|an?|its|their|another) [^.;,{D}{E}{P}]{{0,60}}")
_A_NOUN_NEXT = re.compile(r",? (?:an?|another) (?:[\w-]+ ){0,5}")
_ITS_NOUN = re.compile(r",? (?:an?|the|its|their|another) (?:[\w-]+ ){0,3}")
_IN_AFTER = re.compile(rf"(?: (?:of|for) (?:the |its |their |this |an? )?(?:[\w-]+ ){{0,2}}{E})?(?:, (?=in |at ))?[^.;,{D}{E}{H}]{{0,90}}? ?(?:in|at|held in|hosted in|to) (?:the )?")
_HELD_IN = re.compile(r"\b(?:held in|took place in|to) (?:the )?\Z")
#: ", at the third workshop".
_NOUN_NEAR = re.compile(rf"(?:,? (?:at|during|within) (?:the|a|an|its|their) (?:[\w'’-]+ ){{0,4}}?| (?:(?!\w+ed )[\w'’-]+ ){{0,2}}?){E}")
_AT = re.compile(r",? (?:at|during) ")
_CLAUSE_AFTER = re.compile(r",? (?:and|the|when|while|as|that|which|by|in|was|were|after|before|has|had|to|for|of|on|from|with)\b")
#: "the 2014 ", "Minsk ": a date or place that the noun after it takes for its own.
_OWN = re.compile(rf"(?:\b(?:a|an|this|that|[Tt]he|previous|first|its|their)|{P}|{O}|{G}) \Z")
_AT_ANY = re.compile(r",? (?:at|during)")
_STOP = re.compile(r"[;.]")
_CLAUSE = re.compile(r"; |, (?:and|but|while|whereas) ")
_OPENED = re.compile(r"(?:then |later |also )?(?:in|on|from|at|between|again) (?:the )?")
#: ", which had last".
_THAT_MET = re.compile(r",? ?(?:which|that)? ?(?:had|has|have|will|would|should|can|may|to)? ?(?:last|first|again|then)? ?")
_THIS = re.compile(r"\b(?:the|this|an|such an?) \Z")
_TOOK_PLACE = re.compile(r"\b(?:held|took place|organi[sz]ed|hosted)\b")
#: " for a ".
_OF_THE = re.compile(rf" (?:of|for|in|to|on|after) (?:the |a |an )?(?:[\w-]+ |{P} |{D} ){{0,3}}\Z")
_LEAD_CUT = re.compile(r"[;:—]|, (?:and|while|whereas|but) ")
_VERB_OR_NOUN = re.compile(rf"[{E}{H}]|\b(?:was|were|is|are|had|has|have)\b")


class Occasion(NamedTuple):
    """A date, a place or both, from ``start`` to ``end`` of a sentence's tagged text."""

    start: int
    end: int
    date: Mention | None
    where: Where | None


class _Site(NamedTuple):
    """A place in a sentence's tagged text."""

    start: int
    end: int
    where: Where
    city: bool


def where_of(sentence: Sentence, place: Mention | None, state: Mention | None) -> Where:
    """A city, with the State that is named beside it or that the reference data put it in."""
    spans = tuple(sentence.words(m) for m in (place, state) if m is not None)
    if state is not None:
        return Where(place, state.iri, spans)
    return Where(place, place.state if place else "", spans)


def _sites(sentence: Sentence) -> Sequence[_Site]:
    """The places of a sentence, in order: a city with or without its State, else a State after "in"."""
    known = sentence.cache.get("sites")
    if known is None:
        known = sentence.cache["sites"] = _find_sites(sentence)
    return cast("Sequence[_Site]", known)


def _find_sites(sentence: Sentence) -> list[_Site]:
    if not (sentence.where(P) or sentence.where(S) or sentence.where(M)):
        return []
    tagged = sentence.tagged
    found: list[_Site] = []
    for match in _CITY_IN_STATE.finditer(tagged) if sentence.where(P) else ():
        place = sentence.mention(match.start("p"))
        group = "s" if match["s"] else "s2"
        state = sentence.mention(match.start(group)) if match[group] else None
        end = match.end()
        if state is not None and place.state and state.iri != place.state and _IN_CITY.search(tagged, max(0, match.start() - 4), match.start()) and _CLOSED.match(tagged, match.end()) and len(tagged[match.start("p") : match.start(group)]) == 3:
            # "in Portsmouth, Dominica": a city of the same name that the reference data lack.
            place = place._replace(iri="", name=sentence.words(place).exact, state=state.iri)
        elif state is not None and place.state and state.iri != place.state:
            # A city of another State and then a State: "between Vienna, Serbia and …" is no place in a State.
            state, end = None, match.end("p")
        found.append(_Site(match.start(), end, where_of(sentence, place, state), city=True))
    taken = [(site.start, site.end) for site in found]
    for match in _UNKNOWN_CITY.finditer(tagged) if sentence.where(S) and _CAPITAL_BEFORE_STATE.search(tagged) else ():
        at = match.start("name")
        if any(a < match.end() and at < b for a, b in taken) or not _cityish(tagged, match):
            continue
        state = sentence.mention(match.start("s"))
        span = sentence.span(at, match.end("name"))
        city = Mention("place", span.start, span.end, "", span.exact, state=state.iri, form="new")
        found.append(_Site(at, match.end(), Where(city, state.iri, (span, sentence.words(state))), city=True))
        taken.append((at, match.end()))
    for match in _CAPITAL.finditer(tagged) if sentence.where(M) or " capital" in tagged else ():
        at = match.start("m") if match["m"] else match.start("s")
        state = sentence.mention(at)
        taken.append((at, match.end()))
        found.append(_Site(at, match.end(), Where(None, state.iri, (sentence.words(state),)), city=True))
    for at in sentence.where(S):
        state = sentence.mention(at)
        if not state.form and not (taken and any(a <= at < b for a, b in taken)):
            found.append(_Site(at, at + 1, Where(None, state.iri, (sentence.words(state),)), city=False))
    found.sort(key=attrgetter("start"))
    return found


_NO_CITY = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Government|Ministry|Republic|The|Mr|Ms|Dr|States?|Participants|Organi[sz]ers?|Committee|Chair|Note|Verbale|Experts?|Monday|Tuesday|Wednesday|Thursday|Friday)\b")


def _cityish(tagged: str, match: re.Match[str]) -> bool:
    before = tagged[max(0, match.start("name") - 4) : match.start("name")]
    return not _NO_CITY.match(match["name"]) and bool(_CITY_LEAD.search(before)) and not match["name"].endswith(("Delegation", "Government"))


def occasions(sentence: Sentence, without: Collection[int] = ()) -> list[Occasion]:
    """Dates with the places beside them, in order; a date that the words before it mark as no event's is left out.

    ``without`` are positions of dates that are spoken for, such as those of letters.
    """
    tagged = sentence.tagged
    if not sentence.where(D):
        return []
    sites = _sites(sentence)
    used: set[int] = set()
    result: list[Occasion] = []
    whole = spells(sentence) if len(sentence.where(D)) > 1 or " days" in tagged else {}
    old = overtaken(sentence)
    left_out = old | {taken for _, taken in whole.values() if taken is not None}
    spare: _Site | None = None
    for at in sentence.where(D):
        if at in without or (at < 24 and DATELINE.match(tagged)) or (at == 0 and tagged[1:2] == ":") or (_no_event(sentence, at) and not moved_to(sentence, at)):
            continue
        if at in left_out and at not in old:
            continue
        site = _site_of(tagged, at, sites, used)
        if site is not None:
            used.add(site.start)
        if at in old:
            # "set for 17 October in Manama, has been postponed to 6 February": the place stays.
            spare = site or spare
            continue
        where = site.where if site else spare.where if spare is not None and E not in tagged[spare.end : at] else None
        start = min(at, site.start) if site else at
        end = max(at + 1, site.end) if site else at + 1
        date, last = whole.get(at, (sentence.mention(at), None))
        result.append(Occasion(start, max(end, (last or 0) + 1), date, where))
    return result


def _no_event(sentence: Sentence, at: int) -> bool:
    """Whether the words before a date say that it is no event's; "resolution 1540 (2004) of 8-10 May 2017" is not the resolution's."""
    found = next(sentence.cued("no event", _NO_EVENT, max(0, at - 70), at), None)
    date = sentence.mention(at).date
    spell = date is not None and date.end is not None and date.end > date.start
    return found is not None and not (spell and sentence.tagged[found.start()] == R) and not sentence.tagged.endswith((" before (", " earlier ("), 0, at)


def _site_of(tagged: str, at: int, sites: Sequence[_Site], used: set[int]) -> _Site | None:
    """The place that belongs to the date at ``at``: the one right before it, else the one right after."""
    left = [s for s in sites if at - 160 < s.end <= at and s.start not in used]
    for site in reversed(left[-2:]):
        between = tagged[site.end : at]
        between = _NOTED.sub("", between) if "(" in between else between
        plain = _VENUE.sub("", _ASIDE.sub("", _FOR_WHOM.sub(" ", between)) if "," in between or " for " in between else between)
        if _JOINS.match(plain) and not _BREAKS.search(plain) and _is_place(tagged, site):
            return site
    right = [s for s in sites if at < s.start < at + 160]
    for site in right[:2]:
        between = _VENUE.sub("", tagged[at + 1 : site.start])
        if _JOINS.match(between) and not _BREAKS.search(between) and (_is_place(tagged, site)):
            return site
    return None


def _is_place(tagged: str, site: _Site) -> bool:
    """A State alone is a place only after "in" or a comma or bracket that a place would stand behind."""
    if site.city:
        return True
    before = tagged[max(0, site.start - 8) : site.start]
    if _IN.search(before):
        return True
    return bool(_DATE_BEFORE.search(before)) and not _STATE_AFTER.match(tagged[site.end : site.end + 8]) and not _SUBJECT_AFTER.match(tagged, site.end)


def days_of_city(sentence: Sentence, occasion: Occasion) -> bool:
    """Whether an occasion is a city with its days in brackets, as events are listed without their noun."""
    date = occasion.date.date if occasion.date is not None else None
    if date is None or date.start.day is None or date.end is None or date.end == date.start or occasion.where is None or occasion.where.place is None:
        return False
    return _DAYS_OF_CITY.match(sentence.tagged, occasion.start) is not None


def place_after(sentence: Sentence, at: int) -> Where | None:
    """The place that directly belongs to the event noun at ``at``, without a date: "the workshop in Pretoria", "the Minsk round"."""
    tagged = sentence.tagged
    host: Where | None = None
    for site in _sites(sentence):
        if site.end <= at:
            between = tagged[site.end : at]
            hosting = _HOSTING.fullmatch(between) if "host" in between or site.city else None
            if hosting and site.city:
                return site.where
            if hosting and "host" in hosting["verb"]:
                # "Senegal hosted a seminar in Dakar": the city after the noun is more.
                host = site.where
            if site.city and (_WHERE_A.fullmatch(between) or (_THEN_NOUN.fullmatch(between) and _LINE_START.fullmatch(tagged, 0, site.start))):
                return site.where
            if site.city and _HOLD_IN.search(tagged, 0, site.start) and _ITS_NOUN.fullmatch(between):
                return site.where
            if site.city and (_AT_AN.fullmatch(between) or (_IN_FRONT.fullmatch(tagged, 0, site.start) and _A_NOUN_NEXT.fullmatch(between))) and _IN_CITY.search(tagged, 0, site.start):
                # "in Addis Ababa, at the Union's second meeting", "In Lomé, a seminar".
                return site.where
            if site.city and _IN_FRONT.fullmatch(tagged, 0, site.start) and _HELD_THERE.fullmatch(between):
                # "In Lomé, UNREC held a seminar on 8 April".
                return site.where
            # "brought the States to Lomé for a workshop", "in Lomé (workshop of 20 May)".
            for_it = site.city and _FOR_IT.fullmatch(between) and _IN_OR_TO.search(tagged, 0, site.start)
            if for_it or (site.city and _QUALIFIERS.fullmatch(between) and not _NO_QUALIFIER.search(between)):
                return site.where
        elif site.start > at:
            between = tagged[at + 1 : site.start]
            if _IN_AFTER.fullmatch(between) and (site.city or _HELD_IN.search(between)):
                return site.where
            break
    return host


def anchor(sentence: Sentence, occasion: Occasion) -> int | None:
    """Where in the sentence the event noun stands that the occasion belongs to; None where there is none."""
    tagged = sentence.tagged
    nouns = sentence.where(E)
    after = tagged[occasion.end :].removeprefix(")")
    skipped = len(tagged) - occasion.end - len(after)
    near = _NOUN_NEAR.match(after)
    if near and (occasion.where is None or _AT.match(after) or occasion.end - occasion.start < 3) and not _CLAUSE_AFTER.match(after) and tagged[occasion.start - 1 : occasion.start] != "(":
        at = occasion.end + skipped + near.end() - 1
        if _OWN.search(tagged[max(0, occasion.start - 10) : occasion.start]) or _AT_ANY.match(after):
            return at
    # Both patterns end with a noun and a few small words.
    after_noun = E in tagged[max(0, occasion.start - 20) : occasion.start]
    eve = _ON_THE_EVE.search(tagged, 0, occasion.start) if after_noun else None
    later_noun = _HELD_A.match(tagged, occasion.end) if eve else None if after_noun else _INVERTED.match(tagged, occasion.end)
    if later_noun:
        # "On the eve of the round table, 25 May, the Centre had held a seminar": the date is the seminar's.
        return later_noun.end() - 1
    clause = _clause_start(tagged, occasion)
    if clause and not any(clause <= at < occasion.start for at in nouns):
        # ", and from 3 to 5 April 2017 members of the Group visited the country": a clause of its own.
        later = [at for at in nouns if occasion.end <= at < occasion.end + 90]
        if later and not _STOP.search(tagged[occasion.end : later[0]]):
            return later[0]
    before = _nouns(sentence, [at for at in nouns if at < occasion.start])
    if before:
        at = _nearest(sentence, before)
        between = tagged[at + 1 : occasion.start]
        if after_noun and _BETWEEN_EVENTS.search(tagged, 0, occasion.start) and _VERBS_APART.search(tagged, occasion.end, occasion.end + 60):
            # "Between the two consultations, on 15 December, the Council adopted …"
            return None
        noun = sentence.mention(at)
        aim = what_they_met_for(after) if noun.form == "verb" and noun.name == "meeting" else None
        if aim is not None:
            # "Forty experts gathered in Lusaka from 2 to 4 July for a course".
            at = occasion.end + skipped + aim
        return at if noun.form == "verb" or not _VERBS_APART.search(between) else None
    held = what_was_held(tagged[: occasion.start], after)
    if held is not None:
        return occasion.end + skipped + held
    if _fronted(tagged, occasion):
        later = [at for at in nouns if at >= occasion.end]
        if later and not _VERBS_APART.search(tagged[occasion.end : later[0]]):
            return later[0]
    return None


#: "On the eve of the round table, ", before a date.
#: ", in Minsk, will take place the peer review", "there was conducted a course": the noun after its verb.
_INVERTED = re.compile(rf"\)?,?(?: on [^.;,{D}{E}]{{1,40}},)? (?:there )?(?:also )?(?:will (?:take place|be held|pass)|took place|takes? place|has taken place|(?:was|were|is|has been|is to be) (?:held|conducted|organi[sz]ed|reali[sz]ed|celebrated)|passed|opened) (?:an?|the|its|their)? ?(?:[\w-]+ ){{0,4}}{E}|,? where [^.;{D}{E}]{{1,60}}? (?:had |has )?(?:ran|held|organi[sz]ed|hosted|convened|gave|conducted) (?:an?|the|its|their) (?:[\w-]+ ){{0,4}}{E}")
_ON_THE_EVE = re.compile(rf"\b(?:eve|morrow|margins|day (?:before|after)|back to back with|[Aa]head|[Bb]efore|[Aa]fter|[Ff]ollowing|[Pp]rior to)(?: of| to)? (?:the|this|that) (?:[\w-]+ ){{0,2}}{E},? (?:on |that is,? )?(?:in {P},? )?\Z")
#: ", the Centre had held a seminar", after it.
_HELD_A = re.compile(rf",? [^.;{E}{D}]{{1,60}}? (?:had |has )?(?:held|organi[sz]ed|hosted|convened|conducted|gave|given|run|ran) (?:an?|its|their|another) (?:[\w-]+ ){{0,3}}{E}")
_BETWEEN_EVENTS = re.compile(rf"\b(?:[Bb]etween|[Bb]efore|[Aa]fter|[Ff]ollowing|[Ss]ince) (?:the|these|both|this)(?: two)? (?:[\w-]+ ){{0,2}}{E},? (?:on |in )?\Z")
_FOR_WHICH = re.compile(r"\b(?:for|at|in|during) which [^.;]{0,40}\Z")


def _clause_start(tagged: str, occasion: Occasion) -> int:
    """Where the clause begins that the occasion opens; 0 where it opens none."""
    cuts = [m.end() for m in _CLAUSE.finditer(tagged[: occasion.start])]
    if cuts and _OPENED.fullmatch(tagged[cuts[-1] : occasion.start]):
        return cuts[-1]
    return 0


def _nouns(sentence: Sentence, before: list[int]) -> list[int]:
    """The event nouns without a verb that only says of one of them that it met: "the seminars, which had met in Lima"."""
    kept: list[int] = []
    for at in before:
        if sentence.mention(at).form == "verb" and kept and _FOR_WHICH.search(sentence.tagged, kept[-1], at):
            # "the consultations for which the Committee assembled Member States"
            continue
        if sentence.mention(at).form == "verb" and kept and _THAT_MET.fullmatch(sentence.tagged[kept[-1] + 1 : at].split(",")[-1] if "," in sentence.tagged[kept[-1] + 1 : at] else sentence.tagged[kept[-1] + 1 : at]):
            continue
        kept.append(at)
    return kept


def _nearest(sentence: Sentence, before: list[int]) -> int:
    """The last event noun before the occasion, unless it stands inside another's phrase ("meeting for a peer review")."""
    tagged = sentence.tagged
    strong = [at for at in before if not sentence.mention(at).form.startswith("weak")]
    if strong and sentence.mention(before[-1]).form.startswith("weak") and _THIS.search(tagged[: before[-1]]) and not _TOOK_PLACE.search(tagged[before[-1] :]):
        before = strong
    at = before[-1]
    for earlier in reversed(before[:-1]):
        between = tagged[earlier + 1 : at]
        if len(between) < 60 and _OF_THE.match(between):
            at = earlier
        else:
            break
    return at


def _fronted(tagged: str, occasion: Occasion) -> bool:
    lead = tagged[: occasion.start]
    lead = _LEAD_CUT.split(lead)[-1]
    return len(lead) < 40 and not _VERB_OR_NOUN.search(lead)
