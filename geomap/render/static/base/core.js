// Shared ground of all modules: the namespace, unpacking of data, and building of DOM.
//
// Rule of the whole page: text from a source reaches the document through textContent or
// setAttribute of harmless attributes only, never through innerHTML. So no input can run.
(function (G) {
  'use strict';

  const SVG = 'http://www.w3.org/2000/svg';

  function bytesOf(binary) {
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  // Base64 of a gzip stream -> its bytes.
  G.inflate = async function (packed) {
    const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : bytesOf(atob(packed));
    // Written straight into the stream: a blob's would go by way of another process.
    const stream = new DecompressionStream('gzip');
    const writer = stream.writable.getWriter();
    writer.write(bytes);
    writer.close();
    return new Response(stream.readable).arrayBuffer();
  };

  // Base64 of gzipped JSON -> its value.
  G.inflateJson = async function (packed) {
    return JSON.parse(new TextDecoder().decode(await G.inflate(packed)));
  };

  // Stands for 'not known' in columns of whole numbers.
  G.MISSING = -(2 ** 31);

  const COLUMNS = { i4: Int32Array, u4: Uint32Array };

  // {names: [[name, type, bytes, rising]], data: packed} -> typed arrays by name. Of numbers of four
  // bytes all lowest bytes stand first. A rising column has the difference to the value before in
  // place of each.
  G.inflateColumns = async function ({ names, data }) {
    const bytes = new Uint8Array(await G.inflate(data));
    const columns = {};
    let from = 0;
    for (const [name, type, length, rising] of names) {
      const part = bytes.subarray(from, from + length);
      const values = type === 'u1' ? part : joined(part, new COLUMNS[type](length / 4));
      if (rising) for (let i = 1; i < values.length; i++) values[i] += values[i - 1];
      columns[name] = values;
      from += length;
    }
    return columns;
  };

  function joined(bytes, values) {
    const n = values.length;
    for (let i = 0; i < n; i++) values[i] = bytes[i] | (bytes[n + i] << 8) | (bytes[2 * n + i] << 16) | (bytes[3 * n + i] << 24);
    return values;
  }

  // Packed JSON {size, columns: {key: values}} -> rows; a value of 0 is one that the row has not.
  G.inflateRows = async function (packed) {
    const { size, columns } = await G.inflateJson(packed);
    const keys = Object.keys(columns);
    return Array.from({ length: size }, (_, i) => {
      const row = {};
      for (const key of keys) if (columns[key][i] !== 0) row[key] = columns[key][i];
      return row;
    });
  };

  // An element with a class, a text and children. Text is text: markup in it is shown, not run.
  G.el = function (tag, className, text, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = text;
    element.append(...children.filter(Boolean));
    return element;
  };

  // The sign of a change of control, in the middle of a picture 16 (by default) or 26 wide and 16 high.
  G.changeSign = (colour, left = 0) => G.svg('path', {
    d: `M${8 + left},2L${14 + left},8L${8 + left},14L${2 + left},8Z`, fill: colour, stroke: '#1b1b1b', 'stroke-width': 1.6,
  });

  G.svg = function (tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children.filter(Boolean));
    return element;
  };

  // A link to a source: http and https only (checked in Python too), opened without a way back.
  G.link = function (address, text) {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return G.el('span', '', text);
    }
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return G.el('span', '', text);
    const anchor = G.el('a', '', text);
    anchor.href = url.href;
    anchor.target = '_blank';
    anchor.rel = 'noopener noreferrer';
    return anchor;
  };

  // Shapes travel as flat lists of whole numbers, each the difference to the one before (longitude,
  // latitude, longitude, ...), in parts of `scale` of a degree. -> nested [lat, lon] for Leaflet.
  G.unfold = function (shape) {
    const walk = (part) => {
      if (part.length && Array.isArray(part[0])) return part.map(walk);
      const points = [];
      let x = 0;
      let y = 0;
      for (let i = 0; i < part.length; i += 2) {
        x += part[i];
        y += part[i + 1];
        points.push([y / shape.scale, x / shape.scale]);
      }
      return points;
    };
    return walk(shape.parts);
  };

  // Leaflet escapes nothing in names and attributions; whatever is handed to it as HTML goes here first.
  G.escape = function (text) {
    const holder = document.createElement('div');
    holder.textContent = text;
    return holder.innerHTML;
  };

  // A button: text or a picture with a label of its own.
  G.button = function (className, text, press, picture) {
    const button = G.el('button', className, picture ? null : text, picture || null);
    button.type = 'button';
    if (picture) {
      button.title = text;
      button.setAttribute('aria-label', text);
    }
    button.addEventListener('click', press);
    return button;
  };

  // Run once, in the next frame, however often it is asked for until then; .now() does not wait.
  G.once = function (run) {
    let frame = null;
    const soon = (...given) => {
      if (frame !== null) return;
      frame = requestAnimationFrame(() => {
        frame = null;
        run(...given);
      });
    };
    soon.now = (...given) => {
      if (frame !== null) cancelAnimationFrame(frame);
      frame = null;
      run(...given);
    };
    return soon;
  };

  // What the whole page hears of: 'theme', 'language'.
  G.events = new L.Evented();
})((window.geomap = window.geomap || {}));
