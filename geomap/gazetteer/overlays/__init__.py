"""Users' own places: files beside the bundled gazetteer that answer together with it.

`add` makes an overlay of a GeoNames dump, CSV, GeoJSON or GeoPackage, `install` fetches GeoNames'
dumps, `installed` lists the overlays, `remove` removes one. `PlaceIndex.installed()` opens the
bundled file with all of them. They are kept in the user's data folder, or in the one that
``GEOMAP_DATA_DIR`` names.

Importing this package imports nothing but the standard library.
"""

from __future__ import annotations

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


def __getattr__(name: str) -> Any:
    """Import what makes overlays when it is asked for: whoever only looks places up needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from geomap.gazetteer.overlays import adding, installing, listing

    return next(getattr(module, name) for module in (adding, installing, listing) if hasattr(module, name))
