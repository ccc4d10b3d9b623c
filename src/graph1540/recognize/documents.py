"""Resolutions of the Security Council, and documents of the United Nations by their symbols."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from graph1540.iri import document_iri, resource_iri
from graph1540.model import Mention
from graph1540.recognize.stems import Cued, Words, tried_at
from graph1540.reference import Reference

__all__ = ["recognize_documents", "recognize_resolutions"]

_NUMBER = r"[\dlIOo]{1,4}"
_YEAR = r"(?:\s*\(\s?(?P<year>[\dlIOo]{4})\s?\))"
#: The first of a list of resolutions; further ones follow after a comma, "and", "or" or "/".
_FIRST = re.compile(
    rf"(?:\b(?:UN\s?SC|UN\s?Security\s+Council|Security\s+Council|SC)\s?(?:R\b|Resolutions?\b|Res\.?)|\b[Rr](?:esolutions?|es\.)|RESOLUTIONS?|\bUNSCRs?|\bSCR)"
    rf"(?:\s+(?:No\.?|nos\.?|number))?\s*(?P<number>{_NUMBER})(?![\w/]|\.\d){_YEAR}?"
)
_CUED = Cued(_FIRST, ["UNSC", "UN SC", "UN Security", "UNSecurity", "Security Council", "SC R", "SCR", "resolution", "res."])
_NEXT = re.compile(rf"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as|&)\s+(?:resolution\s+)?|\s*/\s*)(?P<number>{_NUMBER})(?![\w/-]|\.\d){_YEAR}?")
_SYMBOL_OF_RESOLUTION = re.compile(r"\bS/RES/(?P<number>\d{1,4})(?:\s?\((?P<year>\d{4})\)|/(?P<year2>\d{4}))?(?![\w/])")
_BARE = re.compile(r"(?<![\w/.(-])(?P<number>1[5S]40|l540|[12]\d{3})\s?\(\s?(?P<year>(?:19|20|2O)[\dlIOo]{2})\s?\)")
#: The bracket of "1540 (2004)" and what is before it.
_BRACKETED_YEAR = re.compile(r"\(\s?(?:19|20|2O)")
_OTHER_BODY = re.compile(
    r"(?:General Assembly|General Conference|Human Rights Council|Economic and Social Council|Governing (?:Body|Council)|Council of Europe|African Union|"
    r"Assembly|Parliament|Conference of the Parties|Permanent Council|OAS|Organization of American States|ECOSOC|A/RES/?)(?:'s|’s)?(?:\s+in\s+its)?\s+\Z"
)
_SYMBOL = re.compile(
    r"(?<![\w/])(?P<symbol>(?:S|A|E|ST|CCPR|CD|NPT|BWC|SC|DC|IAEA|INFCIRC|GOV|GC|EC|C|FSC|PC|MC|CIO|AG|CP|OEA)"
    # Bounded: a page of "S/S/S/…" must not be tried in every way.
    r"(?:[./-](?:[A-Z][A-Za-z]{0,11}\.?\d{0,3}|\(?[IVX]{1,7}\)?|\d{1,5})){0,5}?"
    r"[./]\d[\w.-]{0,15}(?:/(?:\d[\w.-]{0,15}|\(\d{1,3}\)(?=/)|[A-Z]{2,4}(?=/\d)|(?:Rev|Add|Corr|Suppl|PV|SR)\.?\s?\d{0,3}|[A-Z]{1,6}\.\d{1,4})){0,5})(?:\s?\(\d{4}\))?"
)
#: How a symbol begins.
_BODY = re.compile(r"[A-Z]+[./-]")
_BLANK = re.compile(r"\s")
_STANDARD_NUMBERS = re.compile(r"\b(?:ISO|IEC)/\Z")
_DIGITS = str.maketrans("lIOoS", "11005")


def recognize_resolutions(words: Words, *, reference: Reference) -> Iterator[Mention]:
    """Resolutions of the Security Council with the words that name them; those of other bodies are left out.

    ``name`` of a mention is the number, ``form`` the year as written ("" where none is).
    """
    text = words.text
    taken: list[tuple[int, int]] = []
    for found in words.finditer(_CUED):
        if _OTHER_BODY.search(text[max(0, found.start() - 60) : found.start()]):
            taken.append(found.span())
            continue
        mention = _resolution(found.start(), found, reference)
        if mention is None:
            continue
        yield mention
        at = found.end()
        taken.append((found.start(), at))
        while follower := _NEXT.match(text, at):
            mention = _resolution(follower.start("number"), follower, reference)
            if mention is None or (not follower["year"] and mention.name not in reference.resolutions):
                break
            yield mention
            at = follower.end()
            taken.append((follower.start("number"), at))
    symbols = _SYMBOL_OF_RESOLUTION.finditer(text) if "S/RES" in text else ()
    for found in chain(symbols, tried_at(_BARE, text, _bare_starts(text))):
        after = bisect_left(taken, (found.end(), 0))
        if after and found.start() < taken[after - 1][1]:
            continue
        if found.re is _BARE and _OTHER_BODY.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        mention = _resolution(found.start(), found, reference)
        if mention is not None:
            yield mention


def _bare_starts(text: str) -> Iterator[int]:
    """Where a number of four figures stands before a year in brackets."""
    for bracket in _BRACKETED_YEAR.finditer(text):
        at = bracket.start()
        at -= 5 if text[at - 1].isspace() else 4
        if at >= 0:
            yield at


def _resolution(start: int, found: re.Match[str], reference: Reference) -> Mention | None:
    number = found["number"].translate(_DIGITS)
    if not number.isdigit() or not 1 <= int(number) <= 9999:
        return None
    year = (found["year"] or "").translate(_DIGITS)
    if not found["number"][0].isdigit() and not (year or number == "1540"):
        return None
    known = reference.resolutions.get(number)
    end = found.end()
    return Mention("resolution", start, end, known.iri if known else resource_iri("resolution", number), number, form=year)


def _symbol_starts(text: str) -> Iterator[int]:
    """Where a symbol may begin: at the capital letters of what has a stroke in it."""
    end, at = 0, text.find("/")
    while at >= 0:
        word = max(text.rfind(" ", end, at), text.rfind("\n", end, at)) + 1
        blank = _BLANK.search(text, at)
        for found in _BODY.finditer(text, max(word, end), blank.start() if blank else len(text)):
            yield found.start()
        end = blank.start() if blank else len(text)
        at = text.find("/", end)


def recognize_documents(text: str) -> Iterator[Mention]:
    """Documents by symbol, such as S/2016/86 or S/PRST/2014/7; resolutions of the Council are no documents here.

    >>> [m.name for m in recognize_documents("the programme of work (S/2016/86) and S/RES/1540 (2004)")]
    ['S/2016/86']
    """
    for found in tried_at(_SYMBOL, text, _symbol_starts(text)):
        symbol = found["symbol"].rstrip(".-/")
        if symbol.startswith("S/RES/") or _STANDARD_NUMBERS.search(text, max(0, found.start() - 5), found.start()):
            continue
        if "/" not in symbol:
            continue
        yield Mention("document", found.start(), found.start() + len(symbol), document_iri(symbol), symbol)
