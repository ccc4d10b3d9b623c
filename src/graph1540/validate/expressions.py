"""The constraint components of SHACL core as conditions of SPARQL that are true where the constraint is broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, count

import pyoxigraph as ox

from graph1540.iri import RDF, XSD
from graph1540.validate.facts import Facts
from graph1540.validate.rules import SH
from graph1540.validate.scopes import Focus
from graph1540.validate.sparql import UnsupportedError
from graph1540.validate.terms import AnyTerm

__all__ = ["Expressions"]

#: The component, the condition, and whether it is about each value node (else about all of them together).
Test = tuple[str, str, bool]

_KINDS = {"IRI": ("isIRI",), "BlankNode": ("isBlank",), "Literal": ("isLiteral",)}
_CASTS = frozenset(XSD + n for n in ("boolean", "integer", "decimal", "float", "double", "date", "dateTime", "time", "gYear", "gYearMonth"))
_FREE = frozenset({XSD.string, RDF.langString})
_COMPARED = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
_LISTED = frozenset({"and", "or", "xone"})
#: What a shape may carry beside its constraints.
_PASSED = frozenset({"severity", "message", "path", "name", "description", "order", "group", "flags", "defaultValue", "deactivated",
    "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "qualifiedMinCount", "qualifiedMaxCount"})  # fmt: skip
_MANY = 4


class Expressions:
    """Conditions over the shapes of ``facts``, their patterns in ``scope``."""

    def __init__(self, facts: Facts, scope: Focus) -> None:
        self._facts = facts
        self._scope = scope
        self._fresh = count()

    def along(self, start: str, path: AnyTerm | None, end: str) -> str:
        """The patterns of a path, as SHACL writes it down."""
        if isinstance(path, ox.NamedNode):
            return self._scope.pattern(start, str(path), end)
        if path is None or isinstance(path, ox.Literal | ox.Triple):
            raise UnsupportedError("a path")
        if self._facts.listed(path):
            parts = self._facts.members(path)
            ends = [*(self._variable("step") for _ in parts[1:]), end]
            return " ".join(self.along(a, part, b) for a, part, b in zip([start, *ends], parts, ends, strict=False))
        inverse, options = self._facts.one(path, "inversePath"), self._facts.one(path, "alternativePath")
        if inverse is not None:
            return self.along(end, inverse, start)
        if options is not None:
            return " UNION ".join(f"{{ {self.along(start, part, end)} }}" for part in self._facts.members(options))
        return self._scope.path(start, self._written(path), end)

    def _written(self, path: AnyTerm) -> str:
        """A path as SPARQL writes it."""
        if isinstance(path, ox.NamedNode):
            return str(path)
        if self._facts.listed(path):
            return "/".join(f"({self._written(part)})" for part in self._facts.members(path))
        for name, sign in (("zeroOrMorePath", "*"), ("oneOrMorePath", "+"), ("zeroOrOnePath", "?")):
            inner = self._facts.one(path, name)
            if inner is not None:
                return f"({self._written(inner)}){sign}"
        inverse, options = self._facts.one(path, "inversePath"), self._facts.one(path, "alternativePath")
        if inverse is not None:
            return f"^({self._written(inverse)})"
        if options is not None:
            return "|".join(f"({self._written(part)})" for part in self._facts.members(options))
        raise UnsupportedError("a path")

    def component(self, shape: AnyTerm, kind: str, value: str, focus: str) -> Iterator[Test]:
        """The conditions of one kind of constraint of a shape."""
        path = self._facts.one(shape, "path")
        for given in sorted(self._facts.all(shape, kind), key=str):
            if kind in ("qualifiedMinCount", "qualifiedMaxCount"):
                return
            if kind == "qualifiedValueShape":
                yield from self._qualified(shape, given, focus, path)
            elif kind in ("minCount", "maxCount", "hasValue", "uniqueLang"):
                yield from self._together(kind, given, value, focus, path)
            else:
                yield _component(kind), self._each(shape, kind, given, value), True

    def broken(self, shape: AnyTerm, node: str, depth: int = 0) -> str:
        """The condition under which a node does not conform to a shape."""
        if depth > _MANY * 2 or isinstance(shape, ox.Literal | ox.Triple):
            raise UnsupportedError("shapes too deep")
        if self._facts.true(shape, "deactivated"):
            return "false"
        path = self._facts.one(shape, "path")
        value = node if path is None else self._variable("value")
        found: list[str] = []
        for name in self._facts.names(shape):
            kind = name.removeprefix(str(SH))
            if not name.startswith(str(SH)) or kind in _PASSED:
                continue
            if kind == "property":
                each = [(self.broken(inner, value, depth + 1), True) for inner in self._facts.all(shape, kind)]
            else:
                each = [(test, single) for _, test, single in self.component(shape, kind, value, node)]
            for test, single in each:
                along = self.along(node, path, value) if single and path is not None else ""
                found.append(f"EXISTS {{ {along} FILTER({test}) }}" if along else f"({test})")
        return " || ".join(found) if found else "false"

    def _each(self, shape: AnyTerm, kind: str, given: AnyTerm, value: str) -> str:
        """The condition on one value node."""
        if kind == "class":
            return f"NOT EXISTS {{ {self._scope.instance(value, str(given))} }}"
        return self._simple(shape, kind, given, value) or self._shapes(kind, given, value)

    def _simple(self, shape: AnyTerm, kind: str, given: AnyTerm, value: str) -> str:
        """The condition of a constraint on the term itself, empty if it is of another kind."""
        if kind == "datatype":
            return self._datatype(given, value)
        if kind == "nodeKind":
            allowed = [test for name, tests in _KINDS.items() if name in str(given) for test in tests]
            return "!(" + " || ".join(f"{test}({value})" for test in allowed) + ")"
        if kind in _COMPARED:
            return f"!COALESCE({value} {_COMPARED[kind]} {given}, false)"
        if kind in ("minLength", "maxLength"):
            sign = "<" if kind == "minLength" else ">"
            return f"isBlank({value}) || STRLEN(STR({value})) {sign} {_number(given)}"
        if kind == "pattern":
            flags = ox.Literal(self._facts.text(shape, "flags"))
            return f"isBlank({value}) || !REGEX(STR({value}), {ox.Literal(_text(given))}, {flags})"
        if kind == "in":
            return "!(" + " || ".join(f"sameTerm({value}, {_fixed(term)})" for term in self._facts.members(given)) + ")"
        if kind == "languageIn":
            tags = " || ".join(f"LANGMATCHES(LANG({value}), {term})" for term in self._facts.members(given))
            return f"!(isLiteral({value}) && LANG({value}) != '' && ({tags}))"
        return ""

    def _shapes(self, kind: str, given: AnyTerm, value: str) -> str:
        """The condition of a constraint that refers to other shapes."""
        if kind == "node":
            return self.broken(given, value)
        if kind == "not":
            return f"!({self.broken(given, value)})"
        if kind not in _LISTED:
            raise UnsupportedError(kind)
        parts = [f"({self.broken(part, value)})" for part in self._facts.members(given)]
        if kind == "xone":
            return " + ".join(f"IF({part}, 0, 1)" for part in parts) + " != 1"
        return (" || " if kind == "and" else " && ").join(parts)

    def _datatype(self, given: AnyTerm, value: str) -> str:
        assert isinstance(given, ox.NamedNode)
        right = f"isLiteral({value}) && DATATYPE({value}) = {given}"
        if given.value in _CASTS:
            right += f" && COALESCE(isLiteral({given}(STR({value}))), false)"
        elif given.value not in _FREE and given.value.startswith(str(XSD)):
            raise UnsupportedError(given.value)
        return f"!({right})"

    def _together(self, kind: str, given: AnyTerm, value: str, focus: str, path: AnyTerm | None) -> Iterator[Test]:
        """The conditions on all value nodes together."""
        name = _component(kind)
        if kind == "hasValue":
            test = f"!sameTerm({focus}, {_fixed(given)})" if path is None else f"NOT EXISTS {{ {self.along(focus, path, _fixed(given))} }}"
            yield name, test, path is None
        elif kind == "uniqueLang":
            if _text(given) != "true":
                return
            other = self._variable("other")
            again = f"{self.along(focus, path, other)} FILTER(!sameTerm({value}, {other}) && LANG({value}) = LANG({other}))"
            yield name, f"isLiteral({value}) && LANG({value}) != '' && EXISTS {{ {again} }}", True
        elif kind == "minCount":
            number = _number(given)
            if number:
                yield name, self._at_least(number, focus, path, "").replace("EXISTS", "NOT EXISTS", 1), False
        else:
            yield name, self._at_least(_number(given) + 1, focus, path, ""), False

    def _qualified(self, shape: AnyTerm, given: AnyTerm, focus: str, path: AnyTerm | None) -> Iterator[Test]:
        least, most = self._facts.one(shape, "qualifiedMinCount"), self._facts.one(shape, "qualifiedMaxCount")
        if self._facts.true(shape, "qualifiedValueShapesDisjoint"):
            raise UnsupportedError("qualifiedValueShapesDisjoint")
        if least is not None and _number(least):
            test = self._at_least(_number(least), focus, path, given)
            yield "QualifiedMinCountConstraintComponent", test.replace("EXISTS", "NOT EXISTS", 1), False
        if most is not None:
            yield "QualifiedMaxCountConstraintComponent", self._at_least(_number(most) + 1, focus, path, given), False

    def _at_least(self, number: int, focus: str, path: AnyTerm | None, shape: AnyTerm | str) -> str:
        """Whether a path leads to so many different nodes, which conform to a shape where one is given."""
        if number > _MANY:
            raise UnsupportedError("a count")
        nodes = [self._variable("value") for _ in range(number)]
        tests = [f"!sameTerm({a}, {b})" for a, b in combinations(nodes, 2)]
        if not isinstance(shape, str):
            tests += [f"!({self.broken(shape, node)})" for node in nodes]
        patterns = " ".join(f"{{ {self.along(focus, path, node)} }}" if "UNION" in self.along(focus, path, node) else self.along(focus, path, node) for node in nodes)
        return f"EXISTS {{ {patterns} {' '.join(f'FILTER({test})' for test in tests)} }}"

    def _variable(self, name: str) -> str:
        return f"?{name}{next(self._fresh)}"


def _component(kind: str) -> str:
    """The name of a constraint component.

    >>> _component("minCount")
    'MinCountConstraintComponent'
    """
    return f"{kind[0].upper()}{kind[1:]}ConstraintComponent"


def _text(term: AnyTerm) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _number(term: AnyTerm) -> int:
    text = _text(term)
    if not text.isdecimal():
        raise UnsupportedError(text)
    return int(text)


def _fixed(term: AnyTerm) -> str:
    """A term as SPARQL writes it; a blank node there would be a variable."""
    if isinstance(term, ox.BlankNode | ox.Triple):
        raise UnsupportedError("a blank node")
    return str(term)
