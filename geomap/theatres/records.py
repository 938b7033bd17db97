"""From the tables of a theatre's file to the records of the model, noting every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geomap.errors import RecordError
from geomap.model import (
    ActorKind,
    AreaOfControl,
    Geometry,
    LineOfContact,
    LonLat,
    Party,
    Place,
)
from geomap.model.theatre import CONFIDENCES, LINE_KINDS
from geomap.theatres.place_names import Forms, label_of, read_forms
from geomap.theatres.shapes import LINES, POLYGONS, ShapeFiles
from geomap.theatres.sheet import Table, key_of, one_of

PARTY_KINDS = ("state", "armed_group", "mediator", "third_party")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NAME_LISTS = ("aliases", "demonyms", "forces", "institutions", "offices")


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
        kind = table.choice("kind", PARTY_KINDS, required=True)
        side = table.text("side")
        if side is not None and side not in names:
            table.fault(f"side {side!r} of {table.label} is no party", one_of(names), "side")
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
        allies = table.texts("allies")
        seats = table.texts("seats")
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
                allies=tuple(names.get(ally, ally) for ally in allies),
                seats=seats,
            )
        )
    led_by = {party.name: party.side for party in parties}
    for (table, *_), party in zip(rows, parties, strict=True):
        leader = led_by.get(party.side or "")
        if leader is not None and leader != party.side:
            table.fault(
                f"side of {table.label} is {party.side!r}, which is on the side of {leader!r}",
                "the party that leads the side, whose side is itself, is needed",
                "side",
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
        confidence = table.choice("confidence", CONFIDENCES) or ""
        kind = table.choice("kind", LINE_KINDS) or "contact"
        table.close()
        if geometry is not None and name is not None:
            found.append(
                LineOfContact(key, name, geometry, start, end, source or "", note or "", confidence, kind)
            )
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
            table.fault(f"party {party!r} of {table.label} is none", one_of(parties), "party")
            party = None
        geometry = _geometry(table, shapes, POLYGONS)
        start, end = table.days()
        source, note = table.text("source", required=True), table.text("note")
        confidence = table.choice("confidence", CONFIDENCES) or ""
        table.close()
        if geometry is not None and name is not None:
            holder = parties[party] if party is not None else None
            found.append(
                AreaOfControl(key, name, holder, geometry, start, end, source or "", note or "", confidence)
            )
    return tuple(found)


def _geometry(table: Table, shapes: ShapeFiles, types: tuple[str, ...]) -> Geometry | None:
    reference = table.text("geometry", required=True, wanted='"file.geojson#feature-id"')
    shape = shapes.read(reference, types) if reference else None
    return Geometry.from_shapely(shape) if shape is not None else None


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
