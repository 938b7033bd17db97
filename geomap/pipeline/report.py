"""What was found in documents, ready to be looked at and saved."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.model import CorrectionState, Extraction, Incident, Unresolved
from geomap.model.unresolved import in_short

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame


class Report(Extraction):
    """What was found in a set of documents, ready to be looked at and saved.

    Fields as in `Extraction`: ``documents``, ``toponyms``, ``incidents``, ``theatres``,
    ``sectors``, what was corrected: ``rejected``, ``corrections``, and what came of ``overrides``.
    ``unresolved`` lists the place names that have no place.
    """

    __slots__ = ()

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
        corrected = f"; {applied} of {len(self.corrections)} corrections applied" if self.corrections else ""
        return (
            f"<Report: {len(self.documents)} documents, {toponyms} toponyms, "
            f"{len(self.incidents)} incidents; theatres: {theatres}{corrected}>"
        )

    def _repr_html_(self) -> str:
        """A small table for notebooks; every cell is escaped."""
        shown = self.incidents[:_ROWS]
        head = "".join(f"<th>{name}</th>" for name in _CELLS)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell(i))}</td>" for cell in _CELLS.values()) + "</tr>"
            for i in shown
        )
        more = len(self.incidents) - len(shown)
        rest = f"<p>and {more} more</p>" if more else ""
        unplaced = in_short(self.unresolved)
        rest += f"<p>{html.escape(unplaced)}</p>" if unplaced else ""
        return (
            f"<p>{html.escape(repr(self).strip('<>'))}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
        )


_ROWS = 50

_CELLS: dict[str, Callable[[Incident], str]] = {
    "type": lambda i: i.type.label,
    "date": lambda i: _days(i.date_start, i.date_end),
    "place": lambda i: i.place.name if i.place else "",
    "initiator": lambda i: ", ".join(actor.name for actor in i.initiators),
    "status": lambda i: i.status.value,
    "salience": lambda i: i.salience.value,
    "quote": lambda i: i.quote if len(i.quote) <= 160 else i.quote[:157] + "...",
}


def _days(start: date | None, end: date | None) -> str:
    if start == end or end is None:
        return start.isoformat() if start else ""
    return f"{start.isoformat() if start else '...'} to {end.isoformat()}"
