// The tree of layers: groups, each layer with a box to tick, the incidents' types and statuses under
// theirs. Two maps side by side are switched together.
(function (G) {
  'use strict';

  const el = G.el;

  // A box that folds; on a narrow screen it begins folded.
  G.foldable = function (className, title, open) {
    const box = el('details', `gm-box ${className}`, null, el('summary', '', title));
    box.open = open;
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };

  G.check = function (text, on, change, picture) {
    const input = el('input');
    input.type = 'checkbox';
    input.checked = on;
    input.addEventListener('change', () => change(input.checked));
    return el('label', 'gm-check', null, input, picture || null, el('span', '', text));
  };

  // layers: G.LayerSet; -> element
  G.layerTree = function (layers, filters, open) {
    const box = G.foldable('gm-layers', '', open);
    const body = el('div', 'gm-box-body');
    box.append(body);
    const offMap = [];
    const write = () => {
      box.querySelector('summary').textContent = G.t('layers.title');
      const opened = new Set([...body.querySelectorAll('details[open]')].map((each) => each.dataset.facets));
      body.replaceChildren(...layers.groups.map((group) => groupOf(group, layers, filters, opened)), ...offMap);
    };
    layers.on('change', () => {
      for (const row of body.querySelectorAll('label[data-layer]')) {
        if (row.dataset.number) row.querySelector('input').checked = layers.isOn(Number(row.dataset.number));
      }
    });
    G.events.on('language', write);
    write();
    // What is told at the end of the tree: names not placed.
    box.addEntry = (element) => {
      offMap.push(element);
      body.append(element);
    };
    return box;
  };

  function groupOf({ group, members }, layers, filters, opened) {
    const set = el('fieldset', '', null, el('legend', '', G.t(`layers.${group}`)));
    for (const { key, name, number } of members) {
      const row = G.check(name ? G.isolate(name) : G.t(`layer.${key}`), layers.isOn(number), (on) => layers.turn(number, on));
      row.dataset.layer = key;
      row.dataset.number = number;
      set.append(row);
      if (key === 'incidents' && filters) set.append(facets(filters, 'type', opened), facets(filters, 'status', opened));
    }
    return set;
  }

  function facets(filters, dimension, opened) {
    const list = el('details', 'gm-facets', null, el('summary', '', G.t(`layers.by_${dimension}`)));
    list.dataset.facets = dimension;
    // Counted when it is opened: until then nobody sees it.
    list.addEventListener('toggle', () => {
      if (list.open && list.children.length < 2) list.append(G.facetList(filters, dimension));
    });
    list.open = opened.has(dimension);
    return list;
  }

  // Which layers are on a map, and on the map beside it. members: [{group, key, name, layer}]
  G.LayerSet = L.Evented.extend({
    initialize(map, members) {
      this._map = map;
      this._members = members.map((member, number) => ({ ...member, number, first: map.hasLayer(member.layer) }));
      this._twins = null;
      this.groups = [];
      for (const member of this._members) {
        let found = this.groups.find((each) => each.group === member.group);
        if (!found) this.groups.push((found = { group: member.group, members: [] }));
        found.members.push(member);
      }
    },

    isOn(number) {
      return this._map.hasLayer(this._members[number].layer);
    },

    get(key) {
      const found = this._members.find((member) => member.key === key);
      return found && found.layer;
    },

    turn(number, on) {
      if (this.isOn(number) === on) return;
      this._put(this._map, this._members[number].layer, on);
      if (this._twins) this._put(this._twins.map, this._twins.layers[number], on);
      this.fire('change');
    },

    _put(map, layer, on) {
      if (!layer) return;
      if (on) map.addLayer(layer);
      else map.removeLayer(layer);
    },

    // Put the same layers, seen through another lens, on another map. Layers of a user's own stay where they are.
    beside(map, lens) {
      const layers = this._members.map(({ layer }) => (layer.twin ? layer.twin(lens) : null));
      this._twins = { map, layers };
      layers.forEach((layer, number) => this.isOn(number) && this._put(map, layer, true));
      return Promise.all(layers.filter((layer, number) => layer && layer.ready && this.isOn(number)).map((layer) => layer.ready));
    },

    apart() {
      this._twins = null;
    },

    // For the address: the layers that are not as they were at first.
    write() {
      const other = this._members.filter((member) => this.isOn(member.number) !== member.first);
      return other.map((member) => `${this.isOn(member.number) ? '' : '-'}${member.key === 'added' ? `added${member.number}` : member.key}`).join('.') || null;
    },

    read(text) {
      const told = new Map((text || '').split('.').filter(Boolean).map((word) => [word.replace(/^-/, ''), !word.startsWith('-')]));
      for (const member of this._members) {
        const name = member.key === 'added' ? `added${member.number}` : member.key;
        this.turn(member.number, told.has(name) ? told.get(name) : member.first);
      }
    },
  });
})((window.geomap = window.geomap || {}));
