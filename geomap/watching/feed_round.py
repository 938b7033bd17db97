"""One feed asked, and its new items read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geomap.errors import GeomapError, MissingExtraError
from geomap.model import Document
from geomap.watching.item_reading import FeedRound, ItemReading
from geomap.watching.items import items_of
from geomap.watching.map_mark import MapMark
from geomap.watching.settings import Keeping, Settings, Work
from geomap.watching.sources import Feed
from geomap.watching.state import keep, load
from geomap.web.feeds import failed

Tell = Callable[[object], None]


def go_through(
    feed: Feed,
    store: Keeping,
    work: Work,
    settings: Settings,
    *,
    now: float,
    tell: Tell,
    stopping: Callable[[], bool],
    mark: MapMark,
) -> FeedRound:
    """Ask a feed and read what is new in it.

    What is remembered of the feed is kept last, after all its items are in the store: whatever ends
    this in between, the next time they come again.

    Parameters
    ----------
    feed
        The feed.
    store
        Where its items go.
    work, settings
        What is done with what came, and how.
    now
        Seconds since 1970.
    tell
        Called with each fault, for a line.
    stopping
        Whether to end after the present item.
    mark
        Told of what is added to the store.

    Raises
    ------
    MissingExtraError
        If feedparser is not installed: no feed can be read then.
    GeomapError
        If the store cannot be read or written.
    """
    state = load(store.notes, feed.name)
    polled = feed.poll(state.feed, settings, now)
    result = FeedRound(due=polled.state.due)
    if polled.fault is not None:
        result.fault = polled.fault
        keep(store.notes, feed.name, replace(state, feed=polled.state))
        return result

    def on_fault(fault: GeomapError) -> None:
        result.faults += 1
        tell(fault)

    try:
        items: tuple[Document, ...] = ()
        if polled.body is not None:
            items = items_of(polled.body, name=feed.name, address=polled.address, now=now, on_fault=on_fault)
    except MissingExtraError:
        raise
    except GeomapError as fault:
        result.fault = fault
        # Neither its checksum nor what the server knows it by is kept: it has to come again.
        after = failed(state.feed, fault, name=feed.name, now=now, every=settings.every, seed=settings.seed)
        result.due = after.due
        keep(store.notes, feed.name, replace(state, feed=after))
        return result
    result.items = len(items)
    reading = ItemReading(store, work, result, on_fault=on_fault, mark=mark, state=state)
    for item in reversed(items):  # the oldest first, as they were written
        if stopping():
            keep(store.notes, feed.name, replace(reading.state, feed=state.feed))
            return result
        reading.take(item)
    after = polled.state
    if reading.state.tried:  # pages are to be asked for again: the items have to come again
        after = replace(after, etag=None, modified=None, digest=None)
    keep(store.notes, feed.name, replace(reading.state, feed=after))
    return result
