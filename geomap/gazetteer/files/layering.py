"""The bundled file with overlay files over it, asked as one.

A place of an overlay that has the id of a bundled one replaces it: what it does not say is taken
from there, the names of both find it, and it does not become less likely by being known better. A
place that was put into the bundled file by hand, with a rough point, gives way to a place of the
same name that an overlay has within that roughness.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from geomap.gazetteer.files.placefile import PlaceFile, Stored
from geomap.gazetteer.names.naming import penalty
from geomap.model.place import Place

_BY_HAND = "geomap:"


class PlaceFiles:
    """Compiled files, the bundled one first, later ones over earlier ones.

    Parameters
    ----------
    path
        The bundled file.
    overlays
        Files of the same tables.

    Raises
    ------
    GazetteerError
        If one is missing or of another version.
    """

    def __init__(self, path: Path, overlays: Sequence[Path] = ()) -> None:
        opened: list[PlaceFile] = []
        try:
            opened.extend(PlaceFile(each, overlay=bool(opened)) for each in (path, *overlays))
        finally:
            if len(opened) <= len(overlays):
                for file in opened:
                    file.close()
        self.files: tuple[PlaceFile, ...] = tuple(opened)
        self.base = opened[0]
        self.overlays = self.files[1:]

    def close(self) -> None:
        """Close all files."""
        for file in self.files:
            file.close()

    def named(self, folded: str) -> list[Stored]:
        """Places of a folded name, each once."""
        if not self.overlays:
            return self.base.named(folded)
        return self._united(lambda file: file.named(folded))

    def stemmed(self, folded: str) -> list[Stored]:
        """Second-level units of a folded name without its unit's word."""
        return self._united(lambda file: file.stemmed(folded))

    def sounding(self, sound: int) -> list[Stored]:
        """Places with a name whose key has this number (`romanising.number`)."""
        return self._united(lambda file: file.sounding(sound))

    def begins(self, folded: str) -> tuple[bool, bool]:
        """Whether a folded form is a name, and whether a name of more words begins with it."""
        is_name, starts = self.base.begins(folded)
        for file in self.overlays:
            also_name, also_starts = file.begins(folded)
            is_name, starts = is_name or also_name, starts or also_starts
        return is_name, starts

    def names_unit(self, folded: str) -> bool:
        """Whether a folded name is one of a unit or region, not of a country or people."""
        return any(file.names_unit(folded) for file in self.files)

    def names_among(self, forms: Sequence[str]) -> set[str]:
        """Those of the folded forms that are names."""
        return {name for file in self.files for name in file.names_among(forms)}

    def names_beginning(self, starts: Sequence[str]) -> set[str]:
        """All folded names that begin with one of the starts."""
        return {name for file in self.files for name in file.names_beginning(starts)}

    def place(self, place_id: str) -> Place | None:
        """The place of that id, or None."""
        found = self._by_id(place_id)
        return found.place if found else None

    def shape(self, place_id: str) -> bytes | None:
        """A place's packed shape, the topmost layer's that has one; None without any."""
        shapes = (file.shape(place_id) for file in reversed(self.files))
        return next((shape for shape in shapes if shape is not None), None)

    def _united(self, ask: Callable[[PlaceFile], list[Stored]]) -> list[Stored]:
        if not self.overlays:
            return ask(self.base)
        found: dict[str, Stored] = {}
        for file in self.files:
            for stored in ask(file):
                known = found.get(stored.place.id)
                kind = min(known.kind, stored.kind, key=penalty) if known else stored.kind
                found[stored.place.id] = stored._replace(kind=kind)
        whole = [(self._by_id(place_id) or stored, stored.kind) for place_id, stored in found.items()]
        return _without_rough([stored._replace(kind=kind) for stored, kind in whole])

    def _by_id(self, place_id: str) -> Stored | None:
        found: Stored | None = None
        for file in self.files:
            stored = file.by_id(place_id)
            if stored is not None and found is not None:
                prior = max(stored.prior, found.prior)
                stored = stored._replace(place=_over(stored.place, found.place), prior=prior)
            found = stored or found
        return found


def _over(place: Place, under: Place) -> Place:
    """A place as an overlay has it, with what only the layer under it says."""
    names = dict.fromkeys((*place.names, under.name, *under.names))
    names.pop(place.name, None)
    return replace(
        place,
        country=place.country or under.country,
        admin1=place.admin1 or under.admin1,
        admin1_name=place.admin1_name or under.admin1_name,
        admin2_name=place.admin2_name or under.admin2_name,
        population=place.population or under.population,
        names=tuple(names),
        has_geometry=place.has_geometry or under.has_geometry,
    )


def _without_rough(found: list[Stored]) -> list[Stored]:
    """Leave out places written down by hand where an overlay has the same town better."""
    surveyed = [f for f in found if f.overlay and f.place.feature_class == "P"]
    kept: list[Stored] = []
    gained: dict[str, float] = {}
    for each in found:
        place = each.place
        better = None
        if not each.overlay and place.feature_class == "P" and place.id.startswith(_BY_HAND):
            near = [(place.point.distance_km(s.place.point), s.place.id) for s in surveyed]
            better = min((n for n in near if n[0] <= place.radius_km), default=None)
        if better is None:
            kept.append(each)
        else:
            gained[better[1]] = max(each.prior, gained.get(better[1], 0.0))
    return [k._replace(prior=max(k.prior, gained.get(k.place.id, 0.0))) for k in kept]
