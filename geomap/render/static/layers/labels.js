// Labels that do not run into each other: all layers offer theirs, the most important are placed
// first, and one that finds no free spot at this zoom is left out.
(function (G) {
  'use strict';

  // kind -> order of placing (low first), font and smallest zoom.
  const KINDS = {
    sector: { order: 0, font: '700 12px', spread: true },
    'sector-quiet': { order: 15, font: '600 11px', spread: true },
    mention: { order: 10, font: '500 11px' },
    capital: { order: 20, font: '600 12px' },
    town: { order: 25, font: '400 11px' },
    'country-far': { order: 12, font: '600 11px', centre: true, letters: 0.8, upper: true },
    unit: { order: 70, font: 'italic 400 10.5px', centre: true },
    country: { order: 60, font: '600 12px', centre: true, letters: 1.6, upper: true },
  };
  const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
  const measure = document.createElement('canvas').getContext('2d');
  const widths = new Map();

  function widthOf(text, kind) {
    const key = `${kind}|${text}`;
    if (!widths.has(key)) {
      measure.font = `${KINDS[kind].font} ${FAMILY}`;
      widths.set(key, measure.measureText(KINDS[kind].upper ? text.toUpperCase() : text).width + (KINDS[kind].letters || 0) * text.length);
    }
    return widths.get(key);
  }

  // Spots for a label, at `metres` a pixel, of width w and height h around (0, 0): offsets of its upper left corner.
  function spots(label, w, h, metres) {
    const kind = KINDS[label.kind];
    if (kind.centre) return [[-w / 2, -h / 2]];
    const gap = label.km ? (label.km * 1000) / metres + 5 : label.offset || 6;
    if (kind.spread) {
      // Beside a band: right, left, above, below, at the band's edge and then nearer.
      const found = [];
      for (const d of [gap, gap * 0.6, gap * 1.5]) {
        found.push([d, -h / 2], [-d - w, -h / 2], [-w / 2, -d - h], [-w / 2, d], [d * 0.7, -d * 0.7 - h], [d * 0.7, d * 0.7], [-d * 0.7 - w, -d * 0.7 - h], [-d * 0.7 - w, d * 0.7]);
      }
      return found;
    }
    return [[gap, -h / 2], [-gap - w, -h / 2], [-w / 2, -gap - h], [-w / 2, gap]];
  }

  const hit = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  // A label that may stand at any of several points, such as a country's name.
  function placeAnywhere(map, label, size, taken, origin) {
    const w = widthOf(label.text, label.kind);
    for (const at of label.anywhere) {
      const p = map.latLngToContainerPoint(at);
      const box = [p.x - w / 2, p.y - 8, p.x + w / 2, p.y + 8];
      if (box[0] < 4 || box[1] < 4 || box[2] > size.x - 4 || box[3] > size.y - 4 || taken.some((other) => hit(box, other))) continue;
      taken.push(box);
      return written(label, box, origin);
    }
    return null;
  }

  function written(label, box, origin) {
    const text = G.el('span', `gm-label gm-label-${label.kind}`, label.text);
    text.dir = 'auto';
    text.style.transform = `translate(${Math.round(box[0] + origin.x)}px, ${Math.round(box[1] + origin.y)}px)`;
    return text;
  }

  function place(map) {
    const pane = map.getPane(G.pane(map, 'labels'));
    // A layer of their own: switched off, nothing is labelled.
    if (map.gmLabels.hidden) {
      pane.replaceChildren();
      return;
    }
    pane.classList.add('leaflet-zoom-hide');
    const size = map.getSize();
    const origin = map.containerPointToLayerPoint([0, 0]);
    const taken = [];
    const wanted = [];
    map.eachLayer((layer) => {
      for (const box of layer.boxes || []) {
        const p = map.latLngToContainerPoint(G.near(map, box.at));
        taken.push([p.x - box.half, p.y - box.half, p.x + box.half, p.y + box.half]);
      }
      for (const label of layer.labels || []) wanted.push(label);
    });
    // The boxes on the map (legend, controls) hide what is under them.
    const frame = map.getContainer().getBoundingClientRect();
    const stage = map.getContainer().closest('.gm-stage') || map.getContainer();
    for (const box of stage.querySelectorAll('.leaflet-control, .gm-legend, .gm-layers, .gm-chips, .gm-graticule-label')) {
      const r = box.getBoundingClientRect();
      if (r.width) taken.push([r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top]);
    }
    const rank = (label) => KINDS[label.kind].order + (label.rank || 0) / 100;
    wanted.sort((a, b) => rank(a) - rank(b));
    const zoom = map.getZoom();
    const middle = map.getCenter().lat;
    const metres = (40075016.7 * Math.cos((middle * Math.PI) / 180)) / (256 * 2 ** zoom);
    const fragment = document.createDocumentFragment();
    let towns = 0;
    // A sector that is a unit would be named twice.
    const sectors = new Set(wanted.filter((label) => label.kind.startsWith('sector')).map((label) => label.text.replace(/ \(\d+\)$/, '')));
    for (const label of wanted) {
      if (label.kind === 'unit' && sectors.has(label.text)) continue;
      if (label.minZoom && zoom < label.minZoom) continue;
      if (label.anywhere) {
        const found = placeAnywhere(map, label, size, taken, origin);
        if (found) fragment.append(found);
        continue;
      }
      const p = map.latLngToContainerPoint(G.near(map, label.at));
      if (p.x < -20 || p.y < -20 || p.x > size.x + 20 || p.y > size.y + 20) continue;
      if (label.dot && (towns > 26 || taken.some((box) => hit(box, [p.x - 3, p.y - 3, p.x + 3, p.y + 3])))) continue;
      const w = widthOf(label.text, label.kind);
      const h = 15;
      const spot = spots(label, w, h, metres)
        .map(([dx, dy]) => [p.x + dx, p.y + dy, p.x + dx + w, p.y + dy + h])
        .find((box) => box[0] >= 2 && box[1] >= 2 && box[2] <= size.x - 2 && box[3] <= size.y - 2 && !taken.some((other) => hit(box, other)));
      if (!spot) continue;
      taken.push(spot);
      fragment.append(written(label, spot, origin));
      if (label.dot) {
        towns += 1;
        taken.push([p.x - 4, p.y - 4, p.x + 4, p.y + 4]);
        const dot = G.el('span', `gm-dot gm-dot-${label.kind}`);
        dot.style.transform = `translate(${Math.round(p.x + origin.x)}px, ${Math.round(p.y + origin.y)}px)`;
        fragment.append(dot);
      }
    }
    pane.replaceChildren(fragment);
  }

  // Place all labels anew, once, after whatever changes in this moment.
  G.relabel = function (map) {
    if (!map.gmLabels) {
      map.gmLabels = { waiting: false, hidden: false };
      map.on('moveend resize', () => G.relabel(map));
    }
    if (map.gmLabels.waiting) return;
    map.gmLabels.waiting = true;
    requestAnimationFrame(() => {
      map.gmLabels.waiting = false;
      if (map.getContainer().isConnected && map._loaded) place(map);
    });
  };

  // All labels, as a layer to switch.
  G.Labels = L.Layer.extend({
    initialize(options) {
      L.setOptions(this, options);
    },
    twin() {
      return new this.constructor(this.options);
    },
    onAdd(map) {
      G.relabel(map);
      map.gmLabels.hidden = false;
    },
    onRemove(map) {
      map.gmLabels.hidden = true;
      G.relabel(map);
    },
  });
})((window.geomap = window.geomap || {}));
