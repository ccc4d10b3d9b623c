"""What a reader of the prose keeps in mind: the events so far, what was spoken of last, what a section is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.assemble.draft import Draft, Drafts, Where
from graph1540.assemble.likeness import Sought, clash, likeness, same_place
from graph1540.assemble.sentences import D, E, M, P, S, Sentence, mentions_in
from graph1540.dates import PartialDate
from graph1540.model import DateRange, Mention, Note, Segment
from graph1540.recognize.events import SPECIFIC, event_type_of
from graph1540.reference import Reference

__all__ = ["ANAPHOR", "IMPERSONAL", "ORDINALS", "SEQUELS", "Memory", "ordinal_in"]


#: Nouns for an event that follows up on another, whatever its kind.
SEQUELS = frozenset({"sequel", "follow-up", "follow up", "followup"})
ORDINALS = {"first": "1", "initial": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "final": "last", "last": "last"}


_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b")


def ordinal_in(words: str) -> str:
    """The key of the lowest ordinal among the words, "" where there is none.

    >>> ordinal_in("second regional"), ordinal_in("last of the first"), ordinal_in("annual")
    ('2', '1', '')
    """
    said = set(_ORDINAL.findall(words)) if words else ()
    return next((key for word, key in ORDINALS.items() if word in said), "")


#: A pronoun or a bare ordinal that stands for an event which the sentence says was held.
ANAPHOR = re.compile(
    rf"(?:\band|[,;]) (?:the|a) (?:first|second|third|fourth|fifth|other|last|next)(?= (?:one )?(?:in|at|on|to be held in|, in|will be in) (?:the )?[{P}{M}])|"
    r"\b(?:conducted|held|hosted|organi[sz]ed|carried out) the (?:first|second|third)(?= in )|"
    r"\b(?:[Ii]t|[Tt]his(?: one)?|[Tt]hat(?: one)?|[Tt]hose|[Tt]hey|[Ss]imilar ones?|(?:[Tt]he|[Aa]) (?:first|second|third|fourth|last|latest|latter|former|next|other|previous|following|sixth|fifth|one|two|similar one|further one|parallel one)(?: (?:one|such|two))?|[Aa]nother(?: one)?|[Oo]ne)\b"
    rf"(?=,? (?:was|were|had|has|have|took|takes|is|are|will|would|which|where|in|on|for|between|of (?:{P}|{D}|them|these|which|the kind)|being|to be|followed|,|met|should|shall|organi[sz]ed|hosted|held|carried|conducted|reali[sz]ed))(?=[^.]{{0,120}}\b(?:held|hosted|organi[sz]ed?|hold|host|convene|convened|conducted|carried out|run|reali[sz]ed|took place|taken place|takes place|take place|followed|opened|concerned|dealt|took up|brought|focused|served|treated|covered|is planned|was planned|is scheduled|for|between(?= [^.;]{{1,60}},? in)|was in(?= {P}))\b)"
)
#: "(A) ", "2. " at a paragraph's start.
_MARK = re.compile(r"\(?([A-Z]|\d)[).]\s")
_LEAD = re.compile(r"[.:] |,? [–—-] ")
#: "It was decided to meet": no pronoun of an event.
IMPERSONAL = re.compile(r"[Ii]t (?:was|is|has been|had been) (?:also |then |further |finally )?(?:decided|agreed|proposed|planned|suggested|recommended|resolved|hoped|intended|expected)\b")
_DEFINITE = re.compile(r"\b(?:the|this|[Ff]irst|[Ss]econd|[Tt]hird|previous|last|rounds|The|two|both)\b[^.;,]{0,30}\Z")
#: "round of the peer review".
_ROUND_OF = re.compile(rf" (?:of|for|in) (?:the |a |an |this |its |their )?(?:[\w-]+ ){{0,3}}?({E})")
_SEQUEL_TO = re.compile(rf" (?:to|of) (?:the |a |an |this )?(?:[\w-]+ |{D} |{P} ){{0,3}}?({E})")
#: "visited Togo", "visited the country".
_VISITED = re.compile(rf" (?:also |again |already )?(?:the )?(?:(?P<s>{S})|(?:country|it)\b)")
#: "Samoa, which they will ", before "visit".
_WHICH_VISITED = re.compile(rf"(?P<s>{S}),? (?:which|that) (?:[\w-]+ ){{1,4}}\Z")


class Memory:
    """The state of mind of a reader at one point of a note."""

    def __init__(self, note: Note, mentions: Sequence[Mention], drafts: Drafts, reference: Reference) -> None:
        self.note = note
        self.mentions = mentions
        self.drafts = drafts
        self.reference = reference
        self.resolutions = [m for m in mentions if m.kind == "resolution"]
        self.section: Draft | None = None
        self.opening = ""
        self.last: Draft | None = None
        self.last_type = ""
        self.topic: Draft | None = None  # the event of others that the sentence before was about
        self.exercise: tuple[Mention, ...] = ()  # between whom the peer review is that was spoken of last
        self.recent: list[Draft] = []
        self.header_end = 0
        self.paragraphs = 0  # how many blocks of prose have been told
        self.dateline: tuple[Sentence, Mention] | None = None
        self.written: PartialDate | None = None  # the day on which the note says that it was written
        self.about: list[Draft] = []  # the note's own events that the paragraph has spoken about, in order

    def heading(self, segment: Segment) -> None:
        """A heading may name the event that its section is about: "First visit", "(B) Pretoria", "A parallel round table"."""
        self.section = self.opened(segment)
        if segment.start < self.header_end:
            # What stands over the header is the note's own title.
            self.opening = ""
            return
        noun = next((m for m in mentions_in(self.mentions, segment.start, segment.end) if m.kind == "event"), None)
        self.opening = noun.name if noun is not None and self.section is None and "plural" not in noun.form else ""

    def opened(self, segment: Segment) -> Draft | None:
        """The one of several main events that a heading or the mark at a paragraph's start names."""
        mains = self.drafts.mains
        if len(mains) < 2:
            return None
        words = self.note.text[segment.start : min(segment.end, segment.start + 60)]
        named = [m.iri for m in mentions_in(self.mentions, segment.start, segment.end) if m.kind in ("state", "place") and m.end <= segment.end]
        if segment.kind == "heading" and len(named) == 1:
            about = [d for d in mains if d.where and (d.where.state == named[0] or (d.where.place and d.where.place.iri == named[0]))]
            if len(about) == 1:
                return about[0]
        day = next((m for m in mentions_in(self.mentions, segment.start, segment.start + 20) if m.kind == "date" and m.date is not None and m.date.start.day), None)
        if day is not None and day.date is not None:
            # "Thursday 13 June. Arrival in Apia."
            about = [d for d in mains if d.date is not None and d.date.end is not None and d.date.start <= day.date.start <= d.date.end]
            if len(about) == 1:
                return about[0]
        lead = next(iter(mentions_in(self.mentions, segment.start, segment.start + 1)), None) if segment.kind != "heading" else None
        if lead is not None and lead.kind in ("place", "state") and _LEAD.match(self.note.text, lead.end):
            # "Kingston. The workshop was opened …"
            about = [d for d in mains if d.where and (d.where.state == lead.iri or (d.where.place and d.where.place.iri == lead.iri))]
            if len(about) == 1:
                return about[0]
        marked = _MARK.match(words)
        if marked:
            return next((d for d in mains if d.key == marked[1].lower()), None)
        if segment.kind == "heading":
            low = words.lower()
            for draft in mains:
                ordinal = next((word for word, key in ORDINALS.items() if key == draft.key), None)
                city = draft.where.place.name.lower() if draft.where and draft.where.place else None
                if (ordinal and ordinal in low) or (city and city in low):
                    return draft
        return None

    def type_of(self, sentence: Sentence, at: int, mention: Mention) -> tuple[str, bool]:
        """The type of an event noun and whether it names one kind; "round of the peer review" is a peer review."""
        words = sentence.words(mention).exact.lower()
        codes = [(mention.name, mention.form.startswith("specific") or mention.form == "verb")]
        pronoun = ANAPHOR.search(sentence.tagged, max(0, at - 90), at) if mention.form == "verb" and mention.name == "meeting" and self.last_type else None
        if pronoun is not None and not IMPERSONAL.match(sentence.tagged, pronoun.start()):
            codes = [(self.last_type, True)]
        if sentence.tagged.endswith(("side ", "side-"), 0, at):
            return codes[0]
        if words in SEQUELS and self.last_type:
            codes.append((self.last_type, True))
        elif mention.form.startswith("weak") and _DEFINITE.search(sentence.tagged[max(0, at - 40) : at]):
            # A round or session of something is of that thing's kind: the note's own, unless it says another.
            mains = self.drafts.mains
            if self.last_type == "peer-review" and words in ("round", "rounds", "stage", "phase", "leg"):
                codes.append((self.last_type, True))
            elif (own := self.section or (mains[0] if mains else None)) is not None and own.specific:
                codes.append((own.type, True))
        after = (_SEQUEL_TO if words in SEQUELS else _ROUND_OF).match(sentence.tagged[at + 1 : at + 60])
        if after and mention.name == "meeting":
            other = sentence.mention(at + 1 + after.start(1))
            codes.append((other.name, other.form.startswith("specific")))
        code = event_type_of(codes)
        return code, code in SPECIFIC or (mention.form.startswith("specific") and mention.name == code)

    def find(self, sought: Sought, *, pointing: bool, beside: bool = False) -> Draft | None:
        """The draft that a mention is about, if the note has it already; ``pointing``: the mention says "the" or "this".

        ``beside``: it is said to have been on the margins of another.
        """
        if beside:
            return None
        inside = self._part_of(sought.when, sought.where)
        if inside is not None:
            return inside
        scored = [(likeness(draft, sought), draft) for draft in self.drafts.all]
        best = max(scored, key=lambda pair: pair[0], default=(0, None))
        if best[0] > 0:
            return best[1]
        first = not any(draft.date is not None for draft in self.drafts.all)
        if sought.when is not None and (pointing or (first and sought.when.start.day)):
            # "The workshop took place on …", "A workshop was held on …": the note's own event, where its header gave no date.
            for draft in self.drafts.mains:
                if draft.date is None and (draft.type == sought.code or (pointing and not sought.specific)) and (pointing or not self.long_before(sought.when.start)):
                    return draft
        return None

    def long_before(self, start: PartialDate) -> bool:
        """Whether a note that says when it was written cannot be about an event that began on this day."""
        return self.written is not None and not self.written.year - 1 <= start.year <= self.written.year

    def of_the_year(self, code: str, year: int) -> Draft | None:
        """As in "the 2013 workshop": the one event of the kind in that year, if it is one."""
        found = [d for d in self.drafts.all if d.type == code and d.date is not None and d.date.start.year == year]
        return found[0] if len(found) == 1 else None

    def _part_of(self, when: DateRange | None, where: Where | None) -> Draft | None:
        """A day within the note's own event of several days, at no other place, is a part of that event."""
        for draft in self.drafts.mains:
            if draft.date is None or draft.date.end is None or when is None or when.end is None or draft.date.end == draft.date.start:
                continue
            if draft.date.start <= when.start and when.end <= draft.date.end and not clash(draft.where, where):
                return draft
        return None

    def main_event(self, code: str = "", *, specific: bool = False) -> Draft | None:
        """The event that the section, else the note is about, where a noun of this kind can mean it."""
        if self.section is not None:
            return self.section
        mains = self.drafts.mains
        if len(mains) > 1:
            mains = [d for d in mains if d.type == code]
        if len(mains) != 1:
            return None
        draft = mains[0]
        return draft if draft.type == code or not specific or code == "meeting" or (draft.type == "meeting" and not draft.specific) else None

    def previous_event(self, code: str, *, specific: bool) -> Draft | None:
        """As in "The previous round": the latest dated event of the kind before the main one."""
        mains = self.drafts.mains
        limit = mains[0].date.start if mains and mains[0].date else None
        earlier = [d for d in self.drafts.others() if d.date and (d.type == code or not specific) and (limit is None or d.date.start < limit)]
        return max(earlier, key=lambda d: (d.date.start if d.date else None, d.order), default=None)

    def drafts_at(self, where: Where) -> list[Draft]:
        """The events that the note has at a place."""
        return [d for d in self.drafts.all if d.where is not None and same_place(d.where, where)]

    def at_place(self, code: str, where: Where, *, specific: bool) -> Draft | None:
        """The event of this kind that the note has at a place: "the Minsk round"."""
        found = [d for d in self.drafts.all if d.where is not None and same_place(d.where, where) and (d.type == code or not specific or not d.specific)]
        return max(found, key=lambda d: (d.where is not None and d.where.place is not None and where.place is not None, not d.main, d.order), default=None)

    def visited(self, sentence: Sentence, at: int) -> Mention | None:
        """The State that is the object of "visited", by name or as "the country"."""
        found = _VISITED.match(sentence.tagged[at + 1 :])
        if found is None:
            ahead = _WHICH_VISITED.search(sentence.tagged, 0, at)
            return sentence.mention(ahead.start("s")) if ahead else None
        if found["s"]:
            return sentence.mention(at + 1 + found.start("s"))
        return next((m for m in mentions_in(self.mentions, sentence.segment.start, sentence.offset(at)) if m.kind == "state"), None)
