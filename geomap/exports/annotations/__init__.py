"""W3C Web Annotations: what was read in which words."""

from geomap.exports.annotations.collection import dump_annotations, to_annotations

__all__ = ["dump_annotations", "to_annotations"]
