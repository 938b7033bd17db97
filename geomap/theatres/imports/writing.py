"""A theatre's folder from another one and imported maps: TOML and GeoJSON that `check` accepts."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import ExportError, GeomapError, TheatreError
from geomap.model import AreaOfControl, LineOfContact, Theatre
from geomap.partials import partial_folder_of
from geomap.theatres.files import BUNDLED, FILE, bundled_ids, check, load

if TYPE_CHECKING:
    from geomap.model import Geometry

_ID = re.compile(r'^id[ \t]*=[ \t]*"[^"\n]*"', re.MULTILINE)
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


def write_theatre(
    folder: str | Path,
    *,
    base: str | Path,
    areas: Sequence[AreaOfControl] = (),
    lines: Sequence[LineOfContact] = (),
) -> Theatre:
    """Write a theatre that is another one and has further areas and lines.

    Parameters
    ----------
    folder
        The new folder; its name becomes the theatre's id. It must not be there yet.
    base
        Id or folder of the theatre that gives the parties, the area, the names: it is copied
        as it stands, comments included.
    areas, lines
        Added to those it has: a GeoJSON file a day.

    Returns
    -------
    Theatre
        What was written, read again.

    Raises
    ------
    ExportError
        If the folder is there already, or cannot be written, or its name is no id.
    TheatreError
        If what would be written has a fault; then nothing is.
    """
    target = Path(folder)
    if not _KEY.fullmatch(target.name):
        raise ExportError(
            f"{target.name!r} is no theatre's id",
            where=str(folder),
            hint="lower-case a-z, digits and hyphens",
        )
    with _telling(folder):
        there = target.exists()
    if there:
        raise ExportError("is there already", where=str(folder), hint="name a new folder")
    giver = load(base)
    source = _folder_of(base)
    with _telling(folder), partial_folder_of(target) as made:
        inner = made / target.name
        shutil.copytree(source, inner, symlinks=True)  # a link that leads out stays one, and a fault
        text = (inner / FILE).read_text(encoding="utf-8")
        text = _ID.sub(f'id = "{target.name}"', text, count=1)
        blocks = [_block("areas", area, giver) for area in areas]
        blocks += [_block("lines", line, None) for line in lines]
        (inner / FILE).write_text(text.rstrip() + "\n\n" + "\n".join(blocks), encoding="utf-8")
        for name, records in _by_file((*areas, *lines)).items():
            path = inner / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(_collection(records), encoding="utf-8")
        faults = check(inner)
        if faults:
            more = f"; and {len(faults) - 1} more" if len(faults) > 1 else ""
            raise TheatreError(f"would have a fault: {faults[0]}{more}", where=str(folder))
        for path in inner.rglob("*"):
            if path.is_file() and not path.is_symlink():
                _to_disk(path)
        inner.rename(target)
    return load(target)


@contextmanager
def _telling(folder: str | Path) -> Iterator[None]:
    """Tell faults of the disk as those of the folder."""
    try:
        yield
    except GeomapError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"cannot be written ({reason})", where=str(folder)[:300]) from None


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _folder_of(base: str | Path) -> Path:
    if isinstance(base, str) and base in bundled_ids():
        return BUNDLED / base
    return Path(base).parent if Path(base).name == FILE else Path(base)


Record = AreaOfControl | LineOfContact


def _file(record: Record) -> str:
    kind = "areas" if isinstance(record, AreaOfControl) else "lines"
    day = record.valid_from
    return f"{kind}/{day.isoformat() if isinstance(day, date) else 'undated'}.geojson"


def _by_file(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(_file(record), []).append(record)
    return found


def _block(kind: str, record: Record, theatre: Theatre | None) -> str:
    fields: list[tuple[str, str]] = [("id", _text(record.id)), ("name", _text(record.name))]
    if isinstance(record, AreaOfControl) and record.party is not None:
        party = theatre.party(record.party) if theatre is not None else None
        fields.append(("party", _text(party.id if party is not None else record.party)))
    fields.append(("geometry", _text(f"{_file(record)}#{record.id}")))
    fields += [
        (key, day.isoformat())
        for key, day in (("valid_from", record.valid_from), ("valid_to", record.valid_to))
        if day is not None
    ]
    fields.append(("source", _text(record.source or "the user's file")))
    fields += [
        (key, _text(value))
        for key, value in (("note", record.note), ("confidence", record.confidence))
        if value
    ]
    if isinstance(record, LineOfContact) and record.kind != "contact":
        fields.append(("kind", _text(record.kind)))
    return f"[[{kind}]]\n" + "".join(f"{key} = {value}\n" for key, value in fields)


def _text(value: str) -> str:
    """A basic string of TOML: JSON's escapes are TOML's, but for the character DEL."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False).replace("\x7f", "\\u007f")


def _collection(records: Iterable[Record]) -> str:
    features = [
        json.dumps(
            {"type": "Feature", "id": record.id, "properties": {}, "geometry": _geojson(record.geometry)}
        )
        for record in records
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def _geojson(geometry: Geometry) -> Any:
    import shapely

    return json.loads(shapely.to_geojson(geometry.to_shapely()))
