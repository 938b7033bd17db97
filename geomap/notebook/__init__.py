"""How results show themselves in a notebook: tables, a small map, marked texts, charts.

Everything here is text of a page or a picture: no script, nothing from a host, and nothing is
registered anywhere. The interactive map is `geomap.render`'s.
"""
