// Measuring along points that are clicked, or that Enter takes from the middle of the map. Distances
// are those on the sphere, and long legs are drawn as the great circles that they are.
(function (G) {
  'use strict';

  const el = G.el;
  const STRAIGHT = 100000; // metres up to which a leg is drawn as a straight line
  const LINE = { color: '#1b1b1b', weight: 2.4, interactive: false };
  const HALO = { color: '#ffffff', weight: 6, opacity: 0.85, interactive: false };

  G.kilometres = function (metres) {
    const km = metres / 1000;
    const places = km < 1 ? 1000 : km < 10 ? 100 : km < 100 ? 10 : 1;
    return G.number(Math.round(km * places) / places);
  };

  // Points on the great circle from a to b, without a.
  function arc(a, b) {
    const n = Math.min(64, Math.ceil(L.CRS.Earth.distance(a, b) / STRAIGHT));
    if (n < 2) return [b];
    const vector = ({ lat, lng }) => {
      const [p, l] = [lat, lng].map((x) => (x * Math.PI) / 180);
      return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
    };
    const [u, v] = [vector(a), vector(b)];
    const angle = Math.acos(Math.max(-1, Math.min(1, u[0] * v[0] + u[1] * v[1] + u[2] * v[2])));
    const found = [];
    let before = a.lng;
    for (let k = 1; k < n; k++) {
      const [f, g] = [Math.sin((1 - k / n) * angle), Math.sin((k / n) * angle)].map((x) => x / Math.sin(angle));
      const [x, y, z] = u.map((each, i) => f * each + g * v[i]);
      // Longitudes go on over the 180th meridian.
      let lng = (Math.atan2(y, x) * 180) / Math.PI;
      lng += 360 * Math.round((before - lng) / 360);
      before = lng;
      found.push(L.latLng((Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, lng));
    }
    return [...found, b];
  }

  G.Measure = L.Evented.extend({
    // maps() -> those on which it is measured at once
    initialize(stage, maps) {
      this._stage = stage;
      this._maps = maps;
      this._points = [];
      this.on_ = false;
      this._told = el('p', 'gm-measure-told');
      this._told.setAttribute('role', 'status');
      this._end = G.button('gm-link', '', () => this.end());
      this._back = G.button('gm-link', '', () => this.back());
      this.element = el('div', 'gm-measure', null, this._told, this._back, this._end);
      this.element.hidden = true;
      L.DomEvent.disableClickPropagation(this.element);
      this._click = (event) => this._clicked(event);
      this._key = (event) => this._pressed(event);
      G.events.on('language', () => this._write());
    },

    isOn() {
      return this.on_;
    },

    start() {
      if (this.on_) return;
      this.on_ = true;
      this._points = [];
      this._ended = false;
      this._sheets = this._maps().map((map) => {
        map.closePopup();
        const container = map.getContainer();
        // Before everything else that would open something.
        container.addEventListener('click', this._click, true);
        container.addEventListener('dblclick', this._click, true);
        const cross = el('span', 'gm-cross');
        cross.setAttribute('aria-hidden', 'true');
        container.append(cross);
        return { map, container, cross, drawn: L.layerGroup().addTo(map) };
      });
      document.addEventListener('keydown', this._key, true);
      this._stage.classList.add('gm-measuring');
      this.element.hidden = false;
      this._write();
      this._sheets[0].container.focus({ preventScroll: true });
      this.fire('change');
    },

    end() {
      if (!this.on_) return;
      this.on_ = false;
      for (const { container, cross, drawn } of this._sheets) {
        container.removeEventListener('click', this._click, true);
        container.removeEventListener('dblclick', this._click, true);
        cross.remove();
        drawn.remove();
      }
      document.removeEventListener('keydown', this._key, true);
      this._stage.classList.remove('gm-measuring');
      this.element.hidden = true;
      this.fire('change');
    },

    add(at) {
      if (this._ended) {
        this._points = [];
        this._ended = false;
      }
      this._points.push(L.latLng(at));
      this._draw();
    },

    back() {
      this._points.pop();
      this._ended = false;
      this._draw();
    },

    // -> metres of each leg
    legs() {
      return this._points.slice(1).map((point, k) => this._sheets[0].map.distance(this._points[k], point));
    },

    _sheetOf(event) {
      return this._sheets.find(({ container }) => container.contains(event.target));
    },

    _clicked(event) {
      const { map } = this._sheetOf(event);
      if (event.target.closest('.leaflet-control, .gm-account-head')) return;
      event.stopPropagation();
      event.preventDefault();
      // The end of a drag is no click; a second click at once ends the line.
      if (event.type === 'dblclick') this._ended = true;
      else if (event.detail < 2 && !map._draggableMoved(map)) this.add(map.mouseEventToLatLng(event));
    },

    _pressed(event) {
      if (event.key === 'Escape') {
        event.stopPropagation();
        event.preventDefault();
        this.end();
        return;
      }
      const sheet = this._sheetOf(event);
      if (!sheet || event.target.closest('.leaflet-control, .gm-account-head')) return;
      if (event.key === 'Enter' || event.key === ' ') this.add(sheet.map.getCenter());
      else if (event.key === 'Backspace') this.back();
      else return;
      event.stopPropagation();
      event.preventDefault();
    },

    _draw() {
      const legs = this.legs();
      const line = this._points.flatMap((point, k) => (k ? arc(this._points[k - 1], point) : [point]));
      for (const { drawn } of this._sheets) {
        drawn.clearLayers();
        drawn.addLayer(L.polyline(line, HALO)).addLayer(L.polyline(line, LINE));
        let total = 0;
        this._points.forEach((point, k) => {
          const dot = L.circleMarker(point, { ...LINE, radius: 4, fill: true, fillColor: '#ffffff', fillOpacity: 1, weight: 2 });
          drawn.addLayer(dot);
          if (!k) return;
          total += legs[k - 1];
          const last = k === legs.length;
          dot.bindTooltip(this._label(total, last), { permanent: true, direction: 'right', offset: [7, 0], className: `gm-measure-label${last ? ' gm-measure-last' : ''}` });
        });
      }
      this._tell(legs);
    },

    _label: (metres) => {
      const label = el('span', '', G.t('tool.measure_total', { km: G.kilometres(metres) }));
      label.dir = 'auto';
      return label;
    },

    _tell(legs) {
      this._back.hidden = !this._points.length;
      if (!legs.length) {
        this._told.textContent = G.byKeyboard() ? `${G.t('tool.measure_hint')} ${G.t('tool.measure_keys')}` : G.t('tool.measure_hint');
        return;
      }
      const total = G.t('measure.total', { km: G.kilometres(legs.reduce((sum, leg) => sum + leg, 0)) });
      this._told.textContent = [total, legs.length > 1 ? G.t('measure.last', { km: G.kilometres(legs[legs.length - 1]) }) : ''].filter(Boolean).join(' · ');
    },

    _write() {
      this._end.textContent = G.t('measure.end');
      this._back.textContent = G.t('measure.back');
      if (this.on_) this._draw();
    },
  });

  G.measureTool = function ({ map, stage, accounts }) {
    const measure = new G.Measure(stage, () => [map, accounts.second && accounts.second.map].filter(Boolean));
    const button = G.tool('measure', 'M1.5,11.5L11.5,1.5L14.5,4.5L4.5,14.5ZM4.5,8.5L6,10M7.5,5.5L9,7M10.5,2.5L12,4', () => (measure.isOn() ? measure.end() : measure.start()));
    const mark = () => button.setAttribute('aria-pressed', String(measure.isOn()));
    measure.on('change', () => {
      mark();
      if (!measure.isOn() && G.byKeyboard()) button.focus();
    });
    // The maps that it draws on come and go.
    accounts.on('change', () => measure.end());
    mark();
    stage.append(measure.element);
    return button;
  };
})((window.geomap = window.geomap || {}));
