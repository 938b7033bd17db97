"""Who is meant by a noun phrase of a sentence: sentences of our own, their actors given."""

from __future__ import annotations

import pytest

from geomap.incidents.actors.memory import Memory
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.model import ActorKind
from tests.unit.incidents.support import cast_of, group, sentence, voice


def of(cast: Cast, word: str, *, anybody: bool = True) -> Voice | None:
    return cast.of(cast.sentence.words.index(word), anybody=anybody)


def meant(cast: Cast, word: str) -> tuple[str, tuple[str, ...], ActorKind]:
    found = of(cast, word)
    assert found is not None
    assert cast.text[found.start : found.end] == found.text
    return found.text, found.sides, found.kind


def memory(
    *, speaker: Voice | None = None, accused: Voice | None = None, named: tuple[Voice, ...] = ()
) -> Memory:
    made = Memory()
    for each in named:
        made.heard(each, official=False)
    if speaker is not None:
        made.spoke(speaker, accused)
    return made


CHAD = Voice(0, 4, "Chad", ("Chad",), ActorKind.STATE)
LIBYA = Voice(0, 5, "Libya", ("Libya",), ActorKind.STATE)
FARC = Voice(0, 4, "FARC", ("FARC",), ActorKind.ARMED_GROUP)
MONITORS = Voice(0, 4, "OSCE", ("OSCE",), ActorKind.MEDIATOR)


@pytest.mark.parametrize(
    ("text", "name", "head", "expected"),
    [
        ("Honduran officials said so.", "Honduran", "officials", "Honduran officials"),
        ("Chad's army said so.", "Chad", "army", "Chad's army"),
        ("The Chadian army chief said so.", "Chadian", "chief", "The Chadian army chief"),
        ("The defence minister of Peru said so.", "Peru", "minister", "The defence minister of Peru"),
        ("THE ARMY OF PERU SAID SO", "PERU", "ARMY", "THE ARMY OF PERU"),
    ],
)
def test_a_name_in_a_phrase_tells_whose_it_is(text: str, name: str, head: str, expected: str) -> None:
    cast = cast_of(text, voice(text, name, "Somewhere", weight=1))
    assert meant(cast, head) == (expected, ("Somewhere",), ActorKind.STATE)


def test_a_spokesman_of_a_group_speaks_for_the_group() -> None:
    text = "A spokesman for the rebels said so."
    cast = cast_of(text, group(text, "rebels", "LRA"))
    assert meant(cast, "spokesman") == ("A spokesman for the rebels", ("LRA",), ActorKind.ARMED_GROUP)


@pytest.mark.parametrize(
    ("text", "head", "place", "expected"),
    [
        ("The police chief in Bogota said so.", "chief", "Bogota", ("Colombia",)),
        ("The governor of Huambo said so.", "governor", "Huambo", ("Colombia",)),
        ("Bogota radio said so.", "radio", "Bogota", ("Colombia",)),
        ("The bishop in Bogota said so.", "bishop", "Bogota", ()),
        ("Bogota shopkeepers said so.", "shopkeepers", "Bogota", ()),
    ],
)
def test_an_office_speaks_for_the_state_of_its_seat(
    text: str, head: str, place: str, expected: tuple[str, ...]
) -> None:
    assert meant(cast_of(text, seats={place: "Colombia"}), head)[1] == expected


def test_authorities_are_those_of_their_town_and_told_with_it() -> None:
    text = "The authorities in Donetsk said so."
    named = group(text, "authorities", "Ukraine")  # as those of the country of the news
    cast = cast_of(text, named, seats={"Donetsk": "separatists"})
    assert meant(cast, "authorities")[:2] == ("authorities in Donetsk", ("separatists",))


@pytest.mark.parametrize("office", ["authorities", "police"])
def test_an_office_there_sits_in_the_place_named_last(office: str) -> None:
    text = f"Kharkiv was calm, Donetsk was hit, and the {office} there spoke of rockets fired at Luhansk."
    seats = {"Kharkiv": "Ukraine", "Donetsk": "separatists", "Luhansk": "Ukraine"}
    expected = (f"the {office} there", ("separatists",), ActorKind.STATE)
    assert meant(cast_of(text, seats=seats), office) == expected
    before = memory()
    before.seat = "Ukraine"
    text = f"The {office} there spoke of rockets."
    assert meant(cast_of(text, memory=before), office)[1] == ("Ukraine",)
    assert meant(cast_of(text), office)[1] == ()


def test_others_there_speak_for_nobody() -> None:
    text = "Donetsk was hit, and residents there spoke of rockets."
    assert meant(cast_of(text, seats={"Donetsk": "separatists"}), "residents")[1] == ()


def test_a_named_ministry_is_whose_it_is_wherever_it_sits() -> None:
    text = "Ukraine's Defence Ministry in Donetsk said so."
    cast = cast_of(
        text, group(text, "Ukraine's Defence Ministry", "Ukraine"), seats={"Donetsk": "separatists"}
    )
    assert meant(cast, "Ministry")[1] == ("Ukraine",)


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Government commanders said so.", "commanders", ("Angola",)),
        ("An army captain said so.", "captain", ("Angola",)),
        ("Local police said so.", "police", ()),
        ("Shepherds said so.", "Shepherds", ()),
    ],
)
def test_an_office_without_a_name_is_of_the_country_of_the_news(
    text: str, head: str, expected: tuple[str, ...]
) -> None:
    assert meant(cast_of(text, home="Angola"), head)[1] == expected
    assert meant(cast_of(text), head)[1] == ()


@pytest.mark.parametrize(("text", "head"), [("It said so.", "It"), ("Its commander said so.", "commander")])
def test_a_pronoun_is_who_spoke(text: str, head: str) -> None:
    assert meant(cast_of(text, memory=memory(speaker=CHAD)), head)[1] == ("Chad",)


def test_its_spokesman_is_of_the_accused() -> None:
    text = "Its spokesman denied that."
    assert meant(cast_of(text, memory=memory(speaker=CHAD, accused=LIBYA)), "spokesman") == (
        "Its spokesman",
        ("Libya",),
        ActorKind.STATE,
    )


@pytest.mark.parametrize("pronoun", ["It", "They", "He"])
def test_a_pronoun_takes_up_nobody_where_nobody_was_named(pronoun: str) -> None:
    assert of(cast_of(f"{pronoun} said so."), pronoun) is None


@pytest.mark.parametrize("noun", ["group", "movement", "insurgents", "rebels"])
def test_the_group_is_the_one_named_before(noun: str) -> None:
    text = f"The {noun} said so."
    known = memory(named=(FARC, MONITORS))
    assert meant(cast_of(text, memory=known), noun) == (f"The {noun}", ("FARC",), ActorKind.ARMED_GROUP)


def test_a_group_is_another_than_the_one_named_before() -> None:
    assert meant(cast_of("A group said so.", memory=memory(named=(FARC,))), "group")[1] == ()
    assert meant(cast_of("The group said so."), "group")[1] == ()


@pytest.mark.parametrize("noun", ["mission", "monitors", "observers"])
def test_the_mission_is_the_one_named_before(noun: str) -> None:
    known = memory(named=(FARC, MONITORS))
    assert meant(cast_of(f"The {noun} said so.", memory=known), noun)[1] == ("OSCE",)


def test_rebels_of_a_country_do_not_speak_for_it() -> None:
    text = "Syrian rebels said so."
    cast = cast_of(text, voice(text, "Syrian", "Syria", weight=1), group(text, "rebels"))
    _, sides, kind = meant(cast, "rebels")
    assert kind is ActorKind.ARMED_GROUP
    assert "Syria" not in sides


def test_two_demonyms_share_their_noun() -> None:
    text = "Iraqi and Iranian gunners shelled Basra."
    cast = cast_of(text, voice(text, "Iraqi", "Iraq", weight=1), voice(text, "Iranian gunners", "Iran"))
    assert meant(cast, "gunners") == ("Iraqi and Iranian gunners", ("Iraq", "Iran"), ActorKind.STATE)


def test_two_armies_joined_by_and_are_one_voice() -> None:
    text = "The army of Peru and the army of Ecuador signed."
    cast = cast_of(
        text, voice(text, "The army of Peru", "Peru"), voice(text, "the army of Ecuador", "Ecuador")
    )
    both = cast.together([text.split().index("army"), text.split().index("Ecuador")])
    assert both is not None
    assert (both.text, both.sides) == ("The army of Peru and the army of Ecuador", ("Peru", "Ecuador"))
    assert cast.together(()) is None


def test_who_has_no_party_may_speak_but_is_no_party() -> None:
    cast = cast_of("Volunteer firemen from Homs said so.")
    assert meant(cast, "firemen") == ("Volunteer firemen", (), ActorKind.OTHER)
    assert of(cast, "firemen", anybody=False) is None


@pytest.mark.parametrize(
    "text", ["Nothing moved.", "None spoke.", "There stood a mill.", "What burned?", "-- said"]
)
def test_no_words_for_nobody_are_somebody(text: str) -> None:
    assert of(cast_of(text), sentence(text).words[0]) is None


def test_names_are_found_by_their_words() -> None:
    text = "Uganda and the Lord's Army met."
    lra = group(text, "the Lord's Army", "LRA")
    cast = cast_of(text, lra)
    assert [cast.named(t) == lra for t in range(6)] == [False, False, True, True, True, False]


def test_what_describes_a_speaker_is_known() -> None:
    cast = cast_of("Nuns who had walked to Bunia said so.")
    nuns, bunia, said = (cast.sentence.words.index(w) for w in ("Nuns", "Bunia", "said"))
    assert not cast.describes_speaker(bunia)
    cast.speaks(nuns)
    assert [cast.describes_speaker(t) for t in (nuns, bunia, said)] == [False, True, False]
