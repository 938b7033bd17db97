// Areas said to be held by a party, those of the day shown; where a theatre has none of that day, the
// last ones before it, or else the first after it, marked as outdated.
(function (G) {
  'use strict';

  // Which of a theatre's dated shapes are shown on a day. -> [{shape, outdated}]
  G.ofDay = function (shapes, day) {
    const from = (shape) => (shape.from === G.MISSING ? -Infinity : shape.from);
    const to = (shape) => (shape.to === G.MISSING ? Infinity : shape.to);
    const found = [];
    for (const theatre of new Set(shapes.map((shape) => shape.theatre))) {
      const own = shapes.filter((shape) => shape.theatre === theatre);
      const valid = own.filter((shape) => day === G.MISSING || (from(shape) <= day && day <= to(shape)));
      if (valid.length) {
        found.push(...valid.map((shape) => ({ shape, outdated: false })));
        continue;
      }
      const before = own.filter((shape) => to(shape) < day);
      const nearest = before.length ? Math.max(...before.map(to)) : Math.min(...own.map(from));
      const kept = own.filter((shape) => (before.length ? to(shape) === nearest : from(shape) === nearest));
      found.push(...kept.map((shape) => ({ shape, outdated: true })));
    }
    return found;
  };

  // The days of a shape in words, and that it is outdated.
  G.validity = function (shape, outdated) {
    const days = G.days(shape.from, shape.to) || G.t('legend.date_unknown');
    return outdated ? `${days} · ${G.t('legend.outdated')}` : days;
  };

  // What a popup says of an area.
  G.areaNote = (area, outdated) => [area.party ? G.t('legend.held', { party: area.party }) : '', G.validity(area, outdated), area.note, area.source];

  G.AreasOfControl = G.Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'areas');
      this._areas = data.map((area) => {
        const style = area.party
          ? { stroke: true, color: area.colour, weight: 1, opacity: 0.6, fillColor: G.areaFill(area.colour, area.texture), fillOpacity: 1 }
          : { stroke: true, color: '#6b665e', weight: 1.4, dashArray: '1 4', lineCap: 'round', fill: false };
        const shape = L.polygon(G.unfold(area), { ...style, renderer, pane: 'gm-areas', className: 'gm-area' });
        this.tells(shape, map, () => area.name, () => G.areaNote(area, this._outdated.has(area)));
        return { shape, area };
      });
    },

    restyle() {
      const now = this.current();
      this._outdated = new Set(now.filter((each) => each.outdated).map((each) => each.shape));
      const shown = new Set(now.map((each) => each.shape));
      for (const { shape, area } of this._areas) {
        this.show(shape, shown.has(area));
        shape.setStyle({ opacity: this._outdated.has(area) ? 0.35 : 0.6, fillOpacity: this._outdated.has(area) ? 0.55 : 1 });
      }
    },

    // -> [{shape, outdated}] of the day shown
    current() {
      const day = this.lens ? this.lens.filters.dayShown() : G.MISSING;
      // What is only delimited, such as a former province, does not stand for who holds what.
      const delimited = this.data.filter((area) => !area.party).map((shape) => ({
        shape, outdated: day !== G.MISSING && shape.to !== G.MISSING && shape.to < day,
      }));
      return [...G.ofDay(this.data.filter((area) => area.party), day), ...delimited];
    },
  });
})((window.geomap = window.geomap || {}));
