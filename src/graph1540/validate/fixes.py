"""Evident remedies as a patch of a text note; nothing is changed here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from graph1540.model import Finding, Note

__all__ = ["Remedied", "patch"]

#: The formats whose lines are those of the file.
_TEXT = ("text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class Remedied(Finding):
    """A finding with one evident remedy: within its words, ``wrong`` should read ``right``."""

    wrong: str = ""
    right: str = ""


def patch(findings: Iterable[Finding], notes: Iterable[Note], files: Mapping[str, str], paths: Mapping[str, str]) -> str:
    """The evident remedies as a unified diff, empty without any.

    ``files``: the content of each file, by the note's name; ``paths``: how to name the file.
    """
    by_name = {note.name: note for note in notes if note.media_type in _TEXT}
    wanted: dict[str, list[Remedied]] = {}
    for finding in findings:
        if isinstance(finding, Remedied) and finding.span is not None and finding.note in by_name and finding.note in files:
            wanted.setdefault(finding.note, []).append(finding)
    parts: list[str] = []
    for name in sorted(wanted):
        before = re.findall(r"[^\n]*\n|[^\n]+", files[name])
        after = _mended(before, by_name[name], wanted[name])
        path = paths.get(name, name)
        parts.extend(_ended(line) for line in unified_diff(before, after, f"a/{path.lstrip('/')}", f"b/{path.lstrip('/')}"))
    return "".join(parts)


def _mended(lines: Sequence[str], note: Note, findings: Sequence[Remedied]) -> list[str]:
    """The lines with what is wrong in them put right; the last of a line first, so that places stay true."""
    changed = list(lines)
    for finding in sorted(set(findings), key=lambda f: f.span.start if f.span else 0, reverse=True):
        assert finding.span is not None
        # A blank may be any blank in the file, or none.
        words = r"\s*".join(map(re.escape, finding.wrong.split()))
        found = re.search(words, finding.span.exact)
        if found is None:
            continue
        place = note.locate(finding.span.start + found.start())
        line, column = place.line - 1, place.column - 1
        here = re.compile(words).match(changed[line], column) if line < len(changed) else None
        if here is not None:
            changed[line] = changed[line][:column] + finding.right + changed[line][here.end() :]
    return changed


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
