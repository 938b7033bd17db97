// Bounds into what the boxes on the map leave free of it.
(function (G) {
  'use strict';

  // Fit bounds into the part of the map that legend and overview leave free: of keeping clear
  // beside them or above them, whichever shows more.
  G.fitter = function (map, legend) {
    // Ways to keep clear of a box, as [pixels beside it, pixels above it].
    const ways = (box, size, beside, below) => (box
      ? [[Math.min(box.width + 20, size.x * 0.45), below], [beside, Math.min(box.height + size.y - box.bottom + 8, size.y * 0.5)]]
      : [[beside, below]]);
    const boxOf = (element) => {
      const frame = map.getContainer().getBoundingClientRect();
      const { width, height, bottom } = element.getBoundingClientRect();
      return { width, height, bottom: bottom - frame.top };
    };
    const room = () => {
      const size = map.getSize();
      const overview = map.getContainer().querySelector('.gm-overview-map:not([hidden])');
      return ways(legend.open ? boxOf(legend) : null, size, 30, 40).flatMap(([start, over]) => (
        ways(overview ? boxOf(overview) : null, size, 20, 40).map(([end, above]) => {
          const [left, right] = G.direction() === 'rtl' ? [end, start] : [start, end];
          return { paddingTopLeft: [left, 20], paddingBottomRight: [right, Math.max(over, above)] };
        })));
    };
    return (bounds, animate) => {
      const zoomWith = (options) => map.getBoundsZoom(bounds, false, L.point(options.paddingTopLeft).add(options.paddingBottomRight));
      const best = room().reduce((one, other) => (zoomWith(other) > zoomWith(one) ? other : one));
      map.fitBounds(bounds, { ...best, maxZoom: 11, animate: animate !== false && !G.reducedMotion() });
    };
  };
})((window.geomap = window.geomap || {}));
