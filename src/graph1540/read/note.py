"""The way in: a file or its bytes → ``Note``, whatever the format."""

from __future__ import annotations

from pathlib import Path

from graph1540.errors import NoteError
from graph1540.model import Finding, Note
from graph1540.read.detect import MAX_BYTES, decode, media_type
from graph1540.read.text import read_text

__all__ = ["MAX_BYTES", "load_note", "read_bytes", "read_note"]

MAX_CHARACTERS = 1_000_000


def read_note(path: Path) -> Note:
    """Read the note in a file.

    :raises NoteError: if there is no such file, or its content is no note
    """
    return read_bytes(load_note(path), path.name, str(path))


def load_note(path: Path) -> bytes:
    """The bytes of the note in a file.

    :raises NoteError: if there is no such file, or it is too large for a note
    """
    where = str(path)
    try:
        if path.is_dir():
            raise NoteError(where, "this is a folder", "give the file of one note")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(where)
        return path.read_bytes()
    except FileNotFoundError:
        raise NoteError(where, "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoteError(where, f"the file cannot be opened ({reason})", "check the path and its permissions") from None


def read_bytes(data: bytes, name: str, where: str = "") -> Note:
    """Read the note that these bytes are; ``name`` is its file's name, ``where`` what an error calls it if not by that.

    :raises NoteError: if they are no note
    """
    try:
        return _read_bytes(data, name)
    except NoteError as error:
        if not where:
            raise
        raise NoteError(where, error.problem, error.remedy) from error.__cause__


def _read_bytes(data: bytes, name: str) -> Note:
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    kind = media_type(data, name)
    if kind == "application/pdf":
        from graph1540.read.pdf import read_pdf  # noqa: PLC0415 (only who reads a PDF loads its library)

        note = read_pdf(data, name)
    elif kind.endswith("wordprocessingml.document"):
        from graph1540.read.word import read_word  # noqa: PLC0415 (as above)

        note = read_word(data, name)
    else:
        note = _read_characters(data, name, kind)
    if len(note.text) > MAX_CHARACTERS:
        raise _too_long(name)
    return note


def _read_characters(data: bytes, name: str, kind: str) -> Note:
    """A note in a format of characters."""
    findings: list[Finding] = []
    text = decode(data, name, findings)
    if len(text) > MAX_CHARACTERS * (8 if kind == "text/html" else 1):
        raise _too_long(name)
    if kind == "text/html":
        from graph1540.read.web import read_web  # noqa: PLC0415 (only who reads HTML loads its library)

        return read_web(text, name, findings)
    if not text.strip():
        raise NoteError(name, "the file holds nothing but blanks", "give a file that holds a note")
    return read_text(text, name, kind, findings)


def _too_large(where: str) -> NoteError:
    return NoteError(where, f"the file is larger than {MAX_BYTES // 1_000_000} MB", "give the file of one note")


def _too_long(where: str) -> NoteError:
    return NoteError(where, f"the text is longer than {MAX_CHARACTERS:,} characters", "give the file of one note")
