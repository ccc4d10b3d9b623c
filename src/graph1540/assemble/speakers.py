"""Who spoke, opened or presented: persons with their organizations, States and bodies as subjects of what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph1540.assemble.absence import ABSENT, clause_of
from graph1540.assemble.draft import Draft
from graph1540.assemble.lexicon import ROLES, one_of
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.parties import Parties
from graph1540.assemble.persons import Persons
from graph1540.assemble.sentences import D, E, H, O, S, Sentence, places
from graph1540.assemble.subjects import subject_before
from graph1540.assemble.told import Told, is_background
from graph1540.iri import resource_iri
from graph1540.model import Mention
from graph1540.recognize.people import ROLE
from graph1540.recognize.stems import tried_at

__all__ = ["read_speakers"]

_COMMITTEE = resource_iri("organization", "1540-committee")

_SPOKE = (
    r"(?:opened|welcomed|addressed|delivered|spoke|presented|introduced|described|explained|outlined|reported on|reported that|shared|chaired|co-chaired|moderated|facilitated|led|briefed|gave (?:a|an|the) |made (?:a |an |the )?(?:opening |keynote |closing |introductory )?(?:statements?|remarks|presentations?|interventions?)|"
    r"underlined|underscored|stressed|emphasi[sz]ed|highlighted|recalled|noted|pointed out|commented|analysed|analyzed|demonstrated|took the floor|thanked|informed the (?:meeting|participants|workshop)|set out|reviewed|summari[sz]ed|closed|raised|expressed|indicated|announced|compared|took part|participated|attended|joined (?:online|remotely|by video|the (?:meeting|session))|declared|inaugurated|pronounced (?:a|an|the) |read (?:out )?(?:a|an|the) (?:statement|message|speech)|said|told|added|concluded|observed)"
)
#: Characters; a line under a note is no longer.
_LINE = 80
#: "(signed) Ada Lovall", and under it "Secretary, UNREC".
_SIGNATURE = re.compile(rf"(?:\([Ss]igned\):? |[Ss]igned:? )?(?P<h>{H})[. ]*")
_OFFICE_OF = re.compile(rf"(?P<role>(?:[A-Z][\w-]+ )*?{ROLE}(?:[- ]General)?)(?:,| of| at)? (?:the )?(?P<o>{O})[. ]*")
_WORDS = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_QUOTED = re.compile(r"(?:[\"”’'»,] )?(?:said|told|added|concluded|observed)\b")
#: "…," said, before who said it.
_SAID = re.compile(r"[\"”’'»,] (?:said|asked|added|explained|replied|concluded|observed|remarked|warned|noted|recalled|stressed|insisted) \Z")
_PASSIVE = re.compile(r"\b(?:opened|addressed|chaired|co-chaired|moderated|facilitated|led|delivered|made|given|introduced|attended|closed|received|presented|opening (?:statements?|remarks) (?:by|from)|statements? (?:by|from|of)|welcomed|conducted) (?:jointly )?(?:by|from) |(?:\A|[.;:] )(?:[Oo]pened|[Cc]losed|[Kk]eynotes?|[Ww]elcome|[Oo]pening|[Cc]losing|[Rr]emarks|[Ii]ntroduction|[Ll]ecture|[Pp]resentation|[Aa]ddress|[Ss]ummary)(?: (?:address|speech|remarks|statement|words))? by |\b(?:followed (?:him|her|them)|took the floor|spoke|(?:at|on) the (?:lectern|podium|rostrum|panel))\b[^.;:]{0,40}: ")
_AWAY = re.compile(r"\b(?:letter|note verbale|video message|written message|message from|message of|was read out|read on (?:his|her) behalf|invited|invitation|dated|wrote|in a message|absent|unable|by video message|pre-recorded|recorded|sent a|statement of the President)\b")
_SPOKEN = re.compile(rf"\b{_SPOKE}\b")
#: What is said at a meeting may well have a date in it, what is done there has not.
_TOLD = re.compile(r"\b(?:spoke|described|recalled|announced|reported|explained|noted|told|thanked)\b")
#: What bodies do that are at a meeting, besides.
_SAYS = re.compile(
    rf"(?<![\w-])(?:{_SPOKE}|said|stated|asked|repeated|inquired|reported|suggested|proposed|requested|confirmed|observed|added|declared|called (?:for|upon|on)|urged|acknowledged|mentioned|referred to|offered|stated|responded|replied|answered|concluded|argued|agreed|invited participants|"
    r"informed (?:the )?(?:participants|the others|those present|delegates|colleagues|it|them|States)|told the|provided (?:an? |the |its )?(?:[\w-]+ ){0,3}(?:overview|presentation|presentations|briefing|briefings|update|updates|information|introduction|examples?|insights?|account|training)|"
    r"gave (?:[\w-]+ ){0,3}(?:presentations?|overview|briefings?|examples?|account|lectures?)|contributed (?:an? )?(?:[\w-]+ )?(?:presentations?|papers?|examples?)|(?:acted|served) as (?:the |an? )?(?:[\w-]+ )?(?:moderators?|facilitators?|chairs?|rapporteurs?|resource persons?|trainers?|instructors?|lecturers?|experts?)|"
    r"was (?:given|asked for) the floor|(?:took|assumed|held|occupied) the chair|presided|took the view|(?:wanted|wished|asked) to know|(?:was|were) of the (?:opinion|view)|drew (?:the )?attention|contributed with|raised (?:the|a)|insisted|maintained|warned|admitted|complained|regretted|wondered|enquired|lamented|gave notice|lectured|intervened|advised|tabled|taught|gave the floor|welcomed|congratulated|commended|praised|reaffirmed|reiterated|pledged|undertook to|volunteered|walked (?:the )?participants|guided|trained|showed)\b"
)
#: No clause of its own: "it was noted that Togo had reported …", "a law which Togo presented".
_EMBEDDED = re.compile(r"\b(?:that|which|whom?|whose|if|whether|because|since|when|where|until|although|though|what|how|why|once|unless|after|before|while in \d+) (?:the |both |neither )?\Z")
#: "opened by the Minister of the Interior of Ghana".
_BY_OFFICER = Phrase(rf"(?:opened|closed|chaired|co-chaired|addressed|moderated|inaugurated|attended|led|presided over) by (?:the |an? )?(?:[A-Z][\w-]+ (?:(?:of|for|and|the|de) )*){{1,8}}(?:of|from) (?P<list>{LIST})")
_AT_AN_EVENT = re.compile(rf"(?:At|During|In the course of|On the occasion of|Speaking at) (?:the|a|an|its|their|that) [^.;:,{H}{S}{O}]{{0,60}}?{E}")
#: " its request at the seminar", after what was said.
_AT_LATER = re.compile(rf"(?:(?!\b(?:that|to|whether|if|which|who)\b)[^.;:,{E}{H}]){{0,70}}? at (?:the|a|an|its|their|that|this) (?:[\w'’-]+ ){{0,4}}?(?P<e>{E})")
_SAYING = Phrase(r"\b[Aa]ccording to (?P<list>(?:the |an? )?(?:ROLE of (?:the )?)?[\uE100\uE101](?!['’]s? ))|\b(?:delivered|given|made|read) on behalf of (?P<list2>(?:the )?LIST)".replace("LIST", LIST).replace("ROLE", one_of(*ROLES)))
#: "Peru spoke of its law; Chile, of its list".
_GAPPED = Phrase(rf"; (?:and )?(?:the (?:delegate|delegation|representative)s? of )?(?P<list>{LIST}), (?:of|on|about|that|to|how|the|those|his|her|their|its)\b")
_BY_BODIES = Phrase(rf"(?:delivered|given|made|opened|addressed|presented|led|moderated|chaired|facilitated) by (?P<list>(?:(?:,? ?(?:and )?)(?:the |an? )?(?:representatives?|experts?|officials?|delegations?|members?|staff|researchers?) (?:of|from) )?{LIST}(?:(?:, | and |, and )(?:the |an? )?(?:representatives?|experts?|officials?|members?|staff|researchers?) (?:of|from) {LIST})*)")


def read_speakers(told: Sequence[Told], persons: Persons, parties: Parties) -> None:
    """Learn every person of the prose; give those who were at an event a part in it, and their organizations too."""
    for one in told:
        for mention in one.sentence.mentions:
            if mention.kind == "person":
                _person(one, mention, persons, parties)
        _bodies(one, parties)
    for one, after in pairwise(told):
        signed = _SIGNATURE.fullmatch(one.sentence.tagged) if one.sentence.end - one.sentence.start < _LINE else None
        office = _OFFICE_OF.fullmatch(after.sentence.tagged) if signed is not None and after.sentence.segment is not one.sentence.segment else None
        if signed is not None and office is not None:
            persons.signed(one.sentence.mention(signed.start("h")), after.sentence.span(office.start("role"), office.end("role")), after.sentence.mention(office.start("o")))


def _person(told: Told, mention: Mention, persons: Persons, parties: Parties) -> None:
    sentence = told.sentence
    found = persons.learn(sentence, mention)
    at = sentence.index(mention)
    tagged = sentence.tagged
    # What is said in quotation marks is not said of who speaks.
    clause = _WORDS.sub("", clause_of(tagged, at, at + 1))
    if _AWAY.search(clause) or ABSENT.search(clause):
        return
    before = _PASSIVE.search(tagged[:at]) or _SAID.search(tagged, 0, at)
    spoke = _SPOKEN.search(tagged[at:]) or before
    if not spoke:
        return
    events = [drafts[-1] for index, drafts in sorted(told.events.items()) if index >= 0 and drafts]
    draft = events[0] if events else told.context
    if events and (spoke is before or _QUOTED.match(spoke[0])) and min(index for index in told.events if index >= 0) > at:
        # "The Director told the room of the course of 2013", "Welcome by the Director, who recalled a course": where, the section says.
        draft = told.context
    if draft is None or (not events and is_background(sentence.segment.label)):
        return
    ref = persons.ref(mention)
    draft.add("attendee", ref, sentence.words(mention))
    parties.give(draft, "participant", sentence, [*found.organizations[:2]])
    parties.give(draft, "participant", sentence, [s for s in found.states if not found.organizations])


def _elsewhere(told: Told) -> tuple[int, Draft] | None:
    """The other event that a sentence begins with: "At the seminar in Dakar in 2013, Mali asked for help"."""
    if not _AT_AN_EVENT.match(told.sentence.tagged):
        return None
    first = min((at for at in told.events if at >= 0), default=-1)
    drafts = told.events.get(first, [])
    return (first, drafts[0]) if len(drafts) == 1 and not drafts[0].main else None


def _spoke_elsewhere(told: Told, at: int, draft: Draft, parties: Parties) -> None:
    """Give those who said something after the noun at a position a part in its event."""
    sentence = told.sentence
    for found in sentence.cued("says", _SAYS) if sentence.has("spoke") else ():
        subject = subject_before(sentence, found.start())
        if subject is not None and subject.start > at and not subject.passive and not subject.unreal and not _EMBEDDED.search(sentence.tagged, max(0, subject.start - 24), subject.start):
            parties.give(draft, "participant", sentence, _speaking(parties, sentence, subject.start, subject.end))


def _spoke_at(told: Told, parties: Parties) -> None:
    """As in "Guinea repeated its request at the seminar in Nigeria": who spoke at another event took part in it."""
    sentence = told.sentence
    if not any(not draft.main for drafts in told.events.values() for draft in drafts):
        return
    for found in sentence.cued("says", _SAYS) if sentence.has("spoke") and " at " in sentence.tagged else ():
        later = _AT_LATER.match(sentence.tagged, found.end())
        drafts = [d for d in told.events.get(later.start("e"), []) if not d.main and not d.values("status")] if later else []
        subject = subject_before(sentence, found.start()) if drafts else None
        if subject is None or subject.passive or subject.unreal or _AWAY.search(clause_of(sentence.tagged, subject.start, found.end())):
            continue
        for draft in drafts:
            parties.give(draft, "participant", sentence, _speaking(parties, sentence, subject.start, subject.end))


def _speaking(parties: Parties, sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The actors of a stretch; what the Committee "noted" or "called for" it wrote, and was not there for that."""
    return [m for m in parties.acting(sentence, sentence.among(start, end)) if m.iri != _COMMITTEE]


def _bodies(told: Told, parties: Parties) -> None:
    """As in "The representative of the OSCE Secretariat introduced …", "Angola and Brazil described …" in the account of the event."""
    sentence = told.sentence
    if not (sentence.where(S) or sentence.where(O)):
        return
    tagged = sentence.tagged
    draft = told.context
    _spoke_at(told, parties)
    elsewhere = _elsewhere(told)
    if elsewhere is not None:
        _spoke_elsewhere(told, *elsewhere, parties)
        return
    if draft is None or not draft.main or is_background(sentence.segment.label) or not sentence.segment.label:
        return
    for found in sentence.cued("says", _SAYS) if sentence.has("spoke") else ():
        subject = subject_before(sentence, found.start())
        if subject is None or subject.passive or subject.before or subject.unreal or _EMBEDDED.search(tagged, max(0, subject.start - 24), subject.start):
            continue
        clause = clause_of(tagged, subject.start, found.end())
        dated = D in clause[: found.end() - subject.start + 40] and not _TOLD.search(found[0])
        if ABSENT.search(clause) or _AWAY.search(clause) or dated:
            continue
        parties.give(draft, "participant", sentence, _speaking(parties, sentence, subject.start, subject.end))
    for found in sentence.cued("by officer", _BY_OFFICER):
        if not ABSENT.search(clause_of(tagged, found.start(), found.end())):
            parties.say(told, "participant", found, [draft])
    for found in sentence.pattern(_SAYING).finditer(tagged) if "ccording to " in tagged or "behalf of " in tagged else ():
        parties.say(told, "participant", found, [draft], group="list" if found["list"] else "list2")
    for found in tried_at(sentence.pattern(_GAPPED), tagged, places(tagged, "; ")) if "; " in tagged and _SPOKEN.search(tagged) else ():
        clause = clause_of(tagged, found.start("list"), found.end(), back=False)
        if not ABSENT.search(clause) and not _AWAY.search(clause):
            parties.give(draft, "participant", sentence, parties.acting(sentence, sentence.among(found.start("list"), found.end("list"))))
    passive = sentence.pattern(_BY_BODIES).finditer(tagged) if sentence.has("by") else ()
    for found in passive:
        clause = clause_of(tagged, found.start(), found.end())
        if ABSENT.search(clause) or _AWAY.search(clause):
            continue
        parties.give(draft, "participant", sentence, parties.acting(sentence, sentence.among(found.start("list"), found.end("list"))))
