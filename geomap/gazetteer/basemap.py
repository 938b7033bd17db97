"""The bundled vector basemap: land, first-level units, borders and towns, as plain GeoJSON.

All four functions read the bundled gazetteer file and return what a renderer can hand on as it
is. A shape is a GeoJSON *Feature* (a plain dict: longitude first, decimal degrees WGS 84, three
decimals), and a set of them a *FeatureCollection*::

    land(index, bounds=None)     countries and territories; (Multi)Polygon
        properties: id ('country:AZ'), name ('Azerbaijan'), iso2 ('AZ')
    units(index, bounds)         first-level units that touch the bounds; (Multi)Polygon
        properties: id ('adm1:AZ.57'), name ('Tartar District'), names (other forms), country ('AZ')
    borders(index, bounds=None)  lines to stroke; (Multi)LineString
        properties: kind, name, of
        kind 'international'  border between two countries that nobody disputes
             'disputed'       border of, or line within, a disputed area: draw it dashed
             'first_level'    border between two units of one country: draw it thin
        name   label of a disputed line ('Line of Control'), or ''
        of     the two sides, by label ('Armenia', 'Azerbaijan')
    towns(index, bounds, limit=40)   the largest populated places in the bounds, as `Place`
        records with ``population`` and all ``names``, most important first

Land is filled without a stroke, then borders are stroked: so a disputed border is never also
drawn solid. Shapes are not simplified any further (land and units are made at a tolerance of
0.05 and 0.02 degrees); with bounds, units and borders are clipped to the bounds, so take bounds
somewhat larger than the view, or the cut edge shows. Land without bounds is the whole world,
under 0.6 MB as JSON.
"""
