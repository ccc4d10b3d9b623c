"""Where a national action plan stands, as one clause asserts it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.assemble.sentences import O, Sentence
from graph1540.model import Span
from graph1540.names import lower, small

__all__ = ["RANK", "status_of"]

_WHICH_IT = re.compile(r" (?:which|that) (?:it|they) (?:had |has |have )?(?:sent|submitted|transmitted|adopted|drafted|prepared)\b[^,;.]*")
#: "draft documents on …", "drafting legislation": what is drafted is another text.
_DRAFT_OF_OTHER = re.compile(r"(?i)draft(?:s|ing)?(?: of)?(?: (?!plan)\w+){0,2} (?:documents?|laws?|bills?|acts?|legislation|reports?|resolutions?|decrees?|declarations?|provisions?|regulations?|lists?|manuals?|guidelines?|statements?|agendas?|recommendations?)\b")
#: "to develop recommendations and draft documents in support of the plans": what is made is another text.
_OTHER_MADE = re.compile(r"(?:(?! plans?\b| NI?APs?\b)[^,.;]){0,40}? (?:documents?|laws?|bills?|acts|legislation|reports?|decrees?|provisions?|regulations?|manuals?|guidelines?|recommendations?|measures?|capacit(?:y|ies)|skills?)\b")
#: "… assistance in order to conduct such an event": what is asked for is no help with a plan.
_OTHER_AIM = re.compile(r"[^.;]{0,40}\b(?:to|in|for|with) (?:the )?(?:conduct|organi[sz]|host|hold)")
#: "A, which had asked for help, has a draft": what is said aside.
_ASIDE = re.compile(r", (?:which|who|whose) [^,;]*,")
#: A plan as the object of a verb, and the noun phrases around it.
_PLAN = r"(?:the |its |their |this |that |a |an |our )?(?:(?:own|voluntary|first|second|new|revised|updated|national|1540|implementation|final|draft|long-awaited) )*(?:action )?(?:[Pp]lans?|NI?APs?|one|it)"
_MAKING = r"(?:preparing|writing|developing|elaborating|drafting|drawing up|compiling|formulating|designing|composing|devising|establishing)"
_MAKE = r"(?:prepare|write|develop|elaborate|draft|draw up|compile|formulate|design|compose|devise)"
_MADE = r"(?:worked out|drafted|written|prepared|elaborated|developed|drawn up|compiled|formulated|composed)"
_HELP = r"(?:assistance|help|support|advice|experts?|assist|aid|guidance|expertise|cooperation)"
_HELPS = small(r"assist|help|support|advice|expert|aid|guidance|cooperation")
_BODY = r"(?:[Cc]ouncil|[Cc]abinet|[Pp]arliament|[Gg]overnment|National|[Ss]enate|[Mm]inisters?|[Pp]resident|[Aa]ssembly|[Ll]egislature|[Cc]ouncil of [Mm]inisters|authorities)"
#: Each status with the words that assert it, the furthest first where one clause has several.
_STATUS: tuple[tuple[str, str], ...] = (
    (
        "submitted",
        (rf"\b(?:(?:lodged|deposited|filed|registered) with|with the {O} since|in the hands of the {O}|(?:first|second|third|only|last|next|State|country|one)[^.;]{{0,40}} to send (?:one|it) to the {O}|handed (?:to the|{_PLAN}[^.;]{{0,30}} to the)(?! (?:delegat\w+|visitors?|participants?|mission|team|guests?|meeting|workshop|seminar|round table|others?)\b)|submitted(?! (?:nothing|none|no)\b)|transmitted|conveyed|handed in|handed over(?! (?:a|the|its) (?:\w+ )?draft)|(?:was|has been|had been) sent(?! (?:back |on )?(?:in \w+ )?(?:to|before) (?:the |its |their )*{_BODY})|sent (?:it|its|the|their) [^.;]{{0,30}}to the {O}|sent to the(?! {_BODY})|presented to the {O}|(?:State|country) to submit"
        rf"|(?:forwarded|delivered|communicated|filed|deposited|put forward|tabled|shared|given|gave|transferred|remitted|addressed) (?:it|{_PLAN})[^.;]{{0,40}} (?:to|with) the {O}|(?:forwarded|delivered|communicated|transferred|given|remitted|addressed) (?:in \w+ )?to the {O}|received by the {O}|reached the {O}|[Tt]he {O} (?:had |has |have )?(?:already )?(?:received|took delivery|taken delivery)|(?:made|completed) the submission of|submission (?:was|took place|dates)|(?:file|record) with the {O})(?!\w)"),
    ),
    (
        "implementing",
        (rf"\b(?:being (?:carried out|implemented|executed|applied|put into)|under implementation|(?:in|enter(?:s|ed|ing)|beg[au]n|start(?:s|ed)) (?:(?:its|the|their) )?(?:\w+ )?(?:year|month|phase|stage|course|process) of (?:the |its |being )?(?:application|implement(?:ation|ed)|execution)|(?:had|has) been carried out|(?:is|are|was|were|has been|been) (?:now )?(?:carrying out|implementing|executing|applying|fulfilling|reali[sz]ing|putting (?:it )?(?:in|into) practice)|putting in practice|fulfilled (?:for|since|by)|fulfilment of (?:its|their)|in fulfilment(?= since|[.,;)]|\Z)|(?:is|was|are|were|being) (?:largely |partly |half |already )?fulfilled|implementation goes on|carries out|put into (?:effect|practice|force)|in force|implementing (?:its|their|the) (?:(?:\w+ ){{0,3}}[Pp]lans?|own\b)|appl(?:ies|ying) (?:it|its plan)\b|has implemented|have implemented|has been implemented|its implementation"
        rf"|into practice|into effect|(?:in|into|of) execution|(?:has|have) carried out (?:its|their)|carried out (?:half|most|part|some|all|\w+ of) |have been carried out|updated its|experience with its|(?:report(?:ed|s)? on|described|presented|outlined|spoke of|progress (?:in|of|with|made in|on)|state of|status of) (?:the )?(?:\w+ )?implementation of (?:its|their)"
        rf"|(?:continu(?:es|ed|ing)|began|begun|begins|started|starts) (?:to (?:implement|carry out|execute|apply)|(?:the )?(?:implementation|execution) of|implementing|carrying out) |implementation (?:of {_PLAN} )?(?:of \w+ )?(?:is|was|has been|had) (?:\w+ )?(?:progressing|under ?way|ongoing|begun|started|continuing|advancing|proceeding|going|on track|advanced)|(?:had|has|have) (?:been )?(?:largely|partly|fully|already) implemented)\b"),
    ),
    (
        "adopted",
        (r"\b(?:adopt(?:ed|s)?|approved|endorsed|validated by (?:the|its) (?:Government|Cabinet|Parliament|Council|ministers?)|adoption (?:had been|was|has been)|whose adoption|promulgated|confirmed by|(?:gave|given|granted) (?:its|the plan its|it its|their|the) (?:final |formal )?(?:approval|endorsement|consent|blessing)|signed (?:it|the plan|into)|has approved"
        r"|(?:entered|came|come) into (?:force|effect)|passed (?:it|its|the)|(?:gave|given) (?:it |the plan |its |the )*(?:green light|go-ahead)|signed off|(?:received|obtained|won) (?:the )?(?:\w+ )?(?:approval|endorsement) (?:of|from))\b"),
    ),
    (
        "requested",
        (rf"\b(?:ask(?:s|ed|ing)?|solicit(?:s|ed|ing)?|request(?:s|ed|ing)?|sought|seek(?:s|ing)?|applied|appeal(?:s|ed)?|turned)\b[^.;]{{0,70}}?\b{_HELP}\b|\bexpressed (?:its |their |an? )?(?:wish|need|interest|desire|request)[^.;]{{0,40}}\b{_HELP}\b|\brequests? (?:for|of) (?:\w+ )?{_HELP}\b|\bwould like [^.;]{{0,40}} to help\b"
        rf"|\b(?:would|will) (?:like|need|welcome|appreciate|ask for|require|be grateful for) (?:\w+ ){{0,3}}{_HELP}\b|\basked to be (?:assisted|helped|supported)\b|\bwants? {_HELP}\b|\b(?:wish(?:es|ed)?|hop(?:es|ed)|need(?:s|ed)|desires?) (?:to (?:have|receive|obtain|get|benefit from) )?(?:[\w'’{O}-]+ ){{0,4}}?{_HELP}\b|\bin need of {_HELP}\b|\b{_HELP}\b[^.;]{{0,50}}? (?:requested|sought|solicited|needed|required)(?=[.;,]|\Z)"),
    ),
    ("drafting", r"\b(?:now )?being (?:drafted|written|prepared|elaborated)\b"),
    (
        "draft",
        (rf"\bbefore (?:its|the|their) {O}|\b(?:[Dd]rafts?(?! (?:one|theirs|a|its|their|the|such)\b)|(?:new|updated|revised|complete|final|preliminary|full|second|first) version|before (?:its|the|their) (?:Council|Cabinet|Parliament|Government|National|Senate)|(?:a)?wait(?:s|ed|ing)? (?:the |its |formal |final |for )*(?:approval|adoption|signature|endorsement)|(?:has|have|had) (?:already )?been (?:drafted|drawn up|written)|text of \d{{4}}|text (?:finished|before|is complete|complete|ready|is ready)"
        rf"|complete text|not yet signed|before (?:Cabinet|ministers|its ministers|Parliament)|is complete|[Pp]rojects? of (?:the |its |their |an? )?(?:own |national |action |voluntary )*plans?|pending (?:approval|adoption|signature|endorsement|before)|(?:still|only) to be (?:adopted|approved|signed|endorsed)|on agreement in|(?:is|lies|lay|was|rests|sits) (?:now |still )?(?:with|before|on the (?:desk|table) of) (?:the |its )?{_BODY})\b"),
    ),
    (
        "drafting",
        (rf"\b(?:drafting|[Tt]he writing of|(?:to|begun to|began to|started to) draft|draft (?:one|theirs|its|their|a)|(?:is|are|was|were|still|begun|began|started|been) (?:\w+ )?(?:{_MAKING}|working|prepared|to {_MAKE})|being (?:{_MADE}|revised|updated|rewritten|renewed|reworked|finali[sz]ed|amended)|preparation(?! by)|elaborat(?:ing|ion of)|under (?:preparation|development|elaboration|drafting)|in (?:the )?(?:course|process|midst) of (?:redaction|finali[sz]ing|drafting|preparation|elaboration|writing|{_MAKING})|drawing (?:(?:one|it|its own|theirs|their own) )?up|finali[sz]ing|revising|worked out|at work on|on the drawing board|(?:last|final|finishing) touches|half[- ]written"
        rf"|first pages|chapters? on paper|with the writing|under way|in preparation|[Ww]ork on [^.;]{{0,60}}?(?:plans?|NAP) (?:has|had|have) (?:just |already )?(?:started|begun|commenced|advanced)|(?:set up|established|created|formed|appointed|convened|tasked|entrusted|mandated|charged|instructed) [^.;]{{0,60}}?(?:to {_MAKE}|with (?:the )?(?:drafting|{_MAKING}|preparation|elaboration)|for (?:the )?(?:drafting|{_MAKING}|preparation|elaboration)))\b"),
    ),
)  # fmt: skip
_STATUSES = tuple((code, small(pattern)) for code, pattern in _STATUS)
RANK = {"submitted": 5, "implementing": 4, "adopted": 3, "draft": 2, "drafting": 1, "requested": 0}
#: Characters; what denies a verb or makes it a wish is nearer.
_REACH = 160
_UNREAL = re.compile(
    r"\b(?:will|would|should|could|may|might|(?<!reported )(?<!said )(?<!known )to be|expected to|intends? to|intend to|plans? to|hopes? to|wish(?:es)? to|about to|encourag\w+ (?:to|States|all)|invited? (?:to|States)|calls? upon|before|until|once|when|after its|only thereafter|consider\w*|possib\w+|willing\w*|if|whether|for the|agree on a calendar for)\W+(?:(?:it|its|the|their|be|been|then|soon|also|finally|that|they|\w+ly|formally|States|all|on|a|voluntary|basis|\w+ed and|in the (?:coming|next|following) (?:few )?(?:days|weeks|months|years?)) ){0,5}\Z"
)
#: "with a view to finalizing a ", before a draft that is not there yet.
_WITH_A_VIEW = re.compile(r"\b(?:with a view to|in order to|so as to|aim(?:s|ed|ing)? (?:to|at)|(?:will|is to|are to) (?:then |there )?(?:make|produce|prepare)) [^.;,]{0,40}\Z")
_DENIED = re.compile(r"\b(?:not(?: yet)?|never|no|neither|nor|without|had yet to|has yet to|have yet to|did not|does not|failed to|unable to|yet to)\W+(?:(?:yet|been|be|formally|also|it|finally|then|the|its|their|\w+ly) ){0,3}\Z")
#: "Togo: Adopted in 2013": a table's cell begins with a capital.
_CELL = re.compile(r"(?<=[:;] )[A-Z](?=[a-z])")
_OTHER_TEXT = re.compile(r"\b(?:reports?|laws?|acts?|resolution|legislation|request|matrix|lists?|decree)\b")


def status_of(sentence: Sentence, lo: int, hi: int, found: Sequence[re.Match[str]]) -> tuple[str, Span | None]:
    """The furthest status that the clause asserts; what is denied or hoped for is none, a draft not adopted is a draft."""
    whole = _CELL.sub(lambda capital: capital[0].lower(), sentence.tagged[lo:hi])
    told = _asserted(sentence, whole, lo, found)
    main = _WHICH_IT.sub(lambda aside: " " * len(aside[0]), _ASIDE.sub(lambda aside: " " * len(aside[0]), whole))
    if main == whole:
        return told
    other = _asserted(sentence, main, lo, found)
    if other[0] and _WHICH_IT.search(whole):
        # "is implementing the plan which it sent to the Committee": what it does now.
        return other
    return other if other[0] and (not told[0] or RANK[other[0]] > RANK[told[0]]) else told


def _asserted(sentence: Sentence, clause: str, lo: int, found: Sequence[re.Match[str]]) -> tuple[str, Span | None]:
    denied: re.Match[str] | None = None
    low = lower(clause)
    for code, pattern in _STATUSES:
        if not sentence.has_between(f"plan {code}", lo, lo + len(clause)) or (code == "requested" and not _HELPS.search(low)):
            continue
        for match in pattern.finditer(low):
            lead = max(0, match.start() - _REACH), match.start()
            if code not in ("requested", "draft") and _UNREAL.search(clause, *lead):
                continue
            if code != "requested" and _DENIED.search(clause, *lead):
                if code == "adopted":
                    denied = match
                continue
            if code == "draft" and _WITH_A_VIEW.search(clause, *lead):
                continue
            if code in ("draft", "drafting") and _DRAFT_OF_OTHER.match(clause, match.start()):
                continue
            if code == "drafting" and _OTHER_MADE.match(clause, match.end()):
                continue
            if code == "requested" and _OTHER_AIM.match(clause, match.end()):
                continue
            if code in ("submitted", "adopted") and not _about(clause, match, found, lo):
                continue
            return code, sentence.span(lo + match.start(), lo + match.end())
    if denied is not None:
        return "draft", sentence.span(lo + denied.start(), lo + denied.end())
    return "", None


def _about(clause: str, match: re.Match[str], found: Sequence[re.Match[str]], lo: int) -> bool:
    """Whether a verb of adopting or submitting has the plan for its object or subject."""
    for plan in found:
        start, end = plan.start() - lo, plan.end() - lo
        between = clause[match.end() : start] if match.end() <= start else clause[end : match.start()]
        if len(between) < 110 and not _OTHER_TEXT.search(between):
            return True
    return False
