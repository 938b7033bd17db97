// What happens when a mark in a text is pressed: its incident is chosen; of several, a small list
// opens to choose from; a name tells why it is grey, and shows its place if that is drawn.
(function (G) {
  'use strict';

  const el = G.el;
  const MOST_LISTED = 100;

  G.MarkPresses = L.Class.extend({
    // reading: the texts; context: what the page is made of, see page.js
    initialize(reading, { map, layers, panel }) {
      Object.assign(this, { _reading: reading, _map: map, _layers: layers, _panel: panel });
      const { list } = reading;
      list.addEventListener('click', (event) => this._clicked(event));
      list.addEventListener('keydown', (event) => this._pressed(event));
      document.addEventListener('click', (event) => this._box && !this._box.contains(event.target) && !list.contains(event.target) && this.close());
    },

    _pressed(event) {
      if (event.key === 'Escape' && this._box) {
        event.stopPropagation();
        this.close(true);
      } else if ((event.key === 'Enter' || event.key === ' ') && event.target.matches('.gm-mark')) {
        event.preventDefault();
        this._press(event.target, event.target);
      }
    },

    _clicked(event) {
      if (this._box && this._box.contains(event.target)) return;
      this.close();
      const words = window.getSelection();
      // Whoever selects words to copy them chooses nothing.
      if (event.detail && !words.isCollapsed && this._reading.list.contains(words.anchorNode)) return;
      const sign = event.target.closest('.gm-mark-sign');
      if (sign && sign.dataset.sign) this._choose(Number(sign.dataset.sign));
      else {
        const mark = event.target.closest('.gm-mark-on');
        if (mark) this._press(mark, sign || mark);
      }
    },

    // opener: what has the focus afterwards
    _press(element, opener) {
      const { mark } = element.told;
      if (mark.kind === 'mention') {
        this._mention(element, opener);
        return;
      }
      const { lens } = this._reading;
      let signs = G.shownOf(lens, mark);
      // A sentence within a sentence: the incidents of both.
      if (mark.kind === 'incident') {
        for (let outer = element.parentElement.closest('.gm-mark'); outer; outer = outer.parentElement.closest('.gm-mark')) {
          if (outer.told.mark.kind === 'incident') signs.push(...G.shownOf(lens, outer.told.mark));
        }
        signs = [...new Set(signs)];
      }
      if (signs.length === 1) this._choose(signs[0]);
      else if (signs.length) this._list(signs, element, opener);
    },

    _choose(i) {
      this._reading.table.choose(i, 'text');
    },

    async _list(signs, element, opener) {
      const { lens, table } = this._reading;
      const accounts = await Promise.all(signs.slice(0, MOST_LISTED).map((i) => table.account(i)));
      const title = G.n('list.several', signs.length);
      const list = el('ul', 'gm-several-list', null, ...accounts.map((account, k) => {
        const i = signs[k];
        const words = el('span', '', null, el('b', '', G.say.what(table, i, account)), el('br'), G.withDots([G.say.when(table, i, account), G.t(`status.${lens.statusOf(i)}`)]));
        const button = G.button('', '', () => {
          this.close(true);
          this._choose(i);
        });
        button.append(G.badge(table.familyOf(i), lens.statusOf(i), 22, table.isRough(i)), words);
        return el('li', '', null, button);
      }));
      const rest = signs.length - accounts.length;
      this._open(title, element, opener, el('h4', '', title), list, rest > 0 ? el('p', 'gm-codes', G.t('list.rest', { number: G.number(rest) })) : null);
    },

    // A name where nothing is said to have happened.
    async _mention(element, opener) {
      const { mark } = element.told;
      const layer = this._layers.get('mentions');
      const places = mark.place !== null && layer ? await G.unpack(layer._packed) : [];
      const place = places[mark.place];
      if (place && this._map.hasLayer(layer)) {
        this._pan(place);
        return;
      }
      const words = G.mentionInWords(mark);
      const show = place && G.button('gm-link', G.t('text.show_place'), () => {
        this._layers.turn(this._layers.groups.flatMap((group) => group.members).find((member) => member.layer === layer).number, true);
        this.close(true);
        this._pan(place);
      });
      const name = el('b', '', element.textContent);
      name.dir = 'auto';
      this._open(words, element, opener, el('p', '', null, name), el('p', '', words), show || null);
    },

    _pan(place) {
      const at = L.latLng(place.lat, place.lon);
      this._panel.expand(false);
      if (!this._map.getBounds().pad(-0.1).contains(at)) this._map.panTo(at, { animate: !G.reducedMotion() });
      const roles = G.withCommas(place.roles.map((role) => G.t(`role.${role}`)));
      G.notePopup(this._map, at, place.name, [G.t('mention.nothing'), G.n('mention.times', place.times, { roles })]);
    },

    // A small box below what was pressed.
    _open(title, element, opener, ...content) {
      this.close();
      const article = element.closest('article');
      if (!article) return;
      const box = el('div', 'gm-choice', null, ...content);
      box.setAttribute('role', 'dialog');
      box.setAttribute('aria-label', title);
      box.tabIndex = -1;
      article.append(box);
      const frame = article.getBoundingClientRect();
      const spot = (opener.isConnected ? opener : element).getClientRects();
      box.style.top = `${spot[spot.length - 1].bottom - frame.top + 3}px`;
      box.style.left = `${Math.max(8, Math.min(spot[0].left - frame.left, frame.width - box.offsetWidth - 8))}px`;
      this._box = box;
      this._opener = opener;
      (box.querySelector('button') || box).focus({ preventScroll: true });
      box.scrollIntoView({ block: 'nearest' });
    },

    close(back) {
      if (!this._box) return;
      const opener = this._opener;
      this._box.remove();
      this._box = null;
      if (back && opener.isConnected && opener.tabIndex >= 0) opener.focus({ preventScroll: true });
    },
  });
})((window.geomap = window.geomap || {}));
