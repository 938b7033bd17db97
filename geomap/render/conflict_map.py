"""The map as a folium map, and its page around it."""

from __future__ import annotations

import html
from typing import Any, cast

import folium
from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from geomap.layers import MapLayers
from geomap.render import payload
from geomap.render.direction import settled
from geomap.render.document import self_contained, walk
from geomap.render.elements import (
    AreaHitLayer,
    BasemapLayer,
    ChangeLayer,
    CircleLayer,
    ControlAreaLayer,
    GeomapLayer,
    GraticuleLayer,
    HeatLayer,
    IncidentLayer,
    IncidentTable,
    LabelLayer,
    LineLayer,
    MentionLayer,
    SectorLayer,
)
from geomap.render.links import ERROR, Links
from geomap.render.packing import squeeze_json
from geomap.render.scripts import put_script
from geomap.render.tiles import OnlineTiles, make_tiles, tile_hosts

# Above this the circles would cover the map more than they tell.
_CIRCLES_AT_MOST = 300
_NOTEBOOK_HEIGHT = 640
# Links that open, files that are saved, paper; and what a frame of another origin is not let do by itself.
_SANDBOX = (
    'sandbox="allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox" '
    'allow="clipboard-write *; geolocation *" '
)
_NO_FRAME = "A map: run the cell again to see it, or trust the notebook."


class ConflictMap(folium.Map):
    """A folium map that is one self-contained page: ``save``, ``to_html`` and a notebook's display.

    Folium's own elements can be added as to any folium map, as long as the scripts that they want
    are bundled; otherwise writing the page raises `UnbundledAssetError`.

    Parameters
    ----------
    layers
        What to draw.
    tiles
        ``none``, ``osm`` or the address of tiles; see `geomap.render.tiles.make_tiles`.
    language
        Of the page's own words: a code of `geomap.render.languages.CODES`, or ``auto`` for the
        reader's.
    unbundled
        ``error``, or ``link``: what is done about a script or style of a user's own layer that is
        not bundled.
    """

    _template = Template(
        """
        {%- macro header(this, kwargs) %}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <style>html, body { width: 100%; height: 100%; margin: 0; padding: 0; }</style>
        {%- endmacro %}
        {%- macro html(this, kwargs) %}
        <div class="gm-page">
        <header class="gm-header">
        <h1>{{ this.shown_title }}</h1>
        <p class="gm-notice"></p>
        </header>
        <main class="gm-stage">
        <div class="folium-map" role="region" id={{ this.get_name()|tojson }}></div>
        </main>
        <aside class="gm-panel"></aside>
        <section class="gm-time" hidden></section>
        <footer class="gm-footer"></footer>
        </div>
        {%- endmacro %}
        {%- macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
          center: {{ this.location|tojson }},
          crs: L.CRS.{{ this.crs }},
          ...{{ this.options|tojavascript }}
        });
        {%- if this.objects_to_stay_in_front %}
        {{ this.get_name() }}.on("overlayadd", function () {
          {%- for each in this.objects_to_stay_in_front %}
          {{ each.get_name() }}.bringToFront();
          {%- endfor %}
        });
        {%- endif %}
        {%- endmacro %}
        """
    )

    def __init__(
        self,
        layers: MapLayers,
        *,
        tiles: str = "none",
        language: str = "auto",
        unbundled: str = ERROR,
    ) -> None:
        Links(unbundled)  # refuses what is no value of it, before anything is drawn
        box = layers.view.bounds
        super().__init__(
            location=((box.south + box.north) / 2, (box.west + box.east) / 2),
            zoom_start=5,
            tiles=None,
            max_zoom=18,
            min_zoom=1,
            zoom_snap=0.25,
            zoom_delta=0.5,
            wheel_px_per_zoom_level=120,
        )
        self.options["max_zoom"] = 18
        self.options["min_zoom"] = 1
        # Lists of this map's own: folium shares its lists among all maps, and changes them.
        self.default_js = [link for link in folium.Map.default_js if link[0] != "bootstrap"]
        self.default_css = [link for link in folium.Map.default_css if link[0] != "bootstrap_css"]
        self.layers = layers
        self.unbundled = unbundled
        self.title = layers.title
        self.language = language
        self._add_layers(layers, make_tiles(tiles))
        _MapFigure().add_child(self)

    def _add_layers(self, layers: MapLayers, tiles: OnlineTiles | None) -> None:
        self.table = table = IncidentTable(layers)
        few = len(layers.circles) <= _CIRCLES_AT_MOST
        drawn: list[Element | None] = [
            tiles,
            BasemapLayer(table, show=tiles is None) if layers.basemap.shapes else None,
            GraticuleLayer(table),
            ControlAreaLayer(table) if layers.areas else None,
            SectorLayer(table) if layers.sectors else None,
            AreaHitLayer(table) if layers.hits else None,
            CircleLayer(table, show=few) if layers.circles else None,
            HeatLayer(table) if layers.signs else None,
            LineLayer(table) if layers.lines else None,
            ChangeLayer(table) if layers.changes else None,
            MentionLayer(table) if layers.mentioned else None,
            IncidentLayer(table),
            LabelLayer(table),
        ]
        for element in drawn:
            if element is not None:
                self.add_child(element)

    @property
    def shown_title(self) -> str:
        """The title as HTML."""
        return _shown(self.title)

    def to_html(self) -> str:
        """The page as text, in ASCII; the same map gives the same bytes.

        Raises
        ------
        UnbundledAssetError
            If an element added to the map wants a script or style that is not bundled.
        """
        return str(self.get_root().render())

    def _repr_html_(self, **kwargs: Any) -> str:  # noqa: ARG002 (folium's signature)
        """Display in a notebook: the page in a frame of its own.

        The frame fills a box that cuts off what comes after it. A notebook that is not trusted is shown
        without frames, and there a line takes the place of the map. The frame is a sandbox without the
        notebook's origin, so that no script in it reaches the notebook; only tiles need the origin, since
        their hosts refuse a page that does not say where it is.
        """
        page = html.escape(self.to_html(), quote=True)
        title = (
            html.escape(settled(self.title), quote=True).encode("ascii", "xmlcharrefreplace").decode("ascii")
        )
        return (
            f'<div style="max-height:{_NOTEBOOK_HEIGHT}px;overflow:hidden">'
            f'<iframe srcdoc="{page}" title="{title}" {self._frame_rights()}'
            f'style="display:block;width:100%;height:{_NOTEBOOK_HEIGHT}px;border:0" allowfullscreen></iframe>'
            f"<p>{_NO_FRAME}</p></div>"
        )

    def _frame_rights(self) -> str:
        """What the frame in a notebook may do, as attributes with a blank after them."""
        return "" if tile_hosts(walk(self)) else _SANDBOX

    def render(self, **kwargs: Any) -> Any:
        """Render the map and its layers into the figure, then the script that starts the page."""
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        figure = cast(Figure, self.get_root())
        put_script(figure, "geomap_page", self._page_script())

    def _page_script(self) -> str:
        parts = Template(
            "geomap.startPage({{ name }}, {{ packed|tojson }}, {table: {{ table }}, "
            "language: {{ language|tojson }}, ownView: {{ own_view|tojson }}, "
            "layers: {{ layers|tojavascript }}});"
        )
        return str(
            parts.render(
                name=self.get_name(),
                packed=squeeze_json(payload.page(self.layers)),
                table=self.table.get_name(),
                language=self.language,
                own_view=any(isinstance(c, folium.map.FitBounds) for c in self._children.values()),
                layers=self._tree(),
            )
        )

    def _tree(self) -> list[dict[str, Any]]:
        """The layers in the order in which the tree shows them, the user's own last."""
        groups: dict[str, list[dict[str, Any]]] = {"incidents": [], "ground": [], "added": []}
        for child in reversed(list(self._children.values())):
            if isinstance(child, GeomapLayer):
                groups[child.group].append({"group": child.group, "key": child.key, "layer": child})
            elif isinstance(child, Layer) and child.control and not child.layer_name.endswith(child._id):
                own = {"group": "added", "key": "added", "name": child.layer_name, "layer": child}
                groups["added"].insert(0, own)
        return [member for members in groups.values() for member in members]


class _MapFigure(Figure):
    """A figure whose rendering is the self-contained page, so that all of folium's ways lead to it."""

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 (branca's signature)
        """The page as text."""
        found = next(child for child in self._children.values() if isinstance(child, ConflictMap))
        return self_contained(
            self,
            title=found.title,
            image_hosts=tile_hosts(walk(self)),
            language="en" if found.language == "auto" else found.language,
            unbundled=found.unbundled,
        )


def _shown(text: str) -> str:
    """Text as HTML that no template reads anything into: branca renders the result of a macro again."""
    return html.escape(settled(text)).replace("{", "&#123;")
