"""Which databases keep stores."""

KINDS = ("geopackage", "postgis")
