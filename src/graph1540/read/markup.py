"""Markdown and its artefacts inside a line: what is no word of the note disappears, the words stay.

One pass with one pattern, so that what an escape or entity gives is not read as markup again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from graph1540.read.draft import Draft
from graph1540.read.traced import Traced

__all__ = ["clean", "clean_title", "has_markup", "plain", "unmark"]

_SPECIAL = re.compile(r"[!*_\[\]<&\\`~¹²³⁰⁴-⁹†‡]")
# Lengths are bounded so that no input makes the search slow.
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
    r"|(?P<comment><!--[^<]{0,500}?-->)"
    r"|<sup>\s{0,3}\[?(?P<sup>[\d,\s]{1,12}|[a-z]|[*†‡]{1,3})\]?/?\s{0,3}</sup>"
    r"|(?P<raised>[¹²³⁰⁴-⁹](?:,?[¹²³⁰⁴-⁹]){0,4})"
    r"|(?P<cited>\[\^[^\]\s]{1,20}\])(?!:)"
    r"|(?P<image>!\[[^\[\]]{0,200}\]\([^()\s]{0,500}\))"
    r"|(?P<open>\[)(?=[^\[\]]{1,500}\](?:\((?:[^()\s]|\([^()\s]{0,100}\)){1,800}(?:\s+\"[^\"]{0,200}\")?\)))"
    r"|(?P<close>\]\((?P<url>(?:[^()\s]|\([^()\s]{0,100}\)){1,800})(?:\s+\"[^\"]{0,200}\")?\))"
    r"|(?P<number>\[(?P<numbered>\d{1,2}|\*{1,3})\])"
    r"|<(?P<auto>[^<>\s]{1,200}@[^<>\s]{1,200}|(?:https?|mailto|ftp):[^<>\s]{1,500})>"
    r"|(?P<tag></?(?:a|abbr|b|big|br|center|code|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,500})?/?>)"
    r"|(?P<struck>~~[^~]{1,500}~~)"
    r"|(?P<tick>`{1,3})(?=[^`]{1,200}`)|(?<=[^`\s])(?P<untick>`{1,3})"
    r"|(?P<stars>\*{1,4})"
    r"|(?P<daggers>[†‡]{1,3})"
    r"|(?<!\w)(?P<under>_{1,3})(?=\S)|(?<=\S)(?P<down>_{1,3})(?!\w)",
    re.IGNORECASE,
)
_TITLE_MARK = re.compile(r"(?<=note)\s?\(?(?:\d|\*{1,3})\)?\Z", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?P<sup>(?!))|(?P<auto>(?!))|(?P<escaped>(?!))|(?P<raised>[¹²³⁰⁴-⁹](?:,?[¹²³⁰⁴-⁹]){0,4})|(?P<stars>\*{1,3}|[†‡])(?=[\s.,;:]|\Z)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT = re.compile(r"(?:\d|\b[kcmd]?m)\Z")
_BLANKS = " \t\u00a0"
_BEFORE_NONE = frozenset(".,;:!?)]”» \t\u00a0")
_MARKS = frozenset({"sup", "raised", "cited", "number", "stars", "daggers"})


def has_markup(text: str) -> bool:
    """Whether any character could be markup: most lines have none."""
    return _SPECIAL.search(text) is not None


def clean(text: Traced, labels: frozenset[str]) -> Traced:
    """The words alone. ``labels`` are the marks of the note's footnotes.

    >>> clean(Traced.of("**Event:** [x@y](mailto:x@y)¹ &amp; on", 1, 1, 1), frozenset()).text
    'Event: x@y & on'
    """
    return text.edit(_edits(text.text, labels))


def plain(text: str, labels: frozenset[str] = frozenset()) -> str:
    """``clean`` for a string without origins."""
    if not has_markup(text):
        return text.strip()
    return clean(Traced.of(text, 1, 1, 1), labels).text.strip()


def unmark(text: Traced, labels: frozenset[str]) -> Traced:
    """The words without the marks of footnotes, in a format that has no markup of ours."""
    if text.text.isascii() and "*" not in text.text:
        return text
    return text.edit(_edits(text.text, labels, _REFERENCE))


def clean_title(drafts: list[Draft], labels: frozenset[str]) -> None:
    """Take from the title the mark of a footnote that lost its height: "Information Note1"."""
    if labels and drafts and (found := _TITLE_MARK.search(drafts[0].text.text.rstrip())):
        drafts[0].text = drafts[0].text.cut(0, found.start())


def _edits(text: str, labels: frozenset[str], token: re.Pattern[str] = _TOKEN) -> Iterator[tuple[int, int, str]]:
    """What to put in the place of each token."""
    done = 0
    while special := _SPECIAL.search(text, done):
        start = special.start()
        match = token.match(text, start)
        if match is None:
            done = start + 1
            continue
        new = _stands_for(match, labels)
        if new is None:
            done = start + 1
            continue
        if not new and match.lastgroup in _MARKS:
            # "word ¹, and" has no blank before the comma.
            after = text[match.end() : match.end() + 1]
            while start > done and text[start - 1] in _BLANKS and (not after or after in _BEFORE_NONE):
                start -= 1
        done = match.end()
        kept = match.span("auto" if match.lastgroup == "auto" else "escaped")
        if new and kept[0] >= 0:
            # The characters that stay keep their places.
            yield start, kept[0], ""
            yield kept[1], done, ""
        else:
            yield start, done, new


def _stands_for(match: re.Match[str], labels: frozenset[str]) -> str | None:
    """What stands in the text for a token; None leaves it as it is."""
    kind = match.lastgroup
    found = match[0]
    if kind in (None, "escaped"):
        char = match["escaped"] or html.unescape(found)
        return "" if found == "\\*" and "*" in labels and _is_reference(match) else char
    if kind in ("sup", "raised"):
        return _reference(match, labels)
    if kind in ("stars", "daggers"):
        return _stars(match, labels)
    if kind == "tag":
        return " " if found[1:3].lower() in ("br", "p>", "/p", "hr", "td", "/t", "li", "/l") else ""
    if kind == "auto":
        return match["auto"]
    stays = (
        (kind == "open" and _bad_link(match))
        or (kind == "close" and _no_url(match["url"]))
        or (kind == "number" and match["numbered"] not in labels)
    )
    return None if stays else ""


def _no_url(url: str) -> bool:
    """Whether "[x](…)" is only brackets, such as "[resolution](2004)"."""
    return not any(char in url for char in ":/#.@")


def _bad_link(match: re.Match[str]) -> bool:
    """Whether the bracket opens no link."""
    begin = match.string.find("](", match.end())
    return _no_url(match.string[begin + 2 : match.string.find(")", begin)])


def _is_reference(match: re.Match[str]) -> bool:
    """Whether the mark stands right after a word and before a blank, a stop or the end."""
    after = match.string[match.end() : match.end() + 1]
    return match.start() > 0 and (not after or after in _BEFORE_NONE)


def _reference(match: re.Match[str], labels: frozenset[str]) -> str | None:
    """A raised number goes, unless it is a power or a unit's."""
    mark = (match["sup"] or match["raised"]).translate(_RAISED).strip()
    if mark.isalpha() and mark not in labels:
        return mark
    before = match.string[max(0, match.start() - 4) : match.start()]
    return None if mark not in labels and _UNIT.search(before) else ""


def _stars(match: re.Match[str], labels: frozenset[str]) -> str | None:
    """Asterisks are emphasis or a footnote's mark, except in "2 * 3"; daggers only with a footnote of theirs."""
    mark = match[0]
    if mark[0] != "*":
        return "" if mark in labels else None
    before = match.string[max(0, match.start() - 3) : match.start()].rstrip()[-1:]
    after = match.string[match.end() : match.end() + 3].lstrip()[:1]
    return None if mark == "*" and before.isdigit() and after.isdigit() else ""
