// The way through the page without a mouse: links that skip to map and list, controls before the
// signs, Escape for popups, and the focus back where a popup was opened from. And the words that
// Leaflet itself writes, in the page's language and direction.
(function (G) {
  'use strict';

  const el = G.el;

  // Whether the reader's last doing was by keyboard.
  let keyed = false;
  document.addEventListener('keydown', () => (keyed = true), true);
  document.addEventListener('pointerdown', () => (keyed = false), true);
  G.byKeyboard = () => keyed;

  function skipLinks({ page, map, panel }) {
    const box = el('nav', 'gm-skip');
    const links = [
      ['page.skip_map', () => map.getContainer().focus()],
      ['page.skip_list', () => {
        panel.show('list');
        panel.expand(true);
        page.querySelector('#gm-page-list').focus();
      }],
    ].map(([key, go]) => [key, G.button('gm-skip-link', '', go)]);
    const write = () => {
      box.setAttribute('aria-label', G.t('page.skip'));
      for (const [key, link] of links) link.textContent = G.t(key);
    };
    box.append(...links.map(([, link]) => link));
    G.events.on('language', write);
    write();
    page.prepend(box);
  }

  // The sign that stands where a popup points to.
  function signAt(map, latlng) {
    const wanted = map.latLngToLayerPoint(latlng);
    return [...map.getContainer().querySelectorAll('.gm-icon')]
      .map((sign) => [sign, wanted.distanceTo(L.DomUtil.getPosition(sign))])
      .filter(([, far]) => far < 30)
      .sort((a, b) => a[1] - b[1]).map(([sign]) => sign)[0];
  }

  function mindPopups(map, page) {
    let opener = null;
    map.on('popupopen', ({ popup }) => {
      const box = popup.getElement();
      const now = document.activeElement;
      box.setAttribute('role', 'dialog');
      name(popup);
      // What opened it: a sign or a card; a popup that follows another keeps what opened that one.
      if (now && now.closest('.gm-icon, .gm-change, .gm-card')) opener = now;
      else if (!box.contains(now) && !(now && now.closest('.leaflet-popup'))) opener = null;
      if (!keyed || (now && now.closest('.gm-panel, .gm-header'))) return;
      const content = box.querySelector('.leaflet-popup-content');
      content.tabIndex = -1;
      content.focus({ preventScroll: true });
    });
    map.on('popupclose', ({ popup }) => {
      const now = document.activeElement;
      const box = popup.getElement();
      const lost = !now || now === document.body || (box && box.contains(now)) || (keyed && now === map.getContainer());
      if (!lost) return;
      const back = opener && opener.isConnected ? opener : signAt(map, popup.getLatLng());
      (back || map.getContainer()).focus({ preventScroll: true });
    });
    // Leaflet closes a popup by Escape only while the map itself has the focus.
    page.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented && map._popup && map._popup.isOpen()) map.closePopup();
    });
  }

  function name(popup) {
    const box = popup.getElement();
    const title = box.querySelector('h3');
    box.setAttribute('aria-label', title ? title.textContent : G.t('page.popup'));
    // The map is left to right whatever the page is; what is read in it is not.
    box.querySelector('.leaflet-popup-content-wrapper').dir = G.direction();
    const close = box.querySelector('.leaflet-popup-close-button');
    if (!close) return;
    close.title = G.t('tool.close');
    close.setAttribute('aria-label', close.title);
  }

  // Leaflet's own buttons and boxes.
  function nameLeaflet(map) {
    const container = map.getContainer();
    container.dir = 'ltr';
    container.setAttribute('aria-label', G.t('page.map'));
    for (const [className, key] of [['in', 'tool.zoom_in'], ['out', 'tool.zoom_out']]) {
      const button = container.querySelector(`.leaflet-control-zoom-${className}`);
      if (!button) continue;
      button.title = G.t(key);
      button.setAttribute('aria-label', button.title);
    }
  }

  function mind(map, page) {
    const container = map.getContainer();
    // In the order of the page, buttons come before what may be hundreds of signs.
    container.prepend(map._controlContainer);
    for (const button of container.querySelectorAll('.leaflet-control-zoom a')) {
      button.addEventListener('keydown', (event) => {
        if (event.key !== ' ') return;
        event.preventDefault();
        button.click();
      });
    }
    nameLeaflet(map);
    mindPopups(map, page);
  }

  G.mindKeyboard = function (context) {
    const { map, page, accounts } = context;
    skipLinks(context);
    mind(map, page);
    let second = null;
    accounts.on('change', () => {
      const now = accounts.second && accounts.second.map;
      if (now && now !== second) mind(now, page);
      second = now;
    });
    G.events.on('language', () => {
      for (const each of [map, accounts.second && accounts.second.map].filter(Boolean)) {
        nameLeaflet(each);
        G.writePopupAnew(each);
      }
    });
  };
})((window.geomap = window.geomap || {}));
