"""geomap: news text to maps of a conflict."""

__version__ = "0.1.0"
