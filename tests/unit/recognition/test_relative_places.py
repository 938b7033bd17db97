"""Phrases that give a place through others, and what only looks like one."""

from __future__ import annotations

import re

import pytest

from geomap.model import Role, Toponym
from geomap.recognition.relative_places import RelativePlace, find_relative_places

_MARK = re.compile(r"\[([^\]|]+)(?:\|(\w+))?\]")


def read(marked: str) -> tuple[str, tuple[RelativePlace, ...], list[Toponym]]:
    """A text in which place names stand in brackets, with their role if it is no place."""
    text, toponyms = "", []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        role = Role(mark[2] or "place")
        toponyms.append(Toponym(len(text), len(text) + len(mark[1]), mark[1], role))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    return text, find_relative_places(text, toponyms), toponyms


def told(marked: str) -> list[tuple[str, str, list[str], str | None]]:
    """Relation, words, ends and side of each phrase."""
    text, found, toponyms = read(marked)
    return [(p.relation, text[p.start : p.end], [toponyms[i].text for i in p.ends], p.side) for p in found]


@pytest.mark.parametrize(
    ("marked", "relation", "words"),
    [
        ("A convoy between [Lyman] and [Siversk] burnt.", "between", "between Lyman and Siversk"),
        (
            "Clashes between the villages of [Talish] and [Madagiz] went on.",
            "between",
            "between the villages of Talish and Madagiz",
        ),
        ("Fields between [Lyman] and the town of [Siversk].", "between", "between Lyman and the town of Siversk"),
        (
            "Shells fell between [Kharkiv] and [Luhansk] regions.",
            "between",
            "between Kharkiv and Luhansk regions",
        ),
        ("Along the [Vovchansk]-[Kupiansk] line.", "between", "the Vovchansk-Kupiansk line"),
        ("In the [Svatove]–[Kreminna] sector.", "between", "the Svatove–Kreminna sector"),
        ("Halfway between [Gao] and [Kidal] it hit a mine.", "halfway", "Halfway between Gao and Kidal"),
        ("It stopped mid-way between [Gao] and [Kidal].", "halfway", "mid-way between Gao and Kidal"),
        ("Shells hit the [Svatove]-[Kreminna] road.", "road", "the Svatove-Kreminna road"),
        ("Shells hit the [Svatove]–[Kreminna] highway.", "road", "the Svatove–Kreminna highway"),
        ("On the [Damascus] to [Homs] international road.", "road", "the Damascus to Homs international road"),
        ("On the [Baghdad]-[Mosul] M1 highway.", "road", "the Baghdad-Mosul M1 highway"),
        ("On the main road from [Gao] to [Kidal], a mine.", "road", "the main road from Gao to Kidal"),
        ("A highway linking [Gao] and [Ansongo] is cut.", "road", "highway linking Gao and Ansongo"),
        ("A road that connects [Gao] with [Ansongo].", "road", "road that connects Gao with Ansongo"),
        ("On the road between [Tripoli|metonym] and [Beirut|metonym].", "road", "the road between Tripoli and Beirut"),
        ("On the road between [Gao] and [Ansongo].", "road", "the road between Gao and Ansongo"),
        ("A train on the [Kharkiv]-[Kyiv] railway line.", "road", "the Kharkiv-Kyiv railway"),
        ("Troops at the border of [Mali] and [Niger].", "border", "the border of Mali and Niger"),
        ("The border between [Mali] and [Niger].", "border", "The border between Mali and Niger"),
        ("At the [Mali]-[Niger] border.", "border", "the Mali-Niger border"),
        ("At the [Armenian|demonym]-[Azerbaijani|demonym] border.", "border", "the Armenian-Azerbaijani border"),
        ("On [Niger]'s border with [Mali].", "border", "Niger's border with Mali"),
        ("Along [Ukraine]’s northern border with [Belarus].", "border", "Ukraine’s northern border with Belarus"),
        ("On the [Kharkiv]-[Luhansk] regional border.", "border", "the Kharkiv-Luhansk regional border"),
    ],
)  # fmt: skip
def test_what_takes_two_names(marked: str, relation: str, words: str) -> None:
    ((found, phrase, ends, side),) = told(marked)
    assert (found, phrase, side) == (relation, words, None)
    assert ends == [mark.partition("|")[0] for mark in re.findall(r"\[([^\]]+)\]", marked)]


@pytest.mark.parametrize(
    ("marked", "relation", "words", "side"),
    [
        ("On the western outskirts of [Bakhmut].", "outskirts", "the western outskirts of Bakhmut", "west"),
        ("At the north-eastern edge of the city of [Homs].", "outskirts", "the north-eastern edge of the city of Homs", "northeast"),
        ("In [Bakhmut]'s southern suburbs.", "outskirts", "Bakhmut's southern suburbs", "south"),
        ("On the south west approaches to [Homs].", "outskirts", "the south west approaches to Homs", "southwest"),
        ("On the [Pokrovsk] axis.", "axis", "Pokrovsk axis", None),
        ("In the [Pokrovsk] operational direction.", "axis", "Pokrovsk operational direction", None),
        ("Fighting went on in the direction of [Pokrovsk].", "axis", "in the direction of Pokrovsk", None),
        ("A tanker off the coast of [Yemen].", "off", "off the coast of Yemen", None),
        ("A tanker off the western coast of [Yemen].", "off", "off the western coast of Yemen", None),
        ("A tanker off [Yemen]'s coast.", "off", "off Yemen's coast", None),
        ("A tanker off the [Somali|demonym] coast.", "off", "off the Somali coast", None),
        ("A tanker 20 km off [Hodeidah].", "off", "off Hodeidah", None),
        ("A mine on the [Svatove] road.", "road", "the Svatove road", None),
    ],
)  # fmt: skip
def test_what_takes_one(marked: str, relation: str, words: str, side: str | None) -> None:
    ((found, phrase, ends, where),) = told(marked)
    assert (found, phrase, where) == (relation, words, side)
    assert len(ends) == 1


def test_all_of_a_list_are_axes_and_each_is_one() -> None:
    found = told("In the [Pokrovsk], [Toretsk] and [Kramatorsk] directions.")
    assert [(relation, ends) for relation, _, ends, _ in found] == [
        ("axis", ["Pokrovsk"]),
        ("axis", ["Toretsk"]),
        ("axis", ["Kramatorsk"]),
    ]


def test_a_road_of_three_names_runs_from_the_first_to_the_last() -> None:
    ((relation, words, ends, _),) = told("Clashes on the [Damascus]-[Homs]-[Aleppo] highway.")
    assert (relation, words, ends) == ("road", "the Damascus-Homs-Aleppo highway", ["Damascus", "Aleppo"])


@pytest.mark.parametrize(
    "marked",
    [
        "Between Monday and Friday shells fell on [Lyman] and [Siversk].",
        "The war between [Russia|metonym] and [Ukraine|metonym] went on.",
        "Talks between [Armenia|metonym] and [Azerbaijan|metonym] broke down.",
        "Talks between [Lyman] and [Siversk] broke down.",
        "Relations between [Armenia] and [Azerbaijan] are cold.",
        "A peace deal signed between [Kyiv] and [Moscow] is near.",
        "A prisoner swap between [Lyman] and [Siversk] failed.",
        "Flights between [Paris] and [London] were cancelled.",
        "The [Armenia|metonym]-[Azerbaijan|metonym] conflict.",
        "The [Armenia]-[Azerbaijan] conflict.",
        "The [Somali|demonym] coast is long.",
        "Between [Paris|metonym] and [London|metonym].",
        "He travelled from [Kyiv] to [Warsaw] on Monday.",
        "The [Moscow]-[Washington] hotline.",
        "The [Kyiv]-[Moscow] line of credit.",
        "[Minsk]-led talks.",
        "Shells fell in the south of the country, in [North Korea].",
        "The [Polish|demonym]-[Belarusian|demonym] border guards.",
        "The [Russia]-[Ukraine] border dispute.",
        "Fighters drove in the direction of [Gao].",
        "Rockets were fired from the hills in the direction of [Ashkelon].",
        "The army cut off [Pokrovsk].",
        "The blockade cut the town off [Yemen].",
        "The energy sector of [Kharkiv] suffers.",
        "[Beirut]'s banking sector suffers.",
        "Shells fell on [Lyman] and [Siversk].",
        "The banks of [Oxford] Road.",
        "The border with [Mali] is closed.",
        "Gunmen in [Gao] near the border with [Niger] fled.",
        "The outskirts of [Homs] were hit.",
    ],
)
def test_what_is_no_such_place(marked: str) -> None:
    assert told(marked) == []


def test_what_stands_far_apart_is_not_joined() -> None:
    assert told("Between [Lyman]" + " and so on" * 10 + " and [Siversk].") == []


def test_a_text_without_toponyms_has_none() -> None:
    assert find_relative_places("Between hope and fear.", []) == ()
