"""The two tables, incidents and happenings, written month by month."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from geomap.corpus.layout import Layout, month_of
from geomap.exports.atomic import replacing
from geomap.exports.gis.parquet import arrow_of
from geomap.exports.left_out import LeftOut
from geomap.exports.tables.columns import Row
from geomap.exports.tables.schemes import Table, scheme_of, table_of
from geomap.model import Document, Extraction, Incident, Sector, Theatre
from geomap.pipeline import AUTO, NONE

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE: Final = 1000  # incidents laid out together
_GROUP: Final = 5000  # rows: readers skip groups whose boxes lie elsewhere
_UNPLACED: Final = "unresolved_toponyms"


class Part:
    """The files of one of the tables that one block writes.

    Parameters
    ----------
    layout, table, block
        Where they are.
    theatre
        What was asked for: ``auto``, ``none``, an id or a path.
    """

    def __init__(self, layout: Layout, table: str, block: int, theatre: str) -> None:
        self._layout = layout
        self._table = table
        self._block = block
        self._theatre = theatre
        self._incidents: list[tuple[Incident, tuple[str, ...]]] = []
        self._documents: dict[str, Document] = {}
        self._months: dict[str, list[pa.Table]] = {}

    def add(
        self, incident: Incident, documents: tuple[Document, ...], unplaced: tuple[str, ...]
    ) -> Extraction | None:
        """Add an incident with its documents; give what has been laid out, where that was due."""
        done = None
        known = self._documents
        # Two documents of one id are kept apart.
        if len(self._incidents) >= _AT_ONCE or any(known.get(d.id, d) != d for d in documents):
            done = self._lay_out()
        self._incidents.append((incident, unplaced))
        self._documents |= {document.id: document for document in documents}
        return done

    def write(self) -> tuple[list[dict[str, Any]], Extraction]:
        """Write the files; give their paths, rows and checksums, and what was laid out last."""
        import pyarrow.parquet as pq

        last = self._lay_out()
        written = []
        for month, tables in sorted(self._months.items()):
            path = self._layout.part(self._table, month, self._block)
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path, sweeps=False) as partial:
                pq.write_table(_together(tables), partial, compression="zstd", row_group_size=_GROUP)
                with partial.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            rows = sum(table.num_rows for table in tables)
            written.append(
                {"file": path.relative_to(self._layout.root).as_posix(), "rows": rows, "sha256": digest}
            )
        self._months.clear()
        return written, last

    def _lay_out(self) -> Extraction:
        """Turn the incidents held into rows."""
        incidents = tuple(incident for incident, _ in self._incidents)
        used = sorted({incident.theatre for incident in incidents if incident.theatre is not None})
        settings = [setting_of(each, self._theatre) for each in used]
        extraction = Extraction(
            documents=tuple(self._documents.values()),
            toponyms=(),
            incidents=incidents,
            theatres=tuple(theatre for theatre, _ in settings),
            sectors=tuple(sector for _, sectors in settings for sector in sectors),
        )
        by_month: dict[str, list[Row]] = {}
        for row, (incident, unplaced) in zip(table_of(extraction).rows, self._incidents, strict=True):
            row.cells[_UNPLACED] = list(unplaced)  # found when the text was read
            by_month.setdefault(month_of(incident.date_start), []).append(row)
        scheme = scheme_of("geomap")
        for month, rows in by_month.items():
            table = arrow_of(Table(scheme, tuple(rows), LeftOut(scheme.title)))
            self._months.setdefault(month, []).append(table)
        self._incidents, self._documents = [], {}
        return extraction


@cache
def setting_of(theatre_id: str, asked: str) -> tuple[Theatre, tuple[Sector, ...]]:
    """A theatre that incidents name, and its sectors."""
    from geomap.pipeline.installed import installed_index
    from geomap.pipeline.kept import kept_for
    from geomap.theatres import load
    from geomap.theatres.bundled import bundled_theatre

    theatre = bundled_theatre(theatre_id) if asked in (AUTO, NONE) else load(asked)
    return theatre, kept_for(installed_index()).of(theatre).sectors


def _together(tables: list[pa.Table]) -> pa.Table:
    """Tables as one, with the metadata of GeoParquet for all of it."""
    import pyarrow as pa

    metadata = dict(tables[0].schema.metadata)
    geo = [json.loads(table.schema.metadata[b"geo"]) for table in tables]
    column = geo[0]["columns"]["geometry"]
    columns = [each["columns"]["geometry"] for each in geo]
    column["geometry_types"] = sorted({kind for each in columns for kind in each["geometry_types"]})
    boxes = list(_boxes(columns))
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        column["bbox"] = [min(west), min(south), max(east), max(north)]
    metadata[b"geo"] = json.dumps(geo[0], sort_keys=True).encode()
    plain = [table.replace_schema_metadata(None) for table in tables]
    return pa.concat_tables(plain).unify_dictionaries().combine_chunks().replace_schema_metadata(metadata)


def _boxes(columns: list[dict[str, Any]]) -> Iterator[list[float]]:
    for column in columns:
        if "bbox" in column:
            yield column["bbox"]
