"""Lists of actors as a sentence has them, and patterns with such lists in them.

"two experts from the Government of Togo, the IAEA and four officials of the WCO" is one list. The words for those who were
sent make up nearly the whole of its pattern, and few sentences have them: a :class:`Phrase` does without where it can.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

from graph1540.assemble.lexicon import KINDS, PEOPLE, SENT_BY, either_case, one_of
from graph1540.assemble.tags import O, S

__all__ = ["LIST", "MEMBERS", "SENT", "Doubted", "Phrase"]

_ARTICLE = r"(?:the |The |its |a |an |one |two |three |four )?"
_BRACKET = r"(?: \([^()]{0,60}\))?"
_GOVERNMENT = r"(?:Governments? of (?:the )?)?"
#: Without "a few", which an article and "few" are: what can be read in two ways takes 2ⁿ attempts in a list of n.
_KIND = either_case(*(kind for kind in KINDS if kind != "a few"))
_PEOPLE_OF = rf"{either_case(*PEOPLE)} (?:of the [a-z]+ )?{one_of(*SENT_BY)} (?:the |its |both |all )?"
#: "two members of the ", before the body that sent them.
MEMBERS = rf"(?:(?=[A-Za-z\d])(?:(?:[Aa]n? (?:[a-z]+ )?(?:total|number|group|team|audience|handful|dozen|mix|mixture|range|majority|couple|panel) of|[Ss]ome|[Aa]bout|[Mm]ore than|[Oo]ver|[Aa]round) )?(?:{_KIND}(?:(?:,? and |, ){_KIND})? ){{0,4}}{_PEOPLE_OF})"
#: People whom an actor sent, from the noun for them on: it stands in every sentence that has members in a list.
SENT = re.compile(rf"{_PEOPLE_OF}{_GOVERNMENT}[{S}{O}]")
#: What may stand before an actor; numbers are kinds of members where there are members.
_LEAD = rf"(?:(?:the |The |its |a |an )?{MEMBERS}|{_ARTICLE})"
#: A State or an organization, with the words in brackets after it.
_ACTOR = rf"{_LEAD}{_GOVERNMENT}(?:{S}['’]s? (?={O}))?[{S}{O}](?: of (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?! [a-z]))?{_BRACKET}"
#: One or more of them.
LIST = rf"{_ACTOR}(?:(?:, and |,? as well as |,? (?:together|jointly|along|in tandem|in conjunction) with |,? alongside |,? and, (?:from|for|as|on) [a-z -]{{3,40}}, |, | and | & |; |/)(?:by |of |with |from )?{_ACTOR}){{0,70}}"

#: Whatever such a list may be and more, in few words: from something before an actor to an actor.
_WIDE = rf"(?:[A-Za-z\d][\w, -]* )?[{S}{O}](?:(?s:.)*[{S}{O}])?(?: of (?:[a-z]+|\d+))?{_BRACKET}"


class Phrase:
    """A pattern with a :data:`LIST` in it, made when a sentence first needs it; :meth:`Sentence.pattern` gives it.

    >>> phrase = Phrase(f"hosted by {LIST}")
    >>> len(phrase.short.pattern) < 700 < len(phrase.full.pattern)
    True
    """

    def __init__(self, words: str) -> None:
        self.words = words

    @cached_property
    def full(self) -> re.Pattern[str]:
        """The pattern as it is written."""
        return re.compile(self.words)

    @cached_property
    def short(self) -> re.Pattern[str]:
        """The same without the words for those sent: it finds the same in a sentence that has nothing like :data:`SENT`."""
        return re.compile(self.words.replace(_LEAD, _ARTICLE))

    @cached_property
    def wide(self) -> re.Pattern[str]:
        """One that finds something wherever the full pattern does, and is quickly made; no list may stand where it must not match."""
        return re.compile(self.words.replace(LIST, _WIDE))

    @property
    def sought(self) -> re.Pattern[str] | Doubted:
        """The full pattern, or what makes it where it may find something."""
        return self.full if "full" in self.__dict__ else Doubted(self)

    def gave(self, found: re.Match[str]) -> bool:
        """Whether a match is one of this phrase."""
        made = self.__dict__
        return found.re is made.get("full") or found.re is made.get("short")


class Doubted:
    """The full pattern of a phrase, made once the wide one finds something."""

    def __init__(self, phrase: Phrase) -> None:
        self._phrase = phrase

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.match`."""
        return self._phrase.full.match(text, pos, endpos) if self._phrase.wide.match(text, pos, endpos) else None

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.fullmatch`."""
        return self._phrase.full.fullmatch(text, pos, endpos) if self._phrase.wide.fullmatch(text, pos, endpos) else None

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As :meth:`re.Pattern.search`."""
        return self._phrase.full.search(text, pos, endpos) if self._phrase.wide.search(text, pos, endpos) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As :meth:`re.Pattern.finditer`."""
        return self._phrase.full.finditer(text, pos, endpos) if self._phrase.wide.search(text, pos, endpos) else iter(())
