"""What a module offers stands in its ``__all__``, sorted."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "graph1540"
MODULES = sorted(path for path in SOURCE.rglob("*.py"))


def offered(path):
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["__all__"]:
            return ast.literal_eval(node.value)
    return None


def defined(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Assign():
                names |= {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
            case ast.AnnAssign(target=ast.Name(name)):
                names.add(name)
            case ast.ImportFrom() | ast.Import():
                names |= {alias.asname or alias.name for alias in node.names}
    return names


def order(name):
    """Constants, then classes, then the rest, each by the alphabet: as ruff sorts them."""
    return (not (len(name) > 1 and name.isupper()), not name[0].isupper(), name)


def test_the_modules_were_found():
    assert len(MODULES) > 60


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_offers_what_it_has_in_order(path):
    names = offered(path)
    assert names is not None, "give it an __all__"
    assert names == sorted(set(names), key=order)
    assert set(names) <= defined(path)
    assert [name for name in names if name.startswith("_") and not name.startswith("__")] == []
