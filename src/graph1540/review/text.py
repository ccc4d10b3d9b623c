"""The note's text as HTML: its blocks as they stand, every stretch of evidence marked, no character added or lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from graph1540.model import Block, Note, Segment, Span
from graph1540.review.marks import Mark, span_id
from graph1540.review.markup import Html, element, escaped, join
from graph1540.review.runs import Run, runs
from graph1540.review.sentences import NUMBER

__all__ = ["Coverage", "coverage", "note_text"]

_SAID = {"none": "No claim comes from this sentence", "named": "This sentence only names things"}
_Coverage = Mapping[Span, str]
Coverage = dict[Span, str]


def coverage(sentences: Sequence[Span], found: Mapping[tuple[int, int], Mark]) -> Coverage:
    """For each sentence what it gave: "none", "named" where it only names things, "said"."""
    claimed = sorted((start, end, set(mark.kinds)) for (start, end), mark in found.items() if mark.claims)
    said: Coverage = {}
    for sentence in sentences:
        kinds = set().union(*(kinds for start, end, kinds in claimed if start < sentence.end and end > sentence.start))
        said[sentence] = "none" if not kinds else "named" if kinds <= {"named"} else "said"
    return said


def note_text(note: Note, segments: Sequence[Segment], said: _Coverage, found: Mapping[tuple[int, int], Mark]) -> Html:
    """The blocks of the note in their order; footnotes stand together at the end."""
    return join(list(_Writer(note, segments, said, found).parts()), "\n")


class _Writer:
    """One note while it is written."""

    def __init__(self, note: Note, segments: Sequence[Segment], said: _Coverage, found: Mapping[tuple[int, int], Mark]) -> None:
        self.note = note
        self.values = {s.start: s for s in segments if s.kind == "field"}
        self.said = said
        self.numbers = {sentence: number for number, sentence in enumerate(said, 1)}
        self.found = found
        # Sorted and by block, so that a long note costs no more than its own length.
        self.spans = sorted(found)

    def parts(self) -> Iterator[Html]:
        for kind, blocks in groupby(self.note.blocks, self._shape):
            if kind == "field":
                yield element("dl", *self._fields(list(blocks)), class_="fields")
            elif kind == "item":
                yield element("ul", *map(self._item, blocks))
            elif kind == "footnote":
                yield element("ol", *map(self._footnote, blocks), class_="footnotes")
            else:
                for block in blocks:
                    yield self._plain(block)

    def _value(self, block: Block) -> Segment | None:
        return next((self.values[at] for at in range(block.start, min(block.end, block.start + 120) + 1) if at in self.values), None)

    def _shape(self, block: Block) -> str:
        if block.kind not in ("heading", "footnote") and self._value(block):
            return "field"
        return block.kind

    def _fields(self, blocks: Sequence[Block]) -> Iterator[Html]:
        """Fields with their labels; a block without a label goes on with the field before it."""
        for block in blocks:
            value = self._value(block)
            at = value.start if value else block.start
            label = element("dt", self.note.text[block.start : at])
            yield element("div", label, element("dd", self._stretch(at, block.end)), data_block=block.start, class_="goes-on" if at == block.start else None)

    def _item(self, block: Block) -> Html:
        # A number of its own takes the place of the dash.
        numbered = " numbered" if NUMBER.match(self.note.text, block.start, block.end) else ""
        return element("li", self._inner(block), class_=f"level-{min(max(block.level, 1), 4)}{numbered}", data_block=block.start)

    def _footnote(self, block: Block) -> Html:
        return element("li", self._inner(block), data_block=block.start, data_label=block.label or None)

    def _plain(self, block: Block) -> Html:
        if block.kind == "heading":
            return element(f"h{min(max(block.level, 1), 4) + 2}", self._inner(block), data_block=block.start)
        if block.kind == "quote":
            return element("blockquote", self._inner(block), data_block=block.start)
        return element("p", self._inner(block), class_="row" if block.kind == "row" else None, data_block=block.start)

    def _inner(self, block: Block) -> Html:
        return self._stretch(block.start, block.end)

    def _stretch(self, start: int, end: int) -> Html:
        """The sentences between two offsets and what stands between them."""
        spans = [span for span in self.spans if span[0] < end and span[1] >= start]
        parts: list[Html] = []
        at = start
        for sentence, said in self.said.items():
            left, right = max(sentence.start, at), min(sentence.end, end)
            if left >= right:
                continue
            parts.append(self._runs(at, left, spans))
            number = f"sentence-{self.numbers[sentence]}" if left == sentence.start else None
            words = self._runs(left, right, spans)
            parts.append(element("span", words, class_=f"sentence {said}", id=number, title=_SAID.get(said)))
            at = right
        return join([*parts, self._runs(at, end, spans)])

    def _runs(self, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Html:
        return join([self._run(run) for run in runs(start, end, spans)] if start < end else [])

    def _run(self, run: Run) -> Html:
        anchors = join([element("span", id=span_id(*span), class_="at") for span in run.opens])
        text = escaped(self.note.text[run.start : run.end])
        if not run.over:
            return join([anchors, text])
        inward = [self.found[span] for span in reversed(run.over)]
        layers = list(dict.fromkeys(name for mark in inward for name in mark.names()))
        if len(layers) > 1 and "named" in layers:
            layers.remove("named")
        for depth, name in enumerate(layers, 1):
            text = element("span", text, class_=f"k k-{name} d{min(depth, 4)}")
        said = list(dict.fromkeys(line for mark in inward for line in mark.said))
        link = element(
            "a", text,
            class_="run", href=f"#{inward[0].targets[0]}", title="\n".join([*said[:6], *(["…"] if len(said) > 6 else [])]),
            data_words=" ".join(span_id(*span) for span in run.over),
            # Words cut into several runs are one stop for the keyboard.
            tabindex=None if any(span[0] == run.start for span in run.over) else -1,
        )  # fmt: skip
        return join([anchors, link])
