// A short message on the map, which screen readers say too and which goes by itself.
(function (G) {
  'use strict';

  const SHOWN = 7000; // milliseconds

  G.notify = function (stage, text) {
    let box = stage.querySelector('.gm-message');
    if (!box) {
      box = G.el('p', 'gm-message');
      box.setAttribute('role', 'status');
      stage.append(box);
    }
    clearTimeout(box.gmTimer);
    // Emptied first: the same words twice are said twice.
    box.textContent = '';
    requestAnimationFrame(() => {
      box.textContent = text;
      box.gmTimer = setTimeout(() => (box.textContent = ''), SHOWN);
    });
  };
})((window.geomap = window.geomap || {}));
