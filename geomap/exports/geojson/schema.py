"""The JSON Schema of the FeatureCollection, as the package carries it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

SCHEMA_FILE = "geomap/exports/schema/incidents.schema.json"
"""Where the package has it, and where it lies in the repository."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the GeoJSON that geomap writes, read anew at each call.

    The whole document is a FeatureCollection; ``#/$defs/feature`` is that of one feature, a line of
    JSON Lines or of a GeoJSON text sequence.
    """
    text = files("geomap.exports").joinpath("schema", "incidents.schema.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read
