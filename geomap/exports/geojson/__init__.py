"""GeoJSON (RFC 7946), JSON Lines and GeoJSON text sequences (RFC 8142), and their JSON Schema."""

from geomap.exports.geojson.collection import (
    dump_feature_lines,
    dump_feature_sequence,
    dump_geojson,
    explanation_record,
    features,
    to_geojson,
)
from geomap.exports.geojson.schema import SCHEMA_FILE, schema

__all__ = [
    "SCHEMA_FILE",
    "dump_feature_lines",
    "dump_feature_sequence",
    "dump_geojson",
    "explanation_record",
    "features",
    "schema",
    "to_geojson",
]
