"""From the tables of a theatre's file to the records of the model, noting every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from geomap.errors import RecordError
from geomap.model import (
    ActorKind,
    AreaOfControl,
    Geometry,
    LineOfContact,
    LonLat,
    Party,
    Place,
    SectorCut,
)
from geomap.theatres.place_names import Forms, label_of, read_forms
from geomap.theatres.shapes import LINES, POLYGONS, ShapeFiles
from geomap.theatres.sheet import Table

KINDS = ("state", "armed_group", "mediator", "third_party")
# A sector shorter than this share of the line is more often a slip than meant (a bearing instead
# of a stretch of the line leaves sectors empty).
LEAST_SHARE = 0.05
# A cut point is a place near the line; one farther off is more likely a slip.
FARTHEST_CUT_KM = 50.0

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NAME_LISTS = ("aliases", "demonyms", "forces", "institutions", "offices")


def key_of(table: Table, seen: set[str]) -> str:
    """The table's ``id``: lower case, unique among its like; a stand-in if it is at fault."""
    found = table.text("id", required=True)
    if found is None:
        return f"?{len(seen)}"
    if not _ID.fullmatch(found):
        table.fault(f"id {found!r}", "lower-case letters a-z, digits and hyphens are needed", "id")
    if found in seen:
        table.fault(f"{table.label} is there twice", "an id of its own is needed", "id")
    seen.add(found)
    return found


def read_parties(tables: Iterable[Table]) -> tuple[tuple[Party, ...], dict[str, str]]:
    """The parties, and the name of each by its id (and by its name).

    All the lists of names of a party (aliases, demonyms, forces, institutions, offices) become
    its aliases; a ``third_party`` is a state without a side.
    """
    tables = tuple(tables)
    seen: set[str] = set()
    rows = [(t, key_of(t, seen), t.text("name", required=True) or "?") for t in tables]
    names = {name: name for _, _, name in rows} | {key: name for _, key, name in rows}
    owner: dict[str, str] = {}
    parties = []
    for table, key, name in rows:
        kind = table.choice("kind", KINDS, required=True)
        side = table.text("side")
        if side is not None and side not in names:
            table.fault(f"side {side!r} of {table.label} is no party", _one_of(names), "side")
            side = None
        if side is not None and kind in ("mediator", "third_party"):
            table.fault(
                f"{table.label} is a {kind} and has a side",
                "leave side out, or make it a state or an armed_group",
                "side",
            )
        colour = table.text("colour")
        if colour is not None and not _COLOUR.fullmatch(colour):
            table.fault(f"colour {colour!r} of {table.label}", "#rrggbb is needed", "colour")
            colour = None
        lists = {field: table.texts(field) for field in _NAME_LISTS}
        for field, words in lists.items():
            for word in words:
                if owner.setdefault(word.casefold(), name) != name:
                    table.fault(
                        f"{word!r} is a name of {owner[word.casefold()]} and of {name}",
                        "a name of one party only is needed",
                        field,
                    )
        aliases = tuple(dict.fromkeys(word for words in lists.values() for word in words))
        capitals = table.texts("capitals")
        table.text("note")
        table.close()
        parties.append(
            Party(
                id=key,
                name=name,
                kind=ActorKind.STATE if kind in (None, "third_party") else ActorKind(kind),
                side=names[side] if side is not None else None,
                aliases=aliases,
                capitals=capitals,
                colour=colour,
            )
        )
    return tuple(parties), names


def read_lines(tables: Iterable[Table], shapes: ShapeFiles) -> tuple[LineOfContact, ...]:
    """The lines of contact whose geometry can be used."""
    found = []
    seen: set[str] = set()
    for table in tables:
        key, name = key_of(table, seen), table.text("name", required=True)
        geometry = _geometry(table, shapes, LINES)
        start, end = table.days()
        source, note = table.text("source", required=True), table.text("note")
        table.close()
        if geometry is not None and name is not None:
            found.append(LineOfContact(key, name, geometry, start, end, source or "", note or ""))
    return tuple(found)


def read_areas(
    tables: Iterable[Table], shapes: ShapeFiles, parties: dict[str, str]
) -> tuple[AreaOfControl, ...]:
    """The areas whose geometry can be used."""
    found = []
    seen: set[str] = set()
    for table in tables:
        key, name = key_of(table, seen), table.text("name", required=True)
        party = table.text("party")
        if party is not None and party not in parties:
            table.fault(f"party {party!r} of {table.label} is none", _one_of(parties), "party")
            party = None
        geometry = _geometry(table, shapes, POLYGONS)
        start, end = table.days()
        source, note = table.text("source", required=True), table.text("note")
        table.close()
        if geometry is not None and name is not None:
            holder = parties[party] if party is not None else None
            found.append(AreaOfControl(key, name, holder, geometry, start, end, source or "", note or ""))
    return tuple(found)


def _geometry(table: Table, shapes: ShapeFiles, types: tuple[str, ...]) -> Geometry | None:
    reference = table.text("geometry", required=True, wanted='"file.geojson#feature-id"')
    shape = shapes.read(reference, types) if reference else None
    return Geometry.from_shapely(shape) if shape is not None else None


def read_cuts(
    table: Table | None, lines: tuple[LineOfContact, ...]
) -> tuple[str | None, tuple[SectorCut, ...]]:
    """The line that is cut, and the cuts in their order."""
    if table is None:
        return None, ()
    known = {line.id: line for line in lines}
    line_id = table.text("line", required=True, wanted='"id of a line"')
    if line_id is not None and line_id not in known:
        table.fault(f"no line {line_id!r} to cut", _one_of(known), "line")
        line_id = None
    insist = table.flag("insist")
    rows = table.tables("cuts")
    table.close()
    if not rows:
        table.fault("[sectors] has no cuts", "add [[sectors.cuts]], or leave [sectors] out")
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
        aliases = row.texts("aliases")
        for word in (key, *aliases):
            if owner.setdefault(word.casefold(), key) != key:
                row.fault(f"{word!r} means {owner[word.casefold()]!r} already", "one sector only", "aliases")
        row.text("note")
        row.close()
        cuts.append(SectorCut(key, name, until, aliases))
    if line_id is not None and all(cut.until is not None for cut in cuts[:-1]):
        _check_cuts(known[line_id], cuts, rows, insist=insist)
    return line_id, tuple(cuts)


def _check_cuts(line: LineOfContact, cuts: list[SectorCut], rows: tuple[Table, ...], *, insist: bool) -> None:
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


def read_places(
    tables: Iterable[Table], parties: dict[str, str], policy: str
) -> tuple[tuple[Place, ...], tuple[tuple[str, str], ...], dict[str, Forms]]:
    """The overlay's places, the label of each that the policy decides, and the parties' names by id.

    Parameters
    ----------
    policy
        ``all``: the first names that the parties use, one after the other; ``gazetteer``: the
        gazetteer decides; the id of a party: that party's first name. A place's own ``label``
        is stronger.
    """
    places = []
    labels = []
    named: dict[str, Forms] = {}
    seen: set[str] = set()
    for table in tables:
        key, name = table.text("id", required=True), table.text("name", required=True)
        if key is not None and key in seen:
            table.fault(f"{table.label} is there twice", "a place once", "id")
        seen.add(key or "")
        lon = table.number("lon", -180, 180, required=True)
        lat = table.number("lat", -90, 90, required=True)
        by_party = read_forms(table.table("names"), parties)
        label = table.text("label") or label_of(by_party, parties, policy)
        country, admin1, admin1_name = (table.text(k) for k in ("country", "admin1", "admin1_name"))
        radius = table.number("radius_km", 0, 2000)
        population = table.number("population", 0, 1e9)
        feature = table.text("feature") or "P/PPL"
        feature_class, _, feature_code = feature.partition("/")
        if not re.fullmatch(r"[AHLPRSTUV]/[A-Z0-9]{2,5}", feature):
            table.fault(
                f"feature {feature!r} of {table.label}", 'a GeoNames class and code: "P/PPL"', "feature"
            )
        source = table.text("source") or ""
        table.text("note")
        table.close()
        if key is None or name is None or lon is None or lat is None:
            continue
        named[key] = by_party
        forms = dict.fromkeys(form for forms in by_party.values() for form in forms if form != name)
        try:
            places.append(
                Place(
                    key,
                    name,
                    LonLat(lon, lat),
                    feature_class,
                    feature_code,
                    country,
                    admin1,
                    admin1_name,
                    population=int(population or 0),
                    radius_km=radius or 0.0,
                    names=tuple(forms),
                    source=source,
                )
            )
        except RecordError as error:
            table.fault(error.what, error.hint or "see geomap.model.Place")
        if label is not None:
            labels.append((key, label))
    return tuple(places), tuple(labels), named


def _one_of(names: Iterable[str]) -> str:
    known = ", ".join(sorted(set(names)))
    return f"one of {known} is needed" if known else "there is none yet"
