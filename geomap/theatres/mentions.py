"""Sector mentions: the words of a text that name a part of a front, or of a border.

A mention needs a direction or a place name *and* a word for the line ('the northern front', 'the
Bakhmut axis', 'the south-eastern section of the line of contact'), or the line with a word for
all or some of it ('along the entire line of contact', 'several sectors of the conflict zone').
'Northern Syria' and 'the public sector' have only one of the two. Whether a capitalised word is
the name of a place is for the toponyms to say ('the Sports section' is found here and means
nothing there); what a mention means on the ground, `geomap.theatres.named_ground` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.model import Sector, Span
from geomap.theatres import mention_grammar as grammar

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
    names
        Spans of the names by which it says which part is meant ('Kupiansk', 'Lyman'), in the
        order of the text. Not those of a border's countries.
    between
        Whether the part from one of two names to the other is meant.
    bank
        'left', 'right', 'eastern' ...: the bank of a river that it speaks of, or None.
    """

    start: int
    end: int
    text: str
    directions: tuple[str, ...] = ()
    whole_line: bool = False
    border: bool = False
    names: tuple[Span, ...] = ()
    between: bool = False
    bank: str | None = None


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
    kept: list[SectorMention] = []
    for start, end in grammar.windows(text):
        found = sorted(
            _mentions(text, start, end), key=lambda mention: (mention.start - mention.end, mention.start)
        )
        own: list[SectorMention] = []
        for mention in found:
            if all(mention.end <= other.start or other.end <= mention.start for other in own):
                own.append(mention)
        kept += sorted(own, key=lambda mention: mention.start)
    return tuple(kept)


def sectors_for(mention: SectorMention, sectors: Sequence[Sector]) -> tuple[Sector, ...]:
    """The sectors that a mention means by direction, bank or as a whole, in the order of the line.

    Parameters
    ----------
    mention
        As `find_sector_mentions` gives it.
    sectors
        All the sectors of a theatre (`make_sectors`).

    Returns
    -------
    tuple of Sector
        All of them for the whole line; those whose id or aliases are among the directions, or are
        the bank ('left bank'); none for a border, for a direction that the theatre's scheme
        lacks, and for 'several sectors' without saying which. In a theatre whose sectors bear
        no directions at all a single one ('the eastern front') is the whole front.
    """
    if mention.border:
        return ()
    if mention.whole_line and not mention.directions:
        return tuple(sectors)
    wanted = set(mention.directions)
    if mention.bank is not None:
        wanted.add(f"{mention.bank} bank")
    elif len(wanted) == 1 and not any({s.id, *s.aliases}.intersection(DIRECTIONS) for s in sectors):
        return tuple(sectors)
    return tuple(sector for sector in sectors if wanted & {sector.id, *sector.aliases})


_DIRECTED = (
    grammar.PARTS_OF_LINE,
    grammar.SECTORS,
    grammar.FRONTS,
    grammar.HEADINGS,
    grammar.POINTS_OF_LINE,
    grammar.LINE_AT_POINTS,
)
_NAMED = (grammar.OF_NAMES, grammar.TOWARDS_NAMES, grammar.LINE_NEAR_NAMES)


def _mentions(text: str, start: int, end: int) -> Iterator[SectorMention]:
    for pattern in _DIRECTED:
        for found in grammar.finditer(pattern, text, start, end):
            if not _is_of_something_else(pattern, found, text):
                yield _mention(text, found, directions=_directions(found["list"]))
    for found in grammar.finditer(grammar.WHOLE, text, start, end):
        names = _names(found, "names") if found["names"] else ()
        yield _mention(text, found, whole_line=True, directions=_directions(found[0]), names=names)
    for found in grammar.finditer(grammar.SOME, text, start, end):
        yield _mention(text, found, directions=_directions(found[0]))
    for pattern in _NAMED:
        for found in grammar.finditer(pattern, text, start, end):
            yield _mention(text, found, names=_names(found, "names"))
    for found in grammar.finditer(grammar.BETWEEN_NAMES, text, start, end):
        group = "names" if found["names"] else "from_to"
        yield _mention(text, found, names=_names(found, group), between=True)
    for found in grammar.finditer(grammar.BORDER, text, start, end):
        # 'Its southern border' is a border in the south, 'the southern part of its border' a part of one.
        directions = _directions(found["list"]) if found["part"] else ()
        yield _mention(text, found, directions=directions, border=True)
    for found in grammar.finditer(grammar.BORDER_AT_NAMES, text, start, end):
        yield _mention(text, found, names=_names(found, "names"), border=True)
    for found in grammar.finditer(grammar.BANK, text, start, end):
        yield _mention(text, found, bank=found["bank"].casefold())


def _is_of_something_else(pattern: re.Pattern[str], found: re.Match[str], text: str) -> bool:
    """Whether 'sector' or 'front' belongs to an economy, a building or a name."""
    if pattern is grammar.SECTORS:
        # 'The northern sector of the front line' is found as a whole by `PARTS_OF_LINE`.
        return grammar.NOT_OF_A_LINE.match(text, found.end()) is not None
    if pattern is not grammar.FRONTS or grammar.WHOLE_LINE.fullmatch(found["front"]):
        return False
    if grammar.FRONT_AS_A_NAME.search(found["front"]):
        return True  # 'the Southern Front' is a body of troops, or a title
    return bool(
        grammar.NOT_OF_A_LINE.match(text, found.end()) and not grammar.OF_A_WAR.match(text, found.end())
    )


_MARKS = " \"'“”‘’«»„"


def _mention(
    text: str,
    found: re.Match[str],
    *,
    directions: tuple[str, ...] = (),
    whole_line: bool = False,
    border: bool = False,
    names: tuple[Span, ...] = (),
    between: bool = False,
    bank: str | None = None,
) -> SectorMention:
    start, end = found.span()
    while text[start] in _MARKS:
        start += 1
    return SectorMention(
        start, end, text[start:end], directions, whole_line and not directions, border, names, between, bank
    )


def _names(found: re.Match[str], group: str) -> tuple[Span, ...]:
    """The names of a list; 'Kupiansk-Lyman' is one here (a town may be called so)."""
    return tuple(
        Span(name.start() + len(name[0]) - len(name[0].lstrip(_MARKS)), name.end())
        for name in grammar.NAME.finditer(found.string, *found.span(group))
    )


def _directions(words: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            f"{found['first']}{found['second']}".casefold() if found["first"] else found[0].casefold()
            for found in grammar.POINTS.finditer(words)
        )
    )
