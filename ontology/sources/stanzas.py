
"""What the generators share: reading the tables beside them and writing stanzas of Turtle."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "reference"

BASE = "https://w3id.org/graph1540/id/"
PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix g1540: <https://w3id.org/graph1540/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

# Letters that Unicode does not decompose, as English prints them without marks.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A",
     "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ð": "d", "Ð": "D", "þ": "th",
     "Þ": "Th", "ħ": "h", "Ħ": "H", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "–": "-"}
)  # fmt: skip


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table in this folder; lines that begin with `#` are comments."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def split(cell: str | None) -> list[str]:
    """The values of a cell that holds several, parted by `|`."""
    return [value for value in (cell or "").split("|") if value]


def unaccented(name: str) -> str:
    """The name in ASCII letters, where its letters have an ASCII base; others stay."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def spellings(names: Iterable[str]) -> Iterator[str]:
    """Each name, followed by its spellings without marks and with the typographic apostrophe."""
    for name in names:
        for spelling in (name, unaccented(name)):
            yield spelling
            if "'" in spelling:
                yield spelling.replace("'", "’")


def literal(text: str, language: str = "") -> str:
    """A literal, in a language where one is given."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def literals(texts: Iterable[str]) -> str:
    """English literals, sorted and without repetition, ready for one predicate."""
    return ", ".join(literal(text, "en") for text in sorted(set(texts)))


def iri(kind: str, key: str) -> str:
    """The IRI of a thing of a kind, such as `state` or `place`."""
    return f"<{BASE}{kind}/{key}>"


def stanza(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """One subject with its predicates; pairs whose object is empty are left out."""
    kept = [f"{predicate} {value}" for predicate, value in pairs if value]
    return f"{subject} " + " ;\n    ".join(kept) + " .\n"


def write(name: str, comment: str, stanzas: Iterable[str]) -> None:
    """Write a file of reference data: where it comes from, the prefixes, the stanzas."""
    header = "".join(f"# {line}".rstrip() + "\n" for line in comment.strip().splitlines())
    text = "\n".join([header + "\n" + PREFIXES, *stanzas])
    (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")
