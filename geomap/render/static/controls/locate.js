// Where the reader is, when asked for: a dot and a circle of how exactly the browser knows it. It is
// drawn and nothing else: it goes neither into the address nor anywhere beyond the page.
(function (G) {
  'use strict';

  const LONGEST = 15000; // milliseconds to wait
  const DENIED = 1;

  G.locateTool = function ({ map, stage, fit }) {
    const drawn = L.layerGroup();
    let busy = false;
    const mark = () => button.setAttribute('aria-pressed', String(map.hasLayer(drawn)));

    const press = () => {
      if (map.hasLayer(drawn)) {
        drawn.remove();
        mark();
      } else if (!busy) {
        busy = true;
        map.locate({ setView: false, timeout: LONGEST });
      }
    };
    const button = G.tool('locate', 'M8,1.5V4M8,12V14.5M1.5,8H4M12,8H14.5M8,4.2A3.8,3.8 0 1 1 7.9,4.2ZM8,7.4A0.6,0.6 0 1 1 7.9,7.4Z', press);

    map.on('locationfound', ({ latlng, accuracy }) => {
      if (!busy) return;
      busy = false;
      drawn.clearLayers();
      drawn.addLayer(L.circle(latlng, { radius: accuracy, color: '#005a9c', weight: 1.5, fillOpacity: 0.12, interactive: false, className: 'gm-here-around' }));
      drawn.addLayer(L.circleMarker(latlng, { radius: 6, color: '#ffffff', weight: 2.5, fillColor: '#005a9c', fillOpacity: 1, interactive: false, className: 'gm-here' }));
      drawn.addTo(map);
      mark();
      fit(latlng.toBounds(Math.max(2 * accuracy, 20000)), false);
      G.notify(stage, G.t('tool.locate_here', { km: G.kilometres(Math.max(accuracy, 10)) }));
    });
    map.on('locationerror', ({ code }) => {
      busy = false;
      G.notify(stage, G.t(code === DENIED ? 'tool.locate_denied' : 'tool.locate_failed'));
    });
    mark();
    return button;
  };
})((window.geomap = window.geomap || {}));
