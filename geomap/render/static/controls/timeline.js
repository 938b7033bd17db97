// One bar of time for everything on a map: which days are shown, step by step or as a whole, and playing
// through them. All that follows the filters follows it.
(function (G) {
  'use strict';

  const el = G.el;
  const PACE = 600; // milliseconds a step while it plays
  const LETTERS = { d: 'day', w: 'week', m: 'month', y: 'year' };

  const PLAY = 'M4,2.5L13,8L4,13.5Z';
  const PAUSE = 'M3.5,2.5H6.5V13.5H3.5ZM9.5,2.5H12.5V13.5H9.5Z';
  const picture = (d) => G.svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, G.svg('path', { d, fill: 'currentColor' }));

  G.TimeBar = L.Evented.extend({
    // filters: what the bar sets the time of; lenses(): whose accounts its bars follow; shapes: a promise
    // of {dated, changes}, lines, areas and places that come and go with the days. Fires 'change' when
    // something is chosen that the filters do not know: cumulative, step.
    initialize({ filters, lenses, shapes }) {
      Object.assign(this, { filters, lenses, table: filters.table, cumulative: false, step: null, playing: false });
      this._changes = [];
      this.chart = new G.TimeChart();
      this.chart.on('window', ({ a, b }) => this._choose(a, b));
      this.chart.on('touch', () => this.pause());
      this._build();
      this._recount = G.once(() => this._count());
      filters.on('change', ({ dimension }) => (dimension === 'time' ? this._show() : this._recount()));
      for (const lens of lenses()) lens.on('change', ({ account }) => account && this._recount());
      G.events.on('language', () => this._write());
      this.axis = new G.TimeAxis(this.table, filters.asOf, []);
      this._write();
      this.ready = Promise.resolve(shapes).then((found) => found && this._setShapes(found));
    },

    _setShapes({ dated, changes }) {
      this._changes = changes;
      if (this.axis.dated && this.axis.first === this.axis.last) this.axis = new G.TimeAxis(this.table, this.filters.asOf, G.turnsOf([...dated, ...changes]));
      this.axis.setStep(this.step);
      this._write();
      this.fire('domain');
    },

    _build() {
      this._play = G.button('gm-time-play', '', () => (this.playing ? this.pause() : this.play()));
      this._words = el('strong', 'gm-time-words');
      this._words.setAttribute('role', 'status');
      this._steps = el('select', 'gm-time-step');
      this._steps.addEventListener('change', () => this.setStep(this._steps.value));
      this._heap = G.check('', false, (on) => this.setCumulative(on));
      this._heap.classList.add('gm-time-cumulative');
      this._undated = G.check('', true, (on) => this.filters.setTime({ undated: on }));
      this._undated.classList.add('gm-time-undated');
      this._all = G.button('gm-time-all', '', () => this.reset());
      this._stepLabel = el('label', 'gm-time-steps', null, el('span', 'gm-quiet', ''), this._steps);
      this._key = el('span', 'gm-time-key');
      this._options = el('div', 'gm-time-options', null, this._key, this._stepLabel, this._heap, this._undated);
      this._options.id = `gm-time-options-${L.Util.stamp(this)}`;
      // Where there is little room the rarer choices fold away.
      this._more = G.button('gm-time-more', '', () => this._unfold(this._more.getAttribute('aria-expanded') !== 'true'));
      this._more.setAttribute('aria-controls', this._options.id);
      this._unfold(false);
      const head = el('div', 'gm-time-head', null, this._play, this._words, this._all, this._more, this._options);
      this.element = el('div', 'gm-timebar', null, head, this.chart.element);
      this.element.setAttribute('role', 'group');
    },

    _unfold(open) {
      this._more.setAttribute('aria-expanded', String(open));
      this._options.classList.toggle('gm-open', open);
    },

    // All that is said, in the page's language and for the axis as it is now.
    _write() {
      this.element.setAttribute('aria-label', G.t('time.title'));
      this._stepLabel.firstChild.textContent = G.t('time.step');
      this._stepLabel.hidden = this.axis.steps.length < 2;
      this._steps.replaceChildren(...this.axis.steps.map((step) => {
        const option = el('option', '', G.t(`time.${step}`));
        option.value = step;
        return option;
      }));
      this._steps.value = this.axis.step;
      this._heap.lastChild.textContent = G.t('time.cumulative');
      this._all.textContent = G.t('time.all');
      this._more.replaceChildren(G.icon('M2,4.5H14M2,8H14M2,11.5H14'));
      this._more.title = G.t('time.options');
      this._more.setAttribute('aria-label', G.t('time.options'));
      this._writePlay();
      const { bins } = this.axis;
      const orMissing = (day) => day ?? G.MISSING;
      this.chart.setAxis(this.axis, this._changes.map((change) => ({ day: change.day, text: G.t('list.colon', { name: change.name, what: G.say.change(change) }) })),
        (k) => G.days(orMissing(bins[k].from), orMissing(bins[k].to)));
      this._show();
      this._count();
    },

    _writePlay() {
      const text = G.t(this.playing ? 'time.pause' : 'time.play');
      this._play.replaceChildren(picture(this.playing ? PAUSE : PLAY));
      this._play.title = text;
      this._play.setAttribute('aria-label', text);
      this.element.classList.toggle('gm-playing', this.playing);
      // A day every moment is no news to be read aloud.
      this._words.setAttribute('aria-live', this.playing ? 'off' : 'polite');
    },

    _count() {
      const counts = this.axis.count(this.filters, this.lenses());
      this.chart.setCounts(counts);
      this._writeKey(counts);
      this._undated.lastChild.textContent = G.t('time.undated', { number: G.number(counts.undated) });
      // All under no filter: the box must not go while it is used.
      this._undated.hidden = !this.table.dayStart.some((start, i) => start === G.MISSING && this.table.dayEnd[i] === G.MISSING);
    },

    // What the parts of the bars mean, of those that there are.
    _writeKey({ rough, contested }) {
      const entry = (name, words) => el('span', '', null, el('i', `gm-time-swatch gm-time-swatch-${name}`), words);
      this._key.replaceChildren(...[
        rough.some(Boolean) && entry('rough', G.t('time.hatched')), contested.some(Boolean) && entry('contested', G.t('status.contested')),
      ].filter(Boolean));
    },

    isWhole() {
      return this.filters.time.from === null && this.filters.time.to === null;
    },

    // What is chosen, in words: '13 October 2020'.
    words() {
      const { from, to } = this.filters.time;
      const { first, last } = this.axis;
      if (this.isWhole()) return G.t('time.whole', { days: G.days(first, last) });
      return G.days(from ?? G.MISSING, to ?? G.MISSING);
    },

    // Let handles and words be as the filters are.
    _show() {
      const [a, b] = this.axis.binsOf(this.filters.time);
      const { bins } = this.axis;
      const edge = (k, day) => (bins[k].kind ? G.t(`time.${bins[k].kind}`) : G.day(day));
      this.chart.setWindow(a, b, this.cumulative, {
        from: edge(a, this.filters.time.from ?? bins[a].from), to: edge(b, this.filters.time.to ?? bins[b].to),
      });
      this._words.textContent = this.words();
      this._all.disabled = this.isWhole();
      this._heap.querySelector('input').checked = this.cumulative;
      this._undated.querySelector('input').checked = this.filters.time.undated;
    },

    _choose(a, b) {
      this.filters.setTime(this.axis.window(this.cumulative ? 0 : a, b, this.cumulative));
    },

    reset() {
      this.pause();
      this.filters.setTime({ from: null, to: null });
    },

    // Cumulative: everything up to the day; else, from the day on which it ended, a window of one step.
    setCumulative(on) {
      this.pause();
      const whole = this.isWhole();
      const [, b] = this.axis.binsOf(this.filters.time);
      this.cumulative = on;
      if (whole) this._show();
      else this._choose(b, b);
      this.fire('change');
    },

    setStep(step) {
      this.pause();
      this.step = this.axis.steps.includes(step) ? step : null;
      this.axis.setStep(this.step);
      this._write();
      this.fire('change');
    },

    // From the beginning if it stands at the end; else on from where it stands.
    play() {
      const [a, b] = this.axis.binsOf(this.filters.time);
      const last = this.axis.bins.length - 1;
      const first = this.axis.bins[0].kind && last > 0 ? 1 : 0;
      this.playing = true;
      this._writePlay();
      if (b === last) {
        const wide = this.isWhole() || this.cumulative ? 0 : b - a;
        this._choose(first, Math.min(first + wide, last));
      }
      this._wait();
    },

    _wait() {
      this._timer = setTimeout(() => this._next(), PACE);
    },

    _next() {
      const [a, b] = this.axis.binsOf(this.filters.time);
      const last = this.axis.bins.length - 1;
      if (b < last) this._choose(a + 1, b + 1);
      if (b + 1 >= last) this.pause();
      else this._wait();
    },

    pause() {
      clearTimeout(this._timer);
      if (!this.playing) return;
      this.playing = false;
      this._writePlay();
    },

    // For the address: '2020-10-01..2020-10-13', then '_' and c (cumulative), u (without undated), a step's letter.
    write() {
      const { from, to, undated } = this.filters.time;
      const step = Object.keys(LETTERS).find((letter) => LETTERS[letter] === this.step) || '';
      const flags = `${this.cumulative ? 'c' : ''}${undated ? '' : 'u'}${step}`;
      if (this.isWhole() && !flags) return null;
      const iso = (day) => (day === null ? '' : G.isoDay(day));
      return `${iso(from)}..${iso(to)}${flags && `_${flags}`}`;
    },

    read(text) {
      const [, from, to, flags = ''] = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?(?:_([a-z]+))?$/.exec(text || '') || [];
      const day = (iso) => (iso && Number.isFinite(Date.parse(iso)) ? Date.parse(iso) / 86400000 : null);
      this.pause();
      this.cumulative = flags.includes('c');
      this.step = LETTERS[[...flags].find((letter) => letter in LETTERS)] || null;
      this.axis.setStep(this.step);
      const time = { from: this.cumulative ? null : day(from), to: day(to), undated: !flags.includes('u') };
      if (time.from !== null && time.to !== null && time.from > time.to) time.from = time.to;
      this._write();
      const now = this.filters.time;
      if (Object.keys(time).some((key) => time[key] !== now[key])) this.filters.setTime(time);
    },
  });

  // What of layers comes and goes with the days. find(key) -> a layer of geomap, or nothing. -> promise
  async function shapesOf(find) {
    const data = await Promise.all(['lines', 'areas', 'changes'].map((key) => {
      const layer = find(key);
      return layer && layer._packed ? G.unpack(layer._packed) : [];
    }));
    return { dated: [...data[0], ...data[1]], changes: data[2] };
  }

  // The bar of the page. It is not there where there is nothing to choose.
  G.addTime = function ({ page, filters, lens, layers, accounts, state }) {
    const holder = page.querySelector('.gm-time');
    const lenses = () => (accounts && accounts.second ? [lens, accounts.second.lens] : [lens]);
    const bar = new G.TimeBar({ filters, lenses, shapes: shapesOf((key) => layers.get(key)) });
    let second = null;
    accounts.on('change', () => {
      if (accounts.second && accounts.second !== second) accounts.second.lens.on('change', ({ account }) => account && bar._recount());
      second = accounts.second;
      bar._recount();
    });
    const look = () => {
      holder.hidden = !bar.axis.isWorthwhile();
      if (!holder.hidden && !bar.element.isConnected) holder.append(bar.element);
    };
    bar.on('domain', look);
    look();
    state.part('time', () => bar.write(), (text) => bar.read(text));
    bar.on('change', () => state.changed());
    return bar;
  };

  // The same bar as a control on a map of anybody's.
  G.TimeControl = L.Control.extend({
    options: { position: 'bottomleft', table: null, asOf: null },

    onAdd(map) {
      const box = el('div', 'gm-time-control leaflet-control');
      box.hidden = true;
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      G.tableOf(this.options.table).ready.then((table) => {
        const { filters, lens } = table;
        if (this.options.asOf !== null && filters.asOf === G.MISSING) {
          filters.asOf = this.options.asOf;
          filters.setTime({}); // lines and areas are to be those of that day
        }
        const kinds = { lines: G.Lines, areas: G.AreasOfControl, changes: G.Changes };
        const find = (key) => Object.values(map._layers).find((layer) => layer instanceof kinds[key]);
        this.bar = new G.TimeBar({ filters, lenses: () => [lens], shapes: shapesOf(find) });
        box.append(this.bar.element);
        const look = () => (box.hidden = !this.bar.axis.isWorthwhile());
        this.bar.on('domain', look);
        look();
      });
      return box;
    },

    onRemove() {
      if (this.bar) this.bar.pause();
    },
  });
})((window.geomap = window.geomap || {}));
