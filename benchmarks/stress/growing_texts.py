"""Texts made to be hard: each kind can be made as long as one likes, and says nothing twice as cheaply.

Names are drawn (seed 11) or of a short list; nobody is meant by them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

TOWNS = (
    "Tartar Aghdam Fuzuli Jabrayil Kyiv Kharkiv Donetsk Mariupol Aleppo Idlib Homs Gaza Rafah Khartoum "
    "Omdurman Nyala Goma Bukavu Kabul Kandahar"
).split()
_MONTHS = "January February March April May June July August September October".split()
Kind = Callable[[int], str]
"""Gives a text of about so many characters."""


def names(seed: int) -> Iterator[str]:
    """Capitalised names that no gazetteer has, without an end."""
    drawn = random.Random(seed)
    while True:
        sounds = (drawn.choice("bcdfghklmnprstvz") + drawn.choice("aeiou") for _ in range(3))
        yield "".join(sounds).capitalize() + drawn.choice(("grad", "abad", "kand", "sk"))


def _repeated(unit: str) -> Kind:
    return lambda size: unit * (size // len(unit))


def _told(sentence: str, opening: str = "") -> Kind:
    """Sentences of a form with places for a number, a town, a name and another, a day and a month."""

    def make(size: int) -> str:
        first, other = names(11), names(12)
        parts, length, number = [opening], 0, 0
        while length < size:
            part = sentence.format(
                number=number % 90 + 2,
                town=TOWNS[number % len(TOWNS)],
                name=next(first),
                other=next(other),
                day=number % 28 + 1,
                month=_MONTHS[number // 28 % len(_MONTHS)],
                year=1950 + number // 280 % 70,
            )
            parts.append(part)
            length += len(part)
            number += 1
        return "".join(parts)

    return make


KINDS: dict[str, Kind] = {
    "ordinary": _told(
        "On {day} {month} the army said it had killed {number} rebels near {town}. The rebels denied it.\n\n"
    ),
    "short sentences": _repeated("Tartar was shelled. "),
    "one sentence": _repeated("the soldiers fired shells at Tartar and "),
    "one line a sentence": _repeated("Tartar was shelled\n"),
    "days": _told("On {day} {month} {year} Tartar was shelled. "),
    "list of places": _told("{town}, ", "Shelling was reported in "),
    "one name": _repeated("Tartar "),
    "unknown names": _told("{name} "),
    "unknown places": _told("Rebels launched an attack on {name}. ", "Ukraine is at war. "),
    "places that nobody knows": _told("Troops shelled the post of {name} near Tartar. "),
    "qualified": _told("Shells hit Tartar, {name}. "),
    "measured": _told("Shells hit Tartar, {number} km north of Aghdam. "),
    "the city": _told("Troops captured the city on Monday. ", "Tartar was quiet. "),
    "persons": _told("{name} {other}, the spokesman, said that Tartar was hit. "),
    "parties": _repeated("Azerbaijan accused Armenia of shelling Tartar. Armenia denied it. "),
    "denials": _told("Azerbaijan denied that jets had bombed {name} and killed {number} people. "),
    "one denial": _repeated("Azerbaijan denied the attack. "),
    "talks": _told("The attack was condemned. Talks were held in {town}. "),
    "there": _repeated("Two soldiers were arrested there. "),
    "residents": _repeated("Residents said that gunmen had killed two men. "),
    "organisations": _told("the {name} Liberation Front ({name}), "),
    "counts": _repeated("12 soldiers killed, "),
    "dates": _repeated("October 13, 2020, "),
    "numbers": _repeated("12 "),
    "capitals": _repeated("TARTAR WAS SHELLED BY THE ARMY. "),
    "open quotation": _repeated('"Tartar was hit, he said. '),
    "quotation marks": _repeated('"'),
    "brackets": _repeated("("),
    "paragraphs of a letter": _repeated("A\n\n"),
    "empty lines": lambda size: f"A{chr(10) * size}A",
    "blanks": lambda size: f"A{' ' * size}A",
    "combining marks": _repeated("Ba\u0301\u0301"),
    "one word": _repeated("a"),
    "cyrillic": _repeated("Армия обстреляла Тертер. "),
    "cyrillic word": _repeated("ы"),
    "ideographs": _repeated("军队炮击了城市"),
}
