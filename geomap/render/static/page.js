// Puts the page together: panel, tree of layers, legend, chips, scale; and ties card and map.
(function (G) {
  'use strict';

  G.ready = new Promise((resolve) => (G._resolveReady = resolve));

  // map: the Leaflet map; packed: words, views and legend; parts: {table, incidents, hits, tree}
  G.startPage = async function (map, packed, parts) {
    const page = map.getContainer().closest('.gm-page');
    const narrow = window.matchMedia('(max-width: 720px)').matches;
    const short = map.getSize().y < 520;
    G.ensurePatterns();
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    const data = await G.inflateJson(packed);
    const table = await parts.table.ready;

    const stage = map.getContainer().parentElement;
    L.control.scale({ position: 'bottomright', maxWidth: 120, imperial: false }).addTo(map);
    new G.FullscreenButton().addTo(map);
    const layers = G.layerTree(map, parts.tree, table, map.getSize().x >= 1100 && !short);
    const legend = G.legend(data.legend, data.areas, !narrow && !short);
    stage.append(layers, legend);

    // Fit what matters into the part of the map that legend and tree leave free: of keeping clear
    // to the right of the legend or above it, whichever shows more.
    const room = () => {
      const size = map.getSize();
      const box = legend.getBoundingClientRect();
      const left = { paddingTopLeft: [legend.open ? Math.min(box.width + 20, size.x * 0.45) : 30, 20], paddingBottomRight: [20, 40] };
      const above = { paddingTopLeft: [30, 20], paddingBottomRight: [20, legend.open ? Math.min(box.height + 20, size.y * 0.5) : 40] };
      return [left, above];
    };
    const fit = (bounds, animate) => {
      const zoomWith = (options) => map.getBoundsZoom(bounds, false, L.point(options.paddingTopLeft).add(options.paddingBottomRight));
      const [left, above] = room();
      map.fitBounds(bounds, { ...(zoomWith(left) >= zoomWith(above) ? left : above), maxZoom: 11, animate: animate !== false });
    };
    const first = data.views[0];
    const home = L.latLngBounds([first.bounds[1], first.bounds[0]], [first.bounds[3], first.bounds[2]]);
    if (!parts.ownView) fit(home, false);
    stage.append(G.chips(map, data.views, fit));

    const panel = new G.Panel(page.querySelector('.gm-panel'), table, data.corrections);
    G.addUnplaced(data.unplaced, layers, panel, table.sources);
    table.on('choose', async ({ position, from }) => {
      if (from !== 'panel') return;
      const anchors = parts.incidents.anchorsOf(position);
      if (!anchors.length) return;
      const area = parts.hits && parts.hits.boundsOf(position);
      const bounds = L.latLngBounds(anchors);
      if (area) bounds.extend(area);
      if (!map.getBounds().contains(bounds)) fit(bounds.pad(0.3), false);
      await G.popup(map, anchors[0], table, [position]);
    });

    map.on('resize', () => G.relabel(map));
    map.on('popupopen popupclose', (event) => stage.classList.toggle('gm-popup-open', event.type === 'popupopen'));
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    await Promise.all([panel._busy, ...parts.layers.filter((layer) => layer.ready && map.hasLayer(layer)).map((layer) => layer.ready)]);
    G.relabel(map);
    G._resolveReady({ map, table, panel });
    document.documentElement.dataset.geomap = 'ready';
  };
})((window.geomap = window.geomap || {}));
