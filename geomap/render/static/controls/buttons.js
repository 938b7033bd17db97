// Small buttons on the map: full screen, back to the first view, north.
(function (G) {
  'use strict';

  const icon = (d) => G.svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    G.svg('path', { d, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.7, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }));
  G.icon = icon;

  // A bar of buttons among Leaflet's own. buttons: elements
  G.ButtonBar = L.Control.extend({
    options: { position: 'topleft' },
    initialize(buttons, options) {
      L.setOptions(this, options);
      this._buttons = buttons;
    },
    onAdd() {
      const box = G.el('div', 'leaflet-bar leaflet-control gm-buttons', null, ...this._buttons);
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });

  // A button whose label follows the language.
  G.tool = function (key, d, press) {
    const button = G.button('gm-tool', G.t(`tool.${key}`), press, icon(d));
    button.dataset.tool = key;
    G.events.on('language', () => {
      button.title = G.t(`tool.${key}`);
      button.setAttribute('aria-label', button.title);
    });
    return button;
  };

  // null where it is not allowed, as in a frame without that permission.
  G.fullscreenButton = function (target) {
    if (!document.fullscreenEnabled) return null;
    const button = G.tool('fullscreen', 'M2,6V2H6M10,2H14V6M14,10V14H10M6,14H2V10', () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else target.requestFullscreen();
    });
    const mark = () => button.setAttribute('aria-pressed', String(document.fullscreenElement === target));
    document.addEventListener('fullscreenchange', mark);
    mark();
    return button;
  };

  G.homeButton = (home) => G.tool('home', 'M2,8L8,2.5L14,8M4,7V13.5H12V7', home);

  // A bar of some length on the ground, said in the page's language.
  G.Scale = L.Control.Scale.extend({
    options: { position: 'bottomright', maxWidth: 120, imperial: false },
    onAdd(map) {
      const box = L.Control.Scale.prototype.onAdd.call(this, map);
      box.setAttribute('role', 'img');
      G.events.on('language', this._update, this);
      return box;
    },
    _updateMetric(longest) {
      const metres = this._getRoundNum(longest);
      const text = metres < 1000 ? G.t('tool.scale_metres', { m: G.number(metres) }) : G.t('tool.measure_total', { km: G.number(metres / 1000) });
      this._updateScale(this._mScale, '', metres / longest);
      this._mScale.textContent = text;
      this._mScale.dir = G.direction();
      this._mScale.parentElement.setAttribute('aria-label', G.t('tool.scale', { length: text }));
    },
  });

  // Up is north on this map, always: a sign that says so, no button.
  G.NorthArrow = L.Control.extend({
    options: { position: 'bottomright' },
    onAdd() {
      const box = G.el('div', 'gm-north', null, G.svg('svg', { width: 18, height: 26, viewBox: '0 0 18 26', 'aria-hidden': 'true' },
        G.svg('path', { d: 'M9,1L15,17L9,13.5L3,17Z', fill: 'currentColor' })), G.el('span'));
      box.setAttribute('role', 'img');
      const write = () => {
        box.lastChild.textContent = G.t('tool.north_letter');
        box.title = G.t('tool.north');
        box.setAttribute('aria-label', box.title);
      };
      G.events.on('language', write);
      write();
      return box;
    },
  });
})((window.geomap = window.geomap || {}));
