
"""Write `reference/states.ttl` from `states.tsv`, pycountry (ISO 3166-1) and Babel (CLDR).

`states.tsv` decides: what the United Nations calls each State, its other and former names, and its
demonyms. The libraries give the codes and add names that the table does not have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version

import pycountry
from babel import Locale
from pycountry.db import Country
from stanzas import iri, literal, literals, rows, spellings, split, stanza, write

OBSERVERS = {"PSE", "VAT"}

# Names of the libraries that the United Nations does not use, or that are not the State's alone.
UNUSED = {
    "Congo - Brazzaville",
    "Congo - Kinshasa",
    "Holy See (Vatican City State)",
    "Palestinian Territories",
    "Viet Nam, Socialist Republic of",
}

COMMENT = """
States: the Members of the United Nations and the two observer States.
Made by ontology/sources/states.py from states.tsv; do not edit by hand.
Codes and ISO 3166-1 names: pycountry {pycountry} (LGPL-2.1-only). English names of the
Unicode CLDR: Babel {babel} (BSD-3-Clause; data under the Unicode licence). An ISO 3166-1 numeric
code of a State is its M49 code (UN Statistics Division).
"""


def iso_country(code: str) -> Country:
    """The entry of ISO 3166-1 for an alpha-2 or alpha-3 code."""
    countries = pycountry.countries
    country = countries.get(alpha_2=code) if len(code) == 2 else countries.get(alpha_3=code)
    if country is None:
        raise SystemExit(f"ISO 3166-1 has no code '{code}'; correct the table that has it")
    return country


def library_names(country: Country) -> Iterator[str]:
    """The names that pycountry and CLDR have, with ISO's inversions also as the UN writes them."""
    for field in ("name", "common_name", "official_name"):
        name = getattr(country, field, "").removeprefix("the ")
        yield name
        if inverted := re.fullmatch(r"(.+), (.+ of(?: the)?)", name):
            short, long = inverted.groups()
            yield f"{short} ({long.removeprefix('The ')})"
    name = Locale("en").territories[country.alpha_2]
    yield name.replace("’", "'").replace("St. ", "Saint ")


def with_abbreviations(names: list[str]) -> Iterator[str]:
    """The names; those with "Saint" also with "St." and "St"."""
    for name in names:
        yield name
        if "Saint " in name:
            yield name.replace("Saint ", "St. ")
            yield name.replace("Saint ", "St ")


def state_stanza(row: dict[str, str]) -> tuple[str, set[str]]:
    """The stanza of a State, and every name in it."""
    country = iso_country(row["alpha3"])
    label, official, former = row["label"], row["official"], split(row["former"])
    library = [name for name in library_names(country) if name and name not in UNUSED]
    # A name that the table gives as former only stays so, whatever a library says.
    given = [*split(row["other"]), *(name for name in library if name not in former)]
    names = set(spellings(with_abbreviations([label, official, *given]))) - {label, official}
    demonyms = set(spellings(with_abbreviations(split(row["demonyms"]))))
    former_names = set(spellings(former))
    membership = "observer" if row["alpha3"] in OBSERVERS else "member"
    text = stanza(
        iri("state", row["alpha3"]),
        [
            ("a", "g1540:State"),
            ("skos:prefLabel", literal(label, "en")),
            ("g1540:officialName", literal(official, "en")),
            ("skos:altLabel", literals(names)),
            ("g1540:formerName", literals(former_names)),
            ("g1540:demonym", literals(demonyms)),
            ("skos:notation", literal(row["alpha3"])),
            ("g1540:isoAlpha2", literal(country.alpha_2)),
            ("g1540:m49", literal(country.numeric)),
            ("g1540:membership", iri("membership", membership)),
            ("g1540:inRegion", iri("region", f"m49-{row['m49']}")),
        ],
    )
    return text, {label, official} | names | former_names | demonyms


def main() -> None:
    """Write the file, unless two States would share a name."""
    stanzas: list[str] = []
    users: Counter[str] = Counter()
    for row in sorted(rows("states.tsv"), key=lambda row: row["alpha3"]):
        text, names = state_stanza(row)
        stanzas.append(text)
        users.update(names)
    if shared := sorted(name for name, count in users.items() if count > 1):
        raise SystemExit(f"states.tsv: names under two States: {', '.join(shared)}; leave them out")
    comment = COMMENT.format(pycountry=version("pycountry"), babel=version("babel"))
    write("states.ttl", comment, stanzas)


if __name__ == "__main__":
    main()
