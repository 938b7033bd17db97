// The sources: what they are, the passages of them that came along, and what is marked in these.
// Unpacked, a portion at a time, when first asked for. Positions count as JavaScript does.
(function (G) {
  'use strict';

  // The position of the last of some stretches, in order, that begins at `at` or before; -1 if none does.
  G.lastUpTo = function (stretches, at) {
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle].start <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  G.Documents = L.Class.extend({
    initialize(packed, publishers) {
      this._packed = packed;
      this._publishers = publishers;
      this._portions = [];
      this.size = packed.size;
    },

    // How much of the texts came along: 'none', 'passages' or 'all'.
    travels() {
      return this._packed.travels;
    },

    // The documents that speak of incidents of other documents, and of which. -> {of, signs}
    elsewhere() {
      this._elsewhere = this._elsewhere || G.inflateColumns(this._packed.elsewhere);
      return this._elsewhere;
    },

    // -> {position, id, title, publisher, published, url, passages: [{start, text}], marks: [{start, end, kind, signs, role, against, place}]}
    async get(d) {
      const k = Math.floor(d / this._packed.portion);
      this._portions[k] = this._portions[k] || this._portion(k);
      return (await this._portions[k])[d - k * this._packed.portion];
    },

    async _portion(k) {
      this._columns = this._columns || G.inflateColumns(this._packed.columns);
      const [rows, columns] = await Promise.all([G.inflateRows(this._packed.rows[k]), this._columns]);
      return this._readAll(rows, columns, k * this._packed.portion);
    },

    _readAll(rows, { publisher, published }, from) {
      let first = 0;
      return rows.map((row, i) => {
        first += row.first || 0;
        return this._read({ ...row, first, publisher: this._publishers[publisher[from + i]], published: published[from + i] }, from + i);
      });
    },

    _read({ id, title, publisher, published, url, passages, first, marks }, position) {
      return {
        position, id, title: title || id, publisher, published, url,
        passages: (passages || []).map(([start, text]) => ({ start, text })),
        marks: (marks || []).map(([start, end, number, told, more]) => {
          const kind = this._packed.kinds[number];
          return {
            start, end, kind, signs: Array.isArray(told) ? told.map((i) => i + first) : [], role: Array.isArray(told) ? '' : told,
            against: kind === 'claim' && more === 1, place: kind === 'mention' && more !== undefined ? more : null,
          };
        }),
      };
    },

    // [start, end] of document d, [start, end, document], or words that stand nowhere -> the words
    async excerpt(where, d) {
      if (!Array.isArray(where)) return where || '';
      const [start, end, other] = where;
      const document = await this.get(other === undefined ? d : other);
      const passage = document.passages[G.lastUpTo(document.passages, start)];
      return passage && end <= passage.start + passage.text.length ? passage.text.slice(start - passage.start, end - passage.start) : '';
    },
  });
})((window.geomap = window.geomap || {}));
