"""The case that the program was begun for: an accusation, its denial, and a claim in turn, with parts of a front."""

from __future__ import annotations

from datetime import date

from geomap.model import Document, IncidentType, Stance, Status
from geomap.pipeline import extract

TEXT = """BAKU/YEREVAN -- Azerbaijan and Armenia traded accusations on October 13 over a humanitarian cease-fire.

Azerbaijan's Defense Ministry accused Armenian forces of shelling the Tartar district in the morning. Armenia's
Defense Ministry rejected the accusation, in turn claiming that the Azerbaijani side had renewed its operations,
accompanied by heavy rocket and artillery fire, in the southern, northern and northeastern sectors of the front
line.

Russian Foreign Minister Sergei Lavrov hosted talks with his Armenian counterpart in Moscow on October 12.
"""


def test_both_voices_and_honest_places() -> None:
    incidents = extract([Document("d", TEXT, published=date(2020, 10, 13))]).incidents
    shelling = next(i for i in incidents if i.type is IncidentType.SHELLING)
    assert shelling.place is not None
    assert shelling.place.text == "Tartar"
    assert shelling.status is Status.CONTESTED
    assert {(c.side, c.stance) for c in shelling.claims} >= {
        ("Azerbaijan", Stance.ASSERTS),
        ("Armenia", Stance.REJECTS),
    }
    fire = next(i for i in incidents if i.type is IncidentType.ROCKET_MISSILE)
    assert set(fire.sectors) == {"south", "north", "northeast"}
    assert [a.name for a in fire.initiators] == ["Azerbaijan"]
    assert [(c.side, c.stance) for c in fire.claims] == [("Armenia", Stance.ASSERTS)]
    talks = next(i for i in incidents if i.type is IncidentType.TALKS)
    assert talks.place is not None
    assert talks.place.text == "Moscow"
    violent = [i.place.text for i in incidents if i.type.violent and i.place is not None]
    assert not {"Baku", "BAKU", "Yerevan", "YEREVAN"} & set(violent)
