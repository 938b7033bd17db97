// What is shown, in the address' fragment: a view can be sent as a link, and comes back on reload.
// Each part of the page tells how its share is written and read.
(function (G) {
  'use strict';

  G.State = L.Class.extend({
    initialize() {
      this._parts = {};
      this._save = null;
      this._last = '';
    },

    // name: of the share in the fragment; write() -> text, or null where nothing was chosen;
    // read(text or null) puts it back.
    part(name, write, read) {
      this._parts[name] = { write, read };
    },

    text() {
      const told = new URLSearchParams();
      for (const [name, { write }] of Object.entries(this._parts)) {
        const value = write();
        if (value !== null && value !== undefined && value !== '') told.set(name, value);
      }
      return told.toString();
    },

    // Read the address. When it changes, parts that it does not name go back to what they are at
    // first; when the page opens they are that.
    async load(opening) {
      const told = new URLSearchParams(window.location.hash.slice(1));
      for (const [name, { read }] of Object.entries(this._parts)) {
        if (told.has(name) || !opening) await read(told.get(name));
      }
      this._last = this.text();
    },

    // Write the address soon; many changes in a row are one.
    changed() {
      clearTimeout(this._save);
      this._save = setTimeout(() => this.save(), 250);
    },

    save() {
      const text = this.text();
      // A frame without an address of its own (srcdoc) has nowhere to write to.
      if (text === this._last || !/^(https?|file):$/.test(window.location.protocol)) return;
      this._last = text;
      history.replaceState(null, '', text ? `#${text}` : window.location.pathname + window.location.search);
    },

    listen() {
      window.addEventListener('hashchange', () => {
        if (window.location.hash.slice(1) !== this._last) this.load();
      });
    },
  });

  // Sets of numbers and what they stand for: names, which hold when a map is drawn anew.
  G.writeSet = (set, names) => (set ? [...set].map((k) => encodeURIComponent(names[k])).join('~') || '-' : null);
  G.readSet = function (text, names) {
    if (text === null) return null;
    if (text === '-') return new Set();
    const wanted = text.split('~').map(decodeURIComponent);
    const known = wanted.map((name) => names.indexOf(name)).filter((k) => k >= 0);
    // Names of another map: as if nothing were chosen.
    return known.length ? new Set(known) : null;
  };
})((window.geomap = window.geomap || {}));
