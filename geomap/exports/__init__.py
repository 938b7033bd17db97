"""Incidents to GeoJSON, tables, GIS files and annotations; toponyms to JSON Lines.

`FORMATS` lists what can be written, `write` writes it. The modules that need geopandas are imported when
such a file is written.
"""

from geomap.exports.atomic import check_target, encode, replacing, write_bytes
from geomap.exports.formats import FORMATS, Choices, check_choices, check_explained, fitting, format_of
from geomap.exports.geojson import SCHEMA_FILE, dump_geojson, features, schema, to_geojson
from geomap.exports.left_out import ExportWarning, LeftOut
from geomap.exports.toponym_lines import dump_toponyms, toponym_record
from geomap.exports.writing import write

__all__ = [
    "FORMATS",
    "SCHEMA_FILE",
    "Choices",
    "ExportWarning",
    "LeftOut",
    "check_choices",
    "check_explained",
    "check_target",
    "dump_geojson",
    "dump_toponyms",
    "encode",
    "features",
    "fitting",
    "format_of",
    "replacing",
    "schema",
    "to_geojson",
    "toponym_record",
    "write",
    "write_bytes",
]
