// Lights up the words of the incident that is pointed at, has the focus, or was gone to last.
(() => {
  'use strict';
  const words = new Map();
  for (const mark of document.querySelectorAll('[data-i]')) {
    for (const number of mark.dataset.i.split(' ')) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(mark);
    }
  }
  const numbersOf = (element) => {
    const at = element instanceof Element ? element.closest('.card, a.mark') : null;
    if (!at) return null;
    return at.matches('.card') ? [at.id.slice(1)] : at.dataset.i.split(' ');
  };
  const goneTo = () => numbersOf(document.getElementById(location.hash.slice(1)));
  let lit = [], last = '', pointed = null, focused = null, pinned = goneTo();
  const show = () => {
    const numbers = pointed || focused || pinned || [];
    const wanted = numbers.join(' ');
    if (wanted === last) return;
    last = wanted;
    for (const element of lit) element.classList.remove('on');
    lit = [];
    for (const number of numbers) lit.push(...(words.get(number) || []), document.getElementById(`i${number}`));
    lit = lit.filter(Boolean);
    for (const element of lit) element.classList.add('on');
  };
  document.addEventListener('pointerover', (event) => { pointed = numbersOf(event.target); show(); });
  document.documentElement.addEventListener('pointerleave', () => { pointed = null; show(); });
  document.addEventListener('focusin', (event) => { focused = numbersOf(event.target); show(); });
  document.addEventListener('focusout', () => { focused = null; show(); });
  window.addEventListener('hashchange', () => { pinned = goneTo() || pinned; show(); });
  document.addEventListener('click', (event) => {
    // A card that is pressed keeps its words lit; pressed again it lets them go.
    const card = event.target instanceof Element && !event.target.closest('a, summary') ? event.target.closest('.card') : null;
    if (!card || String(getSelection())) return;
    const number = card.id.slice(1);
    pinned = pinned && pinned.join() === number ? null : [number];
    const first = (words.get(number) || []).find((mark) => mark.classList.contains('p-trigger'));
    const pane = first && first.closest('.told');
    if (pinned && pane && pane.scrollHeight > pane.clientHeight) {
      // Only the pane of the text moves, never the page.
      pane.scrollTop += first.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    }
    show();
  });
  show();
})();
