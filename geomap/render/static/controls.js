// What stands on the map beside the layers: the tree of layers, the legend, the chips that lead
// to places off the view, fullscreen.
(function (G) {
  'use strict';

  const el = G.el;

  // A box that folds; on a narrow screen it begins folded.
  function foldable(className, title, open) {
    const box = el('details', `gm-box ${className}`, null, el('summary', '', title));
    box.open = open;
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }

  function check(text, on, change, picture) {
    const input = el('input');
    input.type = 'checkbox';
    input.checked = on;
    input.addEventListener('change', () => change(input.checked));
    return el('label', 'gm-check', null, input, picture || null, el('span', '', text));
  }

  // tree: [{group, layers: [{name, layer, key}]}]; user layers come in a group of their own.
  G.layerTree = function (map, tree, table, open) {
    const box = foldable('gm-layers', 'Layers', open);
    const body = el('div', 'gm-box-body');
    for (const { group, layers } of tree) {
      const set = el('fieldset', '', null, el('legend', '', group));
      for (const { name, layer, key } of layers) {
        const row = check(name, map.hasLayer(layer), (on) => (on ? map.addLayer(layer) : map.removeLayer(layer)));
        row.dataset.layer = key;
        set.append(row);
        if (layer instanceof G.Incidents && table) set.append(facets(table, 'family', 'by type'), facets(table, 'status', 'by status'));
      }
      body.append(set);
    }
    box.append(body);
    return box;
  };

  function facets(table, kind, title) {
    const group = el('details', 'gm-facets', null, el('summary', '', title));
    for (const { key, label, n } of table.facets(kind)) {
      const picture = kind === 'family' ? G.shape(key, 14) : G.badge(null, key, 16);
      const row = check(`${label} (${n})`, true, (on) => table.setFacet(kind, key, on), picture);
      row.dataset.facet = key;
      group.append(row);
    }
    return group;
  }

  const swatch = (...children) => G.svg('svg', { class: 'gm-swatch', width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true' }, ...children);
  const patch = (attributes) => swatch(G.svg('rect', { x: 1, y: 1, width: 24, height: 14, ...attributes }));

  // The picture of a legend entry.
  function sign(key, areas) {
    if (key === 'hit') return patch({ fill: 'url(#gm-hatch-area)', stroke: '#c04f00', 'stroke-width': 1.6, 'stroke-dasharray': '5 3' });
    if (key === 'circle') return swatch(G.svg('circle', { cx: 13, cy: 8, r: 7, fill: '#4a4f55', 'fill-opacity': 0.06, stroke: '#4a4f55', 'stroke-dasharray': '2 3' }));
    if (key === 'sector') {
      return swatch(...[0, 1, 2].map((k) => G.svg('rect', {
        x: 1 + 8 * k, y: 1, width: 8, height: 14, fill: '#2f7fb8', 'fill-opacity': G.shadeOf([0, 1, 4][k]), stroke: '#20639b', 'stroke-width': 0.8,
      })));
    }
    if (key === 'line') return swatch(G.svg('path', { d: 'M1,8H25', stroke: '#1b1b1b', 'stroke-width': 2.4, 'stroke-dasharray': '7 4' }));
    if (key === 'change') return swatch(G.changeSign('#ffffff', 5));
    if (key === 'border') return swatch(G.svg('path', { d: 'M1,8H25', stroke: '#5b5650', 'stroke-width': 1.6, 'stroke-dasharray': '7 3 1 3' }));
    if (key === 'disputed') return swatch(G.svg('path', { d: 'M1,8H25', stroke: '#8f8c85', 'stroke-width': 1.4, 'stroke-dasharray': '4 4' }));
    if (key.startsWith('area:')) {
      const area = areas[Number(key.slice(5))];
      if (area && area.party) return patch({ fill: G.areaFill(area.colour, area.texture), stroke: area.colour });
      return patch({ fill: 'none', stroke: '#6b665e', 'stroke-width': 1.4, 'stroke-dasharray': '1 3.5', 'stroke-linecap': 'round' });
    }
    return swatch();
  }

  G.legend = function (entries, areas, open) {
    G.ensurePatterns();
    const box = foldable('gm-legend', 'Legend', open);
    const body = el('div', 'gm-box-body');
    for (const entry of entries) {
      const picture = entry.group === 'status' ? G.badge(null, entry.sign, 18)
        : entry.group === 'type' ? G.shape(entry.sign, 15)
        : sign(entry.sign, areas);
      const words = el('span', 'gm-legend-words', entry.words);
      if (entry.detail) words.append(el('span', 'gm-legend-detail', entry.detail));
      const row = el('div', `gm-legend-row gm-legend-${entry.group}`, null, el('span', 'gm-legend-sign', null, picture), words);
      body.append(row);
    }
    box.append(body);
    return box;
  };

  const boundsOf = (view) => L.latLngBounds([view.bounds[1], view.bounds[0]], [view.bounds[3], view.bounds[2]]);

  // Chips for the views that the map does not show just now; the first view has one too.
  G.chips = function (map, views, fit) {
    const box = el('nav', 'gm-chips');
    box.setAttribute('aria-label', 'Off this view');
    L.DomEvent.disableClickPropagation(box);
    // A few are shown; the others unfold, so that they do not cover the map.
    let unfolded = false;
    const update = () => {
      const now = map.getBounds();
      const off = views.filter((view) => view.count && !now.intersects(boundsOf(view)));
      const few = map.getSize().x < 600 ? 1 : 3;
      const buttons = off.slice(0, unfolded ? off.length : few).map((view) => {
        const chip = el('button', 'gm-chip', `↗ ${view.label}: ${view.count}`);
        chip.type = 'button';
        chip.addEventListener('click', () => {
          unfolded = false;
          fit(boundsOf(view));
          update();
        });
        return chip;
      });
      if (off.length > few) {
        const fold = el('button', 'gm-chip gm-chip-fold', unfolded ? 'fewer' : `+${off.length - few} more`);
        fold.type = 'button';
        fold.setAttribute('aria-expanded', String(unfolded));
        fold.addEventListener('click', () => {
          unfolded = !unfolded;
          update();
        });
        buttons.push(fold);
      }
      box.hidden = !off.length;
      box.replaceChildren(el('span', 'gm-chips-title', 'Off this view'), ...buttons);
    };
    map.on('moveend', update);
    update();
    return box;
  };

  G.FullscreenButton = L.Control.extend({
    options: { position: 'topleft' },
    onAdd(map) {
      const box = el('div', 'leaflet-bar leaflet-control');
      const button = el('button', 'gm-fullscreen', null, G.svg('svg', { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
        G.svg('path', { d: 'M1,5V1H5M9,1H13V5M13,9V13H9M5,13H1V9', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8 })));
      button.type = 'button';
      button.title = 'Full screen';
      button.setAttribute('aria-label', 'Full screen');
      L.DomEvent.disableClickPropagation(box);
      button.addEventListener('click', () => {
        const target = map.getContainer().closest('.gm-page') || map.getContainer();
        if (document.fullscreenElement) document.exitFullscreen();
        else if (target.requestFullscreen) target.requestFullscreen();
      });
      box.append(button);
      return box;
    },
  });
})((window.geomap = window.geomap || {}));
