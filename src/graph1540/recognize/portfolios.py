"""Several ministries named in one breath: "the Ministries of Justice, of Public Security and of Health"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph1540.model import Mention

__all__ = ["portfolios"]

#: What a ministry may be for, where several are named in one breath.
_FOR = (
    r"(?:National |Public |Higher |Internal |Home |Foreign |External |International |Social |Civil )?(?:Affairs|Relations|Interior|Justice|Defen[cs]e|Health|Security|Finances?|Econom(?:y|ic Affairs)|Trade|Commerce|Industry|Energy|Environment|Agriculture|Transport|Education|"
    r"Science|Technology|Labour|Communications?|Tourism|Mines|Mining|Planning|Development|Cooperation|Customs|Emergencies|Emergency Situations|Research|Fisheries|Information|Infrastructure|Culture)"
)
_PORTFOLIO = re.compile(rf"(?:the )?((?<=and ){_FOR} and {_FOR}|{_FOR})(?![\w-]| [A-Z])")
_WITHOUT_OF = re.compile(rf" of (?:{_PORTFOLIO.pattern}(?:, | and |, and ))+{_PORTFOLIO.pattern}")
_CAPITALS = r"(?:the )?([A-Z][\w-]+(?:(?:,(?! (?:and )?of )| and(?! of ))? [A-Z][\w-]+){0,5})"
_PARTED_BY_OF = re.compile(rf"of {_CAPITALS}")
_WITH_OF = re.compile(rf" of {_CAPITALS}(?:(?:, and|,| and) of {_CAPITALS})+")
_WHOSE = (" ", "'s ", "’s ", "' ", "’ ")
_OF = re.compile(r" of (?:the )?")


def portfolios(text: str, begin: int, end: int, states: dict[int, Mention]) -> Iterator[Mention]:
    """As in "Ministries of Justice, of Public Security and of Health": one body for each of several portfolios."""
    found = _WITH_OF.match(text, end) or _WITHOUT_OF.match(text, end)
    if found is None:
        return
    after = _OF.match(text, found.end())
    state = states.get(after.end()) if after else None
    whose = state or next((m for m in states.values() if text[m.end : begin] in _WHOSE), None)
    cuts = list((_PARTED_BY_OF if found.re is _WITH_OF else _PORTFOLIO).finditer(text, end, found.end()))
    if any(cut.start(1) in states for cut in cuts):
        # "Ministries of Health and of Togo"
        return
    for at, cut in enumerate(cuts):
        last = at == len(cuts) - 1
        name = f"Ministry of {cut[1]}" + (f" of {text[state.start : state.end]}" if state is not None else "")
        yield Mention("organization", cut.start(1) if at else begin, state.end if last and state is not None else cut.end(1), "", name, state=whose.iri if whose is not None else "", form="each")
