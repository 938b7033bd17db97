"""News-like articles made from a seed: what a corpus of any size is made of.

::

    python -m benchmarks.stress.articles 200000 build/articles.jsonl

Facts are drawn - where, when, who, what, how many - and told once or several times in varied words, by
agencies and papers, some of which print another's text. How many a day there are is constant, so that a
corpus ten times as large covers ten times as many days. The places are towns of the gazetteer.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from geomap.gazetteer.index import PlaceIndex

SEED = 20201013
A_DAY = 60  # articles
FIRST_DAY = date(2016, 1, 1)

_COUNTRIES = {
    # Bounds (west, south, east, north), who fights, the capital.
    "UA": ((22.1, 45.0, 40.2, 52.4), "Ukrainian", "Russian", "Kyiv"),
    "SD": ((21.8, 8.7, 38.6, 22.2), "Sudanese army", "RSF", "Khartoum"),
    "SY": ((35.7, 32.3, 42.4, 37.3), "Syrian", "Islamic State", "Damascus"),
    "MM": ((92.2, 9.8, 101.2, 28.5), "Myanmar", "Arakan Army", "Naypyidaw"),
    "CD": ((12.2, -13.5, 31.3, 5.4), "Congolese", "M23", "Kinshasa"),
    "YE": ((42.5, 12.1, 54.0, 19.0), "Yemeni", "Houthi", "Sanaa"),
    "ML": ((-12.3, 10.1, 4.3, 25.0), "Malian", "jihadist", "Bamako"),
    "AZ": ((44.8, 38.4, 50.4, 41.9), "Azerbaijani", "Armenian", "Baku"),
}
_AGENCIES = ("Reuters", "AFP", "AP", "Interfax", "Anadolu", "Xinhua", "dpa", "EFE", "Kyodo", "ANSA")
_DEEDS = (
    ("shelled", "Artillery shells hit", "shelling", "houses"),
    ("bombed", "An air strike hit", "air strike", "a market"),
    ("attacked", "Gunmen attacked", "attack", "a checkpoint"),
    ("fired rockets at", "Rockets struck", "rocket attack", "a school"),
    ("struck", "A drone struck", "drone strike", "a fuel depot"),
)
_OPENINGS = (
    "{who} forces {deed} {place} on {weekday}, {authority} said.",
    "{cause} {hit} in {place} on {weekday}, killing {dead}, {authority} said.",
    "At least {dead} people were killed when {who} forces {deed} {place}, {authority} said on {weekday}.",
    "{authority_first} accused {who} forces of {noun} on {place} on {weekday} that killed {dead} people.",
    "{dead_first} people died and {hurt} were wounded in {noun} on {place} on {weekday}, {authority} said.",
)
_SECONDS = (
    "{hurt} others were wounded and {hit} was damaged, according to a hospital official.",
    "Witnesses said that the {noun_plain} began before dawn and lasted for about {hours} hours.",
    "A spokesman for the {other} forces denied that its units had fired at the town.",
    "The {noun_plain} destroyed {houses} houses, the head of the local council told reporters.",
    "Residents of {place} spoke of heavy fire during the night and of people in the cellars.",
    "The defence ministry in {capital} said its units had come under fire first and had answered.",
)
_THIRDS = (
    "It was the {nth} such incident in the region this month.",
    "Aid workers said that roads to {near} were closed and that water was short.",
    "Clashes were also reported near {near}, where {few} soldiers were killed.",
    "Earlier, {many} families had left {near} for the north, the Red Crescent said.",
    "Talks on a truce, which were to be held in {capital}, have been put off twice.",
    "Schools in {near} stayed shut, and buses to {capital} did not run.",
)
_FOURTHS = (
    "The United Nations called on all sides to spare civilians and to let convoys through.",
    "Neither account could be checked by reporters, who have no access to the area.",
    "The price of bread has doubled since the fighting came closer, traders said.",
    "Officials said that the power station would be repaired within days.",
    "A resident reached by telephone said that the shops had opened again by noon.",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True)
class Fact:
    """A happening that did not happen."""

    day: date
    country: str
    place: str
    near: str
    deed: int
    dead: int
    hurt: int
    turned: bool


def towns(most: int = 25) -> dict[str, list[str]]:
    """The larger towns of each country, but for its capital and names of several words."""
    index = PlaceIndex.bundled()
    names: dict[str, list[str]] = {}
    for country, (bounds, _, _, capital) in _COUNTRIES.items():
        known = (place.name for place in index.largest_towns(bounds, 6 * most) if place.country == country)
        names[country] = [name for name in dict.fromkeys(known) if name.isalpha() and name != capital][:most]
    return names


def articles(number: int, *, seed: int = SEED, a_day: int = A_DAY) -> Iterator[dict[str, str]]:
    """Yield so many articles in the order of their days; the same ones for the same seed.

    Each has ``id``, ``published``, ``source``, ``title`` and ``text`` (about 400 to 900 characters).
    """
    known = towns()
    chance = random.Random(seed)
    made = 0
    day = FIRST_DAY
    while made < number:
        today: list[dict[str, str]] = []
        while len(today) < a_day:
            today += _told(_fact(chance, known, day), chance)
        for article in today[: min(a_day, number - made)]:
            made += 1
            yield {"id": f"a{made:08d}", **article}
        day += timedelta(days=1)


def _fact(chance: random.Random, known: dict[str, list[str]], day: date) -> Fact:
    country = chance.choice(sorted(_COUNTRIES))
    place, near = chance.sample(known[country], 2)
    return Fact(
        day,
        country,
        place,
        near,
        chance.randrange(len(_DEEDS)),
        chance.randint(2, 12),
        chance.randint(2, 12),
        chance.random() < 0.5,
    )


def _told(fact: Fact, chance: random.Random) -> list[dict[str, str]]:
    """The articles about a fact: one to three tellings, some of which are printed by others too."""
    told: list[dict[str, str]] = []
    for agency in chance.sample(_AGENCIES, chance.choice((1, 1, 1, 2, 3))):
        article = _article(fact, agency, chance)
        told.append(article)
        if chance.random() < 0.1:
            told.append({**article, "source": f"The {fact.place} Post"})
    return told


def _article(fact: Fact, agency: str, chance: random.Random) -> dict[str, str]:
    _, one, other, capital = _COUNTRIES[fact.country]
    who, against = (other, one) if fact.turned else (one, other)
    deed, cause, noun, hit = _DEEDS[fact.deed]
    authority = chance.choice(("officials", "the governor", "local authorities", "a police spokesman"))
    article = "an" if noun[0] in "aeiou" else "a"
    words = {
        "who": who,
        "other": against,
        "deed": deed,
        "cause": cause,
        "noun": f"{article} {noun}",
        "noun_plain": noun,
        "hit": hit,
        "place": fact.place,
        "near": fact.near,
        "capital": capital,
        "weekday": _WEEKDAYS[fact.day.weekday()],
        "authority": authority,
        "authority_first": authority[0].upper() + authority[1:],
        "dead": _NUMBERS[fact.dead - 2],
        "dead_first": _NUMBERS[fact.dead - 2].capitalize(),
        "hurt": _NUMBERS[fact.hurt - 2],
        "hours": _NUMBERS[chance.randrange(4)],
        "houses": _NUMBERS[chance.randrange(len(_NUMBERS))],
        "few": _NUMBERS[chance.randrange(3)],
        "many": str(chance.randint(20, 900)),
        "nth": chance.choice(_ORDINALS),
    }
    opening = chance.choice(_OPENINGS)
    rest = (
        *chance.sample(_SECONDS, chance.randint(1, 2)),
        *chance.sample(_THIRDS, 2),
        *chance.sample(_FOURTHS, 2),
    )
    sentences = [sentence.format(**words) for sentence in (opening, *rest)]
    dateline = f"{capital.upper()}, {fact.day:%B} {fact.day.day} ({agency}) - "
    return {
        "published": fact.day.isoformat(),
        "source": agency,
        "title": f"{noun.capitalize()} on {fact.place}",
        "text": dateline + " ".join(_sentence_case(sentence) for sentence in sentences),
    }


def _sentence_case(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def write(path: Path, number: int, *, seed: int = SEED, a_day: int = A_DAY) -> None:
    """Write so many articles as JSON Lines, one at a time."""
    with path.open("w", encoding="utf-8") as file:
        for article in articles(number, seed=seed, a_day=a_day):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
