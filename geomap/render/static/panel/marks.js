// A text with what the map knows of it: cut into stretches of a few paragraphs, so that a long one
// is made a piece at a time; and marks in these, one within the other. What a mark looks like
// follows the lens: one whose incidents are all left out is plain text.
(function (G) {
  'use strict';

  const el = G.el;
  const LENGTH = 3000;
  // Marks within marks beyond this are left out: no text of people has them, and browsers give up on thousands.
  const DEEPEST = 24;
  const MOST_SIGNS = 4;
  // What decides how a mark of several incidents is drawn: the status that asks for most care first.
  const CARE = ['contested', 'denied', 'claimed', 'reported', 'confirmed'];

  // -> [{start, end, text, gap, marks: [{start, end, mark, first}]}] in order; gap: something was left out before it
  G.stretchesOf = function (document) {
    const found = [];
    for (const { start, text } of document.passages) {
      let from = 0;
      do {
        const to = text.length - from > LENGTH * 1.5 ? endOf(text, from, start, document.marks) : text.length;
        found.push({ start: start + from, end: start + to, text: text.slice(from, to), gap: from === 0 && start > 0, marks: [] });
        from = to;
      } while (from < text.length);
    }
    const named = new Set();
    for (const mark of document.marks) {
      // Of a name that is told again and again, only the first is a stop for the keyboard.
      const first = mark.place !== null && !named.has(mark.place);
      if (first) named.add(mark.place);
      for (let k = Math.max(0, G.lastUpTo(found, mark.start)); k < found.length && found[k].start < mark.end; k++) {
        const start = Math.max(mark.start, found[k].start);
        const end = Math.min(mark.end, found[k].end);
        if (start < end) found[k].marks.push({ start, end, mark, first: first && start === mark.start });
      }
    }
    return found;
  };

  // Where a stretch that begins at `from` ends: after a paragraph, else a line, else a word; and not in a sentence that is marked.
  function endOf(text, from, offset, marks) {
    const piece = text.slice(from, from + LENGTH);
    const cuts = [['\n\n', 2], ['\n', 1], [' ', 1]].map(([sign, length]) => piece.lastIndexOf(sign) + length);
    let to = from + (cuts.find((cut) => cut > LENGTH / 3) || LENGTH);
    for (let k = G.lastUpTo(marks, offset + to - 1), seen = 0; k >= 0 && seen < 50; k--, seen++) {
      const end = marks[k].end - offset;
      if (end > to && end - to < LENGTH) to = end;
    }
    const unit = text.charCodeAt(to - 1);
    return Math.min(text.length, unit >= 0xd800 && unit < 0xdc00 ? to + 1 : to);
  }

  // -> an element with the words of the stretch; its marks are elements `gm-mark` with a `told` {mark, first, begins}
  G.markedText = function (stretch) {
    const box = el('div', 'gm-stretch');
    box.dir = 'auto';
    if (stretch.gap) box.append(el('span', 'gm-gap', '… '));
    const order = (a, b) => a.start - b.start || b.end - a.end;
    const queue = [...stretch.marks].sort(order);
    const open = [{ end: stretch.end, element: box }];
    let at = stretch.start;
    const put = (to) => {
      if (to > at) open[open.length - 1].element.append(stretch.text.slice(at - stretch.start, to - stretch.start));
      at = Math.max(at, to);
    };
    const close = (to) => {
      while (open.length > 1 && open[open.length - 1].end <= to) {
        put(open[open.length - 1].end);
        open.pop();
      }
    };
    for (let k = 0; k < queue.length; k++) {
      const piece = queue[k];
      close(piece.start);
      put(piece.start);
      if (open.length > DEEPEST) continue;
      const outer = open[open.length - 1];
      // What reaches beyond the mark that it begins in goes on after it.
      if (piece.end > outer.end) {
        const rest = { ...piece, start: outer.end, first: false };
        let later = k + 1;
        while (later < queue.length && order(queue[later], rest) < 0) later++;
        queue.splice(later, 0, rest);
      }
      const element = el('span', 'gm-mark');
      element.told = { mark: piece.mark, first: piece.first, begins: piece.start === piece.mark.start };
      outer.element.append(element);
      open.push({ end: Math.min(piece.end, outer.end), element });
    }
    close(stretch.end);
    put(stretch.end);
    return box;
  };

  const label = (lens, i) => G.t('sign.one', { what: G.say.type(lens.table, i), status: G.t(`status.${lens.statusOf(i)}`) });

  // The incidents of a mark that are shown.
  G.shownOf = (lens, mark) => [...new Set(lens.shown(mark.signs))];

  // The place and what is said of it, or why it is grey, in words.
  G.mentionInWords = function (mark) {
    const role = mark.role && mark.role !== 'place' ? G.t(`role.${mark.role}`) : '';
    return G.withSemicolons([role, mark.place !== null || !role ? G.t('text.mention') : '']);
  };

  // Let the marks in an element look as the lens has it.
  G.dressMarks = function (box, lens, chosen) {
    for (const element of box.querySelectorAll('.gm-mark')) dress(element, lens, chosen);
  };

  function dress(element, lens, chosen) {
    const { mark, first, begins } = element.told;
    for (const old of [...element.children]) if (old.classList.contains('gm-mark-sign')) old.remove();
    for (const name of ['role', 'tabindex', 'aria-label', 'title']) element.removeAttribute(name);
    const shown = G.shownOf(lens, mark);
    element.dataset.kind = mark.kind;
    element.className = 'gm-mark';
    if (mark.kind === 'mention') {
      element.classList.add('gm-mark-on');
      const words = G.mentionInWords(mark);
      element.title = words;
      if (first) press(element, words);
      return;
    }
    if (!shown.length) return;
    element.classList.add('gm-mark-on', `gm-mark-${CARE.find((status) => shown.some((i) => lens.statusOf(i) === status))}`);
    element.classList.toggle('gm-mark-against', mark.against);
    element.classList.toggle('gm-mark-chosen', shown.includes(chosen));
    if (mark.kind === 'place') {
      // Within the sentence of its incidents a name is no stop of its own: the sentence's signs are.
      const outer = element.parentElement.closest('.gm-mark[data-kind="incident"]');
      const told = G.withSemicolons(shown.slice(0, MOST_SIGNS).map((i) => label(lens, i)));
      element.title = told;
      if (!outer || !shown.every((i) => outer.told.mark.signs.includes(i))) press(element, told);
      return;
    }
    if (begins) element.prepend(...signs(lens, mark, shown));
  }

  // Something to press that is not a button, since buttons do not break across lines.
  function press(element, words) {
    element.setAttribute('role', 'button');
    element.tabIndex = 0;
    element.setAttribute('aria-label', G.t('list.colon', { name: element.textContent, what: words }));
  }

  // The signs at the head of a marked sentence: one an incident, and how many more there are.
  function signs(lens, mark, shown) {
    const { table } = lens;
    const made = shown.slice(0, MOST_SIGNS).map((i) => {
      const words = label(lens, i);
      const told = mark.kind === 'incident' ? words : G.t(mark.against ? 'text.against' : 'text.for', { what: words });
      const picture = mark.kind === 'incident' ? G.badge(table.familyOf(i), lens.statusOf(i), 17, table.isRough(i)) : claimSign(mark.against);
      const button = G.button('gm-mark-sign', told, null, picture);
      button.dataset.sign = i;
      return button;
    });
    // Of a denial of many incidents one sign is enough: it opens the list of them.
    const kept = mark.kind === 'incident' ? made : made.slice(0, 1);
    if (mark.kind === 'claim' && shown.length > 1) {
      kept[0].dataset.sign = '';
      const words = G.t(mark.against ? 'text.against' : 'text.for', { what: G.n('list.several', shown.length) });
      kept[0].title = words;
      kept[0].setAttribute('aria-label', words);
    }
    if (mark.kind === 'incident' && shown.length > MOST_SIGNS) {
      const more = G.button('gm-mark-sign gm-mark-more', '', null, null);
      more.dataset.words = `+${G.number(shown.length - MOST_SIGNS)}`;
      more.dataset.sign = '';
      more.setAttribute('aria-label', G.n('list.several', shown.length));
      kept.push(more);
    }
    return kept;
  }

  // Words for an account: a tick; against it: a cross. In the colour of the text.
  const claimSign = (against) => G.svg('svg', { width: 15, height: 15, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    G.svg('circle', { cx: 8, cy: 8, r: 7, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.2, ...(against ? { 'stroke-dasharray': '2.4 1.8' } : {}) }),
    G.svg('path', { d: against ? 'M5,5L11,11M11,5L5,11' : 'M4.6,8.4L7,10.8L11.4,5.4', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8 }));
})((window.geomap = window.geomap || {}));
