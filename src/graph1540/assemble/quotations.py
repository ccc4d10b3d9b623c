"""Words that a note quotes from a resolution."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graph1540.assemble.sentences import mentions_in
from graph1540.iri import G1540, RDF, local_iri
from graph1540.model import Claim, Mention, Note, Ref, Segment

__all__ = ["quotation_claims", "quoted_stretches"]

_QUOTED = re.compile(r"“(?P<a>[^“”]{12,1500})”|\"(?P<b>[^\"]{12,1500})\"|«(?P<c>[^«»]{12,1500})»")
_ELSEWHERE = re.compile(r"\b(?:said|stated|remarked|added|concluded|observed|in (?:his|her|their) words|statement|declared|message|titled|entitled|called(?! (?:on|upon|for)\b)|report|presentation|paper)\b")
_UNDER = re.compile(r"\b(?:implement\w*|of|under|recalling|to|on|pursuant to|by|with)\s+(?:the\s+)?(?:\w+\s+)?\Z")
#: "“…” (resolution 1977 (2011))".
_IN_BRACKETS = re.compile(r"[”\"»]?,? \((?=[Rr]esolution|S/RES|UNSCR)")
_THE_RESOLUTION = re.compile(r"\b(?:[Ii]n the words of|[Aa]s|[Aa]ccording to|[Uu]nder|[Ii]n|[Bb]y|[Tt]hat|,|[Ww]hat) (?:paragraph \d+ of )?the resolution\b(?! (?:on|of|adopted|by|that))[^.;]{0,100}\Z|\b(?:[Uu]nder|[Ii]n|[Bb]y|[Tt]o) (?:operative )?paragraph \d+(?: \([a-z]\))*,? (?:all )?(?:States|[Mm]ember States|it|they)\b[^.;]{0,60}\Z|\bwords of the resolution\b[^.;]{0,60}\Z")
_PROVISION = re.compile(r"\b(?:paragraph|paragraphs|provision|provisions|preamble|words|text|language|para\.?)\s+(?:[\d()a-z]+\s+)?(?:of|from)\s+(?:the\s+)?\Z")


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Where text stands in quotation marks, without the marks."""
    if "“" not in text and '"' not in text and "«" not in text:
        return []
    return [(found.start(found.lastgroup or 0), found.end(found.lastgroup or 0)) for found in _QUOTED.finditer(text)]


def quotation_claims(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], iri: str) -> Iterator[Claim]:
    """A provision for each quotation that a resolution is named before, in its paragraph or right before it."""
    resolutions = [m for m in mentions if m.kind == "resolution"]
    prose = [s for s in segments if s.kind not in ("field", "footnote", "heading")]
    number = 0
    for at, segment in enumerate(prose):
        stretches = [(a, b) for a, b in quoted_stretches(note.text[segment.start : segment.end])]
        if not stretches and segment.kind == "quote":
            stretches = [(0, segment.end - segment.start)]
        for start, end in stretches:
            lo, hi = segment.start + start, segment.start + end
            source = _source(note, prose, at, resolutions, lo, stretches, segment)
            if source is None:
                continue
            span = note.span(lo, hi)
            if len(span.exact.split()) < 3:
                continue
            number += 1
            subject = Ref(local_iri(iri, "provision", number))
            yield Claim(iri, subject, RDF.type, Ref(G1540.Provision), (span,))
            yield Claim(iri, subject, G1540.provisionOf, Ref(source.iri), (note.span(source.start, source.end),))
            yield Claim(iri, subject, G1540.quotation, span.exact, (span,))


def _source(note: Note, prose: Sequence[Segment], at: int, resolutions: Sequence[Mention], lo: int, stretches: list[tuple[int, int]], segment: Segment) -> Mention | None:
    """The resolution that the quotation is ascribed to: the last one named before it, outside any quotation."""
    # The nearest ones: a paragraph with more before the quotation is none of a note.
    here = [r for r in mentions_in(resolutions, segment.start, lo)[-50:] if not _inside(r.start - segment.start, stretches)]
    if here:
        source = _told(note, here)
        between = note.text[source.end : lo]
        if _ELSEWHERE.search(between[-40:]) or len(between) > 500:
            return None
        return source
    closed = min((b for a, b in stretches if segment.start + a == lo), default=0)
    beside = _IN_BRACKETS.match(note.text, segment.start + closed)
    if beside:
        named = mentions_in(resolutions, beside.end(), beside.end() + 24)
        if named:
            return named[0]
    first = next((r for r in resolutions if r.name == "1540"), None)
    if first is not None and _THE_RESOLUTION.search(note.text, max(segment.start, lo - 160), lo) and not _ELSEWHERE.search(note.text, max(segment.start, lo - 40), lo):
        # "in the words of the resolution": the one that the note is about.
        return first
    if at > 0 and (segment.kind == "quote" or lo - segment.start < 4):
        last = prose[at - 1]
        words = note.text[last.start : last.end]
        before = mentions_in(resolutions, last.start, last.end)
        if before and (words.rstrip().endswith((":", ",")) or segment.kind == "quote" or not words.rstrip().endswith(".")):
            return _told(note, before)
    return None


def _inside(at: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the stretches, which are in order."""
    before = bisect_right(stretches, at, key=_opening) - 1
    return before >= 0 and at < stretches[before][1]


def _opening(stretch: tuple[int, int]) -> int:
    return stretch[0]


def _told(note: Note, before: Sequence[Mention]) -> Mention:
    """Of the resolutions before a quotation the one that speaks: "In resolution 1977 (2011) the Council, recalling resolution 1540 (2004), “…”"."""
    for mention in reversed(before):
        lead = note.text[max(0, mention.start - 30) : mention.start]
        if _UNDER.search(lead) and not _PROVISION.search(lead) and len(before) > 1:
            continue
        return mention
    return before[-1]
