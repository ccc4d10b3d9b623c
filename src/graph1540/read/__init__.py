"""Stage 1: a file → ``Note``. The text is normalised here and nowhere else; the way back to the file survives it."""

from graph1540.read.note import MAX_BYTES, load_note, read_bytes, read_note

__all__ = ["MAX_BYTES", "load_note", "read_bytes", "read_note"]
