"""Names to places and points to surroundings, for all rows of a pandas DataFrame at once.

::

    from geomap.gazetteer.answers.frames import geocode_frame, reverse_frame

    located = geocode_frame(events, name="where", country="country", admin1="adm_1")
    around = reverse_frame(sightings, lat="latitude", lon="longitude")

pandas and geopandas are imported when a function here is called.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import RecordError, UsageError
from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.answers.located import ADDED_COLUMNS, Located, added_cells
from geomap.gazetteer.ground.reverse import WORTH_A_SURVEY, reverse_all
from geomap.gazetteer.index import PlaceIndex
from geomap.model.geometry import LonLat

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

REVERSE_COLUMNS: Final = (
    "geomap_country",
    "geomap_admin1",
    "geomap_nearest",
    "geomap_distance_km",
    "geomap_direction",
)
"""Columns that `reverse_frame` adds."""

_NUMBERS = {
    "geomap_lat": "Float64",
    "geomap_lon": "Float64",
    "geomap_where_prec": "Int64",
    "geomap_radius_km": "Float64",
    "geomap_distance_km": "Float64",
}
_CRS = "EPSG:4326"


def geocode_frame(
    frame: DataFrame,
    *,
    name: str,
    country: str | None = None,
    admin1: str | None = None,
    admin2: str | None = None,
    index: PlaceIndex | None = None,
    geometry: bool = False,
) -> DataFrame | GeoDataFrame:
    """Find the place of each row: `geomap.gazetteer.answers.ladder.locate` over a table.

    Parameters
    ----------
    frame
        Any table; it is not changed.
    name
        Column of the names.
    country, admin1, admin2
        Columns of the country and of the first- and second-level unit that the place lies in.
    index
        The gazetteer; if None, the bundled one with the user's overlays.
    geometry
        Whether to give a GeoDataFrame of points (EPSG:4326); a row without a place has None.

    Returns
    -------
    pandas.DataFrame or geopandas.GeoDataFrame
        The table with the columns of `located.ADDED_COLUMNS`: latitude and longitude in decimal
        degrees, the place's name and id, UCDP's precision code, the radius in kilometres, the method and
        a note. An empty cell (None, NaN, blank) says nothing; a row of such has method ``none``. Rows
        that ask the same are answered once.

    Raises
    ------
    UsageError
        If a column is not there.
    """
    asked = [column for column in (name, country, admin1, admin2) if column is not None]
    _check_columns(frame, asked)
    index = index or PlaceIndex.installed()
    texts = {
        part: _texts(frame, column)
        for part, column in zip(_PARTS, (name, country, admin1, admin2), strict=True)
    }
    answers: dict[tuple[str, ...], Located] = {}
    rows: list[Located] = []
    for row in zip(*texts.values(), strict=True):
        if row not in answers:
            answers[row] = locate(index, row[0], country=row[1], admin1=row[2], admin2=row[3])
        rows.append(answers[row])
    located = _with_columns(frame, ADDED_COLUMNS, [tuple(added_cells(answer).values()) for answer in rows])
    if not geometry:
        return located
    import geopandas
    import shapely

    points = [shapely.Point(p.lon, p.lat) if (p := answer.point) else None for answer in rows]
    return geopandas.GeoDataFrame(located, geometry=points, crs=_CRS)


def reverse_frame(frame: DataFrame, *, lat: str, lon: str, index: PlaceIndex | None = None) -> DataFrame:
    """Say of each row's point what lies around it: `geomap.gazetteer.ground.reverse` over a table.

    Parameters
    ----------
    frame
        Any table; it is not changed.
    lat, lon
        Columns of latitude and longitude in decimal degrees (WGS 84); numbers or their text.
    index
        The gazetteer; if None, the bundled one with the user's overlays.

    Returns
    -------
    pandas.DataFrame
        The table with the columns of `REVERSE_COLUMNS`: ISO code of the country, name of the
        first-level unit, the nearest populated place, the distance from it in kilometres, and which way
        the point lies from it. Rows without a point, or with one that is not on the Earth, have none.

    Raises
    ------
    UsageError
        If a column is not there.
    """
    _check_columns(frame, [lat, lon])
    points = [_point(y, x) for y, x in zip(frame[lat].tolist(), frame[lon].tolist(), strict=True)]
    known = [p for p in points if p is not None]
    index = index or PlaceIndex.installed()
    cells = iter(_surveyed(index, known) if len(known) >= WORTH_A_SURVEY else _each(index, known))
    empty = (None,) * len(REVERSE_COLUMNS)
    return _with_columns(frame, REVERSE_COLUMNS, [next(cells) if p else empty for p in points])


def _each(index: PlaceIndex, points: Sequence[LonLat]) -> Iterator[tuple[Any, ...]]:
    """Cells of `REVERSE_COLUMNS`, asked point by point."""
    for around in reverse_all(index, points):
        yield (
            around.country.country if around.country else None,
            around.unit.name if around.unit else None,
            around.nearest.name if around.nearest else None,
            around.distance_km,
            around.direction,
        )


def _surveyed(index: PlaceIndex, points: Sequence[LonLat]) -> Iterator[tuple[Any, ...]]:
    """Cells of `REVERSE_COLUMNS`, asked for all points at once; no record is made of each place."""
    import numpy as np

    survey = index.survey()
    ground = survey.around(np.array([p.lon for p in points]), np.array([p.lat for p in points]))
    units = {key: place.name if (place := survey.place(key)) else None for key in set(ground.units.tolist())}
    kilometres = [None if math.isnan(km) else round(km, 2) for km in ground.distances_km.tolist()]
    return zip(
        ground.countries.tolist(),
        [units[key] for key in ground.units.tolist()],
        survey.town_names(ground.nearest).tolist(),
        kilometres,
        ground.directions.tolist(),
        strict=True,
    )


_PARTS = ("name", "country", "admin1", "admin2")


def _check_columns(frame: DataFrame, wanted: Sequence[str]) -> None:
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        raise UsageError(
            f"no column {missing[0]!r}", where="frame", hint=f"there are {', '.join(map(str, frame.columns))}"
        )


def _texts(frame: DataFrame, column: str | None) -> list[str]:
    """A column's cells as text, '' where there is none."""
    if column is None:
        return [""] * len(frame)
    empty = frame[column].isna().tolist()
    return [
        "" if none else str(cell).strip() for cell, none in zip(frame[column].tolist(), empty, strict=True)
    ]


def _point(lat: Any, lon: Any) -> LonLat | None:
    try:
        y, x = float(lat), float(lon)
        return None if math.isnan(y) or math.isnan(x) else LonLat(x, y)
    except (TypeError, ValueError, RecordError):
        return None


def _with_columns(frame: DataFrame, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> DataFrame:
    """The table with further columns, of types that also hold in an empty table."""
    import pandas as pd

    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    added = {
        column: pd.Series(list(values), index=frame.index, dtype=_NUMBERS.get(column, "string"))
        for column, values in zip(columns, cells, strict=True)
    }
    return frame.assign(**added)
