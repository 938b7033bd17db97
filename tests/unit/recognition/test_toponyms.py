"""Recognition on the bundled gazetteer: what is a place name, and what it does in its sentence."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Role, Toponym
from geomap.recognition.actors import ActorLexicon, find_actors
from geomap.recognition.tagging.batches import TextTagger
from geomap.recognition.toponyms import ToponymRecogniser
from tests.marked_dispatches import DISPATCHES, read_marks


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.fixture(scope="module")
def lexicon(index: PlaceIndex) -> ActorLexicon:
    return ActorLexicon.bundled(index)


@pytest.fixture(scope="module")
def recogniser(index: PlaceIndex) -> ToponymRecogniser:
    return ToponymRecogniser(index)


def roles(recogniser: ToponymRecogniser, text: str) -> dict[str, str]:
    return {t.text: t.role.value for t in recogniser.recognise(Document("d", text))}


def only(recogniser: ToponymRecogniser, text: str, name: str) -> Toponym:
    (found,) = [t for t in recogniser.recognise(Document("d", text)) if t.text == name]
    return found


@pytest.mark.parametrize("war", sorted(DISPATCHES))
def test_dispatches_on_twelve_wars_are_read_as_marked(
    war: str, recogniser: ToponymRecogniser, lexicon: ActorLexicon
) -> None:
    text, marked = read_marks(DISPATCHES[war])
    found = recogniser.recognise(Document(war, text), find_actors(text, lexicon))
    assert [(t.start, t.end, t.text, t.role.value) for t in found] == [m[:4] for m in marked]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Shells fell in Baku overnight.", "Baku", Role.PLACE),
        ("Baku rejected the accusation.", "Baku", Role.METONYM),
        ("Shells fell between Kupiansk and Svatove, Kyiv said.", "Svatove", Role.PLACE),
        ("Shells fell between Kupiansk and Svatove, Kyiv said.", "Kyiv", Role.METONYM),
        ("Shells fell in Kupiansk, Kyiv said.", "Kyiv", Role.METONYM),
        ("Both Ankara and Baku have rejected it.", "Ankara", Role.METONYM),
        ("He renewed his call for Ankara to be involved.", "Ankara", Role.METONYM),
        ("Residents of Baku reported explosions.", "Baku", Role.PLACE),
        ("Baku was shelled at dawn.", "Baku", Role.PLACE),
        ("Yerevan-backed forces hold the hill.", "Yerevan", Role.METONYM),
        ("The Yerevan-based think tank disagreed.", "Yerevan", Role.SPEAKER),
        ("Azerbaijan's Defense Ministry said on Monday that it was quiet.", "Azerbaijan", Role.SPEAKER),
        ("The Minsk Group met again.", "Minsk", Role.ORGANISATION),
        (
            "It is led by the Organization for Security and Cooperation in Europe.",
            "Europe",
            Role.ORGANISATION,
        ),
        ("They met the mayor of Kharkiv.", "Kharkiv", Role.ORGANISATION),
        ("The envoy to Sudan resigned.", "Sudan", Role.ORGANISATION),
        ("Armenia accused Azerbaijan of an attack.", "Armenia", Role.METONYM),
        ("Armenia accused Azerbaijan of an attack.", "Azerbaijan", Role.METONYM),
        ("An agreement between Armenia and Azerbaijan holds.", "Azerbaijan", Role.METONYM),
        ("Fighters trained in Turkey came back.", "Turkey", Role.PLACE),
        ("Turkey has backed the offensive.", "Turkey", Role.METONYM),
        ("Turkey's influence grows.", "Turkey", Role.METONYM),
        ("Syria's north is calm.", "Syria", Role.PLACE),
        ("Residents of Azerbaijan's Barda fled.", "Barda", Role.PLACE),
        ("Armenian forces withdrew.", "Armenian", Role.DEMONYM),
        ("Troops massed at the border between Armenia and Azerbaijan.", "Armenia", Role.PLACE),
        ("Shelling goes on. Washington and London froze the accounts.", "London", Role.METONYM),
        ("Ankara rejected calls by Berlin and London to halt.", "Berlin", Role.METONYM),
        ("A truce was agreed in Geneva, and the US blamed Russia.", "US", Role.METONYM),
        ("A truce was agreed in Geneva, and the US blamed Russia.", "Geneva", Role.PLACE),
        ("The rebels, a tool of Kigali, took the town.", "Kigali", Role.METONYM),
        ("Moscow, the main supplier of the rebels, denied it.", "Moscow", Role.METONYM),
        ("Ankara, whose troops sit there, asked for a part in it.", "Ankara", Role.METONYM),
        ("Ouagadougou, having told them to leave, did not reply.", "Ouagadougou", Role.METONYM),
        ("The minister pressed Baghdad for an answer.", "Baghdad", Role.METONYM),
        ("Tehran vacillated for a week.", "Tehran", Role.METONYM),
        ("Tehran trembled as the bombs fell.", "Tehran", Role.PLACE),
        ("Kampala is to send more troops.", "Kampala", Role.METONYM),
        ("Moscow Urges Truce As Shelling Goes On Around Madagiz\n\nTwo died.", "Moscow", Role.METONYM),
        ("Peacekeepers from South Africa and Malawi died.", "South Africa", Role.PLACE),
        ("Soldiers of the 3rd Kyiv brigade watched.", "Kyiv", Role.ORGANISATION),
    ],
)
def test_the_role_follows_from_the_sentence(
    text: str, name: str, role: Role, recogniser: ToponymRecogniser
) -> None:
    assert only(recogniser, text, name).role is role


def test_an_agency_between_dateline_and_text_is_no_place(recogniser: ToponymRecogniser) -> None:
    assert roles(recogniser, "BEIJING, March 3 (Xinhua) -- Nobody was hurt.") == {"BEIJING": "dateline"}


def test_a_headline_is_no_list_with_what_follows_it(recogniser: ToponymRecogniser) -> None:
    found = roles(recogniser, "Shells hit Barda and Ganja\n\nBaku said on Sunday that Armenia had fired.")
    assert found == {"Barda": "place", "Ganja": "place", "Baku": "metonym", "Armenia": "metonym"}


def test_broken_lines_tell_nothing(recogniser: ToponymRecogniser) -> None:
    text = (
        "KYIV, Ukraine -- Russian forces shelled the\ntown of Orikhiv in the Zaporizhzhia region on\n"
        "Monday, the governor said. Moscow\ndenied it. Residents of Mala\nTokmachka were evacuated on foot.\n"
    )
    found = roles(recogniser, text)
    joined = roles(recogniser, text.replace("\n", " "))
    assert {name.replace("\n", " "): role for name, role in found.items()} == joined
    assert joined["Moscow"] == "metonym"


@pytest.mark.parametrize(
    "text",
    [
        "Troops fired Grad rockets at them.",
        "The Saratov submarine sank.",
        "Two Tu-22 bombers took off.",
        "Gen. Israel Ziv said so.",
        "President Joe Lincoln spoke. Lincoln said that he was tired.",
        "Charlotte Jackson, 34, was not hurt.",
        "Police said on Monday that Most of them had gone Along with Hope.",
        "In March and May the Reading was good.",
        "It would cost US$42 million.",
        "Gen. Austin Paris Hall resigned.",
    ],
)
def test_persons_days_and_common_words_are_no_places(text: str, recogniser: ToponymRecogniser) -> None:
    assert roles(recogniser, text) == {}


def test_datelines_of_two_towns_and_of_agencies(recogniser: ToponymRecogniser) -> None:
    both = "date 2020-10-13 YEREVAN/BAKU -- Fighting went on in Barda."
    assert roles(recogniser, both) == {"YEREVAN": "dateline", "BAKU": "dateline", "Barda": "place"}
    agency = "KYIV, Ukraine (Wire) — Shells hit Kherson."
    assert roles(recogniser, agency) == {"KYIV": "dateline", "Ukraine": "dateline", "Kherson": "place"}


def test_what_leads_a_list_holds_for_all_of_it(recogniser: ToponymRecogniser) -> None:
    found = recogniser.recognise(Document("d", "Shells fell near Barda, Ganja and Mingachevir."))
    assert [(t.text, t.relation) for t in found] == [
        ("Barda", "near"),
        ("Ganja", "near"),
        ("Mingachevir", "near"),
    ]


def test_a_feature_word_after_a_list_holds_for_all_of_it(recogniser: ToponymRecogniser) -> None:
    found = recogniser.recognise(Document("d", "Fighting spread to the Tartar and Aghdam districts."))
    assert [(t.text, t.cue) for t in found] == [("Tartar", "district"), ("Aghdam", "district")]


def test_distance_direction_and_part_are_kept(recogniser: ToponymRecogniser) -> None:
    away = only(recogniser, "A drone fell 12.5 km (8 miles) north-east of Ganja.", "Ganja")
    assert (away.relation, away.distance_km) == ("northeast", 12.5)
    part = only(recogniser, "There were strikes in southern Lebanon.", "Lebanon")
    assert (part.role, part.relation, part.region_prefix) == (Role.PLACE, "in", "southern")
    edge = only(recogniser, "They reached the outskirts of the city of Aleppo.", "Aleppo")
    assert (edge.relation, edge.cue) == ("outskirts", "city")


def test_unknown_names_are_kept_where_their_surroundings_tell(recogniser: ToponymRecogniser) -> None:
    text = "The village of Xyzabad burned. Shells hit the Qwxyz district and Barda and Zxqabad, near Vwqxil."
    assert roles(recogniser, text) == {
        "Xyzabad": "place",
        "Qwxyz": "place",
        "Barda": "place",
        "Zxqabad": "place",
        "Vwqxil": "place",
    }


def test_text_in_capitals(recogniser: ToponymRecogniser) -> None:
    text = (
        "GUERRILLAS ATTACKED AN ARMY POST IN SAN MIGUEL, EL SALVADOR, AND A BRIDGE NEAR USULUTAN LAST NIGHT. "
        "THE MINISTRY OF DEFENSE SAID THAT FIVE SOLDIERS WERE KILLED."
    )
    found = roles(recogniser, text)
    assert {"SAN MIGUEL", "EL SALVADOR", "USULUTAN"} <= set(found)
    assert len(found) == 3


def test_names_in_other_scripts(recogniser: ToponymRecogniser) -> None:
    assert "Харків" in roles(recogniser, "Обстріл міста Харків тривав усю ніч.")
    assert "حلب" in roles(recogniser, "قصف على مدينة حلب صباح اليوم")
    assert "Tərtər" in roles(recogniser, "Ermənistan Tərtər rayonunu atəşə tutub.")


def test_slashes_join_two_names(recogniser: ToponymRecogniser) -> None:
    assert set(roles(recogniser, "Fighting near Aghdam/Fuzuli went on.")) == {"Aghdam", "Fuzuli"}


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aA .,-'’\nÉßİ上ال")), min_size=1))
def test_any_text_is_survived_and_spans_point_into_it(text: str) -> None:
    if not text.strip():
        return
    found = ToponymRecogniser(PlaceIndex.bundled()).recognise(Document("d", text))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.lists(
        st.sampled_from(
            "in Baku Moscow said the near Tartar district , . and of 's United States 12 km".split()
        )
    )
)
def test_spans_never_overlap(words: list[str]) -> None:
    text = " ".join(["Shells", *words])
    found = ToponymRecogniser(PlaceIndex.bundled()).recognise(Document("d", text))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


WORDS = "Barda Xirtoki Kharkiv Zhurabad SMITH TARTAR of the in Street Airport Lake Mount Greater St John's , . and"


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_spans_never_overlap_with_the_tagger_either(words: list[str]) -> None:
    text = " ".join(["Shells", *words])
    found = WITH_MODEL.recognise(Document("d", text))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


WITH_MODEL = ToponymRecogniser(PlaceIndex.bundled(), TextTagger(PlaceIndex.bundled()))


def test_long_lists_cost_no_more_a_name_than_short_ones() -> None:
    """Counted in calls, not in seconds: a list of twice the names takes twice the work."""

    def calls(names: int) -> int:
        counter = 0

        def count(frame: object, event: str, arg: object) -> None:
            nonlocal counter
            counter += 1

        document = Document("d", "Shells hit " + "Barda, " * names + "Ganja.")
        recogniser = ToponymRecogniser(PlaceIndex.bundled())
        recogniser.recognise(document)  # what is looked up once is remembered
        sys.setprofile(count)
        try:
            recogniser.recognise(document)
        finally:
            sys.setprofile(None)
        return counter

    assert calls(800) < 2.3 * calls(400)
