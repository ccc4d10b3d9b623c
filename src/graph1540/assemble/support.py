"""Words of support and of organizing, and how they part a list of organizers from one of supporters."""

from __future__ import annotations

import re

__all__ = ["ORGANIZED", "SUPPORT", "cut_support"]

SUPPORT = (
    r"(?:\(?(?:[Ww]ith|w/) (?:the |a )?(?:kind |generous |full |additional |further |active |substantive |logistical |organi[sz]ational |valuable |precious |friendly )*(?:(?:financial|technical|expert|political|material|logistic(?:al)?|administrative|in-kind|legal)(?: and (?:financial|technical|expert|logistic(?:al)?|substantive|material|administrative))? )?"
    r"(?:support|assistance|help|funding|contributions?|aid|sponsorship|backing|financing|co-?operation|collaboration|partnership|facilitation|participation and support|grant)(?: (?:provided|given|received))? (?:of|from|by|with)|[Ww]ith (?:funds|funding|financing|a grant|resources|money) (?:of|from|by|provided by)"
    r"|[Ii]n (?:close )?(?:co-?operation|collaboration|partnership|coordination|co-ordination|conjunction|association|cooperation and coordination) with|(?:co-?)?(?:[Ss]upported|[Ff]unded|[Ff]inanced|[Ss]ponsored|[Aa]ssisted|underwritten|paid for|backed)(?: (?:financially|jointly|in part|partly))? by|"
    r"(?:financial )?support(?:ed)?:|made possible by|thanks to (?:a |the )?(?:contributions?|grants?|funding|support|generosity|financial support) (?:of|from|by)|facilitated by|(?<!proliferation )(?<!terrorism )(?<!terrorist )(?:financing|funding) of|with (?:the )?(?:competition|concourse|concurrence|aid) of|at the expense of|(?:funding|funds|financing|financial support|support)(?: was| were)? (?:came from|provided by|from))"
)
ORGANIZED = r"(?:[Cc]o-?|[Jj]ointly )*(?:[Oo]rgani[sz]ed|[Hh]osted|[Cc]onvened|hosted|convened|arranged|conducted|run|held|co-hosted|staged|initiated and organi[sz]ed|given|led|delivered|prepared and held|put (?:on|together)|mounted|called|facilitated and hosted|programmed|announced|foreseen|repeated)"
_CUE = re.compile(rf"(?P<support>{SUPPORT})|(?P<organize>\b{ORGANIZED} (?:jointly )?by\b|\bhosts?:|\borgani[sz]ers?:|;\s*host(?:ed)?\b)")


def cut_support(tagged: str) -> list[tuple[str, int, int]]:
    """A stretch of text about organizers, cut where supporters begin and end: role, start, end of each piece."""
    pieces: list[tuple[str, int, int]] = []
    role, at = "organizer", 0
    for found in _CUE.finditer(tagged):
        pieces.append((role, at, found.start()))
        role = "supporter" if found["support"] else "organizer"
        at = found.end()
    pieces.append((role, at, len(tagged)))
    return [(r, a, b) for r, a, b in pieces if b > a]
