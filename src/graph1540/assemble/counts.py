"""How many took part: numbers of participants in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph1540.assemble.sentences import Sentence, places
from graph1540.model import Span
from graph1540.names import lower, small
from graph1540.recognize.stems import tried_at

__all__ = ["NUMBER_WORDS", "counts", "read_number"]

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_W = "|".join(sorted(NUMBER_WORDS, key=lambda w: -len(w)))
_NUM = rf"(?<!\d)(\d{{1,3}}(?:,\d{{3}})?|\b(?:a |one )?(?:{_W})(?:[ -](?:and )?(?:{_W}|one))*)"
_PEOPLE = r"(?:participants?|attendees|people|persons|delegates|trainees|representatives|officials|experts|officers|practitioners|specialists|attendants|persons in all|parliamentarians|drafters|functionaries|lawyers|prosecutors|guests|judges|deputies|assistants|engineers|students|women and men|men and women)"
_KIND = r"(?:[a-z]+, ){0,3}[a-z]+ and [a-z]+|government|national|customs|border|senior|mid-level|working-level|public|local|civilian|in-person|registered|female|legislative|parliamentary|legal|technical|regional|industry|police|military|young|law enforcement"
_COUNT = small(
    rf"(?:\b(?:[Tt]he|[Ss]ome|[Aa]bout|[Aa]round|[Oo]ver|[Mm]ore than|[Aa]pproximately|[Nn]early|[Aa]lmost|[Aa] total of|[Aa]ltogether|[Ii]n all,?|[Tt]otal(?: number)?(?: of participants)?:?) )?(?:{_NUM}|\({_NUM}\)) (?:(?:{_KIND}) )?{_PEOPLE}\b",
)
_IN_ALL = re.compile(rf"{_NUM} (?:participants|persons|people) in (?:all|total)\b|{_NUM} in number\b|participants \({_NUM}(?:[, ][^()]*)?\)|welcomed (?:the|all|some|about)? ?{_NUM} (?-i:[a-z]+)|in all there were {_NUM}|in all,? {_NUM} (?:people|persons)|number of participants was {_NUM}|[;:,.] {_NUM} (?:came|attended|took part|were present|participated)\b|of whom there were {_NUM}\b|participants \((?:a )?(?:total(?: of)?:? )?{_NUM}(?: in (?:total|all)| altogether)?\)|{_NUM} (?:in (?:total|all)|altogether)\b|(?:participants|number of participants|attendance|total)(?: was| were|:| of| numbered| came to| stood at| has| had| reached| amounted to| rose to| put at)* {_NUM}\b", re.IGNORECASE)
#: Where _IN_ALL can begin.
_IN_ALL_BEGINS = small(rf"(?<!\d)\d|\b(?:a (?={_W})|one (?={_W})|{_W})|[;:,.] (?=\d|{_W}|a |one )|participants|welcomed|in all|number of|of whom|attendance|total")
_NO_COUNT = re.compile(r"\b(?:(?<!number )of (?:the|whom|them|which)|two|another|expected|invited|members? of|including|groups? of|teams? of|committees? of|commissions? of|body of)\W*\Z|\b(?:previous|earlier|first|last|each|annually|every year|per year|since|trained so far|next)\b")
#: What stands right after or right before each number of _COUNT and _IN_ALL, in lower case.
_AFTER_NUMBER = re.compile(rf" (?:(?<=\d )|(?<=\d\) )|(?<=(?:{'|'.join(sorted({w[-3:] for w in (*NUMBER_WORDS, 'one')}))}) ))(?:(?:(?:{_KIND}) )?{_PEOPLE}|came|attended|took part|were present|participated|in total|in all|altogether|in number)\b")
_NUMBER_END = re.compile(rf"(?:\d\)?|{_W}|one)\Z")
_BEFORE_NUMBER = re.compile(rf"participants \(|of whom there were|welcomed|in all|(?:participants|attendance|total)(?: was| were|:| of| numbered| came to| stood at| has| had| reached| amounted to| rose to| put at)* (?:\d|{_W}|a |one)")
#: Three officials are some of those who came, three participants are all.
_ALL_OF_THEM = re.compile(r"(?i)participants?|total|in all|altogether|attendees|came|took part")
_EXPECTED = re.compile(r" (?:were|had been|was|are|is|who were|who had been|which were)? ?(?:expected|invited|foreseen|planned|asked to come)\b")
_BLANKS = re.compile(r"[ -]+")


def counts(sentence: Sentence) -> Iterator[tuple[int, Span]]:
    """Numbers of participants in a sentence."""
    if not sentence.has("people"):
        return
    text = sentence.text
    low = lower(text)
    if not _counted(low):
        return
    in_all = tried_at(_IN_ALL, text, (begin.start() for begin in _IN_ALL_BEGINS.finditer(low)))
    for founds in (in_all, _COUNT.finditer(low)):
        for found in founds:
            number, at = _number(found)
            if number is None or number < 3 or number == 1540 or (number < 6 and not _ALL_OF_THEM.search(found[0])):
                continue
            if _NO_COUNT.search(_since_stop(text[max(0, found.start() - 25) : found.start()])) or _EXPECTED.match(text, found.end()):
                continue
            yield number, sentence.note.span(sentence.start + at[0], sentence.start + at[1])


def _since_stop(before: str) -> str:
    """What stands before a number in its own clause."""
    return before[max(before.rfind(";"), before.rfind(". ")) + 1 :]


def _counted(low: str) -> bool:
    """Whether a number stands where _COUNT or _IN_ALL would take it for one of participants."""
    return any(tried_at(_BEFORE_NUMBER, low, places(low, "participants", "of whom", "welcomed", "in all", "attendance", "total"))) or any(_NUMBER_END.search(low, max(0, found.start() - 9), found.start()) for found in _AFTER_NUMBER.finditer(low))


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
        elif word in NUMBER_WORDS:
            total += NUMBER_WORDS[word]
        else:
            return None
    return total or None
