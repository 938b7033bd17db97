"""A store in one file: a GeoPackage written through SQLite, which map programs read meanwhile."""
