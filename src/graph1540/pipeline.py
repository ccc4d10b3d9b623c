"""The order of the stages: files → notes → claims → links → dataset. The only module that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path

import pyoxigraph as ox

from graph1540.canonical import to_dataset
from graph1540.decisions import Decision
from graph1540.errors import NoteError
from graph1540.fetch import Remote, fetch, find_remote, is_remote
from graph1540.infer import contradictions, infer
from graph1540.iri import G1540, RDF, note_iri
from graph1540.model import Claim, Finding, Note, Segment
from graph1540.read import MAX_BYTES, load_note, read_bytes, read_note
from graph1540.recognize import recognize
from graph1540.reference import Reference, shipped_reference
from graph1540.resolve import Resolved, resolve
from graph1540.segment import segment
from graph1540.spread import Processes, Spread
from graph1540.write import note_quads

__all__ = ["Built", "Extracted", "Given", "Origin", "Remote", "build", "extract", "extract_all", "extract_bytes", "extract_file", "find_notes", "lost_note", "origin_for"]

#: What a folder is searched for.
SUFFIXES = (".txt", ".md", ".pdf", ".docx", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Given:
    """A note's bytes on their way to another machine, or what keeps them from being read."""

    where: str
    name: str
    data: bytes | NoteError


#: Where a note's bytes are.
Origin = Path | Remote | Given


@dataclass(frozen=True)
class Extracted:
    """One note with what it says."""

    note: Note
    segments: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Built:
    """A dataset with what is worth telling of how it came about."""

    quads: tuple[ox.Quad, ...]
    notes: Mapping[str, Note]
    resolved: Resolved
    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def find_notes(arguments: Iterable[str]) -> list[Path | Remote]:
    """The files that the arguments name: files, folders (searched whole) and glob patterns; each once, in order of name.

    Those at addresses, of which each may be a file, a folder or a pattern too, come after those of this machine.

    :raises NoteError: if an argument names nothing
    """
    found: dict[Path, Path] = {}
    remote: set[Remote] = set()
    for argument in arguments:
        if is_remote(argument):
            remote.update(find_remote(argument, SUFFIXES))
            continue
        path = Path(argument)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                raise NoteError(argument, f"the folder holds no note ({', '.join(SUFFIXES)})", "give a folder with notes, or the notes themselves")
        elif path.exists() or not has_magic(argument):
            inside = [path]
        else:
            inside = sorted(Path(p) for p in glob(argument, recursive=True) if Path(p).is_file())  # noqa: PTH207 - Path.glob takes no absolute pattern
            if not inside:
                raise NoteError(argument, "no file matches this pattern", "check the pattern, or put it in quotes")
        for one in inside:
            found.setdefault(one.resolve(), one)
    return [*(found[key] for key in sorted(found)), *sorted(remote)]


def extract(note: Note, *, reference: Reference | None = None) -> Extracted:
    """What one note says: a pure function of the note and the reference data."""
    # Its patterns take a second to make, and who only asks a store needs none of them.
    from graph1540.assemble import assemble  # noqa: PLC0415 - see above

    known = reference or shipped_reference()
    segments = segment(note)
    mentions = recognize(note, segments, reference=known)
    claims, findings = assemble(note, segments, mentions, reference=known)
    return Extracted(note, segments, claims, findings)


def extract_file(origin: Origin) -> Extracted:
    """What the note in a file says.

    :raises NoteError: if it cannot be read
    """
    if isinstance(origin, Path):
        return extract(read_note(origin))
    if isinstance(origin, Remote):
        return extract(read_bytes(fetch(origin, MAX_BYTES), origin.name, str(origin)))
    if isinstance(origin.data, NoteError):
        raise origin.data
    return extract(read_bytes(origin.data, origin.name, origin.where))


def origin_for(spread: Spread, origin: Origin) -> Origin:
    """The origin as it can be used where the work is done: a file of this machine travels as its bytes."""
    if spread.shares_files or isinstance(origin, Given) or (isinstance(origin, Remote) and origin.is_everywhere):
        return origin
    try:
        return Given(str(origin), origin.name, load_note(origin) if isinstance(origin, Path) else fetch(origin, MAX_BYTES))
    except NoteError as error:
        return Given(str(origin), origin.name, error)


def extract_bytes(data: bytes, name: str) -> Extracted:
    """What a note says of which the bytes are at hand.

    :raises NoteError: if it cannot be read
    """
    return extract(read_bytes(data, name))


def _extract_file(origin: Origin) -> Extracted | str:
    """What the note in a file says, or the sentence that says why it cannot be read."""
    try:
        return extract_file(origin)
    except NoteError as error:
        return str(error)


def lost_note(origin: Origin) -> NoteError:
    """What to say of a note that ends every process that reads it."""
    where = origin.where if isinstance(origin, Given) else str(origin)
    return NoteError(where, "every worker that read it ended before it was done", "give the workers more memory, or leave the file out")


def _lost(origin: Origin) -> str:
    return str(lost_note(origin))


def extract_all(
    paths: Sequence[Origin], *, stdin: bytes | None = None, workers: int = 1, spread: Spread | None = None, progress: Callable[[int], None] | None = None
) -> tuple[list[Extracted], list[str]]:
    """What every note says, and a sentence for each file that could not be used; the order of ``paths`` does not show.

    They are read by so many processes of this machine, or where ``spread`` has it done. The same text twice, whatever the format or name of its file, is one note: that of the name that sorts first. Two
    texts under one name cannot both be in the graph: the one whose digest sorts first stays.
    """
    results: list[Extracted | str] = []
    if stdin is not None:
        try:
            results.append(extract_bytes(stdin, "stdin"))
        except NoteError as error:
            results.append(str(error))
    there = spread or Processes(workers)
    for done, result in enumerate(there.map(_extract_file, (origin_for(there, path) for path in paths), _lost), 1):
        results.append(result)
        if progress:
            progress(done)
    failed = [result for result in results if isinstance(result, str)]
    extracted = sorted((r for r in results if isinstance(r, Extracted)), key=lambda e: (e.note.slug, e.note.digest, e.note.name))
    kept: dict[str, Extracted] = {}
    digests: dict[str, str] = {}
    for one in extracted:
        if one.note.digest in digests:
            continue
        if one.note.slug in kept:
            failed.append(f"{one.note.name}: another note of the name '{one.note.slug}' has a different text; rename one of the two files")
            continue
        digests[one.note.digest] = one.note.slug
        kept[one.note.slug] = one
    return list(kept.values()), sorted(failed)


def build(
    extracted: Sequence[Extracted],
    *,
    decisions: Sequence[Decision] = (),
    failed: Sequence[str] = (),
    reference: Reference | None = None,
    spread: Spread | None = None,
) -> Built:
    """The dataset of ``vocabulary``: the notes' graphs, the links, and the canonical view with what follows from it.

    Events are compared where ``spread`` has it done, here without it.
    """
    known = reference or shipped_reference()
    notes = {note_iri(one.note.slug): one.note for one in extracted}
    claims = {note_iri(one.note.slug): one.claims for one in extracted}
    resolved = resolve(claims, decisions, reference=known, spread=spread)
    quads: list[ox.Quad] = []
    for one in extracted:
        quads.extend(note_quads(one.note, one.claims))
    view = to_dataset(notes.values(), claims, resolved, known)
    default = [quad.triple for quad in view if isinstance(quad.graph_name, ox.DefaultGraph)]
    inferred = infer(default)
    quads.extend(view)
    quads.extend(ox.Quad(t.subject, t.predicate, t.object) for t in inferred)
    findings = [finding for one in extracted for finding in one.findings]
    findings.extend(resolved.findings)
    findings.extend(contradictions(default))
    events = {q.subject.value for q in view if isinstance(q.graph_name, ox.DefaultGraph) and q.predicate.value == RDF.type and q.object == ox.NamedNode(G1540.Event) and isinstance(q.subject, ox.NamedNode)}
    counts = {
        "notes": len(notes),
        "events": len(resolved.events),
        "canonical events": len(events),
        "claims": sum(len(c) for c in claims.values()),
        "evidence": sum(len(c.evidence) for cs in claims.values() for c in cs),
        "inferred": len(inferred),
        "quads": len(quads),
    }
    return Built(tuple(quads), notes, resolved, tuple(findings), tuple(failed), counts)
