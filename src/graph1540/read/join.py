"""Lines and blocks put together again: words divided at a line's end, sentences that a page's foot interrupted, titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from graph1540.read import shape
from graph1540.read.draft import Draft
from graph1540.read.traced import Traced, concat

__all__ = ["Vocabulary", "glue", "mark_headings", "mend"]

_TAIL = re.compile(r"([^\W\d_]+)-\Z")
_HEAD = re.compile(r"[^\W\d_]+")
# Compounds that the notes write with a hyphen; a dictionary's worth of others is settled by the note itself.
_COMPOUND = re.compile(
    r"(?:non|co|self|vice|peer|dual|cross|two|three|four|five|six|seven|eight|nine)-\w+\Z"
    r"|(?:follow-ups?|(?:long|short|medium|mid)-term|high-(?:level|ranking|risk)|in-(?:depth|country|kind)|so-called"
    r"|(?:decision|policy|law)-mak(?:ing|ers?)|capacity-building|awareness-raising|e-mail|\w+-wide|sub-regional)\Z",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPACE = Traced(" ", [])


class Vocabulary:
    """The words of a note, gathered when a hyphen first leaves a doubt."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORDS.findall(self._text().casefold()))

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether "head-" + "tail" is a compound rather than one word divided at the line's end."""
        if tail[0].isupper():
            return True
        before, after = head.casefold(), tail.casefold()
        if f"{before}-{after}" in self._words:
            return True
        return before + after not in self._words and _COMPOUND.match(f"{head}-{tail}") is not None


def glue(parts: list[Traced], vocabulary: Vocabulary) -> Traced:
    """The lines of one paragraph as one line, words divided at a line's end made whole."""
    if len(parts) == 1:
        return parts[0]
    pieces: list[Traced] = []
    for index, raw in enumerate(parts):
        part = raw.strip()
        if not part.text:
            continue
        if index + 1 < len(parts):
            part = _towards(part, parts[index + 1].text.lstrip(), vocabulary)
        pieces.append(part)
    return concat(pieces)


def _towards(part: Traced, following: str, vocabulary: Vocabulary) -> Traced:
    """A line with what stands between it and the next: a blank, nothing, or less than nothing."""
    text = part.text
    if text.endswith("\u00ad"):
        return part
    if text.endswith("-") and following:
        tail, head = _TAIL.search(text[-60:]), _HEAD.match(following)
        if tail and head:
            keep = vocabulary.keeps_hyphen(tail[1], head[0])
            return part if keep else part.cut(0, len(text) - 1)
    if text.endswith(("-", "\u2013")) and following[:1].isdigit() and text[-2:-1].isdigit():
        return part
    if text.endswith("/") and text[-2:-1].isalnum() and following[:1].isalnum():
        return part
    return concat((part, _SPACE))


def mend(drafts: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts with each sentence whole that a footnote, rule or page break had interrupted."""
    chains: list[list[Draft]] = []
    for draft in drafts:
        if draft.broken and chains and _continues(chains[-1][-1], draft):
            chains[-1].append(replace(draft, kind=chains[-1][0].kind))
        else:
            chains.append([draft])
    return [
        replace(chain[0], text=glue([draft.text for draft in chain], vocabulary)) if len(chain) > 1 else chain[0]
        for chain in chains
    ]


def _continues(before: Draft, after: Draft) -> bool:
    """Whether ``after`` goes on with the sentence of ``before``."""
    if before.kind not in ("paragraph", "item", "quote") or after.kind not in ("paragraph", before.kind):
        return False
    text, following = before.text.text.strip(), after.text.text.strip()
    if not text or shape.ends_sentence(text):
        return False
    if shape.starts_lower(following) or text.endswith((",", "-")):
        return True
    is_prose = before.kind == "paragraph" and len(text) >= 60 and not shape.field_label(text)
    return is_prose and not shape.field_label(following)


def mark_headings(drafts: list[Draft]) -> None:
    """Make headings of the blocks that read as titles and stand alone."""
    titles = [_is_title(draft, index == 0) for index, draft in enumerate(drafts)]
    begin = 0
    while begin < len(drafts):
        end = begin
        while end < len(drafts) and titles[end]:
            end += 1
        # Three titles in a row are a list without bullets, unless the notes know them as titles.
        for at in range(begin, end):
            draft = drafts[at]
            is_sure = at == 0 or draft.bold or shape.is_known_section(draft.text.text.strip())
            if is_sure or (end - begin < 3 and (draft.kind != "item" or _leads(drafts, at))):
                draft.kind, draft.level = "heading", 0
        begin = end + 1


def _leads(drafts: list[Draft], at: int) -> bool:
    """Whether a numbered title has something under it other than the next number's title."""
    if at + 1 >= len(drafts):
        return False
    here, after = drafts[at].text.text.strip(), drafts[at + 1].text.text.strip()
    return not (_is_numbered_title(after) and _counted(after) == _next_number(_counted(here)))


def _counted(text: str) -> str:
    """The number or letter of an enumeration."""
    found = shape.ENUMERATOR.match(text)
    return found[0].strip("().") if found else ""


def _next_number(number: str) -> str:
    """What follows a number or letter in counting."""
    if number.isdecimal():
        return str(int(number) + 1)
    return chr(ord(number) + 1) if len(number) == 1 else ""


def _is_numbered_title(words: str) -> bool:
    """Whether a number or letter stands before a title."""
    number = shape.ENUMERATOR.match(words)
    return number is not None and len(words) <= 70 and shape.is_title_like(words[number.end() :].strip())


def _is_title(draft: Draft, first: bool) -> bool:
    """Whether a block reads as a title."""
    words = draft.text.text
    if draft.kind not in ("paragraph", "item") or len(words) > 120:
        return False
    words = words.strip()
    if draft.kind == "item":
        return draft.alone and _is_numbered_title(words)
    if shape.is_known_section(words):
        return True
    if draft.bold and 1 < len(words) <= 100 and not words.endswith((".", ";", ":", ",")):
        return not shape.is_known_field(shape.field_label(words) or "?")
    if first and len(words) < 30 and words.casefold().startswith("information note"):
        return True
    return draft.alone and shape.is_title_like(words)
