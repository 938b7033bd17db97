// Time as a reader steps through it: which days a map spans, the steps (bins) that they are cut into,
// and how many incidents fall into each. A bin's number is what a window on just that bin shows.
(function (G) {
  'use strict';

  // Days: a span longer than this, and an open one that begins or ends further off, does not stretch
  // the axis.
  const LONG = 366;
  // Bins: as many as are easily told apart, and the most that a reader may ask for.
  const EASY = 130;
  const MOST = 1600;
  const STEPS = ['day', 'week', 'month', 'year'];
  const LENGTH = { day: 1, week: 7, month: 30.44, year: 365.24 };

  const known = (day) => day !== G.MISSING;
  const dayOf = (year, month) => Date.UTC(year, month, 1) / 86400000;

  // The first day of the bin after the one that holds the day.
  function next(step, day) {
    if (step === 'day') return day + 1;
    // Day 0 was a Thursday; weeks begin on Monday.
    if (step === 'week') return day + 7 - ((((day + 3) % 7) + 7) % 7);
    const date = new Date(day * 86400000);
    return step === 'month' ? dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1) : dayOf(date.getUTCFullYear() + 1, 0);
  }

  // The days that core incidents span, with the map's day; null where no incident has a date. turns:
  // days on which lines, areas and places change, which count where all incidents have one day.
  function domain(table, asOf, turns) {
    let first = Infinity;
    let last = -Infinity;
    const see = (day) => {
      first = Math.min(first, day);
      last = Math.max(last, day);
    };
    const look = (counts) => {
      for (let i = 0; i < table.size; i++) {
        const start = table.dayStart[i];
        const end = table.dayEnd[i];
        if (!counts(i) || (!known(start) && !known(end))) continue;
        if (known(start) && known(end)) {
          see(end);
          if (end - start <= LONG) see(start);
        } else {
          const day = known(start) ? start : end;
          if (!known(asOf) || Math.abs(day - asOf) <= LONG) see(day);
        }
      }
    };
    look((i) => table.isCore(i));
    if (first > last) look(() => true);
    if (first > last) return null;
    if (known(asOf)) see(asOf);
    const only = first;
    if (first === last) for (const day of turns) if (Math.abs(day - only) <= LONG) see(day);
    return { first, last };
  }

  G.TimeAxis = L.Class.extend({
    initialize(table, asOf, turns) {
      this.table = table;
      this._turns = turns || [];
      const found = domain(table, asOf, this._turns);
      this.dated = found !== null;
      Object.assign(this, found || { first: 0, last: 0 });
      const days = this.last - this.first + 1;
      this.steps = STEPS.filter((step) => days / LENGTH[step] <= MOST && (step === 'day' || days >= 2 * LENGTH[step]));
      if (!this.steps.length) this.steps = ['year'];
      this.usual = this.steps.find((step) => days / LENGTH[step] <= EASY) || this.steps[this.steps.length - 1];
      this.setStep(this.usual);
    },

    // Bins are {from, to, kind}: kind is 'earlier' and 'later' for what lies beyond the axis, which has no
    // outer day, and '' for the others.
    setStep(step) {
      const { table, first, last } = this;
      this.step = this.steps.includes(step) ? step : this.usual;
      let earlier = false;
      let later = false;
      for (let i = 0; i < table.size; i++) {
        const start = table.dayStart[i];
        if (!known(start)) earlier = earlier || known(table.dayEnd[i]);
        else if (start < first) earlier = true;
        else if (start > last) later = true;
      }
      this.bins = earlier ? [{ from: null, to: first - 1, kind: 'earlier' }] : [];
      this._binOfDay = new Int32Array(last - first + 1);
      for (let day = first; day <= last;) {
        const end = Math.min(last, next(this.step, day) - 1);
        this._binOfDay.fill(this.bins.length, day - first, end - first + 1);
        this.bins.push({ from: day, to: end, kind: '' });
        day = end + 1;
      }
      if (later) this.bins.push({ from: last + 1, to: null, kind: 'later' });
      this._place();
    },

    // The bins in which each incident begins and ends; -1 without a date.
    _place() {
      const { table } = this;
      const end = this.bins.length - 1;
      this._begins = new Int32Array(table.size);
      this._ends = new Int32Array(table.size);
      for (let i = 0; i < table.size; i++) {
        const from = table.dayStart[i];
        const to = table.dayEnd[i];
        const undated = !known(from) && !known(to);
        this._begins[i] = undated ? -1 : known(from) ? this.binOf(from) : 0;
        this._ends[i] = undated ? -1 : Math.max(this._begins[i], known(to) ? this.binOf(to) : end);
      }
    },

    // Beyond the axis the outermost bin.
    binOf(day) {
      if (day < this.first) return 0;
      return day > this.last ? this.bins.length - 1 : this._binOfDay[day - this.first];
    },

    // Whether there is anything to choose: several days, or something before or after the only one.
    isWorthwhile() {
      return this.dated && this.bins.length > 1;
    },

    // Days for filters.setTime of the bins a to b. All bins are the whole time: then the day shown is the map's.
    window(a, b, cumulative) {
      const whole = a === 0 && b === this.bins.length - 1;
      return { from: cumulative || whole ? null : this.bins[a].from, to: whole ? null : this.bins[b].to };
    },

    // -> [a, b], the bins that days (null for open) lie in
    binsOf({ from, to }) {
      const a = from === null ? 0 : this.binOf(from);
      return [a, to === null ? this.bins.length - 1 : Math.max(a, this.binOf(to))];
    },

    // How many incidents each bin has under all filters but the time, as one of the lenses shows them.
    // -> {all, rough, contested, undated, most}; rough: of which the day is not known exactly
    count(filters, lenses) {
      const { table } = this;
      const n = this.bins.length;
      const [all, rough, contested] = [0, 1, 2].map(() => new Int32Array(n + 1));
      const passes = filters.passesBut('time');
      const disputed = table.statuses.indexOf('contested');
      let undated = 0;
      const add = (numbers, i) => {
        numbers[this._begins[i]] += 1;
        numbers[this._ends[i] + 1] -= 1;
      };
      for (let i = 0; i < table.size; i++) {
        if (!passes(i)) continue;
        const lens = lenses.find((each) => each.tells(i));
        if (!lens) continue;
        if (this._begins[i] < 0) {
          undated += 1;
          continue;
        }
        add(all, i);
        if (table.isRough(i) || !known(table.dayStart[i])) add(rough, i);
        if (lens.status[i] === disputed) add(contested, i);
      }
      // So far where each begins and ends; summed up, what there is in each.
      for (const numbers of [all, rough, contested]) for (let k = 1; k < n; k++) numbers[k] += numbers[k - 1];
      return { all, rough, contested, undated, most: all.subarray(0, n).reduce((a, b) => Math.max(a, b), 0) };
    },
  });

  // Days on which lines, areas and places said to have changed hands come and go.
  G.turnsOf = function (shapes) {
    const days = new Set();
    for (const shape of shapes) {
      if (shape.day !== undefined) days.add(shape.day);
      if (shape.from !== undefined && known(shape.from)) days.add(shape.from);
      if (shape.to !== undefined && known(shape.to)) days.add(shape.to + 1);
    }
    return [...days];
  };
})((window.geomap = window.geomap || {}));
