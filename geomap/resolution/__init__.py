"""From toponym to place, with the reasons kept."""

from geomap.resolution.geometry import place_geometry
from geomap.resolution.ranking import Ranker, WeightedRanker
from geomap.resolution.relative.grounding import with_grounds
from geomap.resolution.resolving import resolve

__all__ = ["Ranker", "WeightedRanker", "place_geometry", "resolve", "with_grounds"]
