"""Where the files that a domain expert edits are found: in the wheel, or in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from graph1540.errors import ReferenceDataError

__all__ = ["data_dir"]

_PACKAGE = Path(__file__).resolve().parent


def data_dir(kind: Literal["ontology", "shapes", "queries"]) -> Path:
    """The folder ``ontology/``, ``shapes/`` or ``queries/``.

    :raises ReferenceDataError: if this installation lacks it
    """
    for candidate in (_PACKAGE / "data" / kind, _PACKAGE.parents[1] / kind):
        if candidate.is_dir():
            return candidate
    raise ReferenceDataError(f"{_PACKAGE}: the folder '{kind}' is missing from this installation; install graph1540 again")
