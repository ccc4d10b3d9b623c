"""National implementation action plans: whose, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.planowners import LEAD, LED, LED_ROW, Owners
from graph1540.assemble.plansaid import PlanSaid
from graph1540.assemble.planstatus import status_of
from graph1540.assemble.planwords import BARE, NAMED, OWN_PLAN, SPOKEN, SPOKEN_BEGINS, STEMS, other_plan
from graph1540.assemble.sentences import D, E, M, O, P, S, Sentence, places
from graph1540.assemble.told import Told, is_background
from graph1540.model import Segment, Span
from graph1540.recognize.stems import tried_at

__all__ = ["PlanReader"]

#: What it ends in.
_LED_TO = (": ", "; ", " – ", " — ", " - ", "...")
#: A clause that an actor begins.
_LED_ALONE = re.compile(rf"(?:the |The |and )*[{S}{O}{M}]")
_NO_BARE = re.compile(r"\b(?:work|business|school|support|security|protection|lesson|contingency|emergency|response|strategic|study|this|strategy|programme|floor|the plan of|[Nn]uclear [Ss]ecurity [Ss]upport|first|national) \Z")
_OTHER_DRAFT = re.compile(r"\b(?:law|bill|act|legislation|report|resolution|decree|declaration|provision|regulations?|document|list|manual|guidelines?|statement|agenda)\b")
_CLAUSE = Phrase(
    # Each alternative begins with its own character, so that a search passes by all others at once.
    rf";\s|, (?:while|whereas|but)\b|\. |,(?<![{S}{O}{M})],) (?:and )?(?=(?:the )?{LIST} (?:is|are|was|were|has|have|had|will|would|does|do|did|(?!also\b)\w+(?:ed|s))\b)|, and (?=so (?:had|has|have|was|were|did) |(?:the )?{LIST},? that )| and (?:that (?=(?:the )?{LIST} (?:is|are|was|were|has|have|had|will|would|\w+ed)\b)|(?=(?:the )?{LIST},? that ))|, (?:and|while|whereas|but) (?=(?:the )?(?:delegat\w+|representatives?|points? of contact|officials?|observers?|participants?) (?:of|from) (?:the )?{LIST} (?:\w+(?:ed|s)|said|told)\b)"
)
_NO_PLAN = re.compile(r"\b(?:[Nn]one of|[Nn]o (?:\w+ ){0,3}(?:delegation|State|plan)|neither(?! of (?:which|whom)\b)|nor|(?:did|does|do) not (?:have|intend|plan|wish|think|need|see|speak)|without (?:a|mentioning)|(?:has|have|had) no|lacks?|lacking|lacked|(?:has|have|had) (?:not|never)(?: yet| so far)? (?:\w+ )?(?:drawn up|prepared|drafted|developed|elaborated|adopted|written|produced|established|started|begun|got)|(?:has|have|had) yet to (?:draw up|prepare|draft|develop|elaborate|write|produce|establish|start|begin)|is without|are without|no intention|in favour of|saw (?:a|no) need|question of a)\b")
#: An event noun that only qualifies another noun: "the recommendations of the Minsk round".
_GENITIVE = re.compile(rf"\b(?:of|after|since|following|from|before) (?:the|this|that|its|their) (?:[\w-]+ |{P} |{D} ){{0,3}}\Z")
#: "A first draft was the subject of consultations …"
_SUBJECT_OF = re.compile(r"\b(?:the subject of|discussed (?:at|in)|taken up (?:again )?at|(?:reviewed|examined|considered|discussed|gone through|debated) (?:at|when|during|in the course of)|the object of|prepared at|gone through at)\b")
#: What help with a plan is asked for with.
_FOR_A_PLAN = re.compile(r"\b(?:[Pp]lans?|one|it|its own|their own|theirs|this|likewise|drafting|writing|preparation|the same|with that|to (?:begin|start))\b|\b(?:help|assistance|support)[.;,]?\s*\Z")
_NOT_DISCUSSED = re.compile(r"\b[Nn]o (?:[\w-]+ ){0,3}[Pp]lans? (?:was|were|had been) (?:on|discussed|examined|considered|part)|\bkept off the agenda\b")
_NOT_EXAMINED = re.compile(r"\b[Pp]lans? (?:themselves )?(?:was|were) not (?:discussed|examined|considered|reviewed|debated)\b(?! further)")
#: "(Colombia's was used.)", but not "(1) Colombia".
_ASIDE = re.compile(r"\((?!\w{1,4}\))")
_NATIONAL = re.compile(r"(?i)\bnational (?:round[ -]?tables?|workshops?|seminars?|consultations?|visits?|training|meetings?|drafting)")
_EXAMPLE = re.compile(r"\b(?:for instance|for example|such as|modelled on|e\.g\.)[^,.;]*\Z")
#: "was taken as a reference", "has lent a copy": another's plan that only served.
_SERVED = re.compile(r"\b(?:as (?:an?|the|their) (?:[\w-]+ )?(?:model|example|reference|pattern|inspiration|template)|(?:kindly )?lent|(?:said|told|mentioned|reported|spoke)\b[^.;,]{0,40} (?:on the margins|in the corridors?|over coffee|in passing|privately)|(?:mentioned|cited|named|quoted|recalled|invoked|adduced) [^.;]{0,50}\bcomparison|the example (?:which|that|they|it))\b")
_AT_WHICH = re.compile(r",? (?:at|in|during) which |,? where ")
_OTHER_SUBJECT = re.compile(r"\b(?:have|has|had|who|which)\b")
#: "the draft reviewed there".
_THERE = re.compile(r"\b(?:reviewed|examined|discussed|considered|drafted|prepared) there\b")
#: "Togo: plan expired in 2016".
_A_PLAN = re.compile(r"\b(?:[Pp]lan|NAP)\b(?! (?:to|for|on)\b)")
#: " for Togo and Benin", after "drafting workshop".
_FOR_STATES = Phrase(rf" (?:for|of) (?P<list>{LIST})")
#: "It will be validated at a workshop": the plan that was spoken of is the matter of an event.
_TAKEN_UP = re.compile(
    rf"(?:It|The (?:\w+ )?(?:text|draft|plan|document|version))\b[^.;{E}]{{0,30}}? (?:taken up|validated|discussed|reviewed|considered|examined|finali[sz]ed|presented|completed|refined|gone through|prepared|revised|drafted)"
    rf" (?:once more |again |further )?(?:at|in|during|by) [^.;{E}]{{0,40}}(?P<e>{E})"
)
#: "Plans", "3. The plans, State by State", over a section.
_PLANS = re.compile(r"(?:[\divx]{1,4}[.)] )?(?:on |the |of |and |their |national )*plans?(?:, .{3,30}|: .{3,30})?[.:]?")
#: What another State does.
_OTHERS = re.compile(rf"(?:\A|; |, (?:and|but|while|whereas) |\. )(?:The |the )?(?:delegat\w+ of (?:the )?|representative of (?:the )?)?{S}")
_OF_STATE = re.compile(rf" of (?:the )?{S}")
#: ": | ", between the names of the columns of a table.
_COLUMNS = re.compile(rf"[^{S}{O}]{{3,40}}: \| [^{S}{O}|]{{3,60}}\Z")
#: "consultations on a ", before the plan.
_ON_A_PLAN = re.compile(rf"{E} (?:on|about|concerning|regarding|for) (?:a |an |the )?(?:drafting of |preparation of )?(?:a |an |the )?\Z")


def _led(sentence: Sentence, at: int = 0) -> re.Match[str] | None:
    """What :data:`LED` finds at a position, where what it ends in stands somewhere behind."""
    tagged = sentence.tagged
    return sentence.pattern(LED).match(tagged, at) if max(map(tagged.rfind, _LED_TO)) >= at else None


class PlanReader(Owners):
    """Reads the plans of a note, clause by clause; remembers whether plans are being spoken of, and whose."""

    def __init__(self, drafts: Drafts, title: str = "", text: str = "") -> None:
        super().__init__(drafts, national=_NATIONAL.search(title) is not None)
        #: Whether the note speaks of action plans by their name: then a "plan" of a State is one.
        self.spoken = any(tried_at(SPOKEN, text, places(text, *SPOKEN_BEGINS)))
        self._open: Segment | None = None
        self.lacking: tuple[str, tuple[Span, ...]] | None = None  # the State that the paragraph said has no plan, with the words
        self._until = -9
        #: Whether the note's title speaks of plans: then its rows do.
        self._throughout = False

    def title(self, told: Told, *, several: bool = False) -> None:
        """A title that names one State's plan makes it the plan of the note."""
        before = len(self.said)
        self._throughout = self._throughout or NAMED.search(told.sentence.tagged) is not None
        self.read(told)
        if several:
            # Which of the events was about the plan, the title of them all does not say, unless they are its "two consultations".
            all_of_them = tuple(self.drafts.mains) if self._of_all(told.sentence) else ()
            self.said[before:] = [replace(p, events=all_of_them) for p in self.said[before:]]
        states = {p.state for p in self.said[before:]}
        sentence = told.sentence
        if not states and (named := NAMED.search(sentence.tagged)) is not None:
            # "Consultations between Turkmenistan, the OSCE and the experts on a national action plan": whose else?
            states = {m.iri for m in sentence.mentions if m.kind in ("state", "demonym")}
            if len(states) == 1:
                events = (told.context,) if told.context is not None and not several else tuple(self.drafts.mains) if self._of_all(sentence) else ()
                span = sentence.span(named.start(), named.end())
                whose = next(sentence.words(m) for m in sentence.mentions if m.kind in ("state", "demonym"))
                self.said.append(PlanSaid(span.start, min(states), (span, whose), "", None, events))
        if len(states) == 1:
            self.home = states.pop()

    def _of_all(self, sentence: Sentence) -> bool:
        """Whether a plural noun of the title has the plan for its object: "two consultations on a plan of Mongolia"."""
        found = NAMED.search(sentence.tagged)
        noun = found and _ON_A_PLAN.search(sentence.tagged[: found.start()])
        return bool(noun) and "plural" in sentence.mention(noun.start()).form  # type: ignore[union-attr]

    def heading(self, words: str) -> None:
        """Take in the heading that a section stands under: it may open talk of plans."""
        low = words.lower()
        if any(stem in low for stem in STEMS) and (NAMED.search(words) or NAMED.search(low) or _PLANS.fullmatch(low)):
            self._open = Segment("heading", words, -1, -1)

    def read(self, told: Told) -> None:
        """The plans of one sentence."""
        sentence = told.sentence
        tagged = sentence.tagged
        self.follow(sentence)
        named = [m for m in sentence.cued("plan named", NAMED) if not other_plan(tagged, m)] if sentence.has("plan") else []
        opened = self._opens(sentence, spoken=bool(named))
        own = self.spoken and not (named or opened) and sentence.has("plan") and OWN_PLAN.search(tagged) is not None
        if not (named or opened or own or self.home or self._throughout):
            return
        before = len(self.said)
        self._taken_up(told)
        self._drafting_for(told)
        if " not " in tagged and _NOT_EXAMINED.search(tagged):
            # "The plans themselves were not examined": nor what the paragraph said of them before.
            self.said = [replace(p, events=()) if sentence.segment.start <= p.order < sentence.start else p for p in self.said]
        at = 0
        if sentence.start == sentence.segment.start:
            self.lacking = None
        led: list[re.Match[str]] = []
        cuts = [m.end() for m in sentence.pattern(_CLAUSE).finditer(tagged)] if sentence.segment.kind != "row" else []
        cuts.append(len(tagged))
        talking = opened or own or bool(self.home) or self._throughout
        for cut in cuts:
            here = [m for m in named if at <= m.start() < cut]
            if here:
                talking = True
            known, lacking = len(self.said), self.lacking
            if here:
                self._clause(told, at, cut, here)
            found = here if len(self.said) > known or not talking else self._standing(sentence, at, cut, opened=opened and not here)
            if found and found is not here:
                self._clause(told, at, cut, found)
            if found and (LED.gave(found[0]) or LED_ROW.gave(found[0])):
                led = found
            elif led and len(self.said) == known and not _LED_ALONE.match(tagged, at):
                # "Togo: none; asked the Centre for help with one": the State that leads the row leads its further clauses.
                self._clause(told, at, cut, led)
            if lacking is not None and lacking is self.lacking and len(self.said) == known and not here:
                self._begun(told, at, cut)
            if len(self.said) > known and self.home and self.said[-1].state != self.home:
                # Another State's plan: the paragraph goes round the table.
                self._open, opened = sentence.segment, True
            at = cut
        if own and len(self.said) > before:
            # "Malaysia said that its plan was being drafted": the paragraph speaks of plans.
            self._open, self._until = sentence.segment, sentence.segment.end

    def _opens(self, sentence: Sentence, *, spoken: bool) -> bool:
        """Whether plans are being spoken of where a sentence begins; ``spoken``: it names one itself."""
        tagged = sentence.tagged
        opened = self._open is not None and (self._open == sentence.segment or (self._open.start == -1 and self._open.label == sentence.segment.label))
        if 0 <= sentence.segment.start - self._until <= 2 and _COLUMNS.match(tagged):
            self._until = sentence.segment.end
        if not opened and 0 <= sentence.segment.start - self._until <= 2 and (sentence.segment.kind in ("row", "item") or _led(sentence)):
            # The rows of a table, the items of a list, under a sentence about plans.
            opened, self._open = True, sentence.segment
        if spoken and not opened:
            self._open = sentence.segment
        if sentence.start == sentence.segment.start:
            lead = _led(sentence)
            leaders = sentence.among(lead.start("list"), lead.end("list"), S) if lead else []
            self.leader = leaders[0].iri if len(leaders) == 1 else ""
        if spoken or opened:
            self._until = sentence.segment.end
        return opened

    def _taken_up(self, told: Told) -> None:
        found = _TAKEN_UP.match(told.sentence.tagged)
        known = self._known(told) if found else ""
        if found and known:
            events = tuple(told.events.get(found.start("e"), ()))
            self.said.append(PlanSaid(told.sentence.start, known, (told.sentence.span(found.start(), found.end()),), "", None, events))

    def _drafting_for(self, told: Told) -> None:
        """As in "a drafting workshop for Togo and Benin", where plans are spoken of: theirs are what is drafted there."""
        sentence = told.sentence
        for at, events in told.events.items() if "rafting " in sentence.tagged else ():
            found = sentence.pattern(_FOR_STATES).match(sentence.tagged, at + 1) if sentence.tagged.endswith("rafting ", 0, max(at, 0)) else None
            for mention in sentence.among(found.start("list"), found.end("list"), S) if found and not _OTHER_DRAFT.search(sentence.tagged) else ():
                self.said.append(PlanSaid(mention.start, mention.iri, (sentence.span(at, at + 1), sentence.words(mention)), "", None, tuple(events)))

    def _standing(self, sentence: Sentence, lo: int, hi: int, *, opened: bool) -> list[re.Match[str]]:
        """What stands for the plan in a clause that does not name it: a word for it, else the State that leads."""
        tagged = sentence.tagged
        led = _led(sentence, lo)
        if led is None and lo == 0 and sentence.start == sentence.segment.start:
            led = sentence.pattern(LED_ROW).match(tagged)
        if led:
            return [led]
        bare = [m for m in sentence.cued("plan bare", BARE, lo, hi) if self._meant(tagged, m, lo, hi)]
        lead = sentence.pattern(LEAD).match(tagged, lo) if opened or (lo > 0 and (self.home or self._open is not None)) else None
        return bare or ([lead] if lead else [])

    def _meant(self, tagged: str, found: re.Match[str], lo: int, hi: int) -> bool:
        other = _NO_BARE.search(tagged, lo, found.start())
        if other and not (found[0].startswith("draft") and other[0] == "first "):
            return False
        return not ("draft" in found[0] and _OTHER_DRAFT.search(tagged[lo:hi]))

    def _clause(self, told: Told, lo: int, hi: int, found: Sequence[re.Match[str]]) -> None:
        sentence = told.sentence
        clause = sentence.tagged[lo:hi]
        owners: dict[str, tuple[Span, ...]] = {}
        for match in found:
            words = sentence.span(match.start(), match.end()) if match.end() > match.start() else sentence.span(lo, hi)
            for state, span in self.owners(told, match, lo, hi):
                owners.setdefault(state, (words, span) if span is not None else (words,))
        if not owners:
            return
        status, status_span = status_of(sentence, lo, hi, found)
        lacks = _NO_PLAN.search(clause) if status in ("", "requested") else None
        if lacks and (not status or not _FOR_A_PLAN.search(clause, max(lacks.end(), found[0].end() - lo))):
            # "has no plan", "has no plan and asked for help with border control".
            self.lacking = next(iter(owners.items())) if len(owners) == 1 else None
            return
        if not status and not (LED.gave(found[0]) and _A_PLAN.search(clause)) and not any(m.re is NAMED or m[0].lower() == "that of" or m[0].startswith(("'", "’")) or _OF_STATE.match(sentence.tagged, m.end()) for m in found):
            return
        if status == "requested" and LEAD.gave(found[0]) and not _FOR_A_PLAN.search(clause):
            # "Yemen asked for assistance in border control": with something else than a plan.
            return
        events = () if any(_EXAMPLE.search(clause[: m.start() - lo]) for m in found) else self._events(told, found[0].start())
        for state, spans in owners.items():
            self.said.append(PlanSaid(spans[0].start, state, spans, status, status_span, events))

    def _begun(self, told: Told, lo: int, hi: int) -> None:
        """As in "Togo has no plan, but has asked for help with one", "… A committee was set up to write one": what the State that lacks a plan does about it."""
        sentence = told.sentence
        if self.lacking is None or _OTHERS.search(sentence.tagged, lo, hi):
            self.lacking = None
            return
        status, words = status_of(sentence, lo, hi, ())
        if status == "drafting" or (status == "requested" and _FOR_A_PLAN.search(sentence.tagged, lo, hi)):
            state, spans = self.lacking
            self.said.append(PlanSaid(spans[0].start, state, spans, status, words, self._events(told, lo)))

    def _events(self, told: Told, before: int) -> tuple[Draft, ...]:
        tagged = told.sentence.tagged
        if _ASIDE.match(tagged) or any(tried_at(_NOT_DISCUSSED, tagged, places(tagged, "No ", "no ", "kept off"))) or any(tried_at(_SERVED, tagged, places(tagged, "as ", "kindly lent", "lent", "the example", "said ", "told ", "reported ", "spoke ", "mentioned ", "cited ", "named ", "quoted ", "recalled ", "invoked "))):
            return ()
        near = [at for at in told.events if at < before and (before - at < 40 or not _GENITIVE.search(tagged[:at])) and (not _OTHER_SUBJECT.search(tagged[at:before]) or _AT_WHICH.search(tagged[at:before]))]
        last = max(near, default=None)
        ahead = [at for at in told.events if at > before]
        if last is None and ahead and _SUBJECT_OF.search(tagged, before, min(ahead)):
            last = min(ahead)
        if last is not None:
            return tuple(told.events[last])
        if told.previous is not None and not told.previous.main and _THERE.search(tagged, before):
            return (told.previous, *((told.context,) if told.context is not None else ()))
        if told.context is None or (len(self.drafts.mains) > 1 and told.sentence.segment.kind == "row") or is_background(told.sentence.segment.label):
            return ()
        if len(self.drafts.mains) > 1 and not told.events and self._open is not None and self._open.start == -1 and _led(told.sentence):
            # A table of plans in a note on several events.
            return ()
        return (told.context,)
