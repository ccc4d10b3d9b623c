"""What holds for every test: Hypothesis without deadlines, and the same examples on every run.

``HYPOTHESIS_PROFILE=search make test`` looks for new examples, many of them.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
