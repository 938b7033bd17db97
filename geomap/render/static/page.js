// Puts the page together: header with the accounts, map with its boxes, panel, time; and ties them
// to each other and to the address.
(function (G) {
  'use strict';

  G.ready = new Promise((resolve) => (G._resolveReady = resolve));

  // Fit bounds into the part of the map that legend and overview leave free: of keeping clear
  // beside them or above them, whichever shows more.
  function fitter(map, legend) {
    // Ways to keep clear of a box, as [pixels beside it, pixels above it].
    const ways = (box, size, beside, below) => (box
      ? [[Math.min(box.width + 20, size.x * 0.45), below], [beside, Math.min(box.height + size.y - box.bottom + 8, size.y * 0.5)]]
      : [[beside, below]]);
    const boxOf = (element) => {
      const frame = map.getContainer().getBoundingClientRect();
      const { width, height, bottom } = element.getBoundingClientRect();
      return { width, height, bottom: bottom - frame.top };
    };
    const room = () => {
      const size = map.getSize();
      const overview = map.getContainer().querySelector('.gm-overview-map:not([hidden])');
      return ways(legend.open ? boxOf(legend) : null, size, 30, 40).flatMap(([start, over]) => (
        ways(overview ? boxOf(overview) : null, size, 20, 40).map(([end, above]) => {
          const [left, right] = G.direction() === 'rtl' ? [end, start] : [start, end];
          return { paddingTopLeft: [left, 20], paddingBottomRight: [right, Math.max(over, above)] };
        })));
    };
    return (bounds, animate) => {
      const zoomWith = (options) => map.getBoundsZoom(bounds, false, L.point(options.paddingTopLeft).add(options.paddingBottomRight));
      const best = room().reduce((one, other) => (zoomWith(other) > zoomWith(one) ? other : one));
      map.fitBounds(bounds, { ...best, maxZoom: 11, animate: animate !== false && !G.reducedMotion() });
    };
  }

  G.reducedMotion = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  // Leaflet asks nobody whether a map may glide: by buttons, wheel, keys and popups too.
  const { panBy, _tryAnimatedZoom } = L.Map.prototype;
  L.Map.include({
    panBy(offset, options) {
      return panBy.call(this, offset, G.reducedMotion() ? { ...options, animate: false } : options);
    },
    _tryAnimatedZoom(...asked) {
      return !G.reducedMotion() && _tryAnimatedZoom.apply(this, asked);
    },
  });
  L.Map.addInitHook(function () {
    if (G.reducedMotion()) this.options.inertia = false;
  });

  // The page's own words in header and footer.
  function writeHeader(page, data) {
    const notice = page.querySelector('.gm-notice');
    const told = [G.el('strong', '', G.t('page.notice'))];
    if (data.asOf !== G.MISSING) told.push(` · ${G.t('page.as_of', { day: G.day(data.asOf) })}`);
    const asked = data.corrections.reduce((sum, note) => sum + note.lines.length, 0);
    if (asked) told.push(` · ${G.n('corrections', asked)}`);
    if (data.blurred) told.push(` · ${G.t('page.blurred')}`);
    notice.replaceChildren(...told);
    notice.title = G.t('page.notice_long');
    page.querySelector('.gm-footer').textContent = ['borders', 'places', 'map'].map((key) => G.t(`attribution.${key}`)).concat(data.attributions).join(' · ');
    page.querySelector('.gm-panel').setAttribute('aria-label', G.t('page.list'));
    page.querySelector('.folium-map').setAttribute('aria-label', G.t('page.map'));
  }

  const NEAR = 30; // pixels

  // Everything that a view is made of, in the address.
  function remember(state, { map, home, filters, accounts, layers, panel, table, choose }) {
    const view = () => {
      const { lat, lng } = map.getCenter();
      return `${lat.toFixed(4)},${lng.toFixed(4)},${map.getZoom()}`;
    };
    // A map that its page gives more or less room moves by some pixels: that is still the first view.
    const [at, zoom] = [map.getCenter(), map.getZoom()];
    const unmoved = () => map.getZoom() === zoom && map.project(map.getCenter(), zoom).distanceTo(map.project(at, zoom)) < NEAR;
    // Before the view: two maps side by side have their own zoom.
    state.part('account', () => accounts.write(), (text) => accounts.read(text));
    state.part('map', () => (unmoved() ? null : view()), (text) => {
      const [lat, lng, near] = (text || '').split(',').map(Number);
      // Nothing is drawn, and loops over worlds have no end, where numbers are no place on a map.
      if (text && Math.abs(lat) <= 90 && Math.abs(lng) <= 720 && Number.isFinite(near)) map.setView([lat, lng], near, { animate: false });
      else if (!text && !unmoved()) home();
    });
    state.part('layers', () => layers.write(), (text) => layers.read(text));
    for (const dimension of Object.keys(filters.values)) {
      state.part(dimension, () => G.writeSet(filters.only[dimension], filters.values[dimension]), (text) => filters.set(dimension, G.readSet(text, filters.values[dimension])));
    }
    state.part('killed', () => filters.killed || null, (text) => filters.set('killed', text));
    state.part('find', () => filters.text, (text) => filters.setText(text || ''));
    state.part('tab', () => (panel.tab === 'list' ? null : panel.tab), (text) => panel.show(text || 'list'));
    state.part('incident', () => table.chosenId || null, async (text) => {
      const position = text ? await table.find(text) : -1;
      if (position >= 0) await choose(position);
    });
    map.on('moveend', () => state.changed());
    layers.on('change', () => state.changed());
    filters.on('change', () => state.changed());
    accounts.on('change', () => state.changed());
    panel.on('tab', () => state.changed());
    table.on('choose', async ({ position }) => {
      table.chosenId = (await table.account(position)).id;
      state.changed();
    });
  }

  // map: the Leaflet map; packed: words and views; parts: {table, layers: [{group, key, name, layer}], ownView, language}
  G.startPage = async function (map, packed, parts) {
    const page = map.getContainer().closest('.gm-page');
    const stage = map.getContainer().parentElement;
    const narrow = window.matchMedia('(max-width: 720px)').matches;
    // What the bar of time will take is not taken yet.
    const short = window.innerHeight < 740;
    G.ensurePatterns();
    if (map.attributionControl) map.attributionControl.setPrefix(false);
    const data = await G.inflateJson(packed);
    await G.setLanguage(G.preferredLanguage(parts.language));
    const table = await parts.table.ready;
    const { filters, lens } = table;
    filters.setAsOf(data.asOf);
    writeHeader(page, data);
    G.events.on('language', () => writeHeader(page, data));

    const layers = new G.LayerSet(map, parts.layers);
    const tree = G.layerTree(layers, filters, map.getSize().x >= 1100 && !short);
    const legend = G.legend(lens, layers, !narrow && !short);
    stage.append(tree, legend);
    const fit = fitter(map, legend);
    const home = (animate) => fit(G.boundsOf(data.views[0]), animate === true);
    stage.append(G.chips(map, data.views, lens, fit));

    const accounts = new G.Accounts(map, lens, layers, stage);
    page.querySelector('.gm-header').append(accounts.element);
    const panel = new G.Panel(page.querySelector('.gm-panel'), lens, data.corrections);
    G.addUnplaced(data.unplaced, tree, panel, table);
    accounts.on('change', () => {
      panel.list.setLens(accounts.both || lens);
      if (accounts.both) legend.open = false;
      legend.setLens(accounts.both || lens);
    });

    // Show an incident that was chosen beside the map.
    const choose = async (position) => {
      const anchors = table.anchorsOf(position).map((at) => G.near(map, at));
      if (!anchors.length) {
        map.closePopup();
        return;
      }
      const hits = layers.get('hits');
      const area = hits && hits.boundsOf && hits.boundsOf(position);
      const bounds = L.latLngBounds(anchors);
      if (area) bounds.extend(G.boundsNear(map, area));
      if (!map.getBounds().contains(bounds)) fit(bounds.pad(0.3), false);
      await G.popup(map, anchors[0], lens, [position]);
    };
    table.on('choose', ({ position, from }) => from !== 'map' && choose(position));

    const context = { map, page, stage, data, table, filters, lens, layers, tree, legend, accounts, panel, fit, home, choose, state: new G.State() };
    G.addControls(context);
    // Controls beside the map take of its room.
    map.invalidateSize({ animate: false });
    if (!parts.ownView) home(false);
    remember(context.state, context);

    map.on('resize', () => G.relabel(map));
    map.on('popupopen popupclose', (event) => stage.classList.toggle('gm-popup-open', event.type === 'popupopen'));
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
    await Promise.all([panel.list.busy, context.time.ready, ...parts.layers.map(({ layer }) => layer).filter((layer) => layer.ready && map.hasLayer(layer)).map((layer) => layer.ready)]);
    legend.write();
    await context.state.load(true);
    context.state.listen();
    layers.get('incidents').flush();
    G.relabel(map);
    G._resolveReady(context);
    document.documentElement.dataset.geomap = 'ready';
  };
})((window.geomap = window.geomap || {}));
