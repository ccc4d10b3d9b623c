"""Makes the binary files of these tests: ``python tests/read/make_files.py`` (needs reportlab and python-docx).

They are committed, so that the tests need neither reportlab nor its version of the day.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Table

FILES = Path(__file__).parent / "files"

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=8, alignment=4)
HEAD = ParagraphStyle("head", fontName="Times-Bold", fontSize=11, leading=14, spaceAfter=6, spaceBefore=6)
TITLE = ParagraphStyle("title", fontName="Times-Bold", fontSize=16, leading=20, spaceAfter=12)
OPENING = (
    "The workshop was opened by Ms Ana Ribeiro, Director of the National Authority, who welcomed the thirty-two "
    "participants<super>2</super>. She recalled that the Government had adopted a national implementation action plan "
    "in 2014 and that the inter-ministerial committee meets twice a year. A follow-up was announced for the next year."
)
CUSTOMS = (
    "Officers of the customs administration described the control of goods in transit, the licensing of exports and "
    "the training of front-line officers. The experts of the 1540 Committee explained how a request for assistance is "
    "drawn up, and what the Committee does with it. Three of the delegations said that they would send one."
)
LONG = (
    "On the second day the participants worked in groups. Each group compared the legislation of its States with the "
    "obligations of resolution 1540 (2004), found the gaps and listed the ministries that would have to close them. "
    "The results were presented in plenary, where they were discussed at length, and will be sent to all participants."
)


def _furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(2.5 * cm, 28.5 * cm, f"Information notes of the 1540 Committee, 2016/{template.page}")
    canvas.drawCentredString(10.5 * cm, 1.2 * cm, f"Page {template.page} of 2")
    if template.page == 1:
        canvas.line(2.5 * cm, 3.6 * cm, 7 * cm, 3.6 * cm)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(2.5 * cm, 3.15 * cm, "1")
        canvas.drawString(2.5 * cm, 2.3 * cm, "2")
        canvas.setFont("Times-Roman", 9)
        first = (
            "For information \u2013 not an official report. The views expressed here do not necessarily represent those"
        )
        canvas.drawString(2.7 * cm, 3.0 * cm, first)
        canvas.drawString(
            2.5 * cm, 2.6 * cm, "of the 1540 Committee or of the organizers or participants in the event."
        )
        canvas.drawString(2.7 * cm, 2.15 * cm, "Among them eleven women.")
    canvas.restoreState()


def _document(path: Path) -> BaseDocTemplate:
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1)
    one = Frame(2.5 * cm, 4 * cm, 16 * cm, 23.8 * cm)
    two = [Frame(x * cm, 4 * cm, 7.5 * cm, 23.8 * cm) for x in (2.5, 11)]
    document.addPageTemplates(
        [PageTemplate("one", [one], onPage=_furniture), PageTemplate("two", two, onPage=_furniture)]
    )
    return document


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text, BODY)


def two_columns(path: Path) -> None:
    """A title, fields in two columns, prose; the second page in two columns; header, footer and footnotes."""
    rows = [
        ("Event", "Workshop for Portuguese-speaking States on the preparation of national implementation action plans"),
        ("Organizers", "Government of Cabo Verde"),
        ("Date and venue", "5 -6 June 2016, Praia, Cabo Verde"),
        ("Participants", "Angola, Brazil, Cabo Verde<br/>Observers: UNODA, OSCE"),
    ]
    cells = [[_paragraph(f"<b>{label}</b>"), _paragraph(value)] for label, value in rows]
    story = [
        Paragraph("Information Note<super size=9>1</super>", TITLE),
        Table(cells, colWidths=[4 * cm, 12 * cm], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]),
        Paragraph("Background", HEAD),
        _paragraph(OPENING),
        _paragraph(
            "\u2022 First point, which is so long that it has to go on in a second line under the bullet, as here;"
        ),
        _paragraph("\u2022 Second point."),
        Paragraph("Highlights", HEAD),
        _paragraph(CUSTOMS),
        NextPageTemplate("two"),
        PageBreak(),
        *[_paragraph(LONG) for _ in range(7)],
        _paragraph("The States agreed on a joint imple-<br/>mentation plan, a follow-<br/>up and a peer review."),
        Paragraph("Additional comments", HEAD),
        _paragraph(
            "For further information, please contact the 1540 Committee experts by e-mail at 1540experts@un.org"
        ),
    ]
    _document(path).build(story)


def scan(path: Path) -> None:
    """Two pages of lines that no one could copy."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for _ in range(2):
        canvas.rect(3 * cm, 3 * cm, 10 * cm, 20 * cm, fill=1)
        canvas.showPage()
    canvas.save()


def encrypted(path: Path) -> None:
    """A page that needs a password."""
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="owner", strength=40)
    canvas = Canvas(str(path), pagesize=A4, encrypt=lock, invariant=1)
    canvas.drawString(3 * cm, 20 * cm, "Information note")
    canvas.save()


_FOOTNOTES = (
    f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> For information \u2013 not an '
    'official report.</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Second note.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


def _reference(number: int) -> object:
    return parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{number}"/></w:r>')


def word(path: Path) -> None:
    """Fields in a table, lists, footnotes, a quotation, a table, tracked changes, a text box, header and footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Running header"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    title = document.add_heading("Information Note", 0)
    title._p.append(_reference(1))
    table = document.add_table(rows=0, cols=2)
    for label, value in (
        ("Event", "Workshop on resolution 1540\u00a0(2004)"),
        ("Organizers:", "UNODA"),
        ("Date and venue", "8 -10 November 2022, Minsk"),
        ("Participants", "States: Belarus, Poland\nOrganizations: OSCE"),
    ):
        row = table.add_row().cells
        row[0].text, row[1].text = label, value
    document.add_paragraph().add_run("Background").bold = True
    paragraph = document.add_paragraph("By a letter")
    paragraph._p.append(_reference(2))
    paragraph.add_run(" of 6 May 2022, the Chair was ")
    changes = (
        f'<w:del {nsdecls("w")} w:id="7" w:author="a"><w:r><w:delText>not </w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} w:id="8" w:author="a"><w:r><w:t xml:space="preserve">kindly </w:t></w:r></w:ins>',
        f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>invited</w:t></w:r></w:hyperlink>',
        f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
    )
    for change in changes:
        paragraph._p.append(parse_xml(change))
    paragraph.add_run(".")
    document.add_paragraph("First item;", style="List Bullet")
    document.add_paragraph("nested item", style="List Bullet 2")
    document.add_paragraph("Again calls upon all States", style="Quote")
    document.add_heading("Highlights", 2)
    table = document.add_table(rows=0, cols=3)
    for values in (("State", "Date", "Status"), ("Kenya", "2014", "adopted")):
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value
    document.add_paragraph("The end.")._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    memory = io.BytesIO()
    document.save(memory)
    with zipfile.ZipFile(memory) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        members = [(info.filename, source.read(info)) for info in source.infolist()]
        for name, content in sorted([*members, ("word/footnotes.xml", _FOOTNOTES.encode())]):
            target.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    two_columns(FILES / "two-columns.pdf")
    scan(FILES / "scan.pdf")
    encrypted(FILES / "encrypted.pdf")
    word(FILES / "word.docx")
