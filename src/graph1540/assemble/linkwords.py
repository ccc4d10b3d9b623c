"""The words that tie a later event to an earlier one: classes of verbs and nouns, each said once, and the phrases made of them."""

from __future__ import annotations

import re

from graph1540.assemble.sentences import D, E, O, P, S

__all__ = ["FOLLOW", "FOLLOWED_BY", "LINK"]


def _forms(*verbs: str) -> str:
    """The forms of regular verbs, each with a capital or without: "continue" gives "continue|continues|continued|continuing"."""
    result = []
    for verb in verbs:
        stem = verb.removesuffix("e")
        head = f"[{verb[0].upper()}{verb[0]}]"
        result.append(f"{head}{stem[1:]}(?:{'e' if verb.endswith('e') else ''}|{'e' if verb.endswith('e') else ''}s|ed|ing)")
    return "|".join(result)


_BUILD = r"[Bb]uil(?:d|ds|t|ding)"
_DRAW = r"[Dd]r(?:ew|aw|aws|awn|awing)"
_TAKE = r"(?:[Tt](?:ook|ake|akes|aking)|[Tt]aken)"
_CARRY = r"[Cc]arr(?:ied|ies|y|ying)"
_GIVE = r"[Gg](?:ave|ive|ives|iving|iven)"
#: "build on", "draw on", "act on": what takes "on" before what was there.
_ON = rf"(?:{_BUILD}|{_DRAW}|[Ff]ollow(?:ed|s|ing)? up|{_forms('act', 'elaborate', 'expand', 'capitalize', 'capitalise', 'improve')}|[Bb]ased|[Hh]eld) (?:up)?on"
#: "continue", "implement": what takes it at once.
_DIRECT = rf"(?:ow(?:e|es|ed) (?:its|their) (?:existence|origin) to|{_forms('continue', 'resume', 'pursue', 'deepen', 'implement', 'honour', 'honor', 'extend', 'execute', 'follow')}|[Ff]ulfil(?:l?s|led|ling)?|{_TAKE} up|(?:{_TAKE}|{_CARRY}|[Bb]rought|[Bb]ring) (?:forward|further)|{_GIVE} (?:effect|continuity|a follow-?up|expression) to|[Pp]ut(?:s|ting)? into (?:practice|effect))"
#: "reviewed how", "measured progress against": what looks back on what was asked for.
_REVIEW = rf"(?:{_forms('review', 'examine', 'assess', 'measure')}|[Tt](?:ook|ake|akes|aking) stock of) (?:(?:the )?progress (?:made )?(?:against|on|in(?: implementing)?|with)|how(?: far)?|to what extent|what (?:had|has) (?:been done|become) (?:with|of|on)|the (?:state|status|degree) of (?:the )?(?:implementation|execution) of|the (?:implementation|execution|follow-?up) (?:of|to))"
#: "grew out of", "had its origin in": where it came from.
_ORIGIN = (
    r"(?:(?:arose|arises?|arisen|arising|grew|grown|came|born|emerged|emerges|originated|originates|originating|sprang|sprung|flow(?:ed|s|ing)|evolved|[Ss]tem(?:med|s|ming)?|emanat(?:ed|es|ing)|dates back|goes back|went back)(?: out(?= of)| directly| back)* (?:(?<=out )of|(?<=born )of|from|in|at|to)|(?:result(?:ed|ing|s|ant)) from"
    r"|(?:took|takes|has|had|have|with|finds|found|traces|traced) (?:its|their) (?:origins?|roots?|beginnings?|source|starting point)(?: back)? (?:from|in|to|at|with))"
)
#: "in response to", "pursuant to": a phrase before what was decided.
_PREPOSITIONS = r"(?:[Oo]n the (?:basis|strength) of|[Pp]ursuant to|[Ii]n pursuance of|[Ff]urther to|[Ii]n accordance with|[Ii]n line with|[Ii]n conformity with|[Ii]n compliance with|[Ii]n keeping with|[Ii]n (?:response|reply|answer) to|[Rr]espond(?:s|ed|ing)? to|[Rr]epl(?:ies|ied|ying) to|[Ii]n implementation of|[Ii]n execution of|[Ii]n fulfilment of|[Aa]s a result of|[Ff]ollow(?:ed|s|ing)? (?:up )?(?:on from|from|on))"
#: What a later event is called beside an earlier one.
_NEXT = r"(?:follow-?[ -]?(?:up|on)|completion|continuations?|sequels?|successors?|prolongation|extension|offshoot|outgrowth|second (?:part|half|chapter|instalment|act)|next step)"
_FRUIT = r"(?:results?|outcomes?|fruits?|products?|consequences?)"
#: "came as", "was intended as": what calls it so.
_AS = r"(?:(?:was|is|were|been|being|be|came|served|serves|serving|acted|conceived|meant|intended|planned|designed|seen|regarded|described|presented) as|was|is|being|were|constitut(?:es|ed|ing)|represent(?:s|ed|ing)|form(?:s|ed|ing)|provid(?:es|ed|ing)|[Aa]s|amount(?:s|ed) to)"
_ADJECTIVES = r"(?:the |a |an |its )?(?:(?:direct|natural|logical|immediate|first|concrete|practical|planned|announced|promised|long-awaited|regional|national) )*"

#: What an event leaves that a later one takes up.
_OUTCOME = (
    r"(?:(?:the|a|an|its|their|several|some|one of the|two|three|of|and|key|main) |(?!(?:in|at|by|from|for|to|which|that)\b)[\w-]+ ){0,4}?(?:recommendations?|decisions?|requests?|conclusions?|agreements?|understandings?|commitments?|proposals?|calls?|outcomes?|results?|findings?|discussions?|deliberations?|exchanges?|debates?|"
    r"dialogues?|work|lessons|momentum|progress|wish(?:es)?|suggestions?|achievements?|experiences?|foundations?|ideas?|interest|contacts?|cooperation|themes?|topics?|groundwork|undertakings?|promises?|pledges?|invitations?|roadmap|road map|process|threads?|loose ends|business|origin|existence)\b(?: (?:of|made|adopted|taken|reached|agreed|formulated|expressed|issued|arrived|put|forward|initiated|begun|started|held|laid|launched|voiced|drawn|up|that|which|"
    r"was|were|had|been|gained|learned|learnt|upon|on|emanating|arising|emerging|resulting|stemming|coming|out|shown|undertaken|done|established|opened|there|achieved|given|obtained|accomplished)\b){0,5}?(?: (?:at|in|by|during|of|from|within))"
)
_DONE = r"(?:decided|agreed|recommended|proposed|requested|called for|foreseen|planned|suggested|conceived|envisaged|mandated|conceived of|announced|arranged|mooted|floated|born|first raised|conceptuali[sz]ed|promised)"
_FILLER = rf"(?:the |this |that |its |their |an? |these |those |both |two |three )*(?:(?!(?:in|at|by|from|for|to|which|that|and)\b)[\w'’{P}{O}{S}{D}-]+ ){{0,4}}?"

#: "a follow-up to": what stands anywhere after it may be the earlier event.
FOLLOW = re.compile(
    rf"\b(?:(?:{_AS} )?{_ADJECTIVES}(?:follow-?[ -]?(?:ups?|on)(?: (?:to|of|on|from)|(?= thereto))|continuations? (?:of|to)|(?:successor|sequel) (?:to|of))|[Ff]ollow(?:s|ed|ing)?[- ]?up,? (?:[^.;,]{{2,40}}, )?(?:on|to)|[Ff]ollow(?:s|ed) on(?: from)?(?= (?:the|an?|its|that|those)\b)|[Cc]ontinu(?:e|ed|es|ing) (?:the work of|from|on from|the work(?= of))|{_BUILD} (?:up)?on|"
    rf"[Cc]ontinu(?:e|ed|es|ing)(?= (?:the )?(?:first|previous|earlier|preceding|{P}|{E}))|(?:take|took|takes|picks|picked|carries|carried) (?:up|on) where|resumed where|followed upon|repeats|[Aa]s (?:its|a|the|their) (?:continuation|sequel) (?:to|of)|"
    r"continued what (?:had been |was )?begun (?:at|in|by|with)|in follow-?up (?:to|of)|to follow up (?:on|to)|followed up|[Bb]uilds on:|sequel to|second part of|resumed)(?!\w)"
)
#: "drew on the results of", "pursuant to a recommendation of", "responds to a request made at": right before the earlier event.
LINK = re.compile(
    rf"(?<![\w-])(?:(?:{_ON}|{_DIRECT}|{_REVIEW}|{_PREPOSITIONS}|{_ORIGIN}|(?:was|is) (?:the |a )?(?:direct |first |concrete )?{_FRUIT} of) {_OUTCOME}"
    rf"|[Ff]ollow(?:ed|s|ing)? (?:up )?(?:on from|on the heels of)|{_DRAW} (?:up)?on|{_BUILD} (?:up)?on|{_AS} {_ADJECTIVES}(?:{_NEXT} (?:to|of|on|from|after)|{_FRUIT} of)|{_ORIGIN}|ow(?:e|es|ed) (?:its|their) (?:existence|origins?) to|{_GIVE} (?:continuity|effect|a follow-?up) to|(?:in|as) (?:the )?(?:prolongation|continuation|extension) (?:of|to)|(?:was|were|been) (?:prepared|preceded and prepared) (?:by|at)|"
    rf"(?:\b(?:was|were|been|being)|{E},?|[Aa]s|which|[Tt]he (?:idea|proposal|suggestion|concept|plan) (?:of|for|to hold|to organi[sz]e|to convene) (?:this|the|such an?|the present|a) {E}) (?:(?:also|first|already|originally|had|been|was|jointly|so) )*{_DONE} (?:up)?(?:on )?(?:at|by|during|in)|(?:was|is|as|being|a|the) follow-?[ -]?up (?:[\w-]+ )?{E} (?:to|of|on)|intended to follow up) {_FILLER}(?P<e>[{E}{P}])"
)
#: "was followed up by": the later event comes after it.
FOLLOWED_BY = re.compile(
    rf"(?<![\w-])(?:(?:was|were|is|are|been|be|being|{E},?) (?:then |later |subsequently |since |in turn |to be )*(?:followed[ -]up|continued|resumed|taken up again|taken further|pursued)(?: on)? (?:by|with|at|in|through|during)|(?:led|leading) to|(?:paved|prepared|paving|preparing) the (?:way|ground) (?:for|to)|laid the (?:basis|foundations?|groundwork) (?:for|of)|gave (?:rise|birth) to|(?:resulted|culminated) in|inspired|"
    rf"(?:had )?(?:recommended|called for|proposed|requested|agreed|decided|foreseen|suggested|resolved|asked for)(?: (?:that|on|upon|to|the|holding|organi[sz]ation|hold|convene|organi[sz]e|convening|of))*) (?:such (?:an?|the) |the present |this |a follow-up |an? (?:second|further|next|similar) )(?:[\w'’-]+ ){{0,3}}?(?P<e>{E})"
    rf"|(?<![\w-])(?:was|were|is|are|been|be|{E},?) (?:then |later |subsequently |since |in turn )*(?:followed[ -]up|taken further|continued|pursued)(?: on)? (?:by|with|at|in|through) (?:an?|the|its|another|two|three) (?:(?!(?:in|at|by|from|for|to|which|that)\b)[\w'’{P}{O}{S}{D}-]+ ){{0,4}}?(?P<e2>{E})"
)
