"""Lists of actors as a sentence has them, and patterns with such lists in them.

"two experts from the Government of Togo, the IAEA and four officials of the WCO" is one list. The words for those who were
sent make up nearly the whole of its pattern, and few sentences have them: a :class:`Phrase` does without where it can.
"""

from __future__ import annotations

import re
from functools import cached_property

from graph1540.assemble.lexicon import KINDS, PEOPLE, SENT_BY, either_case, one_of
from graph1540.assemble.tags import O, S

__all__ = ["ACTOR", "LIST", "MEMBERS", "SENT", "Phrase"]

_ARTICLE = r"(?:the |The |its |a |an |one |two |three |four )?"
_BRACKET = r"(?: \([^()]{0,60}\))?"
_GOVERNMENT = r"(?:Governments? of (?:the )?)?"
_KIND = either_case(*KINDS)
_PEOPLE_OF = rf"{either_case(*PEOPLE)} (?:of the [a-z]+ )?{one_of(*SENT_BY)} (?:the |its |both |all )?"
#: "two members of the ", before the body that sent them.
MEMBERS = rf"(?:(?=[A-Za-z\d])(?:(?:[Aa]n? (?:[a-z]+ )?(?:total|number|group|team|audience|handful|dozen|mix|mixture|range|majority|couple|panel) of|[Ss]ome|[Aa]bout|[Mm]ore than|[Oo]ver|[Aa]round) )?(?:{_KIND}(?:(?:,? and |, ){_KIND})? ){{0,3}}{_PEOPLE_OF})"
#: People whom an actor sent, from the noun for them on: it stands in every sentence that has members in a list.
SENT = re.compile(rf"{_PEOPLE_OF}{_GOVERNMENT}[{S}{O}]")
#: A State or an organization, with the words in brackets after it.
ACTOR = rf"{_ARTICLE}{MEMBERS}?{_GOVERNMENT}(?:{S}['’]s? (?={O}))?[{S}{O}](?: of (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?! [a-z]))?{_BRACKET}"
#: One or more of them.
LIST = rf"{ACTOR}(?:(?:, and |, as well as | as well as |, together with | together with |, | and | & |; |/)(?:by |of |with |from )?{ACTOR}){{0,70}}"


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
        return re.compile(self.words.replace(f"{MEMBERS}?", ""))

    def gave(self, found: re.Match[str]) -> bool:
        """Whether a match is one of this phrase."""
        return any(found.re is made for name in ("full", "short") if (made := self.__dict__.get(name)) is not None)
