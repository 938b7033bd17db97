"""A report of a made-up war with everything that a picture can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.model import IncidentType, Sector, Theatre
from geomap.pipeline import Report
from tests.builders import DOCUMENT, claim, geometry, incident, toponym

BAND = "POLYGON ((30 50, 31 50, 31 50.4, 30 50.4, 30 50))"
SECTOR = Sector(
    id="north",
    name="Northern sector",
    theatre="east",
    line="front",
    band=geometry(BAND),
    stretch=geometry("LINESTRING (30 50.2, 31 50.2)"),
    length_km=70.0,
    width_km=10.0,
)


def theatre() -> Theatre:
    from geomap.model import ActorKind, LineOfContact, Party

    parties = (Party("v", "Valdoria", ActorKind.STATE), Party("m", "Marland", ActorKind.STATE))
    line = LineOfContact(id="front", name="Front", geometry=geometry("LINESTRING (30 50.2, 31 50.2)"))
    return Theatre(
        id="east", titles=(("en", "Eastern war"),), area=geometry("POLYGON ((29 49, 32 49, 32 52, 29 52, 29 49))"),
        parties=parties, lines=(line,), cut_line="front", valid_from=date(2021, 1, 1), valid_to=None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def report() -> Report:
    """Five incidents: two at one place, one in a district, one in a sector, one without a place."""
    district = "POLYGON ((30.2 50.5, 30.8 50.5, 30.8 50.9, 30.2 50.9, 30.2 50.5))"
    of_theatre = {"theatre": "east"}
    in_sector = incident(BAND, id="sector", sectors=("north",), claims=(), **of_theatre)
    return Report(
        documents=(DOCUMENT,),
        toponyms=((toponym(), toponym(resolved=False)),),
        incidents=(
            incident(**of_theatre),
            incident(id="i2", type=IncidentType.AIR_STRIKE, claims=(claim(),), **of_theatre),
            incident(district, id="district", **of_theatre),
            replace(in_sector, date_start=date(2021, 3, 2), date_end=date(2021, 3, 2)),
            incident(id="nowhere", place=None, date_start=None, date_end=None, date_prec=None, **of_theatre),
        ),
        theatres=(theatre(),),
        sectors=(SECTOR,),
    )
