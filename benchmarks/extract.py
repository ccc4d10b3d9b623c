"""CPU for what a text note says, beside pypdfium2 reading the same note as a PDF; and what a bigger gazetteer costs.

``python benchmarks/extract.py`` (needs reportlab, to make the PDFs in a temporary folder of this very run).

The first ratio is (read → segment → recognize → assemble of the text) ÷ (pypdfium2: open, load each page, get its text
and the box of each character, as any reader that keeps positions must); a second one leaves the boxes out. Both sides
are measured in turns, note by note, in CPU time of this process, so that a busy machine troubles both alike; the figure
is the median over the repetitions. The second experiment extracts the same notes with reference data of 5,000 names
(those shipped without many that the notes do not name) and of 50,000 (made-up organizations and places added), and
checks that what the notes say stays the same.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import escape
from importlib.metadata import version
from itertools import product
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from graph1540.pipeline import extract
from graph1540.read import read_bytes
from graph1540.reference import Name, Reference, shipped_reference

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
#: Names in the reference data of the second experiment.
SIZES = (5_000, 50_000)
#: What may be left out of it.
_SPARED = ("place", "region", "organization")


def make_pdf(text: str, path: Path) -> None:
    """The note's text as a PDF as a word processor would make it: A4, one column, 11 pt, with its Unicode kept."""
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 - only who runs the benchmark needs it
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # noqa: PLC0415

    style = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=8)
    story = [Paragraph(escape(block), style) for block in text.split("\n") if block.strip()]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)


def read_pdf_text(data: bytes) -> int:
    """The text of every page, nothing else; returns its length."""
    document = pdfium.PdfDocument(data)
    total = 0
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        total += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return total


def read_pdf_positions(data: bytes) -> int:
    """The text of every page with the box of every character; returns the number of boxes."""
    from ctypes import c_double  # noqa: PLC0415

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    document = pdfium.PdfDocument(data)
    total = 0
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        textpage.get_text_range()
        for at in range(textpage.count_chars()):
            pdfium_raw.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
            total += 1
        textpage.close()
        page.close()
    document.close()
    return total


def cpu(task: Callable[[], object]) -> float:
    """Milliseconds of CPU of one call."""
    started = time.process_time_ns()
    task()
    return (time.process_time_ns() - started) / 1e6


def in_turns(tasks: Sequence[Callable[[], object]], repetitions: int) -> list[list[float]]:
    """The times of each task, the tasks taking turns; the first turns, which warm up, are left out."""
    times: list[list[float]] = [[] for _ in tasks]
    for turn in range(repetitions + 3):
        for at, task in enumerate(tasks):
            spent = cpu(task)
            if turn >= 3:
                times[at].append(spent)
    return times


def syllables(count: int) -> Iterable[str]:
    """As many different made-up words."""
    parts = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u")]
    for number, word in enumerate(product(parts, repeat=3)):
        if number >= count:
            return
        yield "".join(word).capitalize()


def resized(reference: Reference, size: int, texts: Sequence[str]) -> Reference:
    """``reference`` with ``size`` names: made-up ones added, or places, regions and organizations left out that ``texts`` do not name."""
    names = reference.names
    if len(names) > size:
        everything = "\n".join(texts).casefold()
        needless = [name for name in names if name.kind in _SPARED and name.text.casefold() not in everything]
        gone = set(needless[: len(names) - size])
        return replace(reference, names=tuple(name for name in names if name not in gone))
    further = tuple(
        Name("organization", f"{word} Institute for Strategic Studies", f"urn:made-up:organization:{word}", exact=False)
        if at % 2
        else Name("place", word, f"urn:made-up:place:{word}", exact=False)
        for at, word in enumerate(syllables(size - len(names)))
    )
    return replace(reference, names=(*names, *further))


def machine() -> dict[str, str]:
    """What the figures were measured on and with."""
    model = ""
    if (info := Path("/proc/cpuinfo")).exists():
        model = next((line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")), "")
    return {
        "cpu": f"{model or platform.processor()} × {os.cpu_count()}",
        "load": " ".join(f"{x:.1f}" for x in os.getloadavg()),
        "system": platform.platform(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("graph1540", "pypdfium2", "ahocorasick_rs", "reportlab")},
    }


def beside_pdf(repetitions: int) -> list[dict[str, float | str]]:
    """The first experiment, a row for each note."""
    reference = shipped_reference()
    rows: list[dict[str, float | str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in SEEDS:
            data = path.read_bytes()
            pdf_path = Path(folder) / f"{path.stem}.pdf"
            make_pdf(read_bytes(data, path.name).text, pdf_path)
            pdf = pdf_path.read_bytes()
            tasks = (
                lambda data=data, path=path: extract(read_bytes(data, path.name), reference=reference),
                lambda data=data, path=path: read_bytes(data, path.name),
                lambda pdf=pdf: read_pdf_positions(pdf),
                lambda pdf=pdf: read_pdf_text(pdf),
            )
            ours, reading, positions, text = (statistics.median(times) for times in in_turns(tasks, repetitions))
            rows.append({"note": path.name, "ours": ours, "reading": reading, "pdf": positions, "pdf text alone": text})
    return rows


def with_more_names(repetitions: int) -> dict[str, float]:
    """The second experiment: milliseconds for all seeds, by the number of names in the reference data."""
    shipped = shipped_reference()
    notes = [read_bytes(path.read_bytes(), path.name) for path in SEEDS]
    references = [resized(shipped, size, [note.text for note in notes]) for size in SIZES]
    said = [[extract(note, reference=reference).claims for note in notes] for reference in references]
    if any(claims != said[0] for claims in said):
        raise AssertionError("made-up names changed what the notes say")
    tasks = [lambda reference=reference: [extract(note, reference=reference) for note in notes] for reference in references]
    times = in_turns(tasks, repetitions)
    return {f"{len(reference.names)}": statistics.median(spent) for reference, spent in zip(references, times, strict=True)}


def main() -> int:
    """Measure and print; with ``--json`` for machines."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--repetitions", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = beside_pdf(options.repetitions)
    names = with_more_names(options.repetitions)
    ratio = sum(float(r["ours"]) for r in rows) / sum(float(r["pdf"]) for r in rows)
    ratio_text = sum(float(r["ours"]) for r in rows) / sum(float(r["pdf text alone"]) for r in rows)
    sizes = list(names)
    growth = names[sizes[-1]] / names[sizes[0]]
    if options.json:
        json.dump({"machine": machine(), "notes": rows, "ratio": ratio, "ratio text alone": ratio_text, "names": names, "growth": growth}, sys.stdout, indent=1)
        return 0
    for key, value in machine().items():
        print(f"{key:14} {value}")
    print(f"\nmilliseconds of CPU, median of {options.repetitions} repetitions, in turns")
    print(f"{'note':30}{'graph1540':>11}{'(reading)':>11}{'pypdfium2':>11}{'(no boxes)':>11}{'ratio':>8}")
    for row in rows:
        print(f"{row['note']:30}{row['ours']:11.2f}{row['reading']:11.2f}{row['pdf']:11.2f}{row['pdf text alone']:11.2f}{float(row['ours']) / float(row['pdf']):8.2f}")
    print(f"ratio graph1540 ÷ pypdfium2: {ratio:.2f} (to text without boxes: {ratio_text:.2f})")
    print("\nnames in the reference data → milliseconds for the three seeds")
    for size, spent in names.items():
        print(f"{int(size):>10,}{spent:11.2f}{spent / names[sizes[0]]:8.2f}×")
    print(f"ratio {int(sizes[-1]):,} ÷ {int(sizes[0]):,} names: {growth:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
