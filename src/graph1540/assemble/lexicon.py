"""Words by what they do in a sentence: who organizes, pays, comes and speaks; shapes of sentences combine them.

Each class is a tuple of words as regular expressions, and may be lengthened without a look at the shapes: :func:`one_of` makes
an alternative of a class, :func:`stems` what the cues of a sentence look for.
"""

from __future__ import annotations

import re

__all__ = [
    "BODIES",
    "CAME",
    "CARED",
    "CHARGE",
    "COSTS",
    "GIVEN",
    "HELP",
    "HELPING",
    "INITIATIVE",
    "KINDS",
    "LENT",
    "MONEY",
    "OFFICE",
    "ORGANIZATION",
    "ORGANIZE",
    "ORGANIZED_IT",
    "ORGANIZING",
    "PAID",
    "PARTS",
    "PEOPLE",
    "PERSONS",
    "PLACED",
    "PROJECT",
    "ROLES",
    "SAID",
    "SENT_BY",
    "SPEAKERS",
    "SPEECH",
    "SPOKEN",
    "THERE",
    "either_case",
    "one_of",
    "stems",
]  # fmt: skip

#: Who is sent to an event.
PEOPLE = (
    "participants?", "officials?", "delegates?", "delegations?", "representatives?", "experts?", "specialists?", "trainers?", "instructors?", "lecturers?", "speakers?", "panell?ists?", "moderators?", "facilitators?", "observers?",
    "officers?", "members?", "staff(?: members?)?", "colleagues?", "practitioners?", "lawyers?", "prosecutors?", "judges?", "inspectors?", "engineers?", "scientists?", "scholars?", "academics?", "researchers?", "parliamentarians?",
    "legislators?", "deputies", "diplomats?", "attendees", "trainees", "students?", "persons?", "people", "women", "men", "teams?", "groups?", "guests?", "envoys?", "advis[eo]rs?", "consultants?", "coordinators?", "focal points?",
    "points? of contact", "contact points?", "counterparts?", "civil servants?", "functionaries", "technicians?", "analysts?", "regulators?", "negotiators?", "managers?", "drafters?", "personnel", "authorities", "audience", "men and women", "women and men", "resource persons?",
    "presenters?", "investigators?", "veterinarians?", "agents?", "attorneys?", "licensing officers?", "policy-?makers?", "decision-?makers?",
)  # fmt: skip
#: One of them, as who speaks for a State or a body.
ROLES = (
    "delegate", "delegation", "representative", "expert", "official", "officer", "spokes(?:man|woman|person)", "speaker", "specialist", "trainer", "instructor", "lecturer", "lawyer", "member", "observer", "envoy", "inspector", "adviser", "advisor",
    "ambassador", "minister", "director", "head", "chair", "team", "facilitator", "moderator", "coordinator", "focal point", "point of contact", "participant", "colleague", "scientist", "engineer", "analyst",
)  # fmt: skip
#: Between them and who sent them.
SENT_BY = ("of", "from", "(?:coming|sent|drawn|hailing|seconded|arriving) (?:from|by)", "each (?:of|from)", "(?:made available|provided|sent|seconded|nominated|delegated|dispatched|supplied|designated|appointed) by", "representing", "acting for", "on behalf of")
#: Words before them that are no verbs.
KINDS = (
    "government(?:al)?", "national", "senior", "high-level", "high-ranking", "mid-level", "working-level", "leading", "technical", "legal", "local", "civil", "civilian", "military", "customs", "border", "police", "licensing", "export", "import", "control", "security", "nuclear", "chemical", "biological", "radiological", "health",
    "science", "scientific", "academic", "industry", "private-sector", "participating", "visiting", "independent", "external", "international", "regional", "young", "female", "male", "women", "other", "further", "additional", "several", "some", "many", "various", "numerous", "respective", "relevant", "competent", "designated",
    "experienced", "qualified", "accompanying", "resource", "law", "enforcement", "judicial", "parliamentary", "diplomatic", "political", "port", "coast", "guard", "immigration", "intelligence", "trade", "transport", "finance", "financial", "focal", "contact", "outside", "guest", "online", "remote", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "one", "single", "small", "large", "joint", "mixed", "full", "dozen", "a few", "few", "different", "foreign", "justice", "defence", "interior", "agriculture", "energy", "laboratory", "airport", "air", r"\d+",
)  # fmt: skip
#: Who is sent, or sends.
BODIES = (
    "States?", "[Mm]ember States", "countries", "country", "[Oo]rgani[sz]ations?", "[Aa]gencies", "[Ii]nstitutions?", "[Bb]odies", "[Ee]ntities", "[Gg]overnments?", "[Mm]inistries", "[Mm]issions", "[Dd]elegations?", "nations", "NGOs?", "partners?",
    "neighbou?rs", "secretariats", "academia", "industry", "civil society",
)  # fmt: skip
#: Of a person at an event, after "was".
THERE = (
    "present", "there", "on hand", "on site", "in the room", "in the hall", "at the table", "in attendance", "with us", "on the spot", "on board", "around the table", "among (?:us|them|those (?:present|attending|who (?:came|attended|took part)))", "represented",
    "attending", "taking part", "participating", "connected", "in the audience", "on the screens?", "following (?:online|by video|remotely)", "at hand", "sitting in",
)  # fmt: skip
#: What someone does who goes to an event, without its name as an object.
CAME = (
    "came (?:together|along|in person|over|in numbers)", "came(?= (?:to \uE102|to the \uE104|to this \uE104|with (?:\\w+ )?(?:officials?|experts?|delegates?|participants|persons?|people|representatives?|a )))", "flown in", "flew in", "flown to", "flew to", "arrived(?! at (?:an?|the) (?!\uE104))",
    "made (?:the (?:trip|journey)|their way)", "turned up", "showed up", "manned (?:an? |the |its |their )?(?:[a-z]+ )?(?:stands?|booths?|stalls?|tables?|desks?)", "staffed (?:an? |the |its |their )?(?:[a-z]+ )?(?:stands?|booths?|stalls?|tables?|desks?)", "was among (?:those|the)", "were among (?:those|the)", "had (?:officials?|experts?|delegates?|representatives?|observers?) (?:there|present|in the room)",
)  # fmt: skip
PERSONS = ("came", "arrived", "hailed", "travelled", "flew in", "had come", "had travelled", "had arrived", "had been sent", "were drawn", "were sent", "were", "(?:had )?made the (?:trip|journey)", "joined(?: online| us| remotely| by video(?: link)?)?", "connected", "dialled in", "followed(?: online)?")

#: Organizing, as a noun.
ORGANIZATION = ("organi[sz]ation", "organi[sz]ing", "hosting", "holding", "preparations?", "convening", "running", "conduct", "staging", "planning")
#: The same as what someone is busy with.
ORGANIZING = ("organi[sz]ing", "hosting", "holding", "convening", "running", "staging", "preparing", "arranging", "conducting", "mounting", "planning", "delivering", "putting (?:on|together)")
ORGANIZE = ("organi[sz]e", "host", "hold", "convene", "run", "stage", "prepare", "arrange", "conduct", "mount", "plan", "deliver", "put (?:on|together)", "set up", "bring about")
#: What was done with an event by those who organized it.
ORGANIZED_IT = (
    "organi[sz]ed", "hosted", "convened", "run", "staged", "prepared", "arranged", "conducted", "mounted", "planned", "delivered", "put (?:on|together)", "implemented", "executed", "carried out", "set up", "designed", "directed", "managed",
    "coordinated", "led", "provided", "overseen", "steered", "held", "brought about",
)  # fmt: skip
#: Having the organization in hand.
CHARGE = (
    "in charge of", "in sole charge of", "in joint charge of", "in full charge of", "in overall charge of", "responsible for", "entrusted with", "tasked with", "charged with", "behind", "busy with", "the driving force behind", "the main force behind", "the force behind",
)  # fmt: skip
CARED = (
    "took (?:(?:sole |full |good )?(?:care|charge) of|on|over|up|upon (?:itself|themselves)|the (?:initiative|lead|responsibility)(?: of| for| in)?|responsibility for|in hand)", "assumed (?:the |full )?responsibility for", "ensured", "assured", "handled", "saw to", "looked after",
    "managed", "oversaw", "attended to", "did(?= (?:the|all the) \\w+ing\\b)", "had charge of", "had the charge of", "had responsibility for", "had the responsibility (?:of|for)", "had the (?:task|honou?r|pleasure|privilege) of", "bore responsibility for", "bore the responsibility for", "bore the main responsibility for", "dealt with", "initiated", "shared",
)  # fmt: skip
#: The same, seen from the event.
GIVEN = (
    "fell (?:to|on|upon)", "lay with", "rested (?:with|on|upon)", "(?:was|were) (?:entrusted|left|given|assigned|confided|handed|up|due) to", "(?:was|were|lay) in the (?:capable |good |able |safe |expert |experienced )?hands of", "(?:was|were) the (?:responsibility|task|work|job|business) of", "belonged to", "went to",
    "(?:was|were) (?:jointly )?(?:taken care of|ensured|assured|handled|undertaken|assumed|done|carried out|shared|provided|overseen|led|managed|seen to|looked after|coordinated) (?:jointly )?by", "came from", "came under",
)  # fmt: skip
INITIATIVE = ("initiative", "undertaking", "venture", "effort", "endeavou?r", "enterprise", "production", "activity", "project", "work")
#: Who an organizer or a supporter is said to be.
OFFICE = (
    "hosts?", "co-?hosts?", "organi[sz]ers?", "co-?organi[sz]ers?", "conven(?:e|o)rs?", "co-?conven(?:e|o)rs?", "organi[sz]ing (?:body|bodies|institutions?|agency|agencies|entity|entities|organi[sz]ations?|authority|partners?)",
    "sponsors?", "co-?sponsors?", "donors?", "funders?", "financiers?", "contributors?", "supporters?", "backers?", "(?:financial |technical |supporting |implementing )?partners?",
)  # fmt: skip

#: What is paid for.
COSTS = ("costs?", "bills?", "expenses", "tickets", "travel", "accommodation", "interpretation", "interpreters?", "catering", "venue", "hotel", "meals", "budget", "flights", "airfares?", "lodging", "logistics")
MONEY = ("money", "funds", "funding", "financing", "financial (?:means|resources|support|assistance|help|contributions?|backing)", "means", "resources", "grants?", "voluntary contributions?", "sponsorship", "budget")
HELP = ("support", "assistance", "help", "backing", "cooperation", "co-operation", "aid", "contributions?", "expertise", "facilitation", *MONEY)
PAID = (
    "borne", "met", "paid(?: for)?", "covered", "picked up", "taken over", "taken care of", "absorbed", "assumed", "settled", "shouldered", "carried", "footed", "defrayed", "shared", "underwritten", "financed", "funded", "sponsored",
    "provided", "supplied", "granted", "offered", "donated", "contributed", "given", "made available", "ensured",
)  # fmt: skip
PLACED = ("(?:placed|put|made) (?:available|at [^.;\uE100\uE101]{1,30} disposal)(?: of [^.;\uE100\uE101]{1,30})?",)
LENT = ("lent", "lending", "extended", "accorded", "rendered", "threw")
HELPING = ("financed", "funded", "sponsored", "paid(?: for)?", "covered", "bore", "met", "underwrote", "subsidi[sz]ed", "provided the (?:funds|funding|money|means)", "co-funded", "cofunded", "co-financed", "cofinanced", "co-sponsored", "cosponsored", "footed", "picked up")
PROJECT = ("project", "programme", "program", "action", "scheme", "facility", "joint action", "grant", "initiative")

#: What is said at an event.
SPEECH = (
    "presentations?", "remarks?", "statements?", "address(?:es)?", "speech(?:es)?", "interventions?", "lectures?", "talks?", "briefings?", "overviews?", "comments?", "questions?", "introductions?", "demonstrations?", "explanations?", "keynotes?",
    "updates?", "words of welcome", "inputs", "enquir(?:y|ies)", "observations?", "case stud(?:y|ies)", "speaking", "welcome addresses",
)  # fmt: skip
#: What is done with a speech, a session or those who listen to it, by whoever is there to do it.
SPOKEN = (
    "taught", "explained", "demonstrated", "animated", "presided over", "inaugurated", "guided", "briefed", "reminded", "informed", "told", "instructed", "trained", "greeted", "welcomed", "closed", "supervised", "steered", "co-moderated",
    "heard from", "answered", "called to order",
)  # fmt: skip
#: A part of an event that somebody gives.
PARTS = ("exercises?", "sessions?", "simulations?", "modules?", "demonstrations?", "lectures?", "drills?", "tours?", "quiz(?:zes)?", "panels?", "working groups?", "case stud(?:y|ies)", "scenarios?", "discussions?", "classes", "groups?", "parts?", "game", "role play")
#: Who has a part to play in it.
SPEAKERS = ("speakers?", "panell?ists?", "moderators?", "lecturers?", "trainers?", "instructors?", "presenters?", "resource persons?", "facilitators?", "discussants?", "commentators?", "rapporteurs?", "chairs?", "co-chairs?", "observers?")
SAID = (
    "said", "asked", "added", "replied", "explained", "answered", "stressed", "noted", "observed", "remarked", "recalled", "reported", "stated", "declared", "concluded", "argued", "insisted", "emphasi[sz]ed", "underlined", "pointed out", "commented", "warned", "confirmed", "wondered", "agreed", "admitted", "told",
)  # fmt: skip

_PLAIN = re.compile(r"[a-z0-9 '’-]*")


def one_of(*words: str) -> str:
    """A regular expression for any of the words.

    >>> one_of("costs?", "bill")
    '(?:costs?|bill)'
    """
    return f"(?:{'|'.join(words)})"


def either_case(*words: str) -> str:
    """The same, with a capital letter first or without.

    >>> either_case("costs?", "[Bb]ill")
    '(?:[cC]osts?|[Bb]ill)'
    """
    return one_of(*(f"[{word[0]}{word[0].upper()}]{word[1:]}" if word[0].islower() else word for word in words))


def stems(*words: str) -> tuple[str, ...]:
    """How each word begins, in lower case, as far as that is plain.

    >>> stems("costs?", "[Oo]rgani[sz]ation", "advis[eo]rs?")
    ('cost', 'organi', 'advis')
    """
    return tuple(dict.fromkeys(_stem(word) for word in words))


def _stem(word: str) -> str:
    first = re.match(r"\[([A-Z])([a-z])\]", word)
    rest = (word[first.end() :] if first else word).lower()
    plain = _PLAIN.match(rest)
    begins = plain[0] if plain else ""
    if rest[len(begins) : len(begins) + 1] == "?":
        begins = begins[:-1]
    return (first[2] if first else "") + begins
