// The view in the page's address: what it is made of, and who is told when it changes.
(function (G) {
  'use strict';

  const NEAR = 30; // pixels

  // Everything that a view is made of, in the address.
  G.remember = function (state, { map, home, filters, accounts, layers, panel, table, choose }) {
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
    state.part('sources', () => filters.sources || null, (text) => filters.set('sources', text));
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
  };
})((window.geomap = window.geomap || {}));
