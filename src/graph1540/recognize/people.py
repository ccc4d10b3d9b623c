"""Persons: by a title before the name, or by a role beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from itertools import chain

from graph1540.model import Mention
from graph1540.recognize.stems import Cued, Words, tried_at

__all__ = ["ROLE", "recognize_people"]

_TITLE = (
    r"(?:H\.\s?E\.|HE|His Excellency|Her Excellency|Mr|Mrs|Ms|Miss|Mme|Messrs|Dr|Prof|Professor|Sir|Dame|Ambassador|Amb|Colonel|Col|"
    r"Lieutenant[ -]Colonel|Lieutenant[ -]General|Lieutenant|Lt|Major[ -]General|Major|Maj|Brigadier[ -]General|Brigadier|General|Gen|Captain|Capt|Commander|Cmdr|Cdr|"
    r"Rear Admiral|Vice Admiral|Admiral|Commodore|Engineer|Eng|Ing|Senator|Judge|Justice|Sheikh|Sheikha|Shaikh|Prince|Princess|Honourable|Hon|Inspector|Superintendent|"
    r"M(?=\.\s[A-ZÀ-Þ][\wÀ-ž'’-]+\s[A-ZÀ-Þ])(?<![A-Z]\. M)(?<!Mr M)(?<!Mr\. M)(?<!Ms M)(?<!Ms\. M)(?<!Dr M)(?<!Dr\. M)(?<!of\. M)|Sergeant|Sgt|Lic|Sra|Sr|Señor|Señora|Datuk|Dato['’]|Datin|Tan Sri|Minister|Commissioner|Counsellor|Councillor|Chargé d['’]affaires)"
)
#: Titles that stand before persons alone; "General" or "Justice" may begin the name of a body.
_SURE = re.compile(r"(?:H\.\s?E\.|Mr|Mrs|Ms|Miss|Mme|Dr|Prof|Sir|Dame|Ambassador|Amb|Col|Lt|Maj|Capt|Señora?|Sheikh|Datuk|Dato)\b")
_WORD = r"(?:(?:St|Ste|Ma|Md|Mohd|Sh|Ch|Yu|Ya|Zh|Kh|Th)\.|[A-ZÀ-ÖØ-ÞŽŠČĆĐŁŚŞİ](?:[\wÀ-ž]*['’-])*[\wÀ-ž]+|[A-Z]\.(?:\s?[A-Z]\.)*)"
_PARTICLE = r"(?:de\s+la|de\s+los|de|da|del|della|dos|das|do|di|du|la|le|al|el|bin|ibn|bint|van\s+der|van|von|der|den|ter|ould|ben|y|e)"
#: Between the words of a name: no empty line.
_SP = r"(?:[^\S\n]+|[^\S\n]*\n(?!\s*\n)[^\S\n]*)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}|(?:\s+(?:al|el)-{_WORD})){{0,4}}"
_TITLED = Cued(
    re.compile(rf"(?<![\w-])(?:{_TITLE}(?:\b|(?<=\.))\.?\s+)+(?P<name>{_NAME})"),
    [
        "H.E", "H.", "HE ", "His ", "Her ", "Mr ", "Mrs ", "Ms ", "M. ", "Miss ", "Mme ", "Messrs ", "Dr ", "Prof ", "Professor ", "Sir ", "Dame ", "Amb ", "Ambassador ", "Col ", "Colonel ", "Lieut", "Lt ", "Maj", "Brig", "Gen ", "General ", "Capt ",
        "Captain ", "Command", "Commod", "Commissioner ", "Cmdr ", "Cdr ", "Rear ", "Vice ", "Admiral ", "Eng ", "Engineer ", "Ing ", "Senator ", "Jud", "Just", "Sheikh", "Shaikh", "Prin", "Hon ", "Honourable ", "Inspector ", "Superintendent ",
        "Serg", "Sgt ", "Lic ", "Sr ", "Sra ", "Señor", "Dat", "Tan ", "Minister ", "Counsellor ", "Councillor ", "Charg",
    ],
)

#: Nouns that name what a person is.
ROLE = (
    r"(?:Officer[s]?[ -]in[ -]Charge|Chief of Staff|Under-?[Ss]ecretary(?:[- ]General)?|(?:Parliamentary |Legal |General )?Counsel|Head|Director[- ]General|Director|Secretary[- ]General|Principal Secretary|Permanent Secretary|Executive Secretary|"
    r"Under[- ]Secretary(?:[- ]General)?|Secretary|Permanent Representative|Representative|Chairperson|Chairman|Chairwoman|Vice[- ]Chair|Chair|Co-?ordinator|"
    r"Commissioner|Commander|Ambassador|Attorney[- ]General|Comptroller[- ]General|Commissioner[- ]General|Prosecutor[- ]General|Minister|Vice[- ]Minister|Vice[- ]President|President|Chief|Adviser|Advisor|Expert|Member|"
    r"Officer|Manager|Specialist|Counsellor|Attach[eé]|Professor|Lecturer|Researcher|Fellow|Analyst|Consultant|Inspector|Superintendent|"
    r"Prosecutor|Speaker|Associate|Solicitor[- ]General|Clerk|Judge|Registrar|Governor|Deputy|Consul|Chargé d['’]affaires|Rapporteur|Spokesperson|Focal Point|Point of Contact|Delegate|Envoy|"
    r"Administrator|Auditor|Rector|Dean|Lead|Leader|Executive|Comptroller|Trainer|Facilitator|Moderator|Scientist|Engineer|Lawyer|"
    r"researcher|expert|member|representative|head|director|chair|coordinator|co-ordinator|officer|adviser|secretary|commander|professor|lecturer|chief|delegate|prosecutor|analyst|specialist|consultant|attach[eé]|counsellor|inspector|superintendent|judge|engineer|lawyer|scientist|manager|lecturer|trainer|envoy|governor|minister|ambassador)"
)
_QUALIFIER = r"(?:(?:the|a|an|its|then|Acting|acting|Deputy|deputy|Assistant|Associate|Senior|Special|Regional|National|Executive|Managing|Permanent|Alternate|Political|Legal|Scientific|Technical|Programme|Program|Project|Policy|First|Second|Third|Vice|Chief|former|senior|independent|legal|political|Honorary|Resident|Principal|Lead|[A-Z][a-z]+)[\s-]+)"
_APPOSED = re.compile(rf"(?<![\w'’.-])(?P<name>{_WORD}(?:{_SP}(?:{_PARTICLE}\s+)?{_WORD}){{1,3}})(?:\s*\((?![A-Z-]{{2,}}\))[^()]{{2,50}}\))?\s*,\s+{_QUALIFIER}{{0,3}}{ROLE}\b")
_INTRODUCED = Cued(
    re.compile(rf"{ROLE},?\s+(?P<name>{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,3}})(?=\s*[,.;(]|\s+(?:of|from|to|and|said|stated|opened|welcomed|noted|thanked|invited|presented|chaired|spoke)\b)"),
    ["Officer", "Chief", "Under", "Parliamentary", "Legal", "General", "Counsel", "Head", "Director", "Secretary", "Principal", "Permanent", "Executive", "Representative", "Chair", "Vice", "Coordinator", "Co-ordinator", "Commissioner", "Commander", "Ambassador", "Attorney", "Comptroller", "Prosecutor", "Minister", "President", "Advis", "Expert", "Member", "Manager", "Specialist", "Attach", "Professor", "Lecturer", "Researcher", "Fellow", "Analyst", "Consul", "Inspector", "Superintendent", "Judge", "Registrar", "Governor", "Deputy", "Chargé", "Rapporteur", "Spokesperson", "Focal", "Point", "Delegate", "Envoy", "Administrator", "Auditor", "Rector", "Dean", "Lead", "Trainer", "Facilitator", "Moderator", "Scientist", "Engineer", "Lawyer"],
)
_ROLED = re.compile(
    rf"(?<![\w-])(?:the|The)\s+{_QUALIFIER}{{0,3}}{ROLE}(?:\s+(?:of|for|to|in|at)\s+[^,.;()]{{2,90}})?,\s+(?P<name>{_WORD}(?:{_SP}(?:{_PARTICLE}\s+)?{_WORD}){{1,3}})(?=\s*[,.;(]|\s+and\b|\s+(?:of|from|to|said|stated|opened)\b)"
)
#: What _APPOSED has after its name, _ROLED before: both are tried only near such a comma.
_COMMA_ROLE = re.compile(rf",\s+{_QUALIFIER}{{0,3}}{ROLE}\b")
_COMMA_NAME = re.compile(rf",\s+{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,3}}(?=\s*[,.;(]|\s+(?:and|of|from|to|said|stated|opened)\b)")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŽŠČĆĐŁŚŞİ]")
_THE = re.compile(r"[Tt]he\s")
#: Characters; no name with its bracket and no role with its body is longer.
_REACH = 300
_NEVER = re.compile(
    r"\b(?:Ministry|Department|Committee|Commission|Council|Office|Agency|Authority|University|Institute|Centre|Center|Organization|Organisation|Union|Bank|Group|Experts?|"
    r"United|Nations|Republic|Security|National|International|Regional|Action|Plan|Programme|Program|Permanent|Mission|State|States|Government|Resolution|Information|Note|"
    r"Secretariat|Customs|Border|Export|Control|Police|Delegation|Conference|Workshop|Meeting|January|February|March|April|June|July|August|September|October|"
    r"November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|North|South|East|West|Central|Federal|General|Vienna|Geneva|Head|Director|Chair|"
    r"Deputy|Minister|Secretary|Ambassador|Unit|Division|Section|Service|Convention|Chemical|Biological|Nuclear|Weapons|The|Article|Annex|Chapter|Act|Law|Policy|"
    r"Foreign|Affairs|Defence|Justice|Interior|Trade|Public|Health|Home|Asia|Africa|Europe|Caribbean|Pacific|America|Trafficking|Financial|Intelligence|Legal|Technical|"
    r"Political|Senior|Officer|Expert|Adviser|Representative|Member|Implementation|Peer|Review|Opening|Closing|Statement|Statements|Global|World|Joint|Special|College|House|School|"
    r"Strategic|Project|Centres|Commonwealth|Embassy|Presidency|Prime|First|Second|Third|Several|Two|Three|During|After|Before|Both|Following|Also|While|Under|Mr|Ms|Money|Laundering|Prevention|Terrorism|Mass|Destruction)\b"
)


def recognize_people(words: Words) -> Iterator[Mention]:
    """Names of persons; the title is part of the mention's words, not of ``name``.

    >>> [m.name for m in recognize_people(Words("received by Mr Gift K. Nyondo, Secretary for Home Affairs"))]
    ['Gift K. Nyondo']
    """
    text = words.text
    taken: list[tuple[int, int]] = []
    for found in words.finditer(_TITLED):
        name = _trim(found["name"])
        if name is None or (" " not in name and not _SURE.match(found[0])):
            continue
        end = found.start("name") + len(name)
        taken.append((found.start(), end))
        yield Mention("person", found.start(), end, name=name, form="titled")
    apposed = tried_at(_APPOSED, text, _before(_COMMA_ROLE, text, _CAPITAL, ",;:()"))
    roled = tried_at(_ROLED, text, _before(_COMMA_NAME, text, _THE))
    for found in chain(apposed, roled, words.finditer(_INTRODUCED)):
        name = found["name"]
        start = found.start("name")
        if _NEVER.search(name) or _meets(taken, start, start + len(name)):
            continue
        insort(taken, (start, start + len(name)))
        yield Mention("person", start, start + len(name), name=name, form="apposed")


def _before(comma: re.Pattern[str], text: str, first: re.Pattern[str], marks: str = "") -> Iterator[int]:
    """Where ``first`` stands within reach before ``comma``, in order; behind the last of ``marks`` but those of a bracket right there."""
    at = 0
    for found in comma.finditer(text):
        lo, end = max(at, found.start() - _REACH), found.start()
        if marks and text[lo:end].rstrip().endswith(")"):
            end = max(text.rfind("(", lo, end), lo)
        for start in first.finditer(text, max(lo, *(text.rfind(mark, lo, end) + 1 for mark in marks)) if marks else lo, found.start()):
            yield start.start()
        at = found.start()


def _meets(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch overlaps one of the sorted ones, none of which overlaps another."""
    after = bisect_left(taken, (end, 0))
    return after > 0 and start < taken[after - 1][1]


def _trim(name: str) -> str | None:
    """The name without words that are no part of it; None where nothing is left."""
    stop = _NEVER.search(name)
    if stop is not None:
        name = name[: stop.start()].rstrip(" -\n")
    words = name.split()
    if not words or (len(words) == 1 and (len(words[0]) < 3 or words[0].isupper())):
        return None
    return name
