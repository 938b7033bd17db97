"""The table by sector and day, summed up part by part.

It is `geomap.exports.sector_days.sector_by_day` for more incidents than memory holds: each part adds to the
cells, cells of parts are added, and the rows come at the end, theatre by theatre.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from geomap.exports.atomic import replacing
from geomap.exports.sector_days import Count, counts, is_news
from geomap.model import Extraction, Harm, IncidentType, Sector, Status
from geomap.model.toll import Toll, toll

_TOLLS: Final = ("fatalities_low", "fatalities_best", "fatalities_high", "wounded_best")

Key = tuple[str, str, int]
"""Theatre, sector and day (ordinal); empty, empty and 0 for none."""


@dataclass(slots=True)
class Cell:
    """What is counted in one sector on one day.

    Parameters
    ----------
    counts
        By the name of the column, or ``weight`` and a number of sectors: incidents counted in so many.
    tolls
        Sums of the columns of persons; None where a text tells of some without such a number.
    """

    counts: Counter[str] = field(default_factory=Counter)
    tolls: list[int | None] = field(default_factory=lambda: [0, 0, 0, 0])

    def add(self, counts: dict[str, int], tolls: Sequence[int | None]) -> None:
        """Add those of another cell, or of one incident."""
        self.counts.update(counts)
        self.tolls = [
            None if own is None or other is None else own + other
            for own, other in zip(self.tolls, tolls, strict=True)
        ]


class SectorSums:
    """Cells by theatre, sector and day."""

    def __init__(self) -> None:
        self._cells: dict[Key, Cell] = {}

    def add(self, extraction: Extraction) -> None:
        """Count the incidents of an extraction."""
        for count in counts(extraction):
            day = count.day.toordinal() if count.day is not None else 0
            self._cell((count.theatre or "", count.sector or "", day)).add(*_of_one(count))

    def told(self) -> list[Any]:
        """The cells as JSON has them."""
        return [[*key, dict(sorted(c.counts.items())), c.tolls] for key, c in sorted(self._cells.items())]

    def add_told(self, told: Iterable[Any]) -> None:
        """Add the cells that `told` told."""
        for theatre, sector, day, counted, tolls in told:
            self._cell((theatre, sector, day)).add(counted, tolls)

    @property
    def theatres(self) -> tuple[str, ...]:
        """The ids of the theatres that occur, sorted."""
        return tuple(sorted({theatre for theatre, _, _ in self._cells} - {""}))

    def _cell(self, key: Key) -> Cell:
        return self._cells.setdefault(key, Cell())

    def columns(self) -> list[str]:
        """The names of the columns, in their order."""
        there = {name for cell in self._cells.values() for name in cell.counts if name.startswith("type_")}
        types = [f"type_{each.value}" for each in IncidentType if f"type_{each.value}" in there]
        statuses = [f"status_{each.value}" for each in Status]
        keys = ["theatre", "sector", "sector_name", "day"]
        return [*keys, "incidents", "shared", "weight", "other", *statuses, *types, *_TOLLS]

    def rows(self, sectors: Iterable[Sector]) -> Iterator[list[dict[str, Any]]]:
        """Yield the rows of each theatre, those of zeros among them; at last what has no theatre.

        Parameters
        ----------
        sectors
            Those of all `theatres`.
        """
        named: dict[str, list[tuple[str, str]]] = {theatre: [] for theatre in self.theatres}
        for sector in sectors:
            named[sector.theatre].append((sector.id, sector.name))
        by_theatre: dict[str, dict[tuple[str, int], Cell]] = {}
        for (theatre, own, day), cell in self._cells.items():
            by_theatre.setdefault(theatre, {})[own, day] = cell
        columns = self.columns()
        for theatre, own_sectors in named.items():
            rows = [*own_sectors, ("", "in no sector")]
            yield list(_rows(theatre, rows, by_theatre[theatre], columns))
        if "" in by_theatre or not named:
            yield list(_rows("", [("", "in no theatre")], by_theatre.get("", {}), columns))

    def write(self, path: Path, sectors: Iterable[Sector]) -> None:
        """Write the table as ``.parquet`` and as ``.csv``; the path is given without suffix."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = self.columns()
        schema = pa.schema([(name, _type_of(name)) for name in columns])
        with (
            replacing(path.with_suffix(".csv"), sweeps=False) as table,
            replacing(path.with_suffix(".parquet"), sweeps=False) as parquet,
            table.open("w", encoding="utf-8", newline="") as file,
            pq.ParquetWriter(parquet, schema, compression="zstd") as writer,
        ):
            _write_head(file, columns)
            for rows in self.rows(sectors):
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                csv.writer(file, lineterminator="\n").writerows(
                    [row[name] for name in columns] for row in rows
                )


def _write_head(file: TextIOWrapper, columns: list[str]) -> None:
    csv.writer(file, lineterminator="\n").writerow(columns)


def _type_of(name: str) -> Any:
    import pyarrow as pa

    if name in ("theatre", "sector", "sector_name"):
        return pa.string()
    if name == "day":
        return pa.date32()
    return pa.float64() if name == "weight" else pa.int64()


def _of_one(count: Count) -> tuple[dict[str, int], list[int | None]]:
    """What one incident adds to a cell."""
    incident = count.incident
    told = {f"weight {round(1 / count.weight)}": 1}
    if not is_news(incident):
        return {**told, "other": 1}, [0, 0, 0, 0]
    told |= {"incidents": 1, f"status_{incident.status.value}": 1, f"type_{incident.type.value}": 1}
    if count.weight < 1:
        told["shared"] = 1
    killed = toll(incident.casualties, Harm.KILLED, running_totals=False)
    wounded = toll(incident.casualties, Harm.WOUNDED, running_totals=False)
    known = [_known(killed.best, killed), _known(killed.high, killed), _known(wounded.best, wounded)]
    return told, [killed.low or 0, *known]


def _known(number: int | None, told: Toll) -> int | None:
    return None if number is None and told != Toll() else number or 0


def _rows(
    theatre: str, sectors: Sequence[tuple[str, str]], cells: dict[tuple[str, int], Cell], columns: list[str]
) -> Iterator[dict[str, Any]]:
    news = [day for (_, day), cell in cells.items() if day and cell.counts["incidents"]]
    days = range(min(news), max(news) + 1) if news else range(0)
    beyond: dict[str, Cell] = {}
    for (sector, day), cell in sorted(cells.items()):
        if day not in days:
            beyond.setdefault(sector, Cell()).add(cell.counts, cell.tolls)
    for sector, name in sectors:
        for day in (*days, 0):
            cell = (cells.get((sector, day)) if day else beyond.get(sector)) or Cell()
            yield {
                "theatre": theatre or None,
                "sector": sector or None,
                "sector_name": name,
                "day": date.fromordinal(day) if day else None,
                **{column: cell.counts[column] for column in columns[4:-4]},
                "weight": _weight(cell),
                **dict(zip(_TOLLS, cell.tolls, strict=True)),
            }


def _weight(cell: Cell) -> float:
    """The sum of the shares; added in an order of its own, so that it does not depend on the parts."""
    shares = sorted(
        (int(name.split()[1]), n) for name, n in cell.counts.items() if name.startswith("weight ")
    )
    return round(sum(number / sectors for sectors, number in shares), 4)
