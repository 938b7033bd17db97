// The search of the map: a button that opens a field; while typing, a list of the places and
// incidents of that name, which arrows and Enter choose from (ARIA: combobox with a listbox).
(function (G) {
  'use strict';

  const el = G.el;
  const MOST = 12;
  const AROUND = 50000; // metres that are shown around a place

  const PICTURES = {
    place: 'M8,14.5C4.5,10.5 3.5,8.6 3.5,6.3A4.5,4.5 0 0 1 12.5,6.3C12.5,8.6 11.5,10.5 8,14.5Z',
    sector: 'M2,11L6,3H14L10,11Z', area: 'M3,3H13V13H3Z', mention: 'M8,4A4,4 0 1 1 7.9,4Z', town: 'M8,6A2,2 0 1 1 7.9,6Z', unit: 'M2.5,5L8,2.5L13.5,6L11.5,13.5L4,12Z',
  };

  G.searchTool = function (context) {
    const { map, stage, lens, layers, table, panel, fit } = context;
    const finder = new G.Finder(table, layers);
    const ring = L.marker([0, 0], { interactive: false, keyboard: false, icon: L.divIcon({ className: 'gm-found', iconSize: [34, 34] }) });
    let results = [];
    let active = -1;
    let typing = null;
    let asked = 0;

    const field = el('input', 'gm-search-field');
    Object.entries({
      type: 'search', role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'gm-search-list', 'aria-expanded': 'false', autocomplete: 'off', spellcheck: 'false', dir: 'auto',
    }).forEach(([name, value]) => field.setAttribute(name, value));
    const list = el('ul', 'gm-search-list');
    list.id = 'gm-search-list';
    list.setAttribute('role', 'listbox');
    const told = el('p', 'gm-search-told');
    told.setAttribute('role', 'status');
    const close = G.button('gm-close', G.t('tool.close'), () => toggle(false), el('span', '', '×'));
    const box = el('div', 'gm-search', null, el('div', 'gm-search-head', null, field, close), list, told);
    box.setAttribute('role', 'search');
    box.hidden = true;
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);

    const write = () => {
      field.placeholder = G.t('tool.search');
      for (const each of [box, field, list]) each.setAttribute('aria-label', G.t('tool.search'));
      close.title = G.t('tool.close');
      close.setAttribute('aria-label', close.title);
      if (field.value) look();
    };

    const mark = (position) => {
      active = position;
      [...list.children].forEach((row, k) => row.setAttribute('aria-selected', String(k === active)));
      if (active < 0) field.removeAttribute('aria-activedescendant');
      else {
        field.setAttribute('aria-activedescendant', list.children[active].id);
        list.children[active].scrollIntoView({ block: 'nearest' });
      }
    };

    const clear = () => {
      results = [];
      asked += 1;
      list.replaceChildren();
      told.textContent = '';
      field.setAttribute('aria-expanded', 'false');
      mark(-1);
    };

    async function look() {
      const turn = ++asked;
      const query = field.value.trim();
      if (!query) return clear();
      const found = finder.find(query, lens.mask, MOST);
      const rows = await Promise.all(found.map((entry, k) => option(entry, k)));
      if (turn !== asked) return undefined;
      results = found;
      list.replaceChildren(...rows);
      field.setAttribute('aria-expanded', String(rows.length > 0));
      mark(rows.length ? 0 : -1);
      if (rows.length) told.textContent = rows.length < MOST ? G.n('search.found', rows.length) : G.t('search.most', { number: G.number(MOST) });
      else if (!finder.complete) told.textContent = G.t('filter.busy');
      else told.textContent = G.t(lens.count < table.size ? 'search.none_shown' : 'tool.search_none');
      return undefined;
    }

    async function option(entry, k) {
      const row = el('li', 'gm-search-row');
      row.id = `gm-search-${k}`;
      row.setAttribute('role', 'option');
      const [picture, name, detail] = entry.kind === 'incident' ? await incident(entry.position) : place(entry);
      const title = el('b', '', name);
      const more = el('span', 'gm-quiet', detail);
      row.append(picture, el('span', 'gm-search-words', null, title, more));
      // Not 'click': the field would lose the focus first.
      row.addEventListener('pointerdown', (event) => event.preventDefault());
      row.addEventListener('click', () => choose(entry));
      return row;
    }

    async function incident(i) {
      const account = await table.account(i);
      return [G.badge(table.familyOf(i), lens.statusOf(i), 22), G.say.what(table, i, account), G.withDots([G.say.when(table, i, account), G.t(`status.${lens.statusOf(i)}`)])];
    }

    function place(entry) {
      const kind = entry.kind === 'place' ? G.n('list.several', entry.positions.length) : G.t(`search.${entry.kind}`);
      return [G.icon(PICTURES[entry.kind]), G.isolate(entry.name), G.withDots([kind, G.inRow((entry.others || []).slice(0, 4), ' / ')])];
    }

    // An area's shape of the day shown.
    function areaNow({ name, all }) {
      return G.ofDay(all, lens.filters.dayShown()).find(({ shape }) => shape.name === name) || { shape: all.find((shape) => shape.name === name), outdated: true };
    }

    async function choose(entry) {
      field.value = '';
      toggle(false, false);
      map.closePopup();
      panel.expand(false);
      if (entry.kind === 'incident' || (entry.kind === 'place' && entry.positions.length === 1)) {
        table.choose(entry.kind === 'incident' ? entry.position : entry.positions[0], 'search');
        return;
      }
      const area = entry.kind === 'area' ? areaNow(entry) : null;
      const drawn = area ? area.shape : entry.kind === 'sector' ? entry.shape : null;
      const at = entry.at && G.near(map, entry.at);
      const bounds = drawn ? G.boundsNear(map, L.polyline(G.unfold(drawn)).getBounds()) : L.latLng(at).toBounds(AROUND);
      fit(bounds, false);
      if (entry.kind === 'place') await G.popup(map, at, lens, entry.positions);
      else if (entry.kind === 'sector') await G.popup(map, at, lens, lens.shown(entry.shape.signs), G.sectorNote(entry.shape));
      else if (entry.kind === 'area') G.notePopup(map, bounds.getCenter(), entry.name, () => G.areaNote(area.shape, area.outdated));
      else if (entry.kind === 'mention') G.notePopup(map, at, entry.name, () => G.mentionNote(entry.shape));
      else {
        ring.setLatLng(at).addTo(map);
        map.getContainer().focus({ preventScroll: true });
        G.notify(stage, G.t('search.here', { name: entry.name }));
      }
    }

    // Once the page is used again, the ring has done its work.
    map.on('popupopen click', () => ring.remove());

    // focus: whether it goes back to the button
    function toggle(on, focus = true) {
      box.hidden = !on;
      button.setAttribute('aria-expanded', String(on));
      if (on) {
        ring.remove();
        finder.start();
        field.focus();
        field.select();
        if (field.value) look();
      } else {
        clear();
        if (focus) button.focus();
      }
    }

    field.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(look, 90);
    });
    finder.on('more', () => !box.hidden && field.value && active <= 0 && look());
    box.addEventListener('keydown', async (event) => {
      const { key } = event;
      if (key === 'Escape') {
        event.stopPropagation();
        if (field.value) {
          field.value = '';
          clear();
          field.focus();
        } else toggle(false);
      } else if (event.target === field && (key === 'ArrowDown' || key === 'ArrowUp') && results.length) {
        event.preventDefault();
        mark((active + (key === 'ArrowDown' ? 1 : results.length - 1)) % results.length);
      } else if (event.target === field && key === 'Enter') {
        event.preventDefault();
        // Whoever types fast presses Enter before the list is there.
        clearTimeout(typing);
        const chosen = active;
        await look();
        const entry = results[Math.max(0, Math.min(chosen, results.length - 1))];
        if (entry) choose(entry);
      }
    });

    const button = G.tool('search', 'M10.4,10.4L14,14M6.8,2.2A4.6,4.6 0 1 1 6.7,2.2Z', () => toggle(box.hidden));
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', box.id = 'gm-search');
    lens.on('change', () => !box.hidden && field.value && look());
    G.events.on('language', write);
    write();
    stage.append(box);
    return button;
  };
})((window.geomap = window.geomap || {}));
