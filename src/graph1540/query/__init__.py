"""Questions to a dataset: canned queries with parameters, the user's own SPARQL, and answers for people and machines."""

from graph1540.query.answer import Answer, Column
from graph1540.query.catalogue import CannedQuery, Parameter, catalogue, find_query
from graph1540.query.render import FORMATS, render
from graph1540.query.run import run_query, run_text

__all__ = [
    "FORMATS",
    "Answer",
    "CannedQuery",
    "Column",
    "Parameter",
    "catalogue",
    "find_query",
    "render",
    "run_query",
    "run_text",
]
