"""KML 2.2 and KMZ for Google Earth and others: folders, styles, time."""

from geomap.exports.gis.kml.archive import dump_kmz
from geomap.exports.gis.kml.document import dump_kml

__all__ = ["dump_kml", "dump_kmz"]
