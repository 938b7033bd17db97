"""Sketches, likenesses and clusters in a store: `geomap.corroboration.Ledger` over a database."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from geomap import wire
from geomap.corroboration import Joining, Likeness, Sketch
from geomap.corroboration.sketches import KM_PER_DEGREE
from geomap.errors import InputError
from geomap.store.tables import LIKENESSES, SKETCHES

if TYPE_CHECKING:
    from geomap.store.backend import Backend


class StoreLedger:
    """The ledger of a store, for one transaction.

    What it has read it does not read again, and what is put into it is written together, before the
    database is next asked for such: to a database on a server each question is a way.

    Parameters
    ----------
    backend
        The database; a transaction has begun.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._sketches: dict[str, Sketch | None] = {}
        self._clusters: dict[str, str | None] = {}
        self._likenesses: dict[str, dict[str, Likeness]] = {}
        self._new: list[dict[str, Any]] = []
        self._links: list[dict[str, Any]] = []

    def expect(self, incident_ids: Collection[str]) -> None:
        """Read at once what will be asked for."""
        self._sketches.update(dict.fromkeys(incident_ids))
        self._clusters.update(dict.fromkeys(incident_ids))
        found = self._backend.fetch(SKETCHES, ("id", "cluster", "record"), "id", incident_ids)
        for id_, cluster, record in found:
            self._sketches[id_], self._clusters[id_] = sketch_from(record), cluster

    def keep(self) -> None:
        """Write what is not written yet."""
        if self._new:
            self._backend.put(SKETCHES, self._new)
            self._new = []
        if self._links:
            self._backend.put(LIKENESSES, self._links)
            self._links = []

    def sketch(self, incident_id: str) -> Sketch | None:
        """See `Ledger`."""
        if incident_id not in self._sketches:
            self.expect((incident_id,))
        return self._sketches[incident_id]

    def near(self, sketch: Sketch, joining: Joining) -> list[Sketch]:
        """See `Ledger`; in the order of their ids."""
        if self._new:
            self.keep()
        up = joining.distance_km / KM_PER_DEGREE
        # A degree of longitude is shorter than one of latitude: at 60 degrees half as long.
        box = (sketch.west - 2 * up, sketch.south - up, sketch.east + 2 * up, sketch.north + up)
        found = self._backend.near(sketch.family, (sketch.first, sketch.last), box)
        others = [sketch_from(record) for record in found]
        return [other for other in others if other.id != sketch.id]

    def put(self, sketch: Sketch) -> None:
        """See `Ledger`."""
        if self.sketch(sketch.id) is not None:
            self.drop(sketch.id)
        self._sketches[sketch.id], self._clusters[sketch.id] = sketch, None
        self._likenesses[sketch.id] = {}
        self._new.append(_row(sketch))

    def drop(self, incident_id: str) -> None:
        """See `Ledger`."""
        for other in self.likenesses(incident_id):
            self._likenesses.get(other, {}).pop(incident_id, None)
        self._sketches[incident_id] = self._clusters[incident_id] = None
        self._likenesses[incident_id] = {}
        self.keep()
        self._backend.drop(SKETCHES, "id", (incident_id,))

    def link(self, one: str, other: str, likeness: Likeness) -> None:
        """See `Ledger`."""
        for each, to in ((one, other), (other, one)):
            if each in self._likenesses:
                self._likenesses[each][to] = likeness
        first, second = sorted((one, other))
        row = {"one": first, "other": second, "score": likeness.score}
        row["reasons"] = json.dumps(likeness.reasons, ensure_ascii=False)
        self._links.append(row)

    def likenesses(self, incident_id: str) -> Mapping[str, Likeness]:
        """See `Ledger`."""
        if incident_id not in self._likenesses:
            self.keep()
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
        if incident_id not in self._clusters:
            self.expect((incident_id,))
        return self._clusters[incident_id]

    def members(self, cluster: str) -> tuple[str, ...]:
        """See `Ledger`."""
        self.keep()
        return tuple(sorted(id_ for (id_,) in self._backend.fetch(SKETCHES, ("id",), "cluster", (cluster,))))

    def assign(self, incident_ids: Iterable[str], cluster: str) -> None:
        """See `Ledger`."""
        self.keep()
        ids = tuple(incident_ids)
        self._backend.amend(SKETCHES, {"cluster": cluster}, "id", ids)
        self._clusters.update(dict.fromkeys(ids, cluster))


def sketch_from(record: bytes) -> Sketch:
    """The sketch that is kept."""
    return wire.record_of(record, Sketch)


def likeness_from(score: float, reasons: str) -> Likeness:
    """The likeness that is kept; see `geomap.wire.record_of` for errors."""
    if not isinstance(score, int | float):
        raise InputError("no score of a likeness", where="a kept record", hint="read it anew")
    return Likeness(score, wire.record_of(reasons, tuple[str, ...]))


def _row(sketch: Sketch) -> dict[str, Any]:
    sides = {name: getattr(sketch, name) for name in ("west", "south", "east", "north")}
    days = {"first": sketch.first, "last": sketch.last}
    record = wire.to_bytes(sketch)
    return {"id": sketch.id, "cluster": None, "family": sketch.family, **days, **sides, "record": record}
