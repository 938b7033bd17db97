// A small map of the whole, with what the large one shows as a frame; a click or a drag moves the
// large one. The land is drawn once; moving only moves the frame. Decorative for screen readers:
// all it does can be done with the map itself.
(function (G) {
  'use strict';

  const WIDE = 132;
  const HIGH = 96;
  const ROOMY = { x: 900, y: 480 }; // a map at least so large begins with it
  const LEAST = 7; // pixels of the frame

  const mercator = ({ lat, lng }) => {
    const s = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return [lng / 360 + 0.5, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
  };

  G.Overview = L.Control.extend({
    options: { position: 'bottomright' },

    initialize({ data, layers }) {
      this._views = data.views;
      this._layer = layers.get('basemap');
      this._land = null;
    },

    onAdd(map) {
      this._map = map;
      this._canvas = G.el('canvas', 'gm-overview-map');
      this._canvas.setAttribute('aria-hidden', 'true');
      this._sharp = Math.min(2, window.devicePixelRatio || 1);
      this._canvas.width = WIDE * this._sharp;
      this._canvas.height = HIGH * this._sharp;
      this._ground = document.createElement('canvas');
      this._button = G.tool('overview', 'M2,3H14V13H2ZM8,8H12V11H8Z', () => this.toggle());
      this._box = G.el('div', 'leaflet-bar gm-overview', null, this._canvas, this._button);
      L.DomEvent.disableClickPropagation(this._box);
      L.DomEvent.disableScrollPropagation(this._box);
      this._canvas.addEventListener('pointerdown', (event) => {
        this._canvas.setPointerCapture(event.pointerId);
        this._go(event);
      });
      this._canvas.addEventListener('pointermove', (event) => event.buttons && this._go(event));
      this._soon = G.once(() => this._draw());
      map.on('move resize', this._soon);
      G.events.on('theme', this._anew, this);
      const size = map.getSize();
      this.toggle(size.x >= ROOMY.x && size.y >= ROOMY.y);
      return this._box;
    },

    toggle(on = !this._on) {
      this._on = on;
      this._canvas.hidden = !on;
      this._button.setAttribute('aria-expanded', String(on));
      if (on) this._load();
      G.relabel(this._map);
    },

    async _load() {
      if (!this._land) {
        const base = this._layer && this._layer._packed ? await G.unpack(this._layer._packed) : null;
        this._land = base ? G.outlinesOf(base) : { land: [], borders: [] };
      }
      this._anew();
    },

    // What the small map shows: all views, and more where the large one is taken beyond them.
    _frame() {
      const bounds = L.latLngBounds([]);
      for (const view of this._views) bounds.extend(G.boundsOf(view));
      const all = bounds.pad(0.25);
      const shown = this._shown(all.getCenter().lng);
      if (!all.contains(shown.getCenter())) all.extend(shown.pad(0.5));
      const [west, north] = mercator(all.getNorthWest());
      const [east, south] = mercator(all.getSouthEast());
      const scale = Math.min(WIDE / (east - west), HIGH / (south - north));
      return { x: (west + east) / 2, y: (north + south) / 2, scale };
    },

    // What the large map shows, in the world of a longitude.
    _shown(lng) {
      const box = this._map.getBounds();
      const by = G.lonNear(box.getCenter().lng, lng) - box.getCenter().lng;
      return L.latLngBounds([box.getSouth(), box.getWest() + by], [box.getNorth(), box.getEast() + by]);
    },

    _anew() {
      this._of = null;
      this._soon();
    },

    _point(at) {
      const [x, y] = mercator(at);
      const { x: cx, y: cy, scale } = this._of;
      return [(x - cx) * scale + WIDE / 2, (y - cy) * scale + HIGH / 2];
    },

    _draw() {
      if (!this._on || !this._land) return;
      // While it is dragged, the ground stays where it is.
      const frame = this._dragged && this._of ? this._of : this._frame();
      if (!this._of || ['x', 'y', 'scale'].some((key) => frame[key] !== this._of[key])) {
        this._of = frame;
        this._drawGround();
      }
      const pen = this._canvas.getContext('2d');
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.drawImage(this._ground, 0, 0);
      pen.setTransform(this._sharp, 0, 0, this._sharp, 0, 0);
      const shown = this._shown((this._of.x - 0.5) * 360);
      const [left, top] = this._point(shown.getNorthWest());
      const [right, bottom] = this._point(shown.getSouthEast());
      const [w, h] = [Math.max(LEAST, right - left), Math.max(LEAST, bottom - top)];
      const box = [(left + right - w) / 2, (top + bottom - h) / 2, w, h];
      pen.fillStyle = pen.strokeStyle = G.colour('--gm-contested');
      pen.globalAlpha = 0.15;
      pen.fillRect(...box);
      pen.globalAlpha = 1;
      pen.lineWidth = 1.6;
      pen.strokeRect(...box);
    },

    _drawGround() {
      const ground = this._ground;
      ground.width = this._canvas.width;
      ground.height = this._canvas.height;
      const pen = ground.getContext('2d');
      pen.scale(this._sharp, this._sharp);
      pen.fillStyle = G.colour('--gm-water');
      pen.fillRect(0, 0, WIDE, HIGH);
      pen.fillStyle = G.colour('--gm-land');
      const { x, scale } = this._of;
      const worlds = [-1, 0, 1].filter((k) => Math.abs(k + 0.5 - x) < 0.5 + WIDE / 2 / scale);
      // Land has an edge of its own colour: it travels in pieces.
      pen.strokeStyle = pen.fillStyle;
      for (const world of worlds) this._outline(pen, this._land.land, 360 * world, true);
      pen.strokeStyle = G.colour('--gm-border');
      pen.lineWidth = 0.6;
      for (const world of worlds) this._outline(pen, this._land.borders, 360 * world, false);
    },

    _outline(pen, shapes, by, fill) {
      for (const parts of shapes) {
        pen.beginPath();
        for (const ring of parts) {
          let before = null;
          ring.forEach(([lat, lng], k) => {
            const at = this._point({ lat, lng: lng + by });
            // What falls on the same pixel is not drawn twice.
            if (before && k < ring.length - 1 && Math.abs(at[0] - before[0]) + Math.abs(at[1] - before[1]) < 0.7) return;
            if (before) pen.lineTo(...at);
            else pen.moveTo(...at);
            before = at;
          });
          if (fill) pen.closePath();
        }
        if (fill) pen.fill('evenodd');
        pen.stroke();
      }
    },

    _go(event) {
      if (!this._of) return;
      const r = this._canvas.getBoundingClientRect();
      const { x, y, scale } = this._of;
      const lng = (x + (event.clientX - r.left - WIDE / 2) / scale - 0.5) * 360;
      const v = y + (event.clientY - r.top - HIGH / 2) / scale;
      this._dragged = true;
      this._map.setView([(Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180) / Math.PI, lng], this._map.getZoom(), { animate: false });
      this._draw();
      this._dragged = false;
    },
  });
})((window.geomap = window.geomap || {}));
