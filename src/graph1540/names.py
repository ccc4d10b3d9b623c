"""Folding of names: how spellings of one name are made to meet, without losing a position."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "lower", "small", "unscanned"]

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


def lower(text: str) -> str:
    """``text`` in lower case; each character stays in place.

    >>> lower("İzmir, Türkiye")
    'izmir, türkiye'
    """
    return text.replace("İ", "i").lower()


#: What of a pattern is no letter of the words it matches.
_SIGNS = re.compile(r"\\.|\(\?P|[A-Z]")


def small(words: str) -> re.Pattern[str]:
    r"""A pattern for text in lower case, which finds what the words find in any case, in a third of the time.

    >>> small(r"the (?P<what>Plan)\b").search("of the plan")["what"]
    'plan'
    """
    return re.compile(_SIGNS.sub(lambda sign: sign[0] if len(sign[0]) > 1 else sign[0].lower(), words))


#: Letters and figures that a scanner took for one another, where one reading alone is left. Each alternative begins with
#: the letter itself and looks back over it, so that a search passes by all others at once.
_SLIP = re.compile(
    r"1(?<=[A-Za-z]1)1*(?=[a-z])|1(?<=[a-z]1)1*(?![\w.-])|I(?<=[a-z]I)(?=[a-z])"  # "Repub1ic", "officia1", "resoIution"
    r"|l(?<![\w'’.-]l)(?=[A-Z]{2}|[nm][a-z]{3}|\d)|l(?<=\dl)(?=\d|\b)"  # "lNTERPOL", "lnformation", "l4 May"
    r"|0(?<![\w.,-]0)(?=[A-Za-z]{2})|0(?<=[a-z]0)(?=[a-z])|O(?<=\dO)O*(?=\d*\b)"  # "0rganizers", "154O"
)


@lru_cache(maxsize=8)
def unscanned(text: str) -> str:
    """``text`` as it was before it was scanned, where that is certain; each character stays in place.

    >>> unscanned("lnformation: resoIution 154O (2OO4) of the Repub1ic of Moldova, lNTERPOL, l4 0ctober")
    'Information: resolution 1540 (2004) of the Republic of Moldova, INTERPOL, 14 October'
    """
    return _SLIP.sub(_letter, text)


def _letter(slip: re.Match[str]) -> str:
    before, after = slip.string[slip.start() - 1 : slip.start()], slip.string[slip.end() : slip.end() + 1]
    if slip[0][0] == "O":
        return "0" * len(slip[0])
    if slip[0] == "0":
        return "O" if not before.isalpha() else "o"
    if slip[0] == "l":
        return "1" if before.isdigit() or after.isdigit() else "I"
    return "l" * len(slip[0])
