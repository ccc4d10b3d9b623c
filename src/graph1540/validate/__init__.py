"""Validation that answers as a good compiler does: the file, the line, the words, what is wrong, what to do.

``validate`` holds a dataset against the shapes of ``shapes/``; ``render`` shows the findings; ``conforms`` decides.
"""

from __future__ import annotations

from graph1540.validate.check import validate, validate_graph
from graph1540.validate.exceptions import accepted
from graph1540.validate.fixes import patch
from graph1540.validate.report import FORMATS, conforms, render
from graph1540.validate.rules import LAYERS, Rule, load_rules
from graph1540.validate.shacl_report import shacl_report

__all__ = [
    "FORMATS",
    "LAYERS",
    "Rule",
    "accepted",
    "conforms",
    "load_rules",
    "patch",
    "render",
    "shacl_report",
    "validate",
    "validate_graph",
]
