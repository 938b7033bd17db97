"""Files for GIS programs: GeoDataFrame, GeoParquet, GeoPackage with styles, KML and KMZ."""
