"""Place names that no gazetteer knows, believed because of what stands beside them.

'the village of Xyzabc', 'in the Xyz district', 'Xyz County', 'near Xyz', 'in Barda and Xyz', 'Xyz,
Syria': they are kept as toponyms, and resolution leaves them without a place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.model import ActorMention, Role, Toponym
from geomap.recognition.cues import Cues, read_cues
from geomap.recognition.evidence import is_name_like
from geomap.recognition.feature_words import HEIGHT_WORDS, STRONG_WORDS, WATER_WORDS, singular
from geomap.recognition.organisations import Organisation
from geomap.recognition.persons import People
from geomap.recognition.tagging.opinions import Opinions
from geomap.recognition.tokens import Token
from geomap.recognition.words import folded_words

_MOST_WORDS = 3
_CAPITAL_FEATURES = (
    STRONG_WORDS
    | WATER_WORDS
    | HEIGHT_WORDS
    | frozenset(
        "airport street avenue road highway square bridge forest island islands peninsula valley dam".split()
    )
) - frozenset("city town port region camp".split())
_LEADING_FEATURES = frozenset("mount lake river fort camp".split())
# Relations that nothing but ground has; 'in' and 'to' are too common before other names.
_OF_GROUND = frozenset(
    "near outskirts north south east west northeast northwest southeast southwest".split()
) | {"in and around"}
_ARTICLES = frozenset("al el an as ash ar ad es ez en de la".split())
_JOINS = frozenset((" ", "-"))
_LIST_GAPS = frozenset((", ", " and ", ", and ", " or ", "/"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What has been found in a text already: where no unknown name can be.

    Parameters
    ----------
    text, tokens
        Of the document.
    toponyms
        Those that the gazetteer knows.
    people, organisations, actors
        Their words are no place names.
    opinions
        A tagger's: what it takes for something else is none either, unless it is named outright.
    """

    text: str
    tokens: Sequence[Token]
    toponyms: Sequence[Toponym]
    people: People
    organisations: Sequence[Organisation]
    actors: Sequence[ActorMention]
    opinions: Opinions | None = None


def find_cued_names(around: Surroundings) -> list[Toponym]:
    """Capitalised words that are no name of the gazetteer, but stand where place names stand."""
    tokens = around.tokens
    busy = _busy(around)
    places = [t for t in around.toponyms if t.role is Role.PLACE]
    starts = {t.start: t for t in places}
    ends = {t.end: t for t in places}
    found: list[Toponym] = []
    resume = 0
    # Most tokens can begin no name, and are told apart at once.
    for i in [i for i, t in enumerate(tokens) if t.capital and i not in busy]:
        if i < resume:
            continue
        last = _run(tokens, i, busy)
        if last is None and _named_outright(tokens, i):
            last = i
        if last is None:
            continue
        cues = read_cues(tokens, i, last)
        end = _with_feature(tokens, last)
        if end in busy:
            end = last
        if (_named_outright(tokens, i) or _may_be_place(around.opinions, i, last)) and (
            end > last
            or _believed(tokens, i, last, cues)
            or _in_company(around.text, tokens, i, last, starts, ends)
        ):
            toponym = _toponym(around.text, tokens, i, end, cues)
            found.append(toponym)
            ends[toponym.end] = toponym
        resume = end + 1
    return found


def _may_be_place(opinions: Opinions | None, first: int, last: int) -> bool:
    """Whether the tagger, if there is one, would rather have it a place than anything else that is named."""
    if opinions is None:
        return True
    opinion = opinions.over(first, last)
    return opinion.place > max(_LEAST_CHANCE, opinion.person, opinion.organisation)


_LEAST_CHANCE = 0.2
_EDGES = frozenset({"outskirts", "suburbs"})
"""What only a settlement has."""


def _busy(around: Surroundings) -> set[int]:
    """Indices of the tokens that are something else."""
    spans = [(t.start, t.end) for t in around.toponyms] + [(a.start, a.end) for a in around.actors]
    busy = set(around.people.tokens)
    busy.update(i for o in around.organisations for i in range(o.first, o.last + 1))
    starts = [token.start for token in around.tokens]
    for start, end in spans:
        i = bisect_left(starts, start)
        if i and around.tokens[i - 1].end > start:
            i -= 1
        while i < len(starts) and starts[i] < end:
            busy.add(i)
            i += 1
    return busy


def _run(tokens: Sequence[Token], first: int, busy: set[int]) -> int | None:
    """The last token of the capitalised words that begin at ``first``, if they may be a name."""
    if not _usable(tokens[first], first, busy) or (
        first and tokens[first].gap in _JOINS and _cut(tokens, first, busy)
    ):
        return None
    last = first
    j = first + 1
    while (
        j < len(tokens)
        and j - first < _MOST_WORDS
        and tokens[j].gap in _JOINS
        and not tokens[j - 1].possessive
    ):
        if _usable(tokens[j], j, busy):
            last = j
        elif tokens[j].folded not in _ARTICLES:  # 'Maarat al-Numan'
            break
        j += 1
    if tokens[first].opens and last == first and tokens[first].folded in folded_words("function_words"):
        return None
    if len(tokens[first].text) < 3:
        return None
    return last


def _named_outright(tokens: Sequence[Token], i: int) -> bool:
    """'the town of Sake', 'the outskirts of Sake': said so plainly, even a common word is a name."""
    return (
        i > 1
        and tokens[i].capital
        and not tokens[i].shouted
        and tokens[i - 1].folded == "of"
        and (singular(tokens[i - 2].folded) in STRONG_WORDS or tokens[i - 2].folded in _EDGES)
    )


def _cut(tokens: Sequence[Token], first: int, busy: set[int]) -> bool:
    """Whether ``first`` goes on with something else: the tail of a person's or group's name."""
    before = tokens[first - 1]
    if before.folded == "of" and first > 1 and tokens[first - 2].capital and tokens[first - 2].gap == " ":
        return not tokens[first - 2].opens  # 'the Line of Control'
    return before.capital and not before.possessive and (first - 1 in busy) and not before.opens


def _usable(token: Token, j: int, busy: set[int]) -> bool:
    return (
        j not in busy and not token.shouted and not token.upper and not token.caseless and is_name_like(token)
    )


def _with_feature(tokens: Sequence[Token], last: int) -> int:
    """The index of a capitalised feature word right after: 'Xyz County'; else ``last``."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or after.gap != " " or not after.capital or tokens[last].possessive:
        return last
    return last + 1 if singular(after.folded) in _CAPITAL_FEATURES else last


def _believed(tokens: Sequence[Token], first: int, last: int, cues: Cues) -> bool:
    """Whether the cues alone make it a place."""
    if first and tokens[first - 1].capital and tokens[first - 1].folded in _LEADING_FEATURES:
        return True
    if cues.word in STRONG_WORDS and not tokens[last].possessive:
        return not (tokens[first].opens and first == last and cues.word != "village")
    if cues.distance_km is not None or cues.relation in _OF_GROUND or cues.assailed:
        return True
    before = tokens[first - 1] if first else None
    return before is not None and not before.capital and before.folded == "in" and tokens[first].gap == " "


def _in_company(
    text: str,
    tokens: Sequence[Token],
    first: int,
    last: int,
    starts: dict[int, Toponym],
    ends: dict[int, Toponym],
) -> bool:
    """Whether it stands in a list of places, or a place that contains it follows."""
    if last + 1 < len(tokens) and not tokens[first].opens:
        for gap in (", ", " and ", ", and ", " in ", ", in ", " in the "):
            after = starts.get(tokens[last].end + len(gap))
            if after is not None and text[tokens[last].end : after.start] == gap:
                return True
    for gap in _LIST_GAPS:
        before = ends.get(tokens[first].start - len(gap))
        if before is not None and text[before.end : tokens[first].start] == gap:
            following = tokens[last + 1].folded if last + 1 < len(tokens) else ""
            return (
                gap != ", "
                or following in {"and", "in"}
                or text[tokens[last].end : tokens[last].end + 1] in ",."
            )
    return False


def _toponym(text: str, tokens: Sequence[Token], first: int, last: int, cues: Cues) -> Toponym:
    start, end = tokens[first].start, tokens[last].end
    word = cues.word
    if word is None and singular(tokens[last].folded) is not None:
        word = singular(tokens[last].folded)
    return Toponym(
        start,
        end,
        text[start:end],
        Role.PLACE,
        cue=word,
        relation=cues.relation,
        distance_km=cues.distance_km,
        region_prefix=cues.region_prefix,
    )
