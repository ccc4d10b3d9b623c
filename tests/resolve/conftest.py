"""Let the tests of this folder share how claims are made by hand."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
