"""Work for the workers of the tests: they find this module by its name, as they do those of the program."""

import os
import time


def doubled(job):
    """Twice the number; a negative one ends the worker, a large one takes a while."""
    if job < 0:
        os._exit(9)
    if job > 1000:
        time.sleep(0.02)
    return job * 2


def broken(job):
    """A mistake of the program."""
    raise ValueError(f"not {job}")
