"""Organizations that the reference data do not know, by the form of their names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from graph1540.model import Mention, Segment
from graph1540.recognize.people import ROLE
from graph1540.recognize.portfolios import portfolios
from graph1540.recognize.stems import Cued, Words

__all__ = ["acronym_uses", "close_brackets", "recognize_acronyms", "recognize_by_form", "recognize_letterheads", "recognize_listed"]

#: Nouns that head the name of an organization.
_HEADS = (
    "Academy", "Administration", "Administrator", "Agency", "Alliance", "Assembly", "Association", "Attorney", "Authority", "Bank", "Board",
    "Brigade", "Bureau", "Cabinet", "Cell", "Center", "Centre", "Chamber", "Chancellery", "Coast Guard", "College", "Command", "Commissariat", "Commission",
    "Committee", "Community", "Company", "Confederation", "Consortium", "Constabulary", "Corporation", "Corps", "Council", "Court", "Customs", "Delegation",
    "Department", "Directorate", "Directorate-General", "Directorate General", "Division", "Embassy", "Faculty", "Federation", "Force", "Forces", "Forum",
    "Foundation", "Fund", "Gendarmerie", "Group", "Guard", "Hospital", "Initiative", "Inspectorate", "Institut", "Institute", "Institution", "Laboratory",
    "Laboratories", "League", "Limited", "Ltd", "Ministry", "Ministerio", "Ministère", "Mission", "Network", "Observatory", "Office", "Organisation", "Organization",
    "Parliament", "Partnership", "Police", "Polytechnic", "Prosecutor", "Regiment", "Registry", "School", "Secretariat", "Senate", "Service",
    "Services", "Society", "Subcommittee", "Taskforce", "Task Force", "Tribunal", "Union", "Unit", "Universidad", "Université", "University",
    "Programme", "Program", "Presence", "Secretariate", "Superintendence", "Treasury", "Watch", "Navy", "Army", "House", "AG", "GmbH", "plc", "KGaA", "Inc", "AB", "LLC", "Berhad", "SpA", "Superintendency", "Observatoire",
)  # fmt: skip
_HEAD = r"(?:" + "|".join(re.escape(head) for head in sorted(_HEADS, key=lambda h: (-len(h), h))) + r")\b"
_ANY_HEAD = re.compile(rf"\b{_HEAD}")
_CUED_HEAD = Cued(re.compile(_HEAD), [f"{head} " for head in _HEADS])
#: "MINISTRY OF TRADE (MOT)".
_LETTERHEAD = re.compile(r"(?m)^(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ&][A-ZÀ-Þ'’,-]*){1,12}) \((?P<acronym>[A-Z]{2,9})\)")
#: Characters; a letterhead stands at the top.
_HEAD_OF_NOTE = 1500
_CAPITAL_HEAD = re.compile("|".join(rf"\b{head.upper()}\b" for head in _HEADS))
_CAP = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-Þ][\w'’-]*(?:\.[A-Z][\w'’-]*)*(?:/[A-ZÀ-Þ][\w'’-]*)?|\d{1,3}(?:st|nd|rd|th)\b|&)"
#: The same with its first character read, so that a search goes from one to the next.
_FIRST_CAP = (
    r"[A-ZÀ-ÖØ-Þ\d&](?<![\w.’'-].)(?:(?<=[A-Z])\.(?:[A-Z]\.)+|(?<=[A-ZÀ-ÖØ-Þ])[\w'’-]*(?:\.[A-Z][\w'’-]*)*(?:/[A-ZÀ-Þ][\w'’-]*)?|(?<=\d)\d{0,2}(?:st|nd|rd|th)\b|(?<=&))"
)
_LINKS = ("of", "for", "the", "and", "on", "in", "to", "against", "with", "de", "del", "du", "des", "la", "los", "las", "e", "y", "et", "da", "do", "dos", "at")
_LINK = rf"(?:de\s+la|{'|'.join(_LINKS)})"
_LINKING = frozenset(_LINKS)
#: A chain of capitalised words that small words may hold together.
_CHAIN = re.compile(rf"{_FIRST_CAP}(?:(?: {_LINK}){{0,3}} {_CAP}|, {_CAP}(?=(?: {_CAP}){{0,3}}(?:, (?:and )?{_CAP})?(?: {_CAP}){{0,3}},? and {_CAP})){{0,24}}")
#: Characters; no chain of a note is longer.
_REACH = 2000
_OPENERS = re.compile(r"(?<![\w-])(?:Ministry|Department|Office|Ministries|Directorate|Secretariat|Committee|Commission|Agency|Authority|Bureau|Institute|Council|Service|University|Academy|Centre|Center|Bank|Chamber|Faculty|Unit|Division|Board|Association|Prosecutor)\b")
_STOP_BEFORE = re.compile(rf"\s+(?:and|in|on|to|for|at|with)\s+(?:the\s+)?(?=(?:Ministry|Permanent)\b|(?:Department|National|Central|State|Federal|Office|Directorate)\b(?:\s+(?:of\s+|for\s+)?[A-Z][\w-]*){{0,4}}?\s*{_HEAD})")
_AND = re.compile(r"\s+(?:and|with|to|in|on|at|for)\s+(?:the\s+)?(?=[A-Z])")
#: Where an acronym can begin and end.
_BEGINS, _ENDS = re.compile(r"(?<![\w/-])"), re.compile(r"(?!\w)")
#: What stands between a name that is known and the next: "Mr. Annor of the Ministry of Defence".
_LEADING = re.compile(r"\s+(?:and|with|to|in|on|at|for|of|from|by)\s+(?:the\s+)?(?=[A-Z])")
_APART = re.compile(r"\s+the\s+(?=[A-Z])")
#: "the Ministry of Health and the Customs Service"
_AND_THE = re.compile(r",? and the (?=[A-Z])")
#: "with the Police Force and with the Bureau of Standards"
_ANEW = re.compile(r" (?:and|as well as) (?:with|by|from|at|to|in) (?:the )?(?=[A-Z])|,? (?:and|with) (?:the )?(?=Governments? of )| at the (?=(?:Federal |National )?(?:Ministry|Office|Secretariat|Commission|Department|Agency|Centre|Center)\b)")
_COMMA = re.compile(r", ")
#: The name of a body of a Government up to " at Windhoek", " in Suva"; offices and missions are called by where they are.
_SITED = re.compile(r"(?=(?:[A-Z][\w-]* ){0,3}?(?:Ministry|Department|Commission|Committee|Council|Authority|Agency|Directorate|Inspectorate|Assembly|Parliament|Customs|Police)\b)(?!.*\b(?:Office|Mission|Delegation|Embassy|Presence|University|Institute|Centre|Center|Academy|College|School)\b).+?(?= (?:at|in) (?!(?:the|Foreign|Nuclear|Chemical|Biological|Arms|International|Higher|Public|Charge)\b)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}\Z)")
_VISITED = re.compile(r"[A-Z]{3,9} to the (?=[A-Z])")
_AND_LAST = re.compile(r",? (?:and|with) (?:the )?\Z")
_POSSESSIVE = re.compile(r"['’]s? ")
_TRAIL = re.compile(rf"(?:\s+(?:{_LINK}))*\s*\Z")
_TITLES = re.compile(r"\A(?:(?:The|A|An|In|On|At|By|As|For|From|With|During|After|Before|Both|Its|Their|This|That|Those|These|Participants?|Representatives?|Experts?|Officials?|Members?|Trainers?|Instructors?|Lecturers?|Speakers?|Teachers?|Officers?|Colleagues|Delegates?|Observers?|Staff|Head|Heads|Director|Chair|Chairman|Chairperson|Deputy|Minister|Ambassador|President|Secretary|Mr|Ms|Mrs|Dr|Prof|Commander|Opening|Acting|Vice|Vice-Minister|Former|Senior)\b(?!-[A-Z]\w+['’]s)\.?\s*(?:(?:of|to|from|at|for)\s+)?(?:the\s+)?)+")
#: An office before the name of the body: "Permanent Secretary in the Ministry of Justice".
_OFFICE = re.compile(rf"(?:[A-ZÀ-Þ][\w'’]{{0,30}}(?:[ -]| (?:and|for) )){{0,6}}?{ROLE}(?:[- ]General|[- ]in[- ]Charge)?(?:\s+(?:of|in|at|for|to|from)\s+(?:the\s+)?)(?=[A-ZÀ-Þ])")
_BODY_OF = re.compile(r"[^,]*?\b(?:of|in|at|from) (?:the )?(?P<body>(?:[A-ZÀ-Þ][\w-]+ ){0,3}?(?:Ministry|Department|Office|Agency|Authority|Commission|Committee|Council|Directorate|Institute|Service|Unit|Bureau|Secretariat)\b.*)")
_ROLE_LAST = re.compile(rf"\b{ROLE}\Z")
_NOT_ORGANIZATIONS = re.compile(
    r"\A(?:Information Note|Action Plan|National (?:Voluntary )?(?:Implementation )?Action Plans?|Working Group|Opening Session|Programme of Work|Program of Work|"
    r"(?:[A-Z][a-z]+[’']s?)|(?:National |Voluntary )*Implementation|Board|Group|Office|Service|Services|Unit|Secretariat|Committee|Commission|Council|Centre|Center|Institute|"
    r"Initiative|Forum|Forces|Force|Customs|Police|Programme|Program|Mission|Port|Parliament|Cabinet|University|Department|Ministry|Delegation|Network|Assembly|Bank|Fund|"
    r"Government|Community|Bureau|Division|Agency|Authority|Embassy|Association|Union|House|Court|Laboratory|Laboratories|Partnership|Society|School|Treasury|Army|Navy)\Z"
)
#: "Participants from States: …", the label inside a field.
_SUBLABEL = re.compile(r"[A-Z(][^:;,]{0,60}:\s+")
_LEAD = re.compile(r"(?:and |the )+")
_DEFINED = re.compile(r"\s*\(\s*(?:[“\"'‘])?(?P<acronym>[A-Z][A-Za-z0-9&/.-]{1,14})(?:[”\"'’])?\s*\)")


def recognize_by_form(words: Words, known: list[Mention]) -> Iterator[Mention]:
    """Chains of capitalised words with an organization's noun in them, cut where a known name begins.

    ``known`` are the mentions that stand already; a new name never overlaps one of an organization, and takes in
    the State that ends it ("Ministry of Economy and Commerce of the Kyrgyz Republic").
    """
    text = words.text
    every = {m.start: m for m in known if m.kind in ("state", "demonym")}
    starts = sorted(every)
    # None of these overlaps another.
    taken = sorted((m.start, m.end) for m in known if m.kind in ("organization", "date", "resolution", "document", "person", "event"))
    yield from _of_each(words, every)
    for start, end in _chains(words):
        states = {at: every[at] for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]}
        at = start
        for lo, hi in taken[max(0, bisect_left(taken, (start, 0)) - 1) : bisect_left(taken, (end, 0))]:
            if hi <= start:
                continue
            if lo > at:
                yield from _pieces(text, at, lo, states)
            at = max(at, hi)
        if end > at:
            yield from _pieces(text, at, end, states)


def recognize_letterheads(text: str) -> Iterator[Mention]:
    """As in "NATIONAL COMMITTEE FOR THE PROHIBITION OF WEAPONS (NCPW)": a body in capital letters with its acronym.

    >>> [m.name for m in recognize_letterheads("MINISTRY OF TRADE (MOT)")]
    ['MINISTRY OF TRADE']
    """
    for found in _LETTERHEAD.finditer(text, 0, _HEAD_OF_NOTE):
        name = found["name"]
        if _CAPITAL_HEAD.search(name) and _initials_of(found["acronym"], name):
            yield Mention("organization", found.start(), found.start() + len(name), "", name, form="new")


def _initials_of(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym begin words of a name, in their order."""
    letters = iter(word[0] for word in re.split(r"[ -]+", name) if word)
    return all(letter in letters for letter in acronym)


def _behind_small_words(text: str, lo: int, at: int) -> int:
    """From where on a chain can reach ``at``: behind the last word before it that is small and links nothing, or ``lo``.

    >>> text = "officials sent by the Ministry of Health"
    >>> text[_behind_small_words(text, 0, text.index("Health")):]
    'the Ministry of Health'
    """
    end = text.rfind(" ", lo, at)
    while end >= lo:
        start = max(text.rfind(" ", lo, end) + 1, lo)
        word = text[start:end]
        if word[:1].islower() and word.rstrip(",") not in _LINKING:
            return end + 1
        end = start - 1
    return lo


def _chains(words: Words) -> Iterator[tuple[int, int]]:
    """Where the chains of several words begin and end that have an organization's noun in them."""
    text, at = words.text, 0
    for head in words.finditer(_CUED_HEAD):
        if head.start() < at:
            continue
        # No chain goes across these; none reaches far.
        start = head.start()
        lo = max(at, start - _REACH)
        for mark in "\n;:()":
            lo = text.rfind(mark, lo, start) + 1 or lo
        for found in _CHAIN.finditer(text, _behind_small_words(text, lo, start), head.end() + _REACH):
            if found.start() > start:
                break
            at = found.end()
            if at > start:
                if " " in found[0]:
                    yield found.span()
                break


def _of_each(words: Words, states: dict[int, Mention]) -> Iterator[Mention]:
    """As in "Ministries of Foreign Affairs of Chile and of Colombia": one body of each State."""
    text = words.text
    for found in words.finditer(_PLURAL_HEAD):
        several = list(portfolios(text, found.start(), found.end(), states)) if found[0] == "Ministries" else []
        if several:
            yield from several
            continue
        of_state = next((m for m in _OF.finditer(text, found.end(), found.end() + 90) if m.end() in states), None)
        if of_state is None:
            continue
        one = _PLURALS[found[0]] + text[found.end() : of_state.start()]
        begin, at = found.start(), of_state.end()
        while (state := states.get(at)) is not None and state.kind == "state":
            yield Mention("organization", begin, state.end, "", f"{one} of {text[state.start : state.end]}", state=state.iri, form="each")
            further = _AND_OF.match(text, state.end)
            begin = at = further.end() if further else -1


_PLURALS = {"Ministries": "Ministry", "Permanent Missions": "Permanent Mission", "Embassies": "Embassy", "Departments": "Department"}
_PLURAL_HEAD = Cued(re.compile(r"(?:Ministries|Permanent Missions|Embassies|Departments)\b"), _PLURALS)
_OF = re.compile(r" of (?:the )?")
_AND_OF = re.compile(r"(?:,| and|, and) (?:of )?(?:the )?")


def _parted(text: str, start: int, end: int, states: dict[int, Mention]) -> tuple[int, int] | None:
    """Where the first of two names that a State stands between ends, and where the second begins."""
    for at, state in sorted(states.items()):
        # "… of Mongolia and General Intelligence …": the State ends the first name.
        if start < at < end and state.end < end and (further := _AND.match(text, state.end)) and _ANY_HEAD.search(text[start:at]) and _ANY_HEAD.search(text, further.end(), end):
            return state.end, further.end()
        if start < at < end and _POSSESSIVE.match(text, state.end) and (lead := _AND_LAST.search(text, start, at)) and _ANY_HEAD.search(text, start, lead.start()):
            # "Togo's Customs Service and Benin's Ministry of Health"
            return lead.start(), at
        if start <= at < end and (apart := _APART.match(text, state.end, end)) is not None:
            # "In Ethiopia the Council of Ministers …": the State is no part of the name.
            return start, apart.end()
    return None


def _pieces(text: str, start: int, end: int, states: dict[int, Mention]) -> Iterator[Mention]:
    lead = _LEADING.match(text, start, end)
    if lead:
        # "… Conflict Prevention Centre and the Research Centre …": what is left of the chain after a known name.
        start = lead.end()
    while start < end and text[start] == " ":
        start += 1
    words = text[start:end]
    parted = _parted(text, start, end, states)
    if parted is not None:
        yield from _pieces(text, start, parted[0], states)
        yield from _pieces(text, parted[1], end, states)
        return
    cut = _STOP_BEFORE.search(words) or _ANEW.search(words) or next((c for c in _AND_THE.finditer(words) if _ANY_HEAD.search(" ".join(words[c.end() :].split()[:5]))), None)
    if cut is not None and _ANY_HEAD.search(words[: cut.start()]):
        yield from _pieces(text, start, start + cut.start(), states)
        yield from _pieces(text, start + cut.end(), end, states)
        return
    sited = _SITED.match(words)
    if sited and not any(start + sited.end() <= at < end for at in states):
        # "convened by the Ministry of Justice at Windhoek": the name ends before the place.
        end = start + sited.end()
        words = text[start:end]
    visited = _VISITED.match(words)
    if visited:
        # "the visit of NCPW to the Customs Institute"
        yield from _pieces(text, start + visited.end(), end, states)
        return
    for comma in _COMMA.finditer(words):
        # "Ministry of Trade, Industry and Energy" is one name, "Ministry of Defence, Fiji Revenue and Customs Authority" two.
        after = start + comma.end()
        if _ANY_HEAD.search(" ".join(words[comma.end() :].split()[:4])) or after in states:
            yield from _pieces(text, start, start + comma.start(), states)
            yield from _pieces(text, after, end, states)
            return
    opened = _OFFICE.match(words) or _TITLES.match(words)
    if opened and opened.end() < len(words):
        start += opened.end()
        words = text[start:end]
        body = _BODY_OF.match(words) if not _OPENERS.match(words) else None
        if body:
            # "Secretary-General for Technical Affairs of the Ministry of Health"
            start += body.start("body")
            words = text[start:end]
    possessor = next((s for at, s in states.items() if at == start and _POSSESSIVE.match(text, s.end)), None)
    owner = ""
    if possessor is not None:
        owner = possessor.iri
        start = _POSSESSIVE.match(text, possessor.end).end()  # type: ignore[union-attr]
        words = text[start:end]
    trailing = _TRAIL.search(words)
    if trailing:
        end = start + trailing.start()
        words = text[start:end]
    covered = [(m.start - start, m.end - start) for at, m in states.items() if start <= at < end]
    if not any(not any(a <= head.start() < b for a, b in covered) for head in _ANY_HEAD.finditer(words)) or _NOT_ORGANIZATIONS.match(words) or len(words) < 5 or _ROLE_LAST.search(words):
        return
    whose = owner or next((m.iri for at, m in sorted(states.items()) if start <= at < end), "")
    yield Mention("organization", start, end, "", words, state=whose, form="new")


def recognize_listed(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """What a list of participants or organizers names and nothing else recognised: "AREVA; Commerzbank AG; …".

    Only a whole item that begins with a capital letter, in a list where other items are known or semicolons part them.
    """
    every = sorted((m.start, m.end) for m in mentions)
    for segment in segments:
        if segment.kind != "field" or segment.label not in ("participants", "organizers", "supporters"):
            continue
        words = text[segment.start : segment.end]
        label = _SUBLABEL.match(words)
        lo = segment.start + (label.end() if label else 0)
        inside = every[bisect_left(every, (lo, 0)) : bisect_left(every, (segment.end, 0))]
        starts = [a for a, _ in inside]
        marks = ";" if words.count(";") >= 2 else ",;"
        items = list(_items(text, lo, segment.end, marks, inside, starts))
        taken = [bisect_left(starts, b) > bisect_left(starts, a) or _within(a, inside, starts) for a, b in items]
        if marks == ",;" and sum(taken) * 2 < len(items):
            continue
        for (start, end), known in zip(items, taken, strict=True):
            item = text[start:end]
            if known:
                continue
            found = _LISTED.match(item)
            if found and not _NOT_LISTED.search(item) and not _AN_OFFICE.search(item) and len(item) < 90:
                yield Mention("organization", start, start + found.end("name"), "", found["name"], form="listed")


def _within(at: int, inside: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether a position lies in one of the sorted stretches."""
    before = bisect_right(starts, at) - 1
    return before >= 0 and at < inside[before][1]


def _items(text: str, start: int, end: int, marks: str, inside: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The items of a list between ``start`` and ``end``, without blanks; a mark inside a mention parts nothing."""
    at = start
    cuts = [mark.start() for mark in _MARK.finditer(text, start, end) if mark[0] in marks and not _within(mark.start(), inside, starts)]
    for cut in [*cuts, end]:
        lo, hi = at, cut
        while lo < hi and text[lo] in " .;,":
            lo += 1
        lead = _LEAD.match(text, lo, hi)
        lo = lead.end() if lead else lo
        while hi > lo and text[hi - 1] in " .;,":
            hi -= 1
        if hi > lo:
            yield lo, hi
        at = cut + 1


_MARK = re.compile(r"[;,]")
_LISTED = re.compile(rf"(?P<name>{_CAP}(?: (?:(?:{_LINK}) )?{_CAP}| \d+)*)(?: \([^()]*\))?\Z")
#: "Head of Sector", "Senior Associate": what a person is.
_AN_OFFICE = re.compile(rf"\A(?:[A-Z][\w-]+ ){{0,3}}{ROLE}\b|{ROLE}\Z")
_NOT_LISTED = re.compile(r"\b(?:States?|[Oo]rgani[sz]ations|[Pp]articipants?|[Rr]epresentatives?|[Ee]xperts?|[Mm]embers?|[Oo]fficials?|[Dd]elegations?|[Dd]elegates?|[Oo]bservers?|[Oo]thers?|[Mm]inistries|[Aa]gencies|Governments?|[Aa]mbassadors?|Chair|Director|[Ii]ndustry|[Aa]cademia|[Cc]ivil society|NGOs|None|TBC|Mr|Ms|Mrs|Dr|[Oo]nline|[Vv]irtual|Invited|Absent|Apologies|Excused|Observers|Guests|see below|N/A)\b")


def recognize_acronyms(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """Acronyms that the note itself defines after a name ("… (FIUTT)"), with the organization that each stands for."""
    table: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind != "organization":
            continue
        found = _DEFINED.match(text, mention.end)
        if found is not None and sum(c.isupper() for c in found["acronym"]) >= 2:
            table.setdefault(found["acronym"], mention)
    return table


def close_brackets(text: str, mentions: Sequence[Mention], table: dict[str, Mention]) -> list[Mention]:
    """Each organization together with the bracket that holds its acronym; what the bracket names is no further mention.

    A name that the reference data do not know takes the identity of the acronym beside it, where that is known.
    """
    closed: list[Mention] = []
    starts = [m.start for m in mentions]
    for mention in mentions:
        last = closed[-1] if closed else None
        if last is not None and mention.kind == "organization" and last.kind == "organization" and last.end > mention.start:
            continue
        if mention.kind == "organization":
            found = _DEFINED.match(text, mention.end)
            if found is not None and sum(c.isupper() for c in found["acronym"]) >= 2:
                inside = [m for m in mentions[bisect_left(starts, found.start()) : bisect_left(starts, found.end())] if m.end <= found.end()]
                closed.append(_with_bracket(mention, found, inside, table))
                continue
        closed.append(mention)
    return closed


def _with_bracket(mention: Mention, found: re.Match[str], inside: list[Mention], table: dict[str, Mention]) -> Mention:
    known = next((m for m in reversed(inside) if m.iri), None)
    if mention.iri and known is not None and known.iri != mention.iri and mention.parent not in (known.iri, ""):
        return mention
    if mention.iri == "" and known is not None:
        mention = mention._replace(iri=known.iri, name=known.name, state=known.state, parent=known.parent, form="")
        table[found["acronym"]] = mention
    return mention._replace(end=found.end())


def acronym_uses(text: str, table: dict[str, Mention]) -> Iterator[Mention]:
    """Where the note uses the acronyms that it defines."""
    found = [
        (start, -len(acronym), acronym)
        for acronym in table
        for start in _occurrences(text, acronym)
        if _BEGINS.match(text, start) and _ENDS.match(text, start + len(acronym))
    ]
    over = 0
    for start, _, acronym in sorted(found):  # The longest of those that begin at one place.
        if start >= over:
            over = start + len(acronym)
            yield table[acronym]._replace(start=start, end=over, form="acronym")


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
