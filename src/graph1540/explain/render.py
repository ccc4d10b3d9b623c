"""Proofs as text for people, as JSON, and as PROV-O."""

from __future__ import annotations

import io
import json
import re
import textwrap
from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph1540.dataset import write_dataset
from graph1540.errors import QueryError
from graph1540.explain.facts import predicate_name, term_name
from graph1540.explain.prove import Linked, Proof
from graph1540.iri import BASE, DCTERMS, G1540, OA, PROV, RDF, RDFS, digest, resource_iri, span_iri
from graph1540.query.evidence import Quote, Said
from graph1540.source import Source

__all__ = ["FORMATS", "render_proof"]

FORMATS = ("text", "json", "prov")
_RULES = {
    "prp-spo1": "one property implies the other",
    "prp-spo2": "a chain of properties",
    "prp-inv1": "the inverse property",
    "prp-inv2": "the inverse property",
    "prp-trp": "the property carries on from one to the next",
    "prp-symp": "the property holds both ways",
    "prp-dom": "what has the property is of the class",
    "prp-rng": "what the property points to is of the class",
    "cax-sco": "one class is part of the other",
}
_OTHERWISE = {
    "reference": "reference data of graph1540",
    "computed": "made by the program from the facts of the thing",
}


def render_proof(store: Source, proof: Proof, format: str = "text", *, width: int = 100) -> str:  # noqa: A002
    """The proof as text that ends with a line feed.

    :raises QueryError: if there is no such format
    """
    if format not in FORMATS:
        raise QueryError(f"'{format}' is no format of proofs; choose one of {', '.join(FORMATS)}")
    if format == "json":
        return json.dumps(_json(store, proof), ensure_ascii=False, indent=2) + "\n"
    return _prov(store, proof) if format == "prov" else "\n".join(_text(store, proof, "", width)) + "\n"


def _sentence_of(store: Source, fact: Triple) -> str:
    words = (term_name(store, fact.subject), predicate_name(fact.predicate), term_name(store, fact.object))
    return _clean(" · ".join(words))


def _clean(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", " ".join(text.split()))


def _text(store: Source, proof: Proof, indent: str, width: int) -> Iterator[str]:
    yield from _wrapped(_sentence_of(store, proof.fact), indent, width)
    inner = indent + "  "
    if proof.kind == "inferred":
        words = _RULES.get(proof.rule, "OWL 2 RL")
        yield from _wrapped(
            f"follows by rule {proof.rule} ({words})" + (f": {proof.axiom}" if proof.axiom else ""), inner, width
        )
        for premise in proof.premises:
            yield from _text(store, premise, inner + "  ", width)
        return
    if proof.kind != "stated":
        yield from _wrapped(_OTHERWISE[proof.kind], inner, width)
        return
    if proof.claims:
        count = f"{proof.notes} note" + ("s" if proof.notes != 1 else "")
        yield from _wrapped(f"stated by {count}", inner, width)
    for decision in proof.decisions:
        why = f": {decision.why}" if decision.why else ""
        yield from _wrapped(f"decided by {decision.by} on {decision.when}{why}", inner, width)
    for said in proof.claims:
        for quote in said.quotes:
            yield from _wrapped(
                f"{quote.file}, line {quote.line}, character {quote.start}: {_marked(quote)}", inner + "  ", width
            )
        for link in proof.links:
            if link.local in (said.subject, said.value):
                yield from _wrapped(_link_text(store, link), inner + "    ", width)


def _link_text(store: Source, link: Linked) -> str:
    name = term_name(store, NamedNode(link.canonical))
    return f"linked: {link.local.removeprefix(BASE)} is {name}, score {link.score}: {link.reason}"


def _marked(quote: Quote) -> str:
    """The sentence with the words in it set off."""
    words = " ".join(quote.exact.split())
    before, after = quote.sentence[: quote.at], quote.sentence[quote.at + len(words) :]
    if not before + after or quote.sentence != before + words + after:
        return f"\u201c{words}\u201d"
    return f"\u201c{before}[{words}]{after}\u201d"


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    room = max(width, len(indent) + 30)
    return textwrap.wrap(
        _clean(text),
        room,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def _node(store: Source, term: object) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"iri": term.value, "label": term_name(store, term)}
    if isinstance(term, Literal):
        return {"value": term.value, "datatype": term.datatype.value}
    return {"value": str(term)}


def _json(store: Source, proof: Proof) -> dict[str, object]:
    fact = {
        "subject": _node(store, proof.fact.subject),
        "predicate": {"iri": proof.fact.predicate.value, "label": predicate_name(proof.fact.predicate)},
        "object": _node(store, proof.fact.object),
    }
    found: dict[str, object] = {"fact": fact, "kind": proof.kind}
    if proof.kind == "inferred":
        found |= {"rule": proof.rule, "axiom": proof.axiom}
        found["premises"] = [_json(store, premise) for premise in proof.premises]
    if proof.kind == "stated":
        found["claims"] = [_said_json(said) for said in proof.claims]
        found["links"] = [
            {"local": one.local, "canonical": one.canonical, "score": one.score, "reason": one.reason}
            for one in proof.links
        ]
        found["decisions"] = [{"iri": d.decision, "by": d.by, "when": d.when, "why": d.why} for d in proof.decisions]
    return found


def _said_json(said: Said) -> dict[str, object]:
    quotes = [
        {
            "note": quote.note, "file": quote.file, "line": quote.line, "start": quote.start, "end": quote.end,
            "exact": quote.exact, "sentence": quote.sentence,
        }
        for quote in said.quotes
    ]  # fmt: skip
    return {
        "claim": said.claim,
        "subject": said.subject,
        "predicate": said.predicate,
        "value": said.value,
        "quotes": quotes,
    }


def _prov(store: Source, proof: Proof) -> str:
    quads: dict[Quad, None] = {}
    _prove(store, proof, quads)
    written = io.BytesIO()
    write_dataset(list(quads), written, "turtle")
    return written.getvalue().decode()


def _prove(store: Source, proof: Proof, quads: dict[Quad, None]) -> NamedNode:
    """Write a proof as entities and activities; give the entity of its fact."""
    fact = proof.fact
    node = NamedNode(resource_iri("proof", digest(f"{fact.subject} {fact.predicate} {fact.object}")[:16]))

    def say(subject: NamedNode | BlankNode, verb: str, value: NamedNode | BlankNode | Literal) -> None:
        quads[Quad(subject, NamedNode(verb), value, DefaultGraph())] = None

    say(node, RDF.type, NamedNode(PROV.Entity))
    say(node, RDF.type, NamedNode(RDF.Statement))
    say(node, RDF.subject, fact.subject)  # type: ignore[arg-type]  # never a triple in our data
    say(node, RDF.predicate, fact.predicate)
    say(node, RDF.object, fact.object)  # type: ignore[arg-type]
    say(node, RDFS.label, Literal(_sentence_of(store, fact), language="en"))
    if proof.kind == "inferred":
        activity = NamedNode(f"{node.value}/inference")
        say(node, PROV.wasGeneratedBy, activity)
        say(activity, RDF.type, NamedNode(PROV.Activity))
        say(activity, RDFS.label, Literal(f"OWL 2 RL rule {proof.rule}", language="en"))
        if proof.axiom:
            say(activity, RDFS.comment, Literal(proof.axiom))
        for premise in proof.premises:
            used = _prove(store, premise, quads)
            say(activity, PROV.used, used)
            say(node, PROV.wasDerivedFrom, used)
    elif proof.kind != "stated":
        say(node, RDFS.comment, Literal(_OTHERWISE[proof.kind], language="en"))
    for said in proof.claims:
        claim = NamedNode(said.claim)
        say(node, PROV.wasDerivedFrom, claim)
        say(claim, RDF.type, NamedNode(PROV.Entity))
        for quote in said.quotes:
            span = NamedNode(span_iri(quote.note, quote.start, quote.end))
            say(claim, PROV.wasQuotedFrom, span)
            say(span, OA.exact, Literal(quote.exact))
            say(span, DCTERMS.isPartOf, NamedNode(quote.note))
    for link in proof.links:
        local, canonical = NamedNode(link.local), NamedNode(link.canonical)
        say(local, PROV.specializationOf, canonical)
        because = BlankNode("b" + digest(link.local + link.canonical)[:12])
        say(because, RDF.type, NamedNode(G1540.Link))
        say(because, G1540.local, local)
        say(because, G1540.canonical, canonical)
        say(because, G1540.score, Literal(link.score))
        say(because, G1540.reason, Literal(link.reason))
    for decision in proof.decisions:
        decided = NamedNode(decision.decision)
        say(node, PROV.wasDerivedFrom, decided)
        say(decided, DCTERMS.creator, Literal(decision.by))
        say(decided, DCTERMS.date, Literal(decision.when))
    return node
