"""The bar of time as a control for any folium map that has layers of geomap."""

from __future__ import annotations

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geomap.errors import UsageError
from geomap.render.elements import OWN_CSS, OWN_JS, IncidentTable
from geomap.render.incident_rows import MISSING

_POSITIONS = ("bottomleft", "bottomright", "topleft", "topright")


class TimeControl(JSCSSMixin, MacroElement):
    """Bars of incidents over time with two handles; all layers of the table follow what they choose.

    The page of `ConflictMap` has this bar already. It is not shown where all incidents have one
    and the same day.

    Parameters
    ----------
    table
        The incidents; lines, areas and changes of control on the same map follow too.
    position
        A corner of the map, as Leaflet names it.

    Raises
    ------
    UsageError
        If there is no such corner.
    """

    _template = Template(
        """
        {%- macro script(this, kwargs) %}
        var {{ this.get_name() }} = new geomap.TimeControl({{ this.options|tojson }});
        {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {%- endmacro %}
        """
    )

    def __init__(self, table: IncidentTable, *, position: str = "bottomleft") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        if position not in _POSITIONS:
            raise UsageError(f"position={position!r}", hint=f"one of {', '.join(_POSITIONS)} is needed")
        self._name = "TimeControl"
        self.default_js, self.default_css = list(OWN_JS), list(OWN_CSS)
        self.options = {
            "position": position,
            "table": table.get_name(),
            "asOf": None if table.as_of == MISSING else table.as_of,
        }
