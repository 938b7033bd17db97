// Popups: a note about something on the ground, and what is told of one or several incidents.
(function (G) {
  'use strict';

  // A name and lines of text.
  G.notePopup = function (map, at, title, lines) {
    const box = G.el('div', 'gm-note', null, G.el('h3', '', title));
    for (const line of lines.filter(Boolean)) box.append(G.el('p', '', line));
    for (const each of box.children) each.dir = 'auto';
    L.popup({ maxWidth: 300 }).setLatLng(at).setContent(box).openOn(map);
  };

  // The popup of one or several incidents. `note` {title, lines} heads it: the area's or sector's own words.
  G.popup = async function (map, at, lens, positions, note) {
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
    L.popup({
      className: 'gm-incident-popup',
      maxWidth: Math.min(400, room.x - 40),
      maxHeight: Math.max(160, Math.min(480, room.y - (wide ? 120 : 70))),
      // Clear of the buttons in the upper corners; on a phone they make way instead.
      autoPanPaddingTopLeft: wide ? [56, 52] : [6, 6],
      autoPanPaddingBottomRight: [8, 8],
    })
      .setLatLng(at).setContent(box).openOn(map);
    if (positions.length === 1) lens.table.choose(positions[0], 'map');
  };
})((window.geomap = window.geomap || {}));
