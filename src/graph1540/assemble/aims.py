"""What was held, or what people gathered for, where a sentence names it after the date."""

from __future__ import annotations

import re

from graph1540.assemble.tags import E, G, M, O, S

__all__ = ["what_they_met_for", "what_was_held"]

#: "a regional workshop".
_A_NOUN = re.compile(rf",? (?:a|an|the|its|their|another) (?:[\w'’-]+ ){{0,5}}?{E}")
#: "UNODA organized in ".
_CONVENED = re.compile(r"\b(?:conven|organi[sz]|host|h[eo]ld|arrang|conduct)\w*,? (?:(?:there|together|jointly) )?(?:on |in |at |from )?(?:, )?(?:in |on |from )?(?:the (?:first|last|second|third|fourth) (?:week|days|half|quarter) of )?\Z")
#: A noun's adjectives, and whose it is.
_WORDS = rf"(?:(?!(?:that|which|who|of|for|in|at|to|on|by|from|and|the|had|was|is|were|are)\b)[\w'’-]+ |{G} |{M} |{O} |{S} ){{0,5}}?"
#: "brought together 38 people in Freetown on 20 November for the workshop": the noun after what people gathered for.
_GATHERED = re.compile(r"\b(?:brought|gather(?:ed|s)|convened|assembled|met|invited|hosted|received|welcomed|united|drew|called|came|sat|joined|convoked)\b")
_FOR_A_NOUN = re.compile(rf",? (?:for|to|at) (?:an?|the|its|their) {_WORDS}{E}")
#: "organized, together with UNODA, in Cairo from 24 to 26 October 2017, a seminar": the object after all that stands apart.
_CONVENED_APART = re.compile(r"\b(?:conven|organi[sz]|h[eo]ld|arrang|conduct|celebrat|reali[sz])\w*(?:, |,? (?:in|at|on|from|during|jointly|together|with|there)\b)")
_AN_EVENT = re.compile(rf",? (?:an?|its|their|another) {_WORDS}{E}")


def what_was_held(before: str, after: str) -> int | None:
    """Where the noun stands in the words after a date, if the verb in those before it says that it was held, or that people gathered for it."""
    noun = _A_NOUN.match(after)
    if noun and _CONVENED.search(before):
        return noun.end() - 1
    clause = before[max(before.rfind(cut) for cut in (";", ":", ". ")) + 1 :]
    noun = (_FOR_A_NOUN.match(after) if _GATHERED.search(clause) else None) or (_AN_EVENT.match(after) if _CONVENED_APART.search(clause) else None)
    return noun.end() - 1 if noun else None


def what_they_met_for(after: str) -> int | None:
    """Where the noun stands in "for a course", right after the date on which people met."""
    noun = _FOR_A_NOUN.match(after)
    return noun.end() - 1 if noun else None
