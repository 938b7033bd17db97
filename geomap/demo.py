"""The main job on the bundled sample dispatches: a map and a GeoJSON file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import ExportError, reason_of
from geomap.model import Incident, Status
from geomap.pipeline import Report, extract
from geomap.readers import read

SAMPLES = Path(__file__).parent / "samples"
"""Folder of the sample dispatches: our own words, from publicly known facts, illustrative."""

TITLE = "Sample dispatches: Karabakh 2020 and elsewhere"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was found, and the files that were written."""

    report: Report
    map_path: Path
    geojson_path: Path


def sample_paths() -> tuple[Path, ...]:
    """Paths of the sample dispatches, in the order of their names."""
    return tuple(sorted(SAMPLES.glob("*.txt")))


def run(
    folder: str | os.PathLike[str], *, progress: Callable[[int, int], None] | None = None
) -> Demonstration:
    """Map the samples into ``map.html`` and ``incidents.geojson`` of a folder, made if it is not there.

    Raises
    ------
    ExportError
        If the files cannot be written.
    """
    from geomap.exports import check_target, encode, write, write_bytes
    from geomap.render import draw

    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise ExportError(f"the folder cannot be made ({reason})", where=str(folder)) from error
    map_path, geojson_path = target / "map.html", target / "incidents.geojson"
    check_target(map_path)
    check_target(geojson_path)
    report = extract(read(*sample_paths()), progress=progress)
    write(report, geojson_path)
    write_bytes(map_path, encode(draw(report, title=TITLE).to_html()))
    return Demonstration(report, map_path, geojson_path)


def describe(done: Demonstration) -> str:
    """Tell in a few lines what was found and where the files are."""
    report = done.report
    toponyms = [t for found in report.toponyms for t in found]
    resolved = sum(t.resolution is not None for t in toponyms)
    kinds = Counter(incident.type.label for incident in report.incidents)
    common = ", ".join(f"{number} {label.lower()}" for label, number in kinds.most_common(5))
    contested = [i for i in report.incidents if i.status is Status.CONTESTED]
    lines = [
        f"{len(report.documents)} sample dispatches: {len(report.incidents)} incidents",
        f"  place names: {len(toponyms)}, {resolved} of them resolved",
        f"  most often: {common}" if common else "  no incidents",
        f"  theatres: {', '.join(theatre.title for theatre in report.theatres) or 'none'}",
        f"  contested: {len(contested)}" + (f", such as {_tell(contested[0])}" if contested else ""),
        f"map      {done.map_path} ({done.map_path.stat().st_size / 1e6:.1f} MB; opens offline)",
        f"GeoJSON  {done.geojson_path}",
    ]
    return "\n".join(lines)


def _tell(incident: Incident) -> str:
    from geomap.model.voices import voices_of

    voices = voices_of(incident.claims, (actor.name for actor in incident.initiators))
    told = incident.type.label.lower()
    if incident.place is not None:
        told += f" ({incident.place.name})"
    if incident.date_start is not None:
        told += f" of {incident.date_start.isoformat()}"
    for verb, names in (("claimed", voices.claimed_by), ("denied", voices.denied_by)):
        if names:
            told += f", {verb} by {' and '.join(names)}"
    return told
