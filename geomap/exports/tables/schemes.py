"""The schemes of columns that a table can have, and the rows of incidents in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geomap.errors import ExportError
from geomap.exports.left_out import LeftOut
from geomap.exports.records.properties import incidents_with_properties
from geomap.exports.tables import acled, coding, ged, hxl
from geomap.exports.tables.columns import OWN, Column, Row
from geomap.model import Extraction, Incident


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of columns.

    Parameters
    ----------
    name
        As it is asked for: ``acled``.
    title
        As a person calls it.
    version
        Of the mapping, not of the scheme: ``acled-1``. It changes with what a column holds.
    columns
        In their order; the geometry is none of them.
    geometry
        Header of the column of shapes in files that have them as text.
    scope
        Says why an incident is out of the scheme's scope, or None.
    row
        Makes the cells of an incident and its properties.
    tags
        A second row of headers, by the names of the columns; empty for none.
    """

    name: str
    title: str
    version: str
    columns: tuple[Column, ...]
    geometry: str
    scope: Callable[[Incident], str | None]
    row: Callable[[Incident, dict[str, Any]], dict[str, Any]]
    tags: Mapping[str, str] = field(default_factory=dict)


def _everything(_incident: Incident) -> str | None:
    return None


def _as_told(_incident: Incident, told: dict[str, Any]) -> dict[str, Any]:
    return told


_BESIDE = "geomap_geometry"

SCHEMES = {
    scheme.name: scheme
    for scheme in (
        Scheme("geomap", "geomap", "geomap-1", OWN, "geometry", _everything, _as_told),
        Scheme("acled", "ACLED", acled.VERSION, acled.COLUMNS, _BESIDE, acled.scope, acled.row),
        Scheme("ged", "UCDP GED", ged.VERSION, ged.COLUMNS, _BESIDE, ged.scope, ged.row),
        Scheme("hxl", "HXL", hxl.VERSION, hxl.COLUMNS, "geometry", hxl.scope, hxl.row, hxl.TAGS),
    )
}
"""All schemes by name."""

_WHYS = (
    coding.NOT_SAID_TO_HAVE_HAPPENED,
    coding.ONLY_DENIED,
    coding.RUNNING_TOTAL,
    ged.NO_VIOLENCE,
    ged.NO_DEATH,
)


@dataclass(frozen=True, slots=True)
class Table:
    """Incidents in the columns of a scheme.

    Parameters
    ----------
    scheme
        The scheme.
    rows
        Those in its scope, in the order of the texts.
    left_out
        How many are not, and why.
    """

    scheme: Scheme
    rows: tuple[Row, ...]
    left_out: LeftOut


def scheme_of(columns: str) -> Scheme:
    """The scheme of that name; `ExportError` if there is none."""
    if columns not in SCHEMES:
        raise ExportError(
            f"there are no columns {columns!r}",
            where="columns",
            hint=f"one of {', '.join(SCHEMES)} is needed",
        )
    return SCHEMES[columns]


def table_of(extraction: Extraction, columns: str = "geomap") -> Table:
    """Lay the incidents out in the columns of a scheme.

    Parameters
    ----------
    extraction
        What was found.
    columns
        Name of the scheme, one of `SCHEMES`.

    Raises
    ------
    ExportError
        If there is no such scheme, or a shape has a coordinate that is not finite.
    """
    scheme = scheme_of(columns)
    rows: list[Row] = []
    whys: list[str] = []
    for incident, told in incidents_with_properties(extraction):
        why = scheme.scope(incident)
        if why is None:
            rows.append(Row(incident, scheme.row(incident, told)))
        else:
            whys.append(why)
    return Table(scheme, tuple(rows), LeftOut.of(scheme.title, whys, _WHYS))
