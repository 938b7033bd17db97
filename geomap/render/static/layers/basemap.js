// The base map: land, borders, towns.
(function (G) {
  'use strict';

  const STROKES = {
    land: { stroke: false, fill: true, fillColor: '#f1efe8', fillOpacity: 1 },
    first_level: { color: '#d6d3ca', weight: 0.8, fill: false },
    international: { color: '#8f8c85', weight: 1.3, fill: false },
    disputed: { color: '#8f8c85', weight: 1.3, dashArray: '4 4', fill: false },
  };

  // What is land, for a small picture of it. -> polygons, each a list of rings of [lat, lon]
  G.landOf = (data) => data.shapes.filter((shape) => shape.kind === 'land').flatMap((shape) => {
    const parts = G.unfold(shape);
    return Array.isArray(parts[0][0][0]) ? parts : [parts];
  });

  G.Basemap = G.Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'base');
      for (const shape of data.shapes) {
        const style = { ...STROKES[shape.kind], renderer, interactive: false, pane: 'gm-base' };
        const points = G.unfold(shape);
        this.addLayer(shape.kind === 'land' ? L.polygon(points, { ...style, noClip: false }) : L.polyline(points, style));
      }
      this.labels = [
        ...data.towns.map((town) => ({ ...town, at: [town.lat, town.lon], dot: true })),
        ...data.countries.map((country) => ({ ...country, kind: 'country' })),
      ];
    },
  });
})((window.geomap = window.geomap || {}));
