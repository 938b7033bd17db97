"""From toponym to place, with the reasons kept."""

from geomap.resolution.geometry import place_geometry
from geomap.resolution.ranking import LinearRanker, Ranker
from geomap.resolution.relative.grounding import with_grounds
from geomap.resolution.resolving import resolve

__all__ = ["LinearRanker", "Ranker", "place_geometry", "resolve", "with_grounds"]
