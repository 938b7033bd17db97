// Text to the clipboard, and what is left where a browser refuses it.
(function (G) {
  'use strict';

  // -> whether it was copied
  G.copy = async function (text) {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (refused) {
        // A frame or a reader's settings may forbid it; the older way is tried, and its outcome told.
        if (!(refused instanceof DOMException)) throw refused;
      }
    }
    const field = G.selected(text);
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  };

  // A field with the text, to be copied by hand.
  G.selected = function (text) {
    const field = G.el('textarea', 'gm-selected', text);
    field.readOnly = true;
    field.rows = 4;
    field.addEventListener('focus', () => field.select());
    return field;
  };
})((window.geomap = window.geomap || {}));
