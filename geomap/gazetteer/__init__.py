"""The compiled gazetteer: names, look-up, shapes, and a geopy geocoder."""
