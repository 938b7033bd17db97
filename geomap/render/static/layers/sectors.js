// Sectors of the line of contact: bands, shaded by the number of incidents said of them, with their
// stretch of the line.
(function (G) {
  'use strict';

  // Shades by count: none is faint, then four steps of one hue, each darker. Never the only sign
  // of the count: the label has the number.
  const SHADES = [
    { upTo: 0, fillOpacity: 0.05 },
    { upTo: 1, fillOpacity: 0.2 },
    { upTo: 3, fillOpacity: 0.32 },
    { upTo: 9, fillOpacity: 0.46 },
    { upTo: Infinity, fillOpacity: 0.6 },
  ];
  G.shadeOf = (n) => SHADES.find((shade) => n <= shade.upTo).fillOpacity;

  // What a popup says of a sector, in the page's language.
  G.sectorNote = (sector) => () => ({
    title: sector.name, lines: [sector.stretch ? G.t('sector.note', { length: G.number(sector.length), width: G.number(sector.km) }) : G.t('sector.area')],
  });

  G.Sectors = G.Packed.extend({
    fill(data, map) {
      const renderer = G.renderer(map, 'sectors');
      this._bands = data.map((sector) => {
        const shape = L.polygon(G.unfold(sector), {
          renderer, pane: 'gm-sectors', color: '#20639b', weight: 1.1, fillColor: '#2f7fb8', className: 'gm-sector',
        });
        this.opens(shape, sector.signs, map, G.sectorNote(sector));
        this.addLayer(shape);
        const stretch = sector.stretch && L.polyline(G.unfold(sector.stretch), {
          renderer, pane: 'gm-sectors', color: '#20639b', weight: 6, opacity: 0.35, lineCap: 'butt', interactive: false, className: 'gm-stretch',
        });
        return { shape, stretch, sector };
      });
    },

    restyle() {
      this.labels = this._bands.map(({ shape, stretch, sector }) => {
        const n = this.lens ? this.lens.shown(sector.signs).length : sector.signs.length;
        shape.setStyle({ fillOpacity: G.shadeOf(n), opacity: n ? 0.9 : 0.45 });
        if (stretch) this.show(stretch, n > 0);
        return {
          kind: n ? 'sector' : 'sector-quiet', text: n ? `${sector.name} (${G.number(n)})` : sector.name,
          at: [sector.labelLat, sector.labelLon], km: sector.km,
        };
      });
    },
  });
})((window.geomap = window.geomap || {}));
