"""What the package brings - gazetteer, theatres, models, scripts, samples - is there, whole and working."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from geomap import versions
from geomap.doctor.findings import Finding, check
from geomap.errors import GazetteerError, InputError, ModelError, RenderError

GROUP: Final = "geomap"
# Not by its name alone: on the public index that is the name of another project.
ANEW: Final = "install geomap anew, from its wheel or a checkout"

_SEE = "see the needed packages"
_ASSETS = versions.PACKAGE / "render" / "_assets"
_SENTENCE = "Shells hit the town of Goma on Monday, officials in Kinshasa said."
_TOWN = "Goma"
_NAMED = 3  # of damaged files
_BLOCK = 1 << 20  # bytes


def examine() -> Iterator[Finding]:
    """Look at each part, and use it once."""
    for name, look in (
        ("files", files),
        ("gazetteer", gazetteer),
        ("own places", overlays),
        ("theatres", theatres),
        ("tagger", tagger),
        ("parser", parser),
        ("map scripts", map_scripts),
        ("samples", samples),
        ("map", page),
    ):
        yield check(GROUP, name, look, hint=ANEW, without=_SEE)


def files() -> str:
    """Compare the package's files with the checksums that pip keeps of them."""
    try:
        installed = metadata.distribution("geomap")
    except metadata.PackageNotFoundError:
        return "not installed by pip, which has no checksums of them"
    ours = [file for file in installed.files or () if file.parts[0] == "geomap" and file.hash]
    home = Path(str(installed.locate_file("geomap"))).resolve()
    if not ours or home != versions.PACKAGE:
        return "a checkout, whose files pip has no checksums of"
    wrong = [str(file) for file in ours if not _is_whole(Path(str(file.locate())), file)]
    if wrong:
        more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise InputError(f"missing or changed since they were installed: {', '.join(wrong[:_NAMED])}{more}")
    return f"{len(ours)} as they were installed"


def _is_whole(path: Path, recorded: metadata.PackagePath) -> bool:
    wanted = recorded.hash
    if wanted is None or not path.is_file():
        return wanted is None
    digest = urlsafe_b64encode(_digest(path, wanted.mode).digest()).rstrip(b"=").decode("ascii")
    return digest == wanted.value


def _digest(path: Path, kind: str = "sha256") -> hashlib._Hash:
    digest = hashlib.new(kind)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest


def gazetteer() -> str:
    """Check the file from its first page to its last, and look a place up in it."""
    import sqlite3

    from geomap.gazetteer.files.database import BUNDLED, connect
    from geomap.gazetteer.index import PlaceIndex

    connection = connect(BUNDLED)
    try:
        (faults,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (places,) = connection.execute("SELECT count(*) FROM place").fetchone()
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"damaged ({error})", where=str(BUNDLED), hint=ANEW) from error
    finally:
        connection.close()
    if faults != "ok":
        raise GazetteerError(f"damaged ({faults})", where=str(BUNDLED), hint=ANEW)
    record = versions.read_record(versions.DATA / "manifest.json")
    if record is None or places != record.get("places"):
        raise GazetteerError("it does not belong to its manifest", where=str(BUNDLED), hint=ANEW)
    if not PlaceIndex.bundled().lookup(_TOWN):
        raise GazetteerError(f"{_TOWN} is not found", where=str(BUNDLED), hint=ANEW)
    return f"{versions.gazetteer_version()}, {places:,} places; answers"


def overlays() -> str:
    """Open the user's own places with the bundled ones."""
    from geomap.gazetteer import overlays
    from geomap.gazetteer.index import PlaceIndex

    told = ", ".join(f"{overlay.name} ({overlay.places:,})" for overlay in overlays.installed())
    if told:
        PlaceIndex.installed().lookup(_TOWN)
    return told or "none added"


def theatres() -> str:
    """Read every bundled theatre."""
    from geomap.theatres import bundled_ids, load

    ids = bundled_ids()
    if not ids:
        raise InputError("none is there", where=str(versions.DATA / "theatres"))
    for theatre in ids:
        load(theatre)
    return f"{len(ids)}; readable"


def tagger() -> str:
    """Check the tagger's weights and label a sentence with them."""
    from geomap.gazetteer.index import PlaceIndex
    from geomap.recognition.tagging.field import FieldTagger

    _check_model("tagger")
    (spans,) = FieldTagger(PlaceIndex.bundled()).tag([_SENTENCE])
    if _TOWN not in {_SENTENCE[span.start : span.end] for span in spans}:
        raise ModelError(f"does not see that {_TOWN} is a name", where="tagger")
    return f"{versions.model_version('tagger')}; labels a sentence"


def parser() -> str:
    """Check the parser's weights and parse a sentence with them."""
    from geomap.syntax import parse

    _check_model("parser")
    (parsed,) = parse([_SENTENCE.replace(",", " ,").replace(".", " .").split()])
    if not parsed.tags[1].startswith("VERB"):
        raise ModelError(f"takes 'hit' for {parsed.tags[1]}", where="parser")
    return f"{versions.model_version('parser')}; parses a sentence"


def _check_model(which: str) -> None:
    path = versions.MODELS[which]
    record = versions.read_record(path)
    if record is None:
        raise ModelError("its record is missing or unreadable", where=str(path), hint=ANEW)
    weights = path.with_suffix(".geomap")
    if not weights.is_file():
        raise ModelError("the weights are missing", where=str(weights), hint=ANEW)
    if _digest(weights).hexdigest() != versions.checksum_of(record):
        raise ModelError("the weights are not those of their record", where=str(weights), hint=ANEW)


def map_scripts() -> str:
    """Compare the scripts and styles that a map carries with their checksums."""
    record = versions.read_record(_ASSETS / "manifest.json")
    if record is None or not isinstance(record.get("files"), dict):
        raise RenderError("the map's scripts are missing", where=str(_ASSETS), hint=ANEW)
    for name, about in record["files"].items():
        path = _ASSETS / name
        if not path.is_file():
            raise RenderError("missing", where=str(path), hint=ANEW)
        if _digest(path).hexdigest() != about["sha256"]:
            raise RenderError("not as it was packaged", where=str(path), hint=ANEW)
    return f"{len(record['files'])} files with their checksums"


def samples() -> str:
    """Look for the sample dispatches."""
    from geomap.demo import SAMPLES, sample_paths

    number = len(sample_paths())
    if not number:
        raise InputError("none is there", where=str(SAMPLES))
    return f"{number} dispatches"


def page() -> str:
    """Go the whole way once, from a text to a page."""
    from geomap.pipeline import extract
    from geomap.render import draw

    report = extract(_SENTENCE, theatre="none")
    size = len(draw(report).to_html().encode("utf-8", "replace"))
    if not report.incidents:
        raise RenderError("no incident was found in a sentence that tells of one")
    return f"a sentence becomes a page of {size / 1e6:.1f} MB"
