// The legend: every sign that is on the map, in words, with the days of lines and areas; what is
// outdated on the day shown is marked. It follows what is shown.
(function (G) {
  'use strict';

  const el = G.el;
  const STATUSES = ['contested', 'claimed', 'denied', 'reported', 'confirmed'];

  const swatch = (...children) => G.svg('svg', { class: 'gm-swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' }, ...children);
  const patch = (attributes) => swatch(G.svg('rect', { x: 1, y: 1, width: 24, height: 14, ...attributes }));
  const stroke = (attributes) => swatch(G.svg('path', { d: 'M1,8H25', ...attributes }));

  const PICTURES = {
    hit: () => patch({ fill: 'url(#gm-hatch-area)', stroke: '#c04f00', 'stroke-width': 1.6, 'stroke-dasharray': '5 3' }),
    circle: () => swatch(G.svg('circle', { cx: 13, cy: 8, r: 7, fill: '#4a4f55', 'fill-opacity': 0.06, stroke: '#4a4f55', 'stroke-dasharray': '2 3' })),
    sector: () => swatch(...[0, 1, 2].map((k) => G.svg('rect', {
      x: 1 + 8 * k, y: 1, width: 8, height: 14, fill: '#2f7fb8', 'fill-opacity': G.shadeOf([0, 1, 4][k]), stroke: '#20639b', 'stroke-width': 0.8,
    }))),
    heat: () => swatch(...[0, 1, 2].map((k) => G.svg('rect', { x: 1 + 8 * k, y: 1, width: 8, height: 14, fill: ['#f5cf87', '#c96b3f', '#78173c'][k] }))),
    line: () => stroke({ stroke: '#1b1b1b', 'stroke-width': 2.4, 'stroke-dasharray': '7 4' }),
    border: () => stroke({ stroke: '#5b5650', 'stroke-width': 1.6, 'stroke-dasharray': '7 3 1 3' }),
    disputed: () => stroke({ stroke: '#8f8c85', 'stroke-width': 1.4, 'stroke-dasharray': '4 4' }),
    change: () => swatch(G.changeSign('#ffffff', 5)),
    mention: () => swatch(G.svg('circle', { cx: 13, cy: 8, r: 5, fill: '#ffffff', stroke: '#6b665e', 'stroke-width': 1.4, 'stroke-dasharray': '2 2' })),
    area: (area) => (area.party
      ? patch({ fill: G.areaFill(area.colour, area.texture), stroke: area.colour })
      : patch({ fill: 'none', stroke: '#6b665e', 'stroke-width': 1.4, 'stroke-dasharray': '1 3.5', 'stroke-linecap': 'round' })),
  };

  function row(group, picture, words, details) {
    const said = el('span', 'gm-legend-words', words);
    said.dir = 'auto';
    for (const detail of (details || []).filter(Boolean)) {
      const told = el('span', 'gm-legend-detail', detail);
      told.dir = 'auto';
      said.append(told);
    }
    return el('div', `gm-legend-row gm-legend-${group}`, null, el('span', 'gm-legend-sign', null, picture), said);
  }

  // What the signs of incidents mean, of those that occur, as the lens shows them.
  function* signs(lens) {
    const { table } = lens;
    const statuses = new Set();
    const families = new Set();
    let rough = false;
    for (let i = 0; i < table.size; i++) {
      if (!lens.mask[i]) continue;
      statuses.add(lens.status[i]);
      families.add(table.familyNumber(i));
      rough = rough || table.isRough(i);
    }
    const key = (status) => (lens.account === 'all' ? status : `${lens.account === 'third' ? 'third' : 'side'}_${status}`);
    // Two accounts side by side: each map has the signs of its own.
    if (lens instanceof G.BothLenses) {
      yield row('status', G.badge(null, 'claimed', 18), G.t('legend.beside_claimed'));
      yield row('status', G.badge(null, 'denied', 18), G.t('legend.beside_denied'));
      statuses.clear();
    }
    for (const status of STATUSES) {
      if (statuses.has(table.statuses.indexOf(status))) yield row('status', G.badge(null, status, 18), G.t(`legend.${key(status)}`, { side: lens.account }));
    }
    for (let k = 0; k < table.families.length; k++) {
      if (families.has(k)) yield row('type', G.shape(table.families[k], 15), G.t(`family.${table.families[k]}`));
    }
    if (lens.count > 1) yield row('status', G.clusterBadge([['contested', 1], ['reported', 2]], [['bombardment', 1]], 3, 22), G.t('legend.cluster'));
    if (rough) yield row('status', G.roughSign(16), G.t('legend.rough'));
  }

  // What lies on the ground, of the layers that are shown.
  function* ground(layers) {
    const on = (key) => {
      const layer = layers.get(key);
      return layer && layer._map && layer.data !== undefined ? layer : null;
    };
    const hits = on('hits');
    if (hits && hits.data.some((hit) => !hit.wide)) {
      yield row('ground', PICTURES.hit(), G.t('legend.hit'), [hits.data.some((hit) => hit.part) ? G.t('legend.part') : '']);
    }
    if (on('circles')) yield row('ground', PICTURES.circle(), G.t('legend.circle'));
    if (on('sectors')) yield row('ground', PICTURES.sector(), G.t('legend.sector'));
    const heat = layers.get('heat');
    if (heat && heat._map) yield row('ground', PICTURES.heat(), G.t('legend.heat'));
    for (const { shape, outdated } of on('lines') ? on('lines').current() : []) {
      const undated = shape.border && shape.from === G.MISSING && shape.to === G.MISSING;
      yield row('ground', shape.border ? PICTURES.border() : PICTURES.line(), shape.name, [undated ? '' : G.validity(shape, outdated), shape.note]);
    }
    const seen = new Set();
    for (const { shape, outdated } of on('areas') ? on('areas').current() : []) {
      // Areas of one party and one time share an entry.
      const key = [shape.party || shape.name, shape.from, shape.to].join();
      if (seen.has(key)) continue;
      seen.add(key);
      yield row('ground', PICTURES.area(shape), shape.party ? G.t('legend.held', { party: shape.party }) : shape.name, [G.validity(shape, outdated), shape.note]);
    }
    if (on('changes') && on('changes').current().length) yield row('ground', PICTURES.change(), G.t('legend.change'), [G.t('legend.change_detail')]);
    if (on('mentions')) yield row('ground', PICTURES.mention(), G.t('legend.mention'));
    const base = on('basemap');
    if (base && base.data.shapes.some((shape) => shape.kind === 'disputed')) yield row('ground', PICTURES.disputed(), G.t('legend.disputed'));
  }

  // -> element, which follows lens, layers and day
  G.legend = function (lens, layers, open) {
    G.ensurePatterns();
    const box = G.foldable('gm-legend', '', open);
    const body = el('div', 'gm-box-body');
    // It scrolls and has nothing to press: arrow keys need it to take the focus.
    body.tabIndex = 0;
    body.setAttribute('role', 'group');
    box.append(body);
    const write = () => {
      box.querySelector('summary').textContent = G.t('legend.title');
      body.setAttribute('aria-label', G.t('legend.title'));
      body.replaceChildren(...signs(seen), ...ground(layers));
    };
    let seen = lens;
    const soon = G.once(write);
    lens.on('change', soon);
    box.setLens = (other) => {
      seen.off('change', soon);
      seen = other;
      seen.on('change', soon);
      soon();
    };
    layers.on('change', soon);
    G.events.on('language', write);
    box.write = write;
    write();
    return box;
  };
})((window.geomap = window.geomap || {}));
