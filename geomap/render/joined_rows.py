"""Incidents that several sources tell of, as a page has them: nothing is written for all others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from geomap.layers import Account, Excerpt, MapLayers, Sign
from geomap.render.packing import Column, column, day_number, rising

DISPUTABLE = ("place", "date", "initiator", "casualties")
"""What sources can tell differently (`About`'s values)."""


def joined_columns(layers: MapLayers, number_of: Callable[[str], int]) -> dict[str, Column]:
    """Columns to filter by; empty if no incident is joined.

    ``joinedOf`` are the joined incidents and ``independent`` how many independent voices tell of each;
    ``disputedOf`` and ``disputed`` pairs of an incident and what is told differently of it;
    ``furtherOf`` and ``further`` pairs of an incident and a publisher that is not its first source's.

    Parameters
    ----------
    layers
        What is to be drawn.
    number_of
        The number of a publisher.
    """
    joined = [(i, sign) for i, sign in enumerate(layers.signs) if sign.account.by_source]
    if not joined:
        return {}
    disputed = [
        (i, about)
        for i, sign in joined
        for about in sorted({DISPUTABLE.index(each.about) for each in sign.account.differences})
    ]
    further = [(i, number_of(name)) for i, sign in joined for name in _further(sign, layers)]
    return {
        "joinedOf": rising(i for i, _ in joined),
        "independent": column("u4", (sign.account.independent for _, sign in joined)),
        "disputedOf": rising(i for i, _ in disputed),
        "disputed": column("u4", (about for _, about in disputed)),
        "furtherOf": rising(i for i, _ in further),
        "further": column("u4", (publisher for _, publisher in further)),
    }


def _further(sign: Sign, layers: MapLayers) -> Sequence[str]:
    own = layers.sources[sign.source].publisher or ""
    names = (layers.sources[each.source].publisher or "" for each in sign.account.by_source)
    return [name for name in dict.fromkeys(names) if name != own]


def joined_row(account: Account, excerpt: Callable[[Excerpt], list[int] | str]) -> dict[str, Any]:
    """What the row of a joined incident has besides; empty for all others.

    ``bySource`` are [source, voice, first day, last day, place, how it lies to it, killed, words],
    ``differences`` [what, harm, versions], a version [words, toll, tellers], ``tolls`` the killed and
    wounded; a toll is [low, best, high] or null, tellers are positions in ``bySource``.
    """
    return {
        "bySource": [
            [
                told.source,
                told.voice,
                day_number(told.day_start),
                day_number(told.day_end),
                told.where,
                told.relation,
                told.killed,
                excerpt(told.quote),
            ]
            for told in account.by_source
        ],
        "differences": [
            [each.about, each.harm, [[v.words, v.counted, v.tellers] for v in each.versions]]
            for each in account.differences
        ],
        "independent": account.independent if account.by_source else 0,
        "tolls": account.tolls,
    }
