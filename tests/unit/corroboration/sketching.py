"""Sketches for tests, without texts."""

from datetime import date

from geomap.corroboration import Sketch
from geomap.corroboration.families import family_of
from geomap.model import IncidentType
from geomap.model.toll import Toll

DAY = date(2024, 5, 10).toordinal()


def sketch(
    name: str,
    *,
    document: str | None = None,
    kind: IncidentType = IncidentType.SHELLING,
    first: int = DAY,
    last: int | None = None,
    dated: bool = True,
    lon: float = 37.0,
    lat: float = 48.0,
    radius_km: float = 2.0,
    exact: str = "town",
    place: str | None = "p:1",
    unit: str | None = "UA.05",
    **told: object,
) -> Sketch:
    around = radius_km / 100
    given = {
        "outlined": exact in ("area", "sector"),
        "time_of_day": None,
        "theatre": None,
        "sectors": (),
        "initiators": (),
        "targets": (),
        "killed": Toll(),
        "wounded": Toll(),
        "weapons": (),
        "hit": (),
        "words": (),
    } | told
    return Sketch(
        id=name,
        document_id=document or f"doc-{name}",
        family=family_of(kind),
        type=kind,
        first=first,
        last=first if last is None else last,
        dated=dated,
        day=first if last is None else last,
        west=lon - around,
        south=lat - around,
        east=lon + around,
        north=lat + around,
        lon=lon,
        lat=lat,
        radius_km=radius_km,
        exact=exact,
        place_id=place,
        unit=unit,
        **given,
    )
