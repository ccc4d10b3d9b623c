"""The labels of a header's fields, in the spellings of many drafters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["field_of", "label_of", "list_end", "tells", "unmarked"]

#: A label as drafters write it, folded to lower case → the field that it names.
_LABELS: tuple[tuple[str, str], ...] = (
    (r"(?:dates?|when|period|time|days?)(?: ?\(s\))?(?: ?(?:and|/|&|,|-) ?(?:the )?(?:venues?|places?|locations?|where|city|time and place|format))+(?: ?\(s\))?(?: of .+)?", "date-and-place"),
    (r"(?:venues?|places?|locations?|where)(?: ?\(s\))?(?: ?(?:and|/|&|,|-) ?(?:dates?|when|time|period))+(?: ?\(s\))?", "date-and-place"),
    (r"(?:new |revised )?(?:dates?|when|period|duration|time|held on|days)(?: ?\(s\))?(?: of .+)?", "date"),
    (r"(?:drafted|written|prepared|issued|circulated|dated)(?: on)?|date of (?:(?:this|the) )?(?:note|report|memo(?:randum)?|draft|drafting|issue)", "written"),
    (r"(?:former|old|original|previous|earlier|initial) (?:dates?|venues?|places?)(?: and (?:venue|place))?", "former"),
    (r"(?:venues?|places?|locations?|where|city|country|(?:country|state) visited|country and city|city and country|destinations?|held (?:in|at))(?: ?\(s\))?(?: of .+)?", "place"),
    (r"(?:(?:name|title) of (?:the )?(?:event|activity|meeting)|events?|titles?|activit(?:y|ies)|meetings?|subject|object|matter|re|what|occasion|session|name|type of (?:event|activity)|type|visits?|workshop|conference)(?: ?\(s\))?", "event"),
    (r"(?:(?:co-?|main |lead |local |joint |principal )?(?:organi[sz](?:ers?|ed by|ing (?:bod(?:y|ies)|entit(?:y|ies)|institutions?|partners?))|hosts?|hosted by|host (?:country|state|government|institution)s?|conven(?:e|o)rs?|convened by|org|leads?(?: (?:agency|institution|body|partner|entity|organi[sz]ation))?|led by|by(?: whom)?|called by|in charge|responsible|(?:jointly )?(?:held|run|given|prepared|carried out|implemented|undertaken|delivered|conducted) by|co-?chairs?|chairs?|(?:institutions?|bod(?:y|ies)|entit(?:y|ies)|authorit(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)) (?:(?:which|that|who) )?(?:jointly )?(?:called|convened|organi[sz]ed|held|hosted|convoked|responsible|in charge|convening)(?: (?:for )?(?:it|the event|the activity|the meeting))?|(?:responsible|convening|convoking|host(?:ing)?|lead) (?:bod(?:y|ies)|institutions?|authorit(?:y|ies)|agenc(?:y|ies)|entit(?:y|ies)|organi[sz]ations?|ministry)))(?: ?\(s\))?(?: ?(?:and|/|&|,) ?(?:co-?)?(?:hosts?|organi[sz]ers?|conven(?:e|o)rs?))*", "organizers"),
    (r"(?:co-?organi[sz]ers?|organi[sz]ers? and (?:sponsors?|partners?|donors?)|jointly organi[sz]ed by|hosts? and organi[sz]ers?)", "organizers"),
    (r"(?:(?:co-?)?sponsors?(?:ed by|hip)?|support(?:ed by|ers?)?|donors?|partners?|funded by|funding|financ(?:ed by|ing|ial support)|money|in (?:cooperation|co-operation|collaboration|partnership) with|(?:with|w/)(?: the)? (?:financial )?support (?:of|from)|costs(?: borne by)?|expenses|cooperating (?:bod|organi[sz]ation)\w*|contributors?|assisted by|made possible by|(?:jointly |kindly )?paid(?: for)? by|thanks to|at the expense of)(?: ?\(s\))?", "supporters"),
    (r"(?:(?:list of |main |other |further )?(?:participants?|part|on[ -]?line|attendees)|who|(?:a?round|at) the table|participation|participating states(?: and organi[sz]ations)?|attendance|attended by|delegations|presents?|represented|players?|which(?: (?:states|countries|delegations))?|trainees?|students?|learners?|pupils|panell?ists?|visitors?|visiting team|the team|team|delegation|(?:in|into) the (?:room|hall)|on (?:the )?screens?|by (?:video(?: ?link)?|telephone)|connected(?: online| remotely)?|panel|moderators?|resource persons|speakers|facilitators|observers?|international (?:representatives|organi[sz]ations)|(?:[a-z]+ )?interlocutors|(?:persons|people|officials|authorities|institutions|bodies) met|met with|travell?ers?)(?: ?\(s\))?(?: ?\([^)]{1,40}\))?", "participants"),
    (r"(?:empty (?:chairs|seats)|off[ -]?line|(?:in writing|by letter|written (?:statements?|contributions?|comments?))(?: only)?(?: \(not present\))?|missing|(?:expected|announced|registered)(?:,| but) .+|not(?: (?:represented|present|participating|attending|connected|attended|there))?|no[ -]shows?|did not (?:attend|come)|unable to attend|declined|invited(?:,? (?:but )?not .+)?|absents?|apologies|excuseds?|invited(?: but .+)?|regrets)(?: ?\([^)]{1,40}\))?", "absent"),
    (r"(?:participating |member |other |attending )?(?:(?:states|countries|governments)(?: (?:represented|participating|present|attending|taking part))?|(?:international |regional |non-governmental |intergovernmental |other )?organi[sz]ations?|others?|industry|private sector|research(?: institutes?)?|academia|civil society|national (?:authorities|bodies)|(?:companies|universities|institutes|think tanks|laboratories|business|firms|embassies|ministries|agencies|recs|regional economic communities)(?: and [a-z]+)?|international experts|united nations|un (?:bodies|entities)|non-governmental organi[sz]ations|institutions?)", "guests"),
    (r"(?:(?:total )?number of (?:participants|attendees|persons)|(?:no|nr)\.? of participants|participants \(number\)|head-?count|heads|how many|total)", "count"),
    (r"(?:experts?|1540 (?:group of )?experts?|committee experts?|1540 committee(?: group of experts)?|group of experts|1540 committee participation|committee representation|experts? participating)", "experts"),
    (r"(?:objectives?|purposes?|aims?|goals?)(?: of .+)?", "purpose"),
    (r"(?:format|modality|mode)", "format"),
    (r"(?:invitation|references?|refs?|(?:asked|requested) by|correspondence)(?: ?\(s\))?", "invitation"),
    (r"(?:to|from|cc|copy|copies|copied to|attention|attn|via|through|reply to|classification|distribution)", "memo"),
)  # fmt: skip
_FIELD = re.compile("(?:" + "|".join(f"(?P<f{at}>{pattern})" for at, (pattern, _) in enumerate(_LABELS)) + r")\Z")
_BLANKS = re.compile(r"\s+")


def field_of(label: str, *, alone: bool = False) -> str:
    """The field that a label names; "" where it names none. ``alone``: it is a heading, with nothing after it.

    >>> field_of("Date and Venue"), field_of("Organisers"), field_of("Highlights")
    ('date-and-place', 'organizers', '')
    """
    plain = _BLANKS.sub(" ", label).strip(" *_:.").lower()
    if not plain or len(plain) > 60:
        return ""
    return _field(plain, alone)


@lru_cache(maxsize=1024)
def _field(plain: str, alone: bool) -> str:
    """The same for a label in lower case; notes of one drafter have the same labels."""
    return _known(plain) or _asked(plain) or ("" if alone else _by_stems(plain)) or next((name for slip in _slips(plain) if (name := _known(slip))), "")


#: What a note asks before each of its fields, in a question or in a label: "Who came?", "Who organized it:".
_QUESTIONS: tuple[tuple[str, str], ...] = (
    (r"who (?:did not|was (?:not|absent)|were (?:not|absent)|could not|declined|stayed away|was missing|sent regrets).*", "absent"),
    (r"(?:and )?who (?:(?:else )?(?:came|took part|attended|participated|joined|sat at|sat round|sat around)|(?:was|were) (?:there|present|represented|at the table|in the room|around|the participants)|else (?:was|were) (?:there|present)).*", "participants"),
    (r"(?:and )?who (?:paid|pays|funded|financed|sponsored|supported|helped|backed|met the costs?|bore the costs?).*", "supporters"),
    (r"(?:with|on) (?:what|whose) (?:money|funds|funding|support|help)|(?:at )?whose expense", "supporters"),
    (r"(?:and )?who (?:(?:co-?)?organi[sz]ed|(?:co-?)?organi[sz]es|held|hosted|convened|ran|called|invited|arranged|was behind|were the (?:hosts|organi[sz]ers)|was the (?:host|organi[sz]er)).*", "organizers"),
    (r"(?:when|where)(?:,? and (?:when|where))", "date-and-place"),
    (r"when(?: and where)?,? (?:did it take place|was (?:it|this)(?: held)?|did (?:it|this) happen|was the .+ held|did the .+ take place|and where).*", "date-and-place"),
    (r"where(?: and when)?,? (?:did it take place|was (?:it|this)(?: held)?|was the .+ held|did the .+ take place).*", "date-and-place"),
    (r"what (?:was|is) (?:it|this|the event|this about)", "event"),
    (r"which(?: (?:states|countries|organi[sz]ations|delegations|bodies)(?: .+)?)?", "participants"),
    (r"how many (?:came|took part|attended|participants|people|persons|were there).*", "count"),
)
_ASKED = tuple((re.compile(pattern + r" ?\??\Z"), name) for pattern, name in _QUESTIONS)


def _asked(plain: str) -> str:
    return next((name for pattern, name in _ASKED if pattern.match(plain)), "") if plain.startswith(_ASKING) else ""


_ASKING = ("who", "which", "when", "where", "what", "how", "and who", "with ", "on ", "at ")


#: The stems that tell a field, whatever words stand with them; the first of these that the label has decides.
_STEMS: tuple[tuple[str, str], ...] = (
    (r"absen|excus|apolog|regret|unable|declin|invited|off[ -]?line|not (?:on|connected|present|represented|there)", "absent"),
    (r"financ|fund|money|spons|donor|donat|support|co-?operat|collaborat|partner|auspices|patronage|contribut|cost|expens|paid|backing|assistance|help|aid\b", "supporters"),
    (r"organi[sz](?:er|ed|ing|ation by|ation of)|host|conven(?:e|o|ing)|arrang|initiat|conducted|prepared", "organizers"),
    (r"particip|attend|connected|on[ -]?line|assistants|present\b|represented|delegat|took|taking|guests", "participants"),
)
#: "Trainees came from", "Members of parliament from", "Resource persons from".
_WHENCE = re.compile(
    r"(?:[a-z-]+ ){0,2}(?:participants|trainees|lecturers|speakers|experts|officials|delegates|delegations|members(?: of parliament)?|parliamentarians|legislators|persons|people|trainers|instructors|teachers|"
    r"facilitators|observers|representatives|officers|students|guests|teams|practitioners|specialists|drafters|visitors|contact|panell?ists)(?: (?:who|came|coming|were|drawn|sent|travelled))* from\Z"
)
_OF_TEAM = re.compile(r"(?:composition|members) of the (?:mission|delegation|team|visiting team|group)\Z")
_BY_STEM = tuple((re.compile(rf"\b(?:{pattern})"), name) for pattern, name in _STEMS)
#: The words besides that a label of a field may have.
_PLAIN = re.compile(
    r"(?:of|the|and|by|with|for|to|in|on|from|its|main|local|other|all|also|joint|jointly|lead|co|national|international|regional|foreign|external|financial|technical|logistical|kind|generous|further|bodies|body|institutions?|entit(?:y|ies)|organi[sz]ations?|"
    r"room|person|remotely|video|link|chairs?|guests?|states?|countries|country|governments?|partners?|list|names?|part|activity|event|meeting|workshop|seminar|conference|course|training|visit|as|who|those|were|was|are|observers?|member|states|side|to|be|still|arrangements?|line|points?|contact|sent|came|received|although|though|but|expected|&|/|,|not)\Z"
)


def _by_stems(plain: str) -> str:
    """The field of a label of a few words that no pattern foresees: "with the auspices of", "assistants", "financially supported by"."""
    if (plain.endswith(" from") and _WHENCE.match(plain)) or _OF_TEAM.match(plain):
        return "participants"
    words = plain.replace(",", " ").replace("/", " ").split()
    if len(words) > 6:
        return ""
    for pattern, name in _BY_STEM:
        if pattern.search(plain):
            return name if all(_PLAIN.match(word) or any(stem.match(word) for stem, _ in _BY_STEM) or word.endswith("ly") for word in words) else ""
    return ""


def _known(plain: str) -> str:
    found = _FIELD.match(plain)
    return _LABELS[int(str(found.lastgroup)[1:])][1] if found else ""


def _slips(plain: str) -> Iterator[str]:
    """What a scanner may have made of a label's letters: "partlcipants" is "participants"."""
    if " " in plain and len(plain) < 24:
        yield plain.replace(" ", "")
    for at, letter in enumerate(plain):
        if letter == "l":
            yield plain[:at] + "i" + plain[at + 1 :]


_COLON = re.compile(r"\s*[:：]\s*(?:\*\*)?\s*|\s+[–—-]\s+|\s*\.{4,}\s*")
#: What _COLON has in it.
_DIVIDER = re.compile(r"[:：–—-]|\.{4}")
#: "(a) ", "2. ", "Q. ", "IV) ", before a label.
_ENUMERATOR = re.compile(r"(?:\((?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2})\)|(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2}(?:\.\d{1,2})?)[.)]|\d{1,2}\.\d{1,2})\s+")
#: "By whom. ", "HOST. ", "Where? ", a label that a full stop or a question mark ends.
_RUN_IN = re.compile(r"(?P<label>[A-Z][A-Za-z'’ ]{1,28})(?:\.(?:\s+(?=\S)|\Z)|\?\s+(?=\S))")


def label_of(words: str) -> tuple[str, int]:
    """The label at the start of ``words`` and where its value begins; ("", 0) where there is none.

    >>> label_of("(b) Venue: Lomé"), label_of("By whom. UNREC"), label_of("It rained. Then it did not")
    (('Venue', 11), ('By whom', 9), ('', 0))
    """
    counted = _ENUMERATOR.match(words)
    at = counted.end() if counted else 0
    found = _COLON.search(words, at, at + 80) if _DIVIDER.search(words, at, at + 80) else None
    # "2.1 Delegation. It held …" is the title of a paragraph.
    titled = counted is not None and words[at - 2 : at - 1].isdigit()
    run_in = _RUN_IN.match(words, at) if not titled and (words.find(".", at, at + 32) > 0 or words.find("?", at, at + 32) > 0) else None
    if run_in is not None and (found is None or run_in.end() <= found.start()):
        plain = run_in["label"].lower()
        return (run_in["label"], run_in.end()) if _known(plain) or _asked(plain) else ("", 0)
    if found is None or (counted and not field_of(words[at : found.start()])):
        return (words[: found.start()], found.end()) if found is not None else ("", 0)
    return words[at : found.start()], found.end()


_STOP = re.compile(r"(?<=[\w)\]\"”])\. (?=[A-ZÀ-Þ\"“])")
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Lt|Col|Gen|Maj|Capt|Amb|Hon|Ltd|Inc|Co|[A-Z])\Z")
_TELLS = re.compile(r"\b(?:was|were|is|are|has|have|had|did|will|would|could|took|met|paid|bore|covered|lent|gave|made|sent|set|came|joined|contributed|provided|supported|funded|hosted|attended|participated|helped|asked|declined|opened|footed|shouldered|backed|assisted|acted|served|offered|was|supplied|shared|invited)\b")


def unmarked(words: str) -> str:
    """The words without the number or letter before them.

    >>> unmarked("2. Who came"), unmarked("Q. Who paid?"), unmarked("Who came")
    ('Who came', 'Who paid?', 'Who came')
    """
    counted = _ENUMERATOR.match(words)
    return words[counted.end() :] if counted else words


def tells(words: str) -> bool:
    """Whether the first sentence tells something, and is more than a list."""
    stop = _STOP.search(words)
    return _TELLS.search(words, 0, stop.start() if stop else len(words)) is not None


def list_end(words: str) -> int:
    """Where in the value of a field its list ends and sentences that tell something begin.

    >>> "UNREC; Togo. France paid for it."[: list_end("UNREC; Togo. France paid for it.")]
    'UNREC; Togo.'
    """
    for stop in _STOP.finditer(words):
        after = _STOP.search(words, stop.end())
        if not _SHORT.search(words, max(0, stop.start() - 6), stop.start()) and (_TELLS.search(words, stop.end(), after.start() if after else len(words)) or field_of(label_of(words[stop.end() :])[0])):
            return stop.start() + 1
    return len(words)
