"""Addresses on the web as inputs: what comes is read like a file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from geomap.readers.kinds import KINDS, kind_of
from geomap.readers.source import PACKED, Source
from geomap.readers.stream import HEAD

if TYPE_CHECKING:
    from geomap.web import Policy, Visitor

_TEXTS: Final = frozenset({"text", "page", "json", "json lines", "table", "untold"})

Fetching = Callable[[str], Source]
"""Gives the source at an address; `FetchError` if it cannot be had."""


def fetching_of(fetch: bool | Policy | Visitor) -> Fetching | None:
    """Give what fetches addresses, or None where nothing is to be.

    Parameters
    ----------
    fetch
        True for the strictest policy; a policy; or what fetches, which remembers whom it asked.
    """
    if fetch is False:
        return None
    from geomap.web import Policy, Visitor

    policy = fetch if isinstance(fetch, Policy) else None
    visitor = fetch if isinstance(fetch, Visitor) else Visitor(policy)
    return lambda address: _source_of(address, visitor)


def _source_of(address: str, visitor: Visitor) -> Source:
    from geomap.web.kinds import as_utf8, suffix_of
    from geomap.web.showing import shown

    found = visitor.fetch(address)
    suffix = suffix_of(found.content_type, found.final_url)
    kind = KINDS.get(suffix) or kind_of(found.body[:HEAD])
    # Feeds say their encoding themselves, and what is packed has none.
    body = as_utf8(found.body, found.charset) if kind in _TEXTS else found.body
    # As of a file: what a packed one holds is called by the name without the packing.
    key = address.removesuffix(suffix) if suffix in PACKED else address
    return Source(
        name=shown(address),
        key=key,
        suffix=suffix,
        path=None,
        opener=lambda: BytesIO(body),
        address=found.final_url,
    )
