"""Feeds, wherever they are."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from geomap.errors import FetchError
from geomap.watching.settings import Settings
from geomap.web.feeds import FeedState, Polled, poll, settled
from geomap.web.visiting import Visitor

ADDRESSES = ("https://", "http://")


class Feed(Protocol):
    """A feed that can be asked for what is new."""

    @property
    def name(self) -> str:
        """By which it is remembered and told of: its address or path."""

    def is_due(self, state: FeedState, settings: Settings, now: float, *, once: bool) -> bool:
        """Whether it is to be asked now."""

    def poll(self, state: FeedState, settings: Settings, now: float) -> Polled:
        """Ask it."""


@dataclass(frozen=True, slots=True)
class WebFeed:
    """A feed on the web.

    Parameters
    ----------
    name
        Its address.
    visitor
        What fetches it.
    """

    name: str
    visitor: Visitor

    def is_due(self, state: FeedState, settings: Settings, now: float, *, once: bool) -> bool:
        """At its time. Who asks once decides himself when, but for a feed that fails."""
        return state.is_due(now, settings.every) or (once and not state.failures)

    def poll(self, state: FeedState, settings: Settings, now: float) -> Polled:
        """Ask the server for what has changed."""
        return poll(self.name, state, self.visitor, now=now, every=settings.every, seed=settings.seed)


@dataclass(frozen=True, slots=True)
class FileFeed:
    """A feed in a file that something else writes.

    Parameters
    ----------
    name
        Its path.
    """

    name: str

    def is_due(self, state: FeedState, settings: Settings, now: float, *, once: bool) -> bool:
        """At its time."""
        return once or state.is_due(now, settings.every)

    def poll(self, state: FeedState, settings: Settings, now: float) -> Polled:
        """Read the file, if it can be read and is not too large."""
        try:
            body = _read(self.name, settings.max_bytes)
        except FetchError as fault:
            # A file costs nobody anything: one that is not there is looked for as often as ever.
            after = replace(state, failures=state.failures + 1, due=now + settings.every)
            return Polled(after, None, "", fault)
        return settled(state, body, "", now=now, every=settings.every)


def _read(path: str, most: int) -> bytes:
    try:
        with Path(path).open("rb") as file:
            body = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise FetchError(f"it cannot be read ({reason})", where=path) from error
    if len(body) > most:
        raise FetchError(f"it has more than {most:,} bytes", where=path)
    return body


def feed_of(given: str | os.PathLike[str], visitor: Visitor) -> Feed:
    """Give the feed that a user names: an address, or else a path."""
    name = os.fspath(given)
    return WebFeed(name, visitor) if name.startswith(ADDRESSES) else FileFeed(name)
