"""A plain question → the canned queries that may answer it, the likeliest first.

Nothing is made up: a question is compared with the example questions of each query (``#+ ask:``), word by word, after the
names in it have been recognized by the dataset's own names. Rare words count more than common ones. The same question
to the same dataset gives the same answer, and nothing leaves the machine.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph1540.errors import QueryError
from graph1540.query.catalogue import CannedQuery, Parameter, catalogue
from graph1540.query.mentions import Mention, find_mentions
from graph1540.query.terms import fold
from graph1540.source import Source

__all__ = ["ENOUGH", "Reading", "ask", "readings"]

#: Below this, in per cent, a question counts as not understood.
ENOUGH = 40
#: What a reading is worth less if a required parameter is missing, and for each name that it has no use for.
_MISSING, _UNUSED = 0.3, 0.75
#: The weight of a name that both have, beside words' own.
_NAME = 1.5
#: What a word that no query has weighs against all of them.
_UNKNOWN = 2.2
_ASKING = frozenset(["who", "whom", "whose", "what", "which", "where", "when", "how", "many", "much"])

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "at",
        "to",
        "on",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "did",
        "do",
        "does",
        "has",
        "have",
        "had",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "please",
        "tell",
        "me",
        "show",
        "list",
        "give",
        "us",
        "can",
        "you",
        "could",
        "would",
        "any",
        "some",
        "all",
        "ever",
        "so",
        "far",
        "our",
        "their",
        "his",
        "her",
        "as",
        "about",
        "into",
    ]
)
#: Words that people use for one another, by stem.
_SAME = {
    "aid": "support", "back": "support", "fund": "support", "sponsor": "support", "pay": "support", "financ": "support",
    "paid": "support", "attend": "part", "participat": "part", "took": "part", "take": "part", "taken": "part",
    "join": "part", "present": "part", "met": "meet", "meeting": "event", "workshop": "event", "activit": "event",
    "conference": "event", "visit": "event", "country": "state", "countr": "state", "nation": "state", "government": "state",
    "member": "state", "body": "organization", "bodie": "organization", "agency": "organization", "agenci": "organization",
    "organisation": "organization", "institution": "organization", "held": "host", "hold": "host", "place": "host",
    "venue": "host", "contradict": "disagree", "conflict": "disagree", "inconsistent": "disagree", "differ": "disagree",
    "disagreement": "disagree", "contradiction": "disagree", "confirm": "corroborat", "sourc": "source", "invit": "invite",
    "invitation": "invite", "quot": "quote", "quotation": "quote", "passag": "quote", "provision": "quote", "cit": "invoke",
    "cite": "invoke", "refer": "invoke", "mention": "name", "person": "people", "delegat": "people", "official": "people",
    "announc": "announce", "plann": "announce", "foreseen": "announce", "promis": "announce", "organizer": "organize",
    "organiz": "organize", "organis": "organize", "organiser": "organize", "ran": "organize", "run": "organize",
    "connect": "path", "connection": "path", "link": "path", "relat": "path", "follow": "follow", "followed": "follow",
    "subject": "topic", "theme": "topic", "issu": "topic", "deal": "topic", "dealt": "topic", "discuss": "topic", "nap": "plan",
    "naps": "plan", "profil": "dossier", "everything": "dossier", "know": "dossier", "summary": "dossier",
    "overview": "dossier", "assistance": "help", "assist": "help", "request": "ask", "repli": "answer", "absent": "never",
    "miss": "never", "missing": "never", "none": "never", "regular": "regular", "regularly": "regular", "often": "often",
    "frequent": "often", "frequently": "often", "togeth": "together", "jointly": "together", "new": "new", "chang": "new",
    "recent": "new", "happen": "event", "note": "note", "report": "report", "written": "report", "role": "role",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A canned query with its parameters as a question fills them, and how sure that is, in per cent.

    ``params`` are what :func:`graph1540.query.run_query` takes; ``shown`` are the same in names.
    """

    query: CannedQuery
    params: Mapping[str, str]
    shown: Mapping[str, str]
    sure: int

    @property
    def complete(self) -> bool:
        """Whether every required parameter has a value."""
        return all(parameter.name in self.params for parameter in self.query.parameters if parameter.required)

    def command(self) -> str:
        """The command that asks this."""
        given = "".join(f" -p {name}='{value}'" for name, value in self.shown.items())
        return f"graph1540 query {self.query.name}{given}"


def ask(store: Source, question: str, *, limit: int = 3) -> tuple[Reading, ...]:
    """The likeliest reading of the question, and the next ones.

    :raises QueryError: if no canned query is near enough; the message names the nearest
    """
    found = readings(store, question)
    if found[0].sure >= ENOUGH and found[0].complete:
        return found[:limit]
    if found[0].sure == 0:
        raise QueryError("I cannot answer that, and nothing is near; 'graph1540 queries' lists what can be asked")
    # What is near but for a name that was not understood helps most.
    found = tuple(sorted(found, key=lambda one: -one.sure / (1 if one.complete else _MISSING)))
    near = "; ".join(f"{one.query.name} ({one.query.summary})" for one in found[:limit])
    raise QueryError(f"I cannot answer that; these are near: {near}")


def readings(store: Source, question: str) -> tuple[Reading, ...]:
    """Every canned query as a reading of the question, the likeliest first."""
    mentions = find_mentions(store, question)
    rest = question
    for mention in mentions:
        rest = rest.replace(mention.text, " ")
    words = _stems(rest)
    found = [_reading(query, words, mentions) for query in catalogue()]
    return tuple(sorted(found, key=lambda one: (-one.sure, not one.complete, one.query.name)))


def _reading(query: CannedQuery, words: frozenset[str], mentions: tuple[Mention, ...]) -> Reading:
    params, shown, unused = _filled(query, mentions)
    likeness = max(_likeness(words, phrase, len(params)) for phrase in _phrases()[query.name])
    if any(parameter.required and parameter.name not in params for parameter in query.parameters):
        likeness *= _MISSING
    likeness *= _UNUSED**unused
    return Reading(query, params, shown, round(100 * likeness))


def _filled(query: CannedQuery, mentions: tuple[Mention, ...]) -> tuple[dict[str, str], dict[str, str], int]:
    """Parameters from the names in the order in which they stand, and how many names are left over."""
    params: dict[str, str] = {}
    shown: dict[str, str] = {}
    left = list(mentions)
    for parameter in sorted(query.parameters, key=lambda one: not one.required):
        taken = next((mention for mention in left if _fits(parameter, mention)), None)
        if taken is not None:
            left.remove(taken)
            params[parameter.name], shown[parameter.name] = taken.value, taken.name
    # The resolution that everything is about distinguishes nothing.
    return params, shown, sum(1 for mention in left if mention.name != "1540")


def _fits(parameter: Parameter, mention: Mention) -> bool:
    kinds = {"actor": ("state", "organization"), "date": ("date", "year")}
    return mention.kind in kinds.get(parameter.type, (parameter.type,))


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: frozenset[str]
    names: int


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    return {
        query.name: tuple(
            _Phrase(_stems(re.sub(r"\{[a-z]+\}", " ", phrase)), phrase.count("{"))
            for phrase in (*query.ask, query.summary)
        )
        for query in catalogue()
    }


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Rare words weigh more: by the number of queries whose example questions have them."""
    counts: Counter[str] = Counter()
    for phrases in _phrases().values():
        counts.update({word for phrase in phrases for word in phrase.words})
    return {word: 0.4 + math.log(len(_phrases()) / count) for word, count in counts.items()}


def _weight(word: str) -> float:
    return 0.3 if word in _ASKING else _weights().get(word, _UNKNOWN)


def _likeness(words: frozenset[str], phrase: _Phrase, names: int) -> float:
    if (words | phrase.words) - _ASKING and not (words & phrase.words) - _ASKING:
        return 0.0
    shared = sum(map(_weight, sorted(words & phrase.words))) + _NAME * min(names, phrase.names)
    total = sum(map(_weight, sorted(words))) + sum(map(_weight, sorted(phrase.words))) + _NAME * (names + phrase.names)
    return 2 * shared / total if total else 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in fold(text).split() if word not in _STOP and not word.isdigit())


def _stem(word: str) -> str:
    if word in _SAME:
        return _SAME[word]
    bare = word
    for ending in ("ing", "ed", "es", "s", "e"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3 and not bare.endswith("ss"):
            bare = bare[: -len(ending)]
            break
    for form in (bare, bare + "e"):
        if form in _SAME:
            return _SAME[form]
    return bare
