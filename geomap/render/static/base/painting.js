// Elements of the page painted on a canvas, as the browser has laid them out: boxes, text, drawings
// (SVG) and canvases. Nothing is loaded for it, and no markup goes into the picture as markup.
(function (G) {
  'use strict';

  const SKIPPED = new Set(['SCRIPT', 'STYLE', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'IFRAME', 'VIDEO']);
  // Looks that styles may give to parts of a drawing; a serialised one has no style sheet.
  const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin',
    'opacity', 'visibility', 'display', 'color'];
  const TEXT_LOOKS = ['font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'letter-spacing'];

  const clear = (colour) => !colour || colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour) || /\/ 0\)$/.test(colour);
  const px = (text) => Number.parseFloat(text) || 0;

  const intersect = (a, b) => {
    const left = Math.max(a.left, b.left);
    const top = Math.max(a.top, b.top);
    const width = Math.min(a.left + a.width, b.left + b.width) - left;
    const height = Math.min(a.top + a.height, b.top + b.height) - top;
    return width > 0 && height > 0 ? { left, top, width, height } : null;
  };

  // A copy of a drawing that needs no style sheet and has the patterns that its fills name.
  function standAlone(svg) {
    const copy = svg.cloneNode(true);
    const originals = [svg, ...svg.querySelectorAll('*')];
    [copy, ...copy.querySelectorAll('*')].forEach((part, k) => {
      const style = getComputedStyle(originals[k]);
      const looks = part.tagName === 'text' || part.tagName === 'tspan' ? [...LOOKS, ...TEXT_LOOKS] : LOOKS;
      for (const name of looks) {
        const value = style.getPropertyValue(name);
        // Chromium writes the name of a pattern between quotation marks, which an attribute need not have.
        if (value) part.setAttribute(name, value.replace(/url\("#[^"]+"\)/, (whole) => whole.replaceAll('"', '')));
      }
      part.removeAttribute('style');
    });
    copy.removeAttribute('class');
    copy.removeAttribute('display');
    const text = new XMLSerializer().serializeToString(copy);
    const ids = new Set([...text.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id));
    const defs = G.svg('defs');
    for (const id of ids) {
      const pattern = document.getElementById(id);
      if (pattern && !svg.contains(pattern)) defs.append(pattern.cloneNode(true));
    }
    copy.prepend(defs);
    return copy;
  }

  G.Painter = class {
    // skip(element): what is left out; ratio: pixels of the picture a CSS pixel
    constructor(ratio, skip) {
      this.ratio = ratio;
      this.skip = skip || (() => false);
      this.leftOut = 0;
      this._steps = [];
      this._images = new Map();
    }

    // Take in an element with all in it. at: {left, top} of its upper left corner in the picture.
    add(element, at) {
      const box = element.getBoundingClientRect();
      this._shift = { x: at.left - box.left, y: at.top - box.top };
      this._walk(element, { left: at.left, top: at.top, width: box.width, height: box.height }, 1);
    }

    async paint(pen) {
      for (const { clip, alpha, ready, draw } of this._steps) {
        const image = await ready;
        pen.save();
        pen.beginPath();
        pen.rect(clip.left, clip.top, clip.width, clip.height);
        pen.clip();
        pen.globalAlpha = alpha;
        draw(pen, image);
        pen.restore();
      }
    }

    _step(clip, alpha, draw, ready) {
      this._steps.push({ clip, alpha, draw, ready });
    }

    _place(rect) {
      return { left: rect.left + this._shift.x, top: rect.top + this._shift.y, width: rect.width, height: rect.height };
    }

    _walk(element, clip, opacity) {
      if (SKIPPED.has(element.tagName) || this.skip(element)) return;
      const style = getComputedStyle(element);
      const alpha = opacity * Number(style.opacity);
      if (style.display === 'none' || alpha === 0) return;
      const box = this._place(element.getBoundingClientRect());
      const seen = style.visibility === 'visible';
      if (element.tagName === 'svg') {
        if (!seen) return;
        this._box(style, box, clip, alpha);
        this._drawing(element, box, clip, alpha);
        return;
      }
      if (element.tagName === 'CANVAS') {
        if (seen && element.width) this._step(clip, alpha, (pen) => pen.drawImage(element, box.left, box.top, box.width, box.height));
        return;
      }
      if (element.tagName === 'IMG') {
        if (seen) this._image(element, box, clip, alpha);
        return;
      }
      if (seen && box.width && box.height) this._box(style, box, clip, alpha);
      const inner = style.overflow === 'visible' ? clip : intersect(clip, box);
      if (!inner) return;
      // What has no level of its own lets those of its children count.
      const level = (child) => {
        if (child.nodeType !== Node.ELEMENT_NODE) return 0;
        const own = getComputedStyle(child);
        return own.position === 'static' ? Math.max(0, ...[...child.children].map(level)) : Number(own.zIndex) || 0;
      };
      const children = [...element.childNodes].map((child) => ({ child, level: level(child) })).sort((a, b) => a.level - b.level);
      for (const { child } of children) {
        if (child.nodeType === Node.ELEMENT_NODE) this._walk(child, inner, alpha);
        else if (child.nodeType === Node.TEXT_NODE && seen) this._text(child, style, inner, alpha);
      }
    }

    _box(style, box, clip, alpha) {
      if (!intersect(box, clip)) return;
      const fill = style.backgroundColor;
      const ring = /^((?:rgba?|color|oklab)\([^)]*\)) 0px 0px 0px (\d+(?:\.\d+)?)px$/.exec(style.boxShadow);
      const radius = style.borderTopLeftRadius.endsWith('%') ? Math.min(box.width, box.height) / 2 : px(style.borderTopLeftRadius);
      const filled = (colour, out) => this._step(clip, alpha, (pen) => {
        pen.fillStyle = colour;
        pen.beginPath();
        pen.roundRect(box.left - out, box.top - out, box.width + 2 * out, box.height + 2 * out, radius + out);
        pen.fill();
      });
      if (ring) filled(ring[1], Number(ring[2]));
      if (!clear(fill)) filled(fill, 0);
      const right = box.left + box.width;
      const bottom = box.top + box.height;
      for (const [name, from, to, dx, dy] of [
        ['Top', [box.left, box.top], [right, box.top], 0, 1], ['Bottom', [box.left, bottom], [right, bottom], 0, -1],
        ['Left', [box.left, box.top], [box.left, bottom], 1, 0], ['Right', [right, box.top], [right, bottom], -1, 0],
      ]) {
        const width = px(style[`border${name}Width`]);
        const colour = style[`border${name}Color`];
        if (!width || style[`border${name}Style`] === 'none' || clear(colour)) continue;
        this._step(clip, alpha, (pen) => {
          pen.strokeStyle = colour;
          pen.lineWidth = width;
          pen.beginPath();
          pen.moveTo(from[0] + (dx * width) / 2, from[1] + (dy * width) / 2);
          pen.lineTo(to[0] + (dx * width) / 2, to[1] + (dy * width) / 2);
          pen.stroke();
        });
      }
    }

    // A text as the lines in which it stands.
    _text(node, style, clip, alpha) {
      const lines = [];
      const range = document.createRange();
      const take = (start, end, word) => {
        range.setStart(node, start);
        range.setEnd(node, end);
        const rects = [...range.getClientRects()].filter((rect) => rect.width);
        if (!rects.length) return;
        if (rects.length > 1 && [...word].length > 1) {
          let at = start;
          for (const letter of word) {
            take(at, at + letter.length, letter);
            at += letter.length;
          }
          return;
        }
        const box = this._place(rects[0]);
        const line = lines[lines.length - 1];
        if (line && Math.abs(line.top - box.top) < 2) {
          line.words += word;
          line.left = Math.min(line.left, box.left);
        } else lines.push({ words: word, left: box.left, top: box.top, height: box.height });
      };
      for (const { 0: word, index } of node.data.matchAll(/\s+|\S+/g)) take(index, index + word.length, word);
      if (!lines.length) return;
      const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const upper = style.textTransform === 'uppercase';
      const halo = style.textShadow === 'none' ? null : (/^(?:rgba?|color|oklab)\([^)]*\)/.exec(style.textShadow) || [null])[0];
      const { direction, color } = style;
      const letters = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing;
      for (const line of lines) {
        if (!intersect({ ...line, width: 1e5 }, clip)) continue;
        const words = line.words.replace(/\s+/g, ' ').trim();
        if (!words) continue;
        this._step(clip, alpha, (pen) => {
          Object.assign(pen, { font, direction, textAlign: 'left', textBaseline: 'alphabetic', letterSpacing: letters });
          const told = upper ? words.toLocaleUpperCase() : words;
          const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText(told);
          const base = line.top + (line.height - up - down) / 2 + up;
          if (halo) {
            Object.assign(pen, { strokeStyle: halo, lineWidth: 3, lineJoin: 'round' });
            pen.strokeText(told, line.left, base);
          }
          pen.fillStyle = color;
          pen.fillText(told, line.left, base);
        });
      }
    }

    // Only what is seen of a drawing is made into a picture: the map's are larger than the map.
    _drawing(svg, box, clip, alpha) {
      const seen = box.width && box.height && intersect(box, clip);
      if (!seen) return;
      const [x, y, width, height] = (svg.getAttribute('viewBox') || `0 0 ${box.width} ${box.height}`).split(/[\s,]+/).map(Number);
      const across = width / box.width;
      const down = height / box.height;
      const copy = standAlone(svg);
      copy.setAttribute('viewBox', [x + (seen.left - box.left) * across, y + (seen.top - box.top) * down, seen.width * across, seen.height * down].join(' '));
      copy.setAttribute('width', seen.width * this.ratio);
      copy.setAttribute('height', seen.height * this.ratio);
      copy.setAttribute('preserveAspectRatio', 'none');
      const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy).toWellFormed())}`;
      this._step(clip, alpha, (pen, image) => pen.drawImage(image, seen.left, seen.top, seen.width, seen.height), this._load(address));
    }

    // Signs that look the same are one image.
    _load(address) {
      if (!this._images.has(address)) {
        const image = new Image();
        image.src = address;
        const ready = image.decode().then(() => image);
        // It is awaited in its turn; until then a failure is nobody's surprise.
        ready.catch(() => {});
        this._images.set(address, ready);
      }
      return this._images.get(address);
    }

    // Pictures from elsewhere (tiles that were asked for) may be painted only where their host lets
    // anybody use them; others are left out and counted.
    _image(element, box, clip, alpha) {
      if (!intersect(box, clip) || !element.currentSrc) return;
      const image = new Image();
      if (!/^(?:data|blob):/.test(element.currentSrc)) image.crossOrigin = 'anonymous';
      image.src = element.currentSrc;
      const ready = image.decode().then(() => image, () => {
        this.leftOut += 1;
        return null;
      });
      this._step(clip, alpha, (pen, made) => made && pen.drawImage(made, box.left, box.top, box.width, box.height), ready);
    }
  };
})((window.geomap = window.geomap || {}));
