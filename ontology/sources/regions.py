"""Write `reference/regions.ttl` from `regions.tsv`: M49, and other areas that notes name.

The areas that are no States (regions, seas, territories, provinces) mainly keep the States' names
in them from being read as States: "Gulf of Guinea", "Northern Ireland", "Latin American".
"""

from __future__ import annotations

from stanzas import BASE, iri, literal, literals, rows, spellings, split, stanza, write

SCHEME = f"<{BASE}region>"

COMMENT = """
Regions: the geographic regions of the UN Statistics Division's M49 standard (those with a
notation), then regions, seas, territories and parts of States as notes name them.
Made by ontology/sources/regions.py from regions.tsv; do not edit by hand.
M49: UN Statistics Division, Standard Country or Area Codes for Statistical Use; the rest is our own.
`skos:altLabel` has adjectives too. A name here is no opinion on the status of a territory.
"""


def region_stanza(row: dict[str, str]) -> str:
    """The stanza of a region or another area."""
    names = set(spellings([row["label"], *split(row["other"])])) - {row["label"]}
    return stanza(
        iri("region", row["slug"]),
        [
            ("a", "skos:Concept"),
            ("skos:prefLabel", literal(row["label"], "en")),
            ("skos:altLabel", literals(names)),
            ("skos:notation", literal(row["m49"]) if row["m49"] else ""),
            ("skos:broader", iri("region", row["broader"]) if row["broader"] else ""),
            ("skos:inScheme", SCHEME),
        ],
    )


def main() -> None:
    """Write the file."""
    scheme = stanza(
        SCHEME,
        [
            ("a", "skos:ConceptScheme"),
            ("skos:prefLabel", literal("Regions and areas", "en")),
            ("dcterms:source", "<https://unstats.un.org/unsd/methodology/m49/>"),
        ],
    )
    ordered = sorted(rows("regions.tsv"), key=lambda row: (not row["m49"], row["slug"]))
    write("regions.ttl", COMMENT, [scheme, *(region_stanza(row) for row in ordered)])


if __name__ == "__main__":
    main()
