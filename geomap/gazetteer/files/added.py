"""Places added in memory to an index: a theatre's, or a caller's own."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.gazetteer.names.fold import fold
from geomap.model.geometry import LonLat
from geomap.model.place import Place


class AddedPlaces:
    """Places by id, by folded name and by the words that a name begins with.

    Parameters
    ----------
    places
        Of two with one id the later wins.
    """

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self.by_id: dict[str, Place] = {place.id: place for place in places}
        self._named: dict[str, list[tuple[Place, str, bool]]] = {}
        self._starts: set[str] = set()
        for place in self.by_id.values():
            self._add_names(place)

    def named(self, folded: str) -> list[tuple[Place, str, bool]]:
        """Places of a folded name, each with the name as written and whether it is the preferred one."""
        return self._named.get(folded, [])

    def begins_name(self, folded: str) -> bool:
        """Whether a name of more words begins with these."""
        return folded in self._starts

    def nearest_town(self, point: LonLat) -> tuple[float, Place] | None:
        """The nearest populated place and how many kilometres away it is, or None without any."""
        towns = ((point.distance_km(p.point), p.id) for p in self.by_id.values() if p.feature_class == "P")
        nearest = min(towns, default=None)
        return None if nearest is None else (nearest[0], self.by_id[nearest[1]])

    def _add_names(self, place: Place) -> None:
        for name in (place.name, *place.names):
            folded = fold(name)
            if not folded:
                continue
            listed = self._named.setdefault(folded, [])
            if all(known.id != place.id for known, _, _ in listed):
                listed.append((place, name, name == place.name))
            words = folded.split()
            self._starts.update(" ".join(words[:n]) for n in range(1, len(words)))
