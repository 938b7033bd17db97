// What all layers of geomap share: data that is unpacked when the layer is first shown, a lens that
// says which incidents count, panes and renderers, and popups.
(function (G) {
  'use strict';

  // Drawing order, lowest first; Leaflet's own overlay pane (400) holds what users add.
  const PANES = { base: 210, graticule: 220, areas: 310, sectors: 320, heat: 325, hits: 330, circles: 340, lines: 350, labels: 590, signs: 610 };

  G.pane = function (map, name) {
    const pane = `gm-${name}`;
    if (!map.getPane(pane)) map.createPane(pane).style.zIndex = PANES[name];
    return pane;
  };

  G.renderer = function (map, name) {
    const pane = G.pane(map, name);
    map.gmRenderers = map.gmRenderers || {};
    if (!map.gmRenderers[name]) {
      // The base map is thousands of vertices that nobody clicks: canvas. The others are few,
      // and hatching needs SVG.
      map.gmRenderers[name] = name === 'base' || name === 'graticule' ? L.canvas({ pane, padding: 0.6 }) : L.svg({ pane, padding: 0.6 });
    }
    return map.gmRenderers[name];
  };

  // Layers of two maps side by side share what they unpacked.
  const unpacked = new Map();
  G.unpack = function (packed) {
    if (!unpacked.has(packed)) unpacked.set(packed, G.inflateJson(packed));
    return unpacked.get(packed);
  };

  // A layer that unpacks its data when first shown. Subclasses give fill(data, map), which draws it
  // once, and restyle(), which follows the lens, the day and the theme.
  G.Packed = L.LayerGroup.extend({
    initialize(packed, options) {
      L.LayerGroup.prototype.initialize.call(this, [], options);
      this._packed = packed;
      this.ready = new Promise((resolve) => (this._resolve = resolve));
      this.labels = [];
    },

    // The same layer for another map, seen through another lens.
    twin(lens) {
      return new this.constructor(this._packed, { ...this.options, lens });
    },

    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      this._listen('on');
      if (this._started) {
        if (this._filled) this._follow();
        return;
      }
      this._started = true;
      const table = this.options.table ? G.tableOf(this.options.table) : null;
      Promise.all([G.unpack(this._packed), table && table.ready]).then(([data]) => {
        this.table = table;
        this.lens = this.options.lens || (table && table.lens);
        if (this.lens && this._map) this.lens.on('change', this._follow, this);
        this.data = data;
        this.fill(data, map);
        this._filled = true;
        if (this._map) this._follow();
        this._resolve(this);
      });
    },

    onRemove(map) {
      this._listen('off');
      L.LayerGroup.prototype.onRemove.call(this, map);
      G.relabel(map);
    },

    _listen(how) {
      if (this.lens) this.lens[how]('change', this._follow, this);
      G.events[how]('theme language', this._follow, this);
    },

    _follow() {
      this.restyle();
      if (this._map) G.relabel(this._map);
    },

    restyle() {},

    // What is drawn stands in the world that is in view, beyond the 180th meridian too.
    addLayer(layer) {
      if (!layer.gmKept) {
        layer.gmKept = true;
        G.keepNear(layer);
      }
      return L.LayerGroup.prototype.addLayer.call(this, layer);
    },

    // Something drawn that stands for incidents: a click shows those that are not filtered out.
    opens(shape, positions, map, note) {
      shape.on('click', (event) => {
        L.DomEvent.stop(event);
        const shown = this.lens ? this.lens.shown(positions) : [];
        G.popup(map, event.latlng, this.lens, shown, note);
      });
      return shape;
    },

    // Something drawn that tells of itself.
    tells(shape, map, title, lines) {
      shape.on('click', (event) => {
        L.DomEvent.stop(event);
        G.notePopup(map, event.latlng, title, lines);
      });
      return shape;
    },

    show(shape, on) {
      if (on) this.addLayer(shape);
      else this.removeLayer(shape);
    },
  });
})((window.geomap = window.geomap || {}));
