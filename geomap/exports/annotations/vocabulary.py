"""The words of the annotations that W3C's context does not have, and the names of things."""

from __future__ import annotations

import uuid
from typing import Any

ANNO = "http://www.w3.org/ns/anno.jsonld"
_TERMS = "urn:x-geomap:term:"
_WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"

CONTEXT: list[Any] = [
    ANNO,
    {
        "@version": 1.1,
        "geomap": _TERMS,
        **{
            name: f"geomap:{name}"
            for name in (
                "Place Incident Account Claim documentId title published role placeId country featureCode "
                "wherePrec radiusKm score incidentId speaker side act aspect stance"
            ).split()
        },
        "lat": f"{_WGS84}lat",
        "long": f"{_WGS84}long",
        "incident": {"@id": "geomap:incident", "@type": "@id"},
        # As they are in GeoJSON: a JSON value that stays one.
        "properties": {"@id": "geomap:properties", "@type": "@json"},
        "geometry": {"@id": "geomap:geometry", "@type": "@json"},
    },
]

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, _TERMS)


def urn(*parts: object) -> str:
    """A name that is always the same for the same parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return uuid.uuid5(
        _SPACE, joined.encode("utf-8", "backslashreplace").decode("ascii", "backslashreplace")
    ).urn


def place_name(place_id: str) -> str:
    """The address of a place of GeoNames; of others a name of our own."""
    source, _, key = place_id.partition(":")
    if source == "geonames" and key.isdecimal():
        return f"https://sws.geonames.org/{key}/"
    return urn("place", place_id)
