"""Names that together name one organization, as one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph1540.model import Mention
from graph1540.names import fold
from graph1540.reference import Reference

__all__ = ["join"]

_MISSION = re.compile(r"(?:[A-ZÀ-Þ][\w-]+ )?(?:Permanent )?(?:Mission|Delegation|Representation|Observer)\b")
_FIELD_OFFICE = re.compile(r"(?:[A-Z][a-z]+ ){0,2}(?:Mission|Delegation|Office|Presence|Secretariat)\b")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,8}")
_TO_THE = re.compile(r"\s+to\s+(?:the\s+)?")
_OF_THE = re.compile(r"\s+(?:of|at|within)\s+(?:the\s+)?")


def join(text: str, mentions: Sequence[Mention], reference: Reference) -> list[Mention]:
    """Names that together name one organization, as one mention.

    "Conflict Prevention Centre of the OSCE" (a part and its whole), "Permanent Mission of Malawi to the United Nations".
    """
    joined: list[Mention] = []
    for known in mentions:
        mention = _whole(text, known, reference)
        last = joined[-1] if joined else None
        if last is None or last.kind != "organization" or mention.kind != "organization":
            joined.append(mention)
            continue
        between = text[last.end : mention.start]
        if _MISSION.match(last.name) and _TO_THE.fullmatch(between):
            joined[-1] = last._replace(end=mention.end, name=last.name if last.form == "each" else text[last.start : mention.end])
        elif between == " " and mention.form == "new" and last.iri and (_ACRONYM.fullmatch(text, last.start, last.end) or _FIELD_OFFICE.match(mention.name)):
            # "SADC Parliamentary Forum", "UNODC Regional Office": a part of what the acronym names.
            joined[-1] = mention._replace(start=last.start, name=text[last.start : mention.end], parent=last.iri)
        elif _OF_THE.fullmatch(between) and last.form == "new" and last.state == "":
            joined[-1] = last._replace(end=mention.end, name=text[last.start : mention.end], parent=mention.iri)
        elif _OF_THE.fullmatch(between) and mention.iri and mention.iri in _ancestors(last.iri, reference):
            joined[-1] = last._replace(end=mention.end)
        elif between == "/" and last.iri and last.iri in _ancestors(mention.iri, reference):
            # "UNODA/UNRCPD": the more specific of the two acts.
            joined[-1] = mention._replace(start=last.start)
        elif between == "/" and mention.iri and mention.iri in _ancestors(last.iri, reference):
            joined[-1] = last._replace(end=mention.end)
        else:
            joined.append(mention)
    return joined


#: "Office of the ", before a body, and " Resident Coordinator in Togo" after it.
_OFFICE_OF = re.compile(r"\b(?:Office|Bureau|Cabinet|Secretariat) of the \Z")
#: " Parliament", " (ECOWAS) Commission", after a body.
_PART = re.compile(r"(?P<bracket> \([A-Z]{2,9}\))? (?P<part>Parliament|Commission|Secretariat)\b(?! (?:of|on|for) [A-Z]| [A-Z])")
_PART_BEGINS = frozenset({" P", " C", " S", " ("})
_ITS_OFFICER = re.compile(r" (?:Resident |Special |High |Permanent |Humanitarian |Regional )?(?:Co-?ordinator|Representative|Commissioner|Envoy)(?: (?:in|to|for) (?:the )?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*)?")


def _whole(text: str, mention: Mention, reference: Reference) -> Mention:
    """The "ECOWAS Parliament" or the "Office of the United Nations Resident Coordinator in Togo" for the body that is named in it."""
    if mention.kind != "organization" or not mention.iri:
        return mention
    part = _PART.match(text, mention.end) if text[mention.end : mention.end + 2] in _PART_BEGINS else None
    if part is not None and _ACRONYM.search(text, mention.start, part.start("part") - 1):
        # The ECOWAS Parliament is another body than ECOWAS, and so is its Commission.
        name = f"{_ACRONYM.findall(text, mention.start, part.start('part') - 1)[-1]} {part['part']}"
        known = next((hit.name for hit in reference.find(name, fold(name)) if hit.name.kind == "organization" and hit.end - hit.start == len(name)), None)
        if known is not None:
            return mention._replace(end=part.end(), iri=known.iri, name=reference.labels.get(known.iri, name), parent=mention.iri)
        if part["part"] == "Parliament" and not part["bracket"]:
            return Mention("organization", mention.start, part.end(), "", text[mention.start : part.end()], parent=mention.iri, form="new")
    lead = _OFFICE_OF.search(text, max(0, mention.start - 20), mention.start) if text.endswith(" of the ", 0, mention.start) else None
    officer = _ITS_OFFICER.match(text, mention.end) if lead else None
    if lead is None or officer is None:
        return mention
    return Mention("organization", lead.start(), officer.end(), "", text[lead.start() : officer.end()], parent=mention.iri, form="new")


def _ancestors(iri: str, reference: Reference) -> set[str]:
    found: set[str] = set()
    while iri and (iri := reference.parents.get(iri, "")) and iri not in found:
        found.add(iri)
    return found
