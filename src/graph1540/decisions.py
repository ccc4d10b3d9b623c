"""Reviewers' decisions: a sorted text file under version control, one decision to a line.

A decision names an event by what its note says of it (``002-3546e7c3633b7b0f#2016-08-01/minsk/peer-review``: the note's slug,
start, place, type), not by a number that the next build may give to another event. So it survives rebuilds; and where the
note or the reading of it changes so far that it names nothing any more, it is reported and kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, cast, get_args

from graph1540.dates import PartialDate
from graph1540.errors import DateError, DecisionError
from graph1540.iri import digest, resource_iri

__all__ = ["Decision", "Kind", "add_decision", "parse_decisions", "read_decisions", "remove_decision", "render_decisions", "write_decisions"]

Kind = Literal["same", "different", "unsure", "wrong", "right", "ignore"]
_KINDS = get_args(Kind)
_PAIRS = frozenset({"same", "different", "unsure"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer decided.

    ``same``, ``different``, ``unsure``: ``subject`` and ``value`` are two events, in the order of the alphabet, and
    ``predicate`` is empty. ``wrong``: the claim of ``subject``, ``predicate`` and ``value`` does not hold. ``right``:
    ``value`` is the value of ``predicate``, whatever the notes say. ``ignore``: the finding of the rule ``predicate`` in the
    note ``subject`` (its file's name) at the words ``value`` (``*``: all of them) is one to live with. ``words`` are those of the note at the time.
    """

    kind: Kind
    subject: str
    predicate: str
    value: str
    by: str
    when: str
    why: str
    words: str = ""

    @property
    def about(self) -> tuple[str, str, str]:
        """What is decided: a later decision about the same takes the place of the earlier one."""
        if self.kind in _PAIRS:
            return ("", min(self.subject, self.value), max(self.subject, self.value))
        if self.kind == "ignore":
            return (self.subject, f"ignore {self.predicate}", self.value)
        return (self.subject, self.predicate, self.value if self.kind == "wrong" else "")

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Where it stands in the file."""
        return (self.subject, self.predicate, self.value, self.kind)

    @property
    def iri(self) -> str:
        """The decision as a resource: what was decided, not by whom or when."""
        key = (self.kind, self.subject, self.predicate, self.value)
        return resource_iri("decision", digest("\x1f".join(key))[:16])


_COLUMNS = tuple(field.name for field in fields(Decision))
_HEADER = "\t".join(_COLUMNS)
_EVENT = re.compile(r"[^\s#|]+#\S+")


def _clean(decision: Decision) -> Decision:
    """The decision with single blanks and, of a pair, the smaller event first."""
    texts = {name: " ".join(str(getattr(decision, name)).split()) for name in _COLUMNS}
    if texts["kind"] in _PAIRS and texts["value"] < texts["subject"]:
        texts["subject"], texts["value"] = texts["value"], texts["subject"]
        quotes = texts["words"].split(" | ")
        texts["words"] = " | ".join(reversed(quotes)) if len(quotes) == 2 else texts["words"]
    return Decision(cast("Kind", texts.pop("kind")), **texts)


def _problem(decision: Decision) -> tuple[str, str] | None:
    """What is wrong with a decision, and what to do."""
    if decision.kind not in _KINDS:
        return f"'{decision.kind}' is no kind of decision", f"write one of {', '.join(_KINDS)}"
    if not decision.subject or not decision.value:
        return "the subject or the value is missing", "name both"
    found = _pair_problem(decision) if decision.kind in _PAIRS else None
    if found:
        return found
    if decision.kind not in _PAIRS and not decision.predicate:
        return "the predicate is missing", "name it, for example g1540:startDate; of 'ignore' it is the rule"
    if decision.kind == "ignore" and not decision.why:
        return "an exception has no reason", "fill the column 'why'"
    if not decision.by:
        return "nobody is named who decided", "fill the column 'by'"
    return None if _is_day(decision.when) else (f"'{decision.when}' is no day", "write the day of the decision as 2026-01-31")


def _pair_problem(decision: Decision) -> tuple[str, str] | None:
    for event in (decision.subject, decision.value):
        if not _EVENT.fullmatch(event):
            return f"'{event}' is no event", "write NOTE#START/PLACE/TYPE, as graph1540 undecided prints it"
    if decision.subject == decision.value:
        return "an event is compared with itself", "name two events"
    if decision.predicate:
        return "a decision on two events has no predicate", "leave the column empty"
    return None


def _is_day(text: str) -> bool:
    try:
        return PartialDate.parse(text).precision == 3
    except DateError:
        return False


def _check(decision: Decision) -> Decision:
    """The decision, cleaned.

    :raises DecisionError: if it cannot be used
    """
    decision = _clean(decision)
    problem = _problem(decision)
    if problem:
        raise DecisionError(f"decision '{decision.kind}' on '{decision.subject}': {problem[0]}; {problem[1]}")
    return decision


def parse_decisions(text: str, *, name: str = "decisions") -> tuple[Decision, ...]:
    """The decisions in a text, sorted.

    :raises DecisionError: at the first line that cannot be used; the message names file and line
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines:
        return ()
    if lines[0].rstrip() != _HEADER.rstrip():
        raise DecisionError(f"{name}, line 1: the header is not that of a decisions file; it must be, with tabs: {' '.join(_COLUMNS)}")
    found: dict[tuple[str, str, str], tuple[int, Decision]] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if not len(_COLUMNS) - 1 <= len(cells) <= len(_COLUMNS):
            raise DecisionError(f"{name}, line {number}: {len(cells)} columns; there must be {len(_COLUMNS)}, separated by tabs")
        decision = _clean(Decision(cast("Kind", cells[0]), *cells[1:]))
        problem = _problem(decision)
        if problem:
            raise DecisionError(f"{name}, line {number}: {problem[0]}; {problem[1]}")
        before = found.get(decision.about)
        if before is not None and (before[1].kind, before[1].value) != (decision.kind, decision.value):
            raise DecisionError(f"{name}, line {number}: line {before[0]} decides otherwise about the same; remove one of the two")
        found[decision.about] = (number, decision)
    return tuple(sorted((decision for _, decision in found.values()), key=lambda d: d.order))


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, sorted.

    :raises DecisionError: if the file cannot be read or a line cannot be used; the message names file and line
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise DecisionError(f"{path}: the file cannot be read ({error.strerror}); check its name and your rights") from error
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: the file is not text in UTF-8; save it as UTF-8") from error
    return parse_decisions(text, name=str(path))


def render_decisions(decisions: Iterable[Decision]) -> str:
    """The text of a decisions file: a header, then one line each, sorted."""
    rows = ["\t".join(str(getattr(d, column)) for column in _COLUMNS) for d in sorted(decisions, key=lambda d: d.order)]
    return "\n".join((_HEADER, *rows)) + "\n"


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write a decisions file whole or not at all.

    :raises DecisionError: if a decision cannot be used, or the file cannot be written
    """
    text = render_decisions([_check(decision) for decision in decisions])
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, "utf-8", newline="\n")
        os.replace(part, path)  # noqa: PTH105 - Path.replace has no other meaning; this is atomic on every system
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise DecisionError(f"{path}: the file cannot be written ({error.strerror}); check the folder and your rights") from error


def add_decision(path: Path, decision: Decision) -> tuple[Decision, ...]:
    """Put a decision into a file, which need not exist yet, in place of an earlier one about the same."""
    decision = _check(decision)
    before: Sequence[Decision] = read_decisions(path) if path.exists() else ()
    after = tuple(sorted((*(d for d in before if d.about != decision.about), decision), key=lambda d: d.order))
    write_decisions(path, after)
    return after


def remove_decision(path: Path, decision: Decision) -> tuple[Decision, ...]:
    """Take the decision about the same out of a file.

    :raises DecisionError: if there is none
    """
    decision = _clean(decision)
    before = read_decisions(path)
    after = tuple(d for d in before if d.about != decision.about)
    if len(after) == len(before):
        raise DecisionError(f"{path}: there is no decision about '{decision.subject}' and '{decision.value}'; look at the file")
    write_decisions(path, after)
    return after
