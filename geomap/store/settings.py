"""What holds for a whole store and is kept in it: when incidents are taken to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap import wire
from geomap.errors import UsageError
from geomap.store.tables import SETTINGS

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.store.backend import Backend

_JOINING = "joining"


def settle(backend: Backend, asked: Joining | None) -> Joining:
    """The store's settings; those that are asked for are kept if it has none yet.

    Raises
    ------
    UsageError
        If the store has others.
    """
    kept = _kept(backend)
    if kept is None:
        with backend.writing():
            # Somebody else may have come first.
            kept = _kept(backend)
            if kept is None:
                kept = _keep(backend, asked)
    if asked is not None and asked != kept:
        raise UsageError(
            f"this store joins {_told(kept)}, and {_told(asked)} is asked for",
            where=backend.address,
            hint="leave the settings out, or begin another store",
        )
    return kept


def _kept(backend: Backend) -> Joining | None:
    from geomap.corroboration import Joining

    for (value,) in backend.fetch(SETTINGS, ("value",), "name", (_JOINING,)):
        return wire.record_of(value, Joining)
    return None


def _keep(backend: Backend, asked: Joining | None) -> Joining:
    from geomap.corroboration import Joining

    kept = asked or Joining()
    backend.put(SETTINGS, [{"name": _JOINING, "value": wire.to_bytes(kept).decode("utf-8")}])
    return kept


def _told(joining: Joining) -> str:
    days = f"{joining.days} day{'' if joining.days == 1 else 's'}"
    return f"within {joining.distance_km:g} km and {days} (threshold {joining.threshold:g})"
