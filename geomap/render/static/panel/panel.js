// The panel beside the map (a sheet over it on a phone): how many incidents are shown, the filters,
// and tabs: the list of incidents, and the texts.
(function (G) {
  'use strict';

  const el = G.el;

  // What came of corrections, folded: those who read the cards see it first.
  function told(corrections) {
    if (!corrections.length) return null;
    const box = el('div', 'gm-corrections');
    for (const { heading, lines } of corrections) {
      const list = el('ul', '', null, ...lines.map((line) => el('li', '', line)));
      box.append(el('details', '', null, el('summary', '', heading), list));
    }
    for (const each of box.querySelectorAll('li')) each.dir = 'auto';
    return box;
  }

  G.Panel = L.Evented.extend({
    // holder: the aside of the page; corrections: [{heading, lines}], told before the cards
    initialize(holder, lens, corrections) {
      this._holder = holder;
      this._tabs = [];
      const table = lens.table;
      this._listPage = el('div', 'gm-panel-body');
      this.list = new G.IncidentList(this._listPage, lens);
      const before = told(corrections || []);
      if (before) this._listPage.append(before);
      this._listPage.append(this.list.element);
      this._handle = el('button', 'gm-handle', null, el('span', 'gm-handle-bar'));
      this._handle.type = 'button';
      this._handle.setAttribute('aria-expanded', 'false');
      this._handle.addEventListener('click', () => this.expand(!holder.classList.contains('gm-open')));
      this._bar = el('div', 'gm-tabs');
      this._bar.setAttribute('role', 'tablist');
      this._bar.addEventListener('keydown', (event) => this._step(event));
      this.filters = G.filterBar(lens.filters);
      this._pages = el('div', 'gm-pages');
      holder.append(this._handle, el('div', 'gm-panel-head', null, this.list.count, this.filters), this._bar, this._pages);
      this.addTab('list', () => G.t('list.tab'), this._listPage);
      table.on('choose', this._chosen, this);
      G.events.on('language', this._write, this);
      this._write();
    },

    // A tab: title() in the page's language; shown() is run when it is opened.
    addTab(key, title, page, shown) {
      const tab = el('button', 'gm-tab');
      tab.type = 'button';
      tab.id = `gm-tab-${key}`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', `gm-page-${key}`);
      tab.addEventListener('click', () => this.show(key));
      page.id = `gm-page-${key}`;
      page.setAttribute('role', 'tabpanel');
      page.setAttribute('aria-labelledby', tab.id);
      page.tabIndex = 0;
      this._tabs.push({ key, tab, page, title, shown });
      this._bar.append(tab);
      this._pages.append(page);
      this._write();
      this.show(this.tab || key);
    },

    show(wanted) {
      const key = this._tabs.some((each) => each.key === wanted) ? wanted : 'list';
      this.tab = key;
      for (const each of this._tabs) {
        const on = each.key === key;
        each.page.hidden = !on;
        each.tab.setAttribute('aria-selected', String(on));
        each.tab.tabIndex = on ? 0 : -1;
        if (on && each.shown) each.shown();
      }
      this.fire('tab');
    },

    _step(event) {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const at = this._tabs.findIndex((each) => each.key === this.tab);
      const next = this._tabs[(at + by + this._tabs.length) % this._tabs.length];
      this.show(next.key);
      next.tab.focus();
    },

    _write() {
      this._handle.title = G.t('list.handle');
      this._handle.setAttribute('aria-label', G.t('list.handle'));
      this._bar.hidden = this._tabs.length < 2;
      for (const { tab, title } of this._tabs) tab.textContent = title();
    },

    // On a phone: let the sheet cover most of the map, or only its lower edge.
    expand(open) {
      this._holder.classList.toggle('gm-open', open);
      this._handle.setAttribute('aria-expanded', String(open));
    },

    // Something to be told above the cards.
    addAbove(element) {
      this._listPage.prepend(element);
    },

    // Let an element of the list be the first thing that is seen, and the one that has the focus.
    toTop(element) {
      this.show('list');
      this._listPage.scrollTop = element.offsetTop - this._listPage.offsetTop;
      element.focus({ preventScroll: true });
    },

    _chosen({ position, from }) {
      this.list.mark({ position, from });
      if (from !== 'map') this.expand(false);
    },
  });
})((window.geomap = window.geomap || {}));
