// The ground under all layers: water, land, borders, and the names of countries, units and towns;
// and the graticule. Colours are those of the page's style sheet, read when drawn: restyle() draws
// anew when the theme changes.
(function (G) {
  'use strict';

  const ink = (name, otherwise) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || otherwise;

  // Further out than this, names of countries matter more than those of capitals, and lines are thin.
  const FAR = 5;
  // Units are known around the views alone. They are drawn from this zoom on, and before it while
  // a view so many times as high as the first is not left: further out they would be a patch.
  const UNITS_FROM = 7;
  const UNITS_AROUND = 2.6;

  const styles = (zoom, units) => {
    const border = { color: ink('--gm-border', '#8f8c85'), weight: zoom < FAR ? 0.8 : 1.3, fill: false };
    return {
      // A stroke of its own colour closes the hairlines between neighbours.
      land: { fill: true, fillColor: ink('--gm-land', '#f1efe8'), fillOpacity: 1, color: ink('--gm-land', '#f1efe8'), weight: 0.9 },
      first_level: { color: ink('--gm-unit', '#d6d3ca'), weight: zoom < UNITS_FROM ? 0.7 : 0.9, stroke: units, fill: false },
      international: border,
      disputed: { ...border, color: ink('--gm-disputed', border.color), dashArray: zoom < FAR ? '2 2' : '4 4' },
    };
  };

  // Land and borders, for a small picture of them. -> {land: rings and lines of [lat, lon], borders}
  G.outlinesOf = function (data) {
    const flat = (points) => (typeof points[0][0] === 'number' ? [points] : points.flatMap(flat));
    const of = (kind) => data.shapes.filter((shape) => shape.kind === kind).map((shape) => flat(G.unfold(shape)));
    return { land: of('land'), borders: [...of('international'), ...of('disputed')] };
  };

  // [south, west, north, east] of a ring of [lat, lon].
  function boxOf(ring) {
    const box = [90, Infinity, -90, -Infinity];
    for (const [lat, lon] of ring) {
      if (lat < box[0]) box[0] = lat;
      if (lon < box[1]) box[1] = lon;
      if (lat > box[2]) box[2] = lat;
      if (lon > box[3]) box[3] = lon;
    }
    return box;
  }

  // Where the outlines of areas cross a parallel, from west to east: between the first and the second
  // longitude lies land, and so on.
  function crossings(parts, lat) {
    const found = [];
    for (const { rings, box } of parts) {
      if (lat < box[0] || lat > box[2]) continue;
      for (const ring of rings) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          const [y, x] = ring[i];
          const [v, u] = ring[j];
          if (y > lat !== v > lat) found.push(((u - x) * (lat - y)) / (v - y) + x);
        }
      }
    }
    return found.sort((one, other) => one - other);
  }

  G.Basemap = L.LayerGroup.extend({
    initialize(packed, options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this._packed = packed;
      this._worlds = new Map();
      this.labels = [];
      this.ready = new Promise((resolve) => (this._resolve = resolve));
    },

    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      map.on('moveend', this._look, this);
      G.events.on('theme', this.restyle, this);
      if (!this._unpacked) this._unpacked = G.unpack(this._packed).then((data) => this._unpack(data));
      this._unpacked.then(() => {
        if (this._map) this.restyle();
        this._resolve(this);
      });
    },

    onRemove(map) {
      map.off('moveend', this._look, this);
      G.events.off('theme', this.restyle, this);
      map.getContainer().style.removeProperty('background-color');
      L.LayerGroup.prototype.onRemove.call(this, map);
      G.relabel(map);
    },

    // The same for another map.
    twin() {
      return new this.constructor(this._packed, this.options);
    },

    // Draws anew in the colours of the style sheet.
    restyle() {
      if (!this._map || !this.data) return;
      this._map.getContainer().style.backgroundColor = ink('--gm-water', '#d9e4ea');
      this._zoomDrawn = null;
      this._look();
      G.relabel(this._map);
    },

    _unpack(data) {
      this.data = data;
      this._land = [];
      this._lines = { first_level: [], international: [], disputed: [] };
      this._countries = new Map();
      for (const shape of data.shapes) {
        const points = G.unfold(shape);
        if (shape.kind !== 'land') {
          this._lines[shape.kind].push(...(Array.isArray(points[0][0]) ? points : [points]));
          continue;
        }
        this._land.push(points);
        if (!shape.name) continue;
        if (!this._countries.has(shape.name)) this._countries.set(shape.name, { name: shape.name, parts: [], spots: [] });
        for (const rings of points) this._countries.get(shape.name).parts.push({ rings, box: boxOf(rings[0]) });
      }
      const spots = data.countries.flatMap((country) => country.anywhere);
      for (const country of data.countries) {
        const known = this._countries.get(country.text);
        if (known) known.spots = country.anywhere;
      }
      // How much ground the map's first view shows, in degrees of latitude.
      this._home = spots.length ? boxOf(spots) : null;
    },

    // What the map shows now: the worlds in view, drawn for this zoom, and the names.
    _look() {
      const map = this._map;
      if (!map || !this.data) return;
      const wanted = G.worldsInView(map);
      for (const [shift, world] of this._worlds) {
        if (wanted.includes(shift)) continue;
        world.forEach(({ layer }) => this.removeLayer(layer));
        this._worlds.delete(shift);
      }
      const zoom = map.getZoom();
      const units = zoom >= UNITS_FROM || this._around(UNITS_AROUND);
      const style = styles(zoom, units);
      for (const shift of wanted) if (!this._worlds.has(shift)) this._worlds.set(shift, this._world(shift, style));
      const drawn = [zoom < FAR, zoom < UNITS_FROM, units].join();
      if (drawn !== this._zoomDrawn) {
        this._zoomDrawn = drawn;
        for (const world of this._worlds.values()) for (const { kind, layer } of world) layer.setStyle(style[kind]);
      }
      this.labels = this._names(map, zoom, units);
    },

    // Whether the map shows no more than so many times the height of its first view.
    _around(times) {
      const box = this._map.getBounds();
      return Boolean(this._home) && box.getNorth() - box.getSouth() < times * (this._home[2] - this._home[0]);
    },

    _world(shift, style) {
      const renderer = G.renderer(this._map, 'base');
      const options = (kind) => ({ ...style[kind], renderer, pane: 'gm-base', interactive: false });
      const world = this._land.map((points) => ({ kind: 'land', layer: L.polygon(G.shifted(points, shift), options('land')) }));
      for (const kind of ['first_level', 'international', 'disputed']) {
        if (this._lines[kind].length) world.push({ kind, layer: L.polyline(G.shifted(this._lines[kind], shift), options(kind)) });
      }
      for (const { layer } of world) this.addLayer(layer);
      return world;
    },

    _names(map, zoom, units) {
      const centre = map.getCenter().lng;
      const near = (lat, lon) => [lat, G.lonNear(lon, centre)];
      const names = [];
      for (const town of this.data.towns) names.push({ ...town, at: near(town.lat, town.lon), dot: true });
      for (const unit of units ? this.data.units : []) names.push({ ...unit, kind: 'unit', at: near(unit.lat, unit.lon) });
      const box = map.getBounds();
      for (const country of this._countries.values()) {
        const anywhere = this._spots(country, box, zoom, centre);
        if (anywhere.length) names.push({ kind: zoom < FAR ? 'country-far' : 'country', text: country.name, anywhere });
      }
      return names;
    },

    // Where a country's name may stand: spots inside it and in view with room to both sides, the
    // best first. At the first view those that keep clear of what is drawn there come before.
    _spots(country, box, zoom, centre) {
      const pixels = (256 * 2 ** zoom) / 360;
      const known = this._around(2.2) ? country.spots.map(([lat, lon]) => [lat, G.lonNear(lon, centre)]).filter((at) => box.contains(at)) : [];
      // The part of which most is in view.
      let best = null;
      for (const { box: [south, west, north, east] } of country.parts) {
        const by = G.lonNear((west + east) / 2, centre) - (west + east) / 2;
        const s = Math.max(south, box.getSouth(), -85);
        const n = Math.min(north, box.getNorth(), 85);
        const w = Math.max(west + by, box.getWest());
        const e = Math.min(east + by, box.getEast());
        const size = (n - s) * (e - w);
        if (s < n && w < e && (!best || size > best.size)) best = { s, n, w, e, by, size };
      }
      if (!best) return known;
      const width = country.name.length * (zoom < FAR ? 8 : 9.5);
      const across = (best.e - best.w) * pixels;
      if (across < 0.6 * width) return zoom >= 6 && !known.length ? [[(best.s + best.n) / 2, (best.w + best.e) / 2]] : known;
      return [...known, ...this._roomiest(country, best, width / across)];
    },

    // `share`: the name's width in parts of the box's.
    _roomiest(country, { s, n, w, e, by }, share) {
      const N = 12;
      const inside = [];
      for (let row = 0; row < N; row++) {
        const lat = s + ((row + 0.5) / N) * (n - s);
        const outlines = crossings(country.parts, lat);
        let passed = 0;
        for (let column = 0; column < N; column++) {
          const lon = w + ((column + 0.5) / N) * (e - w) - by;
          while (passed < outlines.length && outlines[passed] < lon) passed++;
          inside.push(passed % 2 === 1);
        }
      }
      const on = (row, column) => row >= 0 && column >= 0 && row < N && column < N && inside[row * N + column];
      const reach = (row, column, dy, dx) => {
        let k = 0;
        while (on(row + dy * (k + 1), column + dx * (k + 1))) k++;
        return k;
      };
      const found = [];
      const need = Math.max(0.5, (share * N) / 2);
      for (let row = 0; row < N; row++) {
        for (let column = 0; column < N; column++) {
          if (!on(row, column)) continue;
          const beside = 0.5 + Math.min(reach(row, column, 0, -1), reach(row, column, 0, 1));
          const above = 0.5 + Math.min(reach(row, column, -1, 0), reach(row, column, 1, 0));
          if (beside < 0.6 * need) continue;
          found.push({
            score: Math.min(1.2, beside / need) + 0.1 * Math.min(above, N / 4),
            at: [s + ((row + 0.5) / N) * (n - s), w + ((column + 0.5) / N) * (e - w)],
          });
        }
      }
      return found.sort((a, b) => b.score - a.score).slice(0, 12).map(({ at }) => at);
    },
  });

  // Steps between lines, in minutes of arc.
  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];
  const APART = 110; // pixels, at least

  // Lines at round degrees, as far apart as suits the zoom, with their degrees at the map's edge.
  G.Graticule = L.LayerGroup.extend({
    initialize(options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this.ready = Promise.resolve(this);
    },

    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      if (!map.getPane('gm-graticule')) {
        const pane = map.createPane('gm-graticule');
        pane.style.zIndex = 215; // above the base map's 210
        pane.style.pointerEvents = 'none';
      }
      this._renderer = this._renderer || L.svg({ pane: 'gm-graticule', padding: 0.6 });
      this._box = G.el('div', 'gm-graticule');
      this._box.setAttribute('aria-hidden', 'true');
      map.getContainer().append(this._box);
      map.on('moveend resize', this._look, this);
      map.on('move', this._label, this);
      G.events.on('theme language', this.restyle, this);
      this._look();
    },

    onRemove(map) {
      map.off('moveend resize', this._look, this);
      map.off('move', this._label, this);
      G.events.off('theme language', this.restyle, this);
      this._box.remove();
      this.clearLayers();
      L.LayerGroup.prototype.onRemove.call(this, map);
      G.relabel(map);
    },

    twin() {
      return new this.constructor(this.options);
    },

    restyle() {
      if (this._map) this._look();
    },

    _look() {
      const map = this._map;
      if (!map._loaded) return;
      const aMinute = (256 * 2 ** map.getZoom()) / 21600;
      this._step = STEPS.find((step) => step * aMinute >= APART) || STEPS[STEPS.length - 1];
      const style = {
        renderer: this._renderer, pane: 'gm-graticule', interactive: false, fill: false,
        color: ink('--gm-graticule', ink('--gm-quiet', '#59636e')), weight: 0.6, opacity: 0.3,
      };
      this.clearLayers();
      const box = map.getBounds().pad(0.6);
      const [south, north] = [Math.max(-85, box.getSouth()), Math.min(85, box.getNorth())];
      for (const lon of this._round(box.getWest(), box.getEast())) this.addLayer(L.polyline([[south, lon], [north, lon]], style));
      for (const lat of this._round(south, north)) this.addLayer(L.polyline([[lat, box.getWest()], [lat, box.getEast()]], style));
      this._label();
    },

    // Round degrees between two.
    _round(from, to) {
      const found = [];
      for (let k = Math.ceil((from * 60) / this._step); k * this._step <= to * 60; k++) found.push((k * this._step) / 60);
      return found;
    },

    // Meridians are named along the upper edge, parallels along the right one.
    _label() {
      const map = this._map;
      if (!map._loaded || !this._step) return;
      const size = map.getSize();
      const box = map.getBounds();
      const middle = map.getCenter();
      const put = (text, x, y, side) => {
        const label = G.el('span', `gm-graticule-label gm-graticule-${side}`, text);
        label.dir = G.direction();
      label.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
        return label;
      };
      // On the side where the buttons are not.
      const turned = G.direction() === 'rtl';
      const labels = [];
      for (const lon of this._round(box.getWest(), box.getEast())) {
        const { x } = map.latLngToContainerPoint([middle.lat, lon]);
        if (x > (turned ? 44 : 24) && x < size.x - (turned ? 24 : 44)) labels.push(put(degrees(G.lonNear(lon, 0), 'east', 'west'), x, 2, 'top'));
      }
      for (const lat of this._round(Math.max(-85, box.getSouth()), Math.min(85, box.getNorth()))) {
        const { y } = map.latLngToContainerPoint([lat, middle.lng]);
        if (y > 24 && y < size.y - 14) labels.push(put(degrees(lat, 'north', 'south'), turned ? 75 : size.x - 3, y, 'side'));
      }
      this._box.replaceChildren(...labels);
    },
  });

  // 46.5 -> 46°30′E
  function degrees(value, above, below) {
    const minutes = Math.round(Math.abs(value) * 60);
    const told = minutes % 60 ? `${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, '0')}′` : `${minutes / 60}°`;
    if (!minutes || minutes === 180 * 60) return told;
    return G.t(`graticule.${value > 0 ? above : below}`, { degrees: told });
  }
})((window.geomap = window.geomap || {}));
