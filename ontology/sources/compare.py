"""Print where states.tsv and a `countries.json` of world-countries differ; nothing is written.

Usage: `python compare.py PATH/TO/countries.json`. A difference is a question, not an error: the file
is a second opinion on codes, membership, names and demonyms, and no data of it enter ours.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from stanzas import rows, split, unaccented
from states import OBSERVERS, iso_country, library_names


def differences(path: Path) -> list[str]:
    """What the file has that we lack, one line each."""
    theirs = {country["cca3"]: country for country in json.loads(path.read_text(encoding="utf-8"))}
    ours = {row["alpha3"]: row for row in rows("states.tsv")}
    members = {code for code, country in theirs.items() if country["unMember"]}
    lines = [f"{code}: a Member only there" for code in sorted(members - set(ours))]
    lines += [f"{code}: a Member only here" for code in sorted(set(ours) - members - OBSERVERS)]
    for code, row in sorted(ours.items()):
        country, iso = theirs[code], iso_country(code)
        names = {row["label"], row["official"], *split(row["other"]), *split(row["former"])}
        names |= set(library_names(iso))
        known = {unaccented(name) for name in names}
        if (country["cca2"], country["ccn3"]) != (iso.alpha_2, iso.numeric):
            lines.append(f"{code}: codes {country['cca2']}, {country['ccn3']}")
        lines += [
            f"{code}: {kind} name '{country['name'][kind]}'"
            for kind in ("common", "official")
            if unaccented(country["name"][kind]) not in known
        ]
        lines += [
            f"{code}: demonym '{demonym}'"
            for demonym in country["demonyms"]["eng"]["m"].split(", ")
            if demonym not in split(row["demonyms"])
        ]
    return lines


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in differences(Path(sys.argv[1]))))
