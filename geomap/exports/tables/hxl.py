"""geomap's columns with the hashtags of the Humanitarian Exchange Language (HXL 1.1)."""

from __future__ import annotations

from typing import Any

from geomap.exports.records.points import point_of
from geomap.exports.tables.columns import OWN, Column, Kind
from geomap.model import Incident

VERSION = "hxl-1"

TAGS = {
    "id": "#event+id",
    "incident_type": "#event+type",
    "event_type": "#event+type+acled",
    "sub_event_type": "#event+subtype+acled",
    "plover": "#event+type+plover",
    "polarity": "#event+polarity",
    "salience": "#event+salience",
    "status": "#event+status",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_text": "#description+date",
    "date_prec": "#event+date+precision",
    "time_of_day": "#event+time",
    "place_text": "#loc+text",
    "place_name": "#loc+name",
    "place_id": "#loc+id",
    "country": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "where_prec": "#geo+precision",
    "radius_km": "#geo+radius",
    "sectors": "#loc+sector+list",
    "theatre": "#crisis+code",
    "line_id": "#loc+line+id",
    "distance_to_line_km": "#loc+line+distance",
    "side_of_line": "#loc+line+side+list",
    "initiator": "#org+initiator+list",
    "target": "#org+target+list",
    "weapons": "#event+weapon+list",
    "fatalities_low": "#affected+killed+min",
    "fatalities_best": "#affected+killed",
    "fatalities_high": "#affected+killed+max",
    "wounded_best": "#affected+injured",
    "claimed_by": "#org+claiming+list",
    "denied_by": "#org+denying+list",
    "confirmed_by": "#org+confirming+list",
    "claims": "#meta+claims+json",
    "quote": "#description+quote",
    "document_id": "#meta+id",
    "source": "#meta+source",
    "url": "#meta+url",
    "published": "#date+reported",
    "documents": "#meta+documents+json",
    "independent_sources": "#meta+sources+independent",
    "disagreements": "#meta+disagreements+json",
    "accounts": "#meta+accounts+json",
    "merged_from": "#meta+merged+list",
    "corrections": "#meta+corrections+json",
    "unresolved_toponyms": "#meta+unresolved+list",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "geomap_columns": "#meta+scheme",
    "geometry": "#geo+bounds+wkt",
}
"""The hashtag of each column; lists have the attribute ``+list`` and are parted by `SEPARATOR`."""

SEPARATOR = " | "

COLUMNS = (
    *(
        Column(own.name, Kind.TEXT if TAGS[own.name].endswith("+list") else own.kind, own.values)
        for own in OWN
    ),
    Column("lat", Kind.NUMBER),
    Column("lon", Kind.NUMBER),
    Column("geomap_columns"),
)


def scope(_incident: Incident) -> str | None:
    """None: HXL is no scheme of coding, so that all incidents are in its scope."""
    return None


def row(incident: Incident, told: dict[str, Any]) -> dict[str, Any]:
    """The cells of `COLUMNS`.

    Parameters
    ----------
    incident
        The incident.
    told
        Its properties.
    """
    point = point_of(incident)
    cells = {name: _list(value) if TAGS[name].endswith("+list") else value for name, value in told.items()}
    where = {"lat": point.lat if point else None, "lon": point.lon if point else None}
    return cells | where | {"geomap_columns": VERSION}


def _list(names: list[str]) -> str | None:
    # HXL knows no way to write the bar itself.
    return SEPARATOR.join(name.replace("|", "¦") for name in names) or None
