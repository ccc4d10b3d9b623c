"""The reviewer's page: a note's words beside what was read from them; and the same claims as JSON."""

from __future__ import annotations

from graph1540.review.interchange import claims_json, claims_schema
from graph1540.review.layout import page

__all__ = ["claims_json", "claims_schema", "page"]
