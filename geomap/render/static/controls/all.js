// The controls of the page, in the order in which they are added to it.
(function (G) {
  'use strict';

  // context: what the page is made of, see page.js
  G.addControls = function (context) {
    const { map, page, home } = context;
    context.printing = new G.Printing(context);
    const tools = [
      G.searchTool(context), G.homeButton(() => home(true)), G.fullscreenButton(page), G.measureTool(context), G.locateTool(context), G.savingMenu(context),
    ];
    new G.ButtonBar(tools.filter(Boolean)).addTo(map);
    new G.Scale().addTo(map);
    new G.NorthArrow().addTo(map);
    new G.Overview(context).addTo(map);
    G.addReading(context);
    context.time = G.addTime(context);
    G.addSettings(context);
    G.mindKeyboard(context);
  };
})((window.geomap = window.geomap || {}));
