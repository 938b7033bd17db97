// The map as a picture, with all that must go with it: title, notice, whose account, days, legend,
// scale, north and where things come from. A sheet is laid out unseen and painted on a canvas.
(function (G) {
  'use strict';

  const el = G.el;
  const RATIO = 2;
  const LEGEND = 300; // CSS pixels beside the map
  const MOST = 16384; // pixels a side of a canvas that browsers agree to

  G.accountName = (account) => (account === 'all' || account === 'third' ? G.t(`account.${account}`) : G.t('account.side', { side: account }));

  // The maps that are shown, each with its account.
  G.shownMaps = ({ map, lens, accounts }) => [{ map, lens }, ...(accounts.second ? [accounts.second] : [])];

  // First and last day of what is shown, in words; '' without a date.
  function daysShown({ table, filters }, masks) {
    const { from, to } = filters.time;
    if (from !== null || to !== null) return G.days(from ?? G.MISSING, to ?? G.MISSING);
    let first = Infinity;
    let last = -Infinity;
    for (let i = 0; i < table.size; i++) {
      if (!masks.some((mask) => mask[i])) continue;
      const [start, end] = [table.dayStart[i], table.dayEnd[i]];
      for (const day of [start, end]) {
        if (day === G.MISSING) continue;
        first = Math.min(first, day);
        last = Math.max(last, day);
      }
    }
    return first <= last ? G.days(first, last) : '';
  }

  // What a picture or a printed page must say of the view: accounts, days, how many of how many.
  G.toldOfView = function (context) {
    const lenses = G.shownMaps(context).map(({ lens }) => lens);
    const count = Math.max(...lenses.map((lens) => lens.count));
    const all = context.table.size;
    const number = lenses.length > 1 ? '' : count === all ? G.n('list.count', all) : G.t('list.of', { shown: G.n('list.count', count), all: G.number(all) });
    return [G.inRow(lenses.map((lens) => G.accountName(lens.account)), ' | '), daysShown(context, lenses.map((lens) => lens.mask)), number].filter(Boolean);
  };

  function sheetOf(context) {
    const { page, legend, data } = context;
    const maps = G.shownMaps(context);
    const notice = page.querySelector('.gm-notice');
    const head = el('header', 'gm-picture-head', null, el('h1', '', data.title), el('p', '', notice.textContent), el('p', 'gm-picture-told', G.withDots(G.toldOfView(context))));
    head.firstElementChild.dir = 'auto';
    const frames = maps.map(({ map, lens }) => {
      const size = map.getSize();
      const frame = el('div', 'gm-picture-map');
      frame.style.width = `${size.x}px`;
      frame.style.height = `${size.y}px`;
      const name = el('p', 'gm-picture-account', G.accountName(lens.account));
      return { frame, box: el('div', '', null, maps.length > 1 || lens.account !== 'all' ? name : null, frame) };
    });
    // Two maps stand as they do on the page: beside or above each other.
    const rects = maps.map(({ map }) => map.getContainer().getBoundingClientRect());
    const row = el('div', 'gm-picture-maps', null, ...frames.map(({ box }) => box));
    row.classList.toggle('gm-picture-stacked', rects.length > 1 && rects[0].left === rects[1].left);
    const rows = [...legend.querySelector('.gm-box-body').childNodes].map((node) => node.cloneNode(true));
    const body = el('div', 'gm-picture-body', null, row, el('section', 'gm-picture-legend', null, el('h2', '', G.t('legend.title')), ...rows));
    const wide = Math.max(...rects.map((r) => r.right)) - Math.min(...rects.map((r) => r.left));
    const below = wide < 2 * LEGEND;
    body.classList.toggle('gm-picture-below', below);
    const sheet = el('div', 'gm-picture', null, head, body, el('footer', 'gm-picture-foot', page.querySelector('.gm-footer').textContent));
    sheet.style.width = `${Math.ceil(wide + (below ? 0 : LEGEND)) + 32}px`;
    sheet.setAttribute('aria-hidden', 'true');
    return { sheet, maps, frames: frames.map(({ frame }) => frame) };
  }

  // Of what lies on a map, only scale and north are no buttons.
  const notInPicture = (element) => element.matches('.leaflet-popup-pane, .gm-account-head')
    || (element.classList.contains('leaflet-control') && !element.matches('.leaflet-control-scale, .gm-north'));

  // The maps' canvases at twice their resolution while `use` runs.
  async function sharply(maps, use) {
    const before = L.Browser.retina;
    const canvases = maps.flatMap(({ map }) => Object.values(map.gmRenderers || {})).filter((renderer) => renderer instanceof L.Canvas && renderer._map);
    const redraw = () => canvases.forEach((renderer) => renderer._update());
    L.Browser.retina = true;
    try {
      redraw();
      return await use();
    } finally {
      L.Browser.retina = before;
      redraw();
    }
  }

  // -> {blob, leftOut}: a PNG, and how many pictures of other hosts could not be painted
  G.picture = async function (context) {
    const { sheet, maps, frames } = sheetOf(context);
    const popped = context.stage.classList.contains('gm-popup-open');
    context.stage.classList.remove('gm-popup-open');
    document.body.append(sheet);
    try {
      return await sharply(maps, async () => {
        const size = sheet.getBoundingClientRect();
        const painter = new G.Painter(RATIO, notInPicture);
        painter.add(sheet, { left: 0, top: 0 });
        // Labels stand where the page's boxes cover the map too; all within one frame, so nobody sees it.
        context.stage.classList.add('gm-picturing');
        maps.forEach(({ map }) => G.relabelNow(map));
        maps.forEach(({ map }, k) => {
          const at = frames[k].getBoundingClientRect();
          painter.add(map.getContainer(), { left: at.left + frames[k].clientLeft - size.left, top: at.top + frames[k].clientTop - size.top });
        });
        context.stage.classList.remove('gm-picturing');
        maps.forEach(({ map }) => G.relabelNow(map));
        const canvas = el('canvas');
        canvas.width = Math.round(size.width * RATIO);
        canvas.height = Math.round(size.height * RATIO);
        if (Math.max(canvas.width, canvas.height) > MOST) throw new Error(G.t('tool.png_large', { width: canvas.width, height: canvas.height }));
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error(G.t('tool.png_canvas'));
        pen.scale(RATIO, RATIO);
        await painter.paint(pen);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
        if (!blob) throw new Error(G.t('tool.png_canvas'));
        return { blob, leftOut: painter.leftOut };
      });
    } finally {
      sheet.remove();
      context.stage.classList.remove('gm-picturing');
      context.stage.classList.toggle('gm-popup-open', popped);
    }
  };
})((window.geomap = window.geomap || {}));
