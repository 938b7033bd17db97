"""From a file to drafts of places, by what the file is."""

from __future__ import annotations

import codecs
import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.errors import InputError, UsageError
from geomap.gazetteer.overlays.archive import check_size, lines, opened
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.geonames import LICENCE, read_dump
from geomap.gazetteer.overlays.recognising import Kind
from geomap.gazetteer.overlays.rows import RowReader

_CHUNK = 2**20
_MOST_TEXT = 2**29  # tables and GeoJSON are read whole
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an overlay is made of its source; it keeps this, so that it can be made anew.

    Parameters
    ----------
    kind
        What the source is.
    file
        Its name.
    country, columns, layer, licence
        As `adding.add` was given them.
    added
        ISO date.
    sha256
        Of the source.
    packed
        Whether the source is kept packed by zlib.
    """

    kind: Kind
    file: str
    country: str | None
    columns: Mapping[str, str]
    layer: str | None
    licence: str
    added: str
    sha256: str = ""
    packed: bool = False

    def with_checksum(self, sha256: str, *, packed: bool) -> Recipe:
        """Give the recipe with what is known once the source was read; a dump has a licence of its own."""
        licence = self.licence or (LICENCE if self.kind is Kind.GEONAMES else "")
        # Made anew, it is still the file that it once was, not the text that was kept of it.
        return dataclasses.replace(self, sha256=self.sha256 or sha256, packed=packed, licence=licence)

    def to_json(self) -> dict[str, Any]:
        """Give its fields as plain values."""
        return {**{f.name: getattr(self, f.name) for f in dataclasses.fields(self)}, "kind": self.kind.value}

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Read what `to_json` gave, as JSON text; TypeError or ValueError if it is not that."""
        fields = json.loads(text)
        return cls(**{**fields, "kind": Kind(fields["kind"])})


def read_drafts(
    path: Path, text: str | None, recipe: Recipe, bundled: Bundled, faults: Faults
) -> Iterator[Draft]:
    """Yield the places of a file.

    Parameters
    ----------
    path
        The file.
    text
        What it says, for tables and GeoJSON.
    recipe
        What it is and how it is to be read.
    bundled
        The bundled gazetteer.
    faults
        Counts what could not be used.

    Raises
    ------
    InputError
        If the file as a whole cannot be read.
    UsageError
        If the recipe does not fit the file, or there is no such country.
    """
    country = None
    if recipe.country is not None:
        country = bundled.country_code(recipe.country)
        if country is None:
            raise UsageError(
                "no such country", where=repr(recipe.country), hint="an ISO code or an English name is needed"
            )
    if recipe.kind is Kind.GEONAMES:
        yield from _read_dump(path, country, faults)
        return
    reader = RowReader(bundled, faults, source=recipe.file, country=country)
    if recipe.kind is Kind.GEOPACKAGE:
        from geomap.gazetteer.overlays.geopackage import read_geopackage

        yield from read_geopackage(path, reader, recipe.columns, recipe.layer)
    elif recipe.kind is Kind.GEOJSON:
        from geomap.gazetteer.overlays.geojson import read_geojson

        yield from read_geojson(text or "", recipe.file, reader, recipe.columns)
    else:
        from geomap.gazetteer.overlays.table import read_table

        yield from read_table(text or "", recipe.file, reader, recipe.columns)


def _read_dump(path: Path, country: str | None, faults: Faults) -> Iterator[Draft]:
    with opened(path) as (file, name):
        for draft in read_dump(lines(file, path), name, faults):
            if draft.country is None and country is not None:
                yield dataclasses.replace(draft, country=country)
            else:
                yield draft


def read_text(path: Path, decode: Callable[[bytes, str], str] | None) -> str:
    """Read a whole file of text, unpacked if it is packed.

    Raises
    ------
    InputError
        If it is too large, or not in an encoding that ``decode`` reads.
    """
    raw = bytearray()
    packed = path.stat().st_size
    with opened(path) as (file, _):
        while chunk := file.read(_CHUNK):
            raw += chunk
            check_size(len(raw), packed, path)
            if len(raw) > _MOST_TEXT:
                raise InputError(
                    f"it has more than {_MOST_TEXT >> 20} MB",
                    where=str(path),
                    hint="split it into several files",
                )
    return (decode or decode_unicode)(bytes(raw), str(path))


def decode_unicode(raw: bytes, where: str) -> str:
    """Turn UTF-8, or UTF-16 with a byte order mark, into text.

    Raises
    ------
    InputError
        If it is neither.
    """
    try:
        return raw.decode(_UTF16.get(raw[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("the text is not UTF-8", where=where, hint="save it as UTF-8") from error
