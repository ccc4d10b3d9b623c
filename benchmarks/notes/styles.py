"""How notes are laid out: four forms that drafters used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .phrases import CONTACT, DISCLAIMER

__all__ = ["STYLES", "Parts"]

#: Two blanks end a line without ending the paragraph.
_BREAK = "  \n"


@dataclass(frozen=True)
class Parts:
    """What stands in a note's fields and paragraphs."""

    title: str
    organizer: str
    days: str
    place: str
    states: list[str]
    organizations: list[str]
    background: list[str]
    highlights: list[str]


def _marked(parts: Parts) -> str:
    """Marked up, with the fields as a list and the footnote between the paragraphs."""
    return f"""

## Information Note<sup>1</sup>

- Event:** {parts.title}
- Organizer:** {parts.organizer}
- Date and Venue:** {parts.days}, {parts.place}
- Participants:** *States:* {', '.join(parts.states)}{_BREAK}*Organizations:* {', '.join(parts.organizations)}, 1540 Committee Experts

### **Background**

{_paragraphs(parts.background)}

---

<sup>1</sup> {DISCLAIMER}

### **Highlights**

{_paragraphs(parts.highlights)}

### **Additional comments**

{CONTACT.replace('1540experts@un.org', '[1540experts@un.org](mailto:1540experts@un.org)')}
"""


def _plain(parts: Parts) -> str:
    """Plain text, one field a line."""
    return f"""Information note¹

Event: {parts.title}

Organizers: {parts.organizer}

Date and Venue: {parts.days}, {parts.place}

Participants: {', '.join(parts.states)}, {', '.join(parts.organizations)}, 1540 Committee expert

Background

{_paragraphs(parts.background)}

Highlights

¹ {DISCLAIMER}

{_paragraphs(parts.highlights)}

Additional comments

{CONTACT}
"""


def _attendance(parts: Parts) -> str:
    """Capitals above, place and dates apart, an attendance with parts of its own."""
    return f"""INFORMATION NOTE*

Event: {parts.title}
Organizers: {parts.organizer}
Place: {parts.place}
Dates: {parts.days}
Attendance: States: {', '.join(parts.states)}. Organizations: {', '.join(parts.organizations)}. One expert of the 1540 Committee.

Purpose

{_paragraphs(parts.background)}

* {DISCLAIMER}

Main points

{_paragraphs(parts.highlights)}

Contact: 1540experts@un.org
"""


def _aligned(parts: Parts) -> str:
    """Fields in two columns, and paragraphs with numbers."""
    numbered = "\n\n".join(f"{at}. {paragraph}" for at, paragraph in enumerate(parts.highlights, 1))
    return f"""INFORMATION NOTE *

Event:             {parts.title}

Organizers:        {parts.organizer}

Dates and venue:   {parts.days}, {parts.place}

Participants:      {', '.join(parts.states)}; {'; '.join(parts.organizations)}; 1540 Committee Group of Experts

Background

{_paragraphs(parts.background)}

Observations

{numbered}

Additional comments

{CONTACT}

* {DISCLAIMER}
"""


def _paragraphs(texts: list[str]) -> str:
    return "\n\n".join(texts)


STYLES: tuple[Callable[[Parts], str], ...] = (_marked, _plain, _attendance, _aligned)
