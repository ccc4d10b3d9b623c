"""Who has which part in an event: organizers, supporters, participants, how many they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from graph1540.assemble.actors import Actors
from graph1540.assemble.draft import Draft
from graph1540.assemble.sentences import LIST, D, E, H, O, P, S, Sentence
from graph1540.assemble.told import Told
from graph1540.model import Mention, Ref, Span

__all__ = ["Parties", "cut_support"]

_SUPPORT = (
    r"(?:\(?with (?:the |a )?(?:kind |generous |full |additional |further |active |substantive |logistical |organi[sz]ational )*(?:(?:financial|technical|expert|political|material)(?: and (?:financial|technical|expert|logistical|substantive))? )?"
    r"(?:support|assistance|help|funding|contributions?|aid|sponsorship|backing|financing|co-?operation|collaboration|partnership|facilitation|participation and support|grant)(?: (?:provided|given|received))? (?:of|from|by|with)|with (?:funds|funding|financing|a grant|resources|money) (?:of|from|by|provided by)"
    r"|in (?:close )?(?:co-?operation|collaboration|partnership|coordination|co-ordination|conjunction|association|cooperation and coordination) with|(?:co-?)?(?:supported|funded|financed|sponsored|assisted|underwritten|paid for|backed)(?: (?:financially|jointly|in part|partly))? by|"
    r"(?:financial )?support(?:ed)?:|made possible by|thanks to (?:a |the )?(?:contributions?|grants?|funding|support|generosity|financial support) (?:of|from|by)|facilitated by|at the expense of|(?:funding|funds|financing|financial support|support)(?: was| were)? (?:came from|provided by|from))"
)
_ORGANIZED = r"(?:co-?|jointly )*(?:organi[sz]ed|hosted|convened|arranged|conducted|run|held|co-hosted|staged|initiated and organi[sz]ed|given|led|delivered|prepared and held|put on|mounted|called|facilitated and hosted)"
_SUPPORT_CUE = re.compile(_SUPPORT)
_CUE = re.compile(rf"(?P<support>{_SUPPORT})|(?P<organize>\b{_ORGANIZED} (?:jointly )?by\b|\bhosts?:|\borgani[sz]ers?:|;\s*host(?:ed)?\b)")
_NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_W = "|".join(sorted(_NUMBER_WORDS, key=lambda w: -len(w)))
_NUM = rf"(?<!\d)(\d{{1,3}}(?:,\d{{3}})?|\b(?:a |one )?(?:{_W})(?:[ -](?:and )?(?:{_W}|one))*)"
_PEOPLE = r"(?:participants?|attendees|people|persons|delegates|trainees|representatives|officials|experts|officers|practitioners|specialists|attendants|persons in all|students|women and men|men and women)"
_KIND = r"government|national|customs|border|senior|mid-level|working-level|public|local|civilian|in-person|registered|female"
_COUNT = re.compile(
    rf"(?:\b(?:[Tt]he|[Ss]ome|[Aa]bout|[Aa]round|[Oo]ver|[Mm]ore than|[Aa]pproximately|[Nn]early|[Aa]lmost|[Aa] total of|[Aa]ltogether|[Ii]n all,?|[Tt]otal(?: number)?(?: of participants)?:?) )?{_NUM} (?:(?:{_KIND}) )?{_PEOPLE}\b",
    re.IGNORECASE,
)
_IN_ALL = re.compile(rf"participants \({_NUM}(?:,[^()]*)?\)|[;:,.] {_NUM} (?:came|attended|took part|were present|participated)\b|of whom there were {_NUM}\b|participants \((?:a )?(?:total(?: of)?:? )?{_NUM}(?: in (?:total|all)| altogether)?\)|{_NUM} (?:in (?:total|all)|altogether)\b|(?:participants|number of participants|attendance|total)(?: was| were|:| of| numbered| came to| stood at)* {_NUM}\b", re.IGNORECASE)
_NO_COUNT = re.compile(r"\b(?:of (?:the|whom|them|which)|two|another|expected|invited|members? of|including|groups? of|teams? of)\W*\Z|\b(?:previous|earlier|first|last|each|annually|every year|per year|since|trained so far|next)\b")
_ANYBODY = re.compile(f"[{S}{O}]")
#: What stands right after or right before each number of _COUNT and _IN_ALL, in lower case.
_AFTER_NUMBER = re.compile(rf" (?:(?:(?:{_KIND}) )?{_PEOPLE}|came|attended|took part|were present|participated|in total|in all|altogether)\b")
_NUMBER_END = re.compile(rf"(?:\d|{_W}|one)\Z")
_BEFORE_NUMBER = re.compile(rf"participants \(|of whom there were|(?:participants|attendance|total)(?: was| were|:| of| numbered| came to| stood at)* (?:\d|{_W}|a |one)")
_EXPECTED = re.compile(r" (?:were|had been|was|are|is) (?:expected|invited|foreseen|planned)\b")
_ABSENT = re.compile(
    r"\b(?:not (?:attend|take part|participate|present|represented|able|join|send|come|reply|respond)|unable|absent|excused|apologi[sz]ed|apologies|regrets|regretted|declined|no representative|withdrew|cancelled (?:its|their)|were? invited|been invited|invitations?|could not|did not|had been asked|have been asked|wish(?:es)? to|failed to)\b"
)

#: What an organizer does.
_ORGANIZE = r"(?:(?:had|has|have|will|would|is to|are to|shall|then|also|jointly|again|since|already|first|later|subsequently|therefore|intend(?:s|ed)? to|plan(?:s|ned)? to|propose(?:s|d)? to|agreed to|offered to|decided to|stated that it (?:intended to|would)|announced that it would) )*(?:organi[sz](?:es?|ed)|host(?:s|ed)?|conven(?:es?|ed)|holds?|held|r[au]n|arranged?|gave|conduct(?:s|ed)?|co-?(?:hosted|organi[sz]ed)|staged)"
#: What a participant does.
_ATTEND = r"(?:(?:had|has|have|was|were|also|all|both|each|then|been) )*(?:attended|participated(?: actively)? in|participated|took part(?: actively)? in|taken part in|took part|been represented at|represented at|represented|present at|present|joined|followed(?= (?:the|a) )|completed|(?:among|amongst) the|sent (?:a )?(?:delegations?|representatives?|delegates?|officials?|an expert|experts|a team|an observer|observers)(?: to)?)"
#: What leads a list of participants.
_PRESENCE = r"(?:attended by|with the participation of|participants (?:came )?from|participation of|brought together|gathered|represented were|attended also by|delegations (?:from|of)|representatives (?:from|of)|experts from|officials from|officials of|participants were|delegates (?:from|of)|delegates|there took part|(?:those )?present (?:included|were)|also present (?:was|were))"
#: "UNODA, through its Regional Centre UNREC".
_THROUGH = re.compile(r",? (?:acting )?(?:through|via|represented by) (?:its |the |his |her )?(?:[A-Za-z ]{0,40})")
_IT = re.compile(r"(?:It|They|This|Both|Each)\b")
#: "hosted in Libreville by the Government of Gabon".
_ORGANIZED_BY = re.compile(rf"\b{_ORGANIZED} (?:(?:jointly|together|again|there|in {P}|{P}|in|on|{D}|,) ?)*by (?:the Government (?:together with|and|,) )?(?P<list>{LIST})")
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
_SUPPORTED_BY = re.compile(rf"(?:{_SUPPORT}) (?P<list>{LIST})")
#: What was supported is no event: "a plan with the assistance of …".
_OTHER_HELP = re.compile(r"\b(?:plan|plans|report|reports|legislation|draft|drafting|drafts|law|request|requests|implementation|implementing|list|assistance|them|States|countries|it)\W*(?:,\s*)?\Z")
_HELD = re.compile(rf"\b(?:held|took place|taken place|organi[sz]ed|hosted|convened|conducted|ran|run|hold|organi[sz]e|arranged|funded|supported|visit|gave)\b|{E}[^.]{{0,60}}\Z")
#: " between Togo and Benin (": each occasion has parties of its own.
_EACH_BETWEEN = re.compile(rf"[^.;{E}{D}]*? between {LIST},? \(")
#: " for officials, involving Togo and Benin".
_BETWEEN = re.compile(rf"(?: (?:for|of) (?:a |the |an )?(?:[\w-]+ ){{0,2}}{E})?(?:[^.;{E}{D}]{{0,40}}?)(?:,)? (?:between|conducted by|conducted between|involving|bringing together|with the participation of|attended by) (?P<list>{LIST})")
#: " was held in Lomé between Togo and Benin".
_HELD_BETWEEN = re.compile(rf"[^.;{E}]{{0,20}}\b(?:held|took place|conducted|carried out)\b[^.;{E}]{{0,60}} between (?P<list>{LIST})")
#: "Togo and Benin took part in".
_ATTENDED = re.compile(rf"(?P<list>{LIST})(?: (?:officials?|delegates?|representatives?|experts?|observers?))?,? (?:as (?:well|observers?),? )?{_ATTEND}\b")
_NOUN_AHEAD = re.compile(rf"[^.;{E}{D}]{{0,60}}?{E}")
_RELATIVE = re.compile(r"\b(?:where|in which|at which|to which)\b[^.;]{0,50}\Z")
#: "The three delegations first met".
_DELEGATIONS = re.compile(rf"\b(?:[Tt]he|[Aa]ll|[Bb]oth) (?P<n>two|three|four|five|six|seven)? ?(?:delegations|States|countries|Governments|sides)\b(?= (?:had |have |has )?(?:first |last |again |already |all |both )*(?:{E}|met|gathered|attended|participated|took part|compared|came together|agreed))")
#: "a delegation of Togo was received by Benin".
_RECEIVED = re.compile(rf"(?P<list>{LIST}) (?:was|were) (?:received|welcomed|hosted) by (?P<list2>{LIST})")
#: "where Dominica and Grenada had reported".
_OF_COMMITTEE = re.compile(rf" of (?:the )?(?P<o>{O})")
#: "Croatia and Poland recalled their own peer review of 2013"
_THEIR_OWN = re.compile(rf"(?P<list>{LIST}) (?:had |have |has )?\w+ (?:of )?(?:its|their) own (?:[\w-]+ )?\Z")
_CONDUCTED_WITH = re.compile(rf"{E} (?:that|which) (?:it|they) (?:had |has |have )?(?:conducted|held|organi[sz]ed|carried out) (?:together |jointly )?with (?P<list>{LIST})")
_WHERE = re.compile(rf"\b(?:where|at which|in which|during which) (?:(?:an? |the )?(?:officials?|representatives?|experts?|delegations?) (?:of|from) )?(?P<list>{LIST}) (?:had |have |has |were |was |also |both |each )*(?:[a-z]+ed|spoke|gave|made|took|met|were|was|told|shown|put|led|set)\b")
_ORGANIZING = re.compile(rf"\b(?:{_ORGANIZED}|hosts?)\b")
_ATTENDED_BY = re.compile(rf"\b{_PRESENCE} (?:(?:\d+|the|relevant|senior|government|national|officials|experts|representatives|delegates|delegations|participants|technical|of|from|State|States|States:|:|participating|both|all|some|[a-z]+) ){{0,6}}?(?P<list>{LIST})")
_PRESENT = re.compile(r"\b(?:attended|participat|brought together|gathered|represented|came from|took part|present|were from)\b")
_TOOK_PART = re.compile(r"\s*(?:attended|took part|participated|were present|spoke|met)\b")
_BLANKS = re.compile(r"[ -]+")
_CLAUSE_END = re.compile(r"[;.]|, (?:and|but|while) ")


def cut_support(tagged: str) -> list[tuple[str, int, int]]:
    """A stretch of text about organizers, cut where supporters begin and end: role, start, end of each piece."""
    pieces: list[tuple[str, int, int]] = []
    role, at = "organizer", 0
    for found in _CUE.finditer(tagged):
        pieces.append((role, at, found.start()))
        role = "supporter" if found["support"] else "organizer"
        at = found.end()
    pieces.append((role, at, len(tagged)))
    return [(r, a, b) for r, a, b in pieces if b > a]


class Parties:
    """Gives parts in events to States and organizations."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        # Each step with the cue without which it finds nothing.
        self._steps: tuple[tuple[str, Callable[[Told], None]], ...] = (
            ("organized", self._organizers_after),
            ("organizes", self._organizers_before),
            ("", self._of),
            ("supported", self._supporters),
            ("", self._between),
            ("attended", self._attending),
            ("attended by", self._attended_by),
            ("where", self._where),
            ("received", self._received),
            ("delegations", self._delegations),
        )

    def give(self, draft: Draft, role: str, sentence: Sentence, mentions: Iterable[Mention], *, state: str = "") -> None:
        """Say of ``draft`` that each of ``mentions`` has the part ``role`` in it."""
        for mention in mentions:
            ref = self.actors.ref(mention, state=state)
            draft.add(role, ref, sentence.words(mention))

    def acting(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
        """Who acts: in "UNODA, through its Regional Centre UNREC" the latter."""
        result = list(mentions)
        for one, other in pairwise(mentions):
            between = sentence.note.text[one.end : other.start]
            if _THROUGH.fullmatch(between) and one in result:
                result.remove(one)
        return result

    # -- prose -------------------------------------------------------------------------------------------------

    def read(self, told: Told) -> None:
        """The parts in events that one sentence of the prose gives."""
        if not _ANYBODY.search(told.sentence.tagged):
            return
        for cue, step in self._steps:
            if not cue or told.sentence.has(cue):
                step(told)

    def _events(self, told: Told, before: int) -> list[Draft]:
        known = [at for at in told.events if at < before]
        if known:
            return told.events[max(known)]
        if _IT.match(told.sentence.tagged):
            return [d for d in (told.previous or told.context,) if d is not None]
        return []

    def _organizers_after(self, told: Told) -> None:
        """As in "… hosted by the Government of Gabon", "… which UNODA organized, which the Government of Botswana hosted"."""
        tagged = told.sentence.tagged
        for found in _ORGANIZED_BY.finditer(tagged):
            self._say(told, "organizer", found, self._events(told, found.start()) or self._ahead(told, found.end()))
        for found in _WAS_HOST.finditer(tagged) if told.sentence.has("hosts") else ():
            drafts = told.events.get(found.start("e"), []) if found["e"] else self._events(told, found.start())
            self._say(told, "organizer", found, drafts)
        for found in _INVITATION.finditer(tagged) if "invitation" in tagged else ():
            self._say(told, "organizer", found, [d for d in self._events(told, found.start()) if d.type != "visit" and not d.values("organizer")])
        for found in _WHICH_ORGANIZED.finditer(tagged):
            self._say(told, "organizer", found, self._events(told, found.start()))
        for found in _WHICH_IT_ORGANIZED.finditer(tagged):
            subject = [m for m in told.sentence.among(0, found.start()) if m.form != "short"]
            if subject:
                self.give_new(self._events(told, found.start()), "organizer", told.sentence, subject[-1:])
        for found in _PAID.finditer(tagged) if "which" in tagged else ():
            self._say(told, "supporter", found, self._events(told, found.start()), group="list" if found["list"] else "list2")

    def _organizers_before(self, told: Told) -> None:
        """As in "UNREC will hold a third workshop", "UNLIREC then ran a training course"."""
        tagged = told.sentence.tagged
        for found in _ORGANIZES.finditer(tagged) if E in tagged else ():
            if _WHICH_BEFORE.search(tagged[: found.start()]):
                continue
            drafts = told.events.get(found.end() - 1)
            if drafts:
                self._say(told, "organizer", found, drafts)

    def _of(self, told: Told) -> None:
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
            doers = _THEIR_OWN.search(tagged[:at])
            if doers:
                for draft in drafts:
                    self.give(draft, "participant", told.sentence, told.sentence.among(doers.start("list"), doers.end("list")))
            owner = _OWNER.search(tagged[:at])
            if owner:
                for draft in drafts:
                    self.give_new([draft], "participant" if draft.type == "visit" else "organizer", told.sentence, [told.sentence.mention(owner.start("o"))])

    def give_new(self, drafts: Sequence[Draft], role: str, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        """Give a part in events other than the note's own, whose header says who organized them."""
        for draft in drafts:
            if not draft.main:
                self.give(draft, role, sentence, mentions)

    def _ahead(self, told: Told, after: int) -> list[Draft]:
        later = [at for at in told.events if at >= after]
        return told.events[min(later)] if later and min(later) - after < 80 else []

    def _supporters(self, told: Told) -> None:
        tagged = told.sentence.tagged
        for found in _SUPPORTED_BY.finditer(tagged):
            if _OTHER_HELP.search(tagged[: found.start()]) and "funded" not in found[0]:
                continue
            events = self._events(told, found.start())
            if not events:
                continue
            before = tagged[: found.start()]
            if not _HELD.search(before):
                continue
            self._say(told, "supporter", found, events)

    def _between(self, told: Told) -> None:
        """As in "the peer review between Belarus, Kyrgyzstan and Tajikistan"."""
        tagged = told.sentence.tagged
        for at, drafts in told.events.items():
            if at < 0 or (len(drafts) > 1 and _EACH_BETWEEN.match(tagged[at + 1 :])):
                continue
            found = _BETWEEN.match(tagged[at + 1 :])
            found = found or _HELD_BETWEEN.match(tagged[at + 1 :])
            if found:
                for draft in drafts:
                    self.give(draft, "participant", told.sentence, told.sentence.among(at + 1 + found.start("list"), at + 1 + found.end("list")))

    def _attending(self, told: Told) -> None:
        """As in "Guinea and the Republic of the Congo had taken part in the Libreville workshop"."""
        tagged = told.sentence.tagged
        for found in _ATTENDED.finditer(tagged):
            clause = _clause(tagged, found.start(), found.end())
            if _ABSENT.search(clause):
                continue
            ahead = _NOUN_AHEAD.match(tagged[found.end() :])
            drafts = told.events.get(found.end() + ahead.end() - 1, []) if ahead else []
            if not drafts:
                relative = _RELATIVE.search(tagged[: found.start()])
                drafts = self._events(told, found.start()) if relative else ([] if ahead and "weak" not in told.sentence.mention(found.end() + ahead.end() - 1).form and "plural" not in told.sentence.mention(found.end() + ahead.end() - 1).form else self._open(told, found.start()))
            self._say(told, "participant", found, drafts)

    def _delegations(self, told: Told) -> None:
        """As in "The three delegations first met in Beirut": the States of the note's own event, where they are as many."""
        main = told.context
        if main is None:
            return
        states = [value for said, value in main.facts if said == "participant" and isinstance(value, Ref) and "/id/state/" in value.iri]
        for found in _DELEGATIONS.finditer(told.sentence.tagged):
            number = _NUMBER_WORDS.get(found["n"] or "two", 0)
            events = [d for at, drafts in told.events.items() if found.end() <= at < found.end() + 60 for d in drafts if not d.main]
            if number == len(states):
                for draft in events:
                    for state in states:
                        draft.add("participant", state, told.sentence.span(found.start(), found.end()))

    def _received(self, told: Told) -> None:
        """As in "… when a Paraguayan delegation was received by the Uruguayan authorities"."""
        tagged = told.sentence.tagged
        for found in _RECEIVED.finditer(tagged):
            events = self._events(told, found.start())
            self._say(told, "participant", found, events)
            self._say(told, "participant", found, events, group="list2")
        for found in _CONDUCTED_WITH.finditer(tagged):
            drafts = told.events.get(found.start(), [])
            self._say(told, "participant", found, drafts)
            subject = told.sentence.among(0, found.start())[:1]
            for draft in drafts:
                self.give(draft, "participant", told.sentence, subject)

    def _where(self, told: Told) -> None:
        """As in "… in Port of Spain, where Dominica and Grenada had reported on …"."""
        tagged = told.sentence.tagged
        for found in _WHERE.finditer(tagged):
            clause = _clause(tagged, found.start(), found.end())
            if not _ABSENT.search(clause) and not _ORGANIZING.search(found[0]):
                self._say(told, "participant", found, [d for d in self._events(told, found.start()) if not d.main])

    def _open(self, told: Told, before: int) -> list[Draft]:
        """The event that a sentence without an event noun is about: its own, else the section's."""
        return self._events(told, before) or ([told.context] if told.context else [])

    def _attended_by(self, told: Told) -> None:
        tagged = told.sentence.tagged
        for found in _ATTENDED_BY.finditer(tagged):
            clause = _clause(tagged, found.start(), found.end())
            if _ABSENT.search(clause):
                continue
            held = _PRESENT.search(clause + found[0]) or _TOOK_PART.match(tagged[found.end() :])
            if not held and not found[0].startswith(("attended", "with the part", "participants", "brought", "gathered", "there took", "present", "those present", "also present")):
                continue
            self._say(told, "participant", found, self._events(told, found.start()) or ([told.context] if told.context else []))

    def _say(self, told: Told, role: str, found: re.Match[str], drafts: Sequence[Draft], *, group: str = "list") -> None:
        actors = told.sentence.among(found.start(group), found.end(group))
        for draft in drafts:
            self.give(draft, role, told.sentence, self.acting(told.sentence, actors))

    # -- how many ----------------------------------------------------------------------------------------------

    def count_told(self, told: Told) -> None:
        """The number of participants of the event that stands before the number, else of the sentence's first event."""
        sentence = told.sentence
        for number, span in _counts(sentence):
            before = [at for at in told.events if sentence.offset(at) < span.start]
            at = max(before) if before else min(told.events, default=None)
            drafts = told.events[at] if at is not None else [told.context] if told.context else []
            if drafts and not drafts[-1].values("count"):
                drafts[-1].add("count", number, span)
            return

    def count(self, draft: Draft, sentence: Sentence) -> None:
        """The number of participants that a field gives."""
        for number, span in _counts(sentence):
            if not draft.values("count"):
                draft.add("count", number, span)
            return


def _counts(sentence: Sentence) -> Iterator[tuple[int, Span]]:
    """Numbers of participants in a sentence."""
    text = sentence.text
    if not (sentence.has("number") and sentence.has("people") and _counted(text.lower())):
        return
    for pattern in (_IN_ALL, _COUNT):
        for found in pattern.finditer(text):
            number, at = _number(found)
            if number is None or number < 3 or number == 1540:
                continue
            if _NO_COUNT.search(text[max(0, found.start() - 25) : found.start()]) or _EXPECTED.match(text, found.end()):
                continue
            yield number, sentence.note.span(sentence.start + at[0], sentence.start + at[1])


def _counted(low: str) -> bool:
    """Whether a number stands where _COUNT or _IN_ALL would take it for one of participants."""
    return bool(_BEFORE_NUMBER.search(low)) or any(_NUMBER_END.search(low, max(0, found.start() - 9), found.start()) for found in _AFTER_NUMBER.finditer(low))


def _number(found: re.Match[str]) -> tuple[int | None, tuple[int, int]]:
    value = next((value for value in found.groups() if value), None)
    return (read_number(value) if value else None), found.span()


def read_number(text: str) -> int | None:
    """A number in figures or in English words.

    >>> read_number("forty-two"), read_number("55"), read_number("a hundred and ten")
    (42, 55, 110)
    """
    plain = text.replace(",", "").strip().lower()
    if plain.isdigit():
        return int(plain)
    total = 0
    for word in _BLANKS.split(plain):
        if word in ("and", "a", ""):
            continue
        if word == "one":
            total += 1
        elif word == "hundred":
            total = max(total, 1) * 100
        elif word in _NUMBER_WORDS:
            total += _NUMBER_WORDS[word]
        else:
            return None
    return total or None


def _clause(tagged: str, start: int, end: int) -> str:
    lo = max(tagged.rfind(";", 0, start), tagged.rfind(". ", 0, start), 0)
    cut = _CLAUSE_END.search(tagged[end:])
    return tagged[lo : end + (cut.start() if cut else len(tagged) - end)]


def span_of(sentence: Sentence, found: re.Match[str]) -> Span:
    return sentence.span(found.start(), found.end())
