"""What was found in documents, ready to be looked at and saved."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from geomap.model import CorrectionState, Extraction, Incident, Unresolved
from geomap.model.choosing import Choosable, Test
from geomap.pipeline.incidents import Incidents

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.notebook.plots import Plots
    from geomap.render import ConflictMap


@dataclass(frozen=True, slots=True, repr=False)
class Report(Extraction, Choosable):
    """What was found in a set of documents, ready to be looked at and saved.

    Fields as in `Extraction`: ``documents``, ``toponyms``, ``incidents``, ``theatres``,
    ``sectors``, what was corrected: ``rejected``, ``corrections``, and what came of ``overrides``.
    ``unresolved`` lists the place names that have no place.

    ``incidents`` is a tuple that can do more (`Incidents`). `where` gives the report of some of the
    incidents, with all of its documents and theatres; what can be done with a report can be done with
    that one: draw, plot, save it, or make a table of it.
    """

    incidents: Incidents

    def __post_init__(self) -> None:
        object.__setattr__(self, "incidents", Incidents(self.incidents, self))

    @classmethod
    def of(cls, extraction: Extraction) -> Self:
        """The report of what was found: of what a store holds, say (`geomap.Store.report`)."""
        return cls(**{each.name: getattr(extraction, each.name) for each in fields(Extraction)})

    def with_incidents(self, incidents: Iterable[Incident]) -> Self:
        """The same report with other incidents."""
        return replace(self, incidents=Incidents(incidents))

    def _choose(self, test: Test) -> Self:
        return self.with_incidents(filter(test, self.incidents))

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """The place names for which no place was settled on, by document and name in the order of the text.

        Each with its mentions, the sentence of the first, why it was left open and what it may mean.
        Names that stand only in an organisation's name come last in their document.
        """
        from geomap.resolution.unplaced import gather_unresolved

        return gather_unresolved(self)

    def to_geojson(self, *, explain: bool = False) -> dict[str, Any]:
        """The incidents as a GeoJSON FeatureCollection (RFC 7946; longitude first, WGS 84).

        With ``explain`` each has an ``explanation``: rule, words of the text, reasons.
        """
        from geomap.exports import to_geojson

        return to_geojson(self, explain=explain)

    def to_geodataframe(self, *, columns: str = "geomap") -> GeoDataFrame:
        """The incidents as a GeoDataFrame (EPSG:4326), one row each.

        ``columns`` are geomap's own, ``acled`` or ``ged``; an `ExportWarning` tells how many incidents
        are not in the scope of the latter two.
        """
        from geomap.exports.gis.frame import frame_of
        from geomap.exports.tables.schemes import table_of

        table = table_of(self, columns)
        table.left_out.warn()
        return frame_of(table)

    def sector_table(self, *, start: date | None = None, end: date | None = None) -> DataFrame:
        """The incidents by sector and day as a DataFrame; see `geomap.exports.sector_days.sector_by_day`."""
        from geomap.exports.sector_days import sector_by_day

        return sector_by_day(self, start=start, end=end)

    def explore(self, **options: Any) -> ConflictMap:
        """The interactive map, which a notebook shows inline: `geomap.draw` with the same options.

        As `geopandas.GeoDataFrame.explore`, but offline and with both voices. It is a folium map.
        """
        from geomap.render import draw

        return draw(self, **options)

    @property
    def plot(self) -> Plots:
        """Static maps and charts with matplotlib: ``plot()``, ``plot.days()``, ``plot.sectors()`` ...

        See `geomap.notebook.plots.Plots`. Needs the extra ``notebook``.
        """
        from geomap.notebook.plots import Plots

        return Plots(self)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        columns: str = "geomap",
        formulas: bool = False,
        bom: bool = False,
        explain: bool = False,
        texts: bool = False,
    ) -> None:
        """Write the incidents to a file whose suffix says the format; `geomap.exports.FORMATS` lists them.

        For a map, ``geomap.draw(report).save("map.html")``.

        Parameters
        ----------
        path
            The file.
        columns
            Of a table: ``geomap``, ``acled``, ``ged`` or ``hxl``; an `ExportWarning` tells how many incidents
            are not in their scope.
        formulas, bom
            In CSV and TSV: leave text that a spreadsheet would run as it is; begin with the mark by which
            Excel knows UTF-8.
        explain
            In GeoJSON and JSON Lines: add why each incident was found, and from which words.
        texts
            In Web Annotations: take the whole texts along.

        Raises
        ------
        ExportError
            If there is no such format, it has no room for what is asked for, or the file cannot be written.
        MissingExtraError
            If the format needs a package that is not installed.
        """
        from geomap.exports import write

        left_out = write(
            self, path, columns=columns, formulas=formulas, bom=bom, explain=explain, texts=texts
        )
        left_out.warn()

    def __repr__(self) -> str:
        toponyms = sum(len(found) for found in self.toponyms)
        theatres = ", ".join(theatre.id for theatre in self.theatres) or "none"
        applied = sum(outcome.state is CorrectionState.APPLIED for outcome in self.corrections)
        several = sum(bool(incident.accounts) for incident in self.incidents)
        joined = f" ({several} told by several documents)" if several else ""
        corrected = f"; {applied} of {len(self.corrections)} corrections applied" if self.corrections else ""
        return (
            f"<Report: {_counted(len(self.documents), 'document')}, {_counted(toponyms, 'toponym')}, "
            f"{_counted(len(self.incidents), 'incident')}{joined}; theatres: {theatres}{corrected}>"
        )

    def _repr_html_(self) -> str:
        """Counts, a small map and the incidents as a table for notebooks; no script."""
        from geomap.notebook.overview import report_html

        return report_html(self, repr(self).strip("<>"))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
