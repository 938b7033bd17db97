// The page on paper: the map is fitted to the sheet before it is printed and put back after, the
// legend is opened, and a list of the incidents shown follows on the next page.
(function (G) {
  'use strict';

  const el = G.el;
  const MOST_LISTED = 100;
  const MOST_PORTIONS = 8; // unpacked without being asked

  G.Printing = class {
    constructor(context) {
      Object.assign(this, { context, _before: null });
      this.head = el('p', 'gm-print-told');
      this.list = el('section', 'gm-print-list');
      context.page.querySelector('.gm-header').append(this.head);
      context.page.append(this.list);
      window.addEventListener('beforeprint', () => this.begin());
      window.addEventListener('afterprint', () => this.end());
      // A browser's preview of print styles comes without the events above.
      window.matchMedia('print').addEventListener('change', ({ matches }) => (matches ? this.begin() : this.end()));
      // The list cannot be made while a page is being printed: what it needs is unpacked before.
      let waiting = null;
      const soon = () => {
        clearTimeout(waiting);
        this._stale = true;
        waiting = setTimeout(() => this._few() && this.prepare(), 700);
      };
      context.lens.on('change', soon);
      context.accounts.on('change', soon);
      G.events.on('language', soon);
      soon();
    }

    _lenses() {
      return G.shownMaps(this.context).map(({ lens }) => lens);
    }

    _listed() {
      const lenses = this._lenses();
      const found = [];
      let all = 0;
      for (let i = 0; i < this.context.table.size; i++) {
        if (!lenses.some((lens) => lens.mask[i])) continue;
        all += 1;
        if (found.length < MOST_LISTED) found.push(i);
      }
      return { found, all };
    }

    _few() {
      const { portionSize } = this.context.table;
      return new Set(this._listed().found.map((i) => Math.floor(i / portionSize))).size <= MOST_PORTIONS;
    }

    // Write the list of incidents.
    async prepare() {
      const { table } = this.context;
      const lenses = this._lenses();
      const { found, all } = this._listed();
      const entries = await Promise.all(found.map(async (i) => {
        const account = await table.account(i);
        const statuses = [...new Set(lenses.filter((lens) => lens.mask[i]).map((lens) => G.say.status(lens.statusOf(i), account)))];
        const harm = G.withSemicolons(G.say.harms(account));
        const source = G.say.sources(account, (d) => G.withCommas([d.publisher || d.title, d.published !== G.MISSING ? G.day(d.published) : '']));
        const entry = el('li', '', null, el('b', '', G.say.what(table, i, account)),
          el('span', '', G.withDots([G.say.when(table, i, account), G.inRow(statuses, ' | '), G.say.precision(account), harm, ...G.say.notes(table, i, account)])),
          el('span', 'gm-print-source', source));
        return entry;
      }));
      const more = all - found.length;
      this.list.replaceChildren(el('h2', '', G.n('list.count', all)), el('ol', '', null, ...entries),
        ...(more ? [el('p', '', G.n('print.more', more))] : []));
      this._stale = false;
    }

    // Everything at once, for the browser does not wait.
    begin() {
      if (this._before) return;
      const { legend } = this.context;
      const maps = G.shownMaps(this.context).map(({ map }) => map);
      const views = maps.map((map) => ({ center: map.getCenter(), zoom: map.getZoom(), bounds: map.getBounds() }));
      this._before = { maps, views, open: legend.open };
      legend.open = true;
      this.head.textContent = G.withDots(G.toldOfView(this.context));
      if (this._stale) this.list.replaceChildren(el('p', '', G.t('print.no_list')));
      document.documentElement.classList.add('gm-printing');
      maps.forEach((map, k) => {
        map.invalidateSize({ animate: false, pan: false });
        // The ground that was to be seen is on the sheet too.
        if (k === 0) map.fitBounds(views[0].bounds, { animate: false });
      });
      maps.forEach(G.relabelNow);
      // A long legend is set smaller, so that it stays beside the map.
      const { style } = legend;
      for (const size of ['7.5pt', '7pt', '6.5pt', '6pt', '5.5pt']) {
        style.fontSize = size;
        if (legend.scrollHeight <= maps[0].getSize().y + 40) break;
      }
    }

    end() {
      if (!this._before) return;
      const { maps, views, open } = this._before;
      this._before = null;
      document.documentElement.classList.remove('gm-printing');
      this.context.legend.open = open;
      this.context.legend.style.fontSize = '';
      maps.forEach((map, k) => {
        map.invalidateSize({ animate: false, pan: false });
        map.setView(views[k].center, views[k].zoom, { animate: false });
        G.relabel(map);
      });
    }

    async print() {
      await this.prepare();
      window.print();
    }
  };
})((window.geomap = window.geomap || {}));
