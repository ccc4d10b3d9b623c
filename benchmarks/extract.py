"""CPU for what a text note says, beside pypdfium2 reading the same note as a PDF; and what a bigger gazetteer costs.

``python benchmarks/extract.py`` (needs chromium on the path and reportlab, to make the PDFs in a temporary folder of this very run).

The first experiment sets (read → segment → recognize → assemble of the text) beside pypdfium2 in four ways: two PDFs of
the same text, each read twice. One PDF is printed by headless Chromium, with its fonts embedded, as the PDFs of word
processors have them; the other is reportlab's with the un-embedded Times of every viewer, which few programs
write and which is quick to read. One reading takes the text and the box of each character, as a reader must that
tells where in the file a word stands (ours does); the other takes the text alone. The figure to go by is the first of
each: fonts embedded, with boxes. All are measured in turns, note by note, in CPU time of this process, so that a busy
machine troubles them alike; the figure is the median over the repetitions.

The second experiment extracts the same notes with reference data of 5,000 names (those shipped without many that the
notes do not name) and of 50,000 (made-up organizations and places added), and checks that what the notes say stays the
same. The third extracts long notes: the seeds one after the other, and again up to sixteen times.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
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
#: How often the seeds stand one after the other in the third experiment.
TIMES = (1, 4, 16)
#: What may be left out of it.
_SPARED = ("place", "region", "organization")


def print_pdf(text: str, path: Path) -> None:
    """The note's text as a PDF with subsets of its fonts embedded, as word processors make it: printed by Chromium, 11 pt."""
    page = path.with_suffix(".html")
    paragraphs = "".join(f"<p>{escape(block)}</p>" for block in text.split("\n") if block.strip())
    page.write_text(f'<meta charset="utf-8"><body style="font: 11pt serif">{paragraphs}', encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]
    subprocess.run([chromium(), *flags, f"--user-data-dir={path.with_suffix('.profile')}", f"--print-to-pdf={path}", page.as_uri()], check=True, capture_output=True)
    if b"/FontFile" not in path.read_bytes():
        raise AssertionError(f"{path.name} has no font embedded")


def chromium() -> str:
    """Where Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("benchmarks/extract.py: chromium is not on the path; .ci/system-packages installs it")
    return found


def make_pdf(text: str, path: Path) -> None:
    """The note's text as a PDF without fonts, in the Times that every viewer has: A4, one column, 11 pt."""
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


#: How the PDFs are made, and what is read of each; the first of each is the figure to go by.
PDFS: dict[str, Callable[[str, Path], None]] = {"embedded": print_pdf, "plain": make_pdf}
READINGS: dict[str, Callable[[bytes], int]] = {"boxes": read_pdf_positions, "text": read_pdf_text}


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
        "chromium": subprocess.run([chromium(), "--version"], check=True, capture_output=True, text=True).stdout.strip(),
    }


def beside_pdf(repetitions: int) -> list[dict[str, float | str]]:
    """The first experiment, a row for each note."""
    reference = shipped_reference()
    rows: list[dict[str, float | str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in SEEDS:
            data = path.read_bytes()
            pdfs = {}
            for kind, make in PDFS.items():
                made = Path(folder) / f"{path.stem}-{kind}.pdf"
                make(read_bytes(data, path.name).text, made)
                pdfs[kind] = made.read_bytes()
            tasks: dict[str, Callable[[], object]] = {
                "ours": lambda data=data, path=path: extract(read_bytes(data, path.name), reference=reference),
                "reading": lambda data=data, path=path: read_bytes(data, path.name),
            }
            for kind, what in product(PDFS, READINGS):
                tasks[f"{kind}, {what}"] = lambda pdf=pdfs[kind], read=READINGS[what]: read(pdf)
            times = in_turns(list(tasks.values()), repetitions)
            rows.append({"note": path.name, **{name: statistics.median(spent) for name, spent in zip(tasks, times, strict=True)}})
    return rows


def ratios(rows: Sequence[dict[str, float | str]]) -> dict[str, float]:
    """Our time for all notes ÷ that of each way to read their PDFs."""
    ours = sum(float(row["ours"]) for row in rows)
    return {f"{kind}, {what}": ours / sum(float(row[f"{kind}, {what}"]) for row in rows) for kind, what in product(PDFS, READINGS)}


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


def longer_notes(repetitions: int) -> dict[int, float]:
    """The third experiment: milliseconds for a thousand characters, by the characters of the note."""
    reference = shipped_reference()
    every = "\n\n".join(path.read_text(encoding="utf-8") for path in SEEDS)
    texts = ["\n\n".join([every] * count) for count in TIMES]
    tasks = [lambda text=text: extract(read_bytes(text.encode(), "long.txt"), reference=reference) for text in texts]
    times = in_turns(tasks, max(3, repetitions // 10))
    return {len(text): statistics.median(spent) / len(text) * 1_000 for text, spent in zip(texts, times, strict=True)}


def main() -> int:
    """Measure and print; with ``--json`` for machines."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--repetitions", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = beside_pdf(options.repetitions)
    names = with_more_names(options.repetitions)
    longer = longer_notes(options.repetitions)
    sizes = list(names)
    growth = names[sizes[-1]] / names[sizes[0]]
    if options.json:
        json.dump({"machine": machine(), "notes": rows, "ratios": ratios(rows), "names": names, "growth": growth, "longer notes": longer}, sys.stdout, indent=1)
        return 0
    for key, value in machine().items():
        print(f"{key:14} {value}")
    print(f"\nmilliseconds of CPU, median of {options.repetitions} repetitions, in turns")
    columns = ["ours", "reading", *ratios(rows)]
    print(f"{'note':26}" + "".join(f"{name:>17}" for name in columns))
    for row in rows:
        print(f"{row['note']:26}" + "".join(f"{float(row[name]):17.2f}" for name in columns))
    print(f"{'ratio ours ÷ pypdfium2':60}" + "".join(f"{ratio:17.2f}" for ratio in ratios(rows).values()))
    print("embedded: printed by Chromium with its fonts; plain: reportlab's, without fonts; boxes: text and the box of each character; text: text alone")
    print("\nnames in the reference data → milliseconds for the three seeds")
    for size, spent in names.items():
        print(f"{int(size):>10,}{spent:11.2f}{spent / names[sizes[0]]:8.2f}×")
    print(f"ratio {int(sizes[-1]):,} ÷ {int(sizes[0]):,} names: {growth:.2f}")
    print("\ncharacters of a note → milliseconds for a thousand of them")
    for length, spent in longer.items():
        print(f"{length:>10,}{spent:11.2f}{spent / next(iter(longer.values())):8.2f}×")
    return 0


if __name__ == "__main__":
    sys.exit(main())
