"""Feeds watched: what is new in them goes into a store, and the map of the store is drawn anew.

``sources`` are feeds on the web and in files, ``state`` what is remembered of each. ``items`` turns
what came into documents with ids of their own, ``articles`` takes the pages that they lead to,
``item_reading`` reads them. ``feed_round`` goes through one feed, ``watcher`` through all of them
again and again. Nothing here knows the time or waits: both are given.
"""

from geomap.watching.settings import Keeping, Settings, Work
from geomap.watching.sources import Feed, FileFeed, WebFeed, feed_of
from geomap.watching.watcher import Outcome, Watcher, World

__all__ = [
    "Feed",
    "FileFeed",
    "Keeping",
    "Outcome",
    "Settings",
    "Watcher",
    "WebFeed",
    "Work",
    "World",
    "feed_of",
]
