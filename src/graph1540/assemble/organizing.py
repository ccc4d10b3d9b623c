"""Who organized, hosted or supported an event, as the prose says it."""

from __future__ import annotations

import re

from graph1540.assemble.giving import Giving
from graph1540.assemble.sentences import LIST, D, E, H, O, P, places
from graph1540.assemble.support import ORGANIZED, SUPPORT
from graph1540.assemble.told import Told
from graph1540.recognize.stems import tried_at

__all__ = ["Organizing"]

#: What an organizer does.
_ORGANIZE = r"(?:(?:had|has|have|will|would|is to|are to|shall|then|also|jointly|again|since|already|first|later|subsequently|therefore|intend(?:s|ed)? to|plan(?:s|ned)? to|propose(?:s|d)? to|agreed to|offered to|decided to|stated that it (?:intended to|would)|announced that it would) )*(?:organi[sz](?:es?|ed)|host(?:s|ed)?|conven(?:es?|ed)|holds?|held|r[au]n|arranged?|gave|conduct(?:s|ed)?|co-?(?:hosted|organi[sz]ed)|staged)"
#: "hosted in Libreville by the Government of Gabon".
_ORGANIZED_BY = re.compile(rf"\b{ORGANIZED} (?:(?:jointly|together|again|there|in {P}|{P}|in|on|{D}|,) ?)*by (?:the Government (?:together with|and|,) )?(?P<list>{LIST})")
#: "Gabon was the host".
_WAS_HOST = re.compile(rf"(?P<list>{LIST}),? (?:for (?:its|their) part, )?(?:had |has |have )?(?:was|were|acted as|served as|been|played) (?:the |their |its )?(?:hosts?|organi[sz]ers?)\b(?: (?:to|of|for) [^.;{E}]{{0,40}}(?P<e>{E}))?")
#: "at the invitation of Gabon".
_INVITATION = re.compile(rf"\bat the invitation of (?P<list>{LIST})")
#: "which UNODA organized".
_WHICH_ORGANIZED = re.compile(rf"\b(?:which|that) (?P<list>{LIST}) (?:had |has |have |was |were |then |jointly |intended to |intends to |plans to |planned to |plan to |is to |are to |wishes to |will |would |to )*(?:organi[sz]ed|hosted|convened|held|ran|run|arranged|gave|conducted|staged|hold|host|organi[sz]e|convene|run|give)\b")
_WHICH_IT_ORGANIZED = re.compile(r"\b(?:which|that) (?:it|they) (?:had |has |have |then )*(?:organi[sz]ed|hosted|convened|held|ran|conducted)\b")
#: "for which Norway paid".
_PAID = re.compile(rf"\bfor which (?P<list>{LIST}) (?:had |has |have )?paid\b|\bwhich (?P<list2>{LIST}) (?:had |has |have )?(?:funded|financed|supported|sponsored|paid for)\b")
_ORGANIZES = re.compile(rf"(?P<list>{LIST})(?:, [^,.;{E}]{{3,40}},|,)? (?:{_ORGANIZE}) (?P<gap>[^.;{E}{H}]{{0,90}}?){E}")
_WHICH_BEFORE = re.compile(r"\b(?:which|that) (?:the )?\Z")
#: "a regional ", before the noun.
_A_NOUN = re.compile(r"\b(?:an?|another|the (?:first|second|third|annual|regional|last)) (?:[\w-]+ ){0,3}\Z")
#: "(workshop) of CARICOM".
_NOUN_OF = re.compile(rf" of (?:the )?(?P<list>{O})(?! (?:member|experts?|States))")
#: "UNREC's regional ", before the noun.
_OWNER = re.compile(rf"(?P<o>{O})['’]s? (?:[\w-]+ ){{0,3}}\Z")
#: "with the support of Norway".
_SUPPORTED_BY = re.compile(rf"(?:{SUPPORT}) (?P<list>{LIST})")
#: What was supported is no event: "a plan with the assistance of …".
_OTHER_HELP = re.compile(r"\b(?:plan|plans|report|reports|legislation|draft|drafting|drafts|law|request|requests|implementation|implementing|list|assistance|them|States|countries|it)\W*(?:,\s*)?\Z")
_HELD = re.compile(rf"\b(?:held|took place|taken place|organi[sz]ed|hosted|convened|conducted|ran|run|hold|organi[sz]e|arranged|funded|supported|visit|gave)\b|{E}[^.]{{0,60}}\Z")
_OF_COMMITTEE = re.compile(rf" of (?:the )?(?P<o>{O})")
#: "Croatia and Poland recalled their own peer review of 2013"
_THEIR_OWN = re.compile(rf"(?P<list>{LIST}) (?:had |have |has )?\w+ (?:of )?(?:its|their) own (?:[\w-]+ )?\Z")


class Organizing(Giving):
    """Reads organizers and supporters."""

    def organizers_after(self, told: Told) -> None:
        """As in "… hosted by the Government of Gabon", "… which UNODA organized, which the Government of Botswana hosted"."""
        tagged = told.sentence.tagged
        for found in told.sentence.cued("organized by", _ORGANIZED_BY) if "by " in tagged else ():
            self.say(told, "organizer", found, self.events(told, found.start()) or self.ahead(told, found.end()))
        for found in told.sentence.listed(_WAS_HOST) if told.sentence.has("host") else ():
            drafts = told.events.get(found.start("e"), []) if found["e"] else self.events(told, found.start())
            self.say(told, "organizer", found, drafts)
        for found in _INVITATION.finditer(tagged) if "invitation" in tagged else ():
            self.say(told, "organizer", found, [d for d in self.events(told, found.start()) if d.type != "visit" and not d.values("organizer")])
        which = places(tagged, "which ", "that ")
        for found in tried_at(_WHICH_ORGANIZED, tagged, which):
            self.say(told, "organizer", found, self.events(told, found.start()))
        for found in tried_at(_WHICH_IT_ORGANIZED, tagged, which):
            subject = [m for m in told.sentence.among(0, found.start()) if m.form != "short"]
            if subject:
                self.give_new(self.events(told, found.start()), "organizer", told.sentence, subject[-1:])
        for found in _PAID.finditer(tagged) if which else ():
            self.say(told, "supporter", found, self.events(told, found.start()), group="list" if found["list"] else "list2")

    def organizers_before(self, told: Told) -> None:
        """As in "UNREC will hold a third workshop", "UNLIREC then ran a training course"."""
        tagged = told.sentence.tagged
        for found in told.sentence.listed(_ORGANIZES) if E in tagged else ():
            if _WHICH_BEFORE.search(tagged[: found.start()]):
                continue
            drafts = told.events.get(found.end() - 1)
            if drafts:
                self.say(told, "organizer", found, drafts)

    def of_whom(self, told: Told) -> None:
        """As in "a workshop of CARICOM", "UNREC's seminar": whose event it is."""
        tagged = told.sentence.tagged
        for at, drafts in told.events.items():
            if at >= len(tagged) or tagged[at] != E or told.sentence.mention(at).form == "verb":
                continue
            if _A_NOUN.search(tagged[:at]):
                found = _NOUN_OF.match(tagged[at + 1 :])
                if found:
                    self.give_new(drafts, "organizer", told.sentence, told.sentence.among(at + 1, at + 1 + found.end()))
            committee = _OF_COMMITTEE.match(tagged[at + 1 :])
            if committee and told.sentence.mention(at).name == "consultation":
                body = told.sentence.mention(at + 1 + committee.start("o"))
                if body.iri.endswith("/1540-committee"):
                    self.give_new(drafts, "organizer", told.sentence, [body])
            doers = _THEIR_OWN.search(tagged[:at]) if " own " in tagged else None
            if doers:
                for draft in drafts:
                    self.give(draft, "participant", told.sentence, told.sentence.among(doers.start("list"), doers.end("list")))
            owner = _OWNER.search(tagged[:at])
            if owner:
                for draft in drafts:
                    self.give_new([draft], "participant" if draft.type == "visit" else "organizer", told.sentence, [told.sentence.mention(owner.start("o"))])

    def supporters(self, told: Told) -> None:
        """As in "… held with the support of Norway"."""
        tagged = told.sentence.tagged
        for found in _SUPPORTED_BY.finditer(tagged):
            if _OTHER_HELP.search(tagged[: found.start()]) and "funded" not in found[0]:
                continue
            events = self.events(told, found.start())
            if not events:
                continue
            before = tagged[: found.start()]
            if not _HELD.search(before):
                continue
            self.say(told, "supporter", found, events)

