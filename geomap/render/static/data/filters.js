// Which incidents are shown: a criterion a dimension, each remembered as a column of 0 and 1, and
// the mask that they make together. One pass over the columns a change, so 100,000 take a few
// milliseconds. How many there are of each value is counted under all other criteria.
(function (G) {
  'use strict';

  // Dimensions of which an incident has one value; and those of which it may have several or none
  // (the number after the last value stands for none).
  const SINGLE = { type: 'type', status: 'status', publisher: 'publisher' };
  const SEVERAL = { party: ['partyOf', 'party'], claimant: ['voiceOf', 'voice'], sector: ['sectorOf', 'sector'], disputed: ['disputedOf', 'disputed'] };
  // What an incident that several sources tell of has besides its one value.
  const FURTHER = { publisher: ['furtherOf', 'further'] };
  const DISPUTABLE = ['place', 'date', 'initiator', 'casualties'];
  // At least so many: the dimension, and the column of the table that has the number.
  const LEAST = { killed: 'killed', sources: 'independentOf' };

  G.Filters = L.Evented.extend({
    initialize(table) {
      this.table = table;
      this.values = {
        type: table.types.map((type) => type.key), status: table.statuses, publisher: table.publishers,
        party: [...table.parties, ''], claimant: ['third', ...table.sides, ''], sector: [...table.sectors, ''],
        disputed: table.joinedOf.length ? [...DISPUTABLE, ''] : [],
      };
      this.only = {};
      this.killed = 0;
      this.sources = 0;
      this.text = '';
      this.time = { from: null, to: null, undated: true };
      this.asOf = G.MISSING;
      this._pass = {};
      this._combine();
    },

    // The day of which lines and areas are shown; G.MISSING if nothing has a date.
    dayShown() {
      return this.time.to ?? this.asOf;
    },

    // value: null for all, or a Set of numbers of values
    set(dimension, value) {
      if (dimension === 'text') return this.setText(value);
      if (dimension in LEAST) {
        const least = (this[dimension] = Number.isFinite(Number(value)) ? Math.max(0, Number(value)) : 0);
        const column = this.table[LEAST[dimension]];
        this._put(dimension, least ? (i) => column[i] >= least : null);
      } else {
        this.only[dimension] = value;
        this._put(dimension, value && (dimension in SINGLE ? this._single(dimension, value) : this._several(dimension, value)));
      }
      this._combine();
      this.fire('change', { dimension });
      return undefined;
    },

    // The day of which lines and areas are shown while no last day is chosen.
    setAsOf(day) {
      this.asOf = day;
      this.fire('change', { dimension: 'time' });
    },

    // from, to: days or null for open; undated: whether incidents without a date are shown too
    setTime(time) {
      this.time = { ...this.time, ...time };
      const { from, to, undated } = this.time;
      const t = this.table;
      const open = from === null && to === null;
      this._put('time', open && undated ? null : (i) => {
        const start = t.dayStart[i];
        const end = t.dayEnd[i];
        if (start === G.MISSING && end === G.MISSING) return undated;
        return (to === null || start === G.MISSING || start <= to) && (from === null || end === G.MISSING || end >= from);
      });
      this._combine();
      this.fire('change', { dimension: 'time' });
    },

    // All words must be in what is told of an incident. Rows are unpacked for it: it takes a moment
    // with many, and fires 'search' {busy} before and after. -> Promise
    async setText(text) {
      this.text = text.trim();
      const query = this.text;
      if (!query) this._pass.text = null;
      else {
        this.fire('search', { busy: true });
        const pass = await this._search(G.fold(query).split(/\s+/), () => this.text === query);
        // Another query came meanwhile.
        if (!pass) return;
        this._pass.text = pass;
      }
      this._combine();
      this.fire('search', { busy: false });
      this.fire('change', { dimension: 'text' });
    },

    async _search(words, wanted) {
      const t = this.table;
      const pass = new Uint8Array(t.size);
      for (let k = 0; k * t.portionSize < t.size; k++) {
        const rows = await t.portion(k);
        for (let j = 0; j < rows.length; j++) {
          const i = k * t.portionSize + j;
          const told = await G.searchable(t, i, rows[j]);
          pass[i] = words.every((word) => told.includes(word)) ? 1 : 0;
        }
        if (!wanted()) return null;
      }
      return pass;
    },

    _put(dimension, test) {
      if (!test) {
        this._pass[dimension] = null;
        return;
      }
      const n = this.table.size;
      const pass = test instanceof Uint8Array ? test : new Uint8Array(n);
      if (pass !== test) for (let i = 0; i < n; i++) pass[i] = test(i) ? 1 : 0;
      this._pass[dimension] = pass;
    },

    _single(dimension, value) {
      const column = this.table[SINGLE[dimension]];
      const further = this._further(dimension, (k, i, other) => value.has(other) && i);
      return further.size ? (i) => value.has(column[i]) || further.has(i) : (i) => value.has(column[i]);
    },

    // -> the Set of what `each` gives for the pairs (k, incident, value) that a dimension has besides, but for false
    _further(dimension, each) {
      const [of, column] = (FURTHER[dimension] || []).map((name) => this.table[name]);
      const found = new Set();
      if (of) of.forEach((i, k) => found.add(each(k, i, column[k])));
      found.delete(false);
      return found;
    },

    _several(dimension, value) {
      const [of, column] = SEVERAL[dimension].map((name) => this.table[name]);
      const none = this.values[dimension].length - 1;
      const pass = new Uint8Array(this.table.size).fill(2);
      for (let k = 0; k < of.length; k++) {
        if (this._counts(dimension, k)) pass[of[k]] = pass[of[k]] === 1 || value.has(column[k]) ? 1 : 0;
      }
      for (let i = 0; i < pass.length; i++) if (pass[i] === 2) pass[i] = value.has(none) ? 1 : 0;
      return pass;
    },

    // Whether the k-th pair of a dimension counts: who only denies is no claimant.
    _counts(dimension, k) {
      return dimension !== 'claimant' || this.table.voiceAgainst[k] === 0;
    },

    _combine() {
      const n = this.table.size;
      const active = Object.values(this._pass).filter(Boolean);
      const failing = new Uint8Array(n);
      for (const pass of active) for (let i = 0; i < n; i++) failing[i] += 1 - pass[i];
      const mask = new Uint8Array(n);
      let count = 0;
      for (let i = 0; i < n; i++) {
        if (failing[i] === 0) {
          mask[i] = 1;
          count += 1;
        }
      }
      this._failing = failing;
      this.mask = mask;
      this.count = count;
    },

    // -> a function that tells whether incident i passes all criteria other than that of the dimension
    passesBut(dimension) {
      const own = this._pass[dimension];
      const failing = this._failing;
      return (i) => failing[i] === 0 || (failing[i] === 1 && Boolean(own) && own[i] === 0);
    },

    // How many incidents each value of the dimension has among those that pass all other criteria.
    counts(dimension, passes = this.passesBut(dimension)) {
      const t = this.table;
      const found = new Uint32Array(this.values[dimension].length);
      if (dimension in SINGLE) {
        const column = t[SINGLE[dimension]];
        for (let i = 0; i < t.size; i++) if (passes(i)) found[column[i]] += 1;
        this._further(dimension, (k, i, other) => {
          if (passes(i)) found[other] += 1;
          return false;
        });
        return found;
      }
      const [of, column] = SEVERAL[dimension].map((name) => t[name]);
      const named = new Uint8Array(t.size);
      for (let k = 0; k < of.length; k++) {
        if (!this._counts(dimension, k)) continue;
        named[of[k]] = 1;
        if (passes(of[k])) found[column[k]] += 1;
      }
      for (let i = 0; i < t.size; i++) if (!named[i] && passes(i)) found[found.length - 1] += 1;
      return found;
    },

    // How many each value has under no filter at all.
    totals(dimension) {
      return this.counts(dimension, () => true);
    },

    // Those of the positions that are shown.
    shown(positions) {
      return positions.filter((i) => this.mask[i]);
    },

    // Whether anything is left out by a criterion other than time.
    isNarrowed() {
      return Object.entries(this._pass).some(([dimension, pass]) => pass && dimension !== 'time');
    },

    // Show everything again, but for the time.
    clear() {
      for (const dimension of Object.keys(this.values)) this.only[dimension] = null;
      this.killed = 0;
      this.sources = 0;
      this.text = '';
      this._pass = { time: this._pass.time };
      this._combine();
      this.fire('change', { dimension: 'all' });
    },
  });

  // Letters that are no plain letter with a mark, as people type them who have no such keys.
  const PLAIN = { ə: 'a', ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ħ: 'h', ŋ: 'n', 'ŧ': 't' };

  // Letters without marks and capitals, for comparing what people type; apostrophes of every kind
  // and the Arabic stroke between letters are left out, and a hyphen parts words as a blank does.
  G.fold = (text) => text.normalize('NFD').replace(/[\p{M}'’‘`´ʹʺʻʼʾʿ\u0640]+/gu, '').toLowerCase()
    .replace(/[əıłøđðþßæœħŋŧ]/g, (letter) => PLAIN[letter]).replace(/[-‐‑–—]+/g, ' ');

  // All that is told of an incident, folded, for searching.
  G.searchable = async function (table, i, row) {
    const document = await table.documents.get(table.document[i]);
    const words = [
      G.t(`type.${table.types[table.type[i]].key}`), row.where, ...(row.otherNames || []), ...(row.partyNames || []).map(([name]) => name),
      ...(row.initiators || []), ...(row.targets || []), ...(row.weapons || []), row.id, document.title, document.publisher,
      await table.documents.excerpt(row.quote, document.position),
    ];
    for (const [source, , , , where, , , quote] of row.bySource || []) {
      const { title, publisher } = await table.documents.get(source);
      words.push(title, publisher, where, await table.documents.excerpt(quote, document.position));
    }
    for (const [side, speaker, , , quote] of row.voices || []) words.push(side, speaker, await table.documents.excerpt(quote, document.position));
    return G.fold(words.filter(Boolean).join(' \u0001 '));
  };
})((window.geomap = window.geomap || {}));
