"""What there is to tell of: series of meetings, each a function of the seed and its number."""

from __future__ import annotations

import random
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from graph1540.reference import shipped_reference

__all__ = ["Meeting", "Organization", "Person", "Region", "World"]


@dataclass(frozen=True)
class Organization:
    """A name as notes write it, and its acronym; ``others`` are names that mean the same."""

    name: str
    acronym: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Every name that counts as right."""
        return [self.name, self.acronym, *self.others]


@dataclass(frozen=True)
class Region:
    """States that meet, each with towns where they do, and who gathers them."""

    name: str
    towns: dict[str, tuple[str, ...]]
    organizations: tuple[Organization, ...]


@dataclass(frozen=True)
class Person:
    """Somebody who speaks or writes; ``organization`` is empty for a State's ministry, which is told by ``ministry``."""

    title: str
    name: str
    role: str
    ministry: str
    state: str


@dataclass(frozen=True)
class Meeting:
    """One round of a series. ``states`` begin with the host."""

    key: str
    series: int
    round: int
    kind: str
    start: date
    end: date
    town: str
    states: tuple[str, ...]
    region: Region
    guests: tuple[Organization, ...]
    topics: tuple[str, ...]
    count: int

    @property
    def host(self) -> str:
        """The State where it takes place."""
        return self.states[0]


def _towns(text: str) -> dict[str, tuple[str, ...]]:
    """States with their towns.

    >>> _towns("KGZ Bishkek, Osh; TJK Dushanbe")
    {'KGZ': ('Bishkek', 'Osh'), 'TJK': ('Dushanbe',)}
    """
    return {part.split()[0]: tuple(town.strip() for town in part.split(maxsplit=1)[1].split(",")) for part in text.split(";")}


OSCE = Organization("Organization for Security and Co-operation in Europe", "OSCE", ("OSCE Secretariat",))
UNODA = Organization("United Nations Office for Disarmament Affairs", "UNODA", ("Office for Disarmament Affairs",))
UNRCPD = Organization("United Nations Regional Centre for Peace and Disarmament in Asia and the Pacific", "UNRCPD", ("UNODA/UNRCPD",))
UNREC = Organization("United Nations Regional Centre for Peace and Disarmament in Africa", "UNREC")
UNLIREC = Organization("United Nations Regional Centre for Peace, Disarmament and Development in Latin America and the Caribbean", "UNLIREC")
CICTE = Organization("Inter-American Committee against Terrorism", "CICTE", ("OAS/CICTE",))
AFRICAN_UNION = Organization("African Union", "AU")
ARAB_LEAGUE = Organization("League of Arab States", "LAS")
#: Who may be at any meeting.
GUESTS = (
    Organization("Organization for the Prohibition of Chemical Weapons", "OPCW", ("Organisation for the Prohibition of Chemical Weapons",)),
    Organization("International Atomic Energy Agency", "IAEA"),
    Organization("World Customs Organization", "WCO"),
    Organization("United Nations Interregional Crime and Justice Research Institute", "UNICRI"),
    Organization("Verification Research, Training and Information Centre", "VERTIC"),
    Organization("United Nations Office on Drugs and Crime", "UNODC"),
    Organization("World Health Organization", "WHO"),
    Organization("International Criminal Police Organization", "INTERPOL"),
    Organization("Export Control and Related Border Security Program", "EXBS"),
)
REGIONS = (
    Region(
        "Central Asia",
        _towns("KAZ Astana, Almaty; KGZ Bishkek, Osh; TJK Dushanbe; TKM Ashgabat; UZB Tashkent, Samarkand; MNG Ulaanbaatar"),
        (OSCE, UNRCPD, UNODA),
    ),
    Region("Eastern Europe", _towns("BLR Minsk; UKR Kyiv, Odesa; MDA Chisinau; GEO Tbilisi, Batumi; ARM Yerevan; AZE Baku"), (OSCE, UNODA)),
    Region("South-Eastern Europe", _towns("ALB Tirana; BIH Sarajevo; HRV Zagreb, Split; MNE Podgorica; SRB Belgrade; MKD Skopje; SVN Ljubljana"), (OSCE, UNODA)),
    Region("Central Europe", _towns("POL Warsaw, Gdansk; CZE Prague; SVK Bratislava; HUN Budapest; ROU Bucharest; BGR Sofia; AUT Vienna, Salzburg"), (OSCE, UNODA)),
    Region("Southern Africa", _towns("ZAF Pretoria, Cape Town; BWA Gaborone; NAM Windhoek; ZMB Lusaka; ZWE Harare; MOZ Maputo; MWI Lilongwe; LSO Maseru"), (UNREC, UNODA, AFRICAN_UNION)),
    Region("East Africa", _towns("KEN Nairobi, Mombasa; UGA Kampala, Entebbe; RWA Kigali; BDI Bujumbura; ETH Addis Ababa; MDG Antananarivo"), (UNREC, AFRICAN_UNION)),
    Region("West Africa", _towns("GHA Accra; NGA Abuja, Lagos; SEN Dakar; TGO Lomé; BEN Cotonou; MLI Bamako; BFA Ouagadougou; LBR Monrovia; SLE Freetown"), (UNREC, AFRICAN_UNION, UNODA)),
    Region("Central Africa", _towns("CMR Yaoundé, Douala; GAB Libreville; COG Brazzaville; AGO Luanda"), (UNREC, AFRICAN_UNION)),
    Region("North Africa", _towns("MAR Rabat, Casablanca; TUN Tunis; EGY Cairo, Alexandria; MRT Nouakchott"), (ARAB_LEAGUE, UNODA, UNREC)),
    Region("the Middle East", _towns("JOR Amman, Aqaba; LBN Beirut; IRQ Baghdad; KWT Kuwait City; QAT Doha; BHR Manama; OMN Muscat; SAU Riyadh, Jeddah"), (ARAB_LEAGUE, UNODA)),
    Region("South-East Asia", _towns("THA Bangkok, Chiang Mai; VNM Hanoi; KHM Phnom Penh; IDN Jakarta, Surabaya; MYS Kuala Lumpur; PHL Manila, Cebu; MMR Yangon"), (UNRCPD, UNODA)),
    Region("South Asia", _towns("BGD Dhaka; NPL Kathmandu; LKA Colombo; MDV Malé; BTN Thimphu; PAK Islamabad, Karachi; IND New Delhi, Mumbai"), (UNRCPD, UNODA)),
    Region("the Pacific", _towns("FJI Suva, Nadi; WSM Apia; PNG Port Moresby; SLB Honiara; VUT Port Vila; AUS Brisbane; NZL Wellington, Auckland"), (UNRCPD, UNODA)),
    Region("South America", _towns("PER Lima; COL Bogotá, Cartagena; ECU Quito, Guayaquil; CHL Santiago; ARG Buenos Aires; URY Montevideo; PRY Asunción; BRA Brasilia"), (CICTE, UNLIREC, UNODA)),
    Region("Central America", _towns("GTM Guatemala City; HND Tegucigalpa; SLV San Salvador; NIC Managua; CRI San José; PAN Panama City; MEX Mexico City"), (UNLIREC, CICTE)),
    Region("the Caribbean", _towns("JAM Kingston; TTO Port of Spain; BRB Bridgetown; GUY Georgetown; SUR Paramaribo; BHS Nassau; DOM Santo Domingo"), (UNLIREC, CICTE, UNODA)),
)  # fmt: skip
KINDS = ("workshop", "peer-review", "consultation", "training", "conference", "visit", "roundtable", "seminar", "meeting")
TOPICS = ("export-control", "border-control", "biosecurity", "chemical-security", "nuclear-security", "legislation", "licensing", "proliferation-financing", "transfer-and-transit")
MINISTRIES = ("Ministry of Foreign Affairs", "Ministry of Defence", "Ministry of Justice", "Ministry of Economy", "Ministry of Trade", "Ministry of Interior", "Ministry of Health")
ROLES = ("Deputy Minister", "Permanent Secretary", "Director", "Director-General", "Deputy Director", "Senior Adviser")
#: Kinds of meeting that one State has by itself.
NATIONAL = frozenset({"consultation", "visit", "roundtable"})
#: Rounds of the series of a dozen meetings.
_ROUNDS = (1, 4, 2, 3, 2)
_FIRST = tuple(sum(_ROUNDS[:at]) for at in range(len(_ROUNDS)))
_DOZEN = sum(_ROUNDS)
_GIVEN = (
    *("Aida", "Oleg", "Maria", "John", "Amina", "Carlos", "Ingrid", "Tomas", "Fatou", "Ruslan", "Elena", "Samuel", "Noor", "Pedro", "Grace"),
    *("Ivana", "Hassan", "Lucia", "Daniel", "Zanele", "Viktor", "Leila", "Andrei", "Sofia", "Kwame", "Irina", "Rafael", "Helena", "Yusuf", "Claire"),
)  # fmt: skip
_BEGIN = ("Bar", "Kor", "Mal", "Ten", "Ros", "Vel", "Dan", "Ser", "Lom", "Kas", "Nor", "Pal", "Hal", "Zor", "Mur", "Tav", "Gor", "Bel", "Fen", "Ral")
_MIDDLE = ("", "a", "en", "o", "in", "ar", "el", "i", "on", "es")
_LAST = ("dov", "kov", "mann", "tano", "reva", "sson", "wale", "diaz", "nchuk", "bekov", "mba", "lini", "rez", "poor", "gare", "shi")


@dataclass(frozen=True)
class World:
    """The meetings of a seed."""

    seed: int = 1540

    @cached_property
    def labels(self) -> dict[str, str]:
        """The names of States by their codes."""
        known = shipped_reference()
        return {known.codes[iri]: label for iri, label in known.labels.items() if "/state/" in iri}

    def chance(self, what: str) -> random.Random:
        """The dice for one thing; no other thing is thrown with them."""
        return random.Random(f"{self.seed} {what}")

    def meeting(self, number: int) -> Meeting:
        """The meeting of a number: each has a note that tells of it above all."""
        dozen, within = divmod(number, _DOZEN)
        at = max(k for k, first in enumerate(_FIRST) if first <= within)
        return _meeting(self, dozen * len(_ROUNDS) + at, within - _FIRST[at])

    def rounds(self, series: int) -> int:
        """How many meetings a series has."""
        return _ROUNDS[series % len(_ROUNDS)]

    def round(self, series: int, number: int) -> Meeting:
        """A round of a series, the first being 0."""
        return _meeting(self, series, number)

    def person(self, state: str, series: int, number: int) -> Person:
        """An official of a State; those of neighbouring series are the same."""
        chance = self.chance(f"person {state} {series // 40} {number}")
        given = chance.choice(_GIVEN)
        family = chance.choice(_BEGIN) + chance.choice(_MIDDLE) + chance.choice(_LAST)
        title = "Ms." if given[-1] == "a" or given in ("Claire", "Grace", "Zanele", "Ingrid", "Fatou") else "Mr."
        return Person(title, f"{given} {family}", chance.choice(ROLES), chance.choice(MINISTRIES), state)


@lru_cache(maxsize=4096)
def _meeting(world: World, series: int, at: int) -> Meeting:
    """A round; each begins half a year to a year and a half after the one before."""
    about = world.chance(f"series {series}")
    region = about.choice(REGIONS)
    kind = about.choice(KINDS)
    members = about.sample(sorted(region.towns), min(len(region.towns), about.randint(2, 6)))
    day = date(about.randint(2005, 2021), about.randint(1, 12), 1)
    topics = about.sample(TOPICS, 2)
    chance = world.chance(f"series {series} round {at}")
    for before in range(at + 1):
        gap = world.chance(f"series {series} gap {before}").randint(6, 16) if before else 0
        day = _later(day, gap)
    start = day + timedelta(days=chance.randrange(monthrange(day.year, day.month)[1]))
    host = members[0 if kind in NATIONAL else at % len(members)]
    states = (host,) if kind in NATIONAL else (host, *(state for state in sorted(members) if state != host))
    return Meeting(
        f"series-{series}-round-{at + 1}", series, at, kind, start, start + timedelta(days=chance.choice((0, 1, 1, 2, 2, 3, 4))),
        chance.choice(region.towns[host]), states, region, tuple(chance.sample(GUESTS, chance.randint(1, 4))), tuple(topics), chance.randint(18, 95),
    )  # fmt: skip


def _later(day: date, months: int) -> date:
    """The first day of a month so many months later.

    >>> _later(date(2016, 11, 1), 3)
    datetime.date(2017, 2, 1)
    """
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
