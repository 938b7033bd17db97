// The names that have no place: an entry of the tree of layers that opens a list of them above the
// cards. Nothing is drawn for them. Incidents without a place are something else: they have cards.
(function (G) {
  'use strict';

  const el = G.el;

  const number = (unplaced) => unplaced.names.length + unplaced.leftOut;
  const title = (unplaced) => G.n('unplaced.title', number(unplaced));

  // A name as one document has it; why it has no place is not said twice in a row.
  function telling(told, before, documents) {
    const box = el('div', 'gm-unplaced-telling');
    if (!before || before.reason !== told.reason || told.guesses.length) box.append(el('p', '', told.reason));
    if (told.guesses.length) {
      box.append(el('ul', 'gm-guesses', null, ...told.guesses.map((guess) => el('li', '', guess))));
    }
    if (told.quote) box.append(el('blockquote', 'gm-quote', told.quote));
    box.append(G.sourceLine(documents.get(told.source)));
    return box;
  }

  function item(name, documents) {
    const about = G.withDots([name.times > 1 ? G.n('unplaced.times', name.times) : '', name.role]);
    const rest = name.documents - name.tellings.length;
    const row = el('li', '', null,
      el('h3', '', name.name),
      about ? el('p', 'gm-codes', about) : null,
      ...name.tellings.map((told, k, all) => telling(told, all[k - 1], documents)),
      rest > 0 ? el('p', 'gm-codes', G.n('unplaced.more', rest)) : null);
    for (const each of row.querySelectorAll('h3, li, blockquote, .gm-unplaced-telling > p')) each.dir = 'auto';
    return row;
  }

  async function filled(unplaced, table, close) {
    const heading = el('h2', '', title(unplaced));
    heading.id = 'gm-unplaced-title';
    const wanted = new Set(unplaced.names.flatMap((name) => name.tellings.map((told) => told.source)));
    const documents = new Map(await Promise.all([...wanted].map(async (d) => [d, await table.documents.get(d)])));
    const rest = unplaced.leftOut;
    return [
      el('div', 'gm-unplaced-head', null, heading, close),
      el('p', 'gm-codes', G.t('unplaced.about')),
      el('ul', 'gm-unplaced-names', null, ...unplaced.names.map((name) => item(name, documents))),
      rest ? el('p', 'gm-codes', G.n('unplaced.left_out', rest)) : null,
    ].filter(Boolean);
  }

  // unplaced: {names, leftOut}; tree: that of layers; panel: with the list of incidents
  G.addUnplaced = function (unplaced, tree, panel, table) {
    if (!number(unplaced)) return;
    const section = el('section', 'gm-unplaced');
    section.id = 'gm-unplaced';
    section.hidden = true;
    section.tabIndex = -1;
    section.setAttribute('aria-labelledby', 'gm-unplaced-title');
    const entry = el('button', 'gm-unplaced-entry', title(unplaced));
    entry.type = 'button';
    entry.setAttribute('aria-controls', section.id);
    entry.setAttribute('aria-expanded', 'false');
    const close = el('button', 'gm-unplaced-close', '×');
    close.type = 'button';
    const heading = el('legend');
    const write = () => {
      close.setAttribute('aria-label', G.t('unplaced.close'));
      entry.textContent = title(unplaced);
      heading.textContent = G.t('layers.off_map');
      section.replaceChildren();
      if (!section.hidden) fill();
    };
    const fill = async () => section.replaceChildren(...await filled(unplaced, table, close));
    G.events.on('language', write);
    write();

    const show = async (on) => {
      if (on && !section.firstChild) await fill();
      section.hidden = !on;
      entry.setAttribute('aria-expanded', String(on));
      panel.expand(on);
      if (on) panel.toTop(section);
      // Whoever came by keyboard goes back to where it was opened.
      else if (section.contains(document.activeElement) || document.activeElement === document.body) entry.focus();
    };
    entry.addEventListener('click', () => show(section.hidden));
    close.addEventListener('click', () => show(false));
    section.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') show(false);
    });
    tree.addEntry(el('fieldset', '', null, heading, entry));
    panel.addAbove(section);
  };
})((window.geomap = window.geomap || {}));
