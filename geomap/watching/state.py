"""What is remembered of a feed between two times that it is asked, and over a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple, Self

from geomap.web.feeds import FeedState

MOST_SEEN: Final = 5000
"""Of how many items of a feed it is remembered that they were read; the oldest are forgotten."""

_PREFIX = "watch/feed/"


class Page(StrEnum):
    """What became of the page that an item leads to."""

    NOT_ASKED = "not asked"
    TAKEN = "taken"
    """Its text was read in place of the feed's words."""
    LEFT = "left"
    """It says less than the feed, or cannot be had."""
    LATER = "later"
    """It could not be had, and may be another time."""


class Seen(NamedTuple):
    """How an item was read.

    Parameters
    ----------
    content
        A checksum of what the feed says of it.
    version
        By what it was read.
    page
        What became of its page.
    """

    content: str
    version: str
    page: Page


@dataclass(frozen=True, slots=True)
class WatchState:
    """What is remembered of a feed.

    Parameters
    ----------
    feed
        Of the feed as a whole.
    seen
        The items that were read, by their ids, the latest last.
    tried
        Items whose page could not be had: id to how often it was tried.
    """

    feed: FeedState = field(default_factory=FeedState)
    seen: Mapping[str, Seen] = field(default_factory=dict)
    tried: Mapping[str, int] = field(default_factory=dict)

    def with_read(self, item: str, how: Seen) -> Self:
        """After an item was read."""
        return self._with(item, how, 0)

    def with_tried(self, item: str, how: Seen) -> Self:
        """After an item was read whose page could not be had once more."""
        return self._with(item, how, self.tried.get(item, 0) + 1)

    def _with(self, item: str, how: Seen, times: int) -> Self:
        seen = {id_: known for id_, known in self.seen.items() if id_ != item} | {item: how}
        kept = dict(list(seen.items())[-MOST_SEEN:])
        tried = {id_: number for id_, number in self.tried.items() if id_ != item and id_ in kept}
        return replace(self, seen=kept, tried=tried | ({item: times} if times else {}))

    def to_json(self) -> str:
        """Write it as a note."""
        record = {"feed": self.feed.as_record(), "seen": dict(self.seen), "tried": dict(self.tried)}
        return json.dumps(record, ensure_ascii=False)

    @classmethod
    def of_json(cls, note: str) -> Self:
        """Read a note; of one that is damaged nothing is known, and the feed is read as a new one."""
        try:
            record = json.loads(note)
            return cls(
                feed=FeedState.of_record(record["feed"]),
                seen={
                    str(id_): Seen(str(content), str(version), Page(page))
                    for id_, (content, version, page) in record["seen"].items()
                },
                tried={str(id_): int(times) for id_, times in record["tried"].items()},
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls()


def load(notes: MutableMapping[str, str], name: str) -> WatchState:
    """What is remembered of a feed; of a new one nothing."""
    note = notes.get(_PREFIX + name)
    return WatchState() if note is None else WatchState.of_json(note)


def keep(notes: MutableMapping[str, str], name: str, state: WatchState) -> None:
    """Remember it."""
    notes[_PREFIX + name] = state.to_json()
