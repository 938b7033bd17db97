// The list beside the map (below it on a phone): a card for every incident, those without a place
// too. Cards are made in portions as the list is scrolled, so that 100,000 open as fast as ten.
(function (G) {
  'use strict';

  const el = G.el;
  const PORTION = 40;

  // What came of corrections, folded: those who read the cards see it first.
  function told(corrections) {
    if (!corrections.length) return null;
    const box = el('div', 'gm-corrections');
    for (const { heading, lines } of corrections) {
      const list = el('ul', '', null, ...lines.map((line) => el('li', '', line)));
      box.append(el('details', '', null, el('summary', '', heading), list));
    }
    return box;
  }

  G.Panel = L.Class.extend({
    // corrections: [{heading, lines}], told before the cards
    initialize(holder, table, corrections) {
      this._table = table;
      this._count = el('p', 'gm-count');
      this._count.setAttribute('role', 'status');
      this._handle = el('button', 'gm-handle', null, el('span', 'gm-handle-bar'), this._count);
      this._handle.type = 'button';
      this._handle.setAttribute('aria-expanded', 'false');
      this._handle.title = 'Show more or less of the list';
      this._list = el('ol', 'gm-cards');
      this._end = el('div', 'gm-cards-end');
      this._body = el('div', 'gm-panel-body', null, told(corrections || []), this._list, this._end);
      this._body.tabIndex = -1;
      this._holder = holder;
      holder.append(this._handle, this._body);
      this._handle.addEventListener('click', () => this.expand(!holder.classList.contains('gm-open')));
      new IntersectionObserver((seen) => seen[0].isIntersecting && this._more(), { root: this._body, rootMargin: '600px' }).observe(this._end);
      table.on('change', this._refill, this);
      table.on('choose', this._mark, this);
      this._refill();
    },

    // On a phone: let the sheet cover most of the map, or only its lower edge.
    expand(open) {
      this._holder.classList.toggle('gm-open', open);
      this._handle.setAttribute('aria-expanded', String(open));
    },

    // Something to be told above the cards.
    addAbove(element) {
      this._body.prepend(element);
    },

    // Let an element of the list be the first thing that is seen, and the one that has the focus.
    toTop(element) {
      this._body.scrollTop = element.offsetTop - this._body.offsetTop;
      element.focus({ preventScroll: true });
    },

    // Core incidents first, background after them, each in the order of the text.
    _refill() {
      const t = this._table;
      const shown = [];
      for (let i = 0; i < t.size; i++) if (t.mask[i]) shown.push(i);
      const contested = shown.filter((i) => t.statusOf(i) === 'contested').length;
      const placeless = shown.filter((i) => !t.hasPlace(i)).length;
      this._count.textContent = [G.plural(shown.length, 'incident'), contested ? `${contested.toLocaleString('en')} contested` : '',
        placeless ? `${placeless.toLocaleString('en')} without a place` : ''].filter(Boolean).join(' · ');
      this._order = [...shown.filter((i) => t.isCore(i)), ...shown.filter((i) => !t.isCore(i))];
      this._firstBackground = shown.filter((i) => t.isCore(i)).length;
      this._made = 0;
      this._list.replaceChildren();
      this._busy = this._more();
    },

    async _more() {
      if (this._making) return this._making;
      this._making = this._makePortion();
      await this._making;
      this._making = null;
      return undefined;
    },

    async _makePortion(upTo) {
      const order = this._order;
      const last = Math.min(order.length, upTo === undefined ? this._made + PORTION : upTo);
      for (let k = this._made; k < last; k++) {
        const card = await G.card(this._table, order[k]);
        if (order !== this._order) return; // the filter changed meanwhile
        if (k === this._firstBackground) this._list.append(el('li', 'gm-cards-head', 'Background'));
        this._list.append(card);
        this._made = k + 1;
      }
    },

    // The card of incident i, made if it was not yet. Far down a long list only its surroundings
    // would do; portions up to it are made instead, which stays under a second for thousands.
    async cardOf(i) {
      const at = this._order.indexOf(i);
      if (at < 0) return null;
      await this._making;
      if (at >= this._made) await this._makePortion(at + 1);
      return this._list.querySelector(`[data-position="${i}"]`);
    },

    async _mark({ position, from }) {
      for (const old of this._list.querySelectorAll('.gm-card-chosen')) old.classList.remove('gm-card-chosen');
      const card = await this.cardOf(position);
      if (!card) return;
      card.classList.add('gm-card-chosen');
      if (from === 'map') card.scrollIntoView({ block: 'nearest' });
      else this.expand(false);
    },
  });
})((window.geomap = window.geomap || {}));
