"""Datasets as files: reading with limits, writing whole or not at all.

Reading never leaves the file: no remote context, no external entity, no base IRI guessed from the folder. Writing goes
to a temporary file in the same folder, which takes the place of the target only when it is complete.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from pyoxigraph import Quad, RdfFormat, Store

from graph1540.errors import DatasetError
from graph1540.export import CONTEXT, FORMATS, LINKS, Format, export, find_format, load_context
from graph1540.files import replace_file

__all__ = ["CONTEXT", "FORMATS", "LINKS", "SIZE_LIMIT", "Format", "find_format", "read_dataset", "write_dataset"]

#: The largest file that is read, in bytes, unless the caller says otherwise.
SIZE_LIMIT = 2 * 1024**3

_READERS = {
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_MARK = b"\xef\xbb\xbf"


def read_dataset(
    source: Path | str | BinaryIO,
    format: Format | str | None = None,  # noqa: A002 - what everybody calls it
    *,
    limit: int = SIZE_LIMIT,
) -> Store:
    """The dataset in a file or stream, in memory.

    The format is read from the suffix unless given. A context of JSON-LD must stand in the document or be ours.

    :raises DatasetError: if it cannot be read: the message names the file, the line where the format tells it, and
        what to do
    """
    if isinstance(source, str | Path):
        path = Path(source)
        form = _format_of(path, format)
        try:
            # Opened once: what is checked is what is read.
            with path.open("rb") as stream:
                return _read(stream, str(path), form, limit)
        except OSError as error:
            raise DatasetError(
                f"{path}: the file cannot be read ({_reason(error)}); check its name and your rights"
            ) from error
    name = str(getattr(source, "name", "standard input"))
    if format is None:
        raise DatasetError(f"{name}: a stream does not tell its format; name one of {_names()}")
    return _read(source, name, _format_of(Path(name), format), limit)


def write_dataset(
    quads: Iterable[Quad],
    target: Path | str | BinaryIO,
    format: Format | str | None = None,  # noqa: A002
    *,
    embed_context: bool = False,
    context: dict[str, Any] | None = None,
) -> None:
    """Write a dataset (a store is one): the same triples give the same bytes.

    A file is replaced whole or not at all. ``embed_context`` and ``context`` are those of ``export``.

    :raises DatasetError: if the format cannot hold the data or the target cannot be written
    """
    if not isinstance(target, str | Path):
        if format is None:
            raise DatasetError(f"a stream does not tell its format; name one of {_names()}")
        pieces = export(quads, format, embed_context=embed_context, context=context)
        for piece in pieces:
            target.write(piece.encode())
        return
    path = Path(target)
    pieces = export(quads, _format_of(path, format), embed_context=embed_context, context=context)
    try:
        replace_file(path, pieces)
    except OSError as error:
        raise DatasetError(
            f"{path}: the file cannot be written ({_reason(error)}); choose a place that you may write to"
        ) from error


def _names() -> str:
    return ", ".join(form.name for form in FORMATS)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _format_of(path: Path, given: Format | str | None) -> Format:
    if isinstance(given, Format):
        return given
    found = find_format(path.suffix if given is None else given)
    if found is not None:
        return found
    if given is not None:
        raise DatasetError(f"{path}: '{given}' is no format; choose one of {_names()}")
    suffixes = " ".join(form.suffixes[0] for form in FORMATS)
    what = f"'{path.suffix}' is no suffix of RDF" if path.suffix else "the name has no suffix"
    raise DatasetError(f"{path}: {what}; use one of {suffixes}, or name the format")


class _Limited(io.RawIOBase):
    """A stream that ends with an error after so many bytes, and without a byte order mark at its start."""

    def __init__(self, stream: IO[bytes], name: str, limit: int) -> None:
        self._stream = stream
        self._name = name
        self._limit = limit
        self._read = 0
        start = stream.read(4096) or b""
        self.start = start.removeprefix(_MARK)
        self._head = self.start

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        size = size if 0 <= size <= self._limit else self._limit + 1
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            if len(piece) < size and not self._head:
                piece += self._stream.read(size - len(piece)) or b""
        else:
            piece = self._stream.read(size) or b""
        self._read += len(piece)
        if self._read > self._limit:
            raise _TooLargeError
        return piece


class _TooLargeError(Exception):
    """The source is longer than the limit."""


def _read(stream: IO[bytes], name: str, form: Format, limit: int) -> Store:
    limited = _Limited(stream, name, limit)
    if not limited.start.strip():
        raise DatasetError(f"{name}: the file is empty; give one that 'graph1540 build' wrote")
    if b"\x00" in limited.start:
        raise DatasetError(f"{name}: this is no text, so no {form.title}; give a file in UTF-8")
    store = Store()
    try:
        if form.name in ("jsonld", "rdfxml"):
            text = limited.read()
            text = _localized(text, name) if form.name == "jsonld" else _without_entities(text, name)
            store.bulk_load(input=text, format=_READERS[form.name])
        else:
            store.bulk_load(input=cast("IO[bytes]", limited), format=_READERS[form.name])
    except _TooLargeError as error:
        raise DatasetError(
            f"{name}: the file is larger than {limit:,} bytes; raise the limit or split the file"
        ) from error
    except (SyntaxError, ValueError) as error:
        raise DatasetError(_complaint(error, name, form)) from error
    return store


def _complaint(error: SyntaxError | ValueError, name: str, form: Format) -> str:
    problem = error.msg if isinstance(error, SyntaxError) else str(error)
    if "LoadDocumentCallback" in problem:
        return f"{name}: it refers to a context on the web, which is never asked; put the context into the document"
    where = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
    problem = problem.splitlines()[0] if problem else "it cannot be parsed"
    if problem.startswith("Parser error at "):
        problem = problem.partition(": ")[2]
    return f"{name}{where}: this is no {form.title} ({problem}); mend the line or name another format"


def _without_entities(text: bytes, name: str) -> bytes:
    """Refuse declared entities: a few lines of them unfold to gigabytes."""
    if b"<!ENTITY" in text:
        raise DatasetError(f"{name}: the file declares XML entities, which are not expanded; write it as Turtle first")
    return text


def _localized(text: bytes, name: str) -> bytes:
    """The document with our context in place of its IRI; any other reference is refused."""
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise DatasetError(f"{name}: the JSON is nested too deeply; flatten it") from error
    except ValueError:
        return text  # The parser of RDF tells the line better.
    changed = False
    for node in document if isinstance(document, list) else [document]:
        if isinstance(node, dict) and "@context" in node:
            given = node["@context"]
            contexts = given if isinstance(given, list) else [given]
            for context in contexts:
                if isinstance(context, str) and context != CONTEXT:
                    raise DatasetError(
                        f"{name}: the context {context} is on the web, which is never asked; put it into the document"
                    )
            if CONTEXT in contexts:
                ours = load_context()["@context"]
                node["@context"] = [ours if context == CONTEXT else context for context in contexts]
                changed = True
    return json.dumps(document).encode() if changed else text
