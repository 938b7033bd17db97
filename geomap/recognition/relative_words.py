"""The words by which a text gives a place through others, as patterns around the names.

Patterns of what stands before a name end where it begins (``$``); those of what stands after one,
or between two, begin where it ends. All are tried on short slices only.
"""

from __future__ import annotations

import re

_THE = r"(?:the\s+)?"
_KINDS = (
    r"(?:towns?|cit(?:y|ies)|villages?|settlements?|hamlets?|communit(?:y|ies)|districts?|counties|county|"
    r"raions?|regions?|provinces?|oblasts?|governorates?|states?)"
)
_OF_KIND = rf"{_THE}(?:(?:\w+\s+)?{_KINDS}\s+of\s+)?"
_OWN_KIND = rf"(?:\s+{_KINDS})?"
_ROAD = (
    r"(?:roads?|roadways?|highways?|motorways?|expressways?|routes?|railways?|railroads?|rail(?:way)?\s+lines?|"
    r"pipelines?)"
)
_BORDER = r"(?:borders?|frontiers?|boundar(?:y|ies))"
# 'Border guards' stand for a service, a 'border dispute' is no place.
_NO_PLACE = (
    r"(?![-\s]+(?:guards?|police(?:men)?|service|troops|forces|agency|agreements?|talks|disputes?|issues?|deals?|"
    r"rows?|commissions?|demarcation|delimitation|treat(?:y|ies)|negotiations?|wars?|control|trade|tensions?)\b)"
)
_POINT = r"(?:(?:north|south)[-\s]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?)"
_EDGES = r"(?:outskirts|suburbs?|edges?|fringes?|approaches|periphery)"
_LINKS = r"link(?:s|ed|ing)?|connect(?:s|ed|ing)?|join(?:s|ed|ing)?"

DASH = re.compile(r"\s?[-–—/]\s?|[-\s]to[-\s]")
"""Between the two names of 'the X-Y road', 'X to Y highway'."""
AND = re.compile(rf"{_OWN_KIND}\s+and\s+{_OF_KIND}", re.IGNORECASE)
"""Between the two names of 'between X and Y'."""
LINK = re.compile(rf"{_OWN_KIND}\s+(?:to|towards?|and|with)\s+{_OF_KIND}", re.IGNORECASE)
"""Between the two names of 'the road from X to Y', 'linking X with Y'."""
LISTED = re.compile(r",\s+|,?\s+and\s+(?:the\s+)?")
"""Between names of one list."""
KINDS_AFTER = re.compile(rf"\s+{_KINDS}\b", re.IGNORECASE)
"""Behind the second name: 'between X and Y districts'."""

BETWEEN = re.compile(
    rf"\b(?P<half>(?:half-?\s?way|mid-?way)\s+)?(?:in\s+)?between\s+{_OF_KIND}$", re.IGNORECASE
)
NO_PLACE_BETWEEN = re.compile(
    r"\b(?:talks?|negotiations?|dialogue|relations?|relationship|ties|links?|contacts?|agreements?|deals?|accords?|"
    r"treat(?:y|ies)|pacts?|trade|commerce|cooperation|partnership|alliance|wars?|conflicts?|tensions?|disputes?|"
    r"rivalry|rifts?|differences?|distances?|flights?|flies|flew|flying|shuttl\w+|commut\w+|trips?|visits?|meetings?|"
    r"summits?|match(?:es)?|games?|finals?|choose|choice|calls?|conversations?|swaps?|exchanges?|frictions?|coordination|mediat\w+|peace|truce|cease-?fire|borders?|frontiers?|"
    r"boundar(?:y|ies))(?:\s+\w+(?:ed|ing))?\s+$",
    re.IGNORECASE,
)
"""Before 'between' where it tells of a matter between two and not of the ground there."""
ROAD_FROM = re.compile(
    rf"\b{_THE}(?:(?:main|strategic|coastal|international|desert|supply|key|old|new|dirt|paved)\s+)?{_ROAD}\s+"
    rf"(?:(?:that|which)\s+)?(?:(?:running|runs|leading|leads|going|stretching)\s+)?"
    rf"(?:from|between|{_LINKS})\s+{_OF_KIND}$",
    re.IGNORECASE,
)
ROAD_AFTER = re.compile(
    r"(?:\s+(?:main|international|strategic|coastal|supply|desert|federal|national|state|gas|oil|"
    rf"(?-i:[A-Z])-?\d+)){{0,2}}\s+(?-i:{_ROAD})\b",
    re.IGNORECASE,
)
LINE_AFTER = re.compile(
    r"\s+(?:(?:front|contact|defen[cs]e)[-\s]?)?(?:line|area|sector|axis|direction|corridor|front|salient)\b(?!\s+of\b)"
)
"""Behind the two names of 'the X-Y line': ground between them, road or not."""
BORDER_OF = re.compile(
    rf"\b{_THE}(?:\w+\s+)?{_BORDER}\s+(?:of|between|separating|dividing|shared\s+by)\s+{_OF_KIND}$",
    re.IGNORECASE,
)
BORDER_AFTER = re.compile(
    rf"{_OWN_KIND}\s+(?:(?:state|regional|provincial|common)\s+)?{_BORDER}\b{_NO_PLACE}", re.IGNORECASE
)
BORDER_WITH = re.compile(
    rf"{_OWN_KIND}(?:['’]s?)?\s+(?:(?:\w+ern|shared|common|land|state|long|porous|volatile|tense)\s+){{0,2}}"
    rf"{_BORDER}\s+with\s+{_OF_KIND}",
    re.IGNORECASE,
)
"""Between the two names of 'X's border with Y'."""
EDGE_OF = re.compile(rf"\b{_THE}(?P<side>{_POINT})\s+{_EDGES}\s+(?:of|to)\s+{_OF_KIND}$", re.IGNORECASE)
EDGE_AFTER = re.compile(rf"['’]s?\s+(?P<side>{_POINT})\s+{_EDGES}\b", re.IGNORECASE)
AXIS_AFTER = re.compile(
    r"\s+(?:(?:operational|tactical|strategic)\s+)?(?:ax[ei]s|directions?|sectors?|fronts?|salient)\b"
)
AXIS_OF = re.compile(
    rf"\b(?:(?:in|on|along)\s+)?(?:the|an?)\s+(?:general\s+)?(?:direction|axis)\s+(?:of|towards?)\s+{_OF_KIND}$",
    re.IGNORECASE,
)
ON_THE_MOVE = re.compile(
    r"\b(?:mov(?:ed|es|ing|e)|head(?:ed|s|ing)|fl(?:ew|y|ies|ying|ed|ee|eeing)|dr(?:ove|ive|iving)|travel\w*|walk\w*|"
    r"(?:went|go(?:es|ing)?)(?!\s+on\b)|ran|r(?:ode|unning)|sail\w*|left|leav(?:es|ing)|escap\w+|retreat\w*|withdr\w+|fir(?:ed|es|ing)|"
    r"launch\w*|sho(?:t|ot|oting)|look\w*|point\w*)(?:\s+\w+){0,4}\s+$",
    re.IGNORECASE,
)
"""Before 'in the direction of X' where somebody or something moves that way."""
OFF = re.compile(
    rf"\boff\s+(?:the\s+(?:\w+\s+)?(?:coasts?|shores?|coastlines?)\s+of\s+)?{_OF_KIND}$", re.IGNORECASE
)
NOT_AT_SEA = re.compile(
    r"\b(?:cut\w*|seal\w*|clos\w+|block\w*|wall\w*|fenc\w+|fend\w*|hold\w*|held|ward\w*|beat\w*|fought|fight\w*|driv\w+|"
    r"drove|set\w*|took|tak\w+|call\w*|far|well|better|laid|lay\w*|pa(?:y|id|ys|ying)|goes|went|show\w*)"
    r"(?:\s+(?:the\s+)?\w+)?\s+$",
    re.IGNORECASE,
)
"""Before 'off X' where 'off' belongs to a verb."""
COAST_AFTER = re.compile(r"['’]s?\s+(?:\w+\s+)?(?:coasts?|shores?|coastlines?)\b")
COAST_OF_PEOPLE = re.compile(r"\s+(?:coasts?|shores?|coastlines?)\b")
"""Behind the adjective of 'off the Somali coast'."""
