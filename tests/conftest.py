"""What holds for every test: Hypothesis without deadlines, the same examples on every run, and one Virtuoso and one Dask for all.

``HYPOTHESIS_PROFILE=search make test`` looks for new examples, many of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from dask_server import Scheduler, dask_scheduler
from virtuoso_server import Server, virtuoso

settings.register_profile("steady", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso; tests that ask for it belong to the group "virtuoso", so that one process alone starts it."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as found:
        yield found


@pytest.fixture(scope="session")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """A Dask scheduler with two workers; tests that ask for it belong to the group "dask"."""
    with dask_scheduler(tmp_path_factory.mktemp("dask"), 2) as found:
        yield found
