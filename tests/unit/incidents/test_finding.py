"""What a text tells, as incidents with both voices: texts of our own on several wars."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import Document, Incident, IncidentType, Polarity, Salience, Stance, Status
from geomap.pipeline import extract

DAY = date(2020, 10, 7)


def incidents(text: str, published: date | None = DAY) -> tuple[Incident, ...]:
    return extract([Document("d", text, published=published)]).incidents


def only(text: str, type_: IncidentType, published: date | None = DAY) -> Incident:
    found = [i for i in incidents(text, published) if i.type is type_]
    assert len(found) == 1, [(i.type, i.trigger) for i in incidents(text, published)]
    return found[0]


def voices(incident: Incident) -> set[tuple[str | None, Stance]]:
    return {(c.side, c.stance) for c in incident.claims}


ACCUSED = (
    "YEREVAN/BAKU -- Azerbaijan's Defense Ministry accused Armenian forces of shelling the Aghdam district "
    "on October 6. Armenia's Defense Ministry denied the accusation, in turn saying that Azerbaijani forces had "
    "opened artillery fire in the northern and southern sectors of the front line.\n\n"
    "Both sides accused each other of violating a cease-fire signed in Moscow on September 30."
)


def test_an_accusation_and_its_denial_are_one_contested_incident() -> None:
    shelling = next(i for i in incidents(ACCUSED) if i.place and "Aghdam" in i.place.text)
    assert shelling.type is IncidentType.SHELLING
    assert shelling.date_start == shelling.date_end == date(2020, 10, 6)
    assert [a.name for a in shelling.initiators] == ["Armenia"]
    assert voices(shelling) == {("Azerbaijan", Stance.ASSERTS), ("Armenia", Stance.REJECTS)}
    assert shelling.status is Status.CONTESTED
    assert shelling.place is not None
    assert shelling.place.where_prec == 4
    assert shelling.place.geometry is not None
    assert shelling.place.geometry.to_shapely().geom_type in {"Polygon", "MultiPolygon"}


def test_the_counter_claim_is_an_incident_of_its_own_in_its_sectors() -> None:
    fire = next(i for i in incidents(ACCUSED) if i.sectors)
    assert set(fire.sectors) == {"north", "south"}
    assert [a.name for a in fire.initiators] == ["Azerbaijan"]
    assert voices(fire) == {("Armenia", Stance.ASSERTS)}
    assert fire.status is Status.CLAIMED
    assert fire.place is not None
    assert fire.place.where_prec == 5


def test_both_sides_accusing_each_other_is_one_incident_with_both_as_claimants() -> None:
    violation = only(ACCUSED, IncidentType.CEASEFIRE_VIOLATION)
    assert {a.name for a in violation.initiators} == {"Armenia", "Azerbaijan"}
    assert {c.side for c in violation.claims} == {"Armenia", "Azerbaijan"}
    assert violation.status is Status.CONTESTED
    assert violation.place is None


def test_what_an_accusation_takes_for_granted_is_nobodys_claim() -> None:
    truce = only(ACCUSED, IncidentType.CEASEFIRE_AGREEMENT)
    assert truce.place is not None
    assert truce.place.name == "Moscow"
    assert truce.date_start == date(2020, 9, 30)
    assert truce.status is Status.REPORTED


def test_nothing_happens_at_a_dateline() -> None:
    assert not [i for i in incidents(ACCUSED) if i.place and i.place.name in {"Yerevan", "Baku"}]


@pytest.mark.parametrize(
    "text",
    [
        "In Paris, the French president said that an air strike had hit Aleppo on Monday.",
        "Oslo, which had hosted the rebels, said that shells fell on Goma on Monday.",
        "Rockets fired from Belgorod hit Kharkiv on Monday, officials said.",
        "The International Crisis Group, which is based in Brussels, said gunmen attacked Goma on Monday.",
        "The African Union in Addis Ababa condemned a car bomb attack in Mogadishu on Monday.",
    ],
)
def test_places_that_are_merely_named_carry_no_violence(text: str) -> None:
    named = {"Paris", "Oslo", "Belgorod", "Brussels", "Addis Ababa"}
    found = [i for i in incidents(text) if i.violent]
    assert found
    assert not [i for i in found if i.place is not None and i.place.text in named]


@pytest.mark.parametrize(
    "text",
    [
        "In Lyon, a strike by railway workers entered its second week.",
        "The minister came under fire for his remarks in Madrid.",
        "A crew shot a film in Marseille about the battle against measles.",
        "The two teams clashed over the budget in the league match in Turin.",
        "The director of the firm in Leeds was fired on Monday.",
    ],
)
def test_words_of_war_without_war_tell_of_no_incident(text: str) -> None:
    assert not [i for i in incidents(text) if i.violent]


def test_what_was_not_and_what_may_be_is_told_apart() -> None:
    none = only("No shelling was reported in Donetsk on Monday.", IncidentType.SHELLING)
    assert none.polarity is Polarity.NEGATED
    threat = only("The rebels threatened to shell Goma.", IncidentType.SHELLING)
    assert threat.polarity is not Polarity.ASSERTED
    assert only("The army plans to withdraw its troops from Kherson.", IncidentType.WITHDRAWAL).polarity is (
        Polarity.PLANNED
    )


def test_the_past_is_background() -> None:
    truce = only("The war ended with a 1994 cease-fire.", IncidentType.CEASEFIRE_AGREEMENT)
    assert truce.salience is Salience.BACKGROUND
    assert truce.date_start == date(1994, 1, 1)


def test_a_list_of_places_gives_an_incident_each() -> None:
    found = incidents("Rockets hit Kharkiv, Sumy and Chernihiv overnight, the governor said.")
    assert {i.place.text for i in found if i.place} == {"Kharkiv", "Sumy", "Chernihiv"}
    assert {i.type for i in found} == {IncidentType.ROCKET_MISSILE}


def test_a_running_total_is_no_dated_point() -> None:
    total = only(
        "More than 300 people have been killed since fighting broke out in Khartoum on October 1.",
        IncidentType.CASUALTIES_REPORT,
    )
    assert (total.date_start, total.date_end) == (date(2020, 10, 1), DAY)
    assert total.casualties[0].low == 300
    assert total.casualties[0].cumulative


def test_an_attack_and_its_toll_are_one_incident() -> None:
    bomb = only(
        "A car bomb exploded in Mogadishu on Tuesday, killing at least 12 people and wounding 30. "
        "No group claimed responsibility for the attack.",
        IncidentType.IED_MINE,
    )
    assert {(c.harm.value, c.low) for c in bomb.casualties} == {("killed", 12), ("wounded", 30)}
    assert bomb.date_start == date(2020, 10, 6)


def test_who_admits_a_deed_confirms_it() -> None:
    bomb = only(
        "A car bomb killed four soldiers near Kismayo on Tuesday, Somalia's army said. "
        "Al-Shabaab claimed responsibility for the attack.",
        IncidentType.IED_MINE,
    )
    assert bomb.status is Status.CONFIRMED


def test_what_has_no_place_is_kept() -> None:
    found = incidents("Rebels ambushed an army convoy on Tuesday and killed two soldiers.")
    assert found
    assert found[0].place is None


def test_ids_are_stable_and_spans_point_into_the_text() -> None:
    one, again = incidents(ACCUSED), incidents(ACCUSED)
    assert [i.id for i in one] == [i.id for i in again]
    assert len({i.id for i in one}) == len(one)
    for incident in one:
        assert ACCUSED[incident.start : incident.end] == incident.quote
        assert ACCUSED[incident.trigger_start : incident.trigger_end] == incident.trigger
        for claim in incident.claims:
            assert ACCUSED[claim.start : claim.end] == claim.quote


def test_a_text_without_a_date_is_never_dated_today() -> None:
    found = incidents("Shells hit a market in Aleppo.", None)
    assert found[0].date_start is None
    assert found[0].date_prec is None


def test_a_denial_of_something_else_contests_nothing() -> None:
    clash = only(
        "Rebels and soldiers fought in Goma on Tuesday. Kigali has denied that it backs the rebels.",
        IncidentType.ARMED_CLASH,
    )
    assert not [c for c in clash.claims if c.stance is Stance.REJECTS]
    assert clash.status is Status.REPORTED


def test_a_denial_that_names_the_deed_contests_it() -> None:
    fire = only(
        "Azerbaijan's army said that Armenian forces had shelled Aghdam on Tuesday. "
        "Armenia denied that any fire had been opened.",
        IncidentType.SHELLING,
    )
    assert fire.status is Status.CONTESTED
