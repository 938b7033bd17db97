"""Actors: names, institutions, persons, capitals that speak, nameless actors."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from geomap.gazetteer.country import Country
from geomap.model import ActorKind, ActorMention, Party
from geomap.recognition.actors import ActorLexicon, find_actors, needs_countries


@dataclass(frozen=True)
class FewCountries:
    """The part of a gazetteer's index that the lexicon reads."""

    def countries(self) -> tuple[Country, ...]:
        return tuple(
            Country(f"country:{iso}", name, iso, iso + "X", aliases, demonyms, None, capital, (capital,))
            for name, iso, aliases, demonyms, capital in (
                ("Armenia", "AM", (), ("Armenian", "Armenians"), "Yerevan"),
                ("Azerbaijan", "AZ", (), ("Azerbaijani", "Azerbaijanis", "Azeri"), "Baku"),
                ("Turkey", "TR", ("Türkiye",), ("Turkish", "Turk", "Turks"), "Ankara"),
                ("Russia", "RU", ("Russian Federation",), ("Russian", "Russians"), "Moscow"),
                ("Ukraine", "UA", (), ("Ukrainian", "Ukrainians"), "Kyiv"),
                (
                    "United States",
                    "US",
                    ("U.S.", "US", "the United States"),
                    ("American", "Americans"),
                    "Washington",
                ),
                ("Sudan", "SD", (), ("Sudanese",), "Khartoum"),
                ("South Sudan", "SS", (), ("South Sudanese",), "Juba"),
                ("Israel", "IL", (), ("Israeli", "Israelis"), "Jerusalem"),
                ("Palestine", "PS", (), ("Palestinian", "Palestinians"), None),
                ("Syria", "SY", (), ("Syrian", "Syrians"), "Damascus"),
                ("Lebanon", "LB", (), ("Lebanese",), "Beirut"),
                (
                    "Democratic Republic of the Congo",
                    "CD",
                    ("Congo", "Democratic Republic of Congo"),
                    ("Congolese",),
                    "Kinshasa",
                ),
                ("Rwanda", "RW", (), ("Rwandan", "Rwandans"), "Kigali"),
                ("El Salvador", "SV", (), ("Salvadoran", "Salvadorans"), "San Salvador"),
                ("Iran", "IR", (), ("Iranian", "Iranians"), "Tehran"),
                ("Philippines", "PH", (), ("Filipino", "Filipinos"), "Manila"),
            )
        )


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.bundled(FewCountries())


Shape = tuple[str, str | None, str, str | None]


def shape(mentions: tuple[ActorMention, ...]) -> list[Shape]:
    return [(m.text, m.party, m.kind.value, m.institution) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Azerbaijan's Defense Ministry said so.",
            ("Azerbaijan's Defense Ministry", "Azerbaijan", "state", "Defense Ministry"),
        ),
        (
            "The Armenian Defense Ministry denied it.",
            ("Armenian Defense Ministry", "Armenia", "state", "Defense Ministry"),
        ),
        ("Armenian armed forces fired.", ("Armenian armed forces", "Armenia", "state", "armed forces")),
        ("The Azerbaijani side fired.", ("Azerbaijani side", "Azerbaijan", "state", "side")),
        ("Ukrainian troops withdrew.", ("Ukrainian troops", "Ukraine", "state", "troops")),
        (
            "Syrian government forces came.",
            ("Syrian government forces", "Syria", "state", "government forces"),
        ),
        ("Russian missiles hit the port.", ("Russian missiles", "Russia", "state", "missiles")),
        ("An Israeli airstrike hit the port.", ("Israeli", "Israel", "state", None)),
        ("The Kremlin said so.", ("Kremlin", "Russia", "state", "government")),
        ("The Pentagon said so.", ("Pentagon", "United States", "state", "government")),
        ("The IDF said so.", ("IDF", "Israel", "state", "IDF")),
        ("Hezbollah fighters fired.", ("Hezbollah fighters", "Hezbollah", "armed_group", "fighters")),
        (
            "A spokesperson for the Sudanese army said so.",
            ("spokesperson for the Sudanese army", "Sudan", "person", "army"),
        ),
        (
            "The president of Azerbaijan said so.",
            ("president of Azerbaijan", "Azerbaijan", "person", "president"),
        ),
        (
            "Authorities in Khartoum said so.",
            ("Authorities in Khartoum", "Sudan", "state", "Authorities"),
        ),
        ("Human Rights Watch said so.", ("Human Rights Watch", "Human Rights Watch", "other", None)),
        ("UN peacekeepers came.", ("UN peacekeepers", "United Nations", "mediator", None)),
        (
            "Suspected Islamist militants came.",
            ("Suspected Islamist militants", None, "armed_group", "militants"),
        ),
        ("Pro-Russian separatists came.", ("Pro-Russian separatists", None, "armed_group", "separatists")),
        ("Ethnic Armenian forces came.", ("Ethnic Armenian forces", None, "armed_group", "forces")),
        ("Palestinian militants came.", ("Palestinian militants", None, "armed_group", "militants")),
        ("The army came.", ("army", None, "other", "army")),
        ("Local residents came.", ("Local residents", None, "other", "residents")),
        ("Both sides fired.", ("Both sides", None, "other", None)),
        ("GUNMEN FROM THE NORTH KILLED THE MAYOR AT NOON", ("GUNMEN", None, "armed_group", "gunmen")),
    ],
)
def test_phrase(lexicon: ActorLexicon, text: str, expected: Shape) -> None:
    assert shape(find_actors(text, lexicon))[0] == expected


def test_two_demonyms_share_a_noun(lexicon: ActorLexicon) -> None:
    assert shape(find_actors("Armenian and Azerbaijani forces exchanged fire.", lexicon)) == [
        ("Armenian", "Armenia", "state", "forces"),
        ("Azerbaijani forces", "Azerbaijan", "state", "forces"),
    ]


def test_person_is_known_by_family_name_afterwards(lexicon: ActorLexicon) -> None:
    text = "Russian Foreign Minister Ivan von der Testov came. Testov accused Ukraine."
    assert shape(find_actors(text, lexicon)) == [
        ("Russian Foreign Minister Ivan von der Testov", "Russia", "person", "foreign minister"),
        ("Testov", "Russia", "person", "foreign minister"),
        ("Ukraine", "Ukraine", "state", None),
    ]


def test_person_behind_a_comma(lexicon: ActorLexicon) -> None:
    found = find_actors("Turkey said that its defense minister, Ali Testoglu, agreed.", lexicon)
    assert [m.text for m in found] == ["Turkey", "defense minister, Ali Testoglu"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Baku said it was false.", ["Azerbaijan"]),
        ("The claims both Ankara and Baku have rejected.", ["Turkey", "Azerbaijan"]),
        ("Kyiv accused Moscow of lying.", ["Ukraine", "Russia"]),
        ("There were talks between Kyiv and Moscow.", ["Ukraine", "Russia"]),
        ("Baku will not wait.", ["Azerbaijan"]),
        ("It was said in Baku on Monday.", []),
        ("Kyiv was hit by missiles.", []),
        ("Rockets fell on Kyiv and Moscow.", []),
        ("George Washington said so.", []),
        ("They live in Baku and other parts.", []),
    ],
)
def test_capital_speaks_only_with_a_verb(lexicon: ActorLexicon, text: str, speakers: list[str]) -> None:
    assert [m.party for m in find_actors(text, lexicon)] == speakers


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Turkey said so.", ["Turkey"]),
        ("Fighting spread in Armenia and Azerbaijan.", []),
        ("It happened in northern Israel.", []),
        ("It fell near Goma, Congo.", []),
        ("Talks between Armenia and Azerbaijan ended.", ["Armenia", "Azerbaijan"]),
        ("Israel's northern border was quiet.", []),
        ("Israel's attack on the port went on.", ["Israel"]),
        ("Israel Testman said so.", []),
        ("A Russian-brokered truce held.", []),
        ("It told us to leave.", []),
        ("US jets came.", ["United States"]),
        ("South Sudan said so.", ["South Sudan"]),
    ],
)
def test_country_acts_or_is_a_place(lexicon: ActorLexicon, text: str, acting: list[str]) -> None:
    assert [m.party for m in find_actors(text, lexicon)] == acting


def test_short_abbreviation_needs_its_country(lexicon: ActorLexicon) -> None:
    assert find_actors("The ADF said so.", lexicon) == ()
    with_country = find_actors("The ADF came to Congo. The ADF left.", lexicon)
    assert {m.party for m in with_country} == {"Allied Democratic Forces"}
    spelled_out = find_actors("The Allied Democratic Forces came. The ADF left.", lexicon)
    assert [m.party for m in spelled_out] == ["Allied Democratic Forces"] * 2


def test_a_country_in_which_the_places_lie_is_context_too(lexicon: ActorLexicon) -> None:
    text = "The ADF came to Beni."
    assert needs_countries(text, lexicon)
    assert not needs_countries("The army came to Beni.", lexicon)
    assert find_actors(text, lexicon, {"KE"}) == ()
    assert [m.party for m in find_actors(text, lexicon, {"CD"})] == ["Allied Democratic Forces"]


def test_in_its_theatre_an_abbreviation_needs_no_context(lexicon: ActorLexicon) -> None:
    party = Party("adf", "Allied Democratic Forces (ADF)", ActorKind.ARMED_GROUP, aliases=("ADF",))
    theatre = lexicon.with_parties([party])
    assert [m.party for m in find_actors("The ADF said so.", theatre)] == ["Allied Democratic Forces (ADF)"]


def test_word_is_no_abbreviation(lexicon: ActorLexicon) -> None:
    assert find_actors("Let us go. It is a fact. Who are they?", lexicon) == ()
    assert find_actors("LET US GO. IT IS A FACT. WHO ARE THEY?", lexicon) == ()


def test_adjective_of_a_thing_is_no_actor(lexicon: ActorLexicon) -> None:
    assert find_actors("A police station and the government building burned.", lexicon) == ()


def test_one_abbreviation_of_two_organisations_goes_by_the_country(lexicon: ActorLexicon) -> None:
    assert (
        find_actors("Sudanese officials said the SLA had come.", lexicon)[1].party
        == "Sudan Liberation Movement"
    )
    assert find_actors("Lebanese officials said the SLA had come.", lexicon)[1].party == "South Lebanon Army"


def test_organisation_that_the_text_introduces(lexicon: ActorLexicon) -> None:
    text = "The Popular Front for the Freedom of Ruritania (PFFR) came. PFFR fighters left."
    name = "Popular Front for the Freedom of Ruritania"
    assert [m.party for m in find_actors(text, lexicon)] == [name, name, name]


def test_capitals_throughout(lexicon: ActorLexicon) -> None:
    text = "THE FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN] ATTACKED. IT IS US WHO FLED."
    assert {m.party for m in find_actors(text, lexicon)} == {"FMLN"}


def test_header_is_passed_over(lexicon: ActorLexicon) -> None:
    assert [m.text for m in find_actors("KYIV, Ukraine (Reuters) - Russia said so.", lexicon)] == ["Russia"]


def test_theatre_gives_its_names(lexicon: ActorLexicon) -> None:
    theatre = lexicon.with_parties(
        [
            Party("tr", "Türkiye", ActorKind.STATE, aliases=("Turkey",)),
            Party(
                "nk",
                "Karabakh",
                ActorKind.ARMED_GROUP,
                side="Armenia",
                aliases=("ethnic Armenian forces", "Artsakh Defense Army"),
                capitals=("Stepanakert",),
            ),
        ]
    )
    text = "Turkish jets came. Ethnic Armenian forces fled. Stepanakert denied it. It rained in Karabakh."
    assert [m.party for m in find_actors(text, theatre)] == ["Türkiye", "Karabakh", "Karabakh"]
    assert theatre.side("Karabakh") == "Armenia"
    assert lexicon.side("Karabakh") is None
