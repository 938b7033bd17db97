"""Opens all that a map's page can show, and tells which texts were seen in which part of it."""

from __future__ import annotations

# Parts of the page in which text of a source must have been seen.
PARTS = {
    "header": ".gm-header",
    "accounts": ".gm-accounts",
    "legend": ".gm-legend",
    "chips": ".gm-chips",
    "labels": ".leaflet-gm-labels-pane",
    "changes": ".gm-change",
    "popup of an incident": ".leaflet-popup .gm-whole",
    "popup of several": ".leaflet-popup .gm-several-list",
    "popup of the ground": ".leaflet-popup .gm-note",
    "cards": ".gm-cards",
    "corrections": ".gm-corrections",
    "menu of a filter": ".gm-menu-body",
    "button of a filter": ".gm-menu summary",
    "search of the list": ".gm-search-incidents",
    "search": ".gm-search-list",
    "message": ".gm-message",
    "texts": ".gm-texts",
    "box in a text": ".gm-choice",
    "names without a place": "#gm-unplaced",
    "bar of time": ".gm-timebar",
    "citation": ".gm-selected",
    "list to print": ".gm-print-list",
    "head of a printed page": ".gm-print-told",
    "second map": ".gm-second",
    "head of a second map": ".gm-account-head",
    "picture": ".gm-picture",
}

# payload: without blanks and what has no character -> {seen: {part: [numbers]}, files, copied, said: after each saving}
OPEN_ALL = """async ({payload, parts}) => {
  const context = await geomap.ready;
  const {map, table, panel, layers, lens, filters, accounts} = context;
  const G = geomap;
  const pause = (ms = 20) => new Promise((r) => setTimeout(r, ms));
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const bare = (text) => text.replace(/[\\s\\u0000\\ufffd?\\ud800]/g, '');
  const marked = new RegExp(payload.replace(/[.*+?^${}()|[\\]\\\\]/g, '\\\\$&') + '#(\\\\d+);', 'g');
  const seen = {};
  const note = (part, text) => {
    seen[part] = seen[part] || new Set();
    for (const [, number] of bare(text).matchAll(marked)) seen[part].add(Number(number));
  };
  const textOf = (root) => {
    const found = [root.textContent];
    for (const element of [root, ...root.querySelectorAll('*')]) {
      for (const {value} of element.attributes) if (value.includes('#')) found.push(value);
      if (element.tagName === 'INPUT' || element.tagName === 'TEXTAREA') found.push(element.value);
    }
    return found.join('\\n');
  };
  const glance = (...names) => names.forEach((part) => all(parts[part]).forEach((root) => {
    note(part, textOf(root));
    note('page', textOf(root));
  }));
  const popups = ['popup of an incident', 'popup of several', 'popup of the ground', 'citation'];
  const look = () => {
    for (const [part, selector] of Object.entries(parts)) for (const root of all(selector)) note(part, textOf(root));
    for (const root of document.body.children) if (!/^(SCRIPT|STYLE)$/.test(root.tagName)) note('page', textOf(root));
    note('page', document.title);
  };
  const press = async (element, ms, ...names) => {
    if (!element) return;
    element.click();
    await pause(ms);
    if (names.length) glance(...names);
    else look();
  };
  const keep = [];
  new MutationObserver(() => all('.gm-picture').forEach((root) => note('picture', textOf(root)))).observe(document.body, {childList: true});
  // Files and clipboard end here; what is copied 'fails', so that the page shows it.
  const files = {};
  G.download = (blob, name) => keep.push(blob.type.startsWith('image')
    ? createImageBitmap(blob).then((image) => (files[name] = `${image.width}x${image.height}`))
    : blob.text().then((text) => (files[name] = text)));
  const copied = [];
  G.copy = async (text) => (copied.push(text), false);
  window.print = () => {};
  const layerBox = (key) => document.querySelector(`label[data-layer="${key}"] input`);
  const only = async (...keys) => {
    for (const row of all('label[data-layer]')) if (row.querySelector('input').checked !== keys.includes(row.dataset.layer)) row.querySelector('input').click();
    await pause(80);
  };

  // Boxes, all layers.
  all('details:not(.gm-menu)').forEach((d) => { d.open = true; });
  all('label[data-layer] input:not(:checked)').forEach((box) => box.click());
  await pause(60);
  look();
  // Whatever is drawn and can be pressed.
  const drawn = [];
  map.eachLayer((layer) => drawn.push(layer));
  for (const layer of drawn) {
    if (layer.listens && layer.listens('click')) { layer.fire('click', {latlng: map.getCenter(), originalEvent: new Event('click')}); await pause(); glance(...popups); }
    if (layer.openPopup && layer.getPopup && layer.getPopup()) { layer.openPopup(); await pause(); glance(...popups); }
    if (layer.openTooltip && layer.getTooltip && layer.getTooltip()) layer.openTooltip();
  }
  for (const sign of all('.gm-icon')) {
    await press(sign, 30, ...popups);
    for (let k = 0; k < all('.leaflet-popup .gm-several-list button').length; k++) {
      await press(all('.leaflet-popup .gm-several-list button')[k], 20, ...popups);
      await press(document.querySelector('.gm-back'), 20, ...popups);
    }
  }
  for (let i = 0; i < table.size; i++) {
    table.choose(i, 'panel');
    await pause(30);
    glance(...popups);
    await press(all('.leaflet-popup .gm-actions button').at(-1), 20, ...popups);
  }
  map.closePopup();
  // Views elsewhere: each is off the map from the other.
  for (let turn = 0; turn < 2; turn++) {
    for (const chip of all('.gm-chip')) await press(chip);
    map.setView([0, -120 + turn], 4, {animate: false});
    await pause(40);
    look();
  }
  // The panel: filters one by one, each order, both searches, tabs.
  for (const menu of all('.gm-menu')) {
    menu.open = true;
    await pause(30);
    await press(menu.querySelector('.gm-only'), 30, 'menu of a filter', 'button of a filter', 'cards');
    await press(menu.querySelector('.gm-values-all button'), 20, 'menu of a filter');
    menu.open = false;
  }
  for (const option of all('.gm-sorting option')) {
    const select = document.querySelector('.gm-sorting select');
    select.value = option.value;
    select.dispatchEvent(new Event('change'));
    await pause(50);
    glance('cards');
  }
  const type = async (field, text, ms) => {
    field.value = text;
    field.dispatchEvent(new Event('input', {bubbles: true}));
    await pause(ms);
    look();
  };
  const first = table.types.length && (await table.account(0)).where;
  const search = document.querySelector('.gm-search-incidents');
  await type(search, first, 330);
  await type(search, '', 330);
  await press(document.querySelector('[data-tool=search]'), 100);
  const field = document.querySelector('.gm-search-field');
  await type(field, first, 160);
  const base = layers.get('basemap');
  for (const {text} of [...((base && base.data && base.data.towns) || []).slice(0, 1), ...((base && base.data && base.data.units) || []).slice(0, 1)]) {
    if (document.querySelector('.gm-search').hidden) await press(document.querySelector('[data-tool=search]'), 30);
    await type(field, text, 160);
    await press([...all('.gm-search-row')].find((row) => row.textContent.includes(text)), 60);
  }
  await press(document.querySelector('.gm-unplaced-entry'), 50);
  await press(document.querySelector('.gm-unplaced-close'));
  panel.show('text');
  await pause(120);
  const fold = document.querySelector('.gm-text-bar .gm-check input');
  if (fold && !fold.checked) await press(fold, 60);
  await only('incidents', 'labels');
  for (let k = 0; k < Math.min(30, all('.gm-mark-on').length); k++) {
    await press(all('.gm-mark-on')[k], 15, 'box in a text', ...popups);
    await press(document.querySelector('.gm-choice button'), 15, ...popups);
  }
  table.fire('read', {position: 0});
  await pause(60);
  look();
  panel.show('list');
  map.closePopup();
  // Labels have room where nothing else stands.
  all('.gm-legend, .gm-layers').forEach((box) => { box.open = false; });
  for (const [keys, zooms] of [[['basemap', 'labels'], [2.5, 4, 5, 6, 7, 8, 9]], [['sectors', 'labels'], [7, 9]], [['mentions', 'labels'], [7]]]) {
    await only(...keys);
    for (const zoom of zooms) {
      context.home(false);
      map.setView(map.getCenter(), zoom, {animate: false});
      await pause(15);
      G.relabelNow(map);
      glance('labels');
    }
    for (const label of layers.groups.flatMap(({members}) => members).filter(({key}) => keys.includes(key)).flatMap(({layer}) => layer.labels || [])) {
      const at = label.at || (label.anywhere && label.anywhere[0]);
      if (!at) continue;
      map.setView(at, label.at ? Math.max(6, label.minZoom || 0) : 4, {animate: false});
      await pause(15);
      G.relabelNow(map);
      glance('labels');
    }
  }
  all('label[data-layer] input:not(:checked)').forEach((box) => box.click());
  all('.gm-legend, .gm-layers').forEach((box) => { box.open = true; });
  // Accounts, one and two maps; then another language that runs the other way.
  for (const {dataset} of all('.gm-teller')) {
    await press(document.querySelector(`.gm-teller[data-account="${CSS.escape(dataset.account)}"]`), 80);
  }
  for (const select of all('.gm-account-head select')) {
    const values = [...select.options].map((option) => option.value);
    for (const value of [...values, values[1]]) {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await pause(30);
      glance('head of a second map', 'second map', 'cards', 'legend');
    }
  }
  if (accounts.second) for (const sign of all('.gm-second .gm-icon').slice(0, 3)) await press(sign, 40);
  const said = [];
  const save = async (key) => {
    document.querySelector(`[data-save=${key}]`).click();
    for (let k = 0; k < 600 && document.querySelector('.gm-saving').getAttribute('aria-busy'); k++) await pause(25);
    said.push(document.querySelector('.gm-saving-told').textContent);
    look();
  };
  await press(document.querySelector('[data-tool=save]'));
  await save('png');
  window.dispatchEvent(new Event('beforeprint'));
  look();
  window.dispatchEvent(new Event('afterprint'));
  accounts.choose('all');
  for (const tag of ['ar', 'en']) {
    await G.chooseLanguage(tag);
    await pause(150);
    look();
  }
  // The time: step by step, and all of it again.
  const bar = document.querySelector('.gm-time-play');
  if (bar) {
    await press(bar, 700);
    await press(document.querySelector('.gm-time-all'));
  }
  context.home(false);
  filters.clear();
  table.choose(1, 'panel');
  await pause(60);
  if (document.querySelector('.gm-saving').hidden) await press(document.querySelector('[data-tool=save]'));
  for (const key of ['geojson', 'csv', 'link', 'print']) {
    if (document.querySelector(`[data-save=${key}]`)) await save(key);
  }
  await context.printing.prepare();
  look();
  await Promise.all(keep);
  return {seen: Object.fromEntries(Object.entries(seen).map(([part, numbers]) => [part, [...numbers]])), files, copied, said};
}"""
