"""Which kinds of words a sentence has, and where: one pass over it spares the many patterns that cannot match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import ahocorasick_rs

from graph1540.assemble.lexicon import (
    BODIES,
    CAME,
    CARED,
    CHARGE,
    COSTS,
    HELP,
    HELPING,
    LENT,
    MONEY,
    ORGANIZATION,
    ORGANIZING,
    PARTS,
    PEOPLE,
    PROJECT,
    SAID,
    SPEAKERS,
    SPEECH,
    SPOKEN,
    THERE,
    stems,
)
from graph1540.assemble.tags import E, M, O, R, S

__all__ = ["Cues", "cues_of"]

_ORGANIZING = ("organis", "organiz", "host", "conven", "arrang", "conduct", "run ", "held", "staged", "initiated", "given", "led", "deliver", "prepared", "put ", "mounted", "called", "facilitated", "programmed", "announced", "foreseen", "repeated")
#: Each cue with the stems, in lower case, one of which stands in every match of the patterns that ask for the cue: whether a text has one is all that is asked.
_STEMS: dict[str, tuple[str, ...]] = {
    "follow-up": ("follow", "continu", "buil", "sequel", "second part", "resumed", "up where", "on where", "repeats", "succe"),
    "link": (
        "progress", "extent", "how", "stock of", "basis", "that re", "drew", "draw", "based on", "basis of", "forward", "further", "pursu", "accordance", "in line", "response", "reply", "respond", "implement", "execution of", "fulfil", "effect", "practice", "acted", "acting", "resum", "deepen", "took up", "tak", "stem",
        "aros", "arise", "aris", "grew", "came", "born", "result", "emerged", "originat", "elaborat", "honour", "honor", "successor", "prepared", "decided", "agreed", "recommended", "proposed", "requested", "called for", "foreseen", "suggested", "conceived",
        "envisaged", "mandated", "led to", "leading to", "way for", "ground for", "laid", "resolved", "asked for", "outcome of", "prolongation", "continuity", "extension", "planned", "announced", "arranged", "origin", "root", "starting point", "fruit", "product", "consequence", "offshoot", "outgrowth", "next step", "completion", "owe", "thread", "loose end", "expand", "capitali", "keeping", "compl", "conform", "mooted", "floated", "first raised", "concept", "promised", "sprang", "sprung", "flow", "evolv", "emanat", "back to", "birth", "culminat", "inspired", "execut", "strength of",
    ),
    "people": (
        "participa", "attend", "people", "persons", "delegates", "trainees", "representatives", "officials", "experts", "officers", "practitioners", "specialists", "students", "women", "in all",
        "in total", "took part", "came", "present", "altogether", "of whom", "total", "welcomed", "parliamentarians", "drafters", "functionaries", "lawyers", "prosecutors", "guests", "judges", "deputies", "assistants", "engineers",
    ),
    "plan": ("lan", "niap", "nap"),
    "organized": (
        "put together", "putting", "for which", "rganis", "rganiz", "host", "conven", "arrang", "conduct", "held", "hold", "give ", "ran ", "run ", "staged", "gave", "given", "paid", "fund", "financ", "support", "sponsor", "invitation of", "led", "deliver",
        "initiated", "prepared", "put on", "mounted", "called", "facilitated", "offered", "preparing", "planning", "auspices", "aegis", "umbrella", "initiative", "stag", "arrang", "deliver", "mount", "trained", "taught", "donor", "funder", "partner", "repeat", "announced", "programmed", "foreseen", "(host", "co-",
    ),
    "supported": (
        *stems(*COSTS, *HELPING, *LENT), "lent",         "support", "assist", "help", "fund", "contribut", "aid", "sponsor", "backing", "financ", "operation", "ollabor", "artnership", "facilitat", "grant", "money", "coordination", "conjunction",
        "association", "paid", "backed", "expense", "resources", "thanks", "possible", "underwritten", "subsidi", "borne", "bore ", "footed", "means", "generosity",
    ),
    "organizes": ("rganis", "rganiz", "host", "conven", "hold", "held", "ran ", "run ", "arrang", "gave", "give", "conduct", "staged", "prepar", "plan", "run", "ready", "willing", "intention", "wish"),
    "hosts": ("host", "rganis", "rganiz"),
    "attended": (*stems(*CAME), "attend", "participated", "participating", "part in", "took part", "taken part", "taking part", "active part", "represented", "present", "joined", "followed", "completed", "among", "sent ", "connected", "logged in", "dialled in", "sat in", "travelled to"),
    "attended by": (
        "attended", "participation of", "participants", "brought together", "gathered", "represented were", "delegations", "representatives", "experts from", "officials", "delegates", "there took part", "presen", "took part", "participated", "taking part", "attending", "attendance", "participating", "drew", "assembled", "united", "articipation of", "among",
    ),
    "where": ("where ", "which "),
    "invites": ("invit", "received", "welcomed", "hosted", "gathered", "assembled", "convened", "to convene", "to hold", "to host", "to organi", "to run", "to conduct", "brought"),
    "guests": ("delegates", "delegations", "representatives", "officials", "experts", "officers"),
    "to convene": (" to convene", " to hold", " to host", " to organi", " to run", " to conduct"),
    "pays": ("cost", "expense", "bill"),
    "conducted with": ("conducted", "held", "organi", "carried out"),
    "were there": (" there", "been in", "been at", " were in", " was in", " were at", "attend", "part in", "sent "),
    "met": ("met ", "worked with", "called on", "held ", "had ", "received", "welcomed", "hosted"),
    "received": ("received by", "welcomed by", "hosted by"),
    "between": ("for ", "with ", "between", "conducted by", "involving", "bringing together", "participation of", "attended by"),
    "delegations": ("both ", "the two ", "latter two", "delegations", "states", "countries", "governments", "sides"),
    "ordinal": ("first", "second", "third", "fourth", "fifth"),
    "by": ("delivered by", "given by", "made by", "opened by", "addressed by", "presented by", "led by", "moderated by", "chaired by", "facilitated by"),
    "letter": ("etter", "erbale", "its note", "note no", "note n", "nvit", "wrote", "written", "ommunication", "repl", "eminder"),
    "spoke": (
        "opened", "welcomed", "addressed", "delivered", "spoke", "presented", "introduced", "described", "explained", "outlined", "reported", "shared", "chaired", "moderated", "facilitated", " led", "briefed", "gave ", "made ", "underlined",
        "underscored", "stressed", "emphasi", "highlighted", "recalled", "noted", "pointed", "commented", "analysed", "analyzed", "demonstrated", "took", "thanked", "informed", "set out", "reviewed", "summari", "closed", "raised", "expressed",
        "indicated", "announced", "compared", "participated", "attended", "said", "stated", "asked", "repeated", "inquired", "suggested", "proposed", "requested", "confirmed", "observed", "added", "declared", "called", "urged", "acknowledged", "mentioned", "referred",
        "offered", "responded", "replied", "answered", "concluded", "argued", "agreed", "invited", "told", "provided", "contributed", "acted as", "served as", "floor", "lectured", "intervened", "advised", "tabled", "taught", "congratulated", "commended", "praised", "reaffirmed",
        "reiterated", "pledged", "undertook", "volunteered", "walked", "guided", "trained", "showed", "assumed the chair", "held the chair", "occupied the chair", "presided", "wanted to know", "wished to know", "was of the", "were of the", "drew ", "insisted", "maintained", "warned", "admitted", "complained", "regretted", "wondered", "enquired", "lamented",
    ),
    "host": tuple(f"{was} {whose}{host}" for was in ("was", "were", "as", "been", "played") for whose in ("", "the ", "their ", "its ") for host in ("host", "organis", "organiz")),
    "unrelated": (
        "unrelated", "unconnected", "not connected", "no connection", "no link", "no bearing", "no part", "another ", "confused", "confounded", "subject", "nothing to do", "outside the scope", "separate", "arms trade", "small arms",
        "oil spills", "tariffs", "space security", "ammunition", "belong",
    ),
}  # fmt: skip
#: The same for cues of which it is asked, too, whether a part of the text has one.
_NEAR: dict[str, tuple[str, ...]] = {
    # What becomes of an event.
    "cancelled": ("cancel", "call off", "called off", "take place", "took place", " not ", " never ", "dropped", "scrapped", "abandoned", "without effect", "to nothing", "fell through"),
    "postponed": ("postpon", "deferred", "moved", "rescheduled", "put off", "put back", "pushed", "delayed", "brought forward"),
    "planned": (
        "will", "to be", "plan", "schedul", " due ", "still to come", "intend", "foreseen", "expected", "propos", "would", "should", "shall", " set for", "offer", "to take place", "agree", "deci", "wish", "ready", "readiness", "invited", "undertook", "committed", "chosen", "selected",
        "designated", "next", "prepar", "pipeline", "in mind", "volunteer", "picked",
    ),
    # Where a plan stands.
    "plan submitted": ("lodged", "since", "in the hands", "send ", "sent", "handed", "submi", "transmitted", "forwarded", "delivered", "communicated", "filed", "deposited", "put forward", "tabled", "shared", "receiv", "reached", "conveyed", "delivery", "file with", "record with", "given", "gave", "transferred", "remitted", "addressed"),
    "plan implementing": ("being ", "year of", "month of", "phase of", "stage of", "course of", "process of", "carrying out", "under implementation", "implement", "carries out", "put into", "in force", "into practice", "into effect", "execut", "carried out", "carry out", "appl", "updated its", "experience with its", "fulfil", "putting", "reali"),
    "plan adopted": ("adopt", "approv", "endors", "promulgated", "signed ", "validated", "consent", "blessing", "green light", "signed off", "go-ahead", "into force", "into effect", "passed ", "confirmed"),
    "plan requested": ("ask", "solicit", "request", "sought", "seek", "applied", "appeal", "turned", "expressed", "would like", "would ", "will ", "want", "wish", "hope", "need", "desire"),
    "plan draft": ("drawn up", "written", "draft", "version", "before ", "await", "wait", "text ", "not yet signed", "is complete", "pending", "to be ", "with ", "desk of", "table of", "project", "on agreement"),
    "plan drafting": ("draft", "preparing", "writing", "written", "develop", "elaborat", "working", "prepare", "preparation", "drawing ", "draw up", "finali", "revising", "first pages", "on paper", "under way", "being ", "course of", "process of", "midst of", "compil", "formulat", "design", "write", "to draw", "worked out", "at work", "work on", "drawing board", "drawn up", "touches", "compos", "devis", "set up", "establish", "creat", "formed", "appointed", "convened", "tasked", "entrusted", "mandated", "charged", "instructed"),
}  # fmt: skip
#: Each cue with the stems one of which every match of its patterns begins with.
_BEGINNINGS: dict[str, tuple[str, ...]] = {
    "no event": (
        "dated", "since", "until", "till", "adopted", "signed", "ratified", "acceded", "issued", "published", "submitted", "reported", "sent", "received", "transmitted", "agreed", "established", "created", "appointed", "elected",
        "approved", "announced", "promulgated", "enacted", "amended", "launched", "founded", "revised", "updated", "repealed", "presented", "deposited", "designated", "expire", "entered into", "in force", "letter", "note verbale", "notes verbales",
        "statement", "decree", "law", "act", "report", "message", "decision", "anniversary", "deadline", "as of", "no later", "before", "by ", "should have", "was to", "were to", R,
    ),
    "organizing": ("organi", "co-", "coorgani", "host", "cohost", "conven", "hold", "held", "ran ", "run", "stag", "arrang", "conduct", "deliver", "gave", "give", "giving", "put", "mount", "prepar", "plan", "initiat", "undert", "carr", "set", "call", "repeat", "announced", "programmed", "was host", "were host"),
    "attends": (*stems(*CAME), "attend", "participat", "took", "taken", "taking", "take", "represented", "present", "joined", "connected", "logged", "dialled", "sat ", "travelled", "followed", "completed", "among", "in attendance", "sent "),
    "says": (
        "opened", "welcomed", "addressed", "delivered", "spoke", "presented", "introduced", "described", "explained", "outlined", "reported", "shared", "chaired", "co-chaired", "moderated", "facilitated", "led", "briefed", "gave", "made", "underlined",
        "underscored", "stressed", "emphasi", "highlighted", "recalled", "noted", "pointed", "commented", "analysed", "analyzed", "demonstrated", "took", "thanked", "informed", "set out", "reviewed", "summari", "closed", "raised", "expressed",
        "indicated", "announced", "compared", "participated", "attended", "said", "stated", "asked", "repeated", "inquired", "suggested", "proposed", "requested", "confirmed", "observed", "added", "declared", "called", "urged", "acknowledged", "mentioned",
        "referred", "offered", "responded", "replied", "answered", "concluded", "argued", "agreed", "invited", "told", "provided", "contributed", "acted", "served", "was given", "was asked", "lectured", "intervened", "advised", "tabled", "taught", "congratulated", "commended", "praised",
        "reaffirmed", "reiterated", "pledged", "undertook", "volunteered", "walked", "guided", "trained", "showed", "assumed the chair", "held the chair", "occupied the chair", "presided", "wanted to know", "wished to know", "was of the", "were of the", "drew ", "insisted", "maintained", "warned", "admitted", "complained", "regretted", "wondered", "enquired", "lamented",
    ),
    "jointly": ("jointly", "together", "in tandem", "along", "alongside", "co-", "coorgani", "cohost", "coconven"),
    "by officer": ("opened", "closed", "chaired", "co-chaired", "addressed", "moderated", "inaugurated", "attended", "led", "presided over"),
    "trained": ("trained", "instructed", "taught"),
    "office": ("host", "organi", "conven", "sponsor", "donor", "funder", "financier", "contributor", "supporter", "partner", "co-", "main ", "principal ", "joint ", "local ", "lead "),
    "helps": ("fund", "co-", "cofund", "financ", "cofinanc", "sponsor", "cosponsor", "underw", "subsidi", "support", "paid", "pay", "back", "assist", "contribut", "provid", "gave", "lent", "offer", "grant", "made", "supplied"),
    "auspices": ("auspices", "aegis", "umbrella", "hospitality", "patronage", "initiative", "fell ", "lay ", "rested", "entrusted", "left ", "due to"),
    "offer": ("offer", "plan", "proposal", "intention", "readiness", "decision", "wish", "willingness"),
    "thanks": ("thank", "grateful", "gratitude", "appreciation"),
    "ready to pay": ("pay", "fund it", "finance it", "sponsor it", "bear the cost", "cover the cost", "meet the cost"),
    "followed by": (
        "followed", "continued", "resumed", "taken", "pursued", "led to", "leading to", "way for", "ground for", "laid the", "rise to", "recommended", "called for", "proposed", "requested", "agreed", "decided", "foreseen", "suggested", "resolved",
        "asked for",
    ),
    "helped": (
        "benefited", "benefitted", "profited", "received", "enjoyed", "made possible", "financed", "funded", "paid", "covered", "met", "supported", "with ", "thanks to", "through", "owing to", "and ",
    ),
    "made possible": (
        "made possible", "footed", "paid", "borne", "met", "covered", "defrayed", "underwritten", "shared", "subsidi", "financed", "funded", "sponsored", "financially", "supported", "co-", "assisted", "backed", "facilitated",
    ),
    "money from": ("funding", "funds", "financing", "sponsorship", "resources", "money", "financial", "technical", "logistic", "material", "substantive", "further", "additional"),
    "their help": tuple(f"{by} {the}{whose}" for by in ("with", "thanks to", "through", "on", "under") for the in ("", "the ") for whose in (S, O, M)),
    "supported by": (
        "with ", "(with ", "w/", "(w/", "in close ", "in co", "in partnership", "in conjunction", "in association", "support", "fund", "financ", "sponsor", "assisted", "underwritten", "paid for", "backed", "made possible", "thanks to",
        "facilitated", "at the expense", "co-", *(f"co{verb}" for verb in ("support", "fund", "financ", "sponsor", "assisted", "underwritten", "paid", "backed")),
    ),
    "linking": (
        "review", "examin", "assess", "measur", "served", "serves", "serving", "constitut", "a direct", "the direct", "direct follow", "a continu", "the continu", "pick", "repeats", "in follow", "to follow", "sequel", "second part",
        "drew", "draw", "buil", "based on", "on the basis", "on the strength", "acted", "acts", "acting", "act on", "act upon", "formed", "forms", "forming", "took", "tak", "carr", "brought", "bring", "pursu", "in pursuance", "further to", "in accordance", "in line", "in con", "in com", "in keep", "in response", "in reply", "in answer", "respond", "repl", "in implementation",
        "in execution", "in ful", "fulfil", "implement ", "implements ", "implemented ", "implementing ", "gave", "give", "giving", "put", "continu", "resum", "deepen", "follow", "stem", "aros", "aris", "grew", "grow", "came", "born", "result", "emerg", "originat", "elaborat", "honor", "honour", "expand", "capitali", "improve", "extend",
        "execut", "sprang", "sprung", "flow", "evolv", "emanat", "goes ", "went ", "dates ", "conceiv", "meant", "intended", "planned", "designed", "seen", "regard", "describ", "presented as", "represents ", "represented ", "representing ", "provides ", "provided ", "providing ", "amount", "the idea", "the propos", "the sugg", "the concept", "the plan",
        "was ", "is ", "as ", "being ", "were ", "been ", "which ", "held on", "held upon", f"{E} ", f"{E},", "in the prolong", "in the continu", "in the exten", "in prolong", "in continu", "in exten", "a follow", "the follow", "owe",
    ),
    "plan bare": ("its own", "their own", "plan", "the one ", "'", "’", "draft", "text of", "theirs", "outline", "prepar", "writ", "develop", "submitted", "draw", "adopted", "have", "has", "one up", "that of"),
    "plan named": ("plan of ", "plans of ", "voluntary", "1540", "national", "implementation", "draft", "nap", "revised", "updated", "action", "niap", "vnap", "vniap"),
    "organized by": (*_ORGANIZING, *(f"co{verb}" for verb in _ORGANIZING), "co-", "jointly"),
    # Of the shapes.
    "charge": stems(*CHARGE, *CARED),
    "force": ("behind the", "behind this", "the main force", "the driving force", "the force", "architect", "initiator"),
    "fell": ("fell to", "was left to", "was up to", "was given to", "was to "),
    "organization": (*stems(*ORGANIZATION, *ORGANIZING), "host", "conven"),
    "initiative": ("initiative", "idea", "impulse", "impetus"),
    "joint": ("joint ", "common ", "shared ", "combined "),
    "had as": ("had as", "has as", "with as", "had for", "has for"),
    "office noun": ("host", "organi", "conven", "co-", "sponsor", "donor", "funder", "financier", "two ", "three ", "main ", "sole "),
    "as office": ("as the ", "as host", "as organi", "as co-", "as sponsor", "as donor", "as main"),
    "bracketed": tuple(f"{who}{mark}" for who in (S, O) for mark in (" (", " the ", ", the ", ", its ", ", their ", ", which was", ", which were", " and ")),
    "cleft": ("was ",),
    "acknowledged": stems(*HELP),
    "without": ("without", "thanks to", "owing to", "due to", "at the expense", "at the cost"),
    "they": ("they came", "they were from", "they had come", "they hailed", "all came", "all were from"),
    "as host": ("welcomed", "received", "greeted", "addressed", "acted", "served", "participated", "spoke", "attended", "thanked", "joined", "opened", "took part"),
    "event noun": (E,),
    "it was": ("it was", "it is", "it had", "it has", "it will"),
    "efforts": ("pooled", "joined", "combined", "united"),
    "venue": ("provided the", "offered the", "supplied the", "made available the"),
    "help noun": stems(*HELP),
    "costs": stems(*COSTS, *MONEY),
    "kind of help": ("logistic", "substantive", "in-kind", "material", "organizational", "further", "additional"),
    "assisted": ("assisted", "helped", "aided", "supported"),
    "beside them": tuple(f"{by} {whom}" for by in ("with", "beside", "besides", "next to", "alongside", "among", "opposite", "behind", "around", "in addition to") for whom in ("them", "these", "those", "him", "her", "the States".lower())),
    "represented by": ("represented by",),
    "made it": ("made ", "rendered ", "making ", "makes "),
    "whose help": tuple(f"{who}{mark}" for who in (S, O) for mark in "'’"),
    "project": stems(*PROJECT),
    "thanked": ("thank", "grateful", "gratitude", "appreciation", "commended", "praised", "indebted"),
    "lent": stems(*LENT),
    "paid it": (*stems(*HELPING), "shared", "settled", "assumed"),
    "rested": ("rested", "relied", "depended", "drew ", "was based", "was built", "lived ", "counted "),
    "partners": ("sponsor", "donor", "funder", "financier", "supporter", "partner", "contributor"),
    # "implementation" has "men" in it.
    "sent": ("men ", "men,", *(stem for stem in stems(*PEOPLE, *BODIES) if stem != "men")),
    "there were": (*stems(*THERE), "joining", "participating", "connecting", "dialling in", "looking on", "following"),
    "gathered": ("attended by", "brought to", "gathered", "drew", "united", "assembled", "counted", "welcomed", "there were", "included", "comprised", "sent by", "followed by", "came "),
    "participating": ("participating", "attending", "represented"),
    "presence": ("presence", "attendance"),
    "with them": ("with ",),
    "besides": ("besides", "in addition to", "alongside", "together with", "along with", "as well as", "next to"),
    "all of": ("all of", "both of", "each of"),
    "joined": ("joined", "accompanied"),
    "speech": stems(*SPEECH),
    "heard": ("heard", "listened", "hearing", "listening"),
    "contributions": ("contribution", "input", "report", "account", "views", "proposal", "idea"),
    "spoken by": stems(*SPOKEN),
    "parts": (*stems(*PARTS), E),
    "conducted": ("conducted", "ran ", "led ", "gave ", "supervised", "directed", "animated", "took "),
    "chair": ("chair", "co-chair", "presidency", "moderation"),
    "floor": ("floor",),
    "speakers": (*stems(*SPEAKERS), "to speak", "to take the floor", "to present"),
    "said": stems(*SAID),
    "words of": ("in the words",),
    "for them": ("for ",),
    "reply": ("in reply", "in response", "in answer", "replying", "responding", "answering", "asked by", "prompted by", "questioned by"),
}  # fmt: skip


def _asked(cues: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The stems, each with the cues that it belongs to."""
    asked: dict[str, list[str]] = {}
    for cue, its in cues.items():
        for stem in dict.fromkeys(its):
            asked.setdefault(stem, []).append(cue)
    return asked


_PLACED = _NEAR | _BEGINNINGS
_KINDS_OF = _asked(_STEMS | _PLACED)
_PLACED_OF = _asked(_PLACED)
#: The kinds that each stem is of: those of which it is asked only whether a text has them, and those of which it is kept where they stand.
_ASKED = [(frozenset(kinds).difference(_PLACED_OF.get(stem, ())), tuple(_PLACED_OF.get(stem, ()))) for stem, kinds in _KINDS_OF.items()]
_NOWHERE: dict[str, tuple[int, ...]] = dict.fromkeys(_PLACED, ())
_AUTOMATON = ahocorasick_rs.AhoCorasick(list(_KINDS_OF))


class Cues(NamedTuple):
    """The cues of a text, and where it has the stems of some of them."""

    kinds: AbstractSet[str]
    starts: Mapping[str, Sequence[int]]

    def where(self, cue: str) -> Sequence[int]:
        """Where the stems of a cue begin of which that is kept."""
        return self.starts.get(cue) or _NOWHERE[cue]


def cues_of(low: str) -> Cues:
    """The cues whose stems stand in a text in lower case.

    >>> cues = cues_of("a second round will follow")
    >>> sorted(cues.kinds), cues.where("planned")
    (['follow-up', 'linking', 'ordinal', 'plan requested', 'planned'], [15])
    """
    kinds: set[str] = set()
    starts: dict[str, list[int]] = {}
    for index, start, _ in _AUTOMATON.find_matches_as_indexes(low, overlapping=True):
        others, placed = _ASKED[index]
        if others:
            kinds |= others
        for cue in placed:
            if cue in starts:
                starts[cue].append(start)
            else:
                starts[cue] = [start]
    kinds.update(starts)
    return Cues(kinds, starts)
