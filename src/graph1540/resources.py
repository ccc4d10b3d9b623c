"""Where the files that a domain expert edits are found: in the wheel, or in the checkout."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from graph1540 import __version__
from graph1540.errors import ReferenceDataError

__all__ = ["data_dir", "program_digest"]

_PACKAGE = Path(__file__).resolve().parent


def data_dir(kind: Literal["ontology", "shapes", "queries"]) -> Path:
    """The folder ``ontology/``, ``shapes/`` or ``queries/``.

    :raises ReferenceDataError: if this installation lacks it
    """
    for candidate in (_PACKAGE / "data" / kind, _PACKAGE.parents[1] / kind):
        if candidate.is_dir():
            return candidate
    raise ReferenceDataError(f"{_PACKAGE}: the folder '{kind}' is missing from this installation; install graph1540 again")


def program_digest() -> str:
    """What a build depends on beside notes and decisions: the program's version, the ontology and the reference data."""
    summed = hashlib.sha256(__version__.encode())
    folder = data_dir("ontology")
    for path in (folder / "graph1540.ttl", *sorted((folder / "reference").rglob("*.ttl"))):
        summed.update(path.read_bytes())
    return summed.hexdigest()
