"""How days, places and tolls are put into words, in one of several ways."""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_ONES = {"people": "person", "civilians": "civilian", "soldiers": "soldier", "men": "man", "women": "woman"}


def number(count: int) -> str:
    """Write a count as newspapers do: words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def counted(count: int, who: str) -> str:
    """Write a count with those counted ('one civilian')."""
    one = _ONES.get(who, who.removesuffix("s"))
    return f"{number(count)} {one if count == 1 else who}"


def day_words(day: date, published: date, hour: str, style: str, rng: Random) -> str:
    """Write when it happened, as a phrase such as 'on Tuesday morning'; empty for ``none``.

    ``style`` is ``date``, ``weekday``, ``relative`` ('yesterday', 'today') or ``none``.
    """
    if style == "none":
        return ""
    if style == "date":
        shown = f"{day.day} {day:%B}" if rng.random() < 0.5 else f"{day:%B} {day.day}"
        return f"on the {hour} of {shown}" if hour and rng.random() < 0.4 else f"on {shown}"
    if style == "relative":
        if published == day:
            return "earlier today" if not hour or hour == "night" else f"this {hour}"
        if published - day == timedelta(1):
            return f"yesterday {hour}".strip() if hour != "night" else "late yesterday"
    return f"on {day:%A} {hour}".strip()


def earlier(day: date, main: date, rng: Random) -> str:
    """Write when something happened before the news of a text ('a week earlier')."""
    days = (main - day).days
    if days == 7 and rng.random() < 0.7:
        return rng.choice(("a week earlier", "one week before"))
    if 0 < days < 12 and rng.random() < 0.5:
        return "the day before" if days == 1 else f"{number(days)} days earlier"
    return f"on {day.day} {day:%B}"


def place_words(town: str, unit: str, style: str) -> str:
    """Write where, with the preposition: in the town, near it, in its unit."""
    return {
        "town": f"in {town}",
        "kind": f"in the town of {town}",
        "near": f"near {town}",
        "unit": f"in {town}, in {unit},",
        "outskirts": f"on the outskirts of {town}",
        "wide": f"in {unit}",
    }[style]


def tolls(killed: int, wounded: int, who: str, stage: str) -> dict[str, str]:
    """Write the toll as a participle, a clause and an object.

    ``stage`` is ``early`` (fewer, 'at least'), ``round`` ('at least') or ``full``.
    """
    if stage == "early" and killed > 2:
        killed -= 1 + killed // 6
    if stage != "full" and wounded > 3:
        wounded -= wounded // 4
    least = "" if stage == "full" or not (killed or wounded) else "at least "
    some = f"{least}{counted(killed, who)}" if killed else ""
    hurt = f"{number(wounded)}" if killed else f"{least}{counted(wounded, who)}"
    were, was = ("was" if killed == 1 else "were"), ("was" if wounded == 1 else "were")
    if killed and wounded:
        given = (
            f"killing {some} and wounding {hurt}",
            f"{some} {were} killed and {hurt} {was} wounded",
            f"{some} dead and {hurt} wounded",
        )
    elif killed:
        given = (f"killing {some}", f"{some} {were} killed", f"{some} dead")
    elif wounded:
        given = (f"wounding {hurt}", f"{hurt} {was} wounded", f"{hurt} wounded")
    else:
        given = ("causing damage but no casualties", "nobody was hurt", "several buildings damaged")
    return {"toll": given[0], "tolled": given[1], "left": given[2], "some": some or hurt or "nobody"}


def tidied(text: str) -> str:
    """Close the gaps of empty words, and begin sentences with a capital letter."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(^|[.!?]) ?, ", r"\1 ", text)
    text = re.sub(r" ([,.;:])", r"\1", text)
    text = re.sub(r",+([,.;:])", r"\1", text)
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), text.strip())
