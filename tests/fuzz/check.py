"""What must hold of whatever bytes come as a note."""

from __future__ import annotations

import time

from graph1540.errors import NoteError
from graph1540.pipeline import Extracted, build, extract
from graph1540.read import read_bytes
from graph1540.write import note_quads


class TooSlowError(AssertionError):
    """A note took more time than its size allows."""


#: Seconds of CPU: for whatever note, and for each 100,000 bytes. A damaged PDF may cost its library much by itself.
LEAST_ALLOWED = 3.0
PER_100_KB = 3.0


def faults(extracted: Extracted) -> list[str]:
    """What is wrong with the claims and findings of one note, in words."""
    text = extracted.note.text
    found = []
    for claim in extracted.claims:
        if not claim.evidence:
            found.append(f"no evidence: {claim}")
        found += [f"evidence that is not in the text: {claim.predicate} {span}" for span in claim.evidence if not span.exact.strip() or text[span.start : span.end] != span.exact]
    for finding in extracted.findings:
        if not finding.rule or not finding.message:
            found.append(f"a finding that says nothing: {finding}")
        if finding.span is not None and text[finding.span.start : finding.span.end] != finding.span.exact:
            found.append(f"a finding whose words are not in the text: {finding}")
    if list(extracted.claims) != list(dict.fromkeys(extracted.claims)):
        found.append("a claim that stands twice")
    return found


def check(name: str, content: bytes, *, whole: bool = False) -> Extracted | None:
    """Read a note and what it says; ``whole``: build a graph of it as well. None where it is refused.

    :raises AssertionError: if what comes of it is not sound
    """
    started = time.process_time()
    try:
        note = read_bytes(content, name)
    except NoteError as error:
        refusal = error
    else:
        refusal = None
    if refusal is not None:
        assert refusal.problem, f"a refusal without a reason: {refusal}"
        assert refusal.remedy, f"a refusal that helps nobody: {refusal}"
        return None
    extracted = extract(note)
    assert not (wrong := faults(extracted)), "\n".join(wrong[:5])
    for _ in note_quads(note, extracted.claims):
        pass
    allowed = LEAST_ALLOWED + PER_100_KB * len(content) / 100_000
    spent = time.process_time() - started
    if spent > allowed:
        message = f"{spent:.1f} s of CPU for {len(content)} bytes, {len(note.text)} characters"
        raise TooSlowError(message)
    if whole:
        build([extracted])
    return extracted
