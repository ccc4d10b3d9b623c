"""Who took part, in tables of the body: a State or body in each row, or the bodies in a row of their own."""

from __future__ import annotations

import re

from graph1540.assemble.absence import ABSENT
from graph1540.assemble.giving import Giving
from graph1540.assemble.told import Told
from graph1540.labels import field_of

__all__ = ["Tables"]

#: "State; Point of contact at the meeting; Plan", "Delegation; Head; Number": the first row of a table of those who were there.
_HEAD = re.compile(
    r"(?i)(?:n[or°]\.?; )?(?:member |participating )?(?:states?|countr(?:y|ies)|delegations?|organi[sz]ations?|bod(?:y|ies)|entit(?:y|ies)|institutions?|agenc(?:y|ies)|names?|participants?)(?: or [\w ]+| and [\w ]+)?; "
    r".*?\b(?:at the (?:\w+ )?(?:meeting|workshop|seminar|course|conference|table)|present|participants?|participated|represent\w+|heads?|delegates?|persons?|officials?|attend\w*|number|women|came)\b"
)


class Tables(Giving):
    """Reads participants from tables."""

    _table_end: int = -9  # where the last row of a table of those who were there ends

    def rows(self, told: Told) -> None:
        """Take in a row, where it is of such a table."""
        sentence, tagged = told.sentence, told.sentence.tagged
        segment = sentence.segment
        if segment.kind != "row" and ": " not in tagged[:60]:
            return
        if segment.kind == "row" and _HEAD.match(sentence.text):
            self._table_end = segment.end
            return
        context = [told.context] if told.context is not None else []
        label, cut, _ = tagged.partition("; ")
        if segment.kind == "row" and cut and field_of(label) == "participants":
            # "Also represented; the Customs Authority; the Maritime Authority".
            self.give_each(context, "participant", sentence, self.acting(sentence, sentence.among(len(label), len(tagged))))
        if 0 <= segment.start - self._table_end <= 2:
            self._table_end = segment.end
            leading = sentence.among(0, len(tagged))[:1]
            if leading and sentence.index(leading[0]) < 6 and not ABSENT.search(tagged):
                self.give_each(context, "participant", sentence, leading)
