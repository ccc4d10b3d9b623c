"""What follows from the canonical view by the OWL 2 RL rules, why, and which facts clash.

The rules are made from the axioms in ``ontology/graph1540.ttl``: to add an axiom there is enough. The closure equals that
of owlrl (``tests/infer``), which is too slow beyond a few notes; ``docs/inference.md`` has the numbers and the choices.
``graph1540.infer.columns`` gives the closure of a whole store, without the reasons; what it needs besides is not loaded for a few notes.
"""

from graph1540.infer.closure import ASSERTED, Closure, Derivation, contradictions, derive, infer

__all__ = ["ASSERTED", "Closure", "Derivation", "contradictions", "derive", "infer"]
