"""What is remembered of a feed between two times that it is asked, and over a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

from geomap.web.feeds import FeedState

MOST_SEEN: Final = 5000
"""Of how many items of a feed it is remembered that they were read; the oldest are forgotten."""

_PREFIX = "watch/feed/"


@dataclass(frozen=True, slots=True)
class WatchState:
    """What is remembered of a feed.

    Parameters
    ----------
    feed
        Of the feed as a whole.
    seen
        The items that were read: id to checksum of what the feed says of them, the latest last.
    tried
        Items whose page could not be had: id to how often it was tried.
    """

    feed: FeedState = field(default_factory=FeedState)
    seen: Mapping[str, str] = field(default_factory=dict)
    tried: Mapping[str, int] = field(default_factory=dict)

    def with_read(self, item: str, checksum: str) -> Self:
        """After an item was read."""
        return self._with(item, checksum, 0)

    def with_tried(self, item: str, checksum: str) -> Self:
        """After an item was read whose page could not be had once more."""
        return self._with(item, checksum, self.tried.get(item, 0) + 1)

    def _with(self, item: str, checksum: str, times: int) -> Self:
        seen = {id_: known for id_, known in self.seen.items() if id_ != item} | {item: checksum}
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
                seen={str(id_): str(checksum) for id_, checksum in record["seen"].items()},
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
