"""Who took part in an event, as the prose says it."""

from __future__ import annotations

import re

from graph1540.assemble.absence import ABSENT, clause_of
from graph1540.assemble.counts import NUMBER_WORDS
from graph1540.assemble.draft import Draft
from graph1540.assemble.giving import Giving
from graph1540.assemble.lexicon import CAME, KINDS, PEOPLE, one_of
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.sentences import D, E, O, P, S
from graph1540.assemble.subjects import list_ending, subject_before
from graph1540.assemble.support import ORGANIZED
from graph1540.assemble.told import Told
from graph1540.labels import field_of
from graph1540.model import Ref

__all__ = ["Attending"]

#: What a participant does.
_ATTENDS = re.compile(
    r"(?<![\w-])(?:attend(?:ed|ing)|participat(?:ed|ing)|(?:took|taken|taking|takes?) (?:an active )?part|represented|present|joined|connected|logged in|dialled in|sat in|travelled to|followed(?= (?:the|a) )|completed(?! (?:the|their|its|a|an) (?:first|second|third|last|final|previous|initial)\b)|(?:among|amongst) (?:the|those)|in attendance|"
    rf"sent (?:(?:an?|its|their|one|as many as) )?(?:{one_of(*KINDS)},? (?:and )?){{0,4}}{one_of(*PEOPLE)}(?: to)?|{one_of(*CAME)})\b(?: actively)?"
)
#: "with Togo attending": the actors have a preposition before them and are the ones who attend all the same.
_ABSOLUTE = re.compile(r"attending|participating|taking part|in attendance|present|represented")
_ANY = re.compile("")
_WITH = re.compile(r"\b[Ww]ith (?:the )?(?:(?:[\w-]+ ){0,2}(?:representatives|officials|experts|delegates|delegations) (?:of|from) (?:the )?)?\Z")
#: What leads a list of participants.
_PRESENCE = r"(?:attended by|[Pp]articipants (?:who )?(?:came|were drawn|were) from|[Pp]articipants (?:included|comprised|were(?! (?:[a-z]+ly )?(?:[a-z]+(?:ed|ked|wn|ven|ught)|told|able|also [a-z]+ed)\b(?! from)))|(?:[Aa]lso )?(?:[Tt]aking part|[Aa]ttending|[Pp]articipating)(?: (?:in|at) the [^,.;]{0,30}?)? (?:were|was)|[Ii]n attendance (?:were|was)|[Aa]mong (?:the|those) (?:participants|attendees|attending|present|participating|taking part|(?:who|which) (?:took part|attended|participated|were present))(?: (?:were|was))?|drew|assembled|united|counted among its participants|with the participation of|participants from|[Pp]articipation of|brought together|gathered|had the participation of|saw the participation of|represented were|attended also by|delegations (?:from|of)|representatives (?:from|of)|experts from|officials from|officials of|delegates (?:from|of)|delegates|there took part|(?:those )?present (?:included|were)|(?:those|[Tt]hose) (?:attending|taking part|participating) (?:included|were)|(?:[Aa]lso|[Tt]here (?:was|were)) present(?: (?:was|were))?,?(?: (?:besides|apart from|in addition to) [^,.;]{2,60},)?|[Pp]resent:|in the presence of|followed by officials from|(?:represented|took part|attended|present|participated)(?: (?:there|in|at)(?: (?:the|this) [^.:;]{0,40})?)?:)"
#: " between Togo and Benin (": each occasion has parties of its own.
_EACH_BETWEEN = Phrase(rf"[^.;{E}{D}]*? between {LIST},? \(")
#: " for officials, involving Togo and Benin".
_BETWEEN = Phrase(rf"(?: (?:for|of) (?:a |the |an )?(?:[\w-]+ ){{0,2}}{E})?(?:[^.;{E}{D}]{{0,40}}?)(?:,)? (?:between|conducted by|conducted between|involving|bringing together|with the participation of|attended by) (?P<list>{LIST})")
#: " was held in Lomé between Togo and Benin".
_HELD_BETWEEN = Phrase(rf"[^.;{E}]{{0,20}}\b(?:held|took place|conducted|carried out)\b[^.;{E}]{{0,60}} between (?P<list>{LIST})")
#: "took part, as did the League of Arab States", "took part, together with the Secretariat".
_AS_DID = Phrase(rf", as (?:did|had|were) (?:also )?(?P<list>{LIST})|\b(?:took part|participated|attended)\b[^.;]{{0,40}}?,? (?:together|along) with (?P<list2>{LIST})")
#: "Chile and Peru both spoke there".
_SPOKE_THERE = Phrase(rf"(?P<list>{LIST}) (?:both |all |each |had |also )*(?:spoke|presented|took part|taken part|participated|reported|made statements) there\b")
#: "Myanmar and Laos, which had been in Manila".
_BEEN_IN = Phrase(rf"(?P<list>{LIST}), (?:which|who) (?:had|have|has|all|both|each|also| )*(?:been|were|was) (?:in|at) (?P<p>{P})")
#: "it sent an official to the", "which it attended".
_IT_ATTENDED = re.compile(rf"\b(?:it|they) (?:had |has |have |also )*(?:attended|took part in|taken part in|participated in|sent (?:an? |two |its )?(?:officials?|experts?|delegates?|delegations?|representatives?|observers?) to) (?P<gap>[^.;{E}]{{0,60}})(?P<e>{E})")
_HOST_COUNTRY = re.compile(rf"(?:[{S}{O}],? (?:and|as well as) |(?:\A|[.;] ))(?P<who>[Tt]he host (?:country|[Ss]tate|nation|[Gg]overnment)) (?:also |itself )?(?:sent|took part|participated|attended|were represented|was represented|were present)\b")
#: "the team met the", "was received by the", of a visit.
_MET = Phrase(
    rf"\b(?:[Tt]eam|[Dd]elegation|[Mm]ission|[Gg]roup|[Ee]xperts?|[Mm]embers|[Vv]isitors|[Tt]hey|[Ii]t) (?:also |then |first |later )*(?:met(?: with)?|worked with|called on|held (?:meetings|talks|discussions|consultations) with|had (?:meetings|talks|discussions) with|(?:was|were) (?:received|welcomed|hosted)(?: in {P})? by) (?P<list>{LIST})"
)
_NOUN_AHEAD = re.compile(rf"[^.;{E}{D}]{{0,60}}?{E}")
#: "Benin came with four officials, Mali with two", "Benin attended in person, Mali online".
_GAPPED = Phrase(rf"[,;] (?:and |while )?(?P<list>{LIST}),? (?:with (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|an?)\b|by (?:its|an?|the|one|two|three)\b|online\b|remotely\b|virtually\b|by video|in person\b|through its\b|as (?:an )?observers?\b|for the (?:first|second|last) day)")
_RELATIVE = re.compile(r"\b(?:where|in which|at which|to which)\b[^.;]{0,50}\Z")
#: "The three delegations first met".
_DELEGATIONS = re.compile(rf"\b(?:[Tt]he|[Aa]ll|[Bb]oth) (?P<n>two|three|four|five|six|seven)? ?(?:delegations|States|countries|Governments|sides)\b(?= (?:had |have |has )?(?:first |last |again |already |all |both )*(?:{E}|met|gathered|attended|participated|took part|compared|came together|agreed))")
#: "a seminar for Benin and Mali was held", "a peer review with Poland".
_FOR = Phrase(rf" (?:for|with) (?P<list>{LIST})(?=,? (?:was|were|had|took|held|is|will|in|on|at)\b|[.,;(]|\Z)")
#: "Both had attended the Suva workshop".
_BOTH_ATTENDED = re.compile(rf"(?P<who>(?:Both|The two|The latter two)(?: of them| States| countries| delegations| Governments)?) (?:had |have |were )?(?:already |also |previously |earlier )?(?:attended|taken part in|took part in|participated in|been at|represented at|present at|sent [^.;{E}]{{2,30}} to|(?:asked for (?:help|assistance|support)|spoken|spoke) at) [^.;{E}]{{0,40}}?(?P<e>{E})")
#: "a preparatory meeting of the three States".
_OF_DELEGATIONS = re.compile(rf"(?P<e>{E}) (?:of|between|among|for|with) (?P<who>(?:the|these) (?:same )?(?P<n>two|three|four|five|six|seven) (?:[a-z]+ )?(?:States|countries|delegations|Governments|sides|parties))\b")
#: "a delegation of Togo was received by Benin".
_RECEIVED = Phrase(rf"(?P<list>{LIST}) (?:was|were) (?:received|welcomed|hosted) by (?P<list2>{LIST})")
_CONDUCTED_WITH = Phrase(rf"{E} (?:that|which) (?:it|they) (?:had |has |have )?(?:conducted|held|organi[sz]ed|carried out) (?:together |jointly )?with (?P<list>{LIST})")
#: "The following took part:", at a sentence's end.
_FOLLOWING = re.compile(
    r"\b(?:[Tt]he following|[Pp]articipants|[Rr]epresentatives?|[Dd]elegations?|[Oo]fficials|[Ee]ntities|[Bb]odies|[Ii]nstitutions|[Oo]rgani[sz]ations|[Mm]inistries|[Aa]gencies|[Aa]uthorities|[Ss]tates|[Cc]ountries)\b"
    r"[^.:]{0,60}\b(?:took part|participated|attended|(?:were|was) (?:present|represented)|represented|came|were(?= (?:the following|as follows|there)\b| ?:))\b[^.:]{0,40}: ?\Z"
)
#: "Meetings were held with:", of a visit.
_MET_WITH = re.compile(r"\b(?:[Mm]eetings?|[Tt]alks|[Dd]iscussions|[Cc]onsultations|met)\b[^.:]{0,60}\bwith\b[^.:]{0,40}: ?\Z")
#: "Meetings were held with the following: (a) …; (b) …", "The delegation consisted of …", of a visit.
_MEETING = re.compile(rf"(?:{E}|\b(?:[Mm]eetings?|[Tt]alks|[Dd]iscussions|[Cc]onsultations|met)\b)[^.:]{{0,60}}\bwith\b[^.:]{{0,40}}: (?=\S)|\b(?:[Dd]elegation|[Tt]eam|[Mm]ission) (?:consisted of|comprised|was composed of|was made up of|was formed by|included) ")
#: "(a) for Georgia, ".
_FOR_STATE = re.compile(rf"\b(?:for|from) (?:the )?(?P<s>{S})[,:] ")
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|will)\b")
#: A section about who was there.
_THERE_WERE = re.compile(r"(?i)\b(?<!not )(?:(?:those )?who (?:took part|came|attended|joined|participated|(?:was|were) (?:there|connected|present|represented|in the room))|participation|participants|attendance|attendees|members of (?:the )?delegations?|delegations|those present)\b(?! (?:not|did not|was not|were not)\b)")
#: "International organizations: IAEA and OPCW."
_KINDS = Phrase(rf"(?:\d+(?:\.\d+)*[.)]? )?(?P<label>[A-Z][\w -]{{2,40}}): (?P<list>{LIST})[. ]*\Z")
_PARTS = {"guests": "participant", "participants": "participant", "organizers": "organizer", "supporters": "supporter"}
#: "international organizations (IAEA, OPCW) were also represented".
_NAMELY = Phrase(rf"\b(?:[Oo]rgani[sz]ations|[Ss]tates|[Cc]ountries|[Bb]odies|[Aa]gencies|[Ee]ntities|[Ii]nstitutions|[Dd]elegations) \((?P<list>{LIST})\),? (?:was|were|had|have|also|all)*(?: \w+)?? ?(?:represented|present|attended|participated|took part|joined|sent)\b")
_IN_PLACE = re.compile(rf" (?:in|at) (?P<p>{P})(?=[,.;)]| (?:and|was|were|had|but|as|has)\b)")
#: "UNODA: 1".
_ROW = Phrase(rf"{LIST}: \d+")
_AFTER_COLON = Phrase(rf": (?P<list>{LIST})")
#: "The same team travelled to all three capitals: …".
_TEAM = Phrase(rf"\b(?:[Tt]eam|[Dd]elegation|[Mm]ission)\b[^.;:]{{0,70}}: (?P<list>{LIST})")
_ALL = re.compile(r"\b(?:all|both|each|same|every)\b")
_WHERE = Phrase(rf"\b(?:where|at which|in which|during which) (?:(?:an? |the )?(?:officials?|representatives?|experts?|delegations?) (?:of|from) )?(?P<list>{LIST}) (?:had |have |has |were |was |also |both |each )*(?:[a-z]+ed|spoke|gave|made|took|met|were|was|told|shown|put|led|set|undertook|said|heard|began|sought|brought|found|laid|drew|showed|got|held|presented|learnt)\b")
_ORGANIZING = re.compile(rf"\b(?:{ORGANIZED}|hosts?)\b")
_ATTENDED_BY = Phrase(rf"\b{_PRESENCE} (?:(?:\d+|the|relevant|senior|government|national|officials|experts|representatives|delegates|delegations|participants|technical|of|from|State|States|States:|:|participating|both|all|some|Member|Governments?|[a-z-]+,?|States?,) \(?){{0,8}}?(?P<list>{LIST})")
#: "delegations of Togo and Benin": of whom something else may be said than that they were there.
_SOME_OF = re.compile(r"delegations|representatives|experts|officials|delegates")
_PRESENT = re.compile(r"\b(?:attended|participat|brought together|gathered|represented|came from|took part|present|were from)\b")
_TOOK_PART = re.compile(r"\s*(?:attended|took part|participated|were present|spoke|met)\b")


class Attending(Giving):
    """Reads participants."""

    _opened: int | None = None  # where what opens a list of participants ends

    def between(self, told: Told) -> None:
        """As in "the peer review between Belarus, Kyrgyzstan and Tajikistan"."""
        tagged = told.sentence.tagged
        between, held, others = (told.sentence.pattern(phrase) for phrase in (_BETWEEN, _HELD_BETWEEN, _FOR))
        for at, drafts in told.events.items():
            if at < 0 or (len(drafts) > 1 and " between " in tagged and told.sentence.pattern(_EACH_BETWEEN).match(tagged[at + 1 :])):
                continue
            found = between.match(tagged, at + 1) or held.match(tagged, at + 1)
            if found:
                for draft in drafts:
                    self.give(draft, "participant", told.sentence, self.acting(told.sentence, told.sentence.among(found.start("list"), found.end("list"))))
            elif (for_them := others.match(tagged, at + 1)) is not None:
                states = told.sentence.among(for_them.start("list"), for_them.end("list"))
                several = len(states) > 1 and for_them[0].startswith(" for ")
                for draft in drafts:
                    if not draft.main and all(m.kind == "state" for m in states) and (several or (draft.type == "peer-review" and for_them[0].startswith(" with "))):
                        self.give(draft, "participant", told.sentence, states)

    def attending(self, told: Told) -> None:
        """As in "Guinea and the Republic of the Congo had taken part in the Libreville workshop"."""
        sentence = told.sentence
        tagged = sentence.tagged
        for found in sentence.cued("attends", _ATTENDS):
            apposed = tagged.startswith("represented", found.start()) and tagged.endswith(", ", 0, found.start())
            absolute = _ANY if apposed else _WITH if _ABSOLUTE.match(found[0]) else None
            subject = subject_before(sentence, found.start() - 2 if apposed else found.start(), absolute=absolute)
            if subject is None or subject.unreal:
                continue
            relative = _RELATIVE.search(tagged[: subject.start])
            # What is said where the relative clause begins is no matter of it: "An invitation … to the course, in which Togo had taken part".
            clause = clause_of(tagged, relative.start() if relative else subject.start, found.end(), back=relative is None)
            if ABSENT.search(clause):
                continue
            drafts = self._there(told, found.end()) or self._attended(told, subject.start, found.end(), relative=relative is not None)
            actors = self.acting(sentence, sentence.among(subject.start, subject.end))
            for other in sentence.pattern(_GAPPED).finditer(tagged, found.end()) if drafts else ():
                actors += sentence.among(other.start("list"), other.end("list"))
            for draft in drafts:
                self.give(draft, "participant", sentence, actors)

    def _there(self, told: Told, end: int) -> list[Draft]:
        """The other event that a city stands for: "Togo, which had been represented in Niamey"."""
        found = _IN_PLACE.match(told.sentence.tagged, end)
        if found is None:
            return []
        place = told.sentence.mention(found.start("p")).iri
        there = [d for d in told.known if d.where is not None and d.where.place is not None and place and d.where.place.iri == place]
        return there[-1:] if there and not any(d.main for d in there) else []

    def _attended(self, told: Told, start: int, end: int, *, relative: bool) -> list[Draft]:
        """Which events a clause speaks of that says who attended: the noun after the verb, else the one before, else the section's."""
        ahead = _NOUN_AHEAD.match(told.sentence.tagged[end:])
        at = end + ahead.end() - 1 if ahead else -1
        drafts = told.events.get(at, []) if ahead else []
        if drafts:
            return drafts
        vague = relative or ahead is None or "weak" in told.sentence.mention(at).form or "plural" in told.sentence.mention(at).form
        return self.open(told, start) if vague else []

    def delegations(self, told: Told) -> None:
        """As in "The three delegations first met in Beirut": the States of the note's own event, where they are as many."""
        main = told.context
        if main is None or all(draft.main for drafts in told.events.values() for draft in drafts):
            return
        states = [value for said, value in main.facts if said == "participant" and isinstance(value, Ref) and "/id/state/" in value.iri]
        for found in _BOTH_ATTENDED.finditer(told.sentence.tagged):
            homes = {d.where.state for d in told.known if d.main and d.where is not None and d.where.state}
            theirs = states if len(states) == 2 else [Ref(home) for home in sorted(homes)] if len(homes) == 2 else []
            for draft in told.events.get(found.start("e"), []):
                for state in theirs if not draft.main else ():
                    draft.add("participant", state, told.sentence.span(found.start("who"), found.end("who")))
        for found in _OF_DELEGATIONS.finditer(told.sentence.tagged):
            if NUMBER_WORDS.get(found["n"], 0) == len(states):
                for draft in told.events.get(found.start("e"), []):
                    for state in states if not draft.main else ():
                        draft.add("participant", state, told.sentence.span(found.start("who"), found.end("who")))
        for found in _DELEGATIONS.finditer(told.sentence.tagged):
            number = NUMBER_WORDS.get(found["n"] or "two", 0)
            events = [d for at, drafts in told.events.items() if found.end() <= at < found.end() + 60 for d in drafts if not d.main]
            if number == len(states):
                for draft in events:
                    for state in states:
                        draft.add("participant", state, told.sentence.span(found.start(), found.end()))

    def received(self, told: Told) -> None:
        """As in "… when a Paraguayan delegation was received by the Uruguayan authorities"."""
        for found in told.sentence.listed(_RECEIVED):
            events = self.events(told, found.start())
            self.say(told, "participant", found, events)
            self.say(told, "participant", found, events, group="list2")

    def conducted_with(self, told: Told) -> None:
        """As in "the peer review that it conducted with Poland"."""
        tagged = told.sentence.tagged
        for found in told.sentence.pattern(_CONDUCTED_WITH).finditer(tagged):
            drafts = told.events.get(found.start(), [])
            self.say(told, "participant", found, drafts)
            subject = told.sentence.among(0, found.start())[:1]
            for draft in drafts:
                self.give(draft, "participant", told.sentence, subject)

    def there(self, told: Told) -> None:
        """As in "… in Port of Spain, where Dominica and Grenada had reported on …"."""
        tagged = told.sentence.tagged
        for found in told.sentence.pattern(_WHERE).finditer(tagged):
            clause = clause_of(tagged, found.start(), found.end(), back=False)
            if not ABSENT.search(clause) and not _ORGANIZING.search(found[0]):
                self.say(told, "participant", found, [d for d in self.events(told, found.start()) if not d.main])

    def attended_by(self, told: Told) -> None:
        """As in "… attended by officials from Gabon and Togo"."""
        tagged = told.sentence.tagged
        for found in told.sentence.pattern(_ATTENDED_BY).finditer(tagged):
            clause = clause_of(tagged, found.start(), found.end())
            if ABSENT.search(clause):
                continue
            held = _PRESENT.search(clause + found[0]) or _TOOK_PART.match(tagged[found.end() :])
            if not held and _SOME_OF.match(found[0]):
                continue
            self.say(told, "participant", found, self.open(told, found.start()))

    def hosts_too(self, told: Told) -> None:
        """As in "Benin, Niger and the host country sent people": the State where it was."""
        found = _HOST_COUNTRY.search(told.sentence.tagged) if "host " in told.sentence.tagged else None
        if found is None or ABSENT.search(clause_of(told.sentence.tagged, found.start(), found.end())):
            return
        others = list_ending(told.sentence, found.start() + 1) or (0, 0)
        for draft in self.open(told, found.start()):
            self.give(draft, "participant", told.sentence, told.sentence.among(*others))
            if draft.where is not None and draft.where.state:
                draft.add("participant", Ref(draft.where.state), told.sentence.span(found.start("who"), found.end("who")))

    def as_did(self, told: Told) -> None:
        """As in "Togo took part, as did Benin", "… participated, together with the Secretariat"."""
        tagged = told.sentence.tagged
        for found in told.sentence.pattern(_AS_DID).finditer(tagged):
            if not ABSENT.search(tagged, 0, found.start()):
                self.say(told, "participant", found, self.open(told, found.start()), group="list" if found["list"] else "list2")

    def were_there(self, told: Told) -> None:
        """As in "Chile and Peru both spoke there", "Myanmar, which had been in Manila", "it sent an official to the conference"."""
        tagged = told.sentence.tagged
        for found in told.sentence.listed(_SPOKE_THERE) if " there" in tagged else ():
            self.say(told, "participant", found, self.events(told, found.start()) or [d for d in (told.previous,) if d is not None])
        for found in told.sentence.listed(_BEEN_IN) if " been " in tagged or " w" in tagged else ():
            place = told.sentence.mention(found.start("p")).iri
            there = [d for d in told.known if not d.main and d.where is not None and d.where.place is not None and d.where.place.iri == place]
            self.say(told, "participant", found, there[-1:])
        for found in _IT_ATTENDED.finditer(tagged):
            subject = [m for m in told.sentence.among(0, found.start()) if m.kind == "state"]
            if subject and subject[0].start - told.sentence.start < 12 and not ABSENT.search(tagged, found.start(), found.end()):
                for draft in told.events.get(found.start("e"), []):
                    self.give(draft, "participant", told.sentence, subject[:1])

    def met(self, told: Told) -> None:
        """As in "The team met the Ministry of Health", of the visit that the section is about."""
        visits = [told.context] if told.context is not None and told.context.type == "visit" else []
        for found in told.sentence.pattern(_MET).finditer(told.sentence.tagged) if visits else ():
            self.say(told, "participant", found, visits)

    def listed(self, told: Told) -> None:
        """As in "The following took part:" and the items under it, and in a section about who was there."""
        sentence, tagged = told.sentence, told.sentence.tagged
        if self._opened is not None and not (sentence.segment.kind == "item" and 0 <= sentence.segment.start - self._opened <= 2) and sentence.segment.end != self._opened:
            self._opened = None
        context = [told.context] if told.context is not None else []
        if self._opened is not None and not _FINITE.search(tagged):
            self._opened = sentence.segment.end
            home = _FOR_STATE.search(tagged)
            state = sentence.mention(home.start("s")).iri if home else ""
            actors = [m for m in sentence.among(0, len(tagged)) if home is None or m.iri != state]
            for draft in context:
                self.give(draft, "participant", sentence, self.acting(sentence, actors), state=state)
        elif self._opened is not None:
            self._opened = None
        visit = told.context is not None and told.context.type == "visit"
        if tagged.endswith((":", ": ")) and (_FOLLOWING.search(tagged) or (visit and _MET_WITH.search(tagged))) and not ABSENT.search(tagged):
            self._opened = sentence.segment.end
        if (sentence.segment.kind == "row" or (tagged[-1:].isdecimal() and sentence.pattern(_ROW).fullmatch(tagged))) and _THERE_WERE.search(sentence.segment.label) and not ABSENT.search(tagged):
            # A table of those who were there: the bodies of a row, else its States.
            actors = sentence.among(0, len(tagged))
            for draft in context:
                first = bool(actors) and sentence.index(actors[0]) < 5
                self.give(draft, "participant", sentence, actors[:1] if first else [m for m in actors if m.kind == "organization"] or actors[:1])
        if ": " in tagged and (kinds := sentence.pattern(_KINDS).match(tagged)) and (part := _PARTS.get(field_of(sentence.text[kinds.start("label") : kinds.end("label")]))):
            # "States: Benin and Togo." in a sentence of its own.
            if kinds["label"].startswith(("For ", "From ", "On ")):
                # Whom it lists is who came for the host.
                part = "participant"
            self.say(told, part, kinds, context if part == "participant" else [draft for draft in context if draft.main and not draft.values(part)])
        for found in sentence.pattern(_NAMELY).finditer(tagged) if "s (" in tagged else ():
            if not ABSENT.search(clause_of(tagged, found.start(), found.end())):
                self.say(told, "participant", found, self.open(told, found.start()))
        if ": " in tagged and _THERE_WERE.search(sentence.segment.label) and not ABSENT.search(tagged):
            for found in sentence.pattern(_AFTER_COLON).finditer(tagged):
                self.say(told, "participant", found, context)

    def teams(self, told: Told) -> None:
        """As in "The same team travelled to all three capitals: two members of the Group of Experts and one official of UNRCPD"."""
        visits = [told.context] if told.context is not None and told.context.type == "visit" else []
        for all_of in _MEETING.finditer(told.sentence.tagged) if visits and not ABSENT.search(told.sentence.tagged) else ():
            bodies = told.sentence.among(all_of.end(), len(told.sentence.tagged), O)
            self.give_each(visits, "participant", told.sentence, self.acting(told.sentence, bodies))
        for found in told.sentence.pattern(_TEAM).finditer(told.sentence.tagged) if ": " in told.sentence.tagged else ():
            everyone = _ALL.search(found[0]) is not None
            mains = [d for d in told.known if d.main] if everyone else [told.context] if told.context is not None else []
            self.say(told, "participant", found, [d for d in mains if d.type == "visit"])
