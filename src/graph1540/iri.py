"""Namespaces, and the only code that mints IRIs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = [
    "BASE",
    "DCTERMS",
    "G1540",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "XSD",
    "Namespace",
    "claim_iri",
    "digest",
    "document_iri",
    "local_iri",
    "note_iri",
    "resource_iri",
    "slug",
    "span_iri",
]


class Namespace:
    """A namespace whose terms are its attributes, each made once; no string itself, since "title" is a method of strings.

    >>> Namespace("http://example.org/").title
    'http://example.org/title'
    """

    def __init__(self, base: str) -> None:
        self.base = base

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self.__dict__[name] = self.base + name
        return term

    def __add__(self, name: str) -> str:
        return self.base + name

    def __str__(self) -> str:
        return self.base


G1540 = Namespace("https://w3id.org/graph1540/ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

#: The prefixes that every serialization and query of ours uses, by name.
PREFIXES: dict[str, str] = {
    "dcterms": str(DCTERMS),
    "g1540": str(G1540),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

#: Where resources live; the reference data use it too.
BASE = "https://w3id.org/graph1540/id/"

_UNFIT = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(text: str, limit: int = 80) -> str:
    """``text`` in lower-case ASCII letters, digits and single hyphens; never empty.

    >>> slug("Côte d'Ivoire")
    'cote-d-ivoire'
    >>> slug("東京").startswith("x-")
    True
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _UNFIT.sub("-", plain).strip("-")
    if not found:
        return "x-" + digest(text)[:8]
    if len(found) > limit:
        # The digest keeps two long names apart that begin alike.
        return found[: limit - 9].rstrip("-") + "-" + digest(text)[:8]
    return found


def digest(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, in hexadecimal (lone surrogates are kept as such)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def resource_iri(kind: str, name: str) -> str:
    """A resource that belongs to no single note.

    >>> resource_iri("state", "KGZ")
    'https://w3id.org/graph1540/id/state/KGZ'
    """
    return f"{BASE}{kind}/{name}"


def note_iri(note_slug: str) -> str:
    """The note, and the named graph of its claims."""
    return f"{BASE}note/{note_slug}"


def local_iri(note: str, kind: str, name: str | int) -> str:
    """A thing that one note speaks of, such as its first event.

    >>> local_iri(note_iri("a"), "event", 1)
    'https://w3id.org/graph1540/id/note/a#event-1'
    """
    return f"{note}#{kind}-{name}"


def span_iri(note: str, start: int, end: int) -> str:
    """Words of a note, by an RFC 5147 character range."""
    return f"{note}#char={start},{end}"


def claim_iri(note: str, subject: str, predicate: str, value: str) -> str:
    """The statement that carries the evidence of one claim: a hash of its content."""
    key = f"{subject}\x1f{predicate}\x1f{value}"
    return f"{note}#claim-{digest(key)[:16]}"


def document_iri(symbol: str) -> str:
    """A document of the United Nations, by its symbol.

    >>> document_iri("S/2016/86")
    'https://w3id.org/graph1540/id/document/s-2016-86'
    """
    return resource_iri("document", slug(symbol))
