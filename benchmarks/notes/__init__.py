"""Made-up information notes as text, any number of them, with what they say.

    .venv/bin/python -m benchmarks.notes 1000 FOLDER [--brief] [--said] [--seed 1540]

A note depends on the seed and on its number alone, so the first hundred are the same whatever the number of all, and two
runs give the same bytes. Meetings come in series of one to four rounds, each a follow-up of the one before; most are
told of by several notes, in their own words and as precisely as it happens. Persons, meetings, letters, plans and
quoted texts are invented or put together by chance: nothing here is a fact. Brief notes tell of the meeting, the letter that
invited to it, the meeting before and a plan, in a third of the length.
"""

from .telling import Told, tell
from .world import World
from .writing import write_notes

__all__ = ["Told", "World", "tell", "write_notes"]
