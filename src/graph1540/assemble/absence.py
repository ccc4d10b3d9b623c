"""The clause that a phrase stands in, and whether it speaks of who was not there."""

from __future__ import annotations

import re

__all__ = ["ABSENT", "clause_of"]

ABSENT = re.compile(
    r"\b(?:[Nn]ot (?:counted|listed|included|attend|take part|participate|present|represented|able|join|send|come|reply|respond)|[Uu]nable|[Aa]bsent|[Ee]xcused|[Aa]pologi[sz]ed|[Aa]pologies|[Rr]egrets|regretted|[Dd]eclined|[Nn]o representative|withdrew|cancelled (?:its|their)|were? invited|been invited|(?<!at the )(?<!At the )(?<!on the )invitations?|could not|did not|had been asked|have been asked|wish(?:es)? to|failed to|asked (?:only |merely |instead |just )?(?:to be (?:sent|excused|kept|informed|forgiven)|for the (?:slides|papers|recording|documents))|(?:is|are|was|were|been|being|remains) suspended|(?<!those who )(?<!those who had )(?<!those who have )(?:was|were|been) (?:prevented|detained|held (?:up|back)|kept (?:in|at|away|back))|stayed (?:away|empty|at home)|remained (?:away|empty)|abstained)\b"
)
_CLAUSE_END = re.compile(r"[;.]|, (?:and|but|while) ")


def clause_of(tagged: str, start: int, end: int, *, back: bool = True) -> str:
    """From the last full stop or semicolon before ``start``, or from ``start``, to the end of the clause that goes on at ``end``."""
    lo = max(tagged.rfind(";", 0, start), tagged.rfind(". ", 0, start), 0) if back else start
    cut = _CLAUSE_END.search(tagged[end:])
    return tagged[lo : end + (cut.start() if cut else len(tagged) - end)]
