"""What is tried: every command that writes, on a few texts, and what it is to leave."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geomap.store import open_store

_TEXTS = {
    "first": "date 2020-10-13 YEREVAN -- Azerbaijani forces shelled Martuni on October 12, wounding three "
    "civilians, Armenia's Defense Ministry said. Azerbaijan's Defense Ministry denied it.\n",
    "second": "date 2022-10-14 KYIV -- A rocket hit a power station near Kharkiv on Thursday, the city's "
    "mayor said. Two people were killed.\n",
}
_FEED = """<rss version="2.0"><channel><title>Desk</title><item><guid>urn:desk:1</guid><title>Talish</title>
<pubDate>Tue, 13 Oct 2020 10:00:00 GMT</pubDate>
<description>Shells fell on Talish on Monday and burned four houses.</description></item></channel></rss>
"""
_PLACES = "name,lat,lon,country\nUpper Example,40.1,46.9,AZ\nLower Example,40.2,46.8,AZ\n"
_TABLE = "place,country\nGanja,AZ\nKharkiv,UA\n"
_AREAS = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"side": "held"},
"geometry": {"type": "Polygon",
"coordinates": [[[46.5, 39.5], [47, 39.5], [47, 40], [46.5, 40], [46.5, 39.5]]]}}]}
"""
OLD = b"what was there before\n"


@dataclass(frozen=True, slots=True)
class Job:
    """A command, and what it writes.

    Parameters
    ----------
    name
        In tables.
    arguments
        Of the command, run in a folder that `prepare` filled.
    outputs
        What it is to leave there. A file that is named is there before with other content, and has to be
        the earlier one or the new one, whole. A name with ``/`` at its end is a folder of such files.
    volatile
        Names in such a folder that differ from run to run.
    store
        The store that it writes to, which has to be whole at any time.
    fresh
        Whether the output must not be there before.
    heavy
        Whether it is left out where time is short.
    """

    name: str
    arguments: tuple[str, ...]
    outputs: tuple[str, ...] = ()
    volatile: tuple[str, ...] = ()
    store: str | None = None
    fresh: bool = False
    heavy: bool = False


def _extract(suffix: str, *more: str) -> Job:
    return Job(
        f"extract {suffix}", ("extract", "news", "-o", f"out/new{suffix}", *more), (f"out/new{suffix}",)
    )


JOBS = (
    Job("map", ("map", "news", "-o", "out/map.html"), ("out/map.html",)),
    *(map(_extract, (".geojson", ".jsonl", ".csv", ".parquet", ".gpkg", ".kml", ".kmz", ".jsonld"))),
    Job("extract --html", ("extract", "news", "--html", "out/page.html"), ("out/page.html",)),
    Job("geoparse", ("geoparse", "news", "-o", "out/names.jsonl"), ("out/names.jsonl",)),
    Job(
        "geocode --table",
        ("geocode", "--table", "table.csv", "--name", "place", "--country", "country", "-o", "out/found.csv"),
        ("out/found.csv",),
    ),
    Job("theatres table", ("theatres", "table", "news", "-o", "out/days.csv"), ("out/days.csv",)),
    Job(
        "theatres import",
        (
            *("theatres", "import", "areas.geojson", "--day", "2020-10-13", "--theatre", "karabakh-2020"),
            *("--class-field", "side", "--party", "held=armenia", "-o", "out/mine"),
        ),
        ("out/mine/",),
        fresh=True,
    ),
    Job("demo", ("demo", "-o", "out/demo"), ("out/demo/",), heavy=True),
    Job(
        "gazetteer add",
        ("gazetteer", "add", "places.csv", "--name", "mine"),
        ("data/gazetteers/",),
        fresh=True,
    ),
    Job("store add", ("store", "add", "out/store.gpkg", "news"), store="out/store.gpkg"),
    Job("store add, more", ("store", "add", "kept.gpkg", "news"), store="kept.gpkg"),
    Job("store remove", ("store", "remove", "kept.gpkg", "kept"), store="kept.gpkg"),
    Job("store vacuum", ("store", "vacuum", "kept.gpkg"), store="kept.gpkg"),
    Job("store map", ("store", "map", "kept.gpkg", "-o", "out/map.html"), ("out/map.html",)),
    Job("store export", ("store", "export", "kept.gpkg", "-o", "out/new.csv"), ("out/new.csv",)),
    Job(
        "watch --once",
        ("watch", "feed.xml", "--store", "out/news.gpkg", "-o", "out/map.html", "--once"),
        ("out/map.html",),
        store="out/news.gpkg",
    ),
    Job(
        "run",
        ("run", "news", "-o", "out/run", "--engine", "serial", "--shard-mb", "0.0001"),
        ("out/run/",),
        volatile=("timings.json", "work/", "manifest.json"),
        fresh=True,
    ),
)
"""Of `run` the manifest differs by the times of its inputs."""


def prepare(folder: Path) -> None:
    """Fill a folder with the inputs, and with what is there before."""
    for name in ("news", "out", "data"):
        (folder / name).mkdir(parents=True)
    for name, text in _TEXTS.items():
        (folder / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    for name, text in (
        ("feed.xml", _FEED),
        ("places.csv", _PLACES),
        ("table.csv", _TABLE),
        ("areas.geojson", _AREAS),
        ("kept.txt", _TEXTS["second"].replace("Kharkiv", "Izium")),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    for job in JOBS:
        for output in job.outputs:
            if not job.fresh and not output.endswith("/"):
                (folder / output).write_bytes(OLD)


def contents(folder: Path, job: Job) -> Mapping[str, bytes]:
    """What a command left of its outputs, by path; stores are looked at with `rows`."""
    found: dict[str, bytes] = {}
    for output in job.outputs:
        path = folder / output
        files = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
        for file in files:
            name = file.relative_to(path).as_posix() if file != path else ""
            # A hidden file may stay after a kill; whether the next run removes it is looked at apart.
            hidden = bool(name) and file.name.startswith(".")
            if file.is_file() and not hidden and not any(name.startswith(each) for each in job.volatile):
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def names(folder: Path) -> set[str]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def documents_of(path: Path) -> tuple[list[str], tuple[str, ...]]:
    """Ids of a store's documents, and its faults."""
    if not path.exists() or not path.stat().st_size:
        return [], ()
    with open_store(path) as store:
        return sorted(document.id for document in store.documents()), store.check()


def copied(template: Path, folder: Path) -> Path:
    """A folder to work in, as the template is."""
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(template, folder))


Command = Callable[[tuple[str, ...]], int]
