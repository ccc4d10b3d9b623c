"""Who organized, hosted or supported an event, as the prose says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.assemble.draft import Draft
from graph1540.assemble.giving import Giving
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.sentences import D, E, H, O, P, S, places
from graph1540.assemble.support import ORGANIZED, SUPPORT
from graph1540.assemble.told import Told
from graph1540.model import Mention, Ref
from graph1540.recognize.stems import tried_at

__all__ = ["Organizing"]

#: What an organizer does.
_ORGANIZE = r"(?:(?:had|has|have|will|would|is to|are to|shall|then|also|jointly|again|since|already|first|later|subsequently|therefore|intend(?:s|ed)? to|plan(?:s|ned)? to|propose(?:s|d)? to|agreed to|offered to|decided to|is preparing to|prepares to|is ready to|is willing to|wishes to|hopes to|would|indicated (?:its|their) (?:readiness|willingness|intention) to|expressed (?:its |their )?(?:readiness|willingness|intention|wish) to|announced (?:its|their) (?:readiness|intention|plans?) to|stated that it (?:intended to|would)|announced that it would) )*(?:organi[sz](?:es?|ed)|host(?:s|ed)?|conven(?:es?|ed)|holds?|held|r[au]n|arranged?|gave|give|conduct(?:s|ed)?|co-?(?:hosted|organi[sz]ed)|staged|is preparing|prepares|is planning|plans|(?:is|are) (?:currently |now )?(?:holding|hosting|organi[sz]ing|conducting|running|convening))"
#: "hosted in Libreville by the Government of Gabon".
_ORGANIZED_BY = Phrase(rf"\b{ORGANIZED} (?:(?:jointly|together|again|there|in {P}|{P}|in|at|on|from|{D}|,) ?)*by (?:the Government (?:together with|and|,) )?(?P<list>{LIST})")
#: "Gabon was the host".
_WAS_HOST = Phrase(rf"(?P<list>{LIST}),? (?:which |for (?:its|their) part, )?(?:also |had |has |have )*(?:was|were|acted as|served as|been|played) (?:the |their |its )?(?:hosts?|organi[sz]ers?)\b(?: (?:to|of|for) [^.;{E}]{{0,40}}(?P<e>{E}))?")
#: "at the invitation of Gabon".
#: "the Government of Georgia, which also acted as host".
_INVITATION = Phrase(rf"\b[Aa]t the invitation of (?P<list>{LIST})")
#: "which UNODA organized".
_WHICH_ORGANIZED = Phrase(rf"\b(?:which|that) (?P<list>{LIST}) (?:had |has |have |was |were |is |are |then |last |recently |earlier |also |jointly |intended to |intends to |plans to |planned to |plan to |to |wishes to |offered to |offers to |agreed to |undertook to |undertaken to |volunteered to |will |would )*(?:organi[sz]ed|hosted|convened|held|ran|run|arranged|gave|given|delivered|conducted|staged|called|offered(?! its| their| his| to (?:host|hold|organi|conven|welcom|receiv|run))|announced|planned|proposed|scheduled|programmed|foreseen|hold|host|organi[sz]e|convene|run|give|preparing|planning|organi[sz]ing|hosting|convening|arranging|staging|putting (?:on|together))\b")
#: "which the two organizers held".
_WHICH_THEY_ORGANIZED = re.compile(r"\b(?:which|that) (?P<who>the (?:two |same |three )?(?:organi[sz]ers|hosts|co-?organi[sz]ers)) (?:had |have |then |jointly )*(?:organi[sz]ed|hosted|convened|held|ran|arranged|gave)\b")
#: "the conference it had convened".
_IT_ORGANIZED = re.compile(rf"{E} (?:it|they) (?:had |has |have |then |recently |last )*(?:organi[sz]ed|hosted|convened|held|ran|conducted)\b")
#: "Host: Government of Indonesia", within a sentence.
_HOST = Phrase(rf"\b(?:[Hh]osts?|[Oo]rgani[sz]ers?): (?P<list>{LIST})")
#: "invites officials to a course in Seoul".
_INVITES_TO = Phrase(rf"(?P<list>{LIST}) (?:will |has |have |had |also )*invit(?:es?|ed) [^.;{E}]{{1,80}}? to (?:an?|its|their|a further|another) (?:[\w-]+ ){{0,3}}(?P<e>{E})")
#: "used the visit to convene, on 27 October 2016 in Nadi, a round table", "the offer of Thailand to hold a workshop".
_TO_CONVENE = Phrase(rf"(?P<list>{LIST})(?: (?:used|took|seized|proposed|offered|decided|agreed)\b[^.;{E}{S}{O}]{{0,60}})? to (?:convene|hold|host|organi[sz]e|run|conduct)\b(?P<gap>[^.;{H}]{{0,90}}?){E}")
#: "brought the States together in Riyadh for a workshop".
_TOGETHER = Phrase(rf"(?P<list>{LIST}) (?:had |has |have )?brought [^.;]{{0,70}}(?:\btogether\b|\bto {P})[^.;{E}]{{0,60}}\bfor (?:a|an|its|their|the) [^.;{E}]{{0,40}}(?P<e>{E})")
#: "the Ministry received in San José the delegates of Panama and Honduras for a meeting".
_RECEIVED_FOR = Phrase(
    rf"(?P<list>{LIST}) (?:had |has |have )?(?:received|welcomed|hosted|gathered|assembled|convened|invited)(?: (?:in|at|to) {P})? (?:the |some )?(?:delegates|delegations|representatives|officials|experts|officers) (?:of|from) (?P<guests>{LIST})(?: (?:in|at|to) {P})? (?:for|to) (?:a|an|its|their) [^.;{E}]{{0,30}}(?P<e>{E})"
)
#: "Canada covered the costs".
_PAYS = Phrase(rf"(?P<list>{LIST}) (?:had |has |have |also |kindly |generously )*(?:covered|met|bore|defrayed|shared|contributed to|paid|assumed|funded|financed) (?:the |its |all |all the |part of the )?(?:travel |interpretation )?(?:costs?|expenses|bill)\b")
_BY = re.compile(r"\bby (?:the )?\Z")
#: "the INTERPOL training", before the noun.
_WHOSE = re.compile(rf"(?:\b(?:the|an?|an unrelated|another|an earlier|a recent|this|previous|annual|first|second|third|of) )(?P<o>{O}) (?:(?:regional|subregional|annual|national|joint|training|first|second|third|expert|online|virtual) )?\Z")
_WHICH_IT_ORGANIZED = re.compile(r"\b(?:which|that) (?:it|they) (?:had |has |have |then )*(?:organi[sz]ed|hosted|convened|held|ran|conducted)\b")
#: "for which Norway paid".
_PAID = Phrase(rf"\bfor which (?P<list>{LIST}) (?:had |has |have |will |would )*(?:paid\b|(?:(?:undertook|offered|agreed|promised|pledged|undertaken|volunteered) to )?(?:pay\b|(?:cover|bear|meet|covered|bore|borne|met) (?:part of )?the (?:costs?|expenses|bill)|provided? the (?:funds|funding|money)))|\bwhich (?P<list2>{LIST}) (?:had |has |have )?(?:funded|financed|supported|sponsored|paid for)\b")
_ORGANIZES = Phrase(rf"(?P<list>{LIST})(?:, [^,.;{E}]{{3,40}},|,)? (?:{_ORGANIZE}) (?P<gap>[^.;{E}{H}]{{0,90}}?){E}")
_HIRED = re.compile(r"\b(?:co-?)?(?:organi[sz]|host|conven|arrang|prepar|plan|stag)")
_WHICH_BEFORE = re.compile(r"\b(?:which|that) (?:the )?\Z")
#: Characters; a noun's adjectives are no longer.
_NEAR = 90
#: "a regional ", before the noun.
_A_NOUN = re.compile(r"\b(?:an?|another|the (?:first|second|third|annual|regional|last)|[Tt]he(?= (?:[\w-]+ )?\Z)) (?:[\w-]+ ){0,3}\Z")
#: "(workshop) of CARICOM".
_NOUN_OF = re.compile(rf" of (?:the )?(?P<list>{O}(?:,? and (?:the )?{O})?)(?! (?:member|experts?|States))")
#: "UNREC's regional ", before the noun.
_OWNER = re.compile(rf"(?P<o>{O})['’]s? (?:[\w-]+ ){{0,3}}\Z")
_THEIR = re.compile(rf"\btheir (?:own |joint |first |second |third |bilateral |[a-z]+ (?:{E} )?of the )?\Z")
_OF_THEIR = re.compile(rf" of their (?:own |joint |bilateral )?{E}")
_STATES = Phrase(LIST)
#: "Thailand's first ", before the noun of what one State holds, and "15 October (UNREC and the OPCW)" behind it.
_STATE_OWNER = re.compile(rf"(?P<o>{S})['’]s? (?:[\w-]+ ){{0,3}}\Z")
_HELD_BY_ONE = frozenset({"training", "workshop", "seminar", "conference", "roundtable"})
_IN_BRACKETS = re.compile(rf"[{D}{P}] \((?P<list>{O}(?:(?:,| and|, and) (?:the )?{O})*)\)[. ]*\Z")
_SIDE = re.compile(r"\b(?:[Pp]arallel|[Ss]ide|[Mm]argin) \Z")
#: "with the support of Norway".
_SUPPORTED_BY = Phrase(rf"(?:{SUPPORT}) (?P<list>{LIST})")
#: What was supported is no event: "a plan with the assistance of …".
_OTHER_HELP = re.compile(r"\b(?:plan|plans|report|reports|legislation|draft|drafting|drafts|law|request|requests|implementation|implementing|list|assistance|them|States|countries|it)\W*(?:,\s*)?\Z")
_HELD = re.compile(rf"\b(?:held|took place|taken place|organi[sz]ed|hosted|convened|conducted|ran|run|hold|organi[sz]e|arranged|funded|supported|visit|gave)\b|{E}[^.]{{0,60}}\Z")
_HELD_LATER = re.compile(rf",? (?:[^.;{E}{D}]{{0,60}}? )?(?:held|took place|organi[sz]ed|hosted|convened|conducted|ran|arranged|gave|delivered)\b|,? (?:a|the|this|that|its) (?:[\w-]+ ){{0,3}}{E} (?:was|were|took place|is|will)\b")
_OF_COMMITTEE = re.compile(rf" of (?:the )?(?P<o>{O})")
#: "Croatia and Poland recalled their own peer review of 2013"
_THEIR_OWN = Phrase(rf"(?P<list>{LIST}) (?:had |have |has )?\w+ (?:of )?(?:its|their) own (?:[\w-]+ )?\Z")


class Organizing(Giving):
    """Reads organizers and supporters."""

    def organizers_after(self, told: Told) -> None:
        """As in "… hosted by the Government of Gabon", "… which UNODA organized, which the Government of Botswana hosted"."""
        tagged = told.sentence.tagged
        for found in told.sentence.cued("organized by", _ORGANIZED_BY) if "by " in tagged else ():
            self._host(told, found, self.events(told, found.start()))
            self.say(told, "organizer", found, self.events(told, found.start()) or self.ahead(told, found.end()))
        for found in told.sentence.listed(_WAS_HOST) if told.sentence.has("host") else ():
            drafts = told.events.get(found.start("e"), []) if found["e"] else self.events(told, found.start())
            self.say(told, "organizer", found, drafts)
        for found in told.sentence.pattern(_INVITATION).finditer(tagged) if "invitation" in tagged else ():
            drafts = self.events(told, found.start()) or self.ahead(told, found.end())
            self.say(told, "organizer", found, [d for d in drafts if d.type != "visit" and not d.values("organizer")])
        which = places(tagged, "which ", "that ")
        for found in tried_at(told.sentence.pattern(_WHICH_ORGANIZED), tagged, which):
            drafts = self._not_said(told, self.events(told, found.start()))
            self._host(told, found, drafts)
            self.say(told, "organizer", found, drafts)
        for found in told.sentence.pattern(_HOST).finditer(tagged) if ":" in tagged else ():
            self.say(told, "organizer", found, [d for d in self.events(told, found.start()) if not d.main])
        for found in tried_at(_WHICH_THEY_ORGANIZED, tagged, which):
            span = told.sentence.span(found.start("who"), found.end("who"))
            for draft in [d for d in self.events(told, found.start()) if not d.main]:
                actors = told.context.values("organizer") if told.context else []
                if " two " in found["who"] and len(actors) > 2:
                    actors = [a for a in actors if isinstance(a, Ref) and "/id/state/" not in a.iri]
                for actor in actors:
                    draft.add("organizer", actor, span)
        for found in (*tried_at(_WHICH_IT_ORGANIZED, tagged, which), *tried_at(_IT_ORGANIZED, tagged, told.sentence.where(E))):
            subject = [m for m in told.sentence.among(0, found.start()) if m.form != "short"]
            if subject:
                if "hosted" in found[0]:
                    self._hosted_by(told, subject[-1], told.events.get(found.start()) or self.events(told, found.start()))
                self.give_new(told.events.get(found.start()) or self.events(told, found.start()), "organizer", told.sentence, subject[-1:])
        for found in told.sentence.pattern(_PAID).finditer(tagged) if which else ():
            self.say(told, "supporter", found, self.events(told, found.start()), group="list" if found["list"] else "list2")

    def _not_said(self, told: Told, drafts: list[Draft]) -> list[Draft]:
        """The events, less those of an overview of many whose entry says who organized them."""
        if sum(draft.main for draft in told.known) < 2:
            return drafts
        return [draft for draft in drafts if not draft.main or not draft.values("organizer")]

    def _host(self, told: Told, found: re.Match[str], drafts: Sequence[Draft]) -> None:
        """Where the one who hosted it is at home, an event without a place was."""
        actors = told.sentence.among(found.start("list"), found.end("list"))
        if "hosted" in found[0] and len({m.iri if m.kind == "state" else m.state for m in actors}) == 1:
            self._hosted_by(told, actors[0], drafts)

    def _hosted_by(self, told: Told, actor: Mention, drafts: Sequence[Draft]) -> None:
        state = actor.iri if actor.kind == "state" else actor.state
        for draft in drafts:
            if state and draft.where is None and draft.host is None:
                draft.host = state, told.sentence.words(actor)

    def organizers_before(self, told: Told) -> None:
        """As in "UNREC will hold a third workshop", "UNLIREC then ran a training course"."""
        tagged = told.sentence.tagged
        for found in told.sentence.listed(_ORGANIZES) if E in tagged else ():
            if _WHICH_BEFORE.search(tagged[: found.start()]):
                continue
            drafts = told.events.get(found.end() - 1)
            if drafts and not _HIRED.search(found[0]):
                # Who conducts a peer review takes part in it, and need not have organized it.
                drafts = [draft for draft in drafts if draft.type != "peer-review" or draft.main]
            if drafts:
                self.say(told, "organizer", found, drafts)

    def invites(self, told: Told) -> None:
        """As in "The Centre invites officials to a course in Seoul", "… used the occasion to convene a round table"."""
        tagged = told.sentence.tagged
        if E not in tagged:
            return
        for stem, pattern in (("invit", _INVITES_TO), ("brought", _TOGETHER)):
            for found in told.sentence.listed(pattern) if stem in tagged else ():
                self.say(told, "organizer", found, [d for d in told.events.get(found.start("e"), []) if not d.main or not d.values("organizer")])
        for found in told.sentence.listed(_RECEIVED_FOR) if told.sentence.has("guests") else ():
            drafts = told.events.get(found.start("e"), [])
            self.say(told, "organizer", found, drafts)
            if "invited" not in found[0]:
                self.say(told, "participant", found, drafts, group="guests")
        for found in told.sentence.listed(_TO_CONVENE) if told.sentence.has("to convene") else ():
            self.say(told, "organizer", found, [d for d in told.events.get(found.end() - 1, []) if not d.main], governed=True)

    def payers(self, told: Told) -> None:
        """As in "Canada covered the costs", of the event that was spoken of."""
        tagged = told.sentence.tagged
        for found in told.sentence.listed(_PAYS):
            actors = told.sentence.among(found.start("list"), found.end("list"))
            if _BY.search(tagged, 0, found.start()):
                # "… convened by the Ministry, and Switzerland contributed to the costs": the last of the list is another subject.
                actors = actors[-1:]
            for draft in self.open(told, found.start()):
                self.give(draft, "supporter", told.sentence, actors)

    def of_whom(self, told: Told) -> None:
        """As in "a workshop of CARICOM", "UNREC's seminar": whose event it is."""
        tagged = told.sentence.tagged
        for at, drafts in told.events.items():
            if at >= len(tagged) or tagged[at] != E or told.sentence.mention(at).form == "verb":
                continue
            found = _NOUN_OF.match(tagged, at + 1)
            if found and _A_NOUN.search(tagged, max(0, at - _NEAR), at):
                bodies = told.sentence.among(at + 1, found.end())
                visits = [draft for draft in drafts if draft.type == "visit"]
                self.give_each(visits, "participant", told.sentence, bodies)
                others = [draft for draft in drafts if draft.type != "visit"] if not _SIDE.search(tagged, max(0, at - 12), at) else []
                self.give_new(others, "organizer", told.sentence, [m for m in bodies if "/1540-committee" not in m.iri])
            committee = _OF_COMMITTEE.match(tagged, at + 1)
            if committee and told.sentence.mention(at).name == "consultation":
                body = told.sentence.mention(committee.start("o"))
                if body.iri.endswith("/1540-committee"):
                    self.give_new(drafts, "organizer", told.sentence, [body])
            review = _OF_THEIR.match(tagged, at + 1) if " their " in tagged else None
            whose = at if review is None else review.end() - 1
            if " their " in tagged and told.sentence.mention(whose).name == "peer-review" and (review is not None or _THEIR.search(tagged, max(0, at - _NEAR), at)):
                # "Togo and Benin completed their peer review": the first States of the sentence.
                states = next((found for found in told.sentence.listed(_STATES, 0, at)), None)
                several = told.sentence.among(states.start(), states.end(), S) if states is not None else []
                self.give_each([d for d in drafts if not d.main] if len(several) > 1 else [], "participant", told.sentence, several)
            doers = told.sentence.pattern(_THEIR_OWN).search(tagged[:at]) if " own " in tagged else None
            if doers:
                for draft in drafts:
                    self.give(draft, "participant", told.sentence, told.sentence.among(doers.start("list"), doers.end("list")))
            lo = max(0, at - _NEAR)
            self._at_home(told, at, drafts)
            owner = (_OWNER.search(tagged, lo, at) or _WHOSE.search(tagged, lo, at)) if tagged.find(O, lo, at) >= 0 else None
            if owner:
                for draft in drafts:
                    self.give_new([draft], "participant" if draft.type == "visit" else "organizer", told.sentence, [told.sentence.mention(owner.start("o"))])

    def _at_home(self, told: Told, at: int, drafts: Sequence[Draft]) -> None:
        """As in "Thailand's training course in Bangkok", "… 15 October (UNREC and the OPCW)": whose event it is without a verb."""
        tagged = told.sentence.tagged
        owner = _STATE_OWNER.search(tagged, max(0, at - _NEAR), at) if tagged.find(S, max(0, at - _NEAR), at) >= 0 else None
        if owner is not None:
            state = told.sentence.mention(owner.start("o"))
            held = [d for d in drafts if not d.main and d.type in _HELD_BY_ONE and d.where is not None and d.where.state == state.iri]
            self.give_new(held, "organizer", told.sentence, [state])
        bracket = _IN_BRACKETS.search(tagged, at) if tagged.rstrip(" .").endswith(")") else None
        if bracket is not None and max(told.events) == at:
            self.give_new([d for d in drafts if not d.main], "organizer", told.sentence, told.sentence.among(bracket.start("list"), bracket.end("list")))

    def supporters(self, told: Told) -> None:
        """As in "… held with the support of Norway"."""
        tagged = told.sentence.tagged
        for found in told.sentence.cued("supported by", _SUPPORTED_BY):
            if _OTHER_HELP.search(tagged[: found.start()]) and "funded" not in found[0]:
                continue
            events = self.events(told, found.start())
            if not events and _HELD_LATER.match(tagged, found.end()):
                # "UNREC, in partnership with the OPCW, organized the workshop", "With the support of Norway, …"
                events = self.ahead(told, found.end())
            elif not _HELD.search(tagged[: found.start()]):
                continue
            self.say(told, "supporter", found, events)

