// Who has asked the system for less motion gets less of it.
(function (G) {
  'use strict';

  G.reducedMotion = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  // Leaflet asks nobody whether a map may glide: by buttons, wheel, keys and popups too.
  const { panBy, _tryAnimatedZoom } = L.Map.prototype;
  L.Map.include({
    panBy(offset, options) {
      return panBy.call(this, offset, G.reducedMotion() ? { ...options, animate: false } : options);
    },
    _tryAnimatedZoom(...asked) {
      return !G.reducedMotion() && _tryAnimatedZoom.apply(this, asked);
    },
  });
  L.Map.addInitHook(function () {
    if (G.reducedMotion()) this.options.inertia = false;
  });
})((window.geomap = window.geomap || {}));
