import pytest

from graph1540.read import read_bytes
from graph1540.recognize import recognize
from graph1540.reference import shipped_reference
from graph1540.segment import segment


@pytest.fixture(scope="session")
def mentions():
    """Words of a note → its mentions as (kind, words, last part of the IRI or name, form)."""
    reference = shipped_reference()

    def run(text, *kinds):
        note = read_bytes(text.encode(), "a.txt")
        found = recognize(note, segment(note), reference=reference)
        return [
            (m.kind, note.text[m.start : m.end], m.iri.rsplit("/", 1)[-1] or m.name)
            for m in found
            if not kinds or m.kind in kinds
        ]

    return run
