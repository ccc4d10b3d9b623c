"""Elements of HTML: whatever is no ``Html`` already is escaped, so a note cannot write markup into the page."""

from __future__ import annotations

import re
from html import escape

__all__ = ["VOID", "Html", "clean", "element", "escaped", "join"]

#: Elements without an end tag, as far as the page uses them.
VOID = frozenset({"br", "input", "meta"})

#: What no HTML document may hold (HTML, section 13.1.4), and the carriage return, which parsers turn into a line feed.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: Characters that turn the direction of the text around them: a note could show its words in another order.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Html(str):
    """Markup. Joined to a plain ``str`` it becomes plain again and would be escaped: the safe way to fail."""

    __slots__ = ()


def clean(text: str) -> str:
    r"""``text`` with U+FFFD for each character that a page cannot hold; as long as before.

    >>> clean("a\x00b")
    'a�b'
    """
    return _TURNING.sub("\ufffd", _UNFIT.sub("\ufffd", text))


def element(name: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """One element; an attribute that is None or False is left out, ``class_`` and ``data_x`` lose their underscores.

    >>> element("a", "<b>", class_="x", href="#1", hidden=False)
    '<a class="x" href="#1">&lt;b&gt;</a>'
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        plain = key.rstrip("_").replace("_", "-")
        parts.append(f" {plain}" if value is True else f' {plain}="{escape(clean(str(value)))}"')
    parts.append(">")
    if name not in VOID:
        parts += [*map(_inner, children), f"</{name}>"]
    return Html("".join(parts))


def escaped(text: str) -> Html:
    """Plain text as markup."""
    return Html(_inner(text))


def join(children: list[Html], separator: str = "") -> Html:
    """Elements one after the other."""
    return Html(_inner(separator).join(children))


def _inner(child: str) -> str:
    return child if isinstance(child, Html) else escape(clean(child), quote=False)
