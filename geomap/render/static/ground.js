// Layers of the ground: base map, areas of control, sectors, areas hit, circles, lines, places.
// Each is a Leaflet layer group that fills itself once its data is unpacked; `ready` says when.
(function (G) {
  'use strict';

  // Drawing order, lowest first; Leaflet's own overlay pane (400) holds what users add.
  const PANES = { base: 210, areas: 310, sectors: 320, hits: 330, circles: 340, lines: 350, labels: 590 };

  G.renderer = function (map, name) {
    const pane = `gm-${name}`;
    if (!map.getPane(pane)) map.createPane(pane).style.zIndex = PANES[name];
    map.gmRenderers = map.gmRenderers || {};
    if (!map.gmRenderers[name]) {
      // The base map is thousands of vertices that nobody clicks: canvas. The others are few,
      // and hatching needs SVG.
      map.gmRenderers[name] = name === 'base' ? L.canvas({ pane, padding: 0.6 }) : L.svg({ pane, padding: 0.6 });
    }
    return map.gmRenderers[name];
  };

  // A layer that unpacks its data when first shown. Subclasses give `pane` and fill(data, map).
  const Packed = L.LayerGroup.extend({
    initialize(packed, options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this._packed = packed;
      this.ready = new Promise((resolve) => (this._resolve = resolve));
      this.labels = [];
    },

    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      this._table = this.options.table ? G.tableOf(this.options.table) : null;
      if (this._table) this._table.on('change', this.restyle, this);
      if (this._started) {
        this.restyle();
        G.relabel(map);
        return;
      }
      this._started = true;
      const both = [G.inflateJson(this._packed), this._table && this._table.ready];
      Promise.all(both).then(([data]) => {
        this.fill(data, map);
        this.restyle();
        G.relabel(map);
        this._resolve(this);
      });
    },

    onRemove(map) {
      L.LayerGroup.prototype.onRemove.call(this, map);
      if (this._table) this._table.off('change', this.restyle, this);
      G.relabel(map);
    },

    restyle() {},

    // Something drawn that stands for incidents: a click shows those that are not filtered out.
    opens(shape, positions, map, note) {
      shape.on('click', (event) => {
        L.DomEvent.stop(event);
        const shown = this._table ? this._table.shown(positions) : [];
        G.popup(map, event.latlng, this._table, shown, note);
      });
      return shape;
    },
  });

  const STROKES = {
    land: { stroke: false, fill: true, fillColor: '#f1efe8', fillOpacity: 1 },
    first_level: { color: '#d6d3ca', weight: 0.8, fill: false },
    international: { color: '#8f8c85', weight: 1.3, fill: false },
    disputed: { color: '#8f8c85', weight: 1.3, dashArray: '4 4', fill: false },
  };

  G.Basemap = Packed.extend({
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

  G.AreasOfControl = Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'areas');
      for (const area of data) {
        const style = area.party
          ? { stroke: true, color: area.colour, weight: 1, opacity: 0.6, fillColor: G.areaFill(area.colour, area.texture), fillOpacity: 1 }
          : { stroke: true, color: '#6b665e', weight: 1.4, dashArray: '1 4', lineCap: 'round', fill: false };
        const shape = L.polygon(G.unfold(area), { ...style, renderer, pane: 'gm-areas', className: 'gm-area' });
        shape.on('click', (event) => {
          L.DomEvent.stop(event);
          const words = area.party ? `said to be held by ${area.party}` : '';
          G.notePopup(map, event.latlng, area.name, [words, area.dates, area.note, area.source]);
        });
        this.addLayer(shape);
      }
    },
  });

  // Shades by count: none is faint, then four steps of one hue, each darker. Never the only sign
  // of the count: the label has the number.
  const SHADES = [
    { upTo: 0, fillOpacity: 0.05 },
    { upTo: 1, fillOpacity: 0.2 },
    { upTo: 3, fillOpacity: 0.32 },
    { upTo: 9, fillOpacity: 0.46 },
    { upTo: Infinity, fillOpacity: 0.6 },
  ];
  G.shadeOf = (n) => SHADES.find((shade) => n <= shade.upTo).fillOpacity;

  G.Sectors = Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'sectors');
      this._bands = data.map((sector) => {
        const shape = L.polygon(G.unfold(sector), {
          renderer, pane: 'gm-sectors', color: '#20639b', weight: 1.1, fillColor: '#2f7fb8', className: 'gm-sector',
        });
        this.opens(shape, sector.signs, map, { title: sector.name, lines: [sector.note] });
        this.addLayer(shape);
        return { shape, sector };
      });
    },

    restyle() {
      if (!this._bands) return;
      this.labels = this._bands.map(({ shape, sector }) => {
        const n = this._table ? this._table.shown(sector.signs).length : sector.signs.length;
        shape.setStyle({ fillOpacity: G.shadeOf(n), opacity: n ? 0.9 : 0.45 });
        return {
          kind: n ? 'sector' : 'sector-quiet', text: n ? `${sector.name} (${n})` : sector.name,
          at: [sector.labelLat, sector.labelLon], km: sector.km,
        };
      });
      if (this._map) G.relabel(this._map);
    },
  });

  const HITS = {
    contested: { color: '#c04f00', weight: 2, dashArray: '7 4', fillColor: 'url(#gm-hatch-area)', fillOpacity: 0.6 },
    claimed: { color: '#0072b2', weight: 1.6, fillColor: 'url(#gm-lines-claimed)', fillOpacity: 0.55 },
    denied: { color: '#9a4d7c', weight: 1.8, dashArray: '1 5', lineCap: 'round', fillColor: 'url(#gm-lines-denied)', fillOpacity: 0.55 },
    reported: { color: '#4a4f55', weight: 1.3, fillColor: '#4a4f55', fillOpacity: 0.07 },
    confirmed: { color: '#00664b', weight: 2, fillColor: '#00664b', fillOpacity: 0.16 },
  };

  G.AreasHit = Packed.extend({
    fill(data, map) {
      G.ensurePatterns();
      const renderer = G.renderer(map, 'hits');
      this._hits = data.map((hit) => {
        const style = { ...HITS[hit.status], renderer, pane: 'gm-hits', className: `gm-hit gm-hit-${hit.status}` };
        const shape = hit.line ? L.polyline(G.unfold(hit), { ...style, weight: 5, fill: false }) : L.polygon(G.unfold(hit), style);
        this.opens(shape, hit.signs, map, { title: hit.name, lines: [] });
        return { shape, hit };
      });
      if (this._table) this._table.on('choose', this._emphasise, this);
    },

    restyle() {
      for (const { shape, hit } of this._hits || []) {
        // A country is drawn only while one of its incidents is chosen: it would cover the map.
        const on = (!this._table || this._table.shown(hit.signs).length) && (!hit.wide || hit.signs.includes(this._chosen));
        if (on) this.addLayer(shape);
        else this.removeLayer(shape);
      }
    },

    _emphasise({ position }) {
      this._chosen = position;
      this.restyle();
      for (const { shape, hit } of this._hits) {
        shape.setStyle({ weight: HITS[hit.status].weight + (hit.signs.includes(position) ? 1.5 : 0) });
      }
    },

    boundsOf(position) {
      const found = (this._hits || []).filter(({ hit }) => hit.signs.includes(position));
      return found.length ? found[0].shape.getBounds() : null;
    },
  });

  G.Circles = Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'circles');
      this._circles = data.map((circle) => {
        const shape = L.circle([circle.lat, circle.lon], {
          radius: circle.km * 1000, renderer, pane: 'gm-circles', color: '#4a4f55', weight: 1.4,
          dashArray: '2 4', fillColor: '#4a4f55', fillOpacity: 0.06, className: 'gm-circle',
        });
        this.opens(shape, circle.signs, map, { title: `Within ${circle.km} km`, lines: [] });
        return { shape, circle };
      });
    },

    restyle() {
      for (const { shape, circle } of this._circles || []) {
        if (!this._table || this._table.shown(circle.signs).length) this.addLayer(shape);
        else this.removeLayer(shape);
      }
    },
  });

  G.Lines = Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'lines');
      for (const line of data) {
        const points = G.unfold(line);
        const shared = { renderer, pane: 'gm-lines', fill: false };
        // White under black keeps the dashes readable on every ground.
        const drawn = line.border
          ? { color: '#5b5650', weight: 1.6, dashArray: '7 3 1 3', halo: 3.2 }
          : { color: '#1b1b1b', weight: 2.4, dashArray: '8 5', halo: 5 };
        this.addLayer(L.polyline(points, { ...shared, color: '#ffffff', weight: drawn.halo, opacity: 0.8, interactive: false }));
        const stroke = L.polyline(points, { ...shared, ...drawn, lineCap: 'butt', className: 'gm-line' });
        stroke.on('click', (event) => {
          L.DomEvent.stop(event);
          G.notePopup(map, event.latlng, line.name, [line.dates, line.note, line.source]);
        });
        this.addLayer(stroke);
      }
    },
  });

  // A square on its corner: no sign of an incident looks like it.
  G.Changes = Packed.extend({
    fill(data, map) {
      for (const change of data) {
        const picture = G.svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' });
        picture.append(G.changeSign(change.colour));
        const mark = L.marker([change.lat, change.lon], {
          icon: L.divIcon({ html: picture, className: 'gm-change', iconSize: [16, 16] }), title: change.name, alt: change.name,
        });
        mark.on('click', (event) => {
          L.DomEvent.stop(event);
          G.notePopup(map, event.latlng, change.name, [change.said, change.note, change.source]);
        });
        this.addLayer(mark);
      }
    },
  });

  G.Mentions = Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'lines');
      for (const place of data) {
        const dot = L.circleMarker([place.lat, place.lon], {
          renderer, pane: 'gm-lines', radius: 4.5, color: '#6b665e', weight: 1.4, dashArray: '2 2', fillColor: '#ffffff', fillOpacity: 0.9, className: 'gm-mention',
        });
        dot.on('click', (event) => {
          L.DomEvent.stop(event);
          G.notePopup(map, event.latlng, place.name, ['nothing is said to have happened here',
            `in the text ${G.plural(place.times, 'time')}: ${place.roles}`]);
        });
        this.addLayer(dot);
        this.labels.push({ kind: 'mention', text: place.name, at: [place.lat, place.lon], offset: 7 });
      }
    },
  });

  // A short popup: a name and lines of text.
  G.notePopup = function (map, at, title, lines) {
    const box = G.el('div', 'gm-note', null, G.el('h3', '', title));
    for (const line of lines.filter(Boolean)) box.append(G.el('p', '', line));
    L.popup({ maxWidth: 300 }).setLatLng(at).setContent(box).openOn(map);
  };

  // The popup of one or several incidents. `note` heads it: the area's or sector's own words.
  G.popup = async function (map, at, table, positions, note) {
    const box = G.el('div', 'gm-popup');
    if (note && (note.lines.length || positions.length !== 1)) {
      box.append(G.el('h3', 'gm-popup-title', note.title));
      for (const line of note.lines) box.append(G.el('p', 'gm-codes', line));
    }
    if (positions.length === 1) {
      box.append(await G.fullAccount(table, positions[0]));
    } else if (positions.length) {
      const list = G.accountList(table, positions);
      await list.ready;
      box.append(list);
    } else {
      box.append(G.el('p', '', 'No incident shown here.'));
    }
    const room = map.getSize();
    const wide = room.x > 560;
    L.popup({
      className: 'gm-incident-popup',
      maxWidth: Math.min(380, room.x - 40),
      maxHeight: Math.max(160, Math.min(460, room.y - (wide ? 120 : 70))),
      // Clear of the buttons in the upper corners; on a phone they make way instead.
      autoPanPaddingTopLeft: wide ? [56, 52] : [6, 6],
      autoPanPaddingBottomRight: [8, 8],
    })
      .setLatLng(at).setContent(box).openOn(map);
    if (positions.length === 1) table.choose(positions[0], 'map');
  };
})((window.geomap = window.geomap || {}));
