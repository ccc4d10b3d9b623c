"""segment: the blocks of a note → its header fields, headings and the paragraphs of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from graph1540.entries import HELD_BY, cut_entry, held_by, is_entry
from graph1540.labels import field_of, label_of, list_end, tells, unmarked
from graph1540.model import Block, Note, Segment, SegmentKind
from graph1540.names import unscanned

__all__ = ["segment"]

_SUB = re.compile(r"(?P<label>[A-Z(][^:.;]{0,70}?):\s+(?=\S)")


#: "6. Why?", a question of which no field is the answer.
_QUESTION = re.compile(r"(?:\d{1,2}[.)] )?[A-Z][\w'’ ]{1,40}\?(?: |\Z)")
_CO_SPONSORS = re.compile(r"(?i)[*_ ]*co-?sponsor(?:s|ed by)\b")
#: What is said of who does something, not of who comes.
_ACTS = re.compile(r", through (?:its|the) |\b(?:in (?:co-?operation|collaboration|partnership) with|[Pp]aid (?:for )?by|(?:with the|[Ff]inancial) support)\b")
#: A date with its year, and the words of a sentence, which a line with a date and a place does without.
#: "Organization: Government of Togo" in a header: who organized it, unless it is under a list of participants.
_ORGANIZATION = re.compile(r"(?i)[*_ ]*organi[sz]ation\b[*_ ]*\Z")
#: "First visit: …", "(A) Lomé: …": the date or place of one of several events.
_OF_ONE = re.compile(r"(?i)(?:\(|first|second|third|fourth|last|part|week|day|visit|leg|stage|session|round|phase|\d|[A-Z]:)")
_DATED = re.compile(
    r"(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,? (?:of )?(?:\d{1,2}(?:st|nd|rd|th)?(?:[^a-z\n]{1,12})?,? )?(?:19|20)\d\d\b"
    r"|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b|\b(?:19|20)\d\d-[01]\d-[0-3]\d\b"
)
#: "Attended by Benin, Togo; ECOWAS", a line of a header.
_ATTENDED = re.compile(r"(?:Attended by|ATTENDED BY|With the participation of) (?=[A-Z])(?!.*\b(?:was|were)\b)")
#: "UNODA: 1", a row of a table.
_VALUE = re.compile(r": \d+\Z")
_SENTENCE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|shall|took|met|meets?|said|dated|letter|Letter|LETTER|[Vv]erbale|note|NOTE|Note|resolution of)\b")
_NOT_BY_FIELD = re.compile(r"(?i)(?:draft )?(?:agenda|programme|program|schedule|timetable|session times)\b")
_PERSON = re.compile(r"(?:Mr|Ms|Mrs|Miss|Dr|Prof|H\.\s?E|Amb|Ambassador|Col|Lt|Maj|Gen|Capt|Cmdr|Eng|Sr|Sra)\b")

_FULL_STOP = re.compile(r"(?<=[\w)])\. (?=[A-Z])")
_PLACE_AND_DATE = re.compile(r"(?:[A-ZÀ-Þ][^,.;:]{2,40}, ){1,2}(?:on |from )?\d[^.;:]{3,44}(?:19|20)\d\d\. ")
_WERE_PRESENT = re.compile(r"(?:There were present|Present were|Also present|Attended by|Represented)\b")
_NUMBERED = re.compile(r"(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)] [A-ZÀ-Þ][^.;:,?!]{2,48}")
#: What the first column of a table of participants is called.
_COLUMN = re.compile(r"(?i)(?:(?:no|nr)\.?; )?(?:name|delegation|state|country|member state|organi[sz]ation|body|institution|entity|participant|agency|represented)s?(?: \(?[\w ]+\)?)?; ")
_CORRIGENDUM = re.compile(r"(?i)\b(?:corrigend(?:um|a)|errat(?:um|a)|corrections? to|rectification)\b")
_PLAIN_QUOTES = str.maketrans("“”«»", '""' + '""')
#: Characters; what is shorter between two corrections is a conjunction.
_SOME = 8
#: 'For "5 May" read "6 May"', 'Delete "Togo"', 'the list should read: Togo, Benin', 'After "SIPRI" add "OPCW"'.
_CORRECTION = re.compile(
    r"(?:[Ff]or|[Ii]nstead of|[Rr]eplace|[Ii]n place of) \"[^\"]*\",? (?:please )?(?:read|by|with|put|substitute|insert) \"(?P<new>[^\"]*)\"|[Dd]elete \"[^\"]*\"(?:(?:,| and|, and) \"[^\"]*\")*[^.]*"
    r"|(?:[Aa]fter|[Bb]efore) \"(?P<there>[^\"]*)\",? (?:add|insert) \"(?P<added>[^\"]*)\"|(?:[Aa]dd|[Ii]nsert) \"(?P<more>[^\"]*)\"|[^.\"]{3,60}\bshould read:? (?P<list>.*?\.)(?= |\Z)"
)
#: What is said before the words of a resolution.
_QUOTING = re.compile(r"(?i)\b(?:resolution \d{3,4}|the (?:security )?council|paragraph \d+)\b")
#: Characters; a row of a table with a cell left out is shorter.
_ROW = 200
#: Between the cells of a wide row.
_BAR = re.compile(r" \|(?= |\Z)")
#: The fields whose value is a list of bodies.
_LISTS = frozenset({"organizers", "supporters"})
#: "5-7", "5 to 7": a stretch of days.
_RANGE = re.compile(r"\d(?:st|nd|rd|th)? ?(?:[-–—/]|to|and|until|till|through) ?(?:the )?\d")
#: "28/04/2019", one day.
_IN_FIGURES = re.compile(r"(?<![\d–—/-])\d{1,2}/\d{1,2}/\d{2,4}")
#: "Posted on 14 May 2019": when a text was published.
_POSTED = re.compile(r"(?i)(?:.{0,80}\b)?(?:posted|published|released|issued|updated|filed|uploaded)\b|by (?=[A-Z])(?!the\b)")
#: What stands under the place and date of a letter.
_LETTERHEAD = re.compile(r"(?i)[^.:\n]{0,60}\b(?:note|memorandum|memo|report)\b|(?:object|matter|subject|re|ref)\b|(?:dear|excellency|sir)\b")
#: "Background." or "Done:", a heading that the format does not mark.
_BARE = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?: [\w'’-]+){0,3}[.:]")
_OWN = frozenset({"event", "organizers", "date", "place", "date-and-place", "participants"})


def segment(note: Note) -> tuple[Segment, ...]:
    """The note's segments in the order of its text.

    A field's segment holds its value without the label; an item under a field belongs to that field until a heading
    or another field comes. Fields count only in the header: before the first heading that is not the title, or before
    two paragraphs without a label.
    """
    text = unscanned(note.text)
    reader = _Reader(note, text, overview=sum(block.kind in ("paragraph", "item") and is_entry(text[block.start : block.end]) for block in note.blocks) > 1)
    for at, block in enumerate(note.blocks):
        reader.read(block, note.blocks[at + 1] if at + 1 < len(note.blocks) else None)
    return tuple(reader.segments)


@dataclass
class _Reader:
    """What a reader of the blocks keeps in mind."""

    note: Note
    text: str
    overview: bool = False  # the note has several entries of an event each
    segments: list[Segment] = dataclass_field(default_factory=list)
    header: bool = True
    titled: bool = False
    field: str = ""
    heading: str = ""
    agenda: bool = False
    prose: bool = False
    fielded: bool = False  # a field has been read
    loose: int = 0
    fresh: bool = False  # the heading right before is the label of a field
    listing: bool = False  # the field's label stood alone: what follows are the items of its list
    correcting: bool = False  # what is read is a corrigendum
    memo: bool = False  # "To: …", "From: …"
    columns: tuple[str, ...] = ()  # the fields of a table that has an event in each row
    attendance: tuple[str, ...] = ()  # those of a table of who was there that has a column for who was not

    def read(self, block: Block, following: Block | None) -> None:
        """Take in one block; ``following`` is the next one."""
        words = self.text[block.start : block.end]
        if block.kind == "footnote":
            self._add("footnote", "", block.start, block.end)
            return
        if self._row(block, words) or self._attendance(block, words) or self._entry(block, words):
            return
        if block.kind == "heading" and following is not None and following.kind == "quote" and _QUOTING.search(words):
            # "By paragraph 7 of resolution 2325 (2016) the Council", over its words.
            block = block._replace(kind="paragraph")
        label, offset = label_of(words)
        name = self._field_named(label, words[offset:])
        if self._asks(label, words[offset:]):
            # "Who was there. Benin, Togo, INTERPOL. …", wherever it stands.
            name = "participants"
        elif self.prose and words[offset - 2 : offset] == ". ":
            # "Financing. Mr X said …" in the body.
            name = ""
        if name == "participants" and (HELD_BY.match(words, offset) or (label.lower() == "who" and _ACTS.search(words, offset))):
            # As in "Who: hosted by the Government of Serbia; …", "Who? The OSCE, through its Conflict Prevention Centre".
            name = "organizers"
        fresh, self.fresh = self.fresh, False
        if name:
            self._field(name, block, offset, words)
        elif self.header and not self.prose and self.field not in ("memo", "written", "invitation") and (self.segments or block.kind != "heading") and (self.fielded or not self.overview) and (bare := _unlabelled(words)):
            self.field, self.loose = "", 0
            if bare == "date-and-place" and following is not None and not _RANGE.search(words) and ((not self.fielded and _LETTERHEAD.match(self.text, following.start, following.end)) or any(s.kind == "field" and s.label in ("date", "date-and-place") for s in self.segments)):
                # "Accra, 3 July 2019", over "Information note on the course".
                bare = "written"
            self._add("field", bare, block.start, block.end)
        elif block.kind == "heading" or (block.kind == "paragraph" and len(words) <= 60 and words.isupper() and not words.endswith(".") and not _VALUE.search(words) and self.segments) or self._is_heading(block, words, following):
            self._heading(block, words, following, labelled=bool(label))
        elif self.header and self.field and ((fresh and self.field != "purpose" and (len(words) < 400 or not tells(words))) or (self.correcting and block.kind == "paragraph") or _continues(self.field, block, words, listing=self.listing)):
            self._value(self.field, block.start, block.end, run_in=fresh)
        else:
            self._paragraph(block, words)

    def _field(self, name: str, block: Block, offset: int, words: str) -> None:
        """Take in a field: its value, what follows it in the same block, and what its label says of the blocks to come."""
        start = block.start + offset
        if name == self.field and block.kind == "item":
            # "(B) States: …" in the list of a field.
            start = block.start
        if self.listing and self.field == "participants" and ((block.kind == "item" and name != "absent") or name == "experts"):
            name, start = "participants", block.start
        elif not (self.listing and block.kind == "item"):
            self.field, self.listing = name, block.end - start < 2
        self.header, self.loose = True, 0
        self.memo = self.memo or name == "memo"
        self._value(name, start, block.end, run_in=words[offset - 2 : offset] in (". ", "? "))

    def _value(self, name: str, start: int, end: int, *, run_in: bool) -> None:
        """Take in a field's value; the sentences that tell after a list, or after a label that a full stop ends, are prose."""
        stop = start + list_end(self.text[start:end]) if run_in or name in _LISTS else end
        self._add("field", name, start, stop)
        while stop < end and self.text[stop] == " ":
            stop += 1
        if stop == end:
            return
        label, offset = label_of(self.text[stop:end])
        again = field_of(label) if label else ""
        if again in _OWN or again in _LISTS:
            self._value(again, stop + offset, end, run_in=run_in)
        else:
            self._add("paragraph", self.heading, stop, end)

    def _row(self, block: Block, words: str) -> bool:
        """Take in a row of a table of events: its first row names the columns, each further one is the header of an event."""
        if block.kind != "row":
            self.columns = ()
            return False
        if not self.columns:
            if self.listing and self.field == "participants" and _COLUMN.match(words):
                # "Delegation; Number; Head of delegation", over a table of those who were there.
                return True
            names = tuple(field_of(cell) for cell in _cells(words))
            names = tuple("participants" if name == "guests" else name for name in names)
            if "event" not in names or not any("date" in name for name in names) or not any("place" in name for name in names):
                return False
            self.columns = names
            return True
        # An empty field without words tells where the header of a further event begins.
        self._add("field", "row", block.start, block.start)
        at = 0
        for name, cell in zip(self.columns, _cells(words, len(self.columns)), strict=False):
            at = words.index(cell, at)
            if cell and (name := name or held_by(cell)):
                self._value(name, block.start + at, block.start + at + len(cell), run_in=False)
            at += len(cell)
        self.field, self.header = "", False
        return True

    def _entry(self, block: Block, words: str) -> bool:
        """Take in an entry of an overview of events: the header of an event, and what is told of it."""
        if not self.overview or block.kind not in ("paragraph", "item") or not is_entry(words, self.heading):
            return False
        if self.fielded and not any(s.label == "entry" for s in self.segments):
            # The note has a header, which says what it is about.
            return False
        self._add("field", "entry", block.start, block.start)
        for name, start, end in cut_entry(words):
            self._add("field" if name else "paragraph", name or self.heading, block.start + start, block.start + end)
        self.field, self.header, self.prose = "", False, True
        return True

    def _attendance(self, block: Block, words: str) -> bool:
        """Take in a row of a table that has those who were there in one column and those who were not in another."""
        rows = block.kind == "row" or " | " in words
        if self.field != "participants" or not (rows or (self.attendance and len(words) < _ROW and not words.endswith("."))):
            self.attendance = ()
            return False
        cells = _cells(words)
        if not self.attendance:
            names = tuple(field_of(cell) for cell in cells)
            self.attendance = names if "absent" in names[1:] and not {"participants", "guests"}.isdisjoint(names) else ()
            return bool(self.attendance)
        if len(cells) != len(self.attendance):
            # An empty cell is left out: which of the others is whose cannot be told.
            return True
        at, away = 0, ""
        for name, cell in zip(self.attendance, cells, strict=True):
            at = words.index(cell, at)
            if name != "absent":
                self._add("field", "participants", block.start + at, block.start + at + len(cell))
            else:
                away += cell.strip(" -–—/.0")
            at += len(cell)
        if away and self.attendance[0] == "guests":
            # "Niger; no; sent apologies": the row is of one who was not there.
            del self.segments[-sum(name != "absent" for name in self.attendance) :]
        return True

    def _add(self, kind: SegmentKind, label: str, start: int, end: int) -> None:
        if len(self.segments) < 3 and kind != "field":
            self.correcting = self.correcting or _CORRIGENDUM.search(self.text, start, end) is not None
        elif self.correcting and (kept := list(_corrected(self.text[start:end]))):
            for lo, hi in kept:
                self.segments.append(Segment(kind, label, start + lo, start + hi))
            self.fielded = self.fielded or kind == "field"
            return
        self.segments.append(Segment(kind, label, start, end))
        self.fielded = self.fielded or kind == "field"

    def _asks(self, label: str, value: str) -> bool:
        """Whether a label asks who was there, and what follows names them."""
        return self.fielded and label[:4] in ("Who ", "WHO ") and not self.agenda and not tells(value) and field_of(label) == "participants"

    def _field_named(self, label: str, value: str) -> str:
        """The field that a label opens here; "" where it opens none."""
        name = field_of(label) if label and not self.agenda else ""
        if self.field != "participants" and _ORGANIZATION.match(label):
            name = "organizers"
        if name == "supporters" and _CO_SPONSORS.match(label) and not any(s.kind == "field" and s.label == "organizers" for s in self.segments):
            # Of a side event, which has no other organizers.
            name = "organizers"
        if name == "memo" and _DATED.search(value):
            # "From: 3 June 2019".
            name = "date"
        if name == "date" and self.memo and self.field in ("memo", "written", "invitation") and not _RANGE.search(_IN_FIGURES.sub("", value)):
            # The date on which a memorandum was written.
            name = "written"
        late = not self.fielded
        if name == "guests":
            # "States: …", "Organizations: …": who took part, by kinds, under a label of their own or not.
            name = "participants" if self.header and (self.field or not late) else ""
        return name if self.header or late or (name in _OWN and self.titled) else ""

    def _heading(self, block: Block, words: str, following: Block | None, *, labelled: bool) -> None:
        self.agenda = _NOT_BY_FIELD.match(words) is not None
        name = "" if labelled else field_of(words, alone=True)
        bare = unmarked(words)
        if not (name or labelled) and bare != words and following is not None and following.kind == "paragraph" and not tells(self.text[following.start : following.end]):
            # "2. Who came", over a list.
            name = field_of(bare, alone=True)
        if name:
            self.field, self.header, self.fresh = name, True, True
            self.listing = True
            return
        if self.field == "participants" and self.header and following is not None and _PERSON.match(self.note.text, following.start):
            # "ALBANIA", over the persons who came from there.
            self._add("field", self.field, block.start, block.end)
            return
        self.heading = words
        # A further heading with fields under it opens the header of a further event.
        self.titled = True
        if self.field:
            self.header = False
        self.field = ""
        self._add("heading", words, block.start, block.end)

    def _is_heading(self, block: Block, words: str, following: Block | None) -> bool:
        """Whether "2. Those who took part" over a paragraph is a heading that the format does not mark."""
        if following is None or len(words) > 90:
            return False
        if block.kind in ("paragraph", "item") and words.endswith("?") and unmarked(words)[:1].isupper() and following.kind == "paragraph":
            # "Who came?", in a note of questions and answers.
            return True
        if block.kind == "item" and following.kind == "paragraph" and _NUMBERED.fullmatch(words):
            return True
        if block.kind == "paragraph" and self.field != "participants" and self.segments and _BARE.fullmatch(words) and not _SENTENCE.search(words):
            # "Background." or "Done:" in a line of its own.
            return following.kind == "item" if words.endswith(":") else following.kind in ("paragraph", "item")
        return False

    def _paragraph(self, block: Block, words: str) -> None:
        start = block.start
        if self.titled and self.segments and self.segments[-1].kind == "heading":
            # "Bamako, 12 and 13 March 2018. Organised by the Ministry. …", the header of a section in its first sentences.
            for name, lo, hi in _run_in(words):
                self._add("field", name, block.start + lo, block.start + hi)
                start = block.start + hi
        self.loose += 1
        self.prose = self.prose or len(words) > 160 or words.endswith(".")
        self.titled = False
        if self.field and self.loose > 1:
            self.header = False
        self.field = ""
        while start < block.end and self.note.text[start] == " ":
            start += 1
        if start < block.end:
            self._add(block.kind, self.heading, start, block.end)


def _corrected(words: str) -> Iterator[tuple[int, int]]:
    """What stands in a line of a corrigendum once it is corrected: the new words, and what is said besides."""
    plain = words.translate(_PLAIN_QUOTES)
    at = 0
    for found in _CORRECTION.finditer(plain):
        if len(plain[at : found.start()].strip(" .,;")) > _SOME:
            yield at, found.start()
        for group in ("new", "there", "added", "more", "list"):
            if found[group]:
                yield found.start(group), found.end(group)
        at = found.end()
    if at and len(plain[at:].strip(' .,;"')) > _SOME:
        yield at + len(plain[at:]) - len(plain[at:].lstrip(' .,;"')), len(words)


def _cells(words: str, most: int = 0) -> list[str]:
    """The cells of a row: at most ``most``, where the last is the rest of the row."""
    if " | " in words:
        return [cell.strip(" |") for cell in _BAR.split(words, max(most - 1, 0))]
    return words.split("; ", most - 1 if most else -1)


def _run_in(words: str) -> Iterator[tuple[str, int, int]]:
    """The fields that a section's first sentences are: the date with its place, then who organized it, who was there."""
    at = 0
    while at < len(words) and _PLACE_AND_DATE.match(words):
        stop = _FULL_STOP.search(words, at)
        end = stop.start() + 1 if stop else len(words)
        sentence = words[at:end].removesuffix(".")
        label, offset = label_of(sentence)
        name = field_of(label) if at and label else "participants" if at and _WERE_PRESENT.match(sentence) else _unlabelled(sentence)
        if not name or (at == 0) != (name == "date-and-place"):
            return
        yield name, at + offset if label and name != "date-and-place" else at, end
        at = stop.end() if stop else len(words)


def _unlabelled(words: str) -> str:
    """The field that a line of a header is without saying so: who organized it, or a date with or without its place."""
    held = held_by(words)
    if held:
        return held
    if _ATTENDED.match(words):
        return "participants"
    if len(words) <= 110 and not words.endswith((".", ":", ";")) and _DATED.search(words) and not _SENTENCE.search(words):
        return "written" if _POSTED.match(words) else "date-and-place"
    return ""


def _continues(field: str, block: Block, words: str, *, listing: bool) -> bool:
    if _QUESTION.match(words):
        return False
    if block.kind in ("item", "row", "quote"):
        return (listing or field != "count") and not (words.endswith((".", "!", ".”", '."')) and _SENTENCE.search(words) and (len(words) > 100 or field not in ("participants", "purpose", "absent")))
    if _SUB.match(words):
        if field in _LISTS and not listing:
            # "Money: Norway", and in the next line a label that is not known.
            return False
        return field not in ("date", "place", "date-and-place", "event", "count") or _OF_ONE.match(words) is not None
    return field in ("participants", "organizers", "supporters", "date-and-place", "date", "absent") and len(words) < 400 and not words.endswith(".")
