"""Sector mentions: the words of a text that name a part of a front, and the sectors they mean.

A mention needs a direction *and* a word for the line ('the northern front', 'the south-eastern
section of the line of contact'), or the line with a word for all or some of it ('along the entire
line of contact', 'several sectors of the conflict zone'). 'Northern Syria' and 'the public
sector' have only one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.model import Sector

DIRECTIONS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


@dataclass(frozen=True, slots=True)
class SectorMention:
    """A part of a front, or of a border, as named in a text.

    Parameters
    ----------
    start, end, text
        Half-open span in Unicode characters of the text, and its words.
    directions
        Of `DIRECTIONS`, in the order of the text; empty if it names none.
    whole_line
        Whether it speaks of the line as a whole, or of somewhere along it that it does not name
        ('along the line of contact').
    border
        Whether it speaks of a border: another line than the line of contact.
    """

    start: int
    end: int
    text: str
    directions: tuple[str, ...] = ()
    whole_line: bool = False
    border: bool = False


_Q = r"[\"'“”‘’«»„]{0,2}"  # quotation marks may open or close anywhere within the words
_S = r"\s{1,4}"
_POINT = r"(?:north|south)[-–\s]?(?:east|west)|north|south|east|west"
_DIRECTION = rf"(?:{_POINT})(?:ern(?:most)?)?\b"
_AND = rf"(?:,{_S}(?:and|or|as{_S}well{_S}as){_S}|,{_S}|{_S}(?:and|or|as{_S}well{_S}as|to){_S}|/)(?:the{_S})?"
_LIST = rf"{_Q}\b(?:{_DIRECTION})(?:{_Q}{_AND}{_Q}(?:{_DIRECTION})){{0,7}}{_Q}"
# The line itself. 'Front' alone counts only after a direction or in 'sector of the front'.
_NAMED_LINE = (
    rf"(?:lines?{_S}of{_S}(?:actual{_S})?(?:contact|control|demarcation|separation)"
    rf"|(?:contact|demarcation|battle|cease-?fire){_S}lines?)"
)
_LINE = rf"(?:front[-–\s]?lines?|{_NAMED_LINE})"
_PLACE_OF_WAR = rf"(?:(?:conflict|combat|war|battle|security){_S}zones?|battlefields?|theatres?{_S}of{_S}war)"
_PART = r"(?:sectors?|sections?|segments?|stretch(?:es)?|parts?|portions?|ends?|flanks?)"
# 'Front' in its plain sense: not the front door.
_FRONT = r"fronts?\b(?![-–\s]{1,2}(?:doors?|pages?|rows?|desks?|offices?|runners?|yards?|gates?|seats?)\b)"
# 'of the Karabakh front', 'of the Russian-Ukrainian front line'
_OF_LINE = (
    rf"{_S}(?:of|on|along|at){_S}(?:the{_S})?{_Q}(?:[\w’'–-]+{_S}){{0,2}}?"
    rf"(?:{_LINE}|{_FRONT}|{_PLACE_OF_WAR})"
)
_FLAGS = re.IGNORECASE

# 'the southern and northern sectors of the front line'; 'in the northern part of the contact line'
_PARTS_OF_LINE = re.compile(rf"(?P<list>{_LIST}){_S}{_Q}{_PART}\b{_Q}{_OF_LINE}", _FLAGS)
# 'the northern and eastern sectors' by itself; not 'sectors of the economy' (checked below)
_SECTORS = re.compile(rf"(?P<list>{_LIST}){_S}{_Q}(?:sectors?|axis|axes)\b", _FLAGS)
# 'the northern front', 'the southern front line'
_FRONTS = re.compile(rf"(?P<list>{_LIST}){_S}{_Q}(?P<front>{_LINE}|{_FRONT})", _FLAGS)
# 'in the northern direction'
_HEADINGS = re.compile(
    rf"(?:in|on|from|along|at){_S}(?:the|both{_S}the){_S}(?P<list>{_LIST}){_S}{_Q}(?:operational{_S})?directions?\b",
    _FLAGS,
)
# 'in the north and east of the line of contact'; 'the front line in the south'
_COMPASS = rf"(?:{_POINT})\b(?:{_AND}(?:{_POINT})\b){{0,7}}"
_POINTS_OF_LINE = re.compile(
    rf"in{_S}the{_S}(?P<list>{_COMPASS}){_S}of{_S}the{_S}(?:{_LINE}|{_FRONT}|{_PLACE_OF_WAR})", _FLAGS
)
_LINE_AT_POINTS = re.compile(
    rf"\b(?:{_LINE}|front){_S}(?:in|to){_S}the{_S}(?P<list>{_COMPASS})(?!{_S}of\b)", _FLAGS
)
# 'along the entire line of contact', 'all sectors of the front', 'along the front line', 'across the
# line of contact' (somewhere along it); not 'on the front line', which is often said of more than a front
_ALL = r"(?:entire|whole|full|complete)"
_WHOLE = re.compile(
    rf"(?:\b(?:all{_S})?along{_S}(?!with\b)(?:(?:almost|nearly|virtually|practically){_S})?(?:all{_S}(?:of{_S})?)?(?:the|its)?"
    rf"(?:{_S}{_ALL})?(?:{_S}length{_S}of{_S}the(?:{_S}{_ALL})?)?{_S}(?:[\w’'–-]+{_S}){{0,2}}?(?:{_LINE}|{_FRONT})"
    rf"|\b(?:across|on|at|over){_S}the{_S}(?:[\w’'–-]+{_S})?{_NAMED_LINE}"
    rf"|\b(?:the|across|on){_S}(?:the{_S})?{_ALL}{_S}(?:length{_S}of{_S}the{_S})?(?:{_LINE}|{_FRONT})"
    rf"|\b(?:all|every){_S}(?:of{_S}the{_S}|the{_S})?{_PART}{_OF_LINE})",
    _FLAGS,
)
# 'several sectors of the conflict zone'
_SOME = re.compile(
    rf"\b(?:several|some|many|most|various|different|multiple|other|certain|separate|individual|a{_S}number{_S}of"
    rf"|two|three|four|five|six){_S}(?:of{_S}the{_S})?(?:sectors?|sections?|segments?|stretches|parts|areas|directions)"
    rf"{_OF_LINE}",
    _FLAGS,
)
# 'along the border with Armenia', 'on the northern section of the Armenian-Azerbaijani border'
_BORDER = re.compile(
    rf"\b(?:along|on|near|at|across|in(?={_S}the{_S}{_LIST})){_S}(?:the|its|their){_S}(?:(?:entire|whole){_S})?"
    rf"(?:(?P<list>{_LIST}){_S}(?:{_PART}{_S}of{_S}(?:the|its|their){_S})?)?"
    rf"(?:(?:state|international|common|shared){_S}|(?-i:[A-Z])[\w.]+(?:[-–]\w+)?{_S}){{0,2}}border\b"
    rf"(?:{_S}(?:with|between){_S}(?-i:[A-Z])\w+(?:{_S}and{_S}(?-i:[A-Z])\w+)?)?",
    _FLAGS,
)

_NOT_OF_A_LINE = re.compile(rf"{_Q}{_S}of\b", _FLAGS)
_OF_A_WAR = re.compile(
    rf"{_S}of{_S}(?:the{_S})?(?:[\w’'–-]+{_S}){{0,2}}?(?:wars?|conflict|fighting|offensive|battle|front)\b",
    _FLAGS,
)
_FRONT_AS_A_NAME = re.compile(r"\bFronts?$")
_POINTS = re.compile(rf"\b(?P<first>north|south)[-–\s]?(?P<second>east|west)|{_POINT}", _FLAGS)


def find_sector_mentions(text: str) -> tuple[SectorMention, ...]:
    """The parts of a front or border that a text names, in the order of the text.

    Parameters
    ----------
    text
        Any text. Hyphens, capitals and quotation marks within the words do not matter.

    Returns
    -------
    tuple of SectorMention
        Without overlaps: of two that overlap the longer stands.

    Examples
    --------
    >>> [mention.directions for mention in find_sector_mentions("Fire in the north-eastern sector.")]
    [('northeast',)]
    >>> find_sector_mentions("The energy sector of northern Syria.")
    ()
    """
    found = sorted(_mentions(text), key=lambda mention: (mention.start - mention.end, mention.start))
    kept: list[SectorMention] = []
    for mention in found:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def sectors_for(mention: SectorMention, sectors: Sequence[Sector]) -> tuple[Sector, ...]:
    """The sectors that a mention means, in the order of the line.

    Parameters
    ----------
    mention
        As `find_sector_mentions` gives it.
    sectors
        All the sectors of a theatre (`make_sectors`).

    Returns
    -------
    tuple of Sector
        All of them for the whole line; those whose id or aliases are among the directions; none
        for a border, for a direction that the theatre's scheme lacks, and for 'several sectors'
        without saying which.
    """
    if mention.border:
        return ()
    if mention.whole_line and not mention.directions:
        return tuple(sectors)
    wanted = set(mention.directions)
    return tuple(sector for sector in sectors if wanted & {sector.id, *sector.aliases})


def _mentions(text: str) -> Iterator[SectorMention]:
    for pattern in (_PARTS_OF_LINE, _SECTORS, _FRONTS, _HEADINGS, _POINTS_OF_LINE, _LINE_AT_POINTS):
        for found in pattern.finditer(text):
            if not _is_of_something_else(pattern, found, text):
                yield _mention(text, found, directions=_directions(found["list"]))
    for found in _WHOLE.finditer(text):
        yield _mention(text, found, whole_line=True, directions=_directions(found[0]))
    for found in _SOME.finditer(text):
        yield _mention(text, found, directions=_directions(found[0]))
    for found in _BORDER.finditer(text):
        yield _mention(text, found, directions=_directions(found["list"] or ""), border=True)


def _is_of_something_else(pattern: re.Pattern[str], found: re.Match[str], text: str) -> bool:
    """Whether 'sector' or 'front' belongs to an economy, a building or a name."""
    if pattern is _SECTORS:
        # 'The northern sector of the front line' is found as a whole by `_PARTS_OF_LINE`.
        return _NOT_OF_A_LINE.match(text, found.end()) is not None
    if pattern is not _FRONTS or re.fullmatch(_LINE, found["front"], _FLAGS):
        return False
    if _FRONT_AS_A_NAME.search(found["front"]):
        return True  # 'the Southern Front' is a body of troops, or a title
    return bool(_NOT_OF_A_LINE.match(text, found.end()) and not _OF_A_WAR.match(text, found.end()))


def _mention(
    text: str,
    found: re.Match[str],
    *,
    directions: tuple[str, ...] = (),
    whole_line: bool = False,
    border: bool = False,
) -> SectorMention:
    start, end = found.span()
    while text[start] in " \"'“”‘’«»„":
        start += 1
    return SectorMention(
        start, end, text[start:end], directions, whole_line=whole_line and not directions, border=border
    )


def _directions(words: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{found['first']}{found['second']}".casefold() if found["first"] else found[0].casefold()
            for found in _POINTS.finditer(words)
        )
    )
