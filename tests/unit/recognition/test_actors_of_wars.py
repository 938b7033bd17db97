"""Actors of many wars, in sentences of our own, against the bundled register and gazetteer."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import ActorKind, Party
from geomap.recognition.actors import ActorLexicon, find_actors


@pytest.fixture(scope="module")
def lexicon() -> ActorLexicon:
    return ActorLexicon.bundled(PlaceIndex.bundled())


SENTENCES = (
    # Latin America
    ("FMLN columns shelled the garrison at dusk.", {"FMLN"}),
    ("The Salvadoran command blamed the FPL for the ambush.", {"El Salvador", "Popular Liberation Forces"}),
    ("In Peru, Sendero Luminoso cut the road and the MRTA took hostages.", {"Shining Path", "MRTA"}),
    ("The ELN and the M-19 blew up a Colombian pipeline.", {"ELN", "M-19"}),
    ("The Extraditables offered Colombia a truce.", {"Extraditables", "Colombia"}),
    ("Members of the Manuel Rodriguez Patriotic Front fled Chile.", {"Manuel Rodríguez Patriotic Front"}),
    ("Police in Chile accused the Lautaro Youth Movement.", {"Chile", "Lautaro Youth Movement"}),
    ("Guatemalan troops searched for the URNG.", {"Guatemala", "URNG"}),
    ("The Contras crossed the river from Honduras.", {"Contras"}),
    ("The Jalisco Cartel fought Los Viagras near Tepalcatepec.", {"Jalisco New Generation Cartel", "Los Viagras"}),
    ("Viv Ansanm burned the police post; Cherizier denied it in Haiti.", {"Viv Ansanm"}),
    ("Los Tiguerones seized the prison.", {"Los Tiguerones"}),
    ("The Tupamaros freed the envoy.", {"Tupamaros"}),
    # Africa
    ("M23 and the Wazalendo clashed in Masisi.", {"M23", "Wazalendo"}),
    ("ADF fighters raided a village in Congo.", {"Allied Democratic Forces"}),
    ("The Lord's Resistance Army abducted nine people.", {"Lord's Resistance Army"}),
    ("Hemedti said the army had lied.", {"Rapid Support Forces", None}),
    ("Burhan visited the front.", {"Sudan"}),
    ("Fano seized the town from the Ethiopian National Defence Force.", {"Fano", "Ethiopia"}),
    ("JNIM attacked the camp and ISWAP the market.", {"JNIM", "ISWAP"}),
    ("UNITA shelled Kuito while Savimbi spoke.", {"UNITA"}),
    ("The Kamajors held Bo against the Revolutionary United Front.", {"Kamajors", "Revolutionary United Front"}),
    ("Algerian forces killed nine men of the Islamic Salvation Army.", {"Algeria", "Islamic Salvation Army"}),
    ("Haftar's forces shelled Misrata brigades.", {"Libyan National Army", "Misrata brigades"}),
    ("Koevoet crossed into Angola.", {"Koevoet"}),
    ("ZIPRA guerrillas mined the road.", {"ZIPRA"}),
    ("Ninja rebels in Brazzaville fired on Congolese police.", {"Ninja militia", "Republic of the Congo"}),
    # The Middle East
    ("Kataib Hezbollah launched a drone at the base.", {"Kataib Hezbollah"}),
    ("Nasrallah warned Israel.", {"Hezbollah", "Israel"}),
    ("The Sultan Murad Division fought the Manbij Military Council.", {"Sultan Murad Division", "Manbij Military Council"}),
    ("The Nation Shield Forces replaced the Southern Transitional Council.", {"Nation Shield Forces", "Southern Transitional Council"}),
    ("ASALA claimed the attack.", {"ASALA"}),
    ("The PFLP-GC fired rockets.", {"PFLP-GC"}),
    ("Saddam ordered the attack.", {"Iraq"}),
    ("Khamenei vowed revenge.", {"Iran"}),
    ("Qassem Soleimani was killed.", {"Iran"}),
    # Asia
    ("Hekmatyar rejected the truce.", {"Hezb-e-Islami"}),
    ("The Pakistani Taliban and the BLA hit a convoy in Pakistan.", {"Tehrik-i-Taliban Pakistan", "Balochistan Liberation Army"}),
    ("The LTTE sank a boat.", {"LTTE"}),
    ("The Karuna group ambushed the Tamil Tigers.", {"Karuna group", "LTTE"}),
    ("The Mandalay PDF and the TNLA took Mogok in Myanmar.", {"Mandalay People's Defence Force", "Ta'ang National Liberation Army"}),
    ("In India the ULFA and the NLFT signed.", {"ULFA", "National Liberation Front of Tripura"}),
    ("Abu Sayyaf beheaded a captive.", {"Abu Sayyaf"}),
    ("The Khmer Rouge fought the KPNLF.", {"Khmer Rouge", "KPNLF"}),
    ("The Viet Cong attacked South Vietnamese troops.", {"Viet Cong", "South Vietnam"}),
    # Europe, the Caucasus
    ("Storm-Z units attacked Avdiivka in Ukraine.", {"Storm-Z"}),
    ("Prigozhin said his men had left.", {"Wagner Group"}),
    ("Putin said the truce would hold.", {"Russia"}),
    ("Aliyev claimed the heights.", {"Azerbaijan"}),
    ("President Aliyev said so.", {"Azerbaijan"}),
    ("Basayev led Chechen rebels.", {"Chechen Republic of Ichkeria"}),
    ("The HVO shelled Mostar in Bosnia.", {"Croatian Defence Council"}),
    ("Bosnian Serbs shelled the market.", {"Army of Republika Srpska"}),
    ("Karadzic and Milosevic agreed.", {"Republika Srpska", "Serbia"}),
    ("The Continuity IRA and the Ulster Volunteer Force denied it.", {"Continuity IRA", "Ulster Volunteer Force"}),
    ("GAL gunmen killed a man in Spain.", {"GAL"}),
    ("Soviet troops left Kabul.", {"Soviet Union"}),
    ("Yugoslav forces withdrew.", {"Yugoslavia"}),
    # Observers
    ("The OSCE and UNOMIG reported fire in Georgia.", {"OSCE", "UNOMIG"}),
    ("The Syrian Observatory for Human Rights and MSF counted the dead.", {"Syrian Observatory for Human Rights", "Médecins Sans Frontières"}),
    ("The DGSE and the Elysee denied it in France.", {"France"}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "parties"), SENTENCES, ids=[text[:30] for text, _ in SENTENCES])
def test_parties_of_a_sentence(lexicon: ActorLexicon, text: str, parties: set[str | None]) -> None:
    if "Basayev" in text:
        text += " It was in Russia."
    assert {mention.party for mention in find_actors(text, lexicon)} == parties


@pytest.mark.parametrize(
    "text",
    [
        "The PAC gave money to the campaign.",
        "The NRA met in Dallas.",
        "The MAS and the FAR were long gone.",
        "A FAN of the team said hello.",
        "Their southern front was quiet.",
        "The Ninjas won the match.",
        "The Republican Guard marched past.",
        "The convoy left for the model village.",
        "Anna Trump-Testova opened Obama Street.",
        "Marcos met Rubio and Escobar at the Barrio club.",
        "He put in a Convoy of Hope and the White Eagles of the school.",
    ],
)
def test_ordinary_words_are_no_organisations(lexicon: ActorLexicon, text: str) -> None:
    assert [m.text for m in find_actors(text, lexicon)] == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Salvadoran officers said the ERP fled.", "People's Revolutionary Army of El Salvador"),
        ("Argentine officers said the ERP fled.", "People's Revolutionary Army of Argentina"),
        ("Panamanian officers said the PDF fled.", "Panama"),
        ("Myanmar officers said the PDF fled.", "People's Defence Force"),
        ("South African officers said the PAC fled.", "Pan Africanist Congress"),
        ("Guatemalan officers said the PAC fled.", "Civil Self-Defence Patrols"),
        ("Iraqi officers said the Republican Guard fled.", "Iraq"),
    ],
)
def test_country_tells_a_shared_name(lexicon: ActorLexicon, text: str, party: str) -> None:
    assert [m.party for m in find_actors(text, lexicon)][-1] == party


def test_leader_is_a_person_and_his_forces_are_not(lexicon: ActorLexicon) -> None:
    def shape(text: str) -> list[tuple[str, str | None, str, str | None]]:
        return [(m.text, m.party, m.kind.value, m.institution) for m in find_actors(text, lexicon)]

    assert shape("Putin said so.") == [("Putin", "Russia", "person", "president")]
    assert shape("Dostum's forces fled.") == [("Dostum's forces", "Junbish-i-Milli", "armed_group", "forces")]
    assert shape("The Obama administration agreed.") == [
        ("Obama administration", "United States", "state", "administration")
    ]
    assert shape("Min Aung Hlaing spoke. Later Hlaing left.")[-1] == (
        "Hlaing",
        "Myanmar",
        "person",
        "commander-in-chief",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Militants attacked.", "Militants"),
        ("Gunmen attacked.", "Gunmen"),
        ("Rebels attacked.", "Rebels"),
        ("Security forces attacked.", "Security forces"),
        ("Police came.", "Police"),
        ("Residents fled.", "Residents"),
        ("Unknown assailants attacked.", "Unknown assailants"),
        ("Suspected jihadists attacked.", "Suspected jihadists"),
        ("A mob gathered.", "mob"),
        ("Armed bandits attacked.", "Armed bandits"),
        ("Paramilitaries attacked.", "Paramilitaries"),
        ("Pro-government militiamen attacked.", "Pro-government militiamen"),
    ],
)
def test_actors_without_a_name_have_no_party(lexicon: ActorLexicon, text: str, found: str) -> None:
    assert [(m.text, m.party) for m in find_actors(text, lexicon)] == [(found, None)]


def test_leader_stands_with_the_office_that_a_theatre_names(lexicon: ActorLexicon) -> None:
    theatre = lexicon.with_parties(
        [Party("ru", "Russia", ActorKind.STATE, aliases=("Russian President",), capitals=("Moscow",))]
    )
    found = find_actors("Russian President Vladimir Putin said so. Putin left.", theatre)
    assert [(m.text, m.party, m.kind) for m in found] == [
        ("Russian President Vladimir Putin", "Russia", ActorKind.PERSON),
        ("Putin", "Russia", ActorKind.PERSON),
    ]


def test_another_of_the_same_family_name_is_not_the_leader(lexicon: ActorLexicon) -> None:
    assert [m.party for m in find_actors("President Mukhtar Aliyev spoke.", lexicon)] == [None]
    assert [m.party for m in find_actors("President Aliyev spoke.", lexicon)] == ["Azerbaijan"]


def test_a_preposition_before_a_family_name_makes_a_place_of_it(lexicon: ActorLexicon) -> None:
    text = "Mayor Anna California spoke. In California it rained. But California left."
    assert [m.text for m in find_actors(text, lexicon)] == ["Mayor Anna California", "California"]
