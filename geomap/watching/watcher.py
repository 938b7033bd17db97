"""All feeds, again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from geomap.errors import GeomapError, MissingExtraError, message_of
from geomap.watching.feed_round import go_through
from geomap.watching.item_reading import FeedRound
from geomap.watching.map_mark import MapMark
from geomap.watching.settings import Keeping, Settings, Work
from geomap.watching.sources import Feed
from geomap.watching.state import load

LEAST_PAUSE: Final = 1.0
"""Seconds that are waited at least between two rounds, whatever the times of the feeds are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a watch, over all its rounds.

    Parameters
    ----------
    asked, failed
        How often a feed was asked, and how often that brought nothing but a fault.
    new, changed, incidents
        Documents that are new in the store or others than before, and incidents told of in them.
    faults
        What else could not be read, fetched, drawn or stored.
    drawn
        How often the map was written.
    """

    asked: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    incidents: int = 0
    faults: int = 0
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """What is outside of the program.

    Parameters
    ----------
    clock
        Seconds since 1970. It may be set while the watch goes on.
    pause
        Waits so many seconds, or less where the watch is to end.
    stopping
        Whether the watch is to end after the present item.
    ticks
        Seconds since whenever, which nobody sets; the clock if there are none.
    """

    clock: Callable[[], float]
    pause: Callable[[float], object]
    stopping: Callable[[], bool]
    ticks: Callable[[], float] | None = None


@dataclass(frozen=True, slots=True)
class _Next:
    """When a feed is to be asked again.

    Parameters
    ----------
    at
        In ticks.
    due
        What is kept of it in the store, in seconds since 1970; None if nothing could be kept.
    """

    at: float
    due: float | None


class Watcher:
    """Watches feeds.

    Parameters
    ----------
    feeds
        Asked in this order.
    store
        Where what is new goes, and where the state of the feeds is kept.
    work, settings
        What is done with what comes, and how.
    world
        Time, and the wish to end.
    tell
        Called with each fault, for a line.
    say
        Called with what was done, for a line.
    """

    def __init__(
        self,
        feeds: Sequence[Feed],
        store: Keeping,
        work: Work,
        settings: Settings,
        world: World,
        *,
        tell: Callable[[str], None],
        say: Callable[[str], None],
    ) -> None:
        self._feeds = feeds
        self._store = store
        self._work = work
        self._settings = settings
        self._world = world
        self._tell = tell
        self._say = say
        self._mark = MapMark(store.notes, work.map)
        self._ticks = world.ticks or world.clock
        self._next: dict[str, _Next] = {}
        self._counts = dict.fromkeys(Outcome.__slots__, 0)

    def watch(self, *, once: bool = False, redraw: bool = False) -> Outcome:
        """Go through the feeds until the watch is to end, or once.

        Parameters
        ----------
        once
            Ask each feed once and end.
        redraw
            Draw the map first, even if nothing has come since it was drawn.

        Raises
        ------
        MissingExtraError
            If feedparser is not installed.
        """
        if redraw:
            self._mark.after_adding(changed=True)
        while True:
            self._round(once=once)
            if once or self._world.stopping():
                return Outcome(**self._counts)
            self._world.pause(self._until_next())
            if self._world.stopping():
                return Outcome(**self._counts)

    def _round(self, *, once: bool) -> None:
        for feed in self._feeds:
            if self._world.stopping():
                break
            try:
                self._ask(feed, once=once)
            except MissingExtraError:
                raise
            except GeomapError as fault:
                # The store's: the feed is left alone for as long as ever, and nothing of it is lost.
                self._next[feed.name] = _Next(self._ticks() + self._settings.every, None)
                self._fault(feed, fault)
        self._draw_if_outdated()

    def _ask(self, feed: Feed, *, once: bool) -> None:
        now, ticks = self._world.clock(), self._ticks()
        state = load(self._store.notes, feed.name).feed
        known = self._next.get(feed.name)
        if known is None or known.due not in (None, state.due):
            # The watch has just begun, or another one has asked: all that is known is a time of the clock's.
            wait = 0.0 if feed.is_due(state, self._settings, now, once=once) else state.due - now
            known = self._next[feed.name] = _Next(ticks + wait, state.due)
        if ticks < known.at:
            if once:
                self._tell(f"{feed.name}: it failed before, and is left alone until {_time(state.due)}")
            return
        self._counts["asked"] += 1
        result = go_through(
            feed,
            self._store,
            self._work,
            self._settings,
            now=now,
            tell=lambda fault: self._tell(_told(feed, fault)),
            stopping=self._world.stopping,
            mark=self._mark,
        )
        self._next[feed.name] = _Next(ticks + result.due - now, result.due)
        self._count(result)
        if result.fault is not None:
            self._fault(feed, result.fault, again=result.due)
        elif result.brought:
            self._say(
                f"{feed.name}: {result.new} new, {result.changed} changed of {result.items} items; "
                f"incidents: {result.incidents}"
            )

    def _fault(self, feed: Feed, fault: GeomapError, *, again: float | None = None) -> None:
        self._counts["failed"] += 1
        later = "" if again is None else f"; asked again after {_time(again)}"
        self._tell(f"{_told(feed, fault)}{later}")

    def _count(self, result: FeedRound) -> None:
        for name in ("new", "changed", "incidents", "faults"):
            self._counts[name] += getattr(result, name)

    def _until_next(self) -> float:
        """Seconds until the first feed is to be asked."""
        pause = min((each.at for each in self._next.values()), default=0.0) - self._ticks()
        return min(max(pause, LEAST_PAUSE), max(self._settings.every, LEAST_PAUSE))

    def _draw_if_outdated(self) -> None:
        try:
            if self._mark.outdated and self._work.draw is not None:
                self._work.draw(self._store.report())
                self._counts["drawn"] += 1
            self._mark.is_up_to_date()
        except Exception as error:  # noqa: BLE001 (what cannot be drawn now may be with the next item)
            self._counts["faults"] += 1
            told = str(error) if isinstance(error, GeomapError) else message_of(error)
            self._tell(f"the map is not drawn: {told}")


def _told(feed: Feed, fault: object) -> str:
    told = str(fault)
    return told if told.startswith(feed.name) else f"{feed.name}: {told}"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
