// Chips for the views that the map does not show just now; the first view has one too.
(function (G) {
  'use strict';

  const el = G.el;

  G.boundsOf = (view) => L.latLngBounds([view.bounds[1], view.bounds[0]], [view.bounds[3], view.bounds[2]]);

  // views: [{label, bounds, signs}]; fit(bounds) shows one. -> element, which follows map and lens
  G.chips = function (map, views, lens, fit) {
    const box = el('nav', 'gm-chips');
    L.DomEvent.disableClickPropagation(box);
    // A few are shown; the others unfold, so that they do not cover the map.
    let unfolded = false;
    const update = () => {
      const now = map.getBounds();
      const off = views.filter((view) => !now.intersects(G.boundsNear(map, G.boundsOf(view))))
        .map((view) => ({ view, count: lens.shown(view.signs).length })).filter(({ count }) => count);
      const few = map.getSize().x < 600 ? 1 : 3;
      const buttons = off.slice(0, unfolded ? off.length : few).map(({ view, count }) => {
        const chip = G.button('gm-chip', `↗ ${G.t('list.colon', { name: view.label, what: G.number(count) })}`, () => {
          unfolded = false;
          fit(G.boundsNear(map, G.boundsOf(view)));
          update();
        });
        chip.dir = G.direction();
        return chip;
      });
      if (off.length > few) {
        const fold = G.button('gm-chip gm-chip-fold', unfolded ? G.t('chips.fewer') : G.t('chips.more', { number: G.number(off.length - few) }), () => {
          unfolded = !unfolded;
          update();
        });
        fold.setAttribute('aria-expanded', String(unfolded));
        buttons.push(fold);
      }
      box.setAttribute('aria-label', G.t('chips.title'));
      box.hidden = !off.length;
      box.replaceChildren(el('span', 'gm-chips-title', G.t('chips.title')), ...buttons);
    };
    map.on('moveend', update);
    lens.on('change', G.once(update));
    G.events.on('language', update);
    update();
    return box;
  };
})((window.geomap = window.geomap || {}));
