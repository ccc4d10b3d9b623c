"""Who organized and who supported an event, by the verbs and nouns that say it in any order of words."""

from __future__ import annotations

import re

from graph1540.assemble.draft import Draft
from graph1540.assemble.giving import Giving
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.sentences import E, H, M, O, P, S
from graph1540.assemble.subjects import Subject, subject_before
from graph1540.assemble.told import Told

__all__ = ["Doing"]

#: What organizers do, in each form that has an object.
_ORGANIZING = (
    r"(?:(?:co-?)?(?:organi[sz](?:es?|ed|ing)|host(?:s|ed|ing)?|conven(?:es?|ed|ing))|holds?|held|holding|ran|runs?|running|stag(?:es?|ed|ing)|arrang(?:es?|ed|ing)|conduct(?:s|ed|ing)?|deliver(?:s|ed|ing)?|gave|gives?|giving|"
    r"put(?:s|ting)? (?:together|on)|mount(?:s|ed|ing)?|prepar(?:es?|ed|ing)|plan(?:s|ned|ning)?|initiat(?:es?|ed|ing)|undert(?:akes?|ook|aking)|carr(?:y|ies|ied|ying) out|set(?:s|ting)? up|call(?:ed|s)?|repeat(?:s|ed|ing)?|announced|programmed|was host to|were hosts to)"
)
#: No verb of another subject: "Ghana hosted and UNREC organized the workshop".
_OBJECT = rf"(?:[^.;:{E}{H}{S}{O}]|[{S}{O}](?! (?:[a-z]+ly )?(?:organi|host|conven|ran |prepared|fund|financ|sponsor|support)))"
_ORGANIZES = re.compile(rf"(?<![\w-]){_ORGANIZING}(?P<gap>(?: |, (?=(?:jointly|together|along) with ))(?:{_OBJECT}{{0,130}}? )?)(?P<e>{E})")
_ORGANIZES_IT = re.compile(rf"(?<![\w-])(?:co-?)?(?:organi[sz]ed?|host(?:ed)?|convened?|held|hold|ran|run|arranged?|conduct(?:ed)?)(?= (?:it|them)\b(?! (?:{P}|possible)))")
_LEADS = re.compile(r"(?:conduct|ran |held |gave |led |deliver)")
_A_PART = re.compile(r"(?:exercise|session|module)s?\Z")
_CONDUCTS = re.compile(r"(?:conduct|h[eo]ld|carr|undert)")
#: The object is the event itself, not what was done for it: "organized travel to the workshop".
_NO_OBJECT = re.compile(r"\b(?:at (?:the|a|an|its|this|that)|during|within|request|requests|requested|for|to|by|from|of|after|before|since|during|that|which|who|where|discussions?|talks|elections?|until)\b")
#: ", in its headquarters in Cairo", between what is done together and the event.
_ASIDE = re.compile(r", (?:in|at|during|from|between|on|within) [^,]*(?=,)")
#: "(planned) to hold", back from the verb to the one that has the subject.
_WANTING = re.compile(
    r"\b(?:(?:is|are|was|were)(?: due| expected| scheduled| about)?|intend(?:s|ed)?|plan(?:s|ned)?|propos(?:es?|ed)|agreed|offer(?:s|ed)?|decided|prepar(?:es|ed|ing)|is ready|is willing|wish(?:es|ed)?|hop(?:es?|ed)|undertook|undertakes|promised|volunteered|continued?|began|"
    r"(?:indicated|expressed|announced|declared|stated) (?:its |their )?(?:readiness|willingness|intentions?|wish|plans?|offer|interest|decision)|used [^.;,]{3,40}|took [^.;,]{3,40}) \Z"
)
#: "that it would ", "that the Centre was ", before the verb: what the sentence's subject said of itself.
_ITSELF = re.compile(
    r"\b(?:it|they|(?:the|its|his|her|their) (?:Centre|Center|Agency|Organi[sz]ation|Office|Secretariat|Institute|Commission|Ministry|Government|Regional Centre|country|Union|Programme|Network|delegation|authorities)) "
    r"(?:(?:would|will|was|were|is|are|had|has|have|also|soon|now|then|again|itself|planning|preparing|intending|ready|willing|going|about|to|be) )*\Z"
)
_TELLING = re.compile(r"\b(?:announced|stated|said|indicated|informed|confirmed|explained|recalled|reported|noted|mentioned|added|declared|told|proposed|suggested|promised)\b")
#: "(the seminar) which ", before the subject: the verb's object stands before it.
_RELATIVE = re.compile(rf"(?:\b(?:which|whom)|{E},? that) (?:the )?\Z")
_GOING_ON = ("planning", "preparing", "organizing", "organising", "hosting", "convening", "was host", "were host")

#: "the organizers of the workshop were".
_OFFICE = r"(?:(?:co-?|main |principal |joint |local |lead )?(?P<what>hosts?|organi[sz]ers?|conven(?:e|o)rs?|sponsors?|donors?|funders?|financiers?|contributors?|supporters?|partners?))"
_WERE = Phrase(rf"(?<![\w-])(?i:{_OFFICE})(?: (?:of|for|to) (?:the|this|that|these|both|its) [^.;{S}{O}]{{0,50}}?{E}?(?: in {P})?)?,? (?:was|were|is|are|included|being|had been|(?:came forward|appeared|acted|figured|served)(?: as)?(?: (?:were|was))?) (?P<list>{LIST})")
_BEING = re.compile(rf"(?:,| was| were| is| are| had been| acted| served| functioned| been|, which (?:was|were|had been|acted|served))(?: also| both| together| jointly| again)*(?: as)? (?:the |a |an |its |their |one of the |two of the )?(?:sole |only |two |three )?(?i:{_OFFICE})\b(?! (?:State|country|Government|institution))(?: (?:to|of|for) [^.;{E}]{{0,40}}(?P<e>{E}))?")
_WITH_AS = Phrase(rf"\b(?:with|and) (?P<list>{LIST}) (?:as|acting as|serving as) (?:the |its |a )?(?:{_OFFICE})\b")
#: "Lao PDR (host)".
_IN_BRACKETS = Phrase(rf"(?P<list>{LIST}) \((?:as )?(?:the )?(?:hosts?|organi[sz]ers?|co-?hosts?)\)")
#: " is ready to pay", of an event that is planned.
_READY = re.compile(r"(?: is| was| are| were|,)?(?: (?:ready|prepared|willing|offering)| (?:had |has |have )?(?:offered|agreed|promised|undertaken|undertook|pledged)| will| would) to? ?(?:pay|fund it|finance it|sponsor it|bear the costs?|cover the costs?|meet the costs?)\b")
#: "under the auspices of".
_UNDER = Phrase(
    rf"\b(?:[Uu]nder the (?:joint )?(?:auspices|aegis|umbrella|hospitality|patronage of and organi[sz]ation)|(?:[Aa]t|[Oo]n) the (?:joint )?initiative|(?:a|an|the) (?:joint )?initiative|[Oo]rgani[sz]ation of which (?:fell|was entrusted|was due) to|"
    rf"(?:[Oo]rgani[sz]ation|[Oo]rgani[sz]ing|[Hh]osting)[^.;{S}{O}]{{0,40}} (?:fell|lay|rested|was entrusted|was left) (?:to|with)) (?:of |by )?(?P<list>{LIST})"
)
#: "convened, jointly with Togo", "co-organized the workshop with Togo": who organized it together with another.
_JOINTLY = Phrase(rf"(?<![\w-])(?:[Jj]ointly|[Tt]ogether|[Ii]n tandem|[Aa]long|[Aa]longside) (?:with )?(?:the )?(?P<list>{LIST})")
_CO = Phrase(rf"(?<![\w-])(?:co-?(?:organi[sz]|host|conven)\w+)(?: [^.;{E}]{{0,40}}?{E})?(?: (?:in|at) {P}(?:,? {S})?)? (?:together |jointly )?(?:with|by) (?P<list>{LIST})")
#: "UNREC-organized", before the noun.
_COMPOUND = re.compile(rf"(?P<list>[{O}{S}])[-‑](?P<what>organi[sz]ed|hosted|led|sponsored|funded|supported|financed|convened|run) (?:[\w-]+ ){{0,3}}(?P<e>{E})")
#: "Senegal's offer to host", "the invitation of Senegal to a workshop".
_OFFERED = Phrase(rf"(?:(?P<list>[{O}{S}])['’]s? (?:\w+ )?(?:offer|plan|plans|proposal|intention|readiness|decision|wish|willingness)|\b(?:offer|plan|plans|proposal|intention|readiness|decision|wish|willingness) (?:of|by) (?P<list2>{LIST})) to (?:{_ORGANIZING}) (?P<gap>[^.;{E}{H}]{{0,60}}?)(?P<e>{E})")
_TRAINED = re.compile(rf"(?<![\w-])(?:trained|instructed|taught) [^.;{E}]{{1,60}}? (?:at|in|during) (?:an?|its|the|their|another|two|three) (?:[\w-]+ ){{0,3}}(?P<e>{E})")

_HELP = r"(?:support|assistance|help|funding|funds|contributions?|aid|sponsorship|backing|financing|grants?|money|resources|generosity|facilitation|cooperation|co-operation|collaboration|partnership|means)"
_KIND = r"(?:(?:[a-z]+ly |in-kind |[a-z]+(?:al|ous|ive|ary|ic|ant|ent|ing|le|ed|nd|er|ull?|ain|int|art|in) ){0,4})"
_A_HELP = rf"(?:the |a |an |some |its |their )?{_KIND}(?:{_HELP}|voluntary contributions?)(?:,? (?:and|as well as) (?:the )?{_KIND}{_HELP})?"
#: "benefited from the financial support of", "made possible through a contribution from", "financed by a grant of".
_HELPED = Phrase(
    rf"(?<![\w-])(?:(?:benefit?ted|profited) from|received|enjoyed|made possible (?:by|through|with|thanks to)|(?:financed|funded|paid|covered|met|supported) (?:by|from|through|out of|with|thanks to|by means of)|[Ww]ith|[Tt]hanks to|[Tt]hrough|[Oo]wing to|and) {_A_HELP}"
    rf"(?: (?:generously |kindly )?(?:provided|given|offered|received|made available|extended|coming|contributed))? (?:of|from|by) (?P<list>{LIST})"
)
_POSSIBLE = Phrase(rf"(?<![\w-])(?:made possible|footed|paid(?: for)?|borne|met|covered|defrayed|underwritten|shared|subsidi[sz]ed|financed|funded|sponsored|financially supported|supported|co-financed|co-funded|co-sponsored|assisted|backed|facilitated)(?: (?:jointly|in part|partly|fully|entirely|largely|generously|financially|kindly))? by (?P<list>{LIST})")
#: "Funding for the workshop was provided by".
_FROM = Phrase(
    rf"\b(?:[Ff]unding|[Ff]unds|[Ff]inancing|[Ss]ponsorship|[Rr]esources|[Mm]oney|(?:[Ff]inancial|[Tt]echnical|[Ll]ogistical?|[Mm]aterial|[Ss]ubstantive|[Ff]urther|[Aa]dditional)(?: and (?:financial|technical|logistical?|material))? (?:support|assistance|contributions?))(?: [^.;{S}{O}]{{0,60}}?)? "
    rf"(?:(?:was|were|is|are|had been|has been|being) )?(?:kindly |generously |also |jointly |thankfully )*(?:provided|given|made available|contributed|offered|received|supplied|came|coming|obtained|secured|extended|rendered)(?: (?:by|from)) (?P<list>{LIST})"
)
#: "with European Union funding".
_WITH_THEIR = re.compile(rf"\b(?:[Ww]ith|[Tt]hanks to|[Tt]hrough|[Oo]n|[Uu]nder) (?:the )?(?P<list>[{O}{S}{M}](?: and [{O}{S}{M}])?)(?:['’]s?)? {_KIND}(?:support|assistance|funding|funds|money|financing|sponsorship|grants?|contributions?|help)\b(?! (?:of|for|to) (?:the )?(?:States|countries))")
#: What supporters do: with the event for its object, else with money.
_SUPPORTS = re.compile(
    rf"(?<![\w-])(?:(?:co-?)?(?:fund(?:s|ed|ing)?|financ(?:es?|ed|ing)|sponsor(?:s|ed|ing)?)|underw(?:rites?|rote)|subsidi[sz](?:es|ed)|support(?:s|ed|ing)?|paid for|pays? for|back(?:s|ed)|assisted (?:in|with)(?: the)?(?: organi[sz]ation of| preparation of| organi[sz]ing| preparing| preparations (?:of|for))?|"
    rf"contribut(?:es?|ed|ing)(?: \w+ly)? (?:{_KIND}\w+ )?to(?: the)?(?: organi[sz]ation of| preparation of| costs? of| organi[sz]ing| financing of| funding of| success of)?|(?:provid(?:es?|ed|ing)|gave|lent|offered|granted|made available|contributed) {_A_HELP} (?:for|to|towards)(?: the)?(?: organi[sz]ation of| holding of)?) "
    rf"(?:the |this |that |its |an? |their |both |all |two |three |these |such |present )*(?:(?!(?:of|for|to|in|at|by|and|through|with|on|from)\b)[\w-]+ ){{0,3}}?(?P<e>{E})"
)
_SUPPORTS_IT = re.compile(rf"(?<![\w-])(?:(?:co-?)?(?:funded|financed|sponsored)|underwrote|subsidi[sz]ed|paid for|supported)(?= (?:it|them)\b)|(?:provided|gave|made available|contributed|supplied|offered) (?P<kind>{_A_HELP})(?! (?:for|to|in|on|with|of)\b)(?=[.,;]|\Z)|(?:provided|made available) the funds\b")
_MONEY = re.compile(r"(?i)\b(?:financ|fund|sponsor|grant|money|means|logist)")
#: "(the seminar,) for which Norway provided the funds".
_FOR_WHICH = re.compile(r"\b(?:for|towards|to) which (?:the )?\Z")
_THANKED = Phrase(
    rf"\b(?:thanked|thanks to|grateful to|gratitude to|appreciation to|expressed (?:its |their )?(?:thanks|gratitude|appreciation) to|(?:[Tt]hanks|[Gg]ratitude|[Aa]ppreciation) (?:was|were) expressed to) (?P<list>{LIST}) (?:for (?:its|their|the|having|kindly|generously) ?(?:{_KIND}(?:funding|financial|financing|sponsoring|sponsorship|funded|financed|supported|contribution)\b)|for (?:funding|financing|sponsoring|supporting) )"
)
_ORGANIZED_WORD = re.compile(r"\b(?:organi[sz]|host|conven|held|hold|ran|run|conduct|arrang)")
_HIRE = re.compile(r"(?:host|organi|conven)", re.IGNORECASE)
_OTHER_HELP = re.compile(r"\b(?:plans?|reports?|legislation|drafts?|drafting|drafted|laws?|requests?|requested|prepar\w+|implementation|implementing|lists?|assistance|them|it|States|countries|revis\w+|trained|equip\w+|laborator\w+|project|programme)\W*(?:,\s*)?\Z")


class Doing(Giving):
    """Reads organizers and supporters by what they do."""

    def organizing(self, told: Told) -> None:
        """As in "UNREC, together with Togo, will hold a seminar", "announced that it would hold …", "UNREC had organized it"."""
        sentence = told.sentence
        tagged = sentence.tagged
        for found in sentence.cued("organizing", _ORGANIZES) if E in tagged else ():
            if _NO_OBJECT.search(_ASIDE.sub("", found["gap"]) if found["gap"].startswith(", ") else found["gap"]):
                continue
            drafts = told.events.get(found.start("e"), [])
            if _LEADS.match(found[0]) and _A_PART.match(sentence.words(sentence.mention(found.start("e"))).exact) and not any(draft.type == "peer-review" for draft in drafts):
                # "two trainers conducted the exercise": a part of the event, not the whole.
                self._did(told, found.start(), [draft for draft in drafts if draft.main], role="participant")
                drafts = [draft for draft in drafts if not draft.main]
            if _CONDUCTS.match(found[0]):
                # Who conducts a peer review takes part in it, and need not have organized it.
                self._did(told, found.start(), [d for d in drafts if d.type == "peer-review" and not d.main], role="participant")
                drafts = [d for d in drafts if d.type != "peer-review" or d.main]
            self._did(told, found.start(), drafts, hosted="host" in found[0][:9])
        for found in sentence.cued("organizing", _ORGANIZES_IT):
            self._did(told, found.start(), self._it(told, found.start()))
        for found in sentence.cued("trained", _TRAINED):
            self._did(told, found.start(), told.events.get(found.start("e"), []))

    def _did(self, told: Told, verb: int, drafts: list[Draft], *, role: str = "organizer", hosted: bool = False) -> None:
        """Give the subject of a verb of organizing its part."""
        subject = self._doer(told, verb)
        if subject is None or not drafts:
            return
        actors = told.sentence.among(subject.start, subject.end)
        for draft in drafts:
            self.give(draft, role, told.sentence, self.acting(told.sentence, actors))
            if hosted and draft.where is None and draft.host is None and len({m.iri if m.kind == "state" else m.state for m in actors}) == 1:
                state = actors[0].iri if actors[0].kind == "state" else actors[0].state
                if state:
                    draft.host = state, told.sentence.words(actors[0])

    def _doer(self, told: Told, verb: int) -> Subject | None:
        """The subject of a verb, through "offered to" and "announced that it would"."""
        sentence = told.sentence
        tagged = sentence.tagged
        if tagged.endswith(" to ", 0, verb):
            wanting = _WANTING.search(tagged, max(0, verb - 70), verb - 3)
            if wanting is None:
                return None
            verb = wanting.start()
        subject = subject_before(sentence, verb)
        itself = _ITSELF.search(tagged, max(0, verb - 60), verb) if subject is None else None
        if itself is not None:
            # "UNREC announced that it would hold": who announced it.
            told_of = next((m for m in reversed(list(_TELLING.finditer(tagged, 0, itself.start())))), None)
            return subject_before(sentence, told_of.start()) if told_of else None
        if subject is None or _RELATIVE.search(tagged, 0, subject.start):
            return None
        if "have" in subject.words and subject.unreal:
            # "UNREC could have organized it": it did not.
            return None
        return None if subject.passive and not tagged.startswith(_GOING_ON, verb) else subject

    def _it(self, told: Told, before: int) -> list[Draft]:
        """What "it" stands for: the event of the sentence before, else the last one named in this one."""
        known = [at for at in told.events if at < before]
        if known:
            return told.events[max(known)]
        draft = told.previous or told.context
        return [draft] if draft is not None else []

    def offices(self, told: Told) -> None:
        """As in "The hosts were …", "UNREC and Ghana were the organizers", "with Norway as donor"."""
        sentence = told.sentence
        tagged = sentence.tagged
        for found in sentence.cued("office", _WERE):
            self.say(told, _role(found["what"]), found, self._about(told, found.start(), found.end()))
        for found in _BEING.finditer(tagged) if sentence.has("office") else ():
            subject = subject_before(sentence, found.start() + (tagged[found.start()] == " "))
            if subject is not None:
                self._give(told, _role(found["what"]), subject, told.events.get(found.start("e"), []) if found["e"] else self._about(told, found.start(), found.end()))
        for found in sentence.listed(_IN_BRACKETS) if " (" in tagged else ():
            self.say(told, "organizer", found, self.events(told, found.start()), governed=True)
        for found in _READY.finditer(tagged) if sentence.has("ready to pay") else ():
            subject = subject_before(sentence, found.start() + 1)
            if subject is not None:
                self._give(told, "supporter", subject, [d for at in sorted(told.events) if at < found.start() for d in told.events[at] if not d.main][-1:])
        for found in sentence.pattern(_WITH_AS).finditer(tagged) if sentence.has("office") and "as " in tagged else ():
            self.say(told, _role(found["what"]), found, self.open(told, found.start()))

    def _about(self, told: Told, start: int, end: int) -> list[Draft]:
        """The event that an office is named with: in the phrase itself, else before it, else what the paragraph speaks of."""
        inside = [at for at in told.events if start <= at < end]
        return told.events[inside[0]] if inside else self.events(told, start) or self.continued(told)

    def _give(self, told: Told, role: str, subject: Subject, drafts: list[Draft]) -> None:
        actors = self.acting(told.sentence, told.sentence.among(subject.start, subject.end))
        for draft in drafts:
            self.give(draft, role, told.sentence, actors)

    def auspices(self, told: Told) -> None:
        """As in "under the auspices of the African Union", "an initiative of UNREC", "the UNREC-organized seminar"."""
        sentence = told.sentence
        for found in sentence.pattern(_UNDER).finditer(sentence.tagged) if sentence.has("auspices") else ():
            self.say(told, "organizer", found, self.events(told, found.start()) or self.ahead(told, found.end()))
        for found in sentence.cued("jointly", _JOINTLY):
            if _ORGANIZED_WORD.search(sentence.tagged) and not sentence.tagged[: found.start()].rstrip(" ,)").endswith((S, O)):
                drafts = self.events(told, found.start()) or self.ahead(told, found.end())
                if any(draft.values("organizer") for draft in drafts):
                    self.say(told, "organizer", found, drafts)
        for found in sentence.cued("jointly", _CO):
            self.say(told, "organizer", found, self.events(told, found.end()))
        for found in _COMPOUND.finditer(sentence.tagged) if "-" in sentence.tagged or "‑" in sentence.tagged else ():
            self.say(told, "organizer" if _HIRE.match(found["what"]) or found["what"] in ("led", "run") else "supporter", found, told.events.get(found.start("e"), []))
        for found in sentence.pattern(_OFFERED).finditer(sentence.tagged) if sentence.has("offer") and " to " in sentence.tagged else ():
            self.say(told, "organizer", found, told.events.get(found.start("e"), []), group="list" if found["list"] else "list2")

    def helping(self, told: Told) -> None:
        """As in "Norway funded the workshop", "funding was provided by Norway", "with European Union funding"."""
        sentence = told.sentence
        tagged = sentence.tagged
        for found in sentence.cued("helps", _SUPPORTS) if E in tagged else ():
            subject = subject_before(sentence, found.start())
            if subject is not None and not subject.passive:
                self._give(told, "supporter", subject, told.events.get(found.start("e"), []))
        for found in sentence.cued("helps", _SUPPORTS_IT):
            if found["kind"] and not _MONEY.search(found["kind"]):
                continue
            subject = subject_before(sentence, found.start())
            if subject is None or subject.passive:
                continue
            events = self.events(told, found.start()) if _FOR_WHICH.search(tagged, 0, subject.start) else self._it(told, found.start()) if found.end() - found.start() < 18 else []
            self._give(told, "supporter", subject, events or self.open(told, found.start()))
        for cue, pattern in (("helped", _HELPED), ("made possible", _POSSIBLE), ("money from", _FROM), ("their help", _WITH_THEIR)):
            for found in sentence.cued(cue, pattern):
                if (_OTHER_HELP.search(tagged, 0, found.start()) and pattern is not _FROM) or _ONLY_MEANT.search(tagged, max(0, found.start() - 24), found.start()):
                    continue
                self._helped(told, found)
        for found in sentence.pattern(_THANKED).finditer(tagged) if sentence.has("thanks") else ():
            self.say(told, "supporter", found, self.open(told, found.start()))

    def _helped(self, told: Told, found: re.Match[str]) -> None:
        events = self.events(told, found.end()) or self.ahead(told, found.end())
        if not events and (_FROM.gave(found) or _POSSIBLE.gave(found)):
            events = self.open(told, found.start()) if _MONEY.search(found[0]) or _COSTS.search(told.sentence.tagged, 0, found.start()) else []
        sentence = told.sentence
        actors = self.objects(sentence, found.start("list"), found.end("list"), S + O + M)
        for draft in events:
            self.give(draft, "supporter", sentence, self.acting(sentence, actors))


#: "could be ", before what may be paid.
_ONLY_MEANT = re.compile(r"\b(?:could|should|might|may|would)(?: [a-z]+ly| also)? be \Z")
_COSTS = re.compile(r"\b(?:[Cc]osts?|[Bb]ills?|[Ee]xpenses|[Tt]ravel|[Ff]unding|[Ff]inanc\w+|[Aa]ccommodation|[Ii]nterpretation)\b")


def _role(what: str) -> str:
    """The part that an office has."""
    return "organizer" if _HIRE.match(what) else "supporter"
