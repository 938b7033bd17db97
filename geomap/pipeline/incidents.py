"""The incidents of a report as a collection that can be chosen from, shown and saved."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, SupportsIndex, cast, overload

from geomap.errors import UsageError
from geomap.model import Incident
from geomap.model.choosing import Choosable, Test
from geomap.model.incident import country_of, documents_of

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.notebook.plots import Plots
    from geomap.pipeline.report import Report
    from geomap.render import ConflictMap


class Incidents(tuple[Incident, ...], Choosable):
    """The incidents of a report, in the order of the texts: a tuple that can do more.

    ``where`` and slices give such collections again; ``report`` is the report of just these incidents,
    with all documents and theatres.
    """

    _report: Report | None = None

    def __new__(cls, incidents: Iterable[Incident] = (), report: Report | None = None) -> Self:
        """Hold the incidents of a report."""
        made = super().__new__(cls, incidents)
        made._report = report
        return made

    @property
    def report(self) -> Report:
        """The report of these incidents alone.

        Raises
        ------
        UsageError
            If they are of no report.
        """
        if self._report is None:
            raise UsageError(
                "they are of no report", where="Incidents", hint="Report(...).incidents are of one"
            )
        return self._report

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Incident: ...

    @overload
    def __getitem__(self, index: slice, /) -> Incidents: ...

    def __getitem__(self, index: SupportsIndex | slice, /) -> Incident | Incidents:
        found = super().__getitem__(index)
        if isinstance(index, slice):
            chosen = cast(tuple[Incident, ...], found)
            return Incidents(chosen) if self._report is None else self.report.with_incidents(chosen).incidents
        return cast(Incident, found)

    def _choose(self, test: Test) -> Self:
        return cast(Self, self.report.with_incidents(filter(test, self)).incidents)

    def by_id(self, incident_id: str) -> Incident:
        """The incident of that id, or the one that it was joined into; KeyError if there is none."""
        for incident in self:
            if incident.id == incident_id:
                return incident
        for incident in self:
            if incident_id in incident.merged_from:
                return incident
        raise KeyError(incident_id)

    def count_by(self, column: str) -> dict[str, int]:
        """How many there are of each value, the most frequent first, ties in the order of the texts.

        Parameters
        ----------
        column
            ``type``, ``status``, ``polarity``, ``salience``, ``theatre``, ``country``, ``day``,
            ``place``; or ``document``, ``side``, ``initiator``, ``target``, ``sector``, of which an
            incident may have several, or none. What is not known counts as ``''``.

        Raises
        ------
        UsageError
            If it is none of these.
        """
        if column not in _COUNTED:
            raise UsageError(f"{column!r} cannot be counted", where="count_by", hint=f"{', '.join(_COUNTED)}")
        values = _COUNTED[column]
        counts = Counter(value for incident in self for value in dict.fromkeys(values(incident)))
        return dict(counts.most_common())

    def to_geodataframe(self, *, columns: str = "geomap") -> GeoDataFrame:
        """A GeoDataFrame, one row an incident; see `Report.to_geodataframe`."""
        return self.report.to_geodataframe(columns=columns)

    def to_geojson(self, *, explain: bool = False) -> dict[str, Any]:
        """A GeoJSON FeatureCollection; see `Report.to_geojson`."""
        return self.report.to_geojson(explain=explain)

    def save(self, path: str | os.PathLike[str], **options: Any) -> None:
        """Write them to a file whose suffix says the format; options as in `Report.save`."""
        self.report.save(path, **options)

    def explore(self, **options: Any) -> ConflictMap:
        """The map of these incidents; see `Report.explore`."""
        return self.report.explore(**options)

    @property
    def plot(self) -> Plots:
        """Static maps and charts of them; see `Report.plot`."""
        return self.report.plot

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self.count_by("status").items())
        return f"<Incidents: {len(self)}{f' ({counts})' if counts else ''}>"

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        from geomap.notebook.overview import incidents_html

        return incidents_html(self.report)


_COUNTED: dict[str, Callable[[Incident], Iterable[str]]] = {
    "type": lambda i: (i.type.value,),
    "status": lambda i: (i.status.value,),
    "polarity": lambda i: (i.polarity.value,),
    "salience": lambda i: (i.salience.value,),
    "theatre": lambda i: (i.theatre or "",),
    "country": lambda i: (country_of(i) or "",),
    "day": lambda i: (i.date_start.isoformat() if i.date_start is not None else "",),
    "place": lambda i: (i.place.name if i.place is not None else "",),
    "document": documents_of,
    "side": lambda i: [a.name for a in (*i.initiators, *i.targets)] + [c.side for c in i.claims if c.side],
    "initiator": lambda i: (actor.name for actor in i.initiators),
    "target": lambda i: (actor.name for actor in i.targets),
    "sector": lambda i: i.sectors,
}
