"""Datasets as text: the same bytes for the same triples, whatever order they came in.

Everything is sorted, prefixes are fixed, and blank nodes get the labels of RDFC-1.0, so that two exports can be
compared line by line. Each writer holds the whole dataset in memory. Files are the business of ``dataset``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph1540.errors import DatasetError, ReferenceDataError
from graph1540.iri import BASE, PREFIXES, RDF, SKOS, XSD
from graph1540.resources import data_dir

__all__ = ["CONTEXT", "FORMATS", "LINKS", "Format", "export", "find_format", "load_context", "stable_labels", "term_text"]

#: Where the JSON-LD context is published; a document refers to it by this IRI, and nothing ever fetches it.
CONTEXT = "https://w3id.org/graph1540/context.jsonld"
#: The graph of links; it comes before the notes.
LINKS = f"{BASE}graph/links"

_Subject = NamedNode | BlankNode
_Term = NamedNode | BlankNode | Literal | Triple
#: subject → predicate → objects, each sorted.
_Nodes = dict[_Subject, dict[str, list[_Term]]]
_Graphs = list[tuple[str, _Nodes]]

_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")
_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+\Z"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+\Z"),
    XSD.boolean: re.compile(r"(?:true|false)\Z"),
}
_DIGITS = re.compile(r"[0-9]+")
#: What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIX = {namespace: prefix for prefix, namespace in PREFIXES.items()}
#: The properties that come first of each resource.
_FIRST = (RDF.type, SKOS.prefLabel)
_TYPE, _STRING, _LANG_STRING = RDF.type, XSD.string, RDF.langString


@dataclass(frozen=True, slots=True)
class Format:
    """A serialization of RDF; ``graphs`` tells whether it can hold more than the default graph."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    aliases: tuple[str, ...]
    graphs: bool
    media_type: str


#: Every format that is read and written.
FORMATS: tuple[Format, ...] = (
    Format("trig", "TriG", (".trig",), (), graphs=True, media_type="application/trig"),
    Format("nquads", "N-Quads", (".nq",), ("n-quads", "nq"), graphs=True, media_type="application/n-quads"),
    Format("turtle", "Turtle", (".ttl",), ("ttl",), graphs=False, media_type="text/turtle"),
    Format("ntriples", "N-Triples", (".nt",), ("n-triples", "nt"), graphs=False, media_type="application/n-triples"),
    Format(
        "rdfxml",
        "RDF/XML",
        (".rdf", ".owl", ".xml"),
        ("rdf/xml", "rdf-xml", "rdf", "xml"),
        graphs=False,
        media_type="application/rdf+xml",
    ),
    Format(
        "jsonld", "JSON-LD", (".jsonld", ".json"), ("json-ld", "json"), graphs=True, media_type="application/ld+json"
    ),
)


def find_format(name: str) -> Format | None:
    """The format with this name, suffix or media type; None where there is none.

    >>> find_format("JSON-LD").name, find_format(".nq").name, find_format("jpeg")
    ('jsonld', 'nquads', None)
    """
    wanted = name.lower()
    for one in FORMATS:
        if wanted in (one.name, one.media_type) or wanted in one.aliases or wanted in one.suffixes:
            return one
    return None


def export(
    quads: Iterable[Quad],
    format: Format | str,  # noqa: A002 - what everybody calls it
    *,
    embed_context: bool = False,
    context: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """A dataset (a store is one) as pieces of text, in an order that the triples alone decide.

    A format without graphs gets the default graph alone. JSON-LD refers to the published context by its IRI, or
    holds it with ``embed_context``; ``context`` is the context document to compact with, the published one if None.

    :raises DatasetError: if there is no such format, or it cannot hold the data
    """
    form = format if isinstance(format, Format) else find_format(format)
    if form is None:
        names = ", ".join(one.name for one in FORMATS)
        raise DatasetError(f"'{format}' is no format; choose one of {names}")
    kept = stable_labels(quads if form.graphs else (q for q in quads if isinstance(q.graph_name, DefaultGraph)))
    if form.name in ("nquads", "ntriples"):
        return (f"{line} .\n" for line in sorted({str(quad) for quad in kept}))
    graphs = _grouped(kept)
    if form.name == "jsonld":
        return _json_ld(graphs, load_context() if context is None else context, embed=embed_context)
    return _WRITERS[form.name](graphs)


def stable_labels(quads: Iterable[Quad]) -> set[Quad]:
    """The quads, their blank nodes with labels that depend on them alone (RDFC-1.0)."""
    kept = set(quads)
    if not any(isinstance(term, BlankNode) for quad in kept for term in (quad.subject, quad.object, quad.graph_name)):
        return kept
    dataset = Dataset(kept)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def _natural(iri: str) -> tuple[str, str]:
    """Event 10 of a note comes after its event 2."""
    return (_DIGITS.sub(_padded, iri) if "#" in iri else iri, iri)


def _padded(number: re.Match[str]) -> str:
    return number.group().zfill(12)


def _subject_key(subject: _Subject) -> tuple[bool, str, str]:
    return (isinstance(subject, BlankNode), *_natural(subject.value))


@lru_cache(maxsize=4096)
def _predicate_key(predicate: str) -> tuple[int, str]:
    return (_FIRST.index(predicate) if predicate in _FIRST else len(_FIRST), predicate)


def _object_key(term: _Term) -> tuple[str, str]:
    text = str(term)
    return _natural(text) if isinstance(term, NamedNode) else (text, text)


def _graph_key(name: str) -> tuple[bool, bool, str]:
    return (name != "", name != LINKS, name)


def _grouped(quads: Iterable[Quad]) -> _Graphs:
    graphs: dict[str, _Nodes] = {}
    for subject, predicate, value, graph in quads:
        name = "" if isinstance(graph, DefaultGraph) else str(graph) if isinstance(graph, BlankNode) else graph.value
        graphs.setdefault(name, {}).setdefault(subject, {}).setdefault(predicate.value, []).append(value)
    return [(name, _sorted(graphs[name])) for name in sorted(graphs, key=_graph_key)]


def _sorted(nodes: _Nodes) -> _Nodes:
    found: _Nodes = {}
    for subject in sorted(nodes, key=_subject_key):
        properties = nodes[subject]
        for terms in properties.values():
            if len(terms) > 1:
                terms.sort(key=_object_key)
        found[subject] = {predicate: properties[predicate] for predicate in sorted(properties, key=_predicate_key)}
    return found


def _iri_text(iri: str) -> str:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIX.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL_NAME.match(iri, cut) else f"<{iri}>"


def term_text(term: _Term) -> str:
    r"""A term in Turtle, with our prefixes; text of several lines keeps them.

    >>> term_text(NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"))
    'skos:prefLabel'
    >>> term_text(Literal("55", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    '55'
    """
    if isinstance(term, NamedNode):
        return _iri_text(term.value)
    if not isinstance(term, Literal):
        return str(term)
    datatype = term.datatype.value
    bare = _BARE.get(datatype)
    if bare is not None and bare.match(term.value):
        return term.value
    if "\n" in term.value and datatype in (_STRING, _LANG_STRING):
        quoted = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
        return f'"""{quoted}"""' + (f"@{term.language}" if term.language else "")
    if datatype == _STRING or term.language:
        return str(term)
    return str(Literal(term.value)) + "^^" + _iri_text(datatype)


def _turtle_nodes(nodes: _Nodes, indent: str) -> Iterator[str]:
    for subject, properties in nodes.items():
        lines = [
            ("a" if predicate == _TYPE else _iri_text(predicate))
            + " "
            + f",\n{indent}        ".join(term_text(term) for term in terms)
            for predicate, terms in properties.items()
        ]
        yield f"{indent}{term_text(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _turtle(graphs: _Graphs) -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    for name, nodes in graphs:
        if name:
            yield f"\n{name if name.startswith('_:') else _iri_text(name)} {{\n"
            for number, stanza in enumerate(_turtle_nodes(nodes, "    ")):
                yield f"\n{stanza}" if number else stanza
            yield "}\n"
        else:
            yield from (f"\n{stanza}" for stanza in _turtle_nodes(nodes, ""))


def _quoted(text: str) -> str:
    return f'"{html.escape(text)}"'


def _xml_text(text: str) -> str:
    if found := _NO_XML.search(text):
        raise DatasetError(
            f"the character U+{ord(found.group()):04X} of '{text[:40]}' cannot stand in XML; write Turtle"
        )
    return html.escape(text, quote=False).replace("\r", "&#13;")


def _xml_name(iri: str) -> tuple[str, str]:
    """The element of a property, with its namespace declaration unless it is one of ours."""
    if not (name := _iri_text(iri)).startswith("<"):
        return name, ""
    found = re.search(r"[A-Za-z_][A-Za-z0-9_-]*\Z", iri)
    if found is None:
        raise DatasetError(f"the property <{iri}> has no name that XML could use; write Turtle")
    return f"ns:{found.group()}", f" xmlns:ns={_quoted(iri[: found.start()])}"


def _xml_property(predicate: str, term: _Term) -> str:
    name, declaration = _xml_name(predicate)
    if isinstance(term, NamedNode):
        return f"    <{name}{declaration} rdf:resource={_quoted(term.value)}/>\n"
    if isinstance(term, BlankNode):
        return f'    <{name}{declaration} rdf:nodeID="{term.value}"/>\n'
    if isinstance(term, Triple):
        raise DatasetError("RDF/XML cannot hold a triple as a value; write Turtle")
    if term.language:
        declaration += f' xml:lang="{term.language}"'
    elif term.datatype.value != _STRING:
        declaration += f" rdf:datatype={_quoted(term.datatype.value)}"
    return f"    <{name}{declaration}>{_xml_text(term.value)}</{name}>\n"


def _rdf_xml(graphs: _Graphs) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield from (f"\n    xmlns:{prefix}={_quoted(namespace)}" for prefix, namespace in sorted(PREFIXES.items()))
    yield ">\n"
    for _, nodes in graphs:
        for subject, properties in nodes.items():
            about = (
                f'rdf:nodeID="{subject.value}"'
                if isinstance(subject, BlankNode)
                else f"rdf:about={_quoted(subject.value)}"
            )
            yield f"  <rdf:Description {about}>\n"
            yield from (_xml_property(predicate, term) for predicate, terms in properties.items() for term in terms)
            yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


_WRITERS: dict[str, Callable[[_Graphs], Iterator[str]]] = {"turtle": _turtle, "trig": _turtle, "rdfxml": _rdf_xml}


def load_context() -> dict[str, Any]:
    """The context document that we publish, from ``ontology/context.jsonld``.

    :raises ReferenceDataError: if it is missing or no JSON-LD context
    """
    path = data_dir("ontology") / "context.jsonld"
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReferenceDataError(f"{path}: the JSON-LD context cannot be read ({error}); restore the file") from error
    if not isinstance(document, dict) or "@context" not in document:
        raise ReferenceDataError(f"{path}: the file has no '@context'; restore it")
    return document


def _json_value(term: _Term) -> dict[str, Any]:
    if isinstance(term, Triple):
        raise DatasetError("JSON-LD cannot hold a triple as a value; write TriG")
    if not isinstance(term, Literal):
        return {"@id": str(term) if isinstance(term, BlankNode) else term.value}
    if term.language:
        direction = {"@direction": str(term.direction.value)} if term.direction else {}
        return {"@value": term.value, "@language": term.language, **direction}
    datatype = term.datatype.value
    if datatype == _STRING:
        return {"@value": term.value}
    # A number of JSON, where it gives back the very same characters in every reader.
    if datatype == XSD.integer and _INTEGER.match(term.value) and abs(int(term.value)) < 2**53:
        return {"@value": int(term.value)}
    if datatype == XSD.boolean and term.value in ("true", "false"):
        return {"@value": term.value == "true"}
    return {"@value": term.value, "@type": datatype}


def _json_nodes(nodes: _Nodes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for subject, properties in nodes.items():
        node: dict[str, Any] = {"@id": str(subject) if isinstance(subject, BlankNode) else subject.value}
        for predicate, terms in properties.items():
            types = [term for term in terms if predicate == _TYPE and not isinstance(term, Literal | Triple)]
            if types:
                node["@type"] = [_json_value(term)["@id"] for term in types]
            others = [_json_value(term) for term in terms if term not in types]
            if others:
                node[predicate] = others
        found.append(node)
    return found


def _json_ld(graphs: _Graphs, context: Mapping[str, Any], *, embed: bool) -> Iterator[str]:
    """One object for each resource, compacted; the named graphs stand after the nodes of the default graph."""
    from pyld import jsonld  # noqa: PLC0415 - 0.3 s, and JSON-LD alone needs it
    from pyld.documentloader.frozen import FrozenDocumentLoader  # noqa: PLC0415

    nodes: list[dict[str, Any]] = []
    for name, members in graphs:
        nodes += [{"@id": name, "@graph": _json_nodes(members)}] if name else _json_nodes(members)
    # The nodes are in expanded form already; the empty loader refuses whatever the context refers to.
    options = {"skipExpansion": True, "graph": True, "documentLoader": FrozenDocumentLoader({})}
    try:
        compacted = jsonld.compact(nodes, dict(context), options)
    except jsonld.JsonLdError as error:
        raise ReferenceDataError(
            f"the JSON-LD context cannot be used ({error.type}: {error}); mend context.jsonld"
        ) from error
    written = compacted.pop("@context", {}) if embed else CONTEXT
    compacted.pop("@context", None)
    key, found = next(iter(compacted.items()), ("@graph", []))
    yield "{\n" + f'  "@context": {_json_text(written, 2)},\n  {json.dumps(key)}: ['
    for number, node in enumerate(found):
        # The name of a graph before its members.
        ordered = dict(sorted(node.items(), key=lambda entry: isinstance(entry[1], list))) if key in node else node
        yield (",\n    " if number else "\n    ") + _json_text(ordered, 4)
    yield ("\n  " if found else "") + "]\n}\n"


def _json_text(value: Any, indent: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent)
