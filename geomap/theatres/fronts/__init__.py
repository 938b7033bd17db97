"""Fronts computed: lines from areas of control, changes between days, estimates from places held."""

from geomap.theatres.fronts.changing import Change, changes, to_geojson
from geomap.theatres.fronts.contact import TracedLine, contact_line, theatre_line, trace_line
from geomap.theatres.fronts.estimating import HeldPlace, estimate_line, held_places
from geomap.theatres.fronts.holding import held_by, sides_of
from geomap.theatres.fronts.series import DayOfControl, changes_by_day, control_by_day, days_of, to_frame

__all__ = [
    "Change",
    "DayOfControl",
    "HeldPlace",
    "TracedLine",
    "changes",
    "changes_by_day",
    "contact_line",
    "control_by_day",
    "days_of",
    "estimate_line",
    "held_by",
    "held_places",
    "sides_of",
    "theatre_line",
    "to_frame",
    "to_geojson",
    "trace_line",
]
