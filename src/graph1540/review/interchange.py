"""The claims of a note as JSON, for programs that know no RDF; ``claims.schema.json`` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files

from graph1540.dates import PartialDate
from graph1540.iri import note_iri, span_iri
from graph1540.model import Claim, Finding, Location, Note, Ref, Span, Value
from graph1540.reference import Reference
from graph1540.review.groups import merged
from graph1540.review.kinds import kind_of
from graph1540.review.marks import ordered
from graph1540.review.words import Words, claim_id, local_name

__all__ = ["SCHEMA_IRI", "claims_json", "claims_schema"]

SCHEMA_IRI = "https://w3id.org/graph1540/schema/claims"
_LONE = re.compile("[\ud800-\udfff]")


def claims_schema() -> str:
    """The JSON Schema (draft 2020-12) of what ``claims_json`` gives."""
    return files("graph1540.review").joinpath("claims.schema.json").read_text("utf-8")


def claims_json(note: Note, claims: Sequence[Claim], findings: Sequence[Finding], reference: Reference) -> str:
    """The note's text, its claims with their evidence and its findings, sorted: the same input gives the same bytes."""
    told = merged(claims)
    words = Words(told, reference)
    iri = note_iri(note.slug)
    content = {
        "$schema": SCHEMA_IRI,
        "note": {"iri": iri, "name": note.name, "mediaType": note.media_type, "digest": note.digest, "text": note.text},
        "claims": [_claim(note, claim, words) for claim in told],
        "findings": [_finding(finding) for finding in ordered(note, findings)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # Half a surrogate pair stands in no UTF-8 file; JSON has an escape for it.
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _claim(note: Note, claim: Claim, words: Words) -> dict[str, object]:
    return {
        "iri": f"{claim.note}#{claim_id(claim)}",
        "kind": kind_of(claim, words.types),
        "subject": {"iri": claim.subject.iri, "label": words.thing(claim.subject.iri)},
        "predicate": {"iri": claim.predicate, "label": local_name(claim.predicate)},
        "value": _value(claim.value, words),
        "evidence": [_evidence(note, claim.note, span) for span in claim.evidence],
    }


def _value(value: Value, words: Words) -> dict[str, object]:
    if isinstance(value, Ref):
        return {"type": "thing", "iri": value.iri, "label": words.thing(value.iri)}
    if isinstance(value, PartialDate):
        return {"type": "date", "value": str(value), "datatype": value.datatype, "label": words.value(value)}
    return {"type": "integer", "value": value} if isinstance(value, int) else {"type": "text", "value": value}


def _evidence(note: Note, iri: str, span: Span) -> dict[str, object]:
    return {"iri": span_iri(iri, span.start, span.end), **_span(span), "place": _place(note.locate(span.start))}


def _span(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _place(place: Location) -> dict[str, int]:
    return {"page": place.page, "line": place.line, "column": place.column}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "remedy": finding.remedy,
        "note": finding.note,
        "span": _span(finding.span) if finding.span else None,
        "place": _place(finding.location) if finding.location else None,
    }
