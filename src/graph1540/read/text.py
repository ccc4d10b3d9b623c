"""Plain text and Markdown → ``Note``: lines grouped to blocks."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from graph1540.labels import field_of
from graph1540.model import Finding, Note
from graph1540.read import markup, shape
from graph1540.read.canonical import finish
from graph1540.read.draft import Draft, row_drafts
from graph1540.read.join import Vocabulary, glue, mark_headings, mend
from graph1540.read.lines import ALIGNED, Line, Width, lines_of
from graph1540.read.traced import Traced

__all__ = ["read_text"]

_DIVIDER = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*\Z")
_CELL = re.compile(r"(?<!\\)\|")
#: Lines; fewer in two columns are no table.
_ROWS = 3
_COLUMNS = re.compile(r"(\S(?:.{0,40}?\S)?)\s{3,}(?=\S)")


def read_text(text: str, name: str, media_type: str, findings: list[Finding]) -> Note:
    """The note in the lines of a text file."""
    lines, width = lines_of(text)
    grouper = _Grouper(text, width)
    for line in lines:
        grouper.take(line)
    drafts, footnotes = grouper.drafts()
    return finish(name, media_type, drafts, footnotes, findings)


class _Grouper:
    """Takes lines one by one and puts each to the open block or opens a new one."""

    def __init__(self, text: str, width: Width) -> None:
        self._vocabulary = Vocabulary(lambda: text)
        self._width = width
        self._body: list[_Group] = []
        self._notes: list[_Group] = []
        self._open: _Group | None = None
        self._last: Line | None = None
        self._gap = True
        self._broken = False
        self._stack: list[int] = []

    def take(self, line: Line) -> None:
        """Add one line."""
        kind = line.shape
        if kind == "blank":
            self._close()
        elif kind in ("rule", "page"):
            if not self._underlines(line):
                self._close()
                self._broken = True
        elif kind == "footnote":
            self._close()
            self._open = _Group("footnote", [line], label=line.label)
            self._notes.append(self._open)
            self._broken = True
        elif kind == "plain" or (kind == "item" and self._wraps_into(line)):
            self._plain(line)
        elif kind == "item":
            self._item(line)
        elif kind in ("quote", "row") and self._open is not None and self._open.kind == kind:
            self._open.add(line)
        else:
            self._begin(_Group(kind, [line]))
        self._last = line

    def _close(self) -> None:
        self._open = None
        self._gap = True

    def _begin(self, group: _Group) -> None:
        """Open a block of the body."""
        group.broken = self._broken and bool(self._body)
        group.alone = self._gap
        self._broken = self._gap = False
        self._body.append(group)
        self._open = group
        if group.kind == "heading":
            self._open = None
        if group.kind != "item":
            self._stack.clear()

    def _underlines(self, line: Line) -> bool:
        """Whether the rule is the underline of a title (Markdown's "setext" heading)."""
        group = self._open
        mark = line.raw.strip()[:1]
        if group is None or mark not in ("=", "-") or group.kind != "paragraph" or len(group.lines) != 1:
            return False
        words = group.lines[0].raw.strip()
        if len(words) > 80 or shape.ends_sentence(words) or " " in line.raw.strip():
            return False
        group.kind, group.depth = "heading", 1 if mark == "=" else 2
        self._open = None
        return True

    def _wraps_into(self, line: Line) -> bool:
        """Whether what looks like an item is only a wrapped line that begins with a dash or a number."""
        group, last = self._open, self._last
        if group is None or last is None or group.kind in ("heading", "row", "quote"):
            return False
        raw = last.raw
        if last.hard or shape.ends_sentence(raw) or raw.rstrip().endswith(",") or group.lines[0].label == "enumerated":
            return False
        words = line.raw[line.body :]
        marker_is_text = line.label == "enumerated" or line.raw[line.indent : line.indent + 1] in "–—-"
        return marker_is_text and shape.starts_lower(words.lstrip("0123456789.() ")) and self._width.fills(raw, words)

    def _item(self, line: Line) -> None:
        """Open a list's item at its level."""
        # One column more or less is carelessness, not depth.
        while self._stack and line.indent < self._stack[-1] + 2:
            self._stack.pop()
        self._stack.append(line.indent)
        level, stack = len(self._stack), self._stack
        self._begin(_Group("item", [line], level=level))
        self._stack = stack

    def _plain(self, line: Line) -> None:
        """Go on with the open block, or open one."""
        group, last = self._open, self._last
        if group is None or last is None:
            self._after_gap(line)
        elif self._joins(group, last, line) or (line.indent and line.indent == _value_column(group)):
            group.add(line)
        elif group.kind == "footnote":
            self._close()
            self._begin(_Group("paragraph", [line]))
        elif group.root is not None:
            self._below(group, line)
        else:
            self._begin(_Group("paragraph", [line]))

    def _after_gap(self, line: Line) -> None:
        """Open a block after a blank line; in the column of a field's values it is a part of that field."""
        last = self._body[-1] if self._body else None
        if (
            last is not None
            and last.root is not None
            and line.indent >= 8
            and _column(last.root) - line.indent in (-1, 0, 1)
        ):
            self._begin(_Group("item", [line], level=1, root=last.root))
        else:
            self._begin(_Group("paragraph", [line]))

    def _below(self, group: _Group, line: Line) -> None:
        """Open a block for a line right below a header field: a part of that field, or the next one."""
        root = group.root
        is_next = root is not None and root.shape == "plain" and _is_next_field(line, root)
        if is_next or (root is not None and not line.indent and _column(root)):
            self._begin(_Group("paragraph", [line]))
        else:
            level = group.level if group.under else group.level + 1
            self._begin(_Group("item", [line], level=level, root=root))

    def _joins(self, group: _Group, last: Line, line: Line) -> bool:
        """Whether the line goes on with the paragraph that ``last`` ends for now."""
        before, words = last.raw.rstrip(), line.raw[line.body :]
        if group.kind in ("quote", "row"):
            return group.kind == "quote" and not last.hard
        is_done = shape.ends_sentence(before)
        if not is_done and shape.starts_lower(words) and not last.bold:
            return True
        if last.hard or _starts_known_field(line):
            return False
        if shape.ends_open(before) or shape.is_divided(before, words):
            return True
        under_field = group.root is not None
        if under_field and line.indent >= 8 and not _starts_field(line):
            return self._width.fills_column(before, words)
        starts_anew = (is_done or under_field) and _starts_field(line)
        is_indented = line.indent > last.indent + 1 and is_done and group.kind == "paragraph" and not under_field
        return not starts_anew and not is_indented and self._width.fills(before, words)

    def drafts(self) -> tuple[list[Draft], list[Draft]]:
        """The blocks of the body and the footnotes."""
        labels = frozenset(group.label for group in self._notes)
        body: list[Draft] = []
        _find_tables(self._body)
        for group in self._body:
            if group.kind == "row":
                body.extend(_table(group, labels))
            else:
                body.append(self._draft(group, labels))
        markup.clean_title(body, labels)
        mark_headings(body)
        notes = [self._draft(group, labels) for group in self._notes]
        return mend(body, self._vocabulary), notes

    def _draft(self, group: _Group, labels: frozenset[str]) -> Draft:
        parts = [Traced.of(i.raw[i.body : i.end], i.page, i.number, i.column + i.body) for i in group.lines]
        text = markup.clean(glue(parts, self._vocabulary), labels)
        if group.kind == "paragraph" and (group.tabular or len(group.lines) == 1) and (aligned := _COLUMNS.match(text.text)):
            text = _aligned(text, aligned, tabular=group.tabular)
        first = group.lines[0]
        alone = group.alone and len(parts) == 1 and not group.under and (not first.indent or not self._body)
        draft = Draft(group.kind, text, group.level, group.label, group.depth, group.broken, alone)  # type: ignore[arg-type]
        draft.bold = first.bold and len(parts) == 1
        return draft


class _Group:
    """Lines of one block; ``root`` is the line of the header field that it is or continues."""

    __slots__ = ("alone", "broken", "depth", "kind", "label", "level", "lines", "root", "tabular", "under")

    def __init__(
        self, kind: str, lines: list[Line], *, level: int = 0, label: str = "", root: Line | None = None
    ) -> None:
        self.kind = kind
        self.lines = lines
        self.level = level
        self.label = label
        self.under = root is not None
        self.root = root if root is not None else self._own_root()
        self.depth = lines[0].depth
        self.alone = self.broken = self.tabular = False

    def add(self, line: Line) -> None:
        """Add a line; a label may take two: "In cooperation" / "with: …"."""
        self.lines.append(line)
        if self.root is None and len(self.lines) == 2 and self.kind in ("paragraph", "item"):
            label = shape.field_label(f"{_words(self.lines[0])} {_words(line)}")
            self.root = line if label and ALIGNED.match(line.raw) else None

    def _own_root(self) -> Line | None:
        """The first line, if it is a header field's."""
        return self.lines[0] if self.kind in ("paragraph", "item") and _is_field(self.lines[0]) else None


def _words(line: Line) -> str:
    """The line's words without markup."""
    return markup.plain(line.raw[line.body : line.end])


def _starts_field(line: Line) -> bool:
    """Whether the line begins with "Label:"."""
    return ":" in line.raw[:90] and shape.field_label(_words(line)) != ""


def _starts_known_field(line: Line) -> bool:
    """Whether the line begins with a label that the notes' headers use."""
    return ":" in line.raw[:90] and shape.is_known_field(shape.field_label(_words(line)) or "?")


def _is_next_field(line: Line, root: Line) -> bool:
    """Whether the line is a header field of its own rather than a part of the one above, such as "*Others:* …"."""
    raw = line.raw.lstrip("_*")
    is_italic = len(line.raw) - len(raw) == 1
    if line.indent > root.indent or is_italic:
        return False
    label = shape.field_label(_words(line))
    if shape.is_known_field(label or "?") or ALIGNED.match(line.raw):
        return True
    return label != "" and not shape.is_part_label(label) and not root.hard


def _column(root: Line) -> int:
    """The column where the value of an aligned field begins; 0 without one."""
    found = ALIGNED.match(root.raw)
    return found.end() if found else 0


def _is_field(line: Line) -> bool:
    """Whether the line that a block begins with is a header field's."""
    return line.shape in ("plain", "item") and _starts_field(line)


def _value_column(group: _Group) -> int:
    """Where the second column begins of a line in two columns without a colon; 0 where there is none."""
    if group.kind != "paragraph" or group.lines[0].indent:
        return 0
    found = _COLUMNS.match(group.lines[0].raw)
    return 0 if found is None or ":" in found[1] else found.end()


def _find_tables(groups: list[_Group]) -> None:
    """Mark the lines of each table in two columns: several lines in a row whose second column begins at one place."""
    for column, run in groupby(groups, _value_column):
        rows = list(run)
        if column and len(rows) >= _ROWS:
            for group in rows:
                group.tabular = True


def _aligned(text: Traced, found: re.Match[str], *, tabular: bool) -> Traced:
    """A field whose label and value stand in two columns without a colon between them gets one."""
    label = found[1]
    if label.endswith(":") or not (tabular or shape.is_known_field(label) or (label.isupper() and field_of(label))):
        return text
    begin, end = found.end(1), found.end()
    return text.sub(re.compile(r"\s{3,}"), lambda m: ": " if m.span() == (begin, end) else None)


def _table(group: _Group, labels: frozenset[str]) -> list[Draft]:
    """The rows of a Markdown table."""
    drafts: list[Draft] = []
    has_head = len(group.lines) > 1 and _DIVIDER.match(group.lines[1].raw) is not None
    for index, line in enumerate(group.lines):
        if _DIVIDER.match(line.raw):
            continue
        cells = [[cell] if cell.text.strip() else [] for cell in _cells(line, labels)]
        is_head = has_head and index == 0
        fields = not is_head or (bool(cells and cells[0]) and shape.is_known_field(cells[0][0].text.strip(" :")))
        drafts.extend(row_drafts(cells, fields=fields))
    if drafts:
        drafts[0].broken = group.broken
    return drafts


def _cells(line: Line, labels: frozenset[str]) -> list[Traced]:
    """The cells of one row, without markup."""
    bounds = [match.start() for match in _CELL.finditer(line.raw)]
    whole = Traced.of(line.raw, line.page, line.number, line.column)
    return [markup.clean(whole.cut(begin + 1, end), labels).strip() for begin, end in pairwise(bounds)]
