"""Named persons: their roles and the organizations that they speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph1540.assemble.actors import Actors
from graph1540.assemble.sentences import H, O, S, Sentence
from graph1540.iri import G1540, ORG, RDF, SKOS, local_iri, slug
from graph1540.model import Claim, Mention, Ref, Span
from graph1540.names import fold
from graph1540.recognize.people import ROLE

__all__ = ["Persons", "read_person"]

_Q = r"(?:(?:the|a|an|its|then|acting|Acting|deputy|Deputy|Assistant|Associate|Senior|Special|Regional|National|Executive|Managing|Permanent|Alternate|Political|Legal|Scientific|Technical|Programme|Program|Project|Policy|First|Second|Third|Vice|Chief|former|senior|independent|legal|political|Honorary|Resident|Principal|Lead|[A-Z][a-zé]+)[\s-]+)"
_ROLE_AT = re.compile(rf"(?P<q>{_Q}{{0,4}})(?P<role>{ROLE}(?:[- ](?:General|in[- ]Charge|Designate|designate))?)\b(?P<more>(?:(?:,| and)? (?:of|for|in charge of|on|to|at|in|from) (?:the |its |their )?[^,.;()]{{2,80}})?)")
_RANKS = frozenset({"Ambassador", "Commander", "Counsellor", "Professor", "Minister"})
_STOP = re.compile(r"\.\s|;|\b(?:who|went|drew|held|showed|handed|brought|put|told|saw|found|sat|ran|set|which|that|said|stated|opened|welcomed|invited|sent|wrote|informed|presented|chaired|spoke|noted|thanked|underlined|stressed|highlighted|recalled|emphasi[sz]ed|delivered|"
                   r"described|explained|led|moderated|attended|asked|introduced|requested|addressed|reported|outlined|gave|made|was|were|is|has|had|met|received|took|participated|read|reaffirmed|expressed|announced|confirmed|proposed|called|closed|on behalf of|and by|together with|as well as|along with|while)\b")
_MISSION = re.compile(r"\b(?:of|from|with|at) (?:the )?\Z")
#: ", and the head of Y,", before a further person.
_NEXT = re.compile(r"(?:,? and|,)(?: by)?(?: the)?[^,]*\Z")
_APPOSED = re.compile(rf"(?: \((?!{_Q}{{0,4}}{ROLE}\b)[^()]*\)| (?:of|from) (?:the )?[{S}])?,? ?")
_ORGANIZATION_AFTER = re.compile(r",? (?:both |all )?(?:of|from|at|,)? ?(?:the |an? )?" + f"(?:{O})")
#: "its Executive ", before a role, and how far from a sentence's beginning its subject is.
_ITS = re.compile(r"\b(?:[Ii]ts|[Ww]hose) (?:[A-Z][\w-]+ ){0,2}\Z")
_SUBJECT = 8
_FURTHER = re.compile(r", (?:and )?(?:the )?")
_MEMBER = re.compile(r"[Mm]ember(?= of\b)")
#: "UNREC's ", before a role.
_OWNER = re.compile(rf"(?P<o>{O})['’]s? (?:[\w-]+ )?\Z")
#: "the Institute, represented by ", "on behalf of the Committee, by ", "Ministry of Health: ", before a name.
_REPRESENTED_BY = re.compile(rf"(?P<o>{O})(?:,? (?:was |were |is |are |had been )?represented (?:there )?by|(?<=.), by|:) \Z")
#: ", speaking for the Agency", after it.
_SPEAKING_FOR = re.compile(rf"(?: \([^()]*\))?,? (?:(?:speaking |who spoke |spoke |acting )?(?:for|on behalf of)|representing|(?:who|and) (?:represent(?:s|ed)|works? (?:for|at|with)|worked (?:for|at|with)|(?P<role>head|chair)(?:s|ed)|heads?|headed|leads?|led|directs?|directed|is (?:with|at|from)|came from|comes from|belongs to)) (?:the )?(?P<o>{O})")
#: "Speaking for the Agency, ", before it.
_SPEAKING = re.compile(rf"(?:[Ss]peaking (?:for|on behalf of)|[Oo]n behalf of|[Rr]epresenting|(?:\A|[.;] )For) (?:the )?(?P<o>{O}),(?: then)? \Z")
#: "UNREC's ", right before a name.
_OWN = re.compile(rf"(?P<o>{O})['’]s? \Z")
#: ", who is ", "chaired the session as ", "in his capacity as ", before a role.
_IS = re.compile(r",? (?:who (?:is|was) |[^.;,\uE100\uE101\uE106]{0,60}? (?:in (?:his|her) capacity as |as ))(?:the )?")
_OFFICE_OF = re.compile(rf"(?:,| of| at| with| for| from) (?:the )?{O}")
#: "A and B, both of the Agency": whose is the first one's, too.
_BOTH = re.compile(rf",? and {H}(?:,? (?:both|all))? (?:of|from) (?:the )?(?P<o>{O})")
_ANY_ROLE = re.compile(rf"\b{ROLE}\b")
_LEAD = re.compile(r"(?:\b(?:Deputy|Acting|Vice|Assistant|Associate|Senior|Executive|Permanent|Principal|Special|First|Chief|Legal|Political|Scientific|Regional|National|Programme|Project|Policy)[ -])+\Z")
_CUT = re.compile(rf"[{O}{S}]|\b(?:who|and)\b")
_TRAIL = re.compile(r"(?:\s*(?:\b(?:of|for|to|at|from|in|on|the|its|with|and|in the|of the)\b|,))+\s*\Z")
_ARTICLE = re.compile(r"\A(?:the|a|an|its|then|former)\s+")
_JOINED = re.compile(r"\b(?:and|by|with)\s+(?:the )?(?:representative |Representative )?(?:of )?(?:the )?\Z")


@dataclass
class _Person:
    name: str
    spans: list[Span] = field(default_factory=list)
    memberships: dict[tuple[str, str], tuple[Span, ...]] = field(default_factory=dict)
    states: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Affiliation:
    """What stands beside a person's name: the role's words, the organizations, the States."""

    role: Span | None
    organizations: tuple[Mention, ...]
    states: tuple[Mention, ...]
    end: int


class Persons:
    """The named persons of one note, by name."""

    def __init__(self, iri: str, actors: Actors, mentions: Sequence[Mention] = ()) -> None:
        self.iri = iri
        self.actors = actors
        self._people: dict[str, _Person] = {}
        self._first: dict[str, Mention] = {}
        for mention in mentions:
            if mention.kind == "person":
                self._first.setdefault(mention.name, mention)
        self._names = sorted(self._first, key=lambda n: (-len(n), n))

    def ref(self, mention: Mention) -> Ref:
        """The resource of a person, by the fullest name that the note gives."""
        return Ref(local_iri(self.iri, "person", slug(self._full(mention.name))))

    def _full(self, name: str) -> str:
        """The longest name of the note that ends in the same surname and agrees: "Mr Micic" is "Aleksander Micic"."""
        key = fold(name)
        for longer in self._names:
            other = fold(longer)
            if other == key or other.endswith((" " + key, "-" + key)):
                return longer
        return name

    def _spelled_out(self, name: str) -> Span:
        """The words of a name where the note first has it, without the title before them."""
        end = self._first[name].end
        return self.actors.note.span(end - len(name), end)

    def learn(self, sentence: Sentence, mention: Mention) -> Affiliation:
        """Take in one mention of a person with what stands beside it."""
        name = self._full(mention.name)
        if " " not in name:
            # A surname alone is nobody that the graph could name.
            return Affiliation(None, (), (), 0)
        person = self._people.setdefault(name, _Person(name))
        at = sentence.words(mention).exact.find(mention.name)
        start = mention.start + max(at, 0)
        if mention.name == name:
            person.spans.append(sentence.note.span(start, start + len(mention.name)))
        found = read_person(sentence, mention)
        role = found.role
        organizations = found.organizations or (None,)
        if role is not None or found.organizations:
            for organization in organizations:
                iri = self.actors.ref(organization).iri if organization is not None else ""
                spans = tuple(s for s in (role, sentence.words(organization) if organization is not None else None) if s is not None)
                if organization is None and role is not None and (ministry := self.actors.ministry(role, found.states[0].iri if found.states else "")) is not None:
                    iri, spans = ministry.iri, (role, role)
                person.memberships.setdefault((role.exact if role else "", iri), spans)
        for state in found.states:
            person.states.setdefault(state.iri, sentence.words(state))
        return found

    def signed(self, mention: Mention, role: Span, organization: Mention) -> None:
        """Take in the office that stands under a name."""
        person = self._people.get(self._full(mention.name))
        if person is not None and not person.memberships:
            words = self.actors.note.span(organization.start, organization.end)
            person.memberships[role.exact, self.actors.ref(organization).iri] = role, words

    def describe(self) -> Iterator[Claim]:
        """Name, memberships and roles of every person, each with its words."""
        for name in sorted(self._people):
            person = self._people[name]
            subject = Ref(local_iri(self.iri, "person", slug(name)))
            # A heading may hold the full name, the prose the surname alone.
            first = min(person.spans) if person.spans else self._spelled_out(name)
            yield Claim(self.iri, subject, RDF.type, Ref(G1540.Person), (first,))
            yield Claim(self.iri, subject, SKOS.prefLabel, name, (first,))
            for (role, organization), spans in sorted(person.memberships.items()):
                membership = Ref(local_iri(self.iri, "membership", slug(f"{name} {role} {organization.rsplit('/', 1)[-1].rsplit('#', 1)[-1]}")))
                yield Claim(self.iri, subject, ORG.hasMembership, membership, (first, *spans))
                yield Claim(self.iri, membership, RDF.type, Ref(ORG.Membership), spans)
                if role:
                    yield Claim(self.iri, membership, G1540.roleName, role, (spans[0],))
                if organization:
                    yield Claim(self.iri, membership, ORG.organization, Ref(organization), (spans[-1],))
            for state, span in sorted(person.states.items()):
                yield Claim(self.iri, subject, G1540.represents, Ref(state), (first, span))


def read_person(sentence: Sentence, mention: Mention) -> Affiliation:
    """The role and organizations beside a name: after it in apposition, else before it."""
    # The cells of a row stand to one another as an apposition does.
    tagged = sentence.tagged.replace("; ", ", ") if sentence.segment.kind == "row" else sentence.tagged
    at = sentence.index(mention)
    after = tagged[at + 1 :]
    stop = _STOP.search(after)
    tail = after[: stop.start()] if stop else after
    following = tail.find(H)
    if following >= 0:
        tail = tail[:following]
        # "A, head of X, and B, head of Y": what stands right before B may be B's own title or role.
        tail = _NEXT.sub("", tail)
    spoken = _speaking(sentence, tagged, at, tail)
    if spoken is not None and before_role(tagged, at) is None:
        return spoken
    apposed = _APPOSED.match(tail)
    start = apposed.end() if apposed else 0
    if tail.startswith(" (") and start <= 1:
        start = 2
    states = tuple(sentence.among(at + 1, at + 1 + start, S))
    stated = _stated(after)
    if stated is not None:
        return _after(sentence, at, after[: stated[1]], stated[0], states)
    if tail.startswith((",", " (", " of ", " from ", " at ")) or not before_role(tagged, at):
        found = _role_after(tail, start)
        if found is not None:
            return _after(sentence, at, tail, found, states)
        organizations = _organizations(sentence, at + 1, at + 1 + len(tail))
        if (organizations and _ORGANIZATION_AFTER.match(tail)) or (organizations and tail.startswith((" of the " + O, " (" + O, ", " + O, " from the " + O))):
            role = before_role(tagged, at)
            return Affiliation(_role_span(sentence, role) if role else _member(sentence, organizations[0]), organizations, states, at)
    body = _owner(sentence, tagged, at)
    if body is not None:
        return Affiliation(None, (body,), states, at)
    role = before_role(tagged, at)
    if role is not None:
        organizations = _whose(sentence, tagged, role, at) or (spoken.organizations if spoken is not None else ())
        return Affiliation(_role_span(sentence, role), organizations[:2], states or tuple(sentence.among(role.start(), at, S)), at)
    return Affiliation(None, (), states, at)


def _member(sentence: Sentence, body: Mention) -> Span | None:
    """The first word of "member of the Group of Experts", which names the Group."""
    found = _MEMBER.match(sentence.note.text, body.start)
    return sentence.note.span(found.start(), found.end()) if found else None


def _role_after(tail: str, start: int) -> re.Match[str] | None:
    """The role in what follows a name."""
    found = _ROLE_AT.match(tail, start)
    if found is None and "," in tail[:3]:
        found = _ROLE_AT.search(tail[:60])
        if found is not None and found.start() > 40:
            found = None
    if found is not None and found["role"] in _RANKS:
        # "Ambassador, the Head of the Programme Office": the rank is no office.
        further = _FURTHER.match(tail, found.end("role"))
        office = _ROLE_AT.match(tail, further.end()) if further else None
        found = office or found
    return found


def _whose(sentence: Sentence, tagged: str, role: re.Match[str], at: int) -> tuple[Mention, ...]:
    """The organizations of a role before a name: in it, before "'s", or what "its" stands for."""
    organizations = tuple(sentence.among(role.start(), at, O))
    owner = None if organizations else _OWNER.search(tagged[: role.start("role")])
    if owner is not None:
        return (sentence.mention(owner.start("o")),)
    if not organizations and _ITS.search(tagged, 0, role.start("role")) is not None:
        # "The Agency was represented by its Director, …".
        first = [m for m in sentence.among(0, role.start("role")) if sentence.index(m) < _SUBJECT]
        return tuple(m for m in first[:1] if m.kind == "organization")
    return organizations


def _speaking(sentence: Sentence, tagged: str, at: int, tail: str) -> Affiliation | None:
    """For whom a person is said to speak: "representing the Agency", "On behalf of the Agency, …"."""
    behalf = _SPEAKING_FOR.match(tagged, at + 1)
    if behalf is not None:
        role = sentence.span(behalf.start("role"), behalf.end("role")) if behalf["role"] else None
        return Affiliation(role, (sentence.mention(behalf.start("o")),), (), at)
    speaking = _SPEAKING.search(tagged, 0, at)
    if speaking is not None and not tail.startswith(","):
        return Affiliation(None, (sentence.mention(speaking.start("o")),), (), at)
    return None


def _stated(after: str) -> tuple[re.Match[str], int] | None:
    """The role of "who is Director of UNREC", and where its body ends."""
    office = _IS.match(after)
    role = _ROLE_AT.match(after, office.end()) if office else None
    body = _OFFICE_OF.match(after, role.end("role")) if role else None
    return (role, body.end()) if role and body else None


def _owner(sentence: Sentence, tagged: str, at: int) -> Mention | None:
    """The body beside a name without a role: "both of the Agency", "the Agency's", "the Agency, represented by"."""
    found = _BOTH.match(tagged, at + 1) or _OWN.search(tagged, 0, at) or _REPRESENTED_BY.search(tagged, 0, at)
    return sentence.mention(found.start("o")) if found else None


_BEFORE = re.compile(rf"(?:{_Q}{{0,3}})(?P<role>{ROLE}(?:[- ](?:General|in[- ]Charge))?)\b(?P<more>(?: (?:of|for|to|from|at|in|on) (?:the |its )?[^,.;()]{{1,80}}?)?)(?:,| is|:)? (?:the |was )?\Z")


def before_role(tagged: str, at: int) -> re.Match[str] | None:
    """A role that leads up to the name: "the Secretary for Home Affairs, H", "Chair H"."""
    found = None
    for match in _ANY_ROLE.finditer(tagged[max(0, at - 130) : at]):
        lo = max(0, at - 130) + match.start()
        candidate = _BEFORE.match(tagged[:at], lo)
        if candidate is not None and H not in candidate[0]:
            found = candidate
            break
    return found


def _role_span(sentence: Sentence, found: re.Match[str]) -> Span:
    start, end = found.start("role"), found.end("role")
    lead = _LEAD.search(found.string[max(0, start - 40) : start])
    if lead:
        start -= len(lead[0])
    more = _plain(found["more"])
    end += len(more)
    return sentence.span(start, end)


def _plain(more: str) -> str:
    """The part of "of the …" that belongs to the role: up to the first organization or State."""
    cut = _CUT.search(more)
    if cut is None:
        return more.rstrip(" ,")
    lead = more[: cut.start()]
    return _TRAIL.sub("", lead)


def _after(sentence: Sentence, at: int, tail: str, found: re.Match[str], states: tuple[Mention, ...]) -> Affiliation:
    base = at + 1
    start = base + found.start("role")
    qualifier = found["q"]
    kept = _ARTICLE.sub("", qualifier)
    start -= len(kept)
    end = base + found.end("role") + len(_plain(found["more"]))
    role = sentence.span(start, end)
    organizations = _organizations(sentence, base, base + len(tail))
    more_states = tuple(sentence.among(base + found.start(), base + found.end(), S))
    return Affiliation(role, organizations, states or more_states, end)


def _organizations(sentence: Sentence, start: int, end: int) -> tuple[Mention, ...]:
    """The organizations of an apposition: those of one chain of ", …, …" or "of the …"."""
    result: list[Mention] = []
    for mention in sentence.among(start, end, O):
        index = sentence.index(mention)
        between = sentence.tagged[start:index]
        if _JOINED.search(between) and result:
            break
        if len(between) > 140:
            break
        result.append(mention)
    return tuple(result[:3])
