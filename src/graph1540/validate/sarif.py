"""Findings as SARIF 2.1.0, which code hosts and editors show beside the line.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from graph1540 import __version__
from graph1540.model import Finding
from graph1540.validate.rules import LAYERS, SHAPES, Rule, load_rules

__all__ = ["sarif"]

_LEVEL = {"violation": "error", "warning": "warning", "info": "note"}


def sarif(findings: Sequence[Finding], paths: Mapping[str, str]) -> str:
    """The log of one run; rules in order of their identifiers."""
    known = {rule.id: rule for ruleset in load_rules(LAYERS) for rule in ruleset.rules.values()}
    used = sorted({finding.rule for finding in findings})
    rules = [_rule(name, known.get(name)) for name in used]
    run = {
        "tool": {
            "driver": {
                "name": "graph1540",
                "semanticVersion": __version__,
                "informationUri": "https://w3id.org/graph1540/",
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, used.index(finding.rule), paths) for finding in findings],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, rule: Rule | None) -> dict[str, object]:
    found: dict[str, object] = {"id": name}
    if rule is not None:
        found["name"] = rule.iri.removeprefix(str(SHAPES))
        found["shortDescription"] = {"text": rule.label}
        found["help"] = {"text": rule.suggestion}
        found["defaultConfiguration"] = {"level": _LEVEL[rule.severity]}
    return found


def _result(finding: Finding, index: int, paths: Mapping[str, str]) -> dict[str, object]:
    text = finding.message + (f"\n{finding.remedy}" if finding.remedy else "")
    found: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": text},
    }
    if finding.note:
        place: dict[str, object] = {
            "artifactLocation": {"uri": quote(paths.get(finding.note, finding.note), safe="/:~@!$&'()*+,;=")}
        }
        if finding.location is not None and finding.span is not None:
            place["region"] = {
                "startLine": finding.location.line,
                "startColumn": finding.location.column,
                "endColumn": finding.location.column + finding.span.end - finding.span.start,
                "snippet": {"text": finding.span.exact},
            }
        found["locations"] = [{"physicalLocation": place}]
    return found
