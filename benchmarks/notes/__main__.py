"""Write notes to a folder."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from . import __doc__ as described
from .writing import write_notes

parser = argparse.ArgumentParser(description=described, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("count", type=int, help="how many notes")
parser.add_argument("folder", type=Path)
parser.add_argument("--seed", type=int, default=1540)
parser.add_argument("--said", action="store_true", help="write NAME.gold.json beside each note: what it says")
parser.add_argument("--brief", action="store_true", help="notes that keep to the meeting itself: a third of the length")
options = parser.parse_args()
begin = time.perf_counter()
write_notes(options.folder, options.count, seed=options.seed, said=options.said, brief=options.brief)
print(f"{options.count:,} notes in {time.perf_counter() - begin:.1f} s")
