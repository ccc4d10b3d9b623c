"""The letter that stands for each kind of mention in a sentence: private-use characters that no note holds."""

from __future__ import annotations

from graph1540.model import MentionKind

__all__ = ["TAGS", "D", "E", "G", "H", "M", "O", "P", "R", "S", "X"]

S, O, P, D, E, R, H, G, M, X = (chr(0xE100 + at) for at in range(10))  # noqa: E741
TAGS: dict[MentionKind, str] = {
    "state": S, "organization": O, "place": P, "date": D, "event": E, "resolution": R, "person": H, "region": G,
    "demonym": M, "document": X,
}  # fmt: skip
