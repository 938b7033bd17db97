// The menu 'Save': what can be taken from the map. All of it is made in the page.
(function (G) {
  'use strict';

  const el = G.el;

  // Whether the page has an address that can be sent to somebody.
  const hasAddress = () => /^(https?|file):$/.test(window.location.protocol);

  // The address of the view as it is now.
  G.linkToView = function (state) {
    const address = window.location.href.split('#')[0];
    const told = state.text();
    return told ? `${address}#${told}` : address;
  };

  // -> the button; the menu stands on the stage, above the other boxes
  G.savingMenu = function (context) {
    const { stage } = context;
    const menu = el('div', 'gm-saving');
    menu.id = 'gm-saving';
    menu.hidden = true;
    menu.setAttribute('role', 'group');
    L.DomEvent.disableClickPropagation(menu);
    L.DomEvent.disableScrollPropagation(menu);
    const told = el('p', 'gm-saving-told');
    told.setAttribute('role', 'status');
    told.dir = 'auto';
    const say = (text, ...more) => told.replaceChildren(text, ...more);
    let busy = false;

    // Run one thing at a time, and say how it went.
    const task = (run) => async () => {
      if (busy) return;
      busy = true;
      menu.setAttribute('aria-busy', 'true');
      say(G.t('tool.busy'));
      try {
        await run();
      } finally {
        busy = false;
        menu.removeAttribute('aria-busy');
      }
    };
    const file = (make, ending) => task(async () => {
      const name = G.nameOfView(context, ending);
      try {
        G.download(await make(context, (share) => say(G.t('tool.busy_share', { share: G.number(Math.round(share * 100)) }))), name);
      } catch (error) {
        say(G.t('tool.save_failed', { reason: error.message }));
        throw error;
      }
      say(G.t('tool.saved', { name }));
    });
    const picture = task(async () => {
      try {
        const name = G.nameOfView(context, 'png');
        const { blob, leftOut } = await G.picture(context);
        G.download(blob, name);
        say(leftOut ? `${G.t('tool.saved', { name })} ${G.t('tool.png_tiles')}` : G.t('tool.saved', { name }));
      } catch (error) {
        // A browser may refuse a canvas for many reasons; the reader is told which.
        say(G.t('tool.png_failed', { reason: error.message || String(error) }));
      }
    });
    const print = task(async () => {
      close();
      await context.printing.print();
      say('');
    });
    const link = task(async () => {
      const address = G.linkToView(context.state);
      if (await G.copy(address)) say(G.t('tool.linked'));
      else say(G.t('tool.link_failed'), G.selected(address));
    });

    const entries = [
      ['geojson', file(G.savedGeojson, 'geojson')], ['csv', file(G.savedCsv, 'csv')], ['png', picture], ['print', print],
      ...(hasAddress() ? [['link', link]] : []),
    ];
    const write = () => {
      menu.setAttribute('aria-label', G.t('tool.save'));
      menu.replaceChildren(...entries.map(([key, press]) => {
        const entry = G.button('gm-saving-entry', G.t(`tool.${key}`), press);
        entry.dataset.save = key;
        return entry;
      }), told);
    };
    const button = G.tool('save', 'M8,2V10M4.5,7L8,10.5L11.5,7M2.5,11.5V14H13.5V11.5', () => (menu.hidden ? open() : close()));
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-controls', menu.id);

    function open() {
      const [at, all] = [button.getBoundingClientRect(), stage.getBoundingClientRect()];
      menu.style.top = `${at.top - all.top}px`;
      // Beside the button, on the side where there is room; Leaflet's corners do not turn with the language.
      const leftward = at.left - all.left > all.width / 2;
      menu.style.left = leftward ? 'auto' : `${at.right - all.left + 8}px`;
      menu.style.right = leftward ? `${all.right - at.left + 8}px` : 'auto';
      menu.style.maxHeight = `${Math.max(120, all.bottom - at.top - 12)}px`;
      say('');
      menu.hidden = false;
      button.setAttribute('aria-expanded', 'true');
      menu.querySelector('button').focus();
    }
    function close() {
      if (menu.hidden) return;
      const inside = menu.contains(document.activeElement);
      menu.hidden = true;
      button.setAttribute('aria-expanded', 'false');
      if (inside) button.focus();
    }
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    });
    document.addEventListener('pointerdown', (event) => {
      if (!menu.contains(event.target) && !button.contains(event.target)) close();
    });
    G.events.on('language', write);
    write();
    stage.append(menu);
    return button;
  };
})((window.geomap = window.geomap || {}));
