// Lines of contact, those of the day shown; borders; places said to have changed hands by that day; and
// places that are only mentioned.
(function (G) {
  'use strict';

  G.Lines = G.Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'lines');
      this._lines = data.map((line) => {
        const points = G.unfold(line);
        const shared = { renderer, pane: 'gm-lines', fill: false };
        // White under black keeps the dashes readable on every ground.
        const drawn = line.border
          ? { color: '#5b5650', weight: 1.6, dashArray: '7 3 1 3', halo: 3.2 }
          : { color: '#1b1b1b', weight: 2.4, dashArray: '8 5', halo: 5 };
        const halo = L.polyline(points, { ...shared, color: '#ffffff', weight: drawn.halo, opacity: 0.8, interactive: false });
        const stroke = L.polyline(points, { ...shared, ...drawn, lineCap: 'butt', className: 'gm-line' });
        this.tells(stroke, map, () => line.name, () => [
          line.border && line.from === G.MISSING && line.to === G.MISSING ? '' : G.validity(line, this._outdated.has(line)), line.note, line.source,
        ]);
        return { halo, stroke, line };
      });
    },

    restyle() {
      const now = this.current();
      this._outdated = new Set(now.filter((each) => each.outdated).map((each) => each.shape));
      const shown = new Set(now.map((each) => each.shape));
      for (const { halo, stroke, line } of this._lines) {
        this.show(halo, shown.has(line));
        this.show(stroke, shown.has(line));
        if (!line.border) stroke.setStyle(this._outdated.has(line) ? { dashArray: '4 6', color: '#3c3c3c' } : { dashArray: '8 5', color: '#1b1b1b' });
      }
    },

    // -> [{shape, outdated}] of the day shown; borders always
    current() {
      const day = this.lens ? this.lens.filters.dayShown() : G.MISSING;
      const borders = this.data.filter((line) => line.border);
      return [...G.ofDay(this.data.filter((line) => !line.border), day), ...borders.map((shape) => ({ shape, outdated: false }))];
    },
  });

  // A square on its corner: no sign of an incident looks like it.
  G.Changes = G.Packed.extend({
    fill(data, map) {
      this._marks = data.map((change) => {
        const picture = G.svg('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, G.changeSign(change.colour));
        const mark = L.marker([change.lat, change.lon], {
          icon: L.divIcon({ html: picture, className: 'gm-change', iconSize: [16, 16] }), title: change.name, alt: change.name,
        });
        mark.on('add', () => mark.getElement().setAttribute('aria-label', change.name));
        this.tells(mark, map, () => change.name, () => [G.say.change(change), change.note, change.source]);
        mark.on('keypress', (event) => event.originalEvent.key === 'Enter' && mark.fire('click', { latlng: mark.getLatLng(), originalEvent: event.originalEvent }));
        return { mark, change };
      });
    },

    restyle() {
      for (const { mark, change } of this._marks) this.show(mark, this._upTo(change));
    },

    _upTo(change) {
      return !this.lens || this.lens.filters.dayShown() === G.MISSING || change.day <= this.lens.filters.dayShown();
    },

    current() {
      return this.data.filter((change) => this._upTo(change));
    },
  });

  // What a popup says of a place that is only mentioned.
  G.mentionNote = (place) => [
    G.t('mention.nothing'), G.n('mention.times', place.times, { roles: G.withCommas(place.roles.map((role) => G.t(`role.${role}`))) }),
  ];

  G.Mentions = G.Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'lines');
      for (const place of data) {
        const dot = L.circleMarker([place.lat, place.lon], {
          renderer, pane: 'gm-lines', radius: 4.5, color: '#6b665e', weight: 1.4, dashArray: '2 2', fillColor: '#ffffff', fillOpacity: 0.9, className: 'gm-mention',
        });
        this.tells(dot, map, () => place.name, () => G.mentionNote(place));
        this.addLayer(dot);
        this.labels.push({ kind: 'mention', text: place.name, at: [place.lat, place.lon], offset: 7 });
      }
    },
  });
})((window.geomap = window.geomap || {}));
