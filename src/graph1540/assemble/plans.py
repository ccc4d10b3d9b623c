"""National implementation action plans: whose, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph1540.assemble.draft import Draft, Drafts
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.plansaid import PlanSaid
from graph1540.assemble.planstatus import status_of
from graph1540.assemble.planwords import BARE, NAMED, OWN_PLAN, SPOKEN, SPOKEN_BEGINS, STEMS, other_plan
from graph1540.assemble.sentences import D, E, M, O, P, R, S, Sentence, places
from graph1540.assemble.told import Told, is_background
from graph1540.model import Mention, Ref, Segment, Span
from graph1540.recognize.stems import tried_at

__all__ = ["PlanReader"]

#: "Mongolia: drafting under way", a row of a table: the State leads.
_LED = Phrase(rf"[*_]{{0,2}}(?:the |and )?(?=(?P<list>{LIST})[*_]{{0,2}}(?:: |; | [–—-] ))")
#: What it ends in.
_LED_TO = (": ", "; ", " – ", " — ", " - ")
#: "Jordan First draft", a row whose columns are apart by blanks alone.
_LED_ROW = Phrase(rf"[*_]{{0,2}}(?=(?P<list>{LIST}) [A-Z][a-z]+\b)")
#: A clause that an actor begins.
_LED_ALONE = re.compile(rf"(?:the |The |and )*[{S}{O}{M}]")
#: Where plans are being spoken of: "The Kuwaiti one is complete", "In Senegal the Council gave its approval".
_LEAD = Phrase(rf"[*_]{{0,2}}(?:the |The |In |in |and |Both )*(?=(?P<list>{LIST}|[{M}{P}]))")
_NO_BARE = re.compile(r"\b(?:work|business|school|support|security|protection|lesson|contingency|emergency|response|strategic|study|this|strategy|programme|floor|the plan of|[Nn]uclear [Ss]ecurity [Ss]upport|first|national) \Z")
_OTHER_DRAFT = re.compile(r"\b(?:law|bill|act|legislation|report|resolution|decree|declaration|provision|regulations?|document|list|manual|guidelines?|statement|agenda)\b")
_CLAUSE = Phrase(
    # Each alternative begins with its own character, so that a search passes by all others at once.
    rf";\s|, (?:while|whereas|but)\b|\. |,(?<![{S}{O}{M})],) (?:and )?(?=(?:the )?{LIST} (?:is|are|was|were|has|have|had|will|would|does|do|did|(?!also\b)\w+(?:ed|s))\b)|, and (?=so (?:had|has|have|was|were|did) |(?:the )?{LIST},? that )| and (?=(?:the )?{LIST},? that )|, (?:and|while|whereas|but) (?=(?:the )?(?:delegat\w+|representatives?|points? of contact|officials?|observers?|participants?) (?:of|from) (?:the )?{LIST} (?:\w+(?:ed|s)|said|told)\b)"
)
_NO_PLAN = re.compile(r"\b(?:[Nn]one of|[Nn]o (?:\w+ ){0,3}(?:delegation|State|plan)|neither(?! of (?:which|whom)\b)|nor|(?:did|does|do) not (?:have|intend|plan|wish|think|need|see|speak)|without (?:a|mentioning)|(?:has|have|had) no|lacks?|lacking|lacked|(?:has|have|had) (?:not|never)(?: yet| so far)? (?:\w+ )?(?:drawn up|prepared|drafted|developed|elaborated|adopted|written|produced|established|started|begun|got)|(?:has|have|had) yet to (?:draw up|prepare|draft|develop|elaborate|write|produce|establish|start|begin)|is without|are without|no intention|in favour of|saw (?:a|no) need|question of a)\b")
_GENERAL = re.compile(r"\b(?:States to (?:prepare|develop|submit)|encourag\w+ (?:all )?States|the (?:usefulness|advantages|benefits|importance|role|value|concept) of|template for)\b")
#: An event noun that only qualifies another noun: "the recommendations of the Minsk round".
_GENITIVE = re.compile(rf"\b(?:of|after|since|following|from|before) (?:the|this|that|its|their) (?:[\w-]+ |{P} |{D} ){{0,3}}\Z")
#: "A first draft was the subject of consultations …"
_SUBJECT_OF = re.compile(r"\b(?:the subject of|discussed (?:at|in)|taken up (?:again )?at|reviewed at|the object of|prepared at|gone through at)\b")
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: What help with a plan is asked for with.
_FOR_A_PLAN = re.compile(r"\b(?:[Pp]lans?|one|it|its own|their own|theirs|this|likewise|drafting|writing|preparation|the same|with that)\b|\b(?:help|assistance|support)[.;,]?\s*\Z")
_NOT_DISCUSSED = re.compile(r"\b[Nn]o (?:[\w-]+ ){0,3}[Pp]lans? (?:was|were|had been) (?:on|discussed|examined|considered|part)|\bkept off the agenda\b")
_NOT_EXAMINED = re.compile(r"\b[Pp]lans? (?:themselves )?(?:was|were) not (?:discussed|examined|considered|reviewed|debated)\b(?! further)")
#: "(Colombia's was used.)", but not "(1) Colombia".
_ASIDE = re.compile(r"\((?!\w{1,4}\))")
_NATIONAL = re.compile(r"(?i)\bnational (?:round[ -]?tables?|workshops?|seminars?|consultations?|visits?|training|meetings?|drafting)")
_EXAMPLE = re.compile(r"\b(?:for instance|for example|such as|modelled on|e\.g\.)[^,.;]*\Z")
#: "was taken as a reference", "has lent a copy": another's plan that only served.
_SERVED = re.compile(r"\b(?:as (?:an?|the|their) (?:[\w-]+ )?(?:model|example|reference|pattern|inspiration|template)|(?:kindly )?lent|the example (?:which|that|they|it))\b")
_AT_WHICH = re.compile(r",? (?:at|in|during) which |,? where ")
_OTHER_SUBJECT = re.compile(r"\b(?:have|has|had|who|which)\b")
#: "Togo's draft ", before the plan.
_OWNER_BEFORE = re.compile(rf"(?P<m>[{M}{S}])(?:['’]s?)?(?: (?:draft|own|new|second|first|third|updated|revised|voluntary|national|side['’]s|current)){{0,3}} \Z")
#: "the experience of Samoa with its ", before the plan.
_WITH_ITS = re.compile(rf"(?P<m>{S})(?:['’]s?)? (?:with|in|on|of) (?:implementing |drafting |preparing )?(?:its|their) (?:own )?\Z")
#: "It will be validated at a workshop": the plan that was spoken of is the matter of an event.
_TAKEN_UP = re.compile(
    rf"(?:It|The (?:\w+ )?(?:text|draft|plan|document|version))\b[^.;{E}]{{0,30}}? (?:taken up|validated|discussed|reviewed|considered|examined|finali[sz]ed|presented|completed|refined|gone through|prepared|revised|drafted)"
    rf" (?:once more |again |further )?(?:at|in|during|by) [^.;{E}]{{0,40}}(?P<e>{E})"
)
#: " on resolution 1540 (2004) of Togo and Benin".
_OWNERS_AFTER = Phrase(rf"(?: \([^()]*\))?(?:,? (?:for the implementation of|on the implementation of|on implementation of|for implementation of|on|under|to implement) (?:the )?(?:Security Council )?{R})? ?(?:of|for|by)? ?(?:the )?(?=[{S}])(?P<list>{LIST})")
#: "(the plan) which Ethiopia composed".
_WHICH_STATE = re.compile(rf",? (?:which|that) (?:the )?(?P<s>{S}) (?:had |has |have )?(?!and\b|or\b)\w+")
#: " submitted by Togo", after the plan.
_BY_STATE = Phrase(rf",? (?:which was |already |recently |earlier |voluntarily )*(?:submitted|presented|prepared|drafted|adopted|sent|transmitted|elaborated|developed|communicated|tabled|handed in)(?: in {D}| on {D}| to (?:the )?{O})* by (?P<list>{LIST})")
#: ", among them Togo and Benin", " (Togo, Benin)", after the plans of several.
_AMONG = Phrase(rf"[^.;,{S}{O}{E}{D}]{{0,30}}(?: to the {O})?(?:,? (?:among (?:them|these|which)|including|notably|namely) (?:those of )?(?:the )?(?P<list>{LIST})| \((?P<list2>{LIST})\))")
_OF_STATE = re.compile(rf" of (?:the )?{S}")
#: ": | ", between the names of the columns of a table.
_COLUMNS = re.compile(rf"[^{S}{O}]{{3,40}}: \| [^{S}{O}|]{{3,60}}\Z")
_OF = re.compile(r"\b(?:of|for|by)\b")
#: "In Togo ".
_IN_STATE = re.compile(rf"(?:\W|and )*In (?:the )?(?P<s>{S})(?! and|, )")
#: "consultations on a ", before the plan.
_ON_A_PLAN = re.compile(rf"{E} (?:on|about|concerning|regarding|for) (?:a |an |the )?(?:drafting of |preparation of )?(?:a |an |the )?\Z")
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


def _led(sentence: Sentence, at: int = 0) -> re.Match[str] | None:
    """What :data:`_LED` finds at a position, where what it ends in stands somewhere behind."""
    tagged = sentence.tagged
    return sentence.pattern(_LED).match(tagged, at) if max(map(tagged.rfind, _LED_TO)) >= at else None


class PlanReader:
    """Reads the plans of a note, clause by clause; remembers whether plans are being spoken of, and whose."""

    def __init__(self, drafts: Drafts, title: str = "", text: str = "") -> None:
        self.drafts = drafts
        #: Whether the note's own event was that of the State it was in: "national round table".
        self.national = _NATIONAL.search(title) is not None
        #: Whether the note speaks of action plans by their name: then a "plan" of a State is one.
        self.spoken = any(tried_at(SPOKEN, text, places(text, *SPOKEN_BEGINS)))
        self.said: list[PlanSaid] = []
        self._open: Segment | None = None
        self._until = -9
        self._home: str = ""
        #: Whether the note's title speaks of plans: then its rows do.
        self._throughout = False
        self._leader = ""  # the State that the paragraph begins with: "Belize: …"

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
            self._home = states.pop()

    def _of_all(self, sentence: Sentence) -> bool:
        """Whether a plural noun of the title has the plan for its object: "two consultations on a plan of Mongolia"."""
        found = NAMED.search(sentence.tagged)
        noun = found and _ON_A_PLAN.search(sentence.tagged[: found.start()])
        return bool(noun) and "plural" in sentence.mention(noun.start()).form  # type: ignore[union-attr]

    def heading(self, words: str) -> None:
        """Take in the heading that a section stands under: it may open talk of plans."""
        low = words.lower()
        if any(stem in low for stem in STEMS) and (NAMED.search(words) or NAMED.search(low)):
            self._open = Segment("heading", words, -1, -1)

    def read(self, told: Told) -> None:
        """The plans of one sentence."""
        sentence = told.sentence
        tagged = sentence.tagged
        named = [m for m in sentence.cued("plan named", NAMED) if not other_plan(tagged, m)] if sentence.has("plan") else []
        opened = self._opens(sentence, spoken=bool(named))
        own = self.spoken and not (named or opened) and sentence.has("plan") and OWN_PLAN.search(tagged) is not None
        if not (named or opened or own or self._home or self._throughout):
            return
        before = len(self.said)
        self._taken_up(told)
        if " not " in tagged and _NOT_EXAMINED.search(tagged):
            # "The plans themselves were not examined": nor what the paragraph said of them before.
            self.said = [replace(p, events=()) if sentence.segment.start <= p.order < sentence.start else p for p in self.said]
        at = 0
        led: list[re.Match[str]] = []
        cuts = [m.end() for m in sentence.pattern(_CLAUSE).finditer(tagged)] if sentence.segment.kind != "row" else []
        cuts.append(len(tagged))
        talking = opened or own or bool(self._home) or self._throughout
        for cut in cuts:
            here = [m for m in named if at <= m.start() < cut]
            if here:
                talking = True
            known = len(self.said)
            if here:
                self._clause(told, at, cut, here)
            found = here if len(self.said) > known or not talking else self._standing(sentence, at, cut, opened=opened and not here)
            if found and found is not here:
                self._clause(told, at, cut, found)
            if found and (_LED.gave(found[0]) or _LED_ROW.gave(found[0])):
                led = found
            elif led and len(self.said) == known and not _LED_ALONE.match(tagged, at):
                # "Togo: none; asked the Centre for help with one": the State that leads the row leads its further clauses.
                self._clause(told, at, cut, led)
            if len(self.said) > known and self._home and self.said[-1].state != self._home:
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
            self._leader = leaders[0].iri if len(leaders) == 1 else ""
        if spoken or opened:
            self._until = sentence.segment.end
        return opened

    def _taken_up(self, told: Told) -> None:
        found = _TAKEN_UP.match(told.sentence.tagged)
        known = self._known(told) if found else ""
        if found and known:
            events = tuple(told.events.get(found.start("e"), ()))
            self.said.append(PlanSaid(told.sentence.start, known, (told.sentence.span(found.start(), found.end()),), "", None, events))

    def _standing(self, sentence: Sentence, lo: int, hi: int, *, opened: bool) -> list[re.Match[str]]:
        """What stands for the plan in a clause that does not name it: a word for it, else the State that leads."""
        tagged = sentence.tagged
        led = _led(sentence, lo)
        if led is None and lo == 0 and sentence.start == sentence.segment.start:
            led = sentence.pattern(_LED_ROW).match(tagged)
        if led:
            return [led]
        bare = [m for m in sentence.cued("plan bare", BARE, lo, hi) if self._meant(tagged, m, lo, hi)]
        lead = sentence.pattern(_LEAD).match(tagged, lo) if opened or (lo > 0 and (self._home or self._open is not None)) else None
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
            for state, span in self._owners(told, match, lo, hi):
                owners.setdefault(state, (words, span) if span is not None else (words,))
        if not owners:
            return
        status, status_span = status_of(sentence, lo, hi, found)
        if not status and _NO_PLAN.search(clause):
            return
        if not status and not any(m.re is NAMED or m[0].lower() == "that of" or m[0].startswith(("'", "’")) or _OF_STATE.match(sentence.tagged, m.end()) for m in found):
            return
        if status == "requested" and _LEAD.gave(found[0]) and not _FOR_A_PLAN.search(clause):
            # "Yemen asked for assistance in border control": with something else than a plan.
            return
        events = () if any(_EXAMPLE.search(clause[: m.start() - lo]) for m in found) else self._events(told, found[0].start())
        for state, spans in owners.items():
            self.said.append(PlanSaid(spans[0].start, state, spans, status, status_span, events))

    def _events(self, told: Told, before: int) -> tuple[Draft, ...]:
        tagged = told.sentence.tagged
        if _ASIDE.match(tagged) or any(tried_at(_NOT_DISCUSSED, tagged, places(tagged, "No ", "no ", "kept off"))) or any(tried_at(_SERVED, tagged, places(tagged, "as ", "kindly lent", "lent", "the example"))):
            return ()
        near = [at for at in told.events if at < before and (before - at < 40 or not _GENITIVE.search(tagged[:at])) and (not _OTHER_SUBJECT.search(tagged[at:before]) or _AT_WHICH.search(tagged[at:before]))]
        last = max(near, default=None)
        ahead = [at for at in told.events if at > before]
        if last is None and ahead and _SUBJECT_OF.search(tagged, before, min(ahead)):
            last = min(ahead)
        if last is not None:
            return tuple(told.events[last])
        if told.context is None or (len(self.drafts.mains) > 1 and told.sentence.segment.kind == "row") or is_background(told.sentence.segment.label):
            return ()
        if len(self.drafts.mains) > 1 and not told.events and self._open is not None and self._open.start == -1 and _led(told.sentence):
            # A table of plans in a note on several events.
            return ()
        return (told.context,)

    # -- whose -------------------------------------------------------------------------------------------------

    def _owners(self, told: Told, found: re.Match[str], lo: int, hi: int) -> Iterator[tuple[str, Span | None]]:
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
        if _LED.gave(found) or _LED_ROW.gave(found) or _LEAD.gave(found):
            for mention in sentence.among(found.start("list"), found.end("list"), S + M + P):
                state = mention.state if mention.kind == "place" else mention.iri
                if state:
                    yield state, sentence.words(mention)
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
        if drafted and self._home:
            # A plan that is in force is not the draft that the note is about.
            here -= {p.state for p in self.said if p.state != self._home and p.status in ("submitted", "implementing", "adopted")}
        if self._leader:
            return self._leader
        if len(here) == 1:
            return here.pop()
        if not here and self._home:
            return self._home
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
