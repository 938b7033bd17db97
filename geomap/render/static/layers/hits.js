// Districts and regions in which incidents are said to have happened, drawn as their status is; and
// circles around places that are known only roughly.
(function (G) {
  'use strict';

  const HITS = {
    contested: { color: '#c04f00', weight: 2, dashArray: '7 4', fillColor: 'url(#gm-hatch-area)', fillOpacity: 0.6 },
    claimed: { color: '#0072b2', weight: 1.6, dashArray: null, fillColor: 'url(#gm-lines-claimed)', fillOpacity: 0.55 },
    denied: { color: '#9a4d7c', weight: 1.8, dashArray: '1 5', lineCap: 'round', fillColor: 'url(#gm-lines-denied)', fillOpacity: 0.55 },
    reported: { color: '#4a4f55', weight: 1.3, dashArray: null, fillColor: '#4a4f55', fillOpacity: 0.07 },
    confirmed: { color: '#00664b', weight: 2, dashArray: null, fillColor: '#00664b', fillOpacity: 0.16 },
  };
  // What decides how an area with several incidents is drawn: the status that asks for most care first.
  const CARE = ['contested', 'denied', 'claimed', 'reported', 'confirmed'];

  G.AreasHit = G.Packed.extend({
    fill(data, map) {
      G.ensurePatterns();
      const renderer = G.renderer(map, 'hits');
      this._hits = data.map((hit) => {
        const style = { ...HITS[hit.status], renderer, pane: 'gm-hits', className: 'gm-hit' };
        const draw = (folded) => (folded.line ? L.polyline(G.unfold(folded), { ...style, weight: 5, fill: false }) : L.polygon(G.unfold(folded), style));
        const note = () => ({ title: hit.name, lines: [] });
        const shape = this.opens(draw(hit), hit.signs, map, note);
        const part = hit.part && this.opens(draw(hit.part), hit.signs, map, note);
        return { shape, part, hit };
      });
      if (this.table) this.table.on('choose', this._emphasise, this);
    },

    restyle() {
      for (const { shape, part, hit } of this._hits) {
        const shown = this.lens ? this.lens.shown(hit.signs) : hit.signs;
        // A country is drawn only while one of its incidents is chosen: it would cover the map.
        const on = shown.length > 0 && (!hit.wide || hit.signs.includes(this._chosen));
        this.show(shape, on);
        if (part) this.show(part, on);
        if (!on) continue;
        const statuses = new Set(this.lens ? shown.map((i) => this.lens.statusOf(i)) : [hit.status]);
        const status = CARE.find((each) => statuses.has(each));
        const style = HITS[status];
        const more = hit.signs.includes(this._chosen) ? 1.5 : 0;
        // Where a part of it is meant, the rest is fainter.
        shape.setStyle(part
          ? { ...style, weight: style.weight * 0.7 + more, opacity: 0.75, fillOpacity: style.fillOpacity * 0.3 }
          : { ...style, weight: (hit.line ? 5 : style.weight) + more });
        if (part) part.setStyle({ ...style, weight: style.weight + more });
        for (const each of [shape, part]) {
          const element = each && each.getElement();
          if (!element) continue;
          for (const other of CARE) element.classList.toggle(`gm-hit-${other}`, other === status);
        }
      }
    },

    _emphasise({ position }) {
      this._chosen = position;
      if (this._map) this.restyle();
    },

    // What must be said of the area when incident i is told of; '' if nothing.
    noteOf(position) {
      const found = (this._hits || []).find(({ hit }) => hit.part && hit.signs.includes(position));
      return found ? G.t('hit.part', { party: found.hit.part.party, days: G.days(found.hit.part.from, found.hit.part.to) }) : '';
    },

    boundsOf(position) {
      const found = (this._hits || []).find(({ hit }) => hit.signs.includes(position));
      return found ? L.polyline(G.unfold(found.hit)).getBounds() : null;
    },
  });

  G.Circles = G.Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'circles');
      this._circles = data.map((circle) => {
        const shape = L.circle([circle.lat, circle.lon], {
          radius: circle.km * 1000, renderer, pane: 'gm-circles', color: '#4a4f55', weight: 1.4,
          dashArray: '2 4', fillColor: '#4a4f55', fillOpacity: 0.06, className: 'gm-circle',
        });
        this.opens(shape, circle.signs, map, () => ({ title: G.t('circle.within', { km: G.number(circle.km) }), lines: [] }));
        return { shape, circle };
      });
    },

    restyle() {
      for (const { shape, circle } of this._circles) this.show(shape, !this.lens || this.lens.shown(circle.signs).length > 0);
    },
  });
})((window.geomap = window.geomap || {}));
