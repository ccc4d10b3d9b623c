"""Makes the cases ``twin-…``: notes of other cases in the formats that users have them in.

``python -m tests.evaluation.make_twins`` (needs reportlab and python-docx). The files are committed, so that the tests
need neither. A twin's gold is that of its original: what a note says does not hang on its format.
"""

from __future__ import annotations

import io
import json
import re
import sys
import textwrap
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from .groups import CASES

_FIELD = re.compile(r"(?P<label>[A-Z][A-Za-z ,]{1,30}): (?P<value>.+)", re.DOTALL)
_FOOTNOTE = re.compile(r"(?:¹|\(1\))\s*(?P<text>.+)", re.DOTALL)
_MARK = re.compile(r"\s*(?:¹|\(1\))\Z")
_LONGEST_HEADING = 40


class Parts:
    """A note of plain paragraphs: its title, header fields, body of (is a heading, text), and one footnote."""

    def __init__(self, text: str) -> None:
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
        self.title = _MARK.sub("", paragraphs[0])
        self.footnote = ""
        self.fields: list[tuple[str, str]] = []
        self.body: list[tuple[bool, str]] = []
        for paragraph in paragraphs[1:]:
            # A field may begin in the line after another: "Attendance: …" and "Invited, not connected: …".
            fields = [_FIELD.fullmatch(line) for line in paragraph.split("\n")]
            footnote = _FOOTNOTE.fullmatch(paragraph)
            if footnote:
                self.footnote = footnote["text"]
            elif not self.body and all(fields):
                self.fields += [(found["label"], found["value"]) for found in fields if found]
            else:
                heading = len(paragraph) < _LONGEST_HEADING and paragraph[-1].isalpha()
                self.body.append((heading, paragraph))


def _sorted_zip(source: bytes, path: Path, further: dict[str, bytes]) -> None:
    """Write the members in order, dated alike, so that a second run makes the same bytes."""
    with zipfile.ZipFile(io.BytesIO(source)) as opened, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        members = {info.filename: opened.read(info) for info in opened.infolist()} | further
        for name, content in sorted(members.items()):
            target.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def as_docx(parts: Parts, path: Path) -> None:
    """The header in a table, the footnote a real one, a running header and a page number."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Outreach events of the 1540 Committee"
    document.sections[0].footer.paragraphs[0].text = "1"
    title = document.add_heading(parts.title, 0)
    title._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))
    table = document.add_table(rows=0, cols=2)
    for label, value in parts.fields:
        row = table.add_row().cells
        row[0].text, row[1].text = label, value
    for heading, text in parts.body:
        if heading:
            document.add_heading(text, 2)
        else:
            document.add_paragraph(text)
    footnotes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="1">'
        f'<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(parts.footnote)}</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    memory = io.BytesIO()
    document.save(memory)
    _sorted_zip(memory.getvalue(), path, {"word/footnotes.xml": footnotes.encode()})


def as_pdf(parts: Parts, path: Path) -> None:
    """Two columns on every page, a running header, page numbers, the footnote under a rule at the foot of page 1."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=8, alignment=4)
    head = ParagraphStyle("head", fontName="Times-Bold", fontSize=11, leading=14, spaceAfter=6, spaceBefore=6)
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=14, leading=18, spaceAfter=10)
    foot = ParagraphStyle("foot", fontName="Times-Roman", fontSize=8, leading=9.5)

    def furniture(canvas: object, template: object) -> None:
        canvas.saveState()
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(2.2 * cm, 28.4 * cm, "Information notes of the 1540 Committee")
        canvas.drawCentredString(10.5 * cm, 1.2 * cm, str(template.page))
        if template.page == 1:
            canvas.line(2.2 * cm, 3.3 * cm, 6 * cm, 3.3 * cm)
            note = Paragraph(f"<super>1</super> {escape(parts.footnote)}", foot)
            _, height = note.wrap(7.9 * cm, 2 * cm)
            note.drawOn(canvas, 2.2 * cm, 3.1 * cm - height)
        canvas.restoreState()

    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1)
    columns = [Frame(x * cm, 3.6 * cm, 7.9 * cm, 24.2 * cm, id=f"c{x}") for x in (2.2, 10.9)]
    document.addPageTemplates([PageTemplate("two", columns, onPage=furniture)])
    story = [Paragraph(f"{escape(parts.title)}<super>1</super>", title)]
    story += [Paragraph(f"<b>{escape(label)}:</b> {escape(value)}", body) for label, value in parts.fields]
    story += [Paragraph(escape(text), head if heading else body) for heading, text in parts.body]
    document.build(story)


def as_html(parts: Parts, path: Path) -> None:
    """The note as the content of a site: navigation and a search form before it, a footer after it."""
    rows = "\n".join(f"<tr><th>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in parts.fields)
    prose = "\n".join(f"<h3>{escape(t)}</h3>" if heading else f"<p>{escape(t)}</p>" for heading, t in parts.body)
    path.write_text(
        f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(parts.title)} | Outreach</title>
<script>var section = "outreach";</script><style>nav a {{ color: navy }}</style></head>
<body>
<header><a href="/">Home</a> <form action="/search"><input name="q"><button>Search</button></form></header>
<nav><ul><li><a href="/about">About us</a></li><li><a href="/resolutions">Resolution 1673 (2006)</a></li>
<li><a href="/events">Events: Workshop in Nairobi, 3 May 2012</a></li></ul></nav>
<main><article>
<h1>{escape(parts.title)}<sup><a href="#fn1">1</a></sup></h1>
<table>
{rows}
</table>
{prose}
<hr><p id="fn1"><sup>1</sup> {escape(parts.footnote)}</p>
</article></main>
<aside><h4>Related</h4><a href="/x">Visit to Malta, 4 July 2011</a></aside>
<footer><p>Copyright 2024 &copy; All rights reserved. <a href="/terms">Terms of use</a> | <a href="/contact">Contact</a></p></footer>
</body>
</html>
""",
        encoding="utf-8",
    )


_BREAKS = re.compile(r"(?<=[a-z][a-z][aeiou])(?=[bcdfglmnprstv][aeiou][a-z])")


def _hyphenated(line: str, width: int) -> list[str]:
    """``line`` in lines of at most ``width`` characters, long words broken with a hyphen where they may be."""
    lines: list[str] = []
    now = ""
    for word in line.split(" "):
        rest = word
        if now and len(now) + 1 + len(rest) > width:
            room = width - len(now) - 2
            cuts = [found.start() for found in _BREAKS.finditer(rest) if found.start() <= room]
            if cuts and rest.replace(",", "").isalpha():
                lines.append(f"{now} {rest[: cuts[-1]]}-")
                rest = rest[cuts[-1] :]
            else:
                lines.append(now)
            now = ""
        now = f"{now} {rest}" if now else rest
    return [*lines, now]


def as_wrapped_text(text: str, path: Path) -> None:
    """Hard-wrapped at 68 characters, words broken with hyphens, pages with a number and a form feed."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        for line in paragraph.split("\n"):
            lines += _hyphenated(re.sub(r"(?<=\S) {2,}", " ", line.rstrip()), 68) if line.strip() else [""]
        lines.append("")
    pages = [lines[at : at + 46] for at in range(0, len(lines), 46)]
    body = "\f".join("\n".join(page).rstrip("\n") + f"\n\n{'- ' + str(number) + ' -':^68}\n" for number, page in enumerate(pages, 1))
    path.write_text(textwrap.dedent(body), encoding="utf-8")


#: The twin's name, its original, its suffix, and what makes it of (the original's parts or text, the path).
TWINS: tuple[tuple[str, str, str, Callable], ...] = (
    ("twin-word", "kampala-consultations", ".docx", as_docx),
    ("twin-two-columns", "gulf-webinar", ".pdf", as_pdf),
    ("twin-web-page", "quito-seminar", ".html", as_html),
    ("twin-hard-wrapped", "addis-ababa-conference", ".txt", as_wrapped_text),
)


def main() -> int:
    """Write the twins; their gold follows that of their originals."""
    for name, original, suffix, make in TWINS:
        folder = CASES / name
        folder.mkdir(exist_ok=True)
        text = next((CASES / original).glob(f"{original}.*")).read_text(encoding="utf-8")
        make(text if suffix == ".txt" else Parts(text), folder / f"{name}{suffix}")
        gold = json.loads((CASES / original / "gold.json").read_text(encoding="utf-8")) | {"note": f"{name}{suffix}"}
        (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
