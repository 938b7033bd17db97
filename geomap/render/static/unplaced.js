// The names that have no place: an entry of the tree of layers that opens a list of them above the
// cards. Nothing is drawn for them. Incidents without a place are something else: they have cards.
(function (G) {
  'use strict';

  const el = G.el;

  const number = (unplaced) => unplaced.names.length + unplaced.leftOut;
  const title = (unplaced) => `Not placed (${G.plural(number(unplaced), 'name')})`;

  // A name as one document has it; why it has no place is not said twice in a row.
  function telling(told, before, sources) {
    const box = el('div', 'gm-unplaced-telling');
    if (!before || before.reason !== told.reason || told.guesses.length) box.append(el('p', '', told.reason));
    if (told.guesses.length) {
      box.append(el('ul', 'gm-guesses', null, ...told.guesses.map((guess) => el('li', '', guess))));
    }
    if (told.quote) box.append(el('blockquote', 'gm-quote', told.quote));
    box.append(G.sourceLine(sources[told.source]));
    return box;
  }

  function item(name, sources) {
    const about = [name.times > 1 ? `${name.times.toLocaleString('en')} times` : '', name.role].filter(Boolean).join(' · ');
    const rest = name.documents - name.tellings.length;
    const row = el('li', '', null,
      el('h3', '', name.name),
      about ? el('p', 'gm-codes', about) : null,
      ...name.tellings.map((told, k, all) => telling(told, all[k - 1], sources)),
      rest > 0 ? el('p', 'gm-codes', `and in ${G.plural(rest, 'more text')}`) : null);
    for (const each of row.querySelectorAll('h3, li, blockquote')) each.dir = 'auto';
    return row;
  }

  function filled(unplaced, sources, close) {
    const heading = el('h2', '', title(unplaced));
    heading.id = 'gm-unplaced-title';
    const rest = unplaced.leftOut;
    return [
      el('div', 'gm-unplaced-head', null, heading, close),
      el('p', 'gm-codes', 'Place names of the texts for which no place could be settled on; nothing is drawn for them. '
        + 'A number is the share of belief, 0 to 1, that the name means that place. Incidents without a place have cards below.'),
      el('ul', 'gm-unplaced-names', null, ...unplaced.names.map((name) => item(name, sources))),
      rest ? el('p', 'gm-codes', `${G.plural(rest, 'more name')} not listed for want of room: geomap extract writes them all.`) : null,
    ].filter(Boolean);
  }

  // unplaced: {names, leftOut}; layers: the tree of layers; panel: the list of incidents
  G.addUnplaced = function (unplaced, layers, panel, sources) {
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
    close.setAttribute('aria-label', 'Close the list of names not placed');

    const show = (on) => {
      if (on && !section.firstChild) section.append(...filled(unplaced, sources, close));
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
    layers.querySelector('.gm-box-body').append(el('fieldset', '', null, el('legend', '', 'Not on the map'), entry));
    panel.addAbove(section);
  };
})((window.geomap = window.geomap || {}));
