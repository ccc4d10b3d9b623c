"""What can be asked: an embedded store and a remote endpoint alike.

Whatever reads a dataset asks for no more than this, so that it works on either; :class:`pyoxigraph.Store` has it all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Protocol, runtime_checkable

from pyoxigraph import BlankNode, NamedNode, Quad

__all__ = ["Prefetching", "Remembering", "Source", "prefetch"]


class Source(Protocol):
    """A dataset that can be read: the default graph is the canonical view, the named ones are the notes and the links."""

    def query(self, query: str, *, prefixes: dict[str, str] | None = None) -> Any:
        """The solutions (with ``variables``), the truth or the triples that a query gives."""

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[Quad]:  # noqa: A002 - pyoxigraph's name
        """The quads with these terms; None stands for any."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of the graphs beside the default one."""

    def __len__(self) -> int:
        """A number that changes when the dataset does."""


@runtime_checkable
class Prefetching(Protocol):
    """A source that is far away, to which one question on many things is better than many questions."""

    def prefetch(self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]) -> None:
        """Get what the default graph says of these, so that asking for each afterwards costs nothing."""


@runtime_checkable
class Remembering(Protocol):
    """A source that never changes and keeps what was worked out from it; it may forget at any time."""

    def recall(self, key: bytes) -> bytes | None:
        """What was kept under a key, if it is still there."""

    def remember(self, key: bytes, value: bytes) -> None:
        """Keep a value that follows from the dataset and the key alone."""


def prefetch(source: Source, subjects: Collection[str], predicates: Collection[str]) -> None:
    """Get what the default graph says of these IRIs in one go, where that saves anything."""
    if isinstance(source, Prefetching) and subjects:
        source.prefetch([NamedNode(one) for one in subjects], [NamedNode(one) for one in predicates])
