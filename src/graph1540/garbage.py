"""How often Python looks for cycles of objects that nobody else holds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["seldom_collected"]


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom: our work makes next to none, and all that it keeps would be walked over again and again (a third of a build's CPU)."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
