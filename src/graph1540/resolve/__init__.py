"""resolve: which of the notes' events, persons and organizations are one."""

from graph1540.resolve.explain import Undecided, find_event, undecided, why
from graph1540.resolve.link import Resolved, resolve

__all__ = ["Resolved", "Undecided", "find_event", "resolve", "undecided", "why"]
