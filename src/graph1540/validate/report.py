"""Findings for people (text), for programs (JSON), for code hosts and editors (SARIF)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from graph1540.model import Finding, Note, Severity
from graph1540.validate.sarif import sarif

__all__ = ["FORMATS", "conforms", "render"]

#: What :func:`render` writes. The standard SHACL report needs the data, not the findings: see ``shacl_report``.
FORMATS = ("text", "json", "sarif")

_RANK: dict[str, int] = {"info": 0, "warning": 1, "violation": 2}
_COLOR = {"violation": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_PLAIN = "\x1b[0m"
_DOTS = "…"


def conforms(findings: Sequence[Finding], fail_on: Literal["violation", "warning", "info"] = "violation") -> bool:
    """Whether nothing as grave as ``fail_on``, or graver, was found."""
    return all(_RANK[finding.severity] < _RANK[fail_on] for finding in findings)


def render(
    findings: Sequence[Finding],
    format: str = "text",  # noqa: A002 - the name of the option
    *,
    notes: Collection[Note] | Mapping[str, Note] = (),
    paths: Mapping[str, str] | None = None,
    count: int | None = None,
    width: int = 100,
    color: bool = False,
) -> str:
    """The findings in ``format``, ending in a line feed.

    ``notes`` give the lines to show. ``paths``: how to name a file, by the name that the finding has for it.
    ``count``: how many notes were looked at, where that is not the number of ``notes``. ``width``: of the terminal.

    :raises ValueError: if there is no such format
    """
    given = list(notes.values() if isinstance(notes, Mapping) else notes)
    named = paths or {}
    if format == "json":
        return json.dumps([_plain(finding, named) for finding in findings], ensure_ascii=False, indent=2) + "\n"
    if format == "sarif":
        return sarif(findings, named)
    if format != "text":
        raise ValueError(f"there is no format '{format}'; choose from {', '.join(FORMATS)}")
    by_name = {note.name: note for note in given}
    shown = [_diagnosis(finding, by_name.get(finding.note), named, width, color=color) for finding in findings]
    number = count if count is not None else len(given) or len({finding.note for finding in findings} - {""})
    return "\n\n".join([*shown, _summary(findings, number)]) + "\n"


def _plain(finding: Finding, paths: Mapping[str, str]) -> dict[str, object]:
    place = finding.location
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "note": finding.note,
        "path": paths.get(finding.note, finding.note),
        "page": place.page if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None,
        "words": finding.span.exact if finding.span else None,
        "remedy": finding.remedy,
    }


def _summary(findings: Sequence[Finding], notes: int) -> str:
    parts = [_count(notes, "note")] if notes else []
    infos = _number(findings, "info")
    if infos:
        parts.append(_count(infos, "info"))
    parts.append(_count(_number(findings, "warning"), "warning"))
    parts.append(_count(_number(findings, "violation"), "violation"))
    return ", ".join(parts)


def _number(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity == severity for finding in findings)


def _count(number: int, noun: str) -> str:
    """A number and its noun.

    >>> _count(0, "violation"), _count(1, "note")
    ('no violations', '1 note')
    """
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _diagnosis(finding: Finding, note: Note | None, paths: Mapping[str, str], width: int, *, color: bool) -> str:
    where = paths.get(finding.note, finding.note)
    place = finding.location
    if where and place:
        page = f" (page {place.page})" if place.page > 1 else ""
        where = f"{where}{page}:{place.line}:{place.column}"
    label = f"{finding.severity}[{finding.rule}]"
    if color:
        label = f"{_COLOR[finding.severity]}{label}{_PLAIN}"
    lines = [f"{where}: {label}: {finding.message}" if where else f"{label}: {finding.message}"]
    gutter = " " * len(str(place.line)) if place else ""
    if note is not None and finding.span is not None and place is not None:
        shown, carets = _excerpt(note.text, finding.span.start, finding.span.end, width - len(gutter) - 3)
        if color:
            carets = carets.replace("^", f"{_COLOR[finding.severity]}^", 1) + _PLAIN
        lines += [f"{gutter} |", f"{place.line} | {shown}", f"{gutter} | {carets}"]
    if finding.remedy:
        lines.append(f"{gutter} = help: {finding.remedy}")
    return "\n".join(lines)


def _excerpt(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The line around the words, cut to ``width`` columns, and carets under the words.

    >>> _excerpt("one two three four five", 8, 13, 15)
    ('…two three fou…', '     ^^^^^')
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    end = max(start, min(end, last))
    room = max(width, 12)
    left, right = start, end
    if _columns(text[first:last]) <= room:
        left, right = first, last
    else:
        while _columns(text[left:right]) > room - 2 and right > left + 1:
            right -= 1
        # A column for each end that is cut; the words stay in the middle as long as the line goes on at both sides.
        while _columns(text[left:right]) < room - 2 and (left > first or right < last):
            before, after = start - left, right - end
            if left > first and (before <= after or right >= last):
                left -= 1
            else:
                right += 1
    cut_left, cut_right = left > first, right < last
    shown = (_DOTS if cut_left else "") + text[left:right] + (_DOTS if cut_right else "")
    indent = (1 if cut_left else 0) + _columns(text[left:start])
    return _printable(shown), " " * indent + "^" * max(1, _columns(text[start : min(end, right)]))


def _columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: East Asian characters two, combining marks none.

    >>> _columns("東a")
    3
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _printable(text: str) -> str:
    """Without what could move the terminal's cursor."""
    return "".join(char if char.isprintable() else " " for char in text)
