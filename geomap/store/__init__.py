"""Incidents kept over time: documents, what was found in them, and what several of them tell of.

A store is a GeoPackage that needs no server and that QGIS and GDAL read while it is written. General code
(`keeping.Store`) stands over a small `backend.Backend`, the only part that speaks to a database.
"""

from geomap.store.keeping import Store
from geomap.store.opening import open_store
from geomap.store.records import Added, Counts, Kept, Provenance, Selection

__all__ = ["Added", "Counts", "Kept", "Provenance", "Selection", "Store", "open_store"]
