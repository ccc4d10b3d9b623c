"""Who acts in a clause: the actors before a verb, past what the drafter put between them.

"UNREC, in partnership with the OPCW, had in April 2013 organized": auxiliaries, adverbs, dates and asides are stepped over
from the verb backwards; what remains right before it is its subject, unless a preposition has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph1540.assemble.lexicon import KINDS, PEOPLE, SENT_BY, either_case, one_of
from graph1540.assemble.lists import LIST, Phrase
from graph1540.assemble.sentences import D, O, P, S, Sentence

__all__ = ["Subject", "list_ending", "subject_before", "subject_from"]

_AUXILIARIES = frozenset(
    ["had", "has", "have", "having", "is", "are", "was", "were", "be", "been", "being", "will", "would", "shall", "should", "can", "could", "may", "might", "do", "did", "does", "to", "not", "also", "then", "jointly", "again", "since", "already", "first", "later", "subsequently", "therefore", "both", "all", "each", "further", "likewise", "thus", "thereafter", "now", "once", "twice", "more", "together", "previously", "earlier", "only", "usually", "in", "turn", "afterwards", "too", "still", "soon", "itself", "themselves", "there", "thereby", "next"]
)
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PARTICIPLES = frozenset(["be", "been", "being"])
_PERFECT = frozenset(["had", "has", "have", "having"])
_UNREAL = frozenset(["to", "would", "should", "could", "might", "may", "shall"])
_TIME = frozenset(["in", "on", "at", "from", "during", "of", "early", "late", "mid", "the"])
#: What an aside between commas begins with.
_ASIDE = re.compile(
    rf"\s*(?:(?:which|who|whose|in|with|together|jointly|along|alongside|as|for|on|at|supported|acting|assisted|funded|backed|through|represented|although|though|albeit|while|however|too|then|also|having|being|including|under|by|from|not|but|save|"
    rf"itself|themselves|after|before|during|since|thanks|a|an|the|one|both|all|each|host|now|currently|like|among|amongst|speaking|recalling|noting|thanking|referring|moreover|furthermore|meanwhile|finally|accordingly|therefore|{D})\b|{D}|{P})"
)
#: What may follow the actors' names as part of them: "IAEA experts", "Benin's delegation".
_PERSONS = rf"(?:{one_of(*PEOPLE)}|side|director|head|minister|secretary|ambassador|chair)"
_THEIR = re.compile(rf"['’]?s? (?:(?:{one_of(*KINDS)}|[a-z]+al|own) ){{0,2}}(?:{_PERSONS})\Z")
_PERSON = re.compile(_PERSONS)
#: How those of several words end.
_PERSONS_END = frozenset(["contact", "points", "point", "servants", "servant", "persons", "person", "members", "member"])
#: A preposition has the actors for its object.
_OBJECT = re.compile(r"\b(?:from|of|with|by|to|for|in|at|between|among|amongst|on|under|through|than|via|towards?|against|about|concerning|regarding|including|like|as|thanked|invited|asked|encouraged|into|within|over|and) (?:the |its |their )?\Z")
_MEMBERS = re.compile(
    rf"\b(?:{either_case(*PEOPLE)}|[Gg]overnments?|[Dd]irectors?|[Hh]eads?|[Mm]inisters?|[Ss]ecretar(?:y|ies)|[Cc]hairs?) (?:[a-z]+ )?"
    rf"(?:{one_of(*SENT_BY)}|for) (?:the |its |both |all )?\Z"
)
_NOT = re.compile(r"\b(?:[Nn]either|[Nn]or|[Nn]o(?: one)?(?: [\w-]+)?(?: (?:of|from))?|[Ee]xcept(?: for)?|not|[Uu]nlike|[Aa]part from|[Oo]ther than|[Ii]nstead of|[Rr]ather than|[Ww]ithout|[Nn]one of|[Bb]ut for|[Ss]ave(?: for)?) (?:the )?\Z")
_VERB = re.compile(r"\b(?:[a-z]+ed|gave|told|met|made|held|took|led|heard|saw|brought|sent) (?:the |its |their )?\Z")
_WHO = re.compile(r",? (?:(?:all|both|each|most|some) of )?(?:which|whom?)\Z")
_TOGETHER = re.compile(r", (?:together|jointly|along|alongside|as well as|in conjunction)\b")
_PLACE = re.compile(rf"{P},? \(?(?:the )?\Z")
_SEPARATOR = re.compile(r",? (?:and )?|, ")
_REACH = 220


@dataclass(frozen=True)
class Subject:
    """Where the actors of a verb stand in the tagged text, and the auxiliaries and adverbs between them and the verb."""

    start: int
    end: int
    words: frozenset[str] = frozenset()

    @property
    def passive(self) -> bool:
        """Whether something is done with the actors."""
        return not self.words.isdisjoint(_PARTICIPLES if "to" in self.words else _PASSIVE)

    @property
    def before(self) -> bool:
        """Whether it had been done before what the note tells of."""
        return not self.words.isdisjoint(_PERFECT)

    @property
    def unreal(self) -> bool:
        """Whether it was only meant to be done."""
        return not self.words.isdisjoint(_UNREAL)


def subject_before(sentence: Sentence, verb: int, *, absolute: re.Pattern[str] | None = None) -> Subject | None:
    """The actors that are the subject of the verb at a position; None where it has another subject.

    ``absolute`` is what may stand before them all the same: "with Togo attending".
    """
    if not (sentence.where(S) or sentence.where(O)):
        return None
    tagged = sentence.tagged
    words: set[str] = set()
    end = _past_auxiliaries(tagged, verb, words)
    last = 0  # where those end who did it with the subject
    for _ in range(3):
        who = _WHO.search(tagged, max(0, end - 20), end)
        if who is not None:
            # "Benin and Mali, which attended the seminar, …"
            end = who.start()
        elif tagged[end - 1 : end] == ",":
            comma = _before_aside(tagged, end - 1)
            if comma < 0:
                return None
            if _TOGETHER.match(tagged, comma):
                last = end - 1
            end = comma if _actor_ends(tagged, comma) else _past_auxiliaries(tagged, comma, words)
        found = list_ending(sentence, end)
        if found is not None and (semicolon := tagged.rfind("; ", *found)) > 0:
            # What a semicolon parts is another clause.
            found = next(((at, found[1]) for at in range(semicolon + 2, found[1]) if tagged[at] != " "), None)
        if found is None or "not" in words:
            return None
        lead = tagged[max(0, found[0] - 40) : found[0]]
        if _NOT.search(lead):
            # "Benin and Togo, but not Niger, took part": the exception is an aside.
            comma = tagged.rfind(",", max(0, found[0] - 20), found[0])
            if comma < 0 or not _actor_ends(tagged, comma):
                return None
            end = comma
            continue
        start = found[0] if absolute is not None and absolute.search(lead) else subject_from(sentence, *found)
        if who is not None and " of " in who[0]:
            start = found[0]
        elif start is None and who is not None:
            # "thanks to Norway, which financed it": a relative clause is about what stands before it, whatever has that.
            start = _last_of(sentence, *found)
        return None if start is None else Subject(start, max(found[1], last), frozenset(words))
    return None


def subject_from(sentence: Sentence, start: int, end: int) -> int | None:
    """Where the subject begins within a list of actors: what a preposition has is none of it.

    In "with funds from the European Union, UNREC organized" it is UNREC alone.
    """
    tagged = sentence.tagged
    lead = tagged[max(0, start - 40) : start]
    if _VERB.search(lead) and (clause := max(tagged.rfind(f", {word} ", start, end) + len(word) + 3 for word in ("and", "while", "but"))) > start:
        # "The WCO described its programme, and officers of Togo explained": what the verb has is none of it.
        return clause
    of_place = _PLACE.search(lead) is not None and next((c for c in tagged[start:end] if c in (S, O)), "") == S
    if _MEMBERS.search(lead) or not (_OBJECT.search(lead) or of_place):
        return start
    if lead.endswith((" and ", " and the ")) and not of_place:
        return start
    comma = tagged.rfind(", ", start, end)
    if comma < 0:
        return None
    after = _SEPARATOR.match(tagged, comma)
    return after.end() if after else None


def _their(tagged: str, end: int) -> int:
    """Where an actor's name ends that has its people's noun end at a position; -1 where there is none."""
    word = tagged[max(tagged.rfind(" ", max(0, end - 20), end), 0) + 1 : end]
    found = _THEIR.search(tagged, max(0, end - 48), end) if word.isalpha() and _is_person(word) else None
    return found.start() if found else -1


@lru_cache(maxsize=4096)
def _is_person(word: str) -> bool:
    """Whether a word ends the name of people: "officials", "contact"."""
    return _PERSON.fullmatch(word) is not None or word in _PERSONS_END


def _last_of(sentence: Sentence, start: int, end: int) -> int:
    """Where the last actor of a list stands."""
    return max(sentence.tagged.rfind(S, start, end), sentence.tagged.rfind(O, start, end))


def list_ending(sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The longest list of actors that ends at a position, with "officials" and the like after it or not."""
    tagged = sentence.tagged
    their = _their(tagged, end)
    if their >= 0:
        end = their
    if not _actor_ends(tagged, end):
        return None
    for found in sentence.listed(_LIST, max(0, end - 900), end):
        if found.end() == end:
            start = found.start()
            of = _OF_STATE.search(tagged, max(0, start - 8), start)
            before = list_ending(sentence, of.start() + 1) if of and tagged[start:].lstrip("the ").startswith(S) else None
            return (before[0] if before else start), end
        if found.start() >= end:
            break
    return None


_LIST = Phrase(LIST)
#: "the Intelligence Unit of ", before its State.
_OF_STATE = re.compile(rf"{O} of (?:the )?\Z")


def _actor_ends(tagged: str, end: int) -> bool:
    """Whether an actor's name, or the bracket after it, ends at a position."""
    return tagged[end - 1 : end] in (S, O, ")") and end > 0


def _past_auxiliaries(tagged: str, at: int, words: set[str]) -> int:
    """Where the words before a verb begin that only tell its time and manner; they are added to ``words``."""
    timed = False
    while at > 0 and tagged[at - 1] == " ":
        start = tagged.rfind(" ", 0, at - 1) + 1
        word = tagged[start : at - 1]
        if word in (D, P):
            timed = True
        elif timed and word in _TIME:
            pass
        elif word in _AUXILIARIES or (word.endswith("ly") and word.islower()):
            words.add(word)
        else:
            return at - 1
        if start == 0:
            return 0
        at = start
    return at


def _before_aside(tagged: str, comma: int) -> int:
    """Where the comma stands that opens the aside which another comma closes; -1 where there is none."""
    at = comma
    while (at := tagged.rfind(",", max(0, comma - _REACH), at)) > 0:
        if _ASIDE.match(tagged, at + 1) and (_actor_ends(tagged, at) or _their(tagged, at) >= 0 or tagged.endswith(("had", "has", "have", "will", "was", "were"), 0, at)):
            return at
        if ";" in tagged[at:comma] or ". " in tagged[at:comma]:
            return -1
    return -1
