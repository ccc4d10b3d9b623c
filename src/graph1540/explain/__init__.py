"""Why a fact of the canonical view holds: rules down to claims, claims down to the sentence that a note has."""

from graph1540.explain.facts import find_fact
from graph1540.explain.prove import Decided, Linked, Proof, Prover, explain
from graph1540.explain.render import FORMATS, render_proof

__all__ = ["FORMATS", "Decided", "Linked", "Proof", "Prover", "explain", "find_fact", "render_proof"]
