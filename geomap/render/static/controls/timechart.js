// The picture of time: bars of incidents, under them a track with two handles and the window between
// them. Time runs from left to right in every language. It draws and tells what is chosen; it filters nothing.
(function (G) {
  'use strict';

  const el = G.el;
  const TRACK = 'gm-time-track';
  let charts = 0;

  // A group of bars as one path. part(k) -> [lower, upper] of bin k in incidents; wide: share of a bin
  function bars(n, wide, scale, part) {
    const told = [];
    const width = scale.bin * wide;
    for (let k = 0; k < n; k++) {
      const [low, high] = part(k);
      if (high <= low) continue;
      const y0 = scale.y(low);
      const y1 = Math.min(scale.y(high), y0 - 1.5);
      told.push(`M${((k + 0.5) * scale.bin - width / 2).toFixed(2)},${y0.toFixed(1)}V${y1.toFixed(1)}h${width.toFixed(2)}V${y0.toFixed(1)}Z`);
    }
    return told.join('');
  }

  function hatch(id) {
    return G.svg('pattern', { id, patternUnits: 'userSpaceOnUse', width: 5, height: 5, class: 'gm-time-hatch' },
      G.svg('path', { d: 'M-1,6L6,-1M-1,1L1,-1M4,6L6,4' }));
  }

  // Fires 'window' {a, b} when the reader chooses the bins a to b, and 'touch' when a hand is laid on it.
  G.TimeChart = L.Evented.extend({
    initialize() {
      const id = `gm-time-hatch-${(charts += 1)}`;
      this._paths = {};
      const path = (name) => (this._paths[name] = G.svg('path', { class: `gm-bar-${name}` }));
      this._hits = G.svg('g', { class: 'gm-time-hits' });
      this._svg = G.svg('svg', { class: 'gm-time-bars' }, G.svg('defs', {}, hatch(id)),
        ...['out-exact', 'in-exact', 'out-rough', 'in-rough', 'contested'].map(path), this._hits);
      for (const name of ['out-rough', 'in-rough']) this._paths[name].setAttribute('fill', `url(#${id})`);
      this._most = el('span', 'gm-time-most');
      this._band = el('div', 'gm-time-window');
      this._handles = { from: this._handle('from'), to: this._handle('to') };
      this._marks = el('div', 'gm-time-marks');
      this._track = el('div', TRACK, null, this._band, this._handles.from, this._handles.to);
      this._axis = el('div', 'gm-time-axis');
      this._axis.setAttribute('aria-hidden', 'true');
      this._area = el('div', 'gm-time-area', null, this._svg, this._most, this._marks, this._track);
      this.element = el('div', 'gm-time-chart', null, this._area, this._axis);
      this.element.dir = 'ltr';
      this._area.addEventListener('pointerdown', (event) => this._grasp(event));
      this._pending = null;
      // A hand moves faster than a map is drawn: once a frame is enough.
      this._tell = G.once(() => {
        const chosen = this._pending;
        this._pending = null;
        this.fire('window', chosen);
      });
      // Its size is kept: asked for at each step, it would have everything laid out anew.
      this._size = { width: 0, height: 0 };
      new ResizeObserver(([{ contentRect }]) => {
        this._size = { width: contentRect.width, height: contentRect.height };
        this._soon();
      }).observe(this._svg);
      this._soon = G.once(() => this._draw());
    },

    _handle(which) {
      const handle = el('div', `gm-time-handle gm-time-${which}`);
      handle.tabIndex = 0;
      handle.setAttribute('role', 'slider');
      handle.addEventListener('keydown', (event) => this._key(event, which));
      return handle;
    },

    // axis: G.TimeAxis; changes: [{day, text}] to be marked on it; inWords(k): the days of a bin
    setAxis(axis, changes, inWords) {
      const n = axis.bins.length;
      this._axisNow = axis;
      this._counts = null; // those of other bins
      this._words = axis.bins.map((_, k) => inWords(k));
      this._titles = this._words.map(() => G.svg('title'));
      this._hits.replaceChildren(...this._titles.map((title) => G.svg('rect', { y: 0, height: '100%' }, title)));
      this._marks.replaceChildren(...changes.filter(({ day }) => day >= axis.first && day <= axis.last).map(({ day, text }) => {
        const mark = el('span', 'gm-time-mark');
        const bin = axis.bins[axis.binOf(day)];
        const within = (day - bin.from + 0.5) / (bin.to - bin.from + 1);
        mark.style.left = `${((axis.binOf(day) + within) / n) * 100}%`;
        mark.title = text;
        mark.setAttribute('role', 'img');
        mark.setAttribute('aria-label', text);
        return mark;
      }));
      for (const [which, handle] of Object.entries(this._handles)) {
        handle.setAttribute('aria-label', G.t(`time.slider_${which}`));
        handle.setAttribute('aria-valuemin', '0');
        handle.setAttribute('aria-valuemax', String(n - 1));
      }
      this._svg.setAttribute('role', 'group');
      this._svg.setAttribute('aria-label', G.t('time.chart'));
    },

    // counts: of axis.count
    setCounts(counts) {
      this._counts = counts;
      for (let k = 0; k < this._titles.length; k++) {
        const text = this.textOf(k);
        if (this._titles[k].textContent !== text) this._titles[k].textContent = text;
      }
      this._most.textContent = counts.most ? G.number(counts.most) : '';
      this._draw();
    },

    // A bin in words: its days, how many incidents, how many of them roughly dated, how many contested.
    textOf(k) {
      const { all, rough, contested } = this._counts;
      const told = [G.n('time.bar', all[k], { when: this._words[k] })];
      if (rough[k]) told.push(G.n('time.rough', rough[k]));
      if (contested[k]) told.push(G.t('list.contested', { number: G.number(contested[k]) }));
      return G.withCommas(told);
    },

    // The window: bins a to b; cumulative: there is no handle at its start
    setWindow(a, b, cumulative, words) {
      const n = this._axisNow.bins.length;
      Object.assign(this, { a, b, cumulative });
      this._band.style.left = this._handles.from.style.left = `${(a / n) * 100}%`;
      this._band.style.width = `${((b - a + 1) / n) * 100}%`;
      this._handles.to.style.left = `${((b + 1) / n) * 100}%`;
      this._handles.from.hidden = cumulative;
      this._area.classList.toggle('gm-time-whole', a === 0 && b === n - 1);
      for (const which of ['from', 'to']) {
        this._handles[which].setAttribute('aria-valuenow', String(which === 'from' ? a : b));
        this._handles[which].setAttribute('aria-valuetext', words[which]);
      }
      this._draw();
    },

    _draw() {
      const { width, height } = this._size;
      if (!this._counts || this.a === undefined || !width) return;
      const { all, rough, contested, most } = this._counts;
      const n = this._titles.length;
      const scale = { bin: width / n, y: (number) => height - (most ? (number / most) * (height - 2) : 0) };
      const wide = scale.bin > 5 ? 0.86 : 1;
      const inside = (k) => k >= this.a && k <= this.b;
      const none = [0, 0];
      const draw = (name, share, part) => this._paths[name].setAttribute('d', bars(n, share, scale, part));
      for (const [name, on] of [['in', true], ['out', false]]) {
        draw(`${name}-exact`, wide, (k) => (inside(k) === on ? [0, all[k] - rough[k]] : none));
        draw(`${name}-rough`, wide, (k) => (inside(k) === on ? [all[k] - rough[k], all[k]] : none));
      }
      // Narrower than the bar, so that it is not told by colour alone.
      draw('contested', wide * 0.45, (k) => [0, contested[k]]);
      const key = `${width} ${n} ${this._axisNow.step} ${G.language()}`;
      if (key === this._drawnFor && this._labelled === this._axisNow.bins) return;
      this._drawnFor = key;
      this._labelled = this._axisNow.bins;
      [...this._hits.children].forEach((rect, k) => {
        rect.setAttribute('x', (k * scale.bin).toFixed(2));
        rect.setAttribute('width', scale.bin.toFixed(2));
      });
      this._label(width);
    },

    // Names under the axis, as many as there is room for: the first bin and the last, and between them
    // some at equal steps; of many days or weeks only those that begin a month.
    _label(width) {
      const { bins, step } = this._axisNow;
      const n = bins.length;
      const days = step === 'day' || step === 'week';
      const months = days && bins.map((_, k) => k).filter((k) => k && this._beginsMonth(k));
      const byMonth = days && months.length > 6;
      const found = byMonth ? months : bins.map((_, k) => k);
      const room = 82;
      const every = Math.max(1, Math.ceil((room * found.length) / width));
      const chosen = found.filter((k, at) => at % every === 0);
      let year = null;
      let free = 0;
      const labels = [];
      // align: 0 from the bin on, 0.5 in its middle, 1 up to it
      const add = (k, upTo, align, limit) => {
        const bin = bins[k];
        const now = bin.kind ? year : G.tinyDay(bin.from, 'year');
        const text = bin.kind ? G.t(`time.${bin.kind}`) : upTo === 'day' && now !== year ? G.shortDay(bin.from) : G.tinyDay(bin.from, upTo);
        const wide = text.length * 6.4;
        const at = align === 1 ? width : align === 0 ? 0 : ((k + 0.5) / n) * width;
        if (at - wide * align < free || at + wide * (1 - align) > limit) return null;
        const label = el('span', '', text);
        label.dir = G.direction();
        label.style.left = `${(at / width) * 100}%`;
        label.style.transform = `translateX(${-100 * align}%)`;
        free = at + wide * (1 - align) + 8;
        year = now;
        labels.push(label);
        return at - wide * align;
      };
      const upTo = days ? 'day' : step;
      const edges = width / n < room;
      // The last comes first, so that the others keep clear of it.
      let limit = width + room;
      if (edges && n > 1) {
        limit = add(n - 1, upTo, 1, Infinity) - 8;
        free = 0;
        year = null;
        add(0, upTo, 0, limit);
      }
      for (const k of chosen) {
        if (edges && (k === 0 || k === n - 1)) continue;
        add(k, byMonth ? 'month' : upTo, 0.5, limit);
      }
      this._axis.replaceChildren(...labels);
    },

    _beginsMonth(k) {
      const bin = this._axisNow.bins[k];
      return !bin.kind && bin.to !== null && G.isoDay(bin.to).slice(0, 7) !== G.isoDay(bin.from - 1).slice(0, 7);
    },

    _choose(a, b) {
      const n = this._axisNow.bins.length;
      this._pending = { a: Math.max(0, Math.min(a, n - 1)), b: Math.max(0, Math.min(b, n - 1)) };
      this._tell();
    },

    // Arrows go by one step, page keys by more; with Shift the whole window goes.
    _key(event, which) {
      const n = this._axisNow.bins.length;
      const many = { day: 7, week: 4, month: 12, year: 5 }[this._axisNow.step];
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: many, PageDown: -many, Home: -n, End: n }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.fire('touch');
      const { a, b } = this._pending || this;
      if (event.shiftKey && !this.cumulative) this._shift(a, b, by);
      else if (which === 'from') this._choose(Math.min(Math.max(0, a + by), b), b);
      else this._choose(a, Math.max(this.cumulative ? 0 : a, Math.min(n - 1, b + by)));
    },

    // The window moved by some bins, as far as there is room.
    _shift(a, b, by) {
      const step = Math.max(-a, Math.min(by, this._axisNow.bins.length - 1 - b));
      this._choose(a + step, b + step);
    },

    // A hand on a handle moves it; on the window, the window; elsewhere it marks out a new one.
    _grasp(event) {
      if (event.button) return;
      event.preventDefault();
      this.fire('touch');
      const box = this._svg.getBoundingClientRect();
      const n = this._axisNow.bins.length;
      const place = (e) => ((e.clientX - box.left) / box.width) * n;
      const binAt = (e) => Math.max(0, Math.min(n - 1, Math.floor(place(e))));
      const { a, b, cumulative } = this;
      const start = place(event);
      const whole = a === 0 && b === n - 1;
      let move;
      if (event.target === this._handles.from) move = (e) => this._choose(Math.max(0, Math.min(Math.round(place(e)), b)), b);
      else if (event.target === this._handles.to) move = (e) => this._choose(a, Math.max(a, Math.round(place(e)) - 1));
      else if (cumulative) move = (e) => this._choose(0, binAt(e));
      else if (event.target === this._band && !whole) move = (e) => this._shift(a, b, Math.round(place(e) - start));
      else move = (e) => this._choose(Math.min(binAt(event), binAt(e)), Math.max(binAt(event), binAt(e)));
      const handle = Object.values(this._handles).find((each) => each === event.target) || this._handles.to;
      handle.focus({ preventScroll: true });
      this._area.setPointerCapture(event.pointerId);
      const follow = (e) => move(e);
      const release = () => {
        this._area.removeEventListener('pointermove', follow);
        for (const name of ['pointerup', 'pointercancel']) this._area.removeEventListener(name, release);
      };
      this._area.addEventListener('pointermove', follow);
      for (const name of ['pointerup', 'pointercancel']) this._area.addEventListener(name, release);
      if (event.target !== this._handles.from && event.target !== this._handles.to && (event.target !== this._band || whole || cumulative)) move(event);
    },
  });
})((window.geomap = window.geomap || {}));
