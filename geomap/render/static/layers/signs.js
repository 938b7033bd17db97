// What an incident looks like: the shape tells its family, line and fill tell its status.
// The same drawing serves the map, the legend and the cards.
(function (G) {
  'use strict';

  // Colours are Okabe and Ito's (green darkened for contrast with white); each status also has
  // its own ring and fill, each family its own shape, so nothing is told by colour alone.
  const STATUS = {
    contested: { colour: '#c04f00', ring: '3.2 2.2', width: 2.4, fill: 'url(#gm-hatch-contested)', solid: true },
    claimed: { colour: '#0072b2', ring: null, width: 2, fill: '#ffffff', solid: false },
    denied: { colour: '#9a4d7c', ring: '0.1 3.4', width: 2.2, fill: '#ffffff', solid: false, struck: true },
    reported: { colour: '#4a4f55', ring: null, width: 1.2, fill: '#ffffff', solid: true },
    confirmed: { colour: '#00664b', ring: null, width: 2, fill: '#00664b', solid: true, inverse: true },
  };

  // Shapes around (0, 0), about 12 units wide.
  const burst = (points, outer, inner) => {
    const at = [];
    for (let i = 0; i < points * 2; i++) {
      const r = i % 2 ? inner : outer;
      const a = (Math.PI * i) / points - Math.PI / 2;
      at.push(`${(r * Math.cos(a)).toFixed(2)},${(r * Math.sin(a)).toFixed(2)}`);
    }
    return `M${at.join('L')}Z`;
  };
  const SHAPES = {
    bombardment: burst(8, 7.4, 3.6),
    air: 'M0,-7L6.6,5.2L-6.6,5.2Z',
    fighting: 'M-6.4,-4.4L-4.4,-6.4L0,-2L4.4,-6.4L6.4,-4.4L2,0L6.4,4.4L4.4,6.4L0,2L-4.4,6.4L-6.4,4.4L-2,0Z',
    attack: 'M-5.4,-5.4H5.4V5.4H-5.4Z',
    harm: 'M-2.2,-6.6H2.2V-2.2H6.6V2.2H2.2V6.6H-2.2V2.2H-6.6V-2.2H-2.2Z',
    movement: 'M-6.6,-2.4H0.4V-6.4L6.8,0L0.4,6.4V2.4H-6.6Z',
    unrest: 'M0,-7L6.1,-3.5V3.5L0,7L-6.1,3.5V-3.5Z',
    diplomacy: 'M-6.4,-5.2H6.4V3H0.4L-3.6,6.8V3H-6.4Z',
  };

  // A badge: the sign of one incident. size in CSS pixels; rough: of its date only a span is known.
  G.badge = function (family, status, size, rough) {
    const s = STATUS[status];
    const ink = s.inverse ? '#ffffff' : s.colour;
    const picture = G.svg('svg', {
      class: 'gm-badge', width: size, height: size, viewBox: '-15 -15 30 30', 'aria-hidden': 'true',
    });
    picture.append(
      G.svg('circle', { r: 14.4, fill: '#ffffff', 'fill-opacity': 0.92 }),
      G.svg('circle', {
        r: 12.6, fill: s.fill, stroke: s.colour, 'stroke-width': s.width,
        ...(s.ring ? { 'stroke-dasharray': s.ring, 'stroke-linecap': s.ring.startsWith('0.1') ? 'round' : 'butt' } : {}),
      }),
    );
    if (family) {
      picture.append(G.svg('path', {
        d: SHAPES[family], stroke: ink, 'stroke-width': s.solid ? 0.6 : 1.8, 'stroke-linejoin': 'round',
        fill: s.solid ? ink : '#ffffff',
      }));
    }
    if (s.struck) {
      picture.append(G.svg('path', { d: 'M-9,9L9,-9', stroke: s.colour, 'stroke-width': 1.8 }));
    }
    if (rough) picture.append(...roughMark());
    return picture;
  };

  // 'About': two waves at the sign's edge.
  function roughMark() {
    const wave = 'M5,9.6q2,-2.4 4,0t4,0M5,12.8q2,-2.4 4,0t4,0';
    return [
      G.svg('circle', { cx: 9, cy: 11, r: 5.4, fill: '#ffffff', stroke: '#1b1b1b', 'stroke-width': 0.8 }),
      G.svg('path', { d: wave, fill: 'none', stroke: '#1b1b1b', 'stroke-width': 1.3 }),
    ];
  }

  // The mark of a rough date alone, for the legend.
  G.roughSign = (size) => G.svg('svg', { width: size, height: size, viewBox: '3 5 12 12', 'aria-hidden': 'true' }, ...roughMark());

  // The shape alone, for the legend of families.
  G.shape = function (family, size) {
    return G.svg('svg', { width: size, height: size, viewBox: '-9 -9 18 18', 'aria-hidden': 'true' },
      G.svg('path', { d: SHAPES[family], fill: 'currentColor', stroke: 'currentColor', 'stroke-linejoin': 'round' }));
  };

  // A cluster: how many incidents; as a ring, what share of them has which status, the contested
  // share broken into dashes; and the shapes of the types that most of them have. The counts are
  // [key, number] pairs.
  G.clusterBadge = function (statuses, families, total, size) {
    const picture = G.svg('svg', { class: 'gm-badge', width: size, height: size, viewBox: '-20 -20 40 40', 'aria-hidden': 'true' });
    picture.append(G.svg('circle', { r: 19, fill: '#ffffff', 'fill-opacity': 0.94 }));
    const round = 2 * Math.PI * 16.6;
    const all = statuses.reduce((sum, [, n]) => sum + n, 0);
    let from = 0;
    for (const [status, n] of statuses) {
      const length = (round * n) / all;
      const dashes = status === 'contested'
        ? broken(length, round)
        : `${length.toFixed(2)} ${(round - length).toFixed(2)}`;
      picture.append(G.svg('circle', {
        r: 16.6, fill: 'none', stroke: STATUS[status].colour, 'stroke-width': 4.4,
        'stroke-dasharray': dashes, 'stroke-dashoffset': (-from).toFixed(2), transform: 'rotate(-90)',
      }));
      from += length;
    }
    const number = G.svg('text', { 'text-anchor': 'middle', y: 0.5, class: 'gm-cluster-number' });
    number.textContent = total < 10000 ? String(total) : `${Math.round(total / 1000)}k`;
    picture.append(number);
    const chief = [...families].sort((a, b) => b[1] - a[1]).slice(0, 3);
    chief.forEach(([family], k) => picture.append(G.svg('path', {
      d: SHAPES[family], fill: '#4a4f55', transform: `translate(${(k - (chief.length - 1) / 2) * 7.6} 7) scale(0.42)`,
    })));
    return picture;
  };

  // A dash array that fills `length` of the ring with dashes and leaves the rest blank.
  function broken(length, round) {
    const parts = [];
    let done = 0;
    while (done < length) {
      const dash = Math.min(3, length - done);
      parts.push(dash.toFixed(2), '2');
      done += dash + 2;
    }
    const used = parts.reduce((sum, part) => sum + Number(part), 0);
    parts[parts.length - 1] = (Number(parts[parts.length - 1]) + Math.max(0, round - used)).toFixed(2);
    return parts.join(' ');
  }

  // Patterns that fills refer to by id; one hidden drawing for the whole page.
  const PATTERNS = {
    'gm-hatch-contested': { size: 7, ground: '#fbe3d3', d: 'M-1,8L8,-1M-1,1L1,-1M6,8L8,6', colour: '#c04f00', width: 1.3 },
    'gm-hatch-area': { size: 9, ground: null, d: 'M-1,10L10,-1M-1,1L1,-1M8,10L10,8', colour: '#c04f00', width: 1.7 },
    'gm-lines-claimed': { size: 9, ground: null, d: 'M0,4.5H9', colour: '#0072b2', width: 0.8 },
    'gm-lines-denied': { size: 9, ground: null, d: 'M4.5,0V9', colour: '#9a4d7c', width: 0.8 },
  };
  const TEXTURES = ['M2,6H6', 'M6,2V10M2,6H10', 'M3,9L9,3', 'M3,3L9,9', 'M2,4H10M2,8H10'];

  G.ensurePatterns = function () {
    if (document.getElementById('gm-patterns')) return;
    const defs = G.svg('defs');
    for (const [id, p] of Object.entries(PATTERNS)) defs.append(pattern(id, p));
    document.body.append(G.svg('svg', { id: 'gm-patterns', class: 'gm-patterns', 'aria-hidden': 'true' }, defs));
  };

  // The texture of a party's area: its colour, thinly, with a mark of its own. -> a fill
  G.areaFill = function (colour, texture) {
    G.ensurePatterns();
    const safe = /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#555555';
    const id = `gm-area-${texture}-${safe.slice(1)}`;
    if (!document.getElementById(id)) {
      document.querySelector('#gm-patterns defs').append(pattern(id, {
        size: 24, ground: safe, groundOpacity: 0.1, d: TEXTURES[texture % TEXTURES.length], colour: safe, width: 0.9, opacity: 0.5,
      }));
    }
    return `url(#${id})`;
  };

  function pattern(id, p) {
    const box = { width: p.size, height: p.size };
    return G.svg('pattern', { id, patternUnits: 'userSpaceOnUse', ...box },
      p.ground ? G.svg('rect', { ...box, fill: p.ground, 'fill-opacity': p.groundOpacity || 1 }) : null,
      G.svg('path', { d: p.d, fill: 'none', stroke: p.colour, 'stroke-width': p.width, 'stroke-opacity': p.opacity || 1 }));
  }
})((window.geomap = window.geomap || {}));
