"""What is handed out: the lock files, and a wheel that works from any folder."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / "requirements").iterdir())
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]


def locked(name):
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ \n]+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("runtime.lock", PROJECT["project"]["dependencies"]),
        ("dev.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("bench.lock", PROJECT["dependency-groups"]["bench"]),
        ("tools.lock", PROJECT["dependency-groups"]["lock"]),
    ],
)
def test_a_lock_file_holds_what_the_project_asks_for(lock, wanted):
    versions = locked(lock)
    requirements = [Requirement(text) for text in wanted]
    assert requirements
    missing = [str(r) for r in requirements if not r.specifier.contains(versions.get(r.name.lower().replace("_", "-"), "0"))]
    assert missing == [], "run 'make lock'"


def test_the_lock_files_agree():
    runtime, dev = locked("runtime.lock"), locked("dev.lock")
    assert runtime.items() <= dev.items()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_holds_versions_and_hashes_alone(lock):
    pin = re.compile(r"[a-z0-9-]+==[A-Za-z0-9.+!]+(?: ; [a-z_0-9'<>=!. A-Z]+)? \\")
    lines = lock.read_text("utf-8").splitlines()
    assert [line for line in lines if not pin.fullmatch(line) and not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line)] == []
    assert all("--hash" in following for line, following in pairwise(lines) if pin.fullmatch(line))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built with what is installed here, without looking anything up."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def files_of(folder):
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_the_wheel_holds_what_an_expert_edits_and_no_more(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name.removeprefix("graph1540/data/") for name in archive.namelist() if name.startswith("graph1540/data/")}
    wanted = {name for folder in ("ontology", "shapes", "queries") for name in files_of(folder) if not name.startswith("ontology/sources/")}
    assert len(wanted) > 20
    assert names == wanted


def test_the_wheel_holds_the_licence_and_the_types(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "graph1540/py.typed" in names
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_an_installed_copy_works_from_any_folder(wheel, tmp_path):
    target = tmp_path / "an environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", target], check=True)
    python = target / "bin" / "python"
    subprocess.run([*PIP, "--python", python, "install", "-q", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    # The dependencies are those of this environment; graph1540 itself comes from the wheel.
    environment = {"PYTHONPATH": sysconfig.get_path("purelib"), "PATH": "/usr/bin:/bin", "COLUMNS": "120"}
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def run(*words):
        return subprocess.run([target / "bin" / "graph1540", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)

    where = subprocess.run([python, "-c", "import graph1540; print(graph1540.__file__)"], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    assert where.stdout.startswith(str(target))
    built = run("build", str(ROOT / "seeds"), "-o", "graph.trig")
    assert (built.returncode, built.stdout) == (0, "")
    assert built.stderr.startswith("3 notes · ")
    assert run("validate", "graph.trig").returncode == 0
    assert run("export", "graph.trig", "-o", "graph.jsonld").returncode == 0
    assert "Tajikistan" in run("query", "co-participation", "-p", "state=Kyrgyzstan").stdout
    assert run("review", str(ROOT / "seeds" / "003_be3ee69ea5258f23.txt"), "-o", "page.html").returncode == 0
