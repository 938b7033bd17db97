"""Words of a text that name a part of a front, and the sectors that they mean."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.theatres import find_sector_mentions, load, make_sectors, sectors_for

from .conftest import SOURCES

DIRECTED = [
    ("Guns fired in the southern, northern and northeastern sectors of the front line.", "south north northeast"),
    ("The spokesman said “guns fired in the eastern, western, and southwestern” sectors of the front line.",
     "east west southwest"),
    ("He spoke of the “northern” and “southern” sectors.", "north south"),
    ("Troops held the northern front.", "north"),
    ("Heavy losses on the northern, southern and eastern fronts of the war.", "north south east"),
    ("Shells fell on the south-eastern section of the line of contact.", "southeast"),
    ("Shells fell on the south eastern section of the contact line.", "southeast"),
    ("Battles went on in the northern direction.", "north"),
    ("Drones were seen in the northern and the southern directions.", "north south"),
    ("Tanks moved on the eastern and south-western axes.", "east southwest"),
    ("Shots were fired in the north and east of the line of contact.", "north east"),
    ("The front line in the south and south-west was quiet.", "south southwest"),
    ("It hit several sectors of the northern front.", "north"),
    ("All sectors of the southern front were shelled.", "south"),
    ("Fighting in the western part of the Eastland front line.", "west"),
    ("FIGHTING IN THE NORTHERN SECTOR", "north"),
    ("The northernmost sector was quiet.", "north"),
    ("Along the northern front line nothing moved.", "north"),
    ("The northern\nsector of the\nfront was quiet.", "north"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "directions"), DIRECTED, ids=[text[:50] for text, _ in DIRECTED])
def test_directions_of_a_front(text, directions):
    (mention,) = find_sector_mentions(text)
    assert mention.directions == tuple(directions.split())
    assert not mention.whole_line
    assert not mention.border
    assert mention.text == text[mention.start : mention.end]


WHOLE = [
    "Shots rang out along the entire line of contact.",
    "Shots rang out along the front line.",
    "It was quiet along the whole length of the contact line.",
    "They fired at all sectors of the front.",
    "They fired along nearly the entire front.",
    "The entire front line was shelled.",
    "It was tense all along the line of contact.",
    "They exchanged fire across the Line of Control.",
    "Two soldiers were killed on the line of contact.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_the_whole_line(text):
    (mention,) = find_sector_mentions(text)
    assert mention.whole_line
    assert mention.directions == ()


@pytest.mark.parametrize(
    "text",
    [
        "It was tense in several sectors of the conflict zone.",
        "Clashes broke out at different sections of the front.",
        "Three sectors of the line of contact came under fire.",
    ],
)
def test_some_sectors_without_saying_which(text):
    (mention,) = find_sector_mentions(text)
    assert (mention.directions, mention.whole_line, mention.border) == ((), False, False)


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Posts along the border with Eastland were shelled.", ()),
        ("Posts near the Eastland-Westland border were shelled.", ()),
        ("Shots were fired on the northern section of the state border with Eastland.", ("north",)),
        ("Shots were fired in the northern section of the state border.", ("north",)),
    ],
)
def test_a_border_is_another_line(text, directions):
    (mention,) = find_sector_mentions(text)
    assert mention.border
    assert mention.directions == directions
    assert not mention.whole_line


@pytest.mark.parametrize(
    "text",
    [
        "The planes struck northern Eastland.",
        "Rockets hit southern Westland and its north.",
        "The public sector and the energy sector went on strike.",
        "The northern sector of the economy grew.",
        "They photographed the northern front of the building.",
        "The Southern Front issued a statement.",
        "Soldiers guard the alliance's eastern flank.",
        "He came through the northern front door.",
        "The convoy moved in a northern direction.",
        "They met front-line troops in the east.",
        "They came along with the front line troops.",
        "He lived in the northern part of the town.",
        "The wind came from the south.",
        "Nurses on the front line were given awards.",
    ],
)
def test_what_is_no_part_of_a_front(text):
    assert find_sector_mentions(text) == ()


def test_mentions_come_in_the_order_of_the_text_without_overlaps():
    text = "The northern front was quiet; along the border with Westia and in the southern sector guns fired."
    mentions = find_sector_mentions(text)
    assert [mention.directions for mention in mentions] == [("north",), (), ("south",)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


WORDS = st.sampled_from(
    "the a in of on along and or , . \" ” “ ' north northern south-eastern south west front line lines sector "
    "sectors section border with Eastland entire whole all several contact zone conflict direction é".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_spans_point_into_any_text(text):
    last = 0
    for mention in find_sector_mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        last = mention.end


@pytest.mark.parametrize(
    "word", ["north ", "northern, ", '"', "along the ", " ", "in the northern and ", "front of the "]
)
def test_long_repetition_takes_no_long_time(word):
    started = time.perf_counter()
    find_sector_mentions(word * (100_000 // len(word)))
    # Well under a second here; backtracking without bounds would take hours.
    assert time.perf_counter() - started < 20


@pytest.fixture(scope="module")
def sectors():
    return make_sectors(load(SOURCES / "karabakh-2020"))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "Fire in the southern, northern and northeastern sectors of the front line.",
            "north northeast south",
        ),
        ("Fire along the entire line of contact.", "north northeast east southeast south"),
        ("Fire on the north-western front.", "north"),  # an alias of the scheme
        ("Fire on the western front.", ""),  # the line does not run there
        ("Fire on the western and southern fronts.", "south"),
        ("Fire in several sectors of the front line.", ""),
        ("Fire along the border with Armenia.", ""),
        ("Fire on the northern section of the border with Armenia.", ""),
    ],
)
def test_mentions_become_sectors_of_the_theatre(sectors, text, ids):
    (mention,) = find_sector_mentions(text)
    assert [sector.id for sector in sectors_for(mention, sectors)] == ids.split()


def test_without_sectors_there_are_none():
    (mention,) = find_sector_mentions("Fire along the front line.")
    assert sectors_for(mention, ()) == ()
