"""Whose a plan is that a clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph1540.assemble.draft import Drafts
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.plansaid import PlanSaid
from graph1540.assemble.sentences import D, E, M, O, P, R, S, Sentence
from graph1540.assemble.told import Told
from graph1540.model import Mention, Ref, Span

__all__ = ["LEAD", "LED", "LED_ROW", "Owners"]

#: "Mongolia: drafting under way", a row of a table: the State leads.
LED = Phrase(rf"[*_]{{0,2}}(?:the |and |(?:Rep|Republic|Kingdom|State)\.? of (?:the )?)?(?=(?P<list>{LIST})[*_]{{0,2}}(?:: |; | [–—-] | ?\.{{3,}} ?|(?: (?:and )?[A-Z][\w]{{1,11}}\.?){{1,2}} \.{{3,}} ?))")
#: "Jordan First draft", a row whose columns are apart by blanks alone.
LED_ROW = Phrase(rf"[*_]{{0,2}}(?=(?P<list>{LIST}) [A-Z][a-z]+\b)")
#: Where plans are being spoken of: "The Kuwaiti one is complete", "In Senegal the Council gave its approval".
LEAD = Phrase(rf"[*_]{{0,2}}(?:the |The |In |in |and |Both )*(?=(?P<list>{LIST}|[{M}{P}]))")
_GENERAL = re.compile(r"\b(?:States to (?:prepare|develop|submit)|encourag\w+ (?:all )?States|the (?:usefulness|advantages|benefits|importance|role|value|concept) of|template for)\b")
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: "Togo's draft ", before the plan.
_OWNER_BEFORE = re.compile(rf"(?P<m>[{M}{S}])(?:['’]s?)?(?: (?:draft|own|new|second|first|third|updated|revised|voluntary|national|side['’]s|current)){{0,3}} \Z")
#: "the experience of Samoa with its ", before the plan.
_WITH_ITS = re.compile(rf"(?P<m>{S})(?:['’]s?)? (?:with|in|on|of) (?:implementing |drafting |preparing )?(?:its|their) (?:own )?\Z")
#: " on resolution 1540 (2004) of Togo and Benin".
_OWNERS_AFTER = Phrase(rf"(?: \([^()]*\))?(?:,? (?:for the implementation of|on the implementation of|on implementation of|for implementation of|on|under|to implement) (?:the )?(?:Security Council )?{R})? ?(?:of|for|by)? ?(?:the )?(?=[{S}])(?P<list>{LIST})")
#: "(the plan) which Ethiopia composed".
_WHICH_STATE = re.compile(rf",? (?:which|that) (?:the )?(?P<s>{S}) (?:had |has |have )?(?!and\b|or\b)\w+")
#: " submitted by Togo", after the plan.
_BY_STATE = Phrase(rf",? (?:which was |already |recently |earlier |voluntarily )*(?:submitted|presented|prepared|drafted|adopted|sent|transmitted|elaborated|developed|communicated|tabled|handed in)(?: in {D}| on {D}| to (?:the )?{O})* by (?P<list>{LIST})")
#: ", among them Togo and Benin", " (Togo, Benin)", after the plans of several.
_AMONG = Phrase(rf"[^.;,{S}{O}{E}{D}]{{0,30}}(?: to the {O})?(?:,? (?:among (?:them|these|which)|including|notably|namely) (?:those of )?(?:the )?(?P<list>{LIST})| \((?P<list2>{LIST})\))")
_OF = re.compile(r"\b(?:of|for|by)\b")
#: "In Togo ".
_IN_STATE = re.compile(rf"(?:\W|and )*In (?:the )?(?P<s>{S})(?! and|, )")
#: " was Togo".
_WAS = re.compile(rf"(?: was| is|,)? (?P<s>{S})\b|[^.;]{{0,20}} was (?P<s2>{S})")
_POINTING = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]his|[Aa]|[Ss]econd|[Tt]hird|updated|draft|of which a) (?:\w+ ){0,3}\Z")
_ACTORS = Phrase(rf"(?P<list>{LIST})")
#: ", which has carried out its own ", between a State and its plan.
_WHOSE_PLAN = re.compile(r",? (?:which|whose|who)\b[^,;.]*\Z")
#: "asked the ": what follows is no subject.
_ITS_ORGAN = re.compile(r"['’]s? ")
#: "is in preparation in Togo", after the plan.
_IN_STATE_AFTER = re.compile(rf"[^.;,{S}{E}]{{1,60}} in (?:the )?(?P<s>{S})(?=[.,;]|\Z)")
_OBJECT = re.compile(r"\b(?:to|from|with|by|for|on|in|at|of|asked|between|among) (?:the )?\Z")
_PLACE_BEFORE = re.compile(rf"{P},? \(?\Z")
#: " of the three States".
_OF_THE_STATES = re.compile(r"(?: \([^()]*\))? of the (?P<n>two|three|four|five|six|seven|eight) (?:participating )?(?:States|countries|Governments|delegations)")

#: "Togo gave an account of …", at the beginning of a sentence.
_STATE_LEADS = re.compile(rf"(?:\(\w{{1,4}}\) |\d{{1,2}}[.)] )?(?:The )?(?P<s>{S})(?! (?:and|or)\b|, {S}|['’])")
#: A plan that lies with a State's own bodies, or that was examined where the State said.
_STAGE = re.compile(r"\b(?:before|with|by|to) (?:the |its )?(?:Cabinet|Parliament|Council of Ministers|[Mm]inisters|President|National Assembly)\b|\b(?:reviewed|examined|discussed|considered|drafted|prepared) there\b")
_HIS_COUNTRY = re.compile(r"\b(?:his|her|that|their) (?:own )?(?:country|nation|State)\b")


class Owners:
    """What a reader of plans keeps in mind of States, and finds whose plan a clause speaks of by it."""

    def __init__(self, drafts: Drafts, *, national: bool) -> None:
        self.drafts = drafts
        #: Whether the note's own event was that of the State it was in: "national round table".
        self.national = national
        self.said: list[PlanSaid] = []
        self.home: str = ""
        self._here = ""
        self.before = ""  # the State that leads the sentence before
        self.paragraph = ""  # the first State that leads a sentence of the paragraph
        self.leader = ""  # the State that the paragraph begins with: "Belize: …"

    def follow(self, sentence: Sentence) -> None:
        """Keep in mind which State leads a sentence, and which the one before in the same paragraph."""
        if sentence.start == sentence.segment.start:
            self._here = self.paragraph = ""
        found = _STATE_LEADS.match(sentence.tagged)
        self.before, self._here = self._here, sentence.mention(found.start("s")).iri if found else ""
        self.paragraph = self.paragraph or self._here

    def owners(self, told: Told, found: re.Match[str], lo: int, hi: int) -> Iterator[tuple[str, Span | None]]:
        """Whose plan it is: the State beside it, else the subject of the clause, else the one plan spoken of."""
        sentence = told.sentence
        tagged = sentence.tagged
        seen = False
        near = _OWNER_BEFORE.search(tagged[lo : found.start()]) or _WITH_ITS.search(tagged[lo : found.start()])
        if near:
            mention = sentence.mention(lo + near.start("m"))
            seen = True
            yield mention.iri, sentence.words(mention)
        which = _WHICH_STATE.match(tagged, found.end(), hi)
        if which and not near:
            mention = sentence.mention(which.start("s"))
            seen = True
            yield mention.iri, sentence.words(mention)
        doer = sentence.pattern(_BY_STATE).match(tagged, found.end(), hi) if not (near or which) else None
        if doer:
            for mention in sentence.among(doer.start("list"), doer.end("list"), S):
                seen = True
                yield mention.iri, sentence.words(mention)
        among = sentence.pattern(_AMONG).match(tagged, found.end(), hi) if not (near or which or doer) and found[0].endswith(("s", ")", "n")) else None
        if among:
            group = "list" if among["list"] else "list2"
            for mention in sentence.among(among.start(group), among.end(group), S):
                seen = True
                yield mention.iri, sentence.words(mention)
        after = sentence.pattern(_OWNERS_AFTER).match(tagged[found.end() : hi])
        if after and (found[0].endswith(" of") or _OF.search(after[0])):
            for mention in sentence.among(found.end() + after.start("list"), found.end() + after.end("list"), S):
                seen = True
                yield mention.iri, sentence.words(mention)
        if seen:
            return
        yield from self._subject_or_known(told, found, lo, hi)

    def _subject_or_known(self, told: Told, found: re.Match[str], lo: int, hi: int) -> Iterator[tuple[str, Span | None]]:
        sentence = told.sentence
        tagged = sentence.tagged
        if LED.gave(found) or LED_ROW.gave(found) or LEAD.gave(found):
            for mention in sentence.among(found.start("list"), found.end("list"), S + M + P):
                state = mention.state if mention.kind == "place" else mention.iri
                if state:
                    yield state, sentence.words(mention)
            return
        if self.paragraph and _HIS_COUNTRY.search(tagged, lo, found.start()) and not sentence.among(lo, found.start(), S):
            # "Mr X also said that his country was preparing its second plan", where the paragraph is on Togo.
            yield self.paragraph, None
            return
        group = self._group(told, found)
        if group:
            yield from group
            return
        subjects = self._subjects(sentence, lo, found.start())
        if subjects:
            for mention in subjects:
                yield mention.iri, sentence.words(mention)
            return
        inside = _IN_STATE.match(tagged[lo : found.start()])
        if inside:
            mention = sentence.mention(lo + inside.start("s"))
            yield mention.iri, sentence.words(mention)
            return
        later = _WAS.match(tagged[found.end() : hi])
        if later:
            mention = sentence.mention(found.end() + later.start("s" if later["s"] else "s2"))
            yield mention.iri, sentence.words(mention)
            return
        beyond = _IN_STATE_AFTER.match(tagged, found.end(), hi)
        if beyond:
            mention = sentence.mention(beyond.start("s"))
            yield mention.iri, sentence.words(mention)
            return
        known = self._known(told, drafted="draft" in found[0])
        if known and not _GENERAL.search(tagged[lo:hi]) and (_POINTING.search(tagged[lo : found.start()]) or found.start() == lo):
            yield known, None

    def _known(self, told: Told, *, drafted: bool = False) -> str:
        here = {p.state for p in self.said if told.sentence.segment.start <= p.order < told.sentence.segment.end}
        if drafted and self.home:
            # A plan that is in force is not the draft that the note is about.
            here -= {p.state for p in self.said if p.state != self.home and p.status in ("submitted", "implementing", "adopted")}
        if self.leader:
            return self.leader
        if len(here) == 1:
            return here.pop()
        if not here and self.home:
            return self.home
        if self.before and not told.sentence.where(S) and _STAGE.search(told.sentence.tagged):
            return self.before
        draft = told.context
        if not here and draft is not None and draft.main and draft.where is not None and (draft.type == "visit" or self.national):
            return draft.where.state
        return ""

    def _subjects(self, sentence: Sentence, lo: int, before: int) -> list[Mention]:
        """The States that lead the clause: "Uruguay shared …", "A and B have each drafted …", "A, whose plan …"."""
        lo = max(lo, before - 400)
        lists = list(sentence.listed(_ACTORS, lo, before))
        for found in reversed(lists):
            actors = sentence.among(found.start("list"), found.end("list"), S + O)
            states = [m for m in actors if m.kind == "state"]
            lead = sentence.tagged[lo : found.start("list")]
            if actors and not states and all(m.state for m in actors):
                # "The Permanent Mission of Mongolia asked for help with a plan": an organ speaks for its State.
                states = [m._replace(iri=m.state) for m in actors]
            if len(actors) == 2 and actors[:1] == states and _ITS_ORGAN.fullmatch(sentence.tagged, sentence.index(actors[0]) + 1, sentence.index(actors[1])):
                # "Togo's Council of Ministers gave its approval".
                actors = states
            if states and len(states) == len(actors) and _WHOSE_PLAN.match(sentence.tagged, found.end(), before):
                # "the representative of Serbia, which has carried out its plan"
                return states
            if states and len(states) == len(actors) and not _OBJECT.search(lead.rstrip() + " ") and not _PLACE_BEFORE.search(lead):
                return states
        return []

    def _group(self, told: Told, found: re.Match[str]) -> list[tuple[str, Span | None]]:
        """As in "… plans of the three States": the event's States, where they are as many."""
        after, draft = _OF_THE_STATES.match(told.sentence.tagged[found.end() :]), told.context
        if after is None or draft is None:
            return []
        states = [value.iri for said, value in draft.facts if said == "participant" and isinstance(value, Ref) and "/id/state/" in value.iri]
        if len(states) != _COUNT[after["n"]]:
            return []
        span = told.sentence.span(found.end() + 1, found.end() + after.end())
        return [(state, span) for state in states]
