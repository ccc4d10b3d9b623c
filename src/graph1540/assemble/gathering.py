"""Who took part, where no phrase of the note was understood: the first long list of States in what it tells of its own event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph1540.assemble.absence import ABSENT
from graph1540.assemble.draft import Draft
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.parties import Parties
from graph1540.assemble.sentences import S
from graph1540.assemble.told import Told, is_background
from graph1540.model import Ref
from graph1540.names import small

__all__ = ["gather"]

#: A list of fewer States may be about anything.
_LEAST = 4
_LIST = Phrase(rf"(?P<list>{LIST})")
#: What a list of States may be besides that of who was there.
_OTHER = small(
    r"\b(?:plans?|reports?|matri(?:x|ces)|laws?|legislation|neighbou?rs?|members? of (?!the delegations?|the group)|parties to|border(?:s|ed|ing)?|ratified|signed|acceded|adopted|submitted|thank\w*|invit\w*|convoked|asked|requested|donors?|funded|financed|paid|contribut\w*|"
    r"assistance to|examples?|models?|such as|previous|earlier|former|last year|will|would|shall|is to|are to|planned|next|not|no|nor|neither|without|except|apart from|exports?|imports?|trade with|shipments?|routes?|from .{0,20} to)\b"
)
_CLAUSE = re.compile(r"[;.] ")


def gather(told: Sequence[Told], mains: Sequence[Draft], parties: Parties) -> None:
    """Give the note's own event the first list of several States that can be its participants, where fewer are named so far."""
    if len(mains) != 1 or len([1 for role, ref in mains[0].facts if role == "participant" and isinstance(ref, Ref) and "/id/state/" in ref.iri]) >= _LEAST:
        return
    for one, found in _lists(told, mains[0]):
        if parties.open(one, found.start()) != [mains[0]]:
            continue
        sentence = one.sentence
        parties.give(mains[0], "participant", sentence, parties.acting(sentence, sentence.among(found.start(), found.end())))
        return


def _lists(told: Sequence[Told], main: Draft) -> Iterator[tuple[Told, re.Match[str]]]:
    """The lists of several States, in order, that stand in a sentence about the event and say nothing else of them."""
    for one in told:
        tagged = one.sentence.tagged
        if len(one.sentence.where(S)) < _LEAST or one.context is not main or is_background(one.sentence.segment.label) or any(draft is not main for drafts in one.events.values() for draft in drafts):
            continue
        for found in one.sentence.listed(_LIST):
            if len(one.sentence.among(found.start(), found.end(), S)) < _LEAST:
                continue
            start = max((cut.end() for cut in _CLAUSE.finditer(tagged, 0, found.start())), default=0)
            end = _CLAUSE.search(tagged, found.end())
            stop = min(end.start() if end else len(tagged), found.end() + 60)
            around = ((start, found.start()), (found.end(), stop))
            if not any(_OTHER.search(one.sentence.low[a:b]) or ABSENT.search(tagged[a:b]) for a, b in around):
                yield one, found
