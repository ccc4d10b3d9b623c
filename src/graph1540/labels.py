"""The labels of a header's fields, in the spellings of many drafters."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["field_of"]

#: A label as drafters write it, folded to lower case → the field that it names.
_LABELS: tuple[tuple[str, str], ...] = (
    (r"(?:dates?|when|period|time|days?)(?: ?\(s\))?(?: ?(?:and|/|&|,|-) ?(?:the )?(?:venues?|places?|locations?|where|city|time and place|format))+(?: ?\(s\))?(?: of .+)?", "date-and-place"),
    (r"(?:venues?|places?|locations?|where)(?: ?\(s\))?(?: ?(?:and|/|&|,|-) ?(?:dates?|when|time|period))+(?: ?\(s\))?", "date-and-place"),
    (r"(?:new |revised )?(?:dates?|when|period|duration|time|held on|days)(?: ?\(s\))?(?: of .+)?", "date"),
    (r"(?:former|old|original|previous|earlier|initial) (?:dates?|venues?|places?)(?: and (?:venue|place))?", "former"),
    (r"(?:venues?|places?|locations?|where|city|country and city|city and country|destinations?|held (?:in|at))(?: ?\(s\))?(?: of .+)?", "place"),
    (r"(?:(?:name|title) of (?:the )?(?:event|activity|meeting)|events?|titles?|activit(?:y|ies)|meetings?|subject|what|occasion|name|type of (?:event|activity)|type|visits?|workshop|conference)(?: ?\(s\))?", "event"),
    (r"(?:(?:co-?|main |lead |local |joint |principal )?(?:organi[sz](?:ers?|ed by|ing (?:bod(?:y|ies)|entit(?:y|ies)|institutions?|partners?))|hosts?|hosted by|host (?:country|state|government|institution)s?|conven(?:e|o)rs?|convened by|org|by|(?:jointly )?(?:held|run|given|prepared|carried out|implemented|undertaken|delivered|conducted) by|co-?chairs?|chairs?))(?: ?\(s\))?(?: ?(?:and|/|&|,) ?(?:co-?)?(?:hosts?|organi[sz]ers?|conven(?:e|o)rs?))*", "organizers"),
    (r"(?:co-?organi[sz]ers?|organi[sz]ers? and (?:sponsors?|partners?|donors?)|jointly organi[sz]ed by|hosts? and organi[sz]ers?)", "organizers"),
    (r"(?:(?:co-?)?sponsors?(?:ed by|hip)?|support(?:ed by|ers?)?|donors?|partners?|funded by|funding|financ(?:ed by|ing|ial support)|in (?:cooperation|co-operation|collaboration|partnership) with|(?:with|w/)(?: the)? (?:financial )?support (?:of|from)|costs(?: borne by)?|expenses|cooperating (?:bod|organi[sz]ation)\w*|contributors?|assisted by)(?: ?\(s\))?", "supporters"),
    (r"(?:(?:list of |main |other |further )?(?:participants?|part|attendees)|who|participation|participating states(?: and organi[sz]ations)?|attendance|attended by|delegations|present|represented|visiting team|the team|team|delegation|resource persons|speakers|facilitators|observers|international (?:representatives|organi[sz]ations)|interlocutors|(?:persons|people|officials|authorities|institutions|bodies) met|met with|travell?ers?)(?: ?\(s\))?(?: ?\([^)]{1,40}\))?", "participants"),
    (r"(?:not(?: (?:represented|present|participating|attending|connected|attended|there))?|no[ -]shows?|did not (?:attend|come)|unable to attend|declined|invited(?:,? (?:but )?not .+)?|absent|apologies|excused|invited(?: but .+)?|regrets)(?: ?\([^)]{1,40}\))?", "absent"),
    (r"(?:participating |member |other |attending )?(?:(?:states|countries|governments)(?: (?:represented|participating|present|attending|taking part))?|(?:international |regional |non-governmental |intergovernmental |other )?organi[sz]ations?|others?|industry|private sector|research(?: institutes?)?|academia|civil society|national (?:authorities|bodies)|international experts|united nations|un (?:bodies|entities)|non-governmental organi[sz]ations|institutions?)", "guests"),
    (r"(?:(?:total )?number of (?:participants|attendees|persons)|(?:no|nr)\.? of participants|participants \(number\)|head-?count|heads|how many|total)", "count"),
    (r"(?:experts?|1540 (?:group of )?experts?|committee experts?|1540 committee(?: group of experts)?|group of experts|1540 committee participation|committee representation|experts? participating)", "experts"),
    (r"(?:objectives?|purposes?|aims?|goals?)(?: of .+)?", "purpose"),
    (r"(?:format|modality|mode)", "format"),
    (r"(?:invitation|reference|ref)", "invitation"),
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
    return _known(plain) or _asked(plain) or ("" if alone else _by_stems(plain)) or next((name for slip in _slips(plain) if (name := _known(slip))), "")


#: What a note in questions and answers asks before each of its fields.
_QUESTIONS: tuple[tuple[str, str], ...] = (
    (r"who (?:did not|was (?:not|absent)|were (?:not|absent)|could not|declined).*\?", "absent"),
    (r"(?:and )?who (?:came|took part|attended|participated|was (?:there|present|represented)|were (?:there|present|the participants)|joined|else (?:came|took part|was there)).*\?", "participants"),
    (r"when(?: and where)?,? (?:did it take place|was (?:it|this)(?: held)?|did (?:it|this) happen|was the .+ held|did the .+ take place|and where).*\?", "date-and-place"),
    (r"where(?: and when)?,? (?:did it take place|was (?:it|this)(?: held)?|was the .+ held|did the .+ take place).*\?", "date-and-place"),
    (r"what (?:was|is) (?:it|this|the event|this about)\?", "event"),
    (r"how many (?:came|took part|attended|participants).*\?", "count"),
)
_ASKED = tuple((re.compile(pattern + r"\Z"), name) for pattern, name in _QUESTIONS)


def _asked(plain: str) -> str:
    return next((name for pattern, name in _ASKED if pattern.match(plain)), "") if plain.endswith("?") else ""


#: The stems that tell a field, whatever words stand with them; the first of these that the label has decides.
_STEMS: tuple[tuple[str, str], ...] = (
    (r"absen|excus|apolog|regret|unable|declin|invited", "absent"),
    (r"financ|fund|spons|donor|donat|support|co-?operat|collaborat|partner|auspices|patronage|contribut|cost|expens|paid|backing|assistance", "supporters"),
    (r"organi[sz](?:er|ed|ing|ation by|ation of)|host|conven(?:e|o|ing)|arrang|initiat|conducted|prepared", "organizers"),
    (r"particip|attend|assistants|present\b|represented|delegat|took|taking|guests", "participants"),
)
_BY_STEM = tuple((re.compile(rf"\b(?:{pattern})"), name) for pattern, name in _STEMS)
#: The words besides that a label of a field may have.
_PLAIN = re.compile(
    r"(?:of|the|and|by|with|for|to|in|on|from|its|main|local|other|all|also|joint|jointly|lead|co|national|international|regional|foreign|external|financial|technical|logistical|kind|generous|further|bodies|body|institutions?|entit(?:y|ies)|organi[sz]ations?|"
    r"states?|countries|country|governments?|partners?|list|names?|part|activity|event|meeting|workshop|seminar|conference|course|training|visit|as|who|those|were|was|are|observers?|member|states|&|/|,|not)\Z"
)


def _by_stems(plain: str) -> str:
    """The field of a label of a few words that no pattern foresees: "with the auspices of", "assistants", "financially supported by"."""
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
