"""Sketches, likenesses and clusters in a store: `geomap.corroboration.Ledger` over a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from geomap import wire
from geomap.corroboration import Joining, Likeness, Sketch
from geomap.corroboration.sketches import KM_PER_DEGREE
from geomap.store.tables import LIKENESSES, SKETCHES

if TYPE_CHECKING:
    from geomap.store.backend import Backend


class StoreLedger:
    """The ledger of a store, for one transaction: what it has read it does not read again.

    Parameters
    ----------
    backend
        The database; a transaction has begun.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._sketches: dict[str, Sketch | None] = {}
        self._likenesses: dict[str, dict[str, Likeness]] = {}

    def sketch(self, incident_id: str) -> Sketch | None:
        """See `Ledger`."""
        if incident_id not in self._sketches:
            rows = self._backend.fetch(SKETCHES, ("record",), "id", (incident_id,))
            self._sketches[incident_id] = next((sketch_from(record) for (record,) in rows), None)
        return self._sketches[incident_id]

    def near(self, sketch: Sketch, joining: Joining) -> list[Sketch]:
        """See `Ledger`; in the order of their ids."""
        up = joining.distance_km / KM_PER_DEGREE
        # A degree of longitude is shorter than one of latitude: at 60 degrees half as long.
        box = (sketch.west - 2 * up, sketch.south - up, sketch.east + 2 * up, sketch.north + up)
        found = self._backend.near(sketch.family, (sketch.first, sketch.last), box)
        others = [sketch_from(record) for record in found]
        return [other for other in others if other.id != sketch.id]

    def put(self, sketch: Sketch) -> None:
        """See `Ledger`."""
        self.drop(sketch.id)
        self._sketches[sketch.id] = sketch
        self._likenesses[sketch.id] = {}
        self._backend.put(SKETCHES, [_row(sketch)])

    def drop(self, incident_id: str) -> None:
        """See `Ledger`."""
        for other in self.likenesses(incident_id):
            self._likenesses.get(other, {}).pop(incident_id, None)
        self._sketches[incident_id] = None
        self._likenesses[incident_id] = {}
        self._backend.drop(SKETCHES, "id", (incident_id,))

    def link(self, one: str, other: str, likeness: Likeness) -> None:
        """See `Ledger`."""
        for each, to in ((one, other), (other, one)):
            if each in self._likenesses:
                self._likenesses[each][to] = likeness
        first, second = sorted((one, other))
        row = {"one": first, "other": second, "score": likeness.score}
        row["reasons"] = json.dumps(likeness.reasons, ensure_ascii=False)
        self._backend.put(LIKENESSES, [row])

    def likenesses(self, incident_id: str) -> Mapping[str, Likeness]:
        """See `Ledger`."""
        if incident_id not in self._likenesses:
            self._likenesses[incident_id] = {
                id_: likeness_from(score, reasons)
                for own, to in (("one", "other"), ("other", "one"))
                for id_, score, reasons in self._backend.fetch(
                    LIKENESSES, (to, "score", "reasons"), own, (incident_id,)
                )
            }
        return self._likenesses[incident_id]

    def cluster_of(self, incident_id: str) -> str | None:
        """See `Ledger`."""
        for (cluster,) in self._backend.fetch(SKETCHES, ("cluster",), "id", (incident_id,)):
            return None if cluster is None else str(cluster)
        return None

    def members(self, cluster: str) -> tuple[str, ...]:
        """See `Ledger`."""
        return tuple(sorted(id_ for (id_,) in self._backend.fetch(SKETCHES, ("id",), "cluster", (cluster,))))

    def assign(self, incident_ids: Iterable[str], cluster: str) -> None:
        """See `Ledger`."""
        self._backend.amend(SKETCHES, {"cluster": cluster}, "id", tuple(incident_ids))


def sketch_from(record: bytes) -> Sketch:
    """The sketch that is kept."""
    return wire.record_of(record, Sketch)


def likeness_from(score: float, reasons: str) -> Likeness:
    """The likeness that is kept."""
    return Likeness(score, tuple(json.loads(reasons)))


def _row(sketch: Sketch) -> dict[str, Any]:
    sides = {name: getattr(sketch, name) for name in ("west", "south", "east", "north")}
    days = {"first": sketch.first, "last": sketch.last}
    record = wire.to_bytes(sketch)
    return {"id": sketch.id, "cluster": None, "family": sketch.family, **days, **sides, "record": record}
