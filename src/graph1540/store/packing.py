"""A note with its claims as bytes, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any

from graph1540.dates import PartialDate
from graph1540.iri import note_iri
from graph1540.model import Claim, Note, Ref, Span, Value
from graph1540.resolve.events import Event

__all__ = ["pack_event", "pack_note", "pack_value", "unpack_event", "unpack_note", "unpack_value"]

_FIELDS = tuple(field.name for field in fields(Event))
_SETS = tuple(at for at, field in enumerate(fields(Event)) if field.type == "frozenset[str]")
_NONE: frozenset[str] = frozenset()


def _pack_value(value: Value) -> tuple[str, str | int]:
    if isinstance(value, Ref):
        return "r", value.iri
    if isinstance(value, PartialDate):
        return "d", str(value)
    return ("i", value) if isinstance(value, int) else ("s", value)


def _unpack_value(kind: str, value: str | int) -> Value:
    if kind == "r":
        return Ref(str(value))
    return _date(str(value)) if kind == "d" else value


@lru_cache(maxsize=10_000)
def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def pack_note(note: Note, claims: Sequence[Claim]) -> bytes:
    """The note's text and claims; where its words stood in the file is left out."""
    said = [(c.subject.iri, c.predicate, *_pack_value(c.value), c.evidence) for c in claims]
    about = {"slug": note.slug, "name": note.name, "media": note.media_type, "text": note.text, "digest": note.digest, "claims": said}
    return zlib.compress(json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode(), 6)


def unpack_note(data: bytes) -> tuple[Note, tuple[Claim, ...]]:
    """The note, without blocks and marks, and its claims as they were."""
    about = json.loads(zlib.decompress(data))
    note = Note(about["slug"], about["name"], about["media"], about["text"], (), (), about["digest"])
    iri = note_iri(note.slug)
    span = Span._make
    return note, tuple(
        [
            Claim(iri, Ref(subject), predicate, Ref(value) if kind == "r" else _unpack_value(kind, value), tuple(map(span, spans)))
            for subject, predicate, kind, value, spans in about["claims"]
        ]
    )


def pack_event(event: Event) -> str:
    """An event as comparison sees it."""
    return json.dumps([sorted(value) if isinstance(value, frozenset) else value for value in (getattr(event, name) for name in _FIELDS)])


def unpack_event(data: str) -> Event:
    """The event as it was."""
    values: list[Any] = json.loads(data)
    for at in _SETS:
        values[at] = frozenset(values[at]) if values[at] else _NONE
    return Event(*values)


def pack_value(value: Value) -> str:
    """A value as text that tells its kind: a list of JSON, written out here since there are so many."""
    kind, said = _pack_value(value)
    return f'["{kind}", {said if isinstance(said, int) else encode_basestring_ascii(said)}]'


def unpack_value(data: str) -> Value:
    """The value as it was."""
    return _unpack_value(*json.loads(data))
