"""Texts made to be slow to read: what some pattern could go through again and again."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_HEADER = (
    "Information note\n\nEvent: Workshop on resolution 1540 (2004)\n\nDate and venue: 5-6 June 2014, Lomé, Togo\n\n"
    "Organizers: The Government of Togo\n\nParticipants: "
)
#: Repeated up to the size that is asked for.
_REPEATED = (
    "Ministry of ", "Ministry of\n\n", "Office of the ", "Central Bank of ", "University ", "of the ", "XYZ (", "Republic of ", "Guinea-",
    "Office of Good Things (OGT) ", "The Committee ", "UNODA, ", "UNODA/", "A, B, C, ", "Togo, Ghana, ", "Togo and Ghana and ", "Togo; ", "of Togo ",
    "(", ")", "(a ", "[", "*", "_ ", "<", "<b>", "&amp", "|", "| a ", "[^1]", "“", '" ', "’s ", "-", "a-", "Abc-", "A.", "a.", ".", ",", ": ", "; ", ". ", "/ ",
    "Ab", "Alpha ", "ALPHA ", "alpha ", "Mr Alpha Beta ", "Mr ", "Dr. J. K. ", "H.E. Mr. ", "St. ", "who said that ",
    "Mr John Smith, Director of the Department of Peace, Ministry of Defence of Togo, ",
    "5 June 2014, ", "5-6 June 2014 and ", "5, 6, 7, ", "1 ", "1", "1540 ", "2014 ", "from 5 to 6 ", "June ", "5 June to ", "12.05.2014 - ", "May ",
    "resolution 1540 (2004), ", "1540 (2004), ", "UNSCR ", "S/2016/86 ", "S/", "S/RES/", "A/B/", "resolution 1540 (2004) “Requests States” and ", "“Encourages ",
    "workshop ", "The workshop was held. ", "The workshop was held in Togo on 5 June 2014. ", "The workshop was a follow-up to the workshop held in Lomé in 2012. ",
    "The seminar took place in Accra, Ghana, on 5 June 2013 with the participation of Benin, Niger and OPCW and was attended by 30 participants. ",
    "By a letter dated 5 June 2014, Mr John Smith invited the Committee to the workshop. ", "Togo submitted its national action plan. ", "national action plan ",
    "organized by the Government of ", "with the support of ", "representatives of Togo, ", "representatives of ", "30 participants from ", "held on ", "in the at the on ",
    "between Togo and Ghana ", "Togo, Ghana and Benin (5 June 2014), ", "the first round, the second round, ",
    "a.b-c@", "a@b.", "www.", "http://", "Event: a\n\n", "Participants: Togo\n\n", "Date: 5 June 2014\n\n", "Label: ", "Togo – ", "# Background\n\n", "- Togo\n", "a\n", "a\f", "imple-\n",
    "text\n\n12\n\f", "a¹\n\n¹ b\n\n", "> Decides\n", "| Togo | adopted |\n", "a\u200b", "\u202ea", "😀", "İ ", "ﬁ", "ß", "e\u0301", "\u0301", "a\u00ad",
    "<p>Togo</p>", "<div>", "<tr><td>a</td></tr>", "a=b ",
)  # fmt: skip
#: Once, with this in between up to the size.
_STRETCHED = (" ", "\n", "\t", "\u00a0", "\r", "\r\n", "\u2028", "a", "A", "0")


def hostile(size: int) -> dict[str, str]:
    """Texts of about ``size`` characters, by what they are made of."""
    texts = {piece: (piece * (size // len(piece) + 1))[:size] for piece in _REPEATED}
    texts |= {f"a…b, stretched with {piece!r}": f"a{(piece * size)[:size]}b" for piece in _STRETCHED}
    texts |= {f"header, then {piece}": _HEADER + (piece * size)[:size] for piece in ("Togo, Ghana, ", "States: Togo; ", "Ministry of Peace; ", "UNODA (ODA), ")}
    words = (f"{word}{number}" for number, word in zip(range(size // 8), cycle(["Alpha", "Beta", "Gamma", "Delta"]), strict=False))
    texts["capitalised words, all different"] = " ".join(words)[:size]
    acronyms = (f"Office of Thing{n} Good (OT{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676 % 26)})" for n in range(size // 28))
    texts["acronyms, all different"] = " ".join(acronyms)[:size]
    texts["quoted texts, all different"] = " ".join(f"resolution 1540 (2004) “Requests {n} States”, " for n in range(size // 45))
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    many = "\n\n".join(seeds * (size // sum(map(len, seeds)) + 1))[:size]
    texts["the seeds, one after the other"] = many
    texts["the seeds in one line"] = many.replace("\n", " ")
    texts["a word before an at sign"] = "a" * size + "@"
    return {name: text for name, text in texts.items() if text}
