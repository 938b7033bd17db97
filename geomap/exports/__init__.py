"""GeoJSON and tables out."""
