"""A dataset held against the layers of shapes: results become findings with a place and a remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph1540.iri import G1540
from graph1540.model import Finding, Note
from graph1540.validate.describe import Describer
from graph1540.validate.engine import Result, fill
from graph1540.validate.fixes import Remedied
from graph1540.validate.hints import meant, subject_of
from graph1540.validate.locate import Locator, location
from graph1540.validate.rules import SH
from graph1540.validate.tasks import found
from graph1540.validate.view import has_notes

__all__ = ["order", "results", "validate", "validate_graph"]

_RANK = {"violation": 0, "warning": 1, "info": 2}
#: How many characters before the words may belong to their clause.
_CLAUSE = 80
_SPARQL = SH.SPARQLConstraintComponent


def validate(
    store: ox.Store,
    layers: Sequence[str] = ("claims", "corpus"),
    *,
    notes: Mapping[str, Note] | None = None,
    only: Collection[str] | None = None,
    shapes: Path | None = None,
    fast: bool = True,
) -> list[Finding]:
    """What the shapes say of a dataset, in the order of the notes and of their words.

    ``notes``: the notes that were read, by IRI; they give page, line and column of the file. ``only``: the notes
    to look at: their own graphs, and across notes what is said of their events; the time that it takes depends on
    them, not on the store. ``shapes``: a folder in place of ours. ``fast=False`` has pySHACL over rdflib, the
    reference, walk the shapes in place of set-based queries.

    Data without a graph for each note are taken as one graph.

    :raises ReferenceDataError: if there is no such layer, or a shape cannot be used
    """
    findings: list[Finding] = []
    flat = only is None and not has_notes(store)
    locator = Locator(store, only)
    said: set[Finding] = set()  # two results may come to the same words about the same place
    described: dict[str | None, Describer] = {}
    for graph, result in found(store, layers, only=only, shapes=shapes, engine="queries" if fast else "rdflib"):
        if graph not in described:
            described[graph] = Describer(store, graph, flat=flat)
        note, finding = _finding(result, described[graph], locator, graph, notes or {})
        if flat:
            finding = _unplaced(store, result, finding)
        if _settled(result, finding, locator.text(note) if note else ""):
            continue
        if only is not None and note not in only:
            continue  # what another note says of the same event is for its own drafter
        if finding not in said and not _said(result, finding, findings):
            said.add(finding)
            findings.append(finding)
    return sorted(findings, key=order)


def validate_graph(
    source: Path | ox.Store,
    layers: Sequence[str] = ("claims", "corpus"),
    *,
    shapes: Path | None = None,
) -> list[Finding]:
    """What the shapes say of any RDF that uses our ontology: Turtle, JSON-LD, TriG, N-Quads, ... that others made.

    :raises DatasetError: if the file cannot be read
    """
    if isinstance(source, Path):
        from graph1540.dataset import read_dataset  # noqa: PLC0415 - only where a file is to be read

        return validate(read_dataset(source), layers, shapes=shapes)
    return validate(source, layers, shapes=shapes)


def results(
    store: ox.Store, layers: Sequence[str] = ("claims", "corpus"), *, shapes: Path | None = None
) -> Iterator[Result]:
    """The bare results, for the standard's own report."""
    yield from (result for _, result in found(store, layers, shapes=shapes))


def order(finding: Finding) -> tuple[object, ...]:
    """Sorts findings by note, place, severity and rule."""
    start = finding.span.start if finding.span else -1
    return (finding.note, start, _RANK[finding.severity], finding.rule, finding.message)


def _finding(
    result: Result, described: Describer, locator: Locator, graph: str | None, notes: Mapping[str, Note]
) -> tuple[str, Finding]:
    """The note that a result is about, and the finding."""
    rule = result.rule
    found = locator.find(result.focus, result.path, result.value, rule.field, graph)
    note, span = found if found is not None else ("", None)
    text = locator.text(note) if note else ""
    if span is not None and not span.exact and not text:
        span = None
    kept: Any = {
        "rule": rule.id,
        "severity": rule.severity,
        "message": _message(result, described) + _elsewhere(result, locator, note, notes),
        "note": locator.name(note) if note else "",
        "span": span,
        "location": None if span is None else location(text, span, notes.get(note)),
        "remedy": fill(rule.suggestion, {name: described.text(words) for name, words in result.values.items()}),
    }
    if rule.right and span is not None:
        return note, Remedied(**kept, wrong=fill(rule.wrong, result.values), right=fill(rule.right, result.values))
    return note, Finding(**kept)


def _unplaced(store: ox.Store, result: Result, finding: Finding) -> Finding:
    """What data without words can be told instead of a place: the resource, and what its misspelt IRI was meant to be."""
    subject, slip = subject_of(store, result) if finding.span is None else "", meant(store, result)
    return replace(
        finding,
        message=f"{finding.message} (in <{subject}>)" if subject else finding.message,
        remedy=f"{finding.remedy}; did you mean {f'g1540:{slip.removeprefix(str(G1540))}' if slip.startswith(str(G1540)) else f'<{slip}>'}?" if slip else finding.remedy,
    )


def _message(result: Result, described: Describer) -> str:
    """The shape's message; a core shape cannot say whom it is about, so the name is added here."""
    words = described.text(result.message)
    if result.component == _SPARQL:
        return words
    about = result.focus if result.value is None else result.value
    plain = isinstance(about, ox.NamedNode) and (
        described.is_a(about.value, G1540.InformationNote) or (result.rule.field and about == result.focus)
    )
    return words if plain else f"{words}: {described.term(about)}"


def _elsewhere(result: Result, locator: Locator, note: str, notes: Mapping[str, Note]) -> str:
    """Where the other note says what this one contradicts, as the end of a message."""
    words = result.values.get(result.rule.against, "")
    found = locator.elsewhere(result.focus, result.path, words, note) if words else None
    if found is None:
        return ""
    other, span = found
    return f" ({locator.name(other)}, line {location(locator.text(other), span, notes.get(other)).line})"


def _settled(result: Result, finding: Finding, text: str) -> bool:
    """Whether the clause in which the words stand says itself how the result comes about."""
    span = finding.span
    if not result.rule.settled_by or span is None:
        return False
    before = re.split(r"[.;:\n]\s", text[max(0, span.start - _CLAUSE) : span.start])[-1]
    return re.search(result.rule.settled_by, before + span.exact, re.IGNORECASE) is not None


def _said(result: Result, finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a rule for one note has said of this note what a rule across notes says again."""
    same = result.rule.same_as
    return bool(same) and any(found.rule == same and found.note == finding.note for found in findings)
