"""For whom the authorities in a town speak, by the bundled gazetteer and theatres."""

from __future__ import annotations

import pytest

import geomap
from geomap.model.claim import Act


@pytest.mark.parametrize(
    ("text", "side", "status"),
    [
        (
            "date 2020-10-21 YEREVAN -- The authorities in Stepanakert accused Azerbaijani forces of shelling Martuni in Nagorno-Karabakh on October 21. Azerbaijan's Defense Ministry denied it.",
            "Armenia",
            "contested",
        ),
        (
            "date 2016-10-21 KYIV -- The authorities in Donetsk accused Ukrainian forces of shelling Horlivka on October 20. Ukraine's military denied it.",
            "Donetsk and Luhansk separatists",
            "contested",
        ),
        (
            "date 2019-10-21 BERLIN -- The authorities in Hargeisa accused Somali forces of shelling a village on October 20.",
            "authorities in Hargeisa",
            "reported",
        ),
        (
            "date 2022-05-03 KYIV -- Authorities in Kharkiv said Russian forces had shelled the city on Monday.",
            "Ukraine",
            "claimed",
        ),
    ],
)
def test_nobody_accuses_itself(text: str, side: str, status: str):
    incident = geomap.extract(text).incidents[0]
    accused = [actor.name for actor in incident.initiators]
    assert incident.claims[0].side == side
    assert not [c for c in incident.claims if c.side in accused and c.act is Act.ACCUSES]
    assert incident.status == status
