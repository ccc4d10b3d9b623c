"""National implementation action plans: whose, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph1540.assemble.draft import Draft
from graph1540.assemble.narrative import Told
from graph1540.assemble.sentences import D, E, H, LIST, M, O, R, S, Sentence
from graph1540.iri import G1540, RDF, resource_iri
from graph1540.model import Claim, Mention, Note, Ref, Span

__all__ = ["PlanSaid", "read_plans"]

#: The plan itself; "action plan" alone counts where the sentence says whose it is.
_PLAN = re.compile(
    r"\b(?:(?:[Vv]oluntary|1540|[Nn]ational|[Ii]mplementation|[Dd]raft|NAP)[ -]){0,5}(?:[Aa]ctions? [Pp]lans?|[Nn]ational [Pp]lans?|[Ii]mplementation [Pp]lans?)(?: \((?:NAPs?|NIAPs?|VNAPs?)\))?|\bV?NI?APs?\b"
)
_SUCH = re.compile(r"\b(?:such|a|the|its|their|this|that|own) (?:\w+ )?[Pp]lans?\b|\b(?:plan|document) of its own\b|\b[Tt]he draft\b|\b[Tt]he [Pp]lan\b|\bplan\b")
_STATUS: tuple[tuple[str, str], ...] = (
    ("submitted", r"\b(?:submitted|transmitted|sent|handed over|presented to the (?:1540 )?Committee|submission of)\b"),
    ("adopted", r"\b(?:adopted|approved|endorsed|adoption|promulgated)\b"),
    ("implementing", r"\b(?:implementing (?:its|their|the|that|a)|being implemented|under implementation|is carrying out|put into effect|in force|implementation of (?:its|their|the) (?:\w+ ){0,3}plan (?:began|started|is under way))\b"),
    ("draft", r"\b(?:drafts? of|[Dd]raft (?:[Nn]ational|plan|[Aa]ction|voluntary|version|text)|first draft|second draft|(?:new|updated|revised|complete|final|preliminary|full) (?:\w+ )?(?:draft|version)|a draft|draft (?:exists|now exists|was ready)|the draft|draft national)\b"),
    ("drafting", r"\b(?:drafting|is preparing|was preparing|are preparing|being drafted|being prepared|preparation of|preparing|began to draft|started (?:to draft|work)|started drafting|work on (?:its|a|the)|elaborat(?:ing|ion of)|developing|in the course of drafting|is drafting|under preparation|drawing up|finali[sz]ing)\b"),
    ("requested", r"\b(?:asked|requested|requests?|ask(?:s|ing)?|sought|seeking|seeks)\b[^.;]{0,60}\b(?:assistance|help|support|advice|expert|assist)\b|\b(?:assistance|help|support) (?:in|with|for) (?:drafting|preparing|developing|the drafting|the preparation|drawing up|elaborating)\b"),
)  # fmt: skip
_STATUSES = tuple((code, re.compile(pattern)) for code, pattern in _STATUS)
_NEGATED = re.compile(r"\b(?:not(?: yet)?|never|no|none|neither|nor|without|had yet to|has yet to|have yet to|did not|does not|will be|to be|expected to|intends? to|plans? to|hopes? to|should|could|would|may|might|encourag\w+|invited to|calls? upon|prior to|before|until|consider(?:s|ed|ing)?|possib\w+|willing\w*|once|when|after its|if|to)\W+(?:(?:yet|been|be|formally|also|it|finally|soon|then|the|its|their|\w+ly) ){0,3}\Z")
_GENERAL = re.compile(r"\b(?:States to (?:prepare|develop|submit)|encourag\w+ (?:all )?States|usefulness|advantages|benefits|importance|role|value|concept|template|model|effective practices|elements|development and implementation|experiences?|process of|how to)\b")
_NO_PLAN = re.compile(r"\b(?:none of|no (?:\w+ ){0,3}(?:plan|delegation|State)|neither|nor|did not (?:have|intend|plan|wish)|does not (?:have|intend|plan|wish)|without a|has no|have no|had no|not intend|no intention)\b")


@dataclass(frozen=True)
class PlanSaid:
    """A State's plan as one sentence speaks of it."""

    order: int
    state: str
    spans: tuple[Span, ...]
    status: str
    status_span: Span | None
    event: Draft | None


def read_plans(told: Told, note: Note, previous: list[PlanSaid]) -> Iterator[PlanSaid]:
    """The plans of one sentence; ``previous`` are those of the sentences before, for "the draft" and "such a plan"."""
    sentence = told.sentence
    tagged = sentence.tagged
    plans = list(_PLAN.finditer(tagged))
    if plans:
        for found in plans:
            owners = list(_owners(told, found))
            if not owners and not _GENERAL.search(tagged[max(0, found.start() - 60) : found.start()]):
                owners = list(_group(told, found, note))
            for state, span in owners:
                yield _said(told, sentence, found, state, span)
        return
    for found in _SUCH.finditer(tagged):
        state = _last_plan(previous, note, sentence)
        if re.search(r"\b(?:such|own)\b", found[0]):
            subject = _subject(sentence, found.start())
            if subject is not None and previous:
                yield _said(told, sentence, found, subject.iri, sentence.words(subject))
                return
        if state is not None and previous and sentence.start - previous[-1].order < 500:
            said = _said(told, sentence, found, state.state, state.spans[0])
            if said.status:
                yield said
        return


def _said(told: Told, sentence: Sentence, found: re.Match[str], state: str, owner: Span) -> PlanSaid:
    status, span = _status(sentence, found)
    words = sentence.span(found.start(), found.end())
    draft = told.event_at(max((at for at in told.events if at < found.start()), default=-1)) or told.context
    return PlanSaid(words.start, state, (words, owner) if owner != words else (words,), status, span, draft)


def _owners(told: Told, found: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """Whose plan it is: before it ("the Kyrgyz national action plan", "Uruguay's plan", "Uruguay … its plan") or after ("plans of A and B")."""
    sentence = told.sentence
    tagged = sentence.tagged
    seen: set[str] = set()
    near = re.search(rf"(?P<m>[{M}{S}])(?:['’]s?)?(?: (?:draft|own|new|second|first|updated|revised|voluntary|national|side['’]s)){{0,3}} \Z", tagged[: found.start()])
    if near:
        mention = sentence.mention(near.start("m"))
        seen.add(mention.iri)
        yield mention.iri, sentence.words(mention)
    after = re.match(rf"(?: \([^()]*\))?(?:,? (?:for the implementation of|on the implementation of|on implementation of|for implementation of|on|under|to implement) (?:the )?{R})? (?:of|for|by) (?P<list>{LIST})", tagged[found.end() :])
    if after:
        for mention in sentence.among(found.end() + after.start("list"), found.end() + after.end("list"), S):
            if mention.iri not in seen:
                seen.add(mention.iri)
                yield mention.iri, sentence.words(mention)
    if seen:
        return
    own = re.search(r"\b(?:its|their|a|an|own|his|such a|the country's|first|the|draft|this)\s+(?:\w+ ){0,4}\Z", tagged[: found.start()])
    if own or re.search(r"\b(?:drafting|preparing|developing|adopted|submitted|elaborating|drawing up|finali[sz]ing) (?:\w+ ){0,3}\Z", tagged[: found.start()]):
        for subject in _subjects(sentence, found.start()):
            if subject.iri not in seen:
                seen.add(subject.iri)
                yield subject.iri, sentence.words(subject)


def _subjects(sentence: Sentence, before: int) -> list[Mention]:
    """The States that lead the clause before a position: "Uruguay shared …", "A and B have each drafted …"."""
    tagged = sentence.tagged
    lo = max((m.end() for m in re.finditer(r"[;]\s|\. |, (?:while|whereas|but|and) (?=[^.;]{0,80}\Z)", tagged[:before])), default=0)
    found = re.search(rf"(?P<list>(?:{LIST}))", tagged[lo:before])
    if not found:
        return []
    states = sentence.among(lo + found.start("list"), lo + found.end("list"), S)
    organizations = sentence.among(lo + found.start("list"), lo + found.end("list"), O)
    return [] if organizations else states


def _subject(sentence: Sentence, before: int) -> Mention | None:
    states = _subjects(sentence, before)
    return states[0] if len(states) == 1 else None


def _group(told: Told, found: re.Match[str], note: Note) -> Iterator[tuple[str, Span]]:
    """ "… plans of the three States": the event's States, where they are as many."""
    after = re.match(r"(?: \([^()]*\))? of the (?P<n>two|three|four|five|six|seven|eight) (?:participating )?(?:States|countries|Governments|delegations)", told.sentence.tagged[found.end() :])
    number = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}.get(after["n"] if after else "", 0)
    draft = told.context
    if not number or draft is None:
        return
    states = [(value, spans) for (said, value), spans in draft.facts.items() if said == "participant" and isinstance(value, Ref) and "/id/state/" in value.iri]
    if len(states) == number:
        span = told.sentence.span(found.end() + 1, found.end() + after.end()) if after else None
        for value, spans in states:
            yield value.iri, span or spans[0][0]


def _last_plan(previous: list[PlanSaid], note: Note, sentence: Sentence) -> PlanSaid | None:
    here = [p for p in previous if sentence.segment.start <= p.order]
    states = {p.state for p in here}
    return here[-1] if len(states) == 1 else None


def _status(sentence: Sentence, found: re.Match[str]) -> tuple[str, Span | None]:
    """The furthest status that the plan's clause asserts; what is denied or hoped for is none."""
    tagged = sentence.tagged
    lo = max((m.end() for m in re.finditer(r"[;:]\s", tagged[: found.start()])), default=0)
    hi_match = re.search(r"[;]|, (?:while|whereas|but) ", tagged[found.end() :])
    hi = found.end() + (hi_match.start() if hi_match else len(tagged) - found.end())
    clause = tagged[lo:hi]
    if _NO_PLAN.search(clause):
        return "", None
    for code, pattern in _STATUSES:
        for match in pattern.finditer(clause):
            if code != "requested" and _NEGATED.search(clause[: match.start()]):
                continue
            if code in ("submitted", "adopted") and not _about(clause, match, found.start() - lo, found.end() - lo):
                continue
            return code, sentence.span(lo + match.start(), lo + match.end())
    return "", None


def _about(clause: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a verb of adopting or submitting has the plan for its object or subject, with nothing else between."""
    between = clause[match.end() : start] if match.end() <= start else clause[end : match.start()]
    return len(between) < 70 and not re.search(r"\b(?:report|law|act|resolution|legislation|request|matrix|list|report[s]?)\b", between)


def plan_claims(said: list[PlanSaid], iri: str, refs: dict[int, Ref]) -> Iterator[Claim]:
    """The claims about plans: whose each is, its status, and the events that considered it."""
    statuses: dict[str, PlanSaid] = {}
    for one in said:
        plan = Ref(resource_iri("plan", one.state.rsplit("/", 1)[-1]))
        yield Claim(iri, plan, RDF.type, Ref(G1540.ActionPlan), one.spans)
        yield Claim(iri, plan, G1540.planOf, Ref(one.state), one.spans)
        if one.status:
            statuses[one.state] = one
        if one.event is not None and id(one.event) in refs:
            yield Claim(iri, refs[id(one.event)], G1540.considersPlan, plan, one.spans)
    for state, one in sorted(statuses.items()):
        assert one.status_span is not None
        plan = Ref(resource_iri("plan", state.rsplit("/", 1)[-1]))
        yield Claim(iri, plan, G1540.planStatus, Ref(resource_iri("plan-status", one.status)), (one.status_span,))
