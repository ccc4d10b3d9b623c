"""Who has which part in an event: organizers, supporters, participants, how many they were."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph1540.assemble.attending import Attending
from graph1540.assemble.counts import counts
from graph1540.assemble.doing import Doing
from graph1540.assemble.draft import Draft
from graph1540.assemble.echoing import Echoing
from graph1540.assemble.organizing import Organizing
from graph1540.assemble.sentences import E, O, S, Sentence
from graph1540.assemble.shapes import Shapes
from graph1540.assemble.tables import Tables
from graph1540.assemble.told import Told

__all__ = ["Parties"]

_WHICH = re.compile(r"\b(?:which|that) \Z")
_FIRST_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})?(?![\d/,.]\d)")


class Parties(Organizing, Attending, Tables, Doing, Shapes, Echoing):
    """Gives parts in events to States and organizations."""

    def read(self, told: Told) -> None:
        """The parts in events that one sentence of the prose gives."""
        self.listed(told)
        self.rows(told)
        if not (told.sentence.where(S) or told.sentence.where(O)):
            if told.sentence.has("delegations"):
                # "Both States had taken part in the workshop" names nobody.
                self.delegations(told)
            return
        cues = told.sentence.cues.kinds
        for cue, step in _STEPS:
            if not cue or cue in cues:
                step(self, told)

    def count_told(self, told: Told) -> None:
        """The number of participants of the event that stands before the number, else of the sentence's first event."""
        sentence = told.sentence
        for number, span in counts(sentence):
            before = [at for at in told.events if sentence.offset(at) < span.start]
            noun = max((at for at in sentence.where(E) if sentence.offset(at) < span.start), default=None)
            own = noun is None or any(not draft.main or draft.type == sentence.mention(noun).name for draft in told.events.get(noun, []))
            if noun is not None and not own and "specific" in sentence.mention(noun).form and _WHICH.search(sentence.note.text, max(sentence.start, span.start - 8), span.start):
                # "a seminar at the Parliament, which 45 deputies followed", in a note on a visit.
                return
            at = max(before) if before else min(told.events, default=None)
            drafts = told.events[at] if at is not None else self.continued(told)
            if drafts and not drafts[-1].values("count"):
                drafts[-1].add("count", number, span)
            return

    def count_alone(self, draft: Draft, sentence: Sentence) -> None:
        """The number that a field for it gives: "29."."""
        found = _FIRST_NUMBER.search(sentence.text)
        if found and not draft.values("count"):
            draft.add("count", int(found[0].replace(",", "")), sentence.note.span(sentence.start + found.start(), sentence.start + found.end()))


#: The steps, each with the cue without which it finds nothing.
_STEPS: tuple[tuple[str, Callable[[Parties, Told], None]], ...] = (
    ("organized", Parties.organizers_after),
    ("organizes", Parties.organizers_before),
    ("invites", Parties.invites),
    ("pays", Parties.payers),
    ("organized", Parties.organizing),
    ("organized", Parties.offices),
    ("organized", Parties.auspices),
    ("supported", Parties.helping),
    ("", Parties.of_whom),
    ("supported", Parties.supporters),
    ("between", Parties.between),
    ("attended", Parties.attending),
    ("attended by", Parties.attended_by),
    ("attended", Parties.as_did),
    ("attended", Parties.hosts_too),
    ("were there", Parties.were_there),
    ("met", Parties.met),
    ("", Parties.teams),
    ("where", Parties.there),
    ("received", Parties.received),
    ("conducted with", Parties.conducted_with),
    ("delegations", Parties.delegations),
    ("", Parties.shaped),
    ("", Parties.echoed),
)
