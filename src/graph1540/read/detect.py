"""What format bytes are, and what characters: by their content, by the file's name only where that leaves a doubt."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from graph1540.errors import NoteError
from graph1540.model import Finding

__all__ = ["MAX_BYTES", "decode", "media_type"]

MAX_BYTES = 20_000_000

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML_START = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_PART = re.compile(
    rb"\s*<(?:h[1-6]|p|div|table|article|section|main|header|ul|ol|dl|meta|title)[\s>]", re.IGNORECASE
)
_HTML_CLOSE = re.compile(rb"</(?:p|div|table|h[1-6]|ul|article|main|section|body|dl)>", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSETS = re.compile(r"(?:iso8859-\d+|cp125\d|koi8-[ru]|gb\w+|big5\w*|shift_jis\w*|euc_\w+|mac-\w+)\Z")

#: The beginnings of files that people mistake for a note, with what to do.
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "this is an old Office file (.doc)", "save it as .docx or PDF"),
    (b"{\\rtf", "this is an RTF file", "save it as .docx or PDF"),
    (b"\x89PNG", "this is an image", "run OCR first"),
    (b"\xff\xd8\xff", "this is an image", "run OCR first"),
    (b"GIF8", "this is an image", "run OCR first"),
    (b"II*\x00", "this is an image", "run OCR first"),
    (b"MM\x00*", "this is an image", "run OCR first"),
    (b"\x1f\x8b", "this is a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "this is an archive", "unpack it first"),
    (b"Rar!", "this is an archive", "unpack it first"),
    (b"\x7fELF", "this is a program", "give a note as txt, md, pdf, docx or html"),
)
_KNOWN = "give a note as txt, md, pdf, docx or html"
_CONTROLS = bytes((*range(9), *range(14, 28), 127))


def media_type(data: bytes, name: str) -> str:
    """The media type of a note's file.

    :raises NoteError: if it is none that can hold a note
    """
    if not data:
        raise NoteError(name, "the file is empty", "give a file that holds a note")
    # A PDF may have a few stray bytes before its header: ISO 32000 leaves room, readers look in the first 1,024.
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"obj" in data[:4096]):
        return "application/pdf"
    if data.startswith(b"PK"):
        return _zip_type(data, name)
    for magic, problem, remedy in _OTHERS:
        if data.startswith(magic):
            raise NoteError(name, problem, remedy)
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if _is_html(data, suffix):
        return "text/html"
    return "text/markdown" if suffix in ("md", "markdown") else "text/plain"


def _zip_type(data: bytes, name: str) -> str:
    """DOCX, or an error that says what the archive is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        problem = "this is a damaged DOCX or ZIP file"
        raise NoteError(name, problem, "get the file again or save it anew") from None
    if "word/document.xml" in members or (
        "[Content_Types].xml" in members and any(m.startswith("word/") for m in members)
    ):
        return _DOCX
    if any(m.startswith("xl/") for m in members):
        raise NoteError(name, "this is a spreadsheet", _KNOWN)
    if "content.xml" in members:
        raise NoteError(name, "this is an OpenDocument file", "save it as .docx or PDF")
    raise NoteError(name, "this is a ZIP archive", "unpack it first")


def _is_html(data: bytes, suffix: str) -> bool:
    """Whether the content is HTML; Markdown may hold single tags."""
    head = data[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    if _HTML_START.match(head):
        return True
    if suffix in ("md", "markdown"):
        return False
    closes = len(_HTML_CLOSE.findall(head))
    return (suffix in ("html", "htm", "xhtml") and closes > 0) or (closes > 0 and _HTML_PART.match(head) is not None)


def decode(data: bytes, name: str, findings: list[Finding]) -> str:
    """The characters that the bytes stand for; what had to be guessed goes to ``findings``.

    :raises NoteError: if no encoding makes a text of them
    """
    if text := _by_mark(data, name, findings):
        return text
    if b"\x00" in data[:4096]:
        return _wide(data, name, findings)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _eight_bit(data, name, findings, error.start)
    return _sound(text, name)


def _by_mark(data: bytes, name: str, findings: list[Finding]) -> str:
    """The text by its byte order mark; empty without one."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _sound(_replacing(data, encoding, name, findings), name)
    return ""


def _wide(data: bytes, name: str, findings: list[Finding]) -> str:
    """Bytes with NUL among them: UTF-16 without a mark, or no text at all."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.6 * half and even < 0.1 * half:
        encoding = "utf-16-le"
    elif even > 0.6 * half and odd < 0.1 * half:
        encoding = "utf-16-be"
    else:
        raise NoteError(name, "this is binary data in no known format", _KNOWN)
    findings.append(_guessed(name, encoding))
    return _sound(_replacing(data, encoding, name, findings), name)


def _replacing(data: bytes, encoding: str, name: str, findings: list[Finding]) -> str:
    """Decode; bytes that stand for nothing become U+FFFD and a finding."""
    text = data.decode(encoding, "replace")
    if "\ufffd" in text:
        findings.append(_undecodable(name, text.count("\ufffd"), encoding))
    return text


def _eight_bit(data: bytes, name: str, findings: list[Finding], where: int) -> str:
    """Bytes that are no UTF-8: damaged UTF-8, a charset that the HTML names, or Windows-1252."""
    damaged = data.decode("utf-8-sig", "replace")
    good = len(re.findall(r"[^\x00-\x7f\ufffd]", damaged))
    bad = damaged.count("\ufffd")
    if good > 4 * bad:
        findings.append(_undecodable(name, bad, "UTF-8"))
        return _sound(damaged, name)
    encoding = _named_charset(data)
    text = data.decode(encoding or "cp1252", "replace")
    if not encoding:
        findings.append(_guessed(name, "Windows-1252", f"byte {where + 1} is no UTF-8"))
    if "\ufffd" in text:
        findings.append(_undecodable(name, text.count("\ufffd"), encoding or "Windows-1252"))
    return _sound(text, name)


def _named_charset(data: bytes) -> str:
    """The charset that the HTML names, if it is an eight-bit or East Asian one; empty without one."""
    named = _CHARSET.search(data[:2048])
    if not named:
        return ""
    try:
        encoding = codecs.lookup(named[1].decode("ascii", "replace")).name
    except (LookupError, ValueError):
        return ""
    # The web reads Latin-1 as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
    encoding = "cp1252" if encoding == "iso8859-1" else encoding
    return encoding if _CHARSETS.match(encoding) else ""


def _sound(text: str, name: str) -> str:
    """The text, if it is one.

    :raises NoteError: if too much of it is no character of a text
    """
    text = text.removeprefix("\ufeff")
    # Counted in bytes, many times quicker than by a regular expression.
    data = text.encode("utf-8", "surrogatepass")
    bad = len(data) - len(data.translate(None, _CONTROLS)) + text.count("\ufffd")
    if bad > 3 and bad > 0.05 * len(text):
        raise NoteError(name, "the bytes are no text in any known encoding", "save the note as UTF-8, PDF or DOCX")
    if not text:
        raise NoteError(name, "the file is empty", "give a file that holds a note")
    return text


def _guessed(name: str, encoding: str, why: str = "there is no byte order mark") -> Finding:
    return Finding(
        "encoding-guessed",
        "warning",
        f"read as {encoding}, for {why}",
        note=name,
        remedy="check the accented letters, or save the file as UTF-8",
    )


def _undecodable(name: str, count: int, encoding: str) -> Finding:
    return Finding(
        "undecodable-bytes",
        "warning",
        f"bytes that are no {encoding} became U+FFFD; such places: {count}",
        note=name,
        remedy="save the file as UTF-8",
    )
