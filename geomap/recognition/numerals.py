"""Cardinal numbers in digits and words: '2,300', 'twenty-one', 'a dozen', '1.5 million'."""

from __future__ import annotations

import re
from typing import Final

from geomap.recognition.token_stream import TokenStream

UNITS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
MULTIPLIERS: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "mln": 1_000_000,
    "dozen": 12,
}
ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DIGITS = re.compile(r"\d{1,12}")
_DECIMAL = re.compile(r"\d{1,9}[.,]\d{1,2}")
_AND_A_HALF: Final = ("and", "a", "half")


def read_cardinal(stream: TokenStream, position: int) -> tuple[int, int] | None:
    """The number that begins at a token.

    Returns
    -------
    tuple of int or None
        The number and the token after it; None if there is no number, or if it belongs to a
        name ('Su-25', 'M-16').
    """
    word = stream.word(position)
    if not word:
        return None
    if word[0].isdigit():
        return _digits(stream, position)
    return _words(stream, position)


def _digits(stream: TokenStream, position: int) -> tuple[int, int] | None:
    word = stream.words[position]
    if _part_of_name(stream, position):
        return None
    if _DIGITS.fullmatch(word):
        value = int(word)
        # '25 000' with a space as the separator of thousands
        following = stream.word(position + 1)
        if len(word) <= 3 and len(following) == 3 and following.isdecimal() and following.isascii():
            return value * 1000 + int(following), position + 2
        return _scaled(stream, float(value), position + 1)
    if _GROUPED.fullmatch(word):
        return _scaled(stream, float(re.sub(r"[.,]", "", word)), position + 1)
    if _DECIMAL.fullmatch(word) and stream.key(position + 1) in MULTIPLIERS:
        return _scaled(stream, float(word.replace(",", ".")), position + 1)
    return None


def _part_of_name(stream: TokenStream, position: int) -> bool:
    """Whether digits hang on letters by a hyphen ('Su-25') or on a sign ('$300', '#5')."""
    before = stream.word(position - 1)
    if not stream.glued(position):
        return before in {"$", "€", "£", "#", "№"}
    if before in {"-", "‑"}:
        return stream.glued(position - 1) and stream.word(position - 2)[:1].isalpha()
    return before in {"$", "€", "£", "#", "№", "/"} or before[-1:].isalpha()


def _scaled(stream: TokenStream, value: float, position: int) -> tuple[int, int]:
    """Apply 'hundred', 'thousand', 'million' and 'dozen' that follow a number in digits."""
    while (multiplier := MULTIPLIERS.get(stream.key(position))) is not None and value < 1e12:
        value *= multiplier
        position += 1
    return round(value), position


def _words(stream: TokenStream, position: int) -> tuple[int, int] | None:
    start = position
    key = stream.keys[position]
    if key == "half" and stream.key(position + 1) in {"a", "the"}:
        multiplier = MULTIPLIERS.get(stream.key(position + 2))
        return (multiplier // 2, position + 3) if multiplier else None
    if key in {"a", "an"}:
        if stream.key(position + 1) not in MULTIPLIERS:
            return None
        return _scaled(stream, 1.0, position + 1)
    total, group, ceiling = 0, 0, 10**12
    while True:
        key = stream.key(position)
        if key in UNITS and _takes_unit(group, UNITS[key]):
            group += UNITS[key]
        elif key in TENS and group % 100 == 0:
            group += TENS[key]
            if stream.key(position + 1) == "-" and stream.key(position + 2) in UNITS:
                group += UNITS[stream.key(position + 2)]
                position += 2
        elif key in {"hundred", "dozen"} and 0 < group < 100 and position > start:
            group *= MULTIPLIERS[key]
        elif 100 < MULTIPLIERS.get(key, ceiling) < ceiling and group and position > start:
            # Thousands come after millions: 'two million three thousand'.
            ceiling = MULTIPLIERS[key]
            total += group * ceiling
            group = 0
        elif not (key == "and" and position > start and _goes_on(stream, position)):
            break
        position += 1
    if position == start:
        return None
    if stream.keys[position : position + 3] == _AND_A_HALF and stream.key(position + 3) in MULTIPLIERS:
        return round((total + group + 0.5) * MULTIPLIERS[stream.key(position + 3)]), position + 4
    return total + group, position


def _takes_unit(group: int, unit: int) -> bool:
    """Whether a number below twenty can follow: after tens one below ten, after hundreds any."""
    return group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and unit < 10)


def _goes_on(stream: TokenStream, position: int) -> bool:
    """Whether 'and' stands within a number ('two hundred and five')."""
    following = stream.key(position + 1)
    return stream.key(position - 1) in {"hundred", "thousand"} and (following in UNITS or following in TENS)
