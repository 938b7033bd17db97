// The filters: a button a dimension that opens a list of its values with their numbers, which follow
// the other filters; a field to search in; how many killed at least, told by how many sources.
(function (G) {
  'use strict';

  const el = G.el;
  const DIMENSIONS = ['type', 'status', 'party', 'claimant', 'sector', 'publisher', 'disputed'];
  const LEAST = { killed: 'filter.killed', sources: 'filter.sources' };
  const MOST_VALUES = 300;

  // A value in words.
  G.valueName = function (filters, dimension, k) {
    const value = filters.values[dimension][k];
    if (dimension === 'type') return G.t(`type.${value}`);
    if (dimension === 'status') return G.t(`status.${value}`);
    if (dimension === 'disputed' && value) return G.t(`about.${value}`);
    if (dimension === 'claimant' && k === 0) return G.t('filter.third');
    return value || G.t(`filter.no_${dimension}`);
  };

  const pictureOf = function (filters, dimension, k) {
    if (dimension === 'type') return G.shape(filters.table.types[k].family, 14);
    return dimension === 'status' ? G.badge(null, filters.values.status[k], 16) : null;
  };

  // The values of a dimension to tick, the most frequent first. -> element, which follows the filters
  G.facetList = function (filters, dimension) {
    const box = el('div', 'gm-values');
    // Under no filter, so that the list does not change its order while it is used.
    const total = filters.totals(dimension);
    const order = [...total.keys()].filter((k) => total[k]).sort((a, b) => total[b] - total[a] || a - b).slice(0, MOST_VALUES);
    const isOn = (k) => !filters.only[dimension] || filters.only[dimension].has(k);
    const choose = (set) => filters.set(dimension, set && set.size === order.length ? null : set);
    const rows = new Map();
    box.append(el('p', 'gm-values-all', null,
      G.button('gm-link', G.t('filter.all'), () => choose(null)), G.button('gm-link', G.t('filter.none'), () => choose(new Set()))));
    for (const k of order) {
      const row = G.check('', isOn(k), (on) => {
        const set = new Set(filters.only[dimension] || order);
        if (on) set.add(k);
        else set.delete(k);
        choose(set);
      }, pictureOf(filters, dimension, k));
      row.dataset.facet = filters.values[dimension][k] || 'none';
      const only = G.button('gm-link gm-only', G.t('filter.only'), (event) => {
        event.preventDefault();
        choose(new Set([k]));
      });
      only.setAttribute('aria-label', G.t('list.colon', { name: G.t('filter.only'), what: G.valueName(filters, dimension, k) }));
      rows.set(k, row);
      box.append(el('div', 'gm-value', null, row, only));
    }
    const update = () => {
      if (!box.isConnected && box.dataset.shown) {
        filters.off('change', update);
        return;
      }
      const counts = filters.counts(dimension);
      for (const [k, row] of rows) {
        row.querySelector('input').checked = isOn(k);
        row.lastChild.textContent = `${G.isolate(G.valueName(filters, dimension, k))} (${G.number(counts[k])})`;
      }
      box.dataset.shown = 'yes';
    };
    filters.on('change', update);
    update();
    return box;
  };

  // The bar of filters above the list. -> element
  G.filterBar = function (filters) {
    const bar = el('div', 'gm-filters');
    bar.setAttribute('role', 'group');
    const search = el('input', 'gm-search-incidents');
    search.type = 'search';
    let typing = null;
    search.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => filters.setText(search.value), 250);
    });
    const least = Object.keys(LEAST).map((dimension) => {
      const input = el('input');
      input.type = 'number';
      input.min = 0;
      input.addEventListener('change', () => filters.set(dimension, input.value));
      return [dimension, input];
    });
    const asked = { killed: filters.table.killed.some((n) => n > 0), sources: filters.table.joinedOf.length > 0 };
    const busy = el('span', 'gm-quiet');
    busy.setAttribute('role', 'status');
    const clear = G.button('gm-pill gm-clear', '', () => filters.clear());
    // On a small screen the list matters more: the filters are folded at first.
    const body = el('div', 'gm-filter-body');
    body.id = 'gm-filter-body';
    const fold = G.button('gm-pill gm-fold', '', () => open(body.hidden));
    fold.setAttribute('aria-controls', body.id);
    const open = (on) => {
      body.hidden = !on;
      fold.setAttribute('aria-expanded', String(on));
    };
    open(window.matchMedia('(min-width: 721px) and (min-height: 741px)').matches);
    const write = () => {
      bar.setAttribute('aria-label', G.t('filter.title'));
      search.placeholder = G.t('filter.text');
      search.setAttribute('aria-label', G.t('filter.text'));
      clear.textContent = G.t('filter.clear');
      const labels = least.filter(([dimension]) => asked[dimension]).map(([dimension, input]) => el('label', 'gm-killed', null, el('span', '', G.t(LEAST[dimension])), input));
      fold.textContent = G.t('filter.title');
      body.replaceChildren(...DIMENSIONS.filter((d) => filters.values[d].filter(Boolean).length > 1).map((d) => menu(filters, d)), ...labels);
      bar.replaceChildren(search, fold, clear, busy, body);
      update();
    };
    const update = () => {
      clear.hidden = !filters.isNarrowed();
      if (document.activeElement !== search) search.value = filters.text;
      for (const [dimension, input] of least) if (document.activeElement !== input) input.value = filters[dimension] || '';
    };
    filters.on('change', update);
    filters.on('search', ({ busy: on }) => (busy.textContent = on ? G.t('filter.busy') : ''));
    G.events.on('language', write);
    write();
    return bar;
  };

  // A button that opens the list of a dimension's values.
  function menu(filters, dimension) {
    const summary = el('summary', 'gm-pill');
    const box = el('details', 'gm-menu', null, summary);
    box.dataset.dimension = dimension;
    const title = () => {
      const only = filters.only[dimension];
      const name = G.t(`filter.${dimension}`);
      summary.textContent = only ? G.t('filter.chosen', { name, number: only.size === 1 ? G.valueName(filters, dimension, [...only][0]) : G.number(only.size) }) : name;
      summary.classList.toggle('gm-on', Boolean(only));
    };
    box.addEventListener('toggle', () => {
      if (!box.open) {
        box.querySelector('.gm-menu-body')?.remove();
        return;
      }
      for (const other of box.parentElement.querySelectorAll('details[open]')) if (other !== box) other.open = false;
      box.append(el('div', 'gm-menu-body', null, G.facetList(filters, dimension)));
    });
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !box.open) return;
      event.stopPropagation();
      box.open = false;
      summary.focus();
    });
    filters.on('change', title);
    title();
    return box;
  }

  // A click beside an open menu closes it.
  document.addEventListener('click', (event) => {
    for (const open of document.querySelectorAll('.gm-menu[open]')) if (!open.contains(event.target)) open.open = false;
  });
})((window.geomap = window.geomap || {}));
