"""page: a note, its claims and findings → one HTML document that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from graph1540.iri import G1540
from graph1540.model import Claim, Finding, Note, Ref, Segment
from graph1540.reference import Reference
from graph1540.review.groups import groups, merged
from graph1540.review.marks import marks, ordered
from graph1540.review.markup import Html, element, escaped, join
from graph1540.review.sentences import sentences
from graph1540.review.side import Side, findings_list, legend
from graph1540.review.text import Coverage, coverage, note_text
from graph1540.review.words import Words

__all__ = ["page"]


def page(note: Note, segments: Sequence[Segment], claims: Sequence[Claim], findings: Sequence[Finding], reference: Reference) -> str:
    """The reviewer's page: the note's text on the left, its claims on the right, the findings above both.

    The same input gives the same bytes in whatever order claims and findings come. Nothing of the note can act in the
    page: it is escaped, and the page's own policy lets only the script and the style that it comes with run.
    """
    told = merged(claims)
    raised = ordered(note, findings)
    words = Words(told, reference)
    shown = groups(told, words)
    found = marks(note, shown, raised, words)
    said = coverage(sentences(note, segments), found)
    own = sorted(claim.value.iri for claim in told if claim.predicate == G1540.reportsOn and isinstance(claim.value, Ref))
    title = " · ".join(map(words.event, own))
    body = [
        element("a", "To the claims", href="#claims", class_="skip"),
        element(
            "header",
            element("p", "graph1540 · reviewer’s page", class_="kicker"),
            element("h1", title or note.name),
            element("p", element("span", note.name, class_="file"), " · ", _count(len(told), "claim"), " · ", _count(len(raised), "finding"), class_="facts-line"),
            element("section", element("h2", "Findings"), findings_list(note, raised), class_="findings-box", aria_label="Findings"),
            class_="top",
        ),
        element("div", legend(found), _gaps(said), class_="bar"),
        element(
            "main",
            element("section", element("h2", "The note"), note_text(note, segments, said, found), class_="note", id="note", aria_label="The note", tabindex=0),
            element("section", Side(note, words).groups(shown) if shown else element("p", "No claims."), class_="claims", id="claims", aria_label="The claims", tabindex=0),
        ),
        element("footer", element("p", f"SHA-256 of the text: {note.digest}")),
        element("div", id="said", role="status", aria_live="polite", hidden=True),
    ]  # fmt: skip
    return _document(note, body)


def _gaps(said: Coverage) -> Html:
    """How many sentences gave nothing, and the way from one to the next."""
    numbers = [number for number, what in enumerate(said.values(), 1) if what == "none"]
    named = sum(what == "named" for what in said.values())
    total = _count(len(said), "sentence")
    line = [element("b", str(len(numbers))), escaped(f" of {total} gave no claim")] if numbers else [escaped(f"Every one of {total} gave a claim")]
    if not said:
        line = [escaped("No sentences")]
    if named:
        line.append(element("span", f"; {named} more only {'names' if named == 1 else 'name'} things", class_="more"))
    ways = []
    if numbers:
        # Links, so that they lead somewhere without a script too; the script makes them go on from where one is.
        ways = [
            element("a", "Previous", href=f"#sentence-{numbers[-1]}", id="previous", class_="button", role="button"),
            element("a", "Next", href=f"#sentence-{numbers[0]}", id="next", class_="button", role="button"),
        ]
    return element("p", element("span", *line), *ways, class_="gaps")


def _document(note: Note, body: Sequence[Html]) -> str:
    style, script = (files("graph1540.review").joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{note.name} – reviewer’s page"),
        # Our own files: as they are, or their hashes would not match.
        element("style", Html(style)),
    )  # fmt: skip
    html = element("html", head, element("body", join(list(body), "\n"), element("script", Html(script))), lang="en")
    return f"<!DOCTYPE html>\n{html}\n"


def _hash(block: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
