"""The whole way from documents to incidents: pure composition of the stages.

::

    documents -> actors, toponyms -> theatre -> resolved toponyms -> sectors, incidents -> Report

Nothing else knows the whole way, and nothing is decided here but which theatre's names, parties
and sectors the stages are given.
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.model import ActorMention, Document, Extraction, Incident, Sector, Theatre, Toponym
from geomap.readers import as_documents

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from geomap.gazetteer.index import PlaceIndex
    from geomap.recognition.actors import ActorLexicon
    from geomap.recognition.toponyms import Recogniser

AUTO = "auto"
NONE = "none"

Progress = Callable[[int, int], None]
"""Called with the number of documents done and of all."""

Source = Document | str | os.PathLike[str]


class Report(Extraction):
    """What was found in a set of documents, ready to be looked at and saved.

    Fields as in `Extraction`: ``documents``, ``toponyms``, ``incidents``, ``theatres``,
    ``sectors``.
    """

    __slots__ = ()

    def to_geojson(self) -> dict[str, Any]:
        """The incidents as a GeoJSON FeatureCollection (RFC 7946; longitude first, WGS 84)."""
        from geomap.exports import to_geojson

        return to_geojson(self)

    def to_geodataframe(self) -> GeoDataFrame:
        """The incidents as a GeoDataFrame (EPSG:4326), one row each."""
        from geomap.exports.frame import to_geodataframe

        return to_geodataframe(self)

    def sector_table(self, *, start: date | None = None, end: date | None = None) -> DataFrame:
        """The incidents by sector and day as a DataFrame; see `geomap.exports.sector_days.sector_by_day`."""
        from geomap.exports.sector_days import sector_by_day

        return sector_by_day(self, start=start, end=end)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the incidents to a file whose suffix says the format.

        ``.geojson``, ``.jsonl``, ``.csv``, ``.gpkg`` and, with pyarrow, ``.parquet``. For a map,
        ``geomap.draw(report).save("map.html")``.

        Raises
        ------
        ExportError
            If there is no such format, or the file cannot be written.
        """
        from geomap.exports import write

        write(self, path)

    def __repr__(self) -> str:
        toponyms = sum(len(found) for found in self.toponyms)
        theatres = ", ".join(theatre.id for theatre in self.theatres) or "none"
        return (
            f"<Report: {len(self.documents)} documents, {toponyms} toponyms, "
            f"{len(self.incidents)} incidents; theatres: {theatres}>"
        )

    def _repr_html_(self) -> str:
        """A small table for notebooks; every cell is escaped."""
        shown = self.incidents[:_ROWS]
        head = "".join(f"<th>{name}</th>" for name in _CELLS)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell(i))}</td>" for cell in _CELLS.values()) + "</tr>"
            for i in shown
        )
        more = len(self.incidents) - len(shown)
        rest = f"<p>and {more} more</p>" if more else ""
        return (
            f"<p>{html.escape(repr(self).strip('<>'))}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
        )


_ROWS = 50

_CELLS: dict[str, Callable[[Incident], str]] = {
    "type": lambda i: i.type.label,
    "date": lambda i: _days(i.date_start, i.date_end),
    "place": lambda i: i.place.name if i.place else "",
    "initiator": lambda i: ", ".join(actor.name for actor in i.initiators),
    "status": lambda i: i.status.value,
    "salience": lambda i: i.salience.value,
    "quote": lambda i: i.quote if len(i.quote) <= 160 else i.quote[:157] + "...",
}


def _days(start: date | None, end: date | None) -> str:
    if start == end or end is None:
        return start.isoformat() if start else ""
    return f"{start.isoformat() if start else '...'} to {end.isoformat()}"


def extract(
    documents: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    index: PlaceIndex | None = None,
    progress: Progress | None = None,
) -> Report:
    """Find the incidents of documents, with their places and with all who speak of them.

    Parameters
    ----------
    documents
        Documents, texts or paths; one or an iterable of them (see `geomap.readers.as_documents`
        for what a string is).
    theatre
        ``auto`` chooses among the bundled theatres for each document, or none; ``none`` uses
        none; else the id of a bundled theatre or the path of one's folder, used for all.
    date
        The day of documents that do not say theirs.
    index
        The gazetteer; the bundled one if not given.
    progress
        Called after each document.

    Raises
    ------
    InputError
        If an input cannot be read.
    TheatreError
        If there is no such theatre, or its files are at fault.
    GazetteerError
        If the gazetteer is not there.
    """
    from geomap.incidents import find_incidents

    read: list[Document] = []
    toponyms: list[tuple[Toponym, ...]] = []
    incidents: list[Incident] = []
    used: dict[str, _Setting] = {}
    for reading in _toponyms(documents, theatre=theatre, date=date, index=index, progress=progress):
        setting = reading.setting
        if setting.theatre is not None:
            used.setdefault(setting.theatre.id, setting)
        read.append(reading.document)
        toponyms.append(reading.toponyms)
        incidents += find_incidents(
            reading.document,
            reading.toponyms,
            reading.actors,
            setting.index,
            theatre=setting.theatre,
            sectors=setting.sectors,
        )
    return Report(
        documents=tuple(read),
        toponyms=tuple(toponyms),
        incidents=tuple(incidents),
        theatres=tuple(setting.theatre for setting in used.values() if setting.theatre is not None),
        sectors=tuple(sector for setting in used.values() for sector in setting.sectors),
    )


def geoparse(
    document: Source,
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    index: PlaceIndex | None = None,
) -> tuple[Toponym, ...]:
    """Find and resolve the place names of one document or text, in the order of the text.

    Parameters and errors are those of `extract`. A toponym that could not be resolved is there,
    with ``resolution`` None.
    """
    pairs = geoparse_each(document, theatre=theatre, date=date, index=index)
    return tuple(toponym for _, toponyms in pairs for toponym in toponyms)


def geoparse_each(
    documents: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str] = AUTO,
    date: date | None = None,
    index: PlaceIndex | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Document, tuple[Toponym, ...]]]:
    """Yield each document with its toponyms; parameters and errors are those of `extract`."""
    for reading in _toponyms(documents, theatre=theatre, date=date, index=index, progress=progress):
        yield reading.document, reading.toponyms


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the stages are given for the documents of one theatre, or of none."""

    theatre: Theatre | None
    index: PlaceIndex
    lexicon: ActorLexicon
    recogniser: Recogniser
    sectors: tuple[Sector, ...]

    def recognise(self, document: Document) -> tuple[tuple[ActorMention, ...], tuple[Toponym, ...]]:
        from geomap.recognition.actors import find_actors

        actors = find_actors(document.text, self.lexicon)
        return actors, self.recogniser.recognise(document, actors)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document, what was recognised in it, and the setting in which it was resolved."""

    document: Document
    actors: tuple[ActorMention, ...]
    toponyms: tuple[Toponym, ...]
    setting: _Setting


def _toponyms(
    given: Source | Iterable[Source],
    *,
    theatre: str | os.PathLike[str],
    date: date | None,
    index: PlaceIndex | None,
    progress: Progress | None,
) -> Iterator[_Reading]:
    """Go the way up to resolved toponyms.

    A document is first read without a theatre, which is enough to choose one; where one is chosen,
    the document is read anew with its names and parties. So a village of one war never becomes a
    candidate in another, and a document of none is read once.
    """
    from geomap.theatres import choose_bundled

    settings = _Settings(index or _installed_index())
    asked_for = _asked_for(theatre)
    documents = tuple(as_documents(given, date=date))
    for done, document in enumerate(documents, start=1):
        reading = _read(document, settings.of(asked_for))
        if theatre == AUTO:
            own = choose_bundled(document, reading.toponyms, reading.actors)
            if own is not None:
                reading = _read(document, settings.of(own))
        yield reading
        if progress is not None:
            progress(done, len(documents))


def _read(document: Document, setting: _Setting) -> _Reading:
    """Recognise and resolve within one setting."""
    from geomap.resolution import resolve

    actors, toponyms = setting.recognise(document)
    theatres = () if setting.theatre is None else (setting.theatre,)
    return _Reading(document, actors, resolve(document, toponyms, setting.index, theatres=theatres), setting)


def _asked_for(theatre: str | os.PathLike[str]) -> Theatre | None:
    """Load the theatre that is asked for; None where each document has its own or none."""
    from geomap.theatres import load

    if theatre in (AUTO, NONE):
        return None
    # A path is told from an id by having a separator, or by being there.
    return load(Path(theatre) if not isinstance(theatre, str) else theatre)


class _Settings:
    """Settings made when first asked for, over one gazetteer."""

    def __init__(self, base: PlaceIndex) -> None:
        from geomap.recognition.actors import ActorLexicon

        self._base = base
        self._lexicon = ActorLexicon.bundled(base)
        self._made: dict[str | None, _Setting] = {}

    def of(self, theatre: Theatre | None) -> _Setting:
        """Give the setting of a theatre, or of none."""
        key = theatre.id if theatre is not None else None
        if key not in self._made:
            self._made[key] = self._make(theatre)
        return self._made[key]

    def _make(self, own: Theatre | None) -> _Setting:
        from geomap.recognition.toponyms import GazetteerRecogniser
        from geomap.theatres import make_sectors

        places = own.places if own is not None else ()
        parties = own.parties if own is not None else ()
        index = self._base.with_places(places) if places else self._base
        return _Setting(
            theatre=own,
            index=index,
            lexicon=self._lexicon.with_parties(parties) if parties else self._lexicon,
            recogniser=GazetteerRecogniser(index),
            sectors=tuple(make_sectors(own)) if own is not None else (),
        )


@lru_cache(maxsize=1)
def _installed_index() -> PlaceIndex:
    from geomap.gazetteer.index import PlaceIndex

    return PlaceIndex.installed()
