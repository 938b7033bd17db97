// The sources: what they are, the passages of them that came along, and what is marked in these.
// Unpacked, a portion at a time, when first asked for. Positions count as JavaScript does.
(function (G) {
  'use strict';

  G.Documents = L.Class.extend({
    initialize(packed, publishers) {
      this._packed = packed;
      this._publishers = publishers;
      this._portions = [];
      this.size = packed.size;
    },

    // -> {position, id, title, publisher, published, url, passages: [{start, text}], marks: [{start, end, kind, signs, role}]}
    async get(d) {
      const k = Math.floor(d / this._packed.portion);
      this._portions[k] = this._portions[k] || G.inflateRows(this._packed.rows[k]).then((rows) => this._readAll(rows, k * this._packed.portion));
      return (await this._portions[k])[d - k * this._packed.portion];
    },

    _readAll(rows, from) {
      let first = 0;
      return rows.map((row, i) => {
        first += row.first || 0;
        return this._read({ ...row, first }, from + i);
      });
    },

    _read({ id, title, publisher, published, url, passages, first, marks }, position) {
      return {
        position, id, title: title || id, publisher: this._publishers[publisher || 0], published: published || 0, url,
        passages: (passages || []).map(([start, text]) => ({ start, text })),
        marks: (marks || []).map(([start, end, kind, told]) => ({
          start, end, kind: this._packed.kinds[kind], signs: Array.isArray(told) ? told.map((i) => i + first) : [], role: Array.isArray(told) ? '' : told,
        })),
      };
    },

    // [start, end] of document d, [start, end, document], or words that stand nowhere -> the words
    async excerpt(where, d) {
      if (!Array.isArray(where)) return where || '';
      const [start, end, other] = where;
      const document = await this.get(other === undefined ? d : other);
      const passage = document.passages.find((each) => each.start <= start && end <= each.start + each.text.length);
      return passage ? passage.text.slice(start - passage.start, end - passage.start) : '';
    },
  });
})((window.geomap = window.geomap || {}));
