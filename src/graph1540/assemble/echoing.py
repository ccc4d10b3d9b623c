"""Who has the same part as the one named before: "Norway bore part of the cost; so did Japan", "Norway paid for the travel, Japan for the interpreters"."""

from __future__ import annotations

from graph1540.assemble.giving import Giving
from graph1540.assemble.lexicon import COSTS, MONEY, one_of
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.sentences import places
from graph1540.assemble.told import Told
from graph1540.recognize.stems import tried_at

__all__ = ["Echoing"]

_SO_DID = Phrase(rf"so (?:did|had|has|have|was|were) (?:also )?(?P<list>{LIST})(?=[.,;]|\Z| and\b)")
#: "and Japan the platform for", of which the verb was said before.
_GAPPED = Phrase(
    rf"(?:,|;)?(?: and| while)? (?P<list>{LIST}),? (?:for )?(?:the|those|that|its|part of the) (?:[a-z]+ ){{0,2}}?(?:{one_of(*COSTS, *MONEY)}|platforms?|premises|software|equipment|translat\w+|rooms?|experts?|trainers?|material|materials|technical \w+|rest|other half)\b(?! (?:was|were|is|are|had|has|came|which)\b)"
)
_PARTS = {"supporter", "organizer", "participant"}


class Echoing(Giving):
    """Gives the part that was given last in a sentence to those who are said to have had the same."""

    def echoed(self, told: Told) -> None:
        """Take in the words that repeat what was said, or leave out its verb."""
        sentence, tagged = told.sentence, told.sentence.tagged
        if not self.given or self.given[0][0] is not sentence:
            return
        for found in sentence.pattern(_SO_DID).finditer(tagged) if "so " in tagged else ():
            self._give_again(told, _PARTS, found.start(), found.start("list"), found.end("list"))
        given = [at for given, part, _, at in self.given if given is sentence and part == "supporter"]
        for found in tried_at(sentence.pattern(_GAPPED), tagged, places(tagged, " and ", ", ", "; ", " while ")) if given else ():
            if min(given) < found.start():
                self._give_again(told, {"supporter"}, found.start(), found.start("list"), found.end("list"))

    def _give_again(self, told: Told, parts: set[str], before: int, start: int, end: int) -> None:
        earlier = [(part, drafts) for sentence, part, drafts, at in self.given if sentence is told.sentence and part in parts and at < before]
        for part, drafts in earlier[-1:]:
            self.give_each(drafts, part, told.sentence, self.acting(told.sentence, told.sentence.among(start, end)))
