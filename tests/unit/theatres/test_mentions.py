"""Words of a text that name a part of a front, and the sectors that they mean."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

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


NAMED = [
    ("Shells fell in the Rivermouth direction.", "Rivermouth"),
    ("Clashes went on along the Bridgeton axis.", "Bridgeton"),
    ("They attacked in the Bridgeton and Milltown directions.", "Bridgeton|Milltown"),
    ("They attacked in the Bridgeton, Milltown, and Kings Cross sectors of the front.", "Bridgeton|Milltown|Kings Cross"),
    ("Guns fired at the Hilltop section of the contact line.", "Hilltop"),
    ("Guns fired at the Hilltop section overnight.", "Hilltop"),
    ("The army advanced in the direction of Port Salam.", "Port Salam"),
    ("The army advanced in the general direction of the town of Milltown.", "Milltown"),
    ("The army advanced on an axis towards Milltown.", "Milltown"),
    ("Fighting raged on the front near Hilltop.", "Hilltop"),
    ("Fighting raged on the front line north of Hilltop and Milltown.", "Hilltop|Milltown"),
    ("Mines went off at the line of contact in the Milltown district.", "Milltown"),
    ("The al-Nahr front was quiet.", "al-Nahr"),
    ("The Wadi ez-Zahr axis was quiet.", "Wadi ez-Zahr"),
    ("The “Bridgeton” axis was quiet.", "Bridgeton"),
    ("It was quiet along the Bridgeton front line.", "Bridgeton"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text[:50] for text, _ in NAMED])
def test_a_part_of_a_front_by_the_name_of_a_place(text, names):
    (mention,) = find_sector_mentions(text)
    assert "|".join(name.of(text) for name in mention.names) == names
    assert not mention.between
    assert not mention.border
    assert not mention.directions


@pytest.mark.parametrize(
    "text",
    [
        "The front line between Bridgeton and Milltown was quiet.",
        "The front from Bridgeton to Milltown was quiet.",
        "The section of the front running from Bridgeton to Milltown was quiet.",
    ],
)
def test_a_part_of_a_front_between_two_places(text):
    (mention,) = find_sector_mentions(text)
    assert [name.of(text) for name in mention.names] == ["Bridgeton", "Milltown"]
    assert mention.between


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on the Milltown section of the border.", "Milltown"),
        ("Shells fell on the Milltown section of the Eastland-Westland state border.", "Milltown"),
        (
            "Shells fell in the Milltown and Bridgeton sectors of the border with Eastland.",
            "Milltown|Bridgeton",
        ),
    ],
)
def test_a_part_of_a_border_by_the_name_of_a_place(text, names):
    (mention,) = find_sector_mentions(text)
    assert mention.border
    assert "|".join(name.of(text) for name in mention.names) == names


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("Drones struck posts on the left bank of the Great River.", "left"),
        ("They crossed over to the eastern bank and dug in on the right bank.", "eastern|right"),
        ("Clashes broke out in the West Bank and at a bank on the left.", ""),
    ],
)
def test_banks_of_a_river(text, bank):
    assert "|".join(mention.bank or "" for mention in find_sector_mentions(text)) == bank


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
        ("Shots were fired along the Eastlandic–Westlandic border.", ()),
        ("Shots were fired on Eastland's border with South Westland.", ()),
        ("Shots were fired on the border between Eastland and South Westland.", ()),
        # A border in the south of the country, and all of it.
        ("Shots were fired along Eastland's southern border.", ()),
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
        "The People's Liberation Front issued a statement.",
        "The Private Sector Council met near the border town of Milltown.",
        "Border guards manned the border crossing at Milltown.",
        "He gave no direction, and the axis of the mill broke.",
        "The farmers of Milltown grew corn along the river.",
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
    "sectors section border with Eastland Milltown entire whole all several contact zone conflict direction é axis "
    "between near bank left of-the".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_spans_point_into_any_text(text):
    last = 0
    for mention in find_sector_mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        last = mention.end


@pytest.mark.parametrize(
    "word",
    [
        "north ",
        "northern, ",
        '"',
        "along the ",
        " ",
        "in the northern and ",
        "front of the ",
        "Milltown ",
        "Milltown, ",
        "Milltown and the ",
        "Milltown-",
        "border of the ",
        "front near Milltown, ",
        "sectors ",
    ],
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


def test_a_front_of_a_theatre_whose_sectors_bear_no_directions_is_the_whole_front(sectors):
    (mention,) = find_sector_mentions("Fire on the eastern front.")
    unnamed = [replace(sector, id=f"part-{n}", aliases=()) for n, sector in enumerate(sectors)]
    assert sectors_for(mention, unnamed) == tuple(unnamed)
    assert [sector.id for sector in sectors_for(mention, sectors)] == ["east"]


def test_a_bank_is_a_sector_that_is_called_so(sectors):
    (mention,) = find_sector_mentions("Drones struck the town on the left bank.")
    assert sectors_for(mention, sectors) == ()
    banks = (replace(sectors[0], aliases=("left bank",)), *sectors[1:])
    assert sectors_for(mention, banks) == banks[:1]


def test_without_sectors_there_are_none():
    (mention,) = find_sector_mentions("Fire along the front line.")
    assert sectors_for(mention, ()) == ()


def test_of_a_chain_of_hyphens_a_bounded_part_is_looked_at():
    """Each hyphen may begin a name: all of a chain for each of them would be the square of its length."""
    chain = "-".join(f"Ab{letter}" for letter in "abcdefghijkl")
    (mention,) = find_sector_mentions(f"Shells fell on the {chain} front line.")
    assert mention.text.count("-") == 6
