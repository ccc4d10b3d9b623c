"""The blocks of a note as its pages, paragraphs or elements are walked through; body and footnotes kept apart."""

from __future__ import annotations

from graph1540.model import BlockKind, Finding, Note
from graph1540.read import markup, shape
from graph1540.read.canonical import finish
from graph1540.read.draft import Draft
from graph1540.read.join import Vocabulary, glue, mark_headings, mend
from graph1540.read.lines import footnote_label
from graph1540.read.traced import Traced

__all__ = ["HARD", "Collector"]

#: Stands for a hard line break inside a paragraph of the file.
HARD = "\n"


class Collector:
    """Takes paragraphs in the order of the file; ``note`` gives what they are together."""

    def __init__(self) -> None:
        self.body: list[Draft] = []
        self.footnotes: list[Draft] = []
        self._broken = False

    def interrupt(self) -> None:
        """A page break, a rule or the like stands here."""
        self._broken = True

    def add(self, draft: Draft) -> None:
        """Add a block to the body."""
        draft.broken = self._broken and bool(self.body)
        self._broken = False
        self.body.append(draft)

    def footnote(self, text: Traced, label: str) -> None:
        """Add a footnote."""
        self.footnotes.append(Draft("footnote", text, label=label))
        self._broken = True

    def paragraph(
        self, text: Traced, kind: BlockKind = "paragraph", *, level: int = 0, bold: bool = False, depth: int = 0
    ) -> None:
        """Add a paragraph of the file: one block for each part between hard breaks, or a footnote, or nothing."""
        words = text.text.strip()
        if not words:
            return
        if shape.is_rule(words):
            self.interrupt()
        elif kind != "heading" and (found := shape.FOOTNOTE.match(text.text)):
            self.footnote(text.cut(found.end(), len(text.text)), footnote_label(found))
        elif kind == "heading":
            self.add(Draft("heading", text, depth=depth))
        else:
            self._parts(text, kind, level, bold)

    def _parts(self, text: Traced, kind: BlockKind, level: int, bold: bool) -> None:
        """Add the parts between hard breaks; those after a field's value are items under it."""
        parts = _split(text)
        under = len(parts) > 1 and shape.field_label(parts[0].text.strip()) != ""
        for index, part in enumerate(parts):
            is_next = shape.is_known_field(shape.field_label(part.text.strip()) or "?")
            if index and under and not is_next:
                self.add(Draft("item", part, level=level + 1))
                continue
            draft = Draft(kind, part, level=level, bold=bold)
            draft.alone = kind == "paragraph" and len(parts) == 1
            if kind == "paragraph" and (bullet := shape.BULLET.match(part.text.lstrip())):
                skipped = len(part.text) - len(part.text.lstrip())
                draft = Draft("item", part.cut(skipped + bullet.end(), len(part.text)), level=max(1, level))
            elif kind == "paragraph" and shape.ENUMERATOR.match(part.text.lstrip()) and not bold:
                draft = Draft("item", part, level=max(1, level), alone=draft.alone)
            self.add(draft)

    def note(self, name: str, media_type: str, findings: list[Finding]) -> Note:
        """The note of all that was added."""
        labels = frozenset(draft.label for draft in self.footnotes)
        markup.clean_title(self.body, labels)
        for draft in (*self.body, *self.footnotes):
            draft.text = markup.unmark(draft.text, labels)
        mark_headings(self.body)
        drafts = mend(self.body, Vocabulary(lambda: HARD.join(draft.text.text for draft in self.body)))
        return finish(name, media_type, drafts, self.footnotes, findings)


def _split(text: Traced) -> list[Traced]:
    """The text cut at its hard breaks, less those in mid-sentence."""
    if HARD not in text.text:
        return [text]
    groups: list[list[Traced]] = []
    begin = 0
    for line in text.text.split(HARD):
        part = text.cut(begin, begin + len(line)).strip()
        begin += len(line) + 1
        if not part.text:
            continue
        if groups and shape.starts_lower(part.text) and not shape.ends_sentence(groups[-1][-1].text):
            groups[-1].append(part)
        else:
            groups.append([part])
    vocabulary = Vocabulary(lambda: text.text)
    return [glue(group, vocabulary) for group in groups]
