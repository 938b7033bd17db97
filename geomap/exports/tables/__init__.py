"""Tables: CSV and TSV, and the columns of geomap, ACLED, UCDP GED and HXL."""
