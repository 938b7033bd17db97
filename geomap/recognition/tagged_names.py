"""Names of the gazetteer and of a tagger put together: where each begins and ends, and the unknown ones."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.recognition.evidence import is_name_like
from geomap.recognition.feature_words import AREA_WORDS, HEIGHT_WORDS, SITE_WORDS, WATER_WORDS, singular
from geomap.recognition.names import Name, NameFacts
from geomap.recognition.organisations import HEADS
from geomap.recognition.tagging.field import TokenSpan
from geomap.recognition.tagging.opinions import Opinions
from geomap.recognition.tagging.spans import Label
from geomap.recognition.things import names_a_thing
from geomap.recognition.tokens import ABBREVIATIONS, Token

#: A name that only the tagger knows is taken from this probability on.
SURE = 0.55
# A tagger's longer name counts against the gazetteer's own from here on.
_SURE_OF_MORE = 0.6

# Along these lies something, but a town of their name may be far away.
STREETS = frozenset(
    "street st avenue ave road rd drive dr lane ln boulevard blvd court ct place highway hwy route "
    "parkway trail terrace turnpike expressway freeway interstate".split()
)
# Capitalised behind a name these are part of it: 'Mill Street', 'Volta River', 'Hostomel Airport'.
_ENDINGS = (
    STREETS
    | WATER_WORDS
    | HEIGHT_WORDS
    | AREA_WORDS
    | (
        SITE_WORDS
        - {"front", "axis", "direction", "sector", "line", "church", "hospital", "station", "mission"}
    )
    | frozenset("creek bayou falls beach park springs station shoals ferry gap fork".split())
) - frozenset("enclave pocket corridor triangle basin range hill pass market museum factory".split())
#: Something built that ends so is a place, although it is named like an organisation.
_BUILT = frozenset("airport airfield base palace bridge dam camp gorge pass fort tunnel port".split())
# Between a name and its ending: 'Goma International Airport', 'Bagram Air Base'.
_BEFORE_ENDING = frozenset("international air military naval army central railway railroad".split())
_JOINS = frozenset((" ", "-", ". "))


def unknown_names(
    text: str, tokens: Sequence[Token], names: Sequence[Name], opinions: Opinions
) -> list[Name]:
    """The places that the tagger sees where the gazetteer knows nothing."""
    taken = {i for n in names for i in range(n.first, n.last + 1)}
    found = []
    for span in opinions.spans:
        if span.score < SURE or not _is_place(tokens, span) or not _is_name(tokens, span):
            continue
        if names_a_thing(tokens, span.last):
            continue
        if not any(i in taken for i in range(span.first, span.last + 1)):
            found.append(_unknown(text, tokens, span.first, _with_ending(tokens, span.last)))
    return found


def _is_place(tokens: Sequence[Token], span: TokenSpan) -> bool:
    """Whether it is a place, or something built that ends like one ('Dasman Palace')."""
    if span.label is Label.PLACE:
        return tokens[span.last].folded not in HEADS
    built = span.label is Label.ORGANISATION and span.last > span.first
    return built and tokens[span.last].folded in _BUILT


def _is_name(tokens: Sequence[Token], span: TokenSpan) -> bool:
    """Whether it is written as a name, and has a word that is not also a common one."""
    first, last = tokens[span.first], tokens[span.last]
    if not last.capital or not (first.capital or first.text[0].islower()) or first.text[0].isdigit():
        return False
    words = tokens[span.first : span.last + 1]
    return len(last.text) > 1 and any(is_name_like(t) and singular(t.folded) is None for t in words)


def _unknown(text: str, tokens: Sequence[Token], first: int, last: int) -> Name:
    start, end = tokens[first].start, tokens[last].end
    return Name(first, last, start, end, text[start:end].lower(), NameFacts())


def grown(tokens: Sequence[Token], names: Sequence[Name], opinions: Opinions) -> list[Name]:
    """The names of the gazetteer with what else belongs to them: 'Lake Como', 'Mill Street', 'Pa.'."""
    spans = [s for s in opinions.spans if s.label is Label.PLACE and s.score >= _SURE_OF_MORE]
    out: list[Name] = []
    k = 0
    for i, name in enumerate(names):
        if out and name.last <= out[-1].last:
            continue  # the 'Street' of 'Mill Street' is a town elsewhere
        while k < len(spans) and spans[k].last < name.first:
            k += 1
        first, last = name.first, name.last
        if k < len(spans) and spans[k].first <= first and last <= spans[k].last and not name.facts.demonym:
            first, last = _more(tokens, names, i, spans[k], out[-1].last + 1 if out else 0)
        ending = _with_ending(tokens, last)
        following = names[i + 1] if i + 1 < len(names) else None
        if following is None or following.first > ending or following.last == ending > last:
            last = ending
        same = (first, last) == (name.first, name.last)
        out.append(_dotted(tokens, name) if same else _longer(tokens, name, first, last))
    return out


def _more(
    tokens: Sequence[Token], names: Sequence[Name], i: int, span: TokenSpan, free: int
) -> tuple[int, int]:
    """The bounds of a name that the tagger sees as part of a longer one, up to the next known name.

    ``free`` is the first token that no name has yet.
    """
    name = names[i]
    low = max(span.first, free)
    high = min(span.last, names[i + 1].first - 1 if i + 1 < len(names) else len(tokens) - 1)
    first, last = name.first, name.last
    while first > low and tokens[first].gap in _JOINS and not tokens[first - 1].possessive:
        first -= 1
    while last < high and tokens[last + 1].gap in _JOINS and not tokens[last].possessive:
        last += 1
    while first < name.first and not tokens[first].capital:
        first += 1
    while last > name.last and not tokens[last].capital:
        last -= 1
    return first, last


def _with_ending(tokens: Sequence[Token], last: int) -> int:
    """The index of a capitalised feature word right after a name, else the name's own end."""
    j = last + 1
    while _joined(tokens, j) and tokens[j].folded in _BEFORE_ENDING:
        j += 1
    if _joined(tokens, j) and (singular(tokens[j].folded) or tokens[j].folded) in _ENDINGS:
        return j
    return last


def _joined(tokens: Sequence[Token], j: int) -> bool:
    """Whether token ``j`` is capitalised and goes on with the name before it."""
    if j >= len(tokens) or tokens[j - 1].possessive:
        return False
    return tokens[j].gap == " " and tokens[j].capital and not tokens[j].shouted


def _longer(tokens: Sequence[Token], name: Name, first: int, last: int) -> Name:
    """A name with more words than the gazetteer knows; a street is not the town of its name."""
    key = " ".join(t.folded for t in tokens[first : last + 1])
    if tokens[last].folded in STREETS:
        return Name(first, last, tokens[first].start, tokens[last].end, key, NameFacts())
    return Name(first, last, tokens[first].start, tokens[last].end, key, name.facts, known=name.key)


def _dotted(tokens: Sequence[Token], name: Name) -> Name:
    """The full stop of an abbreviation belongs to it: 'Pa.', 'Calif.'."""
    last = tokens[name.last]
    if name.words > 1 or name.key not in ABBREVIATIONS or name.last + 1 >= len(tokens):
        return name
    if tokens[name.last + 1].gap.startswith(".") and not last.possessive and name.end == last.end:
        return Name(name.first, name.last, name.start, name.end + 1, name.key, name.facts, known=name.key)
    return name
