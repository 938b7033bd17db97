// Finds places and incidents by name and word. What is searched is gathered when it is first asked
// for, a portion of the incidents at a time, so that the page goes on answering meanwhile: places
// with all their names; what is told of incidents as one folded text a portion; the names on the
// ground.
(function (G) {
  'use strict';

  // At equal likeness incidents come before the ground.
  const KINDS = ['place', 'incident', 'sector', 'area', 'mention', 'town', 'unit'];
  const EXACT = 0;
  const PREFIX = 1;
  const WORD = 2;
  const INSIDE = 3;
  const NEITHER = 9;
  const ROW = '\n';
  const REST = '\u0001';
  const MOST_INCIDENTS = 400;
  const BREATH = 12; // milliseconds of work before the page gets a turn

  const breath = () => new Promise((resolve) => setTimeout(resolve));

  // How like a folded name is to a folded query.
  function likeness(name, query) {
    if (name === query) return EXACT;
    if (name.startsWith(query)) return PREFIX;
    const at = name.indexOf(query);
    if (at < 0) return query.split(' ').every((word) => name.includes(word)) ? INSIDE : NEITHER;
    return ` ${name}`.includes(` ${query}`) ? WORD : INSIDE;
  }
  const best = (names, query) => names.reduce((found, name) => Math.min(found, likeness(name, query)), NEITHER);
  const folded = (text) => G.fold(text).replace(/\s+/g, ' ').trim();

  G.Finder = L.Evented.extend({
    initialize(table, layers) {
      this._table = table;
      this._layers = layers;
      this._portions = [];
      this._places = new Map();
      this._ground = [];
      this.complete = false;
      G.events.on('language', () => this._started && this._restart());
    },

    // Begin to gather, if it was not begun. Fires 'more' as it goes on. -> Promise of its end
    start() {
      if (!this._started) this._started = this._gather();
      return this._started;
    },

    // The types of incidents are searched in the page's language.
    _restart() {
      this._portions = [];
      this._places = new Map();
      this._ground = [];
      this.complete = false;
      this._started = this._gather();
    },

    async _gather() {
      const t = this._table;
      const places = this._places;
      this._ground = await this._onTheGround();
      let since = performance.now();
      for (let k = 0; k * t.portionSize < t.size; k++) {
        const rows = await t.passing(k);
        const told = [];
        for (let j = 0; j < rows.length; j++) {
          const i = k * t.portionSize + j;
          this._addPlace(places, rows[j], i);
          told.push(await this._words(rows[j], i));
          if (performance.now() - since > BREATH) {
            await breath();
            since = performance.now();
          }
        }
        if (places !== this._places) return; // begun anew meanwhile
        let at = 0;
        const starts = Uint32Array.from(told, (text) => {
          const start = at;
          at += text.length + 1;
          return start;
        });
        this._portions[k] = { text: told.join(ROW), starts };
        if (k % 20 === 19) this.fire('more');
      }
      this.complete = true;
      this.fire('more');
    },

    _addPlace(places, row, i) {
      if (!row.where || !this._table.hasPlace(i)) return;
      const at = this._table.anchorsOf(i)[0];
      const key = `${row.where}|${at[0].toFixed(2)}|${at[1].toFixed(2)}`;
      let place = places.get(key);
      if (!place) {
        const others = [...(row.partyNames || []).map(([name]) => name), ...(row.otherNames || [])];
        place = { kind: 'place', name: row.where, others, folded: [row.where, ...others].map(folded), at, positions: [] };
        places.set(key, place);
      }
      place.positions.push(i);
    },

    async _words(row, i) {
      const t = this._table;
      const what = `${G.say.type(t, i)} ${row.where || ''}`;
      const others = await Promise.all((row.bySource || []).map(([, , , , where, , , quote]) => t.documents.excerpt(quote, t.document[i]).then((words) => `${where || ''} ${words}`)));
      const rest = [
        ...others,
        ...(row.partyNames || []).map(([name]) => name), ...(row.otherNames || []), ...(row.initiators || []), ...(row.targets || []),
        ...(row.weapons || []), row.id, await t.documents.excerpt(row.quote, t.document[i]),
      ];
      return folded(what) + REST + folded(rest.join(' '));
    },

    // Sectors, areas, places only mentioned and towns and districts, of the layers that the map has.
    async _onTheGround() {
      const found = [];
      const add = (kind, name, told) => found.push({ kind, name, folded: name.split(' / ').concat(name).map(folded), ...told });
      const data = async (key) => {
        const layer = this._layers.get(key);
        return layer && layer._packed ? G.unpack(layer._packed) : null;
      };
      for (const sector of (await data('sectors')) || []) add('sector', sector.name, { at: [sector.labelLat, sector.labelLon], shape: sector });
      const areas = new Set();
      for (const area of (await data('areas')) || []) {
        // An area has a shape a time.
        if (!areas.has(area.name)) add('area', area.name, { all: await data('areas') });
        areas.add(area.name);
      }
      for (const place of (await data('mentions')) || []) add('mention', place.name, { at: [place.lat, place.lon], shape: place });
      const base = await data('basemap');
      for (const town of (base && base.towns) || []) add('town', town.text, { at: [town.lat, town.lon] });
      for (const unit of (base && base.units) || []) add('unit', unit.text, { at: [unit.lat, unit.lon] });
      return found;
    },

    // What there is for a query, best first: [{kind, name, ...}]; incidents as {kind, position}.
    // Incidents that `mask` leaves out are left out.
    find(query, mask, most) {
      const wanted = folded(query);
      if (!wanted) return [];
      const found = [];
      const add = (entry, like) => found.push({ entry, order: like * KINDS.length + KINDS.indexOf(entry.kind) });
      const taken = [];
      for (const place of this._places.values()) {
        const like = best(place.folded, wanted);
        if (like === NEITHER) continue;
        const positions = place.positions.filter((i) => mask[i]);
        if (!positions.length) continue;
        add({ ...place, positions }, like);
        taken.push(place);
      }
      for (const entry of this._ground) {
        const like = best(entry.folded, wanted);
        // What stands where incidents of the same name do is found with them.
        const same = (place) => Math.abs(place.at[0] - entry.at[0]) + Math.abs(place.at[1] - entry.at[1]) < 0.2 && place.folded.some((name) => entry.folded.includes(name));
        if (like !== NEITHER && !((entry.kind === 'town' || entry.kind === 'mention') && taken.some(same))) {
          add(entry, like);
          if (entry.kind === 'mention') taken.push(entry);
        }
      }
      for (const [position, like] of this._incidents(wanted, mask)) add({ kind: 'incident', position }, like);
      return found.sort((a, b) => a.order - b.order).slice(0, most).map(({ entry }) => entry);
    },

    // Incidents of which all words are told. -> [[position, likeness]]
    _incidents(query, mask) {
      const words = query.split(' ').sort((a, b) => b.length - a.length);
      const found = [];
      for (let k = 0; k < this._portions.length && found.length < MOST_INCIDENTS; k++) {
        const { text, starts } = this._portions[k];
        // From one occurrence of the longest word to that in a later row.
        for (let at = text.indexOf(words[0]); at >= 0;) {
          const j = rowAt(starts, at);
          const end = j + 1 < starts.length ? starts[j + 1] - 1 : text.length;
          const position = k * this._table.portionSize + j;
          if (mask[position]) {
            const told = text.slice(starts[j], end);
            if (words.every((word) => told.includes(word))) found.push([position, Math.min(INSIDE, likeness(told.slice(0, told.indexOf(REST)), query))]);
          }
          at = end < text.length ? text.indexOf(words[0], end) : -1;
        }
      }
      return found;
    },
  });

  function rowAt(starts, at) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
})((window.geomap = window.geomap || {}));
