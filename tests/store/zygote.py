"""Writers to be killed: a process that has everything loaded and forks one for each line that it reads."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from store_making import made_note, small_reference

from graph1540.store import Writer, build_store, compact


def work(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        what = chance.random()
        if what < 0.05:
            compact(folder)
            continue
        if what > 0.8:
            build_store(folder, [made_note(f"n{n}", chance.randrange(3)) for n in sorted(chance.sample(range(8), 4))], reference=small_reference())
            continue
        with Writer(folder, reference=small_reference()) as writer:
            there = writer.index.slugs()
            if len(there) > 3 and what < 0.45:
                writer.remove(chance.sample(there, chance.choice((1, 2))))
            else:
                new = [made_note(f"n{chance.randrange(8)}", chance.randrange(3)) for _ in range(chance.choice((1, 2)))]
                writer.add({one.note.slug: one for one in new}.values())


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    small_reference()
    for line in sys.stdin:
        folder, seed = line.split()
        child = os.fork()
        if child == 0:
            try:
                work(Path(folder), int(seed))
            finally:
                os._exit(1)
        tell(child)
        tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
