"""Writing a store: every change holds as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from graph1540.decisions import Decision, parse_decisions, render_decisions
from graph1540.errors import DatasetError
from graph1540.iri import note_iri
from graph1540.model import Claim, Finding, Note
from graph1540.pipeline import Extracted
from graph1540.reference import Reference, shipped_reference
from graph1540.resources import program_digest
from graph1540.store.asserted import Facts
from graph1540.store.building import build_generation
from graph1540.store.change import change_dataset
from graph1540.store.deciding import decision_findings
from graph1540.store.folder import (
    clean,
    clone,
    disk_errors,
    generation_of,
    remove_tree,
    view_name,
    writing,
)
from graph1540.store.index import Index
from graph1540.store.packing import pack_note
from graph1540.store.side import NotLocalError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Change", "Writer"]

_Notes = Mapping[str, tuple[Note, tuple[Claim, ...]]]


@dataclass(frozen=True)
class Change:
    """What a command did to a store. ``known``: notes whose text was there, by the name given, with the name it has there."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    quads_added: int = 0
    quads_removed: int = 0
    rebuilt: bool = False
    decided: bool = False
    notes: int = 0
    touched: Mapping[str, int] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.replaced or self.removed or self.rebuilt or self.decided)


class Writer:
    """The one who writes a store; a context manager.

    :raises DatasetError: if there is no such store, it is of another format or program, or another process writes
    """

    def __init__(self, path: Path | str, *, reference: Reference | None = None) -> None:
        self.path = Path(path)
        self.reference = reference or shipped_reference()
        self._stack = ExitStack()
        self._rdf: ox.Store | None = None

    def __enter__(self) -> Self:
        generation_of(self.path)  # A sentence about the folder comes before one about the lock.
        try:
            self._stack.enter_context(writing(self.path))
            self._open(generation_of(self.path))
            self._stack.callback(self._close)
            self._check()
        except BaseException:
            self._stack.close()
            raise
        return self

    def _open(self, generation: Path) -> None:
        with disk_errors(self.path):
            self.generation, self.index = generation, Index(generation / "index.sqlite")
            clean(self.path, generation, self.index.version)

    def _close(self) -> None:
        self._rdf = None
        self.index.close()

    def _check(self) -> None:
        if self.index.meta("program") != program_digest():
            made_by = self.index.meta("made_by")
            raise DatasetError(f"{self.path}: the store was made by graph1540 {made_by} with other reference data or rules; build it again from its notes")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The reviewers' decisions that the store was made with."""
        return parse_decisions(self.index.meta("decisions"), name=f"{self.path}, decisions")

    def add(self, extracted: Iterable[Extracted], *, decisions: Sequence[Decision] | None = None) -> Change:
        """Add notes, or replace those of the same name; what is there already changes nothing.

        ``decisions`` take the place of those that the store was made with; None leaves them as they are.
        """
        coming = {one.note.slug: one for one in sorted(extracted, key=lambda e: (e.note.slug, e.note.digest), reverse=True)}
        there = {slug: self.index.find(slug) for slug in coming}
        replaced = {slug for slug, found in there.items() if found and found[1] != coming[slug].note.digest}
        known: dict[str, str] = {}
        for slug, one in sorted(coming.items()):
            holder = self.index.slug_of(one.note.digest)
            if holder is not None and holder not in replaced:
                known[slug] = holder
        # A note whose new text stands under another name as well leaves with its old text.
        fresh = {slug: (one.note, one.claims) for slug, one in sorted(coming.items()) if slug not in known}
        findings = tuple(f for slug in fresh for f in coming[slug].findings)
        added = tuple(slug for slug in fresh if slug not in replaced)
        return self._change(
            fresh, replaced, decisions,
            Change(added, tuple(sorted(replaced & fresh.keys())), tuple(sorted(replaced - fresh.keys())), tuple(known.items()), findings),
        )  # fmt: skip

    def remove(self, names: Iterable[str], *, decisions: Sequence[Decision] | None = None) -> Change:
        """Take notes out, by name or by the name of their file.

        :raises DatasetError: if a name is not there; then nothing changes
        """
        gone = sorted({self._slug(name) for name in names})
        return self._change({}, set(gone), decisions, Change(removed=tuple(gone)))

    def _slug(self, name: str) -> str:
        for candidate in (name, Path(name).name):
            if self.index.find(candidate):
                return candidate
            found = self.index.named(candidate)
            if len(found) == 1:
                return found[0]
        near = get_close_matches(name, self.index.slugs(), n=1, cutoff=0.6)
        hint = f"did you mean '{near[0]}'?" if near else f"'graph1540 status --store {self.path} --names' lists them"
        raise DatasetError(f"{self.path}: there is no note '{name}' in the store; {hint}")

    def _change(self, fresh: _Notes, gone: set[str], decisions: Sequence[Decision] | None, change: Change) -> Change:
        """Bring ``fresh`` notes in and take those of the names ``gone`` out."""
        after = None if decisions is None else tuple(sorted(decisions, key=lambda d: d.order))
        after = None if after is not None and after == self.decisions else after
        change = _with(change, decided=after is not None)
        if not fresh and not gone and not change.decided:
            return _with(change, notes=self.index.count())
        if not self.index.meta("indexed"):
            return self._rebuild(fresh, gone, after, change)
        try:
            return self._in_place(fresh, gone, after, change)
        except NotLocalError:
            return self._rebuild(fresh, gone, after, change)

    def _in_place(self, fresh: _Notes, gone: set[str], decisions: Sequence[Decision] | None, change: Change) -> Change:
        """The change by what it touches; ``decisions`` take the place of those before, None leaves them as they are."""
        with self._transaction() as rdf, closing(Index(self.index.path, read_only=True)) as old:
            removed, added, delta = change_dataset(self.index, old, self._facts, rdf, gone=gone, fresh=list(fresh.values()), decisions=decisions)
            rdf.update(_update(removed, added, [slug for slug in gone if slug not in fresh]))
            self.index.set_meta(quads=int(self.index.meta("quads")) + len(added) - len(removed))
            if decisions is not None:
                self.index.set_meta(decisions=render_decisions(decisions) if decisions else "")
            findings = (*change.findings, *decision_findings(self.index))
        touched = {"notes": delta.notes, "events": delta.events, "things": delta.things}
        return _with(change, findings=findings, quads_added=len(added), quads_removed=len(removed), notes=self.index.count(), touched=touched)

    @cached_property
    def _facts(self) -> Facts:
        return Facts(self.reference)

    def _rebuild(self, fresh: _Notes, gone: set[str], decisions: Sequence[Decision] | None, change: Change) -> Change:
        """The change by a full build, in a new generation."""
        decisions = self.decisions if decisions is None else decisions
        kept = (packed for slug, packed in self.index.packed() if slug not in gone and slug not in fresh)
        generation, built = build_generation(self.path, chain(kept, (pack_note(note, claims) for note, claims in fresh.values())), decisions, self.reference, self.index.meta("made_by"))
        self._close()
        self._open(generation)
        findings = (*change.findings, *(f for f in built if f not in change.findings))
        return _with(change, findings=findings, rebuilt=True, notes=self.index.count())

    @contextmanager
    def _transaction(self) -> Iterator[ox.Store]:
        """The dataset to change, within one transaction of the index; what fails leaves both as they were."""
        with disk_errors(self.path):
            version = self.index.version
            mark = self.generation / "work.version"
            rdf = self._work(version)
            view = self.generation / view_name(version + 1)
            self.index.begin()
            try:
                mark.unlink(missing_ok=True)
                yield rdf
                remove_tree(view)
                rdf.backup(str(view))
                self.index.set_meta(version=version + 1)
                self.index.commit()
            except BaseException:
                self._rdf = None
                with suppress(Exception):
                    self.index.rollback()
                del rdf
                remove_tree(view)
                remove_tree(self.generation / "work")
                raise
            mark.write_text(str(version + 1), "utf-8")
        clean(self.path, self.generation, version + 1)

    def _work(self, version: int) -> ox.Store:
        """The dataset that may be changed, as of ``version``."""
        if self._rdf is None:
            work, mark = self.generation / "work", self.generation / "work.version"
            if not mark.exists() or mark.read_text("utf-8") != str(version):
                mark.unlink(missing_ok=True)
                clone(self.generation / view_name(version), work)
            self._rdf = ox.Store(str(work))
        return self._rdf


def _update(removed: Iterable[ox.Quad], added: Iterable[ox.Quad], dropped: Iterable[str]) -> str:
    """A change as one SPARQL update, which holds as a whole or not at all."""
    parts = []
    for verb, quads in (("DELETE", removed), ("INSERT", added)):
        by_graph: dict[str, list[str]] = {}
        for quad in quads:
            graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
            by_graph.setdefault(graph, []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
        body = "\n".join(f"GRAPH {graph} {{ {' '.join(lines)} }}" if graph else "\n".join(lines) for graph, lines in by_graph.items())
        if body:
            parts.append(f"{verb} DATA {{\n{body}\n}}")
    parts += [f"DROP SILENT GRAPH <{note_iri(slug)}>" for slug in dropped]
    return " ;\n".join(parts)


def _with(change: Change, **values: object) -> Change:
    return replace(change, **values)  # type: ignore[arg-type]
