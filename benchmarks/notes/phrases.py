"""Sentences that say nothing which is counted, and quoted texts: what fills a note to its usual length."""

from __future__ import annotations

__all__ = ["ABOUT", "AIMS", "CLOSING", "CONTACT", "DISCLAIMER", "QUOTATIONS", "TOPIC_NAMES"]

TOPIC_NAMES = {
    "export-control": "export control",
    "border-control": "border control",
    "biosecurity": "biological security",
    "chemical-security": "chemical security",
    "nuclear-security": "nuclear security",
    "legislation": "legislation",
    "licensing": "licensing",
    "proliferation-financing": "proliferation financing",
    "transfer-and-transit": "transit",
}
#: What was said under each topic.
ABOUT = {
    "export-control": (
        "On export control the speakers compared how lists of controlled goods are kept up to date, and how a licence is refused when the end user is not known.",
        "Several delegations found that smaller exporters are hardly aware of export control and that a visit by the authority does more than a circular.",
        "A simple handbook on export control, in the language of the officers who use it, was held to be worth more than further training abroad.",
    ),
    "border-control": (
        "The session on border control dealt with the equipment of checkpoints, with the rotation of trained officers and with the sharing of risk profiles.",
        "It was observed that border control is only as good as the instructions which an officer has at hand at night, when no expert can be reached.",
        "Mobile teams were described as a useful supplement to border control at fixed checkpoints, above all along rivers and in the mountains.",
    ),
    "biosecurity": (
        "As regards biological security, an inventory of the laboratories that keep dangerous agents was presented as the first step, to be taken before any law is drafted.",
        "The discussion on biological security showed that the authorities for human and for animal health seldom exercise together.",
        "Biological security was found to depend on a few persons, whose departure leaves a gap that no manual can fill.",
    ),
    "chemical-security": (
        "In the field of chemical security, the obligations under the Chemical Weapons Convention were set beside those of the resolution, and the gaps between them marked.",
        "Storage and transport were named as the weak points of chemical security, since both are often in the hands of small firms.",
        "An exercise on chemical security, with a spill in a port as its scenario, was considered the most useful part of the programme.",
    ),
    "nuclear-security": (
        "On nuclear security the participants heard how disused sources are traced, collected and stored, and what it costs to leave them where they are.",
        "The regulators compared their inspections and agreed that nuclear security should be part of every licence for the use of sources.",
        "Cooperation in nuclear security was said to begin with the telephone numbers of the colleagues on the other side of the frontier.",
    ),
    "legislation": (
        "The review of legislation showed that penalties exist for most of the acts which the resolution names, but that they are spread over a dozen laws.",
        "A single piece of legislation was preferred by some, amendments to the laws in force by others; both ways were found to take about three years.",
        "It was recommended that draft legislation be shown early to those who will have to apply it.",
    ),
    "licensing": (
        "On licensing, a case was worked through from the application to the decision, each group playing one of the authorities that have to be consulted.",
        "Electronic licensing was described as a success where it had been introduced after, and not before, the procedure was made simple.",
        "The time that licensing takes was measured in days by some of the speakers and in months by others.",
    ),
    "proliferation-financing": (
        "The part on proliferation financing explained what banks can see in a transaction, and what they cannot see without the help of customs.",
        "Supervisors reported that proliferation financing is the part of their guidance about which they are asked the most questions.",
        "A list of indicators of proliferation financing was handed out and tried on three cases, of which one was harmless.",
    ),
    "transfer-and-transit": (
        "As to transit, the free zones were at the centre of the debate: goods stay there for weeks, and nobody but the operator knows what they are.",
        "Rules on transit were compared, and it was seen that the same container would be inspected twice on one route and never on another.",
        "The speakers agreed that transit and transshipment can be controlled only with information that arrives before the goods.",
    ),
}
#: What was meant to be reached.
AIMS = (
    "The aim was to bring those who write the rules and those who apply them to one table, to take stock of what has been done since the first national report, and to agree on the few steps that can be taken at once and without further means. Papers were sent out beforehand, so that the sessions could be kept for debate.",
    "The organizers wished to move from lectures to practice. Each delegation was therefore asked to bring one case that it had found hard, to describe it without names, and to say what would have helped. The cases were then taken up again by mixed groups on the last afternoon.",
    "The programme had three parts: the obligations that follow from the resolution and how they are met; the authorities that share the work and how they inform one another; and the help that is on offer, together with what has to be written into a request so that it can be answered.",
)  # fmt: skip
#: What notes end with.
CLOSING = (
    "The programme left enough time for questions, which were many and mostly practical. The evaluation forms show that those who filled them in would have liked a longer exercise and fewer slides.",
    "The exchange was frank and well prepared. It was felt that a smaller circle, with the same persons coming back, would allow the work to be taken further than any large gathering can.",
    "Interpretation was provided throughout. The papers that were handed out can be obtained from the organizers, who also undertook to put the slides at the disposal of all those who had been present.",
    "The discussions confirmed that the authorities concerned know one another, and that what is lacking is time rather than good will. A short list of contacts was drawn up on the last day.",
    "Much of the time was given to work in groups, each of which reported on what it had found. The facilitators collected the findings on a wall, where they could be read and commented upon until the end.",
)  # fmt: skip
#: Resolution, year, what it is quoted with.
QUOTATIONS = (
    ("1977", 2011, "Encourages all States to prepare on a voluntary basis national implementation action plans, with the assistance of the 1540 Committee as appropriate"),
    ("1977", 2011, "Requests the 1540 Committee to continue to organize and participate in outreach events on the implementation of resolution 1540 (2004)"),
    ("2325", 2016, "Encourages States, as appropriate, to strengthen national anti-proliferation regimes in implementation of resolution 1540 (2004)"),
    ("1810", 2008, "Encourages all States that have not done so to submit additional information on their implementation of resolution 1540 (2004)"),
    ("1673", 2006, "Decides that the 1540 Committee shall intensify its efforts to promote the full implementation by all States of resolution 1540 (2004)"),
)  # fmt: skip
CONTACT = "For further information, please contact the 1540 Committee experts by e-mail at 1540experts@un.org"
DISCLAIMER = "For information – not an official report. The views expressed here do not necessarily represent those of the 1540 Committee or of the organizers or participants in the event."
