// Light or dark: as the reader's system says, or as chosen. Styles are variables of the root
// element; what is drawn on a canvas hears of a change and is drawn anew.
(function (G) {
  'use strict';

  const THEMES = ['auto', 'light', 'dark'];
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let chosen = 'auto';

  const apply = (theme) => {
    if (document.documentElement.dataset.theme === theme) return;
    document.documentElement.dataset.theme = theme;
    G.events.fire('theme');
  };
  const now = () => (chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen);

  G.theme = () => chosen;
  G.setTheme = function (theme) {
    chosen = THEMES.includes(theme) ? theme : 'auto';
    apply(now());
  };

  // The value of a colour of the theme, for canvases: G.colour('--gm-land').
  G.colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  dark.addEventListener('change', () => apply(now()));
  // Paper is light.
  window.addEventListener('beforeprint', () => apply('light'));
  window.addEventListener('afterprint', () => apply(now()));
  G.setTheme('auto');
})((window.geomap = window.geomap || {}));
