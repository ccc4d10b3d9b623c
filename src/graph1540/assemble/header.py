"""The header of a note: its own event or events, with what the fields say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph1540.assemble.around import REVIEW_BETWEEN
from graph1540.assemble.counts import counts
from graph1540.assemble.draft import Draft, Drafts, Where
from graph1540.assemble.likeness import note_date, note_place
from graph1540.assemble.parties import Parties
from graph1540.assemble.sentences import D, E, O, P, S, Sentence, mentions_in, sentence_of
from graph1540.assemble.sites import mode_of, sites_of
from graph1540.assemble.support import cut_support
from graph1540.model import Mention, Note, Ref, Segment
from graph1540.recognize.events import SPECIFIC, event_type_of
from graph1540.reference import Reference

__all__ = ["read_fields", "read_header", "title_from_heading", "title_segment"]

_KEY = re.compile(r"\((?P<letter>[A-Z]|\d|i{1,3}|iv)\)\s*|(?P<ordinal>\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth))(?:\s+[\w ]{0,20}?)?(?:only)?\s*[,:]|(?P<number>\b\d)[.)]\s")
#: What a key has in it.
_LETTER = re.compile(r"\((?:[A-Z]|\d|i{1,3}|iv)\)")
_NTH = ("irst", "econd", "hird", "ourth", "ifth")
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_EVERY = re.compile(r"\b(?:[Aa]ll|[Bb]oth|[Ee]ach)\b")
_SEVERAL = re.compile(r"\b(?:series|two|three|four|five|several|visits|workshops|seminars|courses|meetings|trainings|events|round tables|roundtables|sessions|consultations|conferences)\b")
_ABSENT = re.compile(r"\b(?:[Ii]nvited[,:]? (?:but )?|did not|excused|apologi|absent|unable to|not represented|not present|regrets|represented by (?:no one|nobody)|registered(?:,| but)|declined|withdrew)\b|[:–—-] ?invited\.?\Z")
_PLACE_BEFORE = re.compile(rf"{P}(?:,? {S})?[, (]*(?:on )?\Z")
_PLACE_AFTER = re.compile(rf"[, ]*(?:in )?{P}")
_IN = re.compile(r"\b(?:in|at) (?:the )?\Z")
#: ", Abidjan, Côte d'Ivoire" at the end of a title.
_AT_THE_END = re.compile(rf", {P}(?:,? \(?{S}\)?)?(?:,? (?:[A-Z][a-z]+day,? )?{D})?[ .]*")
_TO = re.compile(r"\b(?:to|in) (?:the )?\Z")
#: "Second round of the …".
_NTH_OF_THE = re.compile(rf"\b(?P<n>[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ff]irst) (?:[\w-]+ ){{0,2}}{E}(?= of the )")
#: "Peer review between Togo and Benin: second visit".
_NTH_AT_END = re.compile(rf"[:,] (?:the )?(?P<n>[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ff]irst) {E}(?=\W*\Z)")
_ROUND = re.compile(r"(?:round|session|stage|phase|part|leg|consultation|visit)")
#: "Togo: Ministry of …", the State that a list belongs to.
_HOME = re.compile(rf"(?:\W|the )*(?P<s>[{S}]):")
_STOP = re.compile(r"(?<=[.;])\s")
_FIRST_STOP = re.compile(r"\.\s")
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|held|took|met|received|organi[sz]ed|hosted)\b")
#: "(Greece excused)".
_BRACKETS = re.compile(r"\([^()]*\)")
#: "together with the host Governments", "the Governments of the States visited".
_HOST_STATES = re.compile(r"\bhost (?:Governments?|[Ss]tates?|countr(?:y|ies))\b|\b(?:Governments? of the )?(?:[Ss]tates?|countr(?:y|ies)) (?:visited|concerned)\b")
_NOW = re.compile(r"\b(?:[Nn]ow:?|[Nn]ew dates?:?|moved to|postponed to|rescheduled (?:to|for))(?: on| from)? \Z")
#: "Fourth meeting of the network".
_NTH_TITLE = re.compile(rf"(?P<n>[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ff]irst) (?:[\w-]+ ){{0,3}}{E}")
_MARGINS = re.compile(r"\b(?:in the margins?|on the margins?|on the sidelines?|on the fringes?|in parallel|back to back)\b")
#: "(consultations) of the 1540 Committee on", in a title.
_OF_BODY = re.compile(rf" of (?:the )?(?P<o>{O}(?:(?:,| and|, and) (?:the )?{O})*)(?= (?:on|in|for|about|with|concerning|regarding|at|under|to)\b|[,.:;(]|\Z)")
#: "Attendance (62): ", before what a field says.
_LABEL_COUNT = re.compile(r"(?:\A|\n)\W*(?i:attendance|participants|attendees)(?: \(total\))? \((?P<n>\d{2,3})(?: participants| persons| people| in all)?\)\W{0,4}\Z")
_MISSION = re.compile(r"(?i)\breport (?:on|of) mission\b")
_IN_THE = re.compile(r"\bIn (?:the )?\Z")


@dataclass(frozen=True)
class _Part:
    """A stretch of a field that is about one of several events: its key ("a", "1"), or "" for all of them."""

    key: str
    sentence: Sentence


def read_header(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], drafts: Drafts, parties: Parties, reference: Reference) -> None:
    """Add the note's own events to ``drafts``, with their title, dates, place, organizers, supporters, participants."""
    groups = _groups(segments, mentions)
    title = title_segment(note, segments, mentions)
    purpose = next((s for s in segments if s.kind == "field" and s.label == "purpose"), None)
    if purpose is not None and purpose.end - purpose.start < 240 and any(m.form == "specific" for m in mentions_in(mentions, purpose.start, min(purpose.end, purpose.start + 40)) if m.kind == "event"):
        # "Report of mission", and under it "Purpose: first training course for points of contact".
        title = purpose if title is None or _MISSION.search(note.text, title.start, title.end) else title
    for heading, fields in groups:
        if not any(name in fields for name in ("event", "date", "date-and-place")):
            continue
        reader = _Header(note, mentions, drafts, parties, reference)
        reader.events(fields, heading if len(groups) > 1 else title)
        reader.who(fields)
        own = heading if len(groups) > 1 else title
        for segment in fields.get("event", []) or ([own] if own else []):
            reader.whose(reader.sentence(segment))


def read_fields(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], drafts: Drafts, parties: Parties, reference: Reference) -> None:
    """Where only the prose tells of the note's one event, the fields that stand without it still say who organized it and who came."""
    reader = _Header(note, mentions, drafts, parties, reference)
    reader.mains = list(drafts.mains)
    for _, fields in _groups(segments, mentions) if len(reader.mains) == 1 else ():
        reader.who(fields)


def title_from_heading(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention], drafts: Drafts, parties: Parties, reference: Reference) -> None:
    """Where a note has no field for its event, its first heading that names one is the title."""
    reader = _Header(note, mentions, drafts, parties, reference)
    segment = title_segment(note, segments, mentions)
    if segment is not None:
        for draft in drafts.mains:
            reader.title(draft, reader.sentence(segment))
        reader.mains = list(drafts.mains)
        reader.whose(reader.sentence(segment))


def title_segment(note: Note, segments: Sequence[Segment], mentions: Sequence[Mention]) -> Segment | None:
    """The first of the first lines without a label that names an event, or its first sentence where that has no verb."""
    for segment in [s for s in segments if s.kind not in ("field", "footnote")][:5]:
        end = segment.end
        if end - segment.start >= 240:
            stop = _FIRST_STOP.search(note.text, segment.start, end)
            end = stop.start() if stop else end
            if _FINITE.search(note.text, segment.start, end):
                continue
        if end - segment.start < 240 and any(m.kind == "event" and m.form != "verb" for m in mentions_in(mentions, segment.start, end)):
            return Segment(segment.kind, segment.label, segment.start, end)
    return None


def _groups(segments: Sequence[Segment], mentions: Sequence[Mention]) -> list[tuple[Segment | None, dict[str, list[Segment]]]]:
    """The fields of the header; of each header, where several headings that name an event have fields of their own."""
    groups: list[tuple[Segment | None, dict[str, list[Segment]]]] = [(None, {})]
    heading: Segment | None = None
    for segment in segments:
        if segment.kind == "heading":
            heading = segment
        elif segment.kind == "field" and segment.label in ("row", "entry"):
            groups.append((None, {}))
        elif segment.kind == "field":
            if heading is not None and heading is not groups[-1][0] and segment.label in ("event", "organizers", "date", "place", "date-and-place") and any(
                m.kind == "event" for m in mentions_in(mentions, heading.start, heading.end)
            ):
                groups.append((heading, {}))
            groups[-1][1].setdefault(segment.label, []).append(segment)
    dated = [g for g in groups if any(name in g[1] for name in ("event", "date", "date-and-place"))]
    if len(dated) > 1:
        return groups
    merged: dict[str, list[Segment]] = {}
    for _, fields in groups:
        for name, found in fields.items():
            merged.setdefault(name, []).extend(found)
    return [(dated[0][0] if dated else None, merged)]


class _Header:
    def __init__(self, note: Note, mentions: Sequence[Mention], drafts: Drafts, parties: Parties, reference: Reference) -> None:
        self.note = note
        self.mentions = mentions
        self.drafts = drafts
        self.parties = parties
        self.reference = reference
        self.mains: list[Draft] = []

    def sentence(self, segment: Segment, start: int | None = None, end: int | None = None) -> Sentence:
        lo, hi = segment.start if start is None else start, segment.end if end is None else end
        return sentence_of(self.note, segment, lo, hi, mentions_in(self.mentions, lo, hi))

    def parts(self, segments: Sequence[Segment], *, carry: bool = False) -> list[_Part]:
        """The fields' stretches by the key that stands before each: "(A) … (B) …", "First visit only: …"."""
        result: list[_Part] = []
        key = ""
        for segment in segments:
            text = self.note.text[segment.start : segment.end]
            cuts = [(m.start(), m.end(), _key(m)) for m in _KEY.finditer(text) if self._keyed(m)] if _LETTER.search(text) or any(word in text for word in _NTH) else []
            if not carry or _EVERY.match(text):
                key = ""
            if carry and len(self.mains) > 1:
                cuts = sorted([*cuts, *self._homes(segment)])
            at = 0
            for start, end, name in cuts:
                if start > at and text[at:start].strip(" ;,."):
                    result.append(_Part(key, self.sentence(segment, segment.start + at, segment.start + start)))
                key, at = name, end
            if text[at:].strip():
                result.append(_Part(key, self.sentence(segment, segment.start + at, segment.end)))
        return result

    def _homes(self, segment: Segment) -> Iterator[tuple[int, int, str]]:
        """As in "Apia: Samoa, OCO": the city or State of one of several events, where its own stretch of a list begins."""
        text = self.note.text
        for mention in mentions_in(self.mentions, segment.start, segment.end):
            if mention.kind in ("place", "state") and text[mention.end : mention.end + 1] == ":" and (mention.start == segment.start or text[max(0, mention.start - 2) : mention.start] in (". ", "; ")):
                there = [d for d in self.mains if d.where is not None and mention.iri in (d.where.state, d.where.place.iri if d.where.place is not None else "")]
                if len(there) == 1:
                    yield mention.start - segment.start, mention.end + 1 - segment.start, there[0].key

    def _keyed(self, match: re.Match[str]) -> bool:
        return bool(match["letter"] or match["ordinal"])

    # -- the events themselves ---------------------------------------------------------------------------------

    def events(self, fields: dict[str, list[Segment]], heading: Segment | None) -> None:
        """The events of one header; the heading over it is their title where no field is."""
        titles = [self.sentence(s) for s in fields.get("event", []) or ([heading] if heading else [])]
        dated = self.parts([*fields.get("date-and-place", []), *fields.get("date", [])])
        sites = self.parts(fields.get("place", []))
        if not any(part.sentence.where(D) for part in dated):
            # "Venue: Addis Ababa, from 29 November to 1 December 2011": the field of the place has the date too.
            dated, sites = [*dated, *sites], []
        found = [(part, at) for part in dated for at in part.sentence.where(D)]
        if not found:
            # The title alone may say when: "Seminar on …, Accra, 5-6 June 2014".
            parts = [_Part("", title) for title in titles]
            found = [pair for part in parts for at in part.sentence.where(D) if _precise(pair := (part, at))][:1]
        found = [one for one in found if not any(_sharper(other, one) for other in found)]
        all_found = list(found)
        several = len(found) > 1 and (any(part.key for part, _ in found) or any(_SEVERAL.search(t.text) for t in titles) or all(self._beside(part.sentence, at) for part, at in found))
        order = titles[0].start if titles else (dated[0].sentence.start if dated else 0)
        if not several:
            later = [(part, at) for part, at in found if _NOW.search(part.sentence.tagged, max(0, at - 24), at)]
            found = later[:1] or found[:1]
            if found and not _precise(found[0]):
                # A whole date of the field beats a year that stands before it.
                found = [next((pair for pair in all_found if _precise(pair)), found[0])]
        mains: list[Draft] = []
        for number, (part, at) in enumerate(found, 1):
            draft = self.drafts.new(order, main=True, key=part.key or (str(number) if several else ""))
            mention = part.sentence.mention(at)
            assert mention.date is not None
            note_date(draft, mention.date, part.sentence.words(mention))
            mains.append(draft)
        if not mains:
            mains = [self.drafts.new(order, main=True)]
        self.mains = mains
        self._places(mains, [*dated, *sites], found)
        named = self.parts(fields.get("event", [])) if len(mains) > 1 else []
        for draft in mains:
            # "(1) Conference …; (2) training course …": each its own part of the title, where it has one with a kind in it.
            own = [part.sentence for part in named if part.key and part.key == draft.key and E in part.sentence.tagged]
            for title in own or titles:
                self.title(draft, title)
                self._round(draft, title)
        self._modes(mains, titles, [*dated, *sites, *self.parts(fields.get("format", []))])

    def _beside(self, sentence: Sentence, at: int) -> bool:
        return bool(_PLACE_BEFORE.search(sentence.tagged[:at]) or _PLACE_AFTER.match(sentence.tagged[at + 1 :]))

    def _places(self, mains: list[Draft], parts: Sequence[_Part], found: Sequence[tuple[_Part, int]]) -> None:
        """Give each event the place beside its date; the one place of a header is that of all its events."""
        sites = [(part, at, where) for part in parts for at, where in sites_of(part.sentence)]
        if not sites:
            return
        distinct = {(where.place.iri or where.place.name) if where.place else where.state for _, _, where in sites}
        if len(mains) == 1 or len(distinct) == 1:
            for draft in mains:
                note_place(draft, sites[0][2])
            return
        for draft, (part, at) in zip(mains, found, strict=True):
            beside = self._site_beside(part, at, sites, found)
            keyed = [where for site, _, where in sites if site.key and site.key == draft.key]
            if beside is not None:
                note_place(draft, beside)
            elif keyed:
                note_place(draft, keyed[0])

    def _site_beside(self, part: _Part, at: int, sites: list[tuple[_Part, int, Where]], found: Sequence[tuple[_Part, int]]) -> Where | None:
        """The place in the same stretch as a date, between the dates before and after it; before it by preference."""
        dates = [d for p, d in found if p is part]
        before = max((d for d in dates if d < at), default=-1)
        after = min((d for d in dates if d > at), default=len(part.sentence.tagged))
        near = [(s, where) for p, s, where in sites if p is part and before < s < after]
        left = [where for s, where in near if s < at and ";" not in part.sentence.tagged[s:at]]
        right = [where for s, where in near if s > at and ";" not in part.sentence.tagged[at:s]]
        first_is_date = bool(dates) and min((s for p, s, _ in sites if p is part), default=at) > min(dates)
        chosen = (right or left) if first_is_date else (left or right)
        return chosen[-1] if chosen and not first_is_date else chosen[0] if chosen else None

    def title(self, draft: Draft, title: Sentence) -> None:
        """Take title, kind and, where nothing else gives it, the place of an event from its title."""
        span = self.note.span(title.start, title.end)
        if not span.exact:
            return
        draft.add("title", span.exact, span)
        nouns = [(m, (m.name, m.form.startswith("specific"))) for m in title.mentions if m.kind == "event" and m.form != "verb"]
        beside = _MARGINS.search(title.tagged)
        if beside:
            # "Side event held in the margins of the Conference" is no conference.
            nouns = [one for one in nouns if title.index(one[0]) < beside.start()] or nouns
        if len({code for _, code in nouns}) > 1 and nouns[0][1][1]:
            # "Conference on what has been learned from peer reviews" is no peer review.
            nouns = [one for one in nouns if not (one[0].name == "peer-review" and "plural" in one[0].form)] or nouns
        if draft.type == "meeting" and not draft.specific and any(specific for _, (_, specific) in nouns):
            # "Officials of the two met", under the title "A peer review".
            draft.unsay("type")
            draft.type = ""
        if nouns and not draft.type:
            draft.type = event_type_of([code for _, code in nouns])
            draft.specific = draft.type in SPECIFIC
            word = next((m for m, (code, _) in nouns if code == draft.type), nouns[0][0])
            draft.add("type", draft.type, title.words(word))
        if draft.where is None or draft.where.place is None:
            for at, where in sites_of(title):
                if _IN.search(title.tagged[max(0, at - 8) : at]) or _AT_THE_END.fullmatch(title.tagged, max(0, at - 2)):
                    note_place(draft, where)
        if draft.where is None:
            states = [m for m in title.mentions if m.kind == "state" and _TO.search(self.note.text[max(0, m.start - 8) : m.start])]
            if draft.type == "visit" and states:
                note_place(draft, Where(None, states[0].iri, (title.words(states[0]),)))

    def _round(self, draft: Draft, title: Sentence) -> None:
        nth = _NTH_TITLE.match(title.tagged)
        if nth:
            draft.ordinal = _ORDINALS[nth["n"].lower()]
        found = _NTH_OF_THE.search(title.tagged) or _NTH_AT_END.search(title.tagged)
        if found and _ROUND.match(title.words(title.mention(found.end() - 1)).exact.lower()):
            draft.round, draft.round_span = int(_ORDINALS[found["n"].lower()]), title.span(found.start(), found.end())

    def _modes(self, mains: list[Draft], titles: list[Sentence], parts: Sequence[_Part]) -> None:
        said = [(part.key, mode_of(part.sentence)) for part in (*parts, *(_Part("", title) for title in titles))]
        for draft in mains:
            mode = next((mode for key, mode in said if mode is not None and (not key or key == draft.key)), None)
            if mode is not None and not draft.values("mode"):
                draft.add("mode", *mode)

    # -- who ---------------------------------------------------------------------------------------------------

    def who(self, fields: dict[str, list[Segment]]) -> None:
        """Take in the fields that say who organized, supported and attended the events."""
        for name in ("organizers", "supporters", "participants", "experts", "count"):
            for part in self.parts(fields.get(name, []), carry=True):
                self.party(name, part)

    def whose(self, title: Sentence) -> None:
        """As in "Open consultations of the 1540 Committee", "Peer review between Togo and Benin", where no field says who organized or came."""
        found = next((m for at in title.where(E) if (m := _OF_BODY.match(title.tagged, at + 1))), None)
        for draft in self.mains if found is not None else ():
            part = "participant" if draft.type == "visit" else "organizer"
            if not draft.values(part) and draft.type:
                self.parties.give(draft, part, title, title.among(found.start("o"), found.end("o")))  # type: ignore[union-attr]
        between = next((m for at in title.where(E) if title.mention(at).name == "peer-review" and (m := title.pattern(REVIEW_BETWEEN).match(title.tagged, at + 1))), None)
        for draft in self.mains if between is not None else ():
            draft.exercise = tuple(title.among(between.start("list"), between.end("list"), S))  # type: ignore[union-attr]
            if not draft.values("participant"):
                self.parties.give(draft, "participant", title, title.among(between.start("list"), between.end("list"), S))  # type: ignore[union-attr]

    def party(self, name: str, part: _Part) -> None:
        mains = [d for d in self.mains if not part.key or d.key == part.key] or list(self.mains)
        sentence = part.sentence
        if name == "organizers":
            self._organizers(mains, sentence)
        elif name == "count":
            for draft in mains:
                self.parties.count_alone(draft, sentence)
        elif name == "supporters":
            self.parties.give_each(mains, "supporter", sentence, sentence.among(0, len(sentence.tagged)))
        else:
            self._participants(mains, sentence)

    def _organizers(self, mains: Sequence[Draft], sentence: Sentence) -> None:
        for role, start, end in cut_support(sentence.tagged):
            self.parties.give_each(mains, role, sentence, self.parties.acting(sentence, sentence.among(start, end)))
        hosts = _HOST_STATES.search(sentence.text)
        if hosts is None:
            return
        words = self.note.span(sentence.start + hosts.start(), sentence.start + hosts.end())
        for draft in mains:
            if draft.where is not None and draft.where.state:
                draft.add("organizer", Ref(draft.where.state), words, *draft.where.spans)

    def _participants(self, mains: Sequence[Draft], sentence: Sentence) -> None:
        tagged = sentence.tagged
        home = _HOME.match(tagged)
        state = sentence.mention(home.start("s")).iri if home else ""
        present: list[Mention] = []
        at = 0
        for stretch in _STOP.split(tagged):
            apart = [(at + b.start(), at + b.end()) for b in _BRACKETS.finditer(stretch) if _ABSENT.search(b[0])]
            if not _ABSENT.search(_BRACKETS.sub(lambda b: "" if _ABSENT.search(b[0]) else b[0], stretch)):
                actors = [m for m in sentence.among(at, at + len(stretch)) if not _IN_THE.search(tagged, max(0, sentence.index(m) - 8), sentence.index(m))]
                present += [m for m in actors if not any(a <= sentence.index(m) < b for a, b in apart)]
            at += len(stretch) + 1
        self.parties.give_each(mains, "participant", sentence, present, state=state)
        labelled = _LABEL_COUNT.search(self.note.text, max(0, sentence.start - 40), sentence.start)
        for draft in mains if labelled is not None else ():
            if not draft.values("count"):
                draft.add("count", int(labelled["n"]), self.note.span(labelled.start("n"), labelled.end("n")))  # type: ignore[index, union-attr]
        for number, words in islice(counts(sentence), 1):
            for draft in mains:
                if not draft.values("count"):
                    draft.add("count", number, words)


def _key(match: re.Match[str]) -> str:
    """The name of a key: a letter in lower case, an ordinal as its number."""
    if match["letter"]:
        return _ROMAN.get(match["letter"].lower(), match["letter"].lower())
    return _ORDINALS[match["ordinal"].lower()]


def _sharper(one: tuple[_Part, int], other: tuple[_Part, int]) -> bool:
    """Whether a date is a more precise form of another: "June 2019", and under it "3 to 5 June 2019"."""
    first, second = one[0].sentence.mention(one[1]).date, other[0].sentence.mention(other[1]).date
    return first is not None and second is not None and first.start.precision > second.start.precision and second.start.includes(first.start) and first.start.day is not None


def _precise(found: tuple[_Part, int]) -> bool:
    mention = found[0].sentence.mention(found[1])
    return mention.date is not None and mention.date.start.day is not None
