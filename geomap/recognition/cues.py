"""Cue words: what stands beside a name and tells that it is a place, of what kind, and where from it.

Which kind is told by `feature_words`. Directions, distances and relations follow the wording of reports of
incidents ('12 km north of X', 'on the outskirts of X', 'between X and Y').
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geomap.recognition.feature_words import singular
from geomap.recognition.tokens import Token
from geomap.recognition.words import words

_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
_PART_WORDS = words("part_words")
_FILLERS = words("fillers")
_ATTACK_NOUNS, _ATTACK_VERBS = words("attack_nouns"), words("attack_verbs")
_NUMBER_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "fifty": 50.0,
}  # fmt: skip
_KM = {"k": 1.0, "mi": 1.609344, "me": 0.001}  # by the first letters of the unit
_NAUTICAL_MILE_KM = 1.852
_UNITS = frozenset(
    "km kms kilometer kilometre kilometers kilometres mile miles mi meter metre meters metres".split()
)

#: Relation -> the words that lead to a name, the last of them next to it.
_RELATION_PHRASES = {
    "in and around": ("in and around", "in or around", "in and near", "on and around"),
    "outskirts": (
        "outskirts of", "suburb of", "suburbs of", "edge of", "edges of", "fringes of", "approaches to",
        "entrance to",
    ),
    "border": (
        "border with", "border of", "borders of", "border between", "border near", "frontier with",
        "boundary with", "boundary of", "bordering", "borders",
    ),
    "near": (
        "near", "nearby", "close to", "not far from", "vicinity of", "next to", "outside", "beside",
        "around", "adjacent to", "off", "within sight of", "surrounding", "in the direction of", "road to",
        "highway to",
    ),
    "between": ("between",),
    "from": ("from", "out of", "left", "leaving", "fleeing", "fled"),
    "to": ("to", "toward", "towards", "into", "onto", "reached", "reaching", "entering"),
    **{direction: (f"{direction} of",) for direction in _DIRECTIONS},
}  # fmt: skip
_RELATIONS = {
    tuple(phrase.split()): relation for relation, phrases in _RELATION_PHRASES.items() for phrase in phrases
}
_LONGEST_RELATION = max(map(len, _RELATIONS))
# Words next to a name without which no relation is read there.
_RELATION_ENDS = frozenset(phrase[-1] for phrase in _RELATIONS)
_PASSED_OVER = _FILLERS | _PART_WORDS
#: Prepositions of place, for recognition: what follows one is rather a place than a person.
_LOCATIVES = frozenset(
    "in at near across inside outside around throughout within into toward towards over to from through "
    "between off entered leaving left reached via along".split()
)
_SKIPPED_AFTER = frozenset("administrative autonomous refugee international military".split())
_BORDERS = frozenset({"border", "frontier", "boundary"})
_REACH = 10  # tokens looked at before a name


class Cues(NamedTuple):
    """What stands around a name.

    Parameters
    ----------
    word
        The feature word beside the name, lower case and singular; None if there is none.
    relation, distance_km, region_prefix
        As in `geomap.model.Toponym`.
    locative
        Whether a preposition of place stands before the name.
    assailed
        Whether it is what is attacked, taken or held: 'the shelling of X', 'had retaken X', 'X was bombed'.
    """

    word: str | None = None
    relation: str = "in"
    distance_km: float | None = None
    region_prefix: str | None = None
    locative: bool = False
    assailed: bool = False


def read_cues(tokens: Sequence[Token], first: int, last: int) -> Cues:
    """The cues around the name that tokens ``first`` to ``last`` make up."""
    before = _phrase_before(tokens, first)
    after = _words_after(tokens, last)
    relation, distance, locative, within = _read_relation(before)
    if relation == "in" and after:
        if after[0] in _BORDERS or (after[1:2] and after[1] in _BORDERS):
            relation = "border"
        elif tokens[last].possessive and not {"outskirts", "suburbs"}.isdisjoint(after[:2]):
            relation = "outskirts"
    prefix = _region_prefix(before)
    if within:
        relation, prefix = "in", relation
    return Cues(
        _feature_after(after) or _feature_before(before),
        relation,
        distance,
        prefix,
        locative,
        _assailed(before) or _laid_waste(after),
    )


def _phrase_before(tokens: Sequence[Token], first: int) -> list[str]:
    """The folded words that lead to a name without a break, in their order."""
    found: list[str] = []
    for j in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if tokens[j + 1].gap not in _CLOSE and not (tokens[j + 1].gap in _BRACKETS and len(found) < _REACH):
            break
        # Folding would take the point out of '12.5'.
        found.append(tokens[j].text if tokens[j].text[0].isdigit() else tokens[j].folded)
    found.reverse()
    return found


def _words_after(tokens: Sequence[Token], last: int) -> list[str]:
    found: list[str] = []
    for token in tokens[last + 1 : last + 4]:
        if token.gap not in _CLOSE and not (
            tokens[last].possessive and not found and token.gap in _POSSESSIVES
        ):
            break
        found.append(token.folded)
    return found


def _feature_after(after: Sequence[str]) -> str | None:
    """The feature word in 'X district', 'the X river', 'X refugee camp'."""
    for word in after[:2]:
        if word not in _SKIPPED_AFTER:
            return singular(word)
    return None


def _feature_before(before: Sequence[str]) -> str | None:
    """The feature word in 'the village of X', 'villages called X', 'the village X'."""
    last = len(before) - 1
    while last >= 0 and before[last] in {"the", "of", "called", "named", "as", "known"}:
        last -= 1
    return singular(before[last]) if last >= 0 else None


def _assailed(before: Sequence[str]) -> bool:
    """Whether the words before a name are those of an attack on it."""
    last = len(before) - 1
    while last >= 0 and before[last] == "the":
        last -= 1
    if last > 0 and before[last] in {"on", "of", "against"}:
        return before[last - 1] in _ATTACK_NOUNS
    return last >= 0 and before[last] in _ATTACK_VERBS


def _laid_waste(after: Sequence[str]) -> bool:
    """Whether the words behind a name tell that it was shelled or overrun, as only ground is."""
    if after[:1] and after[0] in {"was", "were"}:
        return bool(_ONLY_GROUND.intersection(after[1:2]))
    return (
        after[:1] in (["has"], ["had"])
        and after[1:2] == ["been"]
        and bool(_ONLY_GROUND.intersection(after[2:3]))
    )


_ONLY_GROUND = frozenset(
    "bombed bombarded shelled pounded strafed besieged overrun retaken recaptured liberated".split()
)
"""What is done to ground and hardly ever said of one person."""


def _region_prefix(before: Sequence[str]) -> str | None:
    """'southern' in 'southern Lebanon'; 'north-eastern' is written 'northeastern'."""
    if not before or before[-1] not in _PART_WORDS:
        return None
    if len(before) > 1 and before[-2] in {"north", "south"} and before[-1][:4] in {"east", "west"}:
        return before[-2] + before[-1]
    return before[-1]


def _read_relation(before: Sequence[str]) -> tuple[str, float | None, bool, bool]:
    """Relation and distance (km) that the words before a name give.

    The third value tells whether they are locative, the fourth whether a direction is a part of
    the place ('in the north of X') and not a way from it ('12 km north of X').
    """
    rest = _join_directions(before)
    while True:
        longest = min(_LONGEST_RELATION, len(rest)) if rest and rest[-1] in _RELATION_ENDS else 0
        for length in range(longest, 0, -1):
            relation = _RELATIONS.get(tuple(rest[-length:]))
            if relation is None:
                continue
            lead = rest[:-length]
            if relation in {"north of", "from", "near", "to"} or relation in _DIRECTIONS:
                distance = _kilometres(lead, of_direction=relation in _DIRECTIONS)
                if distance is not None and relation in {"from", "near"}:
                    # '12 km north from X', 'five miles from X'
                    direction = lead[-1] if lead[-1] in _DIRECTIONS else "near"
                    return direction, distance or None, True, False
                if distance is not None:
                    return relation, distance or None, True, False
            # 'In the north of X' is a part of it, 'to the north of X' is not.
            within = relation in _DIRECTIONS and lead[-1:] == ["the"] and lead[-2:-1] != ["to"]
            return relation, None, relation != "border", within
        if not rest or rest[-1] not in _PASSED_OVER:
            return "in", None, bool(rest) and rest[-1] in _LOCATIVES, False
        rest = rest[:-1]


def _join_directions(before: Sequence[str]) -> list[str]:
    """'north', 'east' become 'northeast': folding takes the hyphen for a space."""
    if "north" not in before and "south" not in before:
        return list(before)
    joined: list[str] = []
    for word in before:
        if joined and joined[-1] in {"north", "south"} and word in {"east", "west", "eastern", "western"}:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _kilometres(lead: Sequence[str], *, of_direction: bool) -> float | None:
    """The distance that ``lead`` ends in, in kilometres; 0.0 for one without a number, None for none."""
    rest = [w for w in lead if w not in {"to", "the", "away"}]
    if not of_direction and rest and rest[-1] in _DIRECTIONS:
        rest.pop()
    # '12 km (7 miles) north': the first figure counts, the one in brackets repeats it.
    if len(rest) >= 4 and rest[-1] in _UNITS and rest[-3] in _UNITS:
        rest = rest[:-2]
    if len(rest) < 2 or rest[-1] not in _UNITS:
        return None
    unit = rest[-1]
    factor = _KM["k" if unit.startswith("k") else unit[:2]]
    if rest[-2] == "nautical":
        del rest[-2]
        factor = _NAUTICAL_MILE_KM
        if len(rest) < 2:
            return None
    number = rest[-2].replace(",", ".")
    try:
        return float(number) * factor
    except ValueError:
        return _NUMBER_WORDS.get(rest[-2], 0.0) * factor


_CLOSE = frozenset(("", " ", "-", "\n", "\u2011", "\u00a0", ' "', " \u201c", " \u2018", " '"))
_BRACKETS = frozenset((" (", ") "))
_POSSESSIVES = frozenset(("'s ", "\u2019s ", "' ", "\u2019 "))
