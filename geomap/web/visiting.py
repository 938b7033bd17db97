"""Fetching politely: robots.txt obeyed, one host asked at a time and not too often."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from geomap.errors import FetchError
from geomap.web.addresses import Resolve, Target
from geomap.web.fetching import Fetched, fetch
from geomap.web.policy import Policy
from geomap.web.robots import ALL, MOST_BYTES, NONE, Rules, parse_rules
from geomap.web.showing import shown

_T = TypeVar("_T")

KEPT_SECONDS = 86_400.0
"""For how long a robots.txt holds."""

LONGEST_WAIT = 60.0
"""Seconds that are waited for a host; where it asks for more, the address is left out."""

_ASK_AGAIN = 3600.0  # seconds after which a site is asked again whose robots.txt could not be had
_HOLD = 300.0  # seconds for which a host that fails is left alone
_REFUSING = frozenset({401, 403, 429})
_BUSY = frozenset({429, 503})
_MOST_HOSTS = 1000  # that are remembered


class Visitor:
    """Fetches addresses one after the other, as the keepers of sites would have it.

    Parameters
    ----------
    policy
        What is allowed; the strictest if not given.
    clock, sleep
        Seconds that go on evenly, and what waits.
    resolve
        What gives a host's addresses; the system if not given.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        resolve: Resolve | None = None,
    ) -> None:
        self._policy = policy or Policy()
        self._clock = clock
        self._sleep = sleep
        self._resolve = resolve
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._asked: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._host = ""  # that is being asked

    def fetch(
        self, url: str, *, headers: Mapping[str, str] | None = None, regardless: bool = False
    ) -> Fetched:
        """Fetch an address.

        Parameters
        ----------
        url, headers
            As for `geomap.web.fetching.fetch`.
        regardless
            Ask also a host that failed a moment ago: for who keeps to times of its own, as feeds do.

        Raises
        ------
        FetchError
            If it cannot be fetched, or must not be.
        """
        before = partial(self._before, regardless=regardless)
        try:
            return fetch(url, self._policy, headers=headers, resolve=self._resolve, before=before)
        except FetchError as fault:
            # One host that hangs, or has enough of us, must not be asked for each of a hundred pages.
            if fault.unreachable or fault.status in _BUSY:
                hold = _HOLD if fault.wait is None else fault.wait
                _remember(self._held, self._host, self._clock() + hold)
            raise

    def _before(self, target: Target, *, regardless: bool) -> None:
        """See that an address may be asked, and wait until it may."""
        self._host = target.host
        if not regardless and self._clock() < self._held.get(target.host, -math.inf):
            raise FetchError(
                f"{target.host} failed a moment ago, and is left alone for a while", where=shown(target.url)
            )
        rules = self._rules_of(target) if self._policy.robots else ALL
        if not rules.allow(target.path):
            raise FetchError(
                "the site's robots.txt does not allow it",
                where=shown(target.url),
                hint="save the page yourself",
            )
        self._wait(target, max(rules.delay, self._policy.gap))

    def _wait(self, target: Target, gap: float) -> None:
        last = self._asked.get(target.host)
        if last is not None:
            wait = last + gap - self._clock()
            if wait > LONGEST_WAIT:
                raise FetchError(
                    f"the site wants {gap:g} seconds between two fetches",
                    where=shown(target.url),
                    hint=f"{LONGEST_WAIT:g} are waited at most",
                )
            if wait > 0:
                self._sleep(wait)
        _remember(self._asked, target.host, self._clock())

    def _rules_of(self, target: Target) -> Rules:
        known = self._rules.get(target.origin)
        if known is not None and self._clock() < known[0]:
            return known[1]
        rules, seconds = self._asked_rules(target)
        _remember(self._rules, target.origin, (self._clock() + seconds, rules))
        return rules

    def _asked_rules(self, target: Target) -> tuple[Rules, float]:
        """Ask a site for its robots.txt: its rules, and for how many seconds they hold.

        Where there is none, all is allowed. Where the site refuses it, or cannot say, nothing is.
        """
        policy = replace(self._policy, max_bytes=min(MOST_BYTES, self._policy.max_bytes))
        try:
            found = fetch(f"{target.origin}/robots.txt", policy, resolve=self._resolve, cut=True)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status not in _REFUSING:
                return ALL, KEPT_SECONDS
            if error.status is None:
                # A host that cannot be reached is told as that, and not as one that forbids.
                raise
            return NONE, _ASK_AGAIN
        return parse_rules(found.body.decode("utf-8", "replace")), KEPT_SECONDS


def _remember(known: dict[str, _T], name: str, value: _T) -> None:
    """Keep a value as the latest one, and no more of them than the most."""
    known.pop(name, None)
    known[name] = value
    if len(known) > _MOST_HOSTS:
        del known[next(iter(known))]
