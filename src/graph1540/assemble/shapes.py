"""Shapes of sentences that give someone a part in an event: each holds for every word of its classes in :mod:`lexicon`.

A shape says where in a match the actors stand (after it, in its group ``list``, or before it as the subject of its verb),
which event is meant (the noun in its group ``e``, else what the sentence is about), and what part they have in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph1540.assemble.absence import ABSENT, clause_of
from graph1540.assemble.draft import Draft
from graph1540.assemble.giving import Giving
from graph1540.assemble.lexicon import (
    BODIES,
    CARED,
    CHARGE,
    COSTS,
    GIVEN,
    HELP,
    HELPING,
    INITIATIVE,
    LENT,
    MONEY,
    OFFICE,
    ORGANIZATION,
    ORGANIZE,
    ORGANIZED_IT,
    ORGANIZING,
    PAID,
    PARTS,
    PEOPLE,
    PERSONS,
    PLACED,
    PROJECT,
    ROLES,
    SAID,
    SENT_BY,
    SPEAKERS,
    SPEECH,
    SPOKEN,
    THERE,
    one_of,
)  # fmt: skip
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.sentences import D, E, H, O, P, S
from graph1540.assemble.subjects import subject_before
from graph1540.assemble.told import Told, is_background
from graph1540.recognize.stems import tried_at

__all__ = ["SHAPES", "Shape", "Shapes"]

_PEOPLE, _BODIES, _PERSONS, _THERE = one_of(*PEOPLE), one_of(*BODIES), one_of(*PERSONS), one_of(*THERE)
_SPEECH, _SPEAKERS, _SAID, _ROLE = one_of(*SPEECH), one_of(*SPEAKERS), one_of(*SAID), one_of(*ROLES)
_OFFICE, _HELP, _MONEY = one_of(*OFFICE), one_of(*HELP), one_of(*MONEY)
_WAS = r"(?:was|were|is|are|had been|has been|have been)"
_ADVERBS = r"(?:(?:also|then|next|all|both|again|in turn|further|jointly|together|mainly|chiefly|kindly|partly|largely|[a-z]+ly) )*"
#: A few words with no actor and no event among them.
_GAP = rf"[^.;:{S}{O}{E}{H}]"
#: "the workshop", behind a few words of its own.
_IT = rf"(?:{_GAP}{{0,40}}?(?P<e>{E})|(?:it|this|both|them)\b)"
_CAME = r"(?:attended|participated|took part|taken part|came|present|represented|gathered|assembled|followed|joined|travelled|arrived|sent|in attendance|were (?:also |all )?there|on hand|in the room|connected)"
_INCLUDING = ("(", "among", "including", "inter alia", "notably", "namely", "in particular", "such as", "i.e.", "that is", "to wit", "those of", "that of")
_OFFICES = ("host", "organi", "conven", "sponsor", "donor", "funder", "financier", "contributor", "supporter", "partner", "backer")
_ONE_OF = r"(?:among (?:them|which|whom|these|others)|amongst (?:them|which|whom)|including|inter alia|notably|namely|in particular|such as|i\.e\.|that is|to wit|among others|those of|that of)"


@dataclass(frozen=True)
class Shape:
    """One shape: its cue, the part that it gives, its words, and where the actors stand."""

    cue: str
    part: str
    words: str
    subject: bool = False  # the actors are the subject of the verb that the match begins with
    spoken: bool = False  # it tells of the note's own event only in the account of it
    noun: str = ""  # what kind of noun the event of the match has: "specific" or "weak"
    needs: tuple[str, ...] = ()  # one of these stands in every sentence that it matches in

    @cached_property
    def phrase(self) -> Phrase:
        """The words as a whole word and on."""
        return Phrase(rf"(?<![\w-])(?:{self.words})")


def _shape(cue: str, part: str, pattern: str, *, subject: bool = False, spoken: bool = False, noun: str = "", needs: tuple[str, ...] = ()) -> Shape:
    return Shape(cue, part, pattern, subject, spoken, noun, needs)


_LIST = rf"(?P<list>{LIST})"

#: Who organized.
_ORGANIZERS = (
    # "was in charge of organizing the workshop", "took care of the organization of the workshop", "was behind the workshop"
    _shape("charge", "organizer", rf"{one_of(*CHARGE, *CARED)} (?:(?:{one_of(*ORGANIZING)}|(?:the |its |all )?(?:[a-z]+ )?{one_of(*ORGANIZATION)} (?:of|for)) {_IT}|(?:the |its |all )?(?:[a-z]+ )?{one_of(*ORGANIZATION)}(?! (?:of|for)\b))", subject=True),
    _shape("force", "organizer", rf"(?:behind|the (?:main |driving )?force behind|architects? of|initiators? of) (?:the|this) (?:[a-z]+ )?(?P<e>{E})", subject=True),
    # "it fell to UNREC to organize the workshop"
    _shape("fell", "organizer", rf"(?:fell|was left|was up|was given|was) to {_LIST} to (?:jointly )?{one_of(*ORGANIZE)} {_IT}"),
    # "the organization of the workshop was in the hands of UNREC", "… lay with UNREC"
    _shape("organization", "organizer", rf"{one_of(*ORGANIZATION)}(?: (?:of|for) {_IT})?(?: in {P})? (?:had )?{_ADVERBS}{one_of(*GIVEN)} {_LIST}"),
    _shape("organization", "organizer", rf"{one_of(*ORGANIZING)} {_IT}(?: in {P})? {one_of(*GIVEN)} {_LIST}"),
    # "did the organizing with Togo", "had organized with Togo a workshop"
    _shape("organization", "organizer", rf"(?:(?<=did the )|(?<=shared the )|(?<=handled the )){one_of(*ORGANIZATION)} (?:together |jointly )?with {_LIST}"),
    _shape("organization", "organizer", rf"(?:organi[sz]ed|hosted|convened) with {_LIST} {_GAP}{{0,30}}?(?P<e>{E})"),
    # "UNREC organized it together with UNODA"
    _shape("organization", "organizer", rf"(?:organi[sz]ed|hosted|convened) (?:it|them|both) {_ADVERBS}with (?:the )?{_LIST}", needs=("ed it ", "ed them ", "ed both ")),
    # "the initiative for the workshop came from Ghana"
    _shape("initiative", "organizer", rf"(?:initiative|idea|impulse|impetus) (?:for|of|to (?:hold|organi[sz]e|convene)|behind) {_IT} (?:had )?{_ADVERBS}(?:came|(?:was )?taken|originated|emanated) (?:from|by|with) {_LIST}"),
    # "a joint undertaking of UNREC and UNODA"
    _shape("joint", "organizer", rf"(?:joint|common|shared|combined) {one_of(*INITIATIVE)} (?:of|by|between|undertaken by) {_LIST}"),
    # "had as its organizers UNREC and UNODA", "UNREC's role as organizer"
    _shape("had as", "organizer", rf"(?:had|has|with) (?:as|for) (?:its |their |the )?(?:co-?)?(?:hosts?|organi[sz]ers?|conven(?:e|o)rs?) {_LIST}"),
    _shape("as host", "organizer", r"(?:welcomed|received|greeted|addressed|acted|served|participated|spoke|attended|thanked|joined|opened|took part) [^.;:\uE100\uE101\uE105]{0,40}?\bas (?:the |a |its )?(?:main |sole |joint )?(?:co-?)?(?:hosts?|organi[sz](?:er|ing body|ing institution)s?|conven[eo]rs?)(?! (?:State|country|of (?!(?:the|this) \uE104)))", subject=True),
    # offices in brackets, in apposition and after "as"
    _shape("bracketed", "office", rf"(?P<list>[{S}{O}]) \((?:as )?(?:the )?(?:main |sole |local |joint |other |principal |generous )*(?P<what>{_OFFICE})\)", needs=_OFFICES),
    _shape("office noun", "office", rf"(?:(?:two|three|main|sole) )?(?P<what>{_OFFICE})(?: (?:of|for) {_IT})?, {_LIST}(?=,| and (?:the )?{_OFFICE})"),
    _shape("as office", "office", rf"as (?:the |one of the )?(?:main |sole |local |joint |other |principal |generous )*(?P<what>{_OFFICE})(?: (?:of|for) {_IT})?, {_LIST}"),
    _shape("bracketed", "office", rf"(?P<list>[{S}{O}](?: and (?:the )?[{S}{O}])?),? (?:which (?:was|were) )?(?:the |its |their )(?:two |{_GAP}{{0,6}}{E}['’]s )?(?:main |sole |local |joint |other |principal |generous )*(?P<what>{_OFFICE})\b(?! (?:country|State|institution|of (?!(?:the|this) {E})))", needs=_OFFICES),
    # "it was UNREC that organized the workshop"
    _shape("cleft", "organizer", rf"(?<=[Ii]t )was {_LIST} (?:that|which|who) (?:had |jointly )?(?:organi[sz]ed|hosted|convened|prepared|ran|held|arranged) {_IT}"),
    # "our host in Accra was", "the organizing body was"
    _shape("organization", "organizer", rf"(?:host|organi[sz](?:ers?|ing (?:body|bodies|institutions?|agency|agencies|entity|entities|organi[sz]ations?))|hosts|conven[eo]rs?)(?: in {P})? (?:was|were) {_LIST}"),
    # "planned and executed by UNREC", "implemented by UNREC", of the event itself
    _shape("event noun", "organizer", rf"(?P<e>{E})(?: in {P}| on {D}|,)*(?: which| that)?(?: (?:was|were|is|are|has been|have been|had been|to be|will be|being))? {_ADVERBS}(?:{one_of(*ORGANIZED_IT)}(?:,? and |, ){_ADVERBS})*{one_of(*ORGANIZED_IT)} (?:jointly |together )?by {_LIST}", noun="specific", needs=(" by ",)),
    _shape("it was", "organizer", rf"it (?:was|is|had been|has been|will be) {_ADVERBS}(?:{one_of(*ORGANIZED_IT)}(?:,? and |, ){_ADVERBS})*{one_of(*ORGANIZED_IT)} (?:jointly |together )?by {_LIST}", needs=(" by ",)),
    # "in hosting the workshop, Ghana showed"
    _shape("organization", "organizer", rf"(?:(?<=in )|(?<=by )|(?<=while )|(?<=on )){one_of(*ORGANIZING)} (?:the|this|that) {_GAP}{{0,20}}?(?P<e>{E}){_GAP}{{0,30}}?, {_LIST} (?:had |has |also |once )?[a-z]+(?:ed|s|t|ew|ave|ade)\b"),
    # "Ghana hosted and UNREC organized the workshop"
    _shape("organization", "organizer", rf"(?:organi[sz]ed|hosted|convened|prepared)(?:,? and|,? while|;) (?:{LIST}) (?:[a-z]+ly )?(?:organi[sz]ed|hosted|funded|financed|sponsored|convened|supported|prepared|ran) {_GAP}{{0,40}}?(?P<e>{E})", subject=True),
    # "pooled their efforts to organize the workshop"
    _shape("efforts", "organizer", rf"(?:pooled|joined|combined|united) (?:their )?(?:efforts|forces|resources|hands|ranks) (?:to {one_of(*ORGANIZE)}|in {one_of(*ORGANIZING)}) {_IT}", subject=True),
    _shape("venue", "organizer", r"(?:provided|offered|supplied|made available) the (?:venue|premises|conference (?:room|hall|facilities))\b", subject=True),
)

#: Who supported.
_SUPPORTERS = (
    # "support came from the OPCW", "the money came from Norway"
    _shape("help noun", "supporter", rf"{_HELP}(?: (?:for|to) {_IT})? (?:had )?{_ADVERBS}(?:came(?:, [^.;:{S}{O}{H}]{{0,40}}?,)?|stemmed|(?:was|were) (?:{_ADVERBS})?(?:received|obtained|secured|forthcoming)) from {_LIST}", needs=(" from ",)),
    # "the bill was picked up by Norway", "the necessary funds had been placed at its disposal by Norway"
    _shape("costs", "supporter", rf"{one_of(*COSTS, *MONEY)}(?: [^.;:{S}{O}{H}]{{0,60}}?)? (?:was|were|had been|has been|being|are|is) {_ADVERBS}(?:{one_of(*PAID)}|{one_of(*PLACED)}) (?:jointly |in full |in part |partly |entirely )?by {_LIST}", needs=(" by ",)),
    # "the costs were borne by a contribution of Norway"
    # "the costs were shared between Norway and Canada"
    _shape("costs", "supporter", rf"{one_of(*COSTS)}(?: of {_IT})? (?:was|were|had been|has been|have been|being|are|is) {_ADVERBS}(?:shared|divided|split|apportioned) (?:equally |evenly )?(?:between|among|amongst) (?:the )?{_LIST}", needs=(" between ", " among ", " amongst ")),
    _shape("costs", "supporter", rf"{one_of(*COSTS)} (?:was|were|had been|has been|being|are|is) {_ADVERBS}{one_of(*PAID)} (?:by|from|out of|through|with) (?:a |an |the )?(?:[a-z]+ )?(?:{_MONEY}|contributions?|donations?|gifts?) (?:made |given |received )?(?:of|from|by) {_LIST}"),
    # "the financial support of Norway was acknowledged", "without the contribution of Norway", "footed the bill"
    _shape("acknowledged", "supporter", rf"(?:{_MONEY}|contributions?|generosity|generous support) (?:of|by|from|provided by) {_LIST} (?:was|were|is|are) {_ADVERBS}(?:acknowledged|appreciated|welcomed|noted|mentioned|recognized|recalled)\b"),
    _shape("without", "supporter", rf"(?:without|thanks to|owing to|due to) (?:the )?(?:[a-z]+ ){{0,3}}?(?:{_HELP}|generosity) (?:of|from|by|provided by) {_LIST}[^.;]{{0,20}}?(?P<e>{E})"),
    _shape("without", "supporter", rf"(?:at the expense|at the cost) of {_LIST}"),
    _shape("kind of help", "supporter", rf"(?:logistic(?:al)?|substantive|in-kind|material|organizational|further|additional) (?:{_HELP}) (?:was|were|had been|has been|being) {_ADVERBS}(?:rendered|lent|provided|given|offered|extended|supplied) by {_LIST}", needs=(" by ",)),
    _shape("paid it", "supporter", rf"(?:{one_of(*HELPING)}|shared|settled|assumed) (?:for )?(?:the |all |all the |its |part of the |most of the |their )?(?:[a-z]+ )?{one_of(*COSTS)}\b", subject=True),
    # "assisted with the preparations"
    _shape("assisted", "supporter", rf"(?:assisted|helped|aided|supported) (?:in |with |in making |with all )?(?:the |all |its |all the )?(?:[a-z]+ )?(?:preparations?|organi[sz]ation|logistics|arrangements)(?= (?:of|for) (?:the|this) (?:[\w-]+ )?{E}|[.,;]|\Z| and\b)", subject=True),
    _shape("made it", "supporter", rf"made (?:the |some |its )?(?:necessary )?(?:{_MONEY}) available(?: (?:for|to) {_IT})?", subject=True),
    # "made the workshop possible"
    _shape("made it", "supporter", rf"(?:made|rendered|making|makes) (?:{_IT}) possible", subject=True),
    _shape("whose help", "supporter", rf"(?P<list>[{S}{O}])['’]s? (?:[a-z]+ ){{0,3}}?(?:{_HELP}|generosity) (?:had |has |have )?(?:also )?(?:made|rendered|allowed|enabled|permitted) {_IT}"),
    # "within a project financed by the European Union"
    _shape("project", "supporter", rf"{one_of(*PROJECT)}(?: [^.;:{S}{O}{E}{H}]{{0,40}}?)?(?:,| that (?:is|was)| which (?:is|was))? (?:jointly |partly |fully |generously |co-)*(?:funded|financed|sponsored|paid for|underwritten) (?:in full |in part |entirely |jointly )?by {_LIST}", needs=(" by ",)),
    # "Norway was thanked for funding the workshop", "thanks go to Norway, which paid for it"
    _shape("thanked", "supporter", rf"(?:thanked|commended|praised) (?:for (?:having |generously |kindly )*(?:its |their |the )?(?:generous |kind |financial )*(?:financing|funding|sponsoring|paying for|covering|{_MONEY}|support (?:of|to|for) (?:the|this) {E}))", subject=True),
    _shape("thanked", "supporter", rf"(?:thanks?|gratitude|appreciation|grateful|indebted|thanked)(?: (?:go(?:es)?|went|(?:is|are|was|were) (?:due|expressed|extended|owed|conveyed))?)?(?: to)? {_LIST},? (?:(?:which|who) (?:had |has |have |also |generously |kindly )*{one_of(*HELPING)}\b|for (?:having |generously |kindly )*(?:its |their |the )?(?:generous |kind )*(?:financing|funding|sponsoring|paying for|covering|{_MONEY}|support (?:of|to|for) (?:the|this) {E}))"),
    # "Norway paid."
    _shape("paid it", "supporter", r"paid(?=[.;]|\Z)", subject=True, needs=("paid",)),
    # "lent its support"
    _shape("lent", "supporter", rf"{one_of(*LENT)} (?:its |their |a |the )?(?:[a-z]+ )?(?:helping hand|{_HELP})(?: (?:to|for|in) (?:the )?(?:organi[sz]ers|organi[sz]ation|preparations?|cause)?(?: of| for| in)? ?{_GAP}{{0,20}}?(?P<e>{E})?)?(?=[.,;]|\Z|(?<={E}))", subject=True),
    # "Norway, which financed it"
    _shape("paid it", "supporter", rf"(?:{one_of(*HELPING)}) (?:it|them)(?! possible)\b", subject=True),
    # "the workshop rested on a contribution by Norway"
    _shape("rested", "supporter", rf"(?:rested|relied|depended|drew|was based|was built|lived|counted) (?:up)?on (?:the |a |an )?(?:[a-z]+ )?(?:{_MONEY}|contributions?|donations?) (?:made |kindly |provided )*(?:by|from|of) {_LIST}"),
    # the partners after a colon
    _shape("partners", "supporter", rf"(?:sponsors?|donors?|funders?|financiers?|supporters?|partners?|contributors?)(?: (?:of|for|in) {_IT})?: {_LIST}"),
)

#: Who was there.
_PARTICIPANTS = (
    # "participants hailed from Benin and Mali"
    _shape("sent", "participant", rf"{_PEOPLE}(?: [^.;:,{S}{O}{E}{H}]{{0,30}}?)? {_PERSONS} (?:\w+ly )?(?:to {P} |to (?:the|this) {E} )?from {_LIST}(?P<more>(?:,? (?:and |while )?(?:[a-z]+|\d+)(?: [a-z]+)? (?:came |were )?(?:from|of) {LIST})*)", needs=(" from ",)),
    # "also on hand were specialists from the IAEA"
    _shape("there were", "participant", rf"(?:(?!there\b){_THERE}|joining|attending|taking part|participating|following|connecting|connected|dialling in|looking on)(?: [^.;:{S}{O}{H}]{{0,50}}?)?,? (?:was|were) {_ADVERBS}{_LIST}", needs=(" was ", " were ")),
    # "with them sat officers of the IAEA"
    _shape("beside them", "participant", rf"(?:with|beside|besides|next to|alongside|among|opposite|behind|around|in addition to) (?:them|these|those|him|her|the States) (?:also |there )?(?:sat|were|was|came|stood) {_LIST}"),
    _shape("represented by", "participant", rf"represented by [^.;]{{3,90}}?,? and (?:also )?by {_LIST}"),
    # those who sat there, after a colon
    _shape("there were", "participant", rf"(?:in the (?:room|hall|audience)|(?:a?round|at) the table|on (?:the )?screens?|in attendance|present)(?:,? (?!not\b)[^.;:,{S}{O}{H}{E}]{{0,40}}?)?(?:: | sat ){_LIST}", needs=(": ", " sat ")),
    # some of those who came, after "among which" or in brackets
    _shape("sent", "participant", rf"(?:{_PEOPLE}|{_BODIES})(?: [^.;:,(){S}{O}{H}]{{0,40}}?)?,? (?:\((?:{_ONE_OF}|from|of)?|{_ONE_OF}|(?<=,)) ?{_ADVERBS}{_LIST}\)?,? (?:(?:had|all|both|also|each|then|was|were) )*{_CAME}\b(?! (?:up|into|out|to an?|force))", needs=(*_INCLUDING, ", ")),
    _shape("sent", "participant", rf"(?:{_PEOPLE}|{_BODIES})(?: [^.;:,(){S}{O}{H}]{{0,30}}?)? {_CAME}(?: [^.;:,(){S}{O}{H}]{{0,30}}?)?, {_ONE_OF} {_ADVERBS}{_LIST}", needs=_INCLUDING),
    _shape("they", "participant", rf"(?:they|all) (?:had )?(?:came|come|hailed|were) from {_LIST}"),
    _shape("gathered", "participant", rf"(?:attended by|brought together|brought to {P}|gathered|drew|united|assembled|counted|welcomed|there were|included|sent by|followed by|came) [^.;:,(){S}{O}{H}]{{0,60}}?(?:{_PEOPLE}|{_BODIES})(?: [^.;:,(){S}{O}{H}{E}]{{0,30}}?)?,? (?:\((?:from|of)|\(?{_ONE_OF}) {_ADVERBS}{_LIST}", needs=_INCLUDING),
    _shape("gathered", "participant", rf"(?:included|comprised|welcomed|assembled|united|drew|gathered|counted) (?=(?:the |some |about |over )?(?:[\w-]+ ){{0,4}}{_PEOPLE} (?:{one_of(*SENT_BY)}) ){_LIST}"),
    # those who came, after a colon
    _shape("sent", "participant", rf"(?:{_PEOPLE}|{_BODIES}) [^.;:{S}{O}{H}]{{0,60}}?\b{_CAME}\b[^.;:{S}{O}{H}]{{0,40}}: {_LIST}", needs=(": ",)),
    _shape("sent", "participant", rf"(?:{_PEOPLE}|{_BODIES}) (?:taking part|attending|present|participating|represented|in attendance)(?: (?:in|at) [^.;:{S}{O}{H}]{{0,30}}?)? (?:was|were) {_LIST}", needs=("taking part w", "attending ", "present w", "present at", "participating ", "represented ", "in attendance")),
    _shape("participating", "participant", rf"(?:participating|attending|represented) (?:{_BODIES}|{_PEOPLE}) (?:was|were|included|came from) {_LIST}"),
    # "the presence of the IAEA was appreciated"
    _shape("presence", "participant", rf"(?:presence|attendance) (?:there )?(?:of|by) {_LIST}(?! (?:in|on|among) (?!(?:the|this) {E}|the room|the hall|{P}))"),
    # "with the WCO in the room"
    _shape("with them", "participant", rf"with {_LIST} (?:also |all |both )*(?:in the (?:room|chair|hall|audience)|at the table|in attendance|present|attending|taking part|participating|represented|on board|on hand)\b", needs=("in the ", "at the table", "in attendance", "present", "attending", "taking part", "participating", "represented", "on board", "on hand")),
    # "in addition to Benin and Mali, the IAEA took part"
    _shape("besides", "participant", rf"(?:besides|in addition to|alongside|together with|along with|as well as|next to) {_LIST}, [^.;]{{0,60}}?\b(?:attended|took part|participated|joined|was represented|were represented|was present|were present|came to)\b"),
    # "all of which attended"
    _shape("all of", "participant", rf"(?:all|both|each) of (?:which|whom) (?:had |then |also )*{_CAME}\b", subject=True),
    # "joined by the IAEA"
    _shape("joined", "participant", rf"(?:joined|accompanied)(?: (?:online|there|later|on the second day|remotely))? by {_LIST}(?! (?:in|at) {P})"),
)

#: Who spoke, in the account of the event.
_SPEAKERS_WERE = (
    # "remarks by UNREC opened the workshop", "a question from Mali"
    _shape("speech", "participant", rf"(?:{_SPEECH})(?: (?:on|about|concerning) [^.;:,{S}{O}{E}{H}]{{2,50}}?)?(?: {_WAS})? {_ADVERBS}(?:(?:made|given|delivered|heard|received|put|raised|asked|posed|offered|provided|presented) )?(?:{_ADVERBS})(?:by|from|on behalf of) {_LIST}(?!['’])(?![{S}{O} ,andthe]{{0,40}}(?:in writing|by (?:e-?mail|letter|post)|in a (?:letter|written))\b)", spoken=True, needs=(" by ", " from ", " on behalf ")),
    _shape("speech", "participant", rf"(?:presentations?|interventions?|briefings?|lectures?|talks?|remarks|speech|keynote|questions?|comments?) of {_LIST}(?!['’]) (?:was|were|then|on|about|dealt|focused|concerned|covered|addressed|concentrated|showed|gave|set|touched|explained|described|followed|provided|made|recalled|related|referred)\b", spoken=True),
    # "participants heard the IAEA", "presentations were heard from the WCO"
    _shape("heard", "participant", rf"(?:heard|listened to|hearing|listening to)(?: (?:the |a |an |two |three |several )?(?:[a-z]+ )?{_SPEECH}(?: [^.;:,{S}{O}{E}{H}]{{0,40}}?)?)?(?: (?:by|from|of))? {_LIST}(?!['’])", spoken=True),
    _shape("contributions", "participant", rf"(?:contributions?|inputs?|reports?|accounts?|views|proposals?|ideas) {_WAS} {_ADVERBS}(?:heard|made|given|delivered|presented) (?:by|from) {_LIST}", spoken=True),
    # "participants were briefed by the IAEA", "the exercise was conducted by two trainers from the WCO"
    _shape("spoken by", "participant", rf"{one_of(*SPOKEN)} (?:jointly |in turn |together )?(?:by |from )(?:the |a |an )?{_LIST}", spoken=True, needs=(" by ", " from ")),
    _shape("parts", "participant", rf"(?:{one_of(*PARTS)}|(?P<e>{E}))(?: [^.;:,{S}{O}{E}{H}{D}]{{0,40}}?)?,? (?:(?:was|were) )?{_ADVERBS}(?:conducted|run|led|given|directed|introduced|managed|prepared and led|supervised) (?:jointly )?by {_LIST}", spoken=True, noun="weak", needs=(" by ",)),
    _shape("conducted", "participant", rf"(?:conducted|ran|led|gave|supervised|directed|animated|took) (?:the|an?|one|two|three|several|this|that) (?:[\w-]+ ){{0,3}}?(?:{one_of(*PARTS)}\b|(?P<e>{E}))", subject=True, spoken=True, noun="weak"),
    # "under the chairmanship of Togo", "the chair was taken by Togo"
    _shape("chair", "participant", rf"(?:chairmanship|chairwomanship|chairpersonship|co-chairmanship|presidency|moderation|chair) (?:of|(?:was|were) (?:then )?(?:taken|occupied|held) by) {_LIST}(?!['’])", spoken=True),
    # "the floor was given to Mali"
    _shape("floor", "participant", rf"floor (?:(?:was|is|had been) )?{_ADVERBS}(?:given|passed|handed|yielded|went|offered|accorded) (?:over )?to {_LIST}", spoken=True),
    # "speakers came from the IAEA", "next to speak was the delegate of Mali"
    _shape("speakers", "participant", rf"(?:{_SPEAKERS}|to (?:speak|take the floor|present))(?: [^.;:,{S}{O}{H}]{{0,30}}?)? (?:(?:was|were|came|included|represented|belonged)(?: also| respectively| then| all| from| sent by| provided by| supplied by| to| those of| that of)*) {_LIST}", spoken=True),
    # "…," said the representative of Niger
    _shape("said", "participant", rf"(?<=[\"”’',] ){_SAID} {_LIST}(?![{S}{O}])", spoken=True),
    # "in the words of the delegate of Mali", "for Benin, the difficulty was money, its delegate said"
    _shape("words of", "participant", rf"(?:in the words of) {_LIST}", spoken=True),
    _shape("for them", "participant", rf"for {_LIST}, [^.;]{{3,120}}, (?:its|their|the) (?:[a-z]+ )?{_ROLE}s? (?:had )?{_SAID}\b", spoken=True, needs=(", its ", ", their ", ", the ")),
    # "in reply to Mali, the IAEA said"
    _shape("reply", "participant", rf"(?:in (?:reply|response|answer) to|replying to|responding to|answering|asked by|prompted by|questioned by) (?:(?:an? |the |several )?(?:[a-z]+ )?(?:question|query|comment|remark|enquiry|point|queries|questions|comments|remarks)s? (?:by|from|of|put by|raised by|asked by) )?{_LIST}(?!['’])[^.;]{{0,50}}, ", spoken=True),
)
SHAPES = (*_ORGANIZERS, *_SUPPORTERS, *_PARTICIPANTS, *_SPEAKERS_WERE)

#: The places of the shapes of each cue among them all, in the order of which they are tried.
_PLACES = {cue: [at for at, shape in enumerate(SHAPES) if shape.cue == cue] for cue in {shape.cue: None for shape in SHAPES}}
_CUES = frozenset(_PLACES)

#: What was only wished for, or will be at another time.
_WISHED = re.compile(r"\b(?:should|could|might|would|may|if|whether|suggest\w*|propos\w+|recommend\w*|encourag\w+|urged|called (?:for|on|upon)|request\w*|wish\w*|hop(?:e|es|ed|ing)|need(?:s|ed)?|asked (?:for|that|to)|expect\w*|not|no|never|neither|nor|without)\b", re.IGNORECASE)
#: What was not said there.
_AWAY = re.compile(r"\b(?:letter|note verbale|video message|written|message from|was read out|circulated|distributed|dated|wrote|invited|invitation|pre-recorded|recorded)\b")


_HIRE = re.compile(r"(?:co-?)?(?:host|organi|conven)")
#: "would have been useful", after the actors.
_UNREAL = re.compile(r" (?:would|could|should|might|will)\b")
#: "will be ", before what is done with those who come.
_TO_BE = re.compile(r"\b(?:will|shall|is to|are to|to)(?: [a-z]+ly| also| then)? be \Z")
#: "an international ", before a noun.
_ANY = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Ss]ome|[Ss]everal) (?:[\w-]+ ){0,3}\Z")
_LETTER = re.compile(r"[A-Za-z]")


def _has_one(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in a text."""
    for word in words:  # noqa: SIM110 - a loop takes half the time
        if word in text:
            return True
    return False


class Shapes(Giving):
    """Gives the parts that the shapes tell of."""

    def shaped(self, told: Told) -> None:
        """Try each shape whose cue the sentence has."""
        tagged = told.sentence.tagged
        near = sorted([at for cue in told.sentence.cues.kinds & _CUES for at in _PLACES[cue]])
        if not near:
            return
        first = _LETTER.search(tagged)
        # With its first letter small a sentence has no other capitals than those of names.
        text = tagged[: first.start()] + tagged[first.start()].lower() + tagged[first.end() :] if first else tagged
        has: dict[tuple[str, ...], bool] = {(): True}
        for shape in map(SHAPES.__getitem__, near):
            needs = shape.needs
            if needs not in has:
                has[needs] = _has_one(tagged, needs)
            if has[needs]:
                for found in tried_at(told.sentence.pattern(shape.phrase), text, told.sentence.cues.where(shape.cue)):
                    self._shaped(told, shape, found)

    def _shaped(self, told: Told, shape: Shape, found: re.Match[str]) -> None:
        sentence, tagged = told.sentence, told.sentence.tagged
        stretch = next(self._actors(told, shape, found), None)
        if stretch is None:
            return
        start, end = min(stretch[0], found.start()), max(stretch[1], found.end())
        if shape.part == "participant" and ABSENT.search(clause_of(tagged, start, end)):
            return
        if shape.part == "participant" and (_UNREAL.match(tagged, stretch[1]) or _TO_BE.search(tagged, max(0, found.start() - 24), found.start())):
            return
        lead = tagged[max(tagged.rfind(";", 0, start), tagged.rfind(". ", 0, start), tagged.rfind(", ", 0, start), 0) : start]
        if _WISHED.search(lead) or _WISHED.search(tagged, start, found.start()):
            return
        drafts = self._meant(told, shape, found)
        if drafts:
            part = shape.part if shape.part != "office" else "organizer" if _HIRE.match(found["what"]) else "supporter"
            self.give_each(drafts, part, sentence, self.acting(sentence, self.objects(sentence, *stretch)))

    def _actors(self, told: Told, shape: Shape, found: re.Match[str]) -> Iterator[tuple[int, int]]:
        """Where the actors stand."""
        if not shape.subject:
            more = found.groupdict().get("more")
            yield found.start("list"), found.end("more") if more else found.end("list")
            return
        subject = subject_before(told.sentence, found.start())
        if subject is not None and not subject.unreal:
            yield subject.start, subject.end

    def _meant(self, told: Told, shape: Shape, found: re.Match[str]) -> list[Draft]:
        """The event of the match, else what the sentence is about; what is said belongs to the account of an event."""
        sentence = told.sentence
        named = found.groupdict().get("e") is not None
        if named and shape.noun not in sentence.mention(found.start("e")).form:
            return []
        drafts = told.events.get(found.start("e"), []) if named else []
        if shape.noun == "specific" and any(draft.main and draft.type != sentence.mention(found.start("e")).name for draft in drafts):
            # "a table-top exercise prepared by the Agency", in a workshop: a part of it.
            return []
        if named and not drafts and shape.noun == "specific" and _ANY.search(sentence.tagged, 0, found.start("e")):
            return []
        drafts = drafts or self.open(told, found.start())
        if not shape.spoken:
            return drafts
        label = sentence.segment.label
        clause = clause_of(sentence.tagged, found.start(), found.end())
        if _AWAY.search(clause):
            return []
        if not label or is_background(label) or D in clause:
            return [draft for draft in drafts if not draft.main and not draft.values("status")]
        return drafts
