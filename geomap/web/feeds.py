"""Feeds asked again and again: only for what is new, and less often where that fails."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

from geomap.errors import FetchError
from geomap.web.visiting import Visitor

LONGEST_PAUSE: Final = 6 * 3600.0
"""Seconds after which a feed that fails is asked again at the latest, if its usual time is not longer."""

GONE_PAUSE: Final = 7 * 86_400.0
"""Seconds after which a feed that is gone is asked once more."""

_SHORTEST_PAUSE = 60.0
_GONE = 410
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from the last time that it was asked.

    Parameters
    ----------
    etag, modified
        By what the server knows the version that came.
    digest
        Of what came: servers without either of the two send the same again and again.
    failures
        How often in a row it could not be had.
    due
        When it is to be asked again: seconds since 1970.
    """

    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    failures: int = 0
    due: float = 0.0

    def as_record(self) -> dict[str, Any]:
        """Give the fields by name, as JSON has them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what `as_record` gave; of a field that is not as it should be, nothing is known."""
        kinds = {"etag": str, "modified": str, "digest": str, "failures": int, "due": float | int}
        return cls(
            **{name: record[name] for name, kind in kinds.items() if isinstance(record.get(name), kind)}
        )

    def is_due(self, now: float, every: float | None = None) -> bool:
        """Whether it is to be asked; a time that lies impossibly far ahead is a clock's mistake.

        Parameters
        ----------
        now
            Seconds since 1970.
        every
            Seconds between two times, as long as all is well; None if that is not known.
        """
        furthest = GONE_PAUSE + LONGEST_PAUSE if self.failures or every is None else every
        return not now < self.due <= now + furthest


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of asking a feed.

    Parameters
    ----------
    state
        To be kept once what came is done with; until then the earlier one holds.
    body
        What came, or None if nothing did: it is unchanged, or there is a fault.
    address
        Where on the web it came from, '' if it did not.
    fault
        Why it could not be had.
    """

    state: FeedState
    body: bytes | None
    address: str
    fault: FetchError | None = None


def poll(url: str, state: FeedState, visitor: Visitor, *, now: float, every: float, seed: int = 0) -> Polled:
    """Ask a feed for what is new.

    Parameters
    ----------
    url
        Its address.
    state
        From the last time.
    visitor
        What fetches.
    now
        Seconds since 1970.
    every
        Seconds between two times, as long as all is well.
    seed
        For the chance in how long a feed that fails is left alone.
    """
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    headers = {name: value for name, value in conditions.items() if value}
    try:
        found = visitor.fetch(url, headers=headers, regardless=True)
    except FetchError as fault:
        return Polled(failed(state, fault, name=url, now=now, every=every, seed=seed), None, url, fault)
    # An answer 304 need not repeat by what the version is known.
    before = state if found.unchanged else FeedState()
    known = replace(state, etag=found.etag or before.etag, modified=found.modified or before.modified)
    return settled(known, None if found.unchanged else found.body, found.final_url, now=now, every=every)


def settled(state: FeedState, body: bytes | None, address: str, *, now: float, every: float) -> Polled:
    """Give what came of a feed that could be had; the same once more is nothing new."""
    digest = state.digest if body is None else hashlib.sha256(body).hexdigest()
    new = body if digest != state.digest else None
    return Polled(replace(state, digest=digest, failures=0, due=now + every), new, address)


def failed(
    state: FeedState, fault: Exception, *, name: str, now: float, every: float, seed: int = 0
) -> FeedState:
    """Give the state of a feed that failed once more: each time it is left alone for twice as long.

    A server that says when it wants to be asked again is not asked before.
    """
    status, wait = (fault.status, fault.wait) if isinstance(fault, FetchError) else (None, None)
    failures = state.failures + 1
    if status == _GONE:
        return replace(state, failures=failures, due=now + GONE_PAUSE)
    pause = max(every, _SHORTEST_PAUSE) * 2.0 ** min(failures - 1, _MOST_DOUBLINGS)
    pause = min(pause, max(LONGEST_PAUSE, every))
    # Chance: feeds that failed together need not all be asked again together.
    pause *= random.Random(f"{seed} {name} {failures}").uniform(0.75, 1.25)  # noqa: S311 (nobody gains by guessing)
    return replace(state, failures=failures, due=now + max(pause, wait or 0.0))
