// What is shown through whose eyes: of the incidents that pass the filters, those that one party
// tells of, and how it tells of them. 'all' shows all accounts, each with the status that follows
// from them together; a side's account has what it asserts (claimed) and what it rejects
// (denied); 'third' is what third parties and the sources themselves say.
(function (G) {
  'use strict';

  const ASSERTS = 1;
  const REJECTS = 2;

  G.Lens = L.Evented.extend({
    initialize(filters, account) {
      this.filters = filters;
      this.table = filters.table;
      // Accounts that there are.
      this.accounts = ['all', ...this.table.sides, 'third'];
      this._told = null;
      this.account = 'all';
      this._see(this._known(account));
      filters.on('change', () => {
        this._combine();
        this.fire('change', { filters: true });
      });
    },

    setAccount(account) {
      this._see(this._known(account));
      this.fire('change', { account: true });
    },

    _known(account) {
      return this.accounts.includes(account) ? account : 'all';
    },

    _see(account) {
      const t = this.table;
      this.account = account;
      if (account === 'all') {
        this._told = null;
        this.status = t.status;
      } else {
        const who = account === 'third' ? 0 : t.sides.indexOf(account) + 1;
        const told = new Uint8Array(t.size);
        for (let k = 0; k < t.voice.length; k++) {
          if (t.voice[k] === who) told[t.voiceOf[k]] |= t.voiceAgainst[k] ? REJECTS : ASSERTS;
        }
        const asserted = t.statuses.indexOf(account === 'third' ? 'reported' : 'claimed');
        const denied = t.statuses.indexOf('denied');
        this.status = Uint8Array.from(told, (how) => (how & ASSERTS ? asserted : denied));
        this._told = told;
      }
      this._combine();
    },

    _combine() {
      const mask = this.filters.mask;
      if (!this._told) {
        this.mask = mask;
        this.count = this.filters.count;
        return;
      }
      this.mask = new Uint8Array(mask.length);
      this.count = 0;
      for (let i = 0; i < mask.length; i++) {
        if (mask[i] && this._told[i]) {
          this.mask[i] = 1;
          this.count += 1;
        }
      }
    },

    // Whether the account has the incident, filtered out or not.
    tells(i) {
      return !this._told || this._told[i] !== 0;
    },

    statusOf(i) {
      return this.table.statuses[this.status[i]];
    },

    shown(positions) {
      return positions.filter((i) => this.mask[i]);
    },
  });

  // What is shown on two maps side by side, taken together: an incident that either tells of, with
  // the status that follows from all accounts.
  G.BothLenses = L.Evented.extend({
    initialize(one, other) {
      Object.assign(this, { table: one.table, filters: one.filters, account: 'all', status: one.table.status, _lenses: [one, other] });
      this._see();
      this._follow = (event) => {
        this._see();
        this.fire('change', event);
      };
      for (const lens of this._lenses) lens.on('change', this._follow);
    },

    remove() {
      for (const lens of this._lenses) lens.off('change', this._follow);
    },

    _see() {
      const [one, other] = this._lenses;
      this.mask = one.mask.map((shown, i) => shown | other.mask[i]);
      this.count = this.mask.reduce((sum, shown) => sum + shown, 0);
    },

    statusOf(i) {
      return this.table.statusOf(i);
    },

    shown(positions) {
      return positions.filter((i) => this.mask[i]);
    },
  });
})((window.geomap = window.geomap || {}));
