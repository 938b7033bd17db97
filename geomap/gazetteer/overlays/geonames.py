"""GeoNames' country dumps: 19 columns between tabs, no head line, no quoting."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from geomap.gazetteer.names.terms import without_terms
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.features import classify
from geomap.gazetteer.overlays.naming import all_historic, sort_names

COLUMNS = 19
POSTAL_COLUMNS = 12
LICENCE = "CC BY 4.0 (GeoNames, geonames.org)"
SOURCE = "GeoNames"
_NO_UNIT = frozenset({"", "00"})


def read_dump(lines: Iterable[bytes], name: str, faults: Faults) -> Iterator[Draft]:
    """Yield the places of a dump that an overlay keeps (see `features`).

    Parameters
    ----------
    lines
        Of the file, without their ends.
    name
        Of the file, for messages.
    faults
        Counts the rows that cannot be read, and those of kinds that are not kept.
    """
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901
        if not line.strip():
            continue
        try:
            draft = _to_draft(line)
        except ValueError as error:
            faults.leave_out(f"{name}:{number}", _reason(error))
            continue
        if draft is None:
            faults.unused += 1
        else:
            yield draft


def looks_like_dump(cells: list[str]) -> bool:
    """Whether a line's cells are a row of a dump."""
    return len(cells) == COLUMNS and cells[0].strip().isdigit() and _is_point(cells[4], cells[5])


def looks_postal(cells: list[str]) -> bool:
    """Whether a line's cells are a row of GeoNames' postal-code files, which share the dumps' names."""
    return len(cells) == POSTAL_COLUMNS and len(cells[0]) == 2 and _is_point(cells[9], cells[10])


def _is_point(lat: str, lon: str) -> bool:
    try:
        return abs(float(lat)) <= 90 and abs(float(lon)) <= 180
    except ValueError:
        return False


def _reason(error: ValueError) -> str:
    return "the row is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def _to_draft(line: bytes) -> Draft | None:
    """Read one row; None if its kind is not kept; ValueError says what is wrong with it."""
    cells = line.decode("utf-8").split("\t")
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns where a dump has {COLUMNS}")
    number, label, ascii_name, alternates = (cell.strip() for cell in cells[:4])
    if not number.isdigit() or int(number) > 2**63 - 1:
        raise ValueError(f"{number[:20]!r} is no GeoNames number")
    label = label or ascii_name
    if not label:
        raise ValueError("the row has no name")
    lat, lon = _degrees(cells[4], 90, "latitude"), _degrees(cells[5], 180, "longitude")
    feature_class, feature_code, country = cells[6].strip(), cells[7].strip(), cells[8].strip()
    population = _population(cells[14])
    feature = classify(feature_class, feature_code, population)
    if feature is None:
        return None
    names = sort_names(label, [ascii_name, *alternates.split(",")])
    stems: tuple[str, ...] = ()
    if feature_class == "A":
        stems = tuple(dict.fromkeys(stem for name in names if (stem := without_terms(name.folded))))
    if feature.historic:
        names = all_historic(names)
    return Draft(
        key=int(number),
        name=label,
        lon=lon,
        lat=lat,
        feature_class=feature_class,
        feature_code=feature_code or ("PPL" if feature_class == "P" else "ADMD"),
        country=country if len(country) == 2 and country.isalpha() and country.isupper() else None,
        admin1=cells[10].strip() if cells[10].strip() not in _NO_UNIT else None,
        admin2=cells[11].strip() if cells[11].strip() not in _NO_UNIT else None,
        population=population,
        radius_km=feature.radius_km,
        prior=feature.prior,
        names=names,
        stems=stems,
        source=SOURCE,
    )


def _degrees(cell: str, most: int, what: str) -> float:
    try:
        degrees = float(cell)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        raise ValueError(f"{what} {cell[:20]!r} is not within -{most} to {most}")
    return degrees


def _population(cell: str) -> int:
    """Read the number of people; 0 where it is empty or unreadable, which costs the place nothing else."""
    try:
        return min(max(0, int(cell)), 10**11)
    except ValueError:
        return 0
