"""Writes what the documents take from the program: docs/cli.md, docs/queries.md, docs/ontology.md and the outputs in README.md.

``make docs`` runs it; the tests hold the documents against it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from graph1540.cli import main
from graph1540.query import catalogue
from graph1540.query.document import queries_page

__all__ = ["cli_reference", "ontology_page", "readme", "steady"]

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / ".ci"))
from ontology_page import ontology_page  # noqa: E402 - it lies beside this file

_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def cli_reference() -> str:
    """The page with the help of every command."""
    parts = ["# Command line\n\nMade from the program by `make docs`; do not edit by hand.\n"]
    for name in ("", *main.commands):
        words = ["graph1540", name] if name else ["graph1540"]
        shown = CliRunner().invoke(main, [*words[1:], "--help"], prog_name="graph1540", terminal_width=90, max_content_width=90)
        parts.append(f"## {' '.join(words)}\n\n```\n{shown.output.rstrip()}\n```\n")
    return "\n".join(parts)


def readme(text: str, folder: Path) -> str:
    """``text`` with the output of every command of its console blocks, run in order in ``folder``, which gets the seeds."""
    (folder / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    return _BLOCK.sub(lambda found: "".join(_run(found[1], folder)), text)


def _run(block: str, folder: Path) -> Iterator[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "COLUMNS": "110", "PYTHONUTF8": "1"}
    for line in block.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(  # noqa: S602 - our own README
                line[2:],
                shell=True,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            yield f"{line}\n{done.stdout}"


def steady(text: str) -> str:
    """``text`` without the counts that every change of the extractor moves, or the size that a store happens to take."""
    return re.sub(r"[\d,.]+(?= (?:claims|pieces of evidence|inferred facts|quads|MB))", "N", text)


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
        sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    _write(ROOT / "docs" / "cli.md", cli_reference())
    _write(ROOT / "docs" / "queries.md", queries_page(catalogue()))
    _write(ROOT / "docs" / "ontology.md", ontology_page(ROOT / "ontology" / "graph1540.ttl"))
    with tempfile.TemporaryDirectory() as folder:
        _write(ROOT / "README.md", readme((ROOT / "README.md").read_text("utf-8"), Path(folder)))
        for picture in sorted(Path(folder).glob("*.svg")):
            _write(ROOT / "docs" / picture.name, picture.read_text("utf-8"))
