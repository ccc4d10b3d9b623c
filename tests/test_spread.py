"""Work in processes of this machine, some of which end before they are done."""

import multiprocessing
import os

import pytest

from graph1540.errors import SpreadError
from graph1540.spread import Processes


def _doubled(job: int) -> int:
    """Twice the number; a negative one ends the process that takes it."""
    if job < 0:
        os._exit(9)
    return job * 2


def _mistaken(job: int) -> int:
    raise ValueError(f"not {job}")


@pytest.mark.parametrize("deadly", [{0}, {20}, {59}, {3, 4, 41}])
def test_a_job_that_ends_every_process_costs_no_other_and_doubles_none(deadly):
    jobs = [-1 if number in deadly else number for number in range(60)]
    found = list(Processes(2).map(_doubled, jobs, lambda job: f"lost {job}"))
    assert sorted(one for one in found if isinstance(one, int)) == [2 * number for number in range(60) if number not in deadly]
    assert [one for one in found if isinstance(one, str)] == ["lost -1"] * len(deadly)
    assert not multiprocessing.active_children()


def test_work_that_cannot_be_lost_stops_in_one_sentence():
    with pytest.raises(SpreadError, match="a process ended before its part of the work was done"):
        list(Processes(2).map(_doubled, [*range(30), -1]))


def test_a_mistake_of_the_program_is_no_lost_work():
    with pytest.raises(ValueError, match="not 0"):
        list(Processes(2).map(_mistaken, range(30), lambda job: job))
