"""Layers of a map as folium elements: each can be added to any map of geomap, alone or with others."""

from __future__ import annotations

from typing import Any, ClassVar

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.template import Template

from geomap.layers import MapLayers
from geomap.render import incident_rows, payload
from geomap.render.packing import squeeze_json
from geomap.render.scripts import OWN_CSS, OWN_JS, CarriesScripts


class IncidentTable(JSCSSMixin, CarriesScripts, MacroElement):
    """The incidents' data, which layers and list share; it draws nothing.

    Parameters
    ----------
    layers
        Where the incidents are taken from.
    """

    inline_js, inline_css = OWN_JS, OWN_CSS
    _template = Template(
        """
        {%- macro script(this, kwargs) %}
        var {{ this.get_name() }} = geomap.makeTable({{ this.get_name()|tojson }}, {{ this.packed|tojson }});
        {%- endmacro %}
        """
    )

    def __init__(self, layers: MapLayers) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "IncidentTable"
        self.packed = incident_rows.incident_table(layers)


class _GeomapLayer(JSCSSMixin, CarriesScripts, Layer):
    """A layer whose drawing is one of geomap's own scripts.

    Subclasses name the script's class, the layer's key, by which the page's languages call it, its
    name in English and its group in the tree of layers (``incidents`` or ``ground``).
    """

    script_class: ClassVar[str]
    key: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[str]
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

    def __init__(self, data: Any, table: IncidentTable | None = None, *, show: bool = True) -> None:
        super().__init__(name=self.title, overlay=True, control=True, show=show)
        self._name = type(self).__name__
        self.packed = None if data is None else squeeze_json(data)
        self.table = table

    def script_options(self) -> dict[str, str]:
        """The second argument of the script's class."""
        return {"table": self.table.get_name()} if self.table is not None else {}


class BasemapLayer(_GeomapLayer):
    """Land, borders and towns."""

    script_class, key, title, group = "Basemap", "basemap", "Borders and towns", "ground"

    def __init__(self, layers: MapLayers, *, show: bool = True) -> None:
        super().__init__(payload.basemap(layers), show=show)


class GraticuleLayer(_GeomapLayer):
    """Lines at round degrees."""

    script_class, key, title, group = "Graticule", "graticule", "Grid of degrees", "ground"

    def __init__(self, *, show: bool = True) -> None:
        super().__init__(None, show=show)


class ControlAreaLayer(_GeomapLayer):
    """Areas said to be held by a party."""

    script_class, key, title, group = "AreasOfControl", "areas", "Areas of control, as dated", "ground"

    def __init__(self, layers: MapLayers, table: IncidentTable | None = None, *, show: bool = True) -> None:
        super().__init__(payload.areas_of_control(layers), table, show=show)


class SectorLayer(_GeomapLayer):
    """Sectors of the line of contact, shaded by the number of incidents."""

    script_class, key, title, group = "Sectors", "sectors", "Sectors, shaded by count", "incidents"

    def __init__(self, layers: MapLayers, table: IncidentTable, *, show: bool = True) -> None:
        super().__init__(payload.sectors(layers), table, show=show)


class AreaHitLayer(_GeomapLayer):
    """Districts and regions in which incidents are said to have happened."""

    script_class, key, title, group = "AreasHit", "hits", "Districts and regions named", "incidents"

    def __init__(self, layers: MapLayers, table: IncidentTable, *, show: bool = True) -> None:
        super().__init__(payload.areas_hit(layers), table, show=show)


class CircleLayer(_GeomapLayer):
    """Circles around places that are known only roughly."""

    script_class, key, title, group = "Circles", "circles", "Circles of uncertainty", "incidents"

    def __init__(self, layers: MapLayers, table: IncidentTable, *, show: bool = True) -> None:
        super().__init__(payload.circles(layers), table, show=show)


class LineLayer(_GeomapLayer):
    """Lines of contact."""

    script_class, key, title, group = "Lines", "lines", "Line of contact, as dated", "ground"

    def __init__(self, layers: MapLayers, table: IncidentTable | None = None, *, show: bool = True) -> None:
        super().__init__(payload.lines(layers), table, show=show)


class ChangeLayer(_GeomapLayer):
    """Places said to have changed hands by the map's day."""

    script_class, key, title, group = "Changes", "changes", "Changes of control, as said", "ground"

    def __init__(self, layers: MapLayers, table: IncidentTable | None = None, *, show: bool = True) -> None:
        super().__init__(payload.changes(layers), table, show=show)


class MentionLayer(_GeomapLayer):
    """Places named in the documents where nothing is said to have happened; off at first."""

    script_class, key, title, group = "Mentions", "mentions", "Places only mentioned", "ground"

    def __init__(self, layers: MapLayers, *, show: bool = False) -> None:
        super().__init__(payload.mentions(layers), show=show)


class IncidentLayer(_GeomapLayer):
    """Signs of the incidents, clustered where they would overlap."""

    script_class, key, title, group = "Incidents", "incidents", "Incidents", "incidents"

    def __init__(self, table: IncidentTable, *, show: bool = True) -> None:
        super().__init__(None, table, show=show)


class HeatLayer(_GeomapLayer):
    """Where many incidents are said to have happened, as a soft shading; off at first."""

    script_class, key, title, group = "Heat", "heat", "Heat", "incidents"

    def __init__(self, table: IncidentTable, *, show: bool = False) -> None:
        super().__init__(None, table, show=show)


class LabelLayer(_GeomapLayer):
    """All labels of the map."""

    script_class, key, title, group = "Labels", "labels", "Labels", "ground"

    def __init__(self, *, show: bool = True) -> None:
        super().__init__(None, show=show)
