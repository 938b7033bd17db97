// The texts: the documents with what of them travels with the map, and the marks in it. They are made
// a piece at a time as the tab is scrolled, or from the one that is asked for: neither 100,000
// documents nor one of a million letters are made at once.
(function (G) {
  'use strict';

  const el = G.el;
  // Letters that are made at a time; a document counts as some more, whatever its length.
  const PORTION = 12000;
  const A_DOCUMENT = 400;
  const MARGIN = 600;

  G.Reading = L.Class.extend({
    // context: what the page is made of, see page.js
    initialize(context) {
      Object.assign(this, { lens: context.lens, table: context.table, _panel: context.panel });
      this._documents = this.table.documents;
      this._stretches = new WeakMap();
      this._order = [];
      this._first = { k: 0, block: 0 };
      this._next = { k: 0, block: 0 };
      this._run = 0;
      this._all = false;
      this._chosen = -1;
      this._stale = true;
      this._busy = Promise.resolve();
      this._build();
      this.presses = new G.MarkPresses(this, context);
      this._panel.addTab('text', () => G.t('text.tab'), this.page, () => this._shown());
      this.table.on('choose', this._onChoose, this);
      this.table.on('read', ({ position, document }) => this.read(position, document));
      this.lens.on('change', G.once(() => this._follow()));
      G.events.on('language', () => {
        this._write();
        this._follow(true);
      });
      this._write();
    },

    _build() {
      this._about = el('div', 'gm-text-about');
      this._fold = G.check('', false, (on) => this._showAll(on));
      this._number = el('input');
      this._number.type = 'number';
      this._number.min = 1;
      this._number.addEventListener('change', () => this._jump(Number(this._number.value) - 1));
      this._jumping = el('label', 'gm-text-jump', null, el('span'), this._number, el('span'));
      this._before = G.button('gm-earlier', '', () => this._backward());
      this.told = el('p', 'gm-quiet gm-text-told');
      this.told.setAttribute('role', 'status');
      this.list = el('div', 'gm-texts');
      this._end = el('div', 'gm-cards-end');
      this.page = el('div', 'gm-panel-body gm-reading', null, this._about, el('div', 'gm-text-bar', null, this._fold, this._jumping), this.told, this._before, this.list, this._end);
      new IntersectionObserver((seen) => seen[0].isIntersecting && this._more(), { root: this.page, rootMargin: `${MARGIN}px` }).observe(this._end);
    },

    isOpen() {
      return this._panel.tab === 'text';
    },

    _write() {
      const travels = this._documents.travels();
      const lines = travels === 'none' ? ['text.nothing'] : ['text.hint', 'text.grey', ...(travels === 'passages' ? ['text.passages'] : [])];
      this._about.replaceChildren(...lines.map((key) => el('p', '', G.t(key))));
      this._before.textContent = G.t('text.earlier');
      this._jumping.firstChild.textContent = G.t('text.number');
    },

    async _shown() {
      if (this._stale) await this._follow();
      const wanted = this._wanted;
      this._wanted = undefined;
      if (wanted !== undefined) await this.show(wanted);
    },

    // Which documents are listed, and how many incidents that are shown each tells of.
    async _count() {
      const { mask } = this.lens;
      const told = new Uint32Array(this._documents.size);
      const { document } = this.table;
      const elsewhere = await this._documents.elsewhere();
      for (let i = 0; i < mask.length; i++) if (mask[i]) told[document[i]] += 1;
      elsewhere.of.forEach((d, k) => mask[elsewhere.signs[k]] && (told[d] += 1));
      const order = [];
      for (let d = 0; d < told.length; d++) if (this._all || told[d]) order.push(d);
      const folded = told.reduce((sum, n) => sum + (n ? 0 : 1), 0);
      this._fold.hidden = !folded;
      this._fold.lastChild.textContent = G.n('text.folded', folded);
      this._fold.querySelector('input').checked = this._all;
      this._jumping.hidden = order.length < 3;
      this._jumping.lastChild.textContent = G.t('text.of', { number: G.number(order.length) });
      this._number.max = order.length;
      this._number.setAttribute('aria-label', `${G.t('text.number')} ${G.t('text.of', { number: G.number(order.length) })}`);
      this._toldOf = told;
      return order;
    },

    // What is shown, or how, is another: keep the reader's place.
    async _follow(anew) {
      if (!this.isOpen()) {
        this._stale = true;
        return;
      }
      const order = await this._count();
      const same = !this._stale && !anew && order.length === this._order.length && order.every((d, k) => d === this._order[k]);
      this._stale = false;
      if (same) {
        for (const article of this.list.children) this._dress(article);
        return;
      }
      const place = this._place();
      this._order = order;
      const k = place ? this._from(place.d) : 0;
      const here = place && order[k] === place.d;
      await this._restart(k, here ? place.block : 0);
      if (here) this._scrollTo(this.list.querySelector(`[data-block="${place.block}"]`) || this.list.firstChild, true);
    },

    // The document and the piece of it that is read, or null at the top.
    _place() {
      if (this.page.scrollTop < 5 && this._before.hidden) return null;
      const top = this._top();
      for (const stretch of this.list.querySelectorAll('.gm-stretch')) {
        if (stretch.getBoundingClientRect().bottom > top) return { d: Number(stretch.closest('article').dataset.document), block: Number(stretch.dataset.block) };
      }
      const article = this.list.lastElementChild;
      return article && article.dataset.document ? { d: Number(article.dataset.document), block: 0 } : null;
    },

    _top() {
      return this.page.getBoundingClientRect().top;
    },

    // Where document d stands in the order, or the one after it.
    _from(d) {
      let low = 0;
      let high = this._order.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this._order[middle] < d) low = middle + 1;
        else high = middle;
      }
      return Math.min(low, Math.max(0, this._order.length - 1));
    },

    async _showAll(on) {
      this._all = on;
      await this._follow();
    },

    async _jump(k) {
      if (!(k >= 0 && k < this._order.length)) return;
      await this._restart(k, 0);
      this._scrollTo(this.list.firstChild, true);
    },

    // Begin at a piece of the k-th document.
    _restart(k, block) {
      this._run += 1;
      this._first = { k, block };
      this._next = { k, block };
      this.list.replaceChildren();
      this._before.hidden = k === 0 && block === 0;
      if (!this._order.length) this.list.append(el('p', 'gm-cards-head', G.t('list.nothing')));
      return this._more();
    },

    // One after the other, and nothing of what was asked for before a new beginning.
    _queue(work) {
      const run = this._run;
      const next = () => (run === this._run ? work(() => run !== this._run) : null);
      this._busy = this._busy.then(next, next);
      return this._busy;
    },

    _more() {
      return this._queue(async (over) => {
        do {
          await this._forward(over);
        } while (!over() && this._next.k < this._order.length && this.isOpen() && this._end.getBoundingClientRect().top < this.page.getBoundingClientRect().bottom + MARGIN);
      });
    },

    async _text(k) {
      const document = await this._documents.get(this._order[k]);
      if (!this._stretches.has(document)) this._stretches.set(document, G.stretchesOf(document));
      return { document, stretches: this._stretches.get(document) };
    },

    async _forward(over) {
      for (let left = PORTION; left > 0 && this._next.k < this._order.length;) {
        const { k, block } = this._next;
        const { document, stretches } = await this._text(k);
        if (over()) return;
        let article = this.list.lastElementChild;
        if (!article || article.dataset.document !== String(document.position)) {
          article = this._article(document);
          this.list.append(article);
        }
        const stretch = stretches[block];
        if (stretch) article.append(this._piece(stretch, block));
        left -= A_DOCUMENT + (stretch ? stretch.text.length : 0);
        this._next = block + 1 < stretches.length ? { k, block: block + 1 } : { k: k + 1, block: 0 };
        this._dress(article, article.lastElementChild);
      }
    },

    // What stands before, without moving what is read.
    _backward() {
      return this._queue(async (over) => {
        const anchor = this.list.firstElementChild;
        const moved = anchor && (anchor.querySelector('.gm-stretch') || anchor);
        const was = moved ? moved.getBoundingClientRect().top : 0;
        for (let left = PORTION; left > 0 && (this._first.k || this._first.block);) {
          const { k, block } = this._first;
          const at = block ? k : k - 1;
          const { document, stretches } = await this._text(at);
          if (over()) return;
          const number = block ? block - 1 : Math.max(0, stretches.length - 1);
          let article = this.list.firstElementChild;
          if (article.dataset.document !== String(document.position)) {
            article = this._article(document);
            this.list.prepend(article);
          }
          const piece = stretches[number] && this._piece(stretches[number], number);
          if (piece) article.firstElementChild.after(piece);
          left -= A_DOCUMENT + (piece ? stretches[number].text.length : 0);
          this._first = { k: at, block: number };
          this._dress(article, piece || article);
        }
        this._before.hidden = this._first.k === 0 && this._first.block === 0;
        if (moved) this.page.scrollTop += moved.getBoundingClientRect().top - was;
      });
    },

    _article(document) {
      const head = G.sourceLine(document);
      head.className = 'gm-text-head';
      head.setAttribute('role', 'heading');
      head.setAttribute('aria-level', '3');
      const article = el('article', 'gm-text', null, el('header', '', null, head, el('p', 'gm-codes')));
      article.dataset.document = document.position;
      article.setAttribute('aria-label', document.title);
      return article;
    },

    _piece(stretch, block) {
      const box = G.markedText(stretch);
      box.dataset.block = block;
      return box;
    },

    // As the lens has it: the head of a document, and the marks in it (or in one piece of it).
    _dress(article, piece) {
      if (!article.dataset.document) return;
      const told = this._toldOf[article.dataset.document];
      article.classList.toggle('gm-text-quiet', !told);
      article.firstElementChild.lastElementChild.textContent = told ? G.n('list.count', told) : G.t('list.none');
      G.dressMarks(piece || article, this.lens, this._chosen);
    },

    // Open the tab at the sentence of incident i, in document d if that is not its own.
    async read(i, d) {
      this._stale = this._stale || !this.isOpen();
      this._wanted = undefined;
      this._panel.show('text');
      this._panel.expand(true);
      const mark = await this.show(i, d);
      const stop = mark && (mark.querySelector('.gm-mark-sign') || mark.closest('article'));
      if (stop) stop.focus({ preventScroll: true });
    },

    // Scroll to the sentence of incident i (in document d) and highlight it. -> its element, or that of its document
    async show(i, other) {
      const asked = (this._asked = (this._asked || 0) + 1);
      if (this._stale) await this._follow();
      this._highlight(i);
      const d = other === undefined ? this.table.document[i] : other;
      if (this._order[this._from(d)] !== d) {
        // It was left out by a filter, and is asked for all the same.
        this._all = true;
        this._order = await this._count();
        await this._restart(this._from(d), 0);
      }
      const k = this._from(d);
      const { document, stretches } = await this._text(k);
      const mark = document.marks.find((each) => each.kind === 'incident' && each.signs.includes(i));
      const block = mark ? Math.max(0, G.lastUpTo(stretches, mark.start)) : 0;
      await this._busy;
      if (asked !== this._asked) return null;
      const found = () => this.list.querySelector(`[data-document="${d}"]${stretches.length ? ` [data-block="${block}"]` : ''}`);
      // A piece before it, so that it has its context.
      if (!found()) await this._restart(k, Math.max(0, block - 1));
      if (asked !== this._asked || !found()) return null;
      const piece = found();
      const target = [...piece.querySelectorAll('.gm-mark')].find((element) => element.told.mark === mark) || piece;
      this._scrollTo(target, false);
      if (target === piece) this._flash(piece.closest('article'));
      return target;
    },

    _flash(article) {
      for (const old of this.list.querySelectorAll('.gm-text-chosen')) old.classList.remove('gm-text-chosen');
      article.classList.add('gm-text-chosen');
      article.tabIndex = -1;
    },

    _scrollTo(element, always) {
      if (!element) return;
      const box = this.page.getBoundingClientRect();
      const lines = element.getClientRects();
      const top = lines.length ? lines[0].top : box.top;
      const bottom = lines.length ? lines[lines.length - 1].bottom : top;
      if (always) this.page.scrollTop += top - box.top;
      else if (top < box.top + 6 || bottom > box.bottom - 6) this.page.scrollTop += top - box.top - Math.min(90, box.height / 4);
    },

    _highlight(i) {
      this._chosen = i;
      for (const old of this.list.querySelectorAll('.gm-text-chosen')) old.classList.remove('gm-text-chosen');
      for (const element of this.list.querySelectorAll('.gm-mark')) {
        const { mark } = element.told;
        element.classList.toggle('gm-mark-chosen', element.classList.contains('gm-mark-on') && mark.signs.includes(i));
      }
    },

    _onChoose({ position, from }) {
      this._highlight(position);
      this.told.textContent = '';
      // The map tells that it has opened what was chosen here: the text stays where it is.
      const echo = from === 'map' && this._sent === position;
      this._sent = from === 'text' ? position : -1;
      if (from === 'text') {
        if (!this.table.hasPlace(position)) this.told.textContent = G.t('card.off_map');
        return;
      }
      if (echo) return;
      if (this.isOpen()) this.show(position);
      else this._wanted = position;
    },
  });

  G.addReading = function (context) {
    if (context.table.documents.size) context.reading = new G.Reading(context);
  };
})((window.geomap = window.geomap || {}));
