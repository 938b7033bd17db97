// Popups: a note about something on the ground, and what is told of one or several incidents.
(function (G) {
  'use strict';

  // What is shown can be asked for again, in another language. `popup` stands for what `again` opens.
  function shown(map, popup, again) {
    popup.openOn(map);
    map.gmShown = { popup, again };
  }

  G.writePopupAnew = async function (map) {
    if (map.gmShown && map.hasLayer(map.gmShown.popup)) await map.gmShown.again();
  };

  // A name and lines of text; title and lines may be functions.
  G.notePopup = function (map, at, title, lines) {
    const now = (value) => (typeof value === 'function' ? value() : value);
    const box = G.el('div', 'gm-note', null, G.el('h3', '', now(title)));
    for (const line of now(lines).filter(Boolean)) box.append(G.el('p', '', line));
    for (const each of box.children) each.dir = 'auto';
    shown(map, L.popup({ maxWidth: 300 }).setLatLng(at).setContent(box), () => G.notePopup(map, at, title, lines));
  };

  // The popup of one or several incidents. `note` -> {title, lines} heads it: the area's or sector's own words.
  G.popup = async function (map, at, lens, positions, noting) {
    const note = noting && noting();
    const box = G.el('div', 'gm-popup');
    if (note && (note.lines.length || positions.length !== 1)) {
      box.append(G.el('h3', 'gm-popup-title', note.title));
      for (const line of note.lines) box.append(G.el('p', 'gm-codes', line));
    }
    if (positions.length === 1) {
      box.append(await G.fullAccount(lens, positions[0]));
      map.eachLayer((layer) => {
        const told = layer.noteOf && layer.noteOf(positions[0]);
        if (told) box.append(G.el('p', 'gm-codes', told));
      });
    } else if (positions.length) {
      const list = G.accountList(lens, positions);
      await list.ready;
      box.append(list);
    } else {
      box.append(G.el('p', '', G.t('list.none')));
    }
    const room = map.getSize();
    const wide = room.x > 560;
    // An open legend at the side is kept clear of, where that leaves room enough.
    const stage = map.getContainer().parentElement;
    const legend = stage && stage.querySelector('.gm-legend[open]');
    const beside = legend && room.x > legend.offsetWidth + 440 ? legend.offsetWidth + 24 : 56;
    const [left, right] = !wide ? [6, 8] : G.direction() === 'rtl' ? [8, beside] : [beside, 8];
    const popup = L.popup({
      className: 'gm-incident-popup',
      maxWidth: Math.min(400, room.x - 40),
      maxHeight: Math.max(160, Math.min(480, room.y - (wide ? 120 : 70))),
      // Clear of the buttons in the upper corners; on a phone they make way instead.
      autoPanPaddingTopLeft: [left, wide ? 52 : 6],
      autoPanPaddingBottomRight: [right, wide ? 48 : 8],
    })
      .setLatLng(at).setContent(box);
    shown(map, popup, () => G.popup(map, at, lens, positions, noting));
    // A list in which one is opened grows: the popup keeps within the map.
    if (positions.length > 1) {
      const watch = new ResizeObserver(G.once(() => {
        if (!popup.isOpen()) watch.disconnect();
        else {
          popup._updateLayout();
          popup._updatePosition();
          popup._adjustPan();
        }
      }));
      watch.observe(box);
    }
    if (positions.length === 1) lens.table.choose(positions[0], 'map');
  };
})((window.geomap = window.geomap || {}));
