// Puts the page together: header with the accounts, map with its boxes, panel, time; and ties them
// to each other and to the address.
(function (G) {
  'use strict';

  G.ready = new Promise((resolve) => (G._resolveReady = resolve));

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
    const fit = G.fitter(map, legend);
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
    G.remember(context.state, context);

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
