"""Bytes → a damaged note: the same bytes give the same note, so that whatever breaks can be had again.

Fuzzers that learn (Atheris) and those that throw dice (Hypothesis, ``random``) share this: they only make the bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
#: The most damage that one note is done.
MOST = 12


class Dice:
    """Numbers out of bytes, then zeros."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> bool:
        return self._at < len(self._data)

    def below(self, bound: int) -> int:
        """A number from 0 up to, without, ``bound``."""
        size = 1 if bound <= 256 else 3
        drawn = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(drawn, "little") % bound if bound > 0 else 0

    def choice(self, options: tuple) -> object:
        return options[self.below(len(options))]

    def stretch(self, size: int, most: int) -> slice:
        """A stretch of something that is ``size`` long."""
        start = self.below(size + 1)
        return slice(start, min(size, start + 1 + self.below(most)))


@lru_cache(maxsize=1)
def texts() -> tuple[str, ...]:
    """The seeds and the cases that are texts."""
    paths = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted(CASES.glob("*/*.txt")), *sorted(CASES.glob("*/*.md"))]
    return tuple(path.read_text(encoding="utf-8") for path in paths)


@lru_cache(maxsize=1)
def files() -> tuple[tuple[str, bytes], ...]:
    """Real PDF, DOCX and HTML files, by name."""
    places = [*CASES.glob("*/*"), *(ROOT / "tests" / "read" / "files").glob("*")]
    paths = sorted(path for path in places if path.suffix in (".pdf", ".docx", ".html"))
    return tuple((path.name, path.read_bytes()) for path in paths)


PIECES = (
    "\0", "\x07", "\x1b[0m", "\f", "\v", "\r", "\r\n", "\n\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u2028", "\u202e", "\ufeff", "\ufffd", "\ud7ff", "\U0001f9ea",
    "\U000e0041", "\u0301\u0301", "İ", "ſ", "ß", "ﬁ", "Ⅻ", "²", "١٢ يونيو ٢٠١٤", "２０１４", "五月", "ά", "Ѕ/2016/86", "½",
    "(", ")", "[", "]", "“", "”", '"', "«", "'", "’s", "*", "**", "_", "`", "|", "|---|", "#", "> ", "- ", "• ", "1. ", "(a) ", "<", "<b>", "</p>", "&amp;", "&#0;", "\\",
    "[^1]", "[^1]: ", "¹", "<sup>1</sup>", "---", "...", "…", ", , ", "; ;", " : ", "Event: ", "Participants: ", "Date and venue: ", "Organizers: ", "Background", "Information Note",
    "31 February 2014", "0 May 2014", "99 May 0000", "5-3 June 2014", "31.12.9999", "1 January 0001", "29 February 1900", "12 to 5 March", "next year", "the previous year", "30 June 2012 to 1 May 2011",
    "resolution 0 (0)", "resolution 99999 (2004)", "resolution 1540 (9999)", "S/0/0", "S/RES/1540 (2004)", "S/2016/86/Add.99", "A/RES/65/62",
    "Mr. ", "H.E. Dr. Prof. ", "Ministry of ", "of the Ministry of", " of the ", "the Government of ", "Togo", "Guinea-Bissau", "Republic of the ", "UNODA", "(UNODA)", "(A)", "(ABC)", "University",
    "was held in", "did not take place", "postponed to", "as a follow-up to the ", "the second round", "its action plan", "a letter dated 5 May 2014", "the workshop", "between and", "0 participants",
    "99999999999999999999 participants", "one hundred and seventy-two participants", "1,000,000 participants", "http://", "a@b", "%s{}", "$(x)", "]]>", "<?xml", "%PDF-1.4", "PK\x03\x04",
)  # fmt: skip


def _delete(text: str, dice: Dice) -> str:
    cut = dice.stretch(len(text), 40)
    return text[: cut.start] + text[cut.stop :]


def _double(text: str, dice: Dice) -> str:
    part = text[dice.stretch(len(text), 250)]
    at = dice.below(len(text) + 1)
    return text[:at] + part * (1 + dice.below(60)) + text[at:]


def _swap(text: str, dice: Dice) -> str:
    at = dice.below(len(text))
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _truncate(text: str, dice: Dice) -> str:
    at = dice.below(len(text) + 1)
    return text[at:] if dice.below(2) else text[:at]


def _insert(text: str, dice: Dice) -> str:
    at = dice.below(len(text) + 1)
    return text[:at] + str(dice.choice(PIECES)) * (1 + dice.below(3)) + text[at:]


def _insert_character(text: str, dice: Dice) -> str:
    at = dice.below(len(text) + 1)
    code = dice.below(0x110000)
    return text[:at] + chr(code if not 0xD800 <= code < 0xE000 else 0xFFFD) + text[at:]


def _move_lines(text: str, dice: Dice) -> str:
    lines = text.split("\n")
    part = dice.stretch(len(lines), 12)
    moved, rest = lines[part], lines[: part.start] + lines[part.stop :]
    at = dice.below(len(rest) + 1)
    return "\n".join(rest[:at] + moved + rest[at:])


def _shuffle_lines(text: str, dice: Dice) -> str:
    lines = text.split("\n")
    for at in range(len(lines) - 1, 0, -1):
        other = dice.below(at + 1)
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def _join_lines(text: str, dice: Dice) -> str:
    return text.replace("\n", str(dice.choice((" ", "", "; ", ", ", "\r", "\t"))))


def _break_lines(text: str, dice: Dice) -> str:
    return text.replace(str(dice.choice((" ", ", ", ". ", ":"))), "\n")


def _repeat_header(text: str, dice: Dice) -> str:
    header = text[: 200 + dice.below(1200)]
    return (header + "\n\n") * (1 + dice.below(12)) + text


def _splice(text: str, dice: Dice) -> str:
    other = str(dice.choice(texts()))
    part = other[dice.stretch(len(other), 3000)]
    at = dice.below(len(text) + 1)
    return text[:at] + part + text[at:]


def _replace(text: str, dice: Dice) -> str:
    old = str(dice.choice((" ", ".", ",", ":", "\n", "(", ")", "-", "1", "0", "l", "e", "the", "of", "and", "resolution", "2004", "20", "held", "meeting")))
    return text.replace(old, str(dice.choice(PIECES)), 1 + dice.below(30))


def _change_case(text: str, dice: Dice) -> str:
    part = dice.stretch(len(text), 2000)
    words = text[part]
    return text[: part.start] + str(dice.choice((words.upper(), words.lower(), words.title(), words.swapcase()))) + text[part.stop :]


_TEXT_DAMAGE: tuple[Callable[[str, Dice], str], ...] = (
    _delete, _double, _swap, _truncate, _insert, _insert_character, _move_lines, _shuffle_lines, _join_lines, _break_lines, _repeat_header, _splice, _replace, _change_case,
    _delete, _insert, _insert, _replace, _splice,
)  # fmt: skip


def damaged_text(data: bytes) -> tuple[str, bytes]:
    """A name and the bytes of a damaged text."""
    dice = Dice(data)
    text = str(dice.choice(texts()))
    for _ in range(MOST):
        if not dice.left or not text:
            break
        text = _TEXT_DAMAGE[dice.below(len(_TEXT_DAMAGE))](text, dice)[:60_000]
    return "note.txt", text.encode("utf-8", "replace")


_TOKENS = (
    b"\0", b"\xff", b"\xff\xfe", b"\n", b" ", b"<", b">", b"</p>", b"<table>", b"<tr><td>", b"<p>" * 200, b"<div>" * 300, b"<!--", b"<script>", b"&", b"&#x0;", b"&#1114112;", b"]]>", b"0", b"-1", b"99999999999",
    b"/", b"obj", b"endobj", b"stream", b"endstream", b"/Length 99999999", b"/Count -1", b"/Kids [1 0 R]", b"/Type /Page", b"[0 0 0 0]", b"/MediaBox [0 0 1e9 1e9]", b"BT", b"ET", b"Tj", b"(", b")", b"Td", b"/Rotate 90",
    b"w:p", b"w:tbl", b"w:footnoteReference", b'w:id="1"', b"<w:p>" * 150, b"</w:p>", b"<w:r/>", b'encoding="utf-16"', b"<!DOCTYPE x [<!ENTITY a 'a'>]>", b"&a;", b"<meta charset=utf-7>",
)  # fmt: skip


def _damage_bytes(content: bytes, dice: Dice) -> bytes:
    kind = dice.below(8)
    at = dice.below(len(content) + 1)
    if kind == 0:
        return content[:at] + bytes([dice.below(256)]) + content[at + 1 :]
    if kind == 1:
        cut = dice.stretch(len(content), 3000)
        return content[: cut.start] + content[cut.stop :]
    if kind == 2:
        part = content[dice.stretch(len(content), 600)]
        return content[:at] + part * (1 + dice.below(8)) + content[at:]
    if kind == 3:
        return content[:at] if dice.below(2) else content[at:]
    if kind == 4:
        return content[:at] + bytes([content[at % len(content)] ^ (1 << dice.below(8))]) + content[at + 1 :] if content else b""
    if kind == 5:
        old = dice.choice((b"0", b"1", b"obj", b"<", b"w:t", b"<p>", b"</", b"/", b" ", b"R"))
        return content.replace(old, dice.choice(_TOKENS), 1 + dice.below(4))
    return content[:at] + dice.choice(_TOKENS) + content[at:]


def _damage_members(content: bytes, dice: Dice) -> bytes:
    """A DOCX with its members damaged, each still a sound member: what a flipped bit in the archive never gets to."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as opened, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as target:
        members = [(info.filename, opened.read(info)) for info in opened.infolist()]
        chosen = dice.choice(("word/document.xml", "word/document.xml", "word/footnotes.xml", "[Content_Types].xml", "word/styles.xml", "word/_rels/document.xml.rels"))
        for name, member in members:
            damaged = member
            if name == chosen:
                for _ in range(1 + dice.below(4)):
                    damaged = _damage_bytes(damaged, dice) or b" "
            if name != chosen or dice.below(8):
                target.writestr(name, damaged)
    return memory.getvalue()


def damaged_file(data: bytes) -> tuple[str, bytes]:
    """A name and the bytes of a damaged PDF, DOCX or HTML file."""
    dice = Dice(data)
    name, content = dice.choice(files())
    if name.endswith(".docx") and dice.below(4):
        return name, _damage_members(content, dice)
    for _ in range(MOST):
        if not dice.left or not content:
            break
        content = _damage_bytes(content, dice)[:500_000]
    return name, content
