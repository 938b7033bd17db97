"""Adding overlays, and making them anew.

Each is written beside its place and renamed into it: it is there whole or not at all, and two
processes that add at the same time leave one of their two files.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from geomap.errors import GazetteerError, InputError, UsageError
from geomap.gazetteer.overlays import folder
from geomap.gazetteer.overlays.archive import is_packed
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.draft import Faults
from geomap.gazetteer.overlays.files import replacing, told
from geomap.gazetteer.overlays.listing import Overlay, describe, opened_overlay
from geomap.gazetteer.overlays.reading import Recipe, read_drafts, read_text
from geomap.gazetteer.overlays.recognising import Kind, recognise
from geomap.gazetteer.overlays.writing import Written, write

KEPT_BYTES = 64 * 2**20
"""How large a source may be, packed, for the overlay to keep it."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a file came to.

    Parameters
    ----------
    overlay
        The overlay.
    replaced
        Whether there was one of that name before.
    left_out, mended
        Rows that could not be taken, and that were taken without what was wrong.
    messages
        The first few of these, with file and line.
    unused
        Rows of kinds that are not kept (streets, hotels ...).
    bundled
        Countries and first-level units, which the bundled file has with their shapes.
    """

    overlay: Overlay
    replaced: bool
    left_out: int
    mended: int
    messages: tuple[str, ...]
    unused: int
    bundled: int


def add(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    country: str | None = None,
    columns: Mapping[str, str] | None = None,
    layer: str | None = None,
    licence: str | None = None,
    decode: Callable[[bytes, str], str] | None = None,
) -> Added:
    """Make an overlay of a file of places; one of the same name is replaced.

    Parameters
    ----------
    path
        A GeoNames country dump (``AZ.zip``, ``AZ.txt``), CSV, GeoJSON or GeoPackage; what it is
        is told by its content.
    name
        Of the overlay; the file's if None.
    country
        ISO code or name of the country of rows that name none.
    columns
        From fields of a place (`rows.FIELDS`) to columns with unusual names.
    layer
        Of a GeoPackage with several.
    licence
        Of the file, to be kept with the overlay.
    decode
        Turns the bytes of a table or of GeoJSON into text, given the name of the file for messages;
        without one it must be UTF-8, or UTF-16 with a mark.

    Returns
    -------
    Added
        The overlay, and what could not be used.

    Raises
    ------
    InputError
        If the file cannot be read, is none of these, or has no usable row.
    UsageError
        If the name, country, columns or layer do not fit.
    GazetteerError
        If the overlay cannot be written.
    """
    source = Path(path)
    kind = recognise(source)
    _check_options(kind, columns, layer, source)
    named = folder.check_name(name or folder.name_for(source))
    recipe = Recipe(
        kind=kind,
        file=source.name,
        country=country,
        columns=dict(columns or {}),
        layer=layer,
        licence=licence or "",
        added=datetime.now(UTC).date().isoformat(),
    )
    return _make(named, source, recipe, decode)


def _check_options(kind: Kind, columns: Mapping[str, str] | None, layer: str | None, source: Path) -> None:
    if columns and kind is Kind.GEONAMES:
        raise UsageError("a GeoNames dump has its own columns", where=str(source), hint="leave --columns out")
    if layer is not None and kind is not Kind.GEOPACKAGE:
        raise UsageError("only a GeoPackage has layers", where=str(source), hint="leave --layer out")


def rebuild(name: str, old: Path) -> Path:
    """Make an overlay of another schema anew from the source that it keeps; return the new file.

    Raises
    ------
    GazetteerError
        If it has kept none, or the folder cannot be written to; the message says what to do.
    """
    hint = f"geomap gazetteer add FILE --name {name} makes it anew, geomap gazetteer remove {name} removes it"
    try:
        with opened_overlay(old) as db:
            text, kept = db.execute("SELECT recipe, kept FROM source").fetchone()
        recipe = Recipe.from_json(text)
        if kept is None:
            raise GazetteerError("it was made by another version of geomap", where=str(old), hint=hint)
        with tempfile.TemporaryDirectory(prefix="geomap-") as scratch:
            source = Path(scratch) / (Path(recipe.file).name or name)
            source.write_bytes(zlib.decompress(kept) if recipe.packed else kept)
            overlay = _make(name, source, recipe, None).overlay
    except (InputError, OSError, zlib.error, UsageError) as error:
        what = f"it was made by another version of geomap and cannot be made anew ({error})"
        raise GazetteerError(what, where=str(old), hint=hint) from error
    logging.getLogger("geomap").warning("overlay %s was made anew for this version of geomap", name)
    return overlay.path


def _make(named: str, source: Path, recipe: Recipe, decode: Callable[[bytes, str], str] | None) -> Added:
    faults = Faults()
    with told(source):
        text = None if recipe.kind.is_streamed else read_text(source, decode)
        kept, packed = _kept(source, text)
        recipe = recipe.with_checksum(_sha256(source), packed=packed)
    target = folder.overlay_path(named)
    before = [f.path for f in folder.list_files() if f.name.casefold() == named.casefold()]
    bundled = Bundled()
    try:
        with replacing(target) as part:
            drafts = read_drafts(source, text, recipe, bundled, faults)
            written = write(
                part, drafts, name=named, bundled=bundled, faults=faults, recipe=recipe.to_json(), kept=kept
            )
            _require_places(written, faults, source)
    finally:
        bundled.close()
    for other in before:
        if other != target:
            with contextlib.suppress(OSError):  # of no more use, and in nobody's way
                other.unlink(missing_ok=True)
    return Added(
        overlay=describe(target),
        replaced=bool(before),
        left_out=faults.left_out,
        mended=faults.mended,
        messages=tuple(faults),
        unused=faults.unused,
        bundled=written.bundled,
    )


def _require_places(written: Written, faults: Faults, source: Path) -> None:
    if written.places:
        return
    first = next(iter(faults), "")
    counted = (
        f"{faults.left_out} rows are faulty, the first: {first}" if first else "it has no row of a place"
    )
    raise InputError("no usable row", where=str(source), hint=counted)


def _kept(source: Path, text: str | None) -> tuple[bytes | None, bool]:
    """What of a source is kept, and whether it had to be packed; None if it is too large.

    Text is kept as UTF-8, in which it can be read again whatever it was written in.
    """
    if source.stat().st_size > 8 * KEPT_BYTES:
        return None, False
    raw = source.read_bytes() if text is None else text.encode("utf-8")
    packed = not is_packed(raw[:4])
    kept = zlib.compress(raw) if packed else raw
    return (kept if len(kept) <= KEPT_BYTES else None), packed


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
