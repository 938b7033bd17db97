// Heat: where many incidents are said to have happened, as a soft shading in one hue. It is made of
// what the lens shows and says nothing of status; areas known only roughly are left out of it, since
// a spot would claim to know where in them.
(function (G) {
  'use strict';

  const RADIUS = 26;
  const ROUGH = 3; // of UCDP GED's precision codes those from here on are areas

  G.Heat = L.Layer.extend({
    initialize(options) {
      L.setOptions(this, options);
    },

    twin(lens) {
      return new this.constructor({ ...this.options, lens });
    },

    getEvents() {
      return { moveend: this._draw };
    },

    onAdd(map) {
      this._canvas = G.el('canvas', 'gm-heat leaflet-zoom-hide');
      map.getPane(G.pane(map, 'heat')).append(this._canvas);
      const table = G.tableOf(this.options.table);
      table.ready.then(() => {
        if (!this._map) return;
        this.table = table;
        this.lens = this.options.lens || table.lens;
        this.lens.on('change', this._draw, this);
        this._draw();
      });
    },

    onRemove() {
      this._canvas.remove();
      if (this.lens) this.lens.off('change', this._draw, this);
    },

    _draw() {
      const map = this._map;
      if (!map || !this.lens) return;
      const t = this.table;
      const size = map.getSize();
      const canvas = this._canvas;
      canvas.width = size.x;
      canvas.height = size.y;
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      // Summed in cells first, so that 100,000 incidents are some thousand spots.
      const cell = 4;
      const across = Math.ceil(size.x / cell) + 2 * RADIUS;
      const sums = new Map();
      const scale = 256 * 2 ** map.getZoom();
      const corner = map.getPixelBounds().min;
      for (let a = 0; a < t.of.length; a++) {
        const i = t.of[a];
        if (!this.lens.mask[i] || t.wherePrec[i] >= ROUGH || t.wherePrec[i] === 0) continue;
        const s = Math.sin((t.lat[a] / 1e6) * (Math.PI / 180));
        const y = (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * scale - corner.y;
        let x = (t.lon[a] / 3.6e8 + 0.5) * scale - corner.x;
        x -= Math.floor((x + RADIUS) / scale) * scale;
        if (x < -RADIUS || y < -RADIUS || x > size.x + RADIUS || y > size.y + RADIUS) continue;
        const key = (Math.floor(y / cell) + RADIUS) * across + Math.floor(x / cell) + RADIUS;
        sums.set(key, (sums.get(key) || 0) + 1);
      }
      this._paint(canvas.getContext('2d', { willReadFrequently: true }), sums, across, cell, size);
    },

    _paint(context, sums, across, cell, size) {
      if (!sums.size) return;
      const spot = G.el('canvas');
      spot.width = spot.height = RADIUS * 2;
      const brush = spot.getContext('2d');
      const fade = brush.createRadialGradient(RADIUS, RADIUS, 0, RADIUS, RADIUS, RADIUS);
      fade.addColorStop(0, 'rgb(0 0 0 / 100%)');
      fade.addColorStop(1, 'rgb(0 0 0 / 0%)');
      brush.fillStyle = fade;
      brush.fillRect(0, 0, RADIUS * 2, RADIUS * 2);
      const most = Math.max(...sums.values());
      for (const [key, n] of sums) {
        context.globalAlpha = 0.12 + 0.5 * Math.sqrt(n / most);
        context.drawImage(spot, ((key % across) - RADIUS) * cell - RADIUS, (Math.floor(key / across) - RADIUS) * cell - RADIUS);
      }
      // How much lies there is the opacity so far; it becomes a colour from pale to dark, seen as well without hue.
      const picture = context.getImageData(0, 0, size.x, size.y);
      const data = picture.data;
      for (let p = 3; p < data.length; p += 4) {
        const v = data[p] / 255;
        if (!v) continue;
        data[p - 3] = 255 - 150 * v;
        data[p - 2] = 205 - 195 * v;
        data[p - 1] = 120 - 45 * v;
        data[p] = 225 * Math.min(1, v * 1.3);
      }
      context.globalAlpha = 1;
      context.putImageData(picture, 0, 0);
    },
  });
})((window.geomap = window.geomap || {}));
