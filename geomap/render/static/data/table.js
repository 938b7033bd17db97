// The table of incidents: typed columns for what drawing and filtering need, and rows to read that
// are unpacked, a portion at a time, when first asked for. Layers, list and text share one table.
(function (G) {
  'use strict';

  G.Table = L.Evented.extend({
    initialize(packed) {
      this._packed = packed;
      this._portions = [];
      this.size = packed.size;
      this.portionSize = packed.portion;
      for (const name of ['types', 'families', 'statuses', 'polarities', 'parties', 'sides', 'sectors', 'sectorIds', 'publishers', 'acled']) {
        this[name] = packed[name];
      }
      this.documents = new G.Documents(packed.documents, packed.publishers);
      this.ready = this._load();
      // The first cards are read at once: their rows are unpacked while the page is put together.
      if (this.size) this.portion(0);
      if (this.documents.size) this.documents.get(0);
    },

    async _load() {
      Object.assign(this, await G.inflateColumns(this._packed.columns));
      this._joined();
      this._familyOfType = Uint8Array.from(this.types, (type) => this.families.indexOf(type.family));
      this.filters = new G.Filters(this);
      this.lens = new G.Lens(this.filters);
      return this;
    },

    // Of incidents that several sources tell of: how many independent ones; of all others one does.
    _joined() {
      this.independentOf = new Uint32Array(this.size).fill(1);
      if (this.joinedOf) this.joinedOf.forEach((i, k) => (this.independentOf[i] = this.independent[k]));
      else Object.assign(this, { joinedOf: [], disputedOf: [], disputed: [], furtherOf: [], further: [] });
    },

    familyOf(i) {
      return this.types[this.type[i]].family;
    },

    familyNumber(i) {
      return this._familyOfType[this.type[i]];
    },

    statusOf(i) {
      return this.statuses[this.status[i]];
    },

    isCore(i) {
      return this.core[i] === 1;
    },

    hasPlace(i) {
      return this.placed[i] === 1;
    },

    // Whether of its date only a span is known.
    isRough(i) {
      return this.datePrec[i] > 1 && this.dayStart[i] !== this.dayEnd[i];
    },

    // -> the rows of the k-th portion
    portion(k) {
      this._portions[k] = this._portions[k] || G.inflateRows(this._packed.rows[k]);
      return this._portions[k];
    },

    // The same for a walk through all rows, which are not kept: so 100,000 do not stay in memory.
    passing(k) {
      return this._portions[k] || G.inflateRows(this._packed.rows[k]);
    },

    // -> what is told of incident i, its quotations filled in
    async account(i) {
      const k = Math.floor(i / this.portionSize);
      const row = (await this.portion(k))[i - k * this.portionSize];
      if (!row.told) row.told = this._tell(i, row);
      return row.told;
    },

    async _tell(i, row) {
      const d = this.document[i];
      const document = await this.documents.get(d);
      const quote = await this.documents.excerpt(row.quote, d);
      const voices = await Promise.all((row.voices || []).map(async ([side, speaker, verb, against, words, party, about]) => ({
        side, speaker, verb, against: against === 1, party: party === 1, about, quote: await this.documents.excerpt(words, d),
      })));
      const sourceOf = (number) => this.documents.get(number);
      const bySource = await Promise.all((row.bySource || []).map(async ([source, voice, dayStart, dayEnd, where, relation, killed, words]) => ({
        document: await sourceOf(source), voice, dayStart, dayEnd, where, relation, killed, quote: await this.documents.excerpt(words, d),
      })));
      const alsoIn = await Promise.all((row.alsoIn || []).map((other) => this.documents.get(other)));
      return {
        ...row, bySource, alsoIn, position: i, quote, voices, document, acled: this.acled[this.acledPair[i]], plover: this.types[this.type[i]].plover,
      };
    },

    // -> the places of incident i, as [lat, lon]
    anchorsOf(i) {
      // Anchors stand in the order of their incidents.
      let low = 0;
      let high = this.of.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.of[middle] < i) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < this.of.length && this.of[low] === i; low++) found.push([this.lat[low] / 1e6, this.lon[low] / 1e6]);
      return found;
    },

    // -> the position of the incident with this id, or -1
    async find(id) {
      for (let k = 0; k * this.portionSize < this.size; k++) {
        const at = (await this.portion(k)).findIndex((row) => row.id === id);
        if (at >= 0) return k * this.portionSize + at;
      }
      return -1;
    },

    // Tell everybody that incident i was chosen; `from` says where ('map', 'list', 'text').
    choose(i, from) {
      this.chosen = i;
      this.fire('choose', { position: i, from });
    },
  });

  const tables = {};

  G.makeTable = (name, packed) => (tables[name] = new G.Table(packed));
  G.tableOf = (name) => tables[name];
})((window.geomap = window.geomap || {}));
