"""Layers of a map as folium elements: each works on any folium map, alone or with others.

A layer is made of a report, of `MapLayers`, or of an `IncidentTable`; layers that share a table
share what is filtered, the time shown and the incident chosen::

    table = IncidentTable(report)
    m = folium.Map([40, 46], zoom_start=8)
    for layer in (SectorLayer(table), LineLayer(table), IncidentLayer(table)):
        layer.add_to(m)
    TimeControl(table).add_to(m)

Their scripts travel with them; saved by folium itself such a map asks folium's hosts for Leaflet,
made into one file by `geomap.render.self_contained_page` it asks nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from branca.element import Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from geomap.layers import MapLayers, build_layers
from geomap.model import Extraction
from geomap.render import incident_rows, payload
from geomap.render.packing import day_number, squeeze_json
from geomap.render.scripts import OWN_CSS, OWN_JS, CarriesScripts, figure_of, put_script


class IncidentTable(MacroElement):
    """The incidents' data, which layers and list share; it draws nothing.

    It need not be added to a map: the first of its layers that is drawn brings it along.

    Parameters
    ----------
    source
        A report (or any `Extraction`), or the layers made of one.
    """

    def __init__(self, source: Extraction | MapLayers) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "IncidentTable"
        self.layers = source if isinstance(source, MapLayers) else build_layers(source, None)
        self.packed = incident_rows.incident_table(self.layers)
        # The day that the map tells of, counted from 1970.
        self.as_of = day_number(self.layers.as_of)

    @classmethod
    def of(cls, source: Source) -> IncidentTable:
        """The table itself, or one of what a layer is made of."""
        return source if isinstance(source, IncidentTable) else cls(source)

    def put(self, figure: Figure) -> None:
        """Write the table's script into the figure, once."""
        name, data = Template("{{ n|tojson }}").render(n=self.get_name()), _json(self.packed)
        put_script(figure, self.get_name(), f"var {self.get_name()} = geomap.makeTable({name}, {data});")

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 (branca's signature)
        """Nothing by itself: its layers write it."""
        return ""


Source = IncidentTable | MapLayers | Extraction
"""What a layer can be made of."""


def _json(value: Any) -> str:
    return str(Template("{{ v|tojson }}").render(v=value))


class _Data(NamedTuple):
    """What makes a layer's data; a field, since a function of a class would be taken for its method."""

    make: Callable[[MapLayers], Any] | None


class GeomapLayer(JSCSSMixin, CarriesScripts, Layer):
    """A layer whose drawing is one of geomap's own scripts.

    Subclasses name the script's class, the layer's key, by which the page's languages call it, its
    name in English, its group in the tree of layers (``incidents`` or ``ground``), what of
    `MapLayers` it is given, and whether it is shown at first.

    Parameters
    ----------
    source
        What it is made of.
    show
        Whether it is shown at first; by default as its kind is.
    """

    script_class: ClassVar[str]
    key: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[str]
    shown: ClassVar[bool] = True
    data: ClassVar[_Data] = _Data(None)
    inline_js, inline_css = OWN_JS, OWN_CSS
    _template = Template(
        """
        {%- macro script(this, kwargs) %}
        var {{ this.get_name() }} = new geomap.{{ this.script_class }}(
          {%- if this.packed is not none %}{{ this.packed|tojson }}, {% endif -%}
          {{ this.script_options()|tojson }});
        {%- endmacro %}
        """
    )

    def __init__(self, source: Source, *, show: bool | None = None) -> None:
        super().__init__(
            name=self.title, overlay=True, control=True, show=self.shown if show is None else show
        )
        self._name = type(self).__name__
        self.table = IncidentTable.of(source)
        make = self.data.make
        self.packed = squeeze_json(make(self.table.layers)) if make is not None else None

    def script_options(self) -> dict[str, str]:
        """The last argument of the script's class."""
        return {"table": self.table.get_name()}

    def render(self, **kwargs: Any) -> Any:
        """Bring the scripts and the table along, then render as ever.

        Raises
        ------
        UsageError
            If the layer is on no map.
        """
        self.table.put(figure_of(self))
        return super().render(**kwargs)  # type: ignore[no-untyped-call]


class BasemapLayer(GeomapLayer):
    """Land, borders and towns."""

    script_class, key, title, group = "Basemap", "basemap", "Borders and towns", "ground"
    data = _Data(payload.basemap)


class GraticuleLayer(GeomapLayer):
    """Lines at round degrees."""

    script_class, key, title, group = "Graticule", "graticule", "Grid of degrees", "ground"


class ControlAreaLayer(GeomapLayer):
    """Areas said to be held by a party, those of the day shown."""

    script_class, key, title, group = "AreasOfControl", "areas", "Areas of control, as dated", "ground"
    data = _Data(payload.areas_of_control)


class SectorLayer(GeomapLayer):
    """Sectors of the line of contact, shaded by the number of incidents."""

    script_class, key, title, group = "Sectors", "sectors", "Sectors, shaded by count", "incidents"
    data = _Data(payload.sectors)


class AreaHitLayer(GeomapLayer):
    """Districts and regions in which incidents are said to have happened."""

    script_class, key, title, group = "AreasHit", "hits", "Districts and regions named", "incidents"
    data = _Data(payload.areas_hit)


class CircleLayer(GeomapLayer):
    """Circles around places that are known only roughly."""

    script_class, key, title, group = "Circles", "circles", "Circles of uncertainty", "incidents"
    data = _Data(payload.circles)


class HeatLayer(GeomapLayer):
    """Where many incidents are said to have happened, as a soft shading; off at first."""

    script_class, key, title, group, shown = "Heat", "heat", "Heat", "incidents", False


class LineLayer(GeomapLayer):
    """Lines of contact, those of the day shown."""

    script_class, key, title, group = "Lines", "lines", "Line of contact, as dated", "ground"
    data = _Data(payload.lines)


class ChangeLayer(GeomapLayer):
    """Places said to have changed hands by the day shown."""

    script_class, key, title, group = "Changes", "changes", "Changes of control, as said", "ground"
    data = _Data(payload.changes)


class MentionLayer(GeomapLayer):
    """Places named in the documents where nothing is said to have happened; off at first."""

    script_class, key, title, group, shown = "Mentions", "mentions", "Places only mentioned", "ground", False
    data = _Data(payload.mentions)


class IncidentLayer(GeomapLayer):
    """Signs of the incidents, joined where they would overlap."""

    script_class, key, title, group = "Incidents", "incidents", "Incidents", "incidents"


class LabelLayer(GeomapLayer):
    """All labels of the map."""

    script_class, key, title, group = "Labels", "labels", "Labels", "ground"
