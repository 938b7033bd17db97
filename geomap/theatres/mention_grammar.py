"""The words by which news names a part of a front: patterns over English text.

Each pattern needs an anchor, a word for a line or a part of one ('front', 'sector', 'axis',
'border' ...). `windows` finds the anchors in one fast pass, and the patterns are tried around
them only: most of a text is never looked at by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FLAGS = re.IGNORECASE

_Q = r"[\"'“”‘’«»„]{0,2}"  # quotation marks may open or close anywhere within the words
_S = r"\s{1,4}"
POINT = r"(?:north|south)[-–\s]?(?:east|west)|north|south|east|west"
_DIRECTION = rf"(?:{POINT})(?:ern(?:most)?)?\b"
_AND = rf"(?:,{_S}(?:and|or|as{_S}well{_S}as){_S}|,{_S}|{_S}(?:and|or|as{_S}well{_S}as|to){_S}|/)(?:the{_S})?"
_LIST = rf"{_Q}\b(?:{_DIRECTION})(?:{_Q}{_AND}{_Q}(?:{_DIRECTION})){{0,7}}{_Q}"

# A place name as it is written: capitalised words, hyphens and apostrophes within them, an Arabic
# or Romance article before them ('al-Bab', 'Deir ez-Zor', 'Chasiv Yar').
_CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿ])"
_ARTICLE = r"(?-i:(?:a[dlnrstz]h?|e[lz])[-–])?"
_NO_NAME = r"(?!(?:the|an?|in|on|at|along|from|near|across|of|and|or|both|its|their|this|that|all|to)\b)"
# Of hyphens a bounded number: each of them may begin a name, too.
_WORD = rf"{_NO_NAME}{_ARTICLE}{_CAPITAL}[\w’']*(?:[-–][\w’']+){{0,6}}"
_NAME = rf"{_Q}\b{_WORD}(?:{_S}{_WORD}){{0,3}}"
_NAMES = rf"{_NAME}(?:{_Q}{_AND}{_NAME}){{0,5}}{_Q}"

# The line itself. 'Front' alone counts only after a direction or name or in 'sector of the front'.
_NAMED_LINE = (
    rf"(?:lines?{_S}of{_S}(?:actual{_S})?(?:contact|control|demarcation|separation)"
    rf"|(?:contact|demarcation|battle|cease-?fire){_S}lines?)"
)
LINE = rf"(?:front[-–\s]?lines?|{_NAMED_LINE})"
_PLACE_OF_WAR = rf"(?:(?:conflict|combat|war|battle|security){_S}zones?|battlefields?|theatres?{_S}of{_S}war)"
_PART = r"(?:sectors?|sections?|segments?|stretch(?:es)?|parts?|portions?|ends?|flanks?)"
# 'Front' in its plain sense: not the front door.
_FRONT = r"fronts?\b(?![-–\s]{1,2}(?:doors?|pages?|rows?|desks?|offices?|runners?|yards?|gates?|seats?)\b)"
# 'of the Karabakh front', 'of the Russian-Ukrainian front line'
_OF_LINE = (
    rf"{_S}(?:of|on|along|at){_S}(?:the{_S})?{_Q}(?:[\w’'–-]+{_S}){{0,2}}?"
    rf"(?:{LINE}|{_FRONT}|{_PLACE_OF_WAR})"
)

# 'the southern and northern sectors of the front line'; 'in the northern part of the contact line'
PARTS_OF_LINE = re.compile(rf"(?P<list>{_LIST}){_S}{_Q}{_PART}\b{_Q}{_OF_LINE}", FLAGS)
# 'the northern and eastern sectors' by itself; not 'sectors of the economy' (checked by the reader)
SECTORS = re.compile(rf"(?P<list>{_LIST}){_S}{_Q}(?:sectors?|axis|axes)\b", FLAGS)
# 'the northern front', 'the southern front line'
FRONTS = re.compile(rf"(?P<list>{_LIST}){_S}{_Q}(?P<front>{LINE}|{_FRONT})", FLAGS)
# 'in the northern direction'
HEADINGS = re.compile(
    rf"(?:in|on|from|along|at){_S}(?:the|both{_S}the){_S}(?P<list>{_LIST}){_S}{_Q}(?:operational{_S})?directions?\b",
    FLAGS,
)
# 'in the north and east of the line of contact'; 'the front line in the south'
_COMPASS = rf"(?:{POINT})\b(?:{_AND}(?:{POINT})\b){{0,7}}"
POINTS_OF_LINE = re.compile(
    rf"in{_S}the{_S}(?P<list>{_COMPASS}){_S}of{_S}the{_S}(?:{LINE}|{_FRONT}|{_PLACE_OF_WAR})", FLAGS
)
LINE_AT_POINTS = re.compile(
    rf"\b(?:{LINE}|front){_S}(?:in|to){_S}the{_S}(?P<list>{_COMPASS})(?!{_S}of\b)", FLAGS
)
# 'along the entire line of contact', 'all sectors of the front', 'along the front line', 'across the
# line of contact' (somewhere along it); not 'on the front line', which is often said of more than a front
_ALL = r"(?:entire|whole|full|complete)"
WHOLE = re.compile(
    rf"(?:\b(?:all{_S})?along{_S}(?!with\b)(?:(?:almost|nearly|virtually|practically){_S})?(?:all{_S}(?:of{_S})?)?(?:the|its)?"
    rf"(?:{_S}{_ALL})?(?:{_S}length{_S}of{_S}the(?:{_S}{_ALL})?)?{_S}(?P<names>(?:[\w’'–-]+{_S}){{0,2}}?)(?:{LINE}|{_FRONT})"
    rf"|\b(?:across|on|at|over){_S}the{_S}(?:[\w’'–-]+{_S})?{_NAMED_LINE}"
    rf"|\b(?:the|across|on){_S}(?:the{_S})?{_ALL}{_S}(?:length{_S}of{_S}the{_S})?(?:{LINE}|{_FRONT})"
    rf"|\b(?:all|every){_S}(?:of{_S}the{_S}|the{_S})?{_PART}{_OF_LINE})",
    FLAGS,
)
# 'several sectors of the conflict zone'
SOME = re.compile(
    rf"\b(?:several|some|many|most|various|different|multiple|other|certain|separate|individual|a{_S}number{_S}of"
    rf"|two|three|four|five|six){_S}(?:of{_S}the{_S})?(?:sectors?|sections?|segments?|stretches|parts|areas|directions)"
    rf"{_OF_LINE}",
    FLAGS,
)

# 'in the Aghdara direction', 'on the Kupiansk and Lyman axes', 'the Hadrut section of the front', 'the
# Karabakh front'. Small letters: 'Public Sector' and 'National Front' are names.
_OF_A_TOWN = (
    rf"(?:axis|axes|directions?|(?-i:sectors?|sections?|segments?|stretch(?:es)?|flanks?)|{LINE}|(?-i:{_FRONT}))"
)  # fmt: skip
OF_NAMES = re.compile(
    rf"(?P<names>{_NAMES})(?:{_S}(?:operational|tactical|front[-–\s]?line|city|town|area)){{0,2}}{_S}{_OF_A_TOWN}"
    rf"(?![\w-])(?:{_Q}{_OF_LINE})?",
    FLAGS,
)
# 'in the direction of Pokrovsk', 'on an axis towards Kherson'
TOWARDS_NAMES = re.compile(
    rf"\b(?:in|on|along|at|from){_S}(?:(?:the|an?){_S})?(?:general{_S})?(?:directions?|axis|axes){_S}(?:of|towards?)"
    rf"{_S}(?:the{_S}(?:(?:city|town|village|area){_S}of{_S})?)?(?P<names>{_NAMES})",
    FLAGS,
)
# 'the front near X', 'the sector of the front around X', 'the line of contact north of X'
_BESIDE = (
    rf"(?:near|around|outside|at|by|close{_S}to|in{_S}the{_S}(?:area|vicinity|region|direction){_S}of|in"
    rf"|(?:{POINT}){_S}of)"
)
LINE_NEAR_NAMES = re.compile(
    rf"\b(?:{_PART}{_OF_LINE}|{LINE}|(?-i:fronts?)){_S}{_BESIDE}{_S}(?:the{_S})?"
    rf"(?:(?:city|town|village|area){_S}of{_S})?(?P<names>{_NAMES})",
    FLAGS,
)
# 'the front line between X and Y', 'the section from X to Y'
BETWEEN_NAMES = re.compile(
    rf"\b(?:{_PART}{_OF_LINE}|{LINE}|(?-i:fronts?)|(?:sector|section|segment|stretch)(?:{_S}of{_S}(?:the{_S})?{LINE})?)"
    rf"{_S}(?:(?:running|stretching){_S})?(?:between{_S}(?P<names>{_NAME}{_S}and{_S}(?:the{_S})?{_NAME})"
    rf"|from{_S}(?P<from_to>{_NAME}{_S}to{_S}(?:the{_S})?{_NAME}))",
    FLAGS,
)

# 'along the border with Armenia', 'the Tovuz section of the Armenian-Azerbaijani border', 'in the northern
# section of the state border'; not 'near the border town of X', which is a town.
_BORDER_WORD = (
    r"(?:border|frontier)\b(?![-–\s]{1,2}(?:guards?|police|towns?|cit(?:y|ies)|villages?|posts?|crossings?|"
    r"checkpoints?|stations?|points?|patrols?|troops|forces?|districts?|regions?|provinces?|communit(?:y|ies)|"
    r"settlements?|states?|fence|wall|controls?|checks?|agency|service|officers?|camps?|guarding)\b)"
)
_OWNER = rf"{_CAPITAL}[\w’']*(?:\.\w)*(?:[-–]\w+)?"
_BORDER = (
    rf"(?:(?:the|its|their|both){_S})?(?:(?:entire|whole){_S})?"
    rf"(?:(?:{_CAPITAL}\w+[’']s?{_S})?(?P<list>{_LIST}){_S}(?P<part>{_PART}{_S}of{_S}(?:the|its|their){_S})?)?"
    rf"(?:(?:state|international|common|shared)[-–\s]{{1,4}}|{_OWNER}{_S}(?:and{_S}{_OWNER}{_S})?){{0,3}}{_BORDER_WORD}"
    rf"(?:{_S}(?:with|between|of){_S}(?:the{_S})?{_OWNER}(?:{_S}{_OWNER})?"
    rf"(?:{_S}and{_S}(?:the{_S})?{_OWNER}(?:{_S}{_OWNER})?)?)?"
)
BORDER = re.compile(rf"\b(?:along|on|near|at|across|in(?={_S}the{_S}{_LIST})){_S}{_BORDER}", FLAGS)
BORDER_AT_NAMES = re.compile(
    rf"(?P<names>{_NAMES}){_S}(?:{_PART}|directions?){_S}(?:of|on|along){_S}{_BORDER}", FLAGS
)
# 'on the left bank', 'the right bank of the Dnieper'; the West Bank is a place and has a capital
BANK = re.compile(
    rf"\b(?:on|along|across|at|from|of|to|over){_S}the{_S}(?P<bank>left|right|eastern|western|northern|southern)[-–\s]"
    rf"{{1,4}}(?-i:banks?)\b(?:{_S}of{_S}(?:the{_S})?(?:river{_S})?{_NAME}(?:{_S}river)?)?",
    FLAGS,
)

_NEEDED = {
    HEADINGS: ("irection", "IRECTION"),
    SECTORS: ("ector", "ECTOR", "xis", "xes", "XIS", "XES"),
    TOWARDS_NAMES: ("irection", "IRECTION", "xis", "xes", "XIS", "XES"),
    BETWEEN_NAMES: ("etween", "ETWEEN", "rom", "ROM"),
    BORDER: ("order", "ORDER", "ontier", "ONTIER"),
    BORDER_AT_NAMES: ("order", "ORDER", "ontier", "ONTIER"),
    BANK: ("bank",),
}
"""Letters of which one must stand in what a pattern fits; those of others are `_ANCHORS`."""

NOT_OF_A_LINE = re.compile(rf"{_Q}{_S}of\b", FLAGS)
OF_A_WAR = re.compile(
    rf"{_S}of{_S}(?:the{_S})?(?:[\w’'–-]+{_S}){{0,2}}?(?:wars?|conflict|fighting|offensive|battle|front)\b",
    FLAGS,
)
FRONT_AS_A_NAME = re.compile(r"\bFronts?$")
WHOLE_LINE = re.compile(LINE, FLAGS)
POINTS = re.compile(rf"\b(?P<first>north|south)[-–\s]?(?P<second>east|west)|{POINT}", FLAGS)
NAME = re.compile(_NAME, FLAGS)

# A piece of each pattern without which it cannot fit. One search for each, and not one for all: a
# search that begins with fixed letters is many times faster than one with alternatives. So the first
# letter is left out, which may be a capital, and looked back at: 'section' is wanted, 'election' is
# not. Capitals throughout have their own.
_ANCHORS = tuple(
    re.compile(anchor)
    for anchor in (
        *(
            written
            for first, rest in (
                ("f", "ront"), ("s", "ector"), ("s", "ection"), ("d", "irection"), ("s", "egment"),
                ("s", "tretch"), ("b", "order"), ("b", "attle"), ("t", "heatre"),
            )
            for written in (
                rf"{rest}(?<=\b[{first}{first.upper()}]{rest})",
                rf"{rest.upper()}(?<=\b{first.upper()}{rest.upper()})",
            )
        ),
        r"lanks?\b", r"LANKS?\b", r"x[ei]s\b(?<=\b[aA]x[ei]s)", r"X[EI]S\b(?<=\bAX[EI]S)",
        r"ines?\s{1,4}of\b", r"INES?\s{1,4}OF\b", "zone", "ZONE", r"ontact\s{1,4}line", r"ONTACT\s{1,4}LINE",
        r"emarcation\s", r"EMARCATION\s", r"fire\s{1,4}line", r"FIRE\s{1,4}LINE", r" banks?\b",
    )
)  # fmt: skip
_BEFORE, _AFTER = 260, 260
"""Characters around an anchor: the longest list of names that is read, and what follows it."""


def windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which a pattern may fit, apart from each other and in order."""
    start = end = 0
    for at in sorted(found.start() for anchor in _ANCHORS for found in anchor.finditer(text)):
        if at - _BEFORE > end:
            if end:
                yield start, end
            start = at - _BEFORE
        end = min(len(text), at + _AFTER)
    if end:
        yield start, end


def finditer(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a pattern of this module fits in one of a text's `windows`."""
    needed = _NEEDED.get(pattern)
    if needed is None or any(text.find(letters, start, end) >= 0 for letters in needed):
        yield from pattern.finditer(text, start, end)
