"""The claims beside the note, the findings above it, the legend: each with its quote, its place and a way to the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph1540.model import Finding, Note, Span
from graph1540.review.groups import Card, Entry, Group, Row
from graph1540.review.kinds import KINDS, kind_of
from graph1540.review.marks import Mark, finding_id, fits, span_id
from graph1540.review.markup import Html, element, escaped, join
from graph1540.review.words import Words, claim_id

__all__ = ["Side", "findings_list", "legend"]

#: From so many values on, a row names them in one line and keeps the quotes below it.
_MANY = 3
#: A longer quote that says just what stands above it is not said again.
_LONG = 60
_SEVERITY = {"violation": "Violation", "warning": "Warning", "info": "Remark"}
_FINDING = "Finding"


class Side:
    """The cards of one note."""

    def __init__(self, note: Note, words: Words) -> None:
        self.note = note
        self.words = words

    def groups(self, shown: Sequence[Group]) -> Html:
        """Every group with its cards."""
        return join([self._group(number, group) for number, group in enumerate(shown, 1)], "\n")

    def _group(self, number: int, group: Group) -> Html:
        count = len(group.cards)
        title = element("h2", group.title, *([" ", element("span", str(count), class_="count")] if count > 1 else []), id=f"group-{number}")
        return element("section", title, *map(self._card, group.cards), class_="group", aria_labelledby=f"group-{number}")

    def _card(self, card: Card) -> Html:
        parts: list[Html] = []
        if card.title.words:
            parts.append(element("h3", self._link(card.title) if card.title.claims else escaped(card.title.words)))
            parts.extend(self._quotes(card.title))
        if card.rows:
            parts.append(element("dl", *map(self._row, card.rows), class_="facts"))
        return element("article", *parts, class_="card")

    def _row(self, row: Row) -> Html:
        label = element("dt", row.label, *([" ", element("span", str(len(row.entries)), class_="count")] if len(row.entries) >= _MANY else []))
        scattered = any(len(entry.spans) >= _MANY for entry in row.entries)
        if len(row.entries) < _MANY and not scattered:
            values = [element("div", self._link(entry), *self._quotes(entry), class_="value") for entry in row.entries]
            return element("div", label, element("dd", *values))
        line = element("p", join(list(map(self._link, row.entries)), " · "), class_="values")
        return element("div", label, element("dd", line, self._details(row.entries)))

    def _details(self, entries: Sequence[Entry]) -> Html:
        """The words behind each of many values."""
        several = len(entries) > 1
        items = [
            element("li", *([element("b", entry.words), " "] if several else []), *self._places(entry)) for entry in entries
        ]  # fmt: skip
        places = sum(len(entry.spans) for entry in entries)
        return element("details", element("summary", f"Words and places ({places})"), element("ul", *items), class_="words")

    def _quotes(self, entry: Entry) -> Iterator[Html]:
        if entry.claims:
            yield element("p", *self._places(entry), class_="quote")

    def _places(self, entry: Entry) -> Iterator[Html]:
        """Each quote once, with every place at which it stands."""
        by_quote: dict[str, list[Span]] = {}
        for span in entry.spans:
            by_quote.setdefault(span.exact, []).append(span)
        for number, (quote, spans) in enumerate(by_quote.items()):
            if number:
                yield escaped("; ")
            if not (quote == entry.words and (entry.quotes or len(quote) > _LONG)):
                yield element("q", quote)
                yield escaped(" ")
            yield join([self.place(span) for span in spans], ", ")

    def place(self, span: Span) -> Html:
        """Where words stand, as a way to them."""
        where = str(self.note.locate(span.start))
        return element("a", where, class_="place", href=f"#{span_id(span.start, span.end)}") if fits(self.note, span) else element("span", where)

    def _link(self, entry: Entry) -> Html:
        first, *others = entry.claims
        kind = kind_of(first, self.words.types)
        anchors = [element("span", id=claim_id(claim), class_="at") for claim in others]
        spans = [span for span in entry.spans if fits(self.note, span)]
        text = element("q", entry.words) if entry.quotes else escaped(entry.words)
        lead = next((span for span in sorted(first.evidence) if span in spans), spans[0] if spans else None)
        return element(
            "a", *anchors, element("span", text, class_=f"k k-{kind} d1"),
            class_="claim", id=claim_id(first), href=f"#{span_id(lead.start, lead.end)}" if lead else None,
            data_words=" ".join(span_id(span.start, span.end) for span in spans),
            title="; ".join(f"“{span.exact}”, {self.note.locate(span.start)}" for span in entry.spans[:3]),
        )  # fmt: skip


def findings_list(note: Note, findings: Sequence[Finding]) -> Html:
    """What is wrong or doubtful, the gravest first; one line says so where nothing is."""
    if not findings:
        return element("p", "No findings: the note was read without a doubt, and what it says conforms to the shapes.", class_="no-findings")
    items = [_finding(note, number, finding) for number, finding in enumerate(findings, 1)]
    return element("ol", *items, class_="findings")


def _finding(note: Note, number: int, finding: Finding) -> Html:
    parts = [element("b", _SEVERITY[finding.severity], class_="severity"), escaped(" "), element("span", finding.message, class_="message")]
    span = finding.span if finding.span is not None and fits(note, finding.span) else None
    if finding.span is not None and finding.span.exact:
        parts += [escaped(" "), element("q", finding.span.exact)]
    where = finding.location or (note.locate(span.start) if span else None)
    if where is not None:
        place = element("a", str(where), class_="place", href=f"#{span_id(span.start, span.end)}") if span else element("span", str(where), class_="place")
        parts += [escaped(" "), place]
    if finding.note and finding.note != note.name:
        parts += [escaped(" "), element("span", finding.note, class_="place")]
    if finding.remedy:
        parts.append(element("span", "What to do: ", finding.remedy, class_="remedy"))
    parts.append(element("code", finding.rule))
    return element("li", *parts, class_=f"finding {finding.severity}", id=finding_id(number), data_words=span_id(span.start, span.end) if span else None, tabindex=-1)


def legend(found: Mapping[tuple[int, int], Mark]) -> Html:
    """A box to tick for each kind of mark that the page has, and for the text without one."""
    counts = Counter(name for mark in found.values() for name in mark.names())
    boxes = [_box(kind, element("span", label, class_=f"k k-{kind} d1"), counts[kind]) for kind, label in KINDS.items() if counts[kind]]
    if counts["finding"]:
        boxes.append(_box("finding", element("span", _FINDING, class_="k k-finding d1"), counts["finding"]))
    boxes.append(_box("none", element("span", "No claim", class_="sentence none"), None))
    return element("fieldset", element("legend", "Marks"), *boxes, class_="legend")


def _box(name: str, label: Html, count: int | None) -> Html:
    shown = [] if count is None else [escaped(" "), element("span", str(count), class_="count")]
    return element("label", element("input", type="checkbox", id=f"show-{name}", checked=True, autocomplete="off"), escaped(" "), label, *shown)
