"""The map's signs as pictures for other programs: the shape tells the family, ring and fill the status.

The page draws the same signs with `geomap/render/static/layers/signs.js`; what is changed there is to be
changed in `looks` too.
"""

from geomap.exports.gis.signs.looks import AREAS, LOOKS, AreaLook, Look
from geomap.exports.gis.signs.png import badge_png
from geomap.exports.gis.signs.svg import badge_elements, badge_svg

__all__ = ["AREAS", "LOOKS", "AreaLook", "Look", "badge_elements", "badge_png", "badge_svg"]
