// A round world on a flat map: Leaflet's longitudes go on beyond 180 (190 is 170 W, one world to the
// right), and a map around the 180th meridian shows two worlds side by side. Data has longitudes from
// -180 to 180; what follows says where in view that is.
//
//   G.lonNear(lon, centre)        the longitude, whole turns away, that lies nearest to `centre`
//   G.near(map, [lat, lon])       the same for a point and the map's centre
//   G.boundsNear(map, bounds)     the same for bounds (of a view, of an incident), by their middle
//   G.keepNear(layer)             a path or marker that moves to the world in view, by itself
//   G.worldsInView(map)           shifts (-360, 0, 360) of the worlds that the map shows now
//   G.shifted(points, by)         nested [lat, lon] in another world
//
// Signs, labels and popups take G.near. Shapes of a layer (areas hit, circles, lines, sectors) take
// G.keepNear once, where they are made: the parts of a shape that the gazetteer cut at the meridian
// come together, and nothing is drawn twice. Only what covers the world (land, borders) needs copies.
(function (G) {
  'use strict';

  G.lonNear = (lon, centre) => lon + 360 * Math.round((centre - lon) / 360);

  G.near = function (map, at) {
    const point = L.latLng(at);
    return [point.lat, G.lonNear(point.lng, map.getCenter().lng)];
  };

  G.boundsNear = function (map, bounds) {
    const box = L.latLngBounds(bounds);
    const middle = (box.getWest() + box.getEast()) / 2;
    const by = G.lonNear(middle, map.getCenter().lng) - middle;
    return L.latLngBounds([box.getSouth(), box.getWest() + by], [box.getNorth(), box.getEast() + by]);
  };

  // The worlds that the map shows, or nearly shows: `pad` is how much more, in parts of the view.
  G.worldsInView = function (map, pad = 0.6) {
    const box = map.getBounds().pad(pad);
    const first = Math.floor((box.getWest() + 180) / 360);
    const last = Math.floor((box.getEast() + 180) / 360);
    // A map so far out that it shows more worlds than three has them blank beyond these.
    return [-1, 0, 1].filter((k) => k >= first && k <= last).map((k) => 360 * k);
  };

  // Nested lists of [lat, lon] -> the same in the world `by` degrees to the east.
  G.shifted = function (points, by) {
    if (!by) return points;
    if (typeof points[0] === 'number') return [points[0], points[1] + by];
    return points.map((inner) => G.shifted(inner, by));
  };

  const depth = (points) => (Array.isArray(points) && Array.isArray(points[0]) && points.length ? 1 + depth(points[0]) : 0);

  const lonOf = (point) => (Array.isArray(point) ? point[1] : point.lng);

  // One line, or one area with its holes, moved by its middle.
  function partNear(part, centre) {
    const outline = part.length && Array.isArray(part[0]) ? part[0] : part;
    let west = Infinity;
    let east = -Infinity;
    for (const point of outline) {
      west = Math.min(west, lonOf(point));
      east = Math.max(east, lonOf(point));
    }
    const middle = (west + east) / 2;
    const by = G.lonNear(middle, centre) - middle;
    const move = (inner) => (Array.isArray(inner) ? inner.map(move) : L.latLng(inner.lat, inner.lng + by));
    return by ? move(part) : part;
  }

  function moveNear(layer) {
    const centre = layer._map.getCenter().lng;
    if (!layer.getLatLngs) {
      const at = layer.getLatLng();
      const lon = G.lonNear(at.lng, centre);
      if (lon !== at.lng) layer.setLatLng([at.lat, lon]);
      return;
    }
    const points = layer.getLatLngs();
    // Leaflet: a polygon is a list of rings, or of such lists; a line a list of points, or of lists.
    const many = layer instanceof L.Polygon ? depth(points) > 1 : depth(points) > 0;
    const moved = many ? points.map((part) => partNear(part, centre)) : partNear(points, centre);
    if (many ? moved.some((part, k) => part !== points[k]) : moved !== points) layer.setLatLngs(moved);
  }

  // A polygon, line, circle or marker moves, whenever it is on a map, to the world whose middle is
  // nearest. Shapes in several parts move part by part. Returns the layer.
  G.keepNear = function (layer) {
    const follow = () => moveNear(layer);
    layer.on('add', () => {
      layer._map.on('moveend', follow);
      follow();
    });
    layer.on('remove', () => layer._map.off('moveend', follow));
    if (layer._map) {
      layer._map.on('moveend', follow);
      follow();
    }
    return layer;
  };
})((window.geomap = window.geomap || {}));
