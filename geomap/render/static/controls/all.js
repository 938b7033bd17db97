// The controls of the page, in the order in which they are added to it.
(function (G) {
  'use strict';

  // context: what the page is made of, see page.js
  G.addControls = function (context) {
    const { map, page, home } = context;
    new G.ButtonBar([G.homeButton(() => home(true)), G.fullscreenButton(page)]).addTo(map);
    context.printing = new G.Printing(context);
    new G.ButtonBar([G.savingMenu(context)]).addTo(map);
    L.control.scale({ position: 'bottomright', maxWidth: 120, imperial: false }).addTo(map);
    new G.NorthArrow().addTo(map);
    G.addReading(context);
    context.time = G.addTime(context);
  };
})((window.geomap = window.geomap || {}));
