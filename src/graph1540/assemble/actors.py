"""States and organizations of a note as resources; the ones that the reference data lack are described by the note."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph1540.iri import G1540, ORG, RDF, SKOS, local_iri, resource_iri, slug
from graph1540.model import Claim, Mention, Note, Ref, Span
from graph1540.names import fold, unscanned
from graph1540.reference import Reference

__all__ = ["Actors"]

#: What many States have under the same name: such a name alone does not identify an organization.
_COMMON = re.compile(
    r"\A(?:(?:National|Central|Federal|State|General|Royal|Supreme|Joint|Inter-?[Mm]inisterial|Inter-?[Aa]gency|Permanent|Public|Civil|Environmental?|Financial|Chemical|Nuclear|Atomic|Radiation|Customs|Border|Coast|Revenue|Ports?|"
    r"Legal|Defence|Immigration|Intelligence|Export|Police|Armed)\s+)*(?:and\s+)?(?:Ministry|Department|Directorate|Directorate[- ]General|Office|Agency|Authority|Commission|Committee|Council|Police|Customs|Service|Services|Unit|Secretariat|Cabinet|Parliament|"
    r"Prosecutor|Force|Forces|Bureau|Division|Board|Guard|Inspectorate|Administration|Assembly|Court|Centre|Center|Institute|Bank|Laboratory|Academy|Chamber|Gendarmerie|Senate|Treasury|House|Army|Navy|Attorney)\b"
)
_OF_STATE = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?\Z")
#: What industry and civil society call their bodies.
_PRIVATE = re.compile(r"\b(?:Associations?|Federation|Chambers?|Society|Foundation|Alliance|League|Company|Limited|(?:Chemical|Industry|Industries|Business|Manufacturers|Exporters|Bar|Press) Council)\b")
#: "(FIUTT)" at the end of a name.
_BRACKET = re.compile(r"\s*\([^()]*\)\Z")
#: Between an organization and the State right after it.
_TO_STATE = re.compile(r",? \(?")
#: The State after the organization belongs to what follows: "… Togo and Benin".
_GOES_ON = re.compile(r",? (?:and\b|[A-ZÀ-Þ])|,")
#: " (FIUTT)".
_ACRONYM = re.compile(r"\s*\(([^()]{2,16})\)")
#: "Deputy Minister of Justice": whose ministry that is.
_MINISTER = re.compile(r"\b(?:Minister|Permanent Secretary) (?P<of>(?:of|for) (?:the )?(?!State\b|(?:Multilateral|Political|Bilateral|European|Legal|Consular|Administrative|Technical|International(?! (?:Relations|Cooperation|Co-operation|Trade)\b)|Global|Regional)\b)[A-ZÀ-Þ][\w'’-]*(?:(?: (?:and|of|for|the|de|et|y))* [A-ZÀ-Þ][\w'’-]*)*)\Z")
#: ", Health and Social Affairs", after "Minister of Labour".
_AND_OF_MORE = re.compile(r"(?:(?:, [A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)+,?)? and (?:the )?(?!(?:Mr|Ms|Mrs|Dr|Prof|Col|Gen)\b)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*(?= of|[,.;]| \()")
_MISSION = re.compile(r"(?:Permanent )?Mission\b")


@dataclass
class _New:
    """An organization that only this note describes, under each name that it gives it."""

    base: str
    state: str = ""
    parent: str = ""
    acronyms: dict[str, Span] = field(default_factory=dict)
    names: dict[str, Span] = field(default_factory=dict)
    state_span: Span | None = None
    parent_span: Span | None = None


class Actors:
    """Gives each mention of a State or an organization its resource."""

    def __init__(self, note: Note, iri: str, mentions: Sequence[Mention], reference: Reference) -> None:
        self.note = note
        self.iri = iri
        self.reference = reference
        self._states = [m for m in mentions if m.kind in ("state", "demonym")]
        self._starts = [s.start for s in self._states]
        self._ending = {s.end: s for s in reversed(self._states)}
        self._parts: dict[tuple[int, int, str], tuple[str, str, Span | None]] = {}
        self._new: dict[str, _New] = {}
        self._learned: dict[Mention, str] = {}
        self._used: set[str] = set()
        for mention in mentions:
            if mention.kind == "organization" and not mention.iri:
                self._learn(mention)

    def ref(self, mention: Mention, *, state: str = "") -> Ref:
        """The resource of a mention; ``state`` is the State of an organization where the place in the note tells it."""
        if mention.iri:
            return Ref(mention.iri)
        key = self._key(mention)
        if key not in self._new:
            # What "the Permanent Mission" was when it was learned, before the note named several.
            key = self._learned[mention]
        new = self._new[key]
        if state and not new.state:
            new.state = state
        self._used.add(key)
        return Ref(self._mint(new))

    def _split(self, mention: Mention) -> tuple[str, str, Span | None]:
        """The name without the State that ends it, that State, and where it stands; worked out once."""
        key = mention.start, mention.end, mention.name
        if key not in self._parts:
            self._parts[key] = self._work_out(mention)
        return self._parts[key]

    def _work_out(self, mention: Mention) -> tuple[str, str, Span | None]:
        name = _BRACKET.sub("", mention.name)
        state = self._ending.get(mention.start + len(name))
        if state is not None and mention.start < state.start:
            before = self.note.text[mention.start : state.start]
            cut = _OF_STATE.search(before)
            if cut:
                return before[: cut.start()], state.iri, self.note.span(state.start, state.end)
        lo, hi = bisect_left(self._starts, mention.start), bisect_left(self._starts, mention.end)
        first = self._states[lo] if lo < len(self._states) else None
        if first is not None and first.start == mention.start and first.kind == "demonym":
            return name, first.iri, self.note.span(first.start, first.end)
        if mention.state and _PRIVATE.search(name):
            # "Indian Chemical Council", "Georgian Biosafety Association": of the country, not of its Government.
            return name, "", None
        if mention.state:
            inside = next((s for s in self._states[lo:hi] if s.iri == mention.state), None)
            return name, mention.state, self.note.span(inside.start, inside.end) if inside else None
        after = next((s for s in self._states[hi : hi + 3] if _TO_STATE.fullmatch(self.note.text, mention.end, s.start) and not s.form), None)
        if after is not None and "(" not in self.note.text[mention.end : after.start] and not _GOES_ON.match(self.note.text[after.end : after.end + 6]):
            return name, after.iri, self.note.span(after.start, after.end)
        return name, "", None

    def _key(self, mention: Mention) -> str:
        base, state, _ = self._split(mention)
        key = fold(base)
        if key == "permanent mission" and not state:
            # "The Permanent Mission", after the note has named one.
            named = [known for known in self._new if known.startswith("permanent mission of ")]
            key = named[0] if len(named) == 1 else key
        if state and self._keyed_apart(key, state):
            return f"{key}|{state}"
        return key

    def _keyed_apart(self, key: str, state: str) -> bool:
        """Whether two States have an organization of this name in the note."""
        known = self._new.get(key)
        return known is not None and bool(known.state) and known.state != state

    def _learn(self, mention: Mention) -> None:
        base, state, span = self._split(mention)
        key = self._learned[mention] = self._key(mention)
        new = self._new.setdefault(key, _New(base))
        if state and not new.state:
            new.state, new.state_span = state, span
        if mention.parent and not new.parent:
            new.parent = mention.parent
        if mention.form == "acronym":
            new.acronyms.setdefault(self.note.text[mention.start : mention.end], self.note.span(mention.start, mention.end))
            return
        words = self.note.span(mention.start, mention.start + len(mention.name))
        if mention.form == "each":
            # "Ministries of Foreign Affairs of Chile and of Colombia" names each without spelling it out.
            new.names.setdefault(mention.name, self.note.span(mention.start, mention.end))
            return
        as_written = unscanned(words.exact) == mention.name
        if as_written:
            new.names.setdefault(mention.name, words)
        bracket = _ACRONYM.match(self.note.text[mention.start + len(mention.name) : mention.end])
        if bracket and as_written:
            at = mention.start + len(mention.name) + bracket.start(1)
            new.acronyms.setdefault(bracket[1].strip(" “”\"'"), self.note.span(at, at + len(bracket[1])))

    def ministry(self, role: Span, state: str) -> Ref | None:
        """The ministry that a minister's office names: the "Deputy Minister of Justice" is of the Ministry of Justice."""
        found = _MINISTER.search(unscanned(self.note.text)[: role.end], role.start)
        if found is None:
            return None
        further = _AND_OF_MORE.match(self.note.text, role.end)
        end = further.end() if further else role.end
        name = f"Ministry {self.note.text[found.start('of') : end]}"
        key = fold(name)
        if state and self._keyed_apart(key, state):
            key = f"{key}|{state}"
        new = self._new.setdefault(key, _New(name, state=state))
        new.names.setdefault(name, self.note.span(found.start(), end))
        self._used.add(key)
        return Ref(self._mint(new))

    def _mint(self, new: _New) -> str:
        code = self.reference.codes.get(new.state, "").lower()
        if code:
            return resource_iri("organization", f"{code}-{slug(new.base)}")
        if new.parent:
            return resource_iri("organization", slug(max(new.names, key=len, default=new.base)))
        if _COMMON.match(new.base):
            # "Ministry of Defence" of an unknown State is this note's alone.
            return local_iri(self.iri, "organization", slug(new.base))
        return resource_iri("organization", slug(new.base))

    def describe(self) -> Iterator[Claim]:
        """What the note says of the organizations that were used and that the reference data lack."""
        for key in sorted(self._used):
            new = self._new[key]
            subject = Ref(self._mint(new))
            spans = sorted(new.names.values()) or sorted(new.acronyms.values())
            if not spans:
                continue
            yield Claim(self.iri, subject, RDF.type, Ref(G1540.Organization), (spans[0],))
            label = max(new.names, key=lambda n: (len(n), n), default=new.base)
            for name, span in sorted(new.names.items()):
                yield Claim(self.iri, subject, SKOS.prefLabel if name == label else SKOS.altLabel, name, (span,))
            if new.base not in new.names and new.base:
                first = spans[0]
                at = first.exact.find(new.base)
                if at >= 0:
                    yield Claim(self.iri, subject, SKOS.altLabel, new.base, (Span(first.start + at, first.start + at + len(new.base), new.base),))
            if new.state and _MISSION.match(new.base) and not any(" of " in n and "United Nations" in n for n in new.names):
                # A State has one mission to the United Nations in New York, however it is called.
                yield Claim(self.iri, subject, SKOS.altLabel, f"Permanent Mission of {self.reference.labels.get(new.state, '')} to the United Nations", (spans[0],))
            for acronym, span in sorted(new.acronyms.items()):
                yield Claim(self.iri, subject, SKOS.notation, acronym, (span,))
            if new.state:
                yield Claim(self.iri, subject, G1540.organOf, Ref(new.state), (new.state_span or spans[0],))
            if new.parent:
                yield Claim(self.iri, subject, ORG.subOrganizationOf, Ref(new.parent), (spans[0],))
