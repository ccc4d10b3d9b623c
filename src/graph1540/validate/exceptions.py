"""Findings that a reviewer has decided to live with: decisions of the kind "ignore", each with its reason.

``subject`` is the note's file name (or its slug), ``predicate`` the rule, ``value`` the words that the finding points
to, or ``*`` for all of the rule's findings in the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Protocol

from graph1540.model import Finding

__all__ = ["Exception_", "accepted"]


class Exception_(Protocol):  # noqa: N801 - "Exception" is Python's
    """What is read of a decision."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def predicate(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102


def accepted(findings: Iterable[Finding], decisions: Iterable[Exception_]) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay, and those that a decision takes back.

    A violation of what the graph must hold is taken back too: whoever decides answers for it.
    """
    ignored = {(d.subject, d.predicate, d.value) for d in decisions if d.kind == "ignore"}
    kept: list[Finding] = []
    gone: list[Finding] = []
    for finding in findings:
        (gone if any(key in ignored for key in _keys(finding)) else kept).append(finding)
    return kept, gone


def _keys(finding: Finding) -> Sequence[tuple[str, str, str]]:
    words = " ".join(finding.span.exact.split()) if finding.span else ""
    names = (finding.note, PurePath(finding.note).stem)
    return [(name, finding.rule, value) for name in names for value in (words, "*") if value]
