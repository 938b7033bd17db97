"""What is fuzzed: each target is a function of bytes that raises where something is wrong."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from fuzz import seeds
from geomap.errors import FaultsError, FetchError, GazetteerError, InputError, TheatreError
from geomap.model import Document, Incident, Toponym
from tests import holding

ARCHIVED = ("", ".txt", ".json", ".jsonl", ".csv", ".html", ".rss", ".eml", ".warc", ".docx", ".pdf", ".parquet", ".zip",
            ".tar", ".gz")  # fmt: skip


@dataclass(frozen=True)
class Target:
    """Something to fuzz.

    Parameters
    ----------
    run
        Takes an input; an exception, a hang or too much memory is a crash.
    seeds
        Gives what to begin with.
    words
        What is often put into inputs.
    longest
        Bytes of an input.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    words: tuple[str, ...]
    longest: int = 4096


@cache
def _folder() -> Path:
    """A folder of this process alone, in memory where that can be."""
    shared = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="geomap-fuzz-", dir=shared if os.access(shared, os.W_OK) else None))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def _index() -> Any:
    from geomap.gazetteer.index import PlaceIndex

    return PlaceIndex.bundled()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def read_file(suffix: str, raw: bytes) -> None:
    """Read a document of that suffix."""
    holding.documents_of(raw, suffix)


def read_word(raw: bytes) -> None:
    """Read a Word file with such a body: what is packed is hardly hit by chance."""
    from tests.files_made import docx

    holding.documents_of(docx(_text(raw)), ".docx")


def _bodies() -> Iterator[bytes]:
    from tests.files_made import STORY, word_body

    yield word_body(f"<w:r><w:t>{STORY}</w:t></w:r>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>").encode()


def recognise(raw: bytes) -> None:
    """Find whatever a text names, by each finder alone."""
    from geomap.recognition.actors import find_actors
    from geomap.recognition.counts import find_counts
    from geomap.recognition.dates import find_dates
    from geomap.recognition.header import read_header
    from geomap.recognition.running_text import running_text
    from geomap.recognition.sentences import split_sentences

    text = _text(raw)
    read = running_text(text)
    assert len(read) == len(text)
    holding.spans_hold(read, find_dates(read, date(2020, 10, 13)))
    holding.spans_hold(read, find_actors(read, _actors()))
    for count in find_counts(read):
        assert read[count.start : count.end] == count.quote
    header = read_header(text)
    assert 0 <= header.body_start <= len(text)
    end = 0
    for span in split_sentences(read):
        assert end <= span.start < span.end <= len(read)
        end = span.end


@cache
def _actors() -> Any:
    from geomap.recognition.actors import ActorLexicon

    return ActorLexicon.bundled(_index())


def geoparse(raw: bytes) -> None:
    """Find and resolve the place names of a text."""
    import geomap

    text = _text(raw)
    if text.strip():
        document = Document("d", text)
        holding.toponyms_hold(text, geomap.geoparse(document, index=_index()))


def extract(raw: bytes) -> None:
    """Go the whole way from a text to what is exported."""
    import geomap

    text = _text(raw)
    if text.strip():
        day = (date(2020, 10, 13), None, date.min, date.max)[len(raw) % 4]
        report = geomap.extract(Document("d", text, published=day), index=_index())
        holding.report_holds(report)
        report.to_geojson()


def theatre(raw: bytes) -> None:
    """Load a theatre of a sheet and shapes, and cut its line."""
    from geomap.theatres import make_sectors
    from geomap.theatres.files import check, load

    folder = _folder() / "made"
    folder.mkdir(exist_ok=True)
    parts = raw.split(seeds.PART)[:3]
    for name, part in zip(("theatre.toml", "area.geojson", "line.geojson"), [*parts, b"", b""], strict=False):
        (folder / name).write_bytes(part)
    assert all("\n" not in fault for fault in check(folder))
    try:
        make_sectors(load(folder))
    except TheatreError as error:
        holding.is_one_line(error)


def overlay(raw: bytes) -> None:
    """Make an overlay of a file of places."""
    from geomap.gazetteer import overlays

    os.environ["GEOMAP_DATA_DIR"] = str(_folder() / "data")
    path = _folder() / "places"
    path.write_bytes(raw)
    try:
        overlays.add(path, name="made")
    except (InputError, GazetteerError) as error:
        holding.is_one_line(error)


def places(raw: bytes) -> None:
    """Read the places of such a file, of which `overlay` writes many fewer in a second."""
    from geomap.gazetteer.overlays.draft import Faults
    from geomap.gazetteer.overlays.files import told
    from geomap.gazetteer.overlays.reading import Recipe, read_drafts, read_text
    from geomap.gazetteer.overlays.recognising import recognise as kind_of

    path = _folder() / "places"
    path.write_bytes(raw)
    try:
        recipe = Recipe(kind_of(path), path.name, None, {}, None, "", "2020-10-13")
        with told(path):
            text = None if recipe.kind.is_streamed else read_text(path, None)
            for draft in read_drafts(path, text, recipe, _bundled(), Faults()):
                assert -180 <= draft.lon <= 180
                assert -90 <= draft.lat <= 90
                assert draft.names
    except InputError as error:
        holding.is_one_line(error)


@cache
def _bundled() -> Any:
    from geomap.gazetteer.overlays.bundled import Bundled

    return Bundled()


def overrides(raw: bytes) -> None:
    """Read a file of overrides, as a table and as TOML."""
    from geomap.overrides import read_overrides

    for name in ("a.csv", "a.toml"):
        _told(lambda path: read_overrides(path, _places()), name, raw)


def corrections(raw: bytes) -> None:
    """Read a file of corrections, as TOML and as JSON Lines."""
    from geomap.corrections import read_corrections

    for name in ("a.toml", "a.jsonl"):
        _told(lambda path: read_corrections(path, index=_index(), places=tuple), name, raw)


def sensitive(raw: bytes) -> None:
    """Read a list of sensitive places."""
    from geomap.layers.blurring.listing import read_sensitive

    _told(read_sensitive, "a.txt", raw)


def _told(read: Callable[[Path], object], name: str, raw: bytes) -> None:
    path = _folder() / name
    path.write_bytes(raw)
    try:
        read(path)
    except FaultsError as error:
        holding.is_one_line(error)


@cache
def _places() -> Any:
    from geomap.corrections.placing import Places

    return Places(_index(), tuple)


def kept(raw: bytes) -> None:
    """Read kept records; what was read is written as it was."""
    from geomap import wire

    kinds: dict[bytes, Any] = {b"I": Incident, b"D": Document, b"T": tuple[Toponym, ...]}
    kind = kinds.get(raw[:1], Document)
    with contextlib.suppress(InputError):
        record = wire.record_of(raw[1:], kind)
        assert wire.record_of(wire.to_bytes(record), kind) == record


def robots(raw: bytes) -> None:
    """Read a site's rules, and ask them for a path."""
    from geomap.web.robots import parse_rules

    path, _, text = _text(raw).partition("\n")
    rules = parse_rules(text)
    assert rules.delay >= 0
    assert rules.allow(path) in (True, False)


def address(raw: bytes) -> None:
    """Take an address apart."""
    from geomap.web.addresses import shown, target_of
    from geomap.web.policy import Policy

    url = _text(raw)
    assert shown(url).isprintable()
    try:
        target = target_of(url, Policy())
    except FetchError as error:
        holding.is_one_line(error)
        return
    assert target.url.isascii()
    assert target.url.isprintable()
    assert " " not in target.url
    assert target_of(target.url, Policy()) == target


MIXED = (*seeds.TABLE_WORDS, *seeds.MARKUP_WORDS)
TARGETS = {
    **{
        f"read{suffix or '.untold'}": Target(partial(read_file, suffix), partial(seeds.files, suffix), MIXED)
        for suffix in ARCHIVED
    },
    "word": Target(read_word, _bodies, seeds.MARKUP_WORDS),
    "recognise": Target(recognise, seeds.texts, seeds.WORDS),
    "geoparse": Target(geoparse, seeds.texts, seeds.WORDS, 1500),
    "extract": Target(extract, seeds.texts, seeds.WORDS, 1500),
    "theatre": Target(theatre, seeds.theatres, seeds.TOML_WORDS),
    "overlay": Target(overlay, seeds.overlays, seeds.TABLE_WORDS),
    "places": Target(places, seeds.overlays, seeds.TABLE_WORDS),
    "overrides": Target(overrides, seeds.overrides, (*seeds.TABLE_WORDS, *seeds.TOML_WORDS)),
    "corrections": Target(corrections, seeds.corrections, seeds.TOML_WORDS),
    "sensitive": Target(sensitive, lambda: iter([b"Goma; 5\n# no\ngeonames:216281\n"]), seeds.TABLE_WORDS),
    "kept": Target(kept, seeds.records, seeds.TABLE_WORDS),
    "robots": Target(robots, seeds.rules, seeds.MARKUP_WORDS, 1000),
    "address": Target(address, seeds.addresses, seeds.MARKUP_WORDS, 200),
}
"""By name."""
