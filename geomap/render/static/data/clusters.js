// Signs that would overlap, together: cells of a grid that is fixed to the ground at each zoom,
// with neighbours joined whose middles come close. Which anchors share a cell is worked out once a
// view; a filter or a step of time only counts anew. An incident with several anchors in a cell is
// counted once, and a sign that stands for one incident stands at its true place.
(function (G) {
  'use strict';

  // Pixels: cells where there are many incidents, and where they are few enough to be seen one by one.
  const MANY = 62;
  const FEW = 24;
  const FEW_AT_MOST = 150;
  // Cells of a column are numbered in a row; no zoom has as many.
  const COLUMN = 0x4000000;
  // Two signs may cover one another by so much: the share of their sizes that lies between them.
  const APART = 0.42;

  // Pixels of a sign of so many incidents.
  G.signSize = (total) => (total === 1 ? 30 : total < 10 ? 36 : total < 100 ? 42 : 48);

  const mercator = (lat) => {
    const s = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  };
  const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

  G.Clusters = L.Class.extend({
    initialize(table) {
      const n = table.of.length;
      this._table = table;
      this._x = new Float64Array(n);
      this._y = new Float64Array(n);
      for (let a = 0; a < n; a++) {
        this._x[a] = table.lon[a] / 3.6e8 + 0.5;
        this._y[a] = mercator(table.lat[a] / 1e6);
      }
    },

    // bounds: L.LatLngBounds, which may lie beyond the 180th meridian. ->
    // [{lat, lon, total, first, same, statuses, families}]: `first` is an incident of it, `anchor`
    // one of its anchors, `same` whether all its incidents stand at one spot.
    gather(lens, zoom, bounds) {
      const size = lens.count <= FEW_AT_MOST ? FEW : MANY;
      const cells = this._cells(zoom, bounds, size);
      const t = this._table;
      const { anchors, shifts, cellOf, n } = cells;
      const S = t.statuses.length;
      const F = t.families.length;
      const total = new Uint32Array(n);
      const statuses = new Uint32Array(n * S);
      const families = new Uint32Array(n * F);
      const sumX = new Float64Array(n);
      const sumY = new Float64Array(n);
      const placed = new Uint32Array(n);
      const last = new Int32Array(n).fill(-1);
      const first = new Int32Array(n).fill(-1);
      const spread = new Uint8Array(n);
      for (let k = 0; k < anchors.length; k++) {
        const a = anchors[k];
        const i = t.of[a];
        if (!lens.mask[i]) continue;
        const c = cellOf[k];
        const x = this._x[a] + shifts[k];
        if (placed[c] && (this._x[a] !== this._x[first[c]] || this._y[a] !== this._y[first[c]])) spread[c] = 1;
        if (first[c] < 0) first[c] = a;
        placed[c] += 1;
        sumX[c] += x;
        sumY[c] += this._y[a];
        // Anchors of an incident follow one another.
        if (last[c] === i) continue;
        last[c] = i;
        total[c] += 1;
        statuses[c * S + lens.status[i]] += 1;
        families[c * F + t.familyNumber(i)] += 1;
      }
      const found = [];
      for (let c = 0; c < n; c++) {
        if (!total[c]) continue;
        found.push({
          cell: c, lat: latitude(sumY[c] / placed[c]), lon: (sumX[c] / placed[c] - 0.5) * 360, total: total[c],
          first: t.of[first[c]], same: !spread[c],
          statuses: statuses.subarray(c * S, (c + 1) * S), families: families.subarray(c * F, (c + 1) * F),
        });
      }
      this._gathered = { cells, lens };
      return found;
    },

    // The shown incidents of a cell of the last gathering, in the order of the table.
    members(cell) {
      const { cells, lens } = this._gathered;
      const found = new Set();
      for (let k = 0; k < cells.anchors.length; k++) {
        const i = this._table.of[cells.anchors[k]];
        if (cells.cellOf[k] === cell && lens.mask[i]) found.add(i);
      }
      return [...found].sort((a, b) => a - b);
    },

    // The ground that the shown incidents of a cell lie on. -> L.LatLngBounds
    extent(cell) {
      const { cells, lens } = this._gathered;
      const found = L.latLngBounds([]);
      for (let k = 0; k < cells.anchors.length; k++) {
        const a = cells.anchors[k];
        if (cells.cellOf[k] === cell && lens.mask[this._table.of[a]]) {
          found.extend([this._table.lat[a] / 1e6, this._table.lon[a] / 1e6 + cells.shifts[k] * 360]);
        }
      }
      return found;
    },

    _cells(zoom, bounds, size) {
      const key = [zoom, size, bounds.toBBoxString()].join();
      if (this._last && this._last.key === key) return this._last;
      const west = bounds.getWest() / 360 + 0.5;
      const east = bounds.getEast() / 360 + 0.5;
      const north = mercator(bounds.getNorth());
      const south = mercator(bounds.getSouth());
      const anchors = [];
      const shifts = [];
      for (let shift = Math.floor(west); shift <= Math.floor(east); shift++) {
        for (let a = 0; a < this._x.length; a++) {
          const x = this._x[a] + shift;
          if (x >= west && x <= east && this._y[a] >= north && this._y[a] <= south) {
            anchors.push(a);
            shifts.push(shift);
          }
        }
      }
      this._last = { key, anchors, shifts, ...this._grid(anchors, shifts, (256 * 2 ** zoom) / size, size) };
      return this._last;
    },

    // Cells of a grid of `scale` cells around the world, each `size` pixels wide. -> {cellOf, n}
    _grid(anchors, shifts, scale, size) {
      const count = anchors.length;
      const cellOf = new Int32Array(count);
      const numbers = new Map();
      const weight = [];
      const atX = [];
      const atY = [];
      const keys = [];
      for (let k = 0; k < count; k++) {
        const x = (this._x[anchors[k]] + shifts[k]) * scale;
        const y = this._y[anchors[k]] * scale;
        const key = Math.floor(x) * COLUMN + Math.floor(y);
        let c = numbers.get(key);
        if (c === undefined) {
          c = weight.length;
          numbers.set(key, c);
          keys.push(key);
          weight.push(0);
          atX.push(0);
          atY.push(0);
        }
        cellOf[k] = c;
        weight[c] += 1;
        atX[c] += (x - atX[c]) / weight[c];
        atY[c] += (y - atY[c]) / weight[c];
      }
      // The heaviest takes in lighter neighbours that it would cover, and grows and moves by them; none
      // is taken in twice.
      const into = Int32Array.from(weight, (_, c) => c);
      const order = [...into].sort((a, b) => weight[b] - weight[a] || keys[a] - keys[b]);
      const done = new Uint8Array(weight.length);
      const reach = size < MANY ? 2 : 1;
      for (const c of order) {
        if (done[c]) continue;
        done[c] = 1;
        for (let dx = -reach; dx <= reach; dx++) {
          for (let dy = -reach; dy <= reach; dy++) {
            const other = numbers.get(keys[c] + dx * COLUMN + dy);
            if (other === undefined || done[other]) continue;
            const apart = (APART * (G.signSize(weight[c]) + G.signSize(weight[other]))) / size;
            if (Math.hypot(atX[other] - atX[c], atY[other] - atY[c]) > apart) continue;
            done[other] = 1;
            into[other] = c;
            const share = weight[other] / (weight[c] + weight[other]);
            atX[c] += (atX[other] - atX[c]) * share;
            atY[c] += (atY[other] - atY[c]) * share;
            weight[c] += weight[other];
          }
        }
      }
      for (let k = 0; k < count; k++) cellOf[k] = into[cellOf[k]];
      return { cellOf, n: weight.length };
    },
  });
})((window.geomap = window.geomap || {}));
