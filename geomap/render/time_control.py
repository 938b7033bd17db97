"""The bar of time as a control for any folium map that has layers of geomap."""

from __future__ import annotations

from typing import Any

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geomap.errors import UsageError
from geomap.render.elements import IncidentTable, Source
from geomap.render.packing import MISSING
from geomap.render.scripts import OWN_CSS, OWN_JS, CarriesScripts, figure_of

_POSITIONS = ("bottomleft", "bottomright", "topleft", "topright")


class TimeControl(JSCSSMixin, CarriesScripts, MacroElement):
    """Bars of incidents over time with two handles; all layers of the table follow what they choose.

    The page of `ConflictMap` has this bar already. It is not shown where all incidents have one
    and the same day.

    Parameters
    ----------
    source
        The table that the map's layers share (or what one is made of): layers of that table follow.
    position
        A corner of the map, as Leaflet names it.

    Raises
    ------
    UsageError
        If there is no such corner.
    """

    inline_js, inline_css = OWN_JS, OWN_CSS
    _template = Template(
        """
        {%- macro script(this, kwargs) %}
        var {{ this.get_name() }} = new geomap.TimeControl({{ this.options|tojson }});
        {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {%- endmacro %}
        """
    )

    def __init__(self, source: Source, *, position: str = "bottomleft") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        if position not in _POSITIONS:
            raise UsageError(f"position={position!r}", hint=f"one of {', '.join(_POSITIONS)} is needed")
        self._name = "TimeControl"
        self.table = table = IncidentTable.of(source)
        self.options = {
            "position": position,
            "table": table.get_name(),
            "asOf": None if table.as_of == MISSING else table.as_of,
        }

    def render(self, **kwargs: Any) -> Any:
        """Bring the scripts and the table along, then render as ever."""
        self.table.put(figure_of(self))
        return super().render(**kwargs)  # type: ignore[no-untyped-call]
