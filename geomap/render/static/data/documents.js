// The sources: what they are, the passages of them that came along, and what is marked in these.
// Unpacked, a portion at a time, when first asked for. Positions count as JavaScript does.
(function (G) {
  'use strict';

  G.Documents = L.Class.extend({
    initialize(packed) {
      this._packed = packed;
      this._portions = [];
      this.size = packed.size;
    },

    // -> {position, id, title, publisher, published, url, passages: [{start, text}], marks: [{start, end, kind, signs, role}]}
    async get(d) {
      const k = Math.floor(d / this._packed.portion);
      this._portions[k] = this._portions[k] || G.inflateJson(this._packed.rows[k]).then((rows) => rows.map((row, i) => this._read(row, k * this._packed.portion + i)));
      return (await this._portions[k])[d - k * this._packed.portion];
    },

    _read([id, title, publisher, published, url, passages, marks], position) {
      return {
        position, id, title: title || id, publisher, published: published ? Math.round(Date.parse(published) / 86400000) : G.MISSING, url,
        passages: passages.map(([start, text]) => ({ start, text })),
        marks: marks.map(([start, end, kind, told]) => ({
          start, end, kind: this._packed.kinds[kind], signs: Array.isArray(told) ? told : [], role: Array.isArray(told) ? '' : told,
        })),
      };
    },

    // [document, start, end] or words that stand nowhere -> the words
    async excerpt(where) {
      if (!Array.isArray(where)) return where || '';
      const [d, start, end] = where;
      const document = await this.get(d);
      const passage = document.passages.find((each) => each.start <= start && end <= each.start + each.text.length);
      return passage ? passage.text.slice(start - passage.start, end - passage.start) : '';
    },
  });
})((window.geomap = window.geomap || {}));
