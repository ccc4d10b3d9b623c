"""The query of a shape, spread over the graphs of a dataset: each triple pattern is asked where its triples stand.

SHACL knows one data graph. Ours is spread: what a note says stands in the note's own graph, what is known of the
things that it names in the default graph. So that nothing need be copied, the text of a ``sh:select`` is taken apart
into its triple patterns and each is put back by a :class:`Scope`; all else (filters, binds) stays as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Protocol

__all__ = ["Rewritten", "Scope", "UnsupportedError", "rewrite"]

_TOKEN = re.compile(
    r'''(?P<space>(?:\s|\#[^\n]*)+)
    |(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:\w+)
    |(?P<name>(?:[A-Za-z][\w.-]*)?:[\w%-]*(?:\.[\w%-]+)*)
    |(?P<word>@?[A-Za-z_][\w-]*)
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<sign>\^\^|&&|\|\||[!<>]?=|.)''',
    re.VERBOSE | re.DOTALL,
)
_ENDS = frozenset({"}", "FILTER", "BIND", "OPTIONAL", "UNION", "MINUS", "VALUES", "GRAPH", "SERVICE", "{"})
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class UnsupportedError(Exception):
    """The query holds what cannot be spread over graphs; the reference engine answers it."""


class Scope(Protocol):
    """Says where the triples of a pattern stand."""

    #: What a sub-query must give besides its own variables: the variable of the graph, or nothing.
    extra: str

    def pattern(self, subject: str, predicate: str, value: str, *, loose: bool = False) -> str:
        """A group that matches the triples; ``predicate`` is an IRI in angle brackets or a variable.

        ``loose``: nothing else in the query ties the subject, so it can be any of the data's own.
        """

    def declared(self, subject: str) -> str:
        """A condition that holds of the terms of the ontology where its declarations are in no graph, or nothing."""

    def path(self, subject: str, path: str, value: str) -> str:
        """The same for a path that goes on without end (``*``, ``+``) or stays (``?``), its IRIs in angle brackets."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The group of a query without its braces, the query's variables, and the triples that every row needs."""

    body: str
    variables: tuple[str, ...]
    needed: frozenset[tuple[str, str, str]]


def rewrite(select: str, prefixes: Mapping[str, str], scope: Scope) -> Rewritten:
    """A SELECT query with its patterns put into scope.

    :raises UnsupportedError: if the query has solution modifiers, blank nodes, or names graphs of its own
    """
    return _Rewriter(_tokens(select), prefixes, scope).query()


def _tokens(text: str) -> list[tuple[str, str]]:
    found = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]
    return [token for token in found if token[0] != "space"]


class _Rewriter:
    def __init__(self, tokens: list[tuple[str, str]], prefixes: Mapping[str, str], scope: Scope) -> None:
        self._tokens = tokens
        self._at = 0
        self._prefixes = prefixes
        self._scope = scope
        self._fresh = count()
        self._depth = 0
        self._needed: set[tuple[str, str, str]] = set()
        self._used = Counter(text[1:] for kind, text in tokens if kind == "variable")

    def query(self) -> Rewritten:
        self._expect("SELECT")
        if self._upper() == "DISTINCT":
            self._next()
        variables = []
        while self._kind() == "variable":
            variables.append(self._next()[1:])
        if self._upper() == "WHERE":
            self._next()
        body = self._group()
        if self._at < len(self._tokens):
            raise UnsupportedError(self._upper())
        return Rewritten(body[1:-1].strip(), tuple(variables), frozenset(self._needed))

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _upper(self) -> str:
        return self._tokens[self._at][1].upper() if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            raise UnsupportedError("the end")
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "name":
            return self._full(text)
        return f"?{text[1:]}" if kind == "variable" else text

    def _full(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        if prefix not in self._prefixes:
            raise UnsupportedError(name)
        return f"<{self._prefixes[prefix]}{local}>"

    def _expect(self, word: str) -> str:
        if self._upper() != word:
            raise UnsupportedError(self._upper())
        return self._next()

    def _group(self) -> str:
        self._expect("{")
        if self._upper() == "SELECT":
            return f"{{ {self._subselect()} }}"
        parts: list[str] = []
        self._depth += 1
        while self._upper() != "}":
            parts.append(self._element())
        self._depth -= 1
        self._next()
        return "{ " + " ".join(parts) + " }"

    def _subselect(self) -> str:
        parts = [self._next()]
        if self._upper() == "DISTINCT":
            parts.append(self._next())
        parts.append(self._scope.extra)
        while self._upper() not in ("WHERE", "{"):
            parts.append(self._parenthesis() if self._upper() == "(" else self._next())
        counted = any("(" in part for part in parts)
        if self._upper() == "WHERE":
            parts.append(self._next())
        parts.append(self._group())
        if self._upper() == "GROUP":
            parts += [self._next(), self._expect("BY"), self._scope.extra]
            while self._kind() == "variable":
                parts.append(self._next())
        elif self._scope.extra and counted:
            raise UnsupportedError("an aggregate without groups")
        self._expect("}")
        return " ".join(parts)

    def _element(self) -> str:
        word = self._upper()
        if word == ".":
            self._next()
            return ""
        if word == "{":
            parts = [self._group()]
            while self._upper() == "UNION":
                parts += [self._next(), self._group()]
            return " ".join(parts)
        if word in ("OPTIONAL", "MINUS"):
            return f"{self._next()} {self._group()}"
        if word == "FILTER":
            return f"{self._next()} {self._constraint()}"
        if word == "BIND":
            return f"{self._next()} {self._parenthesis()}"
        if word in ("GRAPH", "SERVICE", "VALUES"):
            raise UnsupportedError(word)
        return self._triples()

    def _constraint(self) -> str:
        parts = []
        if self._upper() == "NOT":
            asked = self._untyped()
            if asked:
                parts.append(f"(!{asked}) FILTER")
            parts.append(self._next())
        if self._upper() == "EXISTS":
            parts += [self._next(), self._group()]
        elif self._upper() == "(":
            parts.append(self._parenthesis())
        else:
            parts.append(self._next() + self._parenthesis())
        return " ".join(parts)

    def _untyped(self) -> str:
        """For ``NOT EXISTS { ?x a ?kind }``: what is known of ?x without a graph."""
        kinds = [kind for kind, _ in self._tokens[self._at : self._at + 7]]
        texts = [text for _, text in self._tokens[self._at : self._at + 7]]
        if texts[2:3] == ["{"] and texts[4:5] == ["a"] and texts[6:7] == ["}"] and kinds[3] == kinds[5] == "variable":
            return self._scope.declared(f"?{texts[3][1:]}")
        return ""

    def _parenthesis(self) -> str:
        """An expression in brackets, as it is written, but for the groups of EXISTS in it."""
        text = self._expect("(")
        while self._upper() != ")":
            if self._upper() == "(":
                called = text[-1].isalnum() or text[-1] in "_>"
                text += ("" if called else " ") + self._parenthesis()
            else:
                text += " " + (self._group() if self._upper() == "{" else self._next())
        return f"{text} {self._next()}"

    def _triples(self) -> str:
        """Subjects with their predicates and values, up to what ends the block."""
        subject = self._term()
        parts: list[str] = []
        while True:
            path = self._path()
            while True:
                parts.extend(self._patterns(subject, path, self._term()))
                if self._upper() != ",":
                    break
                self._next()
            if self._upper() != ";":
                break
            while self._upper() == ";":
                self._next()
            if self._upper() in _ENDS or self._upper() == ".":
                break
        return " ".join(parts)

    def _term(self) -> str:
        if self._kind() not in ("iri", "name", "variable", "string", "number"):
            raise UnsupportedError(self._upper())
        string = self._kind() == "string"
        term = self._next()
        if string and self._upper() == "^^":
            term += self._next() + self._next()
        elif string and self._upper().startswith("@"):
            term += self._next()
        return term

    def _path(self) -> tuple[object, ...]:
        """A path as a tree: ("|" or "/", parts …), ("^", part), ("*", part), ("", IRI or variable)."""
        if self._kind() == "variable":
            return ("", self._next())
        return self._operands("|", lambda: self._operands("/", self._step))

    def _operands(self, sign: str, part: Callable[[], tuple[object, ...]]) -> tuple[object, ...]:
        parts = [part()]
        while self._upper() == sign:
            self._next()
            parts.append(part())
        return parts[0] if len(parts) == 1 else (sign, *parts)

    def _step(self) -> tuple[object, ...]:
        found: tuple[object, ...]
        if self._upper() == "^":
            self._next()
            return ("^", self._step())
        if self._upper() == "(":
            self._next()
            found = self._path()
            self._expect(")")
        elif self._upper() == "A" and self._kind() == "word":
            self._next()
            found = ("", _TYPE)
        elif self._kind() in ("iri", "name"):
            found = ("", self._next())
        else:
            raise UnsupportedError(self._upper())
        if self._upper() in ("*", "+", "?"):
            return (self._next(), found)
        return found

    def _patterns(self, subject: str, path: tuple[object, ...], value: str) -> Iterator[str]:
        sign, *parts = path
        if sign == "":
            if self._depth == 1:
                self._needed.add((subject, str(parts[0]), value))
            loose = subject.startswith("?") and self._used[subject[1:]] == 1
            yield self._scope.pattern(subject, str(parts[0]), value, loose=loose)
        elif sign == "^":
            yield from self._patterns(value, _tree(parts[0]), subject)
        elif sign == "/":
            ends = [f"?step{next(self._fresh)}" for _ in parts[1:]]
            for part, start, end in zip(parts, [subject, *ends], [*ends, value], strict=True):
                yield from self._patterns(start, _tree(part), end)
        elif sign == "|":
            self._depth += 1
            yield " UNION ".join("{ " + " ".join(self._patterns(subject, _tree(part), value)) + " }" for part in parts)
            self._depth -= 1
        else:
            yield self._scope.path(subject, _text(path), value)


def _tree(part: object) -> tuple[object, ...]:
    assert isinstance(part, tuple)
    return part


def _text(path: tuple[object, ...]) -> str:
    sign, *parts = path
    if sign == "":
        return str(parts[0])
    texts = [f"({_text(_tree(part))})" for part in parts]
    if sign == "^":
        return f"^{texts[0]}"
    return str(sign).join(texts) if sign in ("|", "/") else f"{texts[0]}{sign}"

