"""Folding of names: how spellings of one name are made to meet, without losing a position."""

from __future__ import annotations

import unicodedata

__all__ = ["fold"]

#: Characters that drafters and converters use for one another.
_ALIKE = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "\u0060": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ",
    "\u0131": "i", "\u0142": "l", "\u0141": "l", "\u00f8": "o", "\u00d8": "o", "\u0111": "d", "\u0110": "d",
}  # fmt: skip


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0x80), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        character = chr(code)
        base = unicodedata.normalize("NFD", character)[0]
        lower = base.lower()
        if len(lower) == 1 and lower != character:
            table[code] = lower
    table.update({ord(key): value for key, value in _ALIKE.items()})
    return table


_TABLE = _table()
_ASCII = bytes(range(0x80))
#: More different characters than these beyond ASCII are a text that is mostly of them.
_FEW = 24


def fold(text: str) -> str:
    """``text`` in lower case without accents, with plain quotes, hyphens and blanks; each character stays in place.

    >>> fold("Côte d’Ivoire")
    "cote d'ivoire"
    >>> len(fold("TÜRKİYE")) == len("TÜRKİYE")
    True
    """
    if not text.isascii():
        # Few characters are beyond ASCII; without them ``translate`` is many times as fast.
        odd = set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))
        if len(odd) <= _FEW:
            for character in odd:
                text = text.replace(character, _TABLE.get(ord(character), character))
    return text.translate(_TABLE)
