// The shapes of incidents as they are drawn, for files: longitude first, rings as RFC 7946 turns them,
// cut where they cross the antimeridian.
(function (G) {
  'use strict';

  const isRing = (part) => part.length > 0 && typeof part[0][0] === 'number';
  const flipped = (points) => points.map(([lat, lon]) => [lon, lat]);
  const turns = (points) => [Math.floor((Math.min(...points.map(([lon]) => lon)) + 180) / 360), Math.ceil((Math.max(...points.map(([lon]) => lon)) - 180) / 360)];

  function area(ring) {
    let sum = 0;
    for (let k = 1; k < ring.length; k++) sum += ring[k - 1][0] * ring[k][1] - ring[k][0] * ring[k - 1][1];
    return sum;
  }

  function closed(points) {
    const [first, last] = [points[0], points[points.length - 1]];
    return points.length && (first[0] !== last[0] || first[1] !== last[1]) ? [...points, first] : points;
  }

  // The part of a line or ring on one side of a meridian. sign 1: east of it, -1: west.
  function* side(points, meridian, sign) {
    for (let k = 0; k < points.length; k++) {
      const [lon, lat] = points[k];
      const inside = sign * (lon - meridian) >= 0;
      if (k) {
        const [before, latBefore] = points[k - 1];
        if (sign * (before - meridian) >= 0 !== inside) yield [meridian, latBefore + ((lat - latBefore) * (meridian - before)) / (lon - before)];
      }
      if (inside) yield points[k];
    }
  }

  // A polygon's rings -> the polygons in -180..180 that it makes.
  function cut(rings) {
    const [low, high] = rings[0].length ? turns(rings[0]) : [0, 0];
    const found = [];
    for (let turn = Math.min(low, high); turn <= Math.max(low, high); turn++) {
      const [west, east] = [turn * 360 - 180, turn * 360 + 180];
      const part = rings.map((ring) => {
        const within = low === 0 && high === 0 ? ring : closed([...side(closed([...side(ring, west, 1)]), east, -1)]);
        return within.map(([lon, lat]) => [Number((lon - turn * 360).toFixed(6)), Number(lat.toFixed(6))]);
      }).filter((ring) => ring.length >= 4 && area(ring) !== 0);
      if (part.length) found.push(part.map((ring, k) => (area(ring) > 0 === (k === 0) ? ring : ring.reverse())));
    }
    return found;
  }

  const polygons = (part) => (!part.length ? [] : isRing(part[0]) ? cut(part.map((ring) => closed(flipped(ring)))) : part.flatMap(polygons));
  const wrap = (lon) => Number((lon - 360 * Math.floor((lon + 180) / 360)).toFixed(6));
  const inRange = (lon) => (lon >= -180 && lon <= 180 ? lon : wrap(lon));

  // A shape as it travels -> GeoJSON geometries' coordinates of its parts
  function geometryOf(shapes) {
    const lines = shapes.filter((shape) => shape.line).flatMap((shape) => {
      const parts = G.unfold(shape);
      return (isRing(parts) ? [parts] : parts).map((part) => flipped(part).map(([lon, lat]) => [inRange(lon), lat]));
    });
    if (lines.length) return lines.length === 1 ? { type: 'LineString', coordinates: lines[0] } : { type: 'MultiLineString', coordinates: lines };
    const parts = shapes.flatMap((shape) => polygons(G.unfold(shape)));
    if (!parts.length) return null;
    return parts.length === 1 ? { type: 'Polygon', coordinates: parts[0] } : { type: 'MultiPolygon', coordinates: parts };
  }

  // -> {geometry(i), sectorsOf(i)}: an area's outline, the bands of its sectors, else its points; null without a place
  G.drawnShapes = async function ({ table, layers }) {
    const data = async (key) => {
      const layer = layers.get(key);
      return layer && layer._packed ? G.unpack(layer._packed) : [];
    };
    const [hits, bands] = await Promise.all([data('hits'), data('sectors')]);
    const areas = new Map();
    for (const hit of hits) for (const i of hit.signs) areas.set(i, hit);
    const sectors = new Map();
    for (let k = 0; k < table.sectorOf.length; k++) sectors.set(table.sectorOf[k], [...(sectors.get(table.sectorOf[k]) || []), table.sector[k]]);
    const drawn = new Map();
    // Many incidents share an area; it is unfolded once.
    const shared = (key, shapes) => {
      if (!drawn.has(key)) drawn.set(key, geometryOf(shapes));
      return drawn.get(key);
    };
    const sectorsOf = (i) => sectors.get(i) || [];
    const geometry = (i) => {
      const hit = areas.get(i);
      if (hit) return shared(hit, [hit]);
      const own = sectorsOf(i);
      if (own.length && own.every((k) => bands[k])) return shared(own.join(), own.map((k) => bands[k]));
      const points = table.anchorsOf(i).map(([lat, lon]) => [inRange(lon), lat]);
      if (!points.length) return null;
      return points.length === 1 ? { type: 'Point', coordinates: points[0] } : { type: 'MultiPoint', coordinates: points };
    };
    return { geometry, sectorsOf };
  };

  // Well-known text of a GeoJSON geometry; null for null
  G.wkt = function (geometry) {
    if (!geometry) return null;
    const write = (part) => (typeof part[0] === 'number' ? `${part[0]} ${part[1]}` : `(${part.map(write).join(', ')})`);
    const { type, coordinates } = geometry;
    return `${type.toUpperCase()} ${type === 'Point' ? `(${write(coordinates)})` : write(coordinates)}`;
  };
})((window.geomap = window.geomap || {}));
