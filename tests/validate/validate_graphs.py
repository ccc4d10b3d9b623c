"""Notes and their graphs, built by hand: a claim is made from the words that say it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph1540.dates import PartialDate
from graph1540.iri import BASE, DCTERMS, G1540, OA, RDF, SCHEMA, XSD, claim_iri, digest, note_iri, span_iri
from graph1540.model import Block, Mark, Note

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "003_be3ee69ea5258f23.txt"


def plain_note(path: Path) -> Note:
    """A text file as it stands: each line a block at its own place."""
    text = path.read_text(encoding="utf-8")
    blocks, marks, at = [], [], 0
    for number, line in enumerate(text.split("\n"), 1):
        blocks.append(Block("paragraph", at, at + len(line)))
        marks.append(Mark(at, 1, number, 1))
        at += len(line) + 1
    return Note(path.stem, path.name, "text/plain", text, tuple(blocks), tuple(marks), digest(text))


def term(value: str | int) -> ox.NamedNode | ox.Literal:
    """``state/KGZ`` and ``#event-1`` are resources, ``2012-03-05`` is a date, the rest is text."""
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=ox.NamedNode(XSD.integer))
    if value.startswith("https:"):
        return ox.NamedNode(value)
    if "/" in value and " " not in value:
        return ox.NamedNode(BASE + value)
    if value[:4].isdecimal():
        date = PartialDate.parse(value)
        return ox.Literal(value, datatype=ox.NamedNode(XSD + date.datatype.removeprefix("xsd:")))
    return ox.Literal(value)


class Graph:
    """The named graph of one note."""

    def __init__(self, note: Note, store: ox.Store | None = None) -> None:
        self.note = note
        self.iri = note_iri(note.slug)
        self.store = store if store is not None else ox.Store()
        self.say(self.iri, RDF.type, ox.NamedNode(G1540.InformationNote))
        self.say(self.iri, DCTERMS.identifier, ox.Literal(note.name))
        self.say(self.iri, G1540.digest, ox.Literal(note.digest))
        self.say(self.iri, SCHEMA.text, ox.Literal(note.text))

    def say(self, subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        self.store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(self.iri)))

    def event(self, number: int) -> str:
        iri = f"{self.iri}#event-{number}"
        self.say(iri, RDF.type, ox.NamedNode(G1540.Event))
        return iri

    def claim(self, subject: str, predicate: str, value: str | int, *words: str) -> None:
        """``subject predicate value``, because the note says ``words``."""
        node = term(value)
        self.say(subject, predicate, node)
        claim = claim_iri(self.iri, subject, predicate, str(value))
        self.say(claim, RDF.type, ox.NamedNode(RDF.Statement))
        self.say(claim, RDF.subject, ox.NamedNode(subject))
        self.say(claim, RDF.predicate, ox.NamedNode(predicate))
        self.say(claim, RDF + "object", node)
        for exact in words:
            start = self.note.text.index(exact)
            target = span_iri(self.iri, start, start + len(exact))
            self.say(claim, OA.hasTarget, ox.NamedNode(target))
            self.say(target, OA.start, term(start))
            self.say(target, OA.end, term(start + len(exact)))
            self.say(target, OA.exact, ox.Literal(exact))


def seed_graph() -> Graph:
    """What the third seed says, by hand."""
    graph = Graph(plain_note(SEED))
    note, main, bishkek = graph.iri, graph.event(1), graph.event(2)
    header = "5-9 March 2012, Vienna, Austria"
    graph.claim(note, G1540.reportsOn, main, "Consultation meeting on further development")
    graph.claim(note, G1540.mentions, bishkek, "Bishkek, Kyrgyzstan (7-8 December 2011)")
    graph.claim(note, G1540.cites, "resolution/1540", "resolution 1540 (2004)", "resolution 1540 (1540)")
    graph.claim(main, G1540.eventType, "event-type/consultation", "Consultation meeting")
    graph.claim(main, G1540.startDate, "2012-03-05", header)
    graph.claim(main, G1540.endDate, "2012-03-09", header)
    graph.claim(main, G1540.heldAt, "place/vienna", "Vienna, Austria")
    graph.claim(main, G1540.heldIn, "state/AUT", "Austria")
    graph.claim(main, G1540.organizer, "state/KGZ", "The Government of the Kyrgyz Republic")
    graph.claim(
        main, G1540.organizer, "organization/osce", "Organization for Security and Co-operation in Europe (OSCE)"
    )
    graph.claim(main, G1540.participant, "organization/iaea", "IAEA")
    graph.claim(main, G1540.participant, "state/KGZ", "Kyrgyz interagency delegation")
    graph.claim(main, G1540.considersPlan, "plan/KGZ", "National Action Plan of the Kyrgyz Republic")
    graph.claim(main, G1540.followUpOf, bishkek, "after the first meeting in Bishkek in December 2011")
    graph.say(BASE + "plan/KGZ", RDF.type, ox.NamedNode(G1540.ActionPlan))
    graph.claim(BASE + "plan/KGZ", G1540.planOf, "state/KGZ", "National Action Plan of the Kyrgyz Republic")
    graph.claim(BASE + "plan/KGZ", G1540.planStatus, "plan-status/draft", "draft national action plans")
    graph.claim(bishkek, G1540.startDate, "2011-12-07", "7-8 December 2011")
    graph.claim(bishkek, G1540.endDate, "2011-12-08", "7-8 December 2011")
    graph.claim(bishkek, G1540.heldIn, "state/KGZ", "Bishkek, Kyrgyzstan")
    return graph
