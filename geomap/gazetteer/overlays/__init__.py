"""Users' own places: files beside the bundled gazetteer that answer together with it.

`add` makes an overlay of a GeoNames dump, CSV, GeoJSON or GeoPackage, `install` fetches GeoNames'
dumps, `installed` lists the overlays, `remove` removes one. `PlaceIndex.installed()` opens the
bundled file with all of them. They are kept in the user's data folder, or in the one that
``GEOMAP_DATA_DIR`` names.

Importing this package imports nothing but the standard library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.overlays.folder import data_folder, installed_files, overlays_folder

if TYPE_CHECKING:
    from geomap.gazetteer.overlays.adding import Added, add
    from geomap.gazetteer.overlays.installing import install
    from geomap.gazetteer.overlays.listing import Overlay, installed, remove

__all__ = [
    "Added",
    "Overlay",
    "add",
    "data_folder",
    "install",
    "installed",
    "installed_files",
    "overlays_folder",
    "remove",
]

_HOMES = {
    "Added": "adding",
    "add": "adding",
    "install": "installing",  # this one alone needs http and ssl
    "Overlay": "listing",
    "installed": "listing",
    "remove": "listing",
}


def __getattr__(name: str) -> Any:
    """Import what makes overlays when it is asked for: whoever only looks places up needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
