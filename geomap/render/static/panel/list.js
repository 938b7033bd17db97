// The list of incidents: a card for every one that is shown, those without a place too. Cards are
// made in portions as the list is scrolled, so that 100,000 open as fast as ten; far down a long
// list it begins at the card that is asked for.
(function (G) {
  'use strict';

  const el = G.el;
  const PORTION = 40;
  const FIRST = 12; // as many as are seen at once
  const ORDERS = ['text', 'newest', 'oldest', 'harm'];

  G.IncidentList = L.Class.extend({
    // scroller: the element that scrolls the list; lens: what is shown
    initialize(scroller, lens) {
      this._lens = lens;
      this._scroller = scroller;
      this._list = el('ol', 'gm-cards');
      this._end = el('div', 'gm-cards-end');
      this._before = G.button('gm-earlier', '', () => this._restart(0));
      this._sort = el('select');
      this._sort.addEventListener('change', () => this.refill());
      this.count = el('p', 'gm-count');
      this.count.setAttribute('role', 'status');
      this._sorting = el('label', 'gm-sorting', null, el('span', '', ''), this._sort);
      this.element = el('div', 'gm-list', null, this._sorting, this._before, this._list, this._end);
      new IntersectionObserver((seen) => seen[0].isIntersecting && this._more(), { root: scroller, rootMargin: '600px' }).observe(this._end);
      this._soon = G.once(() => this.refill());
      lens.on('change', this._soon);
      G.events.on('language', () => this.refill());
      this.refill();
    },

    // Show what another lens shows.
    setLens(lens) {
      if (lens === this._lens) return;
      this._lens.off('change', this._soon);
      this._lens = lens;
      lens.on('change', this._soon);
      this.refill();
    },

    // What is shown changed: count anew and begin at the top.
    refill() {
      const { table, mask } = this._lens;
      this._write();
      const shown = [];
      let contested = 0;
      let placeless = 0;
      for (let i = 0; i < table.size; i++) {
        if (!mask[i]) continue;
        shown.push(i);
        if (this._lens.statusOf(i) === 'contested') contested += 1;
        if (!table.placed[i]) placeless += 1;
      }
      const all = shown.length < table.size ? G.t('list.of', { shown: G.n('list.count', shown.length), all: G.number(table.size) }) : G.n('list.count', shown.length);
      this.count.textContent = [all, contested ? G.t('list.contested', { number: G.number(contested) }) : '',
        placeless ? G.t('list.placeless', { number: G.number(placeless) }) : ''].filter(Boolean).join(' · ');
      this._order = this._sorted(shown);
      this._restart(0);
    },

    _write() {
      this._before.textContent = G.t('list.earlier');
      this._sorting.firstChild.textContent = G.t('list.order');
      this._sorting.hidden = this._lens.table.size < 3;
      const chosen = this._sort.value || 'text';
      this._sort.replaceChildren(...ORDERS.map((order) => {
        const option = el('option', '', G.t(`order.${order}`));
        option.value = order;
        return option;
      }));
      this._sort.value = chosen;
    },

    // As in the sources: core incidents first, background after them.
    _sorted(shown) {
      const t = this._lens.table;
      this._firstBackground = -1;
      if (this._sort.value === 'text') {
        const core = shown.filter((i) => t.isCore(i));
        this._firstBackground = core.length < shown.length ? core.length : -1;
        return [...core, ...shown.filter((i) => !t.isCore(i))];
      }
      const column = this._sort.value === 'harm' ? t.killed : t.dayEnd;
      const sign = this._sort.value === 'oldest' ? 1 : -1;
      const missing = (i) => column[i] === G.MISSING;
      return shown.sort((a, b) => missing(a) - missing(b) || sign * (column[a] - column[b]) || a - b);
    },

    _restart(at) {
      this._from = at;
      this._made = at;
      this._making = null;
      this._list.replaceChildren();
      this._before.hidden = at === 0;
      if (!this._order.length) this._list.append(el('li', 'gm-cards-head', G.t('list.nothing')));
      this.busy = this._more();
    },

    async _more() {
      const before = this._making;
      const made = (async () => {
        await before;
        await this._portion(this._made + (this._made === this._from ? FIRST : PORTION));
      })();
      this._making = made;
      await made;
      // The end may still be in sight: then nothing would ask for more.
      if (this._making === made && this._made < this._order.length && this._end.getBoundingClientRect().top < this._scroller.getBoundingClientRect().bottom + 600) this._more();
    },

    async _portion(upTo) {
      const order = this._order;
      const from = this._from;
      const last = Math.min(order.length, upTo);
      for (let k = this._made; k < last; k++) {
        const card = await G.card(this._lens, order[k]);
        if (order !== this._order || from !== this._from) return; // something else is shown meanwhile
        if (k === this._firstBackground) this._list.append(el('li', 'gm-cards-head', G.t('list.background')));
        if (order[k] === this._lens.table.chosen) card.classList.add('gm-card-chosen');
        this._list.append(card);
        this._made = k + 1;
      }
    },

    // The card of incident i, made if it was not yet; null if it is not shown.
    async cardOf(i) {
      const at = this._order.indexOf(i);
      if (at < 0) return null;
      await this._making;
      if (at < this._from || at >= this._made + 4 * PORTION) this._restart(Math.max(0, at - 3));
      await this._making;
      while (at >= this._made && at >= this._from) await this._more();
      return this._list.querySelector(`[data-position="${i}"]`);
    },

    async mark({ position, from }) {
      for (const old of this._list.querySelectorAll('.gm-card-chosen')) old.classList.remove('gm-card-chosen');
      const card = await this.cardOf(position);
      if (!card) return;
      card.classList.add('gm-card-chosen');
      if (from !== 'list') card.scrollIntoView({ block: 'nearest' });
    },
  });
})((window.geomap = window.geomap || {}));
