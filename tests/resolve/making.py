"""Claims made by hand: an event of a note in one line."""

from graph1540.dates import PartialDate
from graph1540.iri import BASE, G1540, RDF, note_iri
from graph1540.model import Claim, Note, Ref, Span


def event(
    note, number, *, start="", end="", place="", state="", kind="", main=False, participants=(), organizers=(), more=()
):
    """The claims of one event; every claim has words of its own."""
    iri = note_iri(note)
    subject = Ref(f"{iri}#event-{number}")
    said = [(RDF.type, Ref(G1540.Event))]
    said += [(G1540.startDate, PartialDate.parse(start))] if start else []
    said += [(G1540.endDate, PartialDate.parse(end))] if end else []
    said += [(G1540.heldAt, Ref(f"{BASE}place/{place}"))] if place else []
    said += [(G1540.heldIn, Ref(f"{BASE}state/{state}"))] if state else []
    said += [(G1540.eventType, Ref(f"{BASE}event-type/{kind}"))] if kind else []
    said += [(G1540.participant, _actor(name)) for name in participants]
    said += [(G1540.organizer, _actor(name)) for name in organizers]
    said += list(more)
    claims = [Claim(iri, subject, predicate, value, (words(number, str(value)),)) for predicate, value in said]
    claims.append(Claim(iri, Ref(iri), G1540.reportsOn if main else G1540.mentions, subject, (words(number, kind or "event"),)))
    return tuple(claims)


def words(at, text):
    return Span(at, at + len(text), text)


def _actor(name):
    return Ref(f"{BASE}{'state' if name.isupper() and len(name) == 3 else 'organization'}/{name}")


def corpus(*events):
    """The claims of some events by note."""
    found = {}
    for claims in events:
        found[claims[0].note] = (*found.get(claims[0].note, ()), *claims)
    return found


def local(note, number):
    return f"{note_iri(note)}#event-{number}"


def made_note(slug):
    return Note(slug, f"{slug}.txt", "text/plain", "", (), (), "0" * 64)


#: What the three seed notes and one more say of the peer reviews of Belarus, Kyrgyzstan and Tajikistan.
THREE = ("BLR", "KGZ", "TJK")
PEERS = (
    event("n0", 1, start="2022-11-08", end="2022-11-10", place="istanbul", state="TUR", kind="peer-review", main=True, participants=("KGZ", "TJK", "UZB")),
    event("n0", 2, start="2018-06-28", end="2018-06-30", place="issyk-kul", state="KGZ", kind="peer-review", participants=(*THREE, "UZB")),
    event("n0", 3, start="2014", kind="meeting", participants=("KGZ", "TJK")),
    event("n0", 4, start="2016", kind="peer-review", participants=THREE),
    event("n0", 5, start="2017", kind="peer-review", participants=THREE),
    event("n2", 1, start="2017-08-02", end="2017-08-04", place="dushanbe", state="TJK", kind="peer-review", main=True, participants=THREE),
    event("n2", 2, start="2013", kind="peer-review", participants=("HRV", "POL")),
    event("n2", 3, start="2014-12-16", end="2014-12-17", place="bishkek", state="KGZ", kind="peer-review"),
    event("n2", 4, start="2016-08-01", end="2016-08-05", place="minsk", state="BLR", kind="peer-review", participants=THREE),
    event("n3", 1, start="2012-03-05", end="2012-03-09", place="vienna", state="AUT", kind="consultation", main=True, participants=("KGZ",)),
    event("n3", 2, start="2011-12-07", end="2011-12-08", place="bishkek", state="KGZ", kind="consultation"),
    event("n6", 1, start="2019-09-17", end="2019-09-18", place="asuncion", state="PRY", kind="peer-review", main=True, participants=("PRY", "URY")),
    event("n6", 2, start="2016-08-02", end="2016-08-05", place="minsk", state="BLR", kind="peer-review", participants=THREE),
    event("n6", 3, start="2013", kind="peer-review", participants=("HRV", "POL")),
    event("n6", 4, start="2017", kind="peer-review", participants=("CHL", "COL")),
)  # fmt: skip
