"""Where an event was, as a field or a title writes it: places, or that it was hybrid or virtual."""

from __future__ import annotations

import re

from graph1540.assemble.draft import Where
from graph1540.assemble.occasions import where_of
from graph1540.assemble.sentences import D, P, S, Sentence
from graph1540.model import Mention, Span

__all__ = ["mode_of", "sites_of"]

_VIRTUAL = re.compile(r"\b(?:[Vv]irtual(?:ly)?|[Oo]nline|on-line|[Vv]ideo-?\s?(?:conference|link|teleconference)|[Ww]ebinar|Zoom|WebEx|Webex|MS Teams|Microsoft Teams|[Rr]emote(?:ly)?)\b")
_HYBRID = re.compile(r"\b[Hh]ybrid\b")
_NOT_A_CITY = re.compile(r"\b(?:Hotel|University|Ministry|Centre|Center|Government|Republic|Kingdom|Islamic|Federal|Hall|Palace|Building|Headquarters|House|Office|Virtual|Online|Hybrid|Various|From|Date|Dates|Venue|First|Second|Third|Day)\b")
#: "Lomé, Hotel Sarakawa, Togo".
_SITE = re.compile(rf"(?P<p>{P})(?P<more>(?:, (?!{P})[^{D}{S}{P},;]{{1,40}})?)(?:,? (?:and )?\(?(?P<s>{S})\)?)?")
#: "Trujillo, 5 June": a city that nothing else names.
_CITY_AND_DATE = re.compile(rf"(?:\A|[;,] |\b(?:in|at) )(?P<name>(?:Ste?\. )?[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){{0,2}}), (?:on |from )?{D}")
_STATE_BEFORE = re.compile(rf"{S},? \Z")
#: "Trujillo, Peru": a city by its place before the State.
_NEW_CITY = re.compile(r"(?:\A|[,;(:/] |\b(?:in|at) |" + D + r",? )(?P<name>(?:Ste?\. )?[A-ZÀ-Þ][\wÀ-ž'’-]+(?: (?:de |el |al )?[A-ZÀ-Þ][\wÀ-ž'’-]+){0,2}),? \(?\Z")


def sites_of(sentence: Sentence) -> list[tuple[int, Where]]:
    """The places that a field or title gives, each with its position in the tagged text; none where all was virtual."""
    tagged = sentence.tagged
    result: list[tuple[int, Where]] = []
    for found in _SITE.finditer(tagged):
        place = sentence.mention(found.start("p"))
        state = sentence.mention(found.start("s")) if found["s"] else None
        known = None if state is not None and place.state and place.state != state.iri else state
        result.append((found.start(), where_of(sentence, place, known)))
    virtual = _VIRTUAL.search(tagged)
    if result and virtual and virtual.start() < result[0][0] and not _HYBRID.search(tagged):
        # "virtual (moderated from Kathmandu)" was nowhere; "Manila (foreign delegations by video link)" was in Manila.
        return []
    if result:
        return result
    for found in _CITY_AND_DATE.finditer(tagged):
        if not _NOT_A_CITY.search(found["name"]) and S not in tagged:
            span = sentence.span(found.start("name"), found.end("name"))
            result.append((found.start("name"), Where(Mention("place", span.start, span.end, "", span.exact, form="new"), "", (span,))))
    for at in sentence.where(S):
        state = sentence.mention(at)
        city = _new_city(sentence, at)
        if not result and _STATE_BEFORE.search(tagged[max(0, at - 3) : at]):
            continue
        spans = (sentence.words(state),)
        if city is not None:
            result.append((at, Where(Mention("place", city[0], city[1], "", sentence.note.text[city[0] : city[1]], state=state.iri, form="new"), state.iri, (sentence.note.span(*city), *spans))))
        elif not state.form:
            result.append((at, Where(None, state.iri, spans)))
    return result


def _new_city(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """A city that the reference data do not know, by its place before the State: "Trujillo, Peru"."""
    found = _NEW_CITY.search(sentence.tagged, max(0, at - 200), at)
    if not found or _NOT_A_CITY.search(found["name"]):
        return None
    span = sentence.span(found.start("name"), found.end("name"))
    return span.start, span.end


def mode_of(sentence: Sentence) -> tuple[str, Span] | None:
    """Whether an event was hybrid or virtual, with the words that say so."""
    for mode, pattern in (("hybrid", _HYBRID), ("virtual", _VIRTUAL)):
        if found := pattern.search(sentence.text):
            return mode, sentence.note.span(sentence.start + found.start(), sentence.start + found.end())
    return None
