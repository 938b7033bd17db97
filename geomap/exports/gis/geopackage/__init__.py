"""GeoPackage: layers and tables of all that was found, with styles for QGIS."""

from geomap.exports.gis.geopackage.writing import write_geopackage

__all__ = ["write_geopackage"]
