// Whose account the map shows: all of them, one party's, that of third parties and the sources; or two
// maps side by side that move together, each as another tells it.
(function (G) {
  'use strict';

  const el = G.el;
  const MOST_BUTTONS = 3; // sides with a button of their own; more are chosen from a list

  const nameOf = (account) => (account === 'all' || account === 'third' ? G.t(`account.${account}`) : G.t('account.side', { side: account }));

  function chooser(lens, choose) {
    const select = el('select', 'gm-account-choice');
    const write = () => {
      select.setAttribute('aria-label', G.t('account.left'));
      select.replaceChildren(...lens.accounts.map((account) => {
        const option = el('option', '', nameOf(account));
        option.value = account;
        return option;
      }));
      select.value = lens.account;
    };
    select.addEventListener('change', () => choose(select.value));
    lens.on('change', () => (select.value = lens.account));
    G.events.on('language', write);
    write();
    return select;
  }

  // Two maps that move together.
  function synchronise(one, other) {
    let moving = false;
    const follow = (from, to) => () => {
      if (moving) return;
      moving = true;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      moving = false;
    };
    const there = follow(one, other);
    const back = follow(other, one);
    one.on('move', there);
    other.on('move', back);
    return () => one.off('move', there);
  }

  G.Accounts = L.Evented.extend({
    // stage: the element that holds the map
    initialize(map, lens, layers, stage) {
      Object.assign(this, { map, lens, layers, stage, second: null });
      this.element = el('div', 'gm-accounts');
      this.element.setAttribute('role', 'group');
      const write = () => this._write();
      G.events.on('language', write);
      lens.on('change', ({ account }) => account && this._mark());
      this._write();
    },

    _write() {
      const { sides } = this.lens.table;
      this.element.setAttribute('aria-label', G.t('account.title'));
      this._buttons = new Map();
      const parts = [];
      const add = (account, name) => {
        const button = G.button('gm-teller', name, () => (account === 'beside' ? this.beside() : this.choose(account)));
        button.dir = 'auto';
        button.dataset.account = account;
        this._buttons.set(account, button);
        parts.push(button);
      };
      add('all', nameOf('all'));
      for (const side of sides.slice(0, MOST_BUTTONS)) add(side, nameOf(side));
      if (sides.length > MOST_BUTTONS) parts.push(this._more(sides.slice(MOST_BUTTONS)));
      if (sides.length) add('third', nameOf('third'));
      if (sides.length) add('beside', G.t('account.beside'));
      // Where there is nobody to choose between, there is no choice.
      this.element.hidden = !sides.length;
      this.element.replaceChildren(...parts);
      this._mark();
    },

    // A list of the sides that have no button.
    _more(sides) {
      const select = el('select', 'gm-account-choice');
      const option = (value, name) => {
        const made = el('option', '', name);
        made.value = value;
        return made;
      };
      select.setAttribute('aria-label', G.t('account.more'));
      select.append(option('', G.t('account.more')), ...sides.map((side) => option(side, nameOf(side))));
      select.addEventListener('change', () => select.value && this.choose(select.value));
      this._rest = select;
      return select;
    },

    _mark() {
      if (this._rest) {
        const chosen = this.second ? '' : this.lens.account;
        this._rest.value = [...this._rest.options].some((each) => each.value === chosen) ? chosen : '';
        this._rest.classList.toggle('gm-on', this._rest.value !== '');
      }
      for (const [account, button] of this._buttons) {
        const on = this.second ? account === 'beside' : account === this.lens.account;
        button.setAttribute('aria-pressed', String(on));
      }
      if (this._names) this._names.forEach(([box, lens]) => (box.hidden = !this.second && lens.account === 'all'));
    },

    choose(account) {
      this.alone();
      this.lens.setAccount(account);
      this._mark();
      this.fire('change');
    },

    // A second map beside the first. left, right: accounts; by default the two sides with most claims.
    async beside(left, right) {
      const { sides } = this.lens.table;
      if (this.second) return;
      this.lens.setAccount(left || sides[0] || 'all');
      const lens = new G.Lens(this.lens.filters, right || sides[1] || 'third');
      const holder = el('div', 'gm-second folium-map');
      holder.setAttribute('role', 'region');
      holder.setAttribute('aria-label', G.t('page.map'));
      this.stage.classList.add('gm-two');
      this.stage.append(holder);
      const ground = this.map.getBounds();
      const map = L.map(holder, { ...this.map.options, center: this.map.getCenter(), zoom: this.map.getZoom(), attributionControl: false });
      this.second = { map, lens, holder, release: synchronise(this.map, map) };
      this._heads = [[this.map.getContainer(), this.lens], [holder, lens]].map(([container, each]) => {
        const box = el('div', 'gm-account-head', null, chooser(each, (account) => {
          each.setAccount(account);
          this.fire('change');
        }));
        L.DomEvent.disableClickPropagation(box);
        container.append(box);
        return box;
      });
      this.both = new G.BothLenses(this.lens, lens);
      this._mark();
      this.fire('change');
      // The same ground in half the room.
      this.map.invalidateSize({ animate: false });
      this.map.fitBounds(ground, { animate: false });
      map.setView(this.map.getCenter(), this.map.getZoom(), { animate: false });
      await this.layers.beside(map, lens);
      G.relabel(map);
    },

    alone() {
      if (!this.second) return;
      const { map, holder, release } = this.second;
      release();
      this.layers.apart();
      this.both.remove();
      this.both = null;
      map.remove();
      holder.remove();
      for (const head of this._heads) head.remove();
      this.second = null;
      this.stage.classList.remove('gm-two');
      this.map.invalidateSize({ animate: false });
    },

    // For the address: 'Armenia', or 'Armenia|Azerbaijan' side by side.
    write() {
      const told = this.second ? `${this.lens.account}|${this.second.lens.account}` : this.lens.account;
      return told === 'all' ? null : told;
    },

    async read(text) {
      const [left, right] = (text || 'all').split('|');
      this.choose(left);
      if (right) await this.beside(left, right);
    },
  });
})((window.geomap = window.geomap || {}));
