// The signs of incidents: clustered where they would overlap (supercluster: an index of typed
// arrays, 100,000 points in a fraction of a second), and only those in view become elements.
(function (G) {
  'use strict';

  // Beyond this zoom nothing is clustered by nearness; what is still at one spot opens as a list.
  const LAST_ZOOM = 16;

  G.Incidents = L.LayerGroup.extend({
    initialize(options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this.ready = new Promise((resolve) => (this._resolve = resolve));
    },

    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      this._table = G.tableOf(this.options.table);
      this._table.on('change', this._rebuild, this);
      this._table.on('choose', this._mark, this);
      map.on('moveend', this._draw, this);
      this._table.ready.then(() => {
        this._rebuild();
        this._resolve(this);
      });
    },

    onRemove(map) {
      this._table.off('change', this._rebuild, this);
      this._table.off('choose', this._mark, this);
      map.off('moveend', this._draw, this);
      this.clearLayers();
      L.LayerGroup.prototype.onRemove.call(this, map);
      G.relabel(map);
    },

    _rebuild() {
      const t = this._table;
      const features = [];
      for (let a = 0; a < t.of.length; a++) {
        const i = t.of[a];
        if (!t.mask[i]) continue;
        features.push({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [t.lon[a] / 1e6, t.lat[a] / 1e6] },
          properties: { a },
        });
      }
      // Few incidents are worth seeing one by one: then only overlapping signs are joined.
      const few = features.length <= 150;
      this._index = new Supercluster({
        radius: few ? 22 : 60,
        extent: 256,
        maxZoom: LAST_ZOOM,
        minPoints: 2,
        // How many of each status a cluster holds, counted under the status' number.
        map: ({ a }) => {
          const counts = {};
          for (let k = 0; k < t.statuses.length; k++) counts[k] = t.status[t.of[a]] === k ? 1 : 0;
          return counts;
        },
        reduce: (sum, one) => {
          for (const k in one) sum[k] += one[k];
        },
      }).load(features);
      this._draw();
    },

    _draw() {
      if (!this._index || !this._map) return;
      const map = this._map;
      const box = map.getBounds().pad(0.15);
      this.clearLayers();
      this._markers = new Map();
      this.boxes = [];
      const zoom = Math.max(0, Math.min(LAST_ZOOM + 1, Math.floor(map.getZoom())));
      for (const feature of this._index.getClusters([box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], zoom)) {
        const [lon, lat] = feature.geometry.coordinates;
        if (feature.properties.cluster) this._addCluster(feature.properties, [lat, lon], zoom);
        else this._addSign(feature.properties.a, [lat, lon]);
      }
      G.relabel(map);
    },

    _addSign(a, at) {
      const t = this._table;
      const i = t.of[a];
      const size = t.isCore(i) ? 30 : 24;
      const marker = this._marker(at, G.badge(t.familyOf(i), t.statusOf(i), size), size,
        `${t.families[t.family[i]].label}, ${t.statuses[t.status[i]].key}`);
      this._opens(marker, () => G.popup(this._map, at, t, [i]));
      if (!this._markers.has(i)) this._markers.set(i, []);
      this._markers.get(i).push(marker);
    },

    _addCluster(properties, at, zoom) {
      const t = this._table;
      const counts = t.statuses.map((status, k) => [status.key, properties[k] || 0]).filter(([, n]) => n);
      const total = properties.point_count;
      const size = total < 10 ? 34 : total < 100 ? 40 : 46;
      const told = counts.map(([status, n]) => `${n} ${status}`).join(', ');
      const marker = this._marker(at, G.clusterBadge(counts, total, size), size, `${total} incidents: ${told}`);
      this._opens(marker, () => {
        const leaves = this._index.getLeaves(properties.cluster_id, Infinity).map((leaf) => t.of[leaf.properties.a]);
        const positions = [...new Set(leaves)];
        const apart = this._index.getClusterExpansionZoom(properties.cluster_id);
        // What no zoom takes apart (one spot), or what is short enough to read, opens as a list.
        if (apart > LAST_ZOOM || positions.length <= 8) G.popup(this._map, at, t, positions);
        else this._map.setView(at, Math.max(apart, zoom + 1));
      });
    },

    // By click and, for those who move by keyboard, by Enter.
    _opens(marker, open) {
      marker.on('click', open);
      marker.on('keypress', (event) => event.originalEvent.key === 'Enter' && open());
    },

    _marker(at, picture, size, title) {
      const holder = G.el('div', 'gm-sign', null, picture);
      const icon = L.divIcon({ html: holder, className: 'gm-icon', iconSize: [size, size] });
      const marker = L.marker(at, { icon, title, alt: title, riseOnHover: true, keyboard: true });
      this.boxes.push({ at, half: size / 2 });
      this.addLayer(marker);
      // Screen readers read the label of the focused element; a div has no alt.
      const element = marker.getElement();
      if (element) element.setAttribute('aria-label', title);
      return marker;
    },

    // A ring around the chosen incident's signs.
    _mark({ position }) {
      for (const [i, markers] of this._markers || []) {
        for (const marker of markers) {
          const element = marker.getElement();
          if (element) element.classList.toggle('gm-chosen', i === position);
        }
      }
    },

    // -> the places of incident i, as [lat, lon]
    anchorsOf(i) {
      const t = this._table;
      const found = [];
      for (let a = 0; a < t.of.length; a++) if (t.of[a] === i) found.push([t.lat[a] / 1e6, t.lon[a] / 1e6]);
      return found;
    },
  });
})((window.geomap = window.geomap || {}));
