// The table of incidents: typed columns for what drawing and filtering need, and the words of
// the cards in chunks that are unpacked when first asked for. Layers and panel share one table:
// it says which incidents are shown (mask) and tells them when that changes or one is chosen.
(function (G) {
  'use strict';

  G.Table = L.Evented.extend({
    initialize(packed) {
      this._packed = packed;
      this._chunks = [];
      this.families = packed.families;
      this.statuses = packed.statuses;
      this.size = packed.size;
      this._hidden = { family: new Set(), status: new Set() };
      this.ready = this._load();
    },

    async _load() {
      const names = Object.keys(this._packed.columns);
      const columns = await Promise.all(names.map((name) => G.inflateColumn(this._packed.columns[name])));
      names.forEach((name, i) => (this[name] = columns[i]));
      this.sources = await G.inflateJson(this._packed.sources);
      this.mask = new Uint8Array(this.size).fill(1);
      return this;
    },

    familyOf(i) {
      return this.families[this.family[i]].key;
    },

    statusOf(i) {
      return this.statuses[this.status[i]].key;
    },

    isCore(i) {
      return this.core[i] === 1;
    },

    hasPlace(i) {
      return this.placed[i] === 1;
    },

    // -> the words of incident i
    async account(i) {
      const k = Math.floor(i / this._packed.chunk);
      this._chunks[k] = this._chunks[k] || G.inflateJson(this._packed.chunks[k]);
      return (await this._chunks[k])[i - k * this._packed.chunk];
    },

    // Show or hide all incidents of a family or status.
    setFacet(kind, key, on) {
      this._hidden[kind][on ? 'delete' : 'add'](key);
      for (let i = 0; i < this.size; i++) {
        this.mask[i] = this._hidden.family.has(this.familyOf(i)) || this._hidden.status.has(this.statusOf(i)) ? 0 : 1;
      }
      this.fire('change');
    },

    isOn(kind, key) {
      return !this._hidden[kind].has(key);
    },

    // -> [{key, label, n}] of those that occur
    facets(kind) {
      const column = this[kind];
      const labels = kind === 'family' ? this.families : this.statuses;
      const counts = new Array(labels.length).fill(0);
      for (let i = 0; i < this.size; i++) counts[column[i]] += 1;
      return labels.map((label, k) => ({ ...label, n: counts[k] })).filter((facet) => facet.n);
    },

    shown(positions) {
      return positions.filter((i) => this.mask[i]);
    },

    // Tell everybody that incident i was chosen; `from` says where ('map', 'panel').
    choose(i, from) {
      this.fire('choose', { position: i, from });
    },
  });

  const tables = {};

  G.makeTable = (name, packed) => (tables[name] = new G.Table(packed));
  G.tableOf = (name) => tables[name];
})((window.geomap = window.geomap || {}));
