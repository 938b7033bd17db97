// The signs of incidents, joined where they would overlap. Whatever the number of incidents, at most
// some hundred signs are on the page: elements, which keyboard and screen readers reach.
(function (G) {
  'use strict';

  const MOST_LISTED = 8;

  G.Incidents = L.Layer.extend({
    initialize(options) {
      L.setOptions(this, options);
      this.ready = new Promise((resolve) => (this._resolve = resolve));
      this.boxes = [];
      this._signs = new Map();
      // Several moves and filters of one moment are drawn once.
      this._soon = G.once(() => this._draw());
    },

    twin(lens) {
      return new this.constructor({ ...this.options, lens });
    },

    getEvents() {
      return { moveend: this._soon, zoomanim: this._zoom };
    },

    onAdd(map) {
      this._pane = map.getPane(G.pane(map, 'signs'));
      const table = G.tableOf(this.options.table);
      table.ready.then(() => {
        if (!this._map) return;
        this.table = table;
        this.lens = this.options.lens || table.lens;
        this._clusters = this._clusters || new G.Clusters(table);
        this.lens.on('change', this._soon);
        table.on('choose', this._mark, this);
        G.events.on('language', this._redraw, this);
        this._draw();
        this._resolve(this);
      });
    },

    onRemove(map) {
      if (this.lens) {
        this.lens.off('change', this._soon);
        this.table.off('choose', this._mark, this);
        G.events.off('language', this._redraw, this);
      }
      this._clear();
      G.relabel(map);
    },

    _clear() {
      for (const { element } of this._signs.values()) element.remove();
      this._signs.clear();
      this.boxes = [];
    },

    _redraw() {
      this._clear();
      this._draw();
    },

    // Draw now what is to be drawn in the next frame.
    flush() {
      if (this.lens) this._soon.now();
    },

    // Signs that are to be seen as before stay; the others come and go.
    _draw() {
      const map = this._map;
      if (!map || !this._clusters) return;
      const old = this._signs;
      this._signs = new Map();
      this.boxes = [];
      const fresh = document.createDocumentFragment();
      for (const spot of this._clusters.gather(this.lens, map.getZoom(), map.getBounds().pad(0.15))) {
        const key = `${spot.lat.toFixed(6)} ${spot.lon.toFixed(6)} ${spot.total === 1 ? `${spot.first} ${this.lens.status[spot.first]}` : `${spot.statuses} ${spot.families}`}`;
        let sign = old.get(key);
        if (sign) {
          old.delete(key);
          sign.spot = spot;
        } else {
          sign = this._make(spot);
          fresh.append(sign.element);
        }
        this._signs.set(key, sign);
        L.DomUtil.setPosition(sign.element, map.latLngToLayerPoint([spot.lat, spot.lon]));
        this.boxes.push({ at: [spot.lat, spot.lon], half: sign.size / 2 });
      }
      for (const { element } of old.values()) element.remove();
      this._pane.append(fresh);
      this._mark({ position: this.table.chosen });
      G.relabel(map);
    },

    // While the map zooms, the signs go with it.
    _zoom({ zoom, center }) {
      for (const { element, spot } of this._signs.values()) {
        L.DomUtil.setPosition(element, this._map._latLngToNewLayerPoint([spot.lat, spot.lon], zoom, center));
      }
    },

    _make(spot) {
      const t = this.table;
      const one = spot.total === 1;
      const size = one && !t.isCore(spot.first) ? 24 : G.signSize(spot.total);
      const picture = one
        ? G.badge(t.familyOf(spot.first), this.lens.statusOf(spot.first), size, t.isRough(spot.first))
        : G.clusterBadge(this._counts(spot.statuses, t.statuses), this._counts(spot.families, t.families), spot.total, size);
      const label = one ? this._labelOf(spot.first) : this._labelOfMany(spot);
      const element = G.el('div', `gm-icon leaflet-zoom-animated leaflet-interactive${one ? '' : ' gm-cluster'}`, null, picture);
      element.style.marginLeft = element.style.marginTop = `${-size / 2}px`;
      element.tabIndex = 0;
      element.title = label;
      element.setAttribute('role', 'button');
      element.setAttribute('aria-label', label);
      const sign = { element, size, spot };
      const open = (event) => {
        L.DomEvent.stop(event);
        this._open(sign.spot);
      };
      L.DomEvent.on(element, 'click', open);
      L.DomEvent.on(element, 'keydown', (event) => (event.key === 'Enter' || event.key === ' ') && open(event));
      L.DomEvent.on(element, 'dblclick', L.DomEvent.stop);
      return sign;
    },

    _counts: (numbers, keys) => keys.map((key, k) => [key, numbers[k]]).filter(([, n]) => n),

    _labelOf(i) {
      const label = G.t('sign.one', { what: G.t(`family.${this.table.familyOf(i)}`), status: G.t(`status.${this.lens.statusOf(i)}`) });
      return this.table.isRough(i) ? G.t('sign.rough', { label }) : label;
    },

    _labelOfMany(spot) {
      const told = (numbers, keys, group) => this._counts(numbers, keys).sort((a, b) => b[1] - a[1])
        .map(([key, n]) => `${G.t(`${group}.${key}`)} ${G.number(n)}`);
      const what = [told(spot.statuses, this.table.statuses, 'status'), told(spot.families, this.table.families, 'family')];
      return G.t('list.colon', { name: G.n('sign.cluster', spot.total), what: G.withSemicolons(what.map(G.withCommas)) });
    },

    _open(spot) {
      const map = this._map;
      const at = [spot.lat, spot.lon];
      if (spot.total === 1) {
        G.popup(map, at, this.lens, [spot.first]);
        return;
      }
      // What no zoom takes apart (one spot), or what is short enough to read, opens as a list.
      if (spot.same || spot.total <= MOST_LISTED || map.getZoom() >= map.getMaxZoom()) {
        G.popup(map, at, this.lens, this._clusters.members(spot.cell));
        return;
      }
      const extent = this._clusters.extent(spot.cell).pad(0.15);
      const zoom = Math.max(map.getZoom() + 1, map.getBoundsZoom(extent));
      map.setView(extent.getCenter(), Math.min(zoom, map.getMaxZoom()));
    },

    // A ring around the chosen incident's signs.
    _mark({ position }) {
      for (const { element, spot } of this._signs.values()) {
        element.classList.toggle('gm-chosen', spot.total === 1 && spot.first === position);
      }
    },
  });
})((window.geomap = window.geomap || {}));
