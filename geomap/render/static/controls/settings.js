// Language and colours, and what the map is: a menu in the header. What was chosen goes into the
// address ('lang', 'theme').
(function (G) {
  'use strict';

  const el = G.el;
  const GEAR = 'M8,5.6A2.4,2.4 0 1 1 7.9,5.6ZM8,1.5V3.4M8,12.6V14.5M1.5,8H3.4M12.6,8H14.5M3.4,3.4L4.8,4.8M11.2,11.2L12.6,12.6M12.6,3.4L11.2,4.8M4.8,11.2L3.4,12.6';

  function chooser(values, now, choose) {
    const select = el('select');
    select.append(...values.map(([value, text]) => {
      const option = el('option', '', text);
      option.value = value;
      return option;
    }));
    select.value = now;
    select.addEventListener('change', () => choose(select.value));
    return select;
  }

  G.chooseLanguage = async function (tag) {
    if (tag === G.language() || !G.languages().includes(tag)) return;
    await G.setLanguage(tag);
    G.events.fire('language');
  };

  G.addSettings = function ({ page, state }) {
    const first = G.language();
    const button = G.tool('settings', GEAR, () => toggle(body.hidden));
    button.classList.add('gm-gear');
    const body = el('div', 'gm-settings');
    body.id = 'gm-settings';
    body.hidden = true;
    body.setAttribute('role', 'group');
    button.setAttribute('aria-controls', body.id);
    button.setAttribute('aria-expanded', 'false');
    const holder = el('div', 'gm-settings-holder', null, button, body);

    const write = () => {
      const had = body.contains(document.activeElement) && document.activeElement.dataset.setting;
      body.setAttribute('aria-label', G.t('tool.settings'));
      // A language is called by its own name, whatever the page's is.
      const language = chooser(G.languages().map((tag) => [tag, G.t(`language.${tag}`)]), G.language(), (tag) => G.chooseLanguage(tag));
      const theme = chooser(['auto', 'light', 'dark'].map((name) => [name, G.t(`theme.${name}`)]), G.theme(), (name) => {
        G.setTheme(name);
        state.changed();
      });
      [language.dataset.setting, theme.dataset.setting] = ['language', 'theme'];
      for (const option of language.options) option.lang = option.value;
      body.replaceChildren(
        el('label', '', null, el('span', '', G.t('page.language')), language),
        el('label', '', null, el('span', '', G.t('page.theme')), theme),
        el('div', 'gm-quiet gm-settings-notice', G.t('page.notice_long')));
      if (had) body.querySelector(`[data-setting=${had}]`).focus();
    };

    function toggle(on) {
      body.hidden = !on;
      button.setAttribute('aria-expanded', String(on));
      if (on) body.querySelector('select').focus();
    }

    holder.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || body.hidden) return;
      event.stopPropagation();
      toggle(false);
      button.focus();
    });
    // Whoever goes on elsewhere leaves it.
    document.addEventListener('pointerdown', (event) => !holder.contains(event.target) && !body.hidden && toggle(false));
    holder.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && !holder.contains(relatedTarget) && toggle(false));

    G.events.on('language', () => {
      write();
      state.changed();
    });
    state.part('lang', () => (G.language() === first ? null : G.language()), (text) => G.chooseLanguage(text || first));
    state.part('theme', () => (G.theme() === 'auto' ? null : G.theme()), (text) => {
      G.setTheme(text || 'auto');
      write();
    });
    write();
    page.querySelector('.gm-header').append(holder);
  };
})((window.geomap = window.geomap || {}));
