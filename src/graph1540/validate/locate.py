"""From a result to the words that caused it, by way of the evidence; a missing thing points to where it should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import pyoxigraph as ox

from graph1540.iri import DCTERMS, G1540, OA, PROV, RDF, SCHEMA
from graph1540.model import Location, Note, Span
from graph1540.validate.terms import Term

__all__ = ["Locator", "header_span", "location"]

_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_TARGET, _START, _END, _EXACT = (ox.NamedNode(OA + name) for name in ("hasTarget", "start", "end", "exact"))
_SPECIALIZES = ox.NamedNode(PROV.specializationOf)
_REPORTS_ON = ox.NamedNode(G1540.reportsOn)
_TEXT = ox.NamedNode(SCHEMA.text)
_TYPE, _NOTE = ox.NamedNode(RDF.type), ox.NamedNode(G1540.InformationNote)
_NAME = ox.NamedNode(DCTERMS.identifier)

#: The fields at the head of a note, by the value of ``g1540s:field``.
_FIELDS = {
    "event": r"event|title|subject|meeting",
    "date": r"dates?|when",
    "venue": r"venue|place|location|where|date and venue|dates and venue",
    "organizer": r"organi[sz]ers?|host",
    "participant": r"participants?|attendance|attendees",
}

#: Where to look next for a field that a note has not.
_ELSE = {"date": ("venue", "event"), "venue": ("date", "event")}

Found = tuple[str, Span]


def header_span(text: str, field: str) -> Span:
    r"""The name of the field at the head of a note, or of the next best one, or else the note's first line.

    >>> header_span("Information note\n\nDate and Venue: Vienna", "date").exact
    'Date and Venue:'
    """
    for name in (field, *_ELSE.get(field, ())):
        words = _FIELDS.get(name)
        found = (
            re.search(rf"^[^\w\n]*(?P<field>(?:{words})\b[^:\n]{{0,30}}:)", text, re.IGNORECASE | re.MULTILINE)
            if words
            else None
        )
        if found:
            return Span(*found.span("field"), found.group("field"))
    line = re.search(r"\S(?:.*\S)?", text)
    return Span(*line.span(), line.group()) if line else Span(0, 0, "")


def location(text: str, span: Span, note: Note | None) -> Location:
    """Where the words stand in the file, or, when the note is not at hand, in the text that the graph keeps of it."""
    if note is not None:
        return note.locate(span.start)
    before = text[: span.start]
    return Location(1, before.count("\n") + 1, span.start - (before.rfind("\n") + 1) + 1)


class Locator:
    """The evidence of a dataset. Each question is a look-up in the store: its cost does not grow with the notes.

    ``only``: the notes to look in for those who merely name a thing, None for all.
    """

    def __init__(self, store: ox.Store, only: Iterable[str] | None = None) -> None:
        self._store = store
        self._only = None if only is None else [ox.NamedNode(note) for note in sorted(only)]
        quads = islice(store.quads_for_pattern(None, _TYPE, _NOTE, None), 3)
        few = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        self._sole = few.pop() if len(few) == 1 else ""

    def name(self, note: str) -> str:
        """The name of the note's file."""
        names = (quad.object for quad in self._store.quads_for_pattern(ox.NamedNode(note), _NAME, None, None))
        return min((name.value for name in names if isinstance(name, ox.Literal)), default="")

    def text(self, note: str) -> str:
        """The text of the note, empty when the data have none."""
        texts = (quad.object for quad in self._store.quads_for_pattern(ox.NamedNode(note), _TEXT, None, None))
        return min((text.value for text in texts if isinstance(text, ox.Literal)), default="")

    def find(self, focus: Term, path: str, value: Term | None, field: str, graph: str | None) -> Found | None:
        """The note and the words that a result is about, None if it is about no note."""
        for candidates in self._candidates(focus, path, value, field, graph):
            found = sorted(candidates)
            if found:
                return found[0]
        note = self._note_of(focus, graph) or (self._note_of(value, graph) if value else None)
        return None if note is None else (note, header_span(self.text(note), field))

    def elsewhere(self, focus: Term, path: str, words: str, note: str) -> Found | None:
        """Where another note says of the same resource that the value is ``words`` (a literal's, or an IRI)."""
        found: list[Found] = []
        for subject in self._same(focus):
            for quad in self._store.quads_for_pattern(subject, ox.NamedNode(path), None, None) if path and not isinstance(subject, ox.Literal) else ():
                value = quad.object
                if isinstance(value, ox.NamedNode | ox.Literal) and value.value == words:
                    found.extend(hit for hit in self._claims(subject, quad.predicate, value, None) if hit[0] not in ("", note))
        return min(found, default=None)

    def _candidates(
        self, focus: Term, path: str, value: Term | None, field: str, graph: str | None
    ) -> Iterator[list[Found]]:
        predicate = ox.NamedNode(path) if path else None
        other = None if value == focus else value
        for term in (other, focus):
            yield list(self._itself(term, graph))
        subjects, objects = self._same(focus), self._same(other)
        if other is not None:
            if predicate:
                yield [hit for s in subjects for o in objects for hit in self._claims(s, predicate, o, graph)]
            yield [hit for s in subjects for o in objects for hit in self._claims(s, None, o, graph)]
            if predicate:
                yield [hit for o in objects for hit in self._claims(o, predicate, None, graph)]
            yield [hit for o in objects for hit in self._claims(None, None, o, graph)]
        elif field:
            notes = sorted(self._reporting(subjects, graph))
            yield [(note, header_span(self.text(note), field)) for note in notes]
        if predicate:
            yield [hit for s in subjects for hit in self._claims(s, predicate, None, graph)]
        if not self._is_note(focus):
            yield [hit for o in subjects for hit in self._claims(None, None, o, graph)]
            yield [hit for s in subjects for hit in self._claims(s, None, None, graph)]

    def _itself(self, term: Term | None, graph: str | None) -> Iterator[Found]:
        """A span, or the spans of a statement of evidence."""
        if isinstance(term, ox.NamedNode | ox.BlankNode):
            span = self._span(term)
            if span is not None:
                yield self._owner(term, graph), span
            yield from self._spans(term, graph)

    def _claims(
        self, subject: Term | None, predicate: ox.NamedNode | None, value: Term | None, graph: str | None
    ) -> Iterator[Found]:
        named = ox.NamedNode(graph) if graph else None
        wheres = [named] if named is not None and self._store.contains_named_graph(named) else [None]
        if subject is None and wheres == [None] and self._only is not None:
            wheres = list(self._only)  # Who names a thing is asked of these notes alone: all others could be many.
        wanted = [(p, t) for p, t in ((_SUBJECT, subject), (_OBJECT, value), (_PREDICATE, predicate)) if t is not None]
        (first, term), rest = wanted[0], wanted[1:]
        for quad in chain.from_iterable(self._store.quads_for_pattern(None, first, term, where) for where in wheres):
            if all(ox.Quad(quad.subject, p, t, quad.graph_name) in self._store for p, t in rest):
                assert isinstance(quad.subject, ox.NamedNode | ox.BlankNode)
                yield from self._spans(quad.subject, graph)

    def _spans(self, claim: ox.NamedNode | ox.BlankNode, graph: str | None) -> Iterator[Found]:
        for quad in self._store.quads_for_pattern(claim, _TARGET, None, None):
            if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                span = self._span(quad.object)
                if span is not None:
                    yield self._owner(quad.object, graph) or self._owner(claim, graph), span

    def _span(self, target: ox.NamedNode | ox.BlankNode) -> Span | None:
        def get(predicate: ox.NamedNode) -> str:
            values = (quad.object for quad in self._store.quads_for_pattern(target, predicate, None, None))
            return min((value.value for value in values if isinstance(value, ox.Literal)), default="")

        start, end = get(_START), get(_END)
        if not (start.isdecimal() and end.isdecimal()):
            return None
        return Span(int(start), max(int(start), int(end)), get(_EXACT))

    def _owner(self, term: Term, graph: str | None) -> str:
        """The note that a span or a statement is of: its IRI begins with the note's."""
        note = term.value.split("#")[0] if isinstance(term, ox.NamedNode) else ""
        return note if self._is_note(ox.NamedNode(note) if note else None) else graph or self._sole

    def _same(self, term: Term | None) -> list[Term]:
        """The resource and, for a canonical one, the notes' own that are linked to it."""
        if not isinstance(term, ox.NamedNode):
            return [] if term is None else [term]
        linked = (quad.subject for quad in self._store.quads_for_pattern(None, _SPECIALIZES, term, None))
        return [term, *sorted((node for node in linked if isinstance(node, ox.NamedNode)), key=str)]

    def _reporting(self, events: Iterable[Term], graph: str | None) -> set[str]:
        found = {event.value for event in events if isinstance(event, ox.NamedNode) and self._is_note(event)}
        for event in events:
            for quad in self._store.quads_for_pattern(None, _REPORTS_ON, event, None):
                if isinstance(quad.subject, ox.NamedNode) and graph in (None, quad.subject.value):
                    found.add(quad.subject.value)
        return found

    def _is_note(self, term: Term | None) -> bool:
        """Whether the data say that this is a note."""
        if not isinstance(term, ox.NamedNode):
            return False
        return next(self._store.quads_for_pattern(term, _TYPE, _NOTE, None), None) is not None

    def _note_of(self, term: Term, graph: str | None) -> str | None:
        if graph is not None:
            return graph
        for same in self._same(term):
            owner = self._owner(same, None)
            if owner:
                return owner
        return None
