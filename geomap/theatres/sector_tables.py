"""From a theatre's ``[sectors]`` to the sector scheme of the model, noting every fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from geomap.model import Geometry, LineOfContact, SectorArea, SectorCut
from geomap.model.sector import SECTOR_SCHEMES, is_sector_scheme
from geomap.theatres.shapes import POLYGONS, ShapeFiles
from geomap.theatres.sheet import Table, key_of, one_of

# A sector shorter than this share of the line is more often a slip than meant (a bearing instead
# of a stretch of the line leaves sectors empty).
LEAST_SHARE = 0.05
# A cut point is a place near the line; one farther off is more likely a slip.
FARTHEST_CUT_KM = 50.0
# What a scheme is made from; a scheme that is not here needs a line only.
_MADE_FROM = {"cuts": "cuts", "stretches": "towns", "units": "units", "areas": "areas"}
# These stand on the ground by themselves.
_NEED_NO_LINE = ("units", "areas")


@dataclass(frozen=True, slots=True)
class SectorTables:
    """What ``[sectors]`` says; the fields are those of `geomap.model.Theatre`."""

    cut_line: str | None = None
    scheme: str = "cuts"
    cuts: tuple[SectorCut, ...] = ()
    units: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    areas: tuple[SectorArea, ...] = ()


def read_sectors(table: Table | None, lines: tuple[LineOfContact, ...], shapes: ShapeFiles) -> SectorTables:
    """The sector scheme of a theatre, and what its sectors are made from.

    Parameters
    ----------
    table
        ``[sectors]``: ``scheme`` (``cuts`` if left out), the ``line`` that is cut, and
        ``[[sectors.cuts]]``, ``towns``, ``units`` or ``[[sectors.areas]]`` as the scheme has it.
    lines
        Those of the theatre.
    shapes
        Where the geometry of areas is read from.
    """
    if table is None:
        return SectorTables()
    scheme = table.text("scheme") or "cuts"
    if not is_sector_scheme(scheme):
        table.fault(f"scheme {scheme!r}", f"one of {', '.join(SECTOR_SCHEMES)}, or equal-N", "scheme")
        scheme = "cuts"
    known = {line.id: line for line in lines}
    line_id = table.text("line", required=scheme not in _NEED_NO_LINE, wanted='"id of a line"')
    if line_id is not None and line_id not in known:
        table.fault(f"no line {line_id!r} to cut", one_of(known), "line")
        line_id = None
    insist = table.flag("insist")
    rows = table.tables("cuts")
    towns, units = table.texts("towns"), table.texts("units")
    area_rows = table.tables("areas")
    table.close()
    _check_made_from(table, scheme, {"cuts": rows, "towns": towns, "units": units, "areas": area_rows})
    cuts = _read_cuts(rows)
    if scheme == "cuts" and line_id is not None and all(cut.until is not None for cut in cuts[:-1]):
        _check_cuts(known[line_id], cuts, rows, insist=insist)
    return SectorTables(line_id, scheme, cuts, units, towns, _read_areas(area_rows, shapes))


def _check_made_from(table: Table, scheme: str, given: dict[str, tuple[object, ...]]) -> None:
    needed = _MADE_FROM.get(scheme)
    if needed is not None and not given[needed]:
        wanted = f"[[sectors.{needed}]]" if needed in ("cuts", "areas") else f'{needed} = ["..."]'
        table.fault(f"[sectors] has no {needed}", f"add {wanted}, or leave [sectors] out")
    if scheme == "stretches" and len(given["towns"]) == 1:
        table.fault("one town parts no stretch", "two towns along the line at least", "towns")
    for key, rows in given.items():
        if rows and key != needed:
            table.fault(f"{key} in [sectors] of the scheme {scheme!r}", "another scheme, or no such key", key)


def _read_cuts(rows: tuple[Table, ...]) -> tuple[SectorCut, ...]:
    seen: set[str] = set()
    owner: dict[str, str] = {}
    cuts = []
    for number, row in enumerate(rows):
        key = key_of(row, seen)
        name = row.text("name", required=True) or key
        until = row.point("until")
        last = number == len(rows) - 1
        if last and "until" in row:
            row.fault(
                f"{row.label} is the last and ends at a point", "the last runs to the line's end", "until"
            )
        elif not last and "until" not in row:
            row.fault(f"{row.label} has no end", "add until = [longitude, latitude], a point by the line")
        aliases = _aliases(row, key, owner)
        row.text("note")
        row.close()
        cuts.append(SectorCut(key, name, until, aliases))
    return tuple(cuts)


def _read_areas(rows: Iterable[Table], shapes: ShapeFiles) -> tuple[SectorArea, ...]:
    seen: set[str] = set()
    owner: dict[str, str] = {}
    areas = []
    for row in rows:
        key = key_of(row, seen)
        name = row.text("name", required=True) or key
        reference = row.text("geometry", required=True, wanted='"file.geojson#feature-id"')
        shape = shapes.read(reference, POLYGONS) if reference else None
        aliases = _aliases(row, key, owner)
        row.text("note")
        row.close()
        if shape is not None:
            areas.append(SectorArea(key, name, Geometry.from_shapely(shape), aliases))
    return tuple(areas)


def _aliases(row: Table, key: str, owner: dict[str, str]) -> tuple[str, ...]:
    aliases = row.texts("aliases")
    for word in (key, *aliases):
        if owner.setdefault(word.casefold(), key) != key:
            row.fault(f"{word!r} means {owner[word.casefold()]!r} already", "one sector only", "aliases")
    return aliases


def _check_cuts(
    line: LineOfContact, cuts: tuple[SectorCut, ...], rows: tuple[Table, ...], *, insist: bool
) -> None:
    from shapely.geometry import Point

    from geomap.theatres.plane import Plane
    from geomap.theatres.sectors import cut_positions

    shape = line.geometry.to_shapely()
    plane = Plane(shape)
    flat = plane.project(shape)
    points = [plane.project(Point(c.until.lon, c.until.lat)) for c in cuts[:-1] if c.until is not None]
    for row, point in zip(rows, points, strict=False):
        away = float(flat.distance(point)) / 1000
        if away > FARTHEST_CUT_KM:
            row.fault(
                f"{row.label} ends at a point {away:.0f} km off the line",
                f"a point within {FARTHEST_CUT_KM:.0f} km of {line.id!r}, longitude first",
                "until",
            )
    ends = cut_positions(flat, points)
    bounds = [0.0, *ends, float(flat.length)]
    for row, (start, end) in zip(rows, pairwise(bounds), strict=False):
        share = (end - start) / float(flat.length)
        if share <= 0:
            row.fault(
                f"{row.label} ends before it begins",
                "cuts in the order in which the line is drawn are needed: turn round one or the other",
                "until",
            )
        elif share < LEAST_SHARE and not insist:
            row.fault(
                f"{row.label} is {share:.1%} of the line",
                f"at least {LEAST_SHARE:.0%}, or insist = true in [sectors]",
                "until",
            )
