"""A theatre's folder: find it, read it, and say everything that is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

from geomap.errors import RecordError, TheatreError
from geomap.model import Geometry, Theatre
from geomap.theatres.dated_changes import read_changes
from geomap.theatres.faults import Fault, Faults
from geomap.theatres.place_names import read_place_names
from geomap.theatres.records import read_areas, read_lines, read_parties, read_places
from geomap.theatres.sector_tables import read_sectors
from geomap.theatres.shapes import MAX_TOML_BYTES, POLYGONS, ShapeFiles, read_text
from geomap.theatres.sheet import Table, key_of, parse

FILE = "theatre.toml"
BUNDLED = Path(__file__).resolve().parent.parent / "_data" / "theatres"


def bundled_ids() -> tuple[str, ...]:
    """Ids of the theatres that come with the package, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in BUNDLED.glob(f"*/{FILE}")))


def load(id_or_path: str | Path) -> Theatre:
    """Read a theatre.

    Parameters
    ----------
    id_or_path
        The id of a bundled theatre ('karabakh-2020'), or a theatre's folder or the
        ``theatre.toml`` in it. A bundled id is stronger than a folder of that name: write
        ``./karabakh-2020`` for the folder.

    Returns
    -------
    Theatre
        Checked as `check` does.

    Raises
    ------
    TheatreError
        If there is no such theatre, or with its first fault and the number of the others.
    """
    folder = _folder(id_or_path)
    theatre, faults = _read(folder)
    if theatre is None or faults:
        first, others = faults[0], len(faults) - 1
        more = f"; and {others} more: geomap theatres check {folder}" if others else ""
        raise TheatreError(first.what, where=f"{folder / first.file}{_line(first)}", hint=first.hint + more)
    return theatre


def check(path: str | Path) -> tuple[str, ...]:
    """Everything that is wrong with a theatre's files.

    Parameters
    ----------
    path
        As for `load`.

    Returns
    -------
    tuple of str
        One line each: file, line where it can be known, what is wrong, what would be right.
        Empty if all is well.

    Raises
    ------
    TheatreError
        If there is no theatre there at all.
    """
    _, faults = _read(_folder(path))
    return tuple(str(fault) for fault in faults)


def _line(fault: Fault) -> str:
    return "" if fault.line is None else f":{fault.line}"


def _folder(id_or_path: str | Path) -> Path:
    if isinstance(id_or_path, str) and id_or_path in bundled_ids():
        return BUNDLED / id_or_path
    path = Path(id_or_path)
    known = f"bundled are {', '.join(bundled_ids()) or 'none'}"
    try:
        if path.name == FILE and path.is_file():
            return path.parent
        if (path / FILE).is_file():
            return path
    except (OSError, ValueError) as error:  # too long a name, a null character
        raise TheatreError(f"no theatre {str(id_or_path)[:80]!r} ({error})", hint=known) from None
    what = f"the folder has no {FILE}" if path.is_dir() else f"no theatre {str(id_or_path)[:80]!r}"
    raise TheatreError(what, where=str(path)[:80] if path.is_dir() else None, hint=known)


def _read(folder: Path) -> tuple[Theatre | None, list[Fault]]:
    faults = Faults()
    text = read_text(folder, FILE, MAX_TOML_BYTES, faults)
    top = parse(text, FILE, faults) if text is not None else None
    theatre = _theatre(top, folder, ShapeFiles(folder, faults)) if top is not None else None
    return theatre, faults.found


def _theatre(top: Table, folder: Path, shapes: ShapeFiles) -> Theatre | None:
    key = key_of(top, set())
    name = folder.resolve().name
    if not key.startswith("?") and key != name:
        top.fault(f"id {key!r} in the folder {name!r}", "the folder bears the theatre's id", "id")
    titles = _titles(top)
    start, end = top.days()
    reference = top.text("area", required=True, wanted='"area.geojson"')
    area = shapes.read(reference, POLYGONS) if reference else None
    region = top.text("region")
    references = top.texts("references")
    party_tables = top.tables("parties")
    parties, names = read_parties(party_tables)
    if not any(party.side for party in parties):
        top.fault("no party has a side", "a theatre needs [[parties]] with a side each, opposed ones two")
    lines = read_lines(top.tables("lines"), shapes)
    areas = read_areas(top.tables("areas"), shapes, names)
    sectors = read_sectors(top.table("sectors"), lines, shapes)
    changes = read_changes(top.tables("changes"), names)
    labels = top.table("labels")
    policy = "all"
    if labels is not None:
        ids = tuple(party.id for party in parties)
        policy = labels.choice("policy", ("all", "gazetteer", *ids)) or "all"
        labels.close()
    places, preferred, named = read_places(top.tables("places"), names, policy)
    place_names = read_place_names(top.table("names"), names, named)
    top.text("note")
    top.close()
    if area is None or not titles:
        return None
    for kind, shaped in (("line", lines), ("area", areas)):
        for record in shaped:
            if not record.geometry.to_shapely().intersects(area):
                top.fault(
                    f"{kind} {record.id!r} lies wholly outside the theatre's area",
                    "longitude first? a wider area?",
                    "area",
                )
    try:
        return Theatre(
            id=key,
            titles=titles,
            valid_from=start,
            valid_to=end,
            area=Geometry.from_shapely(area),
            region=region,
            parties=parties,
            lines=lines,
            areas=areas,
            cut_line=sectors.cut_line,
            cuts=sectors.cuts,
            places=places,
            preferred_place_names=preferred,
            references=references,
            place_names=place_names,
            changes=changes,
            sector_scheme=sectors.scheme,
            sector_units=sectors.units,
            sector_towns=sectors.towns,
            sector_areas=sectors.areas,
        )
    except RecordError as error:
        # What the record refuses has a fault with a line by now; this is for what has none.
        top.fault(error.what, error.hint or "see geomap.model.Theatre")
        return None


def _titles(top: Table) -> tuple[tuple[str, str], ...]:
    table = top.table("titles")
    if table is None:
        top.fault("no titles", 'add [titles] with en = "..." and other languages')
        return ()
    table.text("en", required=True)
    found = []
    for language in table.keys:
        title = table.text(language)
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?", language):
            table.fault(f"language {language!r}", "a language code such as en, hy, az", language)
        elif title is not None:
            found.append((language, title))
    # English first, whatever the order of the file.
    return tuple(sorted(found, key=lambda pair: pair[0] != "en"))
