"""That the fuzzers run: five seconds of each. The long runs are ``python tests/fuzz/text.py --seconds 600``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("fuzzer", ["text", "files"])
def test_five_seconds_find_nothing(fuzzer, tmp_path):
    found = subprocess.run(
        [sys.executable, HERE / f"{fuzzer}.py", "--seconds", "5", "--keep", tmp_path], capture_output=True, text=True, check=False, timeout=300
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert int(found.stdout.split()[0]) > 0
