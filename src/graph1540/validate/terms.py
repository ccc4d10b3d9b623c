"""RDF terms by their types."""

from __future__ import annotations

import pyoxigraph as ox

__all__ = ["AnyTerm", "Term"]

#: What a result of SHACL can name.
Term = ox.NamedNode | ox.BlankNode | ox.Literal
#: What may stand as the object of a triple.
AnyTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
